// Numbers as a person reads them: in groups, or masked.

/** The groups of an identity number (6-4-4-4) or a mobile number (3-4-4); anything else is one group. */
export function groups(text: string): string[] {
  const sizes = /^[\d*]{17}[\dX*]$/.test(text) ? [6, 4, 4, 4] : /^1[\d*]{10}$/.test(text) ? [3, 4, 4] : [text.length];
  let at = 0;
  return sizes.map((size) => text.slice(at, (at += size)));
}

/** Whether a text is a number, a code or a month, to be set in figures of one width. */
export function isNumber(text: string): boolean {
  return /^[\d*][\d*.\-–—/ ]*[\dX*]?$/.test(text);
}

/** Hides all but what tells one number from another: 110105********002X, 138****8000. Short texts are hidden whole. */
export function masked(text: string): string {
  const [before, after] = text.length >= 15 ? [6, 4] : text.length >= 7 ? [3, 4] : [0, 0];
  const hidden = text.length - before - after;
  return text.slice(0, before) + '*'.repeat(hidden) + text.slice(text.length - after);
}

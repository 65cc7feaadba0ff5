// Numbers as a person reads them: in groups, or masked.

import { settings } from './settings.svelte';

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

const DAY = /^\d{4}[-/.年]\d\d?[-/.月]\d\d?日?$/;

/**
 * Hides all but what tells one number from another: 110105********002X, 138****8000, z***@example.cn. Days and what is short are
 * hidden whole. The papers mask by the same rule.
 */
export function masked(text: string): string {
  const address = /^([^@])[^@]*@+(.*)$/.exec(text);
  if (address) return `${address[1]}***@${address[2]}`;
  const { length } = text;
  const [before, after] =
    length >= 15 ? [6, 4] : DAY.test(text) || length < 9 ? [0, 0] : length >= 11 ? [3, 4] : [1, 4];
  return text.slice(0, before) + '*'.repeat(length - before - after) + text.slice(length - after);
}

/** Addresses of mail, mistyped ones too, and numbers of seven digits or more, in groups or not. */
const TELLING = /[\w.+-]+@[\w.@-]*|[A-Za-z]?\d(?: ?\d){6,}[Xx]?/g;

/** A sentence in which numbers are masked while that is asked for. */
export const discreet = (text: string): string => (settings.mask_numbers ? text.replace(TELLING, masked) : text);

/** The end of somebody's document number, as far as it is to be seen. */
export const tail = (text: string): string => (settings.mask_numbers && text ? '****' : text);

/** A value of which nobody says whether it tells a person apart: a day may be that of a birth. */
export const guarded = (text: string): string =>
  settings.mask_numbers && DAY.test(text.trim()) ? masked(text.trim()) : discreet(text);

// Every key the page listens to goes through here: while an input method composes, keys belong to it.

export type Act = (event: KeyboardEvent) => void;

export const onMac = (): boolean => navigator.platform.startsWith('Mac');

/** Whether a key belongs to an input method. WKWebView reports the Enter that ends a composition only by its key code. */
function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** A key with what is held down, such as `Ctrl+Shift+z`. On a Mac the command key counts as Ctrl. */
function named(event: KeyboardEvent): string {
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${ctrl}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`;
}

/** A keydown handler. An act that returns without handling the key must not be in the table; those that are prevent the default. */
export function keys(table: Record<string, Act>): Act {
  return (event) => {
    if (composing(event) || event.defaultPrevented) return;
    const act = table[named(event)];
    if (!act) return;
    event.preventDefault();
    act(event);
  };
}

/** A keydown handler that does something besides what the keys do anyway. */
export function besides(names: string[], act: Act): Act {
  return (event) => {
    if (!composing(event) && !event.defaultPrevented && names.includes(named(event))) act(event);
  };
}

/** Held down with another key, or none that a table could name. */
const NO_KEY = /^(Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock|Dead|Process|Unidentified)$/;

/** A keydown handler that takes whatever key is pressed, by its name. Tab goes on as always. */
export function anyKey(take: (key: string) => void): Act {
  return (event) => {
    if (composing(event) || NO_KEY.test(event.key) || event.key === 'Tab') return;
    event.preventDefault();
    take(named(event));
  };
}

/** What a browser does by itself, and this program is not for: load the page anew, search in it, walk through it with a caret. */
const BROWSERS = [
  'F5',
  'Ctrl+F5',
  'Ctrl+r',
  'Ctrl+Shift+r',
  'F3',
  'Shift+F3',
  'Ctrl+f',
  'Ctrl+g',
  'Ctrl+Shift+g',
  'F7',
];

/** A keydown handler that keeps the web view from it; for what is left when everybody else has had the key. */
export const noBrowser: Act = keys(Object.fromEntries(BROWSERS.map((it) => [it, () => undefined])));

/** Whether Ctrl+Z belongs to the field in which the person writes. */
export function writing(event: KeyboardEvent): boolean {
  const at = event.target;
  if (at instanceof HTMLTextAreaElement) return true;
  return at instanceof HTMLInputElement && !['checkbox', 'radio'].includes(at.type);
}

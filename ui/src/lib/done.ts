// What was just done that one may want back.

export interface Done {
  words: string;
  undo: () => unknown;
}

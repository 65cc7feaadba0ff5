// What is typed is saved while it is typed: at the latest so many milliseconds after a key, whether or not typing pauses.

export const SOON = 400;

/** Something that is done soon after it was asked for, once, however often it was asked for until then. */
export class Soon {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #act: () => void;

  constructor(act: () => void) {
    this.#act = act;
  }

  get asked(): boolean {
    return this.#timer !== undefined;
  }

  ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#act();
    }, SOON);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

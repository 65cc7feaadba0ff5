// Every text of the window in the language of the settings.

const rooms = import.meta.glob<{ t: object }>('../src/*/words.ts', { eager: true });

/** The texts, with what is filled in left short. */
export function said(): Set<string> {
  return new Set(Object.values(rooms).flatMap(({ t }) => texts(t)));
}

function texts(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return ['', 1, ['']].flatMap((it) => tried(words as Made, it));
  return Object.values(words ?? {}).flatMap(texts);
}

type Made = (...given: unknown[]) => unknown;

/** A text is made of texts, of counts or of lists; of the others nothing comes. */
function tried(words: Made, it: unknown): string[] {
  try {
    return texts(words(it, it, it, it));
  } catch {
    return [];
  }
}

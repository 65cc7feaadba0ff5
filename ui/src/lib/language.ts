// Words in both languages, side by side; what is read of them is in the language of the settings and follows a change.

import { settings } from './settings.svelte';

/** A text, or the lines or parts of one, in both languages. */
type Both<T> = Record<'zh' | 'en', T>;
type Text = Both<string> | Both<string[]>;

/** Texts by name; what is to be filled in comes as arguments. */
interface Words {
  [name: string]: Text | ((...given: never[]) => Text) | Words;
}

/** What is read of them: one language. */
type Said<W> =
  W extends Both<string>
    ? string
    : W extends Both<string[]>
      ? string[]
      : W extends (...given: infer Given) => infer T
        ? (...given: Given) => Said<T>
        : { readonly [Name in keyof W]: Said<W[Name]> };

/** A room's words. A text that lacks a language does not compile. */
export const worded = <W extends Words>(words: W): Said<W> => said(words) as Said<W>;

function said(words: unknown): unknown {
  if (typeof words === 'function') return (...given: unknown[]) => said(words(...given));
  const here = words as Words;
  if ('zh' in here) return here[settings.locale];
  return new Proxy(here, { get: (_, name: string) => said(here[name]) });
}

/** For words that are Chinese in either language: the portal's own, and names. Empty while the page is Chinese. */
export const chinese = () => (settings.locale === 'en' ? 'zh-CN' : undefined);

const HAN = /\p{Script=Han}/u;

/** The language of a text that may be Chinese in either language, as what somebody has written. */
export const tongue = (text: string) => (HAN.test(text) ? chinese() : undefined);

/** A text of both languages in its parts: Chinese, other, Chinese … */
export const parts = (text: string): string[] =>
  text.split(/(\p{Script=Han}[\p{Script=Han}，、：；·（）“”\d ]*)/u).filter(Boolean);

/** The ending of an English noun that is counted. */
export const s = (count: number) => (count === 1 ? '' : 's');

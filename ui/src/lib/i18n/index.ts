// The words in the language of the settings; what shows them follows a change.

import { settings } from '../settings.svelte';
import { en } from './en';
import { zh, type Words } from './zh';

export const t: Words = new Proxy(zh, {
  get: (_, key) => (settings.locale === 'en' ? en : zh)[key as keyof Words],
});

/** For words that are Chinese in either language: the portal's own, and names. Empty while the page is Chinese. */
export const chinese = () => (settings.locale === 'en' ? 'zh-CN' : undefined);

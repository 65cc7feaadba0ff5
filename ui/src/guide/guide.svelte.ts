// 使用指南: what is read of it, and which page belongs to what is on the screen.

import { call } from '../lib/ipc/call';
import type { GuidePage, GuideView } from '../lib/ipc/contract.gen';
import { place } from '../lib/place.svelte';
import { settings } from '../lib/settings.svelte';
import { ACTIONS, asHere, keyName, written } from '../lib/shortcuts';

class Guide {
  view = $state.raw<GuideView | null>(null);
  /** The page that is read. */
  id = $state('desk');
  #locale = '';

  get page(): GuidePage | undefined {
    return this.view?.pages.find((it) => it.id === this.id);
  }

  /** The page behind this one on the tour; none if this is not of it, or its last. */
  get onward(): GuidePage | undefined {
    const at = this.view?.tour.indexOf(this.id) ?? -1;
    return at < 0 ? undefined : this.named(this.view?.tour[at + 1] ?? '');
  }

  named(id: string): GuidePage | undefined {
    return this.view?.pages.find((it) => it.id === id);
  }

  /** Reads it in the language of the settings. */
  async load(): Promise<void> {
    const { locale } = settings;
    if (this.#locale === locale) return;
    this.#locale = locale;
    await place.attempt(async () => {
      const view = await call({ command: 'guide' });
      if (this.#locale === locale) this.view = view;
    });
  }

  /** Opens it at a page. */
  open(id: string): void {
    this.id = id;
    if (place.panel !== 'help') place.toggle('help');
  }

  /** Opens it at the page of the part that has the keyboard, else of the screen; or closes it. */
  toggle(): void {
    const part = document.activeElement?.closest<HTMLElement>('[data-guide]')?.dataset['guide'];
    if (place.panel === 'help') place.toggle(null);
    else this.open(part ?? screen());
  }
}

export const guide = new Guide();

/** The page of the screen. */
function screen(): string {
  const { route, session, desk } = place;
  if (route.screen === 'desk') return desk?.total === 0 ? 'first-run' : 'desk';
  if (route.screen !== 'step') return route.screen;
  const step = session?.view.steps.find((it) => it.id === route.step);
  if (step?.has_history) return 'history';
  if (step?.comparison) return 'comparison';
  const files = session?.view.materials.filter((it) => step?.materials.includes(it.id)) ?? [];
  if (files.some((it) => it.photo)) return 'photo';
  return files.length > 0 ? 'materials' : 'step';
}

const KEY = /(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d+|Enter|[A-Z]|[←→])|\bF\d+|\bEsc\b/g;

/** A text of the guide with the keys that are in use now: it is written with the usual ones. */
export function withKeys(text: string): string {
  return text.replace(KEY, (key) => {
    const action = ACTIONS.find((it) => written(it) === key);
    return action ? keyName(action) : asHere(key);
  });
}

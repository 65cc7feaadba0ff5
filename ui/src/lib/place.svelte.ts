// What the window shows: where one is, the desk, and the drafts that have been opened.

import { SvelteMap } from 'svelte/reactivity';
import { asFailure, call, type Asking } from './ipc/call';
import type { DeskView, Failure } from './ipc/contract.gen';
import { href, parse, type Route } from './route';
import { DraftSession } from './session.svelte';

class Place {
  route = $state.raw<Route>({ screen: 'desk' });
  desk = $state.raw<DeskView | null>(null);
  session = $state.raw<DraftSession | null>(null);
  /** Why something other than saving an answer did not work, and how to try again. */
  trouble = $state.raw<{ failure: Failure; retry: () => void } | null>(null);
  panel = $state<'help' | 'find' | null>(null);

  /** Drafts stay here when one leaves them, so that nothing unsaved is lost. */
  readonly #opened = new SvelteMap<number, DraftSession>();

  #before: Element | null = null;

  /** Opens a panel, or closes it and goes back to where the keyboard was. */
  toggle(panel: 'help' | 'find' | null): void {
    if (!this.panel) this.#before = document.activeElement;
    this.panel = this.panel === panel ? null : panel;
    if (!this.panel && this.#before instanceof HTMLElement) this.#before.focus();
  }

  go(route: Route): void {
    location.hash = href(route);
  }

  /** Runs a command that answers with the desk. Tells whether it worked. */
  async ask(command: Asking<DeskView>): Promise<boolean> {
    const desk = await this.attempt(() => call(command));
    if (!desk) return false;
    this.desk = desk;
    if (command.command === 'erase_applicant' || command.command === 'remove_samples') this.#forget(desk);
    return true;
  }

  /** Does something; if that does not work, says so until it does. */
  async attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      const done = await act();
      this.trouble = null;
      return done;
    } catch (reason) {
      this.trouble = { failure: asFailure(reason), retry: () => void this.attempt(act) };
      return undefined;
    }
  }

  /** The drafts of which something could not be done, whether or not they are on the screen. */
  get failing(): DraftSession[] {
    return [...this.#opened.values()].filter((it) => it.failure);
  }

  /** Saves whatever is not saved, in every draft. */
  async flush(): Promise<boolean> {
    const saved = await Promise.all([...this.#opened.values()].map((it) => it.flush()));
    return saved.every(Boolean);
  }

  /** Words of replies are in one language; after a change of language they are asked for again. */
  async reload(): Promise<void> {
    await this.ask({ command: 'open_desk' });
    if (this.session) await this.session.run({ command: 'open_draft', draft: this.session.view.draft });
  }

  /** Shows what the address says. Page and draft change together: nobody is seen under another's name. */
  async arrive(): Promise<void> {
    const { route: from, session: leaving } = this;
    const route = parse(location.hash);
    void leaving?.flush();
    const session = 'draft' in route ? await this.#open(route.draft) : leaving;
    if (!['step', 'review', 'export', 'readback'].includes(route.screen)) await this.ask({ command: 'open_desk' });
    // A newer address may have come in the meantime.
    if (href(parse(location.hash)) !== href(route) || ('draft' in route && !session)) return;
    if (from.screen === 'step' && !('step' in route && route.step === from.step)) leaving?.left.add(from.step);
    this.panel = null;
    this.session = session;
    if (route.screen !== 'step') {
      this.route = route;
      return;
    }
    const { draft, step, fact } = route;
    const there = session?.view.steps.some((it) => it.id === step);
    this.route = there ? route : { screen: 'tasks', draft };
    if (fact) session?.left.add(step);
    if (there) void call({ command: 'visit', draft, step }).catch(() => undefined);
  }

  /** Drafts of people who are gone have nothing left to save. */
  #forget({ applicants, bin }: DeskView): void {
    const here = new Set([...applicants, ...bin].map((it) => it.id));
    for (const [id, { view }] of this.#opened) {
      if (!here.has(view.applicant.id)) this.#opened.delete(id);
    }
  }

  async #open(draft: number): Promise<DraftSession | null> {
    if (this.session?.view.draft === draft) return this.session;
    const known = this.#opened.get(draft);
    if (known) {
      await known.run({ command: 'open_draft', draft });
      return known;
    }
    const view = await this.attempt(() => call({ command: 'open_draft', draft }));
    if (!view) return null;
    const session = new DraftSession(view);
    this.#opened.set(draft, session);
    return session;
  }
}

export const place = new Place();

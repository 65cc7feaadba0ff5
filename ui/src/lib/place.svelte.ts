// What the window shows: where one is, the desk, and the drafts that have been opened.

import { tick, untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { asFailure, call, type Asking } from './ipc/call';
import type { ApplicantView, DeskView, Failure } from './ipc/contract.gen';
import { href, parse, type Route } from './route';
import { DraftSession } from './session.svelte';

/** Whether somebody else has let go of the vault is looked at again after this many milliseconds. */
const AGAIN = 500;

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
  /** The page that was gone to and is not there yet. */
  #coming: Promise<void> | undefined;
  #came: () => void = () => undefined;
  /** How often the desk was asked for. */
  #asked = 0;

  /** Opens a panel, or closes it and goes back to where the keyboard was. */
  toggle(panel: 'help' | 'find' | null): void {
    if (!this.panel) this.#before = document.activeElement;
    this.panel = this.panel === panel ? null : panel;
    if (!this.panel && this.#before instanceof HTMLElement) this.#before.focus();
  }

  go(route: Route): void {
    if (location.hash === href(route)) return;
    location.hash = href(route);
    this.#coming ??= new Promise((came) => (this.#came = came));
  }

  /** Once the page that was gone to is there: what is pressed on the way to it is meant for it. */
  async settled(): Promise<void> {
    await this.#coming;
    await tick();
  }

  /** Runs a command that answers with the desk. Tells whether it worked. */
  async ask(command: Asking<DeskView>): Promise<boolean> {
    const asked = ++this.#asked;
    return this.attempt(async () => {
      const desk = await call(command);
      // A reply may be overtaken by a later one.
      if (asked === this.#asked) this.desk = desk;
      if (command.command === 'erase_applicant') this.#forget((it) => it.id === command.applicant);
      if (command.command === 'erase_applicants') this.#forget((it) => command.applicants.includes(it.id));
      if (command.command === 'remove_samples') this.#forget((it) => it.sample);
    });
  }

  /**
   * Does something with all that is to come of it; if that does not work, says so until it does. Tells whether it worked. It
   * hands nothing back: what comes when it is tried again must not be lost.
   */
  async attempt(act: () => Promise<unknown>, again: () => unknown = () => this.attempt(act)): Promise<boolean> {
    const before = untrack(() => this.trouble);
    try {
      await act();
      // What has gone wrong in the meantime is still to be said.
      if (this.trouble === before) this.trouble = null;
      return true;
    } catch (reason) {
      const trouble = { failure: asFailure(reason), retry: () => void again() };
      this.trouble = trouble;
      // Often it is a program that has just been ended and has not gone yet.
      if (trouble.failure.busy) setTimeout(() => this.trouble === trouble && trouble.retry(), AGAIN);
      return false;
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
    await this.ask(this.#desk(this.route));
    if (this.session) await this.session.run({ command: 'open_draft', draft: this.session.view.draft });
  }

  async arrive(): Promise<void> {
    await this.#arrive();
    this.#came();
    this.#coming = undefined;
  }

  /** Shows what the address says. Page and draft change together: nobody is seen under another's name. */
  async #arrive(): Promise<void> {
    const { route: from, session: leaving } = this;
    const route = parse(location.hash);
    this.panel = null;
    void leaving?.flush();
    const session = 'draft' in route ? await this.#open(route.draft) : leaving;
    if ('draft' in route && !session) return;
    if (!['step', 'review', 'export', 'readback'].includes(route.screen)) await this.ask(this.#desk(route, session));
    // A newer address may have come in the meantime.
    if (href(parse(location.hash)) !== href(route)) return;
    if (from.screen === 'step' && !('step' in route && route.step === from.step)) leaving?.left.add(from.step);
    this.session = session;
    if (session?.view.read_only && 'draft' in route && route.screen !== 'export') {
      this.route = { screen: 'review', draft: route.draft };
      return;
    }
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

  /** The desk, and the applicant it is looked at for. */
  #desk(route: Route, session = this.session): Asking<DeskView> {
    const about =
      route.screen === 'choose' ? route.applicant : 'draft' in route ? session?.view.applicant.id : undefined;
    return { command: 'open_desk', ...(about === undefined ? {} : { about }) };
  }

  /** Drafts of people who are gone have nothing left to save. */
  #forget(gone: (it: ApplicantView) => boolean): void {
    for (const [id, { view }] of this.#opened) if (gone(view.applicant)) this.#opened.delete(id);
  }

  async #open(draft: number): Promise<DraftSession | null> {
    if (this.session?.view.draft === draft) return this.session;
    const known = this.#opened.get(draft);
    if (known) {
      await known.run({ command: 'open_draft', draft });
      return known;
    }
    const open = async () => {
      const view = await call({ command: 'open_draft', draft });
      // Two addresses of one draft may be on their way; what is typed belongs to one session.
      if (!this.#opened.has(draft)) this.#opened.set(draft, new DraftSession(view));
    };
    await this.attempt(open, () => this.arrive());
    return this.#opened.get(draft) ?? null;
  }
}

export const place = new Place();

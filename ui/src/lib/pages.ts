// The pages of a draft in their order: its steps, then checking, export, and reading the portal's page back.

import { t } from './words';
import type { DraftView, FindingView, StepView } from './ipc/contract.gen';
import type { Route } from './route';

export interface Page {
  title: string;
  /** What it is found by besides its title: pinyin and initials. */
  keys: string;
  route: Route;
  step?: StepView;
}

/** Whether it is only looked at: it is closed, or nothing can be written. */
export const onlyRead = (view: DraftView): boolean => view.closed !== null || view.read_only;

export function pages(view: DraftView): Page[] {
  const { draft } = view;
  // What is only looked at is looked at on one page.
  const steps = onlyRead(view) ? [] : view.steps;
  return [
    ...steps.map((step) => ({
      title: step.title,
      keys: step.keys,
      route: { screen: 'step', draft, step: step.id } as const,
      step,
    })),
    { title: t.titles.review, keys: 'heduiquanbu hdqbnr', route: { screen: 'review', draft } },
    { title: t.titles.export, keys: 'daochu dc', route: { screen: 'export', draft } },
    ...(onlyRead(view)
      ? []
      : [{ title: t.titles.readback, keys: 'huiduhedui hdhd', route: { screen: 'readback', draft } as const }]),
  ];
}

/** The page one is on, as its place in `pages`. */
export function at(view: DraftView, route: Route): number {
  return pages(view).findIndex(
    (page) => page.route.screen === route.screen && (route.screen !== 'step' || page.step?.id === route.step),
  );
}

/** Where to go on: the first step with a problem, then the first that is not done, then checking. */
export function next(view: DraftView): Page | undefined {
  const all = pages(view);
  const undone = (page: Page) => page.step && !['completed', 'not_needed'].includes(page.step.status);
  return (
    all.find((page) => page.step?.status === 'has_problems') ??
    all.find((page) => page.step?.id === view.position && undone(page)) ??
    all.find(undone) ??
    all.find((page) => page.route.screen === 'review')
  );
}

/** How much is open, in all or in one step: to change, not given yet, to check. */
export function counts(findings: FindingView[], step?: string): { wrong: number; missing: number; check: number } {
  const here = findings.filter((it) => step === undefined || it.step === step);
  const errors = here.filter((it) => it.severity === 'error');
  const missing = errors.filter((it) => it.missing).length;
  const check = here.filter((it) => it.severity === 'warning' && !it.kept).length;
  return { wrong: errors.length - missing, missing, check };
}

// What a page is called: in the title of the window and along the way that leads to it.

import { t } from './i18n';
import type { ApplicantRow } from './ipc/contract.gen';
import { href, type Route } from './route';
import type { DraftSession } from './session.svelte';

export interface Crumb {
  text: string;
  href: string;
  /** A person's name, which is Chinese in either language. */
  name?: boolean;
}

export interface Heading {
  crumbs: Crumb[];
  /** “步骤 — 申请人 — 备申”, and first of all whether something is wrong on the page. */
  title: string;
}

export function heading(
  route: Route,
  session: DraftSession | null,
  applicant: Pick<ApplicantRow, 'id' | 'name'> | undefined,
): Heading {
  const text = named(route, session);
  const here = { text: route.screen === 'choose' ? t.choose.crumb : text, href: href(route) };
  const crumbs: Crumb[] = applicant
    ? [{ text: applicant.name, href: href({ screen: 'choose', applicant: applicant.id }), name: true }]
    : [];
  if (session && route.screen !== 'tasks') {
    const { draft, procedure } = session.view;
    crumbs.push({ text: procedure.title, href: href({ screen: 'tasks', draft }) });
  }
  if (route.screen !== 'desk') crumbs.push(here);
  const parts = [text, applicant?.name ?? '', t.product].filter(Boolean);
  return { crumbs, title: t.pageTitle(parts, wrong(route, session)) };
}

function named(route: Route, session: DraftSession | null): string {
  if (route.screen === 'tasks') return session?.view.procedure.title ?? '';
  if (route.screen === 'step') return session?.view.steps.find((it) => it.id === route.step)?.title ?? '';
  return t[route.screen].title;
}

/** Whether the page shows errors: what is only missing counts once the step has been left. */
function wrong(route: Route, session: DraftSession | null): boolean {
  if (route.screen !== 'step' || !session) return false;
  const here = session.view.findings.filter((it) => it.step === route.step && it.severity === 'error');
  return here.some((it) => !it.missing || session.left.has(route.step));
}

// What a page is called: in the title of the window and along the way that leads to it.

import { t as names } from '../lib/words';
import { t as common } from '../parts/words';
import { t } from './words';
import type { ApplicantRow } from '../lib/ipc/contract.gen';
import { counts } from '../lib/pages';
import { href, type Route } from '../lib/route';
import type { DraftSession } from '../lib/session.svelte';

export interface Crumb {
  text: string;
  href: string;
  /** A person's name, which is Chinese in either language. */
  name?: boolean;
}

export interface Heading {
  crumbs: Crumb[];
  /** “步骤 — 申请人 — 备申”, and first of all whether something is wrong or lacking on the page. */
  title: string;
}

export function heading(
  route: Route,
  session: DraftSession | null,
  applicant: Pick<ApplicantRow, 'id' | 'name'> | undefined,
): Heading {
  const text = named(route, session);
  const here = { text: route.screen === 'choose' ? common.procedure : text, href: href(route) };
  const crumbs: Crumb[] = applicant
    ? [{ text: applicant.name, href: href({ screen: 'choose', applicant: applicant.id }), name: true }]
    : [];
  if (session && route.screen !== 'tasks') {
    const { draft, procedure } = session.view;
    crumbs.push({ text: procedure.title, href: href({ screen: 'tasks', draft }) });
  }
  if (route.screen !== 'desk') crumbs.push(here);
  const parts = [text, applicant?.name ?? '', names.product].filter(Boolean);
  return { crumbs, title: t.pageTitle(parts, open(route, session)) };
}

function named(route: Route, session: DraftSession | null): string {
  if (route.screen === 'tasks') return session?.view.procedure.title ?? '';
  if (route.screen === 'step') return session?.view.steps.find((it) => it.id === route.step)?.title ?? '';
  return names.titles[route.screen];
}

/** Whether the page shows what is wrong, or, once the step has been left, what is not given. */
function open(route: Route, session: DraftSession | null): 'wrong' | 'missing' | null {
  if (route.screen !== 'step' || !session) return null;
  const { wrong, missing } = counts(session.findings, route.step);
  if (wrong > 0) return 'wrong';
  return missing > 0 && session.left.has(route.step) ? 'missing' : null;
}

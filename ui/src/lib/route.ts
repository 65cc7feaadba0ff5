// Where one is, as the part of the address after #. Links in the page are ordinary links.

export type Route =
  | { screen: 'desk' }
  | { screen: 'deadlines' }
  | { screen: 'bin' }
  | { screen: 'settings' }
  | { screen: 'import' }
  | { screen: 'portal'; procedure?: string }
  | { screen: 'packs'; file?: string }
  | { screen: 'choose'; applicant: number }
  | { screen: 'tasks'; draft: number }
  | {
      screen: 'step';
      draft: number;
      step: string;
      part?: number | undefined;
      fact?: string | undefined;
      back?: 'review';
    }
  | { screen: 'review'; draft: number }
  | { screen: 'export'; draft: number }
  | { screen: 'readback'; draft: number };

export function href(route: Route): string {
  switch (route.screen) {
    case 'desk':
      return '#/';
    case 'deadlines':
    case 'bin':
    case 'settings':
    case 'import':
      return `#/${route.screen}`;
    case 'portal':
      return route.procedure ? `#/portal/${encodeURIComponent(route.procedure)}` : '#/portal';
    case 'packs':
      return route.file ? `#/packs/${encodeURIComponent(route.file)}` : '#/packs';
    case 'choose':
      return `#/applicant/${route.applicant}`;
    case 'tasks':
      return `#/draft/${route.draft}`;
    case 'review':
    case 'export':
    case 'readback':
      return `#/draft/${route.draft}/${route.screen}`;
    case 'step': {
      const query = new URLSearchParams();
      if (route.part) query.set('part', String(route.part));
      if (route.fact) query.set('fact', route.fact);
      if (route.back) query.set('back', route.back);
      const tail = query.size > 0 ? `?${query}` : '';
      return `#/draft/${route.draft}/step/${encodeURIComponent(route.step)}${tail}`;
    }
  }
}

/** Reads an address; what is not one leads to the desk. */
export function parse(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [head, id, page, step] = path.split('/');
  const number = Number(id);
  if (head === 'deadlines' || head === 'bin' || head === 'settings' || head === 'import') return { screen: head };
  if (head === 'portal') return { screen: head, ...(id ? { procedure: decodeURIComponent(id) } : {}) };
  if (head === 'packs') return { screen: head, ...(id ? { file: decodeURIComponent(id) } : {}) };
  if (!Number.isInteger(number) || !id) return { screen: 'desk' };
  if (head === 'applicant') return { screen: 'choose', applicant: number };
  if (head !== 'draft') return { screen: 'desk' };
  if (page === 'review' || page === 'export' || page === 'readback') return { screen: page, draft: number };
  if (page !== 'step' || !step) return { screen: 'tasks', draft: number };
  const query = new URLSearchParams(search);
  const fact = query.get('fact');
  const part = Number(query.get('part'));
  return {
    screen: 'step',
    draft: number,
    step: decodeURIComponent(step),
    ...(Number.isInteger(part) && part > 0 ? { part } : {}),
    ...(fact ? { fact } : {}),
    ...(query.get('back') === 'review' ? { back: 'review' as const } : {}),
  };
}

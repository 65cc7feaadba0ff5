// What of a draft's findings is said beside a file, and what may be done about it there.

import type { DraftView, FindingView, MaterialView } from '../lib/ipc/contract.gen';

/** What is said of the file itself, what is exact first; what the person has not confirmed is asked, not said. */
export function said(view: DraftView, material: MaterialView, missing: boolean): FindingView[] {
  const fact = `files.${material.id}`;
  return view.findings.filter((it) => it.fact === fact && (missing || !it.missing));
}

/** Whether making the photo ready may mend something. */
export function helps(material: MaterialView): boolean {
  const wrong = material.checks.some((it) => it.verdict === 'fail' || it.verdict === 'ask');
  return material.photo && material.file !== null && material.prepared === null && wrong;
}

/** Whether that is what comes next: it was not tried in vain. */
export const leads = (material: MaterialView): boolean => helps(material) && !material.stopped;

/** Whether a finding stands beside a file or is asked there: nothing above the page repeats it. */
export const beside = (it: FindingView): boolean => it.fact.startsWith('files.') || it.fact.startsWith('ticks.');

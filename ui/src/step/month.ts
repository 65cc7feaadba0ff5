// Months of six digits, as the portal writes them. What is none stays as it is.

const MONTH = /^(\d{4})(0[1-9]|1[0-2])$/;

/** 201109 → 2011.09 */
export function dotted(month: string): string {
  return month.replace(MONTH, '$1.$2');
}

/** Months since the year 0, or nothing if it is no month. */
export function index(month: string): number | undefined {
  const [, year, of] = MONTH.exec(month) ?? [];
  return year && of ? Number(year) * 12 + Number(of) - 1 : undefined;
}

/** The month after: 201512 → 201601. Empty if it is no month. */
export function after(month: string): string {
  const at = index(month);
  if (at === undefined) return '';
  return `${Math.floor((at + 1) / 12)}`.padStart(4, '0') + `${((at + 1) % 12) + 1}`.padStart(2, '0');
}

// Months of a calendar, as `2026-11`, and their days, as `2026-11-22`. Counted in UTC, where every day has 24 hours.

const DAY = 86_400_000;

/** The weeks of a month, Monday first; a day of another month is empty. */
export function weeks(month: string): string[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const before = (new Date(first).getUTCDay() + 6) % 7;
  const length = (Date.parse(`${turned(month, 1)}-01T00:00:00Z`) - first) / DAY;
  return Array.from({ length: Math.ceil((before + length) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, of) => {
      const at = week * 7 + of - before;
      return at < 0 || at >= length ? '' : new Date(first + at * DAY).toISOString().slice(0, 10);
    }),
  );
}

/** So many months later, or earlier. */
export function turned(month: string, by: number): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + by);
  return at.toISOString().slice(0, 7);
}

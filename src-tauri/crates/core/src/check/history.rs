//! 个人经历: every row complete, and no break from the first month to this one.
//!
//! Rows are merged into stretches before they are compared, so that a short job inside a long one makes no break.
//! 填写至本年本月: the last month is this month, whenever “this” is (同等学力说明 2023, 七).

use super::{Found, HISTORY, Reason, Severity, yyyymm};
use crate::{Change, FactKey, Fix, HistoryRow, Month, Text, assess::View};

pub(super) static REASONS: [Reason; 9] = [
    Reason { name: "month", severity: Severity::Error, params: &["row", "given"] },
    Reason { name: "reversed", severity: Severity::Error, params: &["row"] },
    Reason { name: "future", severity: Severity::Error, params: &["row", "this_month"] },
    Reason { name: "unfinished", severity: Severity::Error, params: &["row"] },
    Reason { name: "gap", severity: Severity::Warning, params: &["from", "to", "n"] },
    Reason { name: "overlap", severity: Severity::Warning, params: &["row", "other", "n"] },
    Reason { name: "not_to_now", severity: Severity::Error, params: &["last", "this_month", "n"] },
    Reason { name: "unsorted", severity: Severity::Warning, params: &["row"] },
    Reason { name: "no_witness", severity: Severity::Hint, params: &["row"] },
];
const MONTH: &Reason = &REASONS[0];
const REVERSED: &Reason = &REASONS[1];
const FUTURE: &Reason = &REASONS[2];
const UNFINISHED: &Reason = &REASONS[3];
const GAP: &Reason = &REASONS[4];
const OVERLAP: &Reason = &REASONS[5];
const NOT_TO_NOW: &Reason = &REASONS[6];
const UNSORTED: &Reason = &REASONS[7];
const NO_WITNESS: &Reason = &REASONS[8];

/// Whether a month is given as 至今, in one of the spellings people use.
pub fn is_until_now(text: &str) -> bool {
    matches!(text.trim(), "至今" | "现在" | "今" | "到现在" | "now" | "present")
}

/// A row's months, as they would be once repaired.
pub(super) struct Stretch {
    row: usize,
    pub(super) from: Month,
    pub(super) to: Month,
}

/// Every row's months; `None` while one cannot be understood, for what seems to be missing may be in it.
pub(super) fn stretches(view: &View<'_>) -> Option<Vec<Stretch>> {
    let rows = view.history();
    (0..rows.len()).map(|at| read(view, rows, at).0).collect()
}

pub(super) fn check(view: &View<'_>) -> Vec<Found> {
    let rows = view.history();
    let mut all = Vec::new();
    let mut stretches = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let (stretch, wrong) = read(view, rows, at);
        stretches.extend(stretch);
        all.extend(wrong);
        if row.place.trim().is_empty() || row.role.trim().is_empty() {
            all.push(found(UNFINISHED, Some(at), Vec::new()));
        } else if row.witness.trim().is_empty() {
            all.push(found(NO_WITNESS, Some(at), Vec::new()));
        }
    }
    if let Some(pair) = stretches.windows(2).find(|pair| pair[1].from < pair[0].from) {
        let start = |row: &usize| stretches.iter().find(|it| it.row == *row).map(|it| it.from);
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(start);
        let sorted = order.into_iter().map(|it| rows[it].clone()).collect();
        all.push(found(UNSORTED, Some(pair[1].row), Vec::new()).fixed(
            "按时间排序",
            "Sort by time",
            sorted,
        ));
    }
    if stretches.len() == rows.len() {
        stretches.sort_by_key(|it| (it.from, it.to));
        all.extend(breaks(view, rows, &stretches));
    }
    all
}

fn found(
    reason: &'static Reason,
    row: Option<usize>,
    mut params: Vec<(&'static str, String)>,
) -> Found {
    if let Some(row) = row {
        params.push(("row", (row + 1).to_string()));
    }
    Found { row, ..Found::new(&FactKey::from(HISTORY), reason, params) }
}

impl Found {
    fn fixed(mut self, zh: &str, en: &str, history: Vec<HistoryRow>) -> Self {
        self.fixes.push(Fix { label: Text::new(zh, en), change: Change::History(history) });
        self
    }
}

/// The months of a row, if they can be understood, and what is wrong with them.
fn read(view: &View<'_>, rows: &[HistoryRow], at: usize) -> (Option<Stretch>, Vec<Found>) {
    let this = view.this_month();
    let mut wrong = Vec::new();
    let mut month = |text: &str, repaired: fn(&mut HistoryRow, String)| {
        let reading = yyyymm::read(text, view.now().date());
        let month = Month::parse(&reading.normalised);
        if reading.problem.is_none() {
            return month;
        }
        let later = month.is_some_and(|it| it > this);
        let reason = if later { FUTURE } else { MONTH };
        let params = if later {
            vec![("this_month", this.to_string())]
        } else {
            vec![("given", text.trim().to_owned())]
        };
        let mut found = found(reason, Some(at), params);
        let fix = reading.fix.or_else(|| later.then(|| this.to_string()));
        let likely = fix.as_deref().and_then(Month::parse);
        if let Some(fix) = fix {
            let mut repaired_rows = rows.to_vec();
            repaired(&mut repaired_rows[at], fix.clone());
            found = found.fixed(&format!("改为 {fix}"), &format!("Change to {fix}"), repaired_rows);
        }
        wrong.push(found);
        likely
    };
    let from = month(&rows[at].from, |row, text| row.from = text);
    let to = if is_until_now(&rows[at].to) {
        Some(this)
    } else {
        month(&rows[at].to, |row, text| row.to = text)
    };
    let (Some(from), Some(to)) = (from, to) else { return (None, wrong) };
    if from > to && !wrong.is_empty() {
        // Which of the two is wrong, nobody knows.
        return (None, wrong);
    }
    if from > to {
        let mut swapped = rows.to_vec();
        let row = &mut swapped[at];
        std::mem::swap(&mut row.from, &mut row.to);
        wrong.push(found(REVERSED, Some(at), Vec::new()).fixed(
            "对调起止年月",
            "Swap the two months",
            swapped,
        ));
    }
    (Some(Stretch { row: at, from: from.min(to), to: from.max(to) }), wrong)
}

/// Breaks and overlaps of rows sorted by their first month, and whether they reach this month.
fn breaks(view: &View<'_>, rows: &[HistoryRow], stretches: &[Stretch]) -> Vec<Found> {
    let this = view.this_month();
    let mut all = Vec::new();
    let Some(mut last) = stretches.first() else { return all };
    for next in &stretches[1..] {
        let missing = next.from.since(last.to) - 1;
        // One shared month is how people write a change of place; a row inside another is a side job or part-time study.
        let shared = last.to.since(next.from) + 1;
        if missing > 0 {
            all.push(gap(rows, last, next, missing));
        } else if shared > 1 && next.to > last.to && next.from > last.from {
            let params = vec![("other", (last.row + 1).to_string()), ("n", shared.to_string())];
            all.push(found(OVERLAP, Some(next.row), params));
        }
        if next.to > last.to {
            last = next;
        }
    }
    let missing = this.since(last.to);
    if missing > 0 {
        let params =
            vec![("last", last.to.zh()), ("this_month", this.zh()), ("n", missing.to_string())];
        let extended = extended(rows, last, this);
        let added = with_row(rows, last.to.plus(1), this, rows.len());
        let mut found = found(NOT_TO_NOW, Some(last.row), params).fixed(
            "更新到本月",
            "Extend to this month",
            extended,
        );
        found = found.fixed("补一段", "Add a row", added);
        all.push(found);
    }
    all
}

fn gap(rows: &[HistoryRow], last: &Stretch, next: &Stretch, missing: i32) -> Found {
    let (from, to) = (last.to.plus(1), next.from.plus(-1));
    let params = vec![("from", from.zh()), ("to", to.zh()), ("n", missing.to_string())];
    found(GAP, Some(next.row), params)
        .fixed("补一段：待业/备考", "Add a row: between jobs", with_row(rows, from, to, next.row))
        .fixed("延长上一段", "Extend the row before", extended(rows, last, to))
}

/// The history with one row going on until a later month.
fn extended(rows: &[HistoryRow], row: &Stretch, to: Month) -> Vec<HistoryRow> {
    let mut rows = rows.to_vec();
    let text = &mut rows[row.row];
    (text.from, text.to) = (row.from.to_string(), to.to_string());
    rows
}

/// The history with one more row for the time in which nothing is said.
fn with_row(rows: &[HistoryRow], from: Month, to: Month, before: usize) -> Vec<HistoryRow> {
    let mut rows = rows.to_vec();
    let row = HistoryRow {
        from: from.to_string(),
        to: to.to_string(),
        place: "待业".to_owned(),
        role: "备考".to_owned(),
        witness: String::new(),
    };
    rows.insert(before, row);
    rows
}

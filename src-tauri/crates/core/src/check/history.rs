//! 个人经历: every row complete and there once, and no break from the first month to this one. One empty month is none: so
//! a summer lies between a degree and a job; nor are July and August between two schools.
//!
//! Repairs state nothing that the person has not: a row that is added is empty.
//!
//! Rows are merged into stretches before they are compared, so that a short job inside a long one makes no break.
//! 填写至本年本月: the last month is this month, whenever “this” is (同等学力说明 2023, 七).

use beishen_document::Text;
use chrono::Datelike;

use super::{
    found::Found,
    history_words::{empty_word, is_oneself},
    text::{self, stray},
    view::View,
};
use crate::{
    answers::HistoryRow,
    fact::FactKey,
    finding::{Change, Fix},
    month::{Month, is_until_now},
    reading::{Reason, ValueKind, fold},
    subject::Subject,
};

const MONTH: Reason = Reason::error("month", &["row", "given"]);
const REVERSED: Reason = Reason::error("reversed", &["row"]);
const FUTURE: Reason = Reason::error("future", &["row", "this_month"]);
const TWICE: Reason = Reason::warning("twice", &["row", "other"]);
const UNFINISHED: Reason = Reason::error("unfinished", &["row"]);
const GAP: Reason = Reason::warning("gap", &["span"]);
/// So many months may lie between two rows.
const NO_GAP: i32 = 1;
const OVERLAP: Reason = Reason::warning("overlap", &["row", "other", "n"]);
const NOT_TO_NOW: Reason = Reason::error("not_to_now", &["last", "this_month"]);
const UNSORTED: Reason = Reason::warning("unsorted", &["row"]);
const NO_WITNESS: Reason = Reason::hint("no_witness", &["row"]);
const HIDDEN: Reason = Reason { params: &["row", "u"], ..text::HIDDEN };
const SYMBOL: Reason = Reason { params: &["row", "c"], ..text::SYMBOL };
const PLACEHOLDER: Reason = Reason::warning("placeholder", &["row", "given"]);
const OWN_WITNESS: Reason = Reason::warning("own_witness", &["row"]);
pub(super) const REASONS: &[Reason] = &[
    MONTH,
    REVERSED,
    FUTURE,
    TWICE,
    UNFINISHED,
    GAP,
    OVERLAP,
    NOT_TO_NOW,
    UNSORTED,
    NO_WITNESS,
    HIDDEN,
    SYMBOL,
    PLACEHOLDER,
    OWN_WITNESS,
];

/// A row's months, as they would be once what was typed is only written otherwise.
pub(super) struct Stretch {
    pub(super) row: usize,
    pub(super) from: Month,
    pub(super) to: Month,
}

/// Every row's months; `None` while one cannot be understood, for what seems to be missing may be in it.
pub(super) fn stretches(view: &View<'_>) -> Option<Vec<Stretch>> {
    let rows = view.history();
    (0..rows.len()).map(|at| read(view, rows, at).0).collect()
}

/// `name` is the person's own, who is nobody's witness.
pub(super) fn check(view: &View<'_>, name: Option<&FactKey>) -> Vec<Found> {
    let rows = view.history();
    let name = name.and_then(|it| view.text(it));
    let mut all = Vec::new();
    let mut stretches = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let (stretch, wrong) = read(view, rows, at);
        stretches.extend(stretch);
        all.extend(wrong);
        if row.place.trim().is_empty() || row.role.trim().is_empty() {
            all.push(found(&UNFINISHED, Some(at), Vec::new()));
        } else if row.witness.trim().is_empty() {
            all.push(found(&NO_WITNESS, Some(at), Vec::new()));
        }
        all.extend([&row.place, &row.role, &row.witness].into_iter().find_map(|it| {
            let (reason, param) = stray(it)?;
            let reason = if reason == &text::HIDDEN { &HIDDEN } else { &SYMBOL };
            Some(found(reason, Some(at), vec![param]))
        }));
        if let Some(it) = empty_word(row) {
            all.push(found(&PLACEHOLDER, Some(at), vec![("given", it.trim().to_owned())]));
        }
        if is_oneself(&row.witness, name) {
            all.push(found(&OWN_WITNESS, Some(at), Vec::new()));
        }
        all.extend(twice(rows, at));
    }
    // Nothing is said of the order, of breaks and overlaps that a month which is wrong may put right.
    if stretches.len() < rows.len() {
        return all;
    }
    if let Some(pair) = stretches.windows(2).find(|pair| pair[1].from < pair[0].from) {
        let start = |row: &usize| stretches.iter().find(|it| it.row == *row).map(|it| it.from);
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(start);
        let sorted = order.into_iter().map(|it| rows[it].clone()).collect();
        all.push(found(&UNSORTED, Some(pair[1].row), Vec::new()).fixed(
            "按时间排序",
            "Sort by time",
            sorted,
        ));
    }
    stretches.sort_by_key(|it| (it.from, it.to));
    all.extend(breaks(view, rows, &stretches));
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
    Found { row, ..Found::new(Subject::History, reason, params) }
}

impl Found {
    fn fixed(mut self, zh: &str, en: &str, history: Vec<HistoryRow>) -> Self {
        self.fixes.push(Fix { label: Text::new(zh, en), change: Change::History(history) });
        self
    }
}

/// A row that stands there before, word for word; spaces and the width of letters mean nothing.
fn twice(rows: &[HistoryRow], at: usize) -> Option<Found> {
    let words = |it: &HistoryRow| {
        let parts = [&it.from, &it.to, &it.place, &it.role, &it.witness];
        parts.map(|it| it.chars().filter(|it| !it.is_whitespace()).map(fold).collect::<String>())
    };
    let row = words(&rows[at]);
    let other = rows.iter().take(at).position(|it| words(it) == row)?;
    let is_empty = row.iter().all(String::is_empty);
    let mut rest = rows.to_vec();
    rest.remove(at);
    let params = vec![("other", (other + 1).to_string())];
    let found = found(&TWICE, Some(at), params);
    (!is_empty).then(|| found.fixed("删去重复的一段", "Delete the second one", rest))
}

/// The months of a row, if they can be understood, and what is wrong with them.
fn read(view: &View<'_>, rows: &[HistoryRow], at: usize) -> (Option<Stretch>, Vec<Found>) {
    let this = view.this_month();
    let mut wrong = Vec::new();
    let mut month = |text: &str, repaired: fn(&mut HistoryRow, String)| {
        let reading = ValueKind::Yyyymm.read(text, view.now().date());
        let month = Month::parse(&reading.normalised);
        if reading.problem.is_none() {
            return month;
        }
        let later = month.is_some_and(|it| it > this);
        let mut found = if later {
            found(&FUTURE, Some(at), Vec::new()).saying("this_month", this.spoken())
        } else {
            found(&MONTH, Some(at), vec![("given", text.trim().to_owned())])
        };
        let likely = reading.fix.as_deref().and_then(Month::parse);
        if let Some(fix) = reading.fix {
            let mut repaired_rows = rows.to_vec();
            repaired(&mut repaired_rows[at], fix.clone());
            found =
                found.fixed(&format!("改为 {fix}"), &format!("Change to “{fix}”"), repaired_rows);
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
    if from > to {
        // Exchanged, or one of the two is a slip: nobody knows which.
        if wrong.is_empty() {
            wrong.push(found(&REVERSED, Some(at), Vec::new()));
        }
        return (None, wrong);
    }
    (Some(Stretch { row: at, from, to }), wrong)
}

/// Breaks and overlaps of rows sorted by their first month, and whether they reach this month.
fn breaks(view: &View<'_>, rows: &[HistoryRow], stretches: &[Stretch]) -> Vec<Found> {
    let this = view.this_month();
    let mut all = Vec::new();
    let Some(mut last) = stretches.first() else { return all };
    for next in &stretches[1..] {
        let missing = next.from.since(last.to) - 1;
        // One shared month is how people write a change of place; a row inside another is a side job or part-time study,
        // and such study goes on from one job into the next. Two that both go on may be two jobs, or one that was not ended.
        let shared = last.to.since(next.from) + 1;
        let crosses = next.to > last.to && next.from > last.from;
        let both_go_on = last.to == this && next.to == this && twice(rows, next.row).is_none();
        if missing > NO_GAP && !is_holiday(rows, last, next) {
            all.push(gap(rows, last, next));
        } else if shared > 1
            && (crosses || both_go_on)
            && !rows[last.row].is_part_time()
            && !rows[next.row].is_part_time()
        {
            let params = vec![("other", (last.row + 1).to_string()), ("n", shared.to_string())];
            all.push(found(&OVERLAP, Some(next.row), params));
        }
        if next.to > last.to {
            last = next;
        }
    }
    if last.to < this {
        let extended = extended(rows, last, this);
        let added = with_row(rows, last.to.plus(1), this, rows.len());
        let found = found(&NOT_TO_NOW, Some(last.row), Vec::new())
            .saying("last", last.to.spoken())
            .saying("this_month", this.spoken())
            .fixed("补一段，内容自己填", "Add an empty row", added);
        // Nobody studies longer than was said.
        let at_work = !rows[last.row].is_study();
        all.push(if at_work {
            found.fixed("还在这里，更新到本月", "Still there: extend to this month", extended)
        } else {
            found
        });
    }
    all
}

/// Whether nothing but July and August lies between two schools.
fn is_holiday(rows: &[HistoryRow], last: &Stretch, next: &Stretch) -> bool {
    const SCHOOLS: [&str; 5] = ["大学", "学院", "学校", "中学", "小学"];
    let is_school = |it: &Stretch| {
        let row = rows.get(it.row);
        row.is_some_and(|row| SCHOOLS.iter().any(|it| row.place.contains(it)))
    };
    let june = last.to.first_day().is_some_and(|it| it.month() == 6);
    june && next.from.since(last.to) == 3 && is_school(last) && is_school(next)
}

fn gap(rows: &[HistoryRow], last: &Stretch, next: &Stretch) -> Found {
    let (from, to) = (last.to.plus(1), next.from.plus(-1));
    found(&GAP, Some(next.row), Vec::new()).saying("span", from.spoken_to(to)).fixed(
        "补一段，内容自己填",
        "Add an empty row",
        with_row(rows, from, to, next.row),
    )
}

/// The history with one row going on until a later month.
fn extended(rows: &[HistoryRow], row: &Stretch, to: Month) -> Vec<HistoryRow> {
    let mut rows = rows.to_vec();
    let text = &mut rows[row.row];
    (text.from, text.to) = (row.from.to_string(), to.to_string());
    rows
}

/// The history with one more row for the time in which nothing is said: what was done then is for the person to say.
fn with_row(rows: &[HistoryRow], from: Month, to: Month, before: usize) -> Vec<HistoryRow> {
    let mut rows = rows.to_vec();
    let row = HistoryRow { from: from.to_string(), to: to.to_string(), ..HistoryRow::default() };
    rows.insert(before, row);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{answers::Answers, check::tests::said_of};

    fn row(from: &str, to: &str, place: &str, witness: &str) -> HistoryRow {
        HistoryRow {
            from: from.to_owned(),
            to: to.to_owned(),
            place: place.to_owned(),
            role: "学生".to_owned(),
            witness: witness.to_owned(),
        }
    }

    fn school() -> HistoryRow {
        row("201109", "201506", "示例大学", "李四")
    }

    #[test]
    fn rows_are_whole_and_leave_no_month_out() {
        for (rows, expected) in [
            (vec![school(), row("201507", "至今", "示例医院", "李四")], ""),
            (
                vec![school(), row("201509", "202611", "示例医院", "李四")],
                "history: gap row=2 span=2015 年 7 月至 8 月 → rows",
            ),
            // Holidays between two schools.
            (vec![school(), row("201509", "202611", "示例学院", "李四")], ""),
            (
                vec![school(), row("201510", "202611", "示例学院", "李四")],
                "history: gap row=2 span=2015 年 7 月至 9 月 → rows",
            ),
            (
                vec![
                    school(),
                    row("201109", "201506", "示例 大学 ", "李四"),
                    row("201507", "202611", "示例医院", "李四"),
                ],
                "history: twice other=1 row=2 → rows",
            ),
            // A summer.
            (vec![school(), row("201508", "202611", "示例医院", "李四")], ""),
            (
                vec![
                    school(),
                    row("201507", "至今", "示例医院", "李四"),
                    row("201507 ", "至今", "示例医院", "李四"),
                ],
                "history: twice other=2 row=3 → rows",
            ),
            (
                vec![school(), school(), row("201507", "至今", "示例医院", "李四")],
                "history: twice other=1 row=2 → rows",
            ),
            (
                vec![
                    school(),
                    row("201507", "至今", "示例医院", "李四"),
                    row("201507", "至今", "示例大学", "李四"),
                ],
                "history: overlap other=2 n=137 row=3",
            ),
            (vec![row("201113", "至今", "示例大学", "李四")], "history: month given=201113 row=1"),
            // A short job inside a long one makes no break.
            (
                vec![
                    row("201109", "至今", "示例大学", "李四"),
                    row("201307", "201308", "示例医院", "李四"),
                ],
                "",
            ),
            (
                vec![school(), row("201505", "至今", "示例医院", "李四")],
                "history: overlap other=1 n=2 row=2",
            ),
            // Study beside work goes on into the next job.
            (
                vec![
                    row("201109", "201506", "示例电子厂", "李四"),
                    row("201309", "201806", "高等教育自学考试", "李四"),
                    row("201507", "至今", "示例医院", "李四"),
                ],
                "",
            ),
            (
                vec![row("201507", "202610", "示例大学", "李四")],
                "history: not_to_now row=1 last=2026 年 10 月 this_month=2026 年 11 月 → rows",
            ),
            (
                vec![HistoryRow {
                    role: "医师".to_owned(),
                    ..row("201507", "202610", "示例医院", "李四")
                }],
                "history: not_to_now row=1 last=2026 年 10 月 this_month=2026 年 11 月 → rows → rows",
            ),
            (
                vec![row("201507", "至今", "示例医院", "李四"), school()],
                "history: unsorted row=2 → rows",
            ),
            (vec![row("201109", "至今", "", "李四")], "history: unfinished row=1"),
            (vec![row("201109", "至今", "示例大学", "")], "history: no_witness row=1"),
            (vec![row("201109", "至今", "示例大学🏫", "李四")], "history: symbol c=🏫 row=1"),
            (
                vec![row("201109", "至今", "示例大学", "李\u{200B}四")],
                "history: hidden u=U+200B row=1",
            ),
        ] {
            let answers = Answers { history: rows, ..Answers::default() };
            assert_eq!(said_of(r#"{ kind = "history" }"#, &answers).join("; "), expected);
        }
    }

    #[test]
    fn rows_that_go_on_are_asked_about_and_nothing_is_built_on_a_slip() {
        for (rows, expected) in [
            (
                vec![
                    school(),
                    row("201507", "至今", "示例医院", "李四"),
                    row("202009", "202611", "示例公司", "李四"),
                ],
                "history: overlap other=2 n=75 row=3",
            ),
            (
                vec![
                    school(),
                    row("201507", "202012", "示例医院", "李四"),
                    row("201507", "至今", "示例公司", "李四"),
                ],
                "",
            ),
            (
                vec![
                    school(),
                    row("201507", "至今", "示例医院", "李四"),
                    row("202009", "至今", "示例大学同等学力课程班", "李四"),
                ],
                "",
            ),
            (
                vec![school(), row("201507", "202612", "示例医院", "李四")],
                "history: future row=2 this_month=2026 年 11 月",
            ),
            (vec![row("202611", "201109", "示例大学", "李四")], "history: reversed row=1"),
            // Neither the order nor a break.
            (
                vec![
                    row("205109", "201906", "示例大学", "李四"),
                    row("201907", "至今", "示例医院", "李四"),
                ],
                "history: future row=1 this_month=2026 年 11 月",
            ),
            (
                vec![
                    row("201907", "201909", "示例医院", "李四"),
                    row("201906", "201509", "示例大学", "李四"),
                ],
                "history: reversed row=2",
            ),
            (vec![row("至今", "至今", "示例大学", "李四")], "history: month given=至今 row=1"),
            (vec![row("201109", "至今", "同上", "李四")], "history: placeholder given=同上 row=1"),
            (
                vec![HistoryRow {
                    role: "1".to_owned(),
                    ..row("201109", "至今", "示例大学", "李四")
                }],
                "history: placeholder given=1 row=1",
            ),
            (vec![row("201109", "至今", "待业", "无")], ""),
        ] {
            let answers = Answers { history: rows, ..Answers::default() };
            assert_eq!(said_of(r#"{ kind = "history" }"#, &answers).join("; "), expected);
        }
    }

    #[test]
    fn a_row_that_is_added_says_nothing() {
        let row = |from: &str, to: &str| HistoryRow {
            from: from.to_owned(),
            to: to.to_owned(),
            place: "示例大学".to_owned(),
            ..HistoryRow::default()
        };
        let rows = [row("201109", "201506"), row("201510", "202611")];
        let month = |text| Month::parse(text).unwrap();
        let added = with_row(&rows, month("201507"), month("201509"), 1);
        assert_eq!((&*added[1].from, &*added[1].to), ("201507", "201509"));
        assert_eq!((&*added[1].place, &*added[1].role, &*added[1].witness), ("", "", ""));
        assert_eq!((added.len(), &added[2]), (3, &rows[1]));
    }
}

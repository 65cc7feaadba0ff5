//! How old one was when a row of 个人经历 begins: it begins in a life, and not in its first years.

use super::{found::Found, history::stretches, view::View};
use crate::{fact::FactKey, month::Month, reading::Reason, subject::Subject};

const BEFORE_BIRTH: Reason = Reason::error("before_birth", &["row"]);
const EARLY: Reason = Reason::warning("early", &["row", "n"]);
pub(super) const REASONS: &[Reason] = &[BEFORE_BIRTH, EARLY];

pub(super) fn check(view: &View<'_>, birth_date: &FactKey, likely: i32) -> Vec<Found> {
    let (Some(birth), Some(stretches)) = (view.date(birth_date), stretches(view)) else {
        return Vec::new();
    };
    let told = stretches.iter().filter_map(|it| {
        let months = it.from.since(Month::of(birth));
        let row = ("row", (it.row + 1).to_string());
        let (reason, params) = if months < 0 {
            (&BEFORE_BIRTH, vec![row])
        } else if months < likely.saturating_mul(12) {
            (&EARLY, vec![row, ("n", (months / 12).to_string())])
        } else {
            return None;
        };
        Some(Found { row: Some(it.row), ..Found::new(Subject::History, reason, params) })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        answers::{Answers, HistoryRow},
        check::tests::said_of,
    };

    #[test]
    fn a_row_begins_in_a_life_and_not_in_its_first_years() {
        let check = r#"{ kind = "history_age", birth_date = "birth", likely = 14 }"#;
        for (birth, from, expected) in [
            ("1990-03-07", "200809", ""),
            ("1990-03-07", "200403", ""),
            ("1990-03-07", "200402", "history: early row=1 n=13"),
            ("1990-03-07", "199809", "history: early row=1 n=8"),
            ("1990-03-07", "199003", "history: early row=1 n=0"),
            ("1990-03-07", "199002", "history: before_birth row=1"),
            ("1990-03-07", "198001", "history: before_birth row=1"),
            ("1990-03-07", "不详", ""),
            ("不详", "198001", ""),
        ] {
            let row = |from: &str, to: &str| HistoryRow {
                from: from.to_owned(),
                to: to.to_owned(),
                ..HistoryRow::default()
            };
            let history = vec![row(from, "201506"), row("201507", "至今")];
            let mut answers = Answers { history, ..Answers::default() };
            answers.facts.insert("birth".into(), birth.to_owned());
            assert_eq!(said_of(check, &answers).join("; "), expected, "{birth} {from}");
        }
    }
}

//! How old one was when a row of 个人经历 begins: it begins in a life, and not in its first years. A school has its own age: six
//! for 小学 (义务教育法 第十一条), and five years of it before 初中.

use super::{found::Found, history::stretches, view::View};
use crate::{answers::HistoryRow, fact::FactKey, month::Month, reading::Reason, subject::Subject};

const BEFORE_BIRTH: Reason = Reason::error("before_birth", &["row"]);
const EARLY: Reason = Reason::warning("early", &["row", "n"]);
const BEFORE_SCHOOL: Reason = Reason::warning("before_school", &["row", "n"]);
pub(super) const REASONS: &[Reason] = &[BEFORE_BIRTH, EARLY, BEFORE_SCHOOL];

/// 年满六周岁.
const PRIMARY: i32 = 6;
/// After five years of primary school.
const SECONDARY: i32 = 11;

pub(super) fn check(view: &View<'_>, birth_date: &FactKey, likely: i32) -> Vec<Found> {
    let (Some(birth), Some(stretches)) = (view.date(birth_date), stretches(view)) else {
        return Vec::new();
    };
    let told = stretches.iter().filter_map(|it| {
        let months = it.from.since(Month::of(birth));
        let row = ("row", (it.row + 1).to_string());
        let (least, reason) =
            view.history().get(it.row).map_or((likely, &EARLY), |it| least(it, likely));
        let (reason, params) = if months < 0 {
            (&BEFORE_BIRTH, vec![row])
        } else if months < least.saturating_mul(12) {
            (reason, vec![row, ("n", (months / 12).to_string())])
        } else {
            return None;
        };
        Some(Found { row: Some(it.row), ..Found::new(Subject::History, reason, params) })
    });
    told.collect()
}

/// At which age a row begins at the earliest, and what is said of one that begins before.
fn least(row: &HistoryRow, likely: i32) -> (i32, &'static Reason) {
    let says =
        |words: &[&str]| words.iter().any(|it| row.place.contains(it) || row.role.contains(it));
    if says(&["小学"]) {
        (PRIMARY.min(likely), &BEFORE_SCHOOL)
    } else if says(&["中学", "初中"]) {
        (SECONDARY.min(likely), &EARLY)
    } else {
        (likely, &EARLY)
    }
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

    #[test]
    fn a_school_has_its_own_age() {
        let check = r#"{ kind = "history_age", birth_date = "birth", likely = 14 }"#;
        for (from, place, role, expected) in [
            ("199609", "示例小学", "学生", ""),
            ("199709", "示例小学", "学生", ""),
            ("199603", "示例小学", "", ""),
            ("199602", "示例小学", "", "history: before_school row=1 n=5"),
            ("199609", "示例实验学校", "小学生", ""),
            ("200109", "示例中学", "初中生", ""),
            ("200109", "示例学校", "初中", ""),
            ("200009", "示例中学", "学生", "history: early row=1 n=10"),
            ("200109", "示例公司", "职员", "history: early row=1 n=11"),
        ] {
            let row = HistoryRow {
                from: from.to_owned(),
                to: "至今".to_owned(),
                place: place.to_owned(),
                role: role.to_owned(),
                ..HistoryRow::default()
            };
            let mut answers = Answers { history: vec![row], ..Answers::default() };
            answers.facts.insert("birth".into(), "1990-03-07".to_owned());
            assert_eq!(said_of(check, &answers).join("; "), expected, "{from} {place} {role}");
        }
    }
}

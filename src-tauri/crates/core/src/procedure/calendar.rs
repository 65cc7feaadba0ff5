//! The portal's year: days that a notice announces anew each time.

use beishen_document::{Locale, Text};
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::source::SourceRef;

/// Something that takes place, or must be done, on certain days of one year. Another year has other days: of those only the
/// season is known until they are announced, so it never counts as a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announced {
    /// Unique within the stage.
    pub id: String,
    /// What it is.
    pub title: Text,
    /// The first day; without one, only the last is set.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: NaiveDate,
    /// The day on which it was compared with its source.
    pub verified_on: NaiveDate,
    /// Who announced it.
    pub source: SourceRef,
}

impl Announced {
    /// `统考：2024-05-19（2024 年的日期，以当年公告为准）`, as it is to be read on `today`.
    pub fn line(&self, today: NaiveDate, locale: Locale) -> String {
        let (title, until) = (self.title.get(locale), self.until);
        let days = match self.from {
            None => match locale {
                Locale::Zh => format!("{until} 24:00 截止"),
                Locale::En => format!("until {until} 24:00"),
            },
            Some(from) if from == until => until.to_string(),
            Some(from) => format!("{from} {} {until}", locale.pick("至", "to")),
        };
        match (locale, self.of_another_year(today)) {
            (Locale::Zh, None) => format!("{title}：{days}"),
            (Locale::En, None) => format!("{title}: {days}"),
            (Locale::Zh, Some(year)) => {
                format!("{title}：{days}（{year} 年的日期，以当年公告为准）")
            }
            (Locale::En, Some(year)) => {
                format!("{title}: {days} (as in {year}; this year's notice decides)")
            }
        }
    }

    /// The year it is of, unless that is this one or a coming one.
    fn of_another_year(&self, today: NaiveDate) -> Option<i32> {
        Some(self.until.year()).filter(|it| *it < today.year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_another_year_are_said_to_be_of_it() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let announced = |from: &str, until: &str| Announced {
            id: "exam".to_owned(),
            title: Text::new("统考", "Examination"),
            from: (!from.is_empty()).then(|| day(from)),
            until: day(until),
            verified_on: day("2024-01-01"),
            source: SourceRef { id: "notice".to_owned(), section: "一".to_owned(), differs: None },
        };
        for (from, until, today, zh, en) in [
            (
                "",
                "2026-03-01",
                "2026-11-22",
                "统考：2026-03-01 24:00 截止",
                "Examination: until 2026-03-01 24:00",
            ),
            (
                "2027-05-19",
                "2027-05-19",
                "2026-11-22",
                "统考：2027-05-19",
                "Examination: 2027-05-19",
            ),
            (
                "2024-03-11",
                "2024-03-24",
                "2026-11-22",
                "统考：2024-03-11 至 2024-03-24（2024 年的日期，以当年公告为准）",
                "Examination: 2024-03-11 to 2024-03-24 (as in 2024; this year's notice decides)",
            ),
        ] {
            let it = announced(from, until);
            assert_eq!(it.line(day(today), Locale::Zh), zh);
            assert_eq!(it.line(day(today), Locale::En), en);
        }
    }
}

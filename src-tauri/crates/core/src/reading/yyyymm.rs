//! Months as 200606, the way the portals ask for them.

use chrono::{Datelike, NaiveDate};

use super::{
    Reading, Reason,
    date::{Spelling, plain, spelling},
};
use crate::{answers::HistoryRow, month::Month};

const FORMAT: Reason = Reason::error("format", &[]);
const VARIANT: Reason = Reason::error("variant", &["x"]);
const UNTIL_NOW: Reason = Reason::error("until_now", &[]);
const TWO_DIGIT_YEAR: Reason = Reason::error("two_digit_year", &[]);
const YEAR: Reason = Reason::error("year", &["y"]);
const MONTH: Reason = Reason::error("month", &["m"]);
const FUTURE: Reason = Reason::error("future", &["x"]);

pub(super) const REASONS: &[Reason] =
    &[FORMAT, VARIANT, UNTIL_NOW, TWO_DIGIT_YEAR, YEAR, MONTH, FUTURE];

/// So many years ahead nobody means a month: 38869 is a spreadsheet's number for a day of 2006.
const AHEAD: i32 = 100;

/// No month that anybody is asked for lies before it.
const EARLIEST_YEAR: i32 = 1950;

/// Accepts a month up to this one, however it is written, and gives YYYYMM; where a day stands behind it, the month is offered as a
/// repair. Of 20232 nobody knows which digit is missing.
pub(super) fn read(text: &str, today: NaiveDate) -> Reading<'_> {
    let plain = plain(text);
    let reading = Reading::valid(plain.clone());
    let refuse = |reason, params| reading.clone().with_problem(reason, params);
    let this_month = Month::of(today);
    match spelling(&plain) {
        Spelling::Date { year, month, day } => {
            let is_day = |day| NaiveDate::from_ymd_opt(year, month, day).is_some();
            let written = format!("{year:04}{month:02}");
            if !(1..=12).contains(&month) {
                refuse(&MONTH, vec![("m", format!("{month:02}"))])
            } else if year < EARLIEST_YEAR {
                refuse(&YEAR, vec![("y", year.to_string())])
            } else if day.is_some_and(|it| !is_day(it)) || year > today.year() + AHEAD {
                refuse(&FORMAT, Vec::new())
            } else if Month::parse(&written).is_none_or(|it| it > this_month) {
                refuse(&FUTURE, vec![("x", this_month.to_string())])
            } else if day.is_none() {
                Reading::valid(written)
            } else {
                refuse(&VARIANT, vec![("x", written.clone())]).with_fix(written)
            }
        }
        // What is asked for has happened: no month of its own follows from 至今.
        Spelling::Now => refuse(&UNTIL_NOW, Vec::new()),
        Spelling::TwoDigitYear => refuse(&TWO_DIGIT_YEAR, Vec::new()),
        Spelling::Other => refuse(&FORMAT, Vec::new()),
    }
}

/// A month as the portals want it, where what was typed can be no other; anything else as it was typed.
fn month_as_wanted(text: &str) -> String {
    let plain = plain(text);
    match spelling(&plain) {
        Spelling::Date { year: year @ EARLIEST_YEAR..=9999, month: month @ 1..=12, day: None } => {
            format!("{year:04}{month:02}")
        }
        _ => text.to_owned(),
    }
}

impl HistoryRow {
    /// The row with its months as the portals want them, where they can be no others.
    #[must_use]
    pub fn as_wanted(self) -> Self {
        Self { from: month_as_wanted(&self.from), to: month_as_wanted(&self.to), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (typed, normalised, reason, fix) in [
            ("200606", "200606", "", None),
            ("195001", "195001", "", None),
            ("202611", "202611", "", None),
            ("２０２３０２", "202302", "", None),
            (" 202302\u{200B} ", "202302", "", None),
            ("2023 02", "202302", "", None),
            ("2023-02", "202302", "", None),
            ("2023—02", "202302", "", None),
            ("2023.2", "202302", "", None),
            ("2023．2", "202302", "", None),
            ("2023/02", "202302", "", None),
            ("2023、2", "202302", "", None),
            ("2023 2", "202302", "", None),
            ("2023 1 1", "2023 1 1", "variant", Some("202301")),
            ("2023年2月", "202302", "", None),
            ("２０２３年２月", "202302", "", None),
            ("2023 年 02 月", "202302", "", None),
            ("2023年2月份", "202302", "", None),
            ("2023年2", "202302", "", None),
            ("二〇二三年二月", "202302", "", None),
            ("二零二三年十二月", "202312", "", None),
            ("二○二三年十月", "202310", "", None),
            ("20230215", "20230215", "variant", Some("202302")),
            ("2023-02-15", "2023-02-15", "variant", Some("202302")),
            ("2023年2月15日", "2023年2月15日", "variant", Some("202302")),
            ("02/2023", "202302", "", None),
            ("20232", "20232", "format", None),
            ("20231", "20231", "format", None),
            ("20230231", "20230231", "format", None),
            ("至今", "至今", "until_now", None),
            ("现在", "现在", "until_now", None),
            ("23.2", "23.2", "two_digit_year", None),
            ("'06-6", "'06-6", "two_digit_year", None),
            ("06年6月", "06年6月", "two_digit_year", None),
            ("202300", "202300", "month", None),
            ("202313", "202313", "month", None),
            ("2023-13", "2023-13", "month", None),
            ("194912", "194912", "year", None),
            ("1949年12月", "1949年12月", "year", None),
            ("202612", "202612", "future", None),
            ("2026年12月", "2026年12月", "future", None),
            ("209901", "209901", "future", None),
            ("2006.06-2008.07", "2006.06-2008.07", "format", None),
            ("2023", "2023", "format", None),
            ("2023O2", "2023O2", "format", None),
            ("٢٠٢٣٠٢", "٢٠٢٣٠٢", "format", None),
            ("", "", "format", None),
        ] {
            let reading = read(typed, today);
            if !reason.is_empty() && reason != "future" {
                assert_eq!(month_as_wanted(typed), typed);
            } else if reason.is_empty() {
                assert_eq!(month_as_wanted(typed), normalised, "{typed}");
            }
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.fix.as_deref(), fix, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}

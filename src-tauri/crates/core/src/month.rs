//! Months: how portals write most of a person's life.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A month of the calendar. Subtracting two gives months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// From `YYYYMM`, years 1000 to 9999.
    pub fn parse(text: &str) -> Option<Self> {
        let number: i32 = text
            .parse()
            .ok()
            .filter(|_| text.len() == 6 && text.bytes().all(|it| it.is_ascii_digit()))?;
        let (year, month) = (number / 100, number % 100);
        (year >= 1000 && (1..=12).contains(&month)).then_some(Self(year * 12 + month - 1))
    }

    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.year() * 12 + day.month0().cast_signed())
    }

    /// So many months later, or earlier.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// How many months it is after another.
    pub fn since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// Its first day.
    pub fn first_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year(), self.0.rem_euclid(12).cast_unsigned() + 1, 1)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// `2018 年 7 月`
    pub fn zh(self) -> String {
        format!("{} 年 {} 月", self.year(), self.0.rem_euclid(12) + 1)
    }

    /// `2018-07`
    pub fn dashed(self) -> String {
        format!("{:04}-{:02}", self.year(), self.0.rem_euclid(12) + 1)
    }
}

impl fmt::Display for Month {
    /// `YYYYMM`, as the portals want it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{:02}", self.year(), self.0.rem_euclid(12) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_over_the_turn_of_the_year() {
        let december = Month::parse("201812").unwrap();
        assert_eq!(december.plus(1).to_string(), "201901");
        assert_eq!(december.plus(-12).zh(), "2017 年 12 月");
        assert_eq!(Month::parse("201903").unwrap().since(december), 3);
        for bad in ["201813", "201800", "20181", "2018012", "+20181", "２０１８０１", ""] {
            assert_eq!(Month::parse(bad), None, "{bad}");
        }
    }
}

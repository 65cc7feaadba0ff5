//! Months: how portals write most of a person's life.

use std::fmt;

use beishen_document::Text;
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
        NaiveDate::from_ymd_opt(self.year(), self.number().cast_unsigned(), 1)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// As people write it: 2018 年 7 月, July 2018.
    pub fn spoken(self) -> Text {
        Text::new(
            format!("{} 年 {} 月", self.year(), self.number()),
            format!("{} {}", self.english(), self.year()),
        )
    }

    /// From this month to another as people write it: 2018 年 7 月至 12 月, July to December 2018.
    pub fn spoken_to(self, last: Self) -> Text {
        let (from, to) = (self.spoken(), last.spoken());
        if self == last {
            from
        } else if self.year() == last.year() {
            Text::new(
                format!("{}至 {} 月", from.zh, last.number()),
                format!("{} to {}", self.english(), to.en),
            )
        } else {
            Text::new(format!("{}至 {}", from.zh, to.zh), format!("{} to {}", from.en, to.en))
        }
    }

    /// Counted from 1.
    fn number(self) -> i32 {
        self.0.rem_euclid(12) + 1
    }

    fn english(self) -> &'static str {
        match self.number() {
            1 => "January",
            2 => "February",
            3 => "March",
            4 => "April",
            5 => "May",
            6 => "June",
            7 => "July",
            8 => "August",
            9 => "September",
            10 => "October",
            11 => "November",
            _ => "December",
        }
    }

    /// `2018-07`
    pub fn dashed(self) -> String {
        format!("{:04}-{:02}", self.year(), self.number())
    }
}

impl fmt::Display for Month {
    /// `YYYYMM`, as the portals want it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{:02}", self.year(), self.number())
    }
}

/// A month of the history as `YYYYMM`; 至今 is this month.
pub fn portal_month(text: &str, this_month: Month) -> String {
    if is_until_now(text) {
        return this_month.to_string();
    }
    // Full-width digits are digits too.
    let narrow = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => Some(c),
    };
    let digits: String = text.chars().filter_map(narrow).filter(char::is_ascii_digit).collect();
    Month::parse(&digits).map_or_else(|| text.trim().to_owned(), |it| it.to_string())
}

/// Whether a month is given as 至今, in one of the spellings people use.
pub fn is_until_now(text: &str) -> bool {
    matches!(text.trim(), "至今" | "现在" | "今" | "到现在" | "now" | "present")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_count_over_the_turn_of_the_year() {
        let december = Month::parse("201812").unwrap();
        assert_eq!(december.plus(1).to_string(), "201901");
        assert_eq!(december.plus(-12).to_string(), "201712");
        assert_eq!(Month::parse("201903").unwrap().since(december), 3);
        for bad in ["201813", "201800", "20181", "2018012", "+20181", "２０１８０１", ""] {
            assert_eq!(Month::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn months_are_spoken_as_people_write_them() {
        for (from, to, zh, en) in [
            ("201807", "201812", "2018 年 7 月至 12 月", "July to December 2018"),
            ("201811", "201902", "2018 年 11 月至 2019 年 2 月", "November 2018 to February 2019"),
            ("201801", "201801", "2018 年 1 月", "January 2018"),
        ] {
            let (from, to) = (Month::parse(from).unwrap(), Month::parse(to).unwrap());
            assert_eq!(from.spoken_to(to), Text::new(zh, en));
        }
    }
}

//! A local time, as people and programs write it.

use chrono::{NaiveDate, NaiveDateTime};

/// How a time is written by us.
pub(crate) const TIME: &str = "%Y-%m-%dT%H:%M:%S";

/// `2026-11-22T09:30:15`, `2026-11-22T09:30` or `2026-11-22 09:30`; a day alone stands for its first minute.
pub fn local_time(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    [TIME, "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .or_else(|| text.parse::<NaiveDate>().ok().and_then(|day| day.and_hms_opt(0, 0, 0)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_time_is_read_in_each_of_its_forms() {
        for (text, time) in [
            ("2026-11-22T09:30:15", "2026-11-22 09:30:15"),
            ("2026-11-22T09:30", "2026-11-22 09:30:00"),
            (" 2026-11-22 09:30 ", "2026-11-22 09:30:00"),
            ("2026-11-22", "2026-11-22 00:00:00"),
            ("2026-02-30T09:30", ""),
            ("09:30", ""),
            ("昨天", ""),
            ("", ""),
        ] {
            assert_eq!(local_time(text).map(|it| it.to_string()).unwrap_or_default(), time);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in r"\PC{0,24}|[0-9T: -]{0,24}") {
            local_time(&text);
        }
    }
}

//! Days, in the two ways the portals write them: 19850203 and 1985-02-03 (GB/T 7408). The second is the one that is kept.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::{Captures, Regex};

use super::{
    Reading, Reason,
    normalise::{self, is_dash, is_hidden},
};

const FORMAT: Reason = Reason::error("format", &[]);
const UNTIL_NOW: Reason = Reason::error("until_now", &[]);
const TWO_DIGIT_YEAR: Reason = Reason::error("two_digit_year", &[]);
const NOT_REAL: Reason = Reason::error("not_real", &["d"]);
const YEAR: Reason = Reason::error("year", &["y"]);
const FUTURE: Reason = Reason::error("future", &["x"]);
const PAST: Reason = Reason::warning("past", &["x"]);
const FAR: Reason = Reason::warning("far", &["d"]);
/// A day goes into the boxes; when it closes on that day, the person must know.
const TIME: Reason = Reason::hint("time", &["t"]);

pub(super) const REASONS: &[Reason] = &[FORMAT, UNTIL_NOW, TWO_DIGIT_YEAR, NOT_REAL, YEAR, FUTURE];

/// Of a day that is still to come.
pub(super) const DUE_REASONS: &[Reason] =
    &[FORMAT, UNTIL_NOW, TWO_DIGIT_YEAR, NOT_REAL, YEAR, PAST, FAR, TIME];

/// No closing day is announced so many years before.
const AHEAD: u32 = 2;

/// No date that anybody is asked for lies before it.
const EARLIEST_YEAR: i32 = 1850;

/// Accepts a day in every spelling that begins with the year, for it can be no other, and gives YYYY-MM-DD.
pub(super) fn read(text: &str, today: NaiveDate) -> Reading<'_> {
    read_as(&plain(text), today, false)
}

/// The same for a day that is still to come, such as a deadline; a time of that day is told of, and not kept.
pub(super) fn read_due(text: &str, today: NaiveDate) -> Reading<'_> {
    let plain = plain(text);
    let Some((day, time)) = day_and_time(&plain) else { return read_as(&plain, today, true) };
    let reading = read_as(&day, today, true);
    match reading.problem {
        Some(it) if it.is_error() => Reading::valid(plain).with(Some(it)),
        _ => reading.with_hint(&TIME, vec![("t", time)]),
    }
}

/// A day with a time behind it: 2026-12-01 23:59, 2026年12月1日下午5点, 2026-12-01 24:00 前.
fn day_and_time(plain: &str) -> Option<(String, String)> {
    #[expect(clippy::expect_used, reason = "the pattern is a constant, and the tests compile it")]
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(.*?[0-9][日号]?)(?: ?[T,，]? ?)((?:凌晨|早上|上午|中午|下午|晚上|晚)? ?",
            r"(?:[01]?[0-9]|2[0-4])(?:[:：][0-5][0-9](?:[:：][0-5][0-9])?|[时点](?:[0-5]?[0-9]分|半|整)?))",
            r" ?(?:之?前|止|截止)?$",
        ))
        .expect("a sound pattern")
    });
    if !plain.contains([':', '时', '点']) {
        return None;
    }
    let parts = TIME.captures(plain)?;
    let (day, time) = (parts.get(1)?.as_str(), parts.get(2)?.as_str());
    Some((day.to_owned(), time.to_owned()))
}

fn read_as<'a>(plain: &str, today: NaiveDate, due: bool) -> Reading<'a> {
    let reading = Reading::valid(plain.to_owned());
    let refuse = |reason, params| reading.clone().with_problem(reason, params);
    match spelling(plain) {
        Spelling::Date { year, month, day: Some(day) } => {
            let written = format!("{year:04}-{month:02}-{day:02}");
            let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else {
                return refuse(&NOT_REAL, vec![("d", written)]);
            };
            if !due && date > today {
                refuse(&FUTURE, vec![("x", today.to_string())])
            } else if year < EARLIEST_YEAR {
                refuse(&YEAR, vec![("y", year.to_string())])
            } else if due && date < today {
                Reading::valid(written).with_problem(&PAST, vec![("x", today.to_string())])
            } else if due && date.years_since(today).is_some_and(|it| it >= AHEAD) {
                Reading::valid(written.clone()).with_problem(&FAR, vec![("d", written)])
            } else {
                Reading::valid(written)
            }
        }
        Spelling::Now => refuse(&UNTIL_NOW, Vec::new()),
        Spelling::TwoDigitYear => refuse(&TWO_DIGIT_YEAR, Vec::new()),
        Spelling::Date { day: None, .. } | Spelling::Other => refuse(&FORMAT, Vec::new()),
    }
}

/// What somebody has typed for a day or a month.
pub(super) enum Spelling {
    /// Numbers that need not be in the calendar.
    Date { year: i32, month: u32, day: Option<u32> },
    /// 至今
    Now,
    /// `23.2`: which of the two is the year?
    TwoDigitYear,
    /// Anything else.
    Other,
}

/// What spreadsheets and databases put behind a day.
const MIDNIGHT: [&str; 6] =
    ["T00:00:00Z", " 00:00:00.0", " 00:00:00", "T00:00:00", " 0:00:00", " 0:00"];

/// Trimmed, without invisible characters, in ASCII digits, with one sort of dash, with blanks only between digits and
/// single, and without the midnight of a day.
pub(super) fn plain(text: &str) -> String {
    let visible: String = text.chars().filter(|it| it.is_whitespace() || !is_hidden(*it)).collect();
    let folded: String =
        normalise::line(&visible).chars().map(|it| if is_dash(it) { '-' } else { it }).collect();
    let single = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    MIDNIGHT.iter().find_map(|it| single.strip_suffix(it)).unwrap_or(&single).to_owned()
}

/// Understands a text that [`plain`] has cleaned.
pub(super) fn spelling(plain: &str) -> Spelling {
    #[expect(
        clippy::expect_used,
        reason = "the patterns are constants, and the tests compile them"
    )]
    static PATTERNS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
        [
            // 2023-02-15, 2023.2, 2023年2月, 2023 2 15
            r"^([0-9]{4})(?: ?[-/.,、。·_\\年] ?| )([0-9]{1,2})(?:(?: ?[-/.,、。·_\\月] ?| )([0-9]{1,2}))? ?(?:月份|月|日|号)?$",
            r"^([0-9]{4})([0-9]{2})([0-9]{2})?$",
            r"^()([0-9]{1,2}) ?[-/.月] ?([0-9]{4})年?$",
            r"^'?[0-9]{2} ?[-/.,、年 ] ?[0-9]{1,2}(?: ?[-/.,、月 ] ?[0-9]{1,2})? ?(?:月份|月|日|号)?$",
        ]
        .map(|it| Regex::new(it).expect("a sound pattern"))
    });
    if ["至今", "迄今", "今", "到今", "现在", "到现在", "目前", "本月", "今天"].contains(&plain)
    {
        return Spelling::Now;
    }
    let [separated, compact, month_first, two_digit_year] = &*PATTERNS;
    let digits = in_digits(plain);
    let unspaced = digits.replace(' ', "");
    let number = |parts: &Captures<'_>, at: usize| {
        parts.get(at).and_then(|it| it.as_str().parse::<u32>().ok())
    };
    let date = |parts: &Captures<'_>, [year, month, day]: [usize; 3]| {
        let (year, month) = (number(parts, year)?.cast_signed(), number(parts, month)?);
        Some(Spelling::Date { year, month, day: number(parts, day) })
    };
    if let Some(parts) = separated.captures(&digits) {
        date(&parts, [1, 2, 3])
    } else if let Some(parts) = compact.captures(&unspaced) {
        date(&parts, [1, 2, 3])
    } else if let Some(parts) = month_first.captures(&digits) {
        date(&parts, [3, 2, 1])
    } else if two_digit_year.is_match(&digits) {
        Some(Spelling::TwoDigitYear)
    } else {
        None
    }
    .unwrap_or(Spelling::Other)
}

/// 二〇二三年十二月 as 2023年12月.
fn in_digits(text: &str) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let value = |c: char| match c {
        '零' | '○' => Some(0),
        c => DIGITS.iter().position(|it| *it == c),
    };
    let mut written = String::new();
    let mut rest = text.chars().peekable();
    let mut before = None;
    while let Some(c) = rest.next() {
        let after = rest.peek().copied().and_then(value);
        match (c, value(c)) {
            // 十 is 10 alone, the 1 of 十二, the 0 of 二十, and nothing of 二十二.
            ('十', _) => written.push_str(match (before, after) {
                (None, None) => "10",
                (None, Some(_)) => "1",
                (Some(_), None) => "0",
                (Some(_), Some(_)) => "",
            }),
            (_, Some(digit)) => written.push_str(&digit.to_string()),
            (c, None) => written.push(c),
        }
        before = value(c);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_to_come_is_near() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (typed, reason) in [
            ("20261121", "past"),
            ("20261122", ""),
            ("20270317", ""),
            ("20281121", ""),
            ("20281122", "far"),
            ("21270317", "far"),
        ] {
            let problem = read_due(typed, today).problem;
            assert_eq!(problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }

    #[test]
    fn the_time_of_a_day_to_come_is_told_of() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (typed, kept, reason, time) in [
            ("2026-12-01 23:59", "2026-12-01", "", "23:59"),
            ("2026-12-01 23:59:59", "2026-12-01", "", "23:59:59"),
            ("2026-12-01T17:00", "2026-12-01", "", "17:00"),
            ("20261201 17:00", "2026-12-01", "", "17:00"),
            ("2026年12月1日24:00", "2026-12-01", "", "24:00"),
            ("2026年12月1日 17时", "2026-12-01", "", "17时"),
            ("2026年12月1日17：30前", "2026-12-01", "", "17:30"),
            ("2026.12.1 下午5点", "2026-12-01", "", "下午5点"),
            ("2026年12月1日下午5点半", "2026-12-01", "", "下午5点半"),
            ("2026年12月1日中午12点截止", "2026-12-01", "", "中午12点"),
            ("2026/12/1 9:00", "2026-12-01", "", "9:00"),
            ("2026-12-01 00:00:00", "2026-12-01", "", ""),
            ("2026-12-01 25:00", "2026-12-01 25:00", "format", ""),
            ("2026-12-01 23:61", "2026-12-01 23:61", "format", ""),
            ("2026-02-30 23:59", "2026-02-30 23:59", "not_real", ""),
            ("2026-11-01 23:59", "2026-11-01", "past", "23:59"),
            ("12月1日 17:00", "12月1日 17:00", "format", ""),
            ("23:59", "23:59", "format", ""),
        ] {
            let reading = read_due(typed, today);
            let said = reading.problem.as_ref().map_or("", |it| it.reason.name);
            let told = reading.hints.first().map_or("", |it| it.params[0].1.as_str());
            assert_eq!((&*reading.normalised, said, told), (kept, reason, time), "{typed}");
        }
        assert_eq!(read("2022-09-01 23:59", today).problem.unwrap().reason, &FORMAT);
        assert_eq!(read("2022-09-01T00:00:00Z", today).normalised, "2022-09-01");
    }

    #[test]
    fn vectors() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (typed, normalised, reason) in [
            ("19850203", "1985-02-03", ""),
            ("1985-02-03", "1985-02-03", ""),
            ("１９８５０２０３", "1985-02-03", ""),
            ("１９８５－０２－０３", "1985-02-03", ""),
            ("1985-02-03 00:00:00", "1985-02-03", ""),
            ("1985-02-03T00:00:00", "1985-02-03", ""),
            ("1985/2/3 0:00", "1985-02-03", ""),
            ("1985-02-03 09:30:00", "1985-02-03 09:30:00", "format"),
            ("1985–02–03", "1985-02-03", ""),
            (" 1985 0203 ", "1985-02-03", ""),
            ("1985 02 03", "1985-02-03", ""),
            ("20000229", "2000-02-29", ""),
            ("19000229", "19000229", "not_real"),
            ("20230229", "20230229", "not_real"),
            ("20230431", "20230431", "not_real"),
            ("19851301", "19851301", "not_real"),
            ("1985-02-30", "1985-02-30", "not_real"),
            ("1985.13.1", "1985.13.1", "not_real"),
            ("20261122", "2026-11-22", ""),
            ("20261123", "20261123", "future"),
            ("2099年1月1日", "2099年1月1日", "future"),
            ("18500101", "1850-01-01", ""),
            ("18491231", "18491231", "year"),
            ("1985.2.3", "1985-02-03", ""),
            ("1985/2/3", "1985-02-03", ""),
            ("1985-2-3", "1985-02-03", ""),
            ("1985 2 3", "1985-02-03", ""),
            ("1985。2。3", "1985-02-03", ""),
            ("1985年2月3日", "1985-02-03", ""),
            ("1985 年 12 月 31 日", "1985-12-31", ""),
            ("一九八五年二月三日", "1985-02-03", ""),
            ("二〇〇一年十二月三十一日", "2001-12-31", ""),
            ("二零零一年十月二十日", "2001-10-20", ""),
            ("至今", "至今", "until_now"),
            ("85.2.3", "85.2.3", "two_digit_year"),
            ("85年2月3日", "85年2月3日", "two_digit_year"),
            ("1985-02", "1985-02", "format"),
            ("198502", "198502", "format"),
            ("02/03/1985", "02/03/1985", "format"),
            ("1985020", "1985020", "format"),
            ("生日", "生日", "format"),
            ("", "", "format"),
        ] {
            let reading = read(typed, today);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.fix, None, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}

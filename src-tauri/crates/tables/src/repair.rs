//! What a spreadsheet does to numbers and days, put right where that is certain. Where it is not, the cell stays as it is, with the
//! reason: digits are never guessed.

use beishen_document::Text;
use unicode_normalization::UnicodeNormalization as _;

use crate::{
    cell::{Cell, Was},
    csv::unguarded,
};

/// What a column holds, as far as a spreadsheet could harm it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Words.
    Text,
    /// A number that is a name: of a document, a telephone. `digits`, where it has that many and no other.
    Code {
        /// How many digits it always has.
        digits: Option<usize>,
    },
    /// A day.
    Date,
    /// A month.
    Month,
}

/// A cell's text as it is to be taken over.
#[derive(Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The text.
    pub text: String,
    /// What was put right.
    pub repair: Option<Repair>,
    /// What cannot be put right.
    pub ruin: Option<Ruin>,
}

/// Something a spreadsheet had done that could be undone with certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// A day that was kept as a number of days.
    Serial,
    /// Zeros in front that had been dropped.
    Zeros,
    /// An apostrophe or `="…"` around it.
    Guard,
    /// Full-width digits and letters.
    FullWidth,
    /// `.0` behind a number.
    Point,
}

/// Something that is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruin {
    /// Digits beyond the fifteenth of a number.
    Digits,
    /// `4.30E+17`.
    Scientific,
    /// `#N/A`.
    Error,
    /// A formula that nobody has calculated.
    Uncalculated,
    /// A text that was taken for a day.
    Day,
    /// A number where a day should be, in a file that counts from 1904: by which calendar it was written nobody knows.
    Count,
}

impl Repair {
    /// What was done.
    pub fn message(self) -> Text {
        match self {
            Self::Serial => Text::new(
                "表格里存成了数字，已换回日期。",
                "Kept as a number; read as the day it is.",
            ),
            Self::Zeros => Text::new(
                "前面的 0 被表格去掉了，已补回。",
                "The zeros in front were dropped; they are back.",
            ),
            Self::Guard => Text::new("已去掉表格加的引号。", "The marks around it were taken off."),
            Self::FullWidth => {
                Text::new("全角字符已换成半角。", "Full-width characters were made plain.")
            }
            Self::Point => Text::new("已去掉末尾的 .0。", "The .0 at the end was taken off."),
        }
    }
}

impl Ruin {
    /// What is lost and what to do.
    pub fn message(self) -> Text {
        match self {
            Self::Digits => Text::new(
                "这一格是数字，15 位以后可能已被改成 0，请设为文本后按原件重填。",
                "This cell is a number: digits beyond the fifteenth may have become 0. Make it text and type it again from the original.",
            ),
            Self::Scientific => Text::new(
                "号码变成了科学计数法，后几位已丢失，请按原件重填。",
                "The number is in scientific notation and has lost its last digits. Type it again from the original.",
            ),
            Self::Error => Text::new(
                "这一格是公式的错误值，请改成内容本身。",
                "This cell shows a formula's error. Put the value itself there.",
            ),
            Self::Uncalculated => Text::new(
                "这一格是没有算过的公式，请用表格软件打开并保存一次。",
                "This formula was never calculated. Open the file in a spreadsheet program and save it once.",
            ),
            Self::Count => Text::new(
                "这份表格从 1904 年数日期，这一格只是数字，请设成日期格式。",
                "This table counts days from 1904, and the cell is a plain number. Give it the format of a date.",
            ),
            Self::Day => Text::new(
                "这一格被表格改成了日期，请设为文本后按原件重填。",
                "The spreadsheet has turned this into a date. Make it text and type it again from the original.",
            ),
        }
    }
}

/// The number from which on a spreadsheet's numbers are not exact to the last digit.
const INEXACT: f64 = 1e15;

/// Takes a cell for what its column holds.
pub fn repair(cell: &Cell, shape: Shape) -> Repaired {
    let as_is = |text: &str| Repaired { text: text.to_owned(), repair: None, ruin: None };
    let ruined = |ruin| Repaired { ruin: Some(ruin), ..as_is(&cell.text) };
    let repaired = |text: String, by| Repaired { text, repair: Some(by), ruin: None };
    match (cell.was, shape) {
        (Was::Error, _) => ruined(Ruin::Error),
        (Was::Uncalculated, _) => ruined(Ruin::Uncalculated),
        (Was::Day { year, month, day }, Shape::Date) => {
            as_is(&format!("{year:04}-{month:02}-{day:02}"))
        }
        (Was::Day { year, month, .. }, Shape::Month) => as_is(&format!("{year:04}{month:02}")),
        (Was::Day { .. }, _) => ruined(Ruin::Day),
        (Was::Number(it), Shape::Date | Shape::Month) => match serial(it) {
            Some([year, month, day]) if shape == Shape::Date => {
                repaired(format!("{year:04}-{month:02}-{day:02}"), Repair::Serial)
            }
            Some([year, month, _]) => repaired(format!("{year:04}{month:02}"), Repair::Serial),
            None => as_is(&cell.text),
        },
        (Was::Count(_), Shape::Date | Shape::Month) => ruined(Ruin::Count),
        (Was::Number(it), Shape::Code { .. } | Shape::Text) if it.abs() >= INEXACT => {
            ruined(Ruin::Digits)
        }
        (Was::Number(_) | Was::Count(_), Shape::Code { digits: Some(digits) }) => {
            let is_whole = cell.text.bytes().all(|it| it.is_ascii_digit());
            // One zero or two: more are no number that lost its zeros, but another one.
            if is_whole
                && (digits.saturating_sub(2)..digits).contains(&cell.text.len())
                && digits < 8
            {
                repaired(format!("{:0>digits$}", cell.text), Repair::Zeros)
            } else {
                as_is(&cell.text)
            }
        }
        (Was::Text, _) => of_text(&cell.text, shape),
        _ => as_is(&cell.text),
    }
}

fn of_text(text: &str, shape: Shape) -> Repaired {
    let (inner, guarded) = unguarded(text);
    let mut repair = guarded.then_some(Repair::Guard);
    if shape == Shape::Text {
        return Repaired { text: inner.to_owned(), repair, ruin: None };
    }
    let mut plain = inner.to_owned();
    if inner.chars().any(|it| matches!(it, '！'..='～' | '\u{3000}')) {
        plain = inner.nfkc().collect();
        repair = repair.or(Some(Repair::FullWidth));
    }
    let whole = plain.split_once('.').filter(|(whole, zeros)| {
        let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        digits(whole) && digits(zeros) && zeros.bytes().all(|it| it == b'0')
    });
    // `2012.0` is no month, and `2012.10` is one.
    if let Some((whole, _)) = whole.filter(|it| it.0.len() > 4) {
        return Repaired { text: whole.to_owned(), repair: Some(Repair::Point), ruin: None };
    }
    let ruin = is_scientific(&plain).then_some(Ruin::Scientific);
    Repaired { text: plain, repair, ruin }
}

/// `4.30102E+17`.
fn is_scientific(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let Some((mantissa, exponent)) = lower.split_once('e') else { return false };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let numeric =
        |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    numeric(mantissa) && numeric(exponent) && exponent.len() <= 3 && mantissa.contains('.')
}

/// Whether a number may be a day in a spreadsheet's count.
pub(crate) fn may_be_day(number: f64) -> bool {
    serial(number).is_some()
}

/// The day that a number stands for in a spreadsheet's own count from 1900, where it can be no other way to write one: five
/// digits, from 1927 to 2099.
fn serial(number: f64) -> Option<[i64; 3]> {
    if number.fract() != 0.0 || !(10_000.0..73_051.0).contains(&number) {
        return None;
    }
    // Civil from days (Howard Hinnant, chrono-compatible low-level date algorithms); 25,569 is 1970-01-01.
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of five digits")]
    let days = number as i64 - 25_569 + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some([year, month, day])
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: Shape = Shape::Code { digits: Some(18) };
    const POSTCODE: Shape = Shape::Code { digits: Some(6) };

    fn text(it: &str) -> Cell {
        Cell { text: it.to_owned(), was: Was::Text }
    }

    fn number(it: f64) -> Cell {
        Cell { text: format!("{it}"), was: Was::Number(it) }
    }

    #[test]
    fn what_a_spreadsheet_has_done_is_undone_where_it_is_certain() {
        let day =
            Cell { text: "1990-05-17".into(), was: Was::Day { year: 1990, month: 5, day: 17 } };
        for (cell, shape, becomes, by) in [
            (number(33_010.0), Shape::Date, "1990-05-17", Some(Repair::Serial)),
            (number(33_010.0), Shape::Month, "199005", Some(Repair::Serial)),
            (number(19_900_517.0), Shape::Date, "19900517", None),
            (number(199_005.0), Shape::Month, "199005", None),
            (number(10_000.0), POSTCODE, "010000", Some(Repair::Zeros)),
            (number(410_000.0), POSTCODE, "410000", None),
            (number(13_800_138_000.0), Shape::Code { digits: Some(11) }, "13800138000", None),
            (day.clone(), Shape::Date, "1990-05-17", None),
            (day, Shape::Month, "199005", None),
            (text("'11010519491231002X"), ID, "11010519491231002X", Some(Repair::Guard)),
            (text("=\"11010519491231002X\""), ID, "11010519491231002X", Some(Repair::Guard)),
            (text("'Abd"), Shape::Text, "'Abd", None),
            (
                text("１１０１０５１９４９１２３１００２Ｘ"),
                ID,
                "11010519491231002X",
                Some(Repair::FullWidth),
            ),
            (
                text("13800138000.0"),
                Shape::Code { digits: Some(11) },
                "13800138000",
                Some(Repair::Point),
            ),
            (text("2012.10"), Shape::Month, "2012.10", None),
            (text("2012.0"), Shape::Month, "2012.0", None),
        ] {
            let read = repair(&cell, shape);
            assert_eq!((&*read.text, read.repair, read.ruin), (becomes, by, None), "{}", cell.text);
        }
    }

    #[test]
    fn what_is_lost_is_said_and_never_guessed() {
        let day =
            Cell { text: "2026-03-01".into(), was: Was::Day { year: 2026, month: 3, day: 1 } };
        let plain = |was| Cell { text: "#N/A".into(), was };
        for (cell, shape, ruin) in [
            (number(110_105_194_912_310_020.0), ID, Ruin::Digits),
            (number(6_222_021_234_567_890_123.0), Shape::Text, Ruin::Digits),
            (text("1.10105E+17"), ID, Ruin::Scientific),
            (text("1.10105e17"), ID, Ruin::Scientific),
            (day, Shape::Text, Ruin::Day),
            (plain(Was::Error), Shape::Text, Ruin::Error),
            (plain(Was::Uncalculated), Shape::Date, Ruin::Uncalculated),
            (plain(Was::Count(33_010.0)), Shape::Date, Ruin::Count),
            (plain(Was::Count(33_010.0)), Shape::Month, Ruin::Count),
        ] {
            let read = repair(&cell, shape);
            assert_eq!((&read.text, read.ruin), (&cell.text, Some(ruin)), "{}", cell.text);
        }
        assert_eq!(repair(&text("1234E5678"), ID).ruin, None, "a passport may look so");
        assert_eq!(repair(&number(1_000.0), POSTCODE).repair, Some(Repair::Zeros));
        assert_eq!(repair(&number(100.0), POSTCODE).repair, None);
        let count = Cell { text: "10000".into(), was: Was::Count(10_000.0) };
        assert_eq!(repair(&count, POSTCODE).text, "010000", "a postcode is one in any file");
    }
}

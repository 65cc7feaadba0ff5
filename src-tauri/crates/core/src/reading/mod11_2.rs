//! What three kinds of identity number share: seventeen digits with a birth date, and a check character by
//! ISO 7064 MOD 11-2 (GB 11643-1999 §4).

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::{
    Problem, Reason,
    normalise::{self, code_point, first_stray},
};

pub(super) const LENGTH: Reason = Reason::error("length", &["n"]);
pub(super) const NOT_DIGIT: Reason = Reason::error("not_digit", &["k", "c"]);
pub(super) const LOOK_ALIKE_X: Reason = Reason::error("look_alike_x", &["c", "u"]);
pub(super) const SPREADSHEET: Reason = Reason::error("spreadsheet", &[]);
pub(super) const BIRTH_DATE: Reason = Reason::error("birth_date", &["d"]);
pub(super) const BIRTH_FUTURE: Reason = Reason::error("birth_future", &["d"]);
pub(super) const BIRTH_TOO_EARLY: Reason = Reason::error("birth_too_early", &["d"]);
pub(super) const CHECK_DIGIT: Reason = Reason::error("check_digit", &["x"]);

/// Nobody alive was born before it, nor anybody whose papers are of use.
const EARLIEST_BIRTH: i32 = 1850;

/// The eighteen characters.
pub(super) type Number = [u8; 18];

/// A number as typed, cleaned; an x at its end becomes X.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let mut number = normalise::number(text);
    if number.ends_with('x') {
        let number = number.to_mut();
        number.pop();
        number.push('X');
    }
    number
}

/// Eighteen characters, all but the last a digit, the last a digit or X; the check character is not yet looked at.
pub(super) fn characters(number: &str) -> Result<&Number, Problem> {
    match number.as_bytes().try_into() {
        Ok(characters) if is_well_formed(characters) => Ok(characters),
        _ => Err(malformed(number)),
    }
}

fn is_well_formed(number: &Number) -> bool {
    let [first @ .., last] = number;
    first.iter().all(u8::is_ascii_digit) && (last.is_ascii_digit() || *last == b'X')
}

fn malformed(number: &str) -> Problem {
    let n = number.chars().count();
    let digit = |it: char| it.is_ascii_digit();
    if is_scientific(number) {
        return Problem::new(&SPREADSHEET, Vec::new());
    }
    if n != 18 {
        return Problem::new(&LENGTH, vec![("n", n.to_string())]);
    }
    let mut rest = number.chars();
    match rest.next_back() {
        Some(last) if rest.as_str().chars().all(digit) && looks_like_x(last) => {
            Problem::new(&LOOK_ALIKE_X, vec![("c", last.to_string()), ("u", code_point(last))])
        }
        // An X before the last place is as wrong as any other letter.
        _ => Problem::new(&NOT_DIGIT, first_stray(number, |_, it| digit(it)).unwrap_or_default()),
    }
}

/// A long number as a spreadsheet shows it: 1.10105E+17.
pub(super) fn is_scientific(number: &str) -> bool {
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let Some((mantissa, exponent)) = number.split_once(['E', 'e']) else { return false };
    mantissa.split('.').all(digits) && digits(exponent.strip_prefix('+').unwrap_or(exponent))
}

/// Greek chi, Cyrillic ha, the Roman ten, signs of multiplication, the asterisk.
fn looks_like_x(c: char) -> bool {
    matches!(c, 'Χ' | 'χ' | 'Х' | 'х' | 'Ⅹ' | 'ⅹ' | '×' | '✕' | '✖' | '╳' | '⨯' | '*')
}

/// The number without the signs around it, with digits for the letters that look like them, when anything changes.
pub(super) fn repaired(number: &str) -> Option<String> {
    let bare = number.trim_matches(|it| ",.;:、。·()".contains(it));
    let last = bare.chars().count().checked_sub(1)?;
    let repaired: String = bare.chars().enumerate().map(|(at, c)| likely(c, at == last)).collect();
    (repaired != number).then_some(repaired)
}

fn likely(c: char, is_last: bool) -> char {
    match c {
        'O' | 'o' | 'Ο' | 'ο' | 'О' | 'о' | '〇' | '○' => '0',
        'I' | 'i' | 'l' | 'L' | '|' => '1',
        c if is_last && looks_like_x(c) => 'X',
        c => c,
    }
}

/// The day of birth in digits 7–14: a day of the calendar, not after today, not before 1850.
pub(super) fn birth(number: &Number, today: NaiveDate) -> Result<NaiveDate, Problem> {
    let [_, _, _, _, _, _, y1, y2, y3, y4, m1, m2, d1, d2, ..] = *number;
    let value = |digits: &[u8]| digits.iter().fold(0, |n, digit| n * 10 + u32::from(digit - b'0'));
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    let problem =
        |reason| Problem::new(reason, vec![("d", digits.map(char::from).iter().collect())]);
    let year = value(&[y1, y2, y3, y4]).cast_signed();
    let Some(birth) = NaiveDate::from_ymd_opt(year, value(&[m1, m2]), value(&[d1, d2])) else {
        return Err(problem(&BIRTH_DATE));
    };
    if birth > today {
        Err(problem(&BIRTH_FUTURE))
    } else if birth.year() < EARLIEST_BIRTH {
        Err(problem(&BIRTH_TOO_EARLY))
    } else {
        Ok(birth)
    }
}

/// That the last character is the one that follows from the others.
pub(super) fn check(number: &Number) -> Result<(), Problem> {
    let [first @ .., last] = number;
    let expected = check_character(first);
    if *last == expected {
        Ok(())
    } else if first.ends_with(b"00") && *last == b'0' {
        // A spreadsheet keeps fifteen digits of a number and writes 0 for the rest.
        Err(Problem::new(&SPREADSHEET, Vec::new()))
    } else {
        Err(Problem::new(&CHECK_DIGIT, vec![("x", char::from(expected).to_string())]))
    }
}

/// The eighteenth character for seventeen digits: ISO 7064 MOD 11-2.
pub(super) fn check_character(digits: &[u8; 17]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 =
        digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    b"10X98765432"[(sum % 11) as usize]
}

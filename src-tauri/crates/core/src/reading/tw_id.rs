//! 台湾身份证: a letter for the place, 1 or 2 for the sex (8 or 9 of residents since 2021, unverified), seven digits and a
//! check digit, modulo 10.

use super::{Derived, Problem, Reading, Reason, Sex, normalise};

const FORMAT: Reason = Reason::error("format", &[]);
const CHECK_DIGIT: Reason = Reason::error("check_digit", &["x"]);

pub(super) const REASONS: &[Reason] = &[FORMAT, CHECK_DIGIT];

pub(super) fn read(text: &str) -> Reading<'_> {
    let number = normalise::document_number(text);
    let found = match number.as_bytes().try_into() {
        Ok(characters) => judge(characters),
        Err(_) => Err(Problem::new(&FORMAT, Vec::new())),
    };
    match found {
        Ok(sex) => Reading {
            derived: Derived { sex: Some(sex), ..Derived::default() },
            ..Reading::valid(number)
        },
        Err(problem) => Reading::valid(number).with(Some(problem)),
    }
}

fn judge(number: &[u8; 10]) -> Result<Sex, Problem> {
    let [letter, digits @ .., check] = number;
    let sex = match digits[0] {
        b'1' | b'8' => Sex::Male,
        b'2' | b'9' => Sex::Female,
        _ => return Err(Problem::new(&FORMAT, Vec::new())),
    };
    let Some(letter) =
        value_of(*letter).filter(|_| digits.iter().chain([check]).all(u8::is_ascii_digit))
    else {
        return Err(Problem::new(&FORMAT, Vec::new()));
    };
    let weighted =
        digits.iter().zip((1..=8).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight);
    let sum = letter / 10 + letter % 10 * 9 + weighted.sum::<u32>();
    let expected = (10 - sum % 10) % 10;
    if u32::from(check - b'0') == expected {
        Ok(sex)
    } else {
        Err(Problem::new(&CHECK_DIGIT, vec![("x", expected.to_string())]))
    }
}

/// What the letter counts: A is 10, in the order in which the places got theirs.
fn value_of(letter: u8) -> Option<u32> {
    let at = b"ABCDEFGHJKLMNPQRSTUVXYWZIO".iter().position(|it| *it == letter)?;
    u32::try_from(at).ok().map(|it| it + 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, reason, sex) in [
            ("A123456789", "A123456789", "", Some(Sex::Male)),
            ("a123456789", "A123456789", "", Some(Sex::Male)),
            ("Ａ１２３４５６７８９", "A123456789", "", Some(Sex::Male)),
            ("A 123-456-789", "A123456789", "", Some(Sex::Male)),
            ("I123456781", "I123456781", "", Some(Sex::Male)),
            ("W123456789", "W123456789", "", Some(Sex::Male)),
            ("B220000000", "B220000000", "", Some(Sex::Female)),
            ("A800000014", "A800000014", "", Some(Sex::Male)),
            ("A900000007", "A900000007", "", Some(Sex::Female)),
            ("A900000006", "A900000006", "check_digit", None),
            ("A123456788", "A123456788", "check_digit", None),
            ("A323456789", "A323456789", "format", None),
            ("AB23456789", "AB23456789", "format", None),
            ("1123456789", "1123456789", "format", None),
            ("A12345678", "A12345678", "format", None),
            ("A1234567890", "A1234567890", "format", None),
            ("A12345678X", "A12345678X", "format", None),
            ("", "", "format", None),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.derived.sex, sex, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}

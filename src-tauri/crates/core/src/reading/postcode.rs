//! Postcodes: six digits, the first two a province's (a table compiled from data, so never more than a warning). Those
//! of other countries have three to ten digits or letters, and are asked about, as is a digit too many. Those of Taiwan have three,
//! five or six (中华邮政 3+3), and begin with any digit: where the address is there, they are right.

use beishen_reference::postal_provinces;

use super::{
    Problem, Reading, Reason, normalise,
    place::{TAIWAN, beyond_the_mainland},
};

const NOT_DIGIT: Reason = Reason::error("not_digit", &["k", "c"]);
const LENGTH: Reason = Reason::error("length", &["n"]);
const DIGITS: Reason = Reason::warning("digits", &["n"]);
const ABROAD: Reason = Reason::warning("abroad", &[]);
const PREFIX_UNKNOWN: Reason = Reason::warning("prefix_unknown", &["p"]);

pub(super) const REASONS: &[Reason] = &[NOT_DIGIT, LENGTH, DIGITS, ABROAD, PREFIX_UNKNOWN];

/// 82 is kept for Xinjiang and hardly met; 999077 and 999078 stand for Hong Kong and Macao, no other 99 is in use.
const RARE: &str = "82";
const BEYOND: (&str, [&str; 2]) = ("99", ["999077", "999078"]);

pub(super) fn read(text: &str) -> Reading<'_> {
    let number = normalise::document_number(text);
    let problem = judge(&number);
    Reading::valid(number).with(problem)
}

/// A reading, now that the address is known.
pub(crate) fn told_at<'a>(reading: Reading<'a>, address: &str) -> Reading<'a> {
    let is_one = matches!(reading.normalised.len(), 3 | 5 | 6)
        && reading.normalised.bytes().all(|it| it.is_ascii_digit());
    if is_one && beyond_the_mainland(address) == Some(TAIWAN) {
        Reading::valid(reading.normalised)
    } else {
        reading
    }
}

fn judge(number: &str) -> Option<Problem> {
    let n = number.chars().count();
    let is_digits = number.bytes().all(|it| it.is_ascii_digit());
    // Six characters with an O for a 0 are a slip: K1A0B1 has other letters.
    let is_slip = |it: char| it.is_ascii_digit() || matches!(it, 'O' | 'I' | 'L');
    let is_foreign = |_, it: char| it.is_ascii_alphanumeric();
    if let Some(stray) = normalise::first_stray(number, is_foreign) {
        Some(Problem::new(&NOT_DIGIT, stray))
    } else if !(3..=10).contains(&n) {
        Some(Problem::new(&LENGTH, vec![("n", n.to_string())]))
    } else if is_digits && n == 6 {
        judge_prefix(number)
    } else if is_digits {
        // A digit too many or too few, or Taiwan's, Japan's …: nobody can tell.
        Some(Problem::new(&DIGITS, vec![("n", n.to_string())]))
    } else if n == 6 && number.chars().all(is_slip) {
        let stray = normalise::first_stray(number, |_, it| it.is_ascii_digit());
        Some(Problem::new(&NOT_DIGIT, stray.unwrap_or_default()))
    } else {
        Some(Problem::new(&ABROAD, Vec::new()))
    }
}

fn judge_prefix(number: &str) -> Option<Problem> {
    let first_two: String = number.chars().take(2).collect();
    let (beyond, in_use) = BEYOND;
    let is_known = if first_two == beyond {
        in_use.contains(&number)
    } else {
        first_two != RARE && !postal_provinces(number).is_empty()
    };
    (!is_known).then(|| Problem::new(&PREFIX_UNKNOWN, vec![("p", first_two)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, reason) in [
            ("100084", "100084", ""),
            ("010010", "010010", ""),
            ("410081", "410081", ""),
            (" 410 081 ", "410081", ""),
            ("410-081", "410081", ""),
            ("４１００８１", "410081", ""),
            ("860000", "860000", ""),
            ("999077", "999077", ""),
            ("999078", "999078", ""),
            ("999079", "999079", "prefix_unknown"),
            ("820000", "820000", "prefix_unknown"),
            ("000000", "000000", "prefix_unknown"),
            ("080001", "080001", "prefix_unknown"),
            ("500000", "500000", "prefix_unknown"),
            ("10010", "10010", "digits"),
            ("4100", "4100", "digits"),
            ("4100811", "4100811", "digits"),
            ("100", "100", "digits"),
            ("sw1a 1aa", "SW1A1AA", "abroad"),
            ("SW1A1AA", "SW1A1AA", "abroad"),
            ("L1 8JQ", "L18JQ", "abroad"),
            ("K1A 0B1", "K1A0B1", "abroad"),
            ("1000201", "1000201", "digits"),
            ("41", "41", "length"),
            ("41008141008", "41008141008", "length"),
            ("", "", "length"),
            ("41OO81", "41OO81", "not_digit"),
            ("41oo81", "41OO81", "not_digit"),
            ("四一〇〇八一", "四一〇〇八一", "not_digit"),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }

    #[test]
    fn the_address_tells_of_a_postcode_of_taiwan() {
        for (typed, address, reason) in [
            ("100", "台湾省台北市中正区示例路 1 号", ""),
            ("10048", "台湾台北市中正区示例路 1 号", ""),
            ("100053", "臺北市中正區示例路 1 號", ""),
            ("970001", "No. 1, Example Rd., Hualien, Taiwan", ""),
            ("1000", "台湾省台北市中正区示例路 1 号", "digits"),
            ("10O", "台湾省台北市中正区示例路 1 号", "abroad"),
            ("100", "北京市朝阳区示例路 1 号", "digits"),
            ("970001", "北京市朝阳区示例路 1 号", "prefix_unknown"),
            ("999077", "Flat A, 1 Example Road, Kowloon, Hong Kong", ""),
        ] {
            let problem = told_at(read(typed), address).problem;
            assert_eq!(problem.map_or("", |it| it.reason.name), reason, "{typed} {address}");
        }
    }
}

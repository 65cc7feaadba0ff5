//! Postcodes: six digits, the first two a province's (a table compiled from data, so never more than a warning).

use beishen_reference::postal_provinces;

use super::{Problem, Reading, Reason, normalise};

const NOT_DIGIT: Reason = Reason::error("not_digit", &["k", "c"]);
const LENGTH: Reason = Reason::error("length", &["n"]);
const LEADING_ZERO: Reason = Reason::error("leading_zero", &["x"]);
const PREFIX_UNKNOWN: Reason = Reason::warning("prefix_unknown", &["p"]);

pub(super) const REASONS: &[Reason] = &[NOT_DIGIT, LENGTH, LEADING_ZERO, PREFIX_UNKNOWN];

/// 82 is kept for Xinjiang and hardly met; 999077 and 999078 stand for Hong Kong and Macao, no other 99 is in use.
const RARE: &str = "82";
const BEYOND: (&str, [&str; 2]) = ("99", ["999077", "999078"]);

pub(super) fn read(text: &str) -> Reading<'_> {
    let number = normalise::number(text);
    if number.len() == 5 && number.bytes().all(|it| it.is_ascii_digit()) {
        let whole = format!("0{number}");
        if judge(&whole).is_none() {
            // A spreadsheet drops the 0 that postcodes of Inner Mongolia, Shanxi and Hebei begin with.
            return Reading::valid(number)
                .with_problem(&LEADING_ZERO, vec![("x", whole.clone())])
                .with_fix(whole);
        }
    }
    let problem = judge(&number);
    Reading::valid(number).with(problem)
}

fn judge(number: &str) -> Option<Problem> {
    if let Some(stray) = normalise::first_stray(number, |_, c| c.is_ascii_digit()) {
        return Some(Problem::new(&NOT_DIGIT, stray));
    }
    if number.len() != 6 {
        return Some(Problem::new(&LENGTH, vec![("n", number.len().to_string())]));
    }
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
        for (typed, normalised, reason, fix) in [
            ("100084", "100084", "", None),
            ("010010", "010010", "", None),
            ("410081", "410081", "", None),
            (" 410 081 ", "410081", "", None),
            ("410-081", "410081", "", None),
            ("４１００８１", "410081", "", None),
            ("860000", "860000", "", None),
            ("999077", "999077", "", None),
            ("999078", "999078", "", None),
            ("999079", "999079", "prefix_unknown", None),
            ("820000", "820000", "prefix_unknown", None),
            ("000000", "000000", "prefix_unknown", None),
            ("080001", "080001", "prefix_unknown", None),
            ("500000", "500000", "prefix_unknown", None),
            ("10010", "10010", "leading_zero", Some("010010")),
            ("30001", "30001", "leading_zero", Some("030001")),
            ("80001", "80001", "length", None),
            ("4100", "4100", "length", None),
            ("4100811", "4100811", "length", None),
            ("", "", "length", None),
            ("41OO81", "41OO81", "not_digit", None),
            ("四一〇〇八一", "四一〇〇八一", "not_digit", None),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.fix.as_deref(), fix, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}

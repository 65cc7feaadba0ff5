//! 港澳居民来往内地通行证: H or M and eight digits, on the older card two more for the times it was renewed
//! (公安部, 2010-03-10). Permanent residents who are no Chinese citizens have HA or MA and seven digits (国家移民管理局, 2024-07-10).

use super::{Problem, Reading, Reason, normalise};

const PREFIX: Reason = Reason::error("prefix", &["c"]);
const LENGTH: Reason = Reason::error("length", &["n"]);
const NOT_DIGIT: Reason = Reason::error("not_digit", &["k", "c"]);

pub(super) const REASONS: &[Reason] = &[PREFIX, LENGTH, NOT_DIGIT];

pub(super) fn read(text: &str) -> Reading<'_> {
    let number = normalise::document_number(text);
    let problem = judge(&number);
    Reading::valid(number).with(problem)
}

fn judge(number: &str) -> Option<Problem> {
    let first = number.chars().next();
    if let Some(other) = first.filter(|it| !matches!(it, 'H' | 'M')) {
        return Some(Problem::new(&PREFIX, vec![("c", other.to_string())]));
    }
    let n = number.chars().count();
    if n != 9 && n != 11 {
        return Some(Problem::new(&LENGTH, vec![("n", n.to_string())]));
    }
    let belongs = |at, c: char| at == 0 || at == 1 && c == 'A' && n == 9 || c.is_ascii_digit();
    let stray = normalise::first_stray(number, belongs);
    stray.map(|it| Problem::new(&NOT_DIGIT, it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, reason) in [
            ("H12345678", "H12345678", ""),
            ("M12345678", "M12345678", ""),
            ("h12345678", "H12345678", ""),
            ("Ｈ１２３４５６７８", "H12345678", ""),
            ("H 1234-5678", "H12345678", ""),
            ("H1234567801", "H1234567801", ""),
            ("HA1234567", "HA1234567", ""),
            ("ma1234567", "MA1234567", ""),
            ("HA123456701", "HA123456701", "not_digit"),
            ("HB1234567", "HB1234567", "not_digit"),
            ("H123456780", "H123456780", "length"),
            ("H1234567", "H1234567", "length"),
            ("H123456780123", "H123456780123", "length"),
            ("C12345678", "C12345678", "prefix"),
            ("123456789", "123456789", "prefix"),
            ("H1234567O", "H1234567O", "not_digit"),
            ("HH2345678", "HH2345678", "not_digit"),
            ("港12345678", "港12345678", "prefix"),
            ("", "", "length"),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}

//! 外国人永久居留身份证 numbers of the 2017 card: three letters of the nationality and twelve digits (国家移民管理局), the place of the
//! application (4), the day of birth without its century (6), the order and a check digit.

use chrono::NaiveDate;

use super::{Problem, Reading, Reason, foreign_pr18::is_country, normalise};

const LENGTH: Reason = Reason::error("length", &["n"]);
const NOT_LETTER: Reason = Reason::error("not_letter", &["k", "c"]);
const NOT_DIGIT: Reason = Reason::error("not_digit", &["k", "c"]);
const SHORT_BIRTH_DATE: Reason = Reason::error("short_birth_date", &["d"]);
const COUNTRY_UNKNOWN: Reason = Reason::warning("country_unknown", &["c"]);

pub(super) const REASONS: &[Reason] =
    &[LENGTH, NOT_LETTER, NOT_DIGIT, SHORT_BIRTH_DATE, COUNTRY_UNKNOWN];

pub(super) fn read(text: &str) -> Reading<'_> {
    let number = normalise::document_number(text);
    let problem = judge(&number);
    Reading::valid(number).with(problem)
}

fn judge(number: &str) -> Option<Problem> {
    let n = number.chars().count();
    if n != 15 {
        return Some(Problem::new(&LENGTH, vec![("n", n.to_string())]));
    }
    if let Some(stray) = normalise::first_stray(number, |at, c| at >= 3 || c.is_ascii_uppercase()) {
        return Some(Problem::new(&NOT_LETTER, stray));
    }
    if let Some(stray) = normalise::first_stray(number, |at, c| at < 3 || c.is_ascii_digit()) {
        return Some(Problem::new(&NOT_DIGIT, stray));
    }
    let birth = number.get(7..13).unwrap_or_default();
    if !["19", "20"].iter().any(|it| is_day(&format!("{it}{birth}"))) {
        return Some(Problem::new(&SHORT_BIRTH_DATE, vec![("d", birth.to_owned())]));
    }
    let letters: String = number.chars().take(3).collect();
    (!is_country(&letters)).then(|| Problem::new(&COUNTRY_UNKNOWN, vec![("c", letters)]))
}

fn is_day(digits: &str) -> bool {
    NaiveDate::parse_from_str(digits, "%Y%m%d").is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, reason) in [
            ("USA110085010112", "USA110085010112", ""),
            (" usa 1100 8501 0112", "USA110085010112", ""),
            ("ＵＳＡ１１００８５０１０１１２", "USA110085010112", ""),
            ("GBR310090121256", "GBR310090121256", ""),
            ("FRA110000022901", "FRA110000022901", ""),
            ("FRA110090022901", "FRA110090022901", "short_birth_date"),
            ("FRA110090130501", "FRA110090130501", "short_birth_date"),
            ("FRA110090010001", "FRA110090010001", "short_birth_date"),
            ("FRA110090000101", "FRA110090000101", "short_birth_date"),
            ("FRA110090013201", "FRA110090013201", "short_birth_date"),
            ("FRA110090063101", "FRA110090063101", "short_birth_date"),
            ("QQQ310090121256", "QQQ310090121256", "country_unknown"),
            ("840110085010112", "840110085010112", "not_letter"),
            ("US1110085010112", "US1110085010112", "not_letter"),
            ("USA11008501011O", "USA11008501011O", "not_digit"),
            ("USA11008501011", "USA11008501011", "length"),
            ("USA1100850101123", "USA1100850101123", "length"),
            ("", "", "length"),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}

//! 外国人永久居留身份证 numbers of the 2023 card: 9, province (2), ISO numeric country (3), birth date (8), order (3),
//! MOD 11-2 character (国家移民管理局, 新版永居证机读信息规则 2023).
//!
//! The place of the province is inferred from published specimens, and no source says what the order tells of the sex, so none is
//! derived.

use beishen_reference::{Table, id_province};
use chrono::NaiveDate;

use super::{
    Derived, Problem, Reading, Reason,
    mod11_2::{
        self, BIRTH_DATE, BIRTH_FUTURE, BIRTH_TOO_EARLY, CHECK_DIGIT, LENGTH, LOOK_ALIKE_X,
        NOT_DIGIT, SPREADSHEET,
    },
};

const PREFIX: Reason = Reason::error("prefix", &["c"]);
const PROVINCE: Reason = Reason::error("province", &["p"]);
const COUNTRY: Reason = Reason::error("country", &["c"]);

pub(super) const REASONS: &[Reason] = &[
    LENGTH,
    NOT_DIGIT,
    LOOK_ALIKE_X,
    SPREADSHEET,
    PREFIX,
    PROVINCE,
    COUNTRY,
    BIRTH_DATE,
    BIRTH_FUTURE,
    BIRTH_TOO_EARLY,
    CHECK_DIGIT,
];

pub(super) fn read(text: &str, today: NaiveDate) -> Reading<'_> {
    let number = mod11_2::clean(text);
    match judge(&number, today) {
        Ok(derived) => Reading { derived, ..Reading::valid(number) },
        Err(problem) => {
            let fix = mod11_2::repaired(&number).filter(|it| judge(it, today).is_ok());
            Reading { fix, ..Reading::valid(number).with(Some(problem)) }
        }
    }
}

fn judge(number: &str, today: NaiveDate) -> Result<Derived, Problem> {
    let characters = mod11_2::characters(number)?;
    let digits =
        |from: usize, count: usize| number.chars().skip(from).take(count).collect::<String>();
    let (first, province, country) = (digits(0, 1), digits(1, 2), digits(3, 3));
    if first != "9" {
        return Err(Problem::new(&PREFIX, vec![("c", first)]));
    }
    if id_province(&province).is_none() {
        return Err(Problem::new(&PROVINCE, vec![("p", province)]));
    }
    if !is_country(&country) {
        return Err(Problem::new(&COUNTRY, vec![("c", country)]));
    }
    let birth = mod11_2::birth(characters, today)?;
    mod11_2::check(characters)?;
    Ok(Derived { birth: Some(birth), ..Derived::default() })
}

/// Whether it is a country's alpha-3 or numeric code of ISO 3166-1.
pub(super) fn is_country(code: &str) -> bool {
    Table::Countries.find(code).is_some_and(|it| it.other_codes.contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (typed, normalised, reason, fix) in [
            ("932682198501010017", "932682198501010017", "", None),
            ("９３２６８２198501010017", "932682198501010017", "", None),
            ("932 682 19850101 0017", "932682198501010017", "", None),
            ("932682198501O10017", "932682198501O10017", "not_digit", Some("932682198501010017")),
            ("11010519491231002X", "11010519491231002X", "prefix", None),
            ("916682198501010017", "916682198501010017", "province", None),
            ("932999198501010017", "932999198501010017", "country", None),
            ("932000198501010017", "932000198501010017", "country", None),
            ("932682198502300017", "932682198502300017", "birth_date", None),
            ("932682202611230017", "932682202611230017", "birth_future", None),
            ("932682174901010017", "932682174901010017", "birth_too_early", None),
            ("932682198501010018", "932682198501010018", "check_digit", None),
            ("93268219850101001Х", "93268219850101001Х", "look_alike_x", None),
            ("9.32682E+17", "9.32682E+17", "spreadsheet", None),
            ("USA110085010112", "USA110085010112", "length", None),
        ] {
            let reading = read(typed, today);
            assert_eq!(reading.normalised, normalised, "{typed}");
            let said = reading.problem.as_ref().map_or("", |it| it.reason.name);
            assert_eq!((said, reading.fix.as_deref()), (reason, fix), "{typed}");
            assert_eq!(reading.derived.birth.is_some(), reason.is_empty(), "{typed}");
            assert_eq!(reading.derived.sex, None, "{typed}: no source says how it is told");
        }
    }
}

//! 港澳台居民居住证 numbers: 国办发〔2018〕81 号, built like an identity number.

use chrono::NaiveDate;

use super::{
    Derived, Problem, Reading, Reason, id18,
    mod11_2::{
        self, BIRTH_DATE, BIRTH_FUTURE, BIRTH_TOO_EARLY, CHECK_DIGIT, LENGTH, LOOK_ALIKE_X,
        NOT_DIGIT, SPREADSHEET,
    },
};

const PREFIX: Reason = Reason::error("prefix", &["p"]);

pub(super) const REASONS: &[Reason] = &[
    LENGTH,
    NOT_DIGIT,
    LOOK_ALIKE_X,
    SPREADSHEET,
    PREFIX,
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

/// 810000 stands for Hong Kong, 820000 for Macao, 830000 for Taiwan.
fn judge(number: &str, today: NaiveDate) -> Result<Derived, Problem> {
    let characters = mod11_2::characters(number)?;
    if !["810000", "820000", "830000"].iter().any(|it| number.starts_with(it)) {
        return Err(Problem::new(&PREFIX, vec![("p", number.chars().take(6).collect())]));
    }
    let birth = mod11_2::birth(characters, today)?;
    mod11_2::check(characters)?;
    Ok(Derived {
        birth: Some(birth),
        sex: Some(id18::sex(characters)),
        region: id18::region_of(characters),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (typed, normalised, reason, fix) in [
            ("810000199408230021", "810000199408230021", "", None),
            ("820000200009100032", "820000200009100032", "", None),
            ("830000200209060065", "830000200209060065", "", None),
            ("８１００００ 19940823 0021", "810000199408230021", "", None),
            ("81000019940823OO21", "81000019940823OO21", "not_digit", Some("810000199408230021")),
            ("810101199408230023", "810101199408230023", "prefix", None),
            ("840000199408230021", "840000199408230021", "prefix", None),
            ("11010519491231002x", "11010519491231002X", "prefix", None),
            ("810000199408230020", "810000199408230020", "check_digit", None),
            ("810000199402300021", "810000199402300021", "birth_date", None),
            ("810000209408230021", "810000209408230021", "birth_future", None),
            ("810000174908230021", "810000174908230021", "birth_too_early", None),
            ("81000019940823002×", "81000019940823002×", "look_alike_x", None),
            ("810000199408230000", "810000199408230000", "spreadsheet", None),
            ("81000019940823002", "81000019940823002", "length", None),
            ("810000940823002", "810000940823002", "length", None),
            ("H12345678", "H12345678", "length", None),
        ] {
            let reading = read(typed, today);
            assert_eq!(reading.normalised, normalised, "{typed}");
            let said = reading.problem.as_ref().map_or("", |it| it.reason.name);
            assert_eq!((said, reading.fix.as_deref()), (reason, fix), "{typed}");
            assert_eq!(reading.derived.birth.is_some(), reason.is_empty(), "{typed}");
        }
    }
}

//! 居民身份证 numbers: GB 11643-1999, regions by GB/T 2260.
//!
//! A number with a sound check digit may still name a region no table knows (early codes are missing from all of
//! them), so the region is never more than a warning.

use std::borrow::Cow;

use beishen_reference::{Region, region};
use chrono::{Datelike, NaiveDate};

use super::{
    Derived, Problem, Reading, Reason, Sex,
    id15::{self, LEGACY, LEGACY_BEFORE_1900},
    mod11_2::{
        self, BIRTH_DATE, BIRTH_FUTURE, BIRTH_TOO_EARLY, CHECK_DIGIT, LENGTH, LOOK_ALIKE_X,
        NOT_DIGIT, Number, SPREADSHEET,
    },
    province::{PROVINCE, province},
};

const REGION_UNKNOWN: Reason = Reason::warning("region_unknown", &["c"]);
const REGION_NOT_YET: Reason = Reason::hint("region_not_yet", &["c", "name", "y"]);
const REGION_ABOLISHED: Reason = Reason::hint("region_abolished", &["c", "name", "y"]);
/// Where a portal has no such permit in its list, the resident's card is chosen: the number may be kept.
const RESIDENCE_PERMIT: Reason = Reason::warning("residence_permit", &[]);

pub(super) const REASONS: &[Reason] = &[
    LENGTH,
    NOT_DIGIT,
    LOOK_ALIKE_X,
    SPREADSHEET,
    LEGACY,
    LEGACY_BEFORE_1900,
    PROVINCE,
    BIRTH_DATE,
    BIRTH_FUTURE,
    BIRTH_TOO_EARLY,
    CHECK_DIGIT,
    REGION_UNKNOWN,
    REGION_NOT_YET,
    REGION_ABOLISHED,
    RESIDENCE_PERMIT,
];

/// Numbers are given out at birth since October of this year (公民身份号码制度). Before, they came with the first card, from
/// the age of 16 on and for many years later (居民身份证条例, 1985, 第二条): everybody then alive had one by now.
const GIVEN_AT_BIRTH: i32 = 1999;

/// Reads a number; its birth date, sex and region follow from it when it is not certainly wrong.
pub(super) fn read(text: &str, today: NaiveDate) -> Reading<'_> {
    let number = mod11_2::clean(text);
    match judge(&number, today) {
        Ok((problem, hints, derived)) => {
            Reading { normalised: number, problem, hints, fix: None, other_fix: None, derived }
        }
        Err(problem) => refused(number, problem, today),
    }
}

type Sound = (Option<Problem>, Vec<Problem>, Derived);

fn judge(number: &str, today: NaiveDate) -> Result<Sound, Problem> {
    let number = mod11_2::characters(number)?;
    let [p1, p2, ..] = *number;
    province([p1, p2])?;
    let birth = mod11_2::birth(number, today)?;
    mod11_2::check(number)?;
    let region = region_of(number);
    let code = || number.iter().take(6).copied().map(char::from).collect();
    let problem = if region.is_none() {
        Some(Problem::new(&REGION_UNKNOWN, vec![("c", code())]))
    } else {
        (p1 == b'8').then(|| Problem::new(&RESIDENCE_PERMIT, Vec::new()))
    };
    let hint = region.and_then(|it| out_of_time(it, birth.year()));
    Ok((
        problem,
        hint.into_iter().collect(),
        Derived { birth: Some(birth), sex: Some(sex(number)), region },
    ))
}

/// The region of the first six digits.
pub(super) fn region_of(number: &Number) -> Option<&'static Region> {
    let (code, _) = number.split_at(6);
    region(str::from_utf8(code).ok()?)
}

/// An odd 17th digit stands for a man, an even one for a woman (GB 11643-1999 §4.3).
pub(super) fn sex(number: &Number) -> Sex {
    if number[16] % 2 == 1 { Sex::Male } else { Sex::Female }
}

/// Numbers name the region at the time they are given out. A year's grace for new codes.
fn out_of_time(region: &Region, birth: i32) -> Option<Problem> {
    let hint = |reason, year: u16| {
        let params = vec![
            ("c", region.code.to_owned()),
            ("name", region.full_name()),
            ("y", year.to_string()),
        ];
        Some(Problem::new(reason, params))
    };
    match (region.first_year, region.last_year) {
        (Some(first), _) if i32::from(first) > birth.max(GIVEN_AT_BIRTH) + 1 => {
            hint(&REGION_NOT_YET, first)
        }
        (_, Some(last)) if i32::from(last) < birth => hint(&REGION_ABOLISHED, last + 1),
        _ => None,
    }
}

#[cold]
fn refused(number: Cow<'_, str>, problem: Problem, today: NaiveDate) -> Reading<'_> {
    if let Some((problem, fix)) = id15::judge(&number, today) {
        return Reading { fix, ..Reading::valid(number).with(Some(problem)) };
    }
    let fix = mod11_2::repaired(&number).filter(|it| judge(it, today).is_ok());
    Reading { fix, ..Reading::valid(number).with(Some(problem)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    /// What is said of a number: the problem, else the hint.
    fn said(reading: &Reading<'_>) -> &'static str {
        let hint = reading.hints.first().map(|it| it.reason.name);
        reading.problem.as_ref().map(|it| it.reason.name).or(hint).unwrap_or_default()
    }

    #[test]
    fn what_is_accepted() {
        for (typed, number, hint) in [
            ("11010519491231002X", "11010519491231002X", ""),
            ("11010519491231002x", "11010519491231002X", ""),
            ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", ""),
            ("１１０１０５１９４９１２３１００２ｘ", "11010519491231002X", ""),
            (" 11010519491231002X\r\n", "11010519491231002X", ""),
            ("110105 19491231 002X", "11010519491231002X", ""),
            ("110105-19491231-002X", "11010519491231002X", ""),
            ("110105－19491231—002X", "11010519491231002X", ""),
            ("110105\u{A0}19491231\u{3000}002X", "11010519491231002X", ""),
            ("110105\u{2009}1949\u{2011}1231\u{2212}002X", "11010519491231002X", ""),
            ("\u{FEFF}110105\u{200B}19491231\u{200D}002X\u{2060}", "11010519491231002X", ""),
            ("\u{202D}11010519491231002X\u{202C}", "11010519491231002X", ""),
            ("110100198001010014", "110100198001010014", ""),
            ("110100200002290011", "110100200002290011", ""),
            ("440308199901101512", "440308199901101512", ""),
            ("11010520261122001X", "11010520261122001X", ""),
            ("110105190002280011", "110105190002280011", ""),
            ("110105185001010013", "110105185001010013", ""),
            ("321183197801010019", "321183197801010019", ""),
            // Given out with the first card, or to everybody by 1999: no code of that time is too young.
            ("441282198101010019", "441282198101010019", ""),
            ("46002119650911003X", "46002119650911003X", ""),
            ("460100197806021031", "460100197806021031", ""),
            ("653101198506150236", "653101198506150236", ""),
            ("500101199001010018", "500101199001010018", ""),
            ("500101197501010015", "500101197501010015", ""),
            ("440524199201010012", "440524199201010012", ""),
            ("110111197001010019", "110111197001010019", ""),
            ("140423197001010016", "140423197001010016", ""),
            ("500112199501010013", "500112199501010013", ""),
            ("110115199503140037", "110115199503140037", "region_not_yet"),
            ("500112199601010010", "500112199601010010", ""),
            ("44052419930101001X", "44052419930101001X", ""),
            ("440524199401010017", "440524199401010017", "region_abolished"),
            ("710000198001010010", "710000198001010010", ""),
        ] {
            let reading = read(typed, today());
            assert_eq!((reading.verdict(), said(&reading)), ("valid", hint), "{typed:?}");
            assert_eq!(reading.normalised, number, "{typed:?}");
            assert_eq!(reading.fix, None, "{typed:?}");
        }
    }

    #[test]
    fn an_unknown_region_or_one_of_permits_is_only_doubtful() {
        for (typed, reason) in [
            ("110199198001010016", &REGION_UNKNOWN),
            ("810101199408230023", &REGION_UNKNOWN),
            ("810000199408230021", &RESIDENCE_PERMIT),
            ("820000200009100032", &RESIDENCE_PERMIT),
            ("830000200209060065", &RESIDENCE_PERMIT),
        ] {
            let reading = read(typed, today());
            assert_eq!(
                (reading.verdict(), reading.problem.as_ref().unwrap().reason),
                ("warning", reason),
                "{typed}"
            );
            assert!(reading.derived.birth.is_some() && reading.derived.sex.is_some(), "{typed}");
        }
    }

    #[test]
    fn what_is_refused() {
        for (typed, reason, fix) in [
            ("", "length", None),
            ("1", "length", None),
            ("11010519491231002", "length", None),
            ("11010519491231002X1", "length", None),
            ("11010519491231002X，", "length", Some("11010519491231002X")),
            ("（11010519491231002X）。", "length", Some("11010519491231002X")),
            ("11010519491231002,X", "length", None),
            ("1101051949123100", "length", None),
            ("身份证号码身份", "length", None),
            ("身份证号码", "length", None),
            ("身份证号码身份证号码身份证号码身份证", "not_digit", None),
            ("身份证:11010519491231002X", "length", None),
            ("110105194912310O2X", "not_digit", Some("11010519491231002X")),
            ("11010519491231oo2X", "not_digit", Some("11010519491231002X")),
            ("l1010519491231002X", "not_digit", Some("11010519491231002X")),
            ("1IO10519491231002X", "not_digit", Some("11010519491231002X")),
            ("11010519491231ОО2X", "not_digit", Some("11010519491231002X")),
            ("11010519491231003O", "not_digit", None),
            ("1101051949123100X2", "not_digit", None),
            ("X1010519491231002X", "not_digit", None),
            ("11010519491231002Y", "not_digit", None),
            ("110105194912310二2X", "not_digit", None),
            ("110105194912310٠2X", "not_digit", None),
            ("11010519491231002Χ", "look_alike_x", Some("11010519491231002X")),
            ("11010519491231002χ", "look_alike_x", Some("11010519491231002X")),
            ("11010519491231002Х", "look_alike_x", Some("11010519491231002X")),
            ("11010519491231002х", "look_alike_x", Some("11010519491231002X")),
            ("11010519491231002×", "look_alike_x", Some("11010519491231002X")),
            ("11010519491231002*", "look_alike_x", Some("11010519491231002X")),
            ("11010519491231002＊", "look_alike_x", Some("11010519491231002X")),
            ("11010519491231002Ⅹ", "look_alike_x", Some("11010519491231002X")),
            ("11010519491231003×", "look_alike_x", None),
            ("1.10105E+17", "spreadsheet", None),
            ("1.10105194912310E+17", "spreadsheet", None),
            ("110105194912310000", "spreadsheet", None),
            ("990105194912310023", "province", None),
            ("660105194912310027", "province", None),
            ("000105194912310024", "province", None),
            ("100105194912310028", "province", None),
            ("160105194912310029", "province", None),
            ("110105190002290019", "birth_date", None),
            ("110105200102290010", "birth_date", None),
            ("110105194913310028", "birth_date", None),
            ("110105194900310028", "birth_date", None),
            ("110105194911310021", "birth_date", None),
            ("110105194912320022", "birth_date", None),
            ("110105194912000021", "birth_date", None),
            ("110105000001010010", "birth_too_early", None),
            ("111111111111111111", "birth_too_early", None),
            ("110105202611230015", "birth_future", None),
            ("110105299912310020", "birth_future", None),
            ("110105184912310012", "birth_too_early", None),
            ("110105194912310021", "check_digit", None),
            ("11010519491231012X", "check_digit", None),
            ("11010519491213002X", "check_digit", None),
            ("11015019491231002X", "check_digit", None),
            ("110105491231002", "legacy_15", Some("11010519491231002X")),
            ("110105 491231 002", "legacy_15", Some("11010519491231002X")),
            ("１１０１０５４９１２３１００２", "legacy_15", Some("11010519491231002X")),
            ("150102880730303", "legacy_15", Some("150102198807303035")),
            ("110105000229001", "birth_date", None),
            ("110105491331002", "birth_date", None),
            ("990105491231002", "province", None),
            ("110105491231995", "legacy_15", Some("110105194912319956")),
            ("110105491231996", "legacy_15_before_1900", None),
            ("110105491231999", "legacy_15_before_1900", None),
            ("11010549123100X", "length", None),
        ] {
            let reading = read(typed, today());
            assert_eq!((said(&reading), reading.fix.as_deref()), (reason, fix), "{typed:?}");
            assert_eq!(reading.verdict(), "invalid", "{typed:?}");
            assert!(
                reading.derived == Derived::default(),
                "{typed:?}: nothing follows from a wrong number"
            );
        }
    }

    #[test]
    fn birth_sex_and_region_follow() {
        for (number, birth, sex, region) in [
            ("11010519491231002X", (1949, 12, 31), Sex::Female, Some("北京市朝阳区")),
            ("440524199201010012", (1992, 1, 1), Sex::Male, Some("广东省汕头市潮阳县")),
            ("810000199408230021", (1994, 8, 23), Sex::Female, Some("香港特别行政区")),
            ("110199198001010016", (1980, 1, 1), Sex::Male, None),
        ] {
            let derived = read(number, today()).derived;
            assert_eq!(
                derived.birth,
                NaiveDate::from_ymd_opt(birth.0, birth.1, birth.2),
                "{number}"
            );
            assert_eq!(derived.sex, Some(sex), "{number}");
            assert_eq!(derived.region.map(Region::full_name).as_deref(), region, "{number}");
        }
    }

    #[test]
    fn params_point_at_what_is_wrong() {
        for (typed, params) in [
            ("1101051949123100", "n=16"),
            ("110105 19491231 0O2X", "k=16 c=O"),
            ("11010519491231002Х", "c=Х u=U+0425"),
            ("990105194912310023", "p=99"),
            ("110105194913310028", "d=19491331"),
            ("110105000229001", "d=19000229"),
            ("110105194912310021", "x=X"),
            ("110105491231002", "new=11010519491231002X"),
            ("110199198001010016", "c=110199"),
        ] {
            let problem = read(typed, today()).problem.unwrap();
            let said: Vec<String> =
                problem.params.iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!(said.join(" "), params, "{typed}");
        }
        let hint = read("110115199503140037", today()).hints.remove(0);
        assert!(hint.params.contains(&("y", "2001".to_owned())));
        let hint = read("440524199401010017", today()).hints.remove(0);
        assert!(hint.params.contains(&("y", "1994".to_owned())), "1993 was its last year");
    }

    fn number() -> impl Strategy<Value = String> {
        let regions = beishen_reference::Table::Regions.entries();
        (0..regions.len(), 0..60_000_i64, 0..1000_u32).prop_filter_map(
            "66 is no province of identity numbers, 8 is of permits",
            |(at, day, order)| {
                let code = beishen_reference::Table::Regions.entries()[at].code;
                let birth = NaiveDate::from_ymd_opt(1860, 1, 1)? + chrono::TimeDelta::days(day);
                let first = format!("{code}{}{order:03}", birth.format("%Y%m%d"));
                let check = char::from(mod11_2::check_character(first.as_bytes().try_into().ok()?));
                (!code.starts_with("66") && !code.starts_with('8'))
                    .then(|| format!("{first}{check}"))
            },
        )
    }

    proptest! {
        #[test]
        fn every_number_that_could_be_issued_is_valid(number in number()) {
            let reading = read(&number, today());
            prop_assert_eq!(reading.verdict(), "valid");
            prop_assert_eq!(&*reading.normalised, number.as_str());
        }

        #[test]
        fn one_wrong_digit_is_noticed(number in number(), at in 0usize..18, by in 1u8..11) {
            let mut changed = number.into_bytes();
            let value = |it: u8| if it == b'X' { 10 } else { it - b'0' };
            let digit = (value(changed[at]) + by) % 11;
            prop_assume!(digit != value(changed[at]) && (digit < 10 || at == 17));
            changed[at] = if digit == 10 { b'X' } else { b'0' + digit };
            let changed = String::from_utf8(changed).unwrap();
            prop_assert_eq!(read(&changed, today()).verdict(), "invalid", "{}", changed);
        }

        #[test]
        fn two_neighbours_exchanged_are_noticed(number in number(), at in 0usize..17) {
            let mut changed = number.into_bytes();
            prop_assume!(changed[at] != changed[at + 1]);
            changed.swap(at, at + 1);
            let changed = String::from_utf8(changed).unwrap();
            prop_assert_eq!(read(&changed, today()).verdict(), "invalid", "{}", changed);
        }
    }
}

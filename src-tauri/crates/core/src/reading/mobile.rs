//! Mobile numbers of the mainland: eleven digits in a range that 工业和信息化部 gave to the public. A number of elsewhere is
//! written with + and the code of its country (ITU-T E.164), and is asked about.

use std::borrow::Cow;

use beishen_reference::mobile_prefix;

use super::{Problem, Reading, Reason, beyond::WITHOUT_CODE, mod11_2::is_scientific, normalise};

/// A spreadsheet shows it so, and has forgotten digits: 1.38E+10.
pub(super) const SPREADSHEET: Reason = Reason::error("spreadsheet", &[]);
pub(super) const ABROAD: Reason = Reason::warning("abroad", &[]);
/// 13912345678 behind a + or 00 without 86: a number from here, or one of North America.
pub(super) const WITHOUT_86: Reason = Reason::warning("without_86", &["x"]);
pub(super) const LEADING_ZERO: Reason = Reason::error("leading_zero", &["x"]);
pub(super) const NOT_DIGIT: Reason = Reason::error("not_digit", &["k", "c"]);
const LENGTH: Reason = Reason::error("length", &["n"]);
pub(super) const NOT_MOBILE: Reason = Reason::error("not_mobile", &["p"]);
pub(super) const PREFIX_UNKNOWN: Reason = Reason::warning("prefix_unknown", &["p"]);
pub(super) const MACHINES: Reason = Reason::warning("machines", &["p"]);
pub(super) const SATELLITE: Reason = Reason::warning("satellite", &["p"]);

pub(super) const REASONS: &[Reason] = &[
    SPREADSHEET,
    ABROAD,
    WITHOUT_CODE,
    WITHOUT_86,
    LEADING_ZERO,
    NOT_DIGIT,
    LENGTH,
    NOT_MOBILE,
    PREFIX_UNKNOWN,
    MACHINES,
    SATELLITE,
];

/// Ranges of the machines' own cards that the table of public ranges has no row for.
const OF_MACHINES: [&str; 3] = ["140", "141", "144"];

pub(super) fn read(text: &str) -> Reading<'_> {
    let is_usable = |it: &str| judge(it).is_none_or(|it| !it.is_error());
    let number = normalise::phone(text);
    if let Some(told) = without_86(&number) {
        return told;
    }
    let number = as_dialled_here(number, |rest| is_usable(rest).then(|| rest.to_owned()));
    if is_abroad(&number) {
        return Reading::valid(number).with_problem(&ABROAD, Vec::new());
    }
    let Some(problem) = judge(&number) else { return Reading::valid(number) };
    match without_zero(&number).filter(|it| is_usable(it)).map(str::to_owned) {
        Some(fix) => Reading::valid(number)
            .with_problem(&LEADING_ZERO, vec![("x", fix.clone())])
            .with_fix(fix),
        None => Reading::valid(number).with(Some(problem)),
    }
}

/// A mobile number of the mainland behind + or 00, which only a code of a country should stand behind. Numbers of North America are as long,
/// and begin with 1 as well.
pub(super) fn without_86<'a>(number: &str) -> Option<Reading<'a>> {
    let (rest, zeros) = match (number.strip_prefix('+'), number.strip_prefix("00")) {
        (Some(rest), _) => (rest, false),
        (None, Some(rest)) => (rest, true),
        (None, None) => return None,
    };
    if rest.len() != 11 || judge(rest).is_some() {
        return None;
    }
    let told = |reason| {
        let told = Reading::valid(number.to_owned());
        told.with_problem(reason, vec![("x", rest.to_owned())]).with_fix(rest)
    };
    match (is_north_american(rest), zeros) {
        (true, false) => None,
        (true, true) => Some(Reading { other_fix: Some(format!("+{rest}")), ..told(&WITHOUT_86) }),
        (false, true) => Some(told(&LEADING_ZERO)),
        (false, false) => Some(told(&WITHOUT_86)),
    }
}

/// 1, an area code and an exchange that begin with 2 to 9 (North American Numbering Plan).
fn is_north_american(number: &str) -> bool {
    let begins = |at: usize| number.as_bytes().get(at).is_some_and(|it| (b'2'..=b'9').contains(it));
    number.starts_with('1') && begins(1) && begins(4)
}

/// A number without the code of China, and one of another country with + for 00. Of what stands behind the code, `whole`
/// makes the number that is dialled here, when it is one.
pub(super) fn as_dialled_here(
    number: Cow<'_, str>,
    whole: impl Fn(&str) -> Option<String>,
) -> Cow<'_, str> {
    let plus = number.strip_prefix('+');
    let international = plus.unwrap_or(&number).strip_prefix("00").or(plus);
    if let Some(rest) = international.and_then(|it| it.strip_prefix("86")) {
        return Cow::Owned(whole(rest).unwrap_or_else(|| rest.to_owned()));
    }
    if let Some(rest) = international {
        let plus = format!("+{rest}");
        return if is_abroad(&plus) { Cow::Owned(plus) } else { number };
    }
    // 086-0571-…: no area code is 086.
    let bare = number.strip_prefix("086").or_else(|| number.strip_prefix("86"));
    let bare = bare.filter(|it| it.len() >= 10).and_then(whole);
    bare.map_or(number, Cow::Owned)
}

/// Whether it is + and as many digits as a number with the code of its country can have.
pub(super) fn is_abroad(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|it| {
        (7..=15).contains(&it.len())
            && !it.starts_with('0')
            && it.bytes().all(|it| it.is_ascii_digit())
    })
}

/// The number behind a 0 that was dialled in front of mobile numbers of other cities.
pub(super) fn without_zero(number: &str) -> Option<&str> {
    number.strip_prefix('0').filter(|it| it.starts_with('1'))
}

pub(super) fn judge(number: &str) -> Option<Problem> {
    if is_scientific(number) {
        return Some(Problem::new(&SPREADSHEET, Vec::new()));
    }
    if let Some(stray) = normalise::first_stray(number, |_, c| c.is_ascii_digit()) {
        return Some(Problem::new(&NOT_DIGIT, stray));
    }
    if number.len() != 11 {
        return Some(Problem::new(&LENGTH, vec![("n", number.len().to_string())]));
    }
    let first_three: String = number.chars().take(3).collect();
    if !matches!(number.as_bytes(), [b'1', b'3'..=b'9', ..]) {
        return Some(Problem::new(&NOT_MOBILE, vec![("p", first_three)]));
    }
    let reason = match mobile_prefix(number) {
        Some(known) if known.note.contains("物联网") => &MACHINES,
        Some(known) if known.kind == "卫星移动" => &SATELLITE,
        Some(_) => return None,
        None if OF_MACHINES.contains(&first_three.as_str()) => &MACHINES,
        None => &PREFIX_UNKNOWN,
    };
    Some(Problem::new(reason, vec![("p", first_three)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, reason, fix) in [
            ("13800138000", "13800138000", "", None),
            ("138 0013 8000", "13800138000", "", None),
            ("138-0013-8000", "13800138000", "", None),
            ("１３８００１３８０００", "13800138000", "", None),
            ("\u{202D}13800138000\u{202C}", "13800138000", "", None),
            ("19200138000", "19200138000", "", None),
            ("17001380000", "17001380000", "", None),
            ("+86 138 0013 8000", "13800138000", "", None),
            ("008613800138000", "13800138000", "", None),
            ("8613800138000", "13800138000", "", None),
            ("08613800138000", "13800138000", "", None),
            ("(086) 138-0013-8000", "13800138000", "", None),
            ("（+86）13800138000", "13800138000", "", None),
            ("+852 9123 4567", "+85291234567", "abroad", None),
            ("0085291234567", "+85291234567", "abroad", None),
            ("+853-6612-3456", "+85366123456", "abroad", None),
            ("+886 912 345 678", "+886912345678", "abroad", None),
            ("+1 (212) 555-0100", "+12125550100", "abroad", None),
            ("+1 415 555 0100", "+14155550100", "abroad", None),
            ("+1 391 234 5678", "+13912345678", "abroad", None),
            ("0013800138000", "0013800138000", "leading_zero", Some("13800138000")),
            ("00 138-0013-8000", "0013800138000", "leading_zero", Some("13800138000")),
            ("+13800138000", "+13800138000", "without_86", Some("13800138000")),
            ("0013912345678", "0013912345678", "without_86", Some("13912345678")),
            ("0018801345678", "0018801345678", "leading_zero", Some("18801345678")),
            ("+0086 138 0013 8000", "13800138000", "", None),
            ("00 86 138 0013 8000", "13800138000", "", None),
            ("0086013800138000", "013800138000", "leading_zero", Some("13800138000")),
            ("+1234", "+1234", "not_digit", None),
            ("+0123456789", "+0123456789", "not_digit", None),
            ("85291234567", "85291234567", "not_mobile", None),
            ("013800138000", "013800138000", "leading_zero", Some("13800138000")),
            ("+861380013800", "1380013800", "length", None),
            ("1380013800", "1380013800", "length", None),
            ("138001380000", "138001380000", "length", None),
            ("", "", "length", None),
            ("1380013800O", "1380013800O", "not_digit", None),
            ("13800138零00", "13800138零00", "not_digit", None),
            ("12800138000", "12800138000", "not_mobile", None),
            ("10000138000", "10000138000", "not_mobile", None),
            ("23800138000", "23800138000", "not_mobile", None),
            ("01062961234", "01062961234", "not_mobile", None),
            ("15400138000", "15400138000", "prefix_unknown", None),
            ("19400138000", "19400138000", "prefix_unknown", None),
            ("14900138000", "14900138000", "machines", None),
            ("14600138000", "14600138000", "machines", None),
            ("14400138000", "14400138000", "machines", None),
            ("17401380000", "17401380000", "satellite", None),
            ("16190138000", "16190138000", "satellite", None),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.fix.as_deref(), fix, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}

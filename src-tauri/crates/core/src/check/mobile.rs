//! Mobile numbers of the mainland: eleven digits in a range that 工业和信息化部 gave to the public.

use beishen_reference::mobile_prefix;

use super::{Problem, Reading, Reason, normalise};

pub(super) const COUNTRY_CODE: Reason = Reason::error("country_code", &["x"]);
pub(super) const LEADING_ZERO: Reason = Reason::error("leading_zero", &["x"]);
pub(super) const NOT_DIGIT: Reason = Reason::error("not_digit", &["k", "c"]);
const LENGTH: Reason = Reason::error("length", &["n"]);
pub(super) const NOT_MOBILE: Reason = Reason::error("not_mobile", &["p"]);
pub(super) const PREFIX_UNKNOWN: Reason = Reason::warning("prefix_unknown", &["p"]);
pub(super) const NOT_PUBLIC: Reason = Reason::warning("not_public", &["p", "kind"]);

pub(super) const REASONS: &[Reason] =
    &[COUNTRY_CODE, LEADING_ZERO, NOT_DIGIT, LENGTH, NOT_MOBILE, PREFIX_UNKNOWN, NOT_PUBLIC];

/// Ranges of the machines' own cards that the table of public ranges has no row for.
const MACHINES: [&str; 3] = ["140", "141", "144"];

pub(super) fn read(text: &str) -> Reading<'_> {
    let number = normalise::phone(text);
    let Some(problem) = judge(&number) else { return Reading::valid(number) };
    let (reason, rest) = match without_country_code(&number) {
        Some(rest) => (&COUNTRY_CODE, Some(rest)),
        None => (&LEADING_ZERO, without_zero(&number)),
    };
    match rest.filter(|it| judge(it).is_none_or(|it| !it.is_error())).map(str::to_owned) {
        Some(fix) => {
            Reading::valid(number).with_problem(reason, vec![("x", fix.clone())]).with_fix(fix)
        }
        None => Reading::valid(number).with(Some(problem)),
    }
}

/// The number behind +86, 0086 or 86.
pub(super) fn without_country_code(number: &str) -> Option<&str> {
    ["+86", "0086", "86"].iter().find_map(|it| number.strip_prefix(it)).filter(|it| it.len() >= 10)
}

/// The number behind a 0 that was dialled in front of mobile numbers of other cities.
pub(super) fn without_zero(number: &str) -> Option<&str> {
    number.strip_prefix('0').filter(|it| it.starts_with('1'))
}

pub(super) fn judge(number: &str) -> Option<Problem> {
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
    let not_public = |kind: &str| {
        let params = vec![("p", first_three.clone()), ("kind", kind.to_owned())];
        Some(Problem::new(&NOT_PUBLIC, params))
    };
    match mobile_prefix(number) {
        Some(known) if known.note.contains("物联网") => not_public("物联网"),
        Some(known) if known.kind == "卫星移动" => not_public(known.kind),
        Some(_) => None,
        None if MACHINES.contains(&first_three.as_str()) => not_public("物联网"),
        None => Some(Problem::new(&PREFIX_UNKNOWN, vec![("p", first_three)])),
    }
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
            ("+86 138 0013 8000", "+8613800138000", "country_code", Some("13800138000")),
            ("008613800138000", "008613800138000", "country_code", Some("13800138000")),
            ("8613800138000", "8613800138000", "country_code", Some("13800138000")),
            ("（+86）13800138000", "+8613800138000", "country_code", Some("13800138000")),
            ("013800138000", "013800138000", "leading_zero", Some("13800138000")),
            ("+861380013800", "+861380013800", "not_digit", None),
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
            ("14900138000", "14900138000", "not_public", None),
            ("14600138000", "14600138000", "not_public", None),
            ("14400138000", "14400138000", "not_public", None),
            ("17401380000", "17401380000", "not_public", None),
            ("16190138000", "16190138000", "not_public", None),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.fix.as_deref(), fix, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}

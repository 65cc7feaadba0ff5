//! A telephone by day or night: a landline with its area code and nothing between (0106296xxxx), or a mobile number.

use std::sync::LazyLock;

use beishen_reference::area_code;
use regex::Regex;

use super::{
    Problem, Reading, Reason,
    mobile::{
        self, COUNTRY_CODE, LEADING_ZERO, NOT_DIGIT, NOT_MOBILE, NOT_PUBLIC, PREFIX_UNKNOWN,
        without_country_code, without_zero,
    },
    normalise::{self, is_dash},
};

const LENGTH: Reason = Reason::error("length", &["n"]);
const AREA_CODE_MISSING: Reason = Reason::error("area_code_missing", &[]);
const AREA_CODE_UNKNOWN: Reason = Reason::error("area_code_unknown", &["p"]);
const AREA_CODE_MERGED: Reason = Reason::warning("area_code_merged", &["p", "status"]);
const HOTLINE: Reason = Reason::warning("hotline", &["p"]);
const EXTENSION: Reason = Reason::warning("extension", &["x", "ext"]);

pub(super) const REASONS: &[Reason] = &[
    NOT_DIGIT,
    COUNTRY_CODE,
    LEADING_ZERO,
    LENGTH,
    AREA_CODE_MISSING,
    AREA_CODE_UNKNOWN,
    NOT_MOBILE,
    AREA_CODE_MERGED,
    PREFIX_UNKNOWN,
    NOT_PUBLIC,
    HOTLINE,
    EXTENSION,
];

pub(super) fn read(text: &str) -> Reading<'_> {
    if let Some((number, extension)) = with_extension(text).filter(|it| is_usable(&it.0)) {
        let params = vec![("x", number.clone()), ("ext", extension.clone())];
        return Reading::valid(format!("{number}-{extension}"))
            .with_problem(&EXTENSION, params)
            .with_fix(number);
    }
    let number = normalise::phone(text);
    let Some(problem) = judge(&number) else { return Reading::valid(number) };
    let (reason, fix) = if let Some(rest) = without_country_code(&number) {
        // From abroad an area code is dialled without its 0.
        let likely = [rest.to_owned(), format!("0{rest}")];
        (&COUNTRY_CODE, likely.into_iter().find(|it| is_usable(it)))
    } else {
        (&LEADING_ZERO, without_zero(&number).map(str::to_owned).filter(|it| is_usable(it)))
    };
    match fix {
        Some(fix) => {
            Reading::valid(number).with_problem(reason, vec![("x", fix.clone())]).with_fix(fix)
        }
        None => Reading::valid(number).with(Some(problem)),
    }
}

fn is_usable(number: &str) -> bool {
    judge(number).is_none_or(|it| !it.is_error())
}

fn judge(number: &str) -> Option<Problem> {
    if let Some(stray) = normalise::first_stray(number, |_, c| c.is_ascii_digit()) {
        return Some(Problem::new(&NOT_DIGIT, stray));
    }
    let first = |count: usize| number.chars().take(count).collect::<String>();
    match (number.as_bytes(), number.len()) {
        ([b'0', ..], length) => {
            let Some(area) = area_code(number) else {
                let digits =
                    if number.starts_with("01") || number.starts_with("02") { 3 } else { 4 };
                return Some(Problem::new(&AREA_CODE_UNKNOWN, vec![("p", first(digits))]));
            };
            let params = vec![("p", area.code.to_owned()), ("status", area.status.to_owned())];
            match length - area.code.len() {
                7 | 8 if area.status.is_empty() => None,
                7 | 8 => Some(Problem::new(&AREA_CODE_MERGED, params)),
                _ => Some(Problem::new(&LENGTH, vec![("n", length.to_string())])),
            }
        }
        ([b'1', ..], 11) => mobile::judge(number),
        ([b'4' | b'8', b'0', b'0', ..], 10) => Some(Problem::new(&HOTLINE, vec![("p", first(3))])),
        // Within a city no number begins with 1.
        ([b'2'..=b'9', ..], 7 | 8) => Some(Problem::new(&AREA_CODE_MISSING, Vec::new())),
        (_, length) => Some(Problem::new(&LENGTH, vec![("n", length.to_string())])),
    }
}

/// The number and the extension behind it: `转808`, `x808`, or `-808`; whether the number before it is whole is for the
/// caller to see.
fn with_extension(text: &str) -> Option<(String, String)> {
    #[expect(clippy::expect_used, reason = "the pattern is a constant, and the tests compile it")]
    static EXTENSION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:(.+?)\s*(?:转|分机号?|内线|(?i:ext)\.?|[Xx#*,])[:\s]*([0-9]{1,6})",
            r"|(.*[0-9])\s*-\s*([0-9]{1,6}))$",
        ))
        .expect("a sound pattern")
    });
    let line = normalise::line(text);
    let plain: String = line.chars().map(|it| if is_dash(it) { '-' } else { it }).collect();
    let plain = plain.replace(['(', ')'], " ");
    let parts = EXTENSION.captures(plain.trim_end())?;
    let (number, extension) = (parts.get(1).or(parts.get(3))?, parts.get(2).or(parts.get(4))?);
    Some((normalise::phone(number.as_str()).into_owned(), extension.as_str().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, reason, fix) in [
            ("01062961234", "01062961234", "", None),
            ("010-62961234", "01062961234", "", None),
            ("(010) 6296-1234", "01062961234", "", None),
            ("（０１０）６２９６１２３４", "01062961234", "", None),
            ("0731-88876541", "073188876541", "", None),
            ("0734-8282345", "07348282345", "", None),
            ("13800138000", "13800138000", "", None),
            ("138-0013-8000", "13800138000", "", None),
            ("+86 10 6296 1234", "+861062961234", "country_code", Some("01062961234")),
            ("+86-731-88876541", "+8673188876541", "country_code", Some("073188876541")),
            ("86-010-62961234", "8601062961234", "country_code", Some("01062961234")),
            ("+8613800138000", "+8613800138000", "country_code", Some("13800138000")),
            ("013800138000", "013800138000", "leading_zero", Some("13800138000")),
            ("62961234", "62961234", "area_code_missing", None),
            ("6296-123", "6296123", "area_code_missing", None),
            ("13800138", "13800138", "length", None),
            ("95533", "95533", "length", None),
            ("", "", "length", None),
            ("010629612", "010629612", "length", None),
            ("010629612345", "010629612345", "length", None),
            ("073188876", "073188876", "length", None),
            ("02661234567", "02661234567", "area_code_unknown", None),
            ("09991234567", "09991234567", "", None),
            ("00862961234", "00862961234", "area_code_unknown", None),
            ("0413-62961234", "041362961234", "area_code_merged", None),
            ("0710629612三四", "0710629612三四", "not_digit", None),
            ("12800138000", "12800138000", "not_mobile", None),
            ("15400138000", "15400138000", "prefix_unknown", None),
            ("14900138000", "14900138000", "not_public", None),
            ("400-123-4567", "4001234567", "hotline", None),
            ("8001234567", "8001234567", "hotline", None),
            ("010-62961234转808", "01062961234-808", "extension", Some("01062961234")),
            ("010-62961234 转 808", "01062961234-808", "extension", Some("01062961234")),
            ("01062961234（转808）", "01062961234-808", "extension", Some("01062961234")),
            ("010-62961234-808", "01062961234-808", "extension", Some("01062961234")),
            ("01062961234—808", "01062961234-808", "extension", Some("01062961234")),
            ("010-62961234x808", "01062961234-808", "extension", Some("01062961234")),
            ("010-62961234 ext. 808", "01062961234-808", "extension", Some("01062961234")),
            ("010-62961234分机：808", "01062961234-808", "extension", Some("01062961234")),
            ("0731-8887654-1", "07318887654-1", "extension", Some("07318887654")),
            ("0731-8887-654-1", "07318887654-1", "extension", Some("07318887654")),
            ("138-0013-8000-1", "13800138000-1", "extension", Some("13800138000")),
            ("010-6296-1234", "01062961234", "", None),
            ("400-123-4567转1", "4001234567-1", "extension", Some("4001234567")),
            ("62961234转808", "62961234转808", "not_digit", None),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.fix.as_deref(), fix, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }

    #[test]
    fn an_unknown_area_code_is_shown_as_far_as_it_would_reach() {
        for (typed, code) in
            [("02661234567", "026"), ("01161234567", "011"), ("00161234567", "0016")]
        {
            let problem = read(typed).problem.map(|it| it.params);
            assert_eq!(problem, Some(vec![("p", code.to_owned())]), "{typed}");
        }
    }
}

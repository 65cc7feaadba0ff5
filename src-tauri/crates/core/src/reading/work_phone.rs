//! A telephone by day or night: a landline with its area code and nothing between (0106296xxxx), a mobile number, or one
//! of elsewhere with + and the code of its country.

use std::sync::LazyLock;

use beishen_reference::area_code;
use regex::Regex;

use super::{
    Problem, Reading, Reason,
    beyond::WITHOUT_CODE,
    mobile::{
        self, ABROAD, LEADING_ZERO, MACHINES, NOT_DIGIT, NOT_MOBILE, PREFIX_UNKNOWN, SATELLITE,
        SPREADSHEET, WITHOUT_86, as_dialled_here, is_abroad, without_86, without_zero,
    },
    mod11_2::is_scientific,
    normalise::{self, is_dash},
};

const LENGTH: Reason = Reason::error("length", &["n"]);
const AREA_CODE_MISSING: Reason = Reason::error("area_code_missing", &[]);
const AREA_CODE_UNKNOWN: Reason = Reason::error("area_code_unknown", &["p"]);
const AREA_CODE_MERGED: Reason = Reason::warning("area_code_merged", &["p", "now"]);
const FIRST_DIGIT: Reason = Reason::error("first_digit", &["p", "c"]);
const EIGHT_DIGITS: Reason = Reason::error("eight_digits", &["p", "n"]);
const HOTLINE: Reason = Reason::warning("hotline", &["p"]);
const EXTENSION: Reason = Reason::warning("extension", &["x", "ext"]);

pub(super) const REASONS: &[Reason] = &[
    SPREADSHEET,
    NOT_DIGIT,
    ABROAD,
    WITHOUT_CODE,
    WITHOUT_86,
    LEADING_ZERO,
    LENGTH,
    AREA_CODE_MISSING,
    AREA_CODE_UNKNOWN,
    NOT_MOBILE,
    AREA_CODE_MERGED,
    FIRST_DIGIT,
    EIGHT_DIGITS,
    PREFIX_UNKNOWN,
    MACHINES,
    SATELLITE,
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
    if let Some(told) = without_86(&number) {
        return told;
    }
    let number = as_dialled_here(number, whole);
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

/// Behind the code of a country an area code stands without its 0.
fn whole(rest: &str) -> Option<String> {
    [rest.to_owned(), format!("0{rest}")].into_iter().find(|it| is_usable(it))
}

fn is_usable(number: &str) -> bool {
    judge(number).is_none_or(|it| !it.is_error())
}

fn judge(number: &str) -> Option<Problem> {
    if is_scientific(number) {
        return Some(Problem::new(&SPREADSHEET, Vec::new()));
    }
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
            let rest = number.strip_prefix(area.code).unwrap_or_default();
            let params = |name, value| vec![("p", area.code.to_owned()), (name, value)];
            match rest.len() {
                7 | 8 if !area.now.is_empty() => {
                    Some(Problem::new(&AREA_CODE_MERGED, params("now", area.now.join("/"))))
                }
                // 1 begins the numbers of services: 110, 12345.
                7 | 8 if rest.starts_with(['0', '1']) => {
                    let digit = rest.chars().take(1).collect();
                    Some(Problem::new(&FIRST_DIGIT, params("c", digit)))
                }
                n @ 7 if area.digits == Some(8) => {
                    Some(Problem::new(&EIGHT_DIGITS, params("n", n.to_string())))
                }
                7 | 8 => None,
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
    let number = as_dialled_here(normalise::phone(number.as_str()), whole);
    Some((number.into_owned(), extension.as_str().to_owned()))
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
            ("+86 10 6296 1234", "01062961234", "", None),
            ("+86-731-88876541", "073188876541", "", None),
            ("86-010-62961234", "01062961234", "", None),
            ("086-0571-87654321", "057187654321", "", None),
            ("086057187654321", "057187654321", "", None),
            ("08657187654321", "057187654321", "", None),
            ("0086-0571-87654321", "057187654321", "", None),
            ("+86057187654321", "057187654321", "", None),
            ("+86(0)571-87654321", "057187654321", "", None),
            ("+86-571-87654321", "057187654321", "", None),
            ("086 138 0013 8000", "13800138000", "", None),
            ("0567-2345678", "05672345678", "area_code_merged", None),
            ("0661-2345678", "06612345678", "area_code_merged", None),
            ("+8613800138000", "13800138000", "", None),
            ("+86 10 6296 1234转808", "01062961234-808", "extension", Some("01062961234")),
            ("+852 2345 6789", "+85223456789", "abroad", None),
            ("0085223456789", "+85223456789", "abroad", None),
            ("+886-2-2345-6789", "+886223456789", "abroad", None),
            ("010-6296123", "0106296123", "eight_digits", None),
            ("021-6123456", "0216123456", "eight_digits", None),
            ("028-6123456", "0286123456", "eight_digits", None),
            ("0755-6123456", "07556123456", "eight_digits", None),
            ("010-02961234", "01002961234", "first_digit", None),
            ("0734-0282345", "07340282345", "first_digit", None),
            ("010-11012345", "01011012345", "first_digit", None),
            ("0731-12345678", "073112345678", "first_digit", None),
            ("0734-1101234", "07341101234", "first_digit", None),
            ("0851-5512345", "08515512345", "eight_digits", None),
            ("0851-85512345", "085185512345", "", None),
            ("0754-8812345", "07548812345", "eight_digits", None),
            ("0754-88123456", "075488123456", "", None),
            ("013800138000", "013800138000", "leading_zero", Some("13800138000")),
            ("0013800138000", "0013800138000", "leading_zero", Some("13800138000")),
            ("+13800138000", "+13800138000", "without_86", Some("13800138000")),
            ("0013912345678", "0013912345678", "without_86", Some("13912345678")),
            ("62961234", "62961234", "area_code_missing", None),
            ("6296-123", "6296123", "area_code_missing", None),
            ("13800138", "13800138", "length", None),
            ("95533", "95533", "length", None),
            ("", "", "length", None),
            ("010629612", "010629612", "length", None),
            ("010629612345", "010629612345", "length", None),
            ("073188876", "073188876", "length", None),
            ("02661234567", "02661234567", "area_code_unknown", None),
            ("09991234567", "09991234567", "first_digit", None),
            ("09992234567", "09992234567", "", None),
            ("00862961234", "2961234", "area_code_missing", None),
            ("0413-62961234", "041362961234", "area_code_merged", None),
            ("0413-2345678", "04132345678", "area_code_merged", None),
            ("0733-2345678", "07332345678", "area_code_merged", None),
            ("0732-2345678", "07322345678", "area_code_merged", None),
            ("0910-2345678", "09102345678", "area_code_merged", None),
            ("0710629612三四", "0710629612三四", "not_digit", None),
            ("12800138000", "12800138000", "not_mobile", None),
            ("15400138000", "15400138000", "prefix_unknown", None),
            ("14900138000", "14900138000", "machines", None),
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
            ("0734-8887654-1", "07348887654-1", "extension", Some("07348887654")),
            ("0734-8887-654-1", "07348887654-1", "extension", Some("07348887654")),
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
            [("02661234567", "026"), ("01161234567", "011"), ("06861234567", "0686")]
        {
            let problem = read(typed).problem.map(|it| it.params);
            assert_eq!(problem, Some(vec![("p", code.to_owned())]), "{typed}");
        }
    }
}

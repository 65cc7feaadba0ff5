//! A reading as a line of JSON, the way `beishen value` prints it.

use std::io;

use serde::{Serialize, Serializer};

use super::{Problem, Reading};

/// Writes one line, its line break included:
/// `{"input","verdict","reason","params","hints","normalised","fix","fixes","birth","sex","region"}`.
///
/// `verdict` is `valid`, `warning` or `invalid`; `reason` and `fix` are null where there is none; `params`, `birth`
/// (`1949-12-31`), `sex` (`男`, `女`) and `region` (its full name) are left out where there is none. Where only the person can say which of
/// several repairs is right, `fix` is null, and `fixes` has them all.
pub fn write_json(reading: &Reading<'_>, input: &str, out: &mut impl io::Write) -> io::Result<()> {
    let line = Line {
        input,
        verdict: reading.verdict(),
        reason: reading.problem.as_ref().map(|it| it.reason.name),
        params: reading.problem.as_ref().filter(|it| !it.params.is_empty()).map(Params),
        hints: Names(&reading.hints),
        normalised: &reading.normalised,
        fix: reading.fix.as_deref().filter(|_| reading.other_fix.is_none()),
        fixes: reading.fix.as_deref().zip(reading.other_fix.as_deref()).map(<[&str; 2]>::from),
        birth: reading.derived.birth,
        sex: reading.derived.sex.map(super::Sex::name),
        region: reading.derived.region.map(beishen_reference::Region::full_name),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Line<'a> {
    input: &'a str,
    verdict: &'static str,
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    params: Option<Params<'a>>,
    hints: Names<'a>,
    normalised: &'a str,
    fix: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[&'a str; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birth: Option<chrono::NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sex: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
}

struct Params<'a>(&'a Problem);

impl Serialize for Params<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.params.iter().map(|(name, value)| (name, value)))
    }
}

struct Names<'a>(&'a [Problem]);

impl Serialize for Names<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|it| it.reason.name))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::ValueKind;

    #[test]
    fn lines() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (kind, input, line) in [
            (
                ValueKind::Id18,
                " 11010519491231002x",
                r#"{"input":" 11010519491231002x","verdict":"valid","reason":null,"hints":[],"normalised":"11010519491231002X","fix":null,"birth":"1949-12-31","sex":"女","region":"北京市朝阳区"}"#,
            ),
            (
                ValueKind::Id18,
                "110105194912310021",
                r#"{"input":"110105194912310021","verdict":"invalid","reason":"check_digit","params":{"x":"X"},"hints":[],"normalised":"110105194912310021","fix":null}"#,
            ),
            (
                ValueKind::Yyyymm,
                "2023-02-15",
                r#"{"input":"2023-02-15","verdict":"invalid","reason":"variant","params":{"x":"202302"},"hints":[],"normalised":"2023-02-15","fix":"202302"}"#,
            ),
            (
                ValueKind::Name,
                "张\"堃\"\u{1}",
                r#"{"input":"张\"堃\"\u0001","verdict":"invalid","reason":"hidden_character","params":{"k":"5","u":"U+0001"},"hints":[],"normalised":"张\"堃\"\u0001","fix":null}"#,
            ),
            (
                ValueKind::Name,
                "哈 丹",
                r#"{"input":"哈 丹","verdict":"invalid","reason":"inner_space","hints":[],"normalised":"哈 丹","fix":null,"fixes":["哈丹","哈·丹"]}"#,
            ),
            (
                ValueKind::TwPermit,
                "1",
                r#"{"input":"1","verdict":"invalid","reason":"format","hints":[],"normalised":"1","fix":null}"#,
            ),
            (
                ValueKind::TwPermit,
                "1234567890",
                r#"{"input":"1234567890","verdict":"valid","reason":null,"hints":["old_form"],"normalised":"1234567890","fix":null}"#,
            ),
        ] {
            let mut out = Vec::new();
            super::write_json(&kind.read(input, today), input, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), format!("{line}\n"));
        }
    }
}

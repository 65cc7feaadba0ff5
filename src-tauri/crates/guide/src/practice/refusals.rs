//! What a portal refuses: values that do not look right, and files of the wrong kind, size or pixels.

use std::fmt::Write as _;

use beishen_core::{
    Condition, FactKey, FileFormat, Procedure, Wanted, bytes_taken, check::Check, procedure::Field,
    reading::ValueKind,
};
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::Replica;

/// Characters that a box takes when nothing says how many.
pub(super) const LONG: usize = 300;

impl Replica<'_> {
    /// What the box takes: patterns, each with the choice it hangs on, and the most characters.
    pub(super) fn formats(&self, field: &Field, facts: &[&FactKey]) -> (Vec<Value>, usize) {
        if let Some(format) = &field.portal_format {
            let most = longest(self.procedure, field, facts).unwrap_or(LONG);
            return (vec![json!({ "pattern": pattern_of(format) })], most);
        }
        let mut rules = Vec::new();
        for rule in self.procedure.rules() {
            let Some((pattern, min, _)) = looks(&rule.check, facts) else { continue };
            let Some(when) = self.when(rule.when.as_ref()) else { continue };
            let mut shape = json!({ "pattern": pattern, "min": min });
            if let Some((fact, answers)) = when {
                shape["fact"] = fact.into();
                shape["is"] = answers.into();
            }
            rules.push(shape);
        }
        (rules, longest(self.procedure, field, facts).unwrap_or(LONG))
    }

    /// The choice a rule hangs on, in the portal's words; `None` for what the portal's boxes do not tell.
    #[expect(clippy::option_option, reason = "always, on a choice, or not to be told")]
    fn when(&self, condition: Option<&Condition>) -> Option<Option<(String, Vec<String>)>> {
        let (fact, answers) = match condition {
            None => return Some(None),
            Some(Condition::Is(it)) => (&it.fact, std::slice::from_ref(&it.is)),
            Some(Condition::In(it)) => (&it.fact, it.one_of.as_slice()),
            Some(_) => return None,
        };
        let mut words: Vec<String> = answers.to_vec();
        for (_, field) in self.procedure.fields_of(fact) {
            words.extend(answers.iter().filter_map(|it| field.words.get(it).cloned()));
        }
        Some(Some((fact.as_str().to_owned(), words)))
    }
}

/// How a check looks at one of these facts: a pattern, the fewest and the most characters.
fn looks(check: &Check, facts: &[&FactKey]) -> Option<(&'static str, usize, usize)> {
    let (of, shape) = match check {
        Check::Value { facts, of, .. } => (facts, shape(*of)),
        Check::Text { facts, min, max } => (facts, ("", *min, *max)),
        _ => return None,
    };
    facts.iter().any(|it| of.contains(it)).then_some(shape)
}

/// The most characters that a box takes; nothing where the pack does not say.
pub(crate) fn longest(procedure: &Procedure, field: &Field, facts: &[&FactKey]) -> Option<usize> {
    if field.max_length.is_some() {
        return field.max_length;
    }
    if let Some(format) = &field.portal_format {
        return Some(sample(format).chars().count());
    }
    let shapes = procedure.rules().iter().filter_map(|it| looks(&it.check, facts));
    shapes.map(|it| it.2).max()
}

/// What a file must be like.
#[derive(Default)]
pub(super) struct Accepted {
    pub(super) formats: Vec<FileFormat>,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
    /// 0: any.
    pub(super) pixels: (u32, u32),
}

impl Accepted {
    pub(super) fn of(procedure: &Procedure, material: &str) -> Self {
        let known = procedure.materials().iter().find(|it| it.id == material);
        match known.map(|it| procedure.wanted(it)) {
            None => Self::default(),
            Some(Wanted::Photo(profile)) => {
                let [min, max] = profile.bytes_taken();
                let pixels = (profile.width, profile.height);
                Self { formats: vec![FileFormat::Jpeg], min, max: Some(max), pixels }
            }
            Some(Wanted::Scan(limits)) => {
                let [min, max] = bytes_taken(limits.min_kb, limits.max_kb.unwrap_or(0));
                let max = limits.max_kb.map(|_| max);
                Self { formats: limits.formats.clone(), min, max, pixels: (0, 0) }
            }
        }
    }
}

/// How portals look at a value before they take it: its characters and how many, never its check digit. The pattern, and
/// the fewest and the most characters.
pub(crate) fn shape(of: ValueKind) -> (&'static str, usize, usize) {
    match of {
        ValueKind::Id18 | ValueKind::HkmotwResidence | ValueKind::ForeignPr18 => {
            ("[0-9]{17}[0-9Xx]", 0, 18)
        }
        ValueKind::ForeignPr15 => ("[A-Z]{3}[0-9]{12}", 0, 15),
        ValueKind::ForeignPr => ("[0-9]{17}[0-9Xx]|[A-Z]{3}[0-9]{12}", 0, 18),
        ValueKind::HkmoPermit => ("[HM][0-9]{8}([0-9]{2})?", 0, 11),
        ValueKind::TwPermit => (r"[0-9]{8}|[0-9]{10,11}(\(?[0-9A-Za-z]\)?)?", 0, 14),
        ValueKind::Passport => ("[0-9A-Za-z]{5,17}", 0, 17),
        ValueKind::Mobile => (r"1[0-9]{10}|\+[0-9]{7,15}", 0, 16),
        ValueKind::WorkPhone => (r"[0-9]{10,12}(-[0-9]{1,6})?|\+[0-9]{7,15}", 0, 20),
        ValueKind::Postcode => ("[0-9A-Z]{3,10}", 0, 10),
        ValueKind::Yyyymm => ("[0-9]{6}", 0, 6),
        ValueKind::Email => (r"[^@\s]+@[^@\s]+\.[^@\s]+", 0, 254),
        ValueKind::HkId
        | ValueKind::TwId
        | ValueKind::LocalId
        | ValueKind::Date
        | ValueKind::DueDate
        | ValueKind::Name
        | ValueKind::NamePinyin
        | ValueKind::Sex
        | ValueKind::StudentNumber
        | ValueKind::StudyYears => ("", 0, LONG),
    }
}

/// What a date looks like in a portal's format; nothing for one with more than years, months and days in it.
fn pattern_of(format: &str) -> String {
    let text = regex::escape(format).replace("%Y", "[0-9]{4}");
    let text = text.replace("%m", "(0[1-9]|1[0-2])").replace("%d", "(0[1-9]|[12][0-9]|3[01])");
    if text.contains('%') { String::new() } else { text }
}

/// A day in a portal's format.
pub(super) fn sample(format: &str) -> String {
    let mut text = String::new();
    let day = NaiveDate::from_ymd_opt(1990, 1, 31).unwrap_or_default();
    let _ = write!(text, "{}", day.format(format)); // loading has tried it
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portal_s_date_is_told_by_its_pattern() {
        for (format, example, others) in [
            ("%Y%m%d", "19900131", ["1990013", "19901331"]),
            ("%Y-%m-%d", "1990-01-31", ["19900131", "1990-1-31"]),
            ("%Y年%m月", "1990年01月", ["199001", "1990年13月"]),
        ] {
            let pattern = regex::Regex::new(&format!("^(?:{})$", pattern_of(format))).unwrap();
            assert_eq!(sample(format), example);
            assert!(pattern.is_match(example), "{format}");
            assert!(!others.iter().any(|it| pattern.is_match(it)), "{format}");
        }
        assert_eq!(pattern_of("%y.%e"), "", "what is not understood refuses nothing");
    }
}

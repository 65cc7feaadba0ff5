//! When a step, a field or a rule applies at all.

use serde::Deserialize;

use crate::fact::FactKey;

/// A test over answers, written as data.
///
/// ```toml
/// relevant = { fact = "degree.enrolled", is = "是" }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Condition {
    /// Every one holds.
    All(All),
    /// At least one holds.
    Any(Any),
    /// It does not hold.
    Not(Not),
    /// The answer is exactly this.
    Is(Is),
    /// The answer is one of these.
    In(In),
    /// There is, or is not, an answer.
    Answered(Answered),
}

macro_rules! shape {
    ($(#[$doc:meta] $name:ident { $($field:ident: $type:ty),+ })+) => {$(
        #[$doc]
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(#[doc = "The pack's own word."] pub $field: $type),+ }
    )+};
}
shape! {
    /// See [`Condition::All`].
    All { all: Vec<Condition> }
    /// See [`Condition::Any`].
    Any { any: Vec<Condition> }
    /// See [`Condition::Not`].
    Not { not: Box<Condition> }
    /// See [`Condition::Is`].
    Is { fact: FactKey, is: String }
    /// See [`Condition::In`].
    In { fact: FactKey, one_of: Vec<String> }
    /// See [`Condition::Answered`].
    Answered { fact: FactKey, answered: bool }
}

impl Condition {
    /// Whether it holds, given a way to look an answer up.
    pub fn holds<'a>(&self, answer: &impl Fn(&FactKey) -> Option<&'a str>) -> bool {
        match self {
            Self::All(it) => it.all.iter().all(|it| it.holds(answer)),
            Self::Any(it) => it.any.iter().any(|it| it.holds(answer)),
            Self::Not(it) => !it.not.holds(answer),
            Self::Is(it) => answer(&it.fact) == Some(&*it.is),
            Self::In(it) => {
                answer(&it.fact).is_some_and(|answer| it.one_of.iter().any(|one| one == answer))
            }
            Self::Answered(it) => answer(&it.fact).is_some() == it.answered,
        }
    }

    /// Whether it may come to hold once the facts that are `open` are answered.
    pub fn may_hold<'a>(
        &self,
        answer: &impl Fn(&FactKey) -> Option<&'a str>,
        open: &impl Fn(&FactKey) -> bool,
    ) -> bool {
        match self {
            Self::All(it) => it.all.iter().all(|it| it.may_hold(answer, open)),
            Self::Any(it) => it.any.iter().any(|it| it.may_hold(answer, open)),
            Self::Not(it) => it.not.may_fail(answer, open),
            Self::Is(_) | Self::In(_) | Self::Answered(_) => {
                self.holds(answer) || self.reads().into_iter().any(open)
            }
        }
    }

    /// Whether it may come not to hold.
    fn may_fail<'a>(
        &self,
        answer: &impl Fn(&FactKey) -> Option<&'a str>,
        open: &impl Fn(&FactKey) -> bool,
    ) -> bool {
        match self {
            Self::All(it) => it.all.iter().any(|it| it.may_fail(answer, open)),
            Self::Any(it) => it.any.iter().all(|it| it.may_fail(answer, open)),
            Self::Not(it) => it.not.may_hold(answer, open),
            Self::Is(_) | Self::In(_) | Self::Answered(_) => {
                !self.holds(answer) || self.reads().into_iter().any(open)
            }
        }
    }

    /// The facts it reads.
    pub fn reads(&self) -> Vec<&FactKey> {
        match self {
            Self::All(All { all: of }) | Self::Any(Any { any: of }) => {
                of.iter().flat_map(Self::reads).collect()
            }
            Self::Not(it) => it.not.reads(),
            Self::Is(Is { fact, .. })
            | Self::In(In { fact, .. })
            | Self::Answered(Answered { fact, .. }) => vec![fact],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_read_as_they_are_written() {
        let answer = |key: &FactKey| match key.as_str() {
            "a.b" => Some("是"),
            _ => None,
        };
        for (toml, expected) in [
            (r#"c = { fact = "a.b", is = "是" }"#, true),
            (r#"c = { fact = "a.b", is = "否" }"#, false),
            (r#"c = { fact = "a.b", one_of = ["否", "是"] }"#, true),
            (r#"c = { fact = "a.c", answered = false }"#, true),
            (r#"c = { not = { fact = "a.c", answered = false } }"#, false),
            (
                r#"c = { all = [{ fact = "a.b", is = "是" }, { fact = "a.c", answered = true }] }"#,
                false,
            ),
            (
                r#"c = { any = [{ fact = "a.b", is = "是" }, { fact = "a.c", answered = true }] }"#,
                true,
            ),
        ] {
            let table: std::collections::BTreeMap<String, Condition> =
                toml::from_str(toml).unwrap();
            assert_eq!(table["c"].holds(&answer), expected, "{toml}");
        }
    }

    #[test]
    fn what_an_open_question_may_still_bring() {
        let answer = |key: &FactKey| (key.as_str() == "a.b").then_some("是");
        let open = |key: &FactKey| key.as_str() == "a.c";
        for (toml, expected) in [
            (r#"c = { fact = "a.b", is = "否" }"#, false),
            (r#"c = { fact = "a.c", is = "否" }"#, true),
            (r#"c = { not = { fact = "a.c", is = "否" } }"#, true),
            (r#"c = { fact = "a.d", is = "否" }"#, false),
            (r#"c = { not = { fact = "a.b", is = "是" } }"#, false),
            (r#"c = { all = [{ fact = "a.b", is = "否" }, { fact = "a.c", is = "是" }] }"#, false),
            (
                r#"c = { any = [{ fact = "a.b", is = "否" }, { fact = "a.c", one_of = ["是"] }] }"#,
                true,
            ),
        ] {
            let table: std::collections::BTreeMap<String, Condition> =
                toml::from_str(toml).unwrap();
            assert_eq!(table["c"].may_hold(&answer, &open), expected, "{toml}");
        }
    }
}

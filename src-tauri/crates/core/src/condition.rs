//! When a step, a field or a rule applies at all.

use serde::Deserialize;

use crate::FactKey;

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
}

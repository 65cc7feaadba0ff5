//! What a finding is about.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::fact::FactKey;

/// What is found wrong, asked for or kept: an answer, or something else that a person gives.
///
/// It has one text, which JSON, the page and the vault write and [`Subject::from`] reads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The answer to a question: `person.name`.
    Fact(FactKey),
    /// 个人经历: `history`.
    History,
    /// The file of a material, by the material: `files.photo`.
    File(String),
    /// What only the person can confirm, by the tick: `ticks.photo.no_hat`.
    Tick(String),
    /// What the portal shows of a compared item, by `comparison.item`: `comparisons.record.name`.
    Compared(String),
}

/// The texts of the subjects that are no facts; no fact is called so.
const HISTORY: &str = "history";
const FILE: &str = "files";
const TICK: &str = "ticks";
const COMPARED: &str = "comparisons";

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fact(key) => f.write_str(key.as_str()),
            Self::History => f.write_str(HISTORY),
            Self::File(material) => write!(f, "{FILE}.{material}"),
            Self::Tick(tick) => write!(f, "{TICK}.{tick}"),
            Self::Compared(item) => write!(f, "{COMPARED}.{item}"),
        }
    }
}

impl From<&str> for Subject {
    fn from(text: &str) -> Self {
        match text.split_once('.') {
            None if text == HISTORY => Self::History,
            Some((FILE, material)) => Self::File(material.to_owned()),
            Some((TICK, tick)) => Self::Tick(tick.to_owned()),
            Some((COMPARED, item)) => Self::Compared(item.to_owned()),
            _ => Self::Fact(text.into()),
        }
    }
}

impl From<&FactKey> for Subject {
    fn from(key: &FactKey) -> Self {
        Self::Fact(key.clone())
    }
}

impl Serialize for Subject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Subject;

    #[test]
    fn each_subject_has_the_text_that_stands_in_json_and_in_the_vault() {
        for (text, subject) in [
            ("person.name", Subject::Fact("person.name".into())),
            ("history", Subject::History),
            ("history.of", Subject::Fact("history.of".into())),
            ("files.photo", Subject::File("photo".to_owned())),
            ("ticks.photo.no_hat", Subject::Tick("photo.no_hat".to_owned())),
            ("comparisons.record.name", Subject::Compared("record.name".to_owned())),
        ] {
            assert_eq!(Subject::from(text), subject);
            assert_eq!(subject.to_string(), text);
            assert_eq!(serde_json::to_value(&subject).unwrap(), text);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_the_same(text in r"((files|ticks|comparisons|history|[a-z]+)\.?)?\PC{0,12}") {
            let subject = Subject::from(&*text);
            prop_assert_eq!(subject.to_string(), &*text);
            prop_assert_eq!(Subject::from(&*subject.to_string()), subject);
        }

        #[test]
        fn what_is_read_is_what_was_written(material in "[a-z_]{1,8}", part in "[a-z_.]{1,8}") {
            let both = format!("{material}.{part}");
            for subject in [Subject::History, Subject::File(material), Subject::Tick(both.clone()), Subject::Compared(both)] {
                prop_assert_eq!(Subject::from(&*subject.to_string()), subject);
            }
        }
    }
}

//! What a step can change: one value each.

use chrono::NaiveDateTime;

use crate::record::Provenance;

/// The longest text the vault takes, in bytes.
pub const MAX_TEXT: usize = 1 << 20;
/// The largest file the vault takes, in bytes.
pub const MAX_FILE: usize = 10 << 20;

/// One value to be set or emptied. Not a change if it is already so: the same text of the same provenance.
#[derive(Clone, PartialEq, Eq)]
pub struct Change {
    pub(crate) key: ValueKey,
    pub(crate) content: Content,
    pub(crate) provenance: Provenance,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Empty,
    Text(String),
    File(NewFile),
}

/// Which value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueKey {
    /// For all procedures or for one.
    pub level: Level,
    /// What it is.
    pub kind: Kind,
    /// Which one of its kind; empty where there is only one.
    pub key: String,
}

/// A file to keep.
#[derive(Clone, PartialEq, Eq)]
pub struct NewFile {
    /// The name it had.
    pub name: String,
    /// What the caller notes about it, e.g. measurements of a photo.
    pub note: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Change {
    /// The fact and the text, of an answer.
    pub fn answers(&self) -> Option<(&str, Option<&str>)> {
        let text = match &self.content {
            Content::Text(text) => Some(text.as_str()),
            Content::Empty => None,
            Content::File(_) => return None,
        };
        (self.key.kind == Kind::Answer).then_some((self.key.key.as_str(), text))
    }

    /// The answer to a fact; `None` empties it (a draft's own then lets the applicant's through again).
    pub fn answer(level: Level, fact: &str, text: Option<&str>, provenance: Provenance) -> Self {
        Self::text(level, Kind::Answer, fact, text, provenance)
    }

    /// All history rows, as one text in the caller's own form.
    pub fn history(level: Level, rows: Option<&str>, provenance: Provenance) -> Self {
        Self::text(level, Kind::History, "", rows, provenance)
    }

    /// A tick.
    pub fn tick(level: Level, key: &str, on: bool) -> Self {
        Self::text(level, Kind::Tick, key, on.then_some("1"), Provenance::Typed)
    }

    /// When an act was done, and what was noted of it; `None`: it was not.
    pub fn act(level: Level, key: &str, done: Option<(NaiveDateTime, &str)>) -> Self {
        let done = done.map(|(time, note)| match (time.format(ACT_TIME), note) {
            (time, "") => time.to_string(),
            (time, note) => format!("{time}{SEPARATOR}{note}"),
        });
        Self::text(level, Kind::Act, key, done.as_deref(), Provenance::Typed)
    }

    /// What the portal shows of a compared item, in the caller's own form; `None`: not looked at.
    pub fn comparison(level: Level, key: &str, seen: Option<&str>) -> Self {
        Self::text(level, Kind::Comparison, key, seen, Provenance::Typed)
    }

    /// What came of holding the portal's page against the values, in the caller's own form; `None`: not done.
    pub fn read_back(level: Level, outcome: Option<&str>) -> Self {
        Self::text(level, Kind::ReadBack, "", outcome, Provenance::Typed)
    }

    /// The strokes of a signature and what it stands under, in the caller's own form; `None`: not signed.
    pub fn signature(level: Level, signed: Option<&str>) -> Self {
        Self::text(level, Kind::Signature, "", signed, Provenance::Typed)
    }

    /// A warning to be left standing as long as `value`, the caller's digest of what it is about, stays the same; `None`: show
    /// it again.
    pub fn acknowledge(
        level: Level,
        rule: &str,
        reason: &str,
        fact: &str,
        value: Option<&str>,
    ) -> Self {
        let key = [rule, reason, fact].join(SEPARATOR);
        Self::text(level, Kind::Acknowledgement, &key, value, Provenance::Typed)
    }

    /// The file in a slot, e.g. `photo`; `None` empties the slot.
    pub fn attach(level: Level, slot: &str, file: Option<NewFile>, provenance: Provenance) -> Self {
        let key = ValueKey { level, kind: Kind::Attachment, key: slot.to_owned() };
        Self { key, content: file.map_or(Content::Empty, Content::File), provenance }
    }

    pub(crate) fn key(&self) -> &ValueKey {
        &self.key
    }

    fn text(
        level: Level,
        kind: Kind,
        key: &str,
        text: Option<&str>,
        provenance: Provenance,
    ) -> Self {
        let content = text.map_or(Content::Empty, |text| Content::Text(text.to_owned()));
        Self { key: ValueKey { level, kind, key: key.to_owned() }, content, provenance }
    }
}

/// How the time of an act is written.
pub(crate) const ACT_TIME: &str = "%Y-%m-%dT%H:%M:%S%.f";
/// Between the parts of an acknowledgement's key: the unit separator, which no id holds.
pub(crate) const SEPARATOR: &str = "\u{1f}";

impl std::fmt::Debug for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Change").field("key", &self.key).finish_non_exhaustive()
    }
}

/// A closed set of words, each with the code it has in the file and in JSON.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// The code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(
                value: rusqlite::types::ValueRef<'_>,
            ) -> rusqlite::types::FromSqlResult<Self> {
                match value.as_str()? {
                    $($code => Ok(Self::$variant),)*
                    _ => Err(rusqlite::types::FromSqlError::InvalidType),
                }
            }
        }

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(self.code().into())
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// Whom a value stands for.
    Level {
        /// The applicant, whatever is prepared for them.
        Applicant = "applicant",
        /// One draft only.
        Draft = "draft",
    }
}

codes! {
    /// What a value is.
    Kind {
        /// The answer to a fact.
        Answer = "answer",
        /// The history rows.
        History = "history",
        /// A tick.
        Tick = "tick",
        /// An act with its time.
        Act = "act",
        /// What the portal shows of a compared item.
        Comparison = "comparison",
        /// What came of holding the portal's page against the values.
        ReadBack = "read_back",
        /// A signature drawn by hand.
        Signature = "signature",
        /// A warning to be left standing.
        Acknowledgement = "acknowledgement",
        /// A file.
        Attachment = "attachment",
    }
}

//! 交接包: people with everything they have, handed from one vault to another in one sealed file, and put together there with what
//! that vault has of them.
//!
//! What is handed over has versions: names for what a value was each time, its own last, those it came from before it. So of the same
//! value in two vaults it is known whether one came from the other or both were changed, whichever way people went round.

mod lineage;
mod make;
mod meet;
mod merge;
mod sealed;
mod shared;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::Kind;
use crate::key::Hex;
use crate::record::{Digest, Provenance};

pub(crate) use make::{call, uid};
pub use meet::{Both, Meeting, Place, Side};
pub use shared::Called;

/// What a person, or a version of a value, is called in every vault.
pub(crate) type Uid = Hex<16>;

/// People as they stood in a vault at one moment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// When it was made.
    pub at: NaiveDateTime,
    /// Who is in it.
    pub people: Vec<Bundled>,
    /// The bytes of their files, each once.
    #[serde(skip)]
    pub(crate) files: BTreeMap<Digest, Vec<u8>>,
}

/// An applicant in a bundle.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundled {
    uid: Uid,
    /// The name to show.
    pub name: String,
    pub(crate) search: String,
    pub(crate) colour: u8,
    /// What the desk says of them that is no answer, in the caller's own form; may be empty.
    pub about: String,
    pub(crate) values: Vec<BundledValue>,
    pub(crate) drafts: Vec<BundledDraft>,
}

/// A draft in a bundle, with what it has for itself alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BundledDraft {
    procedure: String,
    created: NaiveDateTime,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closed: Option<NaiveDateTime>,
    values: Vec<BundledValue>,
}

/// A value in a bundle; without a text it was emptied.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BundledValue {
    kind: Kind,
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<BundledFile>,
    by: Provenance,
    at: NaiveDateTime,
    /// What it was each time it was handed over, and last what it is.
    versions: Vec<Uid>,
    /// Its earlier texts, and the file that it was made of, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    before: Vec<Before>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BundledFile {
    name: String,
    digest: Hex<32>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<BundledFile>,
    by: Provenance,
    at: NaiveDateTime,
}

impl Bundled {
    /// The answer to a fact that stands for all procedures; empty when there is none.
    pub fn answer(&self, fact: &str) -> &str {
        let is_it = |it: &&BundledValue| it.kind == Kind::Answer && it.key == fact;
        self.values.iter().find(is_it).and_then(|it| it.text.as_deref()).unwrap_or_default()
    }

    /// The procedures that are begun for them and go on.
    pub fn procedures(&self) -> impl Iterator<Item = &str> {
        let open = self.drafts.iter().filter(|it| it.closed.is_none());
        open.map(|it| it.procedure.as_str())
    }
}

impl std::fmt::Debug for Bundle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bundle").field("people", &self.people.len()).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Bundled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bundled").field("drafts", &self.drafts.len()).finish_non_exhaustive()
    }
}

//! The portal's pages, with the portal's own labels and formats.

use std::collections::BTreeMap;

use beishen_document::Text;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::{condition::Condition, fact::FactKey, source::SourceRef};

/// A page of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Unique within the pack.
    pub id: String,
    /// Its heading and what it is in English.
    pub title: Text,
    /// Where the manual describes it.
    pub source: SourceRef,
    /// What is on it, in the portal's order.
    pub fields: Vec<Field>,
}

impl Page {
    /// What one of its fields is called within the procedure: `page.field`.
    pub fn id_of(&self, field: &str) -> String {
        format!("{}.{field}", self.id)
    }
}

/// A box of a portal's page, or an act that its order asks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Unique within its page.
    pub id: String,
    /// What a person does with it.
    #[serde(default)]
    pub kind: FieldKind,
    /// The portal's own words beside it.
    pub portal_label: String,
    /// Other words that were seen beside it; a saved page is read by them as well.
    #[serde(default)]
    pub aliases: Vec<Alias>,
    /// The fact that goes in. None for what is nobody's fact: a secret, a click, a system's own field.
    pub fact: Option<FactKey>,
    /// `strftime` pattern in which the portal wants a date or a month.
    pub portal_format: Option<String>,
    /// What the portal calls an answer, where it has words of its own: ours to the portal's.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// The portal's own example beside the box.
    pub example: Option<String>,
    /// What the portal demands of a secret.
    pub password: Option<Password>,
    /// The characters that the portal's box takes, where its own page was seen. An answer beyond it is an error, whatever the rules
    /// take.
    pub max_length: Option<usize>,
    /// Marked `*` on the portal.
    #[serde(default)]
    pub required: bool,
    /// When it is asked for.
    pub relevant: Option<Condition>,
    /// Hosts that a list beside a mail box is likely to have; the box itself then takes what stands before the `@`.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// What the portal's list offers.
    pub options: Option<Options>,
    /// The material to hand in.
    pub material: Option<String>,
    /// What to heed; for what has no fact, also its name in English.
    pub note: Option<Text>,
}

/// What a portal demands of a password, as far as it says so. It is never typed here; practice refuses by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Password {
    /// The fewest characters.
    #[serde(default)]
    pub min: usize,
    /// The most.
    pub max: Option<usize>,
    /// It has a letter and a digit at least.
    #[serde(default)]
    pub letter_and_digit: bool,
}

/// What a portal calls a field where that is not the manual's word, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The portal's words.
    pub label: String,
    /// Where they were seen.
    pub source: SourceRef,
}

impl Field {
    /// A mail address as the box and the list beside it take it: what stands before the `@`, and the host. Nothing where the
    /// list lacks the host: the box takes the whole address then.
    pub fn mailbox<'a>(&self, address: &'a str) -> Option<(&'a str, &'a str)> {
        let parts = address.rsplit_once('@')?;
        self.hosts.iter().any(|it| it.eq_ignore_ascii_case(parts.1)).then_some(parts)
    }
}

/// What a person does with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Enter the fact.
    #[default]
    Enter,
    /// Enter it a second time; always the same value, so it is never asked for.
    Confirm,
    /// Choose an entry of a list.
    Choose,
    /// Type a secret of one's own: it has no fact, no input and no storage.
    Secret,
    /// Type the code the portal has sent: likewise.
    Code,
    /// Nothing: the portal fills it and may show a fact of ours.
    System,
    /// Hand in a material.
    Upload,
    /// Enter the history, row by row.
    History,
    /// Click, read or wait.
    Do,
}

/// What a list offers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// A table of the reference.
    pub table: Option<String>,
    /// How sure we are that the portal offers what the table has.
    #[serde(default)]
    pub certainty: Certainty,
    /// Only entries that belong to this fact's answer (institutions of a province).
    pub within: Option<FactKey>,
    /// Entries given here.
    #[serde(default)]
    pub list: Vec<PortalOption>,
    /// The list is not the portal's official one: other answers are doubtful, not wrong.
    #[serde(default)]
    pub open: bool,
    /// The day of the portal's own page that the list was read off.
    pub seen_on: Option<NaiveDate>,
}

impl Options {
    /// Whether it is a suggestion of ours, of which only the portal's own page can tell whether it is right.
    pub fn is_guessed(&self) -> bool {
        let of_table = self.table.as_ref().map(|_| self.certainty);
        let mut all = self.list.iter().map(|it| it.certainty).chain(of_table);
        self.seen_on.is_none() && (self.open || all.any(|it| it == Certainty::Unverified))
    }
}

/// An entry of a portal's list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortalOption {
    /// The portal's words.
    pub value: String,
    /// Other words for it that the portal's list may have instead, where it is not known for certain.
    #[serde(default)]
    pub also: Vec<String>,
    /// What it says in English.
    pub en: String,
    /// How sure we are that the portal has it.
    pub certainty: Certainty,
}

impl PortalOption {
    /// Whether an answer is this entry, in either of its words.
    pub fn is(&self, answer: &str) -> bool {
        self.value == answer || self.also.iter().any(|it| it == answer)
    }
}

/// How sure we are that a portal offers an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Seen in the manual.
    Manual,
    /// Read off the portal's own page.
    Portal,
    /// Given by a national standard.
    Standard,
    /// Seen on a public page.
    Public,
    /// A suggestion: the portal's own list decides.
    #[default]
    Unverified,
    /// Added on this computer by somebody who has seen the portal's list; no pack says so.
    #[serde(skip_deserializing)]
    Added,
}

//! The wizard's steps: what is asked, and what is held against the portal's own display.

use beishen_document::Text;
use serde::Deserialize;

use super::pages::Options;
use crate::{
    answers::Agreement, condition::Condition, fact::FactKey, source::SourceRef, subject::Subject,
};

/// A topic of the wizard.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Unique within the pack.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// The facts it asks for, in order.
    #[serde(default)]
    pub asks: Vec<Ask>,
    /// Whether it asks for the history.
    #[serde(default)]
    pub history: bool,
    /// The comparison it asks for.
    pub comparison: Option<String>,
    /// The materials it asks for.
    #[serde(default)]
    pub materials: Vec<String>,
}

/// A fact as a step asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Ask {
    /// Always asked; required if a page marks it so.
    Plain(FactKey),
    /// A question of our own, or one that hangs on earlier answers.
    Full(FullAsk),
}

/// See [`Ask::Full`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FullAsk {
    /// The fact.
    pub fact: FactKey,
    /// When it is asked for.
    pub relevant: Option<Condition>,
    /// Required although no page marks it: the wizard needs it to go on.
    #[serde(default)]
    pub required: bool,
    /// What may be answered, for a question that no page shows.
    pub options: Option<Options>,
}

impl Ask {
    /// The fact asked for.
    pub fn fact(&self) -> &FactKey {
        match self {
            Self::Plain(fact) | Self::Full(FullAsk { fact, .. }) => fact,
        }
    }

    /// When it is asked for; always, if `None`.
    pub fn relevant(&self) -> Option<&Condition> {
        match self {
            Self::Plain(_) => None,
            Self::Full(it) => it.relevant.as_ref(),
        }
    }
}

/// What the portal or a paper shows, held against what the person knows: item by item, 一致, 不一致 or 看不到.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// Unique within the pack; lower-case letters, digits and `_`.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// How to go about it.
    pub lead: Text,
    /// Where it is to be seen, as the subject of a sentence: 平台, unless it says otherwise.
    #[serde(default = "portal")]
    pub place: Text,
    /// What to do about an item that differs; `{label}` stands for it.
    pub differs: Text,
    /// What to do about an item that is not to be seen; `{label}` stands for it.
    pub unseen: Text,
    /// When it is asked for.
    pub relevant: Option<Condition>,
    /// What is compared, in the portal's order.
    pub items: Vec<ComparedItem>,
    /// Who says so.
    pub source: SourceRef,
}

fn portal() -> Text {
    Text::new("平台", "the portal")
}

impl Comparison {
    /// The head of what is to be seen there: 平台显示.
    pub fn shown(&self) -> Text {
        let Text { zh, en } = &self.place;
        Text::new(format!("{zh}显示"), format!("As {en} shows it"))
    }

    /// How answers name one of its items: `record.name`.
    pub fn key(&self, item: &ComparedItem) -> String {
        format!("{}.{}", self.id, item.id)
    }

    /// How findings name one of its items: `comparisons.record.name`.
    pub fn subject(&self, item: &ComparedItem) -> Subject {
        Subject::Compared(self.key(item))
    }
}

/// One line of a [`Comparison`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComparedItem {
    /// Unique within the comparison; lower-case letters, digits and `_`.
    pub id: String,
    /// The portal's own words.
    pub portal_label: String,
    /// The same in English, and what it is.
    pub label: Text,
    /// The fact the person knows it by. Without one (a picture) there is nothing to write down.
    pub fact: Option<FactKey>,
    /// `strftime` pattern in which the portal shows a date or a month.
    pub portal_format: Option<String>,
    /// Some of its pages have it and some do not: where it is not to be seen there is nothing to correct.
    #[serde(default)]
    pub optional: bool,
    /// All the others stand in it: where it is not to be seen, none of them is.
    #[serde(default)]
    pub holds_all: bool,
}

impl ComparedItem {
    /// Whether this is to be corrected.
    pub fn is_wrong(&self, verdict: Agreement) -> bool {
        match verdict {
            Agreement::Same => false,
            Agreement::Differs => true,
            Agreement::Unseen => !self.optional,
        }
    }
}

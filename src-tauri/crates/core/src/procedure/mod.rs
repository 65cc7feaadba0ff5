//! A procedure: what one prepares for, as data.
//!
//! A pack holds two orders. Its pages are the portal's, with the portal's own labels and formats: checklist,
//! companion and read-back follow them. Its steps are the wizard's: each fact is asked in one of them, however many
//! pages show it.

mod dictionary;
mod error;
mod load;
mod promises;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

pub use dictionary::Dictionary;
pub use error::PackError;

use crate::{Citation, Condition, Fact, FactKey, FactKind, Rule, Text, source::{Source, SourceRef}};

/// A portal's procedure, complete in itself: the facts and rules of the dictionary that it uses are part of it.
///
/// **Invariant:** every key, id and source it mentions exists; loading refuses a pack that breaks this.
#[derive(Debug, Clone, PartialEq)]
pub struct Procedure {
    pub(crate) pack: Pack,
    /// The facts it uses, in the dictionary's order: what one is derived from stands before it.
    pub(crate) facts: Vec<Fact>,
    /// The dictionary's rules over these facts, then its own.
    pub(crate) rules: Vec<Rule>,
    /// The dictionary's sources and its own.
    pub(crate) sources: BTreeMap<String, Source>,
}

/// The file as it is written.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pack {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) summary: Text,
    pub(crate) portal: Portal,
    pub(crate) verified_on: NaiveDate,
    pub(crate) minutes: u16,
    pub(crate) sources: BTreeMap<String, Source>,
    pub(crate) pages: Vec<Page>,
    pub(crate) steps: Vec<Step>,
    #[serde(default)]
    pub(crate) rules: Vec<Rule>,
    #[serde(default)]
    pub(crate) materials: Vec<Requirement>,
    #[serde(default)]
    pub(crate) profiles: Vec<PhotoProfile>,
    #[serde(default)]
    pub(crate) acts: Vec<Act>,
    #[serde(default)]
    pub(crate) deadlines: Vec<Deadline>,
    #[serde(default)]
    pub(crate) stages: Vec<Stage>,
    #[serde(default)]
    pub(crate) irreversible: Vec<Irreversible>,
    #[serde(default)]
    pub(crate) help: Vec<HelpCard>,
    pub(crate) pledge: Text,
}

/// Where the procedure takes place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    /// Its name.
    pub name: Text,
    /// Its address, to be typed by the person: the product never goes there.
    pub address: String,
}

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
    /// The fact that goes in. None for what is nobody's fact: a secret, a click, a system's own field.
    pub fact: Option<FactKey>,
    /// `strftime` pattern in which the portal wants a date or a month.
    pub portal_format: Option<String>,
    /// Marked `*` on the portal.
    #[serde(default)]
    pub required: bool,
    /// When it is asked for.
    pub relevant: Option<Condition>,
    /// What the portal's list offers.
    pub options: Option<Options>,
    /// The material to hand in.
    pub material: Option<String>,
    /// What to heed; for what has no fact, also its name in English.
    pub note: Option<Text>,
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
}

/// An entry of a portal's list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortalOption {
    /// The portal's words.
    pub value: String,
    /// What it says in English.
    pub en: String,
    /// How sure we are that the portal has it.
    pub certainty: Certainty,
}

/// How sure we are that a portal offers an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Seen in the manual.
    Manual,
    /// Given by a national standard.
    Standard,
    /// Seen on a public page.
    Public,
    /// A suggestion: the portal's own list decides.
    #[default]
    Unverified,
}

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

/// A file to hand in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Unique within the pack.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What it must be like, for a person.
    pub detail: Text,
    /// The profile its picture must fit.
    pub profile: Option<String>,
    /// Not ready without it.
    #[serde(default)]
    pub required: bool,
    /// What only the person can confirm.
    #[serde(default)]
    pub ticks: Vec<Tick>,
    /// Who says so.
    pub source: SourceRef,
}

/// Something no machine can see, confirmed by the person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tick {
    /// `material.what`.
    pub id: String,
    /// What is confirmed.
    pub text: Text,
}

/// What a photo must be like.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoProfile {
    /// Unique within the pack.
    pub id: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Bytes, the largest file taken (K = 1024).
    pub max_bytes: u64,
    /// Bytes, the smallest file taken.
    #[serde(default)]
    pub min_bytes: u64,
    /// Millimetres on paper.
    pub width_mm: f32,
    /// Millimetres on paper.
    pub height_mm: f32,
    /// Millimetres, smallest and largest width of the head.
    pub head_width_mm: [f32; 2],
    /// Millimetres, smallest and largest length of the head.
    pub head_height_mm: [f32; 2],
    /// The background's colour, in words.
    pub background: Text,
}

/// Something the person does at the portal and tells us of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Unique within the pack.
    pub id: String,
    /// `我已提交注册`
    pub title: Text,
}

/// A time by which something must be done, counted from an act.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Unique within the pack.
    pub id: String,
    /// What must be done.
    pub title: Text,
    /// The act that starts it.
    pub after: String,
    /// The act that ends it.
    pub until: Option<String>,
    /// Hours.
    pub hours: u32,
    /// Who says so, and what others say.
    pub source: SourceRef,
}

/// A stage of the portal's side of things.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Unique within the pack.
    pub id: String,
    /// Its name, in the portal's words.
    pub title: Text,
    /// What happens in it and what the person does.
    pub detail: Text,
    /// The act with which it begins; the first stages have none.
    pub after: Option<String>,
    /// The act with which it is done.
    pub until: Option<String>,
    /// When it concerns the person at all.
    pub relevant: Option<Condition>,
    /// The portal or the school acts, not the person.
    #[serde(default)]
    pub waiting: bool,
    /// Who says so.
    pub source: SourceRef,
}

/// A point of no return.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Irreversible {
    /// Unique within the pack.
    pub id: String,
    /// The `page.field` before which it is shown.
    pub before: String,
    /// What cannot be undone, and what to check first.
    pub text: Text,
    /// Who says so.
    pub source: SourceRef,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpCard {
    /// Unique within the pack.
    pub id: String,
    /// The question, or the portal's words.
    pub title: Text,
    /// What to do.
    pub text: Text,
    /// Who says so.
    pub source: SourceRef,
}

impl Procedure {
    /// Its id, such as `tdxl`.
    pub fn id(&self) -> &str {
        &self.pack.id
    }

    /// Its name.
    pub fn title(&self) -> &Text {
        &self.pack.title
    }

    /// One sentence on what it is for.
    pub fn summary(&self) -> &Text {
        &self.pack.summary
    }

    /// Where it takes place.
    pub fn portal(&self) -> &Portal {
        &self.pack.portal
    }

    /// The day its facts were last compared with their sources.
    pub fn verified_on(&self) -> NaiveDate {
        self.pack.verified_on
    }

    /// About how many minutes it takes to answer everything.
    pub fn minutes(&self) -> u16 {
        self.pack.minutes
    }

    /// The portal's pages, in the portal's order.
    pub fn pages(&self) -> &[Page] {
        &self.pack.pages
    }

    /// The wizard's topics, in the order a person thinks.
    pub fn steps(&self) -> &[Step] {
        &self.pack.steps
    }

    /// The files to hand in.
    pub fn materials(&self) -> &[Requirement] {
        &self.pack.materials
    }

    /// The points of no return.
    pub fn irreversible(&self) -> &[Irreversible] {
        &self.pack.irreversible
    }

    /// What people ask, and the answers.
    pub fn help(&self) -> &[HelpCard] {
        &self.pack.help
    }

    /// What the person does at the portal and tells us of.
    pub fn acts(&self) -> &[Act] {
        &self.pack.acts
    }

    /// The times by which something must be done.
    pub fn deadlines(&self) -> &[Deadline] {
        &self.pack.deadlines
    }

    /// The stages of the portal's side of things.
    pub fn stages(&self) -> &[Stage] {
        &self.pack.stages
    }

    /// The words above the signature.
    pub fn pledge(&self) -> &Text {
        &self.pack.pledge
    }

    /// Every rule that is checked, the dictionary's first.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The facts it uses, in the dictionary's order.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// One of its facts.
    pub fn fact(&self, key: &FactKey) -> Option<&Fact> {
        self.facts.iter().find(|it| it.key == *key)
    }

    /// The profile a material's picture must fit.
    pub fn profile(&self, material: &str) -> Option<&PhotoProfile> {
        let profile = self.pack.materials.iter().find(|it| it.id == material)?.profile.as_deref()?;
        self.pack.profiles.iter().find(|it| it.id == profile)
    }

    /// Everything its pages show of one fact, with the page.
    pub fn fields_of<'a>(&'a self, fact: &'a FactKey) -> impl Iterator<Item = (&'a Page, &'a Field)> {
        self.fields().filter(move |(_, field)| field.fact.as_ref() == Some(fact))
    }

    /// Every field of every page, in the portal's order.
    pub fn fields(&self) -> impl Iterator<Item = (&Page, &Field)> {
        self.pack.pages.iter().flat_map(|page| page.fields.iter().map(move |field| (page, field)))
    }

    /// What a choice may be, from the first page that lists it or from the step that asks.
    pub fn options_of(&self, fact: &FactKey) -> Option<&Options> {
        let of_fact = |field: &Field| field.fact.as_ref() == Some(fact);
        let listed = self.fields().filter(|(_, field)| of_fact(field)).find_map(|(_, field)| field.options.as_ref());
        listed.or_else(|| {
            self.pack.steps.iter().flat_map(|it| &it.asks).find_map(|ask| match ask {
                Ask::Full(it) if it.fact == *fact => it.options.as_ref(),
                _ => None,
            })
        })
    }

    /// A reference made readable.
    pub fn cite(&self, source: &SourceRef) -> Citation {
        let (title, year) =
            self.sources.get(&source.id).map_or_else(Default::default, |it| (it.title.clone(), it.year));
        Citation { source: title, section: source.section.clone(), year, differs: source.differs.clone() }
    }
}

impl FactKind {
    /// Whether a portal may want it in a pattern of its own.
    pub(crate) fn has_format(self) -> bool {
        matches!(self, Self::Date | Self::Month)
    }
}

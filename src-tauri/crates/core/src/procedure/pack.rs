//! The shape of a pack: what stands in a procedure's file.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use crate::{
    Condition, FactKey, Procedure, Rule, Text, Values,
    assess::shown_as,
    source::{Source, SourceRef},
};

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
    pub(crate) comparisons: Vec<Comparison>,
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
    #[serde(default)]
    pub(crate) mails: Vec<Mail>,
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
    /// What the portal calls an answer, where it has words of its own: ours to the portal's.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
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
    /// Added on this computer by somebody who has seen the portal's list; no pack says so.
    #[serde(skip_deserializing)]
    Added,
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

/// What the portal shows, held against what the person knows: item by item, 一致, 不一致 or 看不到.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// Unique within the pack; lower-case letters, digits and `_`.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// How to go about it.
    pub lead: Text,
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

impl ComparedItem {
    /// What the portal should show, in its own form; nothing for what the person has not answered.
    pub fn shows(&self, procedure: &Procedure, values: &Values) -> Option<String> {
        let fact = self.fact.as_ref()?;
        let (kind, value) = (procedure.fact(fact)?.kind, values.get(fact)?);
        Some(shown_as(kind, self.portal_format.as_deref(), &value.text))
    }
}

impl Comparison {
    /// How answers name one of its items: `record.name`.
    pub fn key(&self, item: &ComparedItem) -> String {
        format!("{}.{}", self.id, item.id)
    }

    /// How findings name one of its items: `comparisons.record.name`.
    pub fn subject(&self, item: &ComparedItem) -> FactKey {
        FactKey::from(&*format!("comparisons.{}.{}", self.id, item.id))
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
    /// What its file is called when all files are put into one folder, without an ending, in the portal's words. Its
    /// Chinese title if not given. `{person.name}` stands for an answer, where the portal demands one.
    pub file_name: Option<String>,
    /// It is both sides of a card in one picture.
    #[serde(default)]
    pub two_sides: bool,
    /// Not ready without it.
    #[serde(default)]
    pub required: bool,
    /// When it is asked for.
    pub relevant: Option<Condition>,
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
    /// After so many months it must be confirmed anew.
    pub months: Option<u32>,
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
    pub head_width_mm: Option<[f32; 2]>,
    /// Millimetres, smallest and largest length of the head.
    pub head_height_mm: Option<[f32; 2]>,
    /// Pixels from the top, where the top of the hair should lie.
    pub crown_px: Option<[u32; 2]>,
    /// Pixels from the top, where the eyes should lie.
    pub eyes_px: Option<[u32; 2]>,
    /// Pixels, smallest and largest width of the face.
    pub face_width_px: Option<[u32; 2]>,
    /// The background's colour, in words.
    pub background: Text,
    /// The background's colour, as red, green and blue.
    pub background_rgb: Option<[u8; 3]>,
    /// It was put in the place of the pack's on this computer.
    #[serde(skip)]
    pub own: bool,
    /// The pack has none for this material: it is a picture, and not the one of the person.
    #[serde(skip)]
    pub added: bool,
}

/// Something the person does at the portal and tells us of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Unique within the pack.
    pub id: String,
    /// `我已提交注册`
    pub title: Text,
    /// It is the portal's answer, not the person's doing: `审核未通过`.
    #[serde(default)]
    pub answer: bool,
    /// Acts that it takes back: after `审核未通过` the photo counts as not uploaded.
    #[serde(default)]
    pub undoes: Vec<String>,
    /// What is worth writing down with it, such as the reason.
    pub note: Option<Text>,
}

/// A time by which something must be done: counted from an act (`after`, `hours`), or a day the person gives (`on`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Unique within the pack.
    pub id: String,
    /// What must be done.
    pub title: Text,
    /// The act that starts it.
    pub after: Option<String>,
    /// Hours from the act.
    pub hours: Option<u32>,
    /// The fact with the day; it ends with that day.
    pub on: Option<FactKey>,
    /// The acts of which each ends it.
    #[serde(default, deserialize_with = "one_or_more")]
    pub until: Vec<String>,
    /// Who says so, and what others say.
    pub source: SourceRef,
}

/// `until = "act"` or `until = ["act", "other"]`.
pub(crate) fn one_or_more<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Acts {
        One(String),
        More(Vec<String>),
    }
    Ok(match Acts::deserialize(from)? {
        Acts::One(act) => vec![act],
        Acts::More(acts) => acts,
    })
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
    /// The days it usually takes, fewest and most.
    pub days: Option<[u32; 2]>,
    /// What the person takes along, where it is gone through in person.
    #[serde(default)]
    pub bring: Vec<Brought>,
    /// What is looked at and done there.
    #[serde(default)]
    pub there: Vec<There>,
    /// Who says so.
    pub source: SourceRef,
}

/// Something to take along: the original, copies, or both.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    /// Unique within the stage.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What to heed.
    pub detail: Option<Text>,
    /// Whether the original is shown.
    #[serde(default)]
    pub original: bool,
    /// How many copies are handed in.
    #[serde(default)]
    pub copies: u8,
    /// When it is asked for.
    pub relevant: Option<Condition>,
    /// Who says so.
    pub source: SourceRef,
}

/// Something that is looked at or done where the person goes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct There {
    /// Unique within the stage.
    pub id: String,
    /// What it is, and how to be ready for it.
    pub text: Text,
    /// When it is.
    pub relevant: Option<Condition>,
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

impl Irreversible {
    /// The tick by which the person says it was looked at.
    pub fn tick(&self) -> String {
        format!("irreversible.{}", self.id)
    }
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpCard {
    /// Unique within the pack.
    pub id: String,
    /// The question.
    pub title: Text,
    /// The portal's own words and messages that it answers.
    #[serde(default)]
    pub says: Vec<String>,
    /// What to do.
    pub text: Text,
    /// What to do in each case, when it depends.
    #[serde(default)]
    pub cases: Vec<HelpCase>,
    /// Who says so.
    pub source: SourceRef,
}

/// One branch of a [`HelpCard`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpCase {
    /// In which case.
    pub when: Text,
    /// What to do then.
    pub then: Text,
}

/// A letter to the portal's service that the person sends. It is read by a Chinese office and stays Chinese.
///
/// In `subject` and `body`, `{person.name}` stands for an answer, `{changes}` for what differs in the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Unique within the pack.
    pub id: String,
    /// What it is for.
    pub title: Text,
    /// When it is needed.
    pub relevant: Option<Condition>,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text, line by line.
    pub body: String,
    /// What to enclose.
    pub material: Option<String>,
    /// Who says so.
    pub source: SourceRef,
}

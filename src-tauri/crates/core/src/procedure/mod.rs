//! A procedure: what one prepares for, as data.
//!
//! A pack holds two orders. Its pages are the portal's, with the portal's own labels and formats: checklist,
//! companion and read-back follow them. Its steps are the wizard's: each fact is asked in one of them, however many
//! pages show it.

mod added;
mod apart;
mod calendar;
mod course;
mod dictionary;
mod english;
mod error;
mod extend;
mod file_name;
mod help;
mod limits;
mod line;
mod load;
mod materials;
mod names;
mod outline;
mod own_facts;
mod own_profile;
mod pack;
mod pages;
mod promises;
mod steps;
mod toml;

use std::collections::BTreeMap;

use beishen_document::Text;
use chrono::NaiveDate;

pub use calendar::Announced;
pub use course::{Act, Brought, Deadline, Irreversible, Stage, There};
pub use dictionary::Dictionary;
pub use error::PackError;
pub use help::{HelpCard, HelpCase, Mail};
pub use line::line_of;
pub use load::{OwnPack, merged};
pub use materials::{Requirement, Tick};
pub use names::{is_file_id, is_secret, plain_name};
pub use outline::Outline;
pub use own_profile::OwnProfile;
pub(crate) use pack::Pack;
pub use pack::Portal;
pub use pages::{Alias, Certainty, Field, FieldKind, Options, Page, Password, PortalOption};
pub use steps::{Ask, ComparedItem, Comparison, FullAsk, Step};

use crate::{
    condition::Condition,
    fact::{Fact, FactKey},
    profile::{Profile, Wanted},
    rule::Rule,
    source::{Citation, Source, SourceRef},
    subject::Subject,
    verdict::Judgement,
};

/// A portal's procedure, complete in itself: the facts and rules of the dictionary that it uses are part of it.
///
/// **Invariant:** every key, id and source it mentions exists; loading refuses a pack that breaks this.
#[derive(Debug, Clone, PartialEq)]
pub struct Procedure {
    pub(crate) pack: Pack,
    /// The pack it says the differences to.
    pub(crate) extends: Option<String>,
    /// The facts it uses, in the dictionary's order: what one is derived from stands before it.
    pub(crate) facts: Vec<Fact>,
    /// The dictionary's rules over these facts, then its own.
    pub(crate) rules: Vec<Rule>,
    /// The dictionary's sources and its own.
    pub(crate) sources: BTreeMap<String, Source>,
}

impl Procedure {
    /// Its id, such as `tdxl`.
    pub fn id(&self) -> &str {
        &self.pack.id
    }

    /// The id of the procedure it extends.
    pub fn extends(&self) -> Option<&str> {
        self.extends.as_deref()
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

    /// One of them.
    pub fn material(&self, id: &str) -> Option<&Requirement> {
        self.materials().iter().find(|it| it.id == id)
    }

    /// What is held against the portal's own display.
    pub fn comparisons(&self) -> &[Comparison] {
        &self.pack.comparisons
    }

    /// Letters to the portal's service.
    pub fn mails(&self) -> &[Mail] {
        &self.pack.mails
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

    /// Everything a person confirms by a tick: on materials, and at the points of no return.
    pub fn ticks(&self) -> impl Iterator<Item = String> {
        let of_materials = self.materials().iter().flat_map(|it| &it.ticks).map(|it| it.id.clone());
        of_materials.chain(self.irreversible().iter().map(Irreversible::tick))
    }

    /// Everything a step asks for, as findings name it, in its order.
    pub fn subjects(&self, step: &Step) -> Vec<Subject> {
        let materials = step.materials.iter().filter_map(|it| self.material(it));
        let mut all: Vec<Subject> = materials.flat_map(Requirement::subjects).collect();
        all.extend(step.asks.iter().map(|it| it.fact().into()));
        if step.history {
            all.push(Subject::History);
        }
        if let Some(comparison) = step.comparison.as_ref().and_then(|it| self.comparison(it)) {
            all.extend(comparison.items.iter().map(|it| comparison.subject(it)));
        }
        all
    }

    /// On what it depends whether a step asks for each of its things; nothing for what it always asks for.
    pub(crate) fn conditions<'a>(&'a self, step: &'a Step) -> Vec<Option<&'a Condition>> {
        let facts = step.asks.iter().map(Ask::relevant);
        let files = step.materials.iter().filter_map(|it| self.material(it));
        let compared = step.comparison.iter().filter_map(|it| self.comparison(it));
        facts
            .chain(files.map(|it| it.relevant.as_ref()))
            .chain(compared.map(|it| it.relevant.as_ref()))
            .chain(step.history.then_some(None))
            .collect()
    }

    /// The step in which a finding about `subject` is put right.
    pub fn step_of(&self, subject: &Subject) -> Option<&Step> {
        self.steps().iter().find(|it| self.subjects(it).contains(subject))
    }

    /// One comparison.
    pub fn comparison(&self, id: &str) -> Option<&Comparison> {
        self.comparisons().iter().find(|it| it.id == id)
    }

    /// One compared item, by the key that answers have for it: `record.name`.
    pub fn compared_item(&self, key: &str) -> Option<&ComparedItem> {
        let of = |it: &'_ Comparison, item: &ComparedItem| it.key(item) == key;
        let comparisons = self.comparisons().iter();
        comparisons.flat_map(|it| it.items.iter().filter(move |item| of(it, item))).next()
    }

    /// The profile a material's picture must fit.
    pub fn profile(&self, material: &str) -> Option<&Profile> {
        let profile = self.material(material)?.profile.as_deref()?;
        self.pack.profiles.iter().find(|it| it.id == profile)
    }

    /// What the file of a material must be like.
    pub fn wanted<'a>(&'a self, material: &'a Requirement) -> Wanted<'a> {
        self.profile(&material.id).map_or(Wanted::Scan(&material.limits), Wanted::Photo)
    }

    /// What it says photos must be like, used by a material or not.
    pub fn profiles(&self) -> &[Profile] {
        &self.pack.profiles
    }

    /// The photo of the person that papers show.
    pub fn portrait(&self) -> Option<(&Requirement, &Profile)> {
        let profiled = |it: &'_ Requirement| self.profile(&it.id).is_some_and(|it| !it.added);
        let material = self.pack.materials.iter().find(|it| profiled(it))?;
        Some((material, self.profile(&material.id)?))
    }

    /// Everything its pages show of one fact, with the page.
    pub fn fields_of<'a>(
        &'a self,
        fact: &'a FactKey,
    ) -> impl Iterator<Item = (&'a Page, &'a Field)> {
        self.fields().filter(move |(_, field)| field.fact.as_ref() == Some(fact))
    }

    /// Every field of every page, in the portal's order.
    pub fn fields(&self) -> impl Iterator<Item = (&Page, &Field)> {
        self.pack.pages.iter().flat_map(|page| page.fields.iter().map(move |field| (page, field)))
    }

    /// What a choice may be, from the first page that lists it or from the step that asks.
    pub fn options_of(&self, fact: &FactKey) -> Option<&Options> {
        let of_fact = |field: &Field| field.fact.as_ref() == Some(fact);
        let listed = self
            .fields()
            .filter(|(_, field)| of_fact(field))
            .find_map(|(_, field)| field.options.as_ref());
        listed.or_else(|| {
            self.pack.steps.iter().flat_map(|it| &it.asks).find_map(|ask| match ask {
                Ask::Full(it) if it.fact == *fact => it.options.as_ref(),
                _ => None,
            })
        })
    }

    /// Who sets the limit of a judgement on a file; limits of our own are called so.
    pub fn cite_limit(&self, judgement: &Judgement) -> Citation {
        let ours = || {
            let title = Text::new("本软件的检查", "This program's own check");
            Citation::ours(title, &judgement.title.zh)
        };
        judgement.source.as_ref().map_or_else(ours, |it| self.cite(it))
    }

    /// A reference made readable.
    pub fn cite(&self, source: &SourceRef) -> Citation {
        let (title, year) = self
            .sources
            .get(&source.id)
            .map_or_else(Default::default, |it| (it.title.clone(), it.year));
        Citation {
            source: title,
            section: source.section.clone(),
            year,
            differs: source.differs.clone(),
        }
    }
}

//! The shape of a pack: what stands in a procedure's file.

use std::collections::BTreeMap;

use beishen_document::Text;
use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    course::{Act, Deadline, Irreversible, Stage},
    help::{HelpCard, Mail},
    materials::Requirement,
    pages::Page,
    steps::{Comparison, Step},
};
use crate::{fact::Fact, profile::Profile, rule::Rule, source::Source};

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
    /// Facts of its own, beside those of the dictionary.
    #[serde(default)]
    pub(crate) facts: Vec<Fact>,
    pub(crate) pages: Vec<Page>,
    pub(crate) steps: Vec<Step>,
    #[serde(default)]
    pub(crate) rules: Vec<Rule>,
    #[serde(default)]
    pub(crate) comparisons: Vec<Comparison>,
    #[serde(default)]
    pub(crate) materials: Vec<Requirement>,
    #[serde(default)]
    pub(crate) profiles: Vec<Profile>,
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

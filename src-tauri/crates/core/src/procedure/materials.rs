//! The files to hand in.

use std::iter;

use beishen_document::Text;
use serde::Deserialize;

use crate::{condition::Condition, profile::ScanLimits, source::SourceRef, subject::Subject};

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
    /// What its file must be like, where it is no photo.
    #[serde(default)]
    pub limits: ScanLimits,
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

impl Requirement {
    /// What findings about it are about: its file.
    pub fn file(&self) -> Subject {
        Subject::File(self.id.clone())
    }

    /// The same and its ticks.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        iter::once(self.file()).chain(self.ticks.iter().map(Tick::subject))
    }
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

impl Tick {
    /// What findings about it are about.
    pub fn subject(&self) -> Subject {
        Subject::Tick(self.id.clone())
    }
}

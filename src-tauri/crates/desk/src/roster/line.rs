//! What the roster keeps of an applicant: what a row shows and what it is found by, in no language and as of no minute.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::contract::{AboutView, Status};

/// What is made of an applicant's answers.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Line {
    /// When it was made.
    pub(crate) at: NaiveDateTime,
    /// The document's number as it is read: somebody else who has it is the same person.
    pub(crate) number: String,
    /// Other numbers that are searched from their end.
    pub(crate) phones: Vec<String>,
    /// What else is searched: student numbers.
    pub(crate) words: Vec<String>,
    /// The class that was answered.
    pub(crate) class: String,
    pub(crate) drafts: Vec<DraftLine>,
    pub(crate) closed: Vec<ClosedLine>,
}

/// A draft that goes on.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct DraftLine {
    pub(crate) id: i32,
    pub(crate) procedure: String,
    pub(crate) done: u32,
    pub(crate) steps: u32,
    pub(crate) wrong: u32,
    pub(crate) missing: u32,
    pub(crate) warnings: u32,
    pub(crate) status: Status,
    /// A photo is wanted and not there.
    pub(crate) no_photo: bool,
    /// A file of it was not looked at by this program.
    pub(crate) unseen: bool,
    /// What is due and what is waited for, the nearest first.
    pub(crate) dues: Vec<Due>,
}

/// A deadline whose clock runs, or a stage that is waited for.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Due {
    pub(crate) id: String,
    pub(crate) at: NaiveDateTime,
    /// When a person is told of it.
    pub(crate) reminders: Vec<NaiveDateTime>,
    /// Of a stage: since which day it is expected.
    pub(crate) from: Option<NaiveDate>,
}

/// A draft that was gone through.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ClosedLine {
    pub(crate) id: i32,
    pub(crate) procedure: String,
    pub(crate) closed: NaiveDate,
}

/// What the desk says of an applicant that is no answer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct About {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) class: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) tags: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) note: String,
    /// How and when the person has agreed that the desk keeps this.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) consent: String,
    /// The last day on which the desk may keep this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) keep_until: Option<NaiveDate>,
}

impl About {
    /// As the vault has it. What cannot be read counts as nothing said.
    pub(crate) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// As the window shows it.
    pub(crate) fn view(&self) -> AboutView {
        let Self { class, tags, note, consent, keep_until } = self.clone();
        AboutView { class, tags, note, consent, keep_until: keep_until.map(|it| it.to_string()) }
    }

    /// As the vault keeps it.
    pub(crate) fn text(&self) -> String {
        if *self == Self::default() {
            String::new()
        } else {
            serde_json::to_string(self).unwrap_or_default()
        }
    }
}

impl DraftLine {
    /// One of which nothing is known but that it is there.
    pub(crate) fn of(id: i32, procedure: &str) -> Self {
        Self {
            id,
            procedure: procedure.to_owned(),
            done: 0,
            steps: 0,
            wrong: 0,
            missing: 0,
            warnings: 0,
            status: Status::NotStarted,
            no_photo: false,
            unseen: false,
            dues: Vec::new(),
        }
    }
}

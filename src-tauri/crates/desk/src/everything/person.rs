//! `applicant.json`: a person as the vault has them, in words of its own.

use std::path::PathBuf;

use beishen_store::{ApplicantDetails, Held, Kind, Provenance, Whole, WholeDraft};
use beishen_tray::Uid;
use beishen_work::Failure;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{note::Note, roster::About};

/// What the file is, and of which form.
pub(super) const FORM: &str = "beishen applicant 1";

/// A person.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) form: String,
    /// What they are called in every vault, in hexadecimal digits; empty when nobody has said it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    uid: String,
    pub(super) name: String,
    #[serde(default)]
    colour: u8,
    #[serde(default)]
    about: About,
    pub(super) values: Vec<Value>,
    pub(super) drafts: Vec<Draft>,
}

/// A draft, with what stands for it alone.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Draft {
    pub(super) procedure: String,
    begun: NaiveDateTime,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closed: Option<NaiveDateTime>,
    values: Vec<Value>,
}

/// A value. One of the same kind and key that comes later stands in its place.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Value {
    kind: Kind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<File>,
    by: Provenance,
    at: NaiveDateTime,
}

/// A file that lies beside `applicant.json`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    path: String,
    name: String,
}

impl Person {
    /// As it is written. `put` writes a file and says where it lies.
    pub(super) fn of(
        whole: &Whole,
        mut put: impl FnMut(Option<&WholeDraft>, &Held) -> Result<String, Failure>,
    ) -> Result<Self, Failure> {
        let mut all = |draft: Option<&WholeDraft>, values: &[Held]| {
            let value = |it: &Held| -> Result<Value, Failure> {
                let file = match &it.file {
                    None => None,
                    Some((name, _)) => Some(File { path: put(draft, it)?, name: name.clone() }),
                };
                let (key, text) = (it.key.clone(), it.text.clone());
                Ok(Value { kind: it.kind, key, text, file, by: it.provenance, at: it.at })
            };
            values.iter().map(value).collect::<Result<Vec<_>, _>>()
        };
        let values = all(None, &whole.values)?;
        let mut drafts = Vec::new();
        for it in &whole.drafts {
            let values = all(Some(it), &it.values)?;
            let (procedure, begun, closed) = (it.procedure.clone(), it.created, it.closed);
            drafts.push(Draft { procedure, begun, closed, values });
        }
        let details = &whole.details;
        Ok(Self {
            form: FORM.to_owned(),
            uid: whole.uid.map(|it| Uid(it).to_string()).unwrap_or_default(),
            name: details.name.clone(),
            colour: details.colour,
            about: About::read(&whole.about),
            values,
            drafts,
        })
    }

    /// The files it names.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        let all = self.values.iter().chain(self.drafts.iter().flat_map(|it| &it.values));
        all.filter_map(|it| Some(it.file.as_ref()?.path.as_str()))
    }

    /// What they are called in every vault.
    pub(super) fn uid(&self) -> Option<Uid> {
        Uid::read(&self.uid)
    }

    /// The answer to a fact that stands for all procedures.
    pub(super) fn answer(&self, fact: &str) -> &str {
        let is_it = |it: &&Value| it.kind == Kind::Answer && it.key == fact;
        self.values.iter().rfind(is_it).map_or("", |it| it.text.as_str())
    }

    /// As the vault takes it. `file` reads one; what it is, is seen in itself and not taken from what stands here.
    pub(super) fn whole(
        self,
        search: String,
        file: impl Fn(&str) -> Result<Vec<u8>, Failure>,
    ) -> Result<Whole, Failure> {
        let uid = self.uid().map(|it| it.0);
        let held = |it: Value| -> Result<Held, Failure> {
            let Value { kind, key, mut text, file: named, by: provenance, at } = it;
            let file = match named {
                None => None,
                Some(File { path, name }) => {
                    let bytes = file(&path)?;
                    text = Note::again(&text, &bytes)?.text();
                    Some((name, bytes))
                }
            };
            Ok(Held { kind, key, text, file, provenance, at })
        };
        let all = |it: Vec<Value>| it.into_iter().map(held).collect::<Result<Vec<_>, _>>();
        let drafts = self.drafts.into_iter().map(|it| {
            let Draft { procedure, begun: created, closed, values } = it;
            Ok(WholeDraft { procedure, created, closed, values: all(values)? })
        });
        let (name, colour) = (self.name, self.colour);
        Ok(Whole {
            uid,
            drafts: drafts.collect::<Result<_, Failure>>()?,
            values: all(self.values)?,
            about: self.about.text(),
            details: ApplicantDetails { name, search, colour, note: None },
        })
    }
}

/// Where somebody's folder lies.
pub(super) fn number(n: usize) -> PathBuf {
    PathBuf::from(format!("{n:05}"))
}

//! `beishen bundle`: people of a vault handed to another, and taken in from one.

use std::path::PathBuf;

use beishen_desk::{
    Command, Reply,
    contract::{BundleView, Differing, ImportedView, ReadFrom, WriteTo},
};
use beishen_document::Locale;
use beishen_work::Failure;
use serde::Serialize;

use crate::{Done, applicants::Called, args::Bundles, many::nobody, unlock::transfer_code};

/// What a bundle came to, as JSON.
#[derive(Serialize)]
struct Told<'a> {
    bundle: &'a BundleView,
    taken_in: Option<&'a ImportedView>,
}

impl Called {
    /// Carries it out.
    pub(crate) fn bundle(&mut self, command: Bundles) -> Result<Done, Failure> {
        match command {
            Bundles::Export { whom, file, notes, json } => {
                let mut people: Vec<i32> =
                    self.marks(&whom)?.iter().map(|it| it.applicant).collect();
                people.sort_unstable();
                people.dedup();
                if people.is_empty() {
                    return Err(nobody());
                }
                let save = Command::SaveBundle { applicants: people, notes, path: WriteTo(file) };
                let Reply::SaveBundle(saved) = self.call(save)? else {
                    return Err(Failure::bad_request());
                };
                if json {
                    return Ok(Done::says(crate::json(&saved)));
                }
                Ok(Done::says(format!("{}\n{}\n", saved.path, saved.code.join("-"))))
            }
            Bundles::Open { file, json } => {
                let view = self.opened(file)?;
                Ok(Done::says(self.bundle_told(&Told { bundle: &view, taken_in: None }, json)))
            }
            Bundles::Apply { file, differing, json } => {
                let view = self.opened(file)?;
                let takes = |later: bool| match &*differing {
                    "ours" => false,
                    "theirs" => true,
                    _ => later,
                };
                let chosen = (0_i32..).zip(&view.differing).filter(|it| takes(it.1.theirs_later));
                let merge = Command::MergeBundle { theirs: chosen.map(|it| it.0).collect() };
                let Reply::MergeBundle(done) = self.call(merge)? else {
                    return Err(Failure::bad_request());
                };
                Ok(Done::says(
                    self.bundle_told(&Told { bundle: &view, taken_in: Some(&done) }, json),
                ))
            }
        }
    }

    fn opened(&mut self, file: PathBuf) -> Result<BundleView, Failure> {
        let code = transfer_code(self.locale)?;
        match self.call(Command::OpenBundle { path: ReadFrom(file), code })? {
            Reply::OpenBundle(view) => Ok(view),
            _ => Err(Failure::bad_request()),
        }
    }

    fn bundle_told(&self, told: &Told<'_>, json: bool) -> String {
        if json {
            return crate::json(told);
        }
        let people = told.bundle.people.iter().map(|it| {
            format!("{}  {}  {}  {}", it.name, it.id_tail, it.procedures.join("、"), it.said)
        });
        let differing = self.differing_told(&told.bundle.differing);
        let done = told.taken_in.map(|it| it.message.clone());
        let line = |it: String| crate::printable(&it) + "\n";
        people.map(line).chain([differing]).chain(done.map(line)).collect()
    }

    /// What was changed on both sides, a line each; numbers are hidden.
    pub(crate) fn differing_told(&self, differing: &[Differing]) -> String {
        let ends = self.locale.pick("：", ": ");
        let line = |it: &Differing| {
            let hidden = |text: &str| match (it.sensitive, self.locale) {
                (false, _) => text.to_owned(),
                (true, Locale::Zh) => "（已遮挡）".to_owned(),
                (true, Locale::En) => "(hidden)".to_owned(),
            };
            let (ours, theirs) = (hidden(&it.ours), hidden(&it.theirs));
            let line = format!(
                "{} {}{ends}{ours} ({}) | {theirs} ({})",
                it.name, it.label, it.ours_at, it.theirs_at
            );
            crate::printable(&line) + "\n"
        };
        differing.iter().map(line).collect()
    }
}

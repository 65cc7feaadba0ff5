//! `beishen applicants receipts` and its like: files of many people of a vault, named by a pattern.

use std::{
    io::{self, Write},
    sync::atomic::Ordering,
};

use beishen_desk::{
    Command, Reply,
    contract::{
        ExportChoice, ExportKind, MarkView, NamesView, PrintView, RosterQuery, RosterSort,
        WriteInto,
    },
};
use beishen_work::Failure;
use serde::Serialize;

use crate::{
    Done,
    applicants::Called,
    args::{Many, Whom},
    receipts::stopped_by_ctrl_c,
};

/// Files that a dry run tells of.
const NAMES: u32 = 100_000;

/// What was made and what was not, as JSON.
#[derive(Serialize)]
struct Told<'a> {
    dry_run: bool,
    names: &'a NamesView,
    files: Vec<String>,
    report: Option<&'a PrintView>,
}

impl Called {
    /// Writes files of this kind, or tells their names only.
    pub(crate) fn many(&mut self, kind: ExportKind, many: Many) -> Result<Done, Failure> {
        let drafts: Vec<i32> = self.marks(&many.whom)?.iter().filter_map(|it| it.draft).collect();
        if drafts.is_empty() {
            return Err(nobody());
        }
        let choice = ExportChoice {
            kinds: vec![kind],
            pattern: many.name.unwrap_or_default(),
            taken: many.existing,
            show_numbers: many.show_id,
        };
        let folder = Some(WriteInto(many.to.clone()));
        let ask = Command::NameMany {
            drafts: drafts.clone(),
            folder,
            choice: choice.clone(),
            limit: NAMES,
        };
        let Reply::NameMany(names) = self.call(ask)? else { return Err(Failure::bad_request()) };
        if !names.wrong.is_empty() {
            return Err(Failure::input(names.wrong.clone(), names.wrong));
        }
        let (report, files) = if many.dry_run {
            (None, Vec::new())
        } else {
            let choice = ExportChoice { pattern: names.pattern.clone(), ..choice };
            let report = self.write(drafts, WriteInto(many.to), choice)?;
            let files = self.desk.batch_files();
            if let Some(failure) = self.desk.batch_failure().filter(|_| files.is_empty()) {
                return Err(failure);
            }
            (Some(report), files.iter().map(|it| it.display().to_string()).collect())
        };
        let errors = report.as_ref().is_some_and(|it| !it.complete);
        let told = Told { dry_run: many.dry_run, names: &names, files, report: report.as_ref() };
        let text = if many.json { crate::json(&told) } else { said(&told) };
        Ok(Done { text, errors })
    }

    /// Ctrl-C stops it between two people.
    fn write(
        &mut self,
        drafts: Vec<i32>,
        folder: WriteInto,
        choice: ExportChoice,
    ) -> Result<PrintView, Failure> {
        let total = drafts.len();
        self.call(Command::ExportMany { drafts, folder, choice })?;
        let job = self.desk.take_job().ok_or_else(Failure::bad_request)?;
        let (stopped, mut at) = (stopped_by_ctrl_c(), 0);
        job.run(|wanted| {
            at += 1;
            // Nobody may be looking; then nothing is lost.
            let _ = writeln!(io::stderr(), "{at}/{total}");
            if stopped.load(Ordering::Relaxed) {
                self.call(Command::StopPrinting {})?;
            }
            self.desk.wanted(wanted)
        });
        match self.call(Command::PrintProgress {})? {
            Reply::PrintProgress(Some(report)) => Ok(report),
            _ => Err(Failure::bad_request()),
        }
    }

    /// Who is meant, by name, with each of their drafts.
    pub(crate) fn marks(&mut self, whom: &Whom) -> Result<Vec<MarkView>, Failure> {
        let query = RosterQuery {
            text: whom.search.clone().unwrap_or_default(),
            sort: RosterSort::Name,
            down: false,
            by_class: true,
            procedures: whom.procedure.iter().cloned().collect(),
            classes: whom.class.clone(),
            tags: whom.tag.clone(),
            states: Vec::new(),
        };
        let Reply::RosterMarks(marks) = self.call(Command::RosterMarks { query })? else {
            return Err(Failure::bad_request());
        };
        Ok(marks)
    }
}

/// What was asked for fits nobody.
pub(crate) fn nobody() -> Failure {
    Failure::input(
        "没有符合的人，请换个条件；可用 applicants list 查看。",
        "Nobody matches. Change the conditions; see `applicants list`.",
    )
}

/// The files, what was not made and why, and how it ended.
fn said(told: &Told<'_>) -> String {
    let Told { names, files, report, .. } = told;
    let mut lines = files.clone();
    match report {
        None => {
            lines.extend(names.files.iter().filter(|it| it.written).map(|it| it.name.clone()));
            lines.push(names.said.clone());
        }
        Some(report) => {
            if names.twice + names.there > 0 {
                lines.push(names.said.clone());
            }
            lines.extend(report.failures.iter().map(|it| format!("{}  {}", it.name, it.message)));
            lines.push(report.message.clone());
        }
    }
    lines.iter().map(|it| crate::printable(it) + "\n").collect()
}

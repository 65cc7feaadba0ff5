//! `beishen receipts`: the receipts of many facts files.

use std::{
    io::{self, IsTerminal, Write},
    ops::ControlFlow,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use beishen_document::{Locale, Text};
use beishen_work::{
    Applicant, Failure, FailureCode, Library, Studio,
    batch::{End, Order, Report},
    facts_in,
    papers::{Press, receipt},
};
use chrono::NaiveDateTime;
use serde::Serialize;
use signal_hook::{consts::SIGINT, flag};

use crate::Done;

/// Whose receipts, and how.
pub(crate) struct Wanted {
    pub(crate) procedure: String,
    /// Facts files, and folders of them.
    pub(crate) from: Vec<PathBuf>,
    pub(crate) order: Order,
    pub(crate) show_id: bool,
    pub(crate) now: NaiveDateTime,
}

/// Prints them, tells the progress on standard error and the rest on standard output. Ctrl-C stops it between two receipts.
pub(crate) fn print(
    library: &Library,
    wanted: &Wanted,
    json: bool,
    locale: Locale,
) -> Result<Done, Failure> {
    let procedure = library.procedure(&wanted.procedure).ok_or_else(crate::no_procedure)?;
    let files = facts_files(&wanted.from)?;
    let (press, known, studio) = (Press::new()?, library.known(), Studio::default());
    let stopped = stopped_by_ctrl_c();
    let one = |at: usize| {
        let file = files.get(at).ok_or_else(crate::no_procedure)?;
        let applicant = Applicant::read(file, procedure, &known, &studio)?;
        Ok(receipt(procedure, &applicant, wanted.now, locale, !wanted.show_id))
    };
    let mut progress = Progress { shown: 0, on_terminal: io::stderr().is_terminal() };
    let tell = |report: &Report| {
        progress.show(report);
        if stopped.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let report = press.batch(&wanted.order, files.len(), one, tell);
    progress.end();
    let failed = match &report.end {
        Some(End::Failed(failure)) if report.files.is_empty() => return Err(failure.clone()),
        Some(End::Failed(_)) => true,
        _ => !report.is_complete(),
    };
    let text =
        if json { told_as_json(&report, &files, locale) } else { told(&report, &files, locale) };
    Ok(Done { text, errors: failed })
}

/// The files that were named, and those in the folders that were, by name; each once.
fn facts_files(from: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in from {
        if path.is_dir() {
            files.extend(facts_in(path)?);
        } else {
            files.push(path.clone());
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    files.retain(|it| seen.insert(it.clone()));
    if files.is_empty() { Err(no_facts()) } else { Ok(files) }
}

/// Becomes true at Ctrl-C. Where that cannot be heard, Ctrl-C ends the program as always; files are whole all the same.
pub(crate) fn stopped_by_ctrl_c() -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    // The second press does not wait. It is registered first, so the first press does not see its own mark.
    let _ = flag::register_conditional_shutdown(SIGINT, 1, Arc::clone(&stopped));
    let _ = flag::register(SIGINT, Arc::clone(&stopped));
    stopped
}

/// On a terminal one line that is written over; elsewhere a line for every twenty.
struct Progress {
    shown: usize,
    on_terminal: bool,
}

impl Progress {
    fn show(&mut self, report: &Report) {
        let Report { looked_at, total, .. } = report;
        // Nobody may be looking; then nothing is lost.
        if self.on_terminal {
            let _ = write!(io::stderr(), "\r{looked_at}/{total}");
            self.shown += 1;
        } else if *looked_at > 0 && looked_at.is_multiple_of(20) {
            let _ = writeln!(io::stderr(), "{looked_at}/{total}");
        }
    }

    fn end(&self) {
        if self.shown > 0 {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

/// The files, what could not be printed, and how it ended.
fn told(report: &Report, files: &[PathBuf], locale: Locale) -> String {
    let mut lines: Vec<String> = report.files.iter().map(|it| it.display().to_string()).collect();
    for (at, failure) in &report.failures {
        let file = files.get(*at).map(|it| it.display().to_string()).unwrap_or_default();
        lines.push(format!("{file}{}{}", locale.pick("：", ": "), failure.message.get(locale)));
    }
    lines.push(report.message().get(locale).to_owned());
    lines.extend(crate::papers::without_glyph(&report.missing, locale));
    crate::printable(&(lines.join("\n") + "\n"))
}

#[derive(Serialize)]
struct ReportJson<'a> {
    total: usize,
    printed: usize,
    stopped: bool,
    files: Vec<String>,
    failures: Vec<FailureJson<'a>>,
    missing: Vec<String>,
    message: &'a str,
}

#[derive(Serialize)]
struct FailureJson<'a> {
    file: String,
    message: &'a str,
}

fn told_as_json(report: &Report, files: &[PathBuf], locale: Locale) -> String {
    let failure = |(at, failure): &'_ (usize, Failure)| {
        let file = files.get(*at).map(|it| it.display().to_string()).unwrap_or_default();
        (file, failure.message.get(locale).to_owned())
    };
    let failures: Vec<_> = report.failures.iter().map(failure).collect();
    let message = report.message();
    crate::json(&ReportJson {
        total: report.total,
        printed: report.printed,
        stopped: report.end == Some(End::Stopped),
        files: report.files.iter().map(|it| it.display().to_string()).collect(),
        failures: failures
            .iter()
            .map(|(file, message)| FailureJson { file: file.clone(), message })
            .collect(),
        missing: report.missing.iter().map(|it| format!("U+{:04X}", u32::from(*it))).collect(),
        message: message.get(locale),
    })
}

fn no_facts() -> Failure {
    let message = Text::new(
        "没有 JSON 文件可用，请换一个文件夹。",
        "There is no JSON file there. Choose another folder.",
    );
    Failure { code: FailureCode::Input, message }
}

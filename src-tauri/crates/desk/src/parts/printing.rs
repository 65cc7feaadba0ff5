//! A batch of the window: it runs on a thread of its own while the desk goes on answering.

use std::{
    ops::ControlFlow,
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use beishen_document::{Document, Locale};
use beishen_store::DraftId;
use beishen_work::{
    Failure,
    batch::{End, Of, Order, Report},
    export::{self, Made, Whose, Wish},
    papers::{self, Press},
};

use crate::{
    at::At,
    contract::{ExportKind, PrintChoice, PrintFailure, PrintView, count},
};

/// A batch that was begun, as the desk sees it.
pub(crate) struct Printing {
    /// The drafts, and whose they were when it began.
    drafts: Vec<(i32, String)>,
    state: Arc<Mutex<State>>,
    /// The number under which the vault notes what is written, until it was put right.
    pub(crate) noted: Option<i64>,
}

#[derive(Default)]
struct State {
    report: Report,
    stop: bool,
}

/// What a batch makes.
pub(crate) enum Work {
    /// Receipts, each in a file or many in one.
    Print(Order),
    /// Files of these people, by kind.
    Export { wish: Wish, people: Vec<Whose>, kinds: Vec<ExportKind> },
}

/// A batch that waits for a thread.
pub struct Job {
    drafts: Vec<i32>,
    state: Arc<Mutex<State>>,
    press: Arc<OnceLock<Press>>,
    work: Work,
    at: At,
    show_numbers: bool,
}

/// What a [`Job`] asks the desk for: everything it makes of one draft.
pub struct Wanted {
    pub(crate) draft: DraftId,
    pub(crate) nth: usize,
    pub(crate) at: At,
    pub(crate) show_numbers: bool,
    /// None: the receipt alone.
    pub(crate) kinds: Option<Arc<[ExportKind]>>,
}

/// What the desk hands a [`Job`].
pub enum Piece {
    /// The receipt.
    Receipt(Box<Document>),
    /// Everything that was asked for.
    Files(Made),
}

impl Job {
    /// Goes on until everything is done or the desk was told to stop. `desk` hands each [`Wanted`] to [`Desk::wanted`]: the
    /// desk is needed for that moment alone. A panic over one draft is that one's failure.
    pub fn run(self, mut desk: impl FnMut(&Wanted) -> Result<Piece, Failure>) {
        let Self { drafts, state, press, work, at, show_numbers } = self;
        let tell = |report: &Report| {
            let mut state = lock(&state);
            state.report.clone_from(report);
            if state.stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let mut ask = |nth: usize, kinds: Option<&Arc<[ExportKind]>>| {
            let draft = drafts.get(nth).copied().ok_or_else(Failure::gone)?;
            let kinds = kinds.cloned();
            let wanted = Wanted { draft: draft.into(), nth, at, show_numbers, kinds };
            Failure::caught(|| desk(&wanted))
        };
        let batch = || match work {
            Work::Print(order) => {
                let receipt = |nth| match ask(nth, None)? {
                    Piece::Receipt(it) => Ok(*it),
                    Piece::Files(_) => Err(Failure::bad_request()),
                };
                Ok(papers::loaded(&press)?.batch(&order, drafts.len(), receipt, tell))
            }
            Work::Export { wish, people, kinds } => {
                let kinds: Arc<[ExportKind]> = kinds.into();
                let made = |nth| match ask(nth, Some(&kinds))? {
                    Piece::Files(it) => Ok(it),
                    Piece::Receipt(_) => Err(Failure::bad_request()),
                };
                Ok(export::export(&wish, &people, &press, made, tell))
            }
        };
        let done = Failure::caught(batch);
        let report = &mut lock(&state).report;
        match done {
            Ok(done) => *report = done,
            Err(failure) => report.end = Some(End::Failed(failure)),
        }
    }
}

impl Printing {
    /// A batch, and what a thread has to do of it.
    pub(crate) fn new(
        drafts: Vec<(i32, String)>,
        work: Work,
        show_numbers: bool,
        press: Arc<OnceLock<Press>>,
        at: At,
    ) -> (Self, Job) {
        let of = match work {
            Work::Print(_) => Of::Receipts,
            Work::Export { .. } => Of::Files,
        };
        let report = Report { of, total: drafts.len(), ..Report::default() };
        let state = Arc::new(Mutex::new(State { report, stop: false }));
        let job = Job {
            drafts: drafts.iter().map(|it| it.0).collect(),
            state: Arc::clone(&state),
            press,
            work,
            at,
            show_numbers,
        };
        (Self { drafts, state, noted: None }, job)
    }

    pub(crate) fn is_running(&self) -> bool {
        lock(&self.state).report.end.is_none()
    }

    /// What was written.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        lock(&self.state).report.files.clone()
    }

    /// What has ended it before its time.
    pub(crate) fn failure(&self) -> Option<Failure> {
        match &lock(&self.state).report.end {
            Some(End::Failed(failure)) => Some(failure.clone()),
            _ => None,
        }
    }

    /// Once it is over: the number of what was noted when it began, and the drafts of which something was written.
    pub(crate) fn over(&mut self) -> Option<(i64, Vec<DraftId>)> {
        let noted = self.noted.filter(|_| !self.is_running())?;
        self.noted = None;
        let state = lock(&self.state);
        let drafts = state.report.whose.iter().filter_map(|it| self.drafts.get(*it));
        Some((noted, drafts.map(|it| DraftId::from(it.0)).collect()))
    }

    /// Nothing more is begun. What is about to be written is written.
    pub(crate) fn stop(&self) {
        lock(&self.state).stop = true;
    }

    /// How far it is; `is_there` says whether a draft still is.
    pub(crate) fn view(&self, is_there: impl Fn(i32) -> bool, locale: Locale) -> PrintView {
        let report = lock(&self.state).report.clone();
        let failures = report.failures.iter().map(|(at, failure)| {
            let whose = self.drafts.get(*at);
            PrintFailure {
                draft: whose.map(|it| it.0).filter(|it| is_there(*it)),
                // What is of all has no name.
                name: whose.map_or_else(String::new, |it| it.1.clone()),
                message: failure.message.get(locale).to_owned(),
            }
        });
        PrintView {
            total: count(report.total),
            looked_at: count(report.looked_at),
            printed: count(report.printed),
            running: report.end.is_none(),
            export: report.of == Of::Files,
            complete: report.is_complete(),
            message: report.message().get(locale).to_owned(),
            failures: failures.collect(),
            path: report.files.first().map(|it| it.display().to_string()),
            missing: papers::named(&report.missing),
        }
    }
}

/// How the files of a batch are written.
pub(crate) fn order(folder: PathBuf, choice: PrintChoice, locale: Locale) -> Order {
    Order { folder, one_file: choice.one_file, named: choice.named, locale }
}

/// Nothing that is kept here is half changed when a thread panics.
fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

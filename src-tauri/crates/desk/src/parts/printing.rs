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
    batch::{End, Order, Report},
    papers::{self, Press},
};

use crate::{
    at::At,
    contract::{PrintChoice, PrintFailure, PrintView, count},
};

/// A batch that was begun, as the desk sees it.
pub(crate) struct Printing {
    /// The drafts, and whose they were when it began.
    drafts: Vec<(i32, String)>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    report: Report,
    stop: bool,
}

/// A batch that waits for a thread.
pub struct Job {
    drafts: Vec<i32>,
    state: Arc<Mutex<State>>,
    press: Arc<OnceLock<Press>>,
    order: Order,
    at: At,
    show_numbers: bool,
}

/// A receipt that a [`Job`] asks the desk for.
pub struct Wanted {
    pub(crate) draft: DraftId,
    pub(crate) at: At,
    pub(crate) show_numbers: bool,
}

impl Job {
    /// Prints until everything is done or the desk was told to stop. `desk` hands each [`Wanted`] to [`Desk::wanted`]: the
    /// desk is needed for that moment alone. A panic over one receipt is that one's failure.
    pub fn run(self, mut desk: impl FnMut(&Wanted) -> Result<Document, Failure>) {
        let Self { drafts, state, press, order, at, show_numbers } = self;
        let tell = |report: &Report| {
            let mut state = lock(&state);
            state.report.clone_from(report);
            if state.stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let receipt = |nth: usize| {
            let draft = drafts.get(nth).copied().ok_or_else(Failure::gone)?;
            Failure::caught(|| desk(&Wanted { draft: draft.into(), at, show_numbers }))
        };
        let batch = || Ok(papers::loaded(&press)?.batch(&order, drafts.len(), receipt, tell));
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
        folder: PathBuf,
        choice: PrintChoice,
        press: Arc<OnceLock<Press>>,
        at: At,
    ) -> (Self, Job) {
        let report = Report { total: drafts.len(), ..Report::default() };
        let state = Arc::new(Mutex::new(State { report, stop: false }));
        let job = Job {
            drafts: drafts.iter().map(|it| it.0).collect(),
            state: Arc::clone(&state),
            press,
            order: order(folder, choice, at.locale),
            at,
            show_numbers: choice.show_numbers,
        };
        (Self { drafts, state }, job)
    }

    pub(crate) fn is_running(&self) -> bool {
        lock(&self.state).report.end.is_none()
    }

    /// Nothing more is begun. What is about to be written is written.
    pub(crate) fn stop(&self) {
        lock(&self.state).stop = true;
    }

    /// How far it is; `is_there` says whether a draft still is.
    pub(crate) fn view(&self, is_there: impl Fn(i32) -> bool, locale: Locale) -> PrintView {
        let report = lock(&self.state).report.clone();
        let failures = report.failures.iter().filter_map(|(at, failure)| {
            let (draft, name) = self.drafts.get(*at)?;
            Some(PrintFailure {
                draft: is_there(*draft).then_some(*draft),
                name: name.clone(),
                message: failure.message.get(locale).to_owned(),
            })
        });
        PrintView {
            total: count(report.total),
            looked_at: count(report.looked_at),
            printed: count(report.printed),
            running: report.end.is_none(),
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

//! A batch of the window: it runs on a thread of its own while the desk goes on answering.

use std::{
    ops::ControlFlow,
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use beishen_core::{Locale, document::Document};
use beishen_store::DraftId;
use chrono::NaiveDateTime;

use crate::{
    Failure, Press,
    batch::{End, Order, Report, file_name},
    contract::{PrintChoice, PrintFailure, PrintView},
    desk::{Desk, draft_id},
    papers, view,
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
    now: NaiveDateTime,
    show_numbers: bool,
}

/// A receipt that a [`Job`] asks the desk for.
pub struct Wanted {
    draft: DraftId,
    now: NaiveDateTime,
    locale: Locale,
    show_numbers: bool,
}

impl Job {
    /// Prints until everything is done or the desk was told to stop. `desk` hands each [`Wanted`] to [`Desk::wanted`]: the
    /// desk is needed for that moment alone.
    pub fn run(self, mut desk: impl FnMut(&Wanted) -> Result<Document, Failure>) {
        let Self { drafts, state, press, order, now, show_numbers } = self;
        let ended = Ended(&state);
        let tell = |report: &Report| {
            let mut state = lock(&state);
            state.report.clone_from(report);
            if state.stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let receipt = |at: usize| {
            let draft = drafts.get(at).copied().ok_or_else(Failure::gone)?;
            let (draft, locale) = (draft_id(draft), order.locale);
            desk(&Wanted { draft, now, locale, show_numbers })
        };
        let report = match papers::loaded(&press) {
            Ok(press) => press.batch(&order, drafts.len(), receipt, tell),
            Err(failure) => {
                Report { total: drafts.len(), end: Some(End::Failed(failure)), ..Report::default() }
            }
        };
        lock(&state).report = report;
        drop(ended);
    }
}

/// A thread that panics has ended its batch all the same.
struct Ended<'a>(&'a Mutex<State>);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        let mut state = lock(self.0);
        state.report.end.get_or_insert_with(|| End::Failed(Failure::bad_request()));
    }
}

impl Desk {
    /// Begins a batch; a thread takes it up with [`Desk::take_job`].
    pub(crate) fn print_receipts(
        &mut self,
        drafts: Vec<i32>,
        folder: PathBuf,
        choice: PrintChoice,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<PrintView, Failure> {
        if self.printing.as_ref().is_some_and(|it| lock(&it.state).report.end.is_none()) {
            return Err(Failure::input(
                "上一批还在打印，请等完成，或先停止。",
                "The last batch is still being printed. Wait for it, or stop it first.",
            ));
        }
        let report = Report { total: drafts.len(), ..Report::default() };
        let state = Arc::new(Mutex::new(State { report, stop: false }));
        let order = order(folder, choice, locale);
        let (press, show_numbers) = (Arc::clone(&self.press), choice.show_numbers);
        let shared = Arc::clone(&state);
        self.job =
            Some(Job { drafts: drafts.clone(), state: shared, press, order, now, show_numbers });
        let name = |draft| self.vault.draft(draft_id(draft)).map(|it| it.applicant.details.name);
        let drafts = drafts.into_iter().map(|it| (it, name(it).unwrap_or_default())).collect();
        let printing = self.printing.insert(Printing { drafts, state });
        Ok(view_of(&self.vault, printing, locale))
    }

    /// The batch that was begun last, once, for a thread to run.
    pub fn take_job(&mut self) -> Option<Job> {
        self.job.take()
    }

    /// The receipt that a batch wants now.
    pub fn wanted(&self, wanted: &Wanted) -> Result<Document, Failure> {
        let Wanted { draft, now, locale, show_numbers } = *wanted;
        let (procedure, applicant) = self.applicant(draft, now)?;
        let procedure = self.library.procedure(&procedure).ok_or_else(Failure::gone)?;
        Ok(papers::receipt(procedure, &applicant, now, locale, !show_numbers))
    }

    /// How far the last batch is.
    pub(crate) fn print_progress(&self, locale: Locale) -> Option<PrintView> {
        Some(view_of(&self.vault, self.printing.as_ref()?, locale))
    }

    /// Tells the batch to stop. What it is about to write it writes.
    pub(crate) fn stop_printing(&self, locale: Locale) -> Option<PrintView> {
        lock(&self.printing.as_ref()?.state).stop = true;
        self.print_progress(locale)
    }

    /// What the first few files would be called.
    pub(crate) fn name_receipts(
        &self,
        drafts: &[i32],
        choice: PrintChoice,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Vec<String> {
        let order = order(PathBuf::new(), choice, locale);
        let few = if order.one_file { 1 } else { 3 };
        let name = |&draft: &i32| {
            let show_numbers = choice.show_numbers;
            let wanted = Wanted { draft: draft_id(draft), now, locale, show_numbers };
            let receipt = self.wanted(&wanted).ok()?;
            Some(format!("{}.pdf", file_name(&receipt, &order)))
        };
        drafts.iter().filter_map(name).take(few).collect()
    }
}

fn order(folder: PathBuf, choice: PrintChoice, locale: Locale) -> Order {
    Order { folder, one_file: choice.one_file, named: choice.named, locale }
}

fn view_of(vault: &beishen_store::Vault, printing: &Printing, locale: Locale) -> PrintView {
    let report = lock(&printing.state).report.clone();
    let failures = report.failures.iter().filter_map(|(at, failure)| {
        let (draft, name) = printing.drafts.get(*at)?;
        Some(PrintFailure {
            draft: vault.draft(draft_id(*draft)).is_ok().then_some(*draft),
            name: name.clone(),
            message: failure.message.get(locale).to_owned(),
        })
    });
    PrintView {
        total: view::count(report.total),
        looked_at: view::count(report.looked_at),
        printed: view::count(report.printed),
        running: report.end.is_none(),
        complete: report.is_complete(),
        message: report.message().get(locale).to_owned(),
        failures: failures.collect(),
        path: report.files.first().map(|it| it.display().to_string()),
        missing: papers::named(&report.missing),
    }
}

/// Nothing that is kept here is half changed when a thread panics.
fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

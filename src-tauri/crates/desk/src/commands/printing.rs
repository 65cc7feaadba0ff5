//! The receipts of many, printed on a thread.

use std::{path::PathBuf, sync::Arc};

use beishen_document::Document;
use beishen_store::DraftId;
use beishen_work::{Failure, batch::file_name, papers};

use crate::{
    at::At,
    contract::{PrintChoice, PrintView},
    desk::Desk,
    parts::printing::{Job, Piece, Printing, Wanted, Work, order},
};

impl Desk {
    /// Begins a batch; a thread takes it up with [`Desk::take_job`].
    pub(crate) fn print_receipts(
        &mut self,
        drafts: Vec<i32>,
        folder: PathBuf,
        choice: PrintChoice,
        at: At,
    ) -> Result<PrintView, Failure> {
        self.one_batch()?;
        let name =
            |draft| self.vault.draft(DraftId::from(draft)).map(|it| it.applicant.details.name);
        let drafts = drafts.into_iter().map(|it| (it, name(it).unwrap_or_default())).collect();
        let work = Work::Print(order(folder, choice, at.locale));
        let (printing, job) =
            Printing::new(drafts, work, choice.show_numbers, Arc::clone(&self.press), at);
        let view = self.how_far(&printing, at);
        self.printing = Some(printing);
        self.job = Some(job);
        Ok(view)
    }

    /// The batch that was begun last, once, for a thread to run.
    pub fn take_job(&mut self) -> Option<Job> {
        self.job.take()
    }

    /// There is one batch at a time.
    pub(crate) fn one_batch(&self) -> Result<(), Failure> {
        if self.printing.as_ref().is_some_and(Printing::is_running) {
            return Err(Failure::input(
                "上一批还没有完成，请等完成，或先停止。",
                "The last batch is still running. Wait for it, or stop it first.",
            ));
        }
        Ok(())
    }

    /// The files that the last batch has written.
    pub fn batch_files(&self) -> Vec<PathBuf> {
        self.printing.as_ref().map(Printing::files).unwrap_or_default()
    }

    /// What has ended the last batch before its time.
    pub fn batch_failure(&self) -> Option<Failure> {
        self.printing.as_ref().and_then(Printing::failure)
    }

    /// What a batch wants now.
    pub fn wanted(&self, wanted: &Wanted) -> Result<Piece, Failure> {
        match &wanted.kinds {
            Some(kinds) => self.pieces(wanted, kinds).map(Piece::Files),
            None => self.receipt(wanted).map(|it| Piece::Receipt(Box::new(it))),
        }
    }

    fn receipt(&self, wanted: &Wanted) -> Result<Document, Failure> {
        let Wanted { draft, at, show_numbers, .. } = *wanted;
        let (procedure, applicant) = self.applicant(draft, at.now)?;
        let procedure = self.library.procedure(&procedure).ok_or_else(Failure::gone)?;
        Ok(papers::receipt(procedure, &applicant, at.now, at.locale, !show_numbers))
    }

    /// How far the last batch is.
    #[expect(clippy::unnecessary_wraps, reason = "as every command")]
    pub(crate) fn print_progress(&self, at: At) -> Result<Option<PrintView>, Failure> {
        Ok(self.printing.as_ref().map(|it| self.how_far(it, at)))
    }

    /// Tells the batch to stop. What it is about to write it writes.
    pub(crate) fn stop_printing(&self, at: At) -> Result<Option<PrintView>, Failure> {
        if let Some(printing) = &self.printing {
            printing.stop();
        }
        self.print_progress(at)
    }

    /// What the first few files would be called.
    #[expect(clippy::unnecessary_wraps, reason = "as every command")]
    pub(crate) fn name_receipts(
        &self,
        drafts: Vec<i32>,
        choice: PrintChoice,
        at: At,
    ) -> Result<Vec<String>, Failure> {
        let order = order(PathBuf::new(), choice, at.locale);
        let few = if order.one_file { 1 } else { 3 };
        let name = |&draft: &i32| {
            let show_numbers = choice.show_numbers;
            let draft = DraftId::from(draft);
            let wanted = Wanted { draft, nth: 0, at, show_numbers, kinds: None };
            let receipt = self.receipt(&wanted).ok()?;
            Some(format!("{}.pdf", file_name(&receipt, &order)))
        };
        Ok(drafts.iter().filter_map(name).take(few).collect())
    }

    pub(crate) fn how_far(&self, printing: &Printing, at: At) -> PrintView {
        printing.view(|draft| self.vault.draft(draft.into()).is_ok(), at.locale)
    }
}

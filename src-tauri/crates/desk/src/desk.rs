//! The desk: one vault, the procedures, and every command of the window.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use beishen_core::{Answers, Assessment, Locale, Procedure, assess};
use beishen_store::{ApplicantId, DraftId, DraftRecord, Key, Vault};
use chrono::{FixedOffset, NaiveDateTime};
use serde_json::Value;

use crate::{
    Clipboard, Failure, Library, Press,
    companion::Walk,
    contract::{Command, DraftView, ImportedPack, Request},
    cropping::ByHand,
    due,
    looks::Looks,
    preview::Preview,
    printing::{Job, Printing},
    record, view,
};

/// Carries out what the window asks for. One user step is one transaction; nothing derived is stored.
///
/// The time of every command is passed in: the desk reads no clock.
pub struct Desk {
    pub(crate) vault: Vault,
    /// What comes with the program, and packs of one's own.
    pub(crate) installed: Library,
    /// The same with what was added on this computer.
    pub(crate) library: Library,
    /// Told once, on the first screen.
    pub(crate) recovered: bool,
    /// The fonts, once something was printed.
    pub(crate) press: Arc<OnceLock<Press>>,
    /// The receipts of many that were begun last, and what a thread has still to take up of it.
    pub(crate) printing: Option<Printing>,
    pub(crate) job: Option<Job>,
    pub(crate) preview: Preview,
    /// What was seen of photos.
    pub(crate) looks: Looks,
    /// How far local time is from UTC, which calendar files are written in.
    pub(crate) offset: FixedOffset,
    pub(crate) companion: Walk,
    pub(crate) clipboard: Clipboard,
    /// Where files for uploading lie while the companion is open.
    pub(crate) uploads: PathBuf,
    /// Where practice portals lie.
    pub(crate) practice: PathBuf,
}

/// A draft with everything that follows from it.
pub(crate) struct Open<'a> {
    pub(crate) record: DraftRecord,
    pub(crate) procedure: &'a Procedure,
    pub(crate) answers: Answers,
    pub(crate) assessment: Assessment,
}

impl Desk {
    /// Opens the vault at `path`, or makes one. What has been in the bin for its time is gone afterwards.
    pub fn open(path: &Path, library: Library, now: NaiveDateTime) -> Result<Self, Failure> {
        let key = Key::load_or_create(path)?;
        let mut vault = Vault::open_or_create(path, &key)?;
        let recovered = vault.recovered();
        vault.purge(now)?;
        let installed = library.clone();
        let offset = due::china()?;
        let (uploads, practice) = (path.with_file_name("upload"), path.with_file_name("practice"));
        let (companion, clipboard) = (Walk::default(), Clipboard::none());
        let mut desk = Self {
            vault,
            installed,
            library,
            recovered,
            press: Arc::default(),
            printing: None,
            job: None,
            preview: Preview::default(),
            looks: Looks::default(),
            offset,
            companion,
            clipboard,
            uploads,
            practice,
        };
        desk.read_own()?;
        desk.forget_uploads();
        Ok(desk)
    }

    /// The same where local time is not China's.
    #[must_use]
    pub fn in_zone(self, offset: FixedOffset) -> Self {
        Self { offset, ..self }
    }

    /// The clipboard that the companion copies to; without one it says that nothing can be copied.
    pub fn use_clipboard(&mut self, clipboard: Clipboard) {
        self.clipboard = clipboard;
    }

    /// Carries out one command. The reply's shape is told at each [`Command`].
    pub fn call(&mut self, request: Request, now: NaiveDateTime) -> Result<Value, Failure> {
        let Request { locale, command } = request;
        let value = match command {
            Command::OpenDesk => to_value(&self.desk_view("", now, locale)?),
            Command::SearchApplicants { query } => to_value(&self.desk_view(&query, now, locale)?),
            Command::AddApplicant { name } => to_value(&self.add_applicant(&name, now, locale)?),
            Command::AddSamples => to_value(&self.add_samples(now, locale)?),
            Command::RemoveSamples => to_value(&self.remove_samples(now, locale)?),
            Command::RenameApplicant { applicant, name } => {
                to_value(&self.rename_applicant(applicant_id(applicant), &name, now, locale)?)
            }
            Command::BinApplicant { applicant } => {
                self.vault.delete_applicant(applicant_id(applicant), now)?;
                to_value(&self.desk_view("", now, locale)?)
            }
            Command::RestoreApplicant { applicant } => {
                self.vault.restore_applicant(applicant_id(applicant), now)?;
                to_value(&self.desk_view("", now, locale)?)
            }
            Command::EraseApplicant { applicant } => {
                self.vault.erase_applicant(applicant_id(applicant))?;
                to_value(&self.desk_view("", now, locale)?)
            }
            Command::BeginDraft { applicant, procedure } => {
                if self.library.procedure(&procedure).is_none() {
                    return Err(Failure::gone());
                }
                let draft = self.vault.begin_draft(applicant_id(applicant), &procedure, now)?;
                self.note_outline(draft)?;
                to_value(&self.draft_view(draft, now, locale)?)
            }
            Command::BeginAgain { draft } => {
                let draft = self.vault.begin_again(draft_id(draft), now)?;
                self.see_changes(draft)?;
                to_value(&self.draft_view(draft, now, locale)?)
            }
            Command::ListPacks => to_value(&view::packs(&self.library, locale)),
            Command::ImportPack { path, replace } => {
                let imported = self.installed.import(Path::new(&path), replace)?;
                let title = imported.map(|it| it.title().get(locale).to_owned());
                self.read_own()?;
                to_value(&ImportedPack { title, packs: view::packs(&self.library, locale) })
            }
            Command::RemovePack { file } => {
                self.installed.remove(&file)?;
                self.read_own()?;
                to_value(&view::packs(&self.library, locale))
            }
            Command::AddedOptions => to_value(&self.added_options(locale)?),
            Command::RemoveOption { fact, value } => {
                to_value(&self.remove_option(&fact, &value, locale)?)
            }
            Command::Profiles => to_value(&self.profiles_view(locale)?),
            Command::SetProfile { procedure, material, values } => {
                to_value(&self.set_profile(&procedure, &material, &values, now, locale)?)
            }
            Command::RemoveProfile { procedure, material } => {
                to_value(&self.remove_profile(&procedure, &material, locale)?)
            }
            Command::PrepareScan { draft, material } => {
                to_value(&self.prepare_scan(draft_id(draft), &material, now, locale)?)
            }
            Command::MergeCard { draft, material, layout } => {
                to_value(&self.merge_card(draft_id(draft), &material, layout, now, locale)?)
            }
            Command::PreparePhoto { draft, material, crop, lines } => {
                let by_hand = crop.map(|it| ByHand { crop: it.into(), lines });
                to_value(&self.prepare_photo(draft_id(draft), &material, by_hand, now, locale)?)
            }
            Command::Visit { draft, step } => {
                self.vault.set_position(draft_id(draft), &step)?;
                Ok(Value::Null)
            }
            Command::OpenCompanion { draft } => {
                to_value(&self.open_companion(draft_id(draft), now, locale)?)
            }
            Command::PressCompanion { draft, key } => {
                to_value(&self.press_companion(draft_id(draft), key, now, locale)?)
            }
            Command::CompanionFile { draft, item } => {
                to_value(&self.companion_file(draft_id(draft), &item, now)?)
            }
            Command::Preview { draft, of } => {
                to_value(&self.preview(draft_id(draft), of, now, locale)?)
            }
            Command::PreviewPage { preview, page, width } => {
                to_value(&self.preview_page(preview, page, width)?)
            }
            Command::SavePreview { preview, path } => {
                to_value(&self.save_preview(preview, Path::new(&path))?)
            }
            Command::ClosePreview { preview } => {
                self.close_preview(preview);
                Ok(Value::Null)
            }
            Command::ReadBack { draft, text } => {
                to_value(&self.read_back(draft_id(draft), &text, now, locale)?)
            }
            Command::ReadBackFile { draft, path } => {
                to_value(&self.read_back_file(draft_id(draft), Path::new(&path), now, locale)?)
            }
            Command::SavePaper { draft, paper, path, format } => {
                let (draft, path) = (draft_id(draft), Path::new(&path));
                to_value(&self.save_paper(draft, paper, path, format, now, locale)?)
            }
            Command::SaveQuestionnaire { procedure, path, format } => {
                let path = Path::new(&path);
                to_value(&self.save_questionnaire(&procedure, path, format, now, locale)?)
            }
            Command::SaveDeskPaper { paper, drafts, path, format } => {
                let path = Path::new(&path);
                to_value(&self.save_desk_paper(paper, &drafts, path, format, now, locale)?)
            }
            other => self.draft_command(other, now, locale),
        }?;
        Ok(value)
    }

    fn draft_command(
        &mut self,
        command: Command,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<Value, Failure> {
        let (draft, changed) = match command {
            Command::OpenDraft { draft } => {
                self.note_outline(draft_id(draft))?;
                (draft, None)
            }
            Command::Answer { draft, fact, text, only_here } => {
                self.answer(draft_id(draft), &fact, &text, only_here, now)?;
                (draft, None)
            }
            Command::SetHistory { draft, rows } => {
                self.set_history(draft_id(draft), rows, now)?;
                (draft, None)
            }
            Command::Tick { draft, tick, on } => {
                self.tick(draft_id(draft), &tick, on, now)?;
                (draft, None)
            }
            Command::Log { draft, act, at, note } => {
                self.log(draft_id(draft), &act, at.as_deref(), &note, now)?;
                (draft, None)
            }
            Command::Unlog { draft, entry } => {
                self.unlog(draft_id(draft), &entry, now)?;
                (draft, None)
            }
            Command::Compare { draft, item, verdict, shown, evidence } => {
                self.compare(draft_id(draft), &item, verdict, shown, evidence, now)?;
                (draft, None)
            }
            Command::SeenChanges { draft } => {
                self.see_changes(draft_id(draft))?;
                (draft, None)
            }
            Command::Sign { draft, strokes } => {
                self.sign(draft_id(draft), strokes, now)?;
                (draft, None)
            }
            Command::Keep { draft, finding, on } => {
                self.keep(draft_id(draft), &finding, on, now)?;
                (draft, None)
            }
            Command::Fix { draft, finding, fix } => {
                self.fix(draft_id(draft), &finding, fix, now)?;
                (draft, None)
            }
            Command::Attach { draft, material, path } => {
                self.attach(draft_id(draft), &material, Path::new(&path), now)?;
                (draft, None)
            }
            Command::Detach { draft, material } => {
                self.detach(draft_id(draft), &material, now)?;
                (draft, None)
            }
            Command::SetSide { draft, material, side, path } => {
                let path = path.as_deref().map(Path::new);
                self.set_side(draft_id(draft), &material, side, path, now)?;
                (draft, None)
            }
            Command::SwapSides { draft, material } => {
                self.swap_sides(draft_id(draft), &material, now)?;
                (draft, None)
            }
            Command::AddOption { draft, fact, value } => {
                self.add_option(draft_id(draft), &fact, &value, now)?;
                (draft, None)
            }
            Command::Undo { draft } => (draft, self.undo(draft_id(draft), now, locale)?),
            Command::Redo { draft } => (draft, self.redo(draft_id(draft), now, locale)?),
            other => return self.question(other, now, locale),
        };
        let mut view = self.draft_view(draft_id(draft), now, locale)?;
        view.changed = changed;
        to_value(&view)
    }

    /// Commands that change nothing in the vault.
    fn question(
        &mut self,
        command: Command,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<Value, Failure> {
        match command {
            Command::SearchOptions { draft, fact, query } => {
                let open = self.open_draft(draft_id(draft), now)?;
                to_value(&view::search_options(&open, &fact, &query, locale))
            }
            Command::PastValues { draft, fact } => {
                to_value(&self.past_values(draft_id(draft), &fact)?)
            }
            Command::OpenCropper { draft, material } => {
                to_value(&self.cropper(draft_id(draft), &material, now, locale)?)
            }
            Command::ProposeCrop { draft, material, lines } => {
                to_value(&self.propose_crop(draft_id(draft), &material, &lines, now, locale)?)
            }
            Command::InspectName { text } => to_value(&view::name(&text, now, locale)),
            Command::Review { draft } => {
                to_value(&view::review(&self.open_draft(draft_id(draft), now)?, locale))
            }
            Command::SaveReceipt { draft, path, show_numbers } => to_value(&self.save_receipt(
                draft_id(draft),
                Path::new(&path),
                show_numbers,
                now,
                locale,
            )?),
            Command::VerifyReceipt { draft, path } => {
                to_value(&self.verify_receipt(draft_id(draft), Path::new(&path), now, locale)?)
            }
            Command::PrintReceipts { drafts, folder, choice } => {
                to_value(&self.print_receipts(drafts, folder.into(), choice, now, locale)?)
            }
            Command::PrintProgress => to_value(&self.print_progress(locale)),
            Command::StopPrinting => to_value(&self.stop_printing(locale)),
            Command::NameReceipts { drafts, choice } => {
                to_value(&self.name_receipts(&drafts, choice, now, locale))
            }
            Command::SaveChecklist { draft, path, format } => to_value(&self.save_checklist(
                draft_id(draft),
                Path::new(&path),
                format,
                now,
                locale,
            )?),
            Command::SaveCorrection { draft, path } => {
                to_value(&self.save_correction(draft_id(draft), Path::new(&path), now, locale)?)
            }
            Command::SavePractice { draft } => {
                to_value(&self.save_practice(draft_id(draft), now, locale)?)
            }
            Command::SaveFacts { draft, path, pending, rows } => {
                to_value(&self.save_facts(draft_id(draft), Path::new(&path), pending, rows)?)
            }
            Command::PreviewCard { draft, material, layout } => {
                to_value(&self.preview_card(draft_id(draft), &material, layout, now, locale)?)
            }
            Command::SaveMaterials { draft, folder, replace } => to_value(&self.save_materials(
                draft_id(draft),
                Path::new(&folder),
                replace,
                now,
                locale,
            )?),
            Command::Deadlines => to_value(&self.deadlines_view(now, locale)?),
            Command::SaveCalendar { draft, path } => {
                to_value(&self.save_calendar(draft.map(draft_id), Path::new(&path), now, locale)?)
            }
            _ => Err(Failure::bad_request()),
        }
    }

    pub(crate) fn open_draft(
        &self,
        draft: DraftId,
        now: NaiveDateTime,
    ) -> Result<Open<'_>, Failure> {
        let record = self.vault.draft(draft)?;
        let id = &record.draft.procedure;
        let procedure = self.library.procedure(id).ok_or_else(|| Failure::not_installed(id))?;
        let mut answers = record::answers(&record.values);
        answers.elsewhere = self.elsewhere(&record)?;
        let assessment = assess(procedure, &answers, now);
        Ok(Open { record, procedure, answers, assessment })
    }

    pub(crate) fn draft_view(
        &self,
        draft: DraftId,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, now)?;
        let files = view::files(&open, &self.looks, |digest| self.vault.bytes(digest).ok());
        let mut view = view::draft(&open, &files, now, locale);
        let installed = self.installed.procedure(open.procedure.id());
        let changes = installed.map(|it| view::pack_changes(&open.record.draft, it, locale));
        view.pack_changes = changes.unwrap_or_default();
        view.twin = self.twin_note(open.record.applicant.id, &self.twins()?, locale);
        Ok(view)
    }
}

fn to_value(reply: &impl serde::Serialize) -> Result<Value, Failure> {
    serde_json::to_value(reply).map_err(|_| Failure::bad_request())
}

pub(crate) fn applicant_id(id: i32) -> ApplicantId {
    ApplicantId(i64::from(id))
}

pub(crate) fn draft_id(id: i32) -> DraftId {
    DraftId(i64::from(id))
}

//! Which command does what.

use std::path::Path;

use beishen_core::Locale;
use chrono::NaiveDateTime;
use serde_json::Value;

use crate::{
    Failure,
    contract::{Command, ImportedPack, Request},
    cropping::ByHand,
    desk::{Desk, applicant_id, draft_id},
    view,
};

impl Desk {
    /// Carries out one command. The reply's shape is told at each [`Command`].
    pub fn call(&mut self, request: Request, now: NaiveDateTime) -> Result<Value, Failure> {
        let Request { locale, command } = request;
        match command {
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
            Command::InspectName { text } => to_value(&view::name(&text, now, locale)),
            Command::Deadlines => to_value(&self.deadlines_view(now, locale)?),
            other => self.draft_command(other, now, locale),
        }
    }

    /// Commands that change a draft, and show it anew.
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
            other => return self.look(other, now, locale),
        };
        let mut view = self.draft_view(draft_id(draft), now, locale)?;
        view.changed = changed;
        to_value(&view)
    }

    /// Commands that show something of a draft: pictures, lists, the companion, the portal's page.
    fn look(
        &mut self,
        command: Command,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<Value, Failure> {
        match command {
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
            Command::PreviewCard { draft, material, layout } => {
                to_value(&self.preview_card(draft_id(draft), &material, layout, now, locale)?)
            }
            Command::OpenCropper { draft, material } => {
                to_value(&self.cropper(draft_id(draft), &material, now, locale)?)
            }
            Command::ProposeCrop { draft, material, lines } => {
                to_value(&self.propose_crop(draft_id(draft), &material, &lines, now, locale)?)
            }
            Command::Visit { draft, step } => {
                self.vault.set_position(draft_id(draft), &step)?;
                Ok(Value::Null)
            }
            Command::SearchOptions { draft, fact, query } => {
                let open = self.open_draft(draft_id(draft), now)?;
                to_value(&view::search_options(&open, &fact, &query, locale))
            }
            Command::PastValues { draft, fact } => {
                to_value(&self.past_values(draft_id(draft), &fact)?)
            }
            Command::Review { draft } => {
                to_value(&view::review(&self.open_draft(draft_id(draft), now)?, locale))
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
            Command::ReadBack { draft, text } => {
                to_value(&self.read_back(draft_id(draft), &text, now, locale)?)
            }
            Command::ReadBackFile { draft, path } => {
                to_value(&self.read_back_file(draft_id(draft), Path::new(&path), now, locale)?)
            }
            other => self.paper_command(other, now, locale),
        }
    }

    /// Commands that write, show or print papers.
    fn paper_command(
        &mut self,
        command: Command,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<Value, Failure> {
        match command {
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
            Command::SaveMaterials { draft, folder, replace } => to_value(&self.save_materials(
                draft_id(draft),
                Path::new(&folder),
                replace,
                now,
                locale,
            )?),
            Command::SavePractice { draft } => {
                to_value(&self.save_practice(draft_id(draft), now, locale)?)
            }
            Command::SaveFacts { draft, path, pending, rows } => {
                to_value(&self.save_facts(draft_id(draft), Path::new(&path), pending, rows)?)
            }
            Command::SaveCalendar { draft, path } => {
                to_value(&self.save_calendar(draft.map(draft_id), Path::new(&path), now, locale)?)
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
            Command::PrintReceipts { drafts, folder, choice } => {
                to_value(&self.print_receipts(drafts, folder.into(), choice, now, locale)?)
            }
            Command::PrintProgress => to_value(&self.print_progress(locale)),
            Command::StopPrinting => to_value(&self.stop_printing(locale)),
            Command::NameReceipts { drafts, choice } => {
                to_value(&self.name_receipts(&drafts, choice, now, locale))
            }
            _ => Err(Failure::bad_request()),
        }
    }
}

fn to_value(reply: &impl serde::Serialize) -> Result<Value, Failure> {
    serde_json::to_value(reply).map_err(|_| Failure::bad_request())
}

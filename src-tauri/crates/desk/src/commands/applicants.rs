//! The list of applicants: adding, finding, renaming, the bin, the samples.

use beishen_document::Locale;
use beishen_reference::pinyin::search_keys;
use beishen_store::{ApplicantDetails, ApplicantId, Change, Level, NewApplicant, Provenance};
use beishen_work::{Failure, demo};
use chrono::{NaiveDateTime, TimeDelta};

use crate::{
    at::At,
    contract::{AddedApplicant, ApplicantRow, ClosedDraft, DeskView, DraftRow, RosterQuery, count},
    desk::Desk,
    record::{self, NAME, SAMPLE},
    roster::{DraftLine, Everybody, Known, find},
    view,
};

/// Of whom one is looked for by name, so many are named.
const NAMED: usize = 50;
/// So many are shown of the bin.
const BINNED: usize = 500;
/// So few lines of the list are made anew while somebody waits for it.
const FEW: usize = 24;
const COLOURS: usize = 6;

impl Desk {
    pub(crate) fn open_desk(&mut self, about: Option<i32>, at: At) -> Result<DeskView, Failure> {
        let view = self.desk_view("", at)?;
        let everybody = self.roster.read(&self.vault)?;
        let about = about.and_then(|it| everybody.one(it));
        Ok(DeskView { about: about.map(|it| self.row(&everybody, it, at)), ..view })
    }

    pub(crate) fn search_applicants(&mut self, query: String, at: At) -> Result<DeskView, Failure> {
        self.desk_view(&query, at)
    }

    pub(crate) fn bin_applicant(&mut self, id: ApplicantId, at: At) -> Result<DeskView, Failure> {
        self.vault.delete_applicant(id, at.now)?;
        self.desk_view("", at)
    }

    pub(crate) fn restore_applicant(
        &mut self,
        id: ApplicantId,
        at: At,
    ) -> Result<DeskView, Failure> {
        self.vault.restore_applicant(id, at.now)?;
        self.desk_view("", at)
    }

    pub(crate) fn erase_applicant(&mut self, id: ApplicantId, at: At) -> Result<DeskView, Failure> {
        self.vault.erase_applicant(id)?;
        self.desk_view("", at)
    }

    pub(crate) fn desk_view(&mut self, text: &str, at: At) -> Result<DeskView, Failure> {
        self.catch_up(at.now)?;
        // That the trays cannot be read keeps nobody from the desk.
        let office = self.show_office(at).unwrap_or_default();
        let everybody = self.roster.read(&self.vault)?;
        let query = RosterQuery { text: text.to_owned(), ..RosterQuery::everybody() };
        let mut named = find(&everybody, &query, 0..NAMED, at.now).spots;
        named.dedup_by_key(|it| it.0.id);
        let mut bin: Vec<&Known> = everybody.binned().collect();
        bin.sort_by_key(|it| std::cmp::Reverse(it.deleted));
        let running = |it: &&DraftLine| it.deadline().is_some();
        let due = everybody.people().flat_map(|it| &it.line.drafts).filter(running).count();
        Ok(DeskView {
            samples: everybody.people().any(|it| it.sample),
            applicants: named.iter().map(|it| self.row(&everybody, it.0, at)).collect(),
            total: count(everybody.people().count()),
            bin_total: count(bin.len()),
            bin: bin.iter().take(BINNED).map(|it| self.row(&everybody, it, at)).collect(),
            due: count(due),
            procedures: self
                .library
                .procedures()
                .iter()
                .map(|it| view::card(it, at.locale))
                .collect(),
            recovered: self.told(at),
            read_only: self.only_looked_at(at.locale),
            look: self.look()?,
            about: None,
            office,
        })
    }

    /// Makes the list true of this moment, where that takes no time; what is more is made anew by and by.
    pub(crate) fn catch_up(&mut self, now: NaiveDateTime) -> Result<(), Failure> {
        self.outdate(now)?;
        if self.vault.outdated(now)? <= FEW {
            self.vault.renew(FEW, now)?;
        }
        Ok(())
    }

    /// What happened to the vault that a person must know of before anything else.
    fn told(&self, at: At) -> Option<String> {
        let lost = self.vault.lost();
        if lost > 0 {
            let zh = format!(
                "资料库旁的日志不见了或已损坏，最近 {lost} 步没有找回。请核对后继续，或从备份恢复。"
            );
            let en = format!(
                "The log beside the vault is gone or damaged; the last {lost} steps could not be recovered. Check what is here, or restore a backup."
            );
            return Some(at.locale.pick(&zh, &en).to_owned());
        }
        if let Some(failure) = &self.unsound {
            return Some(failure.message.get(at.locale).to_owned());
        }
        if let Some(failure) = &self.unsaved_backup {
            let why = failure.message.get(at.locale);
            let (zh, en) = ("今天的备份没有做成：", "Today's backup could not be made: ");
            return Some(format!("{}{why}", at.locale.pick(zh, en)));
        }
        if let Some(failure) = &self.not_taken_out {
            return Some(failure.message.get(at.locale).to_owned());
        }
        let changed = self.vault.last_changed().ok().flatten();
        let clock = changed.and_then(|it| set_back(it, at));
        clock.or_else(|| self.recovered.map(|it| recovered(it, at.locale)))
    }

    pub(crate) fn row(&self, everybody: &Everybody, known: &Known, at: At) -> ApplicantRow {
        let here = known.deleted.is_none();
        let closed = known.line.closed.iter().filter_map(|it| {
            let procedure = self.library.procedure(&it.procedure)?;
            Some(ClosedDraft {
                id: it.id,
                title: procedure.title().get(at.locale).to_owned(),
                closed: it.closed.to_string(),
            })
        });
        ApplicantRow {
            id: known.id,
            name: known.name.clone(),
            id_tail: known.tail().to_owned(),
            colour: known.colour,
            changed: known.changed.format("%m-%d %H:%M").to_string(),
            deleted: known.deleted.map(|it| it.format("%m-%d %H:%M").to_string()),
            drafts: known
                .line
                .drafts
                .iter()
                .filter(|_| here)
                .map(|it| self.draft_row(it, at))
                .collect(),
            closed: closed.filter(|_| here).collect(),
            sample: known.sample,
            twin: Self::twin_words(&everybody.twins(known), at.locale),
            about: known.about.view(),
            usual_end: everybody.usual_end(known).map(|it| it.to_string()),
        }
    }

    /// A draft whose procedure is not installed stays in the vault until it is again.
    pub(crate) fn draft_row(&self, draft: &DraftLine, at: At) -> DraftRow {
        let procedure = self.library.procedure(&draft.procedure);
        let title = procedure.map_or_else(
            || match at.locale {
                Locale::Zh => format!("办理事项“{}”未安装", draft.procedure),
                Locale::En => format!("The procedure “{}” is not installed", draft.procedure),
            },
            |it| it.title().get(at.locale).to_owned(),
        );
        let known = if procedure.is_some() { draft } else { &DraftLine::of(draft.id, "") };
        let due = known.deadline();
        DraftRow {
            id: draft.id,
            procedure: draft.procedure.clone(),
            title,
            done: known.done,
            steps: known.steps,
            wrong: known.wrong,
            missing: known.missing,
            warnings: known.warnings,
            status: known.status,
            deadline: due.and_then(|it| view::deadline(procedure?, &it.id, it.at, at)),
            installed: procedure.is_some(),
        }
    }

    pub(crate) fn add_applicant(
        &mut self,
        name: String,
        at: At,
    ) -> Result<AddedApplicant, Failure> {
        let id = self.vault.add_applicant(&self.newcomer(&name, None)?, at.now)?;
        Ok(AddedApplicant { applicant: view::small(id.0), desk: self.desk_view("", at)? })
    }

    fn newcomer(&self, name: &str, note: Option<&str>) -> Result<NewApplicant, Failure> {
        let name = name.trim();
        let people = self.vault.roster_size()?;
        let colour = u8::try_from(people % COLOURS + 1).unwrap_or(1);
        let details = ApplicantDetails {
            name: name.to_owned(),
            search: search_keys(name),
            colour,
            note: note.map(str::to_owned),
        };
        let values = if name.is_empty() {
            Vec::new()
        } else {
            vec![Change::answer(Level::Applicant, NAME, Some(name), Provenance::Typed)]
        };
        Ok(NewApplicant { details, values, procedures: Vec::new() })
    }

    pub(crate) fn rename_applicant(
        &mut self,
        id: ApplicantId,
        name: String,
        at: At,
    ) -> Result<DeskView, Failure> {
        let name = name.trim();
        self.vault.fill(
            id,
            &[Change::answer(Level::Applicant, NAME, Some(name), Provenance::Typed)],
            at.now,
        )?;
        self.call_applicant(id, name, at.now)?;
        self.desk_view("", at)
    }

    /// The list shows the name that was answered last.
    pub(crate) fn call_applicant(
        &mut self,
        id: ApplicantId,
        name: &str,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let details = self.vault.applicant(id)?.applicant.details;
        if details.name != name {
            let details =
                ApplicantDetails { name: name.to_owned(), search: search_keys(name), ..details };
            self.vault.edit_applicant(id, &details, now)?;
        }
        Ok(())
    }

    pub(crate) fn add_samples(&mut self, at: At) -> Result<DeskView, Failure> {
        for (answers, photo) in demo::samples(&self.library)? {
            let name = answers.facts.get(NAME).cloned().unwrap_or_default();
            let mut newcomer = self.newcomer(&name, Some(SAMPLE))?;
            newcomer.values = answers
                .facts
                .iter()
                .map(|(key, text)| {
                    Change::answer(Level::Applicant, key.as_str(), Some(text), Provenance::Typed)
                })
                .collect();
            let history = record::history_text(&answers.history);
            newcomer.values.push(Change::history(
                Level::Applicant,
                history.as_deref(),
                Provenance::Typed,
            ));
            let id = self.vault.add_applicant(&newcomer, at.now)?;
            let draft = self.vault.begin_draft(
                id,
                demo::PROCEDURE,
                self.outline(demo::PROCEDURE).as_deref(),
                at.now,
            )?;
            let mut changes: Vec<Change> = answers
                .ticks
                .iter()
                .map(|(tick, on)| Change::tick(Level::Draft, tick, *on))
                .collect();
            changes.push(Self::attachment("photo", "photo.jpg", photo.to_vec())?);
            self.vault.step(draft, &changes, at.now)?;
            // The list that comes back tells what is found in it.
            self.open_draft(draft, at.now)?;
        }
        self.desk_view("", at)
    }

    pub(crate) fn remove_samples(&mut self, at: At) -> Result<DeskView, Failure> {
        let everybody = self.roster.read(&self.vault)?;
        let samples: Vec<i32> = everybody.people().filter(|it| it.sample).map(|it| it.id).collect();
        drop(everybody);
        for id in samples {
            let id = ApplicantId::from(id);
            self.vault.delete_applicant(id, at.now)?;
            self.vault.erase_applicant(id)?;
        }
        self.desk_view("", at)
    }
}

fn recovered(until: NaiveDateTime, locale: Locale) -> String {
    match locale {
        Locale::Zh => format!(
            "上次意外关闭，{} 以前填的都在，请看看最后填的那一项。",
            until.format("%-m 月 %-d 日 %H:%M")
        ),
        Locale::En => format!(
            "Beishen closed unexpectedly. Everything up to {} is here; check the answer you gave last.",
            until.format("%Y-%m-%d %H:%M")
        ),
    }
}

/// What is due is counted by the computer's clock. One that is behind what was saved last has been set back.
fn set_back(last: NaiveDateTime, at: At) -> Option<String> {
    const SLACK: TimeDelta = TimeDelta::minutes(5);
    let (now, last) = (at.now, (last > at.now + SLACK).then_some(last)?);
    Some(match at.locale {
        Locale::Zh => format!(
            "电脑时间 {} 早于上次保存 {}，期限会算错，请校准。",
            now.format("%m-%d %H:%M"),
            last.format("%m-%d %H:%M")
        ),
        Locale::En => format!(
            "The computer’s clock says {}, before the last change at {}. Set it, or deadlines come out wrong.",
            now.format("%Y-%m-%d %H:%M"),
            last.format("%Y-%m-%d %H:%M")
        ),
    })
}

//! The list of applicants: adding, finding, renaming, the bin, the samples.

use beishen_document::Locale;
use beishen_reference::pinyin::search_keys;
use beishen_store::{
    ApplicantDetails, ApplicantId, ApplicantLine, Change, Draft, Level, ListQuery, NewApplicant,
    Provenance,
};
use beishen_work::{Failure, demo};
use chrono::{NaiveDateTime, TimeDelta};

use crate::{
    at::At,
    contract::{AddedApplicant, ApplicantRow, ClosedDraft, DeskView, DraftRow, Status},
    desk::{Desk, last_saved},
    open::Open,
    record::{self, ID_NUMBER, NAME, SAMPLE},
    view,
};

/// The list shows so many; the search finds the rest.
const SHOWN: u32 = 500;
const COLOURS: i64 = 6;

impl Desk {
    pub(crate) fn open_desk(&self, at: At) -> Result<DeskView, Failure> {
        self.desk_view("", at)
    }

    pub(crate) fn search_applicants(&self, query: String, at: At) -> Result<DeskView, Failure> {
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

    pub(crate) fn desk_view(&self, query: &str, at: At) -> Result<DeskView, Failure> {
        let list = |bin, text: &str| {
            self.vault.list(&ListQuery { text, bin, limit: SHOWN, ..ListQuery::default() })
        };
        let (people, bin) = (list(false, query)?, list(true, "")?);
        let rows = |lines: Vec<ApplicantLine>| -> Result<Vec<ApplicantRow>, Failure> {
            lines.into_iter().map(|it| self.row(it, at)).collect()
        };
        let applicants = rows(people.lines)?;
        Ok(DeskView {
            samples: applicants.iter().any(|it| it.sample),
            applicants,
            total: people.total,
            bin: rows(bin.lines)?,
            bin_total: people.in_bin,
            procedures: self
                .library
                .procedures()
                .iter()
                .map(|it| view::card(it, at.locale))
                .collect(),
            recovered: self.told(at),
            read_only: self.only_looked_at(at.locale),
        })
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
        if let Some(failure) = &self.unsaved_backup {
            let why = failure.message.get(at.locale);
            let (zh, en) = ("今天的备份没有做成：", "Today's backup could not be made: ");
            return Some(format!("{}{why}", at.locale.pick(zh, en)));
        }
        let changed = last_saved(&self.vault).ok().flatten();
        let clock = changed.and_then(|it| set_back(it, at));
        clock.or_else(|| self.recovered.map(|it| recovered(it, at.locale)))
    }

    fn row(&self, line: ApplicantLine, at: At) -> Result<ApplicantRow, Failure> {
        let ApplicantLine { applicant, drafts } = line;
        let (mut rows, mut closed) = (Vec::new(), Vec::new());
        for draft in drafts.iter().filter(|_| applicant.deleted.is_none()) {
            if let Some(since) = draft.closed {
                let procedure = self.library.procedure(&draft.procedure);
                closed.extend(procedure.map(|it| ClosedDraft {
                    id: view::small(draft.id.0),
                    title: it.title().get(at.locale).to_owned(),
                    closed: since.format("%Y-%m-%d").to_string(),
                }));
                continue;
            }
            if self.library.procedure(&draft.procedure).is_none() {
                rows.push(idle_row(draft, at.locale));
            } else if let Ok(open) = self.glance(draft.id, at.now) {
                rows.push(draft_row(&open, at.locale));
            }
        }
        let id = self
            .vault
            .applicant(applicant.id)?
            .values
            .answers
            .get(ID_NUMBER)
            .map(|it| it.text.clone());
        let tail: String = id.unwrap_or_default().chars().rev().take(4).collect();
        Ok(ApplicantRow {
            id: view::small(applicant.id.0),
            id_tail: tail.chars().rev().collect(),
            colour: applicant.details.colour,
            changed: applicant.changed.format("%m-%d %H:%M").to_string(),
            deleted: applicant.deleted.map(|it| it.format("%m-%d %H:%M").to_string()),
            drafts: rows,
            closed,
            twin: self.twin_note(applicant.id, at.locale)?,
            sample: applicant.details.note.as_deref() == Some(SAMPLE),
            name: applicant.details.name,
        })
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
        let colour = u8::try_from(
            i64::from(self.vault.list(&ListQuery { limit: 1, ..ListQuery::default() })?.total)
                % COLOURS
                + 1,
        )
        .unwrap_or(1);
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
        let samples: Vec<i32> = self
            .desk_view("", at)?
            .applicants
            .iter()
            .filter(|it| it.sample)
            .map(|it| it.id)
            .collect();
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
            "It was closed unexpectedly. Everything until {} is here; look at what was given last.",
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

fn draft_row(open: &Open<'_>, locale: Locale) -> DraftRow {
    let progress = view::progress(open);
    DraftRow {
        id: view::small(open.record.draft.id.0),
        procedure: open.procedure.id().to_owned(),
        title: open.procedure.title().get(locale).to_owned(),
        done: progress.done,
        steps: progress.total,
        wrong: progress.wrong,
        missing: progress.missing,
        warnings: progress.warnings,
        status: progress.status,
        deadline: view::deadlines(open, locale).into_iter().next(),
        installed: true,
    }
}

/// A draft whose procedure is not installed stays in the vault until it is again.
fn idle_row(draft: &Draft, locale: Locale) -> DraftRow {
    let title = match locale {
        Locale::Zh => format!("办理事项“{}”未安装", draft.procedure),
        Locale::En => format!("The procedure “{}” is not installed", draft.procedure),
    };
    DraftRow {
        id: view::small(draft.id.0),
        procedure: draft.procedure.clone(),
        title,
        done: 0,
        steps: 0,
        wrong: 0,
        missing: 0,
        warnings: 0,
        status: Status::NotStarted,
        deadline: None,
        installed: false,
    }
}

//! The list of applicants: adding, finding, renaming, the bin, the samples.

use beishen_core::{FactKey, Locale};
use beishen_reference::pinyin;
use beishen_store::{
    ApplicantDetails, ApplicantId, ApplicantLine, Change, Draft, Level, ListQuery, NewApplicant,
    Provenance,
};
use chrono::NaiveDateTime;

use crate::{
    Failure,
    contract::{AddedApplicant, ApplicantRow, ClosedDraft, DeskView, DraftRow, Status},
    demo,
    desk::Desk,
    record,
    twins::Twins,
    view,
};

/// How a sample is told from a person.
const SAMPLE: &str = "sample";
pub(crate) const NAME: &str = "person.name";
pub(crate) const ID_NUMBER: &str = "person.id_number";
/// The list shows so many; the search finds the rest.
const SHOWN: u32 = 500;
const COLOURS: i64 = 6;

impl Desk {
    pub(crate) fn desk_view(
        &self,
        query: &str,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<DeskView, Failure> {
        let list = |bin, text: &str| {
            self.vault.list(&ListQuery { text, bin, limit: SHOWN, ..ListQuery::default() })
        };
        let (people, bin) = (list(false, query)?, list(true, "")?);
        let twins = self.twins()?;
        let rows = |lines: Vec<ApplicantLine>| -> Result<Vec<ApplicantRow>, Failure> {
            lines.into_iter().map(|it| self.row(it, &twins, now, locale)).collect()
        };
        let applicants = rows(people.lines)?;
        Ok(DeskView {
            samples: applicants.iter().any(|it| it.sample),
            applicants,
            total: people.total,
            bin: rows(bin.lines)?,
            bin_total: people.in_bin,
            procedures: self.library.procedures().iter().map(|it| view::card(it, locale)).collect(),
            recovered: self.recovered.then(|| {
                let text = locale.pick(
                    "上次意外关闭，已保存的内容都在。",
                    "It was closed unexpectedly; everything saved is here.",
                );
                text.to_owned()
            }),
        })
    }

    fn row(
        &self,
        line: ApplicantLine,
        twins: &Twins,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<ApplicantRow, Failure> {
        let ApplicantLine { applicant, drafts } = line;
        let (mut rows, mut closed) = (Vec::new(), Vec::new());
        for draft in drafts.iter().filter(|_| applicant.deleted.is_none()) {
            if let Some(since) = draft.closed {
                let procedure = self.library.procedure(&draft.procedure);
                closed.extend(procedure.map(|it| ClosedDraft {
                    id: view::small(draft.id.0),
                    title: it.title().get(locale).to_owned(),
                    closed: since.format("%Y-%m-%d").to_string(),
                }));
                continue;
            }
            if self.library.procedure(&draft.procedure).is_none() {
                rows.push(idle_row(draft, locale));
            } else if let Ok(open) = self.open_draft(draft.id, now) {
                rows.push(draft_row(&open, locale));
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
            twin: self.twin_note(applicant.id, twins, locale),
            sample: applicant.details.note.as_deref() == Some(SAMPLE),
            name: applicant.details.name,
        })
    }

    pub(crate) fn add_applicant(
        &mut self,
        name: &str,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<AddedApplicant, Failure> {
        let id = self.vault.add_applicant(&self.newcomer(name, None)?, now)?;
        Ok(AddedApplicant { applicant: view::small(id.0), desk: self.desk_view("", now, locale)? })
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
        name: &str,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<DeskView, Failure> {
        let name = name.trim();
        self.vault.fill(
            id,
            &[Change::answer(Level::Applicant, NAME, Some(name), Provenance::Typed)],
            now,
        )?;
        self.call_applicant(id, name, now)?;
        self.desk_view("", now, locale)
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

    pub(crate) fn add_samples(
        &mut self,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<DeskView, Failure> {
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
            let id = self.vault.add_applicant(&newcomer, now)?;
            let draft = self.vault.begin_draft(id, demo::PROCEDURE, now)?;
            let mut changes: Vec<Change> = answers
                .ticks
                .iter()
                .map(|(tick, on)| Change::tick(Level::Draft, tick, *on))
                .collect();
            changes.push(Self::attachment("photo", "photo.jpg", photo.to_vec()));
            self.vault.step(draft, &changes, now)?;
        }
        self.desk_view("", now, locale)
    }

    pub(crate) fn remove_samples(
        &mut self,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<DeskView, Failure> {
        let samples: Vec<i32> = self
            .desk_view("", now, locale)?
            .applicants
            .iter()
            .filter(|it| it.sample)
            .map(|it| it.id)
            .collect();
        for id in samples {
            let id = crate::desk::applicant_id(id);
            self.vault.delete_applicant(id, now)?;
            self.vault.erase_applicant(id)?;
        }
        self.desk_view("", now, locale)
    }
}

fn draft_row(open: &crate::desk::Open<'_>, locale: Locale) -> DraftRow {
    let progress = view::progress(open);
    DraftRow {
        id: view::small(open.record.draft.id.0),
        procedure: open.procedure.id().to_owned(),
        title: open.procedure.title().get(locale).to_owned(),
        done: progress.done,
        steps: progress.total,
        errors: progress.errors,
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
        errors: 0,
        warnings: 0,
        status: Status::NotStarted,
        deadline: None,
        installed: false,
    }
}

/// What a name is found by besides itself: its spelling and its initials, with every reading of each character.
fn search_keys(name: &str) -> String {
    let readings: Vec<Vec<String>> = name
        .chars()
        .map(pinyin::readings)
        .filter(|it| !it.is_empty())
        .map(|it| it.into_iter().take(3).collect())
        .collect();
    let mut spelled = vec![(String::new(), String::new())];
    for syllables in readings.iter().take(6) {
        spelled = spelled
            .iter()
            .flat_map(|(full, initials)| {
                syllables.iter().map(move |it| {
                    (
                        format!("{full}{}", it.replace('ü', "v")),
                        format!("{initials}{}", it.chars().take(1).collect::<String>()),
                    )
                })
            })
            .take(24)
            .collect();
    }
    let mut keys: Vec<String> =
        spelled.into_iter().flat_map(|(full, initials)| [full, initials]).collect();
    keys.sort();
    keys.dedup();
    keys.join(" ").trim().to_owned()
}

/// The name as it was answered, for the list.
pub(crate) fn answered_name(answers: &beishen_core::Answers) -> String {
    answers.facts.get(&FactKey::from(NAME)).map(|it| it.trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::search_keys;

    #[test]
    fn a_name_is_found_by_every_reading() {
        let keys = search_keys("单玉会");
        for key in ["shanyuhui", "danyuhui", "syh", "dyh"] {
            assert!(keys.split(' ').any(|it| it == key), "{key} in {keys}");
        }
        assert_eq!(search_keys("John"), "");
    }
}

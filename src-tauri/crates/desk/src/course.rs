//! What happens at the portal: the log, the comparison, and what a changed pack means for a draft.

use beishen_core::{Agreement, Compared, Elsewhere, procedure::Outline};
use beishen_store::{Change, DraftId, DraftRecord, Level};
use chrono::NaiveDateTime;

use crate::{Failure, contract::AgreementView, desk::Desk, record};

impl Desk {
    /// Adds a line to the log. The first of an act has the act's own name in the vault, later ones a number behind it.
    pub(crate) fn log(
        &mut self,
        draft: DraftId,
        act: &str,
        at: Option<&str>,
        note: &str,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let open = self.open_draft(draft, now)?;
        if !open.procedure.acts().iter().any(|it| it.id == act) {
            return Err(Failure::gone());
        }
        let at = at.map_or(Some(now), time).filter(|it| *it <= now).ok_or_else(|| {
            Failure::input(
                "时间应写作 2026-11-22 09:30，且不晚于现在，请改正。",
                "A time is written like 2026-11-22 09:30 and is not in the future. Correct it.",
            )
        })?;
        let taken = &open.record.values.acts;
        let numbered = (2..).map(|n| format!("{act}#{n}"));
        let key =
            std::iter::once(act.to_owned()).chain(numbered).find(|it| !taken.contains_key(it));
        let key = key.ok_or_else(Failure::gone)?;
        self.step(draft, &[Change::act(Level::Draft, &key, Some((at, note.trim())))], now)
    }

    /// Takes a line out of the log.
    pub(crate) fn unlog(
        &mut self,
        draft: DraftId,
        entry: &str,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        self.step(draft, &[Change::act(Level::Draft, entry, None)], now)
    }

    /// Notes what the portal shows of an item, or that it was not looked at after all.
    pub(crate) fn compare(
        &mut self,
        draft: DraftId,
        item: &str,
        verdict: Option<AgreementView>,
        shown: String,
        evidence: String,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let open = self.open_draft(draft, now)?;
        if open.procedure.compared_item(item).is_none() {
            return Err(Failure::gone());
        }
        let compared = verdict.map(|it| {
            let verdict = match it {
                AgreementView::Same => Agreement::Same,
                AgreementView::Differs => Agreement::Differs,
                AgreementView::Unseen => Agreement::Unseen,
            };
            // What was copied belongs to a difference; it comes back by undo.
            let kept = |text: String| {
                if verdict == Agreement::Differs { text.trim().to_owned() } else { String::new() }
            };
            Compared { verdict, shown: kept(shown), evidence: kept(evidence) }
        });
        let text = compared.and_then(|it| serde_json::to_string(&it).ok());
        self.step(draft, &[Change::comparison(Level::Draft, item, text.as_deref())], now)
    }

    /// Remembers what the procedure is like, for a draft that knows none yet.
    pub(crate) fn note_outline(&mut self, draft: DraftId) -> Result<(), Failure> {
        let known = self.vault.draft(draft)?.draft;
        if known.outline.is_none() && known.closed.is_none() {
            self.see_changes(draft)
        } else {
            Ok(())
        }
    }

    /// Remembers what the procedure is like now.
    pub(crate) fn see_changes(&mut self, draft: DraftId) -> Result<(), Failure> {
        let record = self.vault.draft(draft)?;
        // A draft of a procedure that is not installed has nothing to remember.
        // What was put in its place on this computer is no change of the pack.
        let Some(procedure) = self.installed.procedure(&record.draft.procedure) else {
            return Ok(());
        };
        let outline = serde_json::to_string(&Outline::of(procedure)).unwrap_or_default();
        Ok(self.vault.set_outline(draft, &outline)?)
    }

    /// What the person's other open drafts say of facts that must be the same everywhere.
    pub(crate) fn elsewhere(&self, record: &DraftRecord) -> Result<Vec<Elsewhere>, Failure> {
        let mut found = Vec::new();
        if record.draft.closed.is_some() {
            return Ok(found);
        }
        let drafts = self.vault.applicant(record.applicant.id)?.drafts;
        let own = record::answers(&record.values);
        let others = drafts.iter().filter(|it| it.id != record.draft.id && it.closed.is_none());
        for other in others {
            let Some(procedure) = self.library.procedure(&other.procedure) else { continue };
            let answers = record::answers(&self.vault.draft(other.id)?.values);
            for fact in procedure.facts().iter().filter(|it| it.identity) {
                let (here, there) = (own.facts.get(&fact.key), answers.facts.get(&fact.key));
                if let Some(value) = there.filter(|_| here != there) {
                    found.push(Elsewhere {
                        procedure: procedure.title().clone(),
                        fact: fact.key.clone(),
                        value: value.trim().to_owned(),
                    });
                }
            }
        }
        Ok(found)
    }
}

fn time(text: &str) -> Option<NaiveDateTime> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|it| NaiveDateTime::parse_from_str(text.trim(), it).ok())
}

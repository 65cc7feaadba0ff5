//! What happens at the portal: the log and the comparison.

use beishen_core::{Agreement, Compared, local_time};
use beishen_store::{Change, DraftId, Level};
use beishen_work::Failure;

use crate::{
    at::At,
    contract::{AgreementView, DraftView, HelpView},
    desk::Desk,
    view,
};

impl Desk {
    pub(crate) fn help(&self, draft: DraftId, at: At) -> Result<Vec<HelpView>, Failure> {
        Ok(view::help(self.open_draft(draft, at.now)?.procedure, at.locale))
    }

    /// Adds a line to the log. The first of an act has the act's own name in the vault, later ones a number behind it.
    pub(crate) fn log(
        &mut self,
        draft: DraftId,
        act: String,
        when: Option<String>,
        note: String,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        if !open.procedure.acts().iter().any(|it| it.id == act) {
            return Err(Failure::gone());
        }
        let when = when
            .as_deref()
            .map_or(Some(at.now), local_time)
            .filter(|it| *it <= at.now)
            .ok_or_else(|| {
                Failure::input(
                    "时间应写作 2026-11-22 09:30，且不晚于现在，请改正。",
                    "A time is written like 2026-11-22 09:30 and is not in the future. Correct it.",
                )
            })?;
        let taken = &open.record.values.acts;
        let numbered = (2..).map(|n| format!("{act}#{n}"));
        let key = std::iter::once(act.clone()).chain(numbered).find(|it| !taken.contains_key(it));
        let key = key.ok_or_else(Failure::gone)?;
        self.step(draft, &[Change::act(Level::Draft, &key, Some((when, note.trim())))], at)
    }

    /// Takes a line out of the log.
    pub(crate) fn unlog(
        &mut self,
        draft: DraftId,
        entry: String,
        at: At,
    ) -> Result<DraftView, Failure> {
        self.step(draft, &[Change::act(Level::Draft, &entry, None)], at)
    }

    /// Notes what the portal shows of an item, or that it was not looked at after all.
    pub(crate) fn compare(
        &mut self,
        draft: DraftId,
        item: String,
        verdict: Option<AgreementView>,
        shown: String,
        evidence: String,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        if open.procedure.compared_item(&item).is_none() {
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
        self.step(draft, &[Change::comparison(Level::Draft, &item, text.as_deref())], at)
    }
}

//! The roster a page at a time, and how the desk wants it.

use beishen_document::Locale;
use beishen_store::ApplicantId;
use beishen_work::Failure;
use chrono::NaiveDateTime;

use crate::{
    at::At,
    contract::{
        ChipKind, ChipView, GroupView, MarkView, NeighbourView, RosterLook, RosterQuery, RosterRow,
        RosterState, RosterView, count,
    },
    desk::Desk,
    roster::{DraftLine, Everybody, Found, Spot, find, yesterday},
};

/// At most so many rows come at once.
const PAGE: u32 = 200;
/// So many lines are made anew at a time, while nobody waits.
const AT_A_TIME: usize = 8;
/// Under which name the vault keeps how the desk wants its roster.
const LOOK: &str = "roster";

impl Desk {
    pub(crate) fn list_roster(
        &self,
        query: RosterQuery,
        offset: u32,
        limit: u32,
        at: At,
    ) -> Result<RosterView, Failure> {
        let everybody = self.roster.read(&self.vault)?;
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        let to = from.saturating_add(usize::try_from(limit.min(PAGE)).unwrap_or(0));
        let found = find(&everybody, &query, from..to, at.now);
        let mut before = None;
        let rows = found.spots.iter().map(|spot| {
            let first = before.replace(spot.0.id) != Some(spot.0.id);
            RosterRow { first, ..self.roster_row(&everybody, *spot, at) }
        });
        Ok(RosterView {
            rows: rows.collect(),
            offset,
            total: count(found.total),
            people: count(found.people),
            chips: self.chips(&query, &found, at),
            groups: groups(&found),
            tally: found.tally,
            behind: count(self.vault.outdated(at.now)?),
        })
    }

    fn roster_row(&self, everybody: &Everybody, (known, draft): Spot<'_>, at: At) -> RosterRow {
        RosterRow {
            applicant: known.id,
            name: known.name.clone(),
            id_tail: known.tail().to_owned(),
            sample: known.sample,
            twin: Self::twin_words(&everybody.twins(known), at.locale),
            class: known.class().to_owned(),
            tags: known.about.tags.clone(),
            note: known.about.note.clone(),
            changed: known.changed.format("%m-%d %H:%M").to_string(),
            fresh: known.changed >= yesterday(at.now),
            first: true,
            made: known.made,
            draft: draft.map(|it| self.draft_row(it, at)),
        }
    }

    /// What can be picked, each with how many it would show; what would show nobody is left out unless it is picked.
    fn chips(&self, query: &RosterQuery, found: &Found<'_>, at: At) -> Vec<ChipView> {
        let states = RosterState::ALL.iter().zip(found.counts.states).map(|(state, count)| {
            let id = serde_json::to_value(state).ok();
            ChipView {
                kind: ChipKind::State,
                id: id.and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default(),
                label: state_label(*state, at.locale).to_owned(),
                count,
                on: query.states.contains(state),
            }
        });
        let procedures = self.library.procedures().iter().map(|it| ChipView {
            kind: ChipKind::Procedure,
            id: it.id().to_owned(),
            label: it.title().get(at.locale).to_owned(),
            count: found.counts.procedures.get(it.id()).copied().unwrap_or(0),
            on: query.procedures.iter().any(|one| one == it.id()),
        });
        let named = |kind, counts: &std::collections::HashMap<&str, u32>, on: &[String]| {
            let mut names: Vec<&str> =
                counts.keys().copied().chain(on.iter().map(String::as_str)).collect();
            names.sort_unstable();
            names.dedup();
            let chip = |name: &str| ChipView {
                kind,
                id: name.to_owned(),
                label: name.to_owned(),
                count: counts.get(name).copied().unwrap_or(0),
                on: on.iter().any(|it| it == name),
            };
            names.into_iter().map(chip).collect::<Vec<_>>()
        };
        let all = states
            .chain(procedures)
            .chain(named(ChipKind::Class, &found.counts.classes, &query.classes))
            .chain(named(ChipKind::Tag, &found.counts.tags, &query.tags));
        all.filter(|it| it.count > 0 || it.on).collect()
    }

    /// Everything that can be marked of what was found, in its order.
    pub(crate) fn roster_marks(
        &self,
        query: RosterQuery,
        at: At,
    ) -> Result<Vec<MarkView>, Failure> {
        let everybody = self.roster.read(&self.vault)?;
        let found = find(&everybody, &query, 0..usize::MAX, at.now).spots.into_iter();
        let installed = |id: &str| self.library.procedure(id).is_some();
        let found = found.filter(|it| it.1.is_none_or(|it| installed(&it.procedure)));
        Ok(found.map(|it| MarkView { applicant: it.0.id, draft: it.1.map(|it| it.id) }).collect())
    }

    /// Whoever stands `by` places behind a draft among those that are found. One that is not found any more, as when its last
    /// mistake was put right, has the place where it would stand.
    pub(crate) fn neighbour(
        &self,
        query: RosterQuery,
        draft: i32,
        by: i32,
        wrong: bool,
        at: At,
    ) -> Result<Option<NeighbourView>, Failure> {
        let everybody = self.roster.read(&self.vault)?;
        let found = find(&everybody, &query, 0..usize::MAX, at.now).spots;
        let drafts: Vec<&DraftLine> = found.iter().filter_map(|it| it.1).collect();
        let installed = |it: &DraftLine| self.library.procedure(&it.procedure).is_some();
        let here = drafts.iter().position(|it| it.id == draft);
        let fits = |it: &&&DraftLine| it.id != draft && installed(it) && (!wrong || it.wrong > 0);
        let steps = usize::try_from(by.unsigned_abs()).unwrap_or(1).saturating_sub(1);
        let next = match (here, by >= 0) {
            // After the last one comes the first that is still wrong.
            (Some(here), true) if wrong => {
                let (before, after) = drafts.split_at(here);
                after.iter().chain(before).filter(fits).nth(steps)
            }
            (Some(here), true) => drafts.iter().skip(here).filter(fits).nth(steps),
            (Some(here), false) => drafts.iter().take(here).rev().filter(fits).nth(steps),
            (None, true) => drafts.iter().find(fits),
            (None, false) => drafts.iter().rev().find(fits),
        };
        let Some(next) = next else { return Ok(None) };
        let place = drafts.iter().position(|it| it.id == next.id).unwrap_or(0);
        Ok(Some(NeighbourView { draft: next.id, at: count(place + 1), total: count(drafts.len()) }))
    }

    pub(crate) fn keep_look(&mut self, look: RosterLook, _: At) -> Result<(), Failure> {
        let text = serde_json::to_string(&look).map_err(|_| Failure::bad_request())?;
        Ok(self.vault.note(LOOK, &text)?)
    }

    /// How the desk wants its roster. What is searched for is not kept.
    pub(crate) fn look(&self) -> Result<RosterLook, Failure> {
        let kept = self.vault.noted(LOOK)?.and_then(|it| serde_json::from_str(&it).ok());
        Ok(kept.unwrap_or_else(|| RosterLook {
            query: RosterQuery::everybody(),
            hidden: vec!["changed".to_owned()],
        }))
    }

    /// Lines of which a deadline has passed since they were made say something else now.
    pub(crate) fn outdate(&mut self, now: NaiveDateTime) -> Result<(), Failure> {
        let everybody = self.roster.read(&self.vault)?;
        let passed: Vec<ApplicantId> =
            everybody.passed(now).map(|it| ApplicantId::from(it.id)).collect();
        drop(everybody);
        if !passed.is_empty() {
            self.vault.outdate(&passed)?;
        }
        Ok(())
    }

    /// Makes some lines of the list anew that are of another day or of other packs; whether there are more. For moments in
    /// which nobody waits.
    pub fn renew_roster(&mut self, now: NaiveDateTime) -> Result<bool, Failure> {
        self.outdate(now)?;
        Ok(self.vault.renew(AT_A_TIME, now)? > 0)
    }
}

fn groups(found: &Found<'_>) -> Vec<GroupView> {
    // Those of no class come last, as in the rows.
    let mut groups: Vec<GroupView> = found
        .classes
        .iter()
        .map(|(class, rows)| GroupView { class: (*class).to_owned(), rows: *rows })
        .collect();
    groups.sort_by_key(|it| it.class.is_empty());
    groups
}

fn state_label(state: RosterState, locale: Locale) -> &'static str {
    let (zh, en) = match state {
        RosterState::Wrong => ("要改", "To change"),
        RosterState::NoPhoto => ("缺照片", "No photo"),
        RosterState::Due => ("7 天内到期", "Due in 7 days"),
        RosterState::Over => ("已过期限", "Overdue"),
        RosterState::NotStarted => ("未开始", "Not started"),
        RosterState::InProgress => ("填写中", "In progress"),
        RosterState::Completed => ("已完成", "Completed"),
        RosterState::Nothing => ("没有事项", "No procedure"),
        RosterState::Twin => ("证件号码重复", "Same ID number"),
        RosterState::Fresh => ("昨天以来有变化", "Changed since yesterday"),
        RosterState::Expired => ("到期删除", "To be deleted"),
    };
    locale.pick(zh, en)
}

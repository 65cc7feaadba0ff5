//! What is due, over all drafts: the list, the reminders, the calendar file.

use std::path::PathBuf;

use beishen_core::Procedure;
use beishen_document::{Locale, Text};
use beishen_guide::papers;
use beishen_store::ApplicantLine;
use beishen_work::{Failure, files};
use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    at::At,
    contract::{DeadlinesView, DueView, SavedFile},
    desk::Desk,
    open::Open,
    roster::{DraftLine, Due, Everybody, Known},
    view,
};

/// Something to tell a person now. It may be read over the shoulder: no name, no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// Whose it is: the draft to open.
    pub draft: i32,
    /// The procedure, what is due, and how long is left.
    pub text: Text,
    /// Since when it is to be told.
    pub when: NaiveDateTime,
}

/// Reminders as one sentence: several at once say how many they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: Text,
    /// The draft it is about, when it is about one.
    pub draft: Option<i32>,
}

/// The sentence for what is to be told, if there is anything.
pub fn notice(reminders: &[Reminder]) -> Option<Notice> {
    match reminders {
        [] => None,
        [one] => Some(Notice { text: one.text.clone(), draft: Some(one.draft) }),
        many => {
            let n = many.len();
            let text = Text::new(
                format!("有 {n} 件事快要到期，请打开“期限”查看。"),
                format!("{n} things are due soon. See Deadlines."),
            );
            Some(Notice { text, draft: None })
        }
    }
}

impl Desk {
    /// What has become due for telling after `since`, up to `now`, in every draft that is not in the bin. A deadline with
    /// several reminders in that time is told once.
    pub fn due_reminders(
        &self,
        since: NaiveDateTime,
        now: NaiveDateTime,
    ) -> Result<Vec<Reminder>, Failure> {
        let everybody = self.roster.read(&self.vault)?;
        let mut reminders = Vec::new();
        for (_, draft, procedure) in self.running(&everybody) {
            reminders.extend(draft.dues.iter().filter_map(|it| {
                let when = it.reminders.iter().filter(|it| since < **it && **it <= now).max()?;
                let words = |locale| words(procedure, it, At { now, locale });
                let text = Text::new(words(Locale::Zh)?, words(Locale::En)?);
                Some(Reminder { draft: draft.id, text, when: *when })
            }));
        }
        reminders.sort_by_key(|it| it.when);
        Ok(reminders)
    }

    pub(crate) fn deadlines(&mut self, at: At) -> Result<DeadlinesView, Failure> {
        self.catch_up(at.now)?;
        let everybody = self.roster.read(&self.vault)?;
        let mut items: Vec<_> = self
            .running(&everybody)
            .flat_map(|(known, draft, procedure)| due(&known.name, draft, procedure, at))
            .collect();
        items.sort_by_key(|it| it.0);
        let items = items.into_iter().map(|it| it.1).collect();
        Ok(DeadlinesView { items, today: at.now.date().to_string() })
    }

    /// Every draft whose procedure is installed, the ones of the applicant changed last first.
    fn running<'a>(
        &'a self,
        everybody: &'a Everybody,
    ) -> impl Iterator<Item = (&'a Known, &'a DraftLine, &'a Procedure)> {
        let mut people: Vec<&Known> = everybody.people().collect();
        people.sort_by_key(|it| std::cmp::Reverse((it.changed, it.id)));
        people.into_iter().flat_map(move |known| {
            let drafts = known.line.drafts.iter();
            drafts.filter_map(move |it| Some((known, it, self.library.procedure(&it.procedure)?)))
        })
    }

    pub(crate) fn save_calendar(
        &self,
        draft: Option<i32>,
        path: PathBuf,
        at: At,
    ) -> Result<SavedFile, Failure> {
        let events = if let Some(draft) = draft {
            events(&self.open_draft(draft.into(), at.now)?, None, at.locale)
        } else {
            let mut events = Vec::new();
            self.each_draft(at.now, |nth, _, open| {
                events.extend(self::events(open, Some(nth), at.locale));
            })?;
            events
        };
        files::write(
            &path,
            beishen_document::calendar::calendar(&events, at.now, self.offset).as_bytes(),
        )?;
        Ok(SavedFile { path: path.display().to_string(), missing: Vec::new() })
    }

    /// Every draft that is not in the bin, in the list's order, with its applicant and the applicant's place in the list.
    pub(crate) fn each_draft(
        &self,
        now: NaiveDateTime,
        mut look: impl FnMut(usize, &ApplicantLine, &Open<'_>),
    ) -> Result<(), Failure> {
        let lines = self.vault.everybody()?;
        for (at, line) in lines.iter().enumerate() {
            for draft in line.drafts.iter().filter(|it| it.closed.is_none()) {
                // A draft whose procedure is not installed any more is passed over, as in the list.
                if let Ok(open) = self.glance(draft.id, now) {
                    look(at, line, &open);
                }
            }
        }
        Ok(())
    }
}

/// The draft's part of a calendar. The moment it was begun tells it from the same number in another vault.
pub(crate) fn events(
    open: &Open<'_>,
    who: Option<usize>,
    locale: Locale,
) -> Vec<beishen_document::calendar::Event> {
    let draft = &open.record.draft;
    let key = format!("{} {}", draft.id.0, draft.created);
    papers::events(open.procedure, &open.assessment, &key, who, locale)
}

/// “同等学力申硕：激活账号，还剩 8 小时”
fn words(procedure: &Procedure, due: &Due, at: At) -> Option<String> {
    let deadline = view::deadline(procedure, &due.id, due.at, at)?;
    let (procedure, title, left) =
        (procedure.title().get(at.locale), deadline.title, deadline.left);
    Some(match at.locale {
        Locale::Zh => format!("{procedure}：{title}，{left}"),
        Locale::En => format!("{procedure}: {title}, {left}"),
    })
}

/// What a draft has in the list, each with the moment by which the list is in order.
fn due(
    applicant: &str,
    draft: &DraftLine,
    procedure: &Procedure,
    at: At,
) -> Vec<(NaiveDateTime, DueView)> {
    let item = |id: &str| DueView {
        draft: draft.id,
        applicant: applicant.to_owned(),
        procedure: procedure.title().get(at.locale).to_owned(),
        id: id.to_owned(),
        title: String::new(),
        waiting: false,
        from: String::new(),
        to: String::new(),
        due: String::new(),
        left: String::new(),
        over: false,
        source: String::new(),
    };
    let deadline = |due: &Due| {
        let it = view::deadline(procedure, &due.id, due.at, at)?;
        let day = due.at.date().to_string();
        Some(DueView {
            title: it.title,
            from: day.clone(),
            to: day,
            due: it.due,
            left: it.left,
            over: it.over,
            source: it.source,
            ..item(&it.id)
        })
    };
    let waiting = |due: &Due, first: NaiveDate| {
        let stage = procedure.stages().iter().find(|it| it.id == due.id)?;
        let last = due.at.date();
        Some(DueView {
            title: stage.title.get(at.locale).to_owned(),
            waiting: true,
            from: first.to_string(),
            to: last.to_string(),
            due: view::expected((first, last), at.locale),
            source: procedure.cite(&stage.source).line(at.locale),
            ..item(&stage.id)
        })
    };
    let dues = draft.dues.iter().filter_map(|due| {
        let view = due.from.map_or_else(|| deadline(due), |first| waiting(due, first))?;
        Some((due.at, view))
    });
    dues.collect()
}

#[cfg(test)]
mod tests;

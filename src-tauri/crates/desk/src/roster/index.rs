//! The roster in memory: read from the vault once, then only what was written since.

use std::{
    cell::{Ref, RefCell},
    collections::HashMap,
};

use beishen_store::{RosterLine, Vault};
use beishen_work::Failure;
use chrono::{Days, NaiveDate, NaiveDateTime};

use super::line::{About, DraftLine, Due, Line};
use crate::{contract::small, record::SAMPLE};

/// An applicant as the list knows them.
pub(crate) struct Known {
    pub(crate) id: i32,
    pub(crate) name: String,
    pub(crate) colour: u8,
    pub(crate) sample: bool,
    pub(crate) changed: NaiveDateTime,
    pub(crate) deleted: Option<NaiveDateTime>,
    pub(crate) about: About,
    pub(crate) line: Line,
    /// Whether the line was made; of an older vault it is made by and by.
    pub(crate) made: bool,
    /// The name as it is sorted by: its letters.
    pub(crate) sort: String,
    /// What is searched anywhere, in lower case: name, spellings, class, tags, student numbers.
    pub(super) words: String,
    /// What is searched from its end: each number with a line's end behind it.
    pub(super) numbers: String,
}

impl Known {
    fn of(RosterLine { applicant, line, .. }: RosterLine) -> Self {
        let about = About::read(&applicant.about);
        let made = !line.is_empty();
        let line: Line = serde_json::from_str(&line).unwrap_or_default();
        let details = applicant.details;
        let class = if about.class.is_empty() { &line.class } else { &about.class };
        let parts = [&details.name, &details.search, class].into_iter();
        let words: Vec<&str> =
            parts.chain(&line.words).chain(&about.tags).map(String::as_str).collect();
        let words = words.join("\n").to_lowercase();
        let mut numbers = String::new();
        for number in std::iter::once(&line.number).chain(&line.phones).chain(&line.words) {
            numbers.extend(number.to_lowercase().chars().filter(|it| it.is_alphanumeric()));
            numbers.push('\n');
        }
        let letters = details.search.split(' ').find(|it| it.len() > 1);
        Self {
            id: small(applicant.id.0),
            sort: letters.unwrap_or(&details.name).to_owned(),
            name: details.name,
            colour: details.colour,
            sample: details.note.as_deref() == Some(SAMPLE),
            changed: applicant.changed,
            deleted: applicant.deleted,
            about,
            line,
            made,
            words,
            numbers,
        }
    }

    /// The class the desk has put them in, or the one they answered.
    pub(crate) fn class(&self) -> &str {
        if self.about.class.is_empty() { &self.line.class } else { &self.about.class }
    }

    /// The last four of the document's number.
    pub(crate) fn tail(&self) -> &str {
        tail(&self.line.number)
    }
}

/// The last four characters of a document's number, by which two of the same name are told apart.
pub(crate) fn tail(number: &str) -> &str {
    number.char_indices().rev().nth(3).and_then(|(at, _)| number.get(at..)).unwrap_or(number)
}

impl DraftLine {
    /// The deadline that is nearest.
    pub(crate) fn deadline(&self) -> Option<&Due> {
        self.dues.iter().find(|it| it.from.is_none())
    }
}

/// Everybody, by number of the line that was read last.
#[derive(Default)]
pub(crate) struct Index {
    everybody: RefCell<Everybody>,
}

/// Everybody in the vault, those in the bin as well.
#[derive(Default)]
pub(crate) struct Everybody {
    people: Vec<Known>,
    at: HashMap<i32, usize>,
    /// Who has a document's number, the bin left out.
    same: HashMap<String, Vec<i32>>,
    /// How many are in there after somebody else; mostly nobody.
    doubles: usize,
    number: i64,
    /// For how many days after what is known of them last people are kept where nobody has said a day; 0: for ever.
    keep_days: u32,
}

impl Index {
    /// For how many days people are kept where nobody has said a day.
    pub(crate) fn keep_for(&self, days: u32) {
        self.everybody.borrow_mut().keep_days = days;
    }

    /// Everybody as they are in the vault now. Reads what was written since it was read last.
    pub(crate) fn read(&self, vault: &Vault) -> Result<Ref<'_, Everybody>, Failure> {
        {
            let mut everybody = self.everybody.borrow_mut();
            everybody.read_on(vault)?;
            if everybody.people.len() != vault.roster_size()? {
                // Somebody is gone for good.
                let keep_days = everybody.keep_days;
                *everybody = Everybody { keep_days, ..Everybody::default() };
                everybody.read_on(vault)?;
            }
        }
        Ok(self.everybody.borrow())
    }
}

impl Everybody {
    fn read_on(&mut self, vault: &Vault) -> Result<(), Failure> {
        for line in vault.roster_since(self.number)? {
            self.number = line.number;
            self.put(Known::of(line));
        }
        Ok(())
    }

    fn put(&mut self, known: Known) {
        if let Some(before) = self.at.get(&known.id).and_then(|at| self.people.get(*at))
            && let Some(same) = self.same.get_mut(&before.line.number)
            && same.contains(&known.id)
        {
            self.doubles -= usize::from(same.len() > 1);
            same.retain(|it| *it != known.id);
        }
        if known.deleted.is_none() && !known.line.number.is_empty() {
            let same = self.same.entry(known.line.number.clone()).or_default();
            same.push(known.id);
            same.sort_unstable();
            self.doubles += usize::from(same.len() > 1);
        }
        if let Some(place) = self.at.get(&known.id).and_then(|at| self.people.get_mut(*at)) {
            *place = known;
        } else {
            self.at.insert(known.id, self.people.len());
            self.people.push(known);
        }
    }

    /// Everybody who is not in the bin, in no order.
    pub(crate) fn people(&self) -> impl Iterator<Item = &Known> {
        self.people.iter().filter(|it| it.deleted.is_none())
    }

    /// Who is in the bin, in no order.
    pub(crate) fn binned(&self) -> impl Iterator<Item = &Known> {
        self.people.iter().filter(|it| it.deleted.is_some())
    }

    /// Those of whom a deadline has passed since their line was made.
    pub(crate) fn passed(&self, now: NaiveDateTime) -> impl Iterator<Item = &Known> {
        self.people().filter(move |it| {
            let mut dues = it.line.drafts.iter().flat_map(|it| &it.dues);
            dues.any(|due| due.from.is_none() && it.line.at <= due.at && due.at < now)
        })
    }

    /// The last day on which one of them is kept where nobody has said one: so many days after the last deadline, the last answer
    /// of a portal that is waited for, or the last change, whichever comes last.
    pub(crate) fn usual_end(&self, of: &Known) -> Option<NaiveDate> {
        let dues = of.line.drafts.iter().flat_map(|it| &it.dues).map(|it| it.at.date());
        let last = dues.fold(of.changed.date(), NaiveDate::max);
        let wanted = self.keep_days > 0 && !of.sample;
        last.checked_add_days(Days::new(self.keep_days.into())).filter(|_| wanted)
    }

    /// Whether one of them is kept for longer than was agreed or is usual.
    pub(crate) fn is_over(&self, of: &Known, today: NaiveDate) -> bool {
        of.about.keep_until.or_else(|| self.usual_end(of)).is_some_and(|it| it < today)
    }

    /// One of them.
    pub(crate) fn one(&self, id: i32) -> Option<&Known> {
        self.people.get(*self.at.get(&id)?)
    }

    /// Whether somebody else has this one's document number.
    pub(crate) fn is_twin(&self, of: &Known) -> bool {
        self.doubles > 0
            && of.deleted.is_none()
            && self.same.get(&of.line.number).is_some_and(|it| it.len() > 1)
    }

    /// The names of everybody else who has this one's document number.
    pub(crate) fn twins(&self, of: &Known) -> Vec<&str> {
        let same = self.same.get(&of.line.number).filter(|_| of.deleted.is_none());
        let others = same.into_iter().flatten().filter(|it| **it != of.id);
        others.filter_map(|it| self.one(*it)).map(|it| it.name.as_str()).collect()
    }
}

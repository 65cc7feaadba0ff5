//! A table on its way in: what its columns are, what every row comes to, and what is done with it. Nothing of it is in the vault
//! before it is taken in.
//!
//! **Invariant:** a cell is judged by `assess`, as what is typed is, and by what the spreadsheet has done to it; nothing else.

pub(crate) mod answers;
pub(crate) mod bad;
pub(crate) mod columns;
pub(crate) mod fill;
pub(crate) mod found;
pub(crate) mod here;
pub(crate) mod history;
pub(crate) mod row;
pub(crate) mod template;

use std::collections::BTreeMap;

use beishen_core::{FactKey, Procedure, Severity};
use beishen_document::Text;
use beishen_tables::{Book, Header, Sheet, guess, header, plain};
use beishen_work::{Failure, Originals};
use chrono::NaiveDateTime;

use answers::Given;
use columns::{known, may_be};
use here::{Find, Names};
use history::{Histories, is_history, name_of};
use row::{Person, Seen};

use crate::record::NAME;

/// What an ODS begins with.
const MIMETYPE: &[u8] = b"application/vnd.oasis.opendocument";

/// A table that was read for a procedure.
pub(crate) struct Import {
    /// What the file is called.
    pub(crate) file: String,
    pub(crate) procedure: String,
    /// The file as it is, and where it lies: it is not written over.
    pub(crate) source: Vec<u8>,
    pub(crate) original: Originals,
    pub(crate) book: Book,
    /// Which sheet the people stand on.
    pub(crate) at: usize,
    pub(crate) header: Header,
    /// What each column is; nothing: it is left out.
    pub(crate) columns: Vec<Option<FactKey>>,
    /// Rows that are hidden in the spreadsheet are left out.
    pub(crate) leave_hidden: bool,
    /// Where table and desk differ: by row and fact, whether the table's word is taken; for what is not here, [`Import::take_all`].
    pub(crate) take: BTreeMap<(u32, FactKey), bool>,
    pub(crate) take_all: bool,
    pub(crate) people: Vec<Person>,
    pub(crate) histories: Histories,
    /// Files of answers that say nothing, by row, and why; nothing: it is a table.
    pub(crate) refused: Option<BTreeMap<u32, Text>>,
}

impl Import {
    /// Chooses the sheet that has the most people, guesses its columns, and looks at every row.
    pub(crate) fn new(
        (file, source): (String, Vec<u8>),
        procedure: &Procedure,
        book: Book,
        names: &Names,
        now: NaiveDateTime,
        find: &Find<'_>,
    ) -> Result<Self, Failure> {
        let known = known(procedure);
        let score = |sheet: &Sheet| {
            let header = header(sheet, &known);
            let has = |it: &String| known.iter().any(|known| known.names.contains(&plain(it)));
            header.names.iter().filter(|it| has(it)).count()
        };
        // The first of those that are alike; a hidden sheet, or one of histories, only if there is no other.
        let rank = |it: &Sheet| (!it.hidden, score(it) > 0 && !is_history(it), score(it));
        let best = book.sheets.iter().enumerate().rev();
        let best = best.max_by_key(|(_, it)| rank(it)).map_or(0, |it| it.0);
        let mut import = Self {
            file,
            procedure: procedure.id().to_owned(),
            source,
            original: Originals::default(),
            book,
            at: best,
            header: Header { names: Vec::new(), first: 0 },
            columns: Vec::new(),
            leave_hidden: false,
            take: BTreeMap::new(),
            take_all: false,
            people: Vec::new(),
            histories: Histories::default(),
            refused: None,
        };
        import.show(best, procedure, names, now, find)?;
        Ok(import)
    }

    /// Of files of answers: each is a row, and what its columns are is known.
    pub(crate) fn of_answers(
        file: String,
        procedure: &Procedure,
        given: Given,
        now: NaiveDateTime,
        find: &Find<'_>,
    ) -> Result<Self, Failure> {
        let mut import = Self {
            file,
            procedure: procedure.id().to_owned(),
            source: Vec::new(),
            original: Originals::default(),
            book: given.book,
            at: 0,
            header: given.header,
            columns: given.columns,
            leave_hidden: false,
            take: BTreeMap::new(),
            take_all: false,
            people: Vec::new(),
            histories: Histories::of_rows(given.histories),
            refused: Some(given.refused),
        };
        import.look(procedure, now, find)?;
        Ok(import)
    }

    /// The sheet with the people.
    pub(crate) fn sheet(&self) -> Option<&Sheet> {
        self.book.sheets.get(self.at)
    }

    /// Whether it is no XLSX, though it is packed as one.
    pub(crate) fn is_ods(&self) -> bool {
        self.source.windows(MIMETYPE.len()).take(200).any(|it| it == MIMETYPE)
    }

    /// Takes another sheet for the one with the people.
    pub(crate) fn show(
        &mut self,
        at: usize,
        procedure: &Procedure,
        names: &Names,
        now: NaiveDateTime,
        find: &Find<'_>,
    ) -> Result<(), Failure> {
        // The columns of answers need no guess.
        let sheet = self.book.sheets.get(at).filter(|_| self.refused.is_none());
        let Some(sheet) = sheet else { return Err(Failure::gone()) };
        let known = known(procedure);
        let today = now.date();
        let header = header(sheet, &known);
        let fits = |key: &str, text: &str| may_be(procedure, key, text, today);
        let guessed = guess(sheet, &header.names, header.first, &known, &fits);
        let mut columns: Vec<Option<FactKey>> =
            guessed.into_iter().map(|it| it.map(|it| FactKey::from(it.as_str()))).collect();
        for (at, name) in header.names.iter().enumerate() {
            let Some(fact) = names.get(&plain(name)) else { continue };
            let fact = procedure.fact(&FactKey::from(fact.as_str())).map(|it| it.key.clone());
            columns
                .iter_mut()
                .filter(|it| fact.is_some() && **it == fact)
                .for_each(|it| *it = None);
            if let Some(place) = columns.get_mut(at) {
                *place = fact;
            }
        }
        self.histories = if procedure.steps().iter().any(|it| it.history) {
            Histories::of(&self.book, at)
        } else {
            Histories::default()
        };
        (self.at, self.header, self.columns) = (at, header, columns);
        self.take.clear();
        self.look(procedure, now, find)
    }

    /// Says what a column is. What was that before is left out.
    pub(crate) fn map(&mut self, column: usize, fact: Option<FactKey>) -> Option<()> {
        let place = column < self.columns.len();
        self.columns
            .iter_mut()
            .filter(|it| fact.is_some() && **it == fact)
            .for_each(|it| *it = None);
        *self.columns.get_mut(column)? = fact;
        place.then_some(())
    }

    /// Looks at every row anew.
    pub(crate) fn look(
        &mut self,
        procedure: &Procedure,
        now: NaiveDateTime,
        find: &Find<'_>,
    ) -> Result<(), Failure> {
        let Some(sheet) = self.book.sheets.get(self.at) else { return Ok(()) };
        let shapes = columns::shapes(procedure, &self.columns);
        let mut seen = Seen::default();
        let rows = sheet.rows.iter().skip(self.header.first);
        let rows = rows.filter(|it| !(self.leave_hidden && it.hidden));
        self.histories.tell_apart(names(sheet, &self.columns, self.header.first));
        let mut people = Vec::new();
        for row in rows {
            let mut person =
                Person::read(procedure, &self.columns, &shapes, row, &self.histories, now);
            let why = self.refused.as_ref().and_then(|it| it.get(&row.number));
            if let Some(Text { zh, en }) = why {
                person.whole.clear();
                person.say_of_all(Severity::Error, zh, en);
            }
            // A row that says nothing that is asked for is no person: a sum, a remark, a line of dashes.
            if why.is_none() && person.is_nobody(row) {
                continue;
            }
            person.compare(procedure, &mut seen, find)?;
            people.push(person);
        }
        self.histories.claim(people.iter().map(|it| &it.answers));
        self.people = people;
        Ok(())
    }

    /// Looks anew who of them is here. The table is what it was, and so is what it says.
    pub(crate) fn look_around(
        &mut self,
        procedure: &Procedure,
        find: &Find<'_>,
    ) -> Result<(), Failure> {
        let mut seen = Seen::default();
        self.people.iter_mut().try_for_each(|it| it.look_around(procedure, &mut seen, find))
    }

    /// Whether the table's word is taken where the desk has another.
    pub(crate) fn takes(&self, row: u32, fact: &FactKey) -> bool {
        self.take.get(&(row, fact.clone())).copied().unwrap_or(self.take_all)
    }
}

/// The names of a table, one for each row.
fn names(sheet: &Sheet, columns: &[Option<FactKey>], first: usize) -> impl Iterator<Item = String> {
    let column = columns.iter().position(|it| it.as_ref().is_some_and(|it| it.as_str() == NAME));
    let rows = sheet.rows.iter().skip(first).filter_map(move |it| Some(it.cell(column?)));
    rows.map(|it| name_of(&it.text))
}

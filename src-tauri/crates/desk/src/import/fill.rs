//! The other way round: what the desk knows into the rows of a table that was read, as a school wants it back.
//!
//! **Invariant:** a cell that says something stays as it is; where the desk says otherwise, that is told.

use std::collections::BTreeMap;

use beishen_core::{FactKey, Procedure};
use beishen_tables::{Fill, Was};

use super::{
    Import,
    row::{Person, as_read, same},
};
use crate::record::{ID_NUMBER, NAME};

/// What tells somebody in a table, the surest first.
const TELLS: [&str; 4] = [ID_NUMBER, "degree.student_number", "study.student_number", NAME];

/// Somebody of the desk, with every answer that the table may ask for.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) values: BTreeMap<FactKey, String>,
}

/// What would be written.
#[derive(Default)]
pub(crate) struct Plan {
    pub(crate) fills: Vec<Fill>,
    /// The row whose looks new ones have.
    pub(crate) like: u32,
    /// How many people have a row already, and how many get one.
    pub(crate) found: usize,
    pub(crate) added: usize,
    /// Cells that say something else than the desk, which stay.
    pub(crate) kept: Vec<Kept>,
    /// New rows that stand below something else, as below a line for signatures.
    pub(crate) below: usize,
}

/// A cell that stays.
pub(crate) struct Kept {
    pub(crate) row: u32,
    pub(crate) column: usize,
    pub(crate) name: String,
    pub(crate) desk: String,
}

/// Finds a row for everybody, and what is to be written into it.
pub(crate) fn plan(import: &Import, procedure: &Procedure, people: &[Row]) -> Plan {
    let Some(sheet) = import.sheet() else { return Plan::default() };
    let columns = import.columns.iter().enumerate();
    let facts: Vec<(usize, &FactKey)> =
        columns.filter_map(|(at, fact)| Some((at, fact.as_ref()?))).collect();
    let rows: BTreeMap<u32, &beishen_tables::Row> =
        sheet.rows.iter().skip(import.header.first).map(|it| (it.number, it)).collect();
    let read: BTreeMap<u32, &Person> = import.people.iter().map(|it| (it.row, it)).collect();
    let names = import.header.first.checked_sub(1).and_then(|it| sheet.rows.get(it));
    let first = names.map_or(1, |it| it.number + 1);
    let last = rows.keys().next_back().copied().unwrap_or_default();
    let is_free = |row: u32| rows.get(&row).is_none_or(|it| is_free(it, &facts));
    let tells = Tells::of(import, procedure, people);
    let mut plan = Plan { like: first, ..Plan::default() };
    let mut next = first;
    for person in people {
        let row = if let Some(row) = tells.row_of(person) {
            plan.found += 1;
            row
        } else {
            while read.contains_key(&next) || !is_free(next) {
                next += 1;
            }
            plan.added += 1;
            plan.below += usize::from(next > last && !read.contains_key(&last) && !is_free(last));
            next += 1;
            next - 1
        };
        for (column, fact) in &facts {
            let Some(text) = person.values.get(*fact).filter(|it| !it.is_empty()) else { continue };
            match rows.get(&row).map(|it| it.cell(*column)).filter(|it| it.was != Was::Empty) {
                None => plan.fills.push(Fill { row, column: *column, text: text.clone() }),
                Some(cell) => {
                    let own = read.get(&row).and_then(|it| it.answers.facts.get(*fact));
                    let said = own.unwrap_or(&cell.text);
                    // Short names are spread out to look even.
                    if !same(procedure, fact, said, text) && joined(said) != joined(text) {
                        let (name, desk) = (person.name.clone(), text.clone());
                        plan.kept.push(Kept { row, column: *column, name, desk });
                    }
                }
            }
        }
    }
    plan
}

/// A fact, who of the table has which answer, and how many of the desk.
type Tell<'a> = (FactKey, BTreeMap<String, Vec<&'a Person>>, BTreeMap<String, usize>);

/// Whose row is which.
struct Tells<'a> {
    procedure: &'a Procedure,
    /// For each of [`TELLS`] that the procedure knows.
    all: Vec<Tell<'a>>,
}

impl<'a> Tells<'a> {
    fn of(import: &'a Import, procedure: &'a Procedure, people: &[Row]) -> Self {
        let tells = TELLS.map(FactKey::from).into_iter();
        let all = tells.filter(|it| procedure.fact(it).is_some()).map(|tell| {
            let mut rows: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
            for it in &import.people {
                if let Some(text) = it.answers.facts.get(&tell) {
                    rows.entry(as_read(procedure, &tell, text)).or_default().push(it);
                }
            }
            let mut here = BTreeMap::new();
            for text in people.iter().filter_map(|it| it.values.get(&tell)) {
                *here.entry(as_read(procedure, &tell, text)).or_default() += 1;
            }
            (tell, rows, here)
        });
        Self { procedure, all: all.collect() }
    }

    /// The row that is somebody's: by what tells them surest of all that both have. One that several have tells nobody, and nothing
    /// surer may stand against it.
    fn row_of(&self, person: &Row) -> Option<u32> {
        for (at, (tell, rows, here)) in self.all.iter().enumerate() {
            let Some(own) = person.values.get(tell).filter(|it| !it.is_empty()) else { continue };
            let own = as_read(self.procedure, tell, own);
            let (Some([one]), Some(1)) = (rows.get(&own).map(Vec::as_slice), here.get(&own)) else {
                continue;
            };
            let against = self.all.iter().take(at).any(|(surer, ..)| {
                let (there, here) = (one.answers.facts.get(surer), person.values.get(surer));
                there.zip(here).is_some_and(|(a, b)| !same(self.procedure, surer, a, b))
            });
            return (!against).then_some(one.row);
        }
        None
    }
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether a row can be somebody's: nothing in the columns that are filled, and elsewhere at most a number of its own.
fn is_free(row: &beishen_tables::Row, facts: &[(usize, &FactKey)]) -> bool {
    let is_number = |text: &str| text.len() <= 5 && text.bytes().all(|it| it.is_ascii_digit());
    row.cells.iter().enumerate().all(|(at, cell)| {
        cell.was == Was::Empty || !facts.iter().any(|it| it.0 == at) && is_number(&cell.text)
    })
}

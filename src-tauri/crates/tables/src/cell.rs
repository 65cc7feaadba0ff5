//! What was read: sheets, rows, cells.

use std::{collections::BTreeSet, fmt};

/// A file of tables.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Book {
    /// Its sheets that hold something, in its order.
    pub sheets: Vec<Sheet>,
}

/// A sheet. Rows that hold nothing are left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name; empty for a CSV file.
    pub name: String,
    /// The rows, from the top.
    pub rows: Vec<Row>,
    /// How many columns the widest row has.
    pub width: usize,
    /// The sheet itself is hidden.
    pub hidden: bool,
    /// Columns that are hidden, counted from 0.
    pub hidden_columns: BTreeSet<usize>,
    /// How many ranges of merged cells there are; each of their cells has the value of the first.
    pub merged: usize,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// As the spreadsheet counts, from 1.
    pub number: u32,
    /// It is hidden in the spreadsheet, by hand or by a filter.
    pub hidden: bool,
    /// Its cells; those behind the last are empty.
    pub cells: Vec<Cell>,
}

/// A cell. `Debug` shows no text.
#[derive(Clone, PartialEq, Default)]
pub struct Cell {
    /// What it says, as a person would read it.
    pub text: String,
    /// What it was.
    pub was: Was,
}

/// What a cell was in its file.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Was {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text,
    /// A number.
    Number(f64),
    /// A number that may be a day, in a file that counts days from 1904 and does not say that it is one.
    Count(f64),
    /// A day, perhaps with a time, already counted by the file's own calendar (1900 or 1904).
    Day {
        /// 1900 to 9999.
        year: u16,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// `#N/A`, `#REF!` and their like.
    Error,
    /// A formula without a saved value.
    Uncalculated,
}

static EMPTY: Cell = Cell { text: String::new(), was: Was::Empty };

impl Row {
    /// A cell by its column; empty where there is none.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&EMPTY)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cells.iter().all(|it| it.text.is_empty() && it.was != Was::Uncalculated)
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cell({:?})", self.was)
    }
}

/// What a spreadsheet calls a column, counted from 0: A, Z, AA.
pub fn column_name(column: usize) -> String {
    let mut name = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        name.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

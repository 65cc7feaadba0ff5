//! The words of the way in from a table.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{MaterialState, SeverityView};

macro_rules! replies {
    ($($(#[$doc:meta])+ $name:ident { $($field:ident: $type:ty),* $(,)? })+) => {$(
        #[derive(Clone, Serialize, TS)]
        $(#[$doc])+
        #[expect(missing_docs, reason = "the fields are the contract's own words")]
        pub struct $name { $(pub $field: $type),* }
    )+};
}

/// What is to be done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// It is taken in.
    Fine,
    /// It is taken in; somebody should look at it first.
    Doubtful,
    /// It is not taken in.
    Bad,
}

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportShow {
    /// Every row.
    All,
    /// Those that are not taken in.
    Bad,
    /// Those that somebody should look at.
    Doubtful,
    /// Those of people who are here already.
    Here,
}

replies! {
    /// A table that was read, before anything of it is in the vault. `here`: people of it who are on the desk already; `differing`:
    /// how many of their answers are others there; `hidden`: rows that are hidden in the spreadsheet;
    /// `can_fill`: it is an XLSX, into which the desk can write what it knows.
    ImportView {
        file: String, procedure: String, title: String, sheets: Vec<String>, sheet: u32, notes: Vec<String>,
        columns: Vec<ImportColumn>, targets: Vec<ImportTarget>,
        total: u32, fine: u32, doubtful: u32, bad: u32, here: u32, differing: u32, hidden: u32,
        take_all: bool, leave_hidden: bool, can_fill: bool,
    }
    /// A column. `letter` is the spreadsheet's own name for it; `fact`: what it is; `sample`: the first thing that stands in it.
    ImportColumn {
        column: u32, letter: String, name: String, fact: Option<String>, sample: String, hidden: bool,
    }
    /// Something that a column can be.
    ImportTarget { fact: String, label: String }
    /// Some of the rows, and how many there are.
    ImportRowsView { rows: Vec<ImportRow>, total: u32 }
    /// A row. `row` is its number in the spreadsheet; `here`: what this person is called on the desk.
    ImportRow {
        row: u32, state: ImportState, said: Vec<String>, here: Option<String>, cells: Vec<ImportCell>,
    }
    /// A cell of a column that is taken in. `taken`: what goes in; `here`: what the desk says instead, and `take`, whether the table's
    /// word is taken for it.
    ImportCell {
        column: u32, fact: String, text: String, taken: String, severity: Option<SeverityView>, message: String,
        here: Option<String>, take: bool,
    }
    /// What was taken in, in words and figures; `bad` rows were left out.
    ImportedView { import: i32, message: String, added: u32, changed: u32, bad: u32 }
    /// Files of a folder, and how many people prepare what they are for.
    FoundFilesView { files: Vec<FoundFile>, people: u32 }
    /// A file by its name. `why`: what in it says whose it is; `draft`: whose, where only one person can be meant.
    FoundFile { file: u32, name: String, why: String, draft: Option<i32>, people: Vec<FoundPerson> }
    /// Somebody it may belong to; `tail` of their number; `has`: there is such a file already.
    FoundPerson { draft: i32, name: String, tail: String, has: bool }
    /// How the file stands that was put in.
    AttachedFile { state: MaterialState, reasons: Vec<String> }
    /// People as a table: what its columns are called, and a row for each.
    PeopleView { columns: Vec<String>, rows: Vec<Vec<String>> }
    /// What was or would be written into a table: people who have a row already, rows that are added, cells that are filled; what
    /// stays as it is, and the file, once there is one.
    FilledView { said: String, found: u32, added: u32, filled: u32, kept: Vec<KeptCell>, path: String }
    /// A cell that says something else than the desk does of somebody.
    KeptCell { cell: String, name: String, table: String, desk: String }
    /// What came of taking it back.
    TakenBackView { message: String, removed: u32, restored: u32, kept: u32 }
    /// A batch that was taken in before.
    ImportLine { import: i32, from: String, at: String, added: u32, changed: u32, undone: bool }
}

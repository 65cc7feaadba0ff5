//! Tables: the cells of a spreadsheet or a CSV file, what a spreadsheet has done to them, and workbooks of our own.
//!
//! [`read`] takes XLSX, XLS, ODS and CSV within limits and gives texts, each with what its cell was. [`header`] finds the row of names,
//! [`guess`] says which column is what, [`repair`] puts right what a spreadsheet has ruined where that is certain and says so where it is
//! not. [`Workbook`] is written with text cells only; [`fill`] puts
//! texts into somebody else's XLSX and leaves all the rest of it as it is.
//!
//! **Invariant:** no formula is ever evaluated; a cell has the value that was saved with it. No file can make it panic, or take more
//! memory than its limits say. Nothing here knows what a fact is: names and shapes come from the caller.

mod book;
mod cell;
mod compound;
mod csv;
mod fill;
mod guess;
mod header;
mod making;
mod ods;
mod parts;
mod refusal;
mod repair;
mod write;
mod xls;

pub use crate::csv::{to_csv, unguarded};
pub use book::read;
pub use cell::{Book, Cell, Row, Sheet, Was, column_name};
pub use fill::{Fill, Filled, fill};
pub use guess::{Known, guess, plain};
pub use header::{Header, header};
pub use refusal::{LARGEST, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Refusal};
pub use repair::{Repair, Repaired, Ruin, Shape, repair};
pub use write::{Column, Mark, OwnSheet, Workbook};

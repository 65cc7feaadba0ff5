//! What is printed or copied, before anyone chose paper, page or table: words in two languages, a [`Document`] of blocks, and
//! the forms that need no layout.
//!
//! **Invariant:** nothing here knows of facts, rules or procedures, and nothing reads a clock, a file or the network.

pub mod calendar;
mod csv;
pub mod digest;
mod document;
pub mod html;
mod json;
mod markdown;
mod plain;
mod png;
mod seal;
mod sealing;
mod strokes;
#[cfg(test)]
mod tests;
pub mod text;
mod visible;

pub use csv::is_altered;
pub use document::{
    Block, CheckLine, Column, DRAWING_MM, Document, Drawing, FormCell, Item, ItemAction, Jpeg,
    PhotoBox, Signed, Tone,
};
pub use png::Png;
pub use seal::{Seal, SealedPart};
pub use sealing::{Change, ChangeKind};
pub use strokes::{BOX_MM, Curve, MOST_POINTS, MOST_STROKES, NoStrokes, Point, Strokes, curves};
pub use text::{Locale, Text};
pub use visible::{unsteered, visible};

//! What 备申 knows of portals and people: facts, procedures, checks, the assessment, and the documents that come of it.
//!
//! **Invariant:** nothing here reads a clock, a file or the network. The time comes in as an argument, words go out.

mod answers;
mod assess;
pub mod check;
pub mod companion;
mod condition;
pub mod document;
mod fact;
mod finding;
mod measurement;
mod month;
mod practice;
pub mod procedure;
pub mod readback;
mod rule;
mod signature;
mod source;
mod text;

pub use answers::{
    Agreement, Answers, Compared, Elsewhere, FactsError, FactsFile, HistoryRow, Kept, Known,
    LogEntry,
};
pub use assess::{
    Assessment, DeadlineState, Provenance, StageState, StageStatus, StepState, StepStatus, Value,
    Values, assess,
};
pub use check::{Glyph, GlyphKind, GlyphVerdict, Severity, inspect_name, is_until_now};
pub use condition::Condition;
pub use document::Document;
pub use fact::{Derive, Fact, FactKey, FactKind};
pub use finding::{Change, Finding, Fix};
pub use measurement::{ColorMode, FileFormat, Measurement, PixelSize};
pub use month::Month;
pub use practice::{is_practice, practice};
pub use procedure::{Dictionary, PackError, PhotoProfile, Procedure};
pub use rule::{Rule, Words};
pub use signature::{
    BOX_MM, Curve, MOST_POINTS, MOST_STROKES, NoStrokes, Point, Signature, Strokes,
};
pub use source::{Citation, Source, SourceRef};
pub use text::{Locale, Text};

//! What 备申 knows of portals and people: facts, procedures, checks, and the assessment.
//!
//! **Invariant:** nothing here reads a clock, a file or the network. The time comes in as an argument, words go out.
//!
//! The floors, bottom up: words of the house, `reading`, `value`, `check`, `rule`, `procedure`, `assess`. Each names only what
//! lies below it, by its room; the names at the end are for guests.

mod answers;
mod assess;
pub mod check;
mod condition;
mod fact;
mod facts_file;
mod finding;
mod measurement;
mod month;
pub mod outcome;
pub mod procedure;
mod profile;
mod raw;
pub mod reading;
mod rule;
mod signature;
mod source;
mod subject;
mod time;
mod unfit;
mod value;
mod verdict;

pub use answers::{Agreement, Answers, Compared, Elsewhere, HistoryRow, Kept, LogEntry};
pub use assess::{
    Apart, Assessment, DeadlineState, StageState, StageStatus, Standing, StepState, StepStatus,
    assess, kept_value, shown,
};
pub use condition::Condition;
pub use fact::{Derive, Fact, FactKey, FactKind};
pub use facts_file::{FactsError, FactsFile, Known, QUESTIONNAIRE};
pub use finding::{Change, Finding, Fix, Severity};
pub use measurement::{ColorMode, FileFormat, Measurement, PixelSize};
pub use month::{Month, is_until_now, portal_month};
pub use procedure::{Dictionary, PackError, Procedure};
pub use profile::{Backdrop, Profile, ScanLimits, Wanted, bytes_taken, bytes_wanted, in_m};
pub use reading::{Glyph, GlyphKind, GlyphVerdict, inspect_name};
pub use rule::{Rule, Words};
pub use signature::Signature;
pub use source::{Citation, Source, SourceRef};
pub use subject::Subject;
pub use time::local_time;
pub use value::{Provenance, Value, Values};
pub use verdict::{Judgement, UNSEEN, Verdict, Verdicts};

//! The words of files of many: which, how they are called, what they will be called.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is made of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportKind {
    /// 准备回执 as PDF.
    Receipts,
    /// 填报清单 as PDF.
    Checklists,
    /// The photos of the person, as they lie here.
    Photos,
    /// Every file to hand in, photos among them.
    Materials,
    /// What is due, of all in one calendar.
    Calendar,
}

/// What is done where a file of that name lies there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TakenChoice {
    /// The new one gets a number.
    Number,
    /// The new one is not written.
    Skip,
    /// The old one is replaced.
    Replace,
}

/// Which files of many are written, and how they are called. `pattern` has fields in braces and `/` for folders; an empty one: as it
/// was the last time.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ExportChoice {
    pub kinds: Vec<ExportKind>,
    pub pattern: String,
    pub taken: TakenChoice,
    pub show_numbers: bool,
}

macro_rules! replies {
    ($($(#[$doc:meta])+ $name:ident { $($field:ident: $type:ty),* $(,)? })+) => {$(
        #[derive(Clone, Serialize, TS)]
        $(#[$doc])+
        #[expect(missing_docs, reason = "the fields are the contract's own words")]
        pub struct $name { $(pub $field: $type),* }
    )+};
}

replies! {
    /// What files would be called. `twice`: how many have another's name and get a number; `there`: how many lie in the folder already;
    /// `wrong`: what is wrong with the pattern.
    NamesView {
        pattern: String, fields: Vec<String>, presets: Vec<NamingPreset>, files: Vec<NamedFile>, total: u32,
        twice: u32, there: u32, said: String, wrong: String,
    }
    /// A pattern that is offered.
    NamingPreset { label: String, pattern: String }
    /// What has left as files at once: when, as `2026-11-29 09:30`, what, of whom, and what the folder is called; empty once somebody of
    /// them was erased.
    ExportedLine { at: String, what: String, whose: String, folder: String }
    /// A file, by its path within the folder; whose, and whether it is written.
    NamedFile { whose: String, name: String, twice: bool, there: bool, written: bool }
}

//! The words of 事项: the procedures of this desk, a pack's text with what it would look like, and a correction that is not taken yet.

use serde::Serialize;
use ts_rs::TS;

use super::{FieldKind, PortalSays, RefusedPack};

/// Where a procedure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the contract's own words")]
pub enum PackKind {
    BuiltIn,
    Own,
}

/// A procedure of this desk. `file` is what one of one's own is called; `extends` the title of what it rests on; `corrected` counts what was
/// taken over of the portal, `seen` is the day on which a page of it was seen last.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ProcedureLine {
    pub id: String,
    pub title: String,
    pub kind: PackKind,
    pub file: Option<String>,
    pub extends: Option<String>,
    pub verified_on: String,
    pub source: String,
    pub corrected: u32,
    pub seen: Option<String>,
}

/// All of them, the files of one's own that do not load, and the files in which something was written and not saved.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ShelfView {
    pub procedures: Vec<ProcedureLine>,
    pub refused: Vec<RefusedPack>,
    pub unsaved: Vec<String>,
}

/// A pack of one's own, or one to begin with: what is written, and what lies in the folder, if there is something.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackText {
    pub file: String,
    pub text: String,
    pub saved: Option<String>,
}

/// What is said of a text. `fault`: a promise that it breaks, and where; else what it would look like.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackCheck {
    pub fault: Option<PackFaultView>,
    pub preview: Option<PackPreview>,
}

/// What is wrong, and the line of the text, counted from 1.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackFaultView {
    pub line: u32,
    pub message: String,
}

/// A procedure as people would meet it: the steps that ask, the papers with nobody's answers.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackPreview {
    pub title: String,
    pub summary: String,
    pub steps: Vec<PackStep>,
    pub checklist: String,
    pub questionnaire: String,
}

/// A step of it.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackStep {
    pub id: String,
    pub title: String,
    pub asks: Vec<PackAsk>,
    pub materials: Vec<String>,
}

/// What it asks for. `options`: those of a short list.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackAsk {
    pub fact: String,
    pub label: String,
    pub hint: String,
    pub required: bool,
    pub kind: FieldKind,
    pub options: Vec<String>,
}

/// What a correction or a pack would change, before it is taken. `corrects`: it may be taken over the procedure called `below`; `replaces`: one
/// of one's own with its id is there. Of the `drafts` that are open the `touched` are told otherwise; `names` are some of those.
#[derive(Clone, Default, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct CorrectionView {
    pub id: String,
    pub title: String,
    pub below: String,
    pub sources: Vec<String>,
    pub verified_on: String,
    pub corrects: bool,
    pub replaces: bool,
    pub changes: Vec<PortalSays>,
    pub drafts: u32,
    pub touched: u32,
    pub names: Vec<String>,
}

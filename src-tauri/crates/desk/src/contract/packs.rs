//! The words of 事项: the procedures of this desk, a pack's text with what it would look like, and a correction that is not taken yet.

use serde::{Deserialize, Serialize};
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

/// What is said of a text. `faults`: promises that it breaks, by line; without one, what it would look like. `form`: its pages and boxes, unless
/// it is no TOML. `no_english`: the lines of texts that are in Chinese alone.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackCheck {
    pub faults: Vec<PackFaultView>,
    pub preview: Option<PackPreview>,
    pub form: Option<PackForm>,
    pub no_english: Vec<u32>,
}

/// What is wrong, and the line of the text, counted from 1.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackFaultView {
    pub line: u32,
    pub message: String,
}

/// A pack's pages and boxes over what it extends, with the materials and the facts that a box may have.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackForm {
    pub pages: Vec<PackPage>,
    pub materials: Vec<PackNamed>,
    pub facts: Vec<PackFact>,
    pub own: Vec<PackOwnFact>,
}

/// A fact of the pack's own. `sensitive`: it is masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackOwnFact {
    pub key: String,
    pub label: PackWords,
    pub kind: PackFactKind,
    pub sensitive: bool,
}

/// How a fact is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the contract's own words")]
pub enum PackFactKind {
    Text,
    Date,
    Month,
    Choice,
}

/// A page of it.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackPage {
    pub id: String,
    pub title: PackWords,
    pub boxes: Vec<PackBox>,
}

/// A text; English may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackWords {
    pub zh: String,
    pub en: String,
}

/// A box of a page. `most`: the characters that it takes; `table`: a code table that it offers besides its own options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackBox {
    pub id: String,
    pub label: String,
    pub kind: PackBoxKind,
    pub fact: String,
    pub material: String,
    pub required: bool,
    pub most: Option<u32>,
    pub options: Vec<PackWords>,
    pub table: String,
    pub note: PackWords,
}

/// What one does with a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the contract's own words")]
pub enum PackBoxKind {
    Enter,
    Confirm,
    Choose,
    Secret,
    Code,
    System,
    Upload,
    History,
    Do,
}

/// Something by its id.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackNamed {
    pub id: String,
    pub title: String,
}

/// A fact that may go into a box.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackFact {
    pub key: String,
    pub label: String,
    pub kind: FieldKind,
}

/// One thing that is done to a pack's pages and boxes. `page` and `field` are ids; `set_box`: the box with this id becomes what is said.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the variants are the contract's own words")]
pub enum PackAct {
    AddPage { title: String },
    NamePage { page: String, title: PackWords },
    RemovePage { page: String },
    MovePage { page: String, up: bool },
    AddBox { page: String, label: String },
    SetBox { page: String, to: PackBox },
    RemoveBox { page: String, field: String },
    MoveBox { page: String, field: String, up: bool },
    AddFact { label: String, kind: PackFactKind },
    SetFact { to: PackOwnFact },
    RemoveFact { key: String },
}

/// A pack's text after an act. It is not saved.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PackEdited {
    pub text: String,
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

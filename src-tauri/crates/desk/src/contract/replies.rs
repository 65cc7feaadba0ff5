//! What the window is told. Everything in here is worded already.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! replies {
    ($($(#[$doc:meta])+ $name:ident { $($field:ident: $type:ty),* $(,)? })+) => {$(
        #[derive(Clone, Serialize, TS)]
        $(#[$doc])+
        #[expect(missing_docs, reason = "the fields are the contract's own words")]
        pub struct $name { $(pub $field: $type),* }
    )+};
}

macro_rules! words {
    ($($(#[$doc:meta])+ $name:ident { $($variant:ident),* $(,)? })+) => {$(
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
        $(#[$doc])+
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "the variants are the contract's own words")]
        pub enum $name { $($variant),* }
    )+};
}

words! {
    /// How far a step or a draft is.
    Status { NotStarted, InProgress, HasProblems, Completed }
    /// Where a stage of the portal stands.
    StageStatus { NotStarted, Current, Waiting, Done, NotNeeded }
    /// How serious a finding is.
    SeverityView { Error, Warning, Hint }
    /// Where a value comes from.
    #[ts(rename = "Provenance")]
    ProvenanceView { Typed, Derived, Usual, Imported, CarriedOver, None }
    /// How sure we are that the portal offers an option.
    CertaintyView { Manual, Standard, Public, Unverified, Added }
    /// What a fact is entered as.
    FieldKind { Text, Date, Month, Choice }
    /// What a machine says of a picture.
    Verdict { Pass, Ask, Fail, Unknown }
    /// A part of the time line.
    SegmentKind { Row, Gap }
}

replies! {
    /// The home screen.
    DeskView {
        applicants: Vec<ApplicantRow>, bin: Vec<ApplicantRow>, total: u32, bin_total: u32,
        procedures: Vec<ProcedureCard>, recovered: Option<String>, samples: bool,
    }
    /// An applicant in the list. `colour` is 1 to 6.
    ApplicantRow {
        id: i32, name: String, id_tail: String, colour: u8, changed: String, deleted: Option<String>,
        drafts: Vec<DraftRow>, sample: bool,
    }
    /// A draft in the list.
    DraftRow {
        id: i32, procedure: String, title: String, done: u32, steps: u32, errors: u32, warnings: u32, status: Status,
        deadline: Option<DeadlineView>,
    }
    /// A procedure to choose.
    ProcedureCard {
        id: String, title: String, summary: String, minutes: u16, steps: u32, needs: Vec<String>,
        irreversible: Vec<String>, basis: String, verified_on: String,
    }
    /// A new applicant, and the list with it.
    AddedApplicant { applicant: i32, desk: DeskView }
    /// Everything the window shows of a draft. It replaces what was there.
    DraftView {
        draft: i32, applicant: ApplicantView, procedure: ProcedureCard, saved_at: String, undo: bool, redo: bool,
        position: Option<String>, done: u32, total: u32, errors: u32, warnings: u32, ready: bool,
        steps: Vec<StepView>, findings: Vec<FindingView>, history: Option<HistoryView>, materials: Vec<MaterialView>,
        deadlines: Vec<DeadlineView>, stages: Vec<StageView>, acts: Vec<ActView>, help: Vec<HelpView>,
        changed: Option<String>,
    }
    /// Whose draft it is.
    ApplicantView { id: i32, name: String, colour: u8, sample: bool }
    /// A step with its fields. `known` are answers of other steps that belong to this topic.
    StepView {
        id: String, title: String, status: Status, errors: u32, warnings: u32, fields: Vec<FieldView>,
        has_history: bool, materials: Vec<String>, irreversible: Vec<IrreversibleView>, known: Vec<FieldView>,
    }
    /// A field. `typed` is the person's own text, `value` what counts, `portal_value` what goes into the portal;
    /// `inspect`: it is a name, to be looked at character by character.
    FieldView {
        fact: String, label: String, hint: String, kind: FieldKind, required: bool, sensitive: bool, typed: String,
        value: String, portal_value: String, provenance: ProvenanceView, provenance_note: String, derived_note: String,
        options: Option<Vec<OptionView>>, searchable: bool, open: bool, large: bool, inspect: bool, margin: MarginView,
    }
    /// An entry of a list. `names` are others it has or had.
    OptionView {
        value: String, code: String, detail: String, names: String, gloss: String, certainty: CertaintyView, certainty_note: String,
    }
    /// What stands in the margin beside a field.
    MarginView { portal: Vec<PortalPlace>, how: String, source: String, differs: String }
    /// Where the portal shows a fact.
    PortalPlace { page: String, label: String, format: String, required: bool }
    /// A finding. `id` names it until the next reply; `keepable` warnings may be kept as they are.
    FindingView {
        id: String, step: String, rule: String, reason: String, severity: SeverityView, fact: String, row: Option<u32>,
        label: String, message: String, fixes: Vec<String>, source: String, differs: String, missing: bool,
        keepable: bool, kept: bool,
    }
    /// The personal history.
    HistoryView { rows: Vec<HistoryRow>, this_month: String, segments: Vec<SegmentView>, columns: HistoryColumns }
    /// What the history's columns are called.
    HistoryColumns { from: String, to: String, place: String, role: String, witness: String }
    /// A part of the time line, from 0 to 1 of its width; overlapping ones have different lanes.
    SegmentView {
        kind: SegmentKind, row: Option<u32>, from: String, to: String, start: f64, end: f64, label: String, lane: u32,
    }
    /// A file to hand in.
    MaterialView {
        id: String, title: String, detail: String, required: bool, source: String, file: Option<FileView>,
        checks: Vec<CheckView>, ticks: Vec<TickView>,
    }
    /// The file as it lies in the vault. `preview` is a `data:` URI, empty for what cannot be shown.
    FileView { name: String, preview: String, facts: String }
    /// One thing a machine can see.
    CheckView { label: String, value: String, limit: String, verdict: Verdict }
    /// One thing only the person can confirm.
    TickView { id: String, text: String, on: bool }
    /// A deadline whose clock runs.
    DeadlineView { id: String, title: String, due: String, left: String, over: bool, source: String, differs: String }
    /// A stage of the portal; `act` ends it.
    StageView { id: String, title: String, detail: String, status: StageStatus, act: Option<String> }
    /// What the person has done at the portal.
    ActView { id: String, title: String, at: Option<String> }
    /// A question and its answer.
    HelpView { id: String, title: String, text: String, source: String }
    /// A point of no return.
    IrreversibleView { id: String, fact: Option<String>, text: String, source: String }
    /// A section of check-your-answers.
    ReviewSection { step: String, title: String, rows: Vec<ReviewRow> }
    /// A row of it.
    ReviewRow {
        fact: String, label: String, value: String, provenance_note: String, large: bool, findings: Vec<String>,
    }
    /// A name, character by character; `fix` is it as it was probably meant.
    NameView { glyphs: Vec<GlyphView>, fix: Option<String> }
    /// A character of a name. `character` is empty for one that cannot be shown.
    GlyphView {
        position: u32, character: String, code_point: String, plane: u32, name: String, verdict: Verdict, message: String,
        remedy: String,
    }
    /// What a search in a list found, at most 50 of `total`.
    FoundOptions { options: Vec<OptionView>, total: u32 }
    /// An option that was added on this computer.
    AddedOptionView { fact: String, label: String, value: String, at: String }
    /// A value as it once was.
    PastValue { text: String, at: String, provenance: ProvenanceView, current: bool }
    /// Why a command could not be carried out; `code` is `input`, `system` or `gone`.
    #[ts(rename = "Failure")]
    FailureView { code: String, message: String }
    /// A file that was written. `missing` are characters in no font, printed as 〓.
    SavedFile { path: String, missing: Vec<String> }
}

/// A stretch of a person's life, as it goes both ways.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct HistoryRow {
    pub from: String,
    pub to: String,
    pub place: String,
    pub role: String,
    pub witness: String,
}

impl From<beishen_core::HistoryRow> for HistoryRow {
    fn from(row: beishen_core::HistoryRow) -> Self {
        let beishen_core::HistoryRow { from, to, place, role, witness } = row;
        Self { from, to, place, role, witness }
    }
}

impl From<HistoryRow> for beishen_core::HistoryRow {
    fn from(row: HistoryRow) -> Self {
        let HistoryRow { from, to, place, role, witness } = row;
        Self { from, to, place, role, witness }
    }
}

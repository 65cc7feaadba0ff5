//! The contract with the window: every command, what it takes and what comes back.
//!
//! **Invariant:** a command is named once, in [`Command`]. The dispatcher and the page's TypeScript come of these types;
//! a test fails when the TypeScript in `ui/` is stale.

mod replies;
mod typescript;

use std::collections::BTreeMap;

use serde::Deserialize;
use ts_rs::TS;

use beishen_core::Locale;

use crate::{Failure, FailureCode};

pub use replies::*;
pub use typescript::typescript;

/// A command and the language of its answer.
#[derive(Deserialize)]
pub struct Request {
    /// The language of every word in the reply.
    pub locale: Locale,
    /// What is asked for.
    #[serde(flatten)]
    pub command: Command,
}

/// What the window may ask for. The comment says what comes back.
#[derive(Deserialize, TS)]
#[serde(tag = "command", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub enum Command {
    /// [`DeskView`]
    OpenDesk,
    /// [`DeskView`], only applicants that match: 汉字, pinyin or initials.
    SearchApplicants { query: String },
    /// [`AddedApplicant`]
    AddApplicant { name: String },
    /// [`DeskView`]
    AddSamples,
    /// [`DeskView`]
    RemoveSamples,
    /// [`DeskView`]
    RenameApplicant { applicant: i32, name: String },
    /// [`DeskView`]: into the bin, for 30 days.
    BinApplicant { applicant: i32 },
    /// [`DeskView`]
    RestoreApplicant { applicant: i32 },
    /// [`DeskView`]: out of the bin, for good.
    EraseApplicant { applicant: i32 },
    /// [`DraftView`], the existing one if it was begun.
    BeginDraft { applicant: i32, procedure: String },
    /// [`DraftView`]
    OpenDraft { draft: i32 },
    /// [`DraftView`]: the one hop of a committed answer. `only_here`: it stands for this draft alone; an empty one lets the
    /// person's own answer through again.
    Answer {
        draft: i32,
        fact: String,
        text: String,
        #[serde(default)]
        #[ts(optional, as = "Option<bool>")]
        only_here: bool,
    },
    /// [`DraftView`]
    SetHistory { draft: i32, rows: Vec<HistoryRow> },
    /// [`DraftView`]
    Tick { draft: i32, tick: String, on: bool },
    /// [`DraftView`]: something was done at the portal, or answered by it; now, unless `at` says when (`2026-11-24T09:30`).
    Log { draft: i32, act: String, at: Option<String>, note: String },
    /// [`DraftView`]: a line of the log goes.
    Unlog { draft: i32, entry: String },
    /// [`DraftView`]: what the portal shows of a compared item; no verdict: not looked at.
    Compare {
        draft: i32,
        item: String,
        verdict: Option<AgreementView>,
        shown: String,
        evidence: String,
    },
    /// [`DraftView`]: what a changed pack changes was read.
    SeenChanges { draft: i32 },
    /// [`DraftView`] of another draft of the same procedure; this one is closed and kept as it is.
    BeginAgain { draft: i32 },
    /// [`DraftView`]: a warning was looked at and the value stays.
    Keep { draft: i32, finding: String, on: bool },
    /// [`DraftView`]: one of the repairs a finding offers.
    Fix { draft: i32, finding: String, fix: u32 },
    /// [`DraftView`]
    Attach { draft: i32, material: String, path: String },
    /// [`DraftView`]
    Detach { draft: i32, material: String },
    /// [`DraftView`]: the photo cropped, scaled down and compressed as its material wants, where `crop` says or where its
    /// head says; or the same with the reason why not. `lines` are those the person has moved.
    PreparePhoto {
        draft: i32,
        material: String,
        crop: Option<CropView>,
        #[serde(default)]
        #[ts(optional, as = "Option<Vec<LineAt>>")]
        lines: Vec<LineAt>,
    },
    /// [`CropperView`]: the photo the person chose, to be cropped by hand.
    OpenCropper { draft: i32, material: String },
    /// [`ProposalView`]: where that photo would be cropped with these lines where the person has put them.
    ProposeCrop { draft: i32, material: String, lines: Vec<LineAt> },
    /// [`DraftView`]: the scan as a JPEG within its material's limits, made of the file the person chose; or the same with the
    /// reason why not.
    PrepareScan { draft: i32, material: String },
    /// [`DraftView`]: one side of a card, of which the material's picture is made; no path: it is taken out.
    SetSide { draft: i32, material: String, side: SideView, path: Option<String> },
    /// [`DraftView`]: front and back change places.
    SwapSides { draft: i32, material: String },
    /// [`CardPreview`]: how both sides would look in one picture. Nothing is changed.
    PreviewCard { draft: i32, material: String, layout: LayoutView },
    /// [`DraftView`]: both sides in one JPEG within the material's limits; or the same with the reason why not.
    MergeCard { draft: i32, material: String, layout: LayoutView },
    /// [`SavedMaterials`]: every file to hand in, under its suggested name, in one folder. Files that are there already
    /// are replaced only when that is said.
    SaveMaterials { draft: i32, folder: String, replace: bool },
    /// [`ProfilesView`]
    Profiles,
    /// [`SetProfile`]: what the photo of a material must be like, on this computer.
    SetProfile { procedure: String, material: String, values: ProfileValues },
    /// [`ProfilesView`]: the pack's profile stands again.
    RemoveProfile { procedure: String, material: String },
    /// [`DraftView`]
    Undo { draft: i32 },
    /// [`DraftView`]
    Redo { draft: i32 },
    /// Nothing: the place is remembered.
    Visit { draft: i32, step: String },
    /// [`PacksView`]
    ListPacks,
    /// [`ImportedPack`]: a pack that is there already is replaced only when that is said.
    ImportPack { path: String, replace: bool },
    /// [`PacksView`]: the drafts begun with it stay.
    RemovePack { file: String },
    /// [`FoundOptions`]
    SearchOptions { draft: i32, fact: String, query: String },
    /// [`DraftView`]: the value stands in the fact's list from now on, in every draft on this computer.
    AddOption { draft: i32, fact: String, value: String },
    /// A list of [`AddedOptionView`]
    AddedOptions,
    /// A list of [`AddedOptionView`], without that one.
    RemoveOption { fact: String, value: String },
    /// A list of [`PastValue`]
    PastValues { draft: i32, fact: String },
    /// [`NameView`]: a name looked at character by character.
    InspectName { text: String },
    /// A list of [`ReviewSection`]
    Review { draft: i32 },
    /// [`ReadBackView`]: the text of the portal's page against the draft; the text is not kept.
    ReadBack { draft: i32, text: String },
    /// [`ReadBackView`]: the same with a page that was saved.
    ReadBackFile { draft: i32, path: String },
    /// [`SavedFile`]
    SaveReceipt { draft: i32, path: String, show_numbers: bool },
    /// [`PrintView`]: the receipts of many drafts, written into the folder by and by.
    PrintReceipts { drafts: Vec<i32>, folder: String, choice: PrintChoice },
    /// [`PrintView`], or nothing: how far the receipts are that were begun last.
    PrintProgress,
    /// [`PrintView`], or nothing: no more receipts are begun.
    StopPrinting,
    /// A list of names: what the first few files would be called.
    NameReceipts { drafts: Vec<i32>, choice: PrintChoice },
    /// [`DraftView`]: the strokes of a signature, each point right and down from 0 to 1; none: signed in ink, or not yet.
    Sign { draft: i32, strokes: Vec<Vec<[f32; 2]>> },
    /// [`PreviewView`]: a paper as it would be saved now; the one before is closed.
    Preview { draft: i32, of: PreviewOf },
    /// [`PictureView`]: a page of it, counted from 0, so many pixels wide.
    PreviewPage { preview: u32, page: u32, width: u32 },
    /// [`SavedFile`]: the paper as it was shown.
    SavePreview { preview: u32, path: String },
    /// Nothing: the paper is forgotten.
    ClosePreview { preview: u32 },
    /// [`VerifiedView`]: whether a receipt's file says what the draft says now.
    VerifyReceipt { draft: i32, path: String },
    /// [`SavedFile`]
    SaveChecklist { draft: i32, path: String, format: PaperFormat },
    /// [`SavedFile`]: one of the other papers of a draft.
    SavePaper { draft: i32, paper: DraftPaper, path: String, format: PaperFormat },
    /// [`SavedFile`]: a procedure's questions, to be filled in by hand.
    SaveQuestionnaire { procedure: String, path: String, format: PaperFormat },
    /// [`SavedFile`]: a list over several drafts.
    SaveDeskPaper { paper: DeskPaper, drafts: Vec<i32>, path: String, format: PaperFormat },
    /// [`SavedFile`]: what the portal shows wrongly, as a form to hand in.
    SaveCorrection { draft: i32, path: String },
    /// [`CompanionView`]: the companion as it is; for another draft than before, paused.
    OpenCompanion { draft: i32 },
    /// [`CompanionView`]: what a key of the companion does.
    PressCompanion { draft: i32, key: CompanionKey },
    /// [`SavedFile`]: the file of an upload item, put where a browser finds it until the companion is closed.
    CompanionFile { draft: i32, item: String },
    /// [`SavedFile`]: 练习平台, the replica of the portal's pages for a browser; there is no answer in it.
    SavePractice { draft: i32 },
    /// [`SavedFile`]: the draft as a facts file. `pending`, by fact, and `rows` are what the vault has not taken in; it
    /// is only read.
    SaveFacts {
        draft: i32,
        path: String,
        pending: BTreeMap<String, String>,
        rows: Option<Vec<HistoryRow>>,
    },
    /// [`DeadlinesView`]
    Deadlines,
    /// [`SavedFile`]: what is due in one draft, or in all of them without a name.
    SaveCalendar { draft: Option<i32>, path: String },
}

/// What a person asks of the companion.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CompanionKey {
    /// This item is done; the next one, copied.
    Next,
    /// The same without copying, where there is no clipboard.
    Past,
    /// The item before, copied.
    Previous,
    /// This item, copied once more.
    Again,
    /// Off the clipboard.
    Clear,
    /// Off the clipboard and off the screen.
    Pause,
    /// The portal forgot the page from this item on.
    RestartItem,
    /// The portal forgot the page.
    RestartPage,
    /// Another page, by its id.
    Page(String),
    /// A certain item, by its id.
    Item(String),
    /// An item is done.
    Tick(String),
    /// An item is not done.
    Untick(String),
}

/// How the receipts of many drafts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
pub struct PrintChoice {
    /// In files of up to a hundred, not in a file each.
    pub one_file: bool,
    /// Files of one receipt have the applicant's name in theirs.
    pub named: bool,
    /// Numbers are printed in full.
    pub show_numbers: bool,
}

/// Which paper is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub enum PreviewOf {
    /// The receipt, with numbers in full or masked.
    Receipt { show_numbers: bool },
    /// What the portal shows wrongly.
    Correction,
}

/// A paper of one draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DraftPaper {
    /// 材料清单.
    Materials,
    /// 现场清单.
    OnSite,
}

/// A list over many drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeskPaper {
    /// 办理汇总表.
    Summary,
    /// 信封清单.
    Envelopes,
}

/// What a paper may be saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperFormat {
    /// For printing.
    Pdf,
    /// A page for the browser; a checklist's has copy buttons and ticks.
    Html,
    /// Markdown.
    Md,
    /// Plain text.
    Txt,
    /// A table, RFC 4180.
    Csv,
}

impl FailureView {
    /// A failure in one language.
    pub fn new(failure: &Failure, locale: Locale) -> Self {
        let code = match failure.code {
            FailureCode::Input => "input",
            FailureCode::System => "system",
            FailureCode::Gone => "gone",
        };
        Self { code: code.to_owned(), message: failure.message.get(locale).to_owned() }
    }
}

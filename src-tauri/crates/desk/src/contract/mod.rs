//! The words of the contract with the window: what commands take and what comes back. Which command takes and answers
//! which of them stands in the table of [`crate::Command`].

mod bundles;
mod copying;
mod everything;
mod exporting;
mod guide;
mod import;
mod many;
mod office;
mod packs;
mod places;
mod portal;
mod replied;
mod replies;
mod roster;
mod typescript;

use beishen_document::Locale;
use serde::Deserialize;
use ts_rs::TS;

use beishen_work::{Failure, FailureCode};

pub use bundles::{BundleView, BundledPerson, Differing, SavedBundle};
pub use copying::{CopySource, CopySources, CopyableAnswer, CopyableStep};
pub use everything::{FoundPeopleView, WritingView};
pub use exporting::*;
pub use guide::{GuidePage, GuidePart, GuideView};
pub use import::{
    AttachedFile, FilledView, FoundFile, FoundFilesView, FoundPerson, ImportCell, ImportColumn,
    ImportLine, ImportRow, ImportRowsView, ImportShow, ImportState, ImportTarget, ImportView,
    ImportedView, KeptCell, PeopleView, TakenBackView,
};
pub use many::*;
pub use office::{
    HeldView, OfficeAsked, OfficeOnView, OfficePersonView, OfficeRoundView, OfficeView, PutOut,
};
pub use packs::{
    CorrectionView, PackAct, PackAsk, PackBox, PackBoxKind, PackCheck, PackEdited, PackFact,
    PackFactKind, PackFaultView, PackForm, PackKind, PackNamed, PackOwnFact, PackPage, PackPreview,
    PackStep, PackText, PackWords, ProcedureLine, ShelfView,
};
pub(crate) use places::Names;
pub use places::{Access, ReadFrom, ReadIn, WriteInto, WriteTo};
pub use portal::{
    PortalBox, PortalPack, PortalPage, PortalRenamed, PortalSays, PortalSeen, PortalState,
    PortalTaken, PortalView,
};
pub(crate) use replied::Replied;
pub use replies::*;
pub use roster::*;
pub(crate) use typescript::TypeScript;

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

/// A paper of one draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DraftPaper {
    /// 准备回执.
    Receipt,
    /// 填报清单.
    Checklist,
    /// 数据检查勘误表, when the portal shows something wrongly.
    Correction,
    /// 材料清单.
    Materials,
    /// 现场清单.
    OnSite,
    /// 拍照指南.
    PhotoGuide,
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
        let busy = failure.code == FailureCode::Busy;
        Self { message: failure.message.get(locale).to_owned(), busy }
    }
}

/// An id as the window has it; a vault never grows so far.
pub(crate) fn small(id: i64) -> i32 {
    i32::try_from(id).unwrap_or(i32::MAX)
}

/// A count as the window has it.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

//! 填报助手: where the walk over the portal's pages is.

use beishen_guide::companion::{Memory, Phase};
use beishen_store::DraftId;
use chrono::NaiveDateTime;

/// The one walk there is: a clipboard has room for one.
#[derive(Default)]
pub(crate) struct Walk {
    pub(crate) draft: Option<DraftId>,
    pub(crate) phase: Phase,
    /// A rehearsal on the practice portal: it begins at the first item, and nothing of it is kept.
    pub(crate) practice: bool,
    /// Where one was, also while the vault cannot take it in.
    pub(crate) memory: Memory,
    /// When the item on the screen was copied.
    pub(crate) copied: Option<NaiveDateTime>,
    /// How many views were made.
    pub(crate) turn: u32,
}

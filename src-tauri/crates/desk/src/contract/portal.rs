//! The words of 认识平台页面: a form page of the portal beside the pack, and what was taken from it.

use serde::Serialize;
use ts_rs::TS;

/// How a box of the portal and the pack's stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the contract's own words")]
pub enum PortalState {
    Same,
    Differs,
    Look,
}

/// A form page beside the pack. Nothing that was filled in is in it.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PortalView {
    pub procedure: String,
    /// It is the practice portal's, which is made of the pack and teaches nothing.
    pub practice: bool,
    pub pages: Vec<PortalPage>,
    pub same: u32,
    pub differs: u32,
    pub look: u32,
    /// What was taken over with this command.
    pub taken: Option<PortalTaken>,
    pub packs: Vec<PortalPack>,
}

/// A page of it that was recognised.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PortalPage {
    pub id: String,
    pub title: String,
    pub doubts: Vec<String>,
    pub boxes: Vec<PortalBox>,
}

/// A box. `key` is what commands call it; `takes`: there is something to take over; `there`: the page has it; `guessed`: the pack's list is a suggestion of ours.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PortalBox {
    pub key: String,
    pub label: String,
    pub state: PortalState,
    pub says: Vec<PortalSays>,
    pub options: Vec<String>,
    pub renamed: Vec<PortalRenamed>,
    pub takes: bool,
    pub there: bool,
    pub guessed: bool,
}

/// One thing that differs.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PortalSays {
    pub title: String,
    pub text: String,
}

/// Options that stand in the same place under different names.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PortalRenamed {
    pub here: String,
    pub there: String,
}

/// What was taken over. `touched` names of the open drafts those of which something else is said now, `drafts` counts them.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PortalTaken {
    pub procedure: String,
    pub boxes: u32,
    pub drafts: u32,
    pub touched: Vec<String>,
}

/// What this desk knows of a portal's pages. `taught` counts what was taken over and stands; `lost`: some of it fits the pack no more.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PortalPack {
    pub id: String,
    pub title: String,
    pub taught: u32,
    pub lost: bool,
    pub seen: Vec<PortalSeen>,
}

/// When a page was seen last, and whether it differed then.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct PortalSeen {
    pub title: String,
    pub on: String,
    pub differs: bool,
}

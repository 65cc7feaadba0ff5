//! 使用指南, as the page shows it.

use serde::Serialize;
use ts_rs::TS;

/// The whole guide.
#[derive(Clone, Serialize, TS)]
pub struct GuideView {
    /// Every page in its order.
    pub pages: Vec<GuidePage>,
    /// The ids of those that show the whole way in a minute.
    pub tour: Vec<String>,
}

/// A page of it.
#[derive(Clone, Serialize, TS)]
pub struct GuidePage {
    /// A screen's page is called as the screen.
    pub id: String,
    /// The heading.
    pub title: String,
    /// In reading order.
    pub parts: Vec<GuidePart>,
    /// The ids of pages that say more.
    pub links: Vec<String>,
}

/// A piece of a page.
#[derive(Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub enum GuidePart {
    /// Running text.
    Text { text: String },
    /// Something to heed.
    Heed { text: String },
    /// What is done, one after the other.
    Steps { items: Vec<String> },
    /// Several things of a kind.
    Points { items: Vec<String> },
    /// A table: its titles, then its rows.
    Table { rows: Vec<Vec<String>> },
    /// A picture of the window, to be asked for by its name.
    Picture { name: String, caption: String },
}

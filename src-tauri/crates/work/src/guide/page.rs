//! A page of the guide, before anyone chose window or paper.

/// A page of the guide in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its name in every language; a screen's page is called as the screen.
    pub id: &'static str,
    /// The heading.
    pub title: String,
    /// In reading order.
    pub parts: Vec<Part>,
    /// The pages that say more.
    pub links: Vec<String>,
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Running text.
    Text(String),
    /// Something to heed.
    Heed(String),
    /// What is done, one after the other.
    Steps(Vec<String>),
    /// Several things of a kind.
    Points(Vec<String>),
    /// A table: its titles, then its rows of as many cells.
    Table(Vec<Vec<String>>),
    /// A picture of the window.
    Picture {
        /// Its name, for `guide::picture`.
        name: String,
        /// What is to be seen on it.
        caption: String,
    },
}

//! A form page of the portal as it asks: its boxes, and nothing of what stands in them.

use serde::Serialize;

/// The boxes of a page, in its order.
///
/// **Invariant:** nothing that was filled in is in it. Whether a value was preset or typed cannot be told of a saved page, for
/// browsers write what was typed into the source; so no value is read at all.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Form {
    /// Those that have a label.
    pub boxes: Vec<FormBox>,
    /// The forms of those that have none.
    pub(super) unnamed: Vec<Option<usize>>,
}

/// A box of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormBox {
    /// The portal's words beside it, without star and colon.
    pub label: String,
    /// Marked as one that must be filled in.
    pub required: bool,
    /// What one does with it.
    pub kind: FormKind,
    /// What the page says in it or behind it of how to fill it in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// Characters that it takes at most, if the page says so.
    #[serde(rename = "max_length", skip_serializing_if = "Option::is_none")]
    pub most: Option<usize>,
    /// What its list offers, in its order, without what only asks to choose.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<FormOption>,
    /// Whether these are all there are.
    pub whole: bool,
    /// It may be hidden.
    #[serde(skip)]
    pub(super) unsure: bool,
    /// Which of the page's forms it is in.
    #[serde(skip)]
    pub(super) form: Option<usize>,
}

/// An entry of a list, or what stands beside a circle or square.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormOption {
    /// The words that are seen.
    pub text: String,
    /// What is sent for them, if the page says so.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub value: String,
}

/// What one does with a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// Types a text.
    Text,
    /// Types a secret.
    Secret,
    /// Chooses a day or a month.
    Date,
    /// Chooses an entry of a list.
    List,
    /// Chooses one of several circles.
    Radio,
    /// Ticks squares.
    Checkbox,
    /// Hands in a file.
    File,
    /// Adds rows to a table.
    Rows,
    /// Nothing: it is the portal's.
    ReadOnly,
    /// Nothing: only words stand there, and no box.
    Shown,
}

impl FormKind {
    /// Whether one chooses of what is offered.
    pub fn offers(self) -> bool {
        matches!(self, Self::List | Self::Radio | Self::Checkbox)
    }
}

/// Why no form can be read of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is a text, and not the source of a page.
    NoPage,
    /// It shows none of the portal's boxes.
    NoBoxes,
    /// It has more boxes or options than any form.
    TooMany,
}

//! What a page shows beside a label.

use super::{choice::Chosen, labels::Mark, sheet::Sign, split::Part, value::Value, whose::Place};

/// What a page shows beside a label.
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that was seen by itself")]
pub(super) struct Shown {
    /// The label, in words that are known.
    pub(super) label: String,
    pub(super) text: String,
    /// The first line of it, where there are several: the rest may belong to it or not.
    pub(super) first: Option<String>,
    /// A remark behind the value was left out: `202302 (如:199704)`.
    pub(super) cut: bool,
    /// Surely meant: behind a colon, in the cell beside or in a box. Elsewhere it may be a column's head or a menu.
    pub(super) sure: bool,
    /// The remark that was left out.
    pub(super) remark: String,
    /// It stands below its label, where all entries of a list may stand one by one.
    pub(super) below: bool,
    /// It cannot be told which of several circles is chosen.
    pub(super) unclear: bool,
    pub(super) rivals: Rivals,
    /// The boxes of a value that has several.
    pub(super) parts: Vec<Part>,
    /// A character that takes no room was left out at an end.
    pub(super) unseen: bool,
    /// Whose data stand there.
    pub(super) place: Place,
    /// What stands above its label, where that may be its value.
    pub(super) above: String,
}

/// What stands behind a value, or below it, and is no label: it may be another value.
#[derive(Default)]
pub(super) struct Rivals {
    pub(super) texts: Vec<String>,
    /// How many of them stand where only a value of the same label can: in a further column of its row, or alone below it.
    pub(super) own: usize,
}

impl Shown {
    /// With boxes that stand in the cells behind it.
    pub(super) fn with_boxes(mut self, more: &[&[Sign]]) -> Self {
        if !more.is_empty() {
            let part = |text: String| Part { called: String::new(), text };
            let more = more.iter().map(|it| Value::of(it).text);
            self.parts = [self.text.clone()].into_iter().chain(more).map(part).collect();
        }
        self
    }

    /// With what stands around it as well.
    pub(super) fn among(mut self, more: Rivals) -> Self {
        self.rivals.own += more.own;
        self.rivals.texts.extend(more.texts);
        self
    }
}

pub(super) fn of_choice(mark: &Mark<'_>, chosen: Chosen, sure: bool) -> Shown {
    let (text, unclear) = match chosen {
        Chosen::Text(text) => (text, false),
        Chosen::Unclear => (String::new(), true),
    };
    let (label, remark) = (mark.label.to_owned(), String::new());
    let (parts, rivals) = (Vec::new(), Rivals::default());
    Shown {
        label,
        text,
        first: None,
        cut: false,
        remark,
        sure,
        below: false,
        unclear,
        rivals,
        parts,
        unseen: false,
        place: Place::default(),
        above: String::new(),
    }
}

pub(super) fn of_value(mark: &Mark<'_>, value: &[Sign], sure: bool) -> Shown {
    let Value { text, first, cut, remark, boxed, around, parts, unseen } = Value::of(value);
    let (label, sure) = (mark.label.to_owned(), sure || boxed);
    let rivals = Rivals { own: around.len(), texts: around };
    Shown {
        label,
        text,
        first,
        cut,
        remark,
        sure,
        below: false,
        unclear: false,
        rivals,
        parts,
        unseen,
        place: Place::default(),
        above: String::new(),
    }
}

/// A name whose parts have labels of their own.
pub(super) fn of_parts(parts: Vec<Part>) -> Shown {
    let text = parts.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ");
    Shown {
        label: String::new(),
        text,
        first: None,
        cut: false,
        sure: true,
        below: false,
        remark: String::new(),
        unclear: false,
        rivals: Rivals::default(),
        parts,
        unseen: false,
        place: Place::default(),
        above: String::new(),
    }
}

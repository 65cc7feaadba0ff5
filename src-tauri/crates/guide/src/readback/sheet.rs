//! A page as one sees it: lines of cells, and in a cell the characters with what stands between them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use beishen_core::reading::is_hidden;

/// A character of the page, or what is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Char(char),
    /// Where an element ends inside a line: no space, but a label may end here.
    Seam,
    /// A line that ends inside a cell.
    Break,
    /// What follows, up to `Close`, stands in a box that can be filled in.
    Open,
    Close,
    /// A picture: an icon at the end of a value, and perhaps a character within.
    Picture,
    /// A circle or square to choose by: which of the sheet's choices.
    Choice(usize),
}

/// Turns the line round that stands behind it: what is seen is not what is read.
pub(super) const TURNED: char = '\u{202E}';

/// Stands for a picture in a text.
pub(super) const PICTURE: char = '\u{FFFC}';

/// A character that takes no room and can be passed over, because it moves nothing.
pub(super) fn takes_no_room(c: char) -> bool {
    is_hidden(c) && !matches!(c, '\u{202B}' | TURNED | '\u{2067}')
}

/// What is between two separators of a line.
pub(super) type Cell = Vec<Sign>;

/// A circle or square.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// Of those with the same group one is chosen.
    pub(super) group: Option<usize>,
    pub(super) on: bool,
    /// A square: several may be chosen.
    pub(super) several: bool,
    /// What it is called, if the page's source says so.
    pub(super) own: Option<String>,
    /// It is a button, and only how it is drawn tells whether it is chosen.
    pub(super) drawn: bool,
}

/// More than the groups of a page.
const FRESH: usize = 1 << 24;

/// A page.
#[derive(Debug, Default, Clone)]
pub(super) struct Sheet {
    pub(super) lines: Vec<Vec<Cell>>,
    pub(super) choices: Vec<Choice>,
    /// Lines of boxes with the names that the source gives them, wherever they stand.
    pub(super) called: Vec<Vec<Cell>>,
    /// On which lines these boxes stand.
    pub(super) called_on: Vec<usize>,
    /// Whole pages in it, labels and all, may not be seen.
    pub(super) doubtful: bool,
    pub(super) looks: Looks,
}

/// How a page's source looks around its lines; nothing of copied text.
#[derive(Debug, Default, Clone)]
pub(super) struct Looks {
    /// The elements that make lines, in the order of the source.
    pub(super) nodes: Vec<Node>,
    /// Of each line the innermost of them around what begins it.
    pub(super) of: BTreeMap<usize, usize>,
    /// Parts of the page, in the order of their ends.
    pub(super) parts: Vec<Part>,
    /// On which lines tables end that are in no other.
    pub(super) tables: Vec<usize>,
    /// How many rows the first cell of a row spans, where it spans several.
    pub(super) spans: BTreeMap<usize, usize>,
    /// Lines of nothing but heads of columns.
    pub(super) heads: BTreeSet<usize>,
}

/// An element of the source that makes lines.
#[derive(Debug, Default, Clone)]
pub(super) struct Node {
    pub(super) parent: Option<usize>,
    /// How deep it lies.
    pub(super) depth: usize,
    pub(super) name: String,
    pub(super) class: String,
    /// Behind its last line.
    pub(super) end: usize,
    /// Its first line.
    pub(super) start: usize,
}

/// A part of the page with a head of its own, or with a name that is not seen on a line.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) lines: Range<usize>,
    /// What names it: `aria-label`, the head of a row around a table. Empty where it is no part of the form at all: a tooltip.
    pub(super) name: Option<String>,
    /// That is the head of its row.
    pub(super) of_row: bool,
}

impl Looks {
    /// The element around a line.
    pub(super) fn of(&self, line: usize) -> Option<&Node> {
        self.nodes.get(*self.of.get(&line)?)
    }

    /// An element and those around it.
    pub(super) fn around(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(node), |it| self.nodes.get(*it)?.parent)
    }

    pub(super) fn is_source(&self) -> bool {
        !self.nodes.is_empty()
    }

    /// Beside how many rows below it the first cell of a row stands; nothing where only a source could tell.
    pub(super) fn spans(&self, line: usize) -> Option<usize> {
        self.is_source().then(|| self.spans.get(&line).map_or(0, |it| it - 1))
    }

    /// Whether a table ends behind one line and before or on another.
    pub(super) fn has_ended(&self, lines: Range<usize>) -> bool {
        let at = self.tables.partition_point(|it| *it <= lines.start);
        self.tables.get(at).is_some_and(|it| *it <= lines.end)
    }

    /// Puts another page below.
    fn append(&mut self, page: Self, lines: usize) {
        let nodes = self.nodes.len();
        let moved = |it: Node| Node {
            parent: it.parent.map(|it| it + nodes),
            start: it.start + lines,
            end: it.end + lines,
            ..it
        };
        self.nodes.extend(page.nodes.into_iter().map(moved));
        self.of.extend(page.of.into_iter().map(|(line, it)| (line + lines, it + nodes)));
        self.spans.extend(page.spans.into_iter().map(|(line, it)| (line + lines, it)));
        self.tables.extend(page.tables.into_iter().map(|it| it + lines));
        self.heads.extend(page.heads.into_iter().map(|it| it + lines));
        let parts = page.parts.into_iter();
        self.parts.extend(
            parts.map(|it| Part { lines: it.lines.start + lines..it.lines.end + lines, ..it }),
        );
    }
}

impl Sign {
    pub(super) fn char(self) -> Option<char> {
        match self {
            Self::Char(it) => Some(it),
            _ => None,
        }
    }

    /// What parts words: white space, and whatever is no character.
    pub(super) fn is_space(self) -> bool {
        self.char().is_none_or(char::is_whitespace)
    }
}

impl Sheet {
    /// A page's text as it was copied.
    pub(super) fn of(text: &str) -> Self {
        let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{2028}'], "\n");
        let cell = |it: &str| it.chars().map(Sign::Char).collect();
        let line = |it: &str| it.split(['\t', '|', '│']).map(cell).collect();
        Self { lines: text.split('\n').map(line).collect(), ..Self::default() }
    }

    /// Puts another page below.
    pub(super) fn append(&mut self, mut page: Self) {
        let shift = self.choices.len();
        for sign in page.lines.iter_mut().flatten().flatten() {
            if let Sign::Choice(at) = sign {
                *at += shift;
            }
        }
        // No circle here is of one group with one there.
        let mut fresh = BTreeMap::new();
        for (n, choice) in page.choices.iter_mut().enumerate() {
            if let Some(group) = &mut choice.group {
                *group = *fresh.entry(*group).or_insert(FRESH + shift + n);
            }
        }
        let lines = self.lines.len();
        self.looks.append(std::mem::take(&mut page.looks), lines);
        self.lines.append(&mut page.lines);
        self.choices.append(&mut page.choices);
        self.called.append(&mut page.called);
        self.called_on.extend(page.called_on.into_iter().map(|it| it + lines));
        self.doubtful |= page.doubtful;
    }

    /// As text: cells apart by tabs.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (n, line) in self.lines.iter().enumerate() {
            text.push_str(if n > 0 { "\n" } else { "" });
            for (n, cell) in line.iter().enumerate() {
                text.push_str(if n > 0 { "\t" } else { "" });
                // A character that ends lines or cells ends none here.
                let chars = cell.iter().map(|it| it.char().unwrap_or(' '));
                text.extend(chars.map(|it| if it.is_whitespace() { ' ' } else { it }));
            }
        }
        text
    }
}

/// The characters of a stretch. What a new line or a box parts stays apart.
pub(super) fn spelled(signs: &[Sign]) -> String {
    let mut text = String::new();
    for sign in signs {
        match sign {
            Sign::Char(it) => text.push(if it.is_whitespace() { ' ' } else { *it }),
            Sign::Seam => {}
            Sign::Picture => text.push(PICTURE),
            _ if text.ends_with(' ') => {}
            _ => text.push(' '),
        }
    }
    text.trim().to_owned()
}

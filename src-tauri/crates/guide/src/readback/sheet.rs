//! A page as one sees it: lines of cells, and in a cell the characters with what stands between them.

use std::{collections::BTreeMap, ops::Range};

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
    /// Of each line the block that its first text is in: how deep it lies, its name and class.
    pub(super) of: BTreeMap<usize, String>,
    /// Before which lines a table ends, or a part with a head of its own and on which line that began.
    pub(super) ends: Vec<(usize, Option<usize>)>,
    /// How many rows the first cell of a row spans, where it spans several.
    pub(super) spans: BTreeMap<usize, usize>,
}

impl Looks {
    /// The look of a line; empty where nothing is known of it.
    pub(super) fn of(&self, line: usize) -> &str {
        self.of.get(&line).map(String::as_str).unwrap_or_default()
    }

    /// Beside how many rows below it the first cell of a row stands; nothing where only a source could tell.
    pub(super) fn spans(&self, line: usize) -> Option<usize> {
        let is_source = !self.of.is_empty();
        is_source.then(|| self.spans.get(&line).map_or(0, |it| it - 1))
    }

    /// What ends behind one line and before or on another.
    pub(super) fn ended(&self, lines: Range<usize>) -> impl Iterator<Item = Option<usize>> {
        let start = self.ends.partition_point(|it| it.0 <= lines.start);
        let ends = self.ends.get(start..).unwrap_or_default().iter();
        ends.take_while(move |it| it.0 <= lines.end).map(|it| it.1)
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
        self.looks.of.extend(page.looks.of.into_iter().map(|(line, it)| (line + lines, it)));
        self.looks.spans.extend(page.looks.spans.into_iter().map(|(line, it)| (line + lines, it)));
        let ends = page.looks.ends.into_iter();
        self.looks.ends.extend(ends.map(|(line, from)| (line + lines, from.map(|it| it + lines))));
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

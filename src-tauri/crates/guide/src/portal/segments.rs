//! A page as one line of words and boxes, each with the row and cell it stands in: what labels are looked for in.

use std::collections::{BTreeMap, BTreeSet};

use crate::readback::{
    seen::{is_hidden, is_mute, seen_text},
    tree::{BLOCKS, DOCUMENT, Id, Step, Tree},
};

use super::{
    controls::{around, classes, group_around, has_copy, is_choice, is_copy, kind, list_around},
    form::FormKind,
};

/// What the reader goes by.
#[derive(Default)]
pub(super) struct Line<'a> {
    pub(super) segments: Vec<Segment<'a>>,
    pub(super) groups: Vec<Group>,
    /// The labels that the source binds to a box, by the box's element.
    pub(super) bound: BTreeMap<Id, Bound<'a>>,
    pub(super) ids: BTreeMap<&'a str, Id>,
    /// Each row's cells, and the row before it in its table.
    pub(super) rows: BTreeMap<Id, Row>,
    /// Elements at which a style sheet draws a star.
    pub(super) stars: BTreeSet<Id>,
    /// The sources of pages in the page.
    pub(super) frames: Vec<&'a str>,
}

/// A label that the source binds to a box.
pub(super) struct Bound<'a> {
    pub(super) words: String,
    pub(super) label: Id,
    /// The name by which it does so.
    pub(super) name: Option<&'a str>,
}

/// What stands one behind the other.
pub(super) struct Segment<'a> {
    pub(super) what: What<'a>,
    pub(super) row: Option<Id>,
    pub(super) cell: Option<Id>,
    /// Something ends between it and what is before it: a line, a cell, a block.
    pub(super) fresh: bool,
}

pub(super) enum What<'a> {
    Words {
        text: String,
        /// Tells how to fill in, by its class.
        hint: bool,
        /// The name of the box that its label is for, though no box has it.
        names: Option<&'a str>,
        /// The element it stands in.
        at: Id,
    },
    /// A box, or one of the circles of one.
    Box { group: usize, id: Id },
}

/// The elements that are one box.
pub(super) struct Group {
    pub(super) kind: FormKind,
    pub(super) ids: Vec<Id>,
    pub(super) form: Option<usize>,
    pub(super) unsure: bool,
}

/// A row of a table.
#[derive(Default)]
pub(super) struct Row {
    pub(super) above: Option<Id>,
    /// The columns a cell begins at and ends before.
    pub(super) cells: Vec<(Id, usize, usize)>,
}

/// Columns that a cell can say it takes.
const MOST_COLUMNS: usize = 100;

impl<'a> Line<'a> {
    /// `is_label` knows the pack's labels: heads of columns that are labels are those of boxes, and of no table of rows.
    pub(super) fn of(tree: &'a Tree, stars: BTreeSet<Id>, is_label: &dyn Fn(&str) -> bool) -> Self {
        let mut line = Self { ids: ids(tree), stars, ..Self::default() };
        line.bind(tree);
        let tables = tables(tree, is_label);
        let mut walk = Walk {
            tree,
            tables: &tables,
            keys: BTreeMap::new(),
            forms: Vec::new(),
            form_count: 0,
            rows: Vec::new(),
            cells: Vec::new(),
            last_row: Vec::new(),
            fresh: true,
            veiled: 0,
            told: told(&line, tree),
            telling: 0,
            line,
        };
        let mut passed = false;
        tree.walk(DOCUMENT, &mut |step| match step {
            Step::Into(id) => {
                passed = !walk.enter(id);
                !passed
            }
            Step::OutOf(id) => {
                if !std::mem::take(&mut passed) {
                    walk.leave(id);
                }
                false
            }
        });
        walk.line
    }

    /// Finds which labels are bound to which boxes: by name, or because they hold them.
    fn bind(&mut self, tree: &'a Tree) {
        let mut bound = BTreeMap::new();
        tree.walk(DOCUMENT, &mut |step| {
            let Step::Into(id) = step else { return false };
            if tree.name(id) == "label" {
                let name = tree.attribute(id, "for");
                let inside = boxes_in(tree, id);
                let target = match (name.and_then(|it| self.ids.get(it)), inside.as_slice()) {
                    (Some(target), _) if kind(tree, *target).is_some() => Some(*target),
                    (_, [only]) => Some(*only),
                    _ => None,
                };
                let mut words = words(tree, id);
                if has_one_of(tree, id, &self.stars) {
                    words.insert(0, '*');
                }
                if let Some(target) = target.filter(|_| !words.is_empty()) {
                    bound.entry(target).or_insert(Bound { words, label: id, name });
                }
            }
            true
        });
        self.bound = bound;
    }
}

fn ids(tree: &Tree) -> BTreeMap<&str, Id> {
    let mut ids = BTreeMap::new();
    tree.walk(DOCUMENT, &mut |step| {
        if let Step::Into(id) = step
            && let Some(name) = tree.attribute(id, "id")
        {
            ids.entry(name).or_insert(id);
        }
        true
    });
    ids
}

/// Labels whose words are told with a circle or square, or with the box they are bound to.
fn told(line: &Line<'_>, tree: &Tree) -> BTreeSet<Id> {
    let bound = line.bound.iter();
    let bound =
        bound.filter(|(id, _)| kind(tree, **id).is_some_and(is_choice) || !is_hidden(tree, **id));
    bound.map(|it| it.1.label).collect()
}

/// The boxes in an element, two at most.
fn boxes_in(tree: &Tree, top: Id) -> Vec<Id> {
    let mut found = Vec::new();
    tree.walk(top, &mut |step| {
        if let Step::Into(id) = step
            && id != top
            && kind(tree, id).is_some()
        {
            found.push(id);
        }
        found.len() < 2
    });
    found
}

/// Whether one of these is an element, or in it.
fn has_one_of(tree: &Tree, top: Id, all: &BTreeSet<Id>) -> bool {
    let mut found = false;
    tree.walk(top, &mut |step| {
        found |= matches!(step, Step::Into(id) if all.contains(&id));
        !found && !all.is_empty()
    });
    found
}

/// The words in an element that are to be seen, in one line.
pub(super) fn words(tree: &Tree, top: Id) -> String {
    one_line(&seen_text(tree, top))
}

/// A text without line ends, and without the signs of fonts that draw icons.
pub(super) fn one_line(text: &str) -> String {
    let icons = |it: &char| ('\u{e000}'..'\u{f900}').contains(it);
    let text: String = text.chars().filter(|it| !icons(it)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tables to which rows are added: heads of columns, one row of them, and boxes below.
fn tables(tree: &Tree, is_label: &dyn Fn(&str) -> bool) -> BTreeSet<Id> {
    let mut found = BTreeSet::new();
    // Of each table around: itself, rows of heads, rows with boxes, rows with other words.
    let mut open: Vec<(Id, [usize; 3])> = Vec::new();
    tree.walk(DOCUMENT, &mut |step| {
        match step {
            Step::Into(id) if tree.name(id) == "table" => open.push((id, [0; 3])),
            Step::Into(id) if tree.name(id) == "tr" => {
                let cells: Vec<Id> =
                    tree.children(id).filter(|it| matches!(tree.name(*it), "td" | "th")).collect();
                let said = |it: &&Id| !words(tree, **it).is_empty();
                let heads = cells.iter().filter(said).all(|it| {
                    tree.name(*it) == "th"
                        && boxes_in(tree, *it).is_empty()
                        && !is_label(&words(tree, *it))
                });
                let heads = heads && cells.iter().filter(said).count() > 1;
                let boxes = cells.iter().filter(|it| !boxes_in(tree, **it).is_empty()).count();
                if let Some((_, rows)) = open.last_mut() {
                    let kind = if heads {
                        0
                    } else if boxes > 1 {
                        1
                    } else {
                        2
                    };
                    rows.get_mut(kind).into_iter().for_each(|it| *it += 1);
                }
            }
            Step::OutOf(id) => {
                if let Some((id, [1, boxes, 0])) = open.pop_if(|it| it.0 == id)
                    && boxes > 0
                {
                    found.insert(id);
                }
            }
            Step::Into(_) => {}
        }
        true
    });
    found
}

struct Walk<'a, 'b> {
    tree: &'a Tree,
    tables: &'b BTreeSet<Id>,
    /// Which group the elements of one question are.
    keys: BTreeMap<(Option<usize>, Key<'a>), usize>,
    forms: Vec<usize>,
    form_count: usize,
    rows: Vec<Id>,
    cells: Vec<Id>,
    /// The row that ended last, of each table around.
    last_row: Vec<Option<Id>>,
    fresh: bool,
    veiled: usize,
    told: BTreeSet<Id>,
    /// How many elements around it have their words told with a box.
    telling: usize,
    line: Line<'a>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Name(&'a str),
    Element(Id),
}

impl<'a> Walk<'a, '_> {
    /// Whether to go into it.
    fn enter(&mut self, id: Id) -> bool {
        let tree = self.tree;
        if let Some(text) = tree.text(id) {
            if self.telling == 0 && !is_hidden(tree, id) {
                self.words(tree.parent(id).unwrap_or(id), text);
            }
            return false;
        }
        if let Some(kind) = kind(tree, id) {
            if self.is_there(id, kind) {
                self.put(id, kind);
            }
            return false;
        }
        if tree.name(id) == "iframe" {
            self.line.frames.extend(tree.attribute(id, "srcdoc"));
        }
        let drawn = ["listbox", "option", "tooltip", "alert", "menu"];
        let floats =
            |it: &str| it.contains("dropdown") || it.ends_with("popper") || it.ends_with("__error");
        let aside = tree.attribute(id, "role").is_some_and(|it| drawn.contains(&it))
            || classes(tree, id).any(floats);
        if is_mute(tree, id) || aside || self.told.contains(&id) && boxes_in(tree, id).is_empty() {
            return false;
        }
        self.veiled += usize::from(tree.sight(id).veiled);
        self.telling += usize::from(self.told.contains(&id));
        match tree.name(id) {
            "form" => {
                self.form_count += 1;
                self.forms.push(self.form_count);
            }
            "table" if self.tables.contains(&id) => {
                self.put(id, FormKind::Rows);
                self.veiled -= usize::from(tree.sight(id).veiled);
                return false;
            }
            "table" => self.last_row.push(None),
            "tr" => self.row(id),
            "td" | "th" => self.cells.push(id),
            _ => {}
        }
        self.fresh |= is_apart(tree.name(id));
        if self.telling == 0 && self.line.stars.contains(&id) {
            self.words(id, "*");
        }
        true
    }

    fn leave(&mut self, id: Id) {
        self.veiled -= usize::from(self.tree.sight(id).veiled);
        self.telling -= usize::from(self.told.contains(&id));
        match self.tree.name(id) {
            "form" => self.forms.truncate(self.forms.len().saturating_sub(1)),
            "table" => self.last_row.truncate(self.last_row.len().saturating_sub(1)),
            "tr" => {
                let row = self.rows.pop();
                self.last_row.last_mut().into_iter().for_each(|it| *it = row);
            }
            "td" | "th" => self.cells.truncate(self.cells.len().saturating_sub(1)),
            _ => {}
        }
        self.fresh |= is_apart(self.tree.name(id));
    }

    fn row(&mut self, id: Id) {
        let mut row = Row { above: self.last_row.last().copied().flatten(), cells: Vec::new() };
        let mut at = 0;
        for cell in self.tree.children(id).filter(|it| matches!(self.tree.name(*it), "td" | "th")) {
            let span = self.tree.attribute(cell, "colspan").and_then(|it| it.trim().parse().ok());
            let end = at + span.unwrap_or(1).clamp(1, MOST_COLUMNS);
            row.cells.push((cell, at, end));
            at = end;
        }
        self.line.rows.insert(id, row);
        self.rows.push(id);
    }

    /// Words go on where nothing ends between them.
    fn words(&mut self, parent: Id, text: &str) {
        let text = one_line(text);
        if text.is_empty() {
            return;
        }
        let near = || std::iter::once(parent).chain(around(self.tree, parent, 2));
        let hint = near().any(|it| classes(self.tree, it).any(tells));
        if let Some(Segment { what: What::Words { text: before, hint: of_hint, .. }, .. }) =
            self.line.segments.last_mut()
            && !self.fresh
            && *of_hint == hint
        {
            before.push(' ');
            before.push_str(&text);
            return;
        }
        let names = near().find_map(|it| self.tree.attribute(it, "for"));
        self.push(What::Words { text, hint, names, at: parent });
    }

    fn push(&mut self, what: What<'a>) {
        let (row, cell) = (self.rows.last().copied(), self.cells.last().copied());
        let fresh = std::mem::take(&mut self.fresh);
        self.line.segments.push(Segment { what, row, cell, fresh });
    }

    /// Whether a box is to be seen; what libraries hide to draw another in its place is there as well.
    fn is_there(&self, id: Id, kind: FormKind) -> bool {
        let tree = self.tree;
        if is_copy(tree, id) {
            return false;
        }
        !is_hidden(tree, id)
            || match kind {
                FormKind::File => true,
                FormKind::List => has_copy(tree, id) || self.line.bound.contains_key(&id),
                FormKind::Radio | FormKind::Checkbox => {
                    self.line.bound.contains_key(&id) || tree.attribute(id, "title").is_some()
                }
                _ => false,
            }
    }

    fn put(&mut self, id: Id, kind: FormKind) {
        let tree = self.tree;
        let name = tree.attribute(id, "name").filter(|it| !it.is_empty());
        let key = match (kind, name) {
            (FormKind::Radio | FormKind::Checkbox, Some(name)) => Key::Name(name),
            (FormKind::Radio | FormKind::Checkbox, None) => {
                Key::Element(group_around(tree, id).unwrap_or(id))
            }
            (FormKind::List, _) if tree.name(id) != "select" => {
                Key::Element(list_around(tree, id).unwrap_or(id))
            }
            _ => Key::Element(id),
        };
        let form = self.forms.last().copied();
        let unsure = self.veiled > 0;
        let new = self.line.groups.len();
        let group = *self.keys.entry((form, key)).or_insert(new);
        match self.line.groups.get_mut(group) {
            // A square alone and a list that lie together are two.
            Some(it) => it.ids.push(id),
            None => self.line.groups.push(Group { kind, ids: vec![id], form, unsure }),
        }
        let fresh = kind == FormKind::Rows;
        self.fresh |= fresh;
        self.push(What::Box { group, id });
        self.fresh |= fresh;
    }
}

/// Whether a class says that what bears it tells how to fill in.
fn tells(class: &str) -> bool {
    const WORDS: [&str; 14] = [
        "hint", "hints", "tip", "tips", "help", "extra", "explain", "remark", "note", "notes",
        "desc", "sample", "wrong", "error",
    ];
    class.split(['-', '_']).any(|it| WORDS.contains(&it.to_ascii_lowercase().as_str()))
}

/// Whether what stands behind its beginning or end is apart from what stands before.
fn is_apart(name: &str) -> bool {
    BLOCKS.contains(&name)
        || matches!(name, "table" | "tr" | "td" | "th" | "dt" | "dd" | "br" | "label")
}

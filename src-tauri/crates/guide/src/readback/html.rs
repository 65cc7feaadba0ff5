//! A saved page laid out as one sees it: rows of tables as lines of cells, blocks as lines, boxes with what stands in them.

use std::{collections::BTreeMap, mem::take};

use super::{
    controls::{Control, Controls, Words, is_placeholder, is_unchosen},
    drawn::Drawn,
    frames::{self, DEEPEST, Room},
    heads, parse,
    remarks::disagrees,
    saved::Saved,
    seen::{is_hidden, is_mute, look},
    sheet::{Cell, Node, Part, Sheet, Sign, TURNED, spelled},
    styles::{self, Styles},
    tree::{BLOCKS, DOCUMENT, Id, Step, Tree},
};

/// Whether it is the source of a page, and not a page's text.
pub(crate) fn is_html(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    start.starts_with('<') || text.contains("</")
}

/// The page of a source, and the same without what may be hidden and as style sheets draw it, where that is another. No source is wrong; one that no
/// browser would show is an empty page. `saved` is what came with the source.
pub(super) fn sheets(
    source: &str,
    saved: &Saved,
    words: &Words<'_>,
    has_label: &dyn Fn(&str) -> bool,
) -> (Sheet, Option<Sheet>) {
    deep(source, saved, words, has_label, DEEPEST)
}

fn deep(
    source: &str,
    saved: &Saved,
    words: &Words<'_>,
    has_label: &dyn Fn(&str) -> bool,
    deepest: usize,
) -> (Sheet, Option<Sheet>) {
    let Some(mut tree) = parse::tree(source) else { return Default::default() };
    let styles = Styles::of(&tree, &saved.sheets);
    look(&mut tree, &styles, has_label);
    heads::settle(&mut tree, words.is_label);
    let drawn = Drawn::of(&tree, &styles);
    // What the frames show, and what they may show as well.
    let (mut framed, mut others) = (BTreeMap::new(), BTreeMap::new());
    let mut unsure = false;
    for id in frames::all(&tree).into_iter().filter(|_| deepest > 0) {
        let room = frames::room(&tree, id, &styles);
        let page = frames::page(&tree, id, saved).filter(|_| room > Room::None);
        let Some((source, page)) = page else { continue };
        let (mut sheet, other) = deep(source, page, words, has_label, deepest - 1);
        unsure |= other.is_some() || room == Room::Little;
        sheet.doubtful |= room == Room::Little;
        if room == Room::Enough {
            others.insert(id, other.unwrap_or_else(|| sheet.clone()));
        }
        framed.insert(id, sheet);
    }
    let mut sheet = self::sheet(&tree, words, &framed);
    // What may be hidden with its label tells of all of the page.
    sheet.doubtful |= tree.has_faint();
    let hidden = tree.hide_veiled();
    let other = (drawn.draw(&mut tree) || hidden || unsure)
        .then(|| self::sheet(&tree, words, &others))
        .or_else(|| (!saved.others.is_empty() && deepest == DEEPEST).then(|| sheet.clone()));
    for page in saved.others.iter().filter(|_| deepest == DEEPEST) {
        sheet.append(deep(&page.text, page, words, has_label, DEEPEST - 1).0);
        sheet.doubtful = true;
    }
    (sheet, other)
}

/// The words with which a page links style sheets.
pub(super) fn links(source: &str) -> Vec<String> {
    let Some(tree) = parse::tree(source) else { return Vec::new() };
    let mut found = Vec::new();
    tree.walk(DOCUMENT, &mut |step| {
        if let Step::Into(id) = step {
            match tree.name(id) {
                "link" => found.extend(styles::linked(&tree, id).map(str::to_owned)),
                "style" => {
                    let text = tree.first(id).and_then(|it| tree.text(it)).unwrap_or_default();
                    found.extend(styles::imports(text));
                }
                "iframe" => {
                    found.extend(tree.attribute(id, "srcdoc").map(links).unwrap_or_default());
                }
                _ => {}
            }
        }
        true
    });
    found
}

fn sheet(tree: &Tree, words: &Words<'_>, framed: &BTreeMap<Id, Sheet>) -> Sheet {
    let controls = Controls::of(tree, words);
    let mut layout = Layout {
        tree,
        words,
        controls: &controls,
        framed,
        sheet: Sheet::default(),
        line: Vec::new(),
        cell: Vec::new(),
        tables: Vec::new(),
        open: Vec::new(),
        boxes: BTreeMap::new(),
        told: 0,
    };
    let mut passed = false;
    tree.walk(DOCUMENT, &mut |step| match step {
        Step::Into(id) => {
            passed = !layout.enter(id);
            !passed
        }
        Step::OutOf(id) => {
            if !take(&mut passed) {
                layout.leave(id);
            }
            false
        }
    });
    layout.next_line();
    for (name, id) in &controls.called {
        if let Some(Control::Box(text)) = controls.shown(tree, *id) {
            let text = text.chars().map(Sign::Char);
            let value = [Sign::Open].into_iter().chain(text).chain([Sign::Close]).collect();
            layout.sheet.called.push(vec![name.chars().map(Sign::Char).collect(), value]);
            layout.sheet.called_on.push(layout.boxes.get(id).copied().unwrap_or_default());
        }
    }
    layout.sheet
}

/// Whether something is drawn there that may be a character.
fn is_picture(tree: &Tree, id: Id) -> bool {
    matches!(tree.name(id), "img" | "svg" | "canvas" | "object" | "embed") && !is_hidden(tree, id)
}

struct Layout<'a> {
    tree: &'a Tree,
    words: &'a Words<'a>,
    controls: &'a Controls,
    /// What is in its frames.
    framed: &'a BTreeMap<Id, Sheet>,
    sheet: Sheet,
    line: Vec<Cell>,
    cell: Cell,
    /// The tables around what is being laid out.
    tables: Vec<Table>,
    /// The elements around it that make lines or are parts, and what these are called.
    open: Vec<Opened>,
    /// On which lines boxes stand.
    boxes: BTreeMap<Id, usize>,
    /// How many elements around it are labels of circles: their text is told with the circle.
    told: usize,
}

/// An element that has begun.
struct Opened {
    id: Id,
    /// Which of the sheet's nodes.
    node: Option<usize>,
    /// On which line a part began, and what names it.
    part: Option<(usize, Option<String>)>,
    /// On which line a cell began, and what stands before it in its row.
    cell: Option<(usize, String)>,
}

/// A table that has begun.
#[derive(Default)]
struct Table {
    rows: usize,
    /// All cells of the row so far are heads.
    heads: bool,
    cells: usize,
    /// On which line the row lies so far.
    line: usize,
}

impl Layout<'_> {
    /// Whether to go into it.
    fn enter(&mut self, id: Id) -> bool {
        if let Some(text) = self.tree.text(id) {
            if self.told == 0 && !is_hidden(self.tree, id) {
                if !text.trim().is_empty() {
                    self.look();
                }
                self.text(text);
            }
            return false;
        }
        match self.controls.shown(self.tree, id) {
            Some(Control::Box(text)) => {
                self.boxes.insert(id, self.at());
                self.look();
                self.push(Sign::Open);
                text.chars().for_each(|it| self.push(Sign::Char(it)));
                self.push(Sign::Close);
                return false;
            }
            Some(Control::Choice(choice)) => {
                self.push(Sign::Choice(self.sheet.choices.len()));
                self.sheet.choices.push(choice);
                return false;
            }
            Some(Control::None) => return false,
            None if is_picture(self.tree, id) => {
                let words = self.tree.attribute(id, "alt").unwrap_or_default();
                if disagrees(words) {
                    self.text(words);
                } else {
                    self.push(Sign::Picture);
                }
                return false;
            }
            None if is_placeholder(self.tree, id) && !is_mute(self.tree, id) => {
                self.push(Sign::Open);
                self.push(Sign::Close);
                return false;
            }
            None if frames::is_frame(self.tree, id) => {
                if let Some(sheet) = self.framed.get(&id).filter(|_| !is_hidden(self.tree, id)) {
                    self.next_line();
                    self.sheet.append(sheet.clone());
                }
                return false;
            }
            None if is_mute(self.tree, id) || is_unchosen(self.tree, id) => return false,
            None => {}
        }
        self.told += usize::from(self.controls.is_label(id));
        if self.tree.sight(id).turned {
            self.push(Sign::Char(TURNED));
        }
        let name = self.tree.name(id);
        match name {
            "table" => self.table(),
            "tr" => self.row(),
            "td" | "th" => self.table_cell(id),
            "dd" if self.follows_another(id) => self.push(Sign::Break),
            "dd" if !self.line.is_empty() || !self.is_blank() => self.next_cell(),
            "br" | "dt" => self.block(),
            name if BLOCKS.contains(&name) => self.block(),
            _ => self.push(Sign::Seam),
        }
        self.open(id);
        true
    }

    /// Remembers where an element begins that makes lines or is a part.
    fn open(&mut self, id: Id) {
        let name = self.tree.name(id);
        let makes = matches!(name, "table" | "tr" | "td" | "th" | "dt" | "dd");
        let node = (makes || BLOCKS.contains(&name)).then(|| {
            let class: String = self.tree.attribute(id, "class").unwrap_or_default().into();
            self.sheet.looks.nodes.push(Node {
                parent: self.open.iter().rev().find_map(|it| it.node),
                depth: self.tree.depth(id),
                name: name.to_owned(),
                class: if class.len() < MOST_CLASS { class } else { String::new() },
                start: self.at(),
                end: self.at() + 1,
            });
            self.sheet.looks.nodes.len() - 1
        });
        let named = self.controls.part(id).map(str::to_owned);
        let part = (is_part(name) || named.is_some()).then(|| (self.at(), named));
        let cell = matches!(name, "td" | "th").then(|| (self.at(), self.head_of_row()));
        if node.is_some() || part.is_some() {
            self.open.push(Opened { id, node, part, cell });
        }
    }

    /// The words that stand before a cell in its row, if they are no label with its value.
    fn head_of_row(&self) -> String {
        let mut filled = self.line.iter().filter(|it| !it.is_empty()).take(MOST_HEADS + 1);
        match (filled.next(), filled.next(), filled.next(), filled.next()) {
            (Some(one), None, ..) | (Some(_), Some(_), Some(one), None) => {
                let menu = one.iter().filter(|it| **it == Sign::Break).count() > 1;
                let text =
                    if one.len() < MOST_CLASS && !menu { spelled(one) } else { String::new() };
                if (self.words.is_label)(&text) { String::new() } else { text }
            }
            _ => String::new(),
        }
    }

    /// Whether it is a second `dd` of the same `dt`.
    fn follows_another(&self, id: Id) -> bool {
        let before = |it: &Id| self.tree.before(*it);
        let mut before = std::iter::successors(before(&id), before);
        before.find_map(|it| match self.tree.name(it) {
            "" => None,
            name => Some(name == "dd"),
        }) == Some(true)
    }

    fn leave(&mut self, id: Id) {
        self.told -= usize::from(self.controls.is_label(id));
        match self.tree.name(id) {
            "table" => self.end_of_table(),
            "tr" | "td" | "th" | "br" | "dt" | "dd" => {}
            name if BLOCKS.contains(&name) => self.block(),
            _ => self.push(Sign::Seam),
        }
        let Some(open) = self.open.pop_if(|it| it.id == id) else { return };
        let at = self.at();
        if let Some(node) = open.node.and_then(|it| self.sheet.looks.nodes.get_mut(it)) {
            node.end = at.max(node.start + 1);
        }
        if let Some((start, name)) = open.part {
            self.sheet.looks.parts.push(Part {
                lines: start..at.max(start + 1),
                name,
                of_row: false,
            });
        }
        // What stands before a table in its row stands before all its rows.
        if let Some((start, head)) = open.cell.filter(|it| at > it.0 && !it.1.is_empty()) {
            self.sheet.looks.parts.push(Part {
                lines: start + 1..at + 1,
                name: Some(head),
                of_row: true,
            });
        }
    }

    /// Remembers in what stands what begins a line.
    fn look(&mut self) {
        if self.line.is_empty() && self.is_blank() {
            let (at, node) = (self.at(), self.open.iter().rev().find_map(|it| it.node));
            self.sheet.looks.of.extend(node.map(|it| (at, it)));
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            let white = c.is_ascii_whitespace();
            let last = self.cell.iter().rev().find(|it| **it != Sign::Seam);
            if !white {
                self.push(Sign::Char(c));
            } else if last.is_some_and(|it| !matches!(it, Sign::Char(' ') | Sign::Break)) {
                self.push(Sign::Char(' '));
            }
        }
    }

    /// Neither seams nor breaks begin a cell or stand twice.
    fn push(&mut self, sign: Sign) {
        let last = self.cell.last();
        let tells = match sign {
            Sign::Seam => last.is_some_and(|it| !matches!(it, Sign::Seam | Sign::Break)),
            Sign::Break => last.is_some_and(|it| *it != Sign::Break),
            _ => true,
        };
        if tells {
            self.cell.push(sign);
        }
    }

    fn is_blank(&self) -> bool {
        self.cell.is_empty()
    }

    fn next_cell(&mut self) {
        self.line.push(take(&mut self.cell));
    }

    fn next_line(&mut self) {
        self.next_cell();
        self.sheet.lines.push(take(&mut self.line));
    }

    /// On which line of the page this is.
    fn at(&self) -> usize {
        self.sheet.lines.len()
    }

    /// A block inside a cell is a part of the cell, and would break the row.
    fn block(&mut self) {
        match self.tables.last() {
            Some(table) if table.cells > 0 => self.push(Sign::Break),
            _ => self.next_line(),
        }
    }

    /// A table in a cell goes on in the cell; any other begins a line.
    fn table(&mut self) {
        if self.tables.is_empty() || !self.is_blank() {
            self.next_line();
        }
        self.tables.push(Table::default());
    }

    fn row(&mut self) {
        if self.tables.last().is_some_and(|it| it.rows > 0) {
            self.next_line();
        }
        let line = self.at();
        if let Some(table) = self.tables.last_mut() {
            *table = Table { rows: table.rows + 1, cells: 0, line, heads: true };
        }
    }

    /// What follows a table of several rows in the same row begins a line.
    fn table_cell(&mut self, id: Id) {
        let line = self.at();
        let Some(table) = self.tables.last_mut() else { return };
        table.cells += 1;
        table.heads &= self.tree.name(id) == "th";
        let heads = table.heads && table.cells > 1;
        let (first, goes_on) = (table.cells == 1, table.line == line);
        if !goes_on {
            table.line = line + 1;
        }
        match (first, goes_on) {
            (true, _) => {
                let rows = self.tree.attribute(id, "rowspan");
                let rows = rows.and_then(|it| it.trim().parse::<usize>().ok());
                if let Some(rows) = rows.filter(|it| *it > 1) {
                    self.sheet.looks.spans.insert(self.at(), rows);
                }
            }
            (_, true) => self.next_cell(),
            (_, false) => self.next_line(),
        }
        if heads {
            self.sheet.looks.heads.insert(line);
        } else {
            self.sheet.looks.heads.remove(&line);
        }
    }

    fn end_of_table(&mut self) {
        self.tables.pop();
        match self.tables.last() {
            Some(around) if around.line == self.at() => self.push(Sign::Break),
            _ => self.next_line(),
        }
        if self.tables.is_empty() {
            self.sheet.looks.tables.push(self.at());
        }
    }
}

/// Characters of the classes of an element, and of the head of a row, that are looked at.
const MOST_CLASS: usize = 200;

/// Cells before one that may be the head of its row.
const MOST_HEADS: usize = 3;

/// Whether an element is a part of the page with a head of its own.
fn is_part(name: &str) -> bool {
    matches!(name, "fieldset" | "section" | "article" | "details" | "aside")
}

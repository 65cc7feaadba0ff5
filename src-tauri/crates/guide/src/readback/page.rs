//! What stands beside the labels of a page.

use std::collections::BTreeSet;

use super::{
    choice::{Choices, Chosen, Following},
    labels::{Known, Mark, is_colon, is_of_another},
    remarks::{is_complaint, is_hint, is_remark},
    sheet::{Cell, Sheet, Sign, spelled},
    split::{Part, labelled},
    value::{Value, trimmed},
};

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
    /// It cannot be told which of several circles is chosen.
    pub(super) unclear: bool,
    pub(super) rivals: Rivals,
    /// The boxes of a value that has several.
    pub(super) parts: Vec<Part>,
    /// A character that takes no room was left out at an end.
    pub(super) unseen: bool,
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
    fn with_boxes(mut self, more: &[&[Sign]]) -> Self {
        if !more.is_empty() {
            let part = |text: String| Part { called: String::new(), text };
            let more = more.iter().map(|it| Value::of(it).text);
            self.parts = [self.text.clone()].into_iter().chain(more).map(part).collect();
        }
        self
    }

    /// With what stands around it as well.
    fn among(mut self, more: Rivals) -> Self {
        self.rivals.own += more.own;
        self.rivals.texts.extend(more.texts);
        self
    }
}

/// What is read of a page.
pub(super) struct Read {
    /// What stands beside known labels, in the order of the page.
    pub(super) shown: Vec<Shown>,
    /// The labels that stand on it.
    pub(super) labels: BTreeSet<String>,
    /// Names whose parts have labels of their own.
    pub(super) names: Vec<Shown>,
    /// What it says of something that is wrong.
    pub(super) complaints: Vec<String>,
}

/// Everything that stands beside a known label.
pub(super) fn read(sheet: &Sheet, known: &Known) -> Read {
    let page = Page::new(&sheet.lines, sheet, known);
    let mut read = page.read();
    // What stands in several boxes is not in one of them.
    let mut called = Page::new(&sheet.called, sheet, known).read().shown;
    called
        .retain(|it| !read.shown.iter().any(|one| one.label == it.label && !one.parts.is_empty()));
    // Whose value it is the source says better than what stands near.
    read.shown.retain(|it| it.sure || !called.iter().any(|one| one.label == it.label));
    read.labels.extend(called.iter().map(|it| it.label.clone()));
    read.shown.extend(called);
    read
}

impl<'a> Page<'a> {
    fn new(lines: &'a [Vec<Cell>], sheet: &'a Sheet, known: &'a Known) -> Self {
        let lines = lines.iter().map(|line| line.iter().map(|it| trimmed(it)).collect());
        let lines: Vec<Vec<&[Sign]>> =
            lines.filter(|it: &Vec<_>| it.iter().any(|it| !it.is_empty())).collect();
        let marks =
            lines.iter().map(|line| line.iter().map(|it| known.marks(it)).collect()).collect();
        Self { choices: Choices::new(&sheet.choices), lines, marks }
    }

    fn read(&self) -> Read {
        let page = self;
        let mut shown = Vec::new();
        let (mut line, mut of_another) = (0, false);
        while line < page.lines.len() {
            if let Some(head) = page.head(line) {
                of_another = is_of_another(head);
            }
            if of_another {
                line += 1;
                continue;
            }
            let rows = page.rows_below(line);
            if rows == 0 {
                page.beside(line, &mut shown);
            }
            for row in line + 1..=line + rows {
                page.below(line, row, &mut shown);
            }
            line += 1 + rows;
        }
        let labels = page.marks.iter().flatten().flatten().map(|it| it.label.to_owned()).collect();
        let names =
            labelled(page.lines.iter().flatten().copied()).into_iter().map(of_parts).collect();
        let complaints = page.lines.iter().flatten().flat_map(|it| complaints(it)).collect();
        Read { shown, labels, names, complaints }
    }
}

/// How many cells or lines behind a value may hold another one, and how long it may be.
const MOST_RIVALS: usize = 3;
const LONGEST_RIVAL: usize = 60;

/// Characters of a cell in which the portal says what is wrong.
const LONGEST_COMPLAINT: usize = 200;

/// Characters of a head above a part of the page.
const LONGEST_HEAD: usize = 12;

struct Page<'a> {
    choices: Choices<'a>,
    lines: Vec<Vec<&'a [Sign]>>,
    marks: Vec<Vec<Vec<Mark<'a>>>>,
}

impl<'a> Page<'a> {
    fn cells(&self, line: usize) -> &[&'a [Sign]] {
        self.lines.get(line).map(Vec::as_slice).unwrap_or_default()
    }

    fn marks(&self, line: usize, cell: usize) -> &[Mark<'a>] {
        let marks = self.marks.get(line).and_then(|it| it.get(cell));
        marks.map(Vec::as_slice).unwrap_or_default()
    }

    fn starts_with_label(&self, line: usize, cell: usize) -> bool {
        self.marks(line, cell).first().is_some_and(|it| it.start == 0)
    }

    /// How many rows stand below a row that holds the heads of a table's columns. Labels stand side by side in it, or in odd
    /// and in even places, where label and value cannot take turns.
    fn rows_below(&self, line: usize) -> usize {
        let cells = self.cells(line);
        let is_label = |at: &usize| match self.marks(line, *at) {
            [mark] => mark.start == 0 && cells.get(*at).is_some_and(|it| mark.value >= it.len()),
            _ => false,
        };
        let labels: Vec<usize> = (0..cells.len()).filter(is_label).collect();
        let by_turns = !labels.iter().any(|it| it % 2 == 0) || !labels.iter().any(|it| it % 2 == 1);
        // What stands beside a label that ends its row can only be below it.
        let ends = cells.len() > 1 && labels.last().is_some_and(|it| it + 1 == cells.len());
        if by_turns && !ends {
            return 0;
        }
        let is_row = |it: &usize| {
            self.cells(*it).len() == cells.len()
                && (0..cells.len()).all(|cell| self.marks(*it, cell).is_empty())
        };
        (line + 1..self.lines.len()).take_while(is_row).count()
    }

    /// What a row of a table shows below its heads.
    fn below(&self, head: usize, row: usize, shown: &mut Vec<Shown>) {
        for (at, cell) in self.cells(row).iter().enumerate() {
            for mark in self.marks(head, at) {
                let chosen = self.choices.beside(cell, &mut std::iter::empty());
                shown.push(match chosen {
                    Some(chosen) => of_choice(mark, chosen, false),
                    None => of_value(mark, cell, false),
                });
            }
        }
    }

    /// What stands beside the labels of a line.
    fn beside(&self, line: usize, shown: &mut Vec<Shown>) {
        for (at, cell) in self.cells(line).iter().enumerate() {
            let marks = self.marks(line, at);
            if self.are_heads(line, at) {
                shown.extend(marks.iter().map(|it| of_choice(it, Chosen::Unclear, false)));
                continue;
            }
            for (n, mark) in marks.iter().enumerate() {
                let next = marks.get(n + 1);
                let rest = cell.get(mark.value..next.map_or(cell.len(), |it| it.start));
                let rest = rest.unwrap_or_default();
                let rest = if next.is_some() { without_separators(rest) } else { rest };
                let beside = self.cells(line).len() > at + 1;
                // 姓名 例：李四 | 张三
                let hint = beside && next.is_none() && !mark.colon && is_example(trimmed(rest));
                let in_cell = !trimmed(rest).is_empty() && !hint;
                let mut following = self.following(line, at).take_while(|_| next.is_none());
                if let Some(chosen) = self.choices.beside(rest, &mut following) {
                    shown.push(of_choice(mark, chosen, in_cell || beside || mark.colon));
                } else if in_cell || next.is_some() {
                    let more = match next {
                        None => self.rivals(line, at, self.alone_below(line, false)),
                        Some(_) => Rivals::default(),
                    };
                    shown.push(of_value(mark, rest, mark.colon).among(more));
                } else if beside {
                    let is_label = self.starts_with_label(line, at + 1);
                    let value = self.cells(line).get(at + 1).filter(|_| !is_label);
                    let sure = mark.colon || value.is_some();
                    let below = self.alone_below(line, false);
                    let more = self.more_boxes(line, at + 1);
                    let rivals = value.map(|_| self.rivals(line, at + 1, below));
                    let value = value.copied().unwrap_or_default();
                    let value = of_value(mark, value, sure).with_boxes(&more);
                    shown.push(value.among(rivals.unwrap_or_default()));
                } else {
                    shown.extend(self.on_next_line(line, at, mark));
                }
            }
            // 配偶 | 姓名 | 李四
            if is_of_another(cell) {
                break;
            }
        }
    }

    /// Whether a cell holds several labels and nothing else, and the next cell what belongs to all of them, or the next line
    /// a word for each.
    fn are_heads(&self, line: usize, cell: usize) -> bool {
        let signs = self.cells(line).get(cell).copied().unwrap_or_default();
        let marks = self.marks(line, cell);
        let ends = marks.iter().skip(1).map(|it| it.start).chain([signs.len()]);
        let alone = |(mark, end): (&Mark<'_>, usize)| {
            let rest = spelled(signs.get(mark.value..end).unwrap_or_default());
            !rest.contains(char::is_alphanumeric)
        };
        if marks.len() < 2 || !marks.iter().zip(ends).all(alone) {
            return false;
        }
        let filled = |it: &&[Sign]| !it.is_empty();
        let values = |line: usize, cell: usize| {
            let value = self.cells(line).get(cell).copied().filter(filled)?;
            self.marks(line, cell).is_empty().then(|| spelled(value))
        };
        if self.cells(line).iter().skip(cell + 1).any(filled) {
            return values(line, cell + 1).is_some();
        }
        let below = self.cells(line + 1).iter().position(filled);
        let below = below.and_then(|it| values(line + 1, it));
        below.is_some_and(|it| it.split_whitespace().count() == marks.len())
    }

    /// The cells behind a box that hold each a box and nothing else: they may be parts of one value.
    fn more_boxes(&self, line: usize, cell: usize) -> Vec<&'a [Sign]> {
        let is_box = |it: &&[Sign]| {
            let opens = it.iter().filter(|it| **it == Sign::Open).count();
            opens == 1 && it.first() == Some(&Sign::Open) && it.last() == Some(&Sign::Close)
        };
        let cells = self.cells(line).get(cell..).unwrap_or_default().iter().copied();
        let boxes: Vec<_> = cells.take_while(is_box).take(MOST_RIVALS).collect();
        boxes.get(1..).unwrap_or_default().to_vec()
    }

    /// What stands below a label that ends its line. Where others stand before it, and several below, nobody can know which
    /// of these is meant.
    fn on_next_line(&self, line: usize, cell: usize, mark: &Mark<'_>) -> Option<Shown> {
        if !mark.colon && (self.is_stacked(line) || self.is_below_its_value(line)) {
            return Some(of_choice(mark, Chosen::Unclear, false));
        }
        let filled = |it: &[&[Sign]]| it.iter().filter(|it| !it.is_empty()).count();
        let before = self.cells(line).get(..cell).unwrap_or_default();
        if filled(before) > 0 && filled(self.cells(line + 1)) > 1 && !self.has_marks(line + 1) {
            return Some(of_choice(mark, Chosen::Unclear, false));
        }
        let cells = self.cells(line + 1);
        let at = cells.iter().position(|it| !it.is_empty());
        let value = at.and_then(|it| cells.get(it)).copied().unwrap_or_default();
        let has_colon = mark.colon && value.iter().any(|it| it.char().is_some_and(is_colon));
        match at {
            Some(at) if !has_colon && !self.starts_with_label(line + 1, at) => {
                // Where our label has a colon, other labels would have one.
                let more = self.rivals(line + 1, at, self.alone_below(line + 1, !mark.colon));
                let own = if filled(self.cells(line)) == 1 { more.texts.len() } else { 0 };
                let behind = filled(cells.get(at + 1..).unwrap_or_default());
                let more = Rivals { own: more.own.max(own.min(behind)), ..more };
                Some(of_value(mark, value, mark.colon).among(more))
            }
            _ => mark.colon.then(|| of_value(mark, &[], true)),
        }
    }

    /// Whether a line holds one label and nothing else, or one text that is none.
    fn lone(&self, line: usize) -> Option<bool> {
        let mut cells = self.cells(line).iter().enumerate().filter(|it| !it.1.is_empty());
        let (at, cell) = cells.next().filter(|_| cells.next().is_none())?;
        match self.marks(line, at) {
            [] => Some(false),
            [mark] => (mark.start == 0 && !mark.colon && mark.value >= cell.len()).then_some(true),
            _ => None,
        }
    }

    /// Whether labels stand one below the other, and below them as many values: whose is whose cannot be told.
    fn is_stacked(&self, line: usize) -> bool {
        let run = |from: usize, label: bool| {
            (from..self.lines.len()).take_while(|it| self.lone(*it) == Some(label)).count()
        };
        let above = (0..line).rev().take_while(|it| self.lone(*it) == Some(true)).count();
        let labels = above + run(line, true);
        labels > 1 && run(line - above + labels, false) == labels
    }

    /// Whether labels and values take turns, and the first is a value and the last a label: then each may be below its own.
    fn is_below_its_value(&self, line: usize) -> bool {
        let (is_value, is_label) =
            (|it| self.lone(it) == Some(false), |it| self.lone(it) == Some(true));
        let (mut first, mut last) = (line, line);
        while first > 1 && is_value(first - 1) && is_label(first - 2) {
            first -= 2;
        }
        while is_value(last + 1) && is_label(last + 2) {
            last += 2;
        }
        let above = first.checked_sub(1).filter(|it| is_value(*it));
        let is_head = |line: usize| {
            let cell = self.cells(line).iter().find(|it| !it.is_empty());
            cell.is_some_and(|it| is_remark(&spelled(it)))
        };
        last > first && above.is_some_and(|it| !is_head(it)) && !is_value(last + 1)
    }

    /// The head above a part of the page: a line with nothing else, above one with labels.
    fn head(&self, line: usize) -> Option<&[Sign]> {
        let mut cells = self.cells(line).iter().filter(|it| !it.is_empty());
        let (head, other) = (*cells.next()?, cells.next());
        let is_head = other.is_none()
            && head.len() <= LONGEST_HEAD
            && !head.iter().any(|it| it.is_space() || it.char().is_some_and(is_colon));
        (is_head && !self.has_marks(line) && self.has_marks(line + 1)).then_some(head)
    }

    fn has_marks(&self, line: usize) -> bool {
        (0..self.cells(line).len()).any(|it| !self.marks(line, it).is_empty())
    }

    /// The next cells behind a value and the first of the lines below it, up to the next that holds a label. Of those below
    /// it `alone` stand where only a value can.
    fn rivals(&self, line: usize, cell: usize, alone: usize) -> Rivals {
        let behind = (cell + 1..self.cells(line).len()).map(|it| (line, it)).take(MOST_RIVALS);
        let first = |line: usize| self.cells(line).iter().position(|it| !it.is_empty());
        let below = (line + 1..self.lines.len()).take(MOST_RIVALS);
        let below = below.map_while(|line| first(line).map(|it| (line, it)));
        let text = |(line, cell): (usize, usize)| {
            let signs = self.cells(line).get(cell).copied().unwrap_or_default();
            if signs.len() <= LONGEST_RIVAL { Value::of(signs).text } else { String::new() }
        };
        let is_other = |it: &(usize, usize)| self.marks(it.0, it.1).is_empty();
        let behind = behind.take_while(is_other).map(text).filter(|it| !it.is_empty());
        let mut texts: Vec<String> = behind.collect();
        let on_line = (cell + 1..self.cells(line).len()).any(|it| !self.marks(line, it).is_empty());
        let first = self.cells(line).iter().position(|it| !it.is_empty());
        let columns = first.is_some_and(|it| cell == it + 1)
            && (self.is_row_of_values(line) || self.is_below_heads(line));
        // What stands alone below belongs to the value, unless another is behind it.
        let own =
            if columns || texts.iter().all(|it| is_remark(it)) { texts.len() + alone } else { 0 };
        texts.extend(below.take_while(|it| !on_line && is_other(it)).map(text));
        Rivals { texts, own }
    }

    /// Whether a row has a label and an even number of cells behind it, what can be pressed aside: they are no further labels
    /// and values.
    fn is_row_of_values(&self, line: usize) -> bool {
        let is_act = |it: &[Sign]| {
            !it.iter().any(|it| matches!(it, Sign::Choice(_))) && is_remark(&Value::of(it).text)
        };
        // What is empty at its end is an act's column too, or no cell at all.
        let cells = self.cells(line);
        let (first, last) =
            (cells.iter().position(|it| !it.is_empty()), cells.iter().rposition(|it| !is_act(it)));
        first.zip(last).is_some_and(|(first, last)| last > first && (last - first) % 2 == 0)
    }

    /// Whether it is a row of a table whose heads set two values side by side: 修改前 and 修改后.
    fn is_below_heads(&self, line: usize) -> bool {
        let length = self.cells(line).len();
        let says_so = |cell: &[Sign]| {
            let head = spelled(cell);
            let (starts, ends) =
                (|it: &&str| head.starts_with(*it), |it: &&str| head.ends_with(*it));
            head.chars().count() <= 8
                && (["修改", "变更", "更正", "调整", "更改", "更新"].iter().any(starts)
                    && ["前", "后"].iter().any(ends)
                    || ["原", "现", "旧", "新"].iter().any(starts)
                    || head.contains("公安"))
        };
        let above = (0..line).rev().take_while(|it| self.cells(*it).len() == length);
        let mut heads = above.filter(|it| self.marks(*it, 0).is_empty());
        heads.any(|it| self.cells(it).iter().skip(1).any(|it| says_so(it)))
    }

    /// How many lines below hold one word each, up to a line with a label, its own or one we do not know, or up to the end.
    /// Nothing where they may be labels and values of others by turns.
    fn alone_below(&self, line: usize, by_turns: bool) -> usize {
        let alone = |line: &usize| {
            let mut cells = self.cells(*line).iter().enumerate().filter(|it| !it.1.is_empty());
            let (first, second) = (cells.next(), cells.next());
            let word = |it: &Sign| !it.is_space() && !it.char().is_some_and(is_colon);
            second.is_none()
                && first.is_some_and(|(at, cell)| {
                    self.marks(*line, at).is_empty() && cell.iter().all(word)
                })
        };
        let lines = (line + 1..self.lines.len()).take(MOST_RIVALS).take_while(alone).count();
        if lines == MOST_RIVALS || by_turns && lines != 1 { 0 } else { lines }
    }

    /// The cells behind one, over the end of its line, up to the next that holds a label.
    fn following(&self, line: usize, cell: usize) -> impl Iterator<Item = Following<'a>> {
        let on_line = (cell + 1..self.cells(line).len()).map(move |it| (line, it));
        let below = (line + 1..self.lines.len())
            .flat_map(move |line| (0..self.cells(line).len()).map(move |it| (line, it)));
        on_line
            .chain(below)
            .take_while(|it| self.marks(it.0, it.1).is_empty())
            .filter_map(move |it| Some((*self.cells(it.0).get(it.1)?, it.0 == line)))
            .filter(|it| !it.0.is_empty())
    }
}

/// The sentences of a cell that say that something is wrong.
fn complaints(cell: &[Sign]) -> Vec<String> {
    if cell.len() > LONGEST_COMPLAINT {
        return Vec::new();
    }
    let text = spelled(cell);
    text.split(['。', '；', ';']).filter(|it| is_complaint(it)).map(str::to_owned).collect()
}

/// Without what parts a value from the next label: 姓名：张三 | 性别：男.
fn without_separators(rest: &[Sign]) -> &[Sign] {
    let sign = |it: char| matches!(it, '|' | '｜' | '；' | ';' | '，' | ',' | '、' | '/' | '·');
    let parts = |it: &Sign| it.is_space() || it.char().is_some_and(sign);
    let end = rest.iter().rposition(|it| !parts(it) || *it == Sign::Close).map_or(0, |it| it + 1);
    rest.get(..end).unwrap_or_default()
}

/// Whether a label's cell goes on with what tells how to fill in, and not with the value.
fn is_example(rest: &[Sign]) -> bool {
    is_hint(&spelled(rest)) && !rest.contains(&Sign::Open)
}

fn of_choice(mark: &Mark<'_>, chosen: Chosen, sure: bool) -> Shown {
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
        unclear,
        rivals,
        parts,
        unseen: false,
    }
}

fn of_value(mark: &Mark<'_>, value: &[Sign], sure: bool) -> Shown {
    let Value { text, first, cut, remark, boxed, around, parts, unseen } = Value::of(value);
    let (label, sure) = (mark.label.to_owned(), sure || boxed);
    let rivals = Rivals { own: around.len(), texts: around };
    Shown { label, text, first, cut, remark, sure, unclear: false, rivals, parts, unseen }
}

/// A name whose parts have labels of their own.
fn of_parts(parts: Vec<Part>) -> Shown {
    let text = parts.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ");
    Shown {
        label: String::new(),
        text,
        first: None,
        cut: false,
        sure: true,
        remark: String::new(),
        unclear: false,
        rivals: Rivals::default(),
        parts,
        unseen: false,
    }
}

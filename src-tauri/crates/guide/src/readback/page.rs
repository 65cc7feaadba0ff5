//! What stands beside the labels of a page.

use std::collections::BTreeSet;

use super::{
    choice::{Choices, Chosen},
    labels::{Known, Mark, is_colon, is_of_another},
    lines::Lines,
    remarks::{is_complaint, is_hint},
    sheet::{Cell, Sheet, Sign, spelled},
    shown::{Rivals, Shown, of_choice, of_parts, of_value},
    split::labelled,
    value::trimmed,
};

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

struct Page<'a> {
    choices: Choices<'a>,
    lines: Lines<'a>,
}

impl<'a> Page<'a> {
    fn new(lines: &'a [Vec<Cell>], sheet: &'a Sheet, known: &'a Known) -> Self {
        Self { choices: Choices::new(&sheet.choices), lines: Lines::new(lines, known) }
    }

    fn read(&self) -> Read {
        let page = self;
        let mut shown = Vec::new();
        let (mut line, mut of_another) = (0, false);
        while line < page.lines.cells.len() {
            if let Some(head) = page.lines.head(line) {
                of_another = is_of_another(head);
            }
            if of_another {
                line += 1;
                continue;
            }
            let rows = page.lines.rows_below(line);
            if rows == 0 {
                page.beside(line, &mut shown);
            }
            for row in line + 1..=line + rows {
                page.below(line, row, &mut shown);
            }
            line += 1 + rows;
        }
        let labels =
            page.lines.marks.iter().flatten().flatten().map(|it| it.label.to_owned()).collect();
        let names = labelled(page.lines.cells.iter().flatten().copied())
            .into_iter()
            .map(of_parts)
            .collect();
        let complaints = page.lines.cells.iter().flatten().flat_map(|it| complaints(it)).collect();
        Read { shown, labels, names, complaints }
    }

    /// What a row of a table shows below its heads.
    fn below(&self, head: usize, row: usize, shown: &mut Vec<Shown>) {
        for (at, cell) in self.lines.cells(row).iter().enumerate() {
            for mark in self.lines.marks(head, at) {
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
        for (at, cell) in self.lines.cells(line).iter().enumerate() {
            let marks = self.lines.marks(line, at);
            if self.lines.are_heads(line, at) {
                shown.extend(marks.iter().map(|it| of_choice(it, Chosen::Unclear, false)));
                continue;
            }
            for (n, mark) in marks.iter().enumerate() {
                let next = marks.get(n + 1);
                let rest = cell.get(mark.value..next.map_or(cell.len(), |it| it.start));
                let rest = rest.unwrap_or_default();
                let rest = if next.is_some() { without_separators(rest) } else { rest };
                let beside = self.lines.cells(line).len() > at + 1;
                // 姓名 例：李四 | 张三
                let hint = beside && next.is_none() && !mark.colon && is_example(trimmed(rest));
                let in_cell = !trimmed(rest).is_empty() && !hint;
                let mut following = self.lines.following(line, at).take_while(|_| next.is_none());
                if let Some(chosen) = self.choices.beside(rest, &mut following) {
                    shown.push(of_choice(mark, chosen, in_cell || beside || mark.colon));
                } else if in_cell || next.is_some() {
                    let more = match next {
                        None => self.lines.rivals(line, at, self.lines.alone_below(line, false)),
                        Some(_) => Rivals::default(),
                    };
                    shown.push(of_value(mark, rest, mark.colon).among(more));
                } else if beside {
                    let is_label = self.lines.starts_with_label(line, at + 1);
                    let value = self.lines.cells(line).get(at + 1).filter(|_| !is_label);
                    let sure = mark.colon || value.is_some();
                    let below = self.lines.alone_below(line, false);
                    let more = self.lines.more_boxes(line, at + 1);
                    let rivals = value.map(|_| self.lines.rivals(line, at + 1, below));
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

    /// What stands below a label that ends its line. Where others stand before it, and several below, nobody can know which
    /// of these is meant.
    fn on_next_line(&self, line: usize, cell: usize, mark: &Mark<'_>) -> Option<Shown> {
        if !mark.colon && (self.lines.is_stacked(line) || self.lines.is_below_its_value(line)) {
            return Some(of_choice(mark, Chosen::Unclear, false));
        }
        let filled = |it: &[&[Sign]]| it.iter().filter(|it| !it.is_empty()).count();
        let before = self.lines.cells(line).get(..cell).unwrap_or_default();
        // 姓名 | 性别, and below them a cell for both.
        let beside_another =
            !mark.colon && cell.checked_sub(1).is_some_and(|it| self.lines.is_bare_label(line, it));
        if beside_another && !self.lines.has_marks(line + 1) {
            return Some(of_choice(mark, Chosen::Unclear, false));
        }
        if filled(before) > 0
            && filled(self.lines.cells(line + 1)) > 1
            && !self.lines.has_marks(line + 1)
        {
            return Some(of_choice(mark, Chosen::Unclear, false));
        }
        let cells = self.lines.cells(line + 1);
        let at = cells.iter().position(|it| !it.is_empty());
        let value = at.and_then(|it| cells.get(it)).copied().unwrap_or_default();
        let has_colon = mark.colon && value.iter().any(|it| it.char().is_some_and(is_colon));
        match at {
            Some(at) if !has_colon && !self.lines.starts_with_label(line + 1, at) => {
                // Where our label has a colon, other labels would have one.
                let more =
                    self.lines.rivals(line + 1, at, self.lines.alone_below(line + 1, !mark.colon));
                let own = if filled(self.lines.cells(line)) == 1 { more.texts.len() } else { 0 };
                let behind = filled(cells.get(at + 1..).unwrap_or_default());
                let more = Rivals { own: more.own.max(own.min(behind)), ..more };
                let value = of_value(mark, value, mark.colon).among(more);
                Some(Shown { below: true, ..value })
            }
            _ => mark.colon.then(|| of_value(mark, &[], true)),
        }
    }
}

/// Characters of a cell in which the portal says what is wrong.
const LONGEST_COMPLAINT: usize = 200;

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

//! What stands beside the labels of a page.

use std::collections::BTreeSet;

use super::{
    choice::{Choices, Chosen},
    columns::{columns, led_by, of_row_below, whose_of_column, whose_of_prefix},
    labels::{Known, Mark, is_colon},
    lines::Lines,
    named::{Named, named},
    records,
    remarks::{is_complaint, is_hint, is_said},
    sections::{self, of_row},
    sheet::{Cell, Choice, Looks, Sheet, Sign, spelled},
    shown::{Rivals, Shown, of_choice, of_parts, of_value},
    split::{is_part_of_name, labelled},
    turns::Turn,
    value::trimmed,
    whose::{Heads, PART_OF_ROW, Place, Whose, whose_of},
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
    /// Records of the page that say whose they are.
    pub(super) records: Vec<Whose>,
    /// Who is named beside the applicant, and in which part of the page.
    pub(super) named: Vec<(Named, usize)>,
}

/// Everything that stands beside a known label.
pub(super) fn read(sheet: &Sheet, known: &Known, heads: &Heads<'_>) -> Read {
    let mut page = Page::new(&sheet.lines, &sheet.choices, known, heads);
    page.lines.heads = heads_of(&page.lines, &sheet.looks);
    let on: BTreeSet<usize> = sheet.called_on.iter().copied().collect();
    let mut places = sections::places(&page.lines, &page.turns, heads, &sheet.looks, &on);
    let records = records::settle(&mut places, &page.lines, &sheet.looks, &on);
    let columns = columns(&page.lines, &sheet.looks);
    // A name that stands alone is of the part that the labels below it are of, unless a head parts the two.
    let is_head = |it: &usize| page.lines.is_title(*it) || page.lines.heads.get(*it) == Some(&true);
    let part = |it: &Named| {
        let (first, lines) = (it.at.0, it.at.0..places.len());
        let apart = |it: &usize| *it == first || !is_head(it);
        let mut near = lines.take(MOST_LINES).take_while(apart);
        let line = near.find(|it| page.lines.has_marks(*it)).unwrap_or(first);
        places.get(line).map_or(0, |it| it.part)
    };
    let named = named(&page.lines, heads).into_iter().map(|it| (part(&it), it));
    let named = named.map(|(part, it)| (it, part)).collect();
    let mut read = Read { records, named, ..page.read(&places, &columns) };
    let mut called = Vec::new();
    for (line, on) in sheet.called.chunks(1).zip(&sheet.called_on) {
        let at = page.lines.line_on(*on);
        let place = places.get(at).copied().unwrap_or_default();
        let place = Place { at: (at, usize::MAX, 0), ..place };
        called.extend(Page::new(line, &[], known, heads).read(&[place], &[]).shown);
    }
    // What stands in several boxes is not in one of them.
    called
        .retain(|it| !read.shown.iter().any(|one| one.label == it.label && !one.parts.is_empty()));
    // Whose value it is the source says better than what stands near.
    let is_it = |one: &Shown, it: &Shown| one.label == it.label && one.place.part == it.place.part;
    read.shown.retain(|it| it.sure || !called.iter().any(|one| is_it(one, it)));
    read.labels.extend(called.iter().map(|it| it.label.clone()));
    read.shown.extend(called);
    read
}

/// Which lines stand as heads in a source.
fn heads_of(lines: &Lines<'_>, looks: &Looks) -> Vec<bool> {
    let is_head = |it: &str| it == "legend" || it.len() == 2 && it.starts_with('h') && it != "hr";
    let of_line = |line: usize| looks.of(lines.origin(line)).is_some_and(|it| is_head(&it.name));
    (0..lines.cells.len()).map(of_line).collect()
}

struct Page<'a> {
    choices: Choices<'a>,
    lines: Lines<'a>,
    heads: &'a Heads<'a>,
    turns: Vec<Turn>,
}

impl<'a> Page<'a> {
    fn new(
        lines: &'a [Vec<Cell>],
        choices: &'a [Choice],
        known: &'a Known,
        heads: &'a Heads<'a>,
    ) -> Self {
        let lines = Lines::new(lines, known, heads);
        let turns = lines.turns();
        Self { choices: Choices::new(choices), lines, heads, turns }
    }

    /// What it shows; `places` are those of its lines, `columns` the lines with the heads of their columns.
    fn read(&self, places: &[Place], columns: &[Option<usize>]) -> Read {
        let page = self;
        let mut shown = Vec::new();
        let mut line = 0;
        while line < page.lines.cells.len() {
            let place = places.get(line).copied().unwrap_or_default();
            let rows = page.lines.rows_below(line);
            if rows == 0 {
                let heads = columns.get(line).copied().flatten();
                page.beside(line, place, heads, &mut shown);
            }
            let led = led_by(&page.lines, line).filter(|_| rows > 0);
            for row in line + 1..=line + rows {
                // Each row is of somebody.
                let own = rows > 1 || led.is_some();
                let group = if own { OF_ROW + row } else { place.group };
                page.below(line, row, Place { group, led, ..place }, &mut shown);
            }
            line += 1 + rows;
        }
        let labels =
            page.lines.marks.iter().flatten().flatten().map(|it| it.label.to_owned()).collect();
        let own =
            |it: &(usize, &Vec<&[Sign]>)| places.get(it.0).is_some_and(|it| it.whose == Whose::Own);
        let cells = page.lines.cells.iter().enumerate().filter(own).flat_map(|it| it.1);
        let names = labelled(cells.copied()).into_iter().map(of_parts).collect();
        let complaints = page.lines.cells.iter().flatten().flat_map(|it| complaints(it)).collect();
        Read { shown, labels, names, complaints, records: Vec::new(), named: Vec::new() }
    }

    /// What a row of a table shows below its heads.
    fn below(&self, head: usize, row: usize, mut place: Place, shown: &mut Vec<Shown>) {
        place.whose = place.whose.max(of_row_below(&self.lines, self.heads, head, row));
        let unclear = self.lines.is_between_rows(head);
        for (at, cell) in self.lines.cells(row).iter().enumerate() {
            for mark in self.lines.marks(head, at) {
                let chosen = self.choices.beside(cell, &mut std::iter::empty());
                let one = match chosen {
                    _ if unclear => of_choice(mark, Chosen::Unclear, false),
                    Some(chosen) => of_choice(mark, chosen, false),
                    None => of_value(mark, cell, false),
                };
                let odd = if mark.odd { Whose::Unknown } else { Whose::Own };
                let (whose, at) = (place.whose.max(odd), (row, at, 0));
                shown.push(Shown { place: Place { whose, at, ..place }, ..one });
            }
        }
    }

    /// What stands beside the labels of a line; `heads` is the line with the heads of its columns.
    fn beside(&self, line: usize, place: Place, heads: Option<usize>, shown: &mut Vec<Shown>) {
        for (at, cell) in self.lines.cells(line).iter().enumerate() {
            let first = shown.len();
            self.beside_in(line, at, cell, shown);
            let row = of_row(&self.lines, self.heads, line, at).unwrap_or_default();
            let column = heads.map_or(Whose::Own, |it| self.of_column(it, line, at));
            let marks = self.lines.marks(line, at);
            let mut before = Whose::Own;
            for (n, (one, mark)) in shown.iter_mut().skip(first).zip(marks).enumerate() {
                let block = one.place.block;
                let odd = if mark.odd { Whose::Unknown } else { Whose::Own };
                // What stands before a label stands before the next on its line as well.
                let from = n.checked_sub(1).and_then(|it| marks.get(it)).map_or(0, |it| it.value);
                let between = cell.get(from..mark.start).unwrap_or_default();
                let same = n > 0 && !between.contains(&Sign::Break);
                let here = self.before(cell, marks, n);
                before = if same { before.max(here) } else { here };
                let whose = row.max(column).max(odd).max(before);
                // What the source names stands where its line does.
                let at = if place.at.1 > 0 { place.at } else { (line, at, mark.start) };
                one.place = Place { at, block, ..place };
                if whose > place.whose {
                    one.place = Place { whose, part: PART_OF_ROW + line, ..one.place };
                }
            }
        }
    }

    /// Whose a value is by the head of its column: 项目 | 配偶, 项目 | 修改前 | 修改后. Where a further column that is better known
    /// has the same, it is no matter.
    fn of_column(&self, heads: usize, line: usize, label: usize) -> Whose {
        let text = |line: usize, at: usize| {
            self.lines.cells(line).get(at).map(|it| spelled(it)).unwrap_or_default()
        };
        let value = text(line, label + 1);
        let whose = whose_of_column(self.heads, &text(heads, label + 1));
        let mut others = (label + 2..self.lines.cells(heads).len()).take(MOST_COLUMNS);
        let is_same = |at: usize| {
            let newer = whose_of_column(self.heads, &text(heads, at)) < Whose::Another;
            newer && !value.is_empty() && text(line, at) == value
        };
        // Of several values one may be the applicant's.
        let several = others.len() > 0;
        match whose {
            whose if whose > Whose::Own && others.any(is_same) => Whose::Own,
            whose if several => whose.min(Whose::Unknown),
            whose => whose,
        }
    }

    /// Whose data stand behind what stands before a label in its cell: a head above it, or words on its line.
    fn before(&self, cell: &[Sign], marks: &[Mark<'_>], n: usize) -> Whose {
        let Some(mark) = marks.get(n) else { return Whose::Own };
        let from = n.checked_sub(1).and_then(|it| marks.get(it)).map_or(0, |it| it.value);
        let between = cell.get(from..mark.start).unwrap_or_default();
        let mut lines: Vec<&[Sign]> = between.split(|it| *it == Sign::Break).collect();
        // What follows a label is its value.
        if n > 0 {
            let value = lines.iter().position(|it| !trimmed(it).is_empty()).unwrap_or(0);
            lines.drain(..=value.min(lines.len().saturating_sub(1)));
        }
        let Some(last) = lines.pop() else { return Whose::Own };
        let above = lines.iter().rev().map(|it| trimmed(it)).find(|it| !it.is_empty());
        let above = above.map(spelled).filter(|it| !is_said(it));
        let above = above.filter(|it| self.heads.judge(it).is_some());
        let above = above.map_or(Whose::Own, |it| whose_of(self.heads, &it));
        above.max(whose_of_prefix(self.heads, last, mark.colon))
    }

    /// What stands beside the labels of a cell, one for each.
    fn beside_in(&self, line: usize, at: usize, cell: &[Sign], shown: &mut Vec<Shown>) {
        let marks = self.lines.marks(line, at);
        if self.lines.are_heads(line, at) || is_led(cell, marks) {
            shown.extend(marks.iter().map(|it| of_choice(it, Chosen::Unclear, false)));
            return;
        }
        for (n, mark) in marks.iter().enumerate() {
            let next = marks.get(n + 1);
            let rest = cell.get(mark.value..next.map_or(cell.len(), |it| it.start));
            let rest = rest.unwrap_or_default();
            let rest = if next.is_some() { without_separators(rest) } else { rest };
            let rest = own_boxes(rest);
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
    }

    /// What stands below a label that ends its line. Where others stand before it, and several below, nobody can know which
    /// of these is meant.
    fn on_next_line(&self, line: usize, cell: usize, mark: &Mark<'_>) -> Option<Shown> {
        let mut block = None;
        let mut above = String::new();
        if !mark.colon && self.lines.lone(line) == Some(true) {
            let turn = self.turns.get(line).copied().unwrap_or(Turn::Below);
            if self.lines.is_stacked(line) || turn == Turn::Above {
                return Some(of_choice(mark, Chosen::Unclear, false));
            }
            if let Turn::Unsure(first) = turn {
                let text = line.checked_sub(1).and_then(|it| self.lines.text(it));
                (block, above) = (Some(first), text.map(spelled).unwrap_or_default());
            }
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
            Some(at)
                if !has_colon
                    && !self.lines.starts_with_label(line + 1, at)
                    && !self.lines.is_title(line + 1) =>
            {
                // Where our label has a colon, other labels would have one.
                let more =
                    self.lines.rivals(line + 1, at, self.lines.alone_below(line + 1, !mark.colon));
                let own = if filled(self.lines.cells(line)) == 1 { more.texts.len() } else { 0 };
                let behind = filled(cells.get(at + 1..).unwrap_or_default());
                let more = Rivals { own: more.own.max(own.min(behind)), ..more };
                let value = of_value(mark, value, mark.colon).among(more);
                let place = Place { block, ..Place::default() };
                Some(Shown { below: true, place, above, ..value })
            }
            _ => mark.colon.then(|| of_value(mark, &[], true)),
        }
    }
}

/// Columns of a table that are looked at beside the first.
const MOST_COLUMNS: usize = 8;

/// Lines below a name in which labels are looked for.
const MOST_LINES: usize = 20;

/// More than the groups of a page.
const OF_ROW: usize = 1 << 32;

/// Whether labels of a cell stand behind words that may be what belongs to the first, and nothing behind the last: 李四, 姓名.
fn is_led(cell: &[Sign], marks: &[Mark<'_>]) -> bool {
    let (Some(first), Some(last)) = (marks.first(), marks.last()) else { return false };
    let before = spelled(cell.get(..first.start).unwrap_or_default());
    let number = before.chars().filter(|it| it.is_alphanumeric()).count() < 3
        && before.contains(|it: char| it.is_ascii_digit())
        && !before.contains(char::is_alphabetic);
    let boxed = cell.get(..first.start).is_some_and(|it| it.contains(&Sign::Open));
    let words = boxed || before.contains(char::is_alphanumeric) && !number;
    let colon = marks.iter().any(|it| it.colon) || before.contains(is_colon);
    let behind = spelled(cell.get(last.value..).unwrap_or_default());
    words && !colon && !behind.contains(char::is_alphanumeric) && !cell.ends_with(&[Sign::Close])
}

/// What stands behind a label up to the next box that has a label of its own, which we do not know: 姓名 [张三] 曾用名 [李四].
fn own_boxes(rest: &[Sign]) -> &[Sign] {
    let mut close = None;
    for (at, sign) in rest.iter().enumerate() {
        match (sign, close) {
            (Sign::Close, _) => close = Some(at),
            (Sign::Open, Some(closed)) => {
                let between = rest.get(closed + 1..at).unwrap_or_default();
                if is_other_label(between) {
                    return rest.get(..=closed).unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    rest
}

/// Whether words between two boxes are the label of the second, and neither a unit (年) nor a part of a name.
fn is_other_label(between: &[Sign]) -> bool {
    let apart = |it: &&[Sign]| it.iter().any(|it| it.char().is_some_and(char::is_alphabetic));
    let mut words = between.split(|it| matches!(it, Sign::Seam | Sign::Break)).filter(apart);
    let (Some(label), None) = (words.next(), words.next()) else { return false };
    let text = spelled(label);
    let text = text.trim_matches(|it: char| !it.is_alphanumeric());
    let mut before = between.iter().take_while(|it| it.is_space());
    let seamed = before.any(|it| matches!(it, Sign::Seam | Sign::Break));
    seamed && text.chars().count() >= 2 && !text.is_ascii() && !is_part_of_name(text)
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

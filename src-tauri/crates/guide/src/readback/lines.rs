//! The lines of a page as cells with their labels, and how they stand to each other.

use super::{
    choice::Following,
    labels::{Known, Mark, is_colon},
    remarks::is_remark,
    sheet::{Cell, Sign, spelled},
    shown::Rivals,
    value::{Value, trimmed},
    whose::Heads,
};

/// How many cells or lines behind a value may hold another one, and how long it may be.
const MOST_RIVALS: usize = 3;
const LONGEST_RIVAL: usize = 60;

/// Labels that may stand one below the other.
const MOST_STACKED: usize = 400;

/// Those that are not empty.
pub(super) struct Lines<'a> {
    pub(super) cells: Vec<Vec<&'a [Sign]>>,
    pub(super) marks: Vec<Vec<Vec<Mark<'a>>>>,
    /// Which lines of the page they are.
    origins: Vec<usize>,
    /// Which of them are heads.
    titles: Vec<bool>,
    /// Which of them stand as heads in a source.
    pub(super) heads: Vec<bool>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(lines: &'a [Vec<Cell>], known: &'a Known, heads: &Heads<'_>) -> Self {
        let lines = lines.iter().map(|line| line.iter().map(|it| trimmed(it)).collect());
        let filled = |it: &(usize, Vec<&[Sign]>)| it.1.iter().any(|it| !it.is_empty());
        let (origins, cells): (Vec<usize>, Vec<Vec<&[Sign]>>) =
            lines.enumerate().filter(filled).unzip();
        let marks =
            cells.iter().map(|line| line.iter().map(|it| known.marks(it)).collect()).collect();
        let lines = Self { cells, marks, origins, titles: Vec::new(), heads: Vec::new() };
        let is_title = |it| lines.text(it).is_some_and(|it| heads.is_title(&spelled(it)));
        let titles = (0..lines.cells.len()).map(is_title).collect();
        Self { titles, ..lines }
    }

    /// Which line of the page it is.
    pub(super) fn origin(&self, line: usize) -> usize {
        self.origins.get(line).copied().unwrap_or(usize::MAX)
    }

    pub(super) fn cells(&self, line: usize) -> &[&'a [Sign]] {
        self.cells.get(line).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn marks(&self, line: usize, cell: usize) -> &[Mark<'a>] {
        let marks = self.marks.get(line).and_then(|it| it.get(cell));
        marks.map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn starts_with_label(&self, line: usize, cell: usize) -> bool {
        self.marks(line, cell).first().is_some_and(|it| it.start == 0)
    }

    pub(super) fn has_marks(&self, line: usize) -> bool {
        (0..self.cells(line).len()).any(|it| !self.marks(line, it).is_empty())
    }

    /// Whether a line is a head, and no value.
    pub(super) fn is_title(&self, line: usize) -> bool {
        self.titles.get(line).copied().unwrap_or_default()
    }

    /// What stands alone on a line, and is no label.
    pub(super) fn text(&self, line: usize) -> Option<&'a [Sign]> {
        let mut cells = self.cells(line).iter().filter(|it| !it.is_empty());
        let (text, other) = (*cells.next()?, cells.next());
        (other.is_none() && !self.has_marks(line)).then_some(text)
    }

    /// Whether a cell holds a label and nothing else.
    pub(super) fn is_bare_label(&self, line: usize, cell: usize) -> bool {
        let length = self.cells(line).get(cell).map_or(0, |it| it.len());
        matches!(self.marks(line, cell), [mark] if mark.start == 0 && mark.value >= length)
    }

    /// Whether nothing stands behind the last label of a line: what belongs to it is below.
    pub(super) fn ends_with_label(&self, line: usize) -> bool {
        let last = self.cells(line).iter().rposition(|it| !it.is_empty());
        last.is_some_and(|it| {
            let length = self.cells(line).get(it).map_or(0, |it| it.len());
            self.marks(line, it).last().is_some_and(|it| it.value >= length)
        })
    }

    /// How many rows stand below a row that holds the heads of a table's columns. Labels stand side by side in it, or in odd
    /// and in even places, where label and value cannot take turns.
    pub(super) fn rows_below(&self, line: usize) -> usize {
        let cells = self.cells(line);
        let labels: Vec<usize> =
            (0..cells.len()).filter(|it| self.is_bare_label(line, *it)).collect();
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
        (line + 1..self.cells.len()).take_while(is_row).count()
    }

    /// Whether a row of labels has a row of other texts above it, as long as itself and near: each label may stand below what
    /// belongs to it. Two such rows are heads and values of their own.
    pub(super) fn is_between_rows(&self, line: usize) -> bool {
        const MOST_BANDS: usize = 20;
        let length = self.cells(line).len();
        let mut line = line;
        for _ in 0..MOST_BANDS {
            let is_row = |it: &usize| {
                self.cells(*it).len() == length
                    && !self.has_marks(*it)
                    && self.gap(*it + 1) <= self.gap(line + 1)
            };
            let rows = (0..line).rev().take(MOST_STACKED).take_while(is_row).count();
            if rows % 2 == 0 {
                return false;
            }
            // Heads above these rows may be theirs, if they stand between none themselves.
            let heads = (line - rows).checked_sub(1).filter(|it| self.cells(*it).len() == length);
            let all = |it: &usize| (0..length).all(|cell| self.is_bare_label(*it, cell));
            let Some(heads) = heads.filter(all) else { return true };
            line = heads;
        }
        true
    }

    /// How far a line is below the one above it: one more than the empty lines between.
    pub(super) fn gap(&self, line: usize) -> usize {
        let above = line.checked_sub(1).map(|it| self.origin(it));
        match above {
            Some(above) if line < self.cells.len() => self.origin(line).saturating_sub(above),
            _ => usize::MAX,
        }
    }

    /// Which line stands on a line of the page, or is the next below it.
    pub(super) fn line_on(&self, origin: usize) -> usize {
        self.origins.partition_point(|it| *it < origin)
    }

    /// Whether a cell holds several labels and nothing else, and the next cell what belongs to all of them, or the next line
    /// a word for each.
    pub(super) fn are_heads(&self, line: usize, cell: usize) -> bool {
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
    pub(super) fn more_boxes(&self, line: usize, cell: usize) -> Vec<&'a [Sign]> {
        let is_box = |it: &&[Sign]| {
            let opens = it.iter().filter(|it| **it == Sign::Open).count();
            opens == 1 && it.first() == Some(&Sign::Open) && it.last() == Some(&Sign::Close)
        };
        let cells = self.cells(line).get(cell..).unwrap_or_default().iter().copied();
        let boxes: Vec<_> = cells.take_while(is_box).take(MOST_RIVALS).collect();
        boxes.get(1..).unwrap_or_default().to_vec()
    }

    /// Whether a line holds one label and nothing else, or one text that is neither a label nor a head.
    pub(super) fn lone(&self, line: usize) -> Option<bool> {
        let mut cells = self.cells(line).iter().enumerate().filter(|it| !it.1.is_empty());
        let (at, cell) = cells.next().filter(|_| cells.next().is_none())?;
        match self.marks(line, at) {
            [] => (!self.is_title(line)).then_some(false),
            [mark] => (mark.start == 0 && !mark.colon && mark.value >= cell.len()).then_some(true),
            _ => None,
        }
    }

    /// Whether labels stand one below the other, and below them as many values: whose is whose cannot be told.
    pub(super) fn is_stacked(&self, line: usize) -> bool {
        let run = |from: usize, label: bool| {
            let lines = (from..self.cells.len()).take(MOST_STACKED);
            lines.take_while(|it| self.lone(*it) == Some(label)).count()
        };
        let above = (0..line).rev().take(MOST_STACKED);
        let above = above.take_while(|it| self.lone(*it) == Some(true)).count();
        let labels = above + run(line, true);
        labels > 1 && run(line - above + labels, false) == labels
    }

    /// The next cells behind a value and the first of the lines below it, up to the next that holds a label. Of those below
    /// it `alone` stand where only a value can.
    pub(super) fn rivals(&self, line: usize, cell: usize, alone: usize) -> Rivals {
        let behind = (cell + 1..self.cells(line).len()).map(|it| (line, it)).take(MOST_RIVALS);
        let first = |line: usize| self.cells(line).iter().position(|it| !it.is_empty());
        let below = (line + 1..self.cells.len()).take(MOST_RIVALS);
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
    pub(super) fn alone_below(&self, line: usize, by_turns: bool) -> usize {
        let alone = |line: &usize| {
            // A head of the source is no value.
            if self.is_title(*line) || self.heads.get(*line) == Some(&true) {
                return false;
            }
            let mut cells = self.cells(*line).iter().enumerate().filter(|it| !it.1.is_empty());
            let (first, second) = (cells.next(), cells.next());
            let ends = |it: char| is_colon(it) || matches!(it, '。' | '！');
            let word = |it: &Sign| !it.is_space() && !it.char().is_some_and(ends);
            second.is_none()
                && first.is_some_and(|(at, cell)| {
                    self.marks(*line, at).is_empty() && cell.iter().all(word)
                })
        };
        let lines = (line + 1..self.cells.len()).take(MOST_RIVALS).take_while(alone).count();
        if lines == MOST_RIVALS || by_turns && lines != 1 { 0 } else { lines }
    }

    /// The cells behind one, over the end of its line, up to the next that holds a label.
    pub(super) fn following(
        &self,
        line: usize,
        cell: usize,
    ) -> impl Iterator<Item = Following<'a>> {
        let on_line = (cell + 1..self.cells(line).len()).map(move |it| (line, it));
        let below = (line + 1..self.cells.len())
            .flat_map(move |line| (0..self.cells(line).len()).map(move |it| (line, it)));
        on_line
            .chain(below)
            .take_while(|it| self.marks(it.0, it.1).is_empty())
            .filter_map(move |it| Some((*self.cells(it.0).get(it.1)?, it.0 == line)))
            .filter(|it| !it.0.is_empty())
    }
}

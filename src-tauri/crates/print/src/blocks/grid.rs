//! Rows of bordered cells: what forms, tables and checklists are made of.

use std::borrow::Cow;

use super::photo::Beside;
use crate::{
    sheet::{LEFT, MM, Sheet, THIN},
    tags::Role,
    text::Words,
};

/// Between a cell's border and its text, at the sides.
pub(crate) const PADDING: f32 = 1.5 * MM;
/// The same above and below.
const PADDING_ABOVE: f32 = MM;
/// The frame around a table.
const FRAME: f32 = 1.2;
/// 7 % grey, the one fill there is.
const SHADE: f32 = 0.93;
/// Below a table.
const SPACE: f32 = 5.0;
/// The side of a box for a tick.
const TICK: f32 = 3.2 * MM;
/// A row that needs splitting is begun on the page only where so much of it has room.
const WORTH_BEGINNING: f32 = 60.0;

/// So many rows at least stand on a table's last page, and so many are left on the one before.
const LAST: usize = 3;
const LEFT_BEHIND: usize = 2;

/// A bordered table.
///
/// A row is on one page, unless it alone is taller than a page: then it is split between lines. The header is repeated on
/// every page.
#[derive(Debug)]
pub(crate) struct Grid {
    pub(crate) header: Option<Row>,
    pub(crate) rows: Vec<Row>,
    /// The photo at the top right, beside the first rows.
    pub(crate) photo: Option<Beside>,
}

/// Cells beside each other.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    cells: Vec<Cell>,
    pub(crate) height: f32,
}

/// A bordered cell.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// From the left edge of the table.
    pub(crate) x: f32,
    pub(crate) width: f32,
    /// One below the other.
    pub(crate) stack: Vec<Words>,
    pub(crate) role: Role,
    /// How many columns it spans.
    pub(crate) columns: u16,
    pub(crate) look: Look,
}

/// What a cell has besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Plain,
    /// Filled with grey.
    Shaded,
    /// With a star at its right.
    Starred,
    /// With an empty box, for a tick by hand.
    Boxed,
    /// Filled with grey, with a heavy bar at its left.
    Barred,
}

impl Grid {
    /// The height of what must stand together at the top: the photo's rows, or the header and two rows, or all of a table that
    /// is too short to be parted. Of rows so tall that they would leave a page half empty, the first.
    pub(crate) fn head(&self, page: f32) -> f32 {
        let header = self.header.as_ref().map_or(0.0, |it| it.height);
        let rows = |count| self.rows.iter().take(count).map(|it| it.height).sum::<f32>();
        header
            + match &self.photo {
                Some(beside) => rows(beside.rows),
                None => [self.whole(), 2]
                    .map(rows)
                    .into_iter()
                    .find(|it| *it <= page / 2.0)
                    .unwrap_or(rows(1)),
            }
    }

    /// How many rows it has, if it has too few to stand on two pages.
    fn whole(&self) -> usize {
        if self.rows.len() < LEFT_BEHIND + LAST { self.rows.len() } else { LEFT_BEHIND }
    }

    /// Draws the table from where the page is drawn to, over as many pages as it takes.
    pub(crate) fn draw(&self, sheet: &mut Sheet) {
        sheet.element(Role::Table, |sheet| {
            let mut table = Progress { header: None, top: sheet.y, begun: false };
            // A header that fills the page cannot be repeated on every page.
            match &self.header {
                Some(header) if header.height < sheet.full() / 3.0 => {
                    header.draw(sheet);
                    table.header = Some(header);
                }
                Some(header) => table.row(sheet, header),
                None => {}
            }
            let beside = self.photo.as_ref().map_or(0, |it| it.rows);
            let (first, rest) = self.rows.split_at(beside.min(self.rows.len()));
            if let Some(photo) = &self.photo {
                photo.draw(sheet, first);
                table.begun = true;
            }
            for (at, row) in rest.iter().enumerate() {
                if at >= LEFT_BEHIND
                    && table.ends_on_the_next(sheet, rest.get(at..).unwrap_or_default())
                {
                    table.turn(sheet);
                }
                table.row(sheet, row);
            }
            table.close(sheet);
        });
        sheet.y += SPACE;
    }
}

/// A table on its way over the pages.
struct Progress<'a> {
    /// To be repeated.
    header: Option<&'a Row>,
    /// Where the table begins on this page.
    top: f32,
    /// Whether the page has a row of it besides the header.
    begun: bool,
}

impl Progress<'_> {
    fn row(&mut self, sheet: &mut Sheet, row: &Row) {
        let mut row = Cow::Borrowed(row);
        loop {
            if row.height <= sheet.room() + 0.01 {
                row.draw(sheet);
                self.begun = true;
                return;
            }
            let header = self.header.map_or(0.0, |it| it.height);
            let fits_a_page = row.height <= sheet.full() - header;
            let at_top = !self.begun && (self.header.is_some() || sheet.is_fresh());
            if !at_top && (fits_a_page || sheet.room() < WORTH_BEGINNING) {
                self.turn(sheet);
                continue;
            }
            let (head, tail) = row.split(sheet.room());
            head.draw(sheet);
            row = Cow::Owned(tail);
            self.turn(sheet);
        }
    }

    /// Whether these are its last rows, and a page would be turned among them: then it is turned before them.
    fn ends_on_the_next(&self, sheet: &Sheet, rows: &[Row]) -> bool {
        let height: f32 = rows.iter().map(|it| it.height).sum();
        let header = self.header.map_or(0.0, |it| it.height);
        let turns = height > sheet.room() + 0.01;
        rows.len() == LAST && self.begun && turns && height <= (sheet.full() - header) / 2.0
    }

    fn turn(&mut self, sheet: &mut Sheet) {
        self.close(sheet);
        sheet.turn();
        self.top = sheet.y;
        self.begun = false;
        if let Some(header) = self.header {
            header.repeat(sheet);
        }
    }

    fn close(&self, sheet: &mut Sheet) {
        let (top, height) = (self.top, sheet.y - self.top);
        if height > 0.0 {
            sheet.artifact(|it| it.frame(LEFT, top, it.width(), height, FRAME));
        }
    }
}

impl Row {
    /// As tall as its tallest cell, at least `height`.
    pub(crate) fn new(cells: Vec<Cell>, height: f32) -> Self {
        let height =
            cells.iter().map(|it| it.text_height() + 2.0 * PADDING_ABOVE).fold(height, f32::max);
        Self { cells, height }
    }

    /// Draws the row and moves on below it.
    fn draw(&self, sheet: &mut Sheet) {
        self.draw_with(sheet, |_| {});
    }

    /// The same, with one more cell.
    pub(crate) fn draw_with(&self, sheet: &mut Sheet, last: impl FnOnce(&mut Sheet)) {
        sheet.element(Role::Tr, |sheet| {
            for cell in &self.cells {
                sheet.artifact(|it| cell.draw_border(it, self.height));
                let draw = |sheet: &mut Sheet| {
                    if !cell.stack.is_empty() {
                        sheet.content(|it| cell.draw_text(it, self.height));
                    }
                };
                sheet.element_with(cell.role, |it| it.columns = cell.columns, draw);
            }
            last(sheet);
        });
        sheet.y += self.height;
    }

    /// The row once more, for the eye only.
    fn repeat(&self, sheet: &mut Sheet) {
        sheet.artifact(|sheet| {
            for cell in &self.cells {
                cell.draw_border(sheet, self.height);
                cell.draw_text(sheet, self.height);
            }
        });
        sheet.y += self.height;
    }

    /// As many lines as `room` holds, and the rest. A line is taken at least, so that there is an end.
    fn split(&self, room: f32) -> (Self, Self) {
        let (heads, tails) =
            self.cells.iter().map(|it| it.split(room - 2.0 * PADDING_ABOVE)).unzip();
        (Self { cells: heads, height: room }, Self::new(tails, 0.0))
    }
}

impl Cell {
    /// A cell of one text.
    pub(crate) fn new(x: f32, width: f32, role: Role, words: Words) -> Self {
        Self::stacked(x, width, role, vec![words])
    }

    /// A cell of texts one below the other.
    pub(crate) fn stacked(x: f32, width: f32, role: Role, mut stack: Vec<Words>) -> Self {
        stack.retain(|it| !it.lines.is_empty());
        Self { x, width, stack, role, columns: 1, look: Look::Plain }
    }

    /// The measure of text in a cell of that width.
    pub(crate) fn measure(width: f32) -> f32 {
        width - 2.0 * PADDING
    }

    fn text_height(&self) -> f32 {
        self.stack.iter().map(Words::height).sum()
    }

    fn draw_border(&self, sheet: &mut Sheet, height: f32) {
        let (x, y) = (LEFT + self.x, sheet.y);
        let middle = y + height / 2.0;
        match self.look {
            Look::Plain => {}
            Look::Shaded => sheet.fill(x, y, self.width, height, SHADE),
            Look::Starred => star(sheet, x + self.width - 2.0 * MM, middle),
            Look::Boxed => {
                sheet.frame(x + (self.width - TICK) / 2.0, middle - TICK / 2.0, TICK, TICK, 0.7);
            }
            Look::Barred => {
                sheet.fill(x, y, self.width, height, SHADE);
                sheet.fill(x, y, 1.2 * MM, height, 0.0);
            }
        }
        sheet.frame(x, y, self.width, height, THIN);
    }

    fn draw_text(&self, sheet: &mut Sheet, height: f32) {
        let mut y = sheet.y + (height - self.text_height()) / 2.0;
        for words in &self.stack {
            sheet.words(words, LEFT + self.x + PADDING, y);
            y += words.height();
        }
    }

    fn split(&self, room: f32) -> (Self, Self) {
        let (mut heads, mut tails) = (Vec::new(), Vec::new());
        let mut left = room;
        for words in &self.stack {
            let count = words.lines.len();
            let fitting = (1..=count).take_while(|&it| words.lines_height(it) <= left).count();
            let fitting = match (heads.is_empty(), tails.is_empty()) {
                (true, true) => fitting.max(1).min(count),
                (false, true) => fitting,
                (_, false) => 0,
            };
            left -= words.lines_height(fitting);
            let (fit, rest) = words.lines.split_at(fitting);
            for (stack, lines) in [(&mut heads, fit), (&mut tails, rest)] {
                if !lines.is_empty() {
                    stack.push(Words { lines: lines.to_vec(), ..*words });
                }
            }
        }
        let part = |stack| Self { stack, ..*self };
        (part(heads), part(tails))
    }
}

/// Three strokes around a point: the sign of a box that must be filled.
fn star(sheet: &mut Sheet, x: f32, y: f32) {
    let arm = 0.75 * MM;
    for (right, up) in [(0.0, 1.0), (0.866, 0.5), (0.866, -0.5)] {
        sheet.stroke(&[(x - arm * right, y + arm * up), (x + arm * right, y - arm * up)], 0.8, 0.0);
    }
}

//! A sheet as it is put together, cell by cell and within limits; and what a cell says as a person would read it.

use calamine::ExcelDateTime;

use crate::{
    cell::{Cell, Row, Sheet, Was, column_name},
    parts::Layout,
    refusal::{LARGEST, LONGEST, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Refusal},
    repair::may_be_day,
};

/// Bytes of all texts of a file.
const MOST_BYTES: usize = 5 * LARGEST;

/// A sheet as it is put together, cell by cell.
#[derive(Default)]
pub(crate) struct Making {
    rows: Vec<Row>,
    /// What the file had so far.
    pub(crate) taken: Taken,
}

/// How much a file has had so far, in all its sheets.
#[derive(Clone, Copy, Default)]
pub(crate) struct Taken {
    cells: usize,
    bytes: usize,
    /// Days are counted from 1904.
    from_1904: bool,
}

impl Taken {
    /// Nothing yet, of a file with this calendar.
    pub(crate) fn new(from_1904: bool) -> Self {
        Self { from_1904, ..Self::default() }
    }
}

impl Making {
    /// The next sheet of a file.
    pub(crate) fn after(taken: Taken) -> Self {
        Self { rows: Vec::new(), taken }
    }

    /// Takes in a cell, its place counted from 0.
    pub(crate) fn put(&mut self, row: u32, column: u32, mut cell: Cell) -> Result<(), Refusal> {
        if cell.was == Was::Empty {
            return Ok(());
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        let at = usize::try_from(row).unwrap_or(usize::MAX);
        if column >= MOST_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        if at >= MOST_ROWS {
            return Err(Refusal::TooManyRows);
        }
        if cell.text.chars().nth(LONGEST).is_some() {
            return Err(Refusal::TooLong(format!("{}{}", column_name(column), row + 1)));
        }
        if let Was::Number(it) = cell.was
            && self.taken.from_1904
            && may_be_day(it)
        {
            cell.was = Was::Count(it);
        }
        self.taken.cells += 1;
        self.taken.bytes += cell.text.len();
        if self.taken.cells > MOST_CELLS {
            return Err(Refusal::TooManyCells);
        }
        // One long text may stand for thousands of cells.
        if self.taken.bytes > MOST_BYTES {
            return Err(Refusal::Bomb);
        }
        if self.rows.len() <= at {
            let next = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
            self.rows.extend((next..=row).map(|it| Row { number: it + 1, ..Row::default() }));
        }
        let Some(row) = self.rows.get_mut(at) else { return Ok(()) };
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::default());
        }
        if let Some(place) = row.cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    /// The sheet.
    pub(crate) fn done(
        mut self,
        name: &str,
        hidden: bool,
        layout: &Layout,
    ) -> Result<Sheet, Refusal> {
        for [top, left, bottom, right] in &layout.merged {
            let (Ok(at), Ok(from)) = (usize::try_from(*top), usize::try_from(*left)) else {
                continue;
            };
            let Some(cell) = self.rows.get(at).map(|it| it.cell(from).clone()) else { continue };
            if cell.was == Was::Empty {
                continue;
            }
            // A merge that goes on below the last row, or beyond the last column that may be, is a matter of looks.
            let below = u32::try_from(self.rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
            let beyond = u32::try_from(MOST_COLUMNS).unwrap_or(u32::MAX).saturating_sub(1);
            for row in *top..=(*bottom).min(below) {
                for column in *left..=(*right).min(beyond) {
                    self.put(row, column, cell.clone())?;
                }
            }
        }
        for row in &mut self.rows {
            row.hidden = layout.hidden_rows.contains(&row.number);
        }
        self.rows.retain(|it| !it.is_empty());
        Ok(Sheet {
            name: name.to_owned(),
            width: self.rows.iter().map(|it| it.cells.len()).max().unwrap_or_default(),
            rows: self.rows,
            hidden,
            hidden_columns: layout.hidden_columns.clone(),
            merged: layout.merged.len(),
        })
    }
}

/// A text, without blanks around it.
pub(crate) fn text(it: &str) -> Cell {
    let text = it.trim_matches(|it: char| it.is_whitespace() || it == '\u{feff}');
    let was = if text.is_empty() { Was::Empty } else { Was::Text };
    Cell { text: text.to_owned(), was }
}

/// A truth as a person writes it.
pub(crate) fn truth(it: bool) -> Cell {
    Cell { text: if it { "是" } else { "否" }.to_owned(), was: Was::Text }
}

/// A number as a person would write it: whole ones without a point.
pub(crate) fn number(it: f64) -> Cell {
    Cell { text: format!("{it}"), was: Was::Number(it) }
}

/// A day in a spreadsheet's count.
pub(crate) fn day(it: ExcelDateTime) -> Cell {
    if it.is_duration() || !(1.0..2_958_466.0).contains(&it.as_f64()) {
        return number(it.as_f64());
    }
    let (year, month, day, hour, minute, ..) = it.to_ymd_hms_milli();
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute) != (0, 0) {
        text = format!("{text} {hour:02}:{minute:02}");
    }
    Cell { text, was: Was::Day { year, month, day } }
}

/// `1949-12-31` or `1949-12-31T00:00:00`, as ODS has it.
pub(crate) fn iso(it: &str) -> Cell {
    let date = it.split('T').next().unwrap_or_default();
    let mut parts = date.splitn(3, '-');
    let mut next = || parts.next().and_then(|it| it.parse::<u16>().ok());
    let (Some(year), Some(month), Some(day)) = (next(), next(), next()) else { return text(it) };
    let (month, day) = (u8::try_from(month).unwrap_or(0), u8::try_from(day).unwrap_or(0));
    let time = it.split('T').nth(1).filter(|it| !it.starts_with("00:00"));
    let shown = time.map_or_else(|| date.to_owned(), |time| format!("{date} {time}"));
    Cell { text: shown, was: Was::Day { year, month, day } }
}

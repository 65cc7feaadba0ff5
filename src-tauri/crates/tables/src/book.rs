//! Files of tables: told apart by what is in them, not by their names; read within limits.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Data, DataRef, Dimensions, ExcelDateTime, Ods, Reader, SheetVisible, Xls, Xlsx};

use crate::{
    cell::{Book, Cell, Row, Sheet, Was, column_name},
    csv,
    parts::{self, Layout},
    refusal::{LARGEST, LONGEST, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Refusal},
};

/// The tables of a file.
///
/// # Errors
/// [`Refusal`], before more is unpacked than an ordinary list holds.
pub fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    // The readers of other people's formats are other people's: what one of them stumbles over is a damaged file.
    let read = catch_unwind(AssertUnwindSafe(|| read_kind(bytes)));
    let mut book = read.unwrap_or(Err(Refusal::Damaged))?;
    book.sheets.retain(|it| !it.rows.is_empty());
    if book.sheets.is_empty() { Err(Refusal::Empty) } else { Ok(book) }
}

fn read_kind(bytes: &[u8]) -> Result<Book, Refusal> {
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    if bytes.starts_with(b"PK") {
        let layouts = parts::look(bytes)?;
        return match Xlsx::new(Cursor::new(bytes)) {
            Ok(file) => xlsx(file, layouts),
            Err(_) => Ods::new(Cursor::new(bytes)).map_err(|_| Refusal::NotATable).and_then(ods),
        };
    }
    if bytes.starts_with(COMPOUND) {
        let word: Vec<u8> = "EncryptedPackage".bytes().flat_map(|it| [it, 0]).collect();
        if bytes.windows(word.len()).any(|it| it == word) {
            return Err(Refusal::Protected);
        }
        if has_impossible_size(bytes) {
            return Err(Refusal::Damaged);
        }
        return match Xls::new(Cursor::new(bytes)) {
            Ok(file) => xls(file),
            Err(calamine::XlsError::Password) => Err(Refusal::Protected),
            Err(_) => Err(Refusal::Damaged),
        };
    }
    csv::read(bytes)
}

/// Whether an .xls says of a sheet that it has more than 65,536 rows or 256 columns, which none can have: calamine would make room for
/// them. The record is DIMENSIONS, [MS-XLS] 2.4.90.
fn has_impossible_size(bytes: &[u8]) -> bool {
    let number = |at: &[u8]| at.iter().rev().fold(0_u32, |all, it| all << 8 | u32::from(*it));
    bytes.windows(18).any(|it| match it {
        [0x00, 0x02, 0x0e | 0x10, 0x00, said @ ..] => {
            let (rows, columns) = said.split_at(8);
            number(rows.get(4..).unwrap_or_default()) > 65_536
                || number(columns.get(2..4).unwrap_or_default()) > 256
        }
        _ => false,
    })
}

/// A sheet as it is put together, cell by cell.
#[derive(Default)]
struct Making {
    rows: Vec<Row>,
    cells: usize,
}

impl Making {
    /// Takes in a cell; rows come from the top. `before`: how many cells the file had in earlier sheets.
    fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Refusal> {
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
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(Refusal::TooManyCells);
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

    fn done(mut self, name: &str, hidden: bool, layout: &Layout) -> Result<Sheet, Refusal> {
        for [top, left, bottom, right] in &layout.merged {
            let (Ok(at), Ok(from)) = (usize::try_from(*top), usize::try_from(*left)) else {
                continue;
            };
            let Some(cell) = self.rows.get(at).map(|it| it.cell(from).clone()) else { continue };
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

fn xlsx(mut file: Xlsx<Cursor<&[u8]>>, layouts: Vec<Layout>) -> Result<Book, Refusal> {
    let sheets: Vec<_> = file.sheets_metadata().to_vec();
    let mut book = Book::default();
    let mut layouts = layouts.into_iter();
    let mut cells = 0;
    for sheet in sheets {
        let layout = layouts.next().unwrap_or_default();
        // A sheet of charts has no cells.
        let Ok(mut reader) = file.worksheet_cells_reader(&sheet.name) else { continue };
        let mut making = Making { cells, ..Making::default() };
        while let Some(it) =
            reader.next_cell_with_formula_metadata().map_err(|_| Refusal::Damaged)?
        {
            let cell = match (of_ref(it.value), it.formula) {
                (Cell { was: Was::Empty, .. }, Some(_)) => {
                    Cell { text: String::new(), was: Was::Uncalculated }
                }
                (cell, _) => cell,
            };
            making.put(it.pos.0, it.pos.1, cell)?;
        }
        cells = making.cells;
        let hidden = sheet.visible != SheetVisible::Visible;
        book.sheets.push(making.done(&sheet.name, hidden, &layout)?);
    }
    Ok(book)
}

fn xls(mut file: Xls<Cursor<&[u8]>>) -> Result<Book, Refusal> {
    let corners = |it: &Dimensions| [it.start.0, it.start.1, it.end.0, it.end.1];
    dense(&mut file, |file, name| {
        #[expect(deprecated, reason = "its successor is of another format only")]
        let merged = file.worksheet_merge_cells(name).unwrap_or_default();
        Layout { merged: merged.iter().map(corners).collect(), ..Layout::default() }
    })
}

fn ods(mut file: Ods<Cursor<&[u8]>>) -> Result<Book, Refusal> {
    dense(&mut file, |_, _| Layout::default())
}

fn dense<'a, R: Reader<Cursor<&'a [u8]>>>(
    file: &mut R,
    layout: impl Fn(&R, &str) -> Layout,
) -> Result<Book, Refusal> {
    let sheets: Vec<_> = file.sheets_metadata().to_vec();
    let (mut book, mut cells) = (Book::default(), 0);
    for sheet in sheets {
        let range = file.worksheet_range(&sheet.name).map_err(|_| Refusal::Damaged)?;
        let layout = layout(file, &sheet.name);
        let (top, left) = range.start().unwrap_or_default();
        let mut making = Making { cells, ..Making::default() };
        for (row, column, value) in range.used_cells() {
            let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) else {
                return Err(Refusal::TooManyRows);
            };
            making.put(top + row, left + column, of_data(value))?;
        }
        cells = making.cells;
        let hidden = sheet.visible != SheetVisible::Visible;
        book.sheets.push(making.done(&sheet.name, hidden, &layout)?);
    }
    Ok(book)
}

fn of_data(data: &Data) -> Cell {
    match data {
        Data::Int(it) => {
            let text = it.to_string();
            let number = text.parse().unwrap_or_default();
            Cell { text, was: Was::Number(number) }
        }
        Data::Float(it) => number(*it),
        Data::String(it) | Data::DurationIso(it) => text(it),
        Data::Bool(it) => truth(*it),
        Data::DateTime(it) => day(*it),
        Data::DateTimeIso(it) => iso(it),
        Data::Error(it) => Cell { text: it.to_string(), was: Was::Error },
        Data::Empty => Cell::default(),
    }
}

fn of_ref(data: DataRef<'_>) -> Cell {
    match data {
        DataRef::SharedString(it) => text(it),
        other => of_data(&other.into()),
    }
}

fn text(it: &str) -> Cell {
    let text = it.trim_matches(|it: char| it.is_whitespace() || it == '\u{feff}');
    let was = if text.is_empty() { Was::Empty } else { Was::Text };
    Cell { text: text.to_owned(), was }
}

fn truth(it: bool) -> Cell {
    Cell { text: if it { "是" } else { "否" }.to_owned(), was: Was::Text }
}

/// A number as a person would write it: whole ones without a point.
fn number(it: f64) -> Cell {
    Cell { text: format!("{it}"), was: Was::Number(it) }
}

fn day(it: ExcelDateTime) -> Cell {
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
fn iso(it: &str) -> Cell {
    let date = it.split('T').next().unwrap_or_default();
    let mut parts = date.splitn(3, '-');
    let mut next = || parts.next().and_then(|it| it.parse::<u16>().ok());
    let (Some(year), Some(month), Some(day)) = (next(), next(), next()) else { return text(it) };
    let (month, day) = (u8::try_from(month).unwrap_or(0), u8::try_from(day).unwrap_or(0));
    let time = it.split('T').nth(1).filter(|it| !it.starts_with("00:00"));
    let shown = time.map_or_else(|| date.to_owned(), |time| format!("{date} {time}"));
    Cell { text: shown, was: Was::Day { year, month, day } }
}

//! Files of tables: told apart by what is in them, not by their names; read within limits.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Data, DataRef, Reader, SheetVisible, Xlsx};

use crate::{
    cell::{Book, Cell, Was},
    csv,
    making::{Making, Taken, day, iso, number, text, truth},
    ods,
    parts::{self, Layout},
    refusal::{LARGEST, Refusal},
    xls,
};

/// The tables of a file.
///
/// # Errors
/// [`Refusal`], before more is unpacked than an ordinary list holds.
pub fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    // The reader of XLSX is other people's: what it stumbles over is a damaged file.
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
            Err(_) => ods::read(bytes),
        };
    }
    if bytes.starts_with(COMPOUND) {
        return xls::read(bytes);
    }
    csv::read(bytes)
}

fn xlsx(mut file: Xlsx<Cursor<&[u8]>>, layouts: Vec<Layout>) -> Result<Book, Refusal> {
    let sheets: Vec<_> = file.sheets_metadata().to_vec();
    // Each was seen to have a part of its own.
    if sheets.len() != layouts.len() {
        return Err(Refusal::Damaged);
    }
    let (mut book, mut taken) = (Book::default(), Taken::new(file.has_1904_epoch()));
    for (sheet, layout) in sheets.into_iter().zip(layouts) {
        // A sheet of charts has no cells.
        let Ok(mut reader) = file.worksheet_cells_reader(&sheet.name) else { continue };
        let mut making = Making::after(taken);
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
        taken = making.taken;
        let hidden = sheet.visible != SheetVisible::Visible;
        book.sheets.push(making.done(&sheet.name, hidden, &layout)?);
    }
    Ok(book)
}

fn of_ref(data: DataRef<'_>) -> Cell {
    match data {
        DataRef::SharedString(it) => text(it),
        other => of_data(&other.into()),
    }
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

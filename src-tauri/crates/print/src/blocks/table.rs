//! Tables, and the checklist of a portal's boxes: rows under a header, rows with a number.

use beishen_document::{Column, Item, ItemAction};

use super::{
    grid::{Cell, Grid, Look, PADDING, Row},
    style::{LABEL, NOTE, VALUE, flush, stack},
};
use crate::{
    fonts::Fonts,
    sheet::MM,
    tags::{Role, Scope},
    text::{Align, Words},
};

const HEADER_ROW: f32 = 7.5 * MM;
const ROW: f32 = 7.2 * MM;
/// Narrower than this, a column cannot hold a word.
const NARROWEST: f32 = 8.0 * MM;
/// The columns of a checklist: number, label and tick; the value has the rest.
const NUMBER: f32 = 11.0 * MM;
const ITEM_LABEL: f32 = 48.0 * MM;
const TICK: f32 = 9.0 * MM;

/// The table, or nothing when it has no columns.
pub(crate) fn lay(
    fonts: &Fonts,
    width: f32,
    columns: &[Column],
    rows: &[Vec<String>],
) -> Option<Grid> {
    let places = places(columns, width);
    let header = columns.iter().zip(&places).map(|(column, &(x, width))| {
        let words = Words::fit(fonts, &column.title, LABEL, Align::Centre, Cell::measure(width));
        Cell { look: Look::Shaded, ..Cell::new(x, width, Role::Th(Scope::Column), words) }
    });
    let header = Row::new(header.collect(), HEADER_ROW);
    let cells = |row: &Vec<String>| -> Vec<Vec<Words>> {
        let lay =
            |(text, &(_, width)): (&String, &(f32, f32))| stack(fonts, text, Cell::measure(width));
        row.iter().zip(&places).map(lay).collect()
    };
    let mut rows: Vec<Vec<Vec<Words>>> = rows.iter().map(cells).collect();
    // A column of short values stands in the middle.
    for column in 0..columns.len() {
        let cells: Vec<&mut Vec<Words>> =
            rows.iter_mut().filter_map(|it| it.get_mut(column)).collect();
        if cells.iter().all(|it| it.iter().map(|it| it.lines.len()).sum::<usize>() < 2) {
            for it in cells.into_iter().flatten() {
                it.align = Align::Centre;
            }
        }
    }
    let rows = rows.into_iter().map(|row| {
        let cells = row
            .into_iter()
            .zip(&places)
            .map(|(stack, &(x, width))| Cell::stacked(x, width, Role::Td, stack));
        Row::new(cells.collect(), ROW)
    });
    (!columns.is_empty()).then(|| Grid { header: Some(header), rows: rows.collect(), photo: None })
}

/// Where each column begins and how wide it is.
fn places(columns: &[Column], frame: f32) -> Vec<(f32, f32)> {
    let share =
        |it: &Column| if it.share.is_finite() && it.share > 0.0 { it.share.min(1e6) } else { 0.0 };
    let sum: f32 = columns.iter().map(share).sum();
    let count = f32::from(u16::try_from(columns.len()).unwrap_or(u16::MAX));
    let narrowest = NARROWEST.min(frame / count);
    let free = frame - narrowest * count;
    // Every column has the narrowest width; its share is of the rest, less what it has already.
    let wish =
        |it: &Column| if sum > 0.0 { (frame * share(it) / sum - narrowest).max(0.0) } else { 1.0 };
    let wishes: f32 = columns.iter().map(wish).sum();
    let mut x = 0.0;
    let place = |it: &Column| {
        let width = narrowest + if wishes > 0.0 { free * wish(it) / wishes } else { free / count };
        x += width;
        (x - width, width)
    };
    columns.iter().map(place).collect()
}

/// The checklist, numbered from 1, or nothing when there are no items.
pub(crate) fn lay_items(fonts: &Fonts, width: f32, items: &[Item]) -> Option<Grid> {
    let rows: Vec<Row> =
        items.iter().zip(1..).map(|(item, number)| lay_item(fonts, width, item, number)).collect();
    (!rows.is_empty()).then_some(Grid { header: None, rows, photo: None })
}

fn lay_item(fonts: &Fonts, width: f32, item: &Item, number: u32) -> Row {
    let value = width - NUMBER - ITEM_LABEL - TICK;
    let number =
        Words::fit(fonts, &number.to_string(), VALUE, Align::Centre, Cell::measure(NUMBER));
    // Beside the label there is room for the star.
    let measure = Cell::measure(ITEM_LABEL) - 2.0 * PADDING;
    let label = Words::fit(fonts, &item.label, LABEL, Align::Left, measure);
    let texts = [(&item.value, VALUE), (&item.note, NOTE)];
    let stack = texts
        .map(|(text, style)| Words::fit(fonts, text, style, flush(text), Cell::measure(value)));
    let empty = Words { lines: Vec::new(), ..number.clone() };
    let tick = width - TICK;
    let mut cells = vec![
        Cell::new(0.0, NUMBER, Role::Td, number),
        Cell::new(NUMBER, ITEM_LABEL, Role::Th(Scope::Row), label),
        Cell {
            stack: stack.into_iter().filter(|it| !it.lines.is_empty()).collect(),
            ..Cell::new(NUMBER + ITEM_LABEL, value, Role::Td, empty.clone())
        },
        Cell { look: Look::Boxed, ..Cell::new(tick, TICK, Role::Td, empty) },
    ];
    if item.action == ItemAction::Irreversible {
        cells[0].look = Look::Barred;
    }
    if item.required {
        cells[1].look = Look::Starred;
    }
    Row::new(cells, ROW)
}

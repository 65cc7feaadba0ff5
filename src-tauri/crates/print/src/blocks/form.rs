//! The form: labels and values, with the photo at the top right.

use beishen_document::{FormCell, PhotoBox};

use super::{
    grid::{Cell, Grid, PADDING, Row},
    photo::{Beside, Photo},
    style::{LABEL, stack},
};
use crate::{
    fonts::Fonts,
    sheet::MM,
    tags::{Role, Scope},
    text::{Align, Words, kinsoku, natural_width},
};

const ROW: f32 = 8.6 * MM;
/// Labels of two or three characters are spread over four.
const SPREAD: f32 = 4.0;
/// Taller than this, rows do not stand beside a photo.
const MAX_BESIDE: f32 = 200.0 * MM;

/// The form, which is the block of that number, as rows; nothing when it is empty.
pub(crate) fn lay(
    fonts: &Fonts,
    width: f32,
    rows: &[Vec<FormCell>],
    photo: Option<&PhotoBox>,
    block: usize,
) -> Option<Grid> {
    let rows: Vec<&[FormCell]> = rows.iter().flat_map(|it| it.chunks(2)).collect();
    let label = label_width(fonts, &rows);
    let Some((photo, long_caption)) = photo.map(|it| Photo::lay(fonts, width, it, block)) else {
        let rows: Vec<Row> =
            rows.iter().map(|it| lay_row(fonts, it, label, width, width)).collect();
        return (!rows.is_empty()).then_some(Grid { header: None, rows, photo: None });
    };
    let narrow = width - photo.cell;
    // The two-cell rows at the top stand beside the photo; where there are none, whatever rows there are.
    let pairs = rows.iter().take_while(|it| it.len() == 2).count();
    let candidates = if pairs > 0 { pairs } else { rows.len() };
    let mut laid: Vec<Row> = Vec::new();
    let mut height = 0.0;
    for row in rows.iter().take(candidates) {
        if height >= photo.height() {
            break;
        }
        let row = lay_row(fonts, row, label, narrow, narrow);
        height += row.height;
        laid.push(row);
    }
    let beside = laid.len();
    if beside == 0 || height > MAX_BESIDE {
        // Nothing to stand beside, or a value as long as a page: the photo has a row of its own.
        laid = vec![Row::new(Vec::new(), photo.height())];
        laid.extend(rows.iter().map(|it| lay_row(fonts, it, label, width, width)));
        laid.extend(long_caption);
        let photo = photo.alone(width);
        return Some(Grid { header: None, rows: laid, photo: Some(Beside { photo, rows: 1 }) });
    }
    let more =
        (photo.height() - height).max(0.0) / f32::from(u16::try_from(beside).unwrap_or(u16::MAX));
    for row in &mut laid {
        row.height += more;
    }
    // The rows below keep the columns of those above and take the photo's width into their last.
    laid.extend(rows.iter().skip(beside).map(|it| lay_row(fonts, it, label, narrow, width)));
    laid.extend(long_caption);
    Some(Grid { header: None, rows: laid, photo: Some(Beside { photo, rows: beside }) })
}

/// As wide as the longest label, within limits.
fn label_width(fonts: &Fonts, rows: &[&[FormCell]]) -> f32 {
    let natural = rows
        .iter()
        .flat_map(|it| it.iter())
        .map(|it| natural_width(fonts, &it.label, LABEL))
        .fold(0.0, f32::max);
    (natural + 2.0 * PADDING + 0.5).clamp(23.0 * MM, 30.0 * MM)
}

/// One or two cells. `width` is shared among them, and the last reaches to `end`.
fn lay_row(fonts: &Fonts, row: &[FormCell], label: f32, width: f32, end: f32) -> Row {
    let pair = row.len() == 2;
    let share = if pair { width / 2.0 } else { width };
    let mut cells = Vec::new();
    for (at, (cell, x)) in row.iter().zip([0.0, share]).enumerate() {
        let words =
            Words::fit(fonts, &cell.label, LABEL, label_align(&cell.label), Cell::measure(label));
        cells.push(Cell::new(x, label, Role::Th(Scope::Row), words));
        let value = if at + 1 == row.len() { end - x - label } else { share - label };
        let stack = value_stack(fonts, &cell.value, value, pair);
        cells.push(Cell {
            columns: if pair { 1 } else { 3 },
            ..Cell::stacked(x + label, value, Role::Td, stack)
        });
    }
    Row::new(cells, ROW)
}

/// Short values of half-width cells stand in the middle; longer text is flush.
fn value_stack(fonts: &Fonts, value: &str, width: f32, centred: bool) -> Vec<Words> {
    let mut stack = stack(fonts, value, Cell::measure(width));
    if let [words] = &mut stack[..]
        && centred
        && words.lines.len() < 2
    {
        words.align = Align::Centre;
    }
    stack
}

fn label_align(label: &str) -> Align {
    let short = (2..4).contains(&label.chars().count()) && label.chars().all(kinsoku::is_cjk);
    if short { Align::Spread(SPREAD) } else { Align::Centre }
}

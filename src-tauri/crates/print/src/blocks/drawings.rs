//! Line drawings beside each other, each with its words below.

use beishen_document::{Curve, DRAWING_MM, Drawing, curves};

use super::{prose::flow, style::NOTE};
use crate::{
    fonts::Fonts,
    sheet::{LEFT, MM, Sheet, THIN},
    tags::Role,
    text::{Align, Words},
};

const SPACE: f32 = 2.0 * MM;
/// The line of a fine pen.
const FINE: f32 = 0.8;
const BOX: (f32, f32) = (DRAWING_MM.0 * MM, DRAWING_MM.1 * MM);

/// Rows of drawings; a row stands on one page.
#[derive(Debug)]
pub(crate) struct Drawings {
    /// The width of a drawing with the room around it.
    cell: f32,
    rows: Vec<Vec<Drawn>>,
}

#[derive(Debug)]
struct Drawn {
    words: Words,
    curves: Vec<Curve>,
    alt: String,
}

impl Drawings {
    /// As many in a row as have room. `None`: there are none.
    pub(crate) fn lay(fonts: &Fonts, width: f32, items: &[Drawing]) -> Option<Self> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a few drawings in a row"
        )]
        let (many, cell) = {
            let many = (width / (BOX.0 + SPACE)).max(1.0) as usize;
            (many, width / many as f32)
        };
        let within = |it: f32| if it.is_finite() { it.clamp(0.0, 1.0) } else { 0.0 };
        let inside = |line: &Vec<[f32; 2]>| line.iter().map(|it| it.map(within)).collect();
        let lay = |it: &Drawing| Drawn {
            words: Words::lay(fonts, &it.caption, NOTE, Align::Left, BOX.0),
            curves: curves(&it.lines.iter().map(inside).collect::<Vec<_>>(), BOX.0, BOX.1),
            alt: it.caption.clone(),
        };
        let rows = items.chunks(many).map(|it| it.iter().map(lay).collect()).collect::<Vec<_>>();
        (!rows.is_empty()).then_some(Self { cell, rows })
    }

    /// The height of the first row.
    pub(crate) fn head(&self) -> f32 {
        self.rows.first().map_or(0.0, |it| height(it))
    }

    pub(crate) fn draw(&self, sheet: &mut Sheet) {
        for row in &self.rows {
            if height(row) > sheet.full() {
                // Words as long as a page stand below each other.
                for it in row {
                    sheet.element(Role::P, |sheet| flow(sheet, &it.words, LEFT, |_, _| {}));
                }
                continue;
            }
            sheet.ensure(height(row));
            let mut x = LEFT;
            for it in row {
                let y = sheet.y + SPACE;
                sheet.artifact(|it| it.frame(x, y, BOX.0, BOX.1, THIN));
                let alt = |element: &mut crate::tags::Element| element.alt = Some(it.alt.clone());
                sheet.element_with(Role::Figure, alt, |sheet| {
                    sheet.content(|sheet| sheet.ink(&it.curves, x, y, FINE));
                });
                let below = y + BOX.1 + SPACE / 2.0;
                sheet.element(Role::P, |sheet| {
                    sheet.content(|sheet| sheet.words(&it.words, x, below));
                });
                x += self.cell;
            }
            sheet.y += height(row);
        }
    }
}

fn height(row: &[Drawn]) -> f32 {
    let words = row.iter().map(|it| it.words.height()).fold(0.0, f32::max);
    SPACE + BOX.1 + SPACE / 2.0 + words + SPACE
}

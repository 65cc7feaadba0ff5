//! Where the applicant signs in ink, or has signed on the screen.

use beishen_document::{BOX_MM, Curve, Signed};

use super::{prose::flow, style::VALUE};
use crate::{
    fonts::Fonts,
    sheet::{LEFT, MM, PEN, Sheet, THIN},
    tags::Role,
    text::{Align, Words},
};

const SPACE: f32 = 8.0;
/// The box for the signature.
const BOX: (f32, f32) = (BOX_MM.0 * MM, BOX_MM.1 * MM);
const GAP: f32 = 2.0 * MM;

/// A label, the box at its right and the date below, on one page.
#[derive(Debug)]
pub(crate) struct Signature {
    label: Words,
    date: Words,
    signed: Option<Drawn>,
}

/// What was drawn, and the words for it.
#[derive(Debug)]
struct Drawn {
    words: Words,
    curves: Vec<Curve>,
    alt: String,
}

impl Signature {
    pub(crate) fn lay(
        fonts: &Fonts,
        width: f32,
        label: &str,
        date: &str,
        signed: Option<&Signed>,
    ) -> Self {
        let beside = width - BOX.0 - GAP;
        Self {
            label: Words::lay(fonts, label, VALUE, Align::Right, beside),
            date: Words::lay(fonts, date, VALUE, Align::Right, width),
            signed: signed.map(|it| Drawn {
                words: Words::fit(fonts, &it.text, VALUE, Align::Left, BOX.0),
                curves: it.strokes.curves(BOX.0, BOX.1),
                alt: format!("{label} {}", it.text),
            }),
        }
    }

    fn box_height(&self) -> f32 {
        self.label.height().max(BOX.1)
    }

    pub(crate) fn height(&self) -> f32 {
        SPACE + self.box_height() + SPACE + self.date.height() + SPACE
    }

    pub(crate) fn draw(&self, sheet: &mut Sheet) {
        sheet.space(SPACE);
        if self.height() > sheet.full() {
            // Words as long as a page are no label: there is no box to stand beside.
            sheet.element(Role::P, |it| flow(it, &self.label, LEFT, |_, _| {}));
            if let Some(it) = &self.signed {
                sheet.element(Role::P, |sheet| flow(sheet, &it.words, LEFT, |_, _| {}));
            }
            sheet.element(Role::P, |it| flow(it, &self.date, LEFT, |_, _| {}));
            return;
        }
        let y = sheet.y;
        let label = y + (self.box_height() - self.label.height()) / 2.0;
        let (x, top) = (LEFT + sheet.width() - BOX.0, y + (self.box_height() - BOX.1) / 2.0);
        sheet.element(Role::P, |it| it.content(|it| it.words(&self.label, LEFT, label)));
        sheet.artifact(|it| it.frame(x, top, BOX.0, BOX.1, THIN));
        if let Some(it) = &self.signed {
            let alt = |element: &mut crate::tags::Element| element.alt = Some(it.alt.clone());
            sheet.element_with(Role::Figure, alt, |sheet| {
                sheet.content(|sheet| {
                    sheet.unseen(&it.words, x, label);
                    sheet.ink(&it.curves, x, top, PEN);
                });
            });
        }
        let date = y + self.box_height() + SPACE;
        sheet.element(Role::P, |it| it.content(|it| it.words(&self.date, LEFT, date)));
        sheet.y += self.height() - SPACE;
    }
}

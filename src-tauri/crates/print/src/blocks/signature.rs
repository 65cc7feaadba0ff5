//! Where the applicant signs.

use super::{VALUE, prose::flow};
use crate::{
    fonts::Fonts,
    sheet::{LEFT, MM, Sheet, THIN},
    tags::Role,
    text::{Align, Words},
};

const SPACE: f32 = 8.0;
/// The box for the signature.
const BOX: (f32, f32) = (56.0 * MM, 17.0 * MM);
const GAP: f32 = 2.0 * MM;

/// A label, the box at its right and the date below, on one page.
#[derive(Debug)]
pub(crate) struct Signature {
    label: Words,
    date: Words,
}

impl Signature {
    pub(crate) fn lay(fonts: &Fonts, width: f32, label: &str, date: &str) -> Self {
        let beside = width - BOX.0 - GAP;
        Self {
            label: Words::lay(fonts, label, VALUE, Align::Right, beside),
            date: Words::lay(fonts, date, VALUE, Align::Right, width),
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
            sheet.element(Role::P, |it| flow(it, &self.date, LEFT, |_, _| {}));
            return;
        }
        let y = sheet.y;
        let label = y + (self.box_height() - self.label.height()) / 2.0;
        let (x, top) = (LEFT + sheet.width() - BOX.0, y + (self.box_height() - BOX.1) / 2.0);
        sheet.element(Role::P, |it| it.content(|it| it.words(&self.label, LEFT, label)));
        sheet.artifact(|it| it.frame(x, top, BOX.0, BOX.1, THIN));
        let date = y + self.box_height() + SPACE;
        sheet.element(Role::P, |it| it.content(|it| it.words(&self.date, LEFT, date)));
        sheet.y += self.height() - SPACE;
    }
}

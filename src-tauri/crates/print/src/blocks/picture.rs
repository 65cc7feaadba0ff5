//! A picture of the program with what is to be seen on it below.

use beishen_document::Png;

use super::{photo::resource, prose::flow, style::NOTE};
use crate::{
    fonts::Fonts,
    sheet::{LEFT, MM, Sheet, THIN},
    tags::Role,
    text::{Align, Words},
};

/// Above and below.
const SPACE: f32 = 6.0;
const GAP: f32 = 3.0;
/// The largest it becomes: most of the page is left for what is said of it.
const MOST: (f32, f32) = (125.0 * MM, 80.0 * MM);
/// Points a pixel, at most: a small window stays smaller than a large one.
const FINE: f32 = 0.6;

/// A picture in the middle of the frame.
#[derive(Debug)]
pub(crate) struct Picture {
    resource: String,
    size: (f32, f32),
    left: f32,
    alt: String,
    caption: Words,
}

impl Picture {
    pub(crate) fn lay(fonts: &Fonts, width: f32, number: usize, png: &Png, caption: &str) -> Self {
        let size = fitting(png, width);
        Self {
            resource: resource(number),
            size,
            left: (width - size.0) / 2.0,
            alt: caption.to_owned(),
            caption: Words::lay(fonts, caption, NOTE, Align::Centre, width),
        }
    }

    pub(crate) fn height(&self) -> f32 {
        SPACE + self.size.1 + GAP + self.caption.height() + SPACE
    }

    pub(crate) fn draw(&self, sheet: &mut Sheet) {
        sheet.space(SPACE);
        let (x, y, (width, height)) = (LEFT + self.left, sheet.y, self.size);
        let alt = |it: &mut crate::tags::Element| it.alt = Some(self.alt.clone());
        sheet.element_with(Role::Figure, alt, |sheet| {
            sheet.content(|it| it.picture(&self.resource, x, y, width, height));
        });
        sheet.artifact(|it| it.frame(x, y, width, height, THIN));
        sheet.y += height + GAP;
        if !self.caption.lines.is_empty() {
            sheet.element(Role::P, |it| flow(it, &self.caption, LEFT, |_, _| {}));
        }
        sheet.y += SPACE;
    }
}

/// In points, in the picture's own proportions.
#[expect(clippy::cast_precision_loss, reason = "pixels of a screen")]
fn fitting(png: &Png, width: f32) -> (f32, f32) {
    let (wide, high) = (png.width as f32, png.height as f32);
    let scale = (MOST.0.min(width) / wide).min(MOST.1 / high).min(FINE);
    (wide * scale, high * scale)
}

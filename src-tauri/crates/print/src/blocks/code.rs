//! The verification code: a QR code, drawn as areas, with its words at the right.

use qrcodegen::{QrCode, QrCodeEcc};

use super::{
    prose::flow,
    style::{LABEL, NOTE, VALUE},
};
use crate::{
    fonts::Fonts,
    sheet::{LEFT, MM, Sheet},
    tags::Role,
    text::{Align, Words},
};

const SPACE: f32 = 8.0;
/// The side of the QR code with its quiet zone.
const SIDE: f32 = 26.0 * MM;
/// Light modules around it (ISO/IEC 18004, 9.1).
const QUIET: i32 = 4;
const GAP: f32 = 3.0 * MM;

/// A QR code and what is said of it, on one page.
#[derive(Debug)]
pub(crate) struct Code {
    /// The QR code's dark areas: left, top, width, height. None: there is no QR code.
    qr: Vec<[f32; 4]>,
    alt: String,
    label: Words,
    text: Words,
    about: Words,
}

impl Code {
    /// `content` stands in the QR code.
    pub(crate) fn lay(
        fonts: &Fonts,
        width: f32,
        content: &str,
        [label, text, about]: [&str; 3],
    ) -> Self {
        // Only a text of thousands of characters has none.
        let qr = QrCode::encode_text(content, QrCodeEcc::Medium)
            .map_or_else(|_| Vec::new(), |it| areas(&it));
        let measure = if qr.is_empty() { width } else { width - SIDE - GAP };
        let lay = |text: &str, style| Words::lay(fonts, text, style, Align::Left, measure);
        Self {
            qr,
            alt: format!("{label} {content}"),
            label: lay(label, LABEL),
            text: lay(text, VALUE),
            about: lay(about, NOTE),
        }
    }

    fn words_height(&self) -> f32 {
        self.label.height() + self.text.height() + self.about.height()
    }

    pub(crate) fn height(&self) -> f32 {
        SPACE + self.words_height().max(SIDE)
    }

    pub(crate) fn draw(&self, sheet: &mut Sheet) {
        sheet.space(SPACE);
        let words = [&self.label, &self.text, &self.about];
        let y = sheet.y;
        let alt = |it: &mut crate::tags::Element| it.alt = Some(self.alt.clone());
        sheet.element_with(Role::Figure, alt, |sheet| {
            sheet.content(|it| it.areas(&self.qr, LEFT, y));
        });
        sheet.y = y + (SIDE - self.words_height()).max(0.0) / 2.0;
        let tall = self.words_height() > sheet.full();
        for words in words.into_iter().filter(|it| !it.lines.is_empty()) {
            sheet.element(Role::P, |sheet| {
                if tall {
                    flow(sheet, words, LEFT + SIDE + GAP, |_, _| {});
                } else {
                    let top = sheet.y;
                    sheet.content(|it| it.words(words, LEFT + SIDE + GAP, top));
                    sheet.y += words.height();
                }
            });
        }
        if !tall {
            sheet.y = y + self.height() - SPACE;
        }
    }
}

/// The dark modules, neighbours in a row as one area: left, top, width, height.
fn areas(qr: &QrCode) -> Vec<[f32; 4]> {
    let size = qr.size();
    #[expect(clippy::cast_precision_loss, reason = "a QR code has at most 177 modules")]
    let points = |modules: i32| modules as f32 * SIDE / (size + 2 * QUIET) as f32;
    let mut areas = Vec::new();
    for row in 0..size {
        let mut column = 0;
        while column < size {
            let dark = (column..size).take_while(|it| qr.get_module(*it, row)).count();
            let dark = i32::try_from(dark).unwrap_or(0);
            if dark > 0 {
                let (left, top) = (points(column + QUIET), points(row + QUIET));
                areas.push([left, top, points(dark), points(1)]);
            }
            column += dark + 1;
        }
    }
    areas
}

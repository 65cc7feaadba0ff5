//! The photo, or the box it will be stuck into.

use beishen_document::PhotoBox;

use super::{
    grid::{Cell, Row},
    style::NOTE,
};
use crate::{
    fonts::Fonts,
    sheet::{LEFT, MM, Sheet, THIN},
    tags::Role,
    text::{Align, Words},
};

/// The name that the photo of a document's block has among the resources.
pub(crate) fn resource(block: usize) -> String {
    format!("Photo{block}")
}

/// Around the photo in its cell.
const MARGIN: f32 = 1.5 * MM;

/// A photo and how many rows of a form it stands beside.
#[derive(Debug)]
pub(crate) struct Beside {
    pub(crate) photo: Photo,
    pub(crate) rows: usize,
}

/// A photo at the right of a form.
#[derive(Debug)]
pub(crate) struct Photo {
    /// The width of the cell.
    pub(crate) cell: f32,
    size: (f32, f32),
    /// The picture's name among the resources.
    picture: Option<String>,
    alt: String,
    /// What stands in the empty box.
    caption: Option<Words>,
}

impl Photo {
    /// The photo, and a row for a caption that is too long for the empty box.
    pub(crate) fn lay(
        fonts: &Fonts,
        width: f32,
        photo: &PhotoBox,
        block: usize,
    ) -> (Self, Option<Row>) {
        let size = size(photo.width_mm, photo.height_mm);
        let picture = photo.jpeg.as_ref().map(|_| resource(block));
        let lay = |width| Words::fit(fonts, &photo.caption, NOTE, Align::Centre, width);
        let caption = picture.is_none().then(|| lay(size.0));
        let (caption, long) = match caption {
            Some(words) if words.height() > size.1 => (
                None,
                Some(Row::new(
                    vec![Cell::new(0.0, width, Role::Td, lay(Cell::measure(width)))],
                    0.0,
                )),
            ),
            caption => (caption, None),
        };
        (
            Self {
                cell: size.0 + 2.0 * MARGIN,
                size,
                picture,
                alt: photo.caption.clone(),
                caption,
            },
            long,
        )
    }

    /// The photo in a cell as wide as the form.
    pub(crate) fn alone(self, width: f32) -> Self {
        Self { cell: width, ..self }
    }

    /// The height of its cell.
    pub(crate) fn height(&self) -> f32 {
        self.size.1 + 2.0 * MARGIN
    }
}

impl Beside {
    /// Draws the rows with the photo at their right.
    pub(crate) fn draw(&self, sheet: &mut Sheet, rows: &[Row]) {
        let height: f32 = rows.iter().map(|it| it.height).sum();
        for (at, row) in rows.iter().enumerate() {
            row.draw_with(sheet, |sheet| {
                if at == 0 {
                    self.draw_cell(sheet, height);
                }
            });
        }
    }

    /// Draws the photo's cell, from where the page is drawn to.
    fn draw_cell(&self, sheet: &mut Sheet, height: f32) {
        let photo = &self.photo;
        let (x, y) = (LEFT + sheet.width() - photo.cell, sheet.y);
        sheet.artifact(|it| it.frame(x, y, photo.cell, height, THIN));
        let rows = u16::try_from(self.rows).unwrap_or(u16::MAX);
        sheet.element_with(
            Role::Td,
            |it| it.rows = rows,
            |sheet| {
                let (width, tall) = photo.size;
                let left = x + (photo.cell - width) / 2.0;
                if let Some(picture) = &photo.picture {
                    let top = y + (height - tall) / 2.0;
                    let draw = |sheet: &mut Sheet| {
                        sheet.content(|it| it.picture(picture, left, top, width, tall));
                    };
                    sheet.element_with(Role::Figure, |it| it.alt = Some(photo.alt.clone()), draw);
                } else if let Some(caption) =
                    photo.caption.as_ref().filter(|it| !it.lines.is_empty())
                {
                    let top = y + (height - caption.height()) / 2.0;
                    sheet.content(|it| it.words(caption, left, top));
                }
            },
        );
    }
}

/// In points. A size that no form has is scaled down, or taken for 33 mm × 48 mm.
fn size(width_mm: f32, height_mm: f32) -> (f32, f32) {
    let sound = |it: f32| it.is_finite() && it >= 10.0;
    if !sound(width_mm) || !sound(height_mm) {
        return (33.0 * MM, 48.0 * MM);
    }
    let scale = (60.0 / width_mm).min(90.0 / height_mm).min(1.0);
    (width_mm * scale * MM, height_mm * scale * MM)
}

//! The blocks of a document as they stand on paper.

mod code;
mod drawings;
mod form;
mod grid;
mod masthead;
mod photo;
mod picture;
mod prose;
mod signature;
mod style;
mod table;

use beishen_document::{Block, Locale};

use crate::{fonts::Fonts, sheet::Sheet};
use code::Code;
use drawings::Drawings;
use grid::Grid;
pub(crate) use masthead::Masthead;
pub(crate) use photo::resource;
use picture::Picture;
use prose::{Checks, Heading, Text};
use signature::Signature;

/// A block whose lines are broken: it knows how tall it is.
#[derive(Debug)]
pub(crate) enum Laid {
    Heading(Heading),
    Text(Text),
    Grid(Grid),
    Picture(Picture),
    Checks(Checks),
    Drawings(Drawings),
    Signature(Signature),
    Code(Code),
}

impl Laid {
    /// The block of that number in a frame of `width` points, unless there is nothing of it to see.
    pub(crate) fn lay(
        fonts: &Fonts,
        width: f32,
        number: usize,
        block: &Block,
        locale: Locale,
    ) -> Option<Self> {
        Some(match block {
            Block::Heading { text } => Self::Heading(Heading::lay(fonts, width, text)),
            Block::Paragraph { text } => Self::Text(Text::paragraph(fonts, width, text, locale)),
            Block::Notice { tone, text } => {
                Self::Text(Text::notice(fonts, width, *tone, text, locale))
            }
            Block::Picture { png, caption } => {
                Self::Picture(Picture::lay(fonts, width, number, png, caption))
            }
            Block::Form { rows, photo } => {
                Self::Grid(form::lay(fonts, width, rows, photo.as_ref(), number)?)
            }
            Block::Table { columns, rows } => Self::Grid(table::lay(fonts, width, columns, rows)?),
            Block::Checks { items } => Self::Checks(Checks::lay(fonts, width, items, locale)),
            Block::Items { items } => Self::Grid(table::lay_items(fonts, width, items)?),
            Block::Drawings { items } => Self::Drawings(Drawings::lay(fonts, width, items)?),
            Block::Signature { label, date_label, signed } => {
                Self::Signature(Signature::lay(fonts, width, label, date_label, signed.as_ref()))
            }
            Block::Code { label, text, about, seal } => {
                Self::Code(Code::lay(fonts, width, &seal.qr_text(), [label, text, about]))
            }
        })
    }

    fn draw(&self, sheet: &mut Sheet) {
        match self {
            Self::Heading(it) => it.draw(sheet),
            Self::Text(it) => it.draw(sheet),
            Self::Grid(it) => it.draw(sheet),
            Self::Picture(it) => it.draw(sheet),
            Self::Checks(it) => it.draw(sheet),
            Self::Drawings(it) => it.draw(sheet),
            Self::Signature(it) => it.draw(sheet),
            Self::Code(it) => it.draw(sheet),
        }
    }
}

/// Draws the blocks one below the other, each with what must not be parted from it.
pub(crate) fn draw(sheet: &mut Sheet, blocks: &[Laid]) {
    for (at, block) in blocks.iter().enumerate() {
        let (_, rest) = blocks.split_at(at);
        sheet.ensure(together(rest, sheet.full()));
        block.draw(sheet);
    }
}

/// The height that must have room on the page for the first block to begin there, at most a page: headings stand with the
/// beginning of what they head, and a signature with what is signed.
fn together(blocks: &[Laid], page: f32) -> f32 {
    let mut height = 0.0;
    let mut rest = blocks;
    while let [Laid::Heading(heading), after @ ..] = rest
        && height < page
    {
        height += heading.height();
        rest = after;
    }
    let beginning = match rest {
        [] => 0.0,
        [Laid::Text(it), Laid::Signature(signature), ..]
            if it.height() + signature.height() <= page =>
        {
            it.height() + signature.height()
        }
        [Laid::Checks(it), Laid::Signature(signature), ..]
            if it.height() + signature.height() <= page =>
        {
            it.height() + signature.height()
        }
        [Laid::Text(it), Laid::Picture(picture), ..] if it.height() + picture.height() <= page => {
            it.height() + picture.height()
        }
        [Laid::Heading(it), ..] => it.height(),
        [Laid::Text(it), ..] => it.head(),
        [Laid::Checks(it), ..] => it.head(),
        [Laid::Grid(it), ..] => it.head(page),
        [Laid::Drawings(it), ..] => it.head(),
        [Laid::Picture(it), ..] => it.height(),
        [Laid::Signature(it), ..] => it.height(),
        [Laid::Code(it), ..] => it.height(),
    };
    (height + beginning).min(page)
}

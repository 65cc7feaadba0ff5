//! The blocks of a document as they stand on paper.

mod code;
mod form;
mod grid;
mod masthead;
mod photo;
mod prose;
mod signature;
mod table;

use beishen_core::{Locale, document::Block};

use crate::{
    fonts::{Family, Fonts},
    sheet::Sheet,
    text::{Align, Style, Words, kinsoku, paragraphs},
};
use code::Code;
use grid::Grid;
pub(crate) use masthead::Masthead;
pub(crate) use photo::resource;
use prose::{Checks, Heading, Text};
use signature::Signature;

/// 五号, the size of forms.
const SIZE: f32 = 10.5;
/// Running text: paragraphs, notices, check boxes.
const BODY: Style = Style::new(Family::Song, SIZE, 17.0);
/// What is answered.
const VALUE: Style = Style::new(Family::Song, SIZE, 14.2);
/// What is asked.
const LABEL: Style = Style::new(Family::Hei, SIZE, 14.2);
/// 小五: what is said besides.
const NOTE: Style = Style::new(Family::Song, 9.0, 12.5).grey(0.3);

/// Boxes to write in, a character each: 6 mm.
const BOXES: Style = Style::new(Family::Song, 17.0, 24.0);
/// A line to write on.
const BLANK: Style = Style::new(Family::Song, SIZE, 25.0);

/// What stands in a cell: text as it is, and room for a hand where the text leaves it. A line of nothing but a full-width
/// space is to be written on, several □ side by side are to be written in.
fn stack(fonts: &Fonts, text: &str, width: f32) -> Vec<Words> {
    let room = |line: &str| match line {
        "\u{3000}" => Some(BLANK),
        _ if line.contains("□□") => Some(BOXES),
        _ => None,
    };
    if !paragraphs(text).any(|it| room(it).is_some()) {
        return vec![Words::fit(fonts, text, VALUE, flush(text), width)];
    }
    let lay = |line: &str| {
        let style = room(line).unwrap_or(VALUE);
        Words::fit(fonts, line, style, flush(text), width)
    };
    paragraphs(text).map(lay).filter(|it| !it.lines.is_empty()).collect()
}

/// Chinese is flush on both sides; in a narrow cell words of unequal length are better not.
fn flush(text: &str) -> Align {
    let cjk = text.chars().filter(|it| kinsoku::is_cjk(*it)).count();
    if cjk * 2 > text.chars().count() { Align::Justify } else { Align::Left }
}

/// A block whose lines are broken: it knows how tall it is.
#[derive(Debug)]
pub(crate) enum Laid {
    Heading(Heading),
    Text(Text),
    Grid(Grid),
    Checks(Checks),
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
            Block::Form { rows, photo } => {
                Self::Grid(form::lay(fonts, width, rows, photo.as_ref(), number)?)
            }
            Block::Table { columns, rows } => Self::Grid(table::lay(fonts, width, columns, rows)?),
            Block::Checks { items } => Self::Checks(Checks::lay(fonts, width, items, locale)),
            Block::Items { items } => Self::Grid(table::lay_items(fonts, width, items)?),
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
            Self::Checks(it) => it.draw(sheet),
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
        [Laid::Heading(it), ..] => it.height(),
        [Laid::Text(it), ..] => it.head(),
        [Laid::Checks(it), ..] => it.head(),
        [Laid::Grid(it), ..] => it.head(page),
        [Laid::Signature(it), ..] => it.height(),
        [Laid::Code(it), ..] => it.height(),
    };
    (height + beginning).min(page)
}

//! How the words of blocks look: sizes, and what stands in a cell.

use crate::{
    fonts::{Family, Fonts},
    text::{Align, Style, Words, kinsoku, paragraphs},
};

/// 五号, the size of forms.
pub(super) const SIZE: f32 = 10.5;
/// Running text: paragraphs, notices, check boxes.
pub(super) const BODY: Style = Style::new(Family::Song, SIZE, 17.0);
/// What is answered.
pub(super) const VALUE: Style = Style::new(Family::Song, SIZE, 14.2);
/// What is asked.
pub(super) const LABEL: Style = Style::new(Family::Hei, SIZE, 14.2);
/// 小五: what is said besides.
pub(super) const NOTE: Style = Style::new(Family::Song, 9.0, 12.5).grey(0.3);

/// Boxes to write in, a character each: 6 mm.
pub(super) const BOXES: Style = Style::new(Family::Song, 17.0, 24.0);
/// A line to write on.
pub(super) const BLANK: Style = Style::new(Family::Song, SIZE, 25.0);

/// What stands in a cell: text as it is, and room for a hand where the text leaves it. A line of nothing but a full-width
/// space is to be written on, several □ side by side are to be written in.
pub(super) fn stack(fonts: &Fonts, text: &str, width: f32) -> Vec<Words> {
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
pub(super) fn flush(text: &str) -> Align {
    let cjk = text.chars().filter(|it| kinsoku::is_cjk(*it)).count();
    if cjk * 2 > text.chars().count() { Align::Justify } else { Align::Left }
}

//! Text on its way to paper: characters to glyphs, glyphs to lines.

pub(crate) mod kinsoku;
mod lines;

pub(crate) use lines::Line;
use lines::{break_lines, longest_word};

use crate::fonts::{Family, Fonts, Found};

/// A typeface family in a size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) family: Family,
    /// In points.
    pub(crate) size: f32,
    /// Height of a line in points.
    pub(crate) leading: f32,
    /// 0 black to 1 white.
    pub(crate) grey: f32,
}

impl Style {
    pub(crate) const fn new(family: Family, size: f32, leading: f32) -> Self {
        Self { family, size, leading, grey: 0.0 }
    }

    pub(crate) const fn grey(self, grey: f32) -> Self {
        Self { grey, ..self }
    }
}

/// Where text stands in its measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Align {
    Left,
    Centre,
    Right,
    /// Flush on both sides, but for the last line.
    Justify,
    /// 分散对齐: spread over so many em, centred.
    Spread(f32),
}

/// One character, placed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    pub(crate) ch: char,
    pub(crate) found: Found,
    /// From this glyph to the next, in points.
    pub(crate) advance: f32,
}

/// Text broken into the lines of a measure.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) lines: Vec<Line>,
    pub(crate) style: Style,
    pub(crate) align: Align,
    /// The measure in points.
    pub(crate) width: f32,
}

impl Words {
    /// Breaks the text into lines no wider than `width` points. Every visible character is in a line; empty text has none.
    pub(crate) fn lay(fonts: &Fonts, text: &str, style: Style, align: Align, width: f32) -> Self {
        Self::indented(fonts, text, style, align, width, 0.0)
    }

    /// The same, with the first line of each paragraph set in by `indent` points.
    pub(crate) fn indented(
        fonts: &Fonts,
        text: &str,
        style: Style,
        align: Align,
        width: f32,
        indent: f32,
    ) -> Self {
        let lines = paragraphs(text)
            .flat_map(|it| break_lines(&shape(fonts, it, style), style.size, width, indent))
            .collect::<Vec<_>>();
        let empty = lines.iter().all(|it| it.glyphs.is_empty());
        Self { lines: if empty { Vec::new() } else { lines }, style, align, width }
    }

    /// The same in a cell: text that would just miss one line is set smaller, down to 80 %, rather than in two, and a word
    /// that would just miss its line, down to 70 %, rather than broken.
    pub(crate) fn fit(fonts: &Fonts, text: &str, style: Style, align: Align, width: f32) -> Self {
        let words = Self::lay(fonts, text, style, align, width);
        if words.lines.len() < 2 {
            return words;
        }
        let paragraphs: Vec<Vec<Glyph>> =
            paragraphs(text).map(|it| shape(fonts, it, style)).collect();
        let natural = match &paragraphs[..] {
            [one] => one.iter().map(|it| it.advance).sum(),
            _ => f32::MAX,
        };
        let longest = paragraphs.iter().map(|it| longest_word(it)).fold(0.0, f32::max);
        let wanted = if natural * 0.8 <= width {
            natural
        } else if longest > width && longest * 0.7 <= width {
            longest
        } else {
            return words;
        };
        let size = style.size * width / wanted * 0.999;
        Self::lay(fonts, text, Style { size, ..style }, align, width)
    }

    /// In points.
    pub(crate) fn height(&self) -> f32 {
        self.lines_height(self.lines.len())
    }

    /// The height of so many lines in points.
    pub(crate) fn lines_height(&self, lines: usize) -> f32 {
        f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) * self.style.leading
    }
}

/// The width of one line of the text in points.
pub(crate) fn natural_width(fonts: &Fonts, text: &str, style: Style) -> f32 {
    paragraphs(text)
        .map(|it| shape(fonts, it, style).iter().map(|it| it.advance).sum())
        .fold(0.0, f32::max)
}

/// The text, line by line as it says itself.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'])
}

/// The glyphs of a paragraph.
fn shape(fonts: &Fonts, text: &str, style: Style) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
    for ch in text.chars() {
        let ch = if ch.is_whitespace() && !matches!(ch, '\u{3000}' | '\u{A0}') { ' ' } else { ch };
        if kinsoku::is_invisible(ch) {
            continue;
        }
        let found = fonts.find(style.family, ch);
        if let Some(last) = glyphs.last_mut()
            && kinsoku::squeezes(last.ch, ch)
            && is_full_width(last.found)
            && is_full_width(found)
        {
            last.advance -= style.size * 0.5;
        }
        glyphs.push(Glyph { ch, found, advance: found.width * style.size });
    }
    glyphs
}

fn is_full_width(found: Found) -> bool {
    found.width > 0.9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::tests::fonts;

    #[test]
    fn text_that_just_misses_a_line_is_set_smaller_and_longer_text_in_two() {
        let fonts = fonts();
        let style = Style::new(Family::Song, 10.0, 14.0);
        for (text, lines, size) in [
            ("一二三四五六七八九十", 1, 10.0),
            ("一二三四五六七八九十一", 1, 100.0 / 11.0),
            ("一二三四五六七八九十一二", 1, 100.0 / 12.0),
            ("一二三四五六七八九十一二三", 2, 10.0),
            // Where the text says that there are two lines, there are.
            ("一二三四五六\n七八九十一", 2, 10.0),
        ] {
            let words = Words::fit(&fonts, text, style, Align::Left, 100.0);
            assert_eq!(words.lines.len(), lines, "{text}");
            assert!((words.style.size - size).abs() < 0.05, "{text} in {} pt", words.style.size);
        }
    }

    #[test]
    fn a_word_is_set_smaller_rather_than_broken() {
        let fonts = fonts();
        let style = Style::new(Family::Hei, 10.5, 14.2);
        let natural = |text| natural_width(&fonts, text, style);
        let word = natural("Identification");
        for (text, share, whole) in [
            ("Identification", 1.0, true),
            ("Identification number", 0.95, true),
            ("the\nIdentification", 0.8, true),
            ("number of Identification", 0.72, true),
            ("Identification number", 0.6, false),
        ] {
            let words = Words::fit(&fonts, text, style, Align::Centre, word * share);
            let lines: Vec<String> =
                words.lines.iter().map(|it| it.glyphs.iter().map(|it| it.ch).collect()).collect();
            assert_eq!(lines.iter().any(|it| it == "Identification"), whole, "{lines:?} {share}");
        }
    }

    #[test]
    fn marks_beside_each_other_share_their_blanks() {
        let fonts = fonts();
        let width = |text| natural_width(&fonts, text, Style::new(Family::Song, 10.0, 14.0));
        for (text, expected) in
            [("一，二", 30.0), ("》，", 15.0), ("）（", 15.0), ("《“", 15.0), ("，“一", 25.0)]
        {
            assert!((width(text) - expected).abs() < 0.05, "{text} is {} wide", width(text));
        }
    }
}

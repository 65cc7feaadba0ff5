//! Headings, paragraphs, notices and check boxes: text as wide as the frame.

use beishen_document::{CheckLine, Locale, Tone};

use super::style::{BODY, NOTE};
use crate::{
    fonts::{Family, Fonts},
    sheet::{LEFT, MM, Sheet},
    tags::Role,
    text::{Align, Style, Words},
};

/// Above and below a heading.
const HEADING_SPACE: (f32, f32) = (9.0, 4.0);
/// Above and below other text.
const SPACE: f32 = 4.0;
const BOX: f32 = 3.2 * MM;
/// Below a check box's text.
const CHECK_SPACE: f32 = 2.0;
/// Between the left edge and the text beside a check box.
const BOX_INDENT: f32 = 6.0 * MM;
/// Between a notice's rule and its text.
const RULE_INDENT: f32 = 4.0 * MM;

/// A section's heading.
#[derive(Debug)]
pub(crate) struct Heading {
    text: String,
    words: Words,
}

impl Heading {
    pub(crate) fn lay(fonts: &Fonts, width: f32, text: &str) -> Self {
        let style = Style::new(Family::Hei, 12.0, 18.0);
        Self { text: text.to_owned(), words: Words::lay(fonts, text, style, Align::Left, width) }
    }

    pub(crate) fn height(&self) -> f32 {
        HEADING_SPACE.0 + self.words.height() + HEADING_SPACE.1
    }

    pub(crate) fn draw(&self, sheet: &mut Sheet) {
        sheet.space(HEADING_SPACE.0);
        sheet.head(&self.text);
        sheet.element(Role::H2, |it| flow(it, &self.words, LEFT, |_, _| {}));
        sheet.y += HEADING_SPACE.1;
    }
}

/// Running text, or a notice with a rule at its left.
#[derive(Debug)]
pub(crate) struct Text {
    words: Words,
    /// Thickness and shade of the rule.
    rule: Option<(f32, f32)>,
}

impl Text {
    /// A paragraph, or several. In Chinese each begins two characters in.
    pub(crate) fn paragraph(fonts: &Fonts, width: f32, text: &str, locale: Locale) -> Self {
        let indent = if locale == Locale::Zh { 2.0 * BODY.size } else { 0.0 };
        Self { words: Words::indented(fonts, text, BODY, align(locale), width, indent), rule: None }
    }

    /// A notice: the graver, the heavier its rule; what cannot be undone is set in 黑体.
    pub(crate) fn notice(
        fonts: &Fonts,
        width: f32,
        tone: Tone,
        text: &str,
        locale: Locale,
    ) -> Self {
        let (style, rule) = match tone {
            Tone::Info => (BODY, (0.8, 0.55)),
            Tone::Warning => (BODY, (2.0, 0.25)),
            Tone::Stop => (Style { family: Family::Hei, ..BODY }, (3.4, 0.0)),
        };
        Self {
            words: Words::lay(fonts, text, style, align(locale), width - RULE_INDENT),
            rule: Some(rule),
        }
    }

    pub(crate) fn height(&self) -> f32 {
        self.words.height() + 2.0 * SPACE
    }

    /// What must stand together at the top.
    pub(crate) fn head(&self) -> f32 {
        SPACE + self.words.lines_height(self.words.lines.len().min(2))
    }

    pub(crate) fn draw(&self, sheet: &mut Sheet) {
        if self.words.lines.is_empty() {
            return;
        }
        sheet.space(SPACE);
        match self.rule {
            None => sheet.element(Role::P, |it| flow(it, &self.words, LEFT, |_, _| {})),
            Some((weight, shade)) => sheet.element(Role::Note, |it| {
                flow(it, &self.words, LEFT + RULE_INDENT, |sheet, height| {
                    let (x, y) = (LEFT + 1.7, sheet.y);
                    sheet.artifact(|it| {
                        it.stroke(&[(x, y + 1.5), (x, y + height - 1.5)], weight, shade);
                    });
                });
            }),
        }
        sheet.y += SPACE;
    }
}

/// Chinese is flush on both sides; words of unequal length are better not.
fn align(locale: Locale) -> Align {
    match locale {
        Locale::Zh => Align::Justify,
        Locale::En => Align::Left,
    }
}

/// Draws lines from where the page is drawn to, over as many pages as they take, never one line alone on a page. `beside` is
/// told the height of each part before it is drawn.
pub(super) fn flow(sheet: &mut Sheet, words: &Words, x: f32, beside: impl Fn(&mut Sheet, f32)) {
    let mut rest = &words.lines[..];
    while !rest.is_empty() {
        let room = sheet.room() + 0.01;
        let mut fitting = (1..=rest.len()).take_while(|&it| words.lines_height(it) <= room).count();
        if rest.len() - fitting == 1 && fitting > 2 {
            fitting -= 1;
        }
        if fitting < rest.len().min(2) && !sheet.is_fresh() {
            sheet.turn();
            continue;
        }
        let (lines, after) = rest.split_at(fitting.max(1));
        let height = words.lines_height(lines.len());
        beside(sheet, height);
        let y = sheet.y;
        sheet.content(|it| it.lines(words, lines, x, y));
        sheet.y += height;
        rest = after;
    }
}

/// Check boxes with their words.
#[derive(Debug)]
pub(crate) struct Checks(Vec<Check>);

#[derive(Debug)]
struct Check {
    ticked: bool,
    text: Words,
    detail: Words,
}

impl Checks {
    pub(crate) fn lay(fonts: &Fonts, width: f32, items: &[CheckLine], locale: Locale) -> Self {
        let lay =
            |text: &str, style| Words::lay(fonts, text, style, align(locale), width - BOX_INDENT);
        let lay = |it: &CheckLine| Check {
            ticked: it.ticked,
            text: lay(&it.text, BODY),
            detail: lay(&it.detail, NOTE),
        };
        Self(items.iter().map(lay).collect())
    }

    pub(crate) fn height(&self) -> f32 {
        self.0.iter().map(Check::height).sum::<f32>() + 2.0 * SPACE
    }

    /// What must stand together at the top.
    pub(crate) fn head(&self) -> f32 {
        SPACE + self.0.iter().take(2).map(Check::height).sum::<f32>()
    }

    pub(crate) fn draw(&self, sheet: &mut Sheet) {
        if self.0.is_empty() {
            return;
        }
        sheet.space(SPACE);
        sheet.element(Role::L, |sheet| {
            for check in &self.0 {
                check.draw(sheet);
                sheet.y += CHECK_SPACE;
            }
        });
        sheet.y += SPACE;
    }
}

impl Check {
    fn height(&self) -> f32 {
        (self.text.height() + self.detail.height()).max(BODY.leading) + CHECK_SPACE
    }

    fn draw(&self, sheet: &mut Sheet) {
        sheet.ensure(self.height().min(sheet.full()));
        let bottom = sheet.y + BODY.leading;
        sheet.element(Role::Li, |sheet| {
            let y = sheet.y + (BODY.leading - BOX) / 2.0;
            sheet.element(Role::Lbl, |it| {
                it.content(|it| it.check_box(self.ticked, LEFT + 1.0, y, BOX));
            });
            sheet.element(Role::LBody, |sheet| {
                flow(sheet, &self.text, LEFT + BOX_INDENT, |_, _| {});
                flow(sheet, &self.detail, LEFT + BOX_INDENT, |_, _| {});
            });
        });
        if self.text.lines.is_empty() && self.detail.lines.is_empty() {
            sheet.y = bottom;
        }
    }
}

//! The foot of every page: whose it is, that it is no official paper, and which page of how many.

use beishen_document::{Document, Locale};

use crate::{
    fonts::{Family, Fonts},
    sheet::{LEFT, MM, Paper, Sheet},
    text::{Align, Style, Words, natural_width},
};

const STYLE: Style = Style::new(Family::Song, 9.0, 12.0);
/// Where the rule above a footer of one line stands, from the bottom.
const TOP: f32 = 15.0 * MM;
const GAP: f32 = 10.0;
/// A name that takes more lines stands in the document only.
const MOST_LINES: usize = 3;

/// The foot of the pages of a document.
#[derive(Debug)]
pub(crate) struct Footer {
    owner: Words,
    notice: Words,
    /// Whether the notice stands between owner and page number, not below them.
    beside: bool,
    locale: Locale,
}

impl Footer {
    pub(crate) fn lay(fonts: &Fonts, document: &Document) -> Self {
        let width = Paper::of(document).frame();
        let page = natural_width(fonts, &page_label(document.locale, 1000, 1000), STYLE);
        let measure = width - page - GAP;
        let lay = |text: &str| Words::lay(fonts, text, STYLE, Align::Left, measure);
        // All of it, or not at all: half a name would be another's.
        let candidates = [
            format!("{}　{}", document.number, document.name),
            document.number.clone(),
            String::new(),
        ];
        let owner =
            candidates.iter().map(|it| lay(it.trim())).find(|it| it.lines.len() <= MOST_LINES);
        let owner = owner.unwrap_or_else(|| lay(""));
        let natural = natural_width(fonts, &document.notice, STYLE);
        let sides = owner.lines.iter().map(crate::text::Line::width).fold(page, f32::max) + GAP;
        let beside = natural + 2.0 * sides <= width;
        let notice = Words::lay(fonts, &document.notice, STYLE, Align::Centre, width);
        let notice = if notice.lines.len() <= MOST_LINES {
            notice
        } else {
            Words { lines: Vec::new(), ..notice }
        };
        Self { owner, notice, beside, locale: document.locale }
    }

    /// How much taller the footer is than one of one line.
    pub(crate) fn extra(&self) -> f32 {
        let (owner, notice) = (self.owner.height().max(STYLE.leading), self.notice.height());
        (if self.beside { owner.max(notice) } else { owner + notice }) - STYLE.leading
    }

    /// Draws it on every page of the document.
    pub(crate) fn draw(&self, fonts: &Fonts, sheet: &mut Sheet) {
        let (width, top) = (sheet.width(), sheet.paper.height - TOP - self.extra());
        let y = top + 4.0;
        let below = if self.beside { y } else { y + self.owner.height().max(STYLE.leading) };
        let count = sheet.pages.len() - sheet.first;
        for page in 0..count {
            let label = Words::lay(
                fonts,
                &page_label(self.locale, page + 1, count),
                STYLE,
                Align::Right,
                width,
            );
            sheet.on_page(sheet.first + page, |sheet| {
                sheet.artifact(|sheet| {
                    sheet.stroke(&[(LEFT, top), (LEFT + width, top)], 0.4, 0.0);
                    sheet.words(&self.owner, LEFT, y);
                    sheet.words(&self.notice, LEFT, below);
                    sheet.words(&label, LEFT, y);
                });
            });
        }
    }
}

fn page_label(locale: Locale, page: usize, count: usize) -> String {
    match locale {
        Locale::Zh => format!("第 {page} 页 / 共 {count} 页"),
        Locale::En => format!("Page {page} of {count}"),
    }
}

//! The top of page 1: title, subtitle, number and date, and that this is no official paper.

use beishen_document::{Document, Locale};

use super::{
    prose::flow,
    style::{LABEL, NOTE},
};
use crate::{
    fonts::{Family, Fonts},
    sheet::{LEFT, Sheet},
    tags::Role,
    text::{Align, Style, Words, natural_width},
};

/// 二号 to 小二.
const TITLE: Style = Style::new(Family::Hei, 20.0, 29.0);
const SUBTITLE: Style = Style::new(Family::Song, 10.5, 17.0);
const GAP: f32 = 12.0;

/// The top of page 1.
#[derive(Debug)]
pub(crate) struct Masthead {
    title: Words,
    subtitle: Words,
    number: Words,
    made_at: Words,
    notice: Words,
}

impl Masthead {
    pub(crate) fn lay(fonts: &Fonts, width: f32, document: &Document) -> Self {
        let small = NOTE.grey(0.0);
        let made_at = document.made_at.format("%Y-%m-%d %H:%M").to_string();
        let made_at_width = natural_width(fonts, &made_at, small) + 1.0;
        let measure = width - made_at_width - GAP;
        Self {
            title: Words::fit(fonts, &document.title, TITLE, Align::Centre, width),
            subtitle: Words::lay(
                fonts,
                &bracketed(&document.subtitle, document.locale),
                SUBTITLE,
                Align::Centre,
                width,
            ),
            number: Words::lay(fonts, &document.number, small, Align::Left, measure),
            made_at: Words::lay(fonts, &made_at, small, Align::Right, made_at_width),
            notice: Words::fit(
                fonts,
                &document.notice,
                Style { leading: 20.0, ..LABEL },
                Align::Centre,
                width - GAP,
            ),
        }
    }

    pub(crate) fn draw(&self, sheet: &mut Sheet) {
        let width = sheet.width();
        sheet.element(Role::H1, |it| flow(it, &self.title, LEFT, |_, _| {}));
        sheet.element(Role::P, |it| flow(it, &self.subtitle, LEFT, |_, _| {}));
        sheet.space(5.0);
        sheet.ensure(NOTE.leading);
        sheet.element(Role::P, |sheet| {
            let y = sheet.y;
            sheet.content(|it| it.words(&self.made_at, LEFT + width - self.made_at.width, y));
            flow(sheet, &self.number, LEFT, |_, _| {});
            if self.number.lines.is_empty() {
                sheet.y += NOTE.leading;
            }
        });
        sheet.y += 3.0;
        sheet.element(Role::Note, |sheet| {
            flow(sheet, &self.notice, LEFT + GAP / 2.0, |sheet, height| {
                let y = sheet.y;
                sheet.artifact(|it| it.fill(LEFT, y, width, height, 0.93));
            });
        });
        sheet.y += 8.0;
    }
}

/// The text in the brackets that a subtitle stands in.
fn bracketed(text: &str, locale: Locale) -> String {
    if text.is_empty() || text.starts_with(['（', '(']) {
        text.to_owned()
    } else {
        format!("{}{text}{}", locale.pick("（", "("), locale.pick("）", ")"))
    }
}

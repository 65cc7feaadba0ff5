//! A name, character by character.

use beishen_core::{Glyph, GlyphKind, GlyphVerdict, Locale, check::ValueKind, inspect_name};
use chrono::NaiveDateTime;

use super::count;
use crate::contract::{GlyphView, NameView, Verdict};

pub(crate) fn name(text: &str, now: NaiveDateTime, locale: Locale) -> NameView {
    let fix = ValueKind::Name.read(text, now.date()).fix;
    NameView { glyphs: inspect_name(text).iter().map(|it| glyph(it, locale)).collect(), fix }
}

fn glyph(glyph: &Glyph, locale: Locale) -> GlyphView {
    // What takes no room, or turns the direction of writing, would do so on the page too.
    let shown = !matches!(glyph.kind, GlyphKind::Hidden | GlyphKind::Space);
    let in_locale = |it: &beishen_core::Text| it.get(locale).to_owned();
    GlyphView {
        position: count(glyph.position),
        character: if shown { glyph.character.to_string() } else { String::new() },
        code_point: glyph.code_point.clone(),
        plane: u32::from(glyph.plane),
        name: in_locale(&glyph.name),
        verdict: match glyph.verdict {
            GlyphVerdict::Pass => Verdict::Pass,
            GlyphVerdict::Ask => Verdict::Ask,
            GlyphVerdict::Fail => Verdict::Fail,
        },
        message: in_locale(&glyph.message),
        remedy: in_locale(&glyph.remedy),
    }
}

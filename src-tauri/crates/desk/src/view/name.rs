//! A name, character by character.

use beishen_core::{Glyph, GlyphKind, GlyphVerdict, inspect_name, reading::ValueKind};
use beishen_document::Locale;

use super::count;
use crate::{
    at::At,
    contract::{GlyphView, NameView, Verdict},
};

pub(crate) fn name(text: &str, at: At) -> NameView {
    let reading = ValueKind::Name.read(text, at.now.date());
    NameView {
        glyphs: inspect_name(text).iter().map(|it| glyph(it, at.locale)).collect(),
        fixes: reading.fix.into_iter().chain(reading.other_fix).collect(),
    }
}

fn glyph(glyph: &Glyph, locale: Locale) -> GlyphView {
    // What takes no room, or turns the direction of writing, would do so on the page too.
    let shown = !matches!(glyph.kind, GlyphKind::Hidden | GlyphKind::Space);
    let in_locale = |it: &beishen_document::Text| it.get(locale).to_owned();
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

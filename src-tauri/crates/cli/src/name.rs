//! `beishen name`: a name, character by character.

use beishen_core::{Glyph, GlyphKind, GlyphVerdict, inspect_name};
use beishen_document::Locale;

use crate::Done;

/// A line for each character; with an error when one of them cannot stand in a name.
pub(crate) fn inspect(text: &str, locale: Locale) -> Done {
    let glyphs = inspect_name(text);
    let errors = glyphs.iter().any(|it| it.verdict == GlyphVerdict::Fail);
    Done { text: glyphs.iter().map(|it| line(it, locale)).collect(), errors }
}

fn line(glyph: &Glyph, locale: Locale) -> String {
    // What takes no room, or turns the direction of writing, would do so here too.
    let (shown, wide) = match (glyph.kind, glyph.character) {
        (GlyphKind::Hidden | GlyphKind::Space, _) => (' ', false),
        (_, c) if c.is_control() => (' ', false),
        (_, c) => (c, u32::from(c) >= 0x2E80),
    };
    let verdict = match glyph.verdict {
        GlyphVerdict::Pass => locale.pick("通过", "pass"),
        GlyphVerdict::Ask => locale.pick("核对", "check"),
        GlyphVerdict::Fail => locale.pick("要改", "change"),
    };
    let pad = if wide { "" } else { " " };
    let [name, message, remedy] =
        [&glyph.name, &glyph.message, &glyph.remedy].map(|it| it.get(locale));
    let (colon, blank) = (locale.pick("：", ": "), locale.pick("", " "));
    let said =
        if message.is_empty() { String::new() } else { format!("{colon}{message}{blank}{remedy}") };
    format!(
        "{:<2}  {shown}{pad}  {:<7}  [{verdict}] {name}{}\n",
        glyph.position,
        glyph.code_point,
        said.trim_end()
    )
}

//! Characters that steer: a terminal obeys controls, and marks of direction turn round what stands behind them. They are shown,
//! not sent. On paper, where nothing obeys them, they leave no mark.

use std::{borrow::Cow, fmt::Write as _};

use crate::document::{Block, Document};

/// The text with every control character and every override of direction written out as `<U+202E>`. Line breaks and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for ch in text.replace("\r\n", "\n").chars() {
        if steers(ch) {
            let _ = write!(shown, "<U+{:04X}>", u32::from(ch)); // a String takes everything
        } else {
            shown.push(ch);
        }
    }
    Cow::Owned(shown)
}

/// The text without them: for a clipboard, where they would be handed on unseen. Line breaks and tabs stay.
pub fn unsteered(text: &str) -> Cow<'_, str> {
    if text.contains(steers) { text.replace(steers, "").into() } else { text.into() }
}

/// C0 and C1 controls, embeddings and isolates (UAX #9, 2).
fn steers(ch: char) -> bool {
    ch.is_control() && !matches!(ch, '\n' | '\t')
        || matches!(ch, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

impl Document {
    /// The same with every text [`visible`]; every form beside this file begins with it.
    pub fn visible(&self) -> Cow<'_, Self> {
        if !self.name.contains(steers) && !self.texts().iter().any(|it| it.contains(steers)) {
            return Cow::Borrowed(self);
        }
        let mut shown = self.clone();
        for text in shown.texts_mut() {
            *text = visible(text).into_owned();
        }
        Cow::Owned(shown)
    }

    fn texts_mut(&mut self) -> Vec<&mut String> {
        let Self { title, subtitle, number, notice, name, blocks, .. } = self;
        let mut texts = vec![title, subtitle, number, notice, name];
        for block in blocks {
            match block {
                Block::Heading { text }
                | Block::Paragraph { text }
                | Block::Notice { text, .. } => texts.push(text),
                Block::Form { rows, photo } => {
                    let cells = rows.iter_mut().flatten();
                    texts.extend(cells.flat_map(|it| [&mut it.label, &mut it.value]));
                    texts.extend(photo.iter_mut().map(|it| &mut it.caption));
                }
                Block::Picture { caption, .. } => texts.push(caption),
                Block::Table { columns, rows } => {
                    texts.extend(columns.iter_mut().map(|it| &mut it.title));
                    texts.extend(rows.iter_mut().flatten());
                }
                Block::Checks { items } => {
                    texts.extend(items.iter_mut().flat_map(|it| [&mut it.text, &mut it.detail]));
                }
                Block::Items { items } => {
                    let items = items.iter_mut();
                    texts.extend(
                        items.flat_map(|it| {
                            [&mut it.id, &mut it.label, &mut it.value, &mut it.note]
                        }),
                    );
                }
                Block::Drawings { items } => {
                    texts.extend(items.iter_mut().map(|it| &mut it.caption));
                }
                Block::Signature { label, date_label, signed } => {
                    texts.extend([label, date_label]);
                    texts.extend(signed.iter_mut().map(|it| &mut it.text));
                }
                Block::Code { label, text, about, .. } => texts.extend([label, text, about]),
            }
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{tests::document, text::Locale};

    #[test]
    fn what_steers_is_written_out_and_all_else_stays() {
        for (text, shown) in [
            ("张三", "张三"),
            ("张\u{1b}]52;c;cm0=\u{7}三", "张<U+001B>]52;c;cm0=<U+0007>三"),
            ("\u{202e}abc\u{2069}", "<U+202E>abc<U+2069>"),
            ("\u{9b}2J\u{7f}", "<U+009B>2J<U+007F>"),
            ("a\tb\nc", "a\tb\nc"),
            ("good\r\nbetter\rbad", "good\nbetter<U+000D>bad"),
            ("👩\u{200d}🎓 葛\u{e0101}", "👩\u{200d}🎓 葛\u{e0101}"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    proptest! {
        #[test]
        fn no_format_lets_anything_through(texts in prop::collection::vec("[\\x00-\\x20\\x7f-\\x9f\u{202a}-\u{202e}\u{2066}-\u{2069}a中<]{1,8}", 1..40)) {
            let texts: Vec<&str> = texts.iter().map(|it| &**it).collect();
            let document = document(Locale::Zh, &texts, "");
            for (format, made) in [
                ("txt", document.to_text()),
                ("md", document.to_markdown()),
                ("html", document.to_html()),
                ("csv", document.to_csv().replace("\r\n", "\n")),
                ("json", document.to_json()),
            ] {
                prop_assert!(!made.contains(steers), "{format}: {made:?}");
            }
        }
    }
}

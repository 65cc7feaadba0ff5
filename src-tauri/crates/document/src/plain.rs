//! A document as plain text, for a text editor, a message or a terminal.
//!
//! Lines end in `\n` alone: Notepad has read that since Windows 10 1809, a message or a terminal wants nothing else,
//! and one file then looks the same on every system. There are no columns, so a long value never breaks any.

use crate::{
    document::{Block, Document, Item, ItemAction, Signed, Tone},
    text::Locale,
};

impl Document {
    /// The document as lines of `标签：值`, ending in a line break.
    ///
    /// Every text stands in it as it is [`visible`](crate::visible), line breaks included. `[x]` and `[ ]` are boxes, `*` follows the label of an
    /// item the portal insists on.
    pub fn to_text(&self) -> String {
        let document = self.visible();
        let mut lines = document.head();
        for block in &document.blocks {
            lines.push(String::new());
            document.add_block(block, &mut lines);
        }
        let mut text = lines.join("\n");
        text.push('\n');
        text
    }

    /// What stands above the first block, the title first, without what is empty.
    pub(crate) fn head(&self) -> Vec<String> {
        let Self { title, subtitle, number, name, notice, .. } = self;
        let mut head = [title, subtitle, number, &self.made_at_text(), name, notice]
            .map(String::clone)
            .to_vec();
        head.retain(|it| !it.is_empty());
        head
    }

    /// When it was made, to the minute.
    pub(crate) fn made_at_text(&self) -> String {
        self.made_at.format("%Y-%m-%d %H:%M").to_string()
    }

    /// An item without its box and its note: `【止】` where it cannot be taken back, label, `*`, value.
    pub(crate) fn item_line(&self, item: &Item) -> String {
        let Item { label, value, .. } = item;
        let mark = if item.action == ItemAction::Irreversible {
            mark(Tone::Stop, self.locale)
        } else {
            String::new()
        };
        let star = if item.required { "*" } else { "" };
        let colon = if value.is_empty() { "" } else { self.locale.colon() };
        format!("{mark}{label}{star}{colon}{value}")
    }

    /// Who signs, and that they have.
    pub(crate) fn signed_line(&self, label: &str, signed: Option<&Signed>) -> String {
        let signed = signed.map(|it| [self.locale.pick("", " "), &it.text].concat());
        [label, &signed.unwrap_or_default()].concat()
    }

    fn add_block(&self, block: &Block, lines: &mut Vec<String>) {
        let pair = |label: &str, value: &str| format!("{label}{}{value}", self.locale.colon());
        match block {
            Block::Heading { text } | Block::Paragraph { text } => lines.push(text.clone()),
            Block::Notice { tone, text } => {
                lines.push(format!("{}{text}", mark(*tone, self.locale)));
            }
            Block::Form { rows, photo } => {
                lines.extend(rows.iter().flatten().map(|it| pair(&it.label, &it.value)));
                lines.extend(photo.iter().map(|it| format!("[{}]", it.caption)));
            }
            Block::Picture { caption, .. } => lines.push(format!("[{caption}]")),
            Block::Table { columns, rows } if rows.is_empty() => {
                lines.extend(columns.iter().map(|it| pair(&it.title, "")));
            }
            Block::Table { columns, rows } => {
                for (index, row) in rows.iter().enumerate() {
                    if index > 0 {
                        lines.push(String::new());
                    }
                    lines.extend(
                        columns.iter().zip(row).map(|(column, cell)| pair(&column.title, cell)),
                    );
                }
            }
            Block::Checks { items } => {
                for item in items {
                    lines.push(format!("[{}] {}", if item.ticked { 'x' } else { ' ' }, item.text));
                    add_note(&item.detail, lines);
                }
            }
            Block::Items { items } => {
                for item in items {
                    lines.push(format!("[ ] {}", self.item_line(item)));
                    add_note(&item.note, lines);
                }
            }
            Block::Drawings { items } => {
                lines.extend(items.iter().map(|it| format!("[{}]", it.caption)));
            }
            Block::Signature { label, date_label, signed } => {
                lines.extend([self.signed_line(label, signed.as_ref()), date_label.clone()]);
            }
            Block::Code { label, text, about, .. } => {
                lines.push(pair(label, text));
                add_note(about, lines);
            }
        }
    }
}

/// The word on the stamp at a point of no return.
pub(crate) fn stamp(locale: Locale) -> &'static str {
    locale.pick("止", "STOP")
}

/// What stands before a notice where there is no colour.
pub(crate) fn mark(tone: Tone, locale: Locale) -> String {
    match tone {
        Tone::Info => "※ ".to_owned(),
        Tone::Warning => locale.pick("！", "! ").to_owned(),
        Tone::Stop => {
            format!("{}{}{}", locale.pick("【", "["), stamp(locale), locale.pick("】", "] "))
        }
    }
}

fn add_note(note: &str, lines: &mut Vec<String>) {
    if !note.is_empty() {
        lines.push(format!("    {note}"));
    }
}

//! A document as Markdown: `CommonMark`, with the tables and task lists of GitHub's dialect.
//!
//! A viewer without that dialect shows pipes and brackets, and loses no word. There is no bold type: `**` ends only
//! beside certain characters, and a label may begin or end in any.

use std::fmt::{self, Write as _};

use crate::{
    document::{Block, Document},
    plain::mark,
};

impl Document {
    /// The document as Markdown that renders to exactly its texts; a text's own line breaks are `<br>`.
    pub fn to_markdown(&self) -> String {
        let (document, mut lines) = (self.visible(), Vec::new());
        for (index, text) in document.head().iter().enumerate() {
            if index > 0 {
                lines.push(String::new());
            }
            lines.push(format!("{}{}", if index == 0 { "# " } else { "" }, Inline(text)));
        }
        for block in &document.blocks {
            lines.push(String::new());
            document.add_markdown(block, &mut lines);
        }
        let mut text = lines.join("\n");
        text.push('\n');
        text
    }

    fn add_markdown(&self, block: &Block, lines: &mut Vec<String>) {
        let colon = self.locale.colon();
        match block {
            Block::Heading { text } => lines.push(format!("## {}", Inline(text))),
            Block::Paragraph { text } => lines.push(Inline(text).to_string()),
            Block::Notice { tone, text } => {
                let text = mark(*tone, self.locale) + text;
                lines.push(format!("> {}", Inline(&text)));
            }
            Block::Form { rows, photo } => {
                let pairs = rows.iter().flatten();
                lines.extend(
                    pairs.map(|it| format!("- {}{colon}{}", Inline(&it.label), Inline(&it.value))),
                );
                lines.extend(photo.iter().map(|it| format!("- {}", Inline(&it.caption))));
            }
            Block::Picture { caption, .. } => lines.push(Inline(caption).to_string()),
            Block::Table { columns, rows } => {
                lines.push(table_row(columns.iter().map(|it| &*it.title)));
                lines.push(format!("|{}", "---|".repeat(columns.len())));
                lines.extend(rows.iter().map(|row| table_row(row.iter().map(|it| &**it))));
            }
            Block::Checks { items } => {
                for item in items {
                    lines.push(format!(
                        "- [{}] {}",
                        if item.ticked { 'x' } else { ' ' },
                        Inline(&item.text)
                    ));
                    add_note(&item.detail, lines);
                }
            }
            Block::Items { items } => {
                for item in items {
                    lines.push(format!("- [ ] {}", Inline(&self.item_line(item))));
                    add_note(&item.note, lines);
                }
            }
            Block::Drawings { items } => {
                lines.extend(items.iter().map(|it| format!("- {}", Inline(&it.caption))));
            }
            Block::Signature { label, date_label, signed } => {
                lines.extend([
                    Inline(&self.signed_line(label, signed.as_ref())).to_string(),
                    String::new(),
                    Inline(date_label).to_string(),
                ]);
            }
            Block::Code { label, text, about, .. } => {
                lines.push(format!("- {}{colon}{}", Inline(label), Inline(text)));
                add_note(about, lines);
            }
        }
    }
}

fn table_row<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.map(|it| Inline(it).to_string()).collect();
    format!("| {} |", cells.join(" | "))
}

fn add_note(note: &str, lines: &mut Vec<String>) {
    if !note.is_empty() {
        lines.push(format!("  - {}", Inline(note)));
    }
}

/// A text that keeps its characters wherever in a block it stands (`CommonMark` 0.31, sections 2.4 and 2.5).
struct Inline<'a>(&'a str);

impl fmt::Display for Inline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.0.len() - self.0.trim_start().len();
        let end = self.0.trim_end().len();
        let mut may_be_number = true; // “1.” or “1)” at the start of a block would begin a list
        let mut chars = self.0.char_indices().peekable();
        while let Some((at, it)) = chars.next() {
            match it {
                '\r' if chars.next_if(|(_, next)| *next == '\n').is_some() => f.write_str("<br>"),
                '\r' | '\n' => f.write_str("<br>"),
                // A bar ends a table's cell even behind a backslash in some readers.
                '|' => f.write_str("&#124;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '#' | '$' => {
                    write!(f, "\\{it}")
                }
                '+' | '-' | '=' if at == start => write!(f, "\\{it}"),
                '.' | ')' if may_be_number => write!(f, "\\{it}"),
                // White space is cut off at the ends of a line.
                _ if it.is_whitespace() && (at < start || at >= end) => {
                    write!(f, "&#{};", u32::from(it))
                }
                _ => f.write_char(it),
            }?;
            may_be_number &= it.is_ascii_digit();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::tests::{each, said};

    #[test]
    fn markdown_leaves_nothing_for_a_reader_to_interpret() {
        each(|document| {
            let markdown = document.to_markdown();
            let rendered = unescape_markdown(&markdown);
            for text in said(document) {
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                prop_assert!(rendered.contains(&text), "{text:?} is not in {markdown:?}");
            }
            Ok(())
        });
    }

    /// What is left when the escapes are read and nothing else is; panics at anything active inside a line.
    fn unescape_markdown(markdown: &str) -> String {
        let mut plain = String::new();
        for line in markdown.lines() {
            let structure = ["# ", "## ", "> ", "- [ ] ", "- [x] ", "  - ", "- ", "| ", "|-"];
            let line = line.trim_end_matches([' ', '\t']); // as a reader does
            let is_table = line.starts_with('|');
            let mut rest = structure.iter().find_map(|it| line.strip_prefix(it)).unwrap_or(line);
            assert!(
                !rest.starts_with([' ', '\t']) || rest.trim().is_empty() || is_table,
                "{line:?}"
            );
            while let Some(it) = rest.chars().next() {
                let (read, length) = if let Some(escaped) = rest.strip_prefix('\\') {
                    let escaped = escaped.chars().next().unwrap();
                    assert!(escaped.is_ascii_punctuation(), "{line:?}");
                    (escaped, 2)
                } else if let Some((code, _)) =
                    rest.strip_prefix("&#").and_then(|it| it.split_once(';'))
                {
                    (char::from_u32(code.parse().unwrap()).unwrap(), code.len() + 3)
                } else if rest.starts_with("<br>") {
                    ('\n', 4)
                } else {
                    assert!(
                        !"*_`[]<&~#$".contains(it) && (is_table || it != '|'),
                        "{it:?} is active in {line:?}"
                    );
                    (it, it.len_utf8())
                };
                plain.push(read);
                rest = rest.get(length..).unwrap();
            }
            plain.push('\n');
        }
        plain
    }
}

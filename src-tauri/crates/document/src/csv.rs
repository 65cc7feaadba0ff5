//! A document as a table for a spreadsheet: CSV by RFC 4180, UTF-8 with a byte order mark, which Excel needs to read
//! Chinese.
//!
//! A spreadsheet alters what it opens: `=…` is run, an ID number loses its last digits, `0814` its zero, and `2011-09`
//! becomes a day. Such a cell gets an apostrophe in front, the sign by which spreadsheets themselves mark text.
//! `="…"` would look cleaner in Excel, but is a formula and means nothing to any other reader; a leading tab is invisible
//! and travels along when the cell is copied. The apostrophe is seen by everyone and undone by one rule, because a
//! cell that has one of its own gets another: **take one leading apostrophe off every cell and the text is exact.**

use std::iter::{once, repeat_n};

use crate::document::{Block, Document};

/// The columns' names are for programs and the same in every language.
const HEADER: &str = "\u{feff}section,label,value,note,required\r\n";

impl Document {
    /// One row per answer, item or piece of text, under the heading it belongs to.
    ///
    /// `required` is `true` or `false` for the items of a portal's page and empty elsewhere; the `value` of a box is `true`
    /// when it is ticked. Rows end in `\r\n`, as the RFC wants it; a value's own line breaks stay as they are.
    ///
    /// A document of lying pages is one table of many columns, and is that table here too: a row per row, then the rest.
    pub fn to_csv(&self) -> String {
        let document = self.visible();
        if let Some(table) = document.wide_table() {
            return table;
        }
        let Self { title, subtitle, number, notice, name, blocks, .. } = &*document;
        let mut rows = Rows { section: title, out: HEADER.to_owned() };
        rows.add(subtitle, number, notice, "");
        rows.add(name, &self.made_at_text(), "", "");
        for block in blocks {
            rows.add_block(block);
        }
        rows.out
    }
}

impl Document {
    /// The columns' titles, the rows, and below them every other text in the first column.
    fn wide_table(&self) -> Option<String> {
        let found = self.blocks.iter().find_map(|it| match it {
            Block::Table { columns, rows } => Some((columns, rows)),
            _ => None,
        });
        let (columns, rows) = found.filter(|_| self.landscape)?;
        let titles: Vec<&str> = columns.iter().map(|it| &*it.title).collect();
        let mut out = "\u{feff}".to_owned();
        let mut add = |cells: &[&str]| {
            let blank = titles.len().saturating_sub(cells.len());
            let cells = cells.iter().map(|it| cell(it)).chain(repeat_n(String::new(), blank));
            out.push_str(&cells.collect::<Vec<_>>().join(","));
            out.push_str("\r\n");
        };
        add(&titles);
        for row in rows {
            add(&row.iter().map(|it| &**it).collect::<Vec<_>>());
        }
        for text in [&self.title, &self.subtitle, &self.made_at_text(), &self.notice] {
            add(&[text]);
        }
        for block in &self.blocks {
            if let Block::Heading { text }
            | Block::Paragraph { text }
            | Block::Notice { text, .. } = block
            {
                add(&[text]);
            }
        }
        Some(out)
    }
}

struct Rows<'a> {
    section: &'a str,
    out: String,
}

impl<'a> Rows<'a> {
    fn add_block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { text } => {
                self.section = text;
                self.add("", "", "", "");
            }
            Block::Paragraph { text } | Block::Notice { text, .. } => self.add("", "", text, ""),
            Block::Form { rows, photo } => {
                for cell in rows.iter().flatten() {
                    self.add(&cell.label, &cell.value, "", "");
                }
                if let Some(photo) = photo {
                    self.add("", "", &photo.caption, "");
                }
            }
            Block::Picture { caption, .. } => self.add("", "", caption, ""),
            Block::Table { columns, rows } => {
                if rows.is_empty() {
                    for column in columns {
                        self.add(&column.title, "", "", "");
                    }
                }
                for (column, cell) in rows.iter().flat_map(|row| columns.iter().zip(row)) {
                    self.add(&column.title, cell, "", "");
                }
            }
            Block::Checks { items } => {
                for item in items {
                    self.add(&item.text, truth(item.ticked), &item.detail, "");
                }
            }
            Block::Items { items } => {
                for item in items {
                    self.add(&item.label, &item.value, &item.note, truth(item.required));
                }
            }
            Block::Drawings { items } => {
                for item in items {
                    self.add("", "", &item.caption, "");
                }
            }
            Block::Signature { label, date_label, signed } => {
                self.add(label, signed.as_ref().map_or("", |it| &*it.text), "", "");
                self.add(date_label, "", "", "");
            }
            Block::Code { label, text, about, .. } => self.add(label, text, about, ""),
        }
    }

    fn add(&mut self, label: &str, value: &str, note: &str, required: &str) {
        let cells = once(self.section)
            .chain([label, value, note])
            .map(cell)
            .chain(once(required.to_owned()));
        self.out.push_str(&cells.collect::<Vec<_>>().join(","));
        self.out.push_str("\r\n");
    }
}

fn truth(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

/// One cell in quotes; nothing for an empty one.
fn cell(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let apostrophe = if is_altered(text) { "'" } else { "" };
    format!("\"{apostrophe}{}\"", text.replace('"', "\"\""))
}

/// Whether a spreadsheet would run, shorten or rewrite the text, or take an apostrophe of its own for ours.
pub fn is_altered(text: &str) -> bool {
    // East Asian editions of Excel run a full-width sign as well.
    const SIGNS: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\'', '\t', '\r', '\n'];
    text.starts_with(SIGNS) || text.trim_start().starts_with(SIGNS) || is_number_or_date(text)
}

/// Whether the text may be read as a number or a date that is then shown otherwise. Whole numbers of up to eleven
/// digits are shown as they are.
fn is_number_or_date(text: &str) -> bool {
    let is_whole = text.len() <= 11 && text.bytes().all(|it| it.is_ascii_digit());
    let is_kept = is_whole && (text.len() == 1 || !text.starts_with('0'));
    let is_numeral = |it: char| it.is_ascii_digit() || "-/.:,eE%()$¥￥年月日时分秒 ".contains(it);
    !is_kept && text.contains(|it: char| it.is_ascii_digit()) && text.chars().all(is_numeral)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        document::FormCell,
        tests::{document, each, said},
        text::Locale,
    };

    #[test]
    fn csv_parses_back_to_rows_of_exact_texts() {
        each(|document| {
            let csv = document.to_csv();
            let rows = parse_csv(csv.strip_prefix('\u{feff}').unwrap());
            prop_assert_eq!(&rows[0].join(" "), "section label value note required");
            prop_assert!(rows.iter().all(|it| it.len() == 5), "{rows:?}");
            let cells: Vec<&str> =
                rows.iter().flatten().map(|it| it.strip_prefix('\'').unwrap_or(it)).collect();
            for text in said(document) {
                prop_assert!(cells.contains(&&*text), "{text:?} is not in {cells:?}");
            }
            let run = |it: &&String| {
                it.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
            };
            prop_assert_eq!(rows.iter().flatten().find(run), None);
            Ok(())
        });
    }

    /// The rows of RFC 4180: a record ends in CRLF, a quote inside quotes is doubled.
    fn parse_csv(csv: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut chars = csv.chars().peekable();
        let mut quoted = false;
        while let Some(it) = chars.next() {
            match it {
                '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(std::mem::take(&mut cell)),
                '\r' if !quoted => {
                    assert_eq!(chars.next(), Some('\n'));
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                _ => cell.push(it),
            }
        }
        assert!(row.is_empty() && cell.is_empty() && !quoted, "the last record is whole");
        rows
    }

    #[test]
    fn a_spreadsheet_shows_numbers_as_they_were_written() {
        let cases = [
            ("110105194912310021", "'110105194912310021"),
            ("0814", "'0814"),
            ("2011-09", "'2011-09"),
            ("1985-02-03", "'1985-02-03"),
            ("2011年9月", "'2011年9月"),
            ("1E5", "'1E5"),
            ("(5)", "'(5)"),
            ("=1+1", "'=1+1"),
            (" =1+1", "' =1+1"),
            ("'quoted", "''quoted"),
            ("13800138000", "13800138000"),
            ("200606", "200606"),
            ("0", "0"),
            ("11010519491231002X", "11010519491231002X"),
            ("汉族", "汉族"),
            ("a=b", "a=b"),
        ];
        for (value, shown) in cases {
            let document = Document {
                blocks: vec![Block::Form {
                    rows: vec![vec![FormCell { label: "值".into(), value: value.into() }]],
                    photo: None,
                }],
                ..document(Locale::Zh, &["题"], "")
            };
            assert_eq!(parse_csv(&document.to_csv())[3][2], shown);
        }
    }
}

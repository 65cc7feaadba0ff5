//! CSV: whatever encoding and separator it was saved with.

use beishen_document::is_altered;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::{
    cell::{Book, Cell, Row, Sheet, Was, column_name},
    refusal::{LONGEST, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Refusal},
};

const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];

pub(crate) fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    let text = decode(bytes)?;
    let start = text.trim_start().chars().take(64).collect::<String>().to_ascii_lowercase();
    if ["<html", "<!doctype", "<table", "<?xml", "<meta"].iter().any(|it| start.starts_with(it)) {
        return Err(Refusal::WebPage);
    }
    // `sep=;` is Excel's own first line; it is no row.
    let (named, text) = match text.strip_prefix("sep=").and_then(|it| it.split_once('\n')) {
        Some((named, rest)) => (named.trim().bytes().next(), rest),
        None => (None, text.as_str()),
    };
    let skipped = u32::from(named.is_some());
    let separator = named.filter(|it| SEPARATORS.contains(it)).unwrap_or_else(|| separator(text));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let (mut sheet, mut cells) = (Sheet::default(), 0);
    for record in reader.records() {
        let record = record.map_err(|_| Refusal::Damaged)?;
        if record.len() > MOST_COLUMNS {
            return Err(Refusal::TooManyColumns);
        }
        let line = record.position().map_or(0, |it| u32::try_from(it.line()).unwrap_or(u32::MAX));
        let number = line.saturating_add(skipped);
        let mut row = Row { number, ..Row::default() };
        for (column, text) in record.iter().enumerate() {
            if text.chars().nth(LONGEST).is_some() {
                return Err(Refusal::TooLong(format!("{}{number}", column_name(column))));
            }
            let text = text.trim().to_owned();
            let was = if text.is_empty() { Was::Empty } else { Was::Text };
            row.cells.push(Cell { text, was });
        }
        cells += row.cells.len();
        if cells > MOST_CELLS {
            return Err(Refusal::TooManyCells);
        }
        if !row.is_empty() {
            sheet.width = sheet.width.max(row.cells.len());
            sheet.rows.push(row);
        }
        if sheet.rows.len() > MOST_ROWS {
            return Err(Refusal::TooManyRows);
        }
    }
    Ok(Book { sheets: vec![sheet] })
}

/// The text of a file in UTF-8, UTF-16, GBK or GB18030. A mark that the bytes behind it contradict is not believed.
fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let sound = |encoding: &'static Encoding, bytes: &[u8]| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        // Tables hold lines and tabs, and no other control characters; a file that does is no text.
        let odd = |it: char| it.is_control() && !matches!(it, '\n' | '\r' | '\t' | '\u{85}');
        (!text.contains(odd)).then(|| text.into_owned())
    };
    let (mark, rest) = Encoding::for_bom(bytes)
        .map_or((None, bytes), |(it, length)| (Some(it), bytes.get(length..).unwrap_or_default()));
    let marked = mark.and_then(|it| sound(it, rest));
    let wide = || {
        // UTF-16 without a mark: of ASCII every other byte is 0.
        let zeros = |first| bytes.iter().skip(first).step_by(2).filter(|it| **it == 0).count();
        let (even, odd) = (zeros(0), zeros(1));
        let encoding = if even > odd { UTF_16BE } else { UTF_16LE };
        (even.max(odd) > bytes.len() / 8).then(|| sound(encoding, bytes)).flatten()
    };
    marked
        .or_else(wide)
        .or_else(|| [UTF_8, GB18030].into_iter().find_map(|it| sound(it, rest)))
        .or_else(|| sound(GB18030, bytes))
        .ok_or(Refusal::NotATable)
}

/// The separator that parts the first lines into the same number of cells, as many as possible. Those in quotes do not count.
fn separator(text: &str) -> u8 {
    let count = |separator: u8| {
        let (mut quoted, mut counts, mut now) = (false, Vec::new(), 0_usize);
        for byte in text.bytes().take(64 << 10) {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => {
                    counts.push(now);
                    now = 0;
                }
                it if it == separator && !quoted => now += 1,
                _ => {}
            }
        }
        counts.push(now);
        counts.truncate(20);
        counts.sort_unstable();
        counts.get(counts.len() / 2).copied()
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|it| count(*it));
    best.unwrap_or(b',')
}

/// Rows as CSV for a spreadsheet: UTF-8 with a mark, as Excel needs it; what it would alter or run gets an apostrophe in front, which
/// reading takes off again.
pub fn to_csv(rows: &[Vec<String>]) -> String {
    let mut out = "\u{feff}".to_owned();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|it| guarded(it)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

fn guarded(text: &str) -> String {
    let text = if is_altered(text) { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\t', ';', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A cell without what marks it as text: an apostrophe, or `="…"`. The second says whether there was something.
pub fn unguarded(text: &str) -> (&str, bool) {
    let formula = text.strip_prefix("=\"").and_then(|it| it.strip_suffix('"'));
    if let Some(inner) = formula.filter(|it| !it.contains('"')) {
        return (inner, true);
    }
    let inner = text.strip_prefix(['\'', '‘', '’']);
    let marks = |it: &&str| it.starts_with(|it: char| it.is_ascii_digit()) || is_altered(it);
    inner.filter(marks).map_or((text, false), |it| (it, true))
}

//! The zip file that an XLSX or ODS is: how large its parts really are, before anybody makes sense of them, and what the reader of
//! cells does not tell: merged cells, hidden rows and columns, the calendar.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};

use zip::ZipArchive;

use crate::refusal::{MOST_COLUMNS, MOST_ROWS, Refusal};

/// Bytes of all parts together, unpacked.
const UNPACKED: u64 = 300 << 20;
/// Unpacked files beyond this many bytes must not be more than [`RATIO`] times the packed one.
const SMALL: u64 = 16 << 20;
const RATIO: u64 = 100;
const MOST_PARTS: usize = 2_000;

/// What a sheet says of rows and columns.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// As the spreadsheet counts, from 1.
    pub(crate) hidden_rows: BTreeSet<u32>,
    /// From 0.
    pub(crate) hidden_columns: BTreeSet<usize>,
    /// First and last row and column, each from 0.
    pub(crate) merged: Vec<[u32; 4]>,
}

/// Unpacks every part once, only to count, and looks at the layout of an XLSX's sheets on the way: one for each, in the order of the
/// workbook. A head that lies about sizes gains nothing.
pub(crate) fn look(bytes: &[u8]) -> Result<Vec<Layout>, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if zip.len() > MOST_PARTS {
        return Err(Refusal::Bomb);
    }
    let packed = bytes.len() as u64;
    let most = UNPACKED.min(SMALL.max(packed.saturating_mul(RATIO)));
    let (mut total, mut layouts) = (0_u64, BTreeMap::new());
    let (mut order, mut targets) = (Vec::new(), BTreeMap::new());
    let mut part = Vec::new();
    for at in 0..zip.len() {
        let file = zip.by_index(at).map_err(|_| Refusal::Damaged)?;
        let Ok(name) = file.name().map(|it| it.trim_start_matches('/').to_owned()) else {
            return Err(Refusal::Damaged);
        };
        part.clear();
        file.take(most.saturating_sub(total) + 1)
            .read_to_end(&mut part)
            .map_err(|_| Refusal::Damaged)?;
        total += part.len() as u64;
        if total > most {
            return Err(Refusal::Bomb);
        }
        if name.starts_with("xl/worksheets/") {
            layouts.insert(name, layout(&part));
        } else if name == "xl/workbook.xml" {
            order = tags(&part, &["sheet"]).map(|it| it.attribute("id")).collect();
        } else if name == "xl/_rels/workbook.xml.rels" {
            targets = tags(&part, &["Relationship"])
                .filter_map(|it| Some((it.attribute("Id")?, it.attribute("Target")?)))
                .collect();
        }
    }
    let path = |id: &Option<String>| {
        let target = targets.get(id.as_ref()?)?;
        let below = target.trim_start_matches('/');
        Some(if below.starts_with("xl/") { below.to_owned() } else { format!("xl/{below}") })
    };
    let paths: Option<Vec<String>> = order.iter().map(path).collect();
    let paths = paths.ok_or(Refusal::Damaged)?;
    // One part that a thousand sheets name would be read a thousand times.
    if paths.iter().collect::<BTreeSet<_>>().len() < paths.len() {
        return Err(Refusal::Damaged);
    }
    Ok(paths.iter().map(|it| layouts.remove(it).unwrap_or_default()).collect())
}

/// What the text of a sheet says of rows and columns.
pub(crate) fn layout(xml: &[u8]) -> Layout {
    let (mut all, mut columns) = (Layout::default(), 0_u32);
    for tag in tags(xml, &["row", "col", "mergeCell"]) {
        let number = |name| tag.attribute(name).and_then(|it| it.parse::<u32>().ok());
        let hidden = || tag.attribute("hidden").is_some_and(|it| it == "1" || it == "true");
        match tag.name {
            b"row" if hidden() => {
                all.hidden_rows.extend(number("r").filter(|it| *it as usize <= MOST_ROWS));
            }
            // More columns than these no sheet has.
            b"col" if hidden() && columns < 16_384 => {
                columns += 1;
                let most = u32::try_from(MOST_COLUMNS).unwrap_or(u32::MAX);
                let (from, to) = (number("min").unwrap_or(1), number("max").unwrap_or(0));
                all.hidden_columns.extend((from.max(1)..=to.min(most)).map(|it| it as usize - 1));
            }
            b"mergeCell" if all.merged.len() < MOST_ROWS => {
                all.merged.extend(tag.attribute("ref").and_then(|it| range(&it)));
            }
            _ => {}
        }
    }
    all
}

/// `B2:C4` as the rows and columns of its corners, from 0.
fn range(text: &str) -> Option<[u32; 4]> {
    let (first, last) = text.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    (top <= bottom && left <= right).then_some([top, left, bottom, right])
}

/// `B2` as row and column, from 0.
pub(crate) fn place(text: &str) -> Option<(u32, u32)> {
    let text: String = text.chars().filter(|it| *it != '$').collect();
    let digits = text.find(|it: char| it.is_ascii_digit())?;
    let (letters, digits) = text.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)?;
    }
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// An opening tag: its name without the prefix, and its attributes as they stand.
pub(crate) struct Tag<'a> {
    name: &'a [u8],
    attributes: &'a [u8],
}

impl Tag<'_> {
    /// An attribute by its name without the prefix.
    pub(crate) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            let equals = rest.iter().position(|it| *it == b'=')?;
            let (name, after) = rest.split_at(equals);
            let name = name.trim_ascii();
            let local = name.rsplit(|it| *it == b':').next()?;
            let after = after.get(1..)?.trim_ascii_start();
            let (quote, value) = after.split_first()?;
            let end = value.iter().position(|it| it == quote)?;
            if local == wanted.as_bytes() {
                return String::from_utf8(value.get(..end)?.to_vec()).ok();
            }
            rest = value.get(end + 1..)?;
        }
    }
}

/// The opening tags of these names.
pub(crate) fn tags<'a>(xml: &'a [u8], names: &'a [&str]) -> impl Iterator<Item = Tag<'a>> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            let open = rest.iter().position(|it| *it == b'<')?;
            let inside = rest.get(open + 1..)?;
            let stop = |it: &u8| it.is_ascii_whitespace() || matches!(it, b'>' | b'/');
            let end = inside.iter().position(stop)?;
            let (whole, after) = inside.split_at(end);
            rest = after;
            let name = whole.rsplit(|it| *it == b':').next().unwrap_or(whole);
            if names.iter().any(|it| it.as_bytes() == name) {
                let close = after.iter().position(|it| *it == b'>')?;
                return Some(Tag { name, attributes: after.get(..close)? });
            }
        }
    })
}

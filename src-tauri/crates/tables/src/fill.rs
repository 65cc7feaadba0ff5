//! Texts into the cells of somebody else's XLSX, everything else as it was.
//!
//! **Invariant:** only the sheet's own part is changed, and in it only the cells that are named, the rows they lie in and the hint
//! how far the sheet reaches; every other part of the file is copied as it lies there, packed. Nothing is read into a model that
//! could lose what it does not know. A cell that holds a formula is never written.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{Cursor, Read as _, Write as _},
    ops::Range,
};

use quick_xml::{
    Reader,
    escape::{escape, unescape},
    events::{
        BytesStart, Event,
        attributes::{AttrError, Attribute},
    },
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    cell::column_name,
    parts::{self, layout, place, tags},
    refusal::{LARGEST, Refusal},
};

/// Characters that a cell takes.
const LONGEST: usize = 32_767;

/// A text for a cell.
#[derive(Clone, PartialEq, Eq)]
pub struct Fill {
    /// As the spreadsheet counts, from 1.
    pub row: u32,
    /// From 0.
    pub column: usize,
    /// What it says.
    pub text: String,
}

/// The file with the texts in it.
pub struct Filled {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Cells that were left as they are: they hold a formula, or lie below a merged one.
    pub left: Vec<(u32, usize)>,
}

/// Puts texts into a sheet of an XLSX. Where a cell or its row is not there yet, it looks as in the row `like`.
///
/// # Errors
/// [`Refusal`], when it is no XLSX that is understood; nothing is half done.
pub fn fill(file: &[u8], sheet: &str, like: u32, cells: &[Fill]) -> Result<Filled, Refusal> {
    if file.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    if !file.starts_with(b"PK") {
        return Err(Refusal::NotATable);
    }
    parts::look(file)?;
    let mut zip = ZipArchive::new(Cursor::new(file)).map_err(|_| Refusal::Damaged)?;
    let part = part_of(&mut zip, sheet)?;
    let xml = read(&mut zip, &part)?;
    let (xml, left) = filled(&xml, like, cells)?;
    let bytes = put(&mut zip, &part, &xml).map_err(|_| Refusal::Damaged)?;
    Ok(Filled { bytes, left })
}

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn read(zip: &mut Zip<'_>, part: &str) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut file = zip.by_name(part).map_err(|_| Refusal::NotATable)?;
    file.read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
    Ok(bytes)
}

/// Where a sheet lies in the file.
fn part_of(zip: &mut Zip<'_>, sheet: &str) -> Result<String, Refusal> {
    let book = read(zip, "xl/workbook.xml")?;
    let links = read(zip, "xl/_rels/workbook.xml.rels")?;
    let named = |name: String| unescape(&name).is_ok_and(|it| it == sheet);
    let id = tags(&book, &["sheet"])
        .find(|it| it.attribute("name").is_some_and(named))
        .and_then(|it| it.attribute("id"))
        .ok_or(Refusal::NotATable)?;
    let target = tags(&links, &["Relationship"])
        .find(|it| it.attribute("Id").as_ref() == Some(&id))
        .and_then(|it| it.attribute("Target"))
        .ok_or(Refusal::Damaged)?;
    let below = target.trim_start_matches('/');
    Ok(if below.starts_with("xl/") { below.to_owned() } else { format!("xl/{below}") })
}

/// The file with one part that is new; all others as they lie there.
fn put(zip: &mut Zip<'_>, part: &str, xml: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.set_raw_comment(zip.comment().into())?;
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at)?;
        let name = entry.name()?.into_owned();
        if name.trim_start_matches('/') == part {
            let mut options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            if let Some(at) = entry.last_modified() {
                options = options.last_modified_time(at);
            }
            drop(entry);
            out.start_file(name, options)?;
            out.write_all(xml)?;
        } else {
            out.raw_copy_file(entry)?;
        }
    }
    Ok(out.finish()?.into_inner())
}

/// What stands where in the text of a sheet.
#[derive(Default)]
struct Page {
    /// `x:` where names have a prefix.
    prefix: String,
    /// The opening tag of the rows, and where what closes them begins; nothing: there is no row.
    data: Option<(Range<usize>, Option<usize>)>,
    rows: Vec<RowAt>,
    /// First and last column, from 1, and how their cells look.
    columns: Vec<(u32, u32, String)>,
    /// The hint how far the sheet reaches.
    dimension: Option<(Range<usize>, String)>,
}

struct RowAt {
    number: u32,
    open: Range<usize>,
    /// Where its closing tag begins; nothing: the opening one closes it.
    close: Option<usize>,
    /// What the opening tag says, as it stands: name and value.
    says: Vec<(String, String)>,
    cells: Vec<CellAt>,
}

struct CellAt {
    column: usize,
    whole: Range<usize>,
    style: Option<String>,
    formula: bool,
}

/// Cells by row and column, from 1 and from 0.
type Places = Vec<(u32, usize)>;

/// The text of the sheet with the cells in it, and which were left.
fn filled(xml: &[u8], like: u32, cells: &[Fill]) -> Result<(Vec<u8>, Places), Refusal> {
    let merged = layout(xml).merged;
    let below = |row: u32, column: usize| {
        let (row, column) = (row.saturating_sub(1), u32::try_from(column).unwrap_or(u32::MAX));
        merged.iter().any(|[top, left, bottom, right]| {
            (*top..=*bottom).contains(&row)
                && (*left..=*right).contains(&column)
                && (row, column) != (*top, *left)
        })
    };
    let mut wanted: BTreeMap<u32, BTreeMap<usize, &str>> = BTreeMap::new();
    let mut left = Vec::new();
    for it in cells.iter().filter(|it| it.row > 0) {
        if below(it.row, it.column) {
            left.push((it.row, it.column));
        } else {
            wanted.entry(it.row).or_default().insert(it.column, &it.text);
        }
    }
    let page = Page::read(xml, |row| row == like || wanted.contains_key(&row))?;
    let edits = page.edits(like, &wanted, &mut left)?;
    let mut out = Vec::with_capacity(xml.len() + cells.len() * 80);
    let mut from = 0;
    for (range, text) in edits {
        out.extend_from_slice(xml.get(from..range.start).ok_or(Refusal::Damaged)?);
        out.extend_from_slice(text.as_bytes());
        from = range.end;
    }
    out.extend_from_slice(xml.get(from..).ok_or(Refusal::Damaged)?);
    Ok((out, left))
}

impl Page {
    /// Looks for rows; at the cells of those that `is_wanted`.
    fn read(xml: &[u8], is_wanted: impl Fn(u32) -> bool) -> Result<Self, Refusal> {
        // Places are counted in what the reader is given.
        let mark = if xml.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let mut reader = Reader::from_reader(xml.get(mark..).ok_or(Refusal::Damaged)?);
        let mut page = Self::default();
        let (mut row, mut cell): (Option<RowAt>, Option<CellAt>) = (None, None);
        let (mut last, mut next) = (0, 0);
        loop {
            let at = |reader: &Reader<&[u8]>| {
                usize::try_from(reader.buffer_position()).map(|it| it + mark)
            };
            let start = at(&reader).map_err(|_| Refusal::Damaged)?;
            let event = reader.read_event().map_err(|_| Refusal::Damaged)?;
            let whole = start..at(&reader).map_err(|_| Refusal::Damaged)?;
            let empty = matches!(event, Event::Empty(_));
            match &event {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "dimension" if empty => {
                        let says = says(tag)?;
                        let range = says.into_iter().find(|it| it.0 == "ref").map(|it| it.1);
                        page.dimension = Some((whole, range.unwrap_or_default()));
                    }
                    "col" => page.column(tag)?,
                    "sheetData" => {
                        let name = tag.name();
                        let name: &str = name.as_ref();
                        name.trim_end_matches("sheetData").clone_into(&mut page.prefix);
                        page.data = Some((whole, None));
                    }
                    "row" if page.data.is_some() => {
                        let says = says(tag)?;
                        let number = says.iter().find(|it| it.0 == "r");
                        let number = number.and_then(|it| it.1.parse().ok());
                        last = number.unwrap_or(last + 1);
                        next = 0;
                        let new = RowAt {
                            number: last,
                            open: whole,
                            close: None,
                            says,
                            cells: Vec::new(),
                        };
                        if empty { page.rows.push(new) } else { row = Some(new) }
                    }
                    "c" => {
                        let says = says(tag)?;
                        let say = |name| says.iter().find(|it| it.0 == name).map(|it| &it.1);
                        let named = say("r").and_then(|it| place(it)).map(|it| it.1);
                        let column = named.and_then(|it| usize::try_from(it).ok()).unwrap_or(next);
                        next = column + 1;
                        let style = say("s").cloned();
                        let new = CellAt { column, whole, style, formula: false };
                        if empty {
                            if let Some(row) = row.as_mut().filter(|it| is_wanted(it.number)) {
                                row.cells.push(new);
                            }
                        } else {
                            cell = Some(new);
                        }
                    }
                    "f" => {
                        if let Some(cell) = &mut cell {
                            cell.formula = true;
                        }
                    }
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "c" => {
                        if let Some(mut it) = cell.take()
                            && let Some(row) = row.as_mut().filter(|it| is_wanted(it.number))
                        {
                            it.whole.end = whole.end;
                            row.cells.push(it);
                        }
                    }
                    "row" => {
                        if let Some(row) = row.take() {
                            page.rows.push(RowAt { close: Some(whole.start), ..row });
                        }
                    }
                    "sheetData" => {
                        if let Some(data) = &mut page.data {
                            data.1 = Some(whole.start);
                        }
                    }
                    _ => {}
                },
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(page)
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let says = says(tag)?;
        let say = |name| says.iter().find(|it| it.0 == name).map(|it| it.1.clone());
        let number = |name| say(name).and_then(|it| it.parse::<u32>().ok());
        if let (Some(from), Some(to), Some(style)) = (number("min"), number("max"), say("style")) {
            self.columns.push((from, to, style));
        }
        Ok(())
    }

    /// How a cell looks that is not there yet.
    fn style(&self, like: Option<&RowAt>, column: usize) -> Option<String> {
        if let Some(cell) = like.and_then(|it| it.cells.iter().find(|it| it.column == column)) {
            return cell.style.clone();
        }
        let say = |name: &str| like?.says.iter().find(|it| it.0 == name).map(|it| it.1.clone());
        if say("customFormat").is_some_and(|it| it == "1" || it == "true") {
            return say("s");
        }
        let at = u32::try_from(column + 1).ok()?;
        let of = self.columns.iter().find(|it| (it.0..=it.1).contains(&at));
        of.map(|it| it.2.clone())
    }

    /// What is put in place of what, in order.
    fn edits(
        &self,
        like: u32,
        wanted: &BTreeMap<u32, BTreeMap<usize, &str>>,
        left: &mut Places,
    ) -> Result<Vec<(Range<usize>, String)>, Refusal> {
        let p = &self.prefix;
        let like = self.rows.iter().find(|it| it.number == like);
        let (data, close) = self.data.as_ref().ok_or(Refusal::NotATable)?;
        let mut edits = Vec::new();
        edits.extend(self.reach(wanted));
        let (mut new, mut known) = (String::new(), self.rows.iter().peekable());
        for (&number, cells) in wanted {
            while known.next_if(|it| it.number < number).is_some() {}
            if let Some(row) = known.next_if(|it| it.number == number) {
                self.row(row, like, cells, &mut edits, left);
                continue;
            }
            // It goes before the next that is there, or behind the last.
            let before = known.peek().map(|it| it.open.start).or(*close);
            let text = self.new_row(number, like, cells);
            match before {
                Some(at) => edits.push((at..at, text)),
                None => new += &text,
            }
        }
        if close.is_none() && !new.is_empty() {
            let name = format!("{p}sheetData");
            edits.push((data.clone(), format!("<{name}>{new}</{name}>")));
        }
        edits.sort_by_key(|it| (it.0.start, it.0.end));
        Ok(edits)
    }

    fn row(
        &self,
        row: &RowAt,
        like: Option<&RowAt>,
        cells: &BTreeMap<usize, &str>,
        edits: &mut Vec<(Range<usize>, String)>,
        left: &mut Places,
    ) {
        let p = &self.prefix;
        let mut behind = String::new();
        for (&column, text) in cells {
            let there = row.cells.iter().find(|it| it.column == column);
            if let Some(there) = there {
                if there.formula {
                    left.push((row.number, column));
                } else {
                    let cell = self.cell(row.number, column, there.style.as_deref(), text);
                    edits.push((there.whole.clone(), cell));
                }
                continue;
            }
            let style = self.style(like, column);
            let cell = self.cell(row.number, column, style.as_deref(), text);
            match row.cells.iter().find(|it| it.column > column) {
                Some(next) => edits.push((next.whole.start..next.whole.start, cell)),
                None => behind += &cell,
            }
        }
        // How many cells a row has is a hint, which would be wrong now.
        let says = written(row.says.iter().filter(|it| it.0 != "spans"));
        match row.close {
            Some(close) => {
                if row.says.iter().any(|it| it.0 == "spans") {
                    edits.push((row.open.clone(), format!("<{p}row{says}>")));
                }
                if !behind.is_empty() {
                    edits.push((close..close, behind));
                }
            }
            None => edits.push((row.open.clone(), format!("<{p}row{says}>{behind}</{p}row>"))),
        }
    }

    fn new_row(&self, number: u32, like: Option<&RowAt>, cells: &BTreeMap<usize, &str>) -> String {
        let p = &self.prefix;
        let is_kept = |it: &&(String, String)| {
            !matches!(it.0.as_str(), "r" | "spans" | "hidden" | "collapsed")
        };
        let says = written(like.into_iter().flat_map(|it| &it.says).filter(is_kept));
        // The whole row looks as the other does, also where nothing is written.
        let looks = like.into_iter().flat_map(|it| &it.cells).map(|it| it.column);
        let columns: std::collections::BTreeSet<usize> =
            looks.chain(cells.keys().copied()).collect();
        let mut out = String::new();
        for column in columns {
            let style = self.style(like, column);
            out += &match cells.get(&column) {
                Some(text) => self.cell(number, column, style.as_deref(), text),
                None => self.blank(number, column, style.as_deref()),
            };
        }
        format!("<{p}row r=\"{number}\"{says}>{out}</{p}row>")
    }

    /// A cell that has its looks alone.
    fn blank(&self, row: u32, column: usize, style: Option<&str>) -> String {
        let style = style.map(|it| format!(" s=\"{it}\"")).unwrap_or_default();
        format!("<{}c r=\"{}{row}\"{style}/>", self.prefix, column_name(column))
    }

    /// A text, which no spreadsheet takes for a number or a formula.
    fn cell(&self, row: u32, column: usize, style: Option<&str>, text: &str) -> String {
        let p = &self.prefix;
        let style = style.map(|it| format!(" s=\"{it}\"")).unwrap_or_default();
        let can_be = |it: &char| {
            matches!(it, '\t' | '\n') || !it.is_control() && !matches!(it, '\u{fffe}' | '\u{ffff}')
        };
        let text: String = text.chars().filter(can_be).take(LONGEST).collect();
        let name = column_name(column);
        format!(
            "<{p}c r=\"{name}{row}\"{style} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{}</{p}t></{p}is></{p}c>",
            escape(text.as_str())
        )
    }

    /// How far the sheet reaches now, where it says so.
    fn reach(
        &self,
        wanted: &BTreeMap<u32, BTreeMap<usize, &str>>,
    ) -> Option<(Range<usize>, String)> {
        let (whole, range) = self.dimension.as_ref()?;
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
        let columns = wanted.values().flat_map(|it| it.keys());
        let columns: Vec<u32> = columns.filter_map(|it| u32::try_from(*it).ok()).collect();
        let top = top.min(wanted.keys().next()?.saturating_sub(1));
        let bottom = bottom.max(wanted.keys().next_back()?.saturating_sub(1));
        let left = left.min(columns.iter().copied().min()?);
        let right = right.max(columns.iter().copied().max()?);
        let name = |row: u32, column: u32| {
            format!("{}{}", column_name(usize::try_from(column).unwrap_or(0)), row + 1)
        };
        let p = &self.prefix;
        let text = format!("<{p}dimension ref=\"{}:{}\"/>", name(top, left), name(bottom, right));
        Some((whole.clone(), text))
    }
}

/// The same in a tag again.
fn written<'a>(says: impl Iterator<Item = &'a (String, String)>) -> String {
    let mut out = String::new();
    for (name, value) in says {
        let _ = write!(out, " {name}=\"{value}\""); // a String takes everything
    }
    out
}

/// What a tag says, as it stands: names with their prefixes, values with their escapes.
fn says(tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, Refusal> {
    let one = |it: Result<Attribute<'_>, AttrError>| {
        let it = it.map_err(|_| Refusal::Damaged)?;
        // What stood between single quotes may hold a double one.
        Ok((it.key.as_ref().to_owned(), it.value.replace('"', "&quot;")))
    };
    // Looking whether one comes twice takes for ever where a tag has a million.
    tag.attributes().with_checks(false).map(one).collect()
}

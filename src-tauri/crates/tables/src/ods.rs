//! ODS, what `LibreOffice` writes: one pass over its text, cell by cell. What is repeated is counted before it is made; a reader that
//! makes it first can be made to fill any memory by a file of a few kilobytes.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read as _},
};

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use crate::{
    cell::{Book, Cell, Was},
    making::{Making, Taken, iso, number, text, truth},
    parts::{Layout, tags},
    refusal::{LONGEST, MOST_COLUMNS, MOST_ROWS, Refusal},
};

/// The tables of a zip file whose parts were counted.
pub(crate) fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        let mut file = zip.by_name(name).map_err(|_| Refusal::NotATable)?;
        file.read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
        Ok(bytes)
    };
    let content = part("content.xml")?;
    let manifest = part("META-INF/manifest.xml").unwrap_or_default();
    if tags(&manifest, &["encryption-data"]).next().is_some() {
        return Err(Refusal::Protected);
    }
    if tags(&content, &["spreadsheet"]).next().is_none() {
        return Err(Refusal::NotATable);
    }
    let content = String::from_utf8(content).map_err(|_| Refusal::Damaged)?;
    let mut reading = Reading::default();
    let mut xml = Reader::from_str(&content);
    xml.config_mut().expand_empty_elements = true;
    loop {
        match xml.read_event().map_err(|_| Refusal::Damaged)? {
            Event::Start(tag) => reading.start(&tag)?,
            Event::End(tag) => reading.end(tag.local_name().as_ref())?,
            Event::Text(it) => reading.say(&it.xml10_content()),
            Event::CData(it) => reading.say(&it.xml10_content()),
            Event::GeneralRef(it) => match it.resolve_char_ref() {
                Ok(Some(it)) => reading.say(it.encode_utf8(&mut [0; 4])),
                _ => reading.say(resolve_xml_entity(it.as_ref()).unwrap_or_default()),
            },
            Event::Eof if reading.depth == 0 => return Ok(reading.book),
            Event::Eof => return Err(Refusal::Damaged),
            _ => {}
        }
    }
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    book: Book,
    taken: Taken,
    /// How many tags are open.
    depth: usize,
    /// The style whose words are read, and those of sheets that are not shown.
    style: String,
    unseen: BTreeSet<String>,
    sheet: Option<Page>,
}

/// A sheet.
struct Page {
    name: String,
    hidden: bool,
    layout: Layout,
    making: Making,
    /// How many columns were described, and where the next row and cell begin, from 0.
    columns: u32,
    row: u32,
    column: u32,
    /// For how many rows the row stands, whether they are hidden, and what is in them: from which column on, for how many.
    rows: u32,
    collapsed: bool,
    cells: Vec<(u32, u32, Cell)>,
    cell: Option<Open>,
    /// Inside this many tags of something that is no cell's own text: a remark, a picture.
    aside: usize,
}

/// A cell, what its tag says, and what it shows.
struct Open {
    /// As ODF calls it; or `covered`, `error`, `formula`.
    kind: String,
    value: String,
    /// For how many columns it stands; how many columns and rows it takes up.
    columns: u32,
    across: u32,
    down: u32,
    shown: String,
    /// How many paragraphs have begun, and whether one is open.
    paragraphs: usize,
    within: bool,
}

impl Reading {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        self.depth += 1;
        let name = tag.local_name();
        let name: &str = name.as_ref();
        let Some(page) = &mut self.sheet else {
            match name {
                "style" => self.style = said(tag, "name")?.unwrap_or_default(),
                "table-properties" if said(tag, "display")?.is_some_and(|it| it == "false") => {
                    self.unseen.insert(std::mem::take(&mut self.style));
                }
                "table" => {
                    let style = said(tag, "style-name")?.unwrap_or_default();
                    let hidden = self.unseen.contains(&style);
                    let name = said(tag, "name")?.unwrap_or_default();
                    self.sheet = Some(Page::new(name, hidden, self.taken));
                }
                _ => {}
            }
            return Ok(());
        };
        if page.aside > 0 {
            page.aside += 1;
            return Ok(());
        }
        // Of what lies in a cell only its own lines are read: no table in it, no remark, no picture.
        let is_line = matches!(name, "p" | "h" | "list" | "list-item");
        let beside = page.cell.as_ref().is_some_and(|it| !it.within && !is_line);
        match name {
            _ if beside => page.aside = 1,
            "table" | "annotation" | "shapes" | "forms" | "frame" | "ruby-text" => page.aside = 1,
            "table-column" if page.cell.is_none() => page.described(tag)?,
            "table-row" if page.cell.is_none() => {
                page.rows = times(tag, "number-rows-repeated")?;
                page.collapsed = is_collapsed(tag)?;
                (page.column, page.cells) = (0, Vec::new());
            }
            "table-cell" | "covered-table-cell" if page.cell.is_none() => {
                page.cell = Some(Open::of(tag, name != "table-cell")?);
            }
            _ => {
                if let Some(cell) = &mut page.cell {
                    cell.start(name, tag)?;
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        self.depth = self.depth.saturating_sub(1);
        let Some(page) = &mut self.sheet else { return Ok(()) };
        if page.aside > 0 {
            page.aside -= 1;
            return Ok(());
        }
        match name {
            "p" | "h" => {
                if let Some(cell) = &mut page.cell {
                    cell.within = false;
                }
            }
            "table-cell" | "covered-table-cell" => page.cell_done(),
            "table-row" => page.row_done()?,
            "table" => {
                if let Some(page) = self.sheet.take() {
                    self.taken = page.making.taken;
                    let sheet = page.making.done(&page.name, page.hidden, &page.layout)?;
                    self.book.sheets.push(sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn say(&mut self, text: &str) {
        if let Some(page) = self.sheet.as_mut().filter(|it| it.aside == 0)
            && let Some(cell) = page.cell.as_mut().filter(|it| it.within)
        {
            cell.say(text);
        }
    }
}

impl Page {
    fn new(name: String, hidden: bool, taken: Taken) -> Self {
        Self {
            name,
            hidden,
            layout: Layout::default(),
            making: Making::after(taken),
            columns: 0,
            row: 0,
            column: 0,
            rows: 1,
            collapsed: false,
            cells: Vec::new(),
            cell: None,
            aside: 0,
        }
    }

    /// Columns of which something is said.
    fn described(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        let to = self.columns.saturating_add(times(tag, "number-columns-repeated")?);
        if is_collapsed(tag)? {
            let all = (self.columns..to).map(|it| it as usize);
            self.layout.hidden_columns.extend(all.take_while(|it| *it < MOST_COLUMNS));
        }
        self.columns = to;
        Ok(())
    }

    fn cell_done(&mut self) {
        let Some(open) = self.cell.take() else { return };
        let (from, columns) = (self.column, open.columns);
        self.column = from.saturating_add(columns);
        if (open.across > 1 || open.down > 1) && self.layout.merged.len() < MOST_ROWS {
            let to = |from: u32, many: u32| from.saturating_add(many.saturating_sub(1));
            let corner = [to(self.row, open.down), to(from, open.across)];
            self.layout.merged.push([self.row, from, corner[0], corner[1]]);
        }
        if let Some(cell) = open.done() {
            self.cells.push((from, columns, cell));
        }
    }

    fn row_done(&mut self) -> Result<(), Refusal> {
        let from = self.row;
        self.row = from.saturating_add(self.rows);
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return Ok(());
        }
        // The first that is too far to the right or below ends it.
        for row in from..self.row {
            if self.collapsed {
                self.layout.hidden_rows.insert(row + 1);
            }
            for (column, columns, cell) in &cells {
                for column in *column..column.saturating_add(*columns) {
                    self.making.put(row, column, cell.clone())?;
                }
            }
        }
        Ok(())
    }
}

impl Open {
    fn of(tag: &BytesStart<'_>, covered: bool) -> Result<Self, Refusal> {
        let mut kind = String::new();
        let mut value = String::new();
        let mut error = false;
        for it in tag.attributes().with_checks(false) {
            let it = it.map_err(|_| Refusal::Damaged)?;
            let text =
                || it.normalized_value(XmlVersion::Implicit1_0).map_err(|_| Refusal::Damaged);
            let name: &str = it.key.as_ref();
            match name {
                "office:value-type" => kind = text()?.into_owned(),
                "calcext:value-type" => error = text()? == "error",
                "office:value"
                | "office:date-value"
                | "office:boolean-value"
                | "office:string-value" => value = text()?.into_owned(),
                _ => {}
            }
        }
        if covered {
            "covered".clone_into(&mut kind);
        } else if error {
            "error".clone_into(&mut kind);
        } else if kind.is_empty() && said(tag, "formula")?.is_some() {
            "formula".clone_into(&mut kind);
        }
        Ok(Self {
            kind,
            value,
            columns: times(tag, "number-columns-repeated")?,
            across: times(tag, "number-columns-spanned")?,
            down: times(tag, "number-rows-spanned")?,
            shown: String::new(),
            paragraphs: 0,
            within: false,
        })
    }

    fn start(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match name {
            "p" | "h" => {
                if self.paragraphs > 0 {
                    self.say("\n");
                }
                self.paragraphs += 1;
                self.within = true;
            }
            "s" => {
                let many = (times(tag, "c")? as usize).min(LONGEST + 1);
                self.say(&" ".repeat(many));
            }
            "tab" => self.say("\t"),
            "line-break" => self.say("\n"),
            _ => {}
        }
        Ok(())
    }

    /// What is too long to be read need not be kept.
    fn say(&mut self, text: &str) {
        if self.shown.len() <= LONGEST * 4 {
            self.shown.push_str(text);
        }
    }

    /// What is in it, if anything. Of what lies below a merged cell nothing is seen.
    fn done(self) -> Option<Cell> {
        let shown = || if self.value.is_empty() { &self.shown } else { &self.value };
        let cell = match &*self.kind {
            "covered" => return None,
            "error" => Cell { text: self.shown.trim().to_owned(), was: Was::Error },
            "formula" => Cell { text: String::new(), was: Was::Uncalculated },
            "float" | "currency" | "percentage" => match self.value.parse() {
                Ok(it) => number(it),
                Err(_) => text(&self.shown),
            },
            "date" => iso(&self.value),
            "boolean" => truth(self.value == "true"),
            "string" => text(shown()),
            // A time of day, as it is shown.
            _ => text(&self.shown),
        };
        Some(cell).filter(|it| it.was != Was::Empty)
    }
}

/// An attribute by its name without the prefix.
fn said(tag: &BytesStart<'_>, wanted: &str) -> Result<Option<String>, Refusal> {
    for it in tag.attributes().with_checks(false) {
        let it = it.map_err(|_| Refusal::Damaged)?;
        let name = it.key.local_name();
        let name: &str = name.as_ref();
        if name == wanted {
            return it
                .normalized_value(XmlVersion::Implicit1_0)
                .map(|it| Some(it.into_owned()))
                .map_err(|_| Refusal::Damaged);
        }
    }
    Ok(None)
}

/// How many an attribute says; without it one.
fn times(tag: &BytesStart<'_>, name: &str) -> Result<u32, Refusal> {
    said(tag, name)?.map_or(Ok(1), |it| it.parse().map_err(|_| Refusal::Damaged))
}

/// Hidden by hand or by a filter.
fn is_collapsed(tag: &BytesStart<'_>) -> Result<bool, Refusal> {
    Ok(said(tag, "visibility")?.is_some_and(|it| it == "collapse" || it == "filter"))
}

//! XLS of Excel 5 to 2003, record by record ([MS-XLS]; section numbers stand where a record is read). Every cell is held against the
//! limits when it is met: nothing is made of what a file says of its own size.

use std::{borrow::Cow, collections::BTreeMap};

use calamine::{ExcelDateTime, ExcelDateTimeType};
use encoding_rs::{BIG5, Encoding, GB18030, WINDOWS_1252};

use crate::{
    cell::{Book, Cell, Was},
    compound::{Compound, f64_at, u16_at, u32_at},
    making::{Making, Taken, day, number, text, truth},
    parts::Layout,
    refusal::{LONGEST, MOST_COLUMNS, MOST_ROWS, Refusal},
};

/// The tables of a compound file.
pub(crate) fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    // An XLSX with a password lies in such a file.
    let word: Vec<u8> = "EncryptedPackage".bytes().flat_map(|it| [it, 0]).collect();
    if bytes.windows(word.len()).any(|it| it == word) {
        return Err(Refusal::Protected);
    }
    let compound = Compound::of(bytes).ok_or(Refusal::Damaged)?;
    let file = compound.file("Workbook").or_else(|| compound.file("Book"));
    let stream = file.ok_or(Refusal::NotATable)??;
    let workbook = Workbook::of(&stream)?;
    let (mut book, mut taken) = (Book::default(), Taken::new(workbook.from_1904));
    // Sheets that lie in one another would be read as often as they are named.
    let mut left = stream.len();
    for (start, hidden, name) in &workbook.sheets {
        let mut page = Page { making: Making::after(taken), ..Page::default() };
        page.read(&workbook, stream.get(*start..).unwrap_or_default(), &mut left)?;
        taken = page.making.taken;
        book.sheets.push(page.making.done(name, *hidden, &page.layout)?);
    }
    Ok(book)
}

/// What a record is, and what is in it.
type Record<'a> = (u16, &'a [u8]);

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const CONTINUED: u16 = 0x003c;

/// The records of a stream, to where it ends or makes no sense.
fn records(mut rest: &[u8]) -> impl Iterator<Item = Record<'_>> {
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((kind, data))
    })
}

/// What holds for all sheets.
struct Workbook {
    /// Texts are in Unicode, as since 1997, or in a code page.
    unicode: bool,
    page: &'static Encoding,
    from_1904: bool,
    /// What the formats of numbers are, and which a cell's style has.
    dates: BTreeMap<u16, bool>,
    styles: Vec<u16>,
    /// Texts that several cells share, cut where they are too long to be read.
    shared: Vec<String>,
    /// Where each sheet begins, whether it is hidden, and its name.
    sheets: Vec<(usize, bool, String)>,
}

impl Workbook {
    fn of(stream: &[u8]) -> Result<Self, Refusal> {
        let mut it = Self {
            unicode: true,
            page: GB18030,
            from_1904: false,
            dates: BTreeMap::new(),
            styles: Vec::new(),
            shared: Vec::new(),
            sheets: Vec::new(),
        };
        let (mut shared, mut goes_on, mut ended) = (Vec::new(), false, false);
        for (kind, data) in records(stream) {
            goes_on &= kind == CONTINUED;
            match kind {
                // 2.4.21
                BEGIN => it.unicode = u16_at(data, 0) == Some(0x0600),
                // 2.4.117: what follows is scrambled
                0x002f => return Err(Refusal::Protected),
                // 2.4.52
                0x0042 => {
                    it.page = match u16_at(data, 0) {
                        Some(950) => BIG5,
                        Some(1252) => WINDOWS_1252,
                        _ => GB18030,
                    };
                }
                // 2.4.77
                0x0022 => it.from_1904 = u16_at(data, 0) == Some(1),
                // 2.4.126
                0x041e => {
                    let words = data
                        .get(2..)
                        .and_then(|rest| if it.unicode { it.string(rest) } else { it.short(rest) });
                    let (number, words) = (u16_at(data, 0), words.unwrap_or_default());
                    it.dates.extend(number.map(|number| (number, is_date(&words))));
                }
                // 2.4.353
                0x00e0 => it.styles.push(u16_at(data, 2).unwrap_or_default()),
                // 2.4.28; a chart or a macro is no sheet
                0x0085 if data.get(5) == Some(&0) => {
                    let start = u32_at(data, 0).ok_or(Refusal::Damaged)?;
                    let name = data.get(6..).and_then(|rest| it.short(rest)).unwrap_or_default();
                    let name = name.replace('\0', "");
                    let hidden = data.get(4).is_some_and(|it| it & 3 != 0);
                    it.sheets.push((start as usize, hidden, name));
                }
                // 2.4.265, over as many records as it takes
                0x00fc => {
                    shared = vec![data.get(8..).unwrap_or_default()];
                    goes_on = true;
                }
                CONTINUED if goes_on => shared.push(data),
                END => {
                    ended = true;
                    break;
                }
                _ => {}
            }
        }
        it.shared = Shared { rest: shared.into_iter(), data: &[] }.all();
        if ended { Ok(it) } else { Err(Refusal::Damaged) }
    }

    /// A text with its length in two bytes before it.
    fn string(&self, data: &[u8]) -> Option<String> {
        self.chars(data.get(2..)?, usize::from(u16_at(data, 0)?))
    }

    /// A text with its length in one byte before it.
    fn short(&self, data: &[u8]) -> Option<String> {
        self.chars(data.get(1..)?, usize::from(*data.first()?))
    }

    fn chars(&self, data: &[u8], many: usize) -> Option<String> {
        if !self.unicode {
            let bytes = data.get(..many.min(data.len()))?;
            return Some(self.page.decode_without_bom_handling(bytes).0.into_owned());
        }
        let (flags, rest) = data.split_first()?;
        let size = if flags & 1 == 1 { 2 } else { 1 };
        Some(units(rest.get(..(many * size).min(rest.len()))?, size == 2))
    }

    /// What a number is, by the style of its cell.
    fn number(&self, it: f64, style: u16) -> Cell {
        let format = self.styles.get(usize::from(style)).copied().unwrap_or_default();
        let own = self.dates.get(&format).copied();
        // Formats that no file describes: ECMA-376, 18.8.30; those from 27 on are Chinese ones.
        if own.unwrap_or(matches!(format, 14..=22 | 27..=36 | 45 | 47 | 50..=58)) {
            day(ExcelDateTime::new(it, ExcelDateTimeType::DateTime, self.from_1904))
        } else {
            number(it)
        }
    }
}

/// Characters of one or two bytes.
fn units(bytes: &[u8], wide: bool) -> String {
    if wide {
        let all: Vec<u16> = bytes.chunks_exact(2).filter_map(|it| u16_at(it, 0)).collect();
        String::from_utf16_lossy(&all)
    } else {
        bytes.iter().copied().map(char::from).collect()
    }
}

/// Whether a format shows a day or a time of day: it has one of their letters outside of quotes, brackets and escapes.
fn is_date(format: &str) -> bool {
    let (mut quoted, mut chars) = (false, format.chars());
    while let Some(it) = chars.next() {
        match it {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => {
                // `[h]` counts hours beyond a day.
                let said: String = chars.by_ref().take_while(|it| *it != ']').collect();
                if !said.is_empty() && said.chars().all(|it| "hHmMsS".contains(it)) {
                    return false;
                }
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            // What follows is for negative numbers.
            ';' => return false,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return true,
            _ => {}
        }
    }
    false
}

/// The texts that cells share, 2.5.293: each may go on in the next record, with a byte of its own before.
struct Shared<'a> {
    rest: std::vec::IntoIter<&'a [u8]>,
    data: &'a [u8],
}

impl Shared<'_> {
    fn all(mut self) -> Vec<String> {
        let mut all = Vec::new();
        while self.data.is_empty() {
            let Some(next) = self.rest.next() else { return all };
            self.data = next;
        }
        while let Some(text) = self.next() {
            all.push(text);
        }
        all
    }

    fn next(&mut self) -> Option<String> {
        while self.data.is_empty() {
            self.data = self.rest.next()?;
        }
        let (mut left, flags) = (usize::from(u16_at(self.data, 0)?), *self.data.get(2)?);
        self.data = self.data.get(3..)?;
        let (mut runs, mut spoken) = (0, 0);
        if flags & 8 != 0 {
            runs = usize::from(u16_at(self.data, 0)?) * 4;
            self.data = self.data.get(2..)?;
        }
        if flags & 4 != 0 {
            spoken = u32_at(self.data, 0)? as usize;
            self.data = self.data.get(4..)?;
        }
        let (mut text, mut wide, mut kept) = (String::new(), flags & 1 == 1, 0);
        loop {
            let size = if wide { 2 } else { 1 };
            let many = left.min(self.data.len() / size);
            let (said, rest) = self.data.split_at_checked(many * size)?;
            // One character more than may be read, so that it is seen to be too long.
            let said = said.get(..(LONGEST + 1).saturating_sub(kept).min(many) * size)?;
            text.push_str(&units(said, wide));
            kept += said.len() / size;
            (self.data, left) = (rest, left - many);
            if left == 0 {
                break;
            }
            let (first, rest) = self.rest.next()?.split_first()?;
            (wide, self.data) = (first & 1 == 1, rest);
        }
        self.skip(runs + spoken)?;
        Some(text)
    }

    fn skip(&mut self, mut many: usize) -> Option<()> {
        while many > 0 {
            if self.data.is_empty() {
                self.data = self.rest.next()?;
                continue;
            }
            let now = many.min(self.data.len());
            self.data = self.data.get(now..)?;
            many -= now;
        }
        Some(())
    }
}

/// A sheet on its way.
#[derive(Default)]
struct Page {
    making: Making,
    layout: Layout,
    /// How many records have described columns.
    columns: u32,
    /// Where the text goes that a formula comes to: it stands in a record of its own.
    awaited: Option<(u32, u32)>,
}

impl Page {
    fn read(
        &mut self,
        workbook: &Workbook,
        stream: &[u8],
        left: &mut usize,
    ) -> Result<(), Refusal> {
        let mut depth = 0_usize;
        for (kind, data) in records(stream) {
            *left = left.checked_sub(data.len() + 4).ok_or(Refusal::Damaged)?;
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => return Ok(()),
                END => depth -= 1,
                // What lies in a chart is no cell of the sheet.
                _ if depth > 1 => {}
                _ => self.record(workbook, kind, data)?,
            }
        }
        Err(Refusal::Damaged)
    }

    fn record(&mut self, workbook: &Workbook, kind: u16, data: &[u8]) -> Result<(), Refusal> {
        let at = || Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)));
        let style = || u16_at(data, 4).unwrap_or_default();
        let cell = match kind {
            // 2.4.149
            0x00fd => {
                let shared = u32_at(data, 6).and_then(|it| workbook.shared.get(it as usize));
                Some(text(shared.map_or("", String::as_str)))
            }
            // 2.4.148; with and without formats in it
            0x0204 | 0x00d6 => data.get(6..).and_then(|it| workbook.string(it)).map(|it| text(&it)),
            // 2.4.180
            0x0203 => f64_at(data, 6).map(|it| workbook.number(it, style())),
            // 2.4.220
            0x027e => u32_at(data, 6).map(|it| workbook.number(packed(it), style())),
            // 2.4.175: several, each with its style
            0x00bd => {
                let (row, first) = at().ok_or(Refusal::Damaged)?;
                let last = data.len().saturating_sub(2);
                let each = data.get(4..last).unwrap_or_default().chunks_exact(6);
                for (column, each) in (first..).zip(each) {
                    let (style, number) = (u16_at(each, 0), u32_at(each, 2).map(packed));
                    let number = number.unwrap_or_default();
                    let cell = workbook.number(number, style.unwrap_or_default());
                    self.making.put(row, column, cell)?;
                }
                return Ok(());
            }
            // 2.4.24
            0x0205 => data.get(6..8).map(|it| truth_or_error(it.first(), it.get(1) == Some(&1))),
            // 2.4.127
            0x0006 => match data.get(6..14) {
                Some([0, .., 0xff, 0xff]) => {
                    self.awaited = at();
                    None
                }
                Some([1, _, said, .., 0xff, 0xff]) => Some(truth_or_error(Some(said), false)),
                Some([2, _, said, .., 0xff, 0xff]) => Some(truth_or_error(Some(said), true)),
                Some([.., 0xff, 0xff]) => None,
                _ => f64_at(data, 6).map(|it| workbook.number(it, style())),
            },
            // 2.4.268
            0x0207 => {
                let said = workbook.string(data).map(|it| text(&it));
                if let (Some((row, column)), Some(cell)) = (self.awaited.take(), said) {
                    self.making.put(row, column, cell)?;
                }
                return Ok(());
            }
            _ => {
                self.laid_out(kind, data);
                return Ok(());
            }
        };
        if let (Some((row, column)), Some(cell)) = (at(), cell) {
            self.making.put(row, column, cell)?;
        }
        Ok(())
    }

    /// Rows, columns, and cells that are one.
    fn laid_out(&mut self, kind: u16, data: &[u8]) {
        let at = |place: usize| u16_at(data, place).unwrap_or_default();
        match kind {
            // 2.4.221
            0x0208 if at(12) & 0x20 != 0 && usize::from(at(0)) < MOST_ROWS => {
                self.layout.hidden_rows.insert(u32::from(at(0)) + 1);
            }
            // 2.4.53
            0x007d if at(8) & 1 != 0 && self.columns < 256 => {
                self.columns += 1;
                let all = usize::from(at(0))..=usize::from(at(2));
                let all = all.take_while(|it| *it < MOST_COLUMNS);
                self.layout.hidden_columns.extend(all);
            }
            // 2.4.168
            0x00e5 => {
                let each = data.get(2..).unwrap_or_default().chunks_exact(8);
                let corner = |it: &[u8], place| u32::from(u16_at(it, place).unwrap_or_default());
                let each =
                    each.map(|it| [corner(it, 0), corner(it, 4), corner(it, 2), corner(it, 6)]);
                let room = MOST_ROWS.saturating_sub(self.layout.merged.len());
                self.layout.merged.extend(each.take(room));
            }
            _ => {}
        }
    }
}

/// A number in four bytes, 2.5.217.
fn packed(it: u32) -> f64 {
    let whole = if it & 2 == 2 {
        f64::from(it.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(it & !3) << 32)
    };
    if it & 1 == 1 { whole / 100.0 } else { whole }
}

fn truth_or_error(it: Option<&u8>, error: bool) -> Cell {
    let it = it.copied().unwrap_or_default();
    if !error {
        return truth(it != 0);
    }
    // 2.5.10
    let said: Cow<'_, str> = match it {
        0x00 => "#NULL!".into(),
        0x07 => "#DIV/0!".into(),
        0x0f => "#VALUE!".into(),
        0x17 => "#REF!".into(),
        0x1d => "#NAME?".into(),
        0x24 => "#NUM!".into(),
        0x2a => "#N/A".into(),
        other => format!("#{other}").into(),
    };
    Cell { text: said.into_owned(), was: Was::Error }
}

//! Files made to take memory or time, and the same records where they are sound. What would be made of a lie ends the test by itself:
//! no computer has that much memory.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fmt::Write as _, io::Write as _};

use beishen_tables::{Book, Refusal, Was, read};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A record of an .xls.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// Numbers of two bytes.
fn words(all: &[u16]) -> Vec<u8> {
    all.iter().flat_map(|it| it.to_le_bytes()).collect()
}

fn begin(version: u16) -> Vec<u8> {
    record(0x0809, &words(&[version, 5, 0, 0]))
}

fn end() -> Vec<u8> {
    record(0x000a, &[])
}

/// A number in a cell, in the first style.
fn cell(row: u16, column: u16, it: f64) -> Vec<u8> {
    record(0x0203, &[&words(&[row, column, 0])[..], &it.to_le_bytes()].concat())
}

/// A cell that has one of the shared texts.
fn shares(row: u16, column: u16, which: u16) -> Vec<u8> {
    record(0x00fd, &words(&[row, column, 0, which, 0]))
}

/// The shared texts, of one-byte letters.
fn shared(texts: &[&str]) -> Vec<u8> {
    let mut all = vec![vec![0; 8]];
    for text in texts {
        let head = [&words(&[u16::try_from(text.len()).unwrap()])[..], &[0]].concat();
        all.last_mut().unwrap().extend(head);
        for byte in text.bytes() {
            if all.last().unwrap().len() == 8_000 {
                all.push(vec![0]);
            }
            all.last_mut().unwrap().push(byte);
        }
    }
    let kinds = std::iter::once(0x00fc).chain(std::iter::repeat(0x003c));
    kinds.zip(&all).flat_map(|(kind, data)| record(kind, data)).collect()
}

/// A stream of these globals and sheets; each sheet begins where it should, or where `start` says.
fn stream(version: u16, globals: &[u8], sheets: &[Vec<u8>], start: Option<usize>) -> Vec<u8> {
    let name = |n: usize| {
        let flags: &[u8] = if version == 0x0600 { &[0] } else { &[] };
        let name = n.to_string();
        [&[u8::try_from(name.len()).unwrap()][..], flags, name.as_bytes()].concat()
    };
    let named: usize = (0..sheets.len()).map(|n| 4 + 6 + name(n).len()).sum();
    let first = begin(version).len() + globals.len() + named + end().len();
    let (mut at, mut heads, mut bodies) = (first, Vec::new(), Vec::new());
    for (n, sheet) in sheets.iter().enumerate() {
        let start = u32::try_from(start.map_or(at, |it| first + it)).unwrap();
        heads.extend(record(0x0085, &[&start.to_le_bytes()[..], &[0, 0], &name(n)].concat()));
        let body = [begin(version), sheet.clone(), end()].concat();
        at += body.len();
        bodies.extend(body);
    }
    [&begin(version)[..], globals, &heads, &end(), &bodies].concat()
}

/// The container of a stream, whose folder goes on where `folder_next` says.
fn contained(name: &str, stream: &[u8], folder_next: u32) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4_096).next_multiple_of(512), 0);
    let sectors = stream.len() / 512;
    // The folder in sector 0, then the stream, then the lists of what comes next.
    let mut next = vec![folder_next];
    next.extend((1..sectors).map(|it| u32::try_from(it + 1).unwrap()));
    next.push(0xffff_fffe);
    let lists = (next.len() + 1).div_ceil(128);
    next.resize(lists * 128, 0xffff_ffff);
    let mut head = vec![0_u8; 512];
    head[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let mut put = |at: usize, bytes: &[u8]| head[at..at + bytes.len()].copy_from_slice(bytes);
    put(24, &words(&[0x3e, 3, 0xfffe, 9, 6]));
    put(48, &0_u32.to_le_bytes());
    put(60, &0xffff_fffe_u32.to_le_bytes());
    put(68, &0xffff_fffe_u32.to_le_bytes());
    put(76, &[0xff; 436]);
    for list in 0..lists {
        let sector = u32::try_from(sectors + 1 + list).unwrap();
        put(76 + list * 4, &sector.to_le_bytes());
    }
    let entry = |name: &str, kind: u8, start: u32, length: usize| {
        let mut it = vec![0_u8; 128];
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        it[..letters.len()].copy_from_slice(&letters);
        it[64] = u8::try_from(letters.len() + 2).unwrap();
        it[66] = kind;
        it[116..120].copy_from_slice(&start.to_le_bytes());
        it[120..124].copy_from_slice(&u32::try_from(length).unwrap().to_le_bytes());
        it
    };
    let mut folder =
        [entry("Root Entry", 5, 0xffff_fffe, 0), entry(name, 2, 1, stream.len())].concat();
    folder.resize(512, 0);
    let next: Vec<u8> = next.into_iter().flat_map(u32::to_le_bytes).collect();
    [head, folder, stream, next].concat()
}

/// An .xls of Excel 97 and later.
fn xls(globals: &[u8], sheets: &[Vec<u8>]) -> Vec<u8> {
    contained("Workbook", &stream(0x0600, globals, sheets, None), 0xffff_fffe)
}

fn shown(book: &Book) -> Vec<String> {
    let rows = book.sheets.iter().flat_map(|sheet| {
        sheet.rows.iter().map(|row| {
            let cells: Vec<_> = row.cells.iter().map(|it| it.text.as_str()).collect();
            let hidden = if row.hidden { " (hidden)" } else { "" };
            format!("{}{hidden}: {}", row.number, cells.join("|"))
        })
    });
    rows.collect()
}

#[test]
fn an_xls_says_what_is_in_its_cells() {
    let texts = shared(&["name", "born"]);
    // Styles: plain, a day of a format of its own, a day of Chinese Excel.
    let own = [&words(&[164, 10])[..], &[0], b"yyyy\\-mm-dd"].concat();
    let styles = [0_u16, 164, 57].map(|it| record(0x00e0, &words(&[0, it, 0, 0]))).concat();
    let globals = [record(0x041e, &own), styles, texts].concat();
    let day = |row, column, style: u16| {
        record(0x0203, &[&words(&[row, column, style])[..], &33_010_f64.to_le_bytes()].concat())
    };
    let formula = |row, column, value: [u8; 8]| {
        record(0x0006, &[&words(&[row, column, 0])[..], &value, &[0; 8]].concat())
    };
    let sheet = [
        // What it says of its size is believed by nobody.
        record(0x0200, &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0]),
        record(0x0208, &[&words(&[2, 0, 3, 0, 0, 0])[..], &[0x20, 0, 0, 0]].concat()),
        record(0x007d, &words(&[1, 1, 0, 0, 1, 0])),
        shares(0, 0, 0),
        shares(0, 1, 1),
        day(1, 0, 1),
        day(1, 1, 2),
        day(1, 2, 0),
        formula(2, 0, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x0207, &[&words(&[4])[..], &[0], b"sums"].concat()),
        formula(2, 1, [2, 0, 0x2a, 0, 0, 0, 0xff, 0xff]),
        formula(2, 2, 1.5_f64.to_le_bytes()),
        // 7, and 2.5 as a hundredth of 250.
        record(0x00bd, &words(&[3, 0, 0, 30, 0, 0, 1_003, 0, 1])),
        record(0x0205, &[&words(&[3, 2, 0])[..], &[1, 0]].concat()),
        // A chart with a number of its own.
        [begin(0x0600), cell(9, 9, 1.0), end()].concat(),
        cell(4, 0, 1.0),
        record(0x00e5, &words(&[1, 4, 4, 0, 1])),
    ]
    .concat();
    let book = read(&xls(&globals, &[sheet])).unwrap();
    assert_eq!(
        shown(&book),
        [
            "1: name|born",
            "2: 1990-05-17|1990-05-17|33010",
            "3 (hidden): sums|#N/A|1.5",
            "4: 7|2.5|是",
            "5: 1|1",
        ]
    );
    let sheet = &book.sheets[0];
    assert_eq!((sheet.merged, sheet.hidden_columns.iter().copied().collect()), (1, vec![1]));
    assert_eq!(sheet.rows[2].cells[1].was, Was::Error);

    // Excel 95: texts in a code page; and the calendar of an old Macintosh.
    let name = encoding_rs::GB18030.encode("张三").0.into_owned();
    let label = [&words(&[0, 0, 0, 4])[..], &name].concat();
    let globals = [record(0x0042, &words(&[936])), record(0x0022, &words(&[1]))].concat();
    let style = record(0x00e0, &words(&[0, 14, 0, 0]));
    let plain = record(0x00e0, &words(&[0, 0, 0, 0]));
    let bare = record(0x0203, &[&words(&[0, 2, 1])[..], &31_548_f64.to_le_bytes()].concat());
    let sheet = [record(0x0204, &label), cell(0, 1, 31_548.0), bare].concat();
    let stream = stream(0x0500, &[globals, style, plain].concat(), &[sheet], None);
    let book = read(&contained("Book", &stream, 0xffff_fffe)).unwrap();
    assert_eq!(shown(&book), ["1: 张三|1990-05-17|31548"]);
    assert_eq!(book.sheets[0].rows[0].cells[2].was, Was::Count(31_548.0), "a day, or not");
}

#[test]
fn an_xls_that_lies_takes_neither_memory_nor_time() {
    let corner = [cell(0, 0, 1.0), cell(65_535, 65_535, 1.0)].concat();
    let long = "x".repeat(32_000);
    let whole = "x".repeat(2_000);
    let fill = |rows: u16| (0..rows).flat_map(|row| shares(row, 0, 0)).collect::<Vec<u8>>();
    let wide = (0..5).flat_map(|row| (0..200).map(move |it| (row, it)));
    let many: Vec<Vec<u8>> =
        (0..60).map(|_| wide.clone().flat_map(|(row, it)| shares(row, it, 0)).collect()).collect();
    let loops = |next| contained("Workbook", &stream(0x0600, &[], &[cell(0, 0, 1.0)], None), next);
    let again = [vec![cell(0, 0, 1.0).repeat(1_000)], vec![Vec::new(); 499]].concat();
    let pieces = [record(0x00fc, &[0; 8]), record(0x003c, &[]).repeat(1_000_000)].concat();
    for (bytes, refusal) in [
        (xls(&[], &[corner]), Refusal::TooManyColumns),
        (xls(&[], &[cell(65_535, 0, 1.0)]), Refusal::TooManyRows),
        (xls(&[], &[cell(0, 256, 1.0)]), Refusal::TooManyColumns),
        (
            xls(&[], &[record(0x00bd, &[&words(&[0, 199])[..], &[0; 14]].concat())]),
            Refusal::TooManyColumns,
        ),
        (xls(&shared(&[&long]), &[fill(20_000)]), Refusal::TooLong("A1".into())),
        (xls(&shared(&[&whole]), &many), Refusal::Bomb),
        // Five hundred sheets, all the first one.
        (
            contained("Workbook", &stream(0x0600, &[], &again, Some(0)), 0xffff_fffe),
            Refusal::Damaged,
        ),
        (
            contained("Workbook", &stream(0x0600, &[], &again, Some(16 << 20)), 0xffff_fffe),
            Refusal::Damaged,
        ),
        (xls(&pieces, &[]), Refusal::Empty),
        (xls(&record(0x002f, &[0, 0]), &[cell(0, 0, 1.0)]), Refusal::Protected),
        (contained("Notes", &[0; 9], 0xffff_fffe), Refusal::NotATable),
    ] {
        assert_eq!(read(&bytes).err(), Some(refusal));
    }
    // A folder that goes on in itself has no end; what it names is there all the same.
    assert_eq!(shown(&read(&loops(0)).unwrap()), ["1: 1"]);
    assert_eq!(read(&loops(77_777)).err(), Some(Refusal::Damaged));
}

/// A zip file of these parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The text of an ODS with these rows.
fn content(rows: &str) -> String {
    format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:calcext=\"c\">\
         <office:automatic-styles><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet><table:table table:name=\"一\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
}

fn ods(rows: &str) -> Vec<u8> {
    zipped(&[("content.xml", &content(rows)), ("META-INF/manifest.xml", "<manifest/>")])
}

#[test]
fn an_ods_says_what_is_in_its_cells() {
    let rows = "\
        <table:shapes><table:table><table:table-row><table:table-cell office:value-type=\"float\" office:value=\"9\"/></table:table-row></table:table></table:shapes>\
        <table:table-column/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>\
        <table:table-header-rows><table:table-row><table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"2\"><text:p>姓<text:span>名</text:span> &amp; &#x5176;</text:p><text:p>二</text:p>\
        <office:annotation><text:p>remark</text:p></office:annotation><draw:frame><text:p>picture</text:p></draw:frame></table:table-cell>\
        <table:covered-table-cell office:value-type=\"string\"><text:p>below</text:p></table:covered-table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"1990-05-17\"><text:p>17.05.90</text:p></table:table-cell></table:table-row></table:table-header-rows>\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
        <table:table-row table:visibility=\"filter\"><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"1.50\"/>\
        <table:table-cell office:value-type=\"string\" calcext:value-type=\"error\" office:string-value=\"\"><text:p>#N/A</text:p></table:table-cell>\
        <table:table-cell table:formula=\"of:=1+1\"/><table:table-cell office:value-type=\"time\" office:time-value=\"PT08H30M\"><text:p>08:30</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated=\"1048572\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let book = read(&ods(rows)).unwrap();
    let first = "姓名 & 其\n二";
    assert_eq!(
        shown(&book),
        [format!("1: {first}|{first}|1990-05-17"), "4 (hidden): 1.5|1.5|#N/A||08:30".into()]
    );
    let sheet = &book.sheets[0];
    assert_eq!((sheet.merged, sheet.hidden_columns.iter().copied().collect()), (1, vec![1, 2]));
    let was = |row: usize, column: usize| sheet.rows[row].cells[column].was;
    assert_eq!((was(1, 2), was(1, 3)), (Was::Error, Was::Uncalculated));
    assert_eq!(was(0, 2), Was::Day { year: 1990, month: 5, day: 17 });

    let hidden =
        content("").replace("table:name=\"一\"", "table:name=\"二\" table:style-name=\"ta2\"");
    let row = "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row></table:table>";
    let hidden = hidden.replace("</table:table>", row);
    let book = read(&zipped(&[("content.xml", &hidden)])).unwrap();
    assert!(book.sheets[0].hidden && book.sheets[0].name == "二");
}

#[test]
fn an_ods_that_lies_takes_neither_memory_nor_time() {
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let times = |many: u32, it: &str| {
        format!("<table:table-cell table:number-columns-repeated=\"{many}\" {it}/>")
    };
    let one = "office:value-type=\"float\" office:value=\"1\"";
    let wide = row(&times(16_384, one));
    let deep = row(&times(2, one))
        .replace("<table:table-row>", "<table:table-row table:number-rows-repeated=\"1048576\">");
    let blanks = row(
        "<table:table-cell office:value-type=\"string\"><text:p>x<text:s text:c=\"4000000000\"/>y</text:p></table:table-cell>",
    );
    let text =
        format!("office:value-type=\"string\" office:string-value=\"{}\"", "x".repeat(2_000));
    let heavy = row(&times(100, &text)).repeat(600);
    let cut = |rows: &str, to: &str| {
        let whole = content(rows);
        let (before, _) = whole.split_once(to).unwrap();
        zipped(&[("content.xml", &format!("{before}{to}"))])
    };
    let mut attributes = "<table:table-row ".to_owned();
    for n in 0..200_000 {
        write!(attributes, "a{n}=\"\" ").unwrap();
    }
    attributes += "/>";
    let text_document = content(&wide).replace("office:spreadsheet", "office:text");
    let locked = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    for (bytes, refusal) in [
        (ods(&wide.repeat(100_000)), Refusal::TooManyColumns),
        (ods(&deep), Refusal::TooManyRows),
        (ods(&blanks), Refusal::TooLong("A1".into())),
        (ods(&heavy), Refusal::Bomb),
        (ods(&row(&times(u32::MAX, ""))), Refusal::Empty),
        (ods(&row("<table:table-cell table:number-columns-repeated=\"-1\"/>")), Refusal::Damaged),
        (ods(&attributes), Refusal::Empty),
        (ods(&"<table:table-cell>".repeat(500_000)), Refusal::Damaged),
        // Cut off inside of the sheet, a row, a remark.
        (cut(&wide, "table:name=\"一\">"), Refusal::Damaged),
        (cut(&wide, "<table:table-row>"), Refusal::Damaged),
        (
            cut(&row("<table:table-cell><office:annotation>"), "<office:annotation>"),
            Refusal::Damaged,
        ),
        (zipped(&[("content.xml", &text_document)]), Refusal::NotATable),
        (
            zipped(&[("content.xml", &content("")), ("META-INF/manifest.xml", locked)]),
            Refusal::Protected,
        ),
    ] {
        assert_eq!(read(&bytes).err(), Some(refusal));
    }
    let fine = row(&times(60, one))
        .replace("<table:table-row>", "<table:table-row table:number-rows-repeated=\"10000\">");
    assert_eq!(read(&ods(&fine)).unwrap().sheets[0].rows.len(), 10_000);
}

/// A workbook of so many sheets, all of the same part or each of its own; what stands behind the cells of each; shared texts.
fn xlsx(sheets: usize, same: bool, cells: &str, behind: &str, shared: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut named, mut targets, mut parts) = (String::new(), String::new(), Vec::new());
    for n in 1..=sheets {
        write!(named, "<sheet name=\"s{n}\" sheetId=\"{n}\" r:id=\"r{n}\"/>").unwrap();
        let part = if same { 1 } else { n };
        write!(targets, "<Relationship Id=\"r{n}\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet{part}.xml\"/>").unwrap();
        if part == n {
            let sheet = format!(
                "<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData>{behind}</worksheet>"
            );
            parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet));
        }
    }
    write!(
        targets,
        "<Relationship Id=\"s\" Type=\"{office}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    )
    .unwrap();
    parts.extend([
        ("_rels/.rels".to_owned(), format!("<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        ("xl/workbook.xml".to_owned(), format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{named}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships xmlns=\"{package}\">{targets}</Relationships>")),
        ("xl/sharedStrings.xml".to_owned(), format!("<sst xmlns=\"{main}\">{shared}</sst>")),
    ]);
    let parts: Vec<_> = parts.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    zipped(&parts)
}

#[test]
fn an_xlsx_that_lies_takes_neither_memory_nor_time() {
    let cell = |place: &str| format!("<row><c r=\"{place}\"><v>1</v></c></row>");
    let text = format!("<si><t>{}</t></si>", "x".repeat(2_000));
    let mut heavy = String::new();
    for row in 1..=600 {
        write!(heavy, "<row r=\"{row}\">{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(100)).unwrap();
    }
    for (bytes, refusal) in [
        (
            xlsx(1, false, &[cell("A1"), cell("XFD1048576")].concat(), "", ""),
            Refusal::TooManyColumns,
        ),
        (xlsx(1, false, &cell("A1048576"), "", ""), Refusal::TooManyRows),
        (xlsx(1_000, true, &cell("A1"), "", ""), Refusal::Damaged),
        (xlsx(1, false, &heavy, "", &text), Refusal::Bomb),
    ] {
        assert_eq!(read(&bytes).err(), Some(refusal));
    }
    // Empty cells that are one, and columns that are hidden, over and over: twenty thousand times the sheet.
    let merged = "<mergeCell ref=\"A2:GR20000\"/>".repeat(20_000);
    let hidden = "<col min=\"1\" max=\"200\" hidden=\"1\"/>".repeat(100_000);
    let cells = [cell("A1"), cell("A20000")].concat();
    let book = read(&xlsx(1, false, &cells, &format!("{merged}{hidden}"), "")).unwrap();
    assert_eq!((book.sheets[0].rows.len(), book.sheets[0].hidden_columns.len()), (2, 200));
}

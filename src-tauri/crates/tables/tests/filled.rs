//! Somebody else's table, filled in: the cells that are named, and not a byte of anything else.
#![expect(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "tests")]

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _, Write as _},
};

use beishen_tables::{Fill, Filled, Refusal, Sheet, fill, read};
use rust_xlsxwriter::{
    Color, DataValidation, Format, FormatAlign, FormatBorder, Formula, Image, Note, Workbook,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A school's own table: a title, rules, fills, a drop-down, a remark, numbers set beforehand, a sum, a line for signatures, and another
/// sheet.
fn school() -> Vec<u8> {
    let mut book = Workbook::new();
    let title = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E8F0));
    let cell = Format::new().set_border(FormatBorder::Thin).set_font_name("宋体");
    let text = cell.clone().set_num_format("@");
    let page = book.add_worksheet().set_name("名册 & 汇总").unwrap();
    page.merge_range(0, 0, 0, 5, "2026 届学位申请人员名册", &title).unwrap();
    page.set_row_height(0, 30).unwrap();
    page.set_column_width(2, 24).unwrap();
    page.set_column_format(5, &text).unwrap();
    for (at, name) in (0..).zip(["序号", "姓名", "证件号码", "手机号", "合计", "备注"])
    {
        page.write_string_with_format(1, at, name, &head).unwrap();
    }
    for row in 2..8 {
        page.write_number_with_format(row, 0, f64::from(row - 1), &cell).unwrap();
        for column in [1, 2, 3] {
            page.write_blank(row, column, if column == 2 { &text } else { &cell }).unwrap();
        }
        page.write_formula(row, 4, Formula::new("=1+1").set_result("2")).unwrap();
        page.set_row_height(row, 22).unwrap();
    }
    page.write_string_with_format(2, 1, "张三", &cell).unwrap();
    page.write_string(10, 0, "填表人：").unwrap();
    page.insert_note(1, 2, &Note::new("按身份证填写")).unwrap();
    page.add_data_validation(
        2,
        5,
        7,
        5,
        &DataValidation::new().allow_list_strings(&["应届", "往届"]).unwrap(),
    )
    .unwrap();
    page.set_freeze_panes(2, 2).unwrap();
    page.protect();
    let logo = Image::new_from_buffer(PNG).unwrap();
    page.insert_image(12, 0, &logo).unwrap();
    let other = book.add_worksheet().set_name("说明").unwrap();
    other.write_string(0, 0, "不要改动").unwrap();
    book.save_to_buffer().unwrap()
}

/// A picture of one point.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 0x0D, 0x49, 0x44, 0x41, 0x54,
    0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0xF0, 0x1F, 0, 5, 0, 1, 0xFF, 0x56, 0xC7, 0x2F, 0x0D, 0, 0,
    0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

/// Every part of a file, packed as it lies there and unpacked.
fn parts(file: &[u8]) -> BTreeMap<String, (Vec<u8>, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut all = BTreeMap::new();
    for at in 0..zip.len() {
        let (mut packed, mut plain) = (Vec::new(), Vec::new());
        zip.by_index_raw(at).unwrap().read_to_end(&mut packed).unwrap();
        let mut entry = zip.by_index(at).unwrap();
        entry.read_to_end(&mut plain).unwrap();
        let name = entry.name().unwrap().into_owned();
        all.insert(name, (packed, plain));
    }
    all
}

fn put(row: u32, column: usize, text: &str) -> Fill {
    Fill { row, column, text: text.to_owned() }
}

fn sheet(bytes: &[u8], at: usize) -> Sheet {
    read(bytes).unwrap_or_else(|it| panic!("{it:?}")).sheets.remove(at)
}

fn text(sheet: &Sheet, row: u32, column: usize) -> String {
    let row = sheet.rows.iter().find(|it| it.number == row);
    row.map(|it| it.cell(column).text.clone()).unwrap_or_default()
}

/// Every cell as it stands in the part: where, how it looks, the rest.
fn cells(xml: &str) -> BTreeMap<String, String> {
    let cells = xml.split("<c r=\"").skip(1);
    cells
        .map(|it| {
            let (name, rest) = it.split_once('"').unwrap();
            let end = rest.find("/>").filter(|at| !rest[..*at].contains('>'));
            let end = end.or_else(|| rest.find("</c>")).unwrap();
            (name.to_owned(), rest[..end].to_owned())
        })
        .collect()
}

const PART: &str = "xl/worksheets/sheet1.xml";

#[test]
fn what_is_named_is_filled_in_and_nothing_else_is_touched() {
    let before = school();
    let wanted = [
        put(3, 2, "11010519491231002X"),
        put(3, 3, "13800138000"),
        put(4, 1, "李四 <&> \"乙\""),
        put(4, 2, "=1+1"),
        put(4, 5, "应届"),
        put(4, 4, "3"),
        put(1, 3, "在合并的格里"),
        put(20, 1, "王五"),
        put(20, 2, "007"),
    ];
    let Filled { bytes, left } = fill(&before, "名册 & 汇总", 3, &wanted).unwrap();
    assert_eq!(left, [(1, 3), (4, 4)], "a merged cell and a formula stay");
    let now = sheet(&bytes, 0);
    for it in wanted.iter().filter(|it| !left.contains(&(it.row, it.column))) {
        assert_eq!(text(&now, it.row, it.column), it.text, "{}", it.row);
    }
    let (old, new) = (parts(&before), parts(&bytes));
    assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
    for (name, part) in &old {
        if name != PART {
            assert!(new[name] == *part, "{name} is as it was, packed and unpacked");
        }
    }
    // Within the sheet: without what was put in, it is what it was.
    let xml = |parts: &BTreeMap<String, (Vec<u8>, Vec<u8>)>| {
        String::from_utf8(parts[PART].1.clone()).unwrap()
    };
    let (old, new) = (xml(&old), xml(&new));
    let tail = |xml: &str| xml.split_once("</sheetData>").unwrap().1.to_owned();
    assert_eq!(tail(&old), tail(&new));
    let (were, are) = (cells(&old), cells(&new));
    for (name, cell) in &were {
        if !["C3", "D3", "B4", "C4", "F4"].contains(&name.as_str()) {
            assert_eq!(are[name], *cell, "{name}");
        }
    }
    // A cell that is filled looks as it did; one that is new looks as in the row below the names.
    let look =
        |cell: &str| cell.split_once("s=\"").map(|it| it.1.split_once('"').unwrap().0.to_owned());
    assert_eq!(look(&are["C3"]), look(&were["C3"]));
    assert_eq!(look(&are["C20"]), look(&were["C3"]));
    assert_eq!(look(&are["B20"]), look(&were["B3"]));
    assert!(look(&are["F4"]).is_some(), "as its column looks");
    let row = |xml: &str, number: u32| {
        let from = xml.split_once(&format!("<row r=\"{number}\"")).unwrap().1;
        let tag = from.split_once('>').unwrap().0.to_owned();
        tag.split(' ').filter(|it| !it.starts_with("spans")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row(&new, 20), row(&old, 3), "as high as the others");
    assert!(new.contains("<dimension ref=\"A1:F20\"/>"), "it reaches further");
}

#[test]
fn filled_once_more_it_holds_both_and_an_empty_sheet_takes_rows() {
    let first = fill(&school(), "名册 & 汇总", 3, &[put(5, 1, "王五")]).unwrap().bytes;
    let second = fill(&first, "名册 & 汇总", 3, &[put(5, 2, "1"), put(9, 1, "赵六")]).unwrap();
    let sheet_now = sheet(&second.bytes, 0);
    for (row, column, expected) in
        [(5, 1, "王五"), (5, 2, "1"), (9, 1, "赵六"), (11, 0, "填表人：")]
    {
        assert_eq!(text(&sheet_now, row, column), expected);
    }
    let mut book = Workbook::new();
    book.add_worksheet().set_name("空").unwrap();
    let empty = book.save_to_buffer().unwrap();
    let filled = fill(&empty, "空", 2, &[put(2, 0, "张三"), put(3, 1, "李四")]).unwrap();
    let sheet_now = sheet(&filled.bytes, 0);
    assert_eq!((text(&sheet_now, 2, 0), text(&sheet_now, 3, 1)), ("张三".into(), "李四".into()));
}

/// A workbook with this sheet.
fn book(sheet: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    add(
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    );
    add(
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    );
    add(
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    );
    add(
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>"#,
    );
    add("xl/worksheets/sheet1.xml", sheet);
    zip.finish().unwrap().into_inner()
}

#[test]
fn sheets_are_understood_however_they_are_written() {
    const NS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    for (xml, expected) in [
        // Names with a prefix, cells and rows without their places, a byte order mark.
        (
            format!(
                "\u{feff}<?xml version=\"1.0\"?>\r\n<x:worksheet xmlns:x=\"{NS}\"><x:sheetData><x:row><x:c t=\"inlineStr\"><x:is><x:t>姓名</x:t></x:is></x:c><x:c/></x:row><x:row/></x:sheetData></x:worksheet>"
            ),
            "<x:row r=\"3\"><x:c r=\"A3\"/><x:c r=\"B3\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">乙</x:t></x:is></x:c></x:row>",
        ),
        // Hints of how many cells there are, single quotes, comments in between.
        (
            format!(
                "<worksheet xmlns='{NS}'><dimension ref='A1'/><!-- <row> --><sheetData><row r='1' spans='1:1' ht='20'><c r='A1' t='inlineStr'><is><t>姓名</t></is></c></row></sheetData></worksheet>"
            ),
            "<dimension ref=\"A1:B3\"/>",
        ),
    ] {
        let file = book(&xml);
        let filled = fill(&file, "S", 1, &[put(1, 1, "甲"), put(3, 1, "乙")]).unwrap();
        let now = sheet(&filled.bytes, 0);
        let texts = [(1, 0), (1, 1), (3, 1)].map(|(row, column)| text(&now, row, column));
        assert_eq!(texts, ["姓名", "甲", "乙"], "{xml}");
        let new = String::from_utf8(parts(&filled.bytes)[PART].1.clone()).unwrap();
        assert!(new.contains(expected), "{new}");
        assert!(!new.contains("spans"), "{new}");
    }
}

#[test]
fn what_is_no_workbook_is_refused() {
    let file = school();
    let refused = |bytes: &[u8], sheet: &str| fill(bytes, sheet, 1, &[]).err().unwrap();
    assert_eq!(refused(b"PK\x03\x04", "S"), Refusal::Damaged);
    assert_eq!(refused(b"name,number\n", "S"), Refusal::NotATable);
    assert_eq!(refused(&file, "没有这张"), Refusal::NotATable);
    assert_eq!(refused(&book("<worksheet><sheetData></worksheet>"), "S"), Refusal::Damaged);
    assert_eq!(refused(&book("<chartsheet/>"), "S"), Refusal::NotATable);
    for cut in (0..file.len()).step_by(97) {
        let _ = fill(&file[..cut], "名册 & 汇总", 3, &[put(3, 2, "1")]);
    }
}

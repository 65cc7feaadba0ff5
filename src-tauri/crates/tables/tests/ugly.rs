//! Tables as people have them: what comes in, and what is refused.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::{fmt::Write as _, fs, io::Write as _, path::Path};

use beishen_tables::{
    Book, Column, Known, MOST_COLUMNS, MOST_ROWS, Mark, OwnSheet, Refusal, Repair, Ruin, Shape,
    Sheet, Was, Workbook, guess, header, read, repair, to_csv, unguarded,
};
use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/tables");
    fs::read(folder.join(name)).unwrap()
}

fn sheet(bytes: &[u8]) -> Sheet {
    let Book { sheets } = read(bytes).unwrap_or_else(|it| panic!("{it:?}"));
    sheets.into_iter().next().unwrap()
}

/// A sheet's texts, a row a line.
fn shown(sheet: &Sheet) -> String {
    let mut out = String::new();
    for row in &sheet.rows {
        let cells: Vec<_> = (0..sheet.width).map(|it| row.cell(it).text.as_str()).collect();
        let hidden = if row.hidden { " (hidden)" } else { "" };
        writeln!(out, "{}{hidden}: {}", row.number, cells.join("|")).unwrap();
    }
    out
}

fn known() -> Vec<Known> {
    vec![
        Known::new("name", ["姓名", "学生姓名", "Full name"]),
        Known::new("id", ["证件号码", "身份证号", "身份证号码"]),
        Known::new("mobile", ["手机号", "手机", "移动电话", "联系方式"]),
        Known::new("email", ["邮箱", "电子邮箱"]),
        Known::new("class", ["班级"]),
        Known::new("birth", ["出生日期"]),
        Known::new("postcode", ["邮政编码", "邮编"]),
    ]
}

/// What each column was taken for, by its own name.
fn taken(sheet: &Sheet) -> String {
    let header = header(sheet, &known());
    let digits =
        |key: &str, text: &str| key == "mobile" && text.len() == 11 && text.starts_with('1');
    let guessed = guess(sheet, &header.names, header.first, &known(), &digits);
    let line = |(name, key): (&String, &Option<String>)| {
        format!("{name}={}", key.as_deref().unwrap_or("-"))
    };
    header.names.iter().zip(&guessed).map(line).collect::<Vec<_>>().join(" ")
}

#[test]
fn merged_cells_hidden_rows_and_two_rows_of_names_are_understood_and_told() {
    let sheet = sheet(&fixture("merged.xlsx"));
    assert_eq!(sheet.merged, 7);
    assert!(sheet.hidden_columns.contains(&0));
    assert_eq!(
        taken(&sheet),
        "序号=- 姓名*=name 身份证号码=id 手机=mobile 电子 邮箱=email 班级=class"
    );
    let first = header(&sheet, &known()).first;
    let people: Vec<_> = sheet.rows.iter().skip(first).collect();
    assert_eq!(people.len(), 3);
    assert_eq!(people.iter().map(|it| it.hidden).collect::<Vec<_>>(), [false, true, false]);
    assert!(people.iter().all(|it| it.cell(5).text == "英语 1 班"), "the class is everybody's");
    assert_eq!(people[2].cell(2).was, Was::Empty);
    let sheets = read(&fixture("merged.xlsx")).unwrap().sheets;
    assert_eq!(sheets.iter().map(|it| it.hidden).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn what_was_ruined_is_put_right_or_said() {
    let sheet = sheet(&fixture("ruined.xlsx"));
    let id = Shape::Code { digits: Some(18) };
    let postcode = Shape::Code { digits: Some(6) };
    let mobile = Shape::Code { digits: Some(11) };
    let shapes = [Shape::Text, id, postcode, Shape::Date, Shape::Month, mobile, Shape::Text];
    let rows: Vec<Vec<(String, _, _)>> = sheet
        .rows
        .iter()
        .skip(1)
        .map(|row| {
            let read = shapes.iter().enumerate().map(|(at, shape)| repair(row.cell(at), *shape));
            read.map(|it| (it.text, it.repair, it.ruin)).collect()
        })
        .collect();
    let fine = |text: &str| (text.to_owned(), None, None);
    let by = |text: &str, repair| (text.to_owned(), Some(repair), None);
    let lost = |text: &str, ruin| (text.to_owned(), None, Some(ruin));
    assert_eq!(
        rows[0],
        [
            fine("张三"),
            lost("11010519491231000", Ruin::Digits),
            by("010000", Repair::Zeros),
            fine("1990-05-17"),
            fine("2012.09"),
            fine("13800138000"),
            lost("", Ruin::Uncalculated),
        ]
    );
    assert_eq!(
        rows[1],
        [
            fine("李四"),
            fine("11010519491231002X"),
            fine("410081"),
            by("1990-05-17", Repair::Serial),
            fine("199005"),
            by("13800138000", Repair::Point),
            lost("#N/A", Ruin::Error),
        ]
    );
    assert_eq!(
        rows[2],
        [
            fine("王五"),
            lost("1.10105E+17", Ruin::Scientific),
            by("410081", Repair::Guard),
            fine("1990/5/17"),
            by("199005", Repair::Serial),
            by("13800138000", Repair::Guard),
            fine(""),
        ]
    );
}

#[test]
fn every_kind_of_file_gives_the_same_texts() {
    assert_eq!(shown(&sheet(&fixture("1904.xlsx"))), "1: 姓名|出生日期\n2: 张三|1990-05-17\n");
    assert_eq!(
        shown(&sheet(&fixture("formulas.xlsx"))),
        "1: 姓|名|姓名|手机号\n2: 张|三|张三|13800138000\n3: 李|四|李四|#N/A\n",
        "what was saved with a formula, and nothing calculated"
    );
    assert_eq!(
        shown(&sheet(&fixture("old.xls"))),
        "1: 学生名册|学生名册|学生名册\n2: 姓名|出生日期|证件号码\n3: 张三|1990-05-17|11010519491231002X\n4: 李四|33010|110105194912310020\n"
    );
    assert_eq!(
        shown(&sheet(&fixture("libre.ods"))),
        "1: 姓名|出生日期|邮编\n2: 张三|1990-05-17|10000\n"
    );
}

#[test]
fn empty_rows_and_columns_do_not_matter() {
    let sheet = sheet(&fixture("gaps.xlsx"));
    assert_eq!(taken(&sheet), "=- =- 姓名=name =- =- 手机号码=mobile");
    let people: Vec<_> = sheet.rows.iter().skip(header(&sheet, &known()).first).collect();
    assert_eq!(people.iter().map(|it| it.number).collect::<Vec<_>>(), [7, 9]);
}

#[test]
fn a_column_without_a_name_is_known_by_what_is_in_it() {
    let read = sheet("姓名,\n张三,13800138000\n李四,13900139000\n".as_bytes());
    assert_eq!(taken(&read), "姓名=name =mobile");
    let read = sheet("张三,13800138000\n李四,13900139000\n".as_bytes());
    assert_eq!(header(&read, &known()).first, 1, "the first row, for want of names");
}

/// A text as bytes of UTF-16, with a mark.
fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn csv_is_read_whatever_it_was_saved_as() {
    const TEXT: &str = "姓名,手机号\n㑇三,13800138000\n";
    let gb18030 = encoding_rs::GB18030.encode(TEXT).0.into_owned();
    let mark = |bytes: &[u8]| [b"\xef\xbb\xbf", bytes].concat();
    let swapped = |mark: &[u8]| [mark, &gb18030].concat();
    let semicolons = TEXT.replace(',', ";");
    let tabs = TEXT.replace(',', "\t");
    let named = format!("sep=;\n{semicolons}");
    for (bytes, what) in [
        (TEXT.as_bytes().to_vec(), "UTF-8"),
        (mark(TEXT.as_bytes()), "UTF-8 with a mark"),
        (gb18030.clone(), "GB18030"),
        (mark(&gb18030), "GB18030 behind the mark of UTF-8"),
        (swapped(b"\xff\xfe"), "GB18030 behind the mark of UTF-16"),
        (utf16(TEXT), "UTF-16"),
        (utf16(TEXT)[2..].to_vec(), "UTF-16 without a mark"),
        (utf16(&tabs), "Excel's Unicode text"),
        (semicolons.into_bytes(), "semicolons"),
        (tabs.into_bytes(), "tabs"),
        (named.into_bytes(), "the separator named"),
        (TEXT.replace('\n', "\r\n").into_bytes(), "Windows"),
    ] {
        let read = sheet(&bytes);
        let last = read.rows.last().unwrap();
        assert_eq!(
            (read.rows.len(), &*last.cell(0).text, &*last.cell(1).text),
            (2, "㑇三", "13800138000"),
            "{what}"
        );
    }
    let quoted = sheet("姓名,地址\n张三,\"长沙, 岳麓\n麓山路\"\n".as_bytes());
    assert_eq!(quoted.rows[1].cell(1).text, "长沙, 岳麓\n麓山路");
}

fn packed(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

/// A workbook of one sheet with these XML rows.
fn crafted(rows: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for (name, text) in [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_table_or_too_much_is_refused_in_words() {
    let cell =
        |place: &str| format!("<row><c r=\"{place}\" t=\"inlineStr\"><is><t>x</t></is></c></row>");
    let one = sheet(&crafted(&cell("B2")));
    assert_eq!(shown(&one), "2: |x\n");
    let wide = (0..=MOST_COLUMNS).map(|it| it.to_string()).collect::<Vec<_>>().join(",");
    let bomb = packed("xl/worksheets/sheet1.xml", &vec![b' '; 60 << 20]);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    for (bytes, refusal) in [
        (bomb, Refusal::Bomb),
        (crafted(&cell("A1048576")), Refusal::TooManyRows),
        (crafted(&cell("XFD1")), Refusal::TooManyColumns),
        (crafted(""), Refusal::Empty),
        ("a\n".repeat(MOST_ROWS + 1).into_bytes(), Refusal::TooManyRows),
        (wide.into_bytes(), Refusal::TooManyColumns),
        (format!("姓名\n{}\n", "长".repeat(2_001)).into_bytes(), Refusal::TooLong("A2".into())),
        (vec![b','; (20 << 20) + 1], Refusal::TooLarge),
        (Vec::new(), Refusal::Empty),
        (b"\n,,,\n".to_vec(), Refusal::Empty),
        (b"<html><table><tr><td>x</td></tr></table></html>".to_vec(), Refusal::WebPage),
        (b"%PDF-1.7\n\0\x01\x02".to_vec(), Refusal::NotATable),
        (fixture("merged.xlsx")[..3000].to_vec(), Refusal::Damaged),
        (fixture("old.xls")[..1024].to_vec(), Refusal::Damaged),
        (packed("mimetype", b"application/epub+zip"), Refusal::NotATable),
    ] {
        assert_eq!(read(&bytes).err(), Some(refusal));
    }
    let mut protected = fixture("old.xls");
    let word: Vec<u8> = "EncryptedPackage".bytes().flat_map(|it| [it, 0]).collect();
    protected[0x400..0x400 + word.len()].copy_from_slice(&word);
    assert_eq!(read(&protected).err(), Some(Refusal::Protected));
}

#[test]
fn a_workbook_of_ours_comes_back_as_it_was_written() {
    let row = ["张三", "11010519491231002X", "010000", "1990-05-17", "=1+1", "'x"];
    let column = |name: &str| Column { name: name.into(), ..Column::default() };
    let mut columns: Vec<_> = ["姓名", "证件号码", "邮编", "生日", "备注", "又"].map(column).into();
    columns[0].note = "与证件一致".into();
    columns[4].choices = (0..300).map(|it| format!("选项 {it}")).collect();
    columns[5].choices = vec!["男".into(), "女".into()];
    let page = OwnSheet {
        name: "名册/2026".into(),
        columns,
        rows: vec![row.map(str::to_owned).into()],
        marks: vec![(0, 1, Mark::Wrong, "校验不符".into())],
        room: 5,
    };
    let book = Workbook { sheets: vec![page] };
    let bytes = book.to_xlsx().unwrap();
    assert_eq!(bytes, book.to_xlsx().unwrap(), "the same file for the same rows");
    let read = sheet(&bytes);
    assert_eq!((&*read.name, read.rows.len()), ("名册2026", 2));
    let cells = &read.rows[1].cells;
    assert!(cells.iter().all(|it| it.was == Was::Text), "{cells:?}");
    assert_eq!(cells.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(), row);
}

#[test]
fn what_a_spreadsheet_would_run_or_rewrite_is_guarded_and_comes_back() {
    for (text, written) in [
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("1.10", "'1.10"),
        ("2026年1月", "'2026年1月"),
        ("0812", "'0812"),
        ("11010519491231002X", "11010519491231002X"),
        ("110105194912310021", "'110105194912310021"),
        ("13800138000", "13800138000"),
        ("张三", "张三"),
    ] {
        let csv = to_csv(&[vec![text.to_owned()]]);
        assert_eq!(csv, format!("\u{feff}{written}\r\n"));
        assert_eq!(unguarded(written).0, text);
    }
}

proptest! {
    #[test]
    fn a_csv_of_ours_comes_back_without_its_guards(cells in proptest::collection::vec("[^\\p{C}\\p{Z}][^\\p{C}]{0,12}[^\\p{C}\\p{Z}]", 1..6)) {
        let csv = to_csv(&[cells.clone(), cells.clone()]);
        let read = sheet(csv.as_bytes());
        let back: Vec<_> = read.rows[1].cells.iter().map(|it| unguarded(&it.text).0.to_owned()).collect();
        prop_assert_eq!(back, cells);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), head in 0_usize..4) {
        let heads: [&[u8]; 4] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"];
        let _ = read(&[heads[head], &bytes].concat());
    }

    #[test]
    fn no_damage_makes_it_panic(at in 0_usize..5_000, to in any::<u8>(), which in 0_usize..4) {
        let mut bytes = fixture(["merged.xlsx", "old.xls", "libre.ods", "ruined.xlsx"][which]);
        let length = bytes.len();
        bytes[at % length] = to;
        let _ = read(&bytes);
    }
}

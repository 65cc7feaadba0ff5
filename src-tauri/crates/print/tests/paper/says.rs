//! The paper says what the document says: read back by two programs that we have not written.

use crate::readers::{File, assert_says_all, bare, body, expected};
use crate::samples::{cell, checklist, document, fonts, heading, history, photo_box, receipt};
use crate::signature::signed;
use std::fs;

use beishen_document::{Block, CheckLine, Column, Document, FormCell, Locale, Tone};
use beishen_print::print;

#[test]
fn every_kind_of_block_is_read_back() {
    let fonts = fonts();
    for document in [receipt(), checklist()] {
        assert_says_all(&document, &print(&document, fonts).unwrap());
    }
}

#[test]
fn rare_names_are_printed_in_full() {
    let fonts = fonts();
    for name in
        ["王䶮㛃", "𫖯𬱖婷", "阿卜杜拉·买买提江", "𠮷田", "𰻞𰻞", "李\u{2A6D6}", "赵\u{31350}"]
    {
        let mut document =
            document(vec![Block::Form { rows: vec![vec![cell("姓名", name)]], photo: None }]);
        document.name = name.to_owned();
        let printed = print(&document, fonts).unwrap();
        assert_says_all(&document, &printed);
        // CJK Extension H is in no font yet.
        let missing: Vec<char> = name.chars().filter(|it| *it == '\u{31350}').collect();
        assert_eq!(printed.missing.into_iter().collect::<Vec<_>>(), missing, "{name}");
    }
}

#[test]
fn a_character_that_no_font_has_reads_as_itself() {
    let names = "李\u{2B81E}，张\u{E000}\u{E001}，〓，☑";
    let document = document(vec![heading(names), Block::Paragraph { text: names.into() }]);
    let printed = print(&document, fonts()).unwrap();
    assert!(printed.missing.is_superset(&['\u{2B81E}', '\u{E000}', '\u{E001}'].into()));
    assert!(!printed.missing.contains(&'〓'));
    assert_says_all(&document, &printed);
}

/// On paper 〓 tells nothing; a person with a pen has to know what it stands for.
#[test]
fn paper_says_which_characters_no_font_has() {
    let says = |names: &str, locale| {
        let mut document = document(vec![Block::Paragraph { text: names.into() }]);
        document.locale = locale;
        let printed = print(&document, fonts()).unwrap();
        let text = File::new(&printed.pdf).run("pdftotext", &["-raw", "-enc", "UTF-8", "@", "-"]);
        text.split_whitespace().collect::<String>()
    };
    let zh = says("李\u{2EBF0}\u{2EE5D}，张\u{2EBF0}", Locale::Zh);
    assert!(zh.contains("依次为U+2EBF0、U+2EE5D，请手写补上"), "{zh}");
    assert!(says("李\u{2EBF0}", Locale::En).contains("U+2EBF0.Writeitinbyhand."));
    for whole in ["李䶮𠮷", "〓", "a\u{200B}b\u{2011}c"] {
        assert!(!says(whole, Locale::Zh).contains("手写"), "{whole}");
    }
}

#[test]
fn characters_that_look_alike_read_as_themselves() {
    // Each pair shares a glyph in one font or the other.
    let pairs =
        "⼀一⼁丨⽅方⾦金 Ω\u{2126} Å\u{212B} µμ ‐\u{2011} ﹣－ 〈\u{2329}〉\u{232A} ·\u{387}";
    let blocks = vec![
        heading(pairs),
        Block::Paragraph { text: pairs.into() },
        Block::Paragraph { text: pairs.chars().rev().collect() },
    ];
    let document = document(blocks);
    assert_says_all(&document, &print(&document, fonts()).unwrap());
}

#[test]
fn a_character_without_a_glyph_of_its_own_looks_like_the_one_it_borrows() {
    let drawn = |(text, legend): (&str, &[&str])| {
        let said = legend.iter().map(|it| Block::Paragraph { text: (*it).into() });
        let blocks = [heading(text), Block::Paragraph { text: text.into() }];
        let blocks: Vec<Block> = blocks.into_iter().chain(said).collect();
        let file = File::new(&print(&document(blocks), fonts()).unwrap().pdf);
        file.run("mutool", &["draw", "-q", "-r", "60", "-o", "mupdf.pgm", "@"]);
        file.run("pdftoppm", &["-r", "60", "-gray", "-singlefile", "@", "poppler"]);
        ["mupdf.pgm", "poppler.pgm"].map(|it| fs::read(file.path(it)).unwrap())
    };
    // Narrow and wide glyphs are lent, and what follows them keeps its place.
    let legend = "〓是这台电脑没有字形的字，依次为 U+2B81E、U+E000，请手写补上。";
    let own: (_, &[_]) = ("一一丨丨〓〓〓--，前后", &[legend]);
    let [own, lent] = [own, ("一⼀丨⼁〓\u{2B81E}\u{E000}-\u{2011}，前后", &[])].map(drawn);
    assert!(own == lent, "the glyphs or their places differ");
}

#[test]
fn marks_of_direction_and_controls_are_not_printed() {
    let text = "张\u{202E}三\u{200F}（\u{2066}1990\u{2069}）\u{0}\u{7}\u{1B}[31m\u{FEFF}\u{AD}完\t末\r\n下一行\u{2028}再一行";
    let document = document(vec![
        Block::Paragraph { text: text.into() },
        Block::Form { rows: vec![vec![cell(text, text)]], photo: None },
    ]);
    let printed = print(&document, fonts()).unwrap();
    assert!(printed.missing.is_empty(), "{:?}", printed.missing);
    assert_says_all(&document, &printed);
}

#[test]
fn emoji_and_other_scripts_keep_all_their_characters() {
    let text = "👩‍👩‍👧 שלום العربية ไทย हिन्दी 한국어 ひらがな Ελληνικά Кириллица é ñ ş";
    let document = document(vec![Block::Paragraph { text: text.into() }]);
    let printed = print(&document, fonts()).unwrap();
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        chars
    };
    // Readers turn scripts around that are written from right to left.
    for (reader, pages) in File::new(&printed.pdf).pages() {
        assert_eq!(sorted(&body(&document, &pages)), sorted(&expected(&document)), "{reader}");
    }
}

#[test]
fn long_values_wrap_and_are_never_cut() {
    let address = crate::samples::ADDRESS.repeat(3).chars().take(300).collect::<String>();
    let word = "Llanfairpwllgwyngyll".repeat(20);
    let long = "很长的一段话，".repeat(1000);
    let fonts = fonts();
    for text in [&address, &word] {
        let column = |title: &str| Column { title: title.into(), share: 1.0 };
        let document = document(vec![
            Block::Form {
                rows: vec![
                    vec![cell("姓名", text), cell(text, "短")],
                    vec![cell("通信地址", text)],
                ],
                photo: Some(photo_box(None)),
            },
            Block::Table {
                columns: vec![column("一"), column(text)],
                rows: vec![vec![text.clone(), text.clone()]],
            },
            Block::Checks {
                items: vec![CheckLine { ticked: true, text: text.clone(), detail: text.clone() }],
            },
        ]);
        let printed = print(&document, fonts).unwrap();
        let [poppler, mupdf] = File::new(&printed.pdf).pages();
        for (reader, pages) in [poppler, mupdf] {
            let (said, expected) = (body(&document, &pages), expected(&document));
            assert_eq!(said.chars().count(), expected.chars().count(), "{reader}");
            assert!(said.contains(&bare(text)), "{reader}");
        }
    }
    // Taller than a page: a paragraph, a notice, a row alone.
    let row = |cells: &[&str]| cells.iter().map(|it| (*it).to_owned()).collect();
    let column = Column { title: "内容".into(), share: 1.0 };
    let document = document(vec![
        Block::Paragraph { text: long.clone() },
        Block::Notice { tone: Tone::Stop, text: long.clone() },
        Block::Table {
            columns: vec![column],
            rows: vec![row(&["短"]), row(&[&long]), row(&["末"])],
        },
        Block::Form { rows: vec![vec![cell("说明", &long)]], photo: None },
        Block::Signature {
            label: long.clone(), date_label: "日期".into(), signed: Some(signed())
        },
    ]);
    let printed = print(&document, fonts).unwrap();
    assert!(printed.pages > 10);
    assert_says_all(&document, &printed);
}

#[test]
fn an_empty_document_is_a_page() {
    let fonts = fonts();
    let bare = Document {
        title: String::new(),
        subtitle: String::new(),
        number: String::new(),
        notice: String::new(),
        name: String::new(),
        ..document(Vec::new())
    };
    let hollow = Document {
        blocks: vec![
            heading(""),
            Block::Paragraph { text: String::new() },
            Block::Notice { tone: Tone::Stop, text: String::new() },
            Block::Form { rows: vec![], photo: None },
            Block::Form { rows: vec![vec![], vec![cell("", "")]], photo: None },
            Block::Table { columns: vec![], rows: vec![] },
            Block::Table {
                columns: vec![Column { title: String::new(), share: 0.0 }],
                rows: vec![vec![String::new()]],
            },
            Block::Checks { items: vec![] },
            Block::Items { items: vec![] },
            Block::Signature { label: String::new(), date_label: String::new(), signed: None },
        ],
        ..bare.clone()
    };
    for document in [bare, hollow] {
        let printed = print(&document, fonts).unwrap();
        assert_eq!(printed.pages, 1);
        assert_says_all(&document, &printed);
    }
}

#[test]
fn an_english_paper_numbers_its_pages_in_english() {
    let mut document = document(vec![heading("1. About you"), history(40)]);
    document.locale = Locale::En;
    document.title = "Preparation receipt".into();
    document.notice = "Prepared on this computer, not an official document".into();
    let printed = print(&document, fonts()).unwrap();
    assert!(printed.pages > 1);
    assert_says_all(&document, &printed);
}

#[test]
fn spread_labels_are_found_by_search() {
    let form = Block::Form {
        rows: vec![vec![cell("姓名", "张三"), cell("曾用名", "无")]],
        photo: None,
    };
    let file = File::new(&print(&document(vec![form]), fonts()).unwrap().pdf);
    let text = file.run("pdftotext", &["-raw", "-enc", "UTF-8", "@", "-"]);
    assert!(text.contains("姓名") && text.contains("曾用名"), "{text}");
}

#[test]
fn the_empty_photo_box_has_its_caption() {
    let rows: Vec<Vec<FormCell>> = vec![vec![cell("姓名", "张三"), cell("性别", "男")]];
    let document = document(vec![Block::Form { rows, photo: Some(photo_box(None)) }]);
    assert_says_all(&document, &print(&document, fonts()).unwrap());
}

#[test]
fn a_name_too_long_for_the_footer_is_left_out_of_it() {
    let mut document = document(Vec::new());
    for length in [60, 400] {
        document.name = "阿卜杜拉".chars().cycle().take(length).collect();
        let printed = print(&document, fonts()).unwrap();
        let [(_, pages), _] = File::new(&printed.pdf).pages();
        assert_eq!(pages[0].contains(&document.name), length == 60);
        assert_says_all(&document, &printed);
    }
}

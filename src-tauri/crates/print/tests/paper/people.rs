//! Receipts of invented applicants, with hostile values among their answers: what is printed is what the document says.

use std::fs;

use beishen_core::{Answers, HistoryRow, assess};
use beishen_document::{Block, Document, Jpeg, Locale};
use beishen_guide::papers::receipt;
use beishen_print::{print, read_seals};
use beishen_tests::{PACKS, Pack, clean, now, pack};
use proptest::{collection::vec, prelude::*, sample::select};

use crate::{
    hostile::{PIECES, has_tall_row, sorted, value},
    readers::{File, body, expected, page_image, qr_codes},
    samples::{ADDRESS, fonts, photo},
};

/// Besides [`PIECES`]: rare characters of every extension, in a font or in none, and scripts from right to left.
const RARE: &[&str] = &[
    "㐀䶵",
    "𠀀𪛖",
    "𪜀𫜴",
    "𫝀𫠝",
    "𫠠𬺡",
    "𬺰𮯠",
    "\u{2F800}",
    "\u{30000}",
    "\u{323AF}",
    "\u{2A6DF}",
    "\u{2EBE0}",
    "\u{E000}",
    "𑄂",
    "محمد",
    "שלום",
    "a\u{301}",
    "ก็",
    "हिन्दी",
];

/// Written from right to left.
fn is_turned(ch: char) -> bool {
    matches!(u32::from(ch), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFE | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

/// What is changed of a clean draft.
#[derive(Debug, Clone)]
struct Case {
    pack: usize,
    number: u64,
    /// Which facts hold something else; of none at all everything is empty.
    values: Vec<(usize, String)>,
    empty: bool,
    history: Option<Vec<[String; 5]>>,
    locale: Locale,
    masked: bool,
    photo: bool,
}

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => value().prop_map(|it| it.chars().take(300).collect()),
        1 => vec(prop_oneof![select(RARE), select(PIECES)], 0..6).prop_map(|it| it.concat()),
        1 => Just(ADDRESS.chars().cycle().take(300).collect()),
        // Not just any character: readers spell out ligatures and presentation forms.
        1 => "[a-zA-Z0-9，。（）\u{3400}-\u{4DB5}\u{4E00}-\u{9FFF}\u{20000}-\u{323AF}]{0,40}",
    ]
}

fn case() -> impl Strategy<Value = Case> {
    let row = prop_oneof![
        4 => Just(["201109", "201506", "江南理工大学", "学生", "李四"].map(str::to_owned)),
        1 => [hostile(), hostile(), hostile(), hostile(), hostile()],
    ];
    let history = prop_oneof![
        2 => Just(None),
        1 => vec(row.clone(), 0..4).prop_map(Some),
        1 => vec(row, 60).prop_map(Some),
    ];
    let values = vec((0..60_usize, hostile()), 0..8);
    let locale = prop_oneof![3 => Just(Locale::Zh), 1 => Just(Locale::En)];
    let numbers = (0..PACKS.len(), 0..100_000_u64);
    (numbers, values, prop::bool::weighted(0.1), history, locale, any::<bool>(), any::<bool>())
        .prop_map(|((pack, number), values, empty, history, locale, masked, photo)| Case {
            pack,
            number,
            values,
            empty,
            history,
            locale,
            masked,
            photo,
        })
}

/// The receipt of a clean draft in which something was changed.
fn document(case: &Case) -> Document {
    static LOADED: std::sync::LazyLock<Vec<Pack>> =
        std::sync::LazyLock::new(|| PACKS.iter().map(|it| pack(it)).collect());
    let pack = &LOADED[case.pack];
    let mut answers = clean::draft(pack, case.number).1;
    if case.empty {
        answers = Answers::default();
    }
    let facts = pack.procedure.facts();
    for (at, text) in &case.values {
        let key = facts[at % facts.len()].key.clone();
        // A footer that a reader turns around could not be told from the text above it.
        let in_footer = key.as_str() == "person.name";
        let text = text.chars().filter(|it| !(in_footer && is_turned(*it))).collect();
        answers.facts.insert(key, text);
    }
    if let Some(rows) = &case.history {
        let row = |[from, to, place, role, witness]: [String; 5]| HistoryRow {
            from,
            to,
            place,
            role,
            witness,
        };
        answers.history = rows.iter().cloned().map(row).collect();
    }
    let assessment = assess(&pack.procedure, &answers, now());
    let photo = case.photo.then(photo);
    receipt(&pack.procedure, &answers, &assessment, photo, now(), case.locale, case.masked)
}

fn photo_of(document: &Document) -> Option<&Jpeg> {
    document.blocks.iter().find_map(|it| match it {
        Block::Form { photo: Some(photo), .. } => photo.jpeg.as_ref(),
        _ => None,
    })
}

fn has_empty_box(document: &Document) -> bool {
    let empty =
        |it: &Block| matches!(it, Block::Form { photo: Some(photo), .. } if photo.jpeg.is_none());
    document.blocks.iter().any(empty)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(24), failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_receipt_of_anybody_says_what_its_document_says(case in case()) {
        let document = document(&case);
        let printed = print(&document, fonts()).unwrap();
        let file = File::new(&printed.pdf);
        file.run("qpdf", &["--check", "@"]);
        // Readers turn scripts from right to left around, and read what stands in the empty box of the photo after the row
        // beside it, and a row split over pages column by column.
        let in_order = !has_tall_row(&document, 200)
            && !has_empty_box(&document)
            && !document.texts().iter().any(|it| it.chars().any(is_turned));
        for (reader, pages) in file.pages() {
            prop_assert_eq!(pages.len(), printed.pages);
            let (read, said) = (body(&document, &pages), expected(&document));
            if in_order {
                prop_assert_eq!(read, said, "{}", reader);
            } else {
                prop_assert_eq!(sorted(&read), sorted(&said), "{}", reader);
            }
        }
        let seal = document.sealed().unwrap();
        prop_assert_eq!(read_seals(&printed.pdf), [seal.clone()]);
        if let Some(photo) = photo_of(&document) {
            file.run("pdfimages", &["-j", "@", "photo"]);
            prop_assert!(fs::read(file.path("photo-000.jpg")).unwrap() == photo.bytes);
        }
    }
}

#[test]
fn the_qr_code_of_everybody_is_read_from_their_page() {
    for number in 0..4 {
        let case = Case {
            pack: usize::try_from(number).unwrap(),
            number,
            values: vec![(0, ADDRESS.to_owned())],
            empty: false,
            history: None,
            locale: Locale::Zh,
            masked: true,
            photo: true,
        };
        let document = document(&case);
        let printed = print(&document, fonts()).unwrap();
        let file = File::new(&printed.pdf);
        file.run(
            "pdftoppm",
            &["-r", "150", "-gray", "-f", &printed.pages.to_string(), "@", "page"],
        );
        let read = qr_codes(&page_image(&file, printed.pages));
        assert_eq!(read, [document.sealed().unwrap().qr_text()]);
    }
}

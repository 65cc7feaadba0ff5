//! Whatever is typed: the paper is made, is sound, and every character can be read back.

use crate::{
    readers::{File, assert_says_all, body, expected},
    samples::fonts,
};
use beishen_document::{
    Block, CheckLine, Column, Document, Drawing, FormCell, Item, ItemAction, PhotoBox, Tone,
};
use beishen_print::print;
use proptest::{collection::vec, prelude::*, sample::select};

/// Pieces of hostile values. Scripts from right to left are not among them: readers turn them around.
pub(crate) const PIECES: &[&str] = &[
    "张三",
    "王䶮㛃",
    "𬱖",
    "𠮷",
    "\u{2B81E}",
    "\u{31350}",
    "\u{10FFFD}",
    "〓",
    "⼀",
    "一",
    "\u{202E}",
    "\u{200F}",
    "\u{2066}",
    "\u{2069}",
    "\u{61C}",
    "\u{FEFF}",
    "\u{200D}",
    "\u{FE0F}",
    "\u{E0101}",
    "\0",
    "\u{1}",
    "\u{8}",
    "\u{1B}",
    "\u{7F}",
    "\u{85}",
    "\u{9B}",
    "\t",
    "\n",
    "\r\n",
    "\u{2028}",
    "\u{2029}",
    "\u{B}",
    "😀",
    "👩‍👩‍👧",
    "🇨🇳",
    "☑",
    "☐",
    "✓",
    " ",
    "　",
    "\u{A0}",
    "\u{2009}",
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "a.very.long.mailbox_name@example.cn/path?x=1&y=2",
    "，，，，，，，，",
    "（（（（（（",
    "……",
    "——",
    "“”‘’",
    "《》",
    "<b>&amp;</b>",
    "%s %n",
    "\\(\\)",
    "<<>>",
    "]]>",
    "--",
    "0",
    "11010519491231002X",
    "\u{FFFD}",
    "Ω",
    "\u{2126}",
    "é",
];

pub(crate) fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec(select(PIECES), 0..8).prop_map(|it| it.concat()),
        1 => (select(PIECES), 1..400_usize).prop_map(|(piece, times)| piece.repeat(times).chars().take(1500).collect()),
    ]
}

/// What a block is made of; a block itself says nothing of what it holds.
#[derive(Debug, Clone)]
struct Stuff {
    kind: u8,
    texts: Vec<String>,
    flag: bool,
    share: f32,
}

fn stuff() -> impl Strategy<Value = Stuff> {
    let odd = [f32::NAN, f32::INFINITY, -1.0, 0.0, 1e30, 1e-30];
    let share = prop_oneof![select(odd.to_vec()), 0.1_f32..100.0];
    (0..9_u8, vec(value(), 0..12), any::<bool>(), share)
        .prop_map(|(kind, texts, flag, share)| Stuff { kind, texts, flag, share })
}

fn block(Stuff { kind, texts, flag, share }: &Stuff) -> Block {
    let text = texts.concat();
    let flag = *flag;
    match kind {
        0 => Block::Heading { text },
        1 => Block::Paragraph { text },
        2 => Block::Notice { tone: if flag { Tone::Stop } else { Tone::Info }, text },
        3 => Block::Form { rows: form_rows(texts), photo: None },
        4 => {
            let width = if flag { 2 } else { 5 };
            let column = |(at, title): (usize, &String)| Column {
                title: title.clone(),
                share: if at == 0 { *share } else { 1.0 },
            };
            Block::Table {
                columns: texts.iter().take(width).enumerate().map(column).collect(),
                rows: texts.chunks_exact(width).skip(1).map(<[String]>::to_vec).collect(),
            }
        }
        5 => Block::Checks { items: texts.chunks_exact(2).map(check).collect() },
        6 => Block::Items { items: texts.chunks_exact(3).map(|it| item(it, flag)).collect() },
        7 => Block::Drawings {
            items: texts
                .iter()
                .map(|it| Drawing {
                    caption: it.clone(),
                    lines: vec![vec![[0.1, *share], [0.9, 0.5]]],
                })
                .collect(),
        },
        _ => Block::Signature {
            label: text,
            date_label: texts.first().cloned().unwrap_or_default(),
            signed: None,
        },
    }
}

fn form_rows(texts: &[String]) -> Vec<Vec<FormCell>> {
    let cell = |it: &[String]| FormCell { label: it[0].clone(), value: it[1].clone() };
    let cells: Vec<FormCell> = texts.chunks_exact(2).map(cell).collect();
    // Rows of one, two and three cells.
    let mut sizes = [2, 1, 3].into_iter().cycle();
    let mut rest = &cells[..];
    let mut rows = Vec::new();
    while !rest.is_empty() {
        let (row, after) = rest.split_at(sizes.next().unwrap().min(rest.len()));
        rows.push(row.to_vec());
        rest = after;
    }
    rows
}

fn check(texts: &[String]) -> CheckLine {
    CheckLine {
        ticked: texts[0].len().is_multiple_of(2),
        text: texts[0].clone(),
        detail: texts[1].clone(),
    }
}

fn item(texts: &[String], required: bool) -> Item {
    Item {
        id: String::new(),
        action: if required { ItemAction::Irreversible } else { ItemAction::Copy },
        label: texts[0].clone(),
        value: texts[1].clone(),
        note: texts[2].clone(),
        required,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::cases(24), failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_printed_and_read_back(
        stuff in vec(stuff(), 0..5), title in value(), name in value(), subtitle in value(),
    ) {
        let blocks = stuff.iter().map(block).collect();
        let document = Document { title, subtitle, name, ..crate::samples::document(blocks) };
        let printed = print(&document, fonts()).unwrap();
        File::new(&printed.pdf).run("qpdf", &["--check", "@"]);
        // A row taller than a page is split between lines: each page then reads column after column.
        if !has_tall_row(&document, 40) {
            assert_says_all(&document, &printed);
        }
    }

    #[test]
    fn photos_of_any_size_leave_the_form_whole(
        width_mm in prop_oneof![select(&[f32::NAN, f32::INFINITY, -3.0, 1e9][..]), 0.0_f32..200.0],
        height_mm in prop_oneof![select(&[f32::NAN, 0.0, 1e9][..]), 0.0_f32..400.0],
        texts in vec(value(), 0..12),
        caption in value(),
        filled in any::<bool>(),
    ) {
        let jpeg = filled.then(crate::samples::photo);
        let photo = Some(PhotoBox { jpeg, width_mm, height_mm, caption });
        let document = crate::samples::document(vec![Block::Form { rows: form_rows(&texts), photo }]);
        let printed = print(&document, fonts()).unwrap();
        let file = File::new(&printed.pdf);
        file.run("qpdf", &["--check", "@"]);
        // The caption stands beside the form's rows, and a tall row is read in another order.
        for (reader, pages) in file.pages() {
            assert_eq!(sorted(&body(&document, &pages)), sorted(&expected(&document)), "{reader}");
        }
    }
}

pub(crate) fn sorted(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = text.chars().collect();
    chars.sort_unstable();
    chars
}

/// Whether a row may be taller than a page; the cells of a table are up to `most` characters long when it is not.
pub(crate) fn has_tall_row(document: &Document, most: usize) -> bool {
    let lines =
        |it: &str| it.matches(['\n', '\r', '\u{B}', '\u{85}', '\u{2028}', '\u{2029}']).count();
    let tall = |it: &str, most: usize| it.chars().count() > most || lines(it) > 15;
    let in_table = document.blocks.iter().any(|it| match it {
        Block::Table { columns, rows } => {
            let cells = columns.iter().map(|it| &it.title).chain(rows.iter().flatten());
            cells.into_iter().any(|it| tall(it, most))
        }
        _ => false,
    });
    in_table || document.texts().into_iter().any(|it| tall(it, 300))
}

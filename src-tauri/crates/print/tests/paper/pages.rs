//! Where pages end: what belongs together stays together.

use crate::readers::{File, assert_says_all};
use crate::samples::{document, fonts, heading, history};
use crate::signature::signed;
use beishen_document::{Block, CheckLine, Column, Document, Item, ItemAction};
use beishen_print::{Fonts, print};

/// The pages' text as poppler sees it.
fn pages(document: &Document, fonts: &Fonts) -> Vec<String> {
    let [(_, pages), _] = File::new(&print(document, fonts).unwrap().pdf).pages();
    pages
}

/// So many lines of text.
fn filler(lines: usize) -> Block {
    Block::Paragraph { text: vec!["占位"; lines].join("\n") }
}

/// Every page that holds `first` holds `then` as well.
fn assert_together(pages: &[String], first: &str, then: &str) {
    let page =
        pages.iter().find(|it| it.contains(first)).unwrap_or_else(|| panic!("{first} is nowhere"));
    assert!(page.contains(then), "{then} is parted from {first}");
}

#[test]
fn a_heading_stands_with_the_header_and_two_rows() {
    let fonts = fonts();
    let mut turned = 0;
    for lines in 25..45 {
        let pages =
            pages(&document(vec![filler(lines), heading("三、个人经历"), history(5)]), fonts);
        assert_together(&pages, "三、个人经历", "起止年月");
        assert_together(&pages, "三、个人经历", "1960-09");
        assert_together(&pages, "三、个人经历", "1961-09");
        turned += usize::from(pages.len() > 1);
    }
    assert!((1..20).contains(&turned), "no page ends near the heading");
}

#[test]
fn no_row_or_two_of_a_table_stand_alone_on_its_last_page() {
    let fonts = fonts();
    let rows =
        |page: &String| (0..90).filter(|at| page.contains(&format!("{}-09", 1960 + at))).count();
    let (mut turned, mut fewest) = (0, usize::MAX);
    // The table's own length, and where on the page it begins, move its end over the edge row by row.
    // One too short to be parted stands on one page.
    let short = (20..48).flat_map(|it| [(it, 3), (it, 4)]);
    for (lines, count) in (0..24).map(|it| (it, 14)).chain((8..48).map(|it| (3, it))).chain(short) {
        let pages = pages(&document(vec![filler(lines), history(count)]), fonts);
        let held: Vec<usize> = pages.iter().map(rows).filter(|it| *it > 0).collect();
        assert_eq!(held.iter().sum::<usize>(), count, "{lines} lines, {count} rows");
        if let [.., before, last] = held[..] {
            assert!(last >= 3 && before >= 2, "{lines} lines, {count} rows: {held:?}");
            turned += 1;
            fewest = fewest.min(last);
        }
    }
    assert!(turned > 20 && fewest < 6, "no table ends near the edge of a page: {turned}, {fewest}");
}

#[test]
fn a_signature_is_whole_and_stands_with_what_is_signed() {
    let fonts = fonts();
    for lines in 25..45 {
        let pages = pages(
            &document(vec![
                filler(lines),
                heading("五、本人承诺"),
                Block::Paragraph { text: crate::samples::PLEDGE.into() },
                Block::Signature {
                    label: "申请人（签名）：".into(),
                    date_label: "日期：".into(),
                    signed: Some(signed()),
                },
            ]),
            fonts,
        );
        assert_together(&pages, "五、本人承诺", "申请状态为准");
        assert_together(&pages, "申请人（签名）", "申请状态为准");
        assert_together(&pages, "申请人（签名）", "日期");
    }
}

#[test]
fn a_long_history_repeats_its_header_and_splits_no_row() {
    let document = document(vec![heading("三、个人经历"), history(60)]);
    let fonts = fonts();
    let pages = pages(&document, fonts);
    assert!(pages.len() >= 3);
    for page in &pages {
        assert!(page.contains("起止年月学习或工作单位专业、职务证明人"), "no header on {page}");
        let rows = page.matches("-09至").count();
        let ends = page.matches("𬱖䶮").count() + page.matches("买买提江·吐尔逊").count();
        assert_eq!(rows, ends, "a row is split");
    }
    assert_says_all(&document, &print(&document, fonts).unwrap());
}

#[test]
fn a_row_that_fits_a_page_is_never_split() {
    let row =
        |at: usize| vec![at.to_string(), format!("始{at}号{}终{at}号", "很长的一格，".repeat(40))];
    let column = |title: &str, share| Column { title: title.into(), share };
    let table = Block::Table {
        columns: vec![column("序号", 1.0), column("内容", 4.0)],
        rows: (100..110).map(row).collect(),
    };
    for lines in [0, 5, 10, 15] {
        let pages = pages(&document(vec![filler(lines), table.clone()]), fonts());
        assert!(pages.len() > 1);
        for at in 100..110 {
            assert_together(&pages, &format!("始{at}号"), &format!("终{at}号"));
        }
    }
}

#[test]
fn the_notice_that_it_is_no_official_paper_is_on_every_page_and_twice_on_the_first() {
    let document = document(vec![history(60)]);
    for (number, page) in pages(&document, fonts()).iter().enumerate() {
        let count = page.matches(&*document.notice).count();
        assert_eq!(count, if number == 0 { 2 } else { 1 });
    }
}

#[test]
fn no_line_of_a_paragraph_is_left_alone() {
    let fonts = fonts();
    let text = "这是一段正文，".repeat(30);
    for lines in 30..45 {
        let file = File::new(
            &print(&document(vec![filler(lines), Block::Paragraph { text: text.clone() }]), fonts)
                .unwrap()
                .pdf,
        );
        let text = file.run("pdftotext", &["-raw", "-enc", "UTF-8", "@", "-"]);
        for page in text.split('\u{C}') {
            let lines = page.lines().filter(|it| it.contains("正文")).count();
            assert_ne!(lines, 1, "one line alone on a page after {lines} lines");
        }
    }
}

#[test]
fn checks_and_items_go_over_pages_whole() {
    let fonts = fonts();
    let check = |at: usize| CheckLine {
        ticked: at.is_multiple_of(2),
        text: format!("第{at}项材料"),
        detail: format!("说明{at}项"),
    };
    let item = |at: usize| Item {
        id: format!("page.{at}"),
        action: ItemAction::Copy,
        label: format!("第{at}个框"),
        value: format!("{at}号值"),
        note: format!("{at}号注"),
        required: at.is_multiple_of(3),
    };
    let items = Block::Items { items: (200..280).map(item).collect() };
    let checks = Block::Checks { items: (100..160).map(check).collect() };
    for lines in 1..5 {
        let pages = pages(&document(vec![filler(lines), checks.clone()]), fonts);
        for at in 100..160 {
            assert_together(&pages, &format!("第{at}项材料"), &format!("说明{at}项"));
        }
    }
    let document = document(vec![checks, items]);
    let pages = pages(&document, fonts);
    assert!(pages.len() >= 4);
    for at in 200..280 {
        assert_together(&pages, &format!("第{at}个框"), &format!("{at}号注"));
    }
    assert_says_all(&document, &print(&document, fonts).unwrap());
}

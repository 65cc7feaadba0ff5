//! What pages look like, against references that somebody has looked at: 64 × 90 shades of grey a page, in `looks/`.
//!
//! A reference is renewed with `UPDATE_EXPECT=1 cargo test -p beishen-print --test paper looks`; then look at the pages.
//! Grey of areas of 3 mm stays the same from one version of a renderer to the next; a line that moved does not.

use std::{fmt::Write as _, fs, path::PathBuf};

use beishen_core::assess;
use beishen_document::Locale;
use beishen_guide::papers;
use beishen_print::print;
use beishen_tests::{PACKS, clean, now, pack};

use crate::{
    readers::{File, page_image},
    samples::{checklist, fonts, photo, receipt},
};

const COLUMNS: u32 = 64;
const ROWS: u32 = 90;
/// Shades are 0 black to 15 white. Two renderings differ by so much on average …
const MEAN: f64 = 0.08;
/// … and in so many areas of a page by more than [`STEP`].
const AREAS: usize = 12;
const STEP: u32 = 2;

/// The pages of each paper that has references.
fn papers() -> Vec<(String, beishen_document::Document)> {
    let mut papers = vec![("sample".to_owned(), receipt()), ("checklist".to_owned(), checklist())];
    for (id, number) in PACKS.iter().zip(0..) {
        let pack = pack(id);
        let answers = clean::draft(&pack, number).1;
        let assessment = assess(&pack.procedure, &answers, now());
        let of = |locale, photo| {
            papers::receipt(&pack.procedure, &answers, &assessment, photo, now(), locale, true)
        };
        papers.push((format!("receipt-{id}"), of(Locale::Zh, Some(photo()))));
    }
    let pack = pack("tdxl");
    let answers = beishen_core::Answers::default();
    let assessment = assess(&pack.procedure, &answers, now());
    let empty =
        papers::receipt(&pack.procedure, &answers, &assessment, None, now(), Locale::En, true);
    papers.push(("receipt-empty-en".to_owned(), empty));
    papers
}

/// A page as rows of digits, each the mean grey of an area.
fn look(page: &image::GrayImage) -> String {
    let mut look = String::new();
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let area = |at: u32, of: u32, size: u32| at * size / of..(at + 1) * size / of;
            let (mut sum, mut count) = (0_u32, 0_u32);
            for y in area(row, ROWS, page.height()) {
                for x in area(column, COLUMNS, page.width()) {
                    sum += u32::from(page.get_pixel(x, y).0[0]);
                    count += 1;
                }
            }
            let _ = write!(look, "{:x}", (sum / count.max(1)) / 16);
        }
        look.push('\n');
    }
    look
}

/// How two looks of a page differ: on average, and in how many areas clearly.
fn difference(one: &str, other: &str) -> (f64, usize) {
    let shades = |it: &str| it.chars().filter_map(|it| it.to_digit(16)).collect::<Vec<_>>();
    let (one, other) = (shades(one), shades(other));
    if one.len() != other.len() || one.is_empty() {
        return (16.0, usize::MAX);
    }
    let steps: Vec<u32> = one.iter().zip(&other).map(|(a, b)| a.abs_diff(*b)).collect();
    let sum = f64::from(steps.iter().sum::<u32>());
    let count = u32::try_from(steps.len()).unwrap();
    (sum / f64::from(count), steps.iter().filter(|it| **it > STEP).count())
}

fn looks(document: &beishen_document::Document) -> Vec<String> {
    let printed = print(document, fonts()).unwrap();
    let file = File::new(&printed.pdf);
    file.run("pdftoppm", &["-r", "50", "-gray", "@", "page"]);
    (1..=printed.pages).map(|it| look(&page_image(&file, it))).collect()
}

#[test]
fn pages_look_as_they_did_when_they_were_looked_at() {
    let renew = std::env::var_os("UPDATE_EXPECT").is_some();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/paper/looks");
    let mut differ = Vec::new();
    for (name, document) in papers() {
        let now = looks(&document).join("\n");
        let path = folder.join(format!("{name}.txt"));
        if renew {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &now).unwrap();
            continue;
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let pages = |it: &str| it.split("\n\n").map(str::to_owned).collect::<Vec<_>>();
        let (kept, now) = (pages(&kept), pages(&now));
        if kept.len() != now.len() {
            differ.push(format!("{name} has {} pages and had {}", now.len(), kept.len()));
            continue;
        }
        for (at, (kept, now)) in kept.iter().zip(&now).enumerate() {
            let (mean, areas) = difference(kept, now);
            if mean > MEAN || areas > AREAS {
                differ.push(format!("{name} page {}: {mean:.3} on average, {areas} areas", at + 1));
            }
        }
    }
    assert!(
        differ.is_empty(),
        "these look otherwise; see the top of this file:\n{}",
        differ.join("\n")
    );
}

#[test]
fn a_change_that_one_would_see_is_seen() {
    let first = |it: &beishen_document::Document| looks(it).remove(0);
    let kept = first(&receipt());
    let mut document = receipt();
    assert_eq!(difference(&kept, &first(&document)), (0.0, 0));
    // Other words in one cell are not another look, …
    let beishen_document::Block::Form { rows, .. } = &mut document.blocks[3] else {
        panic!("no form")
    };
    rows[0][0].value = "李四五".into();
    let (mean, areas) = difference(&kept, &first(&document));
    assert!(mean < MEAN && areas <= AREAS, "{mean} {areas}");
    // … a line more, no photo or another order is.
    let mut longer = receipt();
    longer.subtitle = longer.subtitle.repeat(3);
    let mut bare = receipt();
    let beishen_document::Block::Form { photo, .. } = &mut bare.blocks[3] else {
        panic!("no form")
    };
    photo.as_mut().unwrap().jpeg = None;
    let mut swapped = receipt();
    swapped.blocks.swap(0, 1);
    for (what, other) in [("a line", longer), ("the photo", bare), ("order", swapped)] {
        let (mean, areas) = difference(&kept, &first(&other));
        assert!(mean > MEAN || areas > AREAS, "{what}: {mean} {areas}");
    }
}

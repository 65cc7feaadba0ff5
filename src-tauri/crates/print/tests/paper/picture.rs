//! Pictures of the program on paper: the very pixels of the file, their words below, and bookmarks where there are many pages.

use beishen_document::{Block, Png};
use beishen_print::print;

use crate::{
    readers::{File, body, expected},
    samples::{document, fonts, heading},
};

fn png() -> Png {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/guide/zh/desk.png");
    Png::read(&std::fs::read(file).unwrap()).unwrap()
}

fn picture(caption: &str) -> Block {
    Block::Picture { png: Box::new(png()), caption: caption.into() }
}

#[test]
fn a_picture_is_the_file_s_own_pixels_and_its_words_stand_below() {
    let document = document(vec![picture("资料台：每位申请人一行")]);
    let printed = print(&document, fonts()).unwrap();
    let file = File::new(&printed.pdf);
    file.run("qpdf", &["--check", "@"]);
    for (reader, pages) in file.pages() {
        assert_eq!(body(&document, &pages), expected(&document), "{reader}");
    }
    file.run("pdfimages", &["-png", "@", "picture"]);
    let shown = image::open(file.path("picture-000.png")).unwrap().into_rgb8();
    let own = image::load_from_memory(&png().bytes).unwrap().into_rgb8();
    assert!(shown == own, "the pixels differ");
    let tree = file.run("pdfinfo", &["-struct-text", "@"]);
    assert!(tree.contains("Figure"), "{tree}");
}

#[test]
fn a_long_document_has_a_bookmark_for_each_heading() {
    let section = |n: usize| vec![heading(&format!("第 {n} 节")), picture(""), picture("")];
    let document = document((1..=9).flat_map(section).collect());
    let printed = print(&document, fonts()).unwrap();
    let outline = File::new(&printed.pdf).run("mutool", &["show", "@", "outline"]);
    let marks: Vec<&str> = outline.lines().collect();
    assert_eq!(marks.len(), 9, "{outline}");
    let mut before = 0;
    for (n, mark) in (1..).zip(marks) {
        let page = mark.split("page=").nth(1).and_then(|it| it.split('&').next()).unwrap();
        let page: usize = page.parse().unwrap();
        assert!(mark.contains(&format!("第 {n} 节")) && page >= before, "{mark}");
        before = page;
    }
    assert_eq!(before, printed.pages, "{outline}");
}

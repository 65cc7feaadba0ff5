//! The file itself: sound, complete in itself, tagged, the photo untouched, the same each time.

use std::{fs, thread};

use crate::readers::File;
use crate::samples::{document, fonts, photo, photo_box, receipt};
use beishen_document::{Block, Jpeg, Locale};
use beishen_print::{PrintError, print};
use lopdf::{Document as Pdf, Object};

#[test]
fn the_file_is_sound_and_its_fonts_are_in_it() {
    let file = File::new(&print(&receipt(), fonts()).unwrap().pdf);
    file.run("qpdf", &["--check", "@"]);
    let fonts = file.run("pdffonts", &["@"]);
    let fonts: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(fonts.len() >= 2);
    for font in fonts {
        assert!(font.contains("yes yes yes"), "not embedded, subset and readable: {font}");
    }
    assert!(fs::read(file.path("paper.pdf")).unwrap().starts_with(b"%PDF-1.7\n"));
}

#[test]
fn the_photo_is_the_uploaded_file_and_33_by_48_mm() {
    let mut grey = photo();
    let picture = image::GrayImage::from_pixel(33, 48, image::Luma([200]));
    grey.bytes.clear();
    image::codecs::jpeg::JpegEncoder::new(&mut grey.bytes).encode_image(&picture).unwrap();
    (grey.width, grey.height, grey.components) = (33, 48, 1);
    let fonts = fonts();
    for jpeg in [photo(), grey] {
        let rows =
            vec![
                vec![crate::samples::cell("姓名", "张三"), crate::samples::cell("性别", "男")];
                9
            ];
        let document =
            document(vec![Block::Form { rows, photo: Some(photo_box(Some(jpeg.clone()))) }]);
        let file = File::new(&print(&document, fonts).unwrap().pdf);
        file.run("pdfimages", &["-j", "@", "photo"]);
        assert!(
            fs::read(file.path("photo-000.jpg")).unwrap() == jpeg.bytes,
            "the photo's bytes were changed"
        );

        let pdf = Pdf::load(file.path("paper.pdf")).unwrap();
        let content = pdf.get_and_decode_page_content(pdf.get_pages()[&1]).unwrap();
        let at = content.operations.iter().position(|it| it.operator == "Do").unwrap();
        let matrix: Vec<f32> =
            content.operations[at - 1].operands.iter().map(|it| it.as_float().unwrap()).collect();
        assert!(
            (matrix[0] * 25.4 / 72.0 - 33.0).abs() < 0.01
                && (matrix[3] * 25.4 / 72.0 - 48.0).abs() < 0.01,
            "{matrix:?}"
        );
    }
}

#[test]
fn two_photos_are_two_pictures() {
    let mut other = photo();
    other.bytes.extend([0, 0]);
    let form = |jpeg| Block::Form { rows: vec![], photo: Some(photo_box(Some(jpeg))) };
    let document = document(vec![form(photo()), form(other.clone())]);
    let file = File::new(&print(&document, fonts()).unwrap().pdf);
    file.run("pdfimages", &["-j", "@", "photo"]);
    assert!(fs::read(file.path("photo-000.jpg")).unwrap() == photo().bytes);
    assert!(fs::read(file.path("photo-001.jpg")).unwrap() == other.bytes);
}

#[test]
fn a_photo_that_is_no_jpeg_is_refused_in_words() {
    let jpeg = Jpeg { bytes: b"\x89PNG".to_vec(), width: 1, height: 1, components: 3 };
    let document = document(vec![Block::Form { rows: vec![], photo: Some(photo_box(Some(jpeg))) }]);
    let error = print(&document, fonts()).err().unwrap();
    assert_eq!(error, PrintError::Photo);
    assert_eq!(error.message(Locale::Zh), "照片无法印入文件，请换一张 JPEG 照片。");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let fonts = fonts();
    let first = print(&receipt(), fonts).unwrap();
    let mut other = receipt();
    other.made_at += chrono::TimeDelta::minutes(1);
    thread::scope(|scope| {
        let again: Vec<_> =
            (0..3).map(|_| scope.spawn(|| print(&receipt(), fonts).unwrap())).collect();
        for again in again {
            assert!(again.join().unwrap() == first, "the bytes differ");
        }
    });
    assert!(print(&other, fonts).unwrap().pdf != first.pdf);
}

#[test]
fn the_file_tells_its_title_language_and_author() {
    let mut document = receipt();
    document.title = "A & B <回执>\u{0}\u{FFFE}".into();
    let file = File::new(&print(&document, fonts()).unwrap().pdf);
    let info = file.run("pdfinfo", &["@"]);
    for line in [
        "Title:           A & B <回执>",
        "Author:          王䶮㛃",
        "Tagged:          yes",
        "PDF version:     1.7",
    ] {
        assert!(info.contains(line), "{line} is not in\n{info}");
    }
    let xmp = file.run("pdfinfo", &["-meta", "@"]);
    assert!(xmp.contains(">A &amp; B &lt;回执&gt;<"), "{xmp}");
    assert!(!info.contains("Subtype:"), "no claim to a standard that was not checked:\n{info}");

    let pdf = Pdf::load(file.path("paper.pdf")).unwrap();
    let catalog = pdf.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).unwrap(), b"zh-CN");
    let preferences = catalog.get(b"ViewerPreferences").and_then(Object::as_dict).unwrap();
    assert!(preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).unwrap());
    assert_eq!(preferences.get(b"PrintScaling").and_then(Object::as_name).unwrap(), b"None");
}

#[test]
fn the_structure_tree_holds_the_whole_text_in_its_parts() {
    let document = receipt();
    let file = File::new(&print(&document, fonts()).unwrap().pdf);
    let tree = file.run("pdfinfo", &["-struct-text", "@"]);
    let text = crate::readers::bare(&tree);
    for said in document.texts() {
        for line in said.split('\n') {
            // Lines of a cell are quoted one by one.
            let line = crate::readers::bare(line);
            let start: String = line.chars().take(8).collect();
            assert!(text.contains(&start), "{said} is not in the tree:\n{tree}");
        }
    }
    let tree = file.run("pdfinfo", &["-struct", "@"]);
    let parts = ["H1", "H2", "Table", "TR", "TH", "TD", "LI", "Lbl", "LBody", "Figure", "Note"];
    for part in parts.iter().chain(&["/ColSpan 3", "/RowSpan", "/Scope /Row", "/Scope /Column"]) {
        assert!(tree.contains(part), "no {part} in\n{tree}");
    }
    // What a screen reader says of the photo.
    let pdf = Pdf::load(file.path("paper.pdf")).unwrap();
    let mut elements = pdf.objects.values().filter_map(|it| it.as_dict().ok());
    let figure =
        elements.find(|it| it.get(b"S").and_then(Object::as_name).is_ok_and(|it| it == b"Figure"));
    let alt = figure.unwrap().get(b"Alt").and_then(lopdf::decode_text_string).unwrap();
    assert_eq!(alt, "照片（33 mm×48 mm）");
}

#[test]
fn every_piece_of_a_page_knows_its_place_in_the_structure_tree() {
    let pdf = Pdf::load_mem(&print(&receipt(), fonts()).unwrap().pdf).unwrap();
    let dictionary = |it: &Object| pdf.dereference(it).unwrap().1.as_dict().unwrap().clone();
    let array = |it: &Object| pdf.dereference(it).unwrap().1.as_array().unwrap().clone();
    let root = dictionary(pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap());
    let numbers = array(dictionary(root.get(b"ParentTree").unwrap()).get(b"Nums").unwrap());
    for (at, (_, page)) in pdf.get_pages().into_iter().enumerate() {
        let owners = array(&numbers[2 * at + 1]);
        let content = pdf.get_and_decode_page_content(page).unwrap();
        let marked = |it: &Object| it.as_dict().is_ok_and(|it| it.has(b"MCID"));
        let pieces = content.operations.iter().filter(|it| it.operands.iter().any(marked));
        assert_eq!(pieces.count(), owners.len(), "page {}", at + 1);
        for (number, owner) in (0_i64..).zip(&owners) {
            let kids = array(dictionary(owner).get(b"K").unwrap());
            let is_piece = |it: &Object| {
                it.as_dict().is_ok_and(|it| {
                    it.get(b"MCID").and_then(Object::as_i64).is_ok_and(|it| it == number)
                        && it.get(b"Pg").and_then(Object::as_reference).is_ok_and(|it| it == page)
                })
            };
            assert!(kids.iter().any(is_piece), "piece {number} of page {} is elsewhere", at + 1);
        }
    }
}

#[test]
fn printing_is_never_scaled_and_pages_are_a4() {
    let info = File::new(&print(&receipt(), fonts()).unwrap().pdf).run("pdfinfo", &["@"]);
    assert!(info.contains("595.276 x 841.89 pts (A4)"), "{info}");
}

//! Documents in one file: each says what it says alone, and none is mixed with another.

use std::fs;

use crate::{
    readers::{File, body, expected},
    samples::{checklist, document, fonts, history, photo_box, receipt},
    seal::sealed,
};
use beishen_document::{Block, Document, Jpeg, Locale};
use beishen_print::{Book, PrintError, Printed, print, read_seals};

fn bound(documents: &[&Document]) -> Printed {
    let mut book = Book::new(fonts());
    for document in documents {
        book.add(document).unwrap();
    }
    book.finish().unwrap()
}

/// Two receipts with photos and codes, a checklist and a long history, about different people.
fn documents() -> Vec<Document> {
    let (first, _) = sealed(Locale::Zh);
    let (mut second, _) = sealed(Locale::En);
    second.name = "阿卜杜拉·买买提江".into();
    second.number = "BS-20261122-00000002".into();
    let Some(Block::Code { seal, .. }) = second.blocks.last_mut() else { panic!("no code") };
    seal.number.clone_from(&second.number);
    let mut long = document(vec![history(60)]);
    long.name = "李四".repeat(30);
    vec![first, checklist(), long, second]
}

#[test]
fn each_document_reads_as_it_does_alone_and_counts_its_own_pages() {
    let documents = documents();
    let printed = bound(&documents.iter().collect::<Vec<_>>());
    let file = File::new(&printed.pdf);
    file.run("qpdf", &["--check", "@"]);
    for (reader, pages) in file.pages() {
        assert_eq!(pages.len(), printed.pages, "{reader}");
        let mut rest = &pages[..];
        for document in &documents {
            let (own, after) = rest.split_at(print(document, fonts()).unwrap().pages);
            assert_eq!(body(document, own), expected(document), "{reader}: {}", document.name);
            rest = after;
        }
        assert_eq!(rest, [""; 0], "{reader}");
    }
}

#[test]
fn each_keeps_its_photo_and_its_seal_and_fonts_are_there_once() {
    let documents = documents();
    let printed = bound(&documents.iter().collect::<Vec<_>>());
    let seals = read_seals(&printed.pdf);
    let wanted: Vec<_> = documents.iter().filter_map(Document::sealed).cloned().collect();
    assert_eq!(seals, wanted);

    let mut other = crate::samples::photo();
    other.bytes.extend([0, 0]);
    let form = |jpeg: &Jpeg| {
        let photo = Some(photo_box(Some(jpeg.clone())));
        document(vec![Block::Form { rows: Vec::new(), photo }])
    };
    let photos = [crate::samples::photo(), other];
    let file = File::new(&bound(&photos.each_ref().map(form).each_ref()).pdf);
    file.run("pdfimages", &["-j", "@", "photo"]);
    for (at, photo) in photos.iter().enumerate() {
        assert!(fs::read(file.path(&format!("photo-{at:03}.jpg"))).unwrap() == photo.bytes);
    }
    let fonts = |pdf: &[u8]| File::new(pdf).run("pdffonts", &["@"]).lines().count();
    assert_eq!(fonts(&bound(&[&receipt(), &receipt()]).pdf), fonts(&bound(&[&receipt()]).pdf));
}

#[test]
fn bookmarks_say_whose_each_document_is() {
    let documents = documents();
    let file = File::new(&bound(&documents.iter().collect::<Vec<_>>()).pdf);
    let outline = file.run("mutool", &["show", "@", "outline"]);
    let marks: Vec<&str> = outline.lines().collect();
    assert_eq!(marks.len(), documents.len(), "{outline}");
    let mut page = 1;
    for (document, mark) in documents.iter().zip(marks) {
        let title = format!("{} {}", document.name, document.number);
        assert!(mark.contains(&title) && mark.contains(&format!("page={page}")), "{mark}");
        page += print(document, fonts()).unwrap().pages;
    }
    let info = file.run("pdfinfo", &["@"]);
    assert!(info.contains("申请准备回执（4 份）") && !info.contains("Author"), "{info}");
    // One document is what it always was.
    let alone = File::new(&bound(&[&receipt()]).pdf);
    assert_eq!(alone.run("mutool", &["show", "@", "outline"]), "");
    assert!(bound(&[&receipt()]) == print(&receipt(), fonts()).unwrap());
}

#[test]
fn the_structure_tree_has_a_section_for_each_document() {
    let file = File::new(&bound(&[&receipt(), &receipt()]).pdf);
    let tree = file.run("pdfinfo", &["-struct", "@"]);
    assert_eq!(tree.lines().filter(|it| it.trim() == "Sect").count(), 2, "{tree}");
    assert_eq!(tree.lines().filter(|it| it.trim() == "H1 (block)").count(), 2, "{tree}");
}

#[test]
fn a_document_that_cannot_be_printed_leaves_the_book_as_it_was() {
    let jpeg = Jpeg { bytes: b"\x89PNG".to_vec(), width: 1, height: 1, components: 3 };
    let photo = Some(photo_box(Some(jpeg)));
    let bad = document(vec![Block::Form { rows: Vec::new(), photo }]);
    let mut book = Book::new(fonts());
    assert_eq!(book.add(&bad), Err(PrintError::Photo));
    assert!(book.is_empty());
    book.add(&receipt()).unwrap();
    assert_eq!(book.add(&bad), Err(PrintError::Photo));
    book.add(&checklist()).unwrap();
    assert_eq!(book.len(), 2);
    assert!(book.finish().unwrap() == bound(&[&receipt(), &checklist()]));
    assert_eq!(Book::new(fonts()).finish().err(), Some(PrintError::Internal));
}

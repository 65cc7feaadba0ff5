//! The verification code: read from the page by a QR reader, and from the file by us.

use std::fs;

use crate::readers::{File, assert_says_all, page_image, qr_codes};
use crate::samples::{document, fonts, photo, receipt};
use beishen_document::{Block, Document, Locale, Seal, SealedPart};
use beishen_print::{print, read_seals};
use proptest::prelude::*;

/// A receipt with a code at its end, and the code's seal.
pub(crate) fn sealed(locale: Locale) -> (Document, Seal) {
    let mut document = receipt();
    document.locale = locale;
    let seal = Seal {
        procedure: "tdxl".into(),
        locale,
        masked: true,
        made_at: document.made_at,
        number: document.number.clone(),
        code: "3F9A2C1B00112233445566778899AABB".into(),
        parts: vec![SealedPart {
            section: "个人信息".into(),
            label: "姓名".into(),
            digest: "0a1b2c3d".into(),
        }],
    };
    document.blocks.push(Block::Code {
        label: locale.pick("校验码", "Verification code").into(),
        text: "3F9A 2C1B 0011 2233 4455 6677 8899 AABB".into(),
        about: "二维码里是回执编号和校验码，没有个人信息。".into(),
        seal: Box::new(seal.clone()),
    });
    (document, seal)
}

#[test]
fn the_qr_code_is_read_from_the_page_and_holds_number_and_code_alone() {
    for locale in [Locale::Zh, Locale::En] {
        let (document, _) = sealed(locale);
        let printed = print(&document, fonts()).unwrap();
        assert_says_all(&document, &printed);
        let file = File::new(&printed.pdf);
        file.run("qpdf", &["--check", "@"]);
        // A cheap scanner or a telephone sees no more.
        file.run("pdftoppm", &["-r", "150", "-gray", "@", "page"]);
        let read = qr_codes(&page_image(&file, printed.pages));
        assert_eq!(read, ["BS-20261122-3F9A2C1B/3F9A2C1B00112233445566778899AABB"]);
    }
}

#[test]
fn the_file_keeps_the_seal_also_when_another_program_has_saved_it() {
    let (document, seal) = sealed(Locale::Zh);
    let pdf = print(&document, fonts()).unwrap().pdf;
    assert_eq!(read_seals(&pdf), std::slice::from_ref(&seal));
    let file = File::new(&pdf);
    file.run("qpdf", &["--object-streams=disable", "@", "again.pdf"]);
    assert_eq!(read_seals(&fs::read(file.path("again.pdf")).unwrap()), [seal]);
    assert_eq!(print(&document, fonts()).unwrap().pdf, pdf);
}

#[test]
fn other_files_have_no_seal() {
    let pdf = print(&document(Vec::new()), fonts()).unwrap().pdf;
    for bytes in [&pdf[..], b"", b"%PDF-1.7\n%%EOF", &photo().bytes] {
        assert_eq!(read_seals(bytes), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::cases(64)))]
    #[test]
    fn a_damaged_file_is_read_or_refused(at in 0.0..1.0_f64, bytes in proptest::collection::vec(any::<u8>(), 0..40), cut in any::<bool>()) {
        static PDF: std::sync::LazyLock<Vec<u8>> =
            std::sync::LazyLock::new(|| print(&sealed(Locale::Zh).0, fonts()).unwrap().pdf);
        let mut pdf = PDF.clone();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in the file")]
        let at = (at * pdf.len() as f64) as usize;
        let end = if cut { pdf.len() } else { (at + bytes.len()).min(pdf.len()) };
        pdf.splice(at..end, bytes);
        let _ = read_seals(&pdf);
    }
}

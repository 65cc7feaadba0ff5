//! The pages as pictures: what another program draws of the same file.

use crate::readers::File;
use crate::samples::{document, fonts, heading, photo, photo_box, receipt};
use crate::signature::signed;
use beishen_document::{Block, Document};
use beishen_print::{Leaves, print};

/// Of 255, averaged over squares of 2 mm. Edges are drawn a little darker by one program than by the other; a glyph that lacks or
/// stands elsewhere makes much more.
const FAR: u32 = 40;
/// The sides of such a square, at 144 dots per inch.
const SIDE: u32 = 12;

fn papers() -> [Document; 2] {
    let mut signed_for = receipt();
    signed_for.blocks.push(Block::Signature {
        label: "申请人（签名）：".into(),
        date_label: "日期：".into(),
        signed: Some(signed()),
    });
    let form = Block::Form { rows: vec![], photo: Some(photo_box(Some(photo()))) };
    [signed_for, document(vec![heading("照片 𬱖䶮 \u{2B81E}"), form])]
}

#[test]
fn every_page_looks_as_poppler_draws_it() {
    for paper in papers() {
        let printed = print(&paper, fonts()).unwrap();
        let file = File::new(&printed.pdf);
        let leaves = Leaves::new(printed.pdf).unwrap();
        let sizes = leaves.sizes();
        assert_eq!(sizes.len(), printed.pages);
        file.run("pdftoppm", &["-r", "144", "-png", "-gray", "@", "page"]);
        for (page, (width, height)) in sizes.into_iter().enumerate() {
            assert!((width - 210.0).abs() < 0.1 && (height - 297.0).abs() < 0.1);
            let ours =
                image::load_from_memory(&leaves.png(page, 1191).unwrap()).unwrap().to_luma8();
            let theirs = std::fs::read(file.path(&format!("page-{}.png", page + 1))).unwrap();
            let theirs = image::load_from_memory(&theirs).unwrap().to_luma8();
            let (far, at) = difference(&ours, &theirs);
            assert!(far < FAR, "page {} differs by {far} at {at:?}", page + 1);
        }
    }
}

/// How far the squares that differ most are apart, and where.
fn difference(a: &image::GrayImage, b: &image::GrayImage) -> (u32, (u32, u32)) {
    let mean = |it: &image::GrayImage, x: u32, y: u32| {
        let pixel = |n| u32::from(it.get_pixel(x + n % SIDE, y + n / SIDE).0[0]);
        (0..SIDE * SIDE).map(pixel).sum::<u32>() / (SIDE * SIDE)
    };
    let (width, height) = (a.width().min(b.width()), a.height().min(b.height()));
    let squares =
        (0..height / SIDE).flat_map(|y| (0..width / SIDE).map(move |x| (x * SIDE, y * SIDE)));
    squares.map(|(x, y)| (mean(a, x, y).abs_diff(mean(b, x, y)), (x, y))).max().unwrap()
}

#[test]
fn a_page_that_lacks_a_signature_is_seen_to_differ() {
    let drawn = |paper: &Document| {
        let pdf = print(paper, fonts()).unwrap().pdf;
        image::load_from_memory(&Leaves::new(pdf).unwrap().png(0, 1191).unwrap())
            .unwrap()
            .to_luma8()
    };
    let paper = |signed| {
        document(vec![Block::Signature {
            label: "签名：".into(),
            date_label: "日期：".into(),
            signed,
        }])
    };
    assert!(difference(&drawn(&paper(Some(signed()))), &drawn(&paper(None))).0 > FAR);
}

#[test]
fn what_is_no_file_and_no_page_is_none() {
    assert!(Leaves::new(b"%PDF-1.7\n".to_vec()).is_none_or(|it| it.sizes().is_empty()));
    let leaves = Leaves::new(print(&document(Vec::new()), fonts()).unwrap().pdf).unwrap();
    assert!(leaves.png(1, 100).is_none() && leaves.png(0, 0).is_some());
}

//! A signature drawn on the screen: lines on the paper, and words for who does not see them.

use crate::readers::{File, assert_says_all};
use crate::samples::{document, fonts, heading};
use beishen_document::{Block, Document, Signed, Strokes};
use beishen_print::print;
use lopdf::Document as Pdf;

/// A name in four strokes and a dot.
pub(crate) fn signed() -> Signed {
    let wave = |x: f32| {
        (0..12_u8).map(move |n| {
            let n = f32::from(n) / 11.0;
            [x + n * 0.18, 0.5 + 0.4 * (n * 9.0 + x).sin()]
        })
    };
    let mut strokes: Vec<Vec<[f32; 2]>> = [0.05, 0.25, 0.45, 0.7].map(|x| wave(x).collect()).into();
    strokes.push(vec![[0.95, 0.2]]);
    Signed { text: "已手写签名".into(), strokes: Strokes::try_from(strokes).unwrap() }
}

fn paper(drawn: bool) -> Document {
    document(vec![
        heading("五、本人承诺"),
        Block::Signature {
            label: "申请人（签名）：".into(),
            date_label: "日期：2026 年 11 月 22 日".into(),
            signed: drawn.then(signed),
        },
    ])
}

#[test]
fn strokes_are_lines_with_round_ends_inside_the_box_and_no_picture() {
    let file = File::new(&print(&paper(true), fonts()).unwrap().pdf);
    file.run("qpdf", &["--check", "@"]);
    assert_eq!(
        file.run("pdfimages", &["-list", "@"]).lines().count(),
        2,
        "a heading and no picture"
    );
    let pdf = Pdf::load(file.path("paper.pdf")).unwrap();
    let content = pdf.get_and_decode_page_content(pdf.get_pages()[&1]).unwrap();
    let numbers = |op: &str| -> Vec<Vec<f32>> {
        let all = content.operations.iter().filter(|it| it.operator == op);
        all.map(|it| it.operands.iter().map(|it| it.as_float().unwrap()).collect()).collect()
    };
    // Four strokes of twelve points; the dot is a line to where it is.
    let curves = numbers("c");
    assert_eq!(curves.len(), 4 * 11);
    assert_eq!(numbers("J").concat(), [1.0]);
    let dots = content.operations.windows(2).filter(|it| {
        (&*it[0].operator, &*it[1].operator) == ("m", "l") && it[0].operands == it[1].operands
    });
    assert_eq!(dots.count(), 1);
    let millimetres = 72.0 / 25.4;
    let (right, left) = (190.0 * millimetres, 134.0 * millimetres);
    assert!(curves.iter().all(|it| (left..=right).contains(&it[4])), "{curves:?}");
}

#[test]
fn who_does_not_see_the_strokes_is_told() {
    for drawn in [true, false] {
        assert_says_all(&paper(drawn), &print(&paper(drawn), fonts()).unwrap());
    }
    let pdf = Pdf::load_mem(&print(&paper(true), fonts()).unwrap().pdf).unwrap();
    let figure = |it: &&lopdf::Object| {
        it.as_dict().and_then(|it| it.get(b"S")?.as_name()).is_ok_and(|it| it == b"Figure")
    };
    let alts: Vec<String> = pdf
        .objects
        .values()
        .filter(figure)
        .map(|it| lopdf::decode_text_string(it.as_dict().unwrap().get(b"Alt").unwrap()).unwrap())
        .collect();
    assert_eq!(alts, ["申请人（签名）： 已手写签名"]);
}

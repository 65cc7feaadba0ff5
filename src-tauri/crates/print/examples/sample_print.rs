#[path = "../tests/support/mod.rs"]
mod support;
use beishen_core::{Locale, document::*};
use support::*;
fn main() {
    let fonts = support::fonts();
    let mut en = document(vec![
        Block::Notice { tone: Tone::Stop, text: "1 to change:\n1. The check digit of the ID number (证件号码) is wrong. Compare it with the card.".into() },
        heading("1. About you"),
        Block::Form { rows: vec![vec![cell("姓名", "欧阳娜娜"), cell("姓名拼音", "OUYANG NANA")], vec![cell("性别", "女"), cell("出生日期", "1949-12-31")], vec![cell("证件号码", "11010519491231002X"), cell("移动电话", "13800138000")], vec![cell("通信地址 Address", ADDRESS)]], photo: Some(photo_box(None)) },
        heading("2. History"),
        history(4),
        Block::Paragraph { text: "I declare that what I have entered is true, accurate and complete, and agrees with my registration; I bear the consequences if it is not. This receipt was prepared on this computer and is no proof of an application: only the status that the portal shows (申请状态) counts.".into() },
        Block::Signature { label: "Applicant (signature):".into(), date_label: "Date: ______________".into() },
    ]);
    en.locale = Locale::En;
    en.title = "Preparation receipt".into();
    en.subtitle =
        "同等学力人员申请硕士学位 · prepared on this computer, not an official document".into();
    en.notice = "Prepared on this computer, not an official document".into();
    en.name = "欧阳娜娜".into();
    let mut odd = document(vec![
        Block::Form {
            rows: vec![
                vec![cell("姓名", "李\u{2B81E}𠮷"), cell("民族", "汉族")],
                vec![
                    cell("曾用名", &"阿卜杜拉·买买提江".repeat(6)),
                    cell("说明（最长的一个标签会怎样）", "x"),
                ],
                vec![cell("邮箱", &"Llanfairpwllgwyngyll".repeat(8))],
            ],
            photo: Some(photo_box(Some(photo()))),
        },
        Block::Form {
            rows: vec![vec![cell("照片独占一行", "无")]],
            photo: Some(PhotoBox { width_mm: 26.0, height_mm: 32.0, ..photo_box(Some(photo())) }),
        },
        Block::Form { rows: vec![], photo: Some(photo_box(None)) },
        heading("长文"),
        Block::Notice { tone: Tone::Warning, text: "很长的一段提醒，".repeat(150) },
        Block::Table {
            columns: vec![
                Column { title: "项目".into(), share: 1.0 },
                Column { title: "内容".into(), share: 5.0 },
            ],
            rows: vec![
                vec!["甲".into(), "很长的一格，".repeat(600)],
                vec!["乙".into(), "短".into()],
            ],
        },
    ]);
    odd.name = "阿卜杜拉·买买提江".repeat(8);
    for (name, doc) in [
        ("receipt", support::receipt()),
        ("checklist", support::checklist()),
        ("en", en),
        ("odd", odd),
    ] {
        let p = beishen_print::print(&doc, &fonts).unwrap();
        std::fs::write(format!("/tmp/out-{name}.pdf"), &p.pdf).unwrap();
        eprintln!("{name} {} pages {} bytes {:?}", p.pages, p.pdf.len(), p.missing);
    }
}

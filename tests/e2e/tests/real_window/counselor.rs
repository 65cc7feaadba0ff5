//! What a counselor sends out and gets back, in the real window, by keys: questionnaires come in, a school's table is filled in.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use beishen_e2e::{Window, hands::ENTER};
use beishen_tables::{Column, OwnSheet, Workbook};
use serde_json::{Value, json};

const NAMES: [&str; 6] = ["张三", "李四", "王五", "赵六", "钱七", "孙八"];

/// An identity number that nobody else of the class has.
fn number(n: usize) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("43010219900101{:03}", 101 + n);
    let sum: usize = body.bytes().zip(WEIGHTS).map(|(it, by)| usize::from(it - b'0') * by).sum();
    format!("{body}{}", char::from(b"10X98765432"[sum % 11]))
}

async fn press(window: &Window, css: &str) {
    window.tab_to(css).await;
    window.press(&ENTER.to_string()).await;
}

async fn shot(window: &Window, name: &str) {
    if let Some(folder) = std::env::var_os("BEISHEN_SHOTS") {
        let shot = window.page.screenshot().await.unwrap();
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), shot).unwrap();
    }
}

#[tokio::test]
async fn a_school_s_table_is_filled_in_and_a_questionnaire_comes_back() {
    let window = Window::open().await;
    let back = window.path("back");
    std::fs::create_dir(&back).unwrap();
    for (n, name) in NAMES.iter().enumerate() {
        let facts = json!({ "person.name": name, "person.id_number": number(n) });
        let of = json!({ "procedure": "tdxl", "version": 1 });
        let file = json!({ "questionnaire": of, "facts": facts, "history": [] });
        std::fs::write(back.join(format!("{n}.json")), file.to_string()).unwrap();
    }
    window.go("#/import", "main[data-screen=import] [data-answers]").await;
    window.answer_dialog(&back);
    press(&window, "[data-answers]").await;
    window.see_text("导入 6 人").await;
    window.check("questionnaires that came back").await;
    press(&window, "[data-run]").await;
    window.see_text("新增 6 人").await;

    let (table, filled) = (window.path("school.xlsx"), window.path("filled.xlsx"));
    let columns = ["序号", "姓名", "证件号码"];
    let columns = columns.map(|it| Column { name: it.to_owned(), ..Column::default() }).into();
    let rows = (1..=6).map(|n| vec![n.to_string(), String::new(), String::new()]).collect();
    let page = OwnSheet { name: "名册".into(), columns, rows, ..OwnSheet::default() };
    std::fs::write(&table, Workbook { sheets: vec![page] }.to_xlsx().unwrap()).unwrap();
    window.answer_dialog(&table);
    press(&window, ".foot .button--quiet").await;
    press(&window, "[data-fill] summary").await;
    window.see_text("新增 6 行，填入 12 格").await;
    window.check("what would be filled in").await;
    shot(&window, "fill").await;
    window.answer_dialog(&filled);
    press(&window, "[data-save-filled]").await;
    window.see_text("已存到").await;
    let book = beishen_tables::read(&std::fs::read(&filled).unwrap()).unwrap();
    let names: Vec<Value> =
        book.sheets[0].rows.iter().skip(1).map(|it| json!(it.cell(1).text)).collect();
    assert_eq!(names.len(), 6);
    assert!(NAMES.iter().all(|it| names.contains(&json!(it))), "{names:?}");
}

//! A class of sixty from a table in the real window, by keys: read, put right, taken in, taken back.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use beishen_e2e::{Window, hands::ENTER};
use beishen_tables::{Column, OwnSheet, Workbook, read};
use serde_json::json;

/// An identity number that nobody else of the class has.
fn number(n: usize) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("43010219900101{:03}", 101 + n);
    let sum: usize = body.bytes().zip(WEIGHTS).map(|(it, by)| usize::from(it - b'0') * by).sum();
    format!("{body}{}", char::from(b"10X98765432"[sum % 11]))
}

const NAMES: [&str; 6] = ["张三", "李四", "王五", "赵六", "钱七", "孙八"];

fn write(path: &Path, columns: &[&str], rows: Vec<Vec<String>>) {
    let columns = columns.iter().map(|it| Column { name: (*it).into(), ..Column::default() });
    let page =
        OwnSheet { name: "名册".into(), columns: columns.collect(), rows, ..OwnSheet::default() };
    std::fs::write(path, Workbook { sheets: vec![page] }.to_xlsx().unwrap()).unwrap();
}

/// Sixty people, of whom three have a number that is wrong.
fn class(path: &Path) {
    let row = |n: usize| {
        let mut id = number(n);
        if n % 20 == 7 {
            id.pop();
        }
        vec![
            NAMES[n % 6].to_owned(),
            id,
            format!("1380013{n:04}"),
            "英语 1 班".to_owned(),
            "备注".to_owned(),
        ]
    };
    write(path, &["姓名", "身份证号", "手机", "班级", "说明"], (0..60).map(row).collect());
}

async fn press(window: &Window, css: &str) {
    window.tab_to(css).await;
    window.press(&ENTER.to_string()).await;
}

#[tokio::test]
async fn a_class_of_sixty_comes_in_from_a_table_and_goes_again() {
    let window = Window::open().await;
    let (table, bad) = (window.path("class.xlsx"), window.path("bad.xlsx"));
    class(&table);
    window.go("#/import", "main[data-screen=import] [data-read]").await;
    window.check("before a table").await;
    window.answer_dialog(&table);
    press(&window, "[data-read]").await;
    window.see_text("导入 57 人").await;
    window.see("[data-state=bad]").await;
    window.see_text("应为 18 位").await;
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        window.check(&format!("a table that was read, {theme}")).await;
        if let Some(folder) = std::env::var_os("BEISHEN_SHOTS") {
            let shot = window.page.screenshot().await.unwrap();
            std::fs::write(Path::new(&folder).join(format!("import-{theme}.png")), shot).unwrap();
        }
    }
    press(&window, "[data-show=all]").await;
    window.see_text("第 1–50 行，共 60 行").await;
    // Nothing is written yet.
    let desk =
        window.ask(json!({ "command": "people", "procedure": null, "show_numbers": false })).await;
    assert_eq!(desk["rows"].as_array().unwrap().len(), 0);

    press(&window, "[data-run]").await;
    window.see_text("新增 57 人，更新 0 人，3 行有问题没有导入。").await;
    window.check("what came of it").await;
    window.answer_dialog(&bad);
    press(&window, "[data-save-bad]").await;
    window.see_text("已存到").await;

    // The three are put right and taken in.
    let book = read(&std::fs::read(&bad).unwrap()).unwrap();
    let rows = &book.sheets[0].rows;
    assert_eq!(rows.len(), 4);
    let columns: Vec<&str> = rows[0].cells.iter().map(|it| it.text.as_str()).collect();
    let mended = [7, 27, 47].into_iter().zip(&rows[1..]).map(|(n, row)| {
        let mut cells: Vec<String> = row.cells.iter().map(|it| it.text.clone()).collect();
        cells[2] = number(n);
        cells
    });
    write(&table, &columns, mended.collect());
    window.answer_dialog(&table);
    press(&window, ".foot .button--quiet").await;
    window.see_text("导入 3 人").await;
    press(&window, "[data-run]").await;
    window.see_text("新增 3 人").await;

    press(&window, "[data-undo-import]").await;
    window.see_text("已撤销导入：移除 3 人").await;
    window.go("#/", "main[data-screen=desk]").await;
    let desk = window
        .ask(json!({ "command": "people", "procedure": "tdxl", "show_numbers": false }))
        .await;
    assert_eq!(desk["rows"].as_array().unwrap().len(), 57);
}

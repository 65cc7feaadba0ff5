//! A counselor's morning in the real window, by keys: a class comes in, three are put right, what is the same is said once, everybody is
//! worked through, and everything is written into a folder.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use beishen_core::{FactsFile, Known};
use beishen_desk::Library;
use beishen_document::Locale;
use beishen_e2e::{
    Browser, Window,
    hands::{ENTER, SPACE},
};
use beishen_guide::fill_in;
use beishen_tables::{Column, OwnSheet, Workbook};
use fantoccini::{Locator, key::Key};
use serde_json::{Value, json};

const NAMES: [&str; 6] = ["张三", "李四", "王五", "赵六", "钱七", "孙八"];
const PEOPLE: usize = 60;

/// An identity number that nobody else of the class has.
fn number(n: usize) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("43010219900101{:03}", 101 + n);
    let sum: usize = body.bytes().zip(WEIGHTS).map(|(it, by)| usize::from(it - b'0') * by).sum();
    format!("{body}{}", char::from(b"10X98765432"[sum % 11]))
}

fn class(path: &Path) {
    let columns = ["姓名", "身份证号", "手机", "班级"];
    let columns = columns.map(|it| Column { name: it.to_owned(), ..Column::default() }).into();
    let row = |n: usize| {
        let mobile = if n % 20 == 7 { "1380013".to_owned() } else { format!("1380013{n:04}") };
        vec![NAMES[n % 6].to_owned(), number(n), mobile, "英语1班".to_owned()]
    };
    let rows = (0..PEOPLE).map(row).collect();
    let page = OwnSheet { name: "名册".into(), columns, rows, ..OwnSheet::default() };
    std::fs::write(path, Workbook { sheets: vec![page] }.to_xlsx().unwrap()).unwrap();
}

async fn press(window: &Window, css: &str) {
    window.tab_to(css).await;
    window.press(&ENTER.to_string()).await;
}

fn below(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let count = |path: &Path| if path.is_dir() { below(path) } else { 1 };
    entries.map(|it| count(&it.unwrap().path())).sum()
}

async fn shot(window: &Window, name: &str) {
    if let Some(folder) = std::env::var_os("BEISHEN_SHOTS") {
        let shot = window.page.screenshot().await.unwrap();
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), shot).unwrap();
    }
}

#[tokio::test]
async fn a_class_is_taken_in_put_right_worked_through_and_written_out() {
    let window = Window::open().await;
    let table = window.path("class.xlsx");
    class(&table);
    window.go("#/import", "main[data-screen=import] [data-read]").await;
    window.answer_dialog(&table);
    press(&window, "[data-read]").await;
    window.see_text("导入 57 人").await;
    press(&window, "[data-run]").await;
    window.see_text("新增 57 人").await;

    // What is the same for the class is said once, and shown before it is changed.
    window.go("#/", "tr[data-draft]").await;
    let classes = "document.activeElement.textContent.trim() === '班级共同项…'";
    window.tab_until("the classes", classes).await;
    window.press(&ENTER.to_string()).await;
    window.see("dialog select option:nth-child(2)").await;
    window.tab_to("dialog select").await;
    window.press("英语").await;
    window.tab_to("dialog .fact select").await;
    window.press("工作单位").await;
    window.check("a class and what is the same for it").await;
    window.wait("a fact to say", "document.querySelector('dialog .fact input')").await;
    window.tab_to("dialog .fact input").await;
    window.press("示例设计院").await;
    shot(&window, "classes").await;
    press(&window, "dialog .button--primary").await;
    window.see("[data-preview]").await;
    press(&window, "dialog .button--primary").await;
    window.see("[data-done]").await;

    // One after another, with the same filter.
    // All of them changed at once, so whoever came last stands first.
    let tail = |n: usize| format!("证件尾号 {}", number(n).chars().skip(14).collect::<String>());
    press(&window, "tr[data-draft] .name a").await;
    window.see_text(&tail(PEOPLE - 1)).await;
    window.press_with(Key::Control, &char::from(Key::PageDown).to_string()).await;
    window.see_text(&tail(PEOPLE - 2)).await;
    window.press_with(Key::Control, &char::from(Key::PageUp).to_string()).await;
    window.see_text(&tail(PEOPLE - 1)).await;

    // Everybody is marked, and everything of them goes into a folder.
    window.go("#/settings", "main[data-screen=settings]").await;
    window.go("#/", "tr[data-draft]").await;
    window.tab_to("thead .mark input").await;
    window.press(&SPACE.to_string()).await;
    window.see_text("已选 57 位").await;
    // Behind every row of the list it is a long way by Tab.
    window.script("document.querySelector('[data-act=export]').focus()").await;
    window.press(&ENTER.to_string()).await;
    window.see_text("共 57 个文件").await;
    window.tab_to("[data-export] fieldset label:nth-of-type(2) input").await;
    window.press(&SPACE.to_string()).await;
    window.tab_to("[data-export] fieldset label:nth-of-type(5) input").await;
    window.press(&SPACE.to_string()).await;
    window.see_text("共 115 个文件").await;
    let folder = window.path("out");
    std::fs::create_dir(&folder).unwrap();
    window.answer_dialog(&folder);
    press(&window, "[data-export] .fields .button--small:not(.button--quiet)").await;
    window.wait("the folder", "document.querySelector('[data-export] .path').textContent").await;
    window.check("what would be written").await;
    shot(&window, "export").await;
    press(&window, "[data-export] .button--primary:not([disabled])").await;
    window.see_text("已写入 115 个文件").await;
    assert_eq!(below(&folder), 115);
    window.check("what was written").await;
    shot(&window, "exported").await;
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

#[tokio::test]
async fn a_questionnaire_is_answered_in_a_browser_and_its_file_comes_in() {
    let procedure = Library::built_in().unwrap();
    let procedure = procedure.procedure("tdxl").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("q.html");
    std::fs::write(&page, fill_in(procedure, Locale::Zh)).unwrap();
    let browser = Browser::open(&page).await;
    let script = async |it: &str| browser.page.execute(it, Vec::new()).await.unwrap();
    let fill = async |fact: &str, text: &str| {
        let css = format!("[data-fact='{fact}'] input");
        let control = browser.page.find(Locator::Css(&css)).await.unwrap();
        control.clear().await.unwrap();
        control.send_keys(text).await.unwrap();
    };
    let said =
        "return document.querySelector('[data-fact=\"person.id_number\"] .wrong').textContent";
    let choose = "const it = document.querySelector('[data-fact=\"person.id_type\"] select');
        it.value = '中华人民共和国居民身份证'; it.dispatchEvent(new Event('input', { bubbles: true }))";
    fill("person.name", "张三").await;
    script(choose).await;
    fill("person.id_number", "110105194912310021").await;
    script("document.querySelector('#check').click()").await;
    assert!(script(said).await.as_str().unwrap().starts_with("校验位不符，末位推算为 X"));
    fill("person.id_number", "11010519491231002X").await;
    // What does not apply is not asked: whoever has no former name.
    let hidden = "return document.querySelector('[data-fact=\"person.former_name\"]').hidden";
    assert_eq!(script(hidden).await, json!(true));
    script("document.querySelector('#save').click()").await;
    assert_eq!(script(said).await, json!(""));
    let text = script("return document.querySelector('textarea').value").await;
    let mut known = Known::default();
    known.add(procedure);
    let (answers, _) = FactsFile::parse(text.as_str().unwrap(), &known).unwrap();
    assert_eq!(answers.facts.len(), 3, "{text}");
    assert_eq!(FactsFile::questionnaire_of(text.as_str().unwrap()).as_deref(), Some("tdxl"));
}

//! 办公室 in two real windows, by keys: turned on, one person shared, taken in at the other desk, worked on there, taken over. What
//! `beishen-office` does is done by hand: a sealed file goes from one tray into the other.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use beishen_e2e::{Window, hands::ENTER};
use serde_json::json;

async fn enter(window: &Window, css: &str) {
    window.tab_to(css).await;
    window.press(&ENTER.to_string()).await;
}

/// Turns the office on, with a code if there is one; the folder of the trays.
async fn turn_on(window: &Window, name: &str, code: &str) -> String {
    window.go("#/settings", "[data-office] [data-on]").await;
    window.tab_to("[data-office] [name=desk]").await;
    window.press(name).await;
    if !code.is_empty() {
        window.tab_to("[data-office] [name=code]").await;
        window.press(code).await;
    }
    enter(window, "[data-office] [data-on]").await;
    window.see("[data-office] [data-stands]").await;
    window.see_text("共享 0 人，待发 0，待收 0。").await;
    window.see_text("beishen-office 还没有收送过").await;
    window.check("the office in the settings").await;
    let folder = window.script("return document.querySelector('[data-trays]').textContent").await;
    folder.as_str().unwrap().to_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let all = fs::read_dir(folder).unwrap();
    all.map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn one_is_shared_taken_in_at_another_desk_and_taken_over_from_it() {
    let (one, two) = (Window::open().await, Window::open().await);
    for name in ["张三", "李四"] {
        let added = one.ask(json!({ "command": "add_applicant", "name": name })).await;
        let begin = json!({
            "command": "begin_draft", "applicant": added["applicant"], "procedure": "tdxl",
        });
        one.ask(begin).await;
    }
    let ours = turn_on(&one, "一号窗口", "").await;
    let code = one
        .script("return [...document.querySelectorAll('[data-code] span')].map(it => it.textContent).join('-')")
        .await;
    let code = code.as_str().unwrap().to_lowercase();
    assert_eq!(code.replace('-', "").len(), 26);
    let theirs = turn_on(&two, "二号窗口", &code).await;
    let (ours, theirs) = (Path::new(&ours), Path::new(&theirs));

    // One of the two is shared; what goes out is sealed.
    one.go("#/", "tr[data-draft='1']").await;
    one.tab_to("tr[data-draft='1'] .mark input").await;
    one.press(" ").await;
    one.see_text("已选 1 位").await;
    enter(&one, "[data-act=share]").await;
    one.see_text("收不回来").await;
    one.check("what sharing means").await;
    enter(&one, "[data-share-them]").await;
    one.see_text("1 人放进待发").await;
    one.see_text("待发 1，待收 0").await;
    let [file] = &*names(&ours.join("outbox")) else { panic!("one file") };
    let uid = file.split('.').next().unwrap();
    let sealed = fs::read(ours.join("outbox").join(file)).unwrap();
    assert!(!sealed.windows(6).any(|it| it == "张三".as_bytes()));

    // It has come to the other desk, and is taken in by one press.
    fs::rename(ours.join("outbox").join(file), ours.join("inbox").join(format!("{uid}.1.beishen")))
        .unwrap();
    fs::write(theirs.join("inbox").join(format!("{uid}.1.beishen")), &sealed).unwrap();
    // An empty desk has no line for it: somebody is there first.
    two.ask(json!({ "command": "add_applicant", "name": "王五" })).await;
    two.go("#/", "[data-send-and-fetch]").await;
    two.see_text("待发 0，待收 1").await;
    enter(&two, "[data-send-and-fetch]").await;
    two.see_text("收进：新增 1 人").await;
    two.see("[data-came]").await;
    two.check("what came in").await;

    // The other desk works on them: a line says so, and the draft at its top.
    fs::write(ours.join("held"), format!("{uid} 600 二号窗口\n")).unwrap();
    one.go("#/settings", "[data-office] [data-stands]").await;
    one.go("#/", "tr[data-draft='1'] .held").await;
    one.see_text("二号窗口正在办理").await;
    enter(&one, "[data-send-and-fetch]").await;
    one.see_text("没有新的内容要收或要发").await;
    one.check("the desk of an office").await;
    one.go("#/draft/1", "[data-held]").await;
    one.see_text("“二号窗口”正在办理此人").await;
    one.check("a draft that another desk works on").await;

    // Taken over after a question that names the desk.
    one.go("#/", "tr[data-draft='1'] .act button").await;
    enter(&one, "tr[data-draft='1'] .act button").await;
    enter(&one, "[data-person] [data-take-over]").await;
    one.see_text("从“二号窗口”接手？").await;
    one.check("the question before somebody is taken over").await;
    assert!(names(&ours.join("outbox")).is_empty());
    enter(&one, "[data-person] [data-sure]").await;
    one.see_text("已请求接手").await;
    let wish = fs::read_to_string(ours.join("outbox").join(format!("{uid}.wish"))).unwrap();
    assert_eq!(wish, "take_over 二号窗口");

    // Off, after a question; everybody stays.
    one.go("#/settings", "[data-office] [data-off]").await;
    enter(&one, "[data-office] [data-off]").await;
    enter(&one, "dialog [data-sure]").await;
    one.see("[data-office] [data-on]").await;
    assert!(!ours.exists());
    let desk = one.ask(json!({ "command": "open_desk" })).await;
    assert_eq!((&desk["total"], &desk["office"]), (&json!(2), &json!(null)));
}

//! 交接包 in two real windows: three people go from one to the other, one field is corrected on both sides, and comes home.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use beishen_e2e::{Window, hands::ENTER};
use serde_json::{Value, json};

const MOBILE: &str = "contact.mobile";

/// Adds somebody who prepares a master's degree; the draft.
async fn begin(window: &Window, name: &str, mobile: &str) -> Value {
    let added = window.ask(json!({ "command": "add_applicant", "name": name })).await;
    let begin =
        json!({ "command": "begin_draft", "applicant": added["applicant"], "procedure": "tdxl" });
    let draft = window.ask(begin).await["draft"].clone();
    say(window, &draft, mobile).await;
    draft
}

async fn say(window: &Window, draft: &Value, mobile: &str) {
    let answer = json!({ "command": "answer", "draft": draft, "fact": MOBILE, "text": mobile });
    window.ask(answer).await;
}

async fn mobile(window: &Window, draft: &Value) -> Value {
    let view = window.ask(json!({ "command": "open_draft", "draft": draft })).await;
    let steps = view["steps"].as_array().unwrap();
    let mut fields = steps.iter().flat_map(|it| it["fields"].as_array().unwrap());
    fields.find(|it| it["fact"] == MOBILE).unwrap()["value"].clone()
}

/// Hands over everybody in sight, by keys; the code.
async fn hand_over(window: &Window, to: &Path) -> String {
    window.go("#/settings", "main[data-screen=settings]").await;
    window.go("#/", "tr[data-draft]").await;
    window.tab_to("thead .mark input").await;
    window.press(" ").await;
    window.see_text("已选 3 位").await;
    window.tab_to("[data-act=handover]").await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-make]").await;
    window.answer_dialog(to);
    window.tab_to("[data-make]").await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-code]").await;
    window.check("the code of a bundle").await;
    let code = window
        .script("return [...document.querySelectorAll('[data-code] span')].map(it => it.textContent).join('-')")
        .await;
    code.as_str().unwrap().to_owned()
}

/// Opens a bundle, by keys, as far as what would come of it.
async fn look_into(window: &Window, bundle: &Path, code: &str) {
    window.go("#/import", "[data-choose-bundle]").await;
    window.answer_dialog(bundle);
    window.tab_to("[data-choose-bundle]").await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-take] input").await;
    window.tab_to("[data-take] input").await;
    window.press(code).await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-merge]").await;
    window.check("what comes of a bundle").await;
}

#[tokio::test]
async fn three_go_to_another_computer_and_a_field_that_both_have_changed_comes_home_as_chosen() {
    let (home, desk) = (Window::open().await, Window::open().await);
    let mut drafts = Vec::new();
    for (name, mobile) in
        [("张三", "13800138000"), ("李四", "13800138001"), ("王五", "13800138002")]
    {
        drafts.push(begin(&home, name, mobile).await);
    }
    let bundle = home.path("b.beishen");
    let code = hand_over(&home, &bundle).await;

    look_into(&desk, &bundle, &code.to_lowercase()).await;
    desk.see_text("新增").await;
    desk.tab_to("[data-merge]").await;
    desk.press(&ENTER.to_string()).await;
    desk.see_text("新增 3 人").await;
    let there = desk.ask(json!({ "command": "open_desk" })).await;
    let there = there["applicants"].as_array().unwrap().clone();
    let of =
        |name: &str| there.iter().find(|it| it["name"] == name).unwrap()["drafts"][0]["id"].clone();
    assert_eq!(mobile(&desk, &of("王五")).await, "13800138002");

    // 李四 is corrected there; 张三 on both sides, here later.
    say(&desk, &of("李四"), "13900139001").await;
    say(&desk, &of("张三"), "13900139000").await;
    let bundle = desk.path("back.beishen");
    let code = hand_over(&desk, &bundle).await;
    say(&home, &drafts[0], "13700137000").await;
    // A double click on it brings the window up, at the code.
    assert!(home.start_again_with(Some(&bundle)).success());
    home.wait("the code can be typed", "document.activeElement.matches('[data-take] input')").await;
    home.press(&code).await;
    home.press(&ENTER.to_string()).await;
    home.see("[data-merge]").await;
    home.see_text("有 1 处两边都改过").await;
    home.see_text("13700137000").await;
    let chosen =
        "return [...document.querySelectorAll('[data-differing] input')].map(it => it.checked)";
    assert_eq!(home.script(chosen).await, json!([true, false]), "the later one is proposed");
    home.tab_to("[data-differing] input:checked").await;
    home.press("\u{e015}").await;
    assert_eq!(home.script(chosen).await, json!([false, true]));
    home.tab_to("[data-merge]").await;
    home.press(&ENTER.to_string()).await;
    home.see_text("更新 2 人").await;
    assert_eq!(mobile(&home, &drafts[0]).await, "13900139000");
    assert_eq!(mobile(&home, &drafts[1]).await, "13900139001");
    home.tab_to("[data-take] [data-undo]").await;
    home.press(&ENTER.to_string()).await;
    home.see_text("已撤销导入").await;
    assert_eq!(mobile(&home, &drafts[0]).await, "13700137000");
    assert_eq!(mobile(&home, &drafts[1]).await, "13800138001");
}

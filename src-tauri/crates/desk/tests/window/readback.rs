//! 回读核对: what is told of a page, what is kept of it, and when that no longer stands.

use serde_json::json;

use crate::Window;

const PAGE: &str = "姓名：张三\n移动电话：13800138001\n电子邮箱地址：\n";

fn begun(window: &mut Window) -> i64 {
    let draft = window.draft("张三");
    window.answer(draft, "contact.mobile", "138 0013 8000");
    draft
}

#[test]
fn what_differs_is_told_and_only_verdicts_are_kept() {
    let mut window = Window::open();
    let draft = begun(&mut window);
    let read = window.call("read_back", json!({ "draft": draft, "text": PAGE }));
    let fields = read["fields"].as_array().unwrap();
    let mobile = fields.iter().find(|it| it["label"] == "移动电话").unwrap();
    assert_eq!(mobile["verdict"], "differs");
    assert_eq!(
        (&mobile["found"], &mobile["expected"]),
        (&json!("13800138001"), &json!("13800138000"))
    );
    assert_eq!(mobile["apart"], "第 11 个字这里是0，平台是1");
    let view = &read["draft"];
    assert_eq!(view["read_back"]["labels"], json!(["移动电话"]));
    assert_eq!(view["read_back"]["at"], "2026-11-22 09:00");
    assert_eq!(view["read_back"]["stands"], true);

    // It outlives the program, and is taken back like every other step.
    let mut window = window.reopen();
    let view = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(view["read_back"]["differs"], 1);
    assert!(!view.to_string().contains("13800138001"));
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(view["changed"], "已撤销：回读核对");
    assert!(view["read_back"].is_null());
}

#[test]
fn what_the_practice_portal_shows_is_compared_and_not_kept() {
    let mut window = Window::open();
    let draft = begun(&mut window);
    let before = window.call("read_back", json!({ "draft": draft, "text": PAGE }));
    let text = "练习平台 · 不是官方网站 · 什么都不会提交\n姓名：张三\n移动电话：13800138000";
    let read = window.call("read_back", json!({ "draft": draft, "text": text }));
    assert_eq!((&read["practice"], &before["practice"]), (&json!(true), &json!(false)));
    assert_eq!(read["fields"][0]["verdict"], "same");
    assert_eq!(read["draft"]["read_back"], before["draft"]["read_back"]);
}

#[test]
fn an_outcome_no_longer_stands_when_a_value_has_changed_and_stands_again_when_it_is_taken_back() {
    let mut window = Window::open();
    let draft = begun(&mut window);
    window.call("read_back", json!({ "draft": draft, "text": PAGE }));
    let view = window.answer(draft, "contact.mobile", "13800138001");
    assert_eq!(view["read_back"]["stands"], false);
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(view["read_back"]["stands"], true);
}

#[test]
fn a_saved_page_is_read_and_what_is_no_page_is_refused_in_words() {
    let mut window = Window::open();
    let draft = begun(&mut window);
    let page = window.path("page.html");
    std::fs::write(&page, "<table><tr><td>移动电话<td>13800138000</table>").unwrap();
    let read = window.call("read_back_file", json!({ "draft": draft, "path": page }));
    assert_eq!(
        read["fields"].as_array().unwrap().iter().filter(|it| it["verdict"] == "same").count(),
        1
    );
    // Old portals are in GBK: 移动电话.
    let gbk =
        b"<meta charset=gbk><table><tr><td>\xd2\xc6\xb6\xaf\xb5\xe7\xbb\xb0<td>13800138000</table>";
    std::fs::write(&page, gbk).unwrap();
    let read = window.call("read_back_file", json!({ "draft": draft, "path": page }));
    assert_eq!(read["draft"]["read_back"]["same"], 1);
    for (text, words) in [
        (b"nothing".to_vec(), "没有认出平台的项目"),
        (b"\xD0\xD5\xC3\xFB".to_vec(), "没有认出平台的项目"),
        (b"\xff\xd8\xff\xe0\0\x10".to_vec(), "的编码认不出"),
        (vec![b' '; (1 << 20) + 1], "超过 1 MB"),
    ] {
        std::fs::write(&page, text).unwrap();
        let arguments = json!({ "draft": draft, "path": page });
        let failure = window.try_call("read_back_file", arguments).unwrap_err();
        assert!(failure.message.zh.contains(words), "{}", failure.message.zh);
    }
    let view = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(view["read_back"]["same"], 1, "the last one that was read stays");
}

#[test]
fn rows_of_the_history_are_told_row_by_row_and_stand_while_they_are_what_they_were() {
    let mut window = Window::open();
    let draft = begun(&mut window);
    let row = |to: &str, place: &str| json!({ "from": "201509", "to": to, "place": place, "role": "教师", "witness": "李四" });
    let rows = json!([row("201906", "示例大学"), row("202611", "示例中学")]);
    window.call("set_history", json!({ "draft": draft, "rows": rows }));
    let text = "201509\t202611\t示例中学\t教师\t李四\n201509\t201906\t示例学院\t教师\t李四";
    let read = window.call("read_back", json!({ "draft": draft, "text": text, "locale": "en" }));
    let told = |at: usize, key: &str| read["fields"][at][key].clone();
    assert_eq!(
        (told(0, "label"), told(0, "gloss"), told(0, "verdict"), told(0, "apart")),
        (
            json!("个人经历 第 1 段"),
            json!("Row of the personal history"),
            json!("differs"),
            json!("Different: place")
        )
    );
    assert_eq!((told(1, "label"), told(1, "verdict")), (json!("个人经历 第 2 段"), json!("same")));
    assert_eq!(read["draft"]["read_back"]["labels"], json!(["个人经历 第 1 段"]));
    assert_eq!(read["draft"]["read_back"]["stands"], true);
    let rows = json!([row("201906", "示例学院"), row("202611", "示例中学")]);
    let view = window.call("set_history", json!({ "draft": draft, "rows": rows }));
    assert_eq!(view["read_back"]["stands"], false);
}

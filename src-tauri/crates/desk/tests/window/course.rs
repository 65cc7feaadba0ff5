//! What happens at the portal and over the months: the log, going stale, beginning again, the same person twice.

use serde_json::{Value, json};

use crate::{Window, field, findings, now};

fn act<'a>(view: &'a Value, id: &str) -> &'a Value {
    view["acts"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap()
}

fn stage<'a>(view: &'a Value, id: &str) -> &'a Value {
    view["stages"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap()
}

#[test]
fn the_log_moves_the_stages_and_its_lines_can_be_dated_noted_and_taken_back() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let log = |at: Value, note: &str| json!({ "draft": draft, "act": "registered", "at": at, "note": note });
    let view = window.call("log", log(json!("2026-11-22T08:00"), ""));
    assert_eq!(stage(&view, "register")["status"], "done");
    assert_eq!(view["deadlines"][0]["left"], "还剩 23 小时");
    let view = window.call("log", log(Value::Null, "换了邮箱重新注册"));
    let lines = view["log"].as_array().unwrap();
    assert_eq!((lines.len(), &lines[0]["note"]), (2, &json!("换了邮箱重新注册")));
    assert_eq!(view["deadlines"][0]["left"], "还剩 24 小时", "the later one counts");
    assert_eq!(act(&view, "registered")["entry"], lines[0]["entry"]);

    let entry = lines[0]["entry"].clone();
    let view = window.call("unlog", json!({ "draft": draft, "entry": entry }));
    assert_eq!(view["deadlines"][0]["left"], "还剩 23 小时");
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(view["log"].as_array().unwrap().len(), 2, "a line taken out comes back");

    for (act, at) in [
        ("nothing", Value::Null),
        ("activated", json!("明天")),
        ("activated", json!("2026-11-23T09:00")),
    ] {
        let wrong = json!({ "draft": draft, "act": act, "at": at, "note": "" });
        assert!(window.try_call("log", wrong).is_err(), "{act} {at}");
    }
}

#[test]
fn what_the_turn_of_the_month_makes_wrong_is_told_at_the_next_opening() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let row = json!({ "from": "201109", "to": "202611", "place": "示例大学", "role": "教师", "witness": "李四" });
    let view = window.call("set_history", json!({ "draft": draft, "rows": [row] }));
    assert_eq!(view["stale"], json!([]));
    let december = "2026-12-01T09:00:00".parse().unwrap();
    let view = window.try_call_at("open_draft", json!({ "draft": draft }), december).unwrap();
    let stale = view["stale"].as_array().unwrap();
    assert_eq!((stale.len(), &stale[0]["step"]), (1, &json!("history")), "{stale:?}");
    assert!(stale[0]["message"].as_str().unwrap().contains("2026 年 12 月"), "{stale:?}");
}

#[test]
fn beginning_again_keeps_the_draft_before_and_asks_for_fresh_confirmations() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    window.answer(draft, "work.employer", "示例科技有限公司");
    window.call("tick", json!({ "draft": draft, "tick": "photo.recent", "on": true }));
    window.call("log", json!({ "draft": draft, "act": "registered", "at": null, "note": "" }));
    let new = window.call("begin_again", json!({ "draft": draft }));
    assert_ne!(new["draft"], json!(draft));
    assert_eq!(field(&new, "work.employer")["value"], "示例科技有限公司");
    assert_eq!((&new["log"], &new["closed"]), (&json!([]), &Value::Null));
    assert_eq!(stage(&new, "register")["status"], "current");

    let new = new["draft"].as_i64().unwrap();
    window.answer(new, "work.employer", "另一家公司");
    let old = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(field(&old, "work.employer")["value"], "示例科技有限公司");
    assert_eq!(old["closed"], "2026-11-22");
    let refused =
        window.try_call("answer", json!({ "draft": draft, "fact": "work.employer", "text": "改" }));
    assert!(refused.is_err(), "a closed draft is looked at only");
    let desk = window.call("open_desk", json!({}));
    let row = &desk["applicants"][0];
    assert_eq!(
        (row["drafts"].as_array().unwrap().len(), &row["closed"][0]["id"]),
        (1, &json!(draft))
    );
}

#[test]
fn the_same_person_entered_twice_is_noticed() {
    let mut window = Window::open();
    let first = window.draft("张三");
    let second = window.draft("张 三（重）");
    window.answer(first, "person.id_number", "11010519491231002X");
    let view = window.answer(second, "person.id_number", "110105 19491231 002x");
    assert_eq!(view["twin"], "与“张三”的证件号码相同，请核对是否重复登记。");
    let desk = window.call("open_desk", json!({}));
    let twins = desk["applicants"].as_array().unwrap().iter().filter(|it| it["twin"] != "");
    assert_eq!(twins.count(), 2);
    let view = window.answer(second, "person.id_number", "110105199503140034");
    assert_eq!(view["twin"], "");
}

#[test]
fn an_answer_for_one_draft_alone_hides_the_person_s_own_and_lets_it_through_again() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let here = |text: &str| json!({ "draft": draft, "fact": "work.employer", "text": text, "only_here": true });
    window.answer(draft, "work.employer", "示例科技有限公司");
    let view = window.call("answer", here("示例大学"));
    let shown = field(&view, "work.employer");
    assert_eq!((&shown["value"], &shown["only_here"]), (&json!("示例大学"), &json!(true)));
    let view = window.answer(draft, "work.employer", "示例学院");
    assert_eq!(
        field(&view, "work.employer")["only_here"],
        true,
        "what is typed next stays here too"
    );
    let view = window.call("answer", here(""));
    let shown = field(&view, "work.employer");
    assert_eq!((&shown["value"], &shown["only_here"]), (&json!("示例科技有限公司"), &json!(false)));
    assert!(findings(&view, "work.employer").is_empty());
}

#[test]
fn points_of_no_return_are_ticked_and_stay_ticked() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let tick = "irreversible.name-locked";
    let view = window.call("tick", json!({ "draft": draft, "tick": tick, "on": true }));
    let points = view["irreversible"].as_array().unwrap();
    let on = |it: &Value| points.iter().find(|p| p["tick"] == *it).unwrap()["on"].clone();
    assert_eq!(on(&json!(tick)), true);
    assert_eq!(on(&json!("irreversible.degree-type")), false);
    let mut window = window.reopen();
    let view = window.try_call_at("open_draft", json!({ "draft": draft }), now()).unwrap();
    assert_eq!(view["steps"][0]["irreversible"][0]["on"], true);
}

#[test]
fn what_the_portal_shows_wrongly_becomes_a_form_and_a_wrong_number_a_letter() {
    let mut window = Window::open();
    let added = window.call("add_applicant", json!({ "name": "张三" }));
    let draft = window.begin(&added["applicant"], "image-check");
    let compare = |verdict: &str, shown: &str| {
        json!({
            "draft": draft, "item": "record.name", "verdict": verdict, "shown": shown, "evidence": "身份证",
        })
    };
    let view = window.call("compare", compare("same", ""));
    assert_eq!(view["correction"], false);
    let path = window.path("勘误表.pdf");
    let save = json!({ "draft": draft, "paper": "correction", "path": path, "format": "pdf" });
    assert!(window.try_call("save_paper", save.clone()).is_err(), "nothing to correct");

    let view = window.call("compare", compare("differs", "张山"));
    assert_eq!(view["correction"], true);
    let said = view["findings"].as_array().unwrap().iter();
    let said: Vec<_> = said.filter(|it| it["fact"] == "comparisons.record.name").collect();
    assert!(said.iter().any(|it| it["message"].as_str().unwrap().contains('山')), "{said:?}");
    assert!(said.iter().all(|it| it["label"] == "姓名"), "{said:?}");
    assert_eq!(window.call("save_paper", save)["path"], json!(path));
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF"));

    assert_eq!(view["mails"], json!([]));
    let view = window.answer(draft, "check.number_wrong", "是");
    let mail = &view["mails"][0];
    assert!(mail["subject"].as_str().unwrap().contains("张三"), "{mail}");
    let wrong = json!({ "draft": draft, "item": "record.hat", "verdict": null, "shown": "", "evidence": "" });
    assert!(window.try_call("compare", wrong).is_err(), "no such item");
}

#[test]
fn who_one_is_must_be_the_same_in_every_procedure() {
    let mut window = Window::open();
    let added = window.call("add_applicant", json!({ "name": "买买提·艾力" }));
    let first = window.begin(&added["applicant"], "tdxl");
    let second = window.begin(&added["applicant"], "chsi-account");
    let view = window.call("open_draft", json!({ "draft": second }));
    assert_eq!(field(&view, "person.name")["value"], "买买提·艾力", "known from the other");
    assert!(findings(&view, "person.name").iter().all(|it| it["rule"] != "identity"));
    let other = json!({ "draft": second, "fact": "person.name", "text": "买买提・艾力", "only_here": true });
    window.call("answer", other);
    let view = window.call("open_draft", json!({ "draft": first }));
    let said = findings(&view, "person.name");
    let said = said.iter().find(|it| it["rule"] == "identity").unwrap();
    assert!(said["message"].as_str().unwrap().contains("U+30FB"), "{said}");
}

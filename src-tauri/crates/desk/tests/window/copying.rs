//! Answers of one applicant for another.

use serde_json::{Value, json};

use crate::{Window, field};

const ROW: &str =
    r#"[{"from":"201109","to":"201506","place":"某大学","role":"学生","witness":""}]"#;

/// 李四 has answered; 张三 begins. Who and which draft each is.
fn two() -> (Window, Value, i64) {
    let mut window = Window::open();
    let one = window.draft("李四");
    for (fact, text) in [
        ("person.id_number", "11010519491231002X"),
        ("person.birth_date", "1949-12-31"),
        ("contact.mobile", "13800138000"),
        ("degree.institution", "示例大学"),
    ] {
        window.answer(one, fact, text);
    }
    let rows: Value = serde_json::from_str(ROW).unwrap();
    window.call("set_history", json!({ "draft": one, "rows": rows }));
    let two = window.draft("张三");
    let sources = window.call("copy_sources", json!({ "draft": two, "query": "" }));
    assert_eq!(sources["people"].as_array().unwrap().len(), 1, "{sources}");
    assert_eq!((&sources["people"][0]["name"], &sources["more"]), (&json!("李四"), &json!(false)));
    assert_eq!(sources["people"][0]["id_tail"], "002X");
    (window, sources["people"][0]["applicant"].clone(), two)
}

fn offered(window: &mut Window, draft: i64, from: &Value) -> Vec<(String, String)> {
    let steps = window.call("copyable", json!({ "draft": draft, "applicant": from }));
    let answers = steps.as_array().unwrap().iter().flat_map(|it| it["answers"].as_array().unwrap());
    let word = |it: &Value| it.as_str().unwrap().to_owned();
    answers.map(|it| (word(&it["fact"]), word(&it["value"]))).collect()
}

#[test]
fn what_is_chosen_of_somebody_elses_is_taken_over_and_one_step_to_undo() {
    let (mut window, from, draft) = two();
    let there = offered(&mut window, draft, &from);
    let has = |fact: &str, value: &str| there.contains(&(fact.to_owned(), value.to_owned()));
    assert!(has("degree.institution", "示例大学") && has("history", "1 段"), "{there:?}");
    assert!(!there.iter().any(|it| it.0 == "person.name" || it.0 == "person.id_number"));

    let facts = ["degree.institution", "history"];
    let copy = json!({ "draft": draft, "applicant": from, "facts": facts });
    let view = window.call("copy_answers", copy);
    let copied = field(&view, "degree.institution");
    assert_eq!(
        (&copied["value"], &copied["provenance"]),
        (&json!("示例大学"), &json!("carried_over"))
    );
    assert_eq!(view["history"]["rows"][0]["place"], "某大学");
    assert_eq!(field(&view, "contact.mobile")["typed"], "");
    let left = offered(&mut window, draft, &from);
    assert!(!left.iter().any(|it| facts.contains(&it.0.as_str())), "{left:?}");

    let undone = window.call("undo", json!({ "draft": draft }));
    assert_eq!(field(&undone, "degree.institution")["typed"], "");
    assert_eq!(undone["history"]["rows"], json!([]));
}

#[test]
fn who_somebody_is_is_never_copied() {
    let (mut window, from, draft) = two();
    for fact in [
        "person.name",
        "person.id_number",
        "person.id_kind",
        "person.birth_date",
        "no.such",
        "files.photo",
    ] {
        let copy =
            json!({ "draft": draft, "applicant": from, "facts": ["degree.institution", fact] });
        assert!(window.try_call("copy_answers", copy).is_err(), "{fact}");
    }
    let view = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(field(&view, "degree.institution")["typed"], "");
    let own = json!({ "draft": draft, "applicant": view["applicant"]["id"] });
    assert!(window.try_call("copyable", own).is_err());
}

#[test]
fn a_different_answer_is_told_beside_it_and_gives_way_only_when_chosen() {
    let (mut window, from, draft) = two();
    window.answer(draft, "degree.institution", "另一所大学");
    let steps = window.call("copyable", json!({ "draft": draft, "applicant": from }));
    let answers = steps.as_array().unwrap().iter().flat_map(|it| it["answers"].as_array().unwrap());
    let told = answers.clone().find(|it| it["fact"] == "degree.institution").unwrap();
    assert_eq!(told["here"], "另一所大学");
    let copy = json!({ "draft": draft, "applicant": from, "facts": [] });
    let view = window.call("copy_answers", copy);
    assert_eq!(field(&view, "degree.institution")["value"], "另一所大学");
}

#[test]
fn many_are_found_by_name_and_those_that_are_not_listed_are_told_of() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    for n in 0..25 {
        window.call("add_applicant", json!({ "name": format!("王{n}") }));
    }
    let all = window.call("copy_sources", json!({ "draft": draft, "query": "" }));
    assert_eq!((all["people"].as_array().unwrap().len(), &all["more"]), (20, &json!(true)));
    let one = window.call("copy_sources", json!({ "draft": draft, "query": "王24" }));
    assert_eq!((&one["people"][0]["name"], &one["more"]), (&json!("王24"), &json!(false)));
}

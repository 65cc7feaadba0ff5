//! The roster: found, picked, sorted, marked and changed many at a time, in what the window is told.

use serde_json::{Value, json};

use crate::{Window, now};

/// A query with everything left open but what is said.
fn query(said: Value) -> Value {
    let mut query = json!({
        "text": "", "sort": "changed", "down": true, "by_class": false, "procedures": [], "classes": [], "tags": [],
        "states": [],
    });
    query.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
    query
}

impl Window {
    fn roster(&mut self, said: Value) -> Value {
        self.call("list_roster", json!({ "query": query(said), "offset": 0, "limit": 100 }))
    }

    /// The names of the rows, in order.
    fn named(&mut self, said: Value) -> Vec<String> {
        let view = self.roster(said);
        let rows = view["rows"].as_array().unwrap().iter();
        rows.map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    }

    fn applicant(&mut self, name: &str) -> Value {
        self.call("add_applicant", json!({ "name": name }))["applicant"].clone()
    }

    fn many(&mut self, applicants: &[&Value], deed: Value) -> Value {
        self.call("do_to_many", json!({ "applicants": applicants, "deed": deed }))
    }
}

/// How many rows a chip says it would show.
fn chip(view: &Value, kind: &str, id: &str) -> Option<i64> {
    let mut chips = view["chips"].as_array().unwrap().iter();
    chips.find(|it| it["kind"] == kind && it["id"] == id).map(|it| it["count"].as_i64().unwrap())
}

#[test]
fn somebody_is_found_by_whatever_is_known_of_them() {
    let mut window = Window::open();
    let draft = window.draft("单玉会");
    for (fact, text) in [
        ("person.id_number", "11010519491231002X"),
        ("contact.mobile", "138 0013 8000"),
        ("degree.student_number", "S20210042"),
    ] {
        window.answer(draft, fact, text);
    }
    let other = window.applicant("张三");
    window.many(&[&other], json!({ "class": "21级3班" }));
    window.many(&[&other], json!({ "tag": "缓交" }));
    for (text, found) in [
        ("", &["张三", "单玉会"][..]),
        ("单", &["单玉会"]),
        ("玉会", &["单玉会"]),
        ("shanyuhui", &["单玉会"]),
        ("DANYU", &["单玉会"]),
        ("syh", &["单玉会"]),
        ("002x", &["单玉会"]),
        ("００２Ｘ", &["单玉会"]),
        ("11010519491231002X", &["单玉会"]),
        ("8000", &["单玉会"]),
        ("0042", &["单玉会"]),
        ("s2021", &["单玉会"]),
        ("21级", &["张三"]),
        ("缓交", &["张三"]),
        ("3班 zs", &["张三"]),
        ("3班 syh", &[]),
        // A part of a number is looked for at its end alone.
        ("1949", &[]),
        ("%", &[]),
    ] {
        assert_eq!(window.named(json!({ "text": text })), found, "{text}");
    }
}

#[test]
fn rows_are_picked_out_and_every_chip_says_how_many_it_would_show() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    window.answer(draft, "person.id_number", "110105194912310021");
    window.draft("李四");
    window.draft_of("王五", "chsi-account");
    window.applicant("赵六");
    let view = window.roster(json!({}));
    assert_eq!((&view["total"], &view["people"]), (&json!(4), &json!(4)));
    assert_eq!(view["tally"]["drafts"], 3);
    assert_eq!(chip(&view, "state", "wrong"), Some(1));
    assert_eq!(chip(&view, "state", "nothing"), Some(1));
    assert_eq!(chip(&view, "state", "no_photo"), Some(2));
    assert_eq!(chip(&view, "procedure", "tdxl"), Some(2));
    assert_eq!(chip(&view, "state", "over"), None, "nobody");

    let view = window.roster(json!({ "procedures": ["tdxl"] }));
    assert_eq!(view["total"], 2);
    assert_eq!(chip(&view, "procedure", "chsi-account"), Some(1), "as well as the other");
    assert_eq!(chip(&view, "state", "nothing"), None);
    assert_eq!(window.named(json!({ "states": ["wrong"] })), ["张三"]);
    assert_eq!(window.named(json!({ "states": ["wrong", "nothing"] })), ["赵六", "张三"]);
    assert_eq!(
        window.named(json!({ "states": ["wrong"], "procedures": ["chsi-account"] })),
        [""; 0]
    );

    // Put right, it is no longer found as wrong.
    window.answer(draft, "person.id_number", "11010519491231002X");
    assert_eq!(window.named(json!({ "states": ["wrong"] })), [""; 0]);
}

#[test]
fn the_list_is_sorted_by_every_column_and_comes_a_part_at_a_time() {
    let mut window = Window::open();
    for (name, class) in [("张三", "二班"), ("李四", ""), ("安七", "一班"), ("王五", "二班")]
    {
        let id = window.applicant(name);
        window.many(&[&id], json!({ "class": class }));
    }
    let wang = window.roster(json!({ "text": "王五" }))["rows"][0]["applicant"].clone();
    let draft = window.begin(&wang, "tdxl");
    window.answer(draft, "person.id_number", "11010519491231002X");
    for (sort, down, expected) in [
        ("name", false, ["安七", "李四", "王五", "张三"]),
        ("name", true, ["张三", "王五", "李四", "安七"]),
        // What is empty comes last either way.
        ("class", false, ["安七", "王五", "张三", "李四"]),
        ("class", true, ["王五", "张三", "安七", "李四"]),
        ("tail", false, ["王五", "安七", "李四", "张三"]),
        ("progress", true, ["王五", "安七", "李四", "张三"]),
    ] {
        let rows = window.named(json!({ "sort": sort, "down": down }));
        assert_eq!(rows[0], expected[0], "{sort} {down}: {rows:?}");
        if sort == "name" || sort == "class" {
            assert_eq!(rows, expected, "{sort} {down}");
        }
        for (at, name) in rows.iter().enumerate() {
            let asked = json!({ "query": query(json!({ "sort": sort, "down": down })), "offset": at, "limit": 1 });
            let part = window.call("list_roster", asked);
            let row = (&part["rows"][0]["name"], &part["total"], &part["offset"]);
            assert_eq!(row, (&json!(name), &json!(4), &json!(at)), "{sort} {down}");
        }
    }
    for sort in ["changed", "procedure", "deadline", "status"] {
        assert_eq!(window.named(json!({ "sort": sort, "down": true })).len(), 4, "{sort}");
    }
    let view = window.roster(json!({ "by_class": true, "sort": "name", "down": false }));
    assert_eq!(
        view["groups"],
        json!([
            { "class": "一班", "rows": 1 }, { "class": "二班", "rows": 2 }, { "class": "", "rows": 1 },
        ])
    );
    let names: Vec<_> = view["rows"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["安七", "王五", "张三", "李四"]);
    assert_eq!(window.roster(json!({ "text": "没有" }))["rows"], json!([]));
}

#[test]
fn what_is_done_to_many_is_taken_back_with_one_press_where_nothing_was_changed_since() {
    let mut window = Window::open();
    let (one, two) = (window.applicant("张三"), window.applicant("李四"));
    let begun = window.many(&[&one, &two], json!({ "begin": "tdxl" }));
    assert_eq!((&begun["said"], &begun["undo"]), (&json!("已为 2 位开始办理。"), &json!(true)));
    assert_eq!(window.many(&[&one, &two], json!({ "begin": "tdxl" }))["undo"], false);
    let draft = window.roster(json!({ "text": "张三" }))["rows"][0]["draft"]["id"].clone();
    window.answer(draft.as_i64().unwrap(), "work.employer", "示例公司");
    let undone = window.call("undo_many", json!({}));
    assert_eq!(undone["said"], "已撤销。");
    assert!(window.roster(json!({ "text": "张三" }))["rows"][0]["draft"].is_object(), "written in");
    assert!(window.roster(json!({ "text": "李四" }))["rows"][0]["draft"].is_null());

    window.many(&[&one, &two], json!({ "tag": "缓交" }));
    window.many(&[&one], json!({ "untag": "缓交" }));
    assert_eq!(window.named(json!({ "tags": ["缓交"] })), ["李四"]);
    window.call("undo_many", json!({}));
    assert_eq!(window.named(json!({ "tags": ["缓交"] })).len(), 2);
    assert_eq!(window.many(&[&one], json!({ "tag": "缓交" }))["undo"], false, "has it");

    let gone = window.many(&[&one, &two], json!("bin"));
    assert_eq!((&gone["desk"]["total"], &gone["desk"]["bin_total"]), (&json!(0), &json!(2)));
    window.call("erase_applicant", json!({ "applicant": two }));
    let back = window.call("undo_many", json!({}));
    assert_eq!((&back["desk"]["total"], &back["desk"]["bin_total"]), (&json!(1), &json!(0)));

    let refused = json!({ "applicants": [one], "deed": { "tag": " " } });
    assert!(window.try_call("do_to_many", refused).is_err());
    let refused = json!({ "applicants": [one], "deed": { "begin": "no such thing" } });
    assert!(window.try_call("do_to_many", refused).is_err());
}

#[test]
fn the_desk_s_own_words_stay_and_who_is_kept_too_long_is_listed_and_erased() {
    let mut window = Window::open();
    let (one, two) = (window.applicant("张三"), window.applicant("李四"));
    let about = json!({
        "class": "一班", "tags": ["缓交", "缓交"], "note": "母亲代办，\n周三再来", "consent": "2026-11-20 本人签字",
        "keep_until": "2026-11-21",
    });
    window.call("set_about", json!({ "applicant": one, "about": about }));
    let mut window = window.reopen();
    let shown = window.call("show_applicant", json!({ "applicant": one }));
    let mut said = about.clone();
    said["tags"] = json!(["缓交"]);
    assert_eq!(shown["about"], said);
    assert_eq!(window.named(json!({ "states": ["expired"] })), ["张三"]);
    let told = window.call("to_erase", json!({ "applicants": [one] }));
    assert_eq!(
        told,
        "1 位申请人的 1 项内容、0 个文件、0 件事项，连同修改历史，都会彻底删除，备份里的也一样。"
    );
    let desk = window.call("erase_applicants", json!({ "applicants": [one] }));
    assert_eq!((&desk["total"], &desk["bin_total"]), (&json!(1), &json!(0)));
    assert_eq!(window.named(json!({})), ["李四"]);
    for wrong in [
        json!({ "class": "", "tags": [], "note": "", "consent": "", "keep_until": "明天" }),
        json!({ "class": "长".repeat(99), "tags": [], "note": "", "consent": "", "keep_until": null }),
    ] {
        let refused = window.try_call("set_about", json!({ "applicant": two, "about": wrong }));
        assert!(refused.is_err());
    }
    let look = json!({ "query": query(json!({ "sort": "name", "states": ["wrong"] })), "hidden": ["tail"] });
    window.call("keep_look", json!({ "look": look }));
    assert_eq!(window.reopen().call("open_desk", json!({}))["look"], look);
}

#[test]
fn what_is_the_same_for_a_class_is_given_to_each_who_has_not_said_otherwise() {
    let mut window = Window::open();
    let mut drafts = Vec::new();
    for name in ["张三", "李四"] {
        let draft = window.draft(name);
        let row = window.roster(json!({ "text": name }))["rows"][0].clone();
        window.many(&[&row["applicant"]], json!({ "class": "一班" }));
        drafts.push((draft, row["applicant"].clone()));
    }
    window.answer(drafts[0].0, "work.employer", "示例公司");
    let facts = json!({ "class": "一班", "facts": { "work.employer": "示例大学" } });
    let shown = window.call("preview_class", facts.clone());
    assert_eq!(shown["said"], "会改 1 处；1 处本人另有填写，保持不变。");
    assert_eq!(shown["changes"][0]["name"], "李四");
    let employer = |window: &mut Window, draft: i64| {
        let view = window.call("open_draft", json!({ "draft": draft }));
        let fields = view["steps"].as_array().unwrap().iter();
        let mut fields = fields.flat_map(|it| it["fields"].as_array().unwrap().clone());
        let field = fields.find(|it| it["fact"] == "work.employer").unwrap();
        (field["value"].as_str().unwrap().to_owned(), field["provenance"].clone())
    };
    assert_eq!(employer(&mut window, drafts[1].0).0, "", "only shown");
    window.call("set_class", facts);
    assert_eq!(employer(&mut window, drafts[0].0), ("示例公司".into(), json!("typed")));
    assert_eq!(employer(&mut window, drafts[1].0), ("示例大学".into(), json!("class")));

    // Whoever comes into the class has it too; a change of it goes to those who still have what it gave.
    let late = window.draft("王五");
    let id = window.roster(json!({ "text": "王五" }))["rows"][0]["applicant"].clone();
    window.many(&[&id], json!({ "class": "一班" }));
    assert_eq!(employer(&mut window, late).0, "示例大学");
    window.answer(late, "work.employer", "另一家");
    window.call("set_class", json!({ "class": "一班", "facts": { "work.employer": "新大学" } }));
    assert_eq!(employer(&mut window, drafts[1].0).0, "新大学");
    assert_eq!(employer(&mut window, late), ("另一家".into(), json!("typed")));
    window.call("undo_many", json!({}));
    assert_eq!(employer(&mut window, drafts[1].0).0, "示例大学");
    let classes = window.call("classes", json!({}));
    assert_eq!(
        classes["classes"],
        json!([{ "name": "一班", "people": 3, "facts": { "work.employer": "示例大学" } }])
    );
    window.call("set_class", json!({ "class": "一班", "facts": {} }));
    assert_eq!(employer(&mut window, drafts[1].0).0, "", "what it gave is taken back");
    let refused = json!({ "class": "一班", "facts": { "person.name": "张三" } });
    assert!(window.try_call("set_class", refused).is_err());
}

#[test]
fn one_goes_on_to_the_next_of_those_that_were_found_and_to_the_next_that_is_wrong() {
    let mut window = Window::open();
    let mut drafts = Vec::new();
    for name in ["安七", "李四", "王五"] {
        drafts.push(window.draft(name));
    }
    for draft in [drafts[0], drafts[2]] {
        window.answer(draft, "person.id_number", "110105194912310021");
    }
    let sorted = query(json!({ "sort": "name", "down": false }));
    let mut go = |draft: i64, by: i32, wrong: bool| {
        let asked = json!({ "query": sorted, "draft": draft, "by": by, "wrong": wrong });
        let next = window.call("neighbour", asked);
        (next["draft"].as_i64(), next["at"].as_i64(), next["total"].as_i64())
    };
    assert_eq!(go(drafts[0], 1, false), (Some(drafts[1]), Some(2), Some(3)));
    assert_eq!(go(drafts[1], -1, false), (Some(drafts[0]), Some(1), Some(3)));
    assert_eq!(go(drafts[2], 1, false), (None, None, None));
    assert_eq!(go(drafts[0], 1, true).0, Some(drafts[2]));
    assert_eq!(go(drafts[2], 1, true).0, Some(drafts[0]), "all round");
    assert_eq!(go(999, 1, false).0, Some(drafts[0]));
}

#[test]
fn a_deadline_that_passes_counts_without_anybody_touching_the_draft() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    window.call("log", json!({ "draft": draft, "act": "registered", "at": null, "note": "" }));
    let wrong = |window: &mut Window, at| {
        window.try_call_at("open_desk", json!({}), at).unwrap();
        let asked = json!({ "query": query(json!({})), "offset": 0, "limit": 9 });
        let view = window.try_call_at("list_roster", asked, at).unwrap();
        (view["rows"][0]["draft"]["deadline"]["over"].clone(), chip(&view, "state", "over"))
    };
    assert_eq!(wrong(&mut window, now()), (json!(false), None));
    let later = now() + chrono::TimeDelta::days(2);
    assert_eq!(wrong(&mut window, later), (json!(true), Some(1)));
}

#[test]
fn who_is_kept_for_longer_than_usual_is_listed_unless_a_day_was_said() {
    let mut window = Window::open();
    let (one, two) = (window.applicant("张三"), window.applicant("李四"));
    // A clock of the portal runs for a day.
    let draft = window.begin(&two, "tdxl");
    window.call("log", json!({ "draft": draft, "act": "registered", "at": null, "note": "" }));
    let end = |window: &mut Window, applicant: &Value| {
        window.call("show_applicant", json!({ "applicant": applicant }))["usual_end"].clone()
    };
    assert_eq!(end(&mut window, &one), "2027-05-21", "180 days after the last change");
    assert_eq!(end(&mut window, &two), "2027-05-22", "after the last deadline");
    let listed = |window: &mut Window, day: &str| {
        let at = format!("{day}T09:00:00").parse().unwrap();
        let query = query(json!({ "states": ["expired"], "sort": "name", "down": false }));
        let asked = json!({ "query": query, "offset": 0, "limit": 9 });
        let view = window.try_call_at("list_roster", asked, at).unwrap();
        let rows = view["rows"].as_array().unwrap().iter();
        rows.map(|it| it["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(listed(&mut window, "2027-05-21"), [""; 0]);
    assert_eq!(listed(&mut window, "2027-05-22"), ["张三"]);
    assert_eq!(listed(&mut window, "2027-05-23"), ["李四", "张三"]);
    let about =
        json!({ "class": "", "tags": [], "note": "", "consent": "", "keep_until": "2028-01-01" });
    window.call("set_about", json!({ "applicant": one, "about": about }));
    assert_eq!(listed(&mut window, "2027-05-23"), ["李四"], "a day that was said counts");
    window.desk.keep_for(30);
    assert_eq!(end(&mut window, &two), "2026-12-23");
    window.desk.keep_for(0);
    assert_eq!(end(&mut window, &two), Value::Null);
    assert_eq!(listed(&mut window, "2027-12-31"), [""; 0]);
    assert_eq!(listed(&mut window, "2028-01-02"), ["张三"]);
}

//! What a field says of itself: what stands beside it, what its list offers, what is saved while it is typed.

use serde_json::{Value, json};

use crate::{Window, field, findings};

#[test]
fn the_margin_speaks_of_the_box_that_the_step_prepares() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let view = window.call("open_draft", json!({ "draft": draft }));
    let margin = |fact: &str| field(&view, fact)["margin"].clone();
    // Their notes on other pages: 来自注册，不能修改; 此框可能不能粘贴.
    for (fact, how) in [
        ("person.name", "平台提示“申请人真实姓名，一经注册不能修改”。"),
        ("person.id_number", ""),
        ("contact.mobile", "平台提示“要求本人手机，用于密码找回及短信通知”。"),
    ] {
        assert_eq!(margin(fact)["how"], how, "{fact}");
        assert_eq!(margin(fact)["why"], "平台“注册系统新用户 › 1 填写信息”要填。", "{fact}");
    }
    assert!(margin("degree.type")["how"].as_str().unwrap().starts_with("平台提示：2016年起"));
    assert_eq!(margin("degree.type")["portal"][0]["page"], "学位申请 › 提交学位申请");
    assert!(margin("person.name_on_papers")["why"].as_str().unwrap().contains("平台上没有这一框"));
    for step in view["steps"].as_array().unwrap() {
        for field in step["fields"].as_array().unwrap() {
            assert_ne!(field["margin"]["why"], "", "{field}");
        }
    }
}

#[test]
fn every_list_is_found_by_characters_pinyin_and_initials() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let mut found = |fact: &str, query: &str| {
        let asked = json!({ "draft": draft, "fact": fact, "query": query });
        let options = window.call("search_options", asked)["options"].clone();
        let first = options.as_array().unwrap().first().map(|it| it["value"].clone());
        first.unwrap_or(Value::Null)
    };
    for (fact, queries, value) in [
        ("degree.prior_type", ["xs", "xueshi", "学士"], "学士"),
        ("degree.prior_type", ["ss", "shuoshi", "硕士学位"], "硕士"),
        ("degree.applicant_type", ["qtzz", "qitazaizhi", "其他"], "其他在职人员"),
        ("person.ethnic_group", ["wwe", "weiwuer", "维吾"], "维吾尔族"),
        ("work.employer_type", ["gyqy", "guoyou", "国有"], "国有企业"),
    ] {
        for query in queries {
            assert_eq!(found(fact, query), value, "{fact} {query}");
        }
    }
    assert_eq!(found("degree.prior_type", "xyz"), Value::Null);
}

#[test]
fn an_answer_that_its_list_lacks_may_be_added_where_the_choice_can_be_taken_back() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let own = |view: &Value, fact: &str| field(view, fact)["own"].clone();
    let view = window.answer(draft, "work.employer_type", "示例单位");
    assert_eq!(own(&view, "work.employer_type"), "addable");
    let view = window.answer(draft, "degree.type", "荣誉学位");
    assert_eq!(findings(&view, "degree.type")[0]["reason"], "not_listed");
    assert_eq!(own(&view, "degree.type"), "none", "it cannot be taken back at the portal");
    let add = json!({ "draft": draft, "fact": "work.employer_type", "value": "示例单位" });
    assert_eq!(own(&window.call("add_option", add), "work.employer_type"), "added");
    let view = window.answer(draft, "work.employer_type", "国有企业");
    assert_eq!(own(&view, "work.employer_type"), "none");
}

#[test]
fn months_are_taken_as_they_are_written_and_shown_as_the_portal_wants_them() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    for typed in ["2012.9", "2012年9月", "2012-09", "２０１２／９", "9/2012"] {
        let view = window.answer(draft, "work.start_month", typed);
        assert_eq!(field(&view, "work.start_month")["value"], "201209", "{typed}");
        assert_eq!(field(&view, "work.start_month")["typed"], typed);
        let found = findings(&view, "work.start_month");
        assert!(found.iter().all(|it| it["rule"] != "month"), "{typed}: {found:?}");
        let row = json!({ "from": "2008.9", "to": typed, "place": "示例大学", "role": "学生", "witness": "李四" });
        let view = window.call("set_history", json!({ "draft": draft, "rows": [row] }));
        let row = &view["history"]["rows"][0];
        assert_eq!((&row["from"], &row["to"]), (&json!("200809"), &json!("201209")), "{typed}");
        let found = findings(&view, "history");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["fixes"], json!(["补一段，内容自己填"]), "nobody studies until today");
    }
    let row = json!({ "from": "201209", "to": "202001", "place": "示例医院", "role": "医师", "witness": "李四" });
    let view = window.call("set_history", json!({ "draft": draft, "rows": [row] }));
    let fixes = json!(["补一段，内容自己填", "还在这里，更新到本月"]);
    assert_eq!(findings(&view, "history")[0]["fixes"], fixes);
    let view = window.answer(draft, "degree.deadline", "2027.3.17");
    assert_eq!(field(&view, "degree.deadline")["value"], "2027-03-17");
}

#[test]
fn what_is_saved_while_it_is_typed_is_one_answer() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let fact = "contact.address";
    window.answer(draft, fact, "示例路 1 号");
    for (text, more) in [("长", false), ("长沙", true), ("长沙市示例路 2 号", true)] {
        let typed = json!({ "draft": draft, "fact": fact, "text": text, "more": more });
        window.call("answer", typed);
    }
    let past = window.call("past_values", json!({ "draft": draft, "fact": fact }));
    let texts: Vec<_> = past.as_array().unwrap().iter().map(|it| it["text"].clone()).collect();
    assert_eq!(texts, ["长沙市示例路 2 号", "示例路 1 号"]);
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(field(&view, fact)["value"], "示例路 1 号");
}

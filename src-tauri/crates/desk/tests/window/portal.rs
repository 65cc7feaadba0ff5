//! 认识平台页面: what is shown of a saved form page, what taking it over changes, and what is kept.

use std::fs;

use serde_json::{Value, json};

use crate::Window;

/// A part of 填写基本信息 as a portal might have it, filled in by somebody.
const PAGE: &str = "<form><table>
    <tr><td>*姓名拼音：<td><input value='Zhang Sanfeng'>
    <tr><td>*证件类型：<td><select><option value=''>请选择<option>中华人民共和国居民身份证<option>港澳居民来往内地通行证
        <option>台湾居民来往大陆通行证<option>港澳台居民居住证<option selected>普通护照<option>外国人永久居留身份证<option>军官证
        <option>其他<option>旅行证</select>
    <tr><td>*证件号码：<td><input value='E12345678'>
    <tr><td>*确认证件号码：<td><input value='E12345678'>
    <tr><td>*政治面貌：<td><input readonly value='群众'>
    <tr><td>*参加工作时间：<td><input maxlength=6 value='200607'>
    <tr><td>*获前置学位年月：<td><input maxlength=6>
    <tr><td>微信号：<td><input value='zhangsanfeng'>
    </table></form>";

fn read(window: &mut Window, html: &str) -> Value {
    let path = window.path("page.html");
    fs::write(&path, html).unwrap();
    window.call("read_portal", json!({ "procedure": "tdxl", "path": path }))
}

fn boxed<'a>(view: &'a Value, key: &str) -> &'a Value {
    let boxes = view["pages"][0]["boxes"].as_array().unwrap();
    boxes.iter().find(|it| it["key"] == key).unwrap_or_else(|| panic!("{key} is not in {view:#}"))
}

#[test]
fn a_list_is_taken_over_by_one_press_and_given_back_by_one() {
    let mut window = Window::open();
    let (passport, soldier) = (window.draft("张三"), window.draft("李四"));
    window.answer(passport, "person.id_type", "护照");
    window.answer(soldier, "person.id_type", "军人证");
    let before = window.call("open_draft", json!({ "draft": passport }));
    let view = read(&mut window, PAGE);
    assert_eq!((&view["procedure"], &view["practice"]), (&json!("tdxl"), &json!(false)));
    let list = boxed(&view, "basic.id_type");
    assert_eq!((&list["state"], &list["takes"]), (&json!("differs"), &json!(true)));
    assert_eq!(list["renamed"], json!([{ "here": "护照", "there": "普通护照" }]));
    assert_eq!(list["says"][0]["title"], "选项不同");
    assert_eq!(boxed(&view, "basic 微信号")["state"], "differs");
    assert!(!view.to_string().contains("E12345678") && !view.to_string().contains("zhangsan"));

    let take = json!({ "boxes": ["basic.id_type"], "apart": [] });
    let view = window.call("take_portal", take);
    assert_eq!(
        view["taken"],
        json!({ "procedure": "tdxl", "boxes": 1, "drafts": 0, "touched": [] })
    );
    assert_eq!(boxed(&view, "basic.id_type")["state"], "same");
    assert_eq!(boxed(&view, "basic 微信号")["state"], "differs", "nothing else was taken");
    let field = |window: &mut Window| {
        let view = window.call("open_draft", json!({ "draft": passport }));
        let steps = view["steps"].as_array().unwrap().clone();
        let mut fields = steps.iter().flat_map(|it| it["fields"].as_array().unwrap().clone());
        fields.find(|it| it["fact"] == "person.id_type").unwrap()
    };
    let mine = field(&mut window);
    let options: Vec<&str> = mine["options"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["value"].as_str().unwrap())
        .collect();
    assert_eq!((options[4], options[8]), ("护照", "旅行证"));
    assert_eq!(mine["options"][8]["certainty_note"], "取自平台页面 2026-11-22");
    assert_eq!((&mine["value"], &mine["portal_value"]), (&json!("护照"), &json!("普通护照")));
    assert_eq!(mine["guessed"], false);

    // It outlives the program; one press gives it back.
    let mut window = window.reopen();
    assert_eq!(field(&mut window)["portal_value"], "普通护照");
    let packs = window.call("portal_packs", json!({}));
    assert_eq!((&packs[0]["taught"], &packs[0]["lost"]), (&json!(1), &json!(false)));
    window.call("untake_portal", json!({ "procedure": "tdxl" }));
    let after = window.call("open_draft", json!({ "draft": passport }));
    assert_eq!(after["steps"], before["steps"]);
    assert!(window.try_call("untake_portal", json!({ "procedure": "tdxl" })).is_err());
}

#[test]
fn an_option_that_is_another_is_said_to_touch_who_has_the_old_one() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    window.answer(draft, "person.id_type", "护照");
    read(&mut window, PAGE);
    let take = json!({ "boxes": ["basic.id_type"], "apart": ["普通护照"] });
    let view = window.call("take_portal", take);
    assert_eq!(
        view["taken"],
        json!({ "procedure": "tdxl", "boxes": 1, "drafts": 1, "touched": ["张三"] })
    );
    let view = window.call("open_draft", json!({ "draft": draft }));
    let found = view["findings"].as_array().unwrap();
    assert!(found.iter().any(|it| it["fact"] == "person.id_type" && it["severity"] == "warning"));
}

#[test]
fn a_page_that_differs_makes_its_drafts_say_so_until_it_was_taken_over() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let said = |window: &mut Window| {
        window.call("open_draft", json!({ "draft": draft }))["portal"].clone()
    };
    assert_eq!(said(&mut window), json!([]));
    let view = read(&mut window, PAGE);
    let sentence = "“学位申请 › 填写基本信息”在 2026-11-22 看时与这里不同。";
    assert_eq!(said(&mut window), json!([sentence]));
    assert_eq!(view["packs"][0]["seen"][0]["differs"], true);
    let mut window = window.reopen();
    assert_eq!(said(&mut window), json!([sentence]));

    let view = read(&mut window, PAGE);
    let all = view["pages"][0]["boxes"].as_array().unwrap().iter();
    let all: Vec<&Value> = all.filter(|it| it["takes"] == true).map(|it| &it["key"]).collect();
    assert!(all.len() > 3, "{all:?}");
    let view = window.call("take_portal", json!({ "boxes": all, "apart": [] }));
    assert_eq!(view["differs"], 0, "{view:#}");
    assert_eq!(said(&mut window), json!([]));
    // What a changed label changes for the draft is told as a pack's change is.
    let view = window.call("open_draft", json!({ "draft": draft }));
    let changes = view["pack_changes"].to_string();
    assert!(changes.contains("填报项“参加工作年月”改为“参加工作时间”"), "{changes}");
}

#[test]
fn a_correction_is_saved_for_others_and_the_practice_portal_teaches_nothing() {
    let mut window = Window::open();
    let path = window.path("our-school.toml");
    assert!(window.try_call("save_portal", json!({ "path": path })).is_err(), "nothing was read");
    read(&mut window, PAGE);
    window.call("take_portal", json!({ "boxes": ["basic.id_type"], "apart": [] }));
    // What was taken over here is in it as well: others have not taken it.
    window.call("save_portal", json!({ "path": path }));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("id = \"our-school\"\nextends = \"tdxl\"\n"), "{text}");
    assert!(
        text.contains("words = { \"护照\" = \"普通护照\" }") && text.contains("微信号"),
        "{text}"
    );
    for hidden in ["E12345678", "zhangsan", "Zhang", "200607"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    assert!(window.try_call("save_portal", json!({ "path": window.path("学校.toml") })).is_err());
    window.call("leave_portal", json!({}));
    assert!(window.try_call("save_portal", json!({ "path": path })).is_err());

    let draft = window.draft("张三");
    let practice = window.call("save_practice", json!({ "draft": draft }))["path"].clone();
    let view = window.call("read_portal", json!({ "procedure": "tdxl", "path": practice }));
    assert_eq!((&view["practice"], &view["taken"]), (&json!(true), &Value::Null));
    let boxes = view["pages"].as_array().unwrap().iter();
    let boxes = boxes.flat_map(|it| it["boxes"].as_array().unwrap());
    assert!(boxes.clone().count() > 30 && boxes.into_iter().all(|it| it["takes"] == false));
    assert_eq!(view["packs"][0]["seen"].as_array().unwrap().len(), 1, "it was not noted");
    let take = json!({ "boxes": ["register.id_type"], "apart": [] });
    assert!(window.try_call("take_portal", take).is_err());
}

#[test]
fn what_is_copied_in_the_browser_is_compared_as_what_is_saved() {
    let mut window = Window::open();
    let saved = read(&mut window, PAGE);
    // As a browser puts a selection on the clipboard.
    let copied =
        format!("<html><body>\n<!--StartFragment-->{PAGE}<!--EndFragment-->\n</body></html>");
    let paste = |text: &str| json!({ "procedure": "tdxl", "text": text });
    assert_eq!(window.call("read_portal_text", paste(&copied)), saved);
    for (text, why) in [
        ("证件类型：护照\n证件号码：E12345678", "粘贴的内容里没有框"),
        ("<p>欢迎您，张三</p>", "粘贴的内容里没有框"),
        (&"<p>张三".repeat(200_000), "超过 1 MB"),
    ] {
        let failure = window.try_call("read_portal_text", paste(text)).unwrap_err();
        assert!(failure.message.zh.contains(why), "{}", failure.message.zh);
        assert!(!failure.message.zh.contains("张三") && !failure.message.zh.contains("E12345678"));
    }
}

fn lines(view: &Value) -> Vec<String> {
    let line = |it: &Value| [it["title"].as_str().unwrap(), it["text"].as_str().unwrap()].join(" ");
    view["changes"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn what_would_change_is_listed_before_it_is_taken_with_whose_drafts_it_touches() {
    let mut window = Window::open();
    let (passport, other) = (window.draft("张三"), window.draft("李四"));
    window.answer(passport, "person.id_type", "护照");
    window.answer(other, "person.id_type", "军人证");
    let view = read(&mut window, PAGE);
    let boxes = view["pages"][0]["boxes"].as_array().unwrap();
    let all: Vec<&Value> =
        boxes.iter().filter(|it| it["takes"] == true).map(|it| &it["key"]).collect();
    let take = json!({ "boxes": all, "apart": ["普通护照"] });
    let before = window.call("open_draft", json!({ "draft": passport }));
    let look = window.call("look_portal", take.clone());
    let told = lines(&look);
    for line in ["平台新增 微信号", "名称不同 参加工作年月：平台上叫“参加工作时间”"]
    {
        assert!(told.iter().any(|it| it == line), "{line} is not in {told:#?}");
    }
    assert!(
        told.iter().any(|it| it.starts_with("选项不同 证件类型：") && it.contains("旅行证")),
        "{told:#?}"
    );
    assert_eq!((&look["drafts"], &look["names"]), (&json!(2), &json!(["张三", "李四"])));
    assert_eq!(
        window.call("open_draft", json!({ "draft": passport })),
        before,
        "nothing was taken"
    );

    let taken = window.call("take_portal", take)["taken"].clone();
    assert_eq!((&taken["drafts"], &taken["touched"]), (&look["touched"], &look["names"]));
}

#[test]
fn a_correction_from_elsewhere_is_looked_at_taken_and_given_back() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let path = window.path("our-school.toml");
    read(&mut window, PAGE);
    window.call("save_portal", json!({ "path": path }));
    let before = window.call("open_draft", json!({ "draft": draft }))["steps"].clone();

    let look = window.call("open_correction", json!({ "path": path }));
    assert_eq!(
        (&look["id"], &look["below"], &look["corrects"], &look["replaces"], &look["drafts"]),
        (&json!("our-school"), &json!("同等学力申硕"), &json!(true), &json!(false), &json!(1)),
    );
    assert!(
        look["sources"].to_string().contains("平台页面（2026-11-22 存下）（2026）"),
        "{look:#}"
    );
    assert!(lines(&look).iter().any(|it| it == "平台新增 微信号"), "{look:#}");
    let view = window.call("take_correction", json!({}));
    assert_eq!(view["packs"][0]["taught"], 1);
    assert_eq!(view["differs"], 0, "the page that lies open is as the pack now");
    assert!(window.try_call("take_correction", json!({})).is_err(), "once is enough");
    // Looked at again it changes nothing.
    let again = window.call("open_correction", json!({ "path": path }));
    assert_eq!((lines(&again), &again["touched"]), (Vec::new(), &json!(0)));
    window.call("untake_portal", json!({ "procedure": "tdxl" }));
    assert_eq!(window.call("open_draft", json!({ "draft": draft }))["steps"], before);

    // As one of one's own it stands beside the built-in one, and goes by one press.
    let lines = window.call("keep_pack", json!({}));
    let own = lines["procedures"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&own["id"], &own["kind"]), (&json!("our-school"), &json!("own")));
    let look = window.call("open_correction", json!({ "path": path }));
    assert_eq!((&look["replaces"], &look["corrects"]), (&json!(true), &json!(false)));
    window.call("put_back", json!({}));
    assert!(!window.call("list_procedures", json!({})).to_string().contains("our-school"));

    // What is no pack, or breaks a promise, is refused with its name and the key.
    for (text, why) in [
        ("id = ", "fix.toml：第 1 行不是正确的 TOML"),
        ("id = \"tdxl\"\nextends = \"tdxl\"\n", "绕了一圈"),
        ("id = \"fix\"\nextends = \"nowhere\"\n", "没有安装“nowhere”"),
        (
            "id = \"fix\"\nextends = \"tdxl\"\nremove = [\"pages.none\"]\n",
            "没有“pages.none”可以去掉",
        ),
    ] {
        let path = window.path("fix.toml");
        fs::write(&path, text).unwrap();
        let failure = window.try_call("open_correction", json!({ "path": path })).unwrap_err();
        assert!(failure.message.zh.contains(why), "{}", failure.message.zh);
        assert!(window.try_call("take_correction", json!({})).is_err(), "nothing was looked at");
    }
}

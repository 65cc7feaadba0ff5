//! 办公室 in two windows: on, shared, a round, who works on whom, taken over, taken back, erased, off. What `beishen-office` does is
//! done by hand: a file goes from one tray into the other.

use std::fs;

use serde_json::{Value, json};

use crate::{Window, field, now};

impl Window {
    fn office(&mut self) -> Value {
        self.call("office", json!({}))
    }

    fn round(&mut self) -> Value {
        self.call("office_round", json!({}))
    }

    fn outbox(&self) -> Vec<String> {
        let all = fs::read_dir(self.path("office/outbox")).unwrap();
        all.map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// Brings what lies in the outbox to another desk and back, as that revision; what the person is called.
    fn carry(&self, to: &Self, rev: u64) -> String {
        let [file] = &*self.outbox() else { panic!("one file: {:?}", self.outbox()) };
        let uid = file.split('.').next().unwrap().to_owned();
        let (from, name) = (self.path("office/outbox").join(file), format!("{uid}.{rev}.beishen"));
        fs::copy(&from, to.path("office/inbox").join(&name)).unwrap();
        fs::rename(from, self.path("office/inbox").join(name)).unwrap();
        uid
    }
}

/// Two desks of one office, and a draft of 张三 at the first.
fn two() -> (Window, Window, i64) {
    let (mut one, mut two) = (Window::open(), Window::open());
    let draft = one.draft("张三");
    one.answer(draft, "contact.mobile", "13800138000");
    let on = one.call("set_office", json!({ "name": "一号窗口", "code": null }));
    let code: Vec<_> =
        on["code"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    let join = json!({ "name": "二号窗口", "code": code.join(" ").to_lowercase() });
    assert_eq!(two.call("set_office", join)["code"], Value::Null, "the code is known");
    (one, two, draft)
}

#[test]
fn off_until_it_is_turned_on_and_off_again_with_everybody_still_there() {
    let mut window = Window::open();
    window.draft("张三");
    assert_eq!(window.office(), Value::Null);
    assert_eq!(window.call("open_desk", json!({}))["office"], Value::Null);
    for command in ["office_round", "office_code", "office_forget"] {
        let failure = window.try_call(command, json!({})).err().unwrap();
        assert!(failure.message.zh.contains("没有开启"), "{command}: {failure}");
    }
    for name in ["", "  ", &"长".repeat(41)] {
        assert!(window.try_call("set_office", json!({ "name": name, "code": null })).is_err());
    }
    assert!(window.try_call("set_office", json!({ "name": "一", "code": "0000" })).is_err());
    assert_eq!(window.office(), Value::Null);

    let on = window.call("set_office", json!({ "name": "一号窗口", "code": " " }));
    assert_eq!(on["code"].as_array().unwrap().concat_len(), 26);
    assert_eq!(window.call("office_code", json!({})), on["code"]);
    // Another name is no other code.
    let renamed = window.call("set_office", json!({ "name": "三号窗口", "code": null }));
    assert_eq!((&renamed["code"], &renamed["office"]["name"]), (&Value::Null, &json!("三号窗口")));
    assert_eq!(window.call("office_code", json!({})), on["code"]);
    // Trays that somebody took away are said, and made again.
    fs::remove_dir_all(window.path("office")).unwrap();
    assert_eq!(window.call("open_desk", json!({}))["office"]["there"], false);
    let again = window.call("set_office", json!({ "name": "三号窗口", "code": null }));
    assert_eq!(again["office"]["there"], true);

    window.call("leave_office", json!({}));
    assert!(!window.path("office").exists());
    assert_eq!(window.office(), Value::Null);
    assert_eq!(window.call("open_desk", json!({}))["total"], 1);
}

trait Groups {
    fn concat_len(&self) -> usize;
}

impl Groups for Vec<Value> {
    fn concat_len(&self) -> usize {
        self.iter().map(|it| it.as_str().unwrap().len()).sum()
    }
}

#[test]
fn what_comes_in_is_told_with_both_values_and_taken_back_and_comes_again() {
    let (mut one, mut two, draft) = two();
    let shared = one.call("share_applicants", json!({ "applicants": [1] }));
    assert_eq!(shared, json!({ "put": 1, "too_large": [] }));
    assert_eq!((&one.office()["shared"], &one.office()["out"]), (&json!(1), &json!(1)));
    assert_eq!(one.call("exports", json!({}))[0]["what"], "共享到办公室（加密）");
    let uid = one.carry(&two, 1);

    assert_eq!(two.office()["come"], 1);
    let came = two.round();
    assert_eq!(came["message"], "收进：新增 1 人，更新 0 人。");
    assert_eq!(
        (&came["people"][0]["name"], &came["people"][0]["new"]),
        (&json!("张三"), &json!(true))
    );
    assert_eq!(one.round()["message"], "没有新的内容要收或要发。", "its own comes back");
    let there = two.call("open_desk", json!({}))["applicants"][0]["drafts"][0]["id"].clone();
    let there = there.as_i64().unwrap();

    // Both change the same; the later counts.
    one.answer(draft, "contact.mobile", "13700137000");
    let later = json!({ "draft": there, "fact": "contact.mobile", "text": "13900139000" });
    two.try_call_at("answer", later, "2026-11-22T10:00:00".parse().unwrap()).unwrap();
    assert_eq!(two.round()["message"], "放进待发 1 人。");
    two.carry(&one, 2);
    let came = one.round();
    assert!(came["message"].as_str().unwrap().starts_with("收进：新增 0 人，更新 1 人。"));
    let both = &came["differing"][0];
    assert_eq!((&both["ours"], &both["theirs"]), (&json!("13700137000"), &json!("13900139000")));
    assert_eq!(both["theirs_later"], true);
    let mobile = |window: &mut Window| {
        let view = window.call("open_draft", json!({ "draft": draft }));
        field(&view, "contact.mobile")["value"].clone()
    };
    assert_eq!(mobile(&mut one), "13900139000");
    for import in came["imports"].as_array().unwrap() {
        one.call("undo_import", json!({ "import": import }));
    }
    assert_eq!(mobile(&mut one), "13700137000");

    // Who goes as the first round is taken back was not erased: they are asked for again.
    let mut third = Window::open();
    let code = one.call("office_code", json!({}));
    let code: Vec<_> = code.as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    third.call("set_office", json!({ "name": "三号窗口", "code": code.join("-") }));
    let sealed = two.path("office/inbox").join(format!("{uid}.2.beishen"));
    let to = third.path("office/inbox").join(format!("{uid}.2.beishen"));
    fs::copy(&sealed, &to).unwrap();
    let came = third.round();
    let have = |window: &Window| fs::read_to_string(window.path("office/have")).unwrap();
    assert_eq!(have(&third), format!("{uid} 2\n"));
    third.call("undo_import", json!({ "import": came["imports"][0] }));
    assert_eq!(third.call("open_desk", json!({}))["total"], 0);
    assert_eq!((have(&third).as_str(), &third.office()["erased"]), ("", &json!(0)));
    fs::copy(&sealed, &to).unwrap();
    third.round();
    assert_eq!(third.call("open_desk", json!({}))["total"], 1);

    // Whoever is erased is said to be at the office still, and the office is asked to forget them.
    let known = third.call("open_desk", json!({}))["applicants"][0]["id"].clone();
    third.call("erase_applicants", json!({ "applicants": [known] }));
    assert_eq!(third.office()["erased"], 1);
    assert_eq!(third.call("office_forget", json!({}))["asked"], 1);
    assert_eq!(third.outbox(), [format!("{uid}.wish")]);
}

#[test]
fn what_cannot_be_taken_in_is_said_and_stays() {
    let (mut one, mut two, _) = two();
    one.call("share_applicants", json!({ "applicants": [1] }));
    let uid = one.carry(&two, 1);
    let lies = two.path("office/inbox").join(format!("{uid}.1.beishen"));
    let whole = fs::read(&lies).unwrap();
    fs::write(&lies, &whole[..whole.len() - 1]).unwrap();
    let came = two.round();
    assert!(came["left"][0].as_str().unwrap().contains("打不开"), "{came}");
    assert!(lies.exists());
    fs::write(&lies, whole).unwrap();
    two.round();
    two.call("bin_applicant", json!({ "applicant": 1 }));
    fs::copy(one.path("office/inbox").join(format!("{uid}.1.beishen")), &lies).unwrap();
    let came = two.round();
    assert!(came["left"][0].as_str().unwrap().contains("回收站"), "{came}");
    assert!(lies.exists());
}

#[test]
fn somebody_is_taken_over_from_the_desk_that_was_named_only_and_let_go() {
    let (mut one, mut two, _) = two();
    let person = |window: &mut Window| window.call("office_person", json!({ "applicant": 1 }));
    assert_eq!(person(&mut one)["shared"], false);
    let refused = one.try_call("office_let_go", json!({ "applicant": 1 })).err().unwrap();
    assert!(refused.message.zh.contains("还不在办公室里"), "{refused}");
    one.call("share_applicants", json!({ "applicants": [1] }));
    assert_eq!(
        person(&mut one),
        json!({ "shared": true, "there": false, "by": "", "asked": null })
    );
    let uid = one.carry(&two, 1);
    two.round();

    fs::write(two.path("office/held"), format!("{uid} 600 一号窗口\n")).unwrap();
    let desk = two.call("open_desk", json!({}));
    let held = &desk["office"]["held"][0];
    assert_eq!((&held["applicant"], &held["by"]), (&json!(1), &json!("一号窗口")));
    assert_ne!(desk["office"]["carried"], "");
    // A list that is damaged says nobody, and keeps nobody from the desk.
    let held = fs::read(two.path("office/held")).unwrap();
    fs::write(two.path("office/held"), b"\xff\xfe").unwrap();
    assert_eq!(two.call("open_desk", json!({}))["office"]["held"], json!([]));
    fs::write(two.path("office/held"), held).unwrap();
    let ask = |from: &str| json!({ "applicant": 1, "from": from });
    let refused = two.try_call("office_take_over", ask("三号窗口")).err().unwrap();
    assert!(refused.message.zh.contains("“一号窗口”"), "{refused}");
    assert!(two.outbox().is_empty());
    let asked = two.call("office_take_over", ask("一号窗口"));
    assert_eq!((&asked["asked"], &asked["by"]), (&json!("take_over"), &json!("一号窗口")));
    let wish = two.path("office/outbox").join(format!("{uid}.wish"));
    assert_eq!(fs::read_to_string(&wish).unwrap(), "take_over 一号窗口");
    assert_eq!(two.call("office_let_go", json!({ "applicant": 1 }))["asked"], "let_go");
    assert_eq!(fs::read_to_string(&wish).unwrap(), "let_go");
}

#[test]
fn a_vault_that_is_only_looked_at_leaves_the_trays_alone() {
    let (mut one, _, _) = two();
    one.call("share_applicants", json!({ "applicants": [1] }));
    let before = one.outbox();
    let Window { desk, folder } = one;
    drop(desk);
    let library = beishen_desk::Library::built_in().unwrap();
    let vault = folder.path().join("beishen.vault");
    let desk = beishen_desk::Desk::open_to_read(&vault, library, now()).unwrap();
    let mut window = Window { desk, folder };
    assert_eq!(window.office()["shared"], 1);
    for (command, asked) in [
        ("office_round", json!({})),
        ("office_forget", json!({})),
        ("leave_office", json!({})),
        ("set_office", json!({ "name": "二号窗口", "code": null })),
        ("share_applicants", json!({ "applicants": [1] })),
        ("office_let_go", json!({ "applicant": 1 })),
        ("office_take_over", json!({ "applicant": 1, "from": "" })),
    ] {
        assert!(window.try_call(command, asked).is_err(), "{command}");
    }
    assert_eq!((window.outbox(), window.office()["name"].clone()), (before, json!("一号窗口")));
}

//! 填报助手: for every procedure and every item, what is shown is what is copied and what the checklist says.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, Mutex},
};

use beishen_desk::{Clipboard, Desk, FailureCode, Library, PROCEDURES, Pasteboard, Unreachable};
use serde_json::{Value, json};

use crate::{Window, now};

/// What is on the clipboard; `None`: it cannot be reached.
#[derive(Clone)]
struct Board(Arc<Mutex<Option<String>>>);

impl Board {
    fn says(&self) -> String {
        self.0.lock().unwrap().clone().unwrap_or_default()
    }

    fn set(&self, text: Option<&str>) {
        *self.0.lock().unwrap() = text.map(str::to_owned);
    }

    fn change(&self, text: &str) -> Result<(), Unreachable> {
        let mut board = self.0.lock().unwrap();
        text.clone_into(board.as_mut().ok_or(Unreachable)?);
        Ok(())
    }
}

impl Pasteboard for Board {
    fn put(&mut self, text: &str) -> Result<(), Unreachable> {
        self.change(text)
    }

    fn text(&mut self) -> Result<Option<String>, Unreachable> {
        self.0.lock().unwrap().clone().map(Some).ok_or(Unreachable)
    }

    fn clear(&mut self) -> Result<(), Unreachable> {
        self.change("")
    }
}

/// A clipboard whose program falls over as soon as something is copied.
struct Broken;

impl Pasteboard for Broken {
    fn put(&mut self, text: &str) -> Result<(), Unreachable> {
        panic!("{text} was to be copied")
    }

    fn text(&mut self) -> Result<Option<String>, Unreachable> {
        Ok(None)
    }

    fn clear(&mut self) -> Result<(), Unreachable> {
        Ok(())
    }
}

#[test]
fn a_mistake_of_ours_is_told_and_the_desk_goes_on() {
    let mut portal = Portal::of("tdxl");
    let broken = Clipboard::new(Box::new(Broken), portal.window.path("copied"));
    portal.window.desk.use_clipboard(broken);
    let copy = json!({ "draft": portal.draft, "key": { "item": "register.mobile" } });
    let failure = portal.window.try_call("press_companion", copy).unwrap_err();
    assert_eq!(
        (failure.message.zh.as_str(), failure.code),
        ("程序出了错，这一步没有完成；已保存的都在，请重新启动后再试。", FailureCode::System)
    );
    assert!(!failure.message.en.contains("was to be copied"), "{}", failure.message.en);
    // What comes next is answered, and nothing that was there is lost.
    let view = portal.window.answer(portal.draft, "person.name", "李四");
    assert_eq!(view["applicant"]["name"], "李四");
    let board = portal.board.clone();
    portal.window.desk.use_clipboard(Clipboard::new(Box::new(board), portal.window.path("copied")));
    let view = portal.item("register.mobile");
    assert_eq!(portal.board.says(), shown(&view)["value"].as_str().unwrap());
}

#[test]
fn a_second_window_leaves_the_clipboard_of_the_first_alone() {
    let mut portal = Portal::of("tdxl");
    let view = portal.item("register.id_number");
    let number = portal.board.says();
    assert_eq!(number, shown(&view)["value"].as_str().unwrap());

    let second = || Clipboard::new(Box::new(portal.board.clone()), portal.window.path("copied"));
    let refused = second();
    let vault = portal.window.path("beishen.vault");
    let opened = Desk::open(&vault, Library::built_in().unwrap(), now());
    assert!(opened.is_err_and(|it| it.code == FailureCode::Busy), "it is in use");
    drop(refused);
    assert_eq!(portal.board.says(), number);
    assert!(portal.window.path("copied").is_file(), "a killed program's number can be told");

    // Killed, the number stays, until the next one has the vault.
    let clipboard = second();
    let mut window = portal.window.reopen();
    assert_eq!(portal.board.says(), number);
    window.desk.use_clipboard(clipboard);
    assert_eq!(portal.board.says(), "");
    assert!(!window.path("copied").exists());
}

struct Portal {
    window: Window,
    draft: i64,
    board: Board,
    clipboard: Clipboard,
}

impl Portal {
    /// A draft for whom nothing is wrong, and a clipboard.
    fn of(procedure: &str) -> Self {
        let mut window = Window::open();
        let board = Board(Arc::new(Mutex::new(Some(String::new()))));
        let clipboard = Clipboard::new(Box::new(board.clone()), window.path("copied"));
        window.desk.use_clipboard(clipboard.clone());
        let draft = perfect(&mut window, procedure);
        Self { window, draft, board, clipboard }
    }

    fn look(&mut self) -> Value {
        self.window.call("open_companion", json!({ "draft": self.draft }))
    }

    fn press(&mut self, key: Value) -> Value {
        self.window.call("press_companion", json!({ "draft": self.draft, "key": key }))
    }

    fn item(&mut self, id: &str) -> Value {
        self.press(json!({ "item": id }))
    }
}

/// Enters the perfect draft of a procedure as a person would.
fn perfect(window: &mut Window, procedure: &str) -> i64 {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests");
    let perfect = tests.join(format!("packs/{procedure}/perfect.json"));
    let perfect: Value = serde_json::from_str(&std::fs::read_to_string(perfect).unwrap()).unwrap();
    let added = window.call("add_applicant", json!({ "name": "张三" }));
    let begun = json!({ "applicant": added["applicant"], "procedure": procedure });
    let draft = window.call("begin_draft", begun)["draft"].as_i64().unwrap();
    for (fact, text) in perfect["facts"].as_object().unwrap() {
        window.answer(draft, fact, text.as_str().unwrap());
    }
    if let Some(rows) = perfect["history"].as_array() {
        window.call("set_history", json!({ "draft": draft, "rows": rows }));
    }
    let photo = tests.join("../assets/samples/photo-zhang.jpg");
    for material in perfect["files"].as_object().into_iter().flatten() {
        window.call("attach", json!({ "draft": draft, "material": material.0, "path": photo }));
    }
    draft
}

fn shown(view: &Value) -> &Value {
    match view["phase"].as_str() {
        Some("walking") => &view["items"][usize::try_from(view["at"].as_u64().unwrap()).unwrap()],
        _ => &Value::Null,
    }
}

/// The values of the checklist as a browser shows it, by item.
fn checklist(window: &mut Window, draft: i64) -> BTreeMap<String, String> {
    let path = window.path("checklist.html");
    window.call(
        "save_paper",
        json!({ "draft": draft, "paper": "checklist", "path": path, "format": "html" }),
    );
    let page = std::fs::read_to_string(path).unwrap();
    let items = page.split("<li class=\"item").skip(1).map(|it| it.split("</li>").next().unwrap());
    let between = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from)?;
        rest.split_once(to).map(|it| it.0.to_owned())
    };
    items
        .map(|it| {
            let value = between(it, "<span class=\"value\"", "</span>").unwrap_or_default();
            let value = value.split_once('>').map(|it| it.1).unwrap_or_default();
            let value =
                [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
                    .iter()
                    .fold(value.to_owned(), |text, (code, sign)| text.replace(code, sign));
            (between(it, "data-item=\"", "\"").unwrap(), value)
        })
        .collect()
}

#[test]
fn every_item_of_every_procedure_takes_one_key_and_is_what_the_checklist_says() {
    for procedure in PROCEDURES {
        let mut portal = Portal::of(procedure);
        let list = checklist(&mut portal.window, portal.draft);
        let mut view = portal.press(json!("next"));
        let (mut walked, mut copied) = (0, 0);
        while view["phase"] == "walking" {
            let item = shown(&view).clone();
            let (id, value) = (item["id"].as_str().unwrap(), item["value"].as_str().unwrap());
            assert_eq!(list.get(id).map(String::as_str), Some(value), "{procedure}: {id}");
            let pastes =
                ["copy", "confirm"].iter().any(|it| item["kind"] == *it) && !value.is_empty();
            assert_eq!(portal.board.says(), if pastes { value } else { "" }, "{procedure}: {id}");
            assert_eq!(
                view["clip"],
                if pastes { "copied" } else { "nothing" },
                "{procedure}: {id}"
            );
            if item["kind"] == "irreversible" {
                assert_eq!(portal.press(json!("next"))["unchecked"], true, "{id}");
                portal.press(json!({ "tick": id }));
            }
            (walked, copied) = (walked + 1, copied + usize::from(pastes));
            view = portal.press(json!("next"));
        }
        assert_eq!(view["phase"], "finished");
        assert_eq!(portal.board.says(), "");
        assert_eq!(walked, list.len(), "{procedure}: nothing is left out");
        assert!(copied > 3, "{procedure}");
        let pages = view["pages"].as_array().unwrap();
        assert!(pages.iter().all(|it| it["done"] == it["items"]), "{pages:?}");
    }
}

#[test]
fn a_clipboard_that_cannot_be_reached_leaves_the_item_on_the_screen() {
    let mut portal = Portal::of("tdxl");
    let before = portal.item("register.email");
    portal.board.set(None);
    let view = portal.press(json!("next"));
    assert_eq!(
        (&view["clip"], shown(&view)["id"].as_str()),
        (&json!("stuck"), Some("register.email"))
    );
    assert_eq!(view["pages"], before["pages"], "nothing is done");
    assert_eq!(portal.press(json!("past"))["clip"], "stuck", "ours may still be there");
    portal.board.set(Some("zhangsan@example.cn"));
    let view = portal.press(json!("next"));
    assert_eq!(shown(&view)["id"], "register.email_again");
}

#[test]
fn a_number_is_taken_off_after_its_time_an_address_is_not() {
    let mut portal = Portal::of("tdxl");
    let view = portal.item("register.id_number");
    assert_eq!((&view["clears_in"], &shown(&view)["secret"]), (&json!(30), &json!(true)));
    let later = now() + chrono::TimeDelta::seconds(12);
    let view = portal.window.try_call_at("open_companion", json!({ "draft": portal.draft }), later);
    assert_eq!(view.unwrap()["clears_in"], 18);
    let (copy, _) = portal.clipboard.due().unwrap();
    assert!(portal.clipboard.expire(copy));
    let view = portal.look();
    assert_eq!((&view["clip"], &view["clears_in"]), (&json!("cleared"), &Value::Null));
    assert_eq!(shown(&view)["id"], "register.id_number", "it is still on the screen");
    let view = portal.press(json!("again"));
    assert_eq!(
        (&view["clip"], portal.board.says().as_str()),
        (&json!("copied"), "110105199503140034")
    );
    let view = portal.item("register.address");
    assert_eq!((&view["clears_in"], portal.clipboard.due()), (&Value::Null, None));
}

#[test]
fn what_others_copy_stays_and_is_told() {
    let mut portal = Portal::of("tdxl");
    portal.item("register.email");
    portal.board.set(Some("别的"));
    assert_eq!(portal.look()["clip"], "cleared");
    for key in ["clear", "pause"] {
        portal.press(json!(key));
        assert_eq!(portal.board.says(), "别的");
    }
}

#[test]
fn an_answer_that_changes_meanwhile_leaves_the_clipboard() {
    let mut portal = Portal::of("tdxl");
    portal.item("register.address");
    let draft = portal.draft;
    portal.window.answer(draft, "contact.postcode", "100021");
    assert_eq!(portal.look()["clip"], "copied", "another answer");
    portal.window.answer(draft, "contact.address", "北京市朝阳区示例路 2 号");
    let view = portal.look();
    assert_eq!(shown(&view)["value"], "北京市朝阳区示例路 2 号");
    assert_eq!((&view["clip"], portal.board.says().as_str()), (&json!("cleared"), ""));
    portal.item("register.address");
    portal.window.call("bin_applicant", json!({ "applicant": 1 }));
    portal.window.call("erase_applicant", json!({ "applicant": 1 }));
    assert!(portal.window.try_call("open_companion", json!({ "draft": draft })).is_err());
    assert_eq!(portal.board.says(), "", "nobody's address is left");
}

#[test]
fn the_place_is_kept_by_draft_and_page_and_each_person_has_their_own() {
    let mut portal = Portal::of("tdxl");
    portal.item("register.mobile");
    portal.press(json!("next"));
    portal.press(json!({ "page": "basic" }));
    portal.press(json!({ "untick": "register.mobile" }));
    let undo = portal.window.call("open_draft", json!({ "draft": portal.draft }))["undo"].clone();
    let other = perfect(&mut portal.window, "tdxl");
    let view = portal.window.call("open_companion", json!({ "draft": other }));
    assert_eq!((&view["phase"], &view["page"]), (&json!("paused"), &json!(0)));
    assert_eq!(portal.board.says(), "", "one person's value does not wait for the next");

    let mut window = portal.window.reopen();
    window.desk.use_clipboard(portal.clipboard.clone());
    let draft = portal.draft;
    let view = window.call("open_companion", json!({ "draft": draft }));
    assert_eq!((&view["phase"], &view["clip"]), (&json!("paused"), &json!("nothing")));
    assert_eq!(
        view["pages"][usize::try_from(view["page"].as_u64().unwrap()).unwrap()]["id"],
        "basic"
    );
    let view =
        window.call("press_companion", json!({ "draft": draft, "key": { "page": "register" } }));
    assert_eq!(shown(&view)["id"], "register.name-locked".trim_start_matches("register."));
    let mobile = view["items"].as_array().unwrap().iter().find(|it| it["id"] == "register.mobile");
    assert_eq!(mobile.unwrap()["done"], false);
    assert_eq!(
        window.call("open_draft", json!({ "draft": draft }))["undo"],
        undo,
        "no step to undo"
    );
}

#[test]
fn a_file_to_upload_lies_in_a_folder_until_the_companion_is_closed() {
    let mut portal = Portal::of("tdxl");
    let view = portal.item("photo.photo");
    assert_eq!((&shown(&view)["kind"], &shown(&view)["file"]), (&json!("upload"), &json!(true)));
    let draft = portal.draft;
    let file =
        portal.window.call("companion_file", json!({ "draft": draft, "item": "photo.photo" }));
    let path = Path::new(file["path"].as_str().unwrap()).to_owned();
    assert_eq!(path.file_name().unwrap(), "photo-zhang.jpg");
    assert!(std::fs::read(&path).unwrap().starts_with(&[0xff, 0xd8]));
    portal.item("register.email");
    assert!(portal.window.desk.close_companion());
    assert!(!path.exists());
    assert_eq!(portal.board.says(), "");
    portal.window.call("companion_file", json!({ "draft": draft, "item": "photo.photo" }));
    let window = portal.window.reopen();
    assert!(!path.exists(), "nor does a killed program leave it");
    drop(window);
}

#[test]
fn a_choice_has_its_place_in_the_list_where_the_list_is_known() {
    let mut portal = Portal::of("tdxl");
    let view = portal.item("basic.sex");
    assert_eq!((&shown(&view)["value"], &shown(&view)["position"]), (&json!("男"), &json!(1)));
    let view = portal.item("apply.type");
    assert_eq!(
        (&shown(&view)["value"], &shown(&view)["position"]),
        (&json!("学术型学位"), &Value::Null)
    );
}

/// What is done in a rehearsal is not done at the portal, and what was done there is not lost to it.
#[test]
fn a_rehearsal_leaves_the_walk_as_it_was() {
    let mut portal = Portal::of("tdxl");
    let file = portal.window.call("save_practice", json!({ "draft": portal.draft }));
    let page = std::fs::read_to_string(file["path"].as_str().unwrap()).unwrap();
    assert!(page.contains("练习平台"));
    let number = "110105199503140034";
    assert!(!page.contains(number) && !page.contains("zhangsan"), "no answer is in it");

    portal.look();
    portal.item("register.address");
    portal.press(json!("next"));
    let before = portal.look();
    portal.window.desk.rehearse(true);
    assert_eq!(portal.board.says(), "", "nothing of the walk stays on the clipboard");
    let fresh = portal.look();
    assert_eq!(
        (&fresh["practice"], &fresh["page"], &fresh["at"]),
        (&json!(true), &json!(0), &json!(0))
    );
    assert_eq!(fresh["pages"][1]["done"], 0);
    portal.item("register.name");
    portal.press(json!("next"));
    assert_ne!(portal.look()["pages"][1]["done"], 0, "a rehearsal knows what was done in it");

    portal.window.desk.rehearse(false);
    let after = portal.look();
    for what in ["practice", "page", "at", "pages"] {
        assert_eq!(after[what], before[what], "{what}");
    }
    portal.press(json!("next"));
    portal.window.desk.rehearse(false);
    assert_eq!(portal.look()["phase"], "walking", "a walk that is none is not interrupted");
    portal.window.desk.rehearse(true);
    portal.window.desk.close_companion();
    assert_eq!(portal.look()["practice"], false, "closing ends it");
}

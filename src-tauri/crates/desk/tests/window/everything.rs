//! Everything as open files: out into a folder, and in from one, with nothing of what counts lost.

use std::{
    fs,
    path::{Path, PathBuf},
};

use beishen_core::FactsFile;
use beishen_desk::Library;
use serde_json::{Value, json};

use crate::Window;

impl Window {
    /// Writes everything; the folder it lies in.
    fn write_everything(&mut self) -> PathBuf {
        let folder = self.folder.path().to_owned();
        let mut view = self.call("write_everything", json!({ "folder": folder }));
        while view["running"] == true {
            view = self.call("write_more", json!({}));
        }
        assert_eq!(view["failures"], json!([]), "{view}");
        view["path"].as_str().unwrap().into()
    }

    fn look_into(&mut self, folder: &Path) -> Value {
        self.call("look_into", json!({ "folder": folder }))
    }

    fn take_in(&mut self) -> Value {
        self.call("take_everything_in", json!({}))
    }

    fn somebody(&mut self, name: &str) -> Value {
        let desk = self.call("search_applicants", json!({ "query": name }));
        desk["applicants"][0].clone()
    }
}

/// What is on a draft's pages, without what tells one vault from another.
fn pages(window: &mut Window, draft: &Value) -> Value {
    let mut view = window.call("open_draft", json!({ "draft": draft }));
    forget(&mut view);
    view
}

fn forget(value: &mut Value) {
    match value {
        Value::Object(all) => {
            for key in
                ["draft", "applicant", "undo", "redo", "position", "saved_at", "picture", "changed"]
            {
                all.remove(key);
            }
            all.values_mut().for_each(forget);
        }
        Value::Array(all) => all.iter_mut().for_each(forget),
        _ => {}
    }
}

#[test]
fn everybody_comes_back_as_they_were() {
    let mut window = Window::open();
    let photo = window.path("照片.jpg");
    let image = image::RgbImage::from_fn(600, 800, |x, y| {
        image::Rgb([(x % 251) as u8, (y % 241) as u8, 90])
    });
    image.save(&photo).unwrap();
    let draft = window.draft("张三");
    window.answer(draft, "person.name", "张三");
    window.answer(draft, "person.id_number", "11010519491231002X");
    window.call("attach", json!({ "draft": draft, "material": "photo", "path": photo }));
    window.call(
        "log",
        json!({ "draft": draft, "act": "registered", "at": "2026-11-20T08:00", "note": "一次" }),
    );
    let rows = json!([{ "from": "201109", "to": "201506", "place": "某大学", "role": "学生", "witness": "" }]);
    window.call("set_history", json!({ "draft": draft, "rows": rows }));
    let applicant = window.somebody("张三")["id"].clone();
    let about = json!({ "class": "一班", "tags": ["先办"], "note": "周三再来", "consent": "", "keep_until": "2027-06-30" });
    window.call("set_about", json!({ "applicant": applicant, "about": about }));
    // What was gone through stays what it was.
    let again = window.call("begin_again", json!({ "draft": draft }))["draft"].clone();
    window.answer(again.as_i64().unwrap(), "contact.email", "zhang.san@example.cn");
    let before = [pages(&mut window, &json!(draft)), pages(&mut window, &again)];
    let line = window.somebody("张三");

    let folder = window.write_everything();
    assert_eq!(window.look_into(&folder)["here"], 1, "the desk it comes from has them");

    let mut other = Window::open();
    let found = other.look_into(&folder);
    assert_eq!((&found["new"], &found["here"]), (&json!(1), &json!(0)), "{found}");
    let taken = other.take_in();
    assert_eq!(taken["added"], 1);
    let there = other.somebody("zhangsan");
    let closed = &there["closed"][0]["id"];
    let open = &there["drafts"][0]["id"];
    assert_eq!([pages(&mut other, closed), pages(&mut other, open)], before);
    for part in ["about", "name", "id_tail"] {
        assert_eq!(there[part], line[part], "{part}");
    }

    let back = other.call("undo_import", json!({ "import": taken["import"] }));
    assert_eq!(back["removed"], 1);
    assert_eq!(other.call("open_desk", json!({}))["total"], 0);
}

#[test]
fn whoever_is_here_already_is_known_whatever_was_changed_since() {
    let mut window = Window::open();
    for name in ["张伟", "张伟"] {
        let draft = window.draft(name);
        window.answer(draft, "person.name", name);
    }
    let folder = window.write_everything();
    let mut other = Window::open();
    let here = |it: &mut Window| {
        let found = it.look_into(&folder);
        (found["new"].as_i64().unwrap(), found["here"].as_i64().unwrap())
    };
    assert_eq!(here(&mut other), (2, 0), "namesakes are two");
    other.take_in();
    let one = other.somebody("张伟");
    let draft = one["drafts"][0]["id"].as_i64().unwrap();
    other.answer(draft, "person.name", "李伟");
    other.answer(draft, "person.id_number", "11010519491231002X");
    assert_eq!(here(&mut other), (0, 2), "one has another name and a number now");
    // Whoever was deleted can be taken in again, and is known then.
    other.call("bin_applicant", json!({ "applicant": one["id"] }));
    assert_eq!(here(&mut other), (1, 1));
    other.take_in();
    assert_eq!(here(&mut other), (0, 2));
}

#[test]
fn what_is_written_is_read_by_the_command_line_and_names_its_files() {
    let mut window = Window::open();
    let photo = window.path("照片.jpg");
    image::RgbImage::from_pixel(390, 567, image::Rgb([80, 120, 200])).save(&photo).unwrap();
    let draft = window.draft("李四");
    window.answer(draft, "person.name", "李四");
    window.call("attach", json!({ "draft": draft, "material": "photo", "path": photo }));
    let folder = window.write_everything().join("applicants/00001");
    let text = fs::read_to_string(folder.join("1-tdxl.json")).unwrap();
    let library = Library::built_in().unwrap();
    let (answers, files) = FactsFile::parse(&text, &library.known()).unwrap();
    assert_eq!(answers.facts["person.name"], "李四");
    assert_eq!(fs::read(folder.join(&files["photo"])).unwrap(), fs::read(photo).unwrap());
}

#[test]
fn what_was_tampered_with_is_told_and_nothing_of_it_is_taken_in() {
    let mut window = Window::open();
    let photo = window.path("p.jpg");
    image::RgbImage::from_pixel(390, 567, image::Rgb([80, 120, 200])).save(&photo).unwrap();
    let draft = window.draft("王五");
    window.call("attach", json!({ "draft": draft, "material": "photo", "path": photo }));
    let folder = window.write_everything();
    let person = folder.join("applicants/00001/applicant.json");
    let good = fs::read_to_string(&person).unwrap();
    let path = "files/1-photo.jpg";
    assert!(good.contains(path), "{good}");
    let act = r#"{"kind":"act","key":"registered","text":"gestern","by":"typed","at":"2026-11-22T09:00:00"}"#;
    let spoilt = [
        good.chars().take(good.len() / 3).collect(),
        good.replace("beishen applicant 1", "beishen applicant 9"),
        good.replace(path, "../../../p.jpg"),
        good.replace(path, "files/none.jpg"),
        good.replace("\"values\": [", "\"passwords\": [], \"values\": ["),
        "{}".to_owned(),
        String::new(),
    ];
    let mut other = Window::open();
    for text in &spoilt {
        fs::write(&person, text).unwrap();
        let found = other.look_into(&folder);
        assert_eq!(found["new"], 0, "{text}");
        assert_eq!(found["failures"].as_array().unwrap().len(), 1, "{text}");
    }
    // A value that no vault could read again.
    fs::write(&person, good.replacen("\"values\": [", &format!("\"values\": [{act},"), 1)).unwrap();
    other.look_into(&folder);
    let refused = other.try_call("take_everything_in", json!({}));
    assert!(refused.is_err());
    assert_eq!(other.call("open_desk", json!({}))["total"], 0, "all or nobody");
    // What a file is, is seen in itself.
    fs::write(&person, &good).unwrap();
    fs::write(folder.join("applicants/00001").join(path), b"no picture").unwrap();
    other.look_into(&folder);
    other.take_in();
    let there = other.somebody("王五");
    let view = other.call("open_draft", json!({ "draft": there["drafts"][0]["id"] }));
    let materials = view["materials"].as_array().unwrap();
    let photo = materials.iter().find(|it| it["id"] == "photo").unwrap();
    assert_eq!(photo["state"], "wrong", "{photo}");
}

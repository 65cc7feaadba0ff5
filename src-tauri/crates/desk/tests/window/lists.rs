//! Papers of a draft and of the whole desk, written from the window.

use serde_json::json;

use crate::{Window, now};

#[test]
fn a_draft_s_papers_are_written_in_the_format_that_is_asked_for() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let view = window.answer(draft, "person.id_number", "11010519491231002X");
    assert_eq!(view["on_site"], true);
    for (paper, words) in [("materials", "电子照片"), ("on_site", "110105********002X")] {
        for format in ["pdf", "html", "md", "txt", "csv"] {
            let path = window.path(&format!("{paper}.{format}"));
            let save = json!({ "draft": draft, "paper": paper, "path": path, "format": format });
            assert_eq!(window.call("save_paper", save)["missing"], json!([]));
            let bytes = std::fs::read(&path).unwrap();
            match String::from_utf8(bytes) {
                Ok(text) => assert!(text.replace('\\', "").contains(words), "{paper} {format}"),
                Err(error) => assert!(error.into_bytes().starts_with(b"%PDF"), "{paper} {format}"),
            }
        }
    }
    let other = window.draft_of("李四", "hunnu-bachelor");
    assert_eq!(window.call("open_draft", json!({ "draft": other }))["on_site"], false);
    let path = window.path("none.pdf");
    let save = json!({ "draft": other, "paper": "on_site", "path": path, "format": "pdf" });
    assert!(window.try_call("save_paper", save).is_err());
    assert!(!path.exists());
}

#[test]
fn lists_are_of_the_drafts_that_are_named_and_still_there() {
    let mut window = Window::open();
    let drafts = ["张三", "单玉", "李四"].map(|it| window.draft(it));
    window.answer(drafts[0], "person.id_number", "11010519491231002X");
    let bin = window.call("open_draft", json!({ "draft": drafts[2] }))["applicant"]["id"].clone();
    window.call("bin_applicant", json!({ "applicant": bin }));
    window.call("erase_applicant", json!({ "applicant": bin }));
    let mut written = |paper: &str, drafts: &[i64]| {
        let path = window.path("list.csv");
        let save = json!({ "paper": paper, "drafts": drafts, "path": path, "format": "csv" });
        window.call("save_desk_paper", save);
        std::fs::read_to_string(path).unwrap()
    };
    for (paper, number) in [("summary", "002X"), ("envelopes", "110105********002X")] {
        let text = written(paper, &drafts);
        assert!(text.contains(number) && text.contains("单玉"), "{text}");
        assert!(!text.contains("李四") && !text.contains("11010519491231002X"), "{text}");
        assert!(text.find("单玉") < text.find("张三"), "{text}");
        assert!(!written(paper, &drafts[1..2]).contains("张三"));
        assert!(written(paper, &[]).contains("还没有办理中的申请人。"));
    }
}

#[test]
fn a_questionnaire_needs_no_draft() {
    let mut window = Window::open();
    let path = window.path("blank.txt");
    let save = |procedure: &str| json!({ "procedure": procedure, "path": path, "format": "txt" });
    window.try_call_at("save_questionnaire", save("image-check"), now()).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("信息采集表") && text.contains("□一致　□不一致　□看不到"), "{text}");
    assert!(window.try_call("save_questionnaire", save("nothing")).is_err());
}

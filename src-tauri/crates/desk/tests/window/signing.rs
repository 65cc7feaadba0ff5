//! 手写签名: kept and taken back like an answer, printed only under the words it was given for. And the look at a paper before it
//! is printed, which is the file that is saved.

use std::process::Command;

use serde_json::{Value, json};

use crate::Window;

fn strokes() -> Value {
    json!([[[0.1, 0.2], [0.4, 0.8], [0.6, 0.3]], [[0.9, 0.5]]])
}

fn sign(window: &mut Window, draft: i64, strokes: &Value) -> Value {
    window.call("sign", json!({ "draft": draft, "strokes": strokes }))
}

/// The text of the receipt as it is now.
fn receipt(window: &mut Window, draft: i64) -> String {
    let path = window.path("receipt.pdf");
    window.save_receipt(draft, &path);
    let text = Command::new("pdftotext").arg("-raw").arg(path).arg("-").output().unwrap();
    String::from_utf8(text.stdout).unwrap()
}

#[test]
fn a_signature_is_kept_printed_and_taken_back() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    assert!(window.call("open_draft", json!({ "draft": draft }))["signature"].is_null());
    assert!(!receipt(&mut window, draft).contains("已手写签名"));
    sign(&mut window, draft, &json!([[[0.1, 0.2], [0.4, 0.8]]]));
    let view = sign(&mut window, draft, &strokes());
    assert_eq!(view["signature"]["stands"], true);
    assert_eq!(view["signature"]["at"], "2026-11-22 09:00");

    let mut window = window.reopen();
    let printed = receipt(&mut window, draft);
    assert!(
        printed.contains("已手写签名") && printed.contains("日期：2026 年 11 月 22 日"),
        "{printed}"
    );
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(view["changed"], "已撤销：签名");
    assert_eq!(
        view["signature"]["strokes"].as_array().unwrap().len(),
        1,
        "one stroke is taken back"
    );
    let view = sign(&mut window, draft, &json!([]));
    assert!(view["signature"].is_null());
    assert!(!receipt(&mut window, draft).contains("已手写签名"));
}

#[test]
fn under_other_words_it_is_not_printed_until_it_is_given_again() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    sign(&mut window, draft, &strokes());
    let view = window.answer(draft, "work.employer", "示例公司");
    assert_eq!(view["signature"]["stands"], false);
    assert!(!receipt(&mut window, draft).contains("已手写签名"));
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(view["signature"]["stands"], true, "the words are those of before");

    for (command, arguments) in [
        ("answer", json!({ "fact": "work.employer", "text": "示例公司" })),
        ("tick", json!({ "tick": "photo.no_hat", "on": true })),
        (
            "set_history",
            json!({ "rows": [{ "from": "201109", "to": "201506", "place": "示例大学", "role": "", "witness": "" }] }),
        ),
    ] {
        let mut arguments = arguments;
        arguments["draft"] = json!(draft);
        let view = window.call(command, arguments);
        assert_eq!(view["signature"]["stands"], false, "{command}");
        assert_eq!(sign(&mut window, draft, &strokes())["signature"]["stands"], true, "{command}");
    }
    // What happens at the portal afterwards was not signed.
    let view =
        window.call("log", json!({ "draft": draft, "act": "registered", "at": null, "note": "" }));
    assert_eq!(view["signature"]["stands"], true);
    assert!(receipt(&mut window, draft).contains("已手写签名"));
}

#[test]
fn a_receipt_that_was_signed_is_told_from_one_that_was_not() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    sign(&mut window, draft, &strokes());
    receipt(&mut window, draft);
    let verify = json!({ "draft": draft, "path": window.path("receipt.pdf") });
    assert_eq!(window.call("verify_receipt", verify.clone())["agrees"], true);
    sign(&mut window, draft, &json!([[[0.5, 0.5]]]));
    let verified = window.call("verify_receipt", verify.clone());
    assert_eq!(verified["changes"], json!(["承诺与签名 · 申请人（签名）：已改"]));
    sign(&mut window, draft, &json!([]));
    assert_eq!(window.call("verify_receipt", verify)["agrees"], false);
}

#[test]
fn a_procedure_gone_through_again_is_signed_again() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    sign(&mut window, draft, &strokes());
    let again = window.call("begin_again", json!({ "draft": draft }));
    assert!(again["signature"].is_null());
    let closed = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(closed["signature"]["stands"], true, "the closed one is as it was");
}

#[test]
fn what_is_no_signature_is_refused_in_words() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    for strokes in [json!([[]]), json!([[[1.5, 0.0]]]), json!(vec![[[0.5, 0.5]]; 201])] {
        let failure =
            window.try_call("sign", json!({ "draft": draft, "strokes": strokes })).unwrap_err();
        assert!(failure.message.zh.contains("重签"), "{}", failure.message.zh);
    }
}

#[test]
fn a_preview_shows_the_pages_of_the_file_that_is_saved() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let preview = json!({ "draft": draft, "paper": "receipt", "show_numbers": false });
    let shown = window.call("preview", preview.clone());
    let number = shown["preview"].clone();
    let pages = shown["pages"].as_array().unwrap().len();
    assert!((shown["pages"][0]["width_mm"].as_f64().unwrap() - 210.0).abs() < 0.1);
    let page = |window: &mut Window, page: usize| {
        window.try_call("preview_page", json!({ "preview": number, "page": page, "width": 300 }))
    };
    let picture = page(&mut window, pages - 1).unwrap()["picture"].as_str().unwrap().to_owned();
    assert!(picture.starts_with("data:image/png;base64,"));
    assert!(page(&mut window, pages).is_err());

    // An answer that comes later is not on it: what is saved is what was shown, and what `previewed` prints.
    window.answer(draft, "work.employer", "示例公司");
    let path = window.path("shown.pdf");
    let later = "2026-11-22T10:00:00".parse().unwrap();
    let save = json!({ "preview": number, "path": path });
    window.try_call_at("save_preview", save.clone(), later).unwrap();
    let saved = std::fs::read(&path).unwrap();
    assert!(window.desk.previewed(1).unwrap().pdf == saved);
    receipt(&mut window, draft);
    assert!(std::fs::read(window.path("receipt.pdf")).unwrap() != saved);

    // Another one takes its place; a closed one is forgotten.
    let second = window.call("preview", preview)["preview"].clone();
    assert!(page(&mut window, 0).is_err());
    window.call("close_preview", json!({ "preview": number }));
    window.call("preview_page", json!({ "preview": second, "page": 0, "width": 300 }));
    window.call("close_preview", json!({ "preview": second }));
    assert!(window.try_call("save_preview", json!({ "preview": second, "path": path })).is_err());
}

#[test]
fn a_correction_form_is_shown_only_where_there_is_one() {
    let mut window = Window::open();
    let draft = window.draft_of("张三", "image-check");
    let preview = json!({ "draft": draft, "paper": "correction", "show_numbers": false });
    assert!(window.try_call("preview", preview.clone()).is_err());
    let differs = json!({ "draft": draft, "item": "record.name", "verdict": "differs", "shown": "张叁", "evidence": "" });
    window.call("compare", differs);
    assert_eq!(window.call("preview", preview)["pages"].as_array().unwrap().len(), 1);
}

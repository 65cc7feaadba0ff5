//! A data folder in which nothing can be written: everything in it can be looked at, and nothing looks as if it could be changed.

use beishen_e2e::{Window, full};
use serde_json::json;

/// What a person could write or tick.
const EDITABLE: &str =
    "main :is(input:not([type=search]), textarea, [data-stage] button, [data-log])";

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_looked_at() {
    let Some(window) = Window::open_protected(full).await else { return };
    window.see("[data-applicant]").await;
    window.see_text("现在只能查看").await;
    window.see_text(&window.path("data").display().to_string()).await;
    window.wait("nobody is added", "!document.querySelector('main .button--primary')").await;
    window.check("a desk that is looked at").await;
    for hash in ["#/draft/1", "#/draft/1/step/register", "#/draft/1/readback", "#/draft/3"] {
        // Each leads to the same page, which does not begin anew.
        window.script(&format!("location.hash = '{hash}'")).await;
        window.see("main[data-screen=review] table").await;
        let editable = format!("!document.querySelector('{EDITABLE}')");
        window.wait(&format!("nothing is editable at {hash}"), &editable).await;
    }
    window.check("a draft that is looked at").await;
    // What is there is printed and copied as ever.
    window.go("#/draft/1/export", "[data-pane] img").await;
    let answer =
        json!({ "command": "answer", "draft": 1, "fact": "contact.mobile", "text": "13800138000" });
    let refused = window.call(answer).await.expect_err("nothing is taken in");
    assert!(refused.contains("只能查看"), "{refused}");
    window.call(json!({ "command": "open_companion", "draft": 1 })).await.expect("it is walked");
}

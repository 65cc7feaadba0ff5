//! The companion where the desktop has neither keys for every program, nor windows that stay on top, nor a clipboard for it: it
//! says so, and every item is still reached and shown.

use beishen_e2e::{Weston, Window};
use serde_json::json;

/// Presses what is to be pressed, by what it says.
async fn press(window: &Window, says: &str) {
    let button = format!(
        "[...document.querySelectorAll('button')].find(it => it.innerText.includes('{says}'))"
    );
    window.wait(says, &button).await;
    window.script(&format!("{button}.click()")).await;
}

#[tokio::test]
async fn on_wayland_it_says_what_is_not_to_be_had_and_stays_usable() {
    let weston = Weston::start().await;
    let window = Window::open_under(&weston).await;
    let call = async |request| window.call(request).await.unwrap();
    let added = call(json!({ "command": "add_applicant", "name": "张三" })).await;
    let begin =
        json!({ "command": "begin_draft", "applicant": added["applicant"], "procedure": "tdxl" });
    let draft = call(begin).await["draft"].clone();
    call(json!({ "command": "answer", "draft": draft, "fact": "contact.email", "text": "zhangsan@example.cn" }))
        .await;
    window.set(json!({ "global_keys": true })).await;
    window
        .script(&format!(
            "__TAURI_INTERNALS__.invoke('companion_open', {{ draft: {draft}, practice: false }})"
        ))
        .await;
    window.switch_to("main[data-screen=companion][data-phase=paused]").await;
    window.see_text("F8 在别的程序里用不了，请在本窗口按").await;
    window.see_text("要置顶，请在窗口菜单里选").await;
    assert_eq!(window.script("return !document.querySelector('footer input')").await, json!(true));

    press(&window, "开始").await;
    for page in ["portal.open", "register.start"] {
        window.see(&format!("[data-item='{page}']")).await;
        press(&window, "下一项").await;
    }
    // The first item that is pasted: it cannot be copied, so the screen stays where it was, and says so.
    window.see("[data-item='register.agree']").await;
    press(&window, "下一项：用户名").await;
    window.see("[data-clip=stuck]").await;
    window.see("[data-item='register.agree']").await;
    press(&window, "不复制，到下一项").await;
    window.see("[data-item='register.username']").await;
    window.see_text("zhangsan@example.cn").await;
    // What is typed by eye is shown in large, one by one.
    press(&window, "逐位显示").await;
    window.see(".spelled").await;
    press(&window, "不复制，到下一项").await;
    window.see("[data-item='register.password']").await;
}

//! What a page could do if a script got into it: name no file that nobody chose, and nothing that belongs to the other window.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::fs;

use beishen_e2e::{Window, hands::begin};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// What the shell says to a command of its own, or that it refuses it.
async fn shell(window: &Window, command: &str, arguments: Value) -> String {
    let ask = "const [command, more, done] = arguments; const { invoke } = __TAURI_INTERNALS__;
        invoke(command, more).then(() => done('done'), error => done(String(error.message ?? error)))";
    let said = window.page.execute_async(ask, vec![json!(command), arguments]).await.unwrap();
    said.as_str().unwrap().to_owned()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_crash_leaves_no_copy_of_the_memory_on_the_disk() {
    let window = Window::open().await;
    let data = window.path("data").display().to_string();
    let of = |process: &std::path::Path, file: &str| {
        let bytes = fs::read(process.join(file)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let ours =
        fs::read_dir("/proc").unwrap().flatten().map(|it| it.path()).filter(|it| {
            of(it, "comm").trim() == "beishen-app" && of(it, "environ").contains(&data)
        });
    let limits: Vec<_> = ours.map(|it| of(&it, "limits")).collect();
    assert_eq!(limits.len(), 1);
    let core = limits[0].lines().find(|it| it.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
}

#[tokio::test]
async fn a_page_names_only_what_was_chosen_and_the_companion_only_what_is_its_own() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    let desk = window.ask(json!({ "command": "open_desk" })).await;
    let applicant = desk["applicants"][0]["id"].clone();
    let draft = desk["applicants"][0]["drafts"][0]["id"].clone();
    let (secret, target) = (window.path("secret"), window.path("receipt.pdf"));
    fs::write(&secret, "secret").unwrap();
    let attach =
        json!({ "command": "attach", "draft": draft, "material": "photo", "path": secret });
    let save = json!({ "command": "save_paper", "paper": "receipt", "draft": draft, "path": target, "format": "pdf" });
    let folder = window.path("files");
    let files = json!({ "command": "export", "draft": draft, "papers": ["receipt"], "files": false, "folder": folder, "show_numbers": false });
    for request in [&attach, &save, &files] {
        let refused = window.call(request.clone()).await.unwrap_err();
        assert!(refused.contains("没有经过选择"), "{refused}");
    }
    // To be read is not to be written.
    window.choose(&target, false).await;
    assert!(window.call(save.clone()).await.is_err());
    assert!(!target.exists());
    window.choose(&target, true).await;
    window.call(save).await.unwrap();
    assert!(target.exists());
    window.choose(&secret, false).await;
    window.call(attach).await.unwrap();

    // Nowhere else, and no page beside this one.
    for go in ["location.href = 'https://example.cn/'", "location.href = 'file:///etc/hostname'"] {
        window.script(go).await;
        window.see("main[data-screen]").await;
    }
    assert_eq!(window.script("return window.open('https://example.cn/')").await, Value::Null);
    assert_eq!(window.page.windows().await.unwrap().len(), 1);

    window.press_with(Key::Control, &format!("{}p", char::from(Key::Shift))).await;
    window.switch_to("main[data-screen=companion]").await;
    for request in [
        json!({ "command": "open_desk" }),
        json!({ "command": "bin_applicant", "applicant": applicant }),
        json!({ "command": "erase_applicant", "applicant": applicant }),
        json!({ "command": "answer", "draft": draft, "fact": "person.name", "text": "李四" }),
    ] {
        window.call(request.clone()).await.expect_err(&request.to_string());
    }
    for command in [
        "pick_file",
        "pick_save",
        "pick_folder",
        "settings_set",
        "backups",
        "restore_backup",
        "begin_anew",
        "open_path",
        "print",
    ] {
        let said = shell(&window, command, json!({})).await;
        assert!(said.contains("not allowed"), "{command}: {said}");
    }
    for request in
        [json!({ "command": "open_companion", "draft": draft }), json!({ "command": "guide" })]
    {
        window.call(request).await.unwrap();
    }
}

//! Signing with the mouse, looking at the pages, printing them: in the real window.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fs, os::unix::fs::PermissionsExt as _, process::Command, time::Duration};

use beishen_e2e::{
    Window,
    hands::{ENTER, SPACE, begin, saved},
};
use fantoccini::{
    actions::{InputSource as _, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    key::Key,
};
use serde_json::json;

/// Draws a line in the pad; places are counted from its middle.
async fn stroke(window: &Window, from: (f64, f64), to: (f64, f64)) {
    let pad = window.see("[data-pad]").await;
    let at = |(x, y): (f64, f64)| PointerAction::MoveToElement {
        element: pad.clone(),
        duration: Some(Duration::ZERO),
        x,
        y,
    };
    let middle = (f64::midpoint(from.0, to.0), from.1.min(to.1) - 20.0);
    let actions = MouseActions::new("mouse".to_owned())
        .then(at(from))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(at(middle))
        .then(at(to))
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    window.page.perform_actions(actions).await.unwrap();
}

/// What stands in for the system's programs: one printer, and what it was handed.
fn printer(window: &Window) {
    let bin = window.path("bin");
    let got = window.path("got.pdf");
    for (name, script) in [
        ("lpstat", "test \"$1\" = -e && echo Office".to_owned()),
        ("lp", format!("echo \"$@\" | grep -q 'print-scaling=none' && cat > '{}'", got.display())),
    ] {
        fs::write(bin.join(name), format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// How many of a page's pixels are dark, out of those of a picture 400 wide.
const DARK: &str = "const canvas = document.createElement('canvas'); canvas.width = 400; canvas.height = 566;
    const draw = canvas.getContext('2d'); draw.drawImage(document.querySelector('[data-preview] [data-page=\"1\"]'), 0, 0, 400, 566);
    return draw.getImageData(0, 0, 400, 566).data.filter((it, n) => n % 4 === 0 && it < 128).length";

#[tokio::test]
async fn what_is_signed_with_the_mouse_is_seen_and_printed_as_lines() {
    let window = Window::open().await;
    printer(&window);
    begin(&window, "张三").await;
    window.press_with(Key::Control, "e").await;
    window.see("main[data-screen=export]").await;
    window.tab_to("[name=signature]").await;
    window.press(&'\u{e015}'.to_string()).await;
    window.see("[data-pad]").await;
    for (from, to) in [
        ((-150.0, 30.0), (-60.0, 20.0)),
        ((-20.0, 30.0), (60.0, 25.0)),
        ((90.0, 0.0), (90.0, 40.0)),
    ] {
        stroke(&window, from, to).await;
    }
    window.see_text("已签 3 笔").await;
    window.tab_to("[data-signature] .button").await;
    window.press(&SPACE.to_string()).await;
    window.see_text("已签 2 笔").await;
    saved(&window).await;

    window.press_with(Key::Control, "p").await;
    window.see("[data-preview] img").await;
    window.wait("every page is drawn", "document.querySelectorAll('[data-preview] figure').length === [...document.querySelectorAll('[data-preview] img')].filter(it => it.complete && it.naturalWidth).length").await;
    let pages =
        window.script("return document.querySelectorAll('[data-preview] img').length").await;
    window.wait("a page is drawn", &format!("(() => {{ {DARK} }})() < 60_000")).await;
    let dark = window.script(DARK).await.as_u64().unwrap();
    assert!((500..60_000).contains(&dark), "{dark} dark pixels are no page of text");
    window.check("the preview").await;

    let file = window.path("receipt.pdf");
    window.answer_dialog(&file);
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see_text(&format!("已存到 {}", file.display())).await;
    window.see("[data-preview] select").await;
    window.press_with(Key::Control, "p").await;
    window.see_text("已交给打印机 Office").await;
    let written = fs::read(&file).unwrap();
    assert!(fs::read(window.path("got.pdf")).unwrap() == written, "the printer gets another file");

    let run = |program: &str, arguments: &[&str]| {
        let said = Command::new(program).args(arguments).arg(&file).arg("-").output().unwrap();
        String::from_utf8_lossy(&said.stdout).into_owned()
    };
    let text = run("pdftotext", &[]);
    assert!(text.contains("已手写签名"), "{text}");
    let plain = run("qpdf", &["--qdf", "--object-streams=disable"]);
    let curves = plain.lines().filter(|it| it.ends_with(" c")).count();
    assert!((2..40).contains(&curves), "{curves} curves are not two strokes");
    let info = Command::new("pdfinfo").arg(&file).output().unwrap();
    let info = String::from_utf8_lossy(&info.stdout).into_owned();
    let count = info.lines().find_map(|it| it.strip_prefix("Pages:")).unwrap().trim();
    assert_eq!(json!(count.parse::<u64>().unwrap()), pages);

    window.press(&char::from(Key::Escape).to_string()).await;
    window.wait("the preview is closed", "!document.querySelector('[data-preview]')").await;
    window.press_with(Key::Control, "z").await;
    window.see_text("已撤销：签名").await;
}

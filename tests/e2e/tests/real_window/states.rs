//! What the window can look like once more than one thing was pressed: the desk with rows marked and each panel open, a bundle that is
//! handed over and one that is looked through, what stands far down the settings.

use beishen_e2e::{Window, full_with_bundle};

/// Where, what is pressed there one after another, and what must be in sight to count.
pub(super) type State = (&'static str, &'static [&'static str], &'static str);

/// In this order: a row stays marked from one to the next, and the last takes the marks away.
pub(super) const MORE: &[State] = &[
    ("#/", &["[data-classes]"], "dialog select"),
    ("#/", &[".columns summary"], ".columns .menu"),
    ("#/", &[".columns summary"], ".columns:not([open])"),
    ("#/", &["[data-applicant='3'] .act button"], "[data-actions='3'] [id$=until]"),
    ("#/", &["thead .mark input"], "[data-act=handover]"),
    ("#/", &["[data-act=receipts]"], ".many .panel .radio"),
    ("#/", &["[data-act=export]"], ".many [data-names] li"),
    ("#/", &["[data-act=many]"], "[data-many] select"),
    ("#/", &["[data-act=handover]"], "[data-make]"),
    ("#/", &["[data-act=handover]", "[data-make]"], "[data-code]"),
    ("#/", &["[data-handover] .button--quiet", "[data-clear]"], "main:not(:has([data-act]))"),
    ("#/import", &["[data-choose-bundle]"], "[data-take] form input"),
    ("#/import", &[OPEN], "[data-merge]"),
    ("#/import", &[], "[data-differing]"),
    ("#/import", &["[data-leave]"], "[data-choose-bundle]"),
    ("#/settings", &[], "[data-options]"),
    ("#/settings", &[], "[data-keys]"),
    ("#/settings", &[], "[data-backup]"),
    ("#/settings", &[], "[data-everything]"),
    ("#/settings", &[], "[data-privacy]"),
    ("#/settings", &[], "[data-exports]"),
    ("#/settings", &["[data-privacy]"], ".help h3"),
    ("#/settings", &["[data-on]"], "[data-stands]"),
    ("#/", &[], "[data-send-and-fetch]"),
    ("#/", &["[data-applicant='3'] .act button"], "[data-person] [data-share-one]"),
    ("#/settings", &["[data-off]"], "dialog [data-sure]"),
    ("#/settings", &["[data-off]", "dialog [data-sure]"], "[data-on]"),
    ("#/packs", &[], "[data-begin]"),
    ("#/packs/tdxl-example.toml", &[], "[data-preview=step] [data-ask]"),
    ("#/packs/tdxl-example.toml", &["[data-show=checklist]"], "[data-preview=checklist]"),
    ("#/packs/tdxl-example.toml", &["[data-show=practice]"], "[data-practise]"),
    ("#/packs/tdxl-example.toml", &["[data-boxes] .head"], "[data-editing]"),
    ("#/packs/tdxl-example.toml", &["[data-own-open] summary"], "[data-new=fact]"),
    ("#/packs/tdxl-example.toml", &["[data-way=text]"], "[data-text]"),
    ("#/portal/tdxl", &[], "[data-paste]"),
    ("#/portal/tdxl", &["[data-open]"], "[data-would] [data-changes]"),
];

/// A part of a form page of the portal.
const FORM: &str = "<meta charset=utf-8><form><table><tr><td>*姓名拼音：<td><input><tr><td>*证件类型：<td><select><option>护照\
    <option>旅行证</select><tr><td>*证件号码：<td><input><tr><td>微信号：<td><input></table></form>";

/// Types the code of the bundle and opens it.
const OPEN: &str = "[data-take] form .button--primary";

/// A window on a desk on which everything has happened, beside it a bundle that somebody has handed back.
pub(super) async fn open() -> Window {
    Window::open_prepared(full_with_bundle).await
}

/// Goes there and presses what is to be pressed; what counts is in sight then.
pub(super) async fn visit(window: &Window, (hash, presses, css): &State) {
    window.go(hash, "main[data-screen] h1").await;
    for press in *presses {
        match *press {
            "[data-make]" => window.answer_dialog(&window.path("made.beishen")),
            "[data-open]" => {
                let page = window.path("page.html");
                let _ = std::fs::write(&page, FORM);
                window.answer_dialog(&page);
            }
            "[data-on]" => {
                window.see("[data-on]").await;
                let write = "const it = document.querySelector('[data-office] [name=desk]');
                    it.value = '一号窗口'; it.dispatchEvent(new Event('input', { bubbles: true }))";
                window.script(write).await;
            }
            "[data-choose-bundle]" => window.answer_dialog(&window.path("back.beishen")),
            OPEN => {
                window.see(OPEN).await;
                let code = std::fs::read_to_string(window.path("code")).unwrap_or_default();
                let write = format!(
                    "const it = document.querySelector('[data-take] form input');
                    it.value = '{code}'; it.dispatchEvent(new Event('input', {{ bubbles: true }}))"
                );
                window.script(&write).await;
            }
            _ => {}
        }
        click(window, press).await;
    }
    window.see(css).await;
    let css = serde_json::json!(css);
    window
        .script(&format!("document.querySelector({css}).scrollIntoView({{ block: 'nearest' }})"))
        .await;
}

async fn click(window: &Window, css: &str) {
    window.see(css).await;
    window.script(&format!("document.querySelector({}).click()", serde_json::json!(css))).await;
}

//! 回读核对 in the real window, by keys: the page is typed into the box, what differs is shown, the box is empty again.

use beishen_e2e::Window;
use fantoccini::key::Key;

const ENTER: char = '\u{e007}';

#[tokio::test]
async fn a_result_page_is_compared_and_dropped() {
    let window = Window::open().await;
    window.see("main[data-screen=desk]").await;
    window.tab_to(".first-run .button--primary").await;
    window.press(&ENTER.to_string()).await;
    window.tab_to("input[name=name]").await;
    window.press("张三").await;
    window.press(&ENTER.to_string()).await;
    window.see("main[data-screen=choose]").await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("main[data-screen=tasks]").await;

    window.tab_to("[data-step=readback]").await;
    window.press(&ENTER.to_string()).await;
    window.see("main[data-screen=readback]").await;
    window.tab_to("#page").await;
    window.press("姓名: 张山 移动电话: 13800138000").await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("tr[data-verdict=differs]").await;
    window.see_text("第 2 个字这里是三，平台是山").await;
    // The portal lets nobody change the name: what to do instead is its manual's word.
    window.see_text("姓名一经注册不能修改").await;
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        window.check(&format!("what differs, {theme}")).await;
    }
    window.wait("the box is empty", "document.querySelector('#page').value === ''").await;

    // A saved page that agrees takes its place.
    let page = window.path("page.html");
    std::fs::write(&page, "<table><tr><td>姓名</td><td>张三</td></tr></table>").unwrap();
    window.answer_dialog(&page);
    window.tab_to("main .row .button:last-child").await;
    window.press(&ENTER.to_string()).await;
    window.see_text("一致 1、不一致 0").await;
}

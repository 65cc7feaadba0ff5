//! The real window, used as a person uses it: by keys, from an empty desk to the papers.

use std::path::Path;

use beishen_e2e::{
    Disk, Window, full,
    hands::{ENTER, TAB, attach, begin, confirm, fill, go_to, reach, save_papers, saved, squeezed},
};
use fantoccini::key::Key;
use serde_json::json;

fn answers<'a>(ethnic: &'a str, pinyin: &'a str) -> Vec<(&'a str, Vec<(&'a str, &'a str)>)> {
    vec![
        (
            "register",
            vec![
                ("person.id_number", "110105 19491231 002x"),
                ("contact.email", "applicant@example.cn"),
                ("contact.mobile", "138 0013 8000"),
                ("contact.address", "北京市朝阳区示例路 1 号“东院”3 号楼 2 单元 501 室"),
                ("contact.postcode", "100020"),
                ("contact.work_phone", "010-62961234"),
            ],
        ),
        (
            "basic",
            vec![
                ("person.name_pinyin", pinyin),
                ("person.ethnic_group", ethnic),
                ("person.political_status", "?qz"),
                ("work.start_month", "!19710901"),
                ("degree.prior_type", "?学士"),
                ("degree.prior_month", "197107"),
            ],
        ),
        (
            "degree",
            vec![
                // Its province, and the category of the discipline, follow.
                ("degree.institution", "?whqg"),
                ("degree.type", "?学术"),
                ("degree.discipline", "?tmgc"),
                ("degree.applicant_type", "?其他"),
            ],
        ),
        (
            "work",
            vec![
                // Its province is proposed from the address.
                ("work.employer", "示例设计研究院有限公司"),
                ("work.employer_type", "?国有"),
                ("work.admin_rank", "?无"),
                ("work.tech_rank", "?中级"),
            ],
        ),
    ]
}

pub(super) async fn history(window: &Window, rows: &[[&str; 4]]) {
    go_to(window, "history").await;
    for row in rows {
        window.tab_to("[data-fact=history] .add, [data-fact=history] > button").await;
        window.press(&ENTER.to_string()).await;
        window.see("[data-column=from] input").await;
        for (column, text) in ["from", "to", "place", "role"].iter().zip(row) {
            window.tab_to(&format!("[data-column={column}] input")).await;
            window.press_with(Key::Control, "a").await;
            window.press(text).await;
        }
        window.tab_to(".form .acts button").await;
        window.press(&ENTER.to_string()).await;
        window.wait("the row closes", "!document.querySelector('[data-column=from]')").await;
    }
}

async fn photo(window: &Window, file: &Path) {
    go_to(window, "photo").await;
    attach(window, "photo", file).await;
    confirm(window).await;
}

fn sample_photo() -> std::path::PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/samples/photo-zhang.jpg"))
        .to_owned()
}

/// Everything of 同等学力申硕, by keys alone, and every value on the papers.
async fn whole_procedure(name: &str, pinyin: &str) {
    let window = Window::open().await;
    begin(&window, name).await;
    let answers = answers("?汉族", pinyin);
    for (step, fields) in &answers {
        go_to(&window, step).await;
        for (fact, text) in fields {
            fill(&window, fact, text).await;
        }
    }
    history(
        &window,
        &[
            ["196709", "197107", "示例大学", "土木工程专业学生"],
            ["197108", "至今", "示例设计研究院有限公司", "工程师"],
        ],
    )
    .await;
    photo(&window, &sample_photo()).await;
    saved(&window).await;
    let (paper, list, _) = save_papers(&window).await;
    let (paper, list) = (squeezed(&paper), squeezed(&list));
    let given = [
        name,
        "11010519491231002X",
        "applicant@example.cn",
        "13800138000",
        "北京市朝阳区示例路1号“东院”3号楼2单元501室",
        "100020",
        "01062961234",
        "汉族",
        "群众",
        "学士",
        "湖北省",
        "武汉轻工大学",
        "学术型学位",
        "工学",
        "土木工程",
        "其他在职人员",
        "北京市",
        "示例设计研究院有限公司",
        "国有企业",
        "中级",
        "示例大学",
        "女",
    ];
    for value in given {
        let value = squeezed(value);
        assert!(paper.contains(&value), "{value} is not on the receipt:\n{paper}");
        assert!(list.contains(&value), "{value} is not on the checklist");
    }
    for (on_paper, on_list) in
        [("1949-12-31", "19491231"), ("1971-09", "197109"), ("1971-07", "197107")]
    {
        assert!(paper.contains(on_paper), "{on_paper}:\n{paper}");
        assert!(list.contains(on_list), "{on_list}");
    }
    assert!(paper.contains(&squeezed(pinyin)) && list.contains(&squeezed(pinyin)), "{pinyin}");
    assert!(!paper.contains("处要改"), "{paper}");
}

#[tokio::test]
async fn a_name_with_a_middle_dot_goes_the_whole_way_by_keys() {
    whole_procedure("阿依古丽·买买提", "AYIGULI MAIMAITI").await;
}

#[tokio::test]
async fn a_name_of_rare_characters_goes_the_whole_way_by_keys() {
    whole_procedure("王䶮㛃", "WANG YANJIE").await;
}

#[tokio::test]
async fn a_mistake_is_explained_repaired_undone_and_done_again() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    go_to(&window, "basic").await;
    fill(&window, "work.start_month", "20060601").await;
    window.press(&TAB.to_string()).await;
    window.tab_to("[data-fact=\"work.start_month\"] .repairs button").await;
    window.press(&ENTER.to_string()).await;
    let value = "document.querySelector('[data-fact=\"work.start_month\"] input').value";
    window.wait("the repair is done", &format!("{value} === '200606'")).await;
    window.tab_to("h1, .button--primary").await;
    window.press_with(Key::Control, "z").await;
    window.wait("the repair is undone", &format!("{value} === '20060601'")).await;
    window.press_with(Key::Control, &format!("{}z", char::from(Key::Shift))).await;
    window.wait("the repair is done again", &format!("{value} === '200606'")).await;
}

#[tokio::test]
async fn a_name_is_looked_at_character_by_character_by_keys() {
    let window = Window::open().await;
    begin(&window, "阿依古丽．买买提").await;
    go_to(&window, "register").await;
    let field = "[data-fact=\"person.name\"]";
    // Tab goes from field to field; what helps beside one is behind Shift+F10.
    window.tab_to(&format!("{field} input")).await;
    window.press_with(Key::Shift, &char::from(Key::F10).to_string()).await;
    window.tab_to(&format!("{field} .past [data-inspect]")).await;
    window.press(&ENTER.to_string()).await;
    window.see_text("全角句点").await;
    window.see_text("共 8 个字符，1 个要改").await;
    window.check("the name inspector").await;
    window.tab_to("dialog .button--primary").await;
    window.press(&ENTER.to_string()).await;
    let value = format!("document.querySelector('{field} input').value");
    window.wait("the dot is replaced", &format!("{value} === '阿依古丽·买买提'")).await;
    window.wait("the dialog closes", "!document.querySelector('dialog')").await;
    window
        .wait(
            "everything shows the new name",
            "!document.querySelector('.app-bar').innerText.includes('阿依古丽．买买提')",
        )
        .await;
    let back = "document.activeElement?.innerText.trim() === '逐字检查'";
    window.wait("the focus is back where it was", back).await;
    window.press(&ENTER.to_string()).await;
    window.see_text("共 8 个字符，都能用").await;
    window.press(&char::from(Key::Escape).to_string()).await;
    window.wait("Esc closes it", "!document.querySelector('dialog')").await;
}

#[tokio::test]
async fn what_a_list_lacks_is_kept_as_an_option_and_removed_by_keys() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    go_to(&window, "work").await;
    let value = "document.querySelector('[data-fact=\"work.employer_type\"] input').value";
    fill(&window, "work.employer_type", "示例单位").await;
    window.press(&TAB.to_string()).await;
    // The person says that the portal has it.
    window.see("[data-own=addable]").await;
    window.tab_to("[data-own=addable] button").await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-own=added]").await;
    // From now on a part of it finds it, in this draft as in any other.
    reach(&window, "work.employer_type").await;
    window.press_with(Key::Control, "a").await;
    fill(&window, "work.employer_type", "?示例").await;
    window.wait("it is chosen from the list", &format!("{value} === '示例单位'")).await;
    window.script("location.hash = '#/settings'").await;
    window.see("[data-options] .act button").await;
    window.see_text("工作单位性质").await;
    window.tab_to("[data-options] .act button").await;
    window.press(&ENTER.to_string()).await;
    window.wait("it is removed", "!document.querySelector('[data-options] .act button')").await;
}

#[tokio::test]
async fn what_was_typed_is_there_after_a_kill_in_mid_sentence() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    go_to(&window, "work").await;
    fill(&window, "work.employer", "示例设计研究院").await;
    // 400 ms after typing stops it is saved, and can be undone; nothing else is pressed.
    window.wait("it is saved", "[...document.querySelectorAll('[data-step=work] small')].some(it => it.innerText !== '未开始')").await;
    window.press("有限").await;
    let window = window.kill_and_open_again().await;
    window.see("main[data-screen=desk]").await;
    window.see_text("张三").await;
    window.script("location.hash = '#/draft/1/step/work'").await;
    window.see("[data-fact=\"work.employer\"] input").await;
    let value = "document.querySelector('[data-fact=\"work.employer\"] input').value";
    window.wait("the answer is back", &format!("{value}.startsWith('示例设计研究院')")).await;
}

#[tokio::test]
async fn a_vault_that_an_ended_program_still_holds_is_told_of_and_opens_once_it_has_let_go() {
    let mut held = None;
    let window = Window::open_prepared(|data| {
        full(data);
        let lock = std::fs::File::open(data.join("beishen.vault.lock")).unwrap();
        lock.lock().unwrap();
        held = Some(lock);
    })
    .await;
    window.see_text("资料库正由另一个备申窗口使用。").await;
    drop(held);
    window.see("[data-applicant]").await;
    window.wait("it is told no more", "!document.querySelector('.trouble')").await;
}

/// Types over what stands in a field, and leaves it.
async fn retype(window: &Window, fact: &str, text: &str) {
    reach(window, fact).await;
    window.press_with(Key::Control, "a").await;
    window.press(text).await;
    window.press(&TAB.to_string()).await;
}

#[tokio::test]
async fn a_full_disk_is_told_what_is_typed_goes_elsewhere_and_is_saved_once_there_is_room() {
    let window = Window::open_on_small_disk().await;
    begin(&window, "张三").await;
    go_to(&window, "work").await;
    retype(&window, "work.employer", "示例公司").await;
    saved(&window).await;

    let disk = window.fill_disk(true);
    retype(&window, "work.employer", "示例设计研究院有限公司").await;
    window.see(".trouble[role=alert]").await;
    window.see_text("没能保存。").await;
    if disk != Disk::Limited {
        window.see_text("磁盘已满，这一步还没有存好。请腾出空间后再试。").await;
    }
    go_to(&window, "register").await;
    retype(&window, "contact.address", "北京市朝阳区示例路 1 号").await;
    go_to(&window, "work").await;
    let employer = "document.querySelector('[data-fact=\"work.employer\"] input')?.value === '示例设计研究院有限公司'";
    window.wait("typing goes on", employer).await;

    let file = window.path("已填内容.json");
    window.answer_dialog(&file);
    window.tab_to(".trouble .acts button:last-child").await;
    window.press(&ENTER.to_string()).await;
    window.see_text(&format!("已另存到 {}", file.display())).await;
    let facts = std::fs::read_to_string(&file).unwrap();
    let facts: serde_json::Value = serde_json::from_str(&facts).unwrap();
    for (fact, text) in [
        ("person.name", "张三"),
        ("work.employer", "示例设计研究院有限公司"),
        ("contact.address", "北京市朝阳区示例路 1 号"),
    ] {
        assert_eq!(facts["facts"][fact], text);
    }

    // First the button, then the room: what could not be saved is also tried again without being asked.
    window.tab_to(".trouble .button--danger").await;
    window.fill_disk(false);
    window.press(&ENTER.to_string()).await;
    window.wait("everything is saved", "!document.querySelector('.trouble')").await;
    window.page.refresh().await.unwrap();
    window.see("[data-fact=\"work.employer\"] input").await;
    window.wait("the vault has it", employer).await;
    go_to(&window, "register").await;
    reach(&window, "contact.address").await;
    let address = window.script("return document.activeElement.value").await;
    assert_eq!(address, json!("北京市朝阳区示例路 1 号"));
}

#[tokio::test]
async fn a_changed_key_works_from_the_next_press_on_and_after_a_restart() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    window.script("location.hash = '#/settings'").await;
    window.tab_to("[data-action=find] .key").await;
    window.press(&ENTER.to_string()).await;
    window.press_with(Key::Control, "e").await;
    window.see_text("Ctrl+E 已用于“导出”，请换一个。").await;
    window.press_with(Key::Control, "j").await;
    let named = "document.querySelector('.app-bar').innerText.includes('Ctrl+J')";
    window.wait("it is changed", named).await;
    window.press_with(Key::Control, "j").await;
    window.see(".find").await;
    let said = "document.querySelector('[data-action=find] [role=status]').textContent";
    window.wait("it is kept", &format!("{said}.includes('Ctrl+J')")).await;
    let window = window.kill_and_open_again().await;
    window.see(".data-table").await;
    window.wait("it is named after a restart", named).await;
    window.press_with(Key::Control, "j").await;
    window.see(".find").await;
}

#[tokio::test]
async fn printing_writes_the_receipt_where_one_says() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    let file = window.path("receipt.pdf");
    window.answer_dialog(&file);
    window.press_with(Key::Control, "p").await;
    window.see("[data-preview] img").await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see_text(&format!("已存到 {}", file.display())).await;
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
}

#[tokio::test]
async fn composition_keys_belong_to_the_input_method_and_hostile_text_does_no_harm() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    go_to(&window, "work").await;
    window.tab_to("[data-fact=\"work.employer\"] input").await;
    let composing = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, keyCode: 229, bubbles: true, cancelable: true }))";
    window.script(composing).await;
    assert_eq!(window.script("return location.hash.includes('/step/work')").await, json!(true));
    for (text, said) in [
        ("'\\u202eabc\\u0000\\u200b'", "看不见的字符"),
        ("'字'.repeat(2000)", "请缩短"),
        ("'字'.repeat(3500000)", "没能保存"),
    ] {
        let paste = format!(
            "const e = document.activeElement; e.value = {text}; e.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))"
        );
        window.script(&paste).await;
        window.press(&TAB.to_string()).await;
        window.see_text(said).await;
        window.tab_to("[data-fact=\"work.employer\"] input").await;
    }
    assert_ne!(window.page.title().await.unwrap(), "x");
    window.press_with(Key::Control, "a").await;
    window.press("示例公司").await;
    window.press(&TAB.to_string()).await;
    let clean = "!document.querySelector('[role=alert]') && document.querySelector('[data-fact=\"work.employer\"] input').value === '示例公司'";
    window.wait("typing goes on", clean).await;
}

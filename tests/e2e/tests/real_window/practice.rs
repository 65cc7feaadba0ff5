//! 练习平台 in a second real window: filled in from the companion alone, everything arrives in its box; what its result page
//! shows is read back as the same, and one changed box is found.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use beishen_desk::Library;
use beishen_document::Locale;
use beishen_e2e::{
    Browser, Window, clipboard, eventually,
    hands::{ENTER, SPACE},
};
use beishen_guide::practice;
use fantoccini::{Client, Locator, key::Key};
use image::{RgbImage, codecs::jpeg::JpegEncoder};
use serde_json::{Value, json};

const F8: char = '\u{e038}';

/// Procedure, how its result page is laid out, a box that is changed afterwards, what it is changed to, and the item that then
/// differs.
const PORTALS: [(&str, &str, &str, &str, &str); 4] = [
    ("chsi-account", "table", "register.name", "张山", "record.name"),
    ("hunnu-bachelor", "columns", "school.session", "成人教育 2026 年上学位申请", "school.session"),
    ("image-check", "columns", "identity.birth_date", "2004-03-15", "record.birth_date"),
    ("tdxl", "colon", "basic.work_start", "201706", "basic.work_start"),
];

#[tokio::test]
async fn what_is_pasted_from_the_companion_arrives_in_its_box_and_is_read_back_as_the_same() {
    let window = Window::open().await;
    let photo = photo(&window.path("photo.jpg"));
    let mut browser: Option<Browser> = None;
    for (procedure, layout, changed, to, differs) in PORTALS {
        let draft = enter(&window, procedure, &photo).await;
        let file = rehearse(&window, procedure, draft).await;
        if let Some(it) = &browser {
            it.page.goto(&format!("file://{}", file.display())).await.unwrap();
        } else {
            browser = Some(Browser::open(&file).await);
        }
        let portal = Portal { page: &browser.as_ref().unwrap().page };

        walk(&window, &portal, draft).await;
        assert_eq!(portal.arrived().await, expected(procedure), "{procedure}");

        window.switch_to("main[data-screen=export]").await;
        let read = read_back(&window, &portal, draft, layout).await;
        assert_eq!(read["differs"], json!([]), "{procedure}");
        assert_eq!(read["not_found"], json!([]), "{procedure}");
        assert_eq!(read["same"], json!(facts(procedure)), "{procedure}: every fact is compared");

        portal.change(changed, to).await;
        let read = read_back(&window, &portal, draft, layout).await;
        assert_eq!(read["differs"], json!([differs]), "{procedure}");
        assert_eq!(read["not_found"], json!([]), "{procedure}");
        assert_eq!(read["same"], json!(facts(procedure) - 1), "{procedure}");
    }
    // The rehearsal was none of the portal's: what is done there is still to be done.
    window.press_with(Key::Control, &format!("{}p", char::from(Key::Shift))).await;
    window.switch_to("main[data-screen=companion]").await;
    window
        .wait(
            "nothing is done",
            "document.querySelector('main').dataset.phase === 'paused'
                && !document.querySelector('[data-practice]')
                && !document.querySelector('.thread .on')",
        )
        .await;
}

/// Page, what is written into which boxes, and what the portal says to the last of them.
type Refusal<'a> = (&'a [(&'a str, &'a str)], &'a str);

const REFUSALS: [Refusal<'_>; 10] = [
    (&[("register.name", "")], "请填写姓名！"),
    (&[("register.mobile", "1380013800")], "移动电话格式不正确！"),
    (&[("register.work_phone", "6296123")], "工作时间联系电话格式不正确！"),
    (&[("register.email", "zhangsan@example")], "电子邮箱地址格式不正确！"),
    (&[("register.address", "北京")], "通信地址至少 4 个字！"),
    (
        &[("register.email", "a@example.cn"), ("register.email_again", "b@example.cn")],
        "两次输入的电子邮箱地址不一致：第 1 个字符不同！",
    ),
    (
        &[("register.password", "abc-12345"), ("register.password_again", "abc-12346")],
        "两次输入的密码不一致：第 9 个字符不同！",
    ),
    (&[("register.password", "abcdef")], "密码须同时含数字和字母！"),
    (&[("basic.birth_date", "1995-03-14")], "出生日期格式不正确，应如 19810422！"),
    (&[("basic.history.1.from", "201313")], "第 1 行开始年月格式不正确，应如 199001！"),
];

#[tokio::test]
async fn it_refuses_in_a_portal_s_manner_and_reaches_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let file = |procedure: &str| {
        let library = Library::built_in().unwrap();
        let path = folder.path().join(format!("{procedure}.html"));
        fs::write(&path, practice(library.procedure(procedure).unwrap(), Locale::Zh)).unwrap();
        path
    };
    let browser = Browser::open(&file("tdxl")).await;
    let portal = Portal { page: &browser.page };
    for (writes, says) in REFUSALS {
        let item = writes.last().unwrap().0;
        portal.click(&format!("[data-go='{}']", item.split_once('.').unwrap().0)).await;
        for (item, text) in writes {
            portal.write(item, text).await;
        }
        let refused = portal.refused(item).await;
        assert_eq!(refused, says, "{writes:?}");
        portal.click("#time-out").await;
        assert_eq!(portal.dismiss().await, "登录超时，本页内容已清空，请重新填写！");
        assert_eq!(portal.value(item).await, "", "{item}");
    }

    // A number is looked at by the kind of document, a point of no return by its tick.
    portal.click("[data-go=register]").await;
    portal.write("register.id_number", "11010519950314003").await;
    assert_eq!(portal.refused("register.id_number").await, "");
    portal.choose("register.id_type", "中华人民共和国居民身份证").await;
    assert_eq!(portal.refused("register.id_number").await, "证件号码格式不正确！");
    portal.choose("register.id_type", "军官证").await;
    assert_eq!(portal.refused("register.id_number").await, "");
    let stop = "return document.querySelector('form:not([hidden]) .stop .wrong').textContent";
    assert_eq!(portal.script(stop, Vec::new()).await, json!("请先核对，再勾选！"));

    // What may not be pasted, and files of the wrong kind.
    clipboard::put("a@example.cn").await;
    for (forbidden, arrives) in [(false, "a@example.cn"), (true, "")] {
        if forbidden {
            portal.click("#no-paste").await;
        }
        portal.write("register.email_again", "").await;
        portal.press(Key::Control, "a").await;
        portal.press(Key::Control, "x").await;
        clipboard::put("a@example.cn").await;
        portal.press(Key::Control, "v").await;
        assert_eq!(portal.value("register.email_again").await, arrives);
    }
    assert_eq!(portal.dismiss().await, "这个框不能粘贴，请手工输入！");

    let text = folder.path().join("photo.txt.jpg");
    fs::write(&text, "不是照片").unwrap();
    let large = photo(&folder.path().join("large.jpg"));
    let small =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples/photo-zhang.jpg");
    for (procedure, file_of, says) in [
        ("tdxl", &text, "文件须是 JPEG！"),
        ("tdxl", &large, "照片须是 390×567 像素！"),
        ("tdxl", &small, ""),
        ("hunnu-bachelor", &small, "文件须不小于 100 KB！"),
        ("hunnu-bachelor", &large, ""),
    ] {
        portal.page.goto(&format!("file://{}", file(procedure).display())).await.unwrap();
        portal.click("[data-go=photo]").await;
        assert_eq!(
            portal.hand_in("photo.photo", file_of.to_str().unwrap()).await,
            says,
            "{procedure}"
        );
    }

    // Every kind of box there is.
    for (procedure, pages) in
        [("tdxl", &["register", "basic", "photo", ""][..]), ("chsi-account", &["register"])]
    {
        portal.page.goto(&format!("file://{}", file(procedure).display())).await.unwrap();
        portal.check(procedure, pages).await;
        let outside = "return performance.getEntriesByType('resource').map(it => it.name)";
        assert_eq!(portal.script(outside, Vec::new()).await, json!([]), "{procedure}");
    }
}

/// Enters the perfect draft of a procedure for a new applicant. Its id.
async fn enter(window: &Window, procedure: &str, photo: &Path) -> i64 {
    let call = async |request| window.call(request).await.unwrap();
    let added = call(json!({ "command": "add_applicant", "name": "张三" })).await;
    let begin = json!({ "command": "begin_draft", "applicant": added["applicant"], "procedure": procedure });
    let draft = call(begin).await["draft"].as_i64().unwrap();
    let perfect: Value = serde_json::from_str(&of_pack(procedure, "perfect.json")).unwrap();
    let facts = perfect["facts"].as_object().unwrap().iter();
    // What would be this month otherwise.
    let month = (&"degree.apply_month".to_owned(), &json!("202611"));
    for (fact, text) in facts.chain((procedure == "tdxl").then_some(month)) {
        call(json!({ "command": "answer", "draft": draft, "fact": fact, "text": text })).await;
    }
    if perfect["history"].is_array() {
        call(json!({ "command": "set_history", "draft": draft, "rows": perfect["history"] })).await;
    }
    let assets = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples");
    for (material, _) in perfect["files"].as_object().into_iter().flatten() {
        // The only one that is smaller than the others' is that of 同等学力.
        let path = match (procedure, material.as_str()) {
            ("hunnu-bachelor", "photo") => photo.to_owned(),
            _ => assets.join("photo-zhang.jpg"),
        };
        window.choose(&path, false).await;
        call(json!({ "command": "attach", "draft": draft, "material": material, "path": path }))
            .await;
    }
    draft
}

/// A picture of 480 × 640 pixels and 100–200K.
fn photo(path: &Path) -> PathBuf {
    let mut noise = 1_u32;
    let picture = RgbImage::from_fn(480, 640, |_, _| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [.., grey] = noise.to_be_bytes().map(|it| 96 + it / 4);
        image::Rgb([noise.to_be_bytes()[0] / 4 + 96, grey, 160])
    });
    let sizes = (5..100).map(|quality| {
        let mut bytes = Vec::new();
        picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality)).unwrap();
        bytes
    });
    let fits = sizes.into_iter().find(|it| it.len() > 110_000).unwrap();
    assert!(fits.len() < 190_000);
    fs::write(path, fits).unwrap();
    path.to_owned()
}

/// Presses 先练一遍 and goes to the companion. Where the page lies that a browser opens.
async fn rehearse(window: &Window, procedure: &str, draft: i64) -> PathBuf {
    window.go(&format!("#/draft/{draft}/export"), "main[data-screen=export]").await;
    let here = format!(
        "location.hash.includes('/{draft}/') && document.querySelector('main [data-practice]')"
    );
    window.wait("the draft is shown", &here).await;
    window.tab_to("main section [data-practice]").await;
    window.press(&ENTER.to_string()).await;
    window.switch_to("main[data-screen=companion]").await;
    let there = "document.querySelector('main').dataset.phase === 'paused' && document.querySelector('[data-practice]')";
    window.wait("it is a rehearsal, from the beginning", there).await;
    window.path(&format!("data/practice/{procedure}.html"))
}

/// What the companion shows.
struct Shown {
    phase: String,
    item: String,
    kind: String,
    value: String,
    /// Whether there is a file to upload.
    file: bool,
}

async fn shown(window: &Window) -> Shown {
    let said = window
        .script(
            "const it = document.querySelector('[data-item]');
             return [document.querySelector('main').dataset.phase, it?.dataset.item ?? '', it?.dataset.kind ?? '',
                 it?.querySelector('[data-value]')?.textContent ?? '',
                 document.querySelector('[data-folder]') !== null]",
        )
        .await;
    let text = |n: usize| said[n].as_str().unwrap().to_owned();
    Shown {
        phase: text(0),
        item: text(1),
        kind: text(2),
        value: text(3),
        file: said[4] == json!(true),
    }
}

async fn press(window: &Window, key: char) -> Shown {
    let turn = "Number(document.querySelector('main').dataset.turn)";
    let before = window.script(&format!("return {turn}")).await;
    window.press(&key.to_string()).await;
    window.wait("the companion answers", &format!("{turn} > {before}")).await;
    shown(window).await
}

/// Goes on. That a number has left the clipboard is an answer of the companion's, too: it is the next item that is waited for.
async fn next(window: &Window) -> Shown {
    const AT: &str = "[document.querySelector('main').dataset.phase, document.querySelector('[data-item]')?.dataset.item].join(' ')";
    let before = window.script(&format!("return {AT}")).await;
    window.press(&F8.to_string()).await;
    window.wait("the next item", &format!("{AT} !== {before}")).await;
    shown(window).await
}

/// One key in the companion, one act at the portal, to the end.
async fn walk(window: &Window, portal: &Portal<'_>, draft: i64) {
    let mut now = next(window).await;
    while now.phase == "walking" {
        let what = &now.item;
        if now.kind == "irreversible" {
            portal.tick(&now.item).await;
            press(window, F8).await;
            let focused = "document.activeElement.matches('[data-tick]')";
            window.wait("the tick has the keyboard", focused).await;
            press(window, SPACE).await;
            now = next(window).await;
            continue;
        }
        portal.turn_to(&now.item).await;
        match now.kind.as_str() {
            "copy" | "confirm" => {
                let pasted = portal.focus(&now.item).await;
                if !now.value.is_empty() {
                    portal.press(Key::Control, "v").await;
                    assert_eq!(portal.value(&pasted).await, now.value, "{what}");
                }
            }
            "choose" => portal.choose(&now.item, &now.value).await,
            "upload" if !now.file => {}
            "upload" => {
                let ask = json!({ "command": "companion_file", "draft": draft, "item": now.item });
                let file = window.call(ask).await.unwrap();
                portal.upload(&now.item, file["path"].as_str().unwrap()).await;
            }
            "secret" => portal.write(&now.item, "abc-12345").await,
            "code" => portal.code(&now.item).await,
            "do" => portal.act(&now.item).await,
            // What the school has on record, the practice portal is told.
            "system" => portal.tell(&now.item, &now.value).await,
            other => panic!("{what}: {other}"),
        }
        now = next(window).await;
    }
    assert_eq!(now.phase, "finished");
    assert_eq!(clipboard::text(), "");
    portal.turn_to("").await;
}

/// Copies the result page, and pastes it into 回读核对. The items that differ and are missing, and how many facts are the same.
async fn read_back(window: &Window, portal: &Portal<'_>, draft: i64, layout: &str) -> Value {
    clipboard::put("别的").await;
    portal.lay_out(layout).await;
    portal.click("#copy").await;
    window.until("the result page is copied", || clipboard::text() != "别的").await;
    // Away and back: the table of the last time is gone.
    window.go(&format!("#/draft/{draft}/export"), "main[data-screen=export]").await;
    window.go(&format!("#/draft/{draft}/readback"), "main[data-screen=readback]").await;
    window.tab_to("#page").await;
    window.press_with(Key::Control, "v").await;
    window.see("tr[data-verdict]").await;
    window.see_text("这是练习平台的页面").await;
    window
        .script(
            "const of = (verdict) => [...document.querySelectorAll(`tr[data-verdict=${verdict}]`)].map(it => it.dataset.field);
             return { differs: of('differs'), not_found: of('not_found'), same: of('same').filter(it => it.split('.').length === 2).length }",
        )
        .await
}

/// The practice portal in the browser.
struct Portal<'a> {
    page: &'a Client,
}

/// Finds a box by its item, as the page names it.
const BOX: &str = "const field = (item) => {
    const [page, name, row, cell] = item.split('.');
    const it = [...document.querySelectorAll('[data-field]')].find(it => it.dataset.field.split(' ').includes(`${page}.${name}`));
    if (cell === undefined) return it.querySelector('input:not(.other), select') ?? it;
    while (it.querySelectorAll('tbody tr').length < Number(row)) it.querySelector('[data-add]').click();
    return it.querySelectorAll('tbody tr')[row - 1].querySelector(`[data-cell=${cell}]`);
};";

impl Portal<'_> {
    async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.page.execute(&format!("{BOX}{script}"), arguments).await.unwrap()
    }

    async fn press(&self, modifier: Key, key: &str) {
        let (down, up) = (char::from(modifier), char::from(Key::Null));
        let here = self.page.active_element().await.unwrap();
        here.send_keys(&format!("{down}{key}{up}")).await.unwrap();
    }

    async fn click(&self, css: &str) {
        self.page.find(Locator::Css(css)).await.unwrap().click().await.unwrap();
    }

    /// Goes on by 下一步 until the item's page is shown; past what concerns nobody here, and never refused.
    async fn turn_to(&self, item: &str) {
        let (page, _) = item.split_once('.').unwrap_or_default();
        for _ in 0..20 {
            let here = "const here = document.querySelector('form[data-page]:not([hidden])');
                if (document.querySelector('dialog').open) return 'refused: ' + document.querySelector('dialog p').textContent;
                return here ? here.dataset.page : ''";
            let here = self.script(here, Vec::new()).await;
            let here = here.as_str().unwrap();
            assert!(!here.starts_with("refused"), "{here}");
            if here == page {
                return;
            }
            let untouched = "const here = document.querySelector('form:not([hidden])');
                const used = [...here.querySelectorAll('.act[aria-pressed=true], input:not([readonly], [type=checkbox])')]
                    .some(it => it.matches('.act') || it.value !== '');
                const next = !used && here.querySelector('[data-skip]') || here.querySelector('[data-next]');
                next.click()";
            self.script(untouched, Vec::new()).await;
        }
        panic!("{item} is on none of the pages that follow");
    }

    /// Puts the keyboard where an item goes.
    async fn focus(&self, item: &str) -> String {
        self.script("field(arguments[0]).focus()", vec![json!(item)]).await;
        item.to_owned()
    }

    async fn value(&self, item: &str) -> String {
        let value = self.script("return field(arguments[0]).value", vec![json!(item)]).await;
        value.as_str().unwrap().to_owned()
    }

    async fn write(&self, item: &str, text: &str) {
        self.focus(item).await;
        if !text.is_empty() {
            self.page.active_element().await.unwrap().send_keys(text).await.unwrap();
        }
    }

    /// Chooses the entry that reads as the companion says.
    async fn choose(&self, item: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let choose = "const it = field(arguments[0]);
            const option = [...it.options].find(it => it.textContent === arguments[1]);
            if (!option) return false;
            it.selectedIndex = option.index;
            it.dispatchEvent(new Event('input', { bubbles: true }));
            it.dispatchEvent(new Event('change', { bubbles: true }));
            return true";
        let chosen = self.script(choose, vec![json!(item), json!(text)]).await;
        assert_eq!(chosen, json!(true), "{item} offers {text}");
    }

    async fn upload(&self, item: &str, path: &str) {
        assert_eq!(self.hand_in(item, path).await, "", "{item}");
    }

    /// Hands a file in. What the portal says against it.
    async fn hand_in(&self, item: &str, path: &str) -> String {
        let id = self.script("return field(arguments[0]).id", vec![json!(item)]).await;
        let input = self.page.find(Locator::Id(id.as_str().unwrap())).await.unwrap();
        input.send_keys(path).await.unwrap();
        let looked =
            "const it = field(arguments[0]).closest('.field'); return it.dataset.refused ?? null";
        eventually(&format!("{item} is looked at"), async || {
            self.script(looked, vec![json!(item)]).await.as_str().map(str::to_owned)
        })
        .await
    }

    /// Presses 下一步. What the portal says of a box.
    async fn refused(&self, item: &str) -> String {
        self.script("document.querySelector('form:not([hidden]) [data-next]').click()", Vec::new())
            .await;
        self.dismiss().await;
        let says =
            "return field(arguments[0]).closest('.field').querySelector('.wrong').textContent";
        self.script(says, vec![json!(item)]).await.as_str().unwrap().to_owned()
    }

    /// Closes the portal's message. What it said.
    async fn dismiss(&self) -> String {
        let close = "const it = document.querySelector('dialog');
            if (!it.open) return '';
            it.querySelector('button').click();
            return it.querySelector('p').textContent";
        self.script(close, Vec::new()).await.as_str().unwrap().to_owned()
    }

    /// Its pages are accessible, also where something was refused.
    async fn check(&self, what: &str, pages: &[&str]) {
        const AXE: &str =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(AXE).unwrap();
        self.page.execute(&axe, Vec::new()).await.unwrap();
        for page in pages {
            let open = "document.querySelector(`[data-go='${arguments[0]}']`).click();
                document.querySelector('form:not([hidden]) [data-next]')?.click()";
            self.script(open, vec![json!(page)]).await;
            self.dismiss().await;
            let run = "const done = arguments[0]; axe.run().then(it => done(it.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' '))))";
            let found = self.page.execute_async(run, Vec::new()).await.unwrap();
            assert_eq!(found, json!([]), "{what}: {page}");
        }
    }

    async fn code(&self, item: &str) {
        let get =
            "const it = field(arguments[0]).parentNode; it.querySelector('[data-send]').click();
            return it.querySelector('output').textContent.slice(-6)";
        let code = self.script(get, vec![json!(item)]).await;
        self.write(item, code.as_str().unwrap()).await;
    }

    async fn act(&self, item: &str) {
        self.script(
            "const it = field(arguments[0]).querySelector('.act'); it?.click()",
            vec![json!(item)],
        )
        .await;
    }

    async fn tell(&self, item: &str, text: &str) {
        let asked = "const it = field(arguments[0]); return !it.readOnly";
        if self.script(asked, vec![json!(item)]).await == json!(true) {
            self.write(item, text).await;
        }
    }

    async fn tick(&self, stop: &str) {
        let tick = "document.querySelector(`.stop[data-item='${arguments[0]}'] input`).click()";
        self.script(tick, vec![json!(stop)]).await;
    }

    /// What the page's own script says has arrived, without what is empty.
    async fn arrived(&self) -> BTreeMap<String, String> {
        let all = self.script("return practice.values()", Vec::new()).await;
        let all = all.as_object().unwrap().iter();
        let all = all.map(|it| (it.0.clone(), it.1.as_str().unwrap().to_owned()));
        all.filter(|it| !it.1.is_empty()).collect()
    }

    /// Goes back to a box, writes something else, and returns to the result page.
    async fn change(&self, item: &str, to: &str) {
        let (page, _) = item.split_once('.').unwrap();
        self.click(&format!("[data-go='{page}']")).await;
        self.focus(item).await;
        self.press(Key::Control, "a").await;
        self.page.active_element().await.unwrap().send_keys(to).await.unwrap();
        assert_eq!(self.value(item).await, to);
        self.click("[data-go='']").await;
    }

    async fn lay_out(&self, layout: &str) {
        let choose = "const it = document.querySelector('#layout'); it.value = arguments[0];
            it.dispatchEvent(new Event('change'))";
        self.script(choose, vec![json!(layout)]).await;
    }
}

fn of_pack(procedure: &str, file: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../packs");
    fs::read_to_string(folder.join(procedure).join(file)).unwrap()
}

/// What must arrive for the perfect draft, box by box, written down by hand.
fn expected(procedure: &str) -> BTreeMap<String, String> {
    let lines = of_pack(procedure, "arrives.tsv");
    let lines = lines.lines().filter_map(|it| it.split_once('\t'));
    lines.map(|it| (it.0.to_owned(), it.1.to_owned())).collect()
}

/// How many different facts these boxes take or show; two fields under one label are one box.
fn facts(procedure: &str) -> usize {
    let library = Library::built_in().unwrap();
    let expected = expected(procedure);
    let mut labels = BTreeSet::new();
    let fields = library.procedure(procedure).unwrap().fields();
    let filled =
        fields.filter(|(page, it)| expected.contains_key(&format!("{}.{}", page.id, it.id)));
    let boxes = filled.filter(|(page, it)| labels.insert((&page.id, &it.portal_label)));
    boxes.filter_map(|it| it.1.fact.as_ref()).collect::<BTreeSet<_>>().len()
}

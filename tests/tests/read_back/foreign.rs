//! Ordinary pages of the applicant agree; where one of their items is missing, nobody else's takes its place.

use std::fmt::Write as _;

use beishen_core::outcome::Verdict::{self, Differs, Same};
use beishen_guide::readback::ReadBack;
use proptest::prelude::*;

use crate::{tdxl, verdicts};

/// A page of the applicant alone: its name, the labels that must agree, its text or source.
struct Own {
    name: &'static str,
    labels: Vec<&'static str>,
    page: &'static str,
}

fn own() -> Vec<Own> {
    let pages = include_str!("own.txt").split("\n=== ").skip(1);
    let pages = pages.map(|it| {
        let (head, page) = it.split_once('\n').unwrap_or_default();
        let (name, labels) = head.split_once(": ").unwrap_or_default();
        Own { name, labels: labels.split(' ').collect(), page }
    });
    pages.collect()
}

/// Blocks that are not the applicant's.
fn blocks() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("foreign.tsv").lines();
    lines.filter(|it| !it.is_empty() && !it.starts_with('#'))
}

fn filled(block: &str, label: &str, value: &str, head: &str) -> String {
    let text = block.replace("{l}", label).replace("{v}", value).replace("{h}", head);
    text.replace("\\n", "\n").replace("\\t", "\t")
}

fn verdict(read: &ReadBack, label: &str) -> Option<Verdict> {
    read.fields.iter().find(|it| it.label == label).map(|it| it.verdict)
}

#[test]
fn ordinary_pages_of_the_applicant_agree_in_full() {
    let mut wrong = String::new();
    for Own { name, labels, page } in own() {
        let read = tdxl(page);
        let open = labels.iter().filter(|it| verdict(&read, it) != Some(Same));
        let open: Vec<_> = open.map(|it| format!("{it} {:?}", verdict(&read, it))).collect();
        if !open.is_empty() || read.count(Differs) > 0 {
            let _ = writeln!(wrong, "{name}: {} {:?}", open.join(", "), verdicts(&read, Differs));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{wrong}", wrong.lines().count(), own().len());
}

/// The applicant's own without one item, or with the item left empty, and another's block before or behind it.
#[test]
fn nothing_of_another_s_takes_the_place_of_what_is_missing() {
    let texts = [
        "姓名：张三\n出生日期：19950314\n证件号码：110105199503140034\n",
        "姓名\t张三\n出生日期\t19950314\n证件号码\t110105199503140034\n{l}\t\n",
    ];
    let table = "<table><tr><td>姓名<td>张三<tr><td>出生日期<td>19950314<tr><td>证件号码<td>110105199503140034";
    let sources = [
        format!("<h3>考生信息</h3>{table}</table>"),
        format!("{table}<tr><td>{{l}}<td></table>"),
        "<form><p>姓名：<input value=张三></p><p>出生日期：<input value=19950314></p><p>证件号码：<input value=110105199503140034></p></form>".to_owned(),
    ];
    let mut wrong = String::new();
    for block in blocks() {
        for (label, value) in [("民族", "汉族"), ("政治面貌", "群众")] {
            let other = filled(block, label, value, "");
            let is_source = block.starts_with('<');
            let own: Vec<String> = if is_source {
                sources.iter().map(|it| filled(it, label, value, "")).collect()
            } else {
                texts.iter().map(|it| filled(it, label, value, "")).collect()
            };
            for own in own {
                for (place, text) in
                    [("behind", format!("{own}\n{other}")), ("before", format!("{other}\n\n{own}"))]
                {
                    let read = tdxl(&text);
                    let differs: Vec<_> =
                        verdicts(&read, Differs).into_iter().filter(|it| *it != label).collect();
                    if verdict(&read, label) == Some(Same) || !differs.is_empty() {
                        let _ = writeln!(
                            wrong,
                            "{place} {differs:?} {:?} {text:?}",
                            verdict(&read, label)
                        );
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them\n{wrong}", wrong.lines().count());
}

/// Blocks under words that nobody knows.
const UNDER: [&str; 27] = [
    "{h}\\n{l}：{v}",
    "{h}\\n基本信息\\n{l}：{v}",
    "<h3>{h}</h3><h4>基本信息</h4><p>{l}：{v}</p>",
    "<div class=title>{h}</div><h4>联系方式</h4><table><tr><td>{l}<td>{v}</table>",
    "{h}\\n{l}\\t{v}",
    "{h}：\\n{l}：{v}",
    "项目\\t{h}\\n{l}\\t{v}",
    "{l}（{h}）：{v}",
    "[{h}] {l}：{v}",
    "{h}： {l}：{v}",
    "{h} {l}：{v}",
    "{h}\\t{l}\\t{v}",
    "与本人关系：{h}\\n{l}：{v}",
    "{l}：{v}\\n称谓：{h}",
    "<h3>{h}</h3><p>{l}：{v}</p>",
    "<h4>{h}</h4><table><tr><td>{l}<td>{v}</table>",
    "<section aria-label={h}><p>{l}：{v}</p></section>",
    "<table><caption>{h}</caption><tr><td>{l}<td>{v}</table>",
    "<table><tr><th colspan=2>{h}<tr><td>{l}<td>{v}</table>",
    "<table><tr><td>{h}<td>{l}<td>{v}</table>",
    "<table><tr><td>{h}<td><table><tr><td>籍贯<td>北京<tr><td>{l}<td>{v}</table></table>",
    "<table><tr><th>项目<th>{h}<tr><td>{l}<td>{v}</table>",
    "<fieldset><legend>{h}</legend>{l}：{v}</fieldset>",
    "<details open><summary>{h}</summary><p>{l}：{v}</p></details>",
    "<div class=x><div>{h}</div><p>{l}：{v}</p></div>",
    "<p>{l}（{h}）：{v}</p>",
    "<p>{h} {l}：{v}</p>",
];

/// An ordinary page without one item: its value gone, or label and value others.
fn without(page: &str, label: &str, value: &str, whole: bool) -> String {
    if whole {
        page.replace(label, "别的名目").replace(value, "某个")
    } else {
        page.replace(value, "")
    }
}

const COMMON: [(&str, &str); 4] =
    [("性别", "男"), ("民族", "汉族"), ("出生日期", "1995-03-14"), ("政治面貌", "群众")];

proptest! {
    #[test]
    fn no_other_block_takes_the_place_of_an_item_of_any_page(
        page in any::<prop::sample::Index>(), block in any::<prop::sample::Index>(), item in 0..COMMON.len(),
        head in "[甲乙丙丁戊己庚辛壬癸]{2,5}", whole in any::<bool>(), before in any::<bool>(),
    ) {
        let (label, value) = COMMON[item];
        let pages: Vec<Own> = own().into_iter().filter(|it| it.labels.contains(&label)).collect();
        let page = &pages[page.index(pages.len())];
        let is_source = page.page.starts_with('<');
        let blocks: Vec<&str> =
            blocks().chain(UNDER).filter(|it| it.starts_with('<') == is_source).collect();
        let other = filled(blocks[block.index(blocks.len())], label, value, &head);
        let own = without(page.page, label, value, whole);
        let text = match (is_source, before) {
            (true, true) => own.replacen("<body>", &format!("<body>{other}"), 1),
            (true, false) => own.replacen("</body>", &format!("{other}</body>"), 1),
            (false, true) => format!("{other}\n\n{own}"),
            (false, false) => format!("{own}\n{other}"),
        };
        let read = tdxl(&text);
        prop_assert!(verdict(&read, label) != Some(Same), "{}, {label}: {text}", page.name);
    }
}

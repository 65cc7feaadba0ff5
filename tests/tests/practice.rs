//! 练习平台: the replica of a portal has every box of the portal's pages, nothing of a person, and takes what the checks take.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;

use beishen_core::{
    Dictionary, Procedure, Values,
    procedure::{Field, FieldKind, Page},
};
use beishen_document::Locale;
use beishen_guide::{companion::companion_pages, portal_value, practice};
use beishen_tests::{PACKS, assess, asset, clean::draft, now, pack};
use regex::Regex;
use serde_json::Value;

/// The markup of each box, by the item it takes.
fn boxes(html: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for form in html.split("<form data-page=\"").skip(1) {
        for part in form.split("<div class=\"field\"").skip(1) {
            let items = attribute(part, "data-field").unwrap();
            all.extend(items.split(' ').map(|it| (it.to_owned(), part.to_owned())));
        }
    }
    all
}

fn attribute(markup: &str, name: &str) -> Option<String> {
    let value = markup.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0;
    Some(plain(value))
}

fn plain(text: &str) -> String {
    let codes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    codes.iter().fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

#[test]
fn every_field_stands_once_on_its_page_under_its_label() {
    for (id, locale) in PACKS.iter().flat_map(|it| [(it, Locale::Zh), (it, Locale::En)]) {
        let procedure = pack(id).procedure;
        let html = practice(&procedure, locale);
        let boxes = boxes(&html);
        let items: Vec<&str> = boxes.iter().map(|it| it.0.as_str()).collect();
        let named = |page: &Page, field: &Field| format!("{}.{}", page.id, field.id);
        assert_eq!(items.len(), procedure.fields().count(), "{id}");
        let pages: Vec<&str> = html.split("<form data-page=\"").skip(1).collect();
        for (page, markup) in procedure.pages().iter().zip(pages) {
            assert!(
                markup.starts_with(&format!("{}\"", page.id)),
                "{id}: {} in its place",
                page.id
            );
            assert!(markup.contains(&page.title.zh), "{id}: {}", page.id);
            for field in &page.fields {
                let item = named(page, field);
                let here: Vec<_> = boxes.iter().filter(|it| it.0 == item).collect();
                let [(_, one)] = here.as_slice() else {
                    panic!("{id}: {item} {} times", here.len())
                };
                assert!(markup.contains(one.as_str()), "{id}: {item} is on its page");
                assert_eq!(
                    attribute(one, "data-label").unwrap(),
                    field.portal_label,
                    "{id}: {item}"
                );
                let label = plain(one).contains(&format!("{}</", field.portal_label));
                assert!(label, "{id}: {item} shows its label");
            }
        }
        for stop in procedure.irreversible() {
            assert_eq!(html.matches(&format!("data-item=\"{}\"", stop.id)).count(), 1, "{id}");
        }
    }
}

/// The rules of the manuals: 数字与字母组合; 6–30 位的英文字母、数字和特殊字符. What the script makes of them,
/// `ui/tests/practice.test.ts` tries.
#[test]
fn a_password_box_carries_its_portal_s_rule() {
    for (id, rules) in [
        ("tdxl", vec![("register.password", "0", "30", true)]),
        ("image-check", vec![("register.password", "6", "30", false)]),
        ("chsi-account", vec![("register.password", "6", "30", false)]),
        ("hunnu-bachelor", vec![]),
    ] {
        let procedure = pack(id).procedure;
        let found: Vec<_> = boxes(&practice(&procedure, Locale::Zh))
            .into_iter()
            .filter(|it| attribute(&it.1, "data-kind").as_deref() == Some("secret"))
            .filter_map(|(item, markup)| {
                let (min, max) = (attribute(&markup, "data-min")?, attribute(&markup, "data-max")?);
                Some((item, min, max, markup.contains(" data-mixed")))
            })
            .collect();
        let found: Vec<_> = found.iter().map(|it| (&*it.0, &*it.1, &*it.2, it.3)).collect();
        assert_eq!(found, rules, "{id}");
    }
}

#[test]
fn it_is_marked_holds_no_person_and_reaches_nowhere() {
    let person = Regex::new(r"[0-9]{17}[0-9X]|1[3-9][0-9]{9}|example\.cn|张三").unwrap();
    let outside = Regex::new(
        r"(?i)\b(src|href|action|srcset)=|url\(|@import|localStorage|sessionStorage|indexedDB|cookie|fetch\(|XMLHttp|WebSocket|\bon[a-z]+=\x22|style=",
    )
    .unwrap();
    for id in PACKS {
        let procedure = pack(id).procedure;
        for (locale, banner) in [
            (Locale::Zh, "练习平台 · 不是官方网站 · 什么都不会提交"),
            (Locale::En, "Practice portal · not an official website · nothing is submitted"),
        ] {
            let html = practice(&procedure, locale);
            assert!(html.contains(&format!("<header class=\"banner\">{banner}</header>")), "{id}");
            assert!(html.contains("default-src 'none'; style-src 'sha256-"), "{id}");
            assert!(html.contains("form-action 'none'"), "{id}");
            for pattern in [&person, &outside] {
                let found = pattern.find(&html).map(|it| it.as_str());
                assert_eq!(found, None, "{id} {locale:?}");
            }
        }
    }
}

#[test]
fn what_a_pack_says_stays_text() {
    let hostile = r#"<img src=x onerror=alert(1)>"'&</script>"#;
    let toml = asset("procedures/tdxl.toml");
    let quoted = hostile.replace('"', "\\\"");
    let toml = toml
        .replace("portal_label = \"用户名\"", &format!("portal_label = \"{quoted}\""))
        .replace("value = \"其他在职人员\"", &format!("value = \"{quoted}\""))
        .replace("zh = \"同等学力申硕\"", &format!("zh = \"{quoted}\""))
        .replace("zh = \"首次使用才需要注册", &format!("zh = \"{quoted}"));
    let dictionary = Dictionary::parse("facts.toml", &asset("facts.toml")).unwrap();
    let procedure = Procedure::parse("tdxl.toml", &toml, &dictionary).unwrap();
    let html = practice(&procedure, Locale::Zh);
    assert!(html.matches("&lt;img src=x").count() >= 5, "all four are there");
    assert!(!html.contains("<img"), "and none is an element");
    assert_eq!(html.matches("</script>").count(), 1, "nor ends the script");
}

#[test]
fn the_history_has_the_companion_s_boxes() {
    for (locale, number) in [(Locale::Zh, "第 1 段 "), (Locale::En, "Row 1: ")] {
        let pack = pack("tdxl");
        let assessment = assess(&pack.procedure, &pack.perfect, now());
        let pages = companion_pages(&pack.procedure, &pack.perfect, &assessment, now(), locale);
        let items = pages.iter().flat_map(|it| &it.items);
        let boxes = items.filter_map(|it| Some((&it.id, it.label.strip_prefix(number)?)));
        let html = practice(&pack.procedure, locale);
        let mut heads = html.split("<th scope=\"col\">").skip(1);
        for (id, label) in boxes {
            let cell = id.rsplit('.').next().unwrap();
            assert!(html.contains(&format!("data-cell=\"{cell}\" aria-label=\"{label}\"")), "{id}");
            assert!(heads.next().unwrap().starts_with(&format!("{label}</th>")), "{id}");
        }
        assert_eq!(heads.count(), 0, "no others");
    }
}

/// Drafts of each procedure.
const MANY: u64 = 120;

/// Whoever has answered everything rightly is refused nowhere, and finds every choice in its list.
#[test]
fn what_passes_the_checks_passes_the_practice_portal() {
    for id in PACKS {
        let pack = pack(id);
        let html = practice(&pack.procedure, Locale::Zh);
        let boxes: BTreeMap<String, String> = boxes(&html).into_iter().collect();
        let mut formats = 0;
        for number in 0..MANY {
            let (_, answers) = draft(&pack, number);
            let values = assess(&pack.procedure, &answers, now()).values;
            let answer = |key: &beishen_core::FactKey| values.get(key).map(|it| it.text.as_str());
            for (page, field) in pack.procedure.fields() {
                let asked = field.relevant.as_ref().is_none_or(|it| it.holds(&answer));
                let text = portal_value(&pack.procedure, field, &values);
                if !asked || text.is_empty() {
                    continue;
                }
                let item = format!("{}.{}", page.id, field.id);
                let what = format!("{id} {number}: {item} {text}");
                let markup = &boxes[&item];
                match field.kind {
                    FieldKind::Choose => {
                        let option = format!("<option value=\"{text}\"");
                        assert!(
                            markup.contains(&option) || markup.contains("data-other"),
                            "{what}"
                        );
                    }
                    FieldKind::Enter | FieldKind::Confirm => {
                        let most: usize = attribute(markup, "maxlength").unwrap().parse().unwrap();
                        assert!(text.chars().count() <= most, "{what} over {most}");
                        let rules = attribute(markup, "data-rules").unwrap();
                        let rules: Vec<Value> = serde_json::from_str(&rules).unwrap();
                        for rule in
                            rules.iter().filter(|it| applies(it, &pack.procedure, page, &values))
                        {
                            let pattern = rule["pattern"].as_str().unwrap();
                            let whole = Regex::new(&format!("^(?:{pattern})$")).unwrap();
                            assert!(
                                pattern.is_empty() || whole.is_match(&text),
                                "{what}: {pattern}"
                            );
                            let few = usize::try_from(rule["min"].as_u64().unwrap_or_default());
                            assert!(text.chars().count() >= few.unwrap(), "{what}: {rule}");
                            formats += usize::from(!pattern.is_empty());
                        }
                    }
                    _ => {}
                }
            }
        }
        // 青聪拍 asks for the kind of document in words of its own, from which no rule of ours is told.
        assert!(formats > 0 || *id == "hunnu-bachelor", "{id} has formats");
    }
}

/// As the page's script sees it: the choice on this page, else on another.
fn applies(rule: &Value, procedure: &Procedure, page: &Page, values: &Values) -> bool {
    let Some(fact) = rule["fact"].as_str() else { return true };
    let fields: Vec<(&Page, &Field)> = procedure
        .fields()
        .filter(|it| it.1.fact.as_ref().is_some_and(|it| it.as_str() == fact))
        .collect();
    let here = fields.iter().find(|it| it.0.id == page.id).or(fields.first());
    let chosen = here.map(|it| portal_value(procedure, it.1, values)).unwrap_or_default();
    rule["is"].as_array().unwrap().iter().any(|it| it.as_str() == Some(&chosen))
}

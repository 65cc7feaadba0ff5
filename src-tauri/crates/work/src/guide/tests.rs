//! What holds of every page.

use beishen_document::{Locale, Png};

use super::*;

const LOCALES: [Locale; 2] = [Locale::Zh, Locale::En];

impl Part {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) | Self::Heed(text) => vec![text],
            Self::Steps(all) | Self::Points(all) => all.iter().map(|it| &**it).collect(),
            Self::Table(rows) => rows.iter().flatten().map(|it| &**it).collect(),
            Self::Picture { caption, .. } => vec![caption],
        }
    }
}

/// What a part is, without its words.
fn shape(part: &Part) -> String {
    match part {
        Part::Text(_) => "text".to_owned(),
        Part::Heed(_) => "heed".to_owned(),
        Part::Steps(it) => format!("{} steps", it.len()),
        Part::Points(it) => format!("{} points", it.len()),
        Part::Table(it) => format!("{} rows of {}", it.len(), it[0].len()),
        Part::Picture { name, .. } => name.clone(),
    }
}

#[test]
fn both_languages_say_the_same_things_in_the_same_order() {
    for (zh, en) in pages(Locale::Zh).iter().zip(pages(Locale::En)) {
        let shapes = |it: &Page| it.parts.iter().map(shape).collect::<Vec<_>>();
        assert_eq!(shapes(zh), shapes(&en), "{}", zh.id);
        assert_eq!(zh.links, en.links, "{}", zh.id);
        let english = en.parts.iter().flat_map(Part::texts).chain([&*en.title]);
        for text in english {
            let han = text.chars().filter(|it| ('\u{4e00}'..'\u{a000}').contains(it)).count();
            assert!(han * 2 < text.chars().count(), "{}: hardly English: {text}", en.id);
        }
    }
}

#[test]
fn every_page_is_whole_and_leads_somewhere() {
    for locale in LOCALES {
        let pages = pages(locale);
        for page in &pages {
            let id = page.id;
            assert!(!page.title.is_empty() && !page.parts.is_empty(), "{id} is empty");
            assert!(!page.links.is_empty(), "{id} leads nowhere");
            for to in &page.links {
                assert!(pages.iter().any(|it| it.id == to) && to != id, "{id} leads to {to}");
            }
            for part in &page.parts {
                if let Part::Table(rows) = part {
                    let even = rows.len() > 1 && rows.iter().all(|it| it.len() == rows[0].len());
                    assert!(even, "{id}: {rows:?}");
                }
                for text in part.texts() {
                    let raw = ["](", "**", "`", "# ", "| ", "<", "  "];
                    let raw = raw.iter().find(|it| text.contains(**it));
                    assert!(!text.is_empty() && raw.is_none(), "{id}: {raw:?} in {text:?}");
                }
            }
        }
    }
}

#[test]
fn the_title_of_a_link_is_that_of_its_page() {
    for locale in LOCALES {
        let pages = pages(locale);
        for (id, sources) in PAGES {
            let source = match locale {
                Locale::Zh => sources[0],
                Locale::En => sources[1],
            };
            for link in source.split('[').skip(1).filter(|it| it.contains(".md)")) {
                let (title, to) = link.split_once("](").unwrap();
                let to = to.split_once(".md)").unwrap().0;
                let page = pages.iter().find(|it| it.id == to).unwrap();
                assert_eq!(title, page.title, "{id} to {to}");
            }
        }
    }
}

#[test]
fn every_picture_is_there_and_used_and_small() {
    let mut all = 0;
    for locale in LOCALES {
        let pages = pages(locale);
        let used: Vec<_> = pages
            .iter()
            .flat_map(|it| &it.parts)
            .filter_map(|it| match it {
                Part::Picture { name, .. } => Some(&**name),
                _ => None,
            })
            .collect();
        for name in &used {
            let file = picture(name, locale).unwrap_or_else(|| panic!("{name} is not there"));
            assert!(Png::read(file).is_some(), "{name} is no picture that paper takes");
            all += file.len();
        }
        for (name, _) in PICTURES {
            assert!(used.contains(name), "{name} is used nowhere");
        }
    }
    assert!(all < 1_500_000, "{all} bytes of pictures");
}

#[test]
fn the_words_are_as_agreed() {
    for page in pages(Locale::Zh) {
        for text in page.parts.iter().flat_map(Part::texts) {
            for word in ["你", "您", "非法", "失败", "错误码", "抱歉", "哎呀"] {
                assert!(!text.contains(word), "{}: “{word}” in {text}", page.id);
            }
            let asks = text.replace("申请", "").matches('请').count();
            assert!(asks < 2, "{}: {text}", page.id);
        }
    }
}

#[test]
fn the_whole_guide_is_one_document() {
    let now = "2026-11-22T09:00:00".parse().unwrap();
    for locale in LOCALES {
        let text = document(now, locale).to_text();
        for page in pages(locale) {
            assert!(text.contains(&page.title), "{}", page.id);
            for said in page.parts.iter().flat_map(Part::texts) {
                assert!(text.contains(said), "{}: {said}", page.id);
            }
        }
    }
}

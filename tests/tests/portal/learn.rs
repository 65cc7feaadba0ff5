//! What pages teach: a pack with which they agree, in every style, with every planted change and nothing else.

use beishen_core::{
    Dictionary, Procedure,
    procedure::{Certainty, FieldKind, Outline, Page},
};
use beishen_document::Locale;
use beishen_guide::{
    portal::{Drift, FormBox, FormOption, Lesson, compare, learn},
    practice,
};
use beishen_reference::Table;
use beishen_tests::asset;
use chrono::NaiveDate;

use crate::{
    PACKS, pack, pages,
    plants::PLANTS,
    practised, said,
    styles::{PERSON, STYLES},
};

/// The pack with a correction over it.
fn corrected(dictionary: &Dictionary, text: &str) -> Result<Procedure, String> {
    let find = |id: &str| Some(asset(&format!("procedures/{id}.toml")));
    Procedure::parse_extending("taught.toml", text, dictionary, &find).map_err(|it| it.to_string())
}

fn taught(procedure: &Procedure, dictionary: &Dictionary, seen: &[Drift]) -> Option<String> {
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let lesson = Lesson {
        id: "taught",
        day,
        locale: Locale::Zh,
        takes: &|_, _| true,
        is_same: &|_, _| true,
    };
    learn(procedure, seen, &lesson, &|text| corrected(dictionary, text).is_ok())
}

/// Whether the pack needs the field that is gone from the portal's page: a point of no return stands before it, say.
fn is_needed(seen: &Drift, below: &str, dictionary: &Dictionary) -> bool {
    let gone = seen.pages[0].boxes.iter().find(|it| it.says.iter().any(|it| it.name() == "gone"));
    let Some(id) = gone.and_then(|it| it.field.as_ref()) else { return false };
    let (page, field) = id.split_once('.').unwrap();
    let without = format!(
        "id = \"taught\"\nextends = \"{below}\"\nremove = [\"pages.{page}.fields.{field}\"]\n"
    );
    corrected(dictionary, &without).is_err()
}

#[test]
fn what_a_page_has_changed_is_learnt_in_every_style_and_nothing_else() {
    let mut learnt = 0;
    for id in PACKS {
        let beishen_tests::Pack { procedure, dictionary, .. } = pack(id);
        let before = Outline::of(&procedure);
        for (page, boxes) in pages(&procedure).into_iter().filter(|it| it.1.len() > 4) {
            for (n, style) in STYLES.iter().enumerate() {
                // Each change in every second style, all styles together in all.
                for (m, plant) in PLANTS.iter().enumerate().filter(|it| (it.0 + n) % 2 == 0) {
                    // Each change where it first can be, and elsewhere.
                    let places: Vec<usize> =
                        (0..boxes.len()).filter(|it| (plant.at)(&boxes, *it)).collect();
                    let Some(at) = places.get((n + m) % places.len().max(1)).copied() else {
                        continue;
                    };
                    let mut changed = boxes.clone();
                    (plant.change)(&mut changed, at);
                    let what = format!("{id} {} {style:?}: {} at {at}", page.id, plant.what);
                    let html = style.page(&changed);
                    let seen = [compare(&procedure, &html).unwrap()];
                    let told = said(&seen[0]);
                    let text = taught(&procedure, &dictionary, &seen);
                    let Some(text) = text else {
                        let needed = is_needed(&seen[0], id, &dictionary);
                        let known =
                            told.iter().all(|it| it.1 == "look" || it.1 == "gone" && needed);
                        assert!(known, "{what}: {told:?}");
                        continue;
                    };
                    let now = corrected(&dictionary, &text)
                        .unwrap_or_else(|it| panic!("{what}: {it}\n{text}"));
                    let left = said(&compare(&now, &html).unwrap());
                    let doubts: Vec<_> = told
                        .iter()
                        .filter(|it| {
                            it.1 == "look" || it.1 == "gone" && is_needed(&seen[0], id, &dictionary)
                        })
                        .cloned()
                        .collect();
                    assert_eq!(left, doubts, "{what}\n{text}");
                    assert!(!text.contains(PERSON), "{what}\n{text}");
                    // Labels, kinds and stars: exactly what was planted.
                    let since = Outline::of(&now).since(&before);
                    let expected = told
                        .iter()
                        .filter(|it| matches!(it.1, "new" | "gone" | "star") && !left.contains(it));
                    let expected = expected.count();
                    assert!(
                        since.len() >= expected && (expected > 0 || since.is_empty()),
                        "{what}: {since:?}\n{text}"
                    );
                    learnt += 1;
                }
            }
        }
    }
    assert!(learnt > 150, "{learnt}");
}

/// A page of 学位申请 › 填写基本信息, with its boxes changed.
fn basic(change: impl Fn(&mut Vec<FormBox>)) -> (beishen_tests::Pack, String) {
    let pack = pack("tdxl");
    let boxes = pages(&pack.procedure).into_iter().find(|it| it.0.id == "basic").unwrap().1;
    let mut changed = boxes;
    change(&mut changed);
    let html = STYLES[0].page(&changed);
    (pack, html)
}

fn of<'a>(boxes: &'a mut [FormBox], label: &str) -> &'a mut FormBox {
    boxes.iter_mut().find(|it| it.label == label).unwrap()
}

#[test]
fn a_renamed_option_keeps_its_word_for_the_rules_and_gets_the_portals() {
    let (pack, html) = basic(|boxes| {
        let options = &mut of(boxes, "证件类型").options;
        let passport = options.iter_mut().find(|it| it.text == "护照").unwrap();
        passport.text = "普通护照".to_owned();
        options.push(FormOption { text: "旅行证".to_owned(), value: "9".to_owned() });
        options.retain(|it| it.text != "军官证");
        of(boxes, "民族").options.retain(|it| it.text != "壮族");
    });
    let seen = [compare(&pack.procedure, &html).unwrap()];
    let text = taught(&pack.procedure, &pack.dictionary, &seen).unwrap();
    let now = corrected(&pack.dictionary, &text).unwrap();
    // The list stands on the registration page, which was not seen: it is one list, and so are its words.
    for page in ["register", "basic"] {
        let (_, field) = now.fields().find(|(on, it)| on.id == page && it.id == "id_type").unwrap();
        assert_eq!(field.words.get("护照").map(String::as_str), Some("普通护照"), "{page}\n{text}");
    }
    let options = now.options_of(&"person.id_type".into()).unwrap();
    let values: Vec<&str> = options.list.iter().map(|it| it.value.as_str()).collect();
    assert!(values.contains(&"护照") && values.contains(&"旅行证"), "{values:?}");
    assert!(!values.contains(&"普通护照") && !values.contains(&"军官证"), "{values:?}");
    assert!(options.list.iter().all(|it| it.certainty == Certainty::Portal));
    assert_eq!(options.seen_on.map(|it| it.to_string()).as_deref(), Some("2026-12-01"));
    assert!(!options.is_guessed() && options.open, "what it does not have stays a doubt");
    let groups = now.options_of(&"person.ethnic_group".into()).unwrap();
    assert!(groups.table.is_none() && groups.list.iter().all(|it| it.value != "壮族"));
    assert!(groups.list.iter().any(|it| it.value == "汉族" && !it.en.is_empty()));
}

#[test]
fn an_option_that_is_said_to_be_another_is_taken_as_new() {
    let (pack, html) =
        basic(|boxes| "旅行证".clone_into(&mut of(boxes, "证件类型").options[4].text));
    let seen = [compare(&pack.procedure, &html).unwrap()];
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let lesson = Lesson {
        id: "taught",
        day,
        locale: Locale::En,
        takes: &|_, it| it.label == "证件类型",
        is_same: &|_, _| false,
    };
    let text = learn(&pack.procedure, &seen, &lesson, &|_| true).unwrap();
    let now = corrected(&pack.dictionary, &text).unwrap();
    let values = &now.options_of(&"person.id_type".into()).unwrap().list;
    assert!(values.iter().any(|it| it.value == "旅行证"), "{text}");
    assert!(values.iter().all(|it| it.value != "护照"), "{text}");
    assert!(text.contains("page was") || text.contains("portal's pages as saved on 2026-12-01"));
    // Nothing else was taken.
    assert_eq!(text.matches("[[pages.fields]]").count(), 1, "{text}");
}

#[test]
fn what_a_box_takes_at_most_is_checked() {
    let (pack, html) = {
        let pack = pack("tdxl");
        let page = pack.procedure.pages().iter().find(|it| it.id == "register").unwrap();
        let html = practised(&pack.procedure, page);
        (pack, html.replace("maxlength=\"10\"", "maxlength=\"5\""))
    };
    let seen = [compare(&pack.procedure, &html).unwrap()];
    let text = taught(&pack.procedure, &pack.dictionary, &seen).unwrap();
    let now = corrected(&pack.dictionary, &text).unwrap();
    let found = |procedure: &Procedure| {
        let all = beishen_tests::assess(procedure, &pack.perfect, beishen_tests::now()).findings;
        let found = all.into_iter().filter(|it| it.rule == "length");
        found.map(|it| (it.subject.to_string(), it.message.zh)).collect::<Vec<_>>()
    };
    assert_eq!(found(&pack.procedure), []);
    let expected = "有 6 个字，平台的框最多 5 个，请缩短。";
    assert_eq!(found(&now), [("contact.postcode".to_owned(), expected.to_owned())], "{text}");
}

#[test]
fn a_part_that_would_break_a_promise_is_left_out_alone() {
    let (pack, html) = basic(|boxes| of(boxes, "民族").required = false);
    let seen = [compare(&pack.procedure, &html).unwrap()];
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    let lesson = Lesson {
        id: "taught",
        day,
        locale: Locale::Zh,
        takes: &|_, _| true,
        is_same: &|_, _| true,
    };
    let loads = |text: &str| !text.contains("political_status");
    let text = learn(&pack.procedure, &seen, &lesson, &loads).unwrap();
    assert!(text.contains("required = false") && !text.contains("political_status"), "{text}");
    assert_eq!(learn(&pack.procedure, &seen, &lesson, &|_| false), None);
}

/// A pack that knows labels and nothing else: no list, no star, and every page the other way round.
fn emptied(id: &str, dictionary: &Dictionary) -> (String, Procedure) {
    let mut table: toml::Table = toml::from_str(&asset(&format!("procedures/{id}.toml"))).unwrap();
    for page in table["pages"].as_array_mut().unwrap() {
        let fields = page["fields"].as_array_mut().unwrap();
        let is_box = |it: &toml::Value| it.get("kind").and_then(|it| it.as_str()) != Some("do");
        let mut boxes: Vec<toml::Value> = fields.iter().filter(|it| is_box(it)).cloned().collect();
        for field in fields.iter_mut().filter(|it| is_box(it)) {
            *field = boxes.pop().unwrap();
            let field = field.as_table_mut().unwrap();
            field.remove("required");
            let listed = field.get("options").filter(|it| {
                let long = |it: &str| Table::by_name(it).is_some_and(|it| it.entries().len() > 400);
                let table = it.get("table").and_then(|it| it.as_str());
                it.get("within").is_none() && !table.is_some_and(long)
            });
            if listed.is_some() {
                field.remove("words");
                let empty =
                    "list = [{ value = \"空\", en = \"empty\", certainty = \"unverified\" }]";
                field.insert("options".to_owned(), toml::Value::Table(empty.parse().unwrap()));
            }
        }
    }
    let text = toml::to_string(&table).unwrap();
    let procedure = Procedure::parse("empty.toml", &text, dictionary).unwrap();
    (text, procedure)
}

#[test]
fn the_practice_portals_pages_teach_an_empty_pack_what_it_was_made_of() {
    for id in PACKS {
        let beishen_tests::Pack { procedure, dictionary, .. } = pack(id);
        let (below, empty) = emptied(id, &dictionary);
        let html = practice(&procedure, Locale::Zh);
        let seen = [compare(&empty, &html).unwrap()];
        let find = |_: &str| Some(below.clone());
        let read = |text: &str| {
            Procedure::parse_extending("taught.toml", text, &dictionary, &find)
                .map_err(|it| it.to_string())
        };
        let lesson = Lesson {
            id: "taught",
            day: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
            locale: Locale::Zh,
            takes: &|_, _| true,
            is_same: &|_, _| false,
        };
        let text = learn(&empty, &seen, &lesson, &|text| read(text).is_ok()).unwrap();
        let now = read(&text).unwrap();
        let told = said(&compare(&now, &html).unwrap());
        assert_eq!(told, [], "{id}\n{text}");
        for (was, is) in procedure.pages().iter().zip(now.pages()) {
            let boxes = |it: &Page| -> Vec<(String, String, bool)> {
                let boxes = it.fields.iter().filter(|it| it.kind != FieldKind::Do);
                boxes.map(|it| (it.id.clone(), it.portal_label.clone(), it.required)).collect()
            };
            let mut expected = boxes(was);
            let mut got = boxes(is);
            // What the portal only shows has no star, and its place is not compared.
            for all in [&mut expected, &mut got] {
                all.retain(|it| {
                    was.fields.iter().any(|f| f.id == it.0 && f.kind != FieldKind::System)
                });
            }
            // Boxes of one label of which each concerns other people are one box of the portal.
            let one = |it: &mut Vec<(String, String, bool)>| it.dedup_by(|a, b| a.1 == b.1);
            one(&mut expected);
            one(&mut got);
            let labels = |it: &[(String, String, bool)]| -> Vec<(String, bool)> {
                it.iter().map(|it| (it.1.clone(), it.2)).collect()
            };
            assert_eq!(labels(&got), labels(&expected), "{id} {}\n{text}", was.id);
            for field in was.fields.iter().filter(|it| it.kind == FieldKind::Choose) {
                let fact = field.fact.as_ref().unwrap();
                let words = |of: &Procedure| -> Vec<String> {
                    let Some(options) = of.options_of(fact) else { return Vec::new() };
                    let table = options.table.as_deref().and_then(Table::by_name);
                    let named = table.into_iter().flat_map(Table::entries).map(|it| it.name);
                    let listed = options.list.iter().map(|it| it.value.as_str());
                    listed.chain(named).map(str::to_owned).collect()
                };
                let (ours, got) = (words(&procedure), words(&now));
                let word = |it: &String| field.words.get(it).unwrap_or(it).clone();
                let expected: Vec<String> = ours.iter().map(word).collect();
                assert_eq!(got.len(), expected.len(), "{id} {}", field.portal_label);
                assert!(got == expected || got == ours, "{id} {}: {got:?}", field.portal_label);
            }
        }
    }
}

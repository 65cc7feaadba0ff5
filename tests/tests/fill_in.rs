//! 信息采集表 as a page: it asks what the paper asks, holds nobody's answers, reaches nowhere, and what it saves is read.
#![expect(clippy::unwrap_used, clippy::string_slice, reason = "tests")]

use std::collections::BTreeMap;

use beishen_core::{FactsFile, Known, procedure::Ask};
use beishen_document::Locale;
use beishen_guide::{fill_in, papers::questionnaire};
use beishen_tests::{PACKS, now, pack};
use regex::Regex;
use serde_json::{Value, json};

/// What is said of each question, in order.
fn questions(html: &str) -> Vec<BTreeMap<String, String>> {
    let attribute = Regex::new(r#"(data-[a-z]+)="([^"]*)""#).unwrap();
    let fields = html.split("<div class=\"field\"").skip(1);
    fields
        .map(|it| {
            let tag = it.split_once('>').unwrap().0;
            let said = attribute.captures_iter(tag);
            said.map(|it| (it[1].to_owned(), plain(&it[2]))).collect()
        })
        .collect()
}

fn plain(text: &str) -> String {
    let codes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    codes.iter().fold(text.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

#[test]
fn it_asks_what_the_paper_asks_in_its_order() {
    for (id, locale) in PACKS.iter().flat_map(|it| [(it, Locale::Zh), (it, Locale::En)]) {
        let procedure = pack(id).procedure;
        let html = fill_in(&procedure, locale);
        let asked: Vec<String> =
            questions(&html).into_iter().map(|it| it["data-fact"].clone()).collect();
        let asks = procedure.steps().iter().flat_map(|it| &it.asks).map(Ask::fact);
        let wanted: Vec<&str> = asks
            .filter(|it| procedure.fact(it).is_some())
            .map(beishen_core::FactKey::as_str)
            .collect();
        assert_eq!(asked, wanted, "{id}");
        // Every question has its number and label, as on the paper.
        let paper = questionnaire(&procedure, now(), locale).to_text();
        for (n, key) in (1..).zip(&wanted) {
            let label = procedure.fact(&(*key).into()).unwrap().label.get(locale);
            let line = format!("{n}. {label}");
            assert!(paper.contains(&line), "{id}: {line} is on the paper");
            assert!(plain(&html).contains(&format!(">{line}<")), "{id}: {line} is on the page");
        }
        let has_history = procedure.steps().iter().any(|it| it.history);
        assert_eq!(html.contains("data-cell=\"from\""), has_history, "{id}");
    }
}

#[test]
fn what_it_says_of_its_checks_can_be_read() {
    for id in PACKS {
        let procedure = pack(id).procedure;
        for it in questions(&fill_in(&procedure, Locale::Zh)) {
            let json = |name: &str| serde_json::from_str::<Value>(&it[name]).unwrap();
            assert!(json("data-required").is_array(), "{it:?}");
            let rules = json("data-rules");
            for rule in rules.as_array().unwrap() {
                Regex::new(&format!("^(?:{})$", rule["pattern"].as_str().unwrap())).unwrap();
            }
            json("data-relevant");
        }
    }
    let html = fill_in(&pack("tdxl").procedure, Locale::Zh);
    let all = questions(&html);
    let of = |fact: &str| all.iter().find(|it| it["data-fact"] == fact).unwrap();
    let number: Value = serde_json::from_str(&of("person.id_number")["data-rules"]).unwrap();
    let id18 = number.as_array().unwrap().iter().find(|it| it["kind"] == "id18").unwrap();
    assert!(id18["said"]["check_digit"].as_str().unwrap().starts_with("校验位不符"), "{id18}");
    assert_eq!(id18["when"]["fact"], "person.id_type");
    assert_eq!(of("person.name")["data-required"], "[null]");
}

#[test]
fn it_holds_no_person_and_reaches_nowhere() {
    let person = Regex::new(r"[0-9]{17}[0-9X]|example\.cn|张三").unwrap();
    let outside = Regex::new(r"(?i)(src|href|action)\s*=|url\(|https?://|fetch\(|XMLHttp|localStorage|sessionStorage|cookie").unwrap();
    for (id, locale) in PACKS.iter().flat_map(|it| [(it, Locale::Zh), (it, Locale::En)]) {
        let html = fill_in(&pack(id).procedure, locale);
        assert!(html.contains("default-src 'none'; style-src 'sha256-"), "{id}");
        assert!(html.contains("form-action 'none'; base-uri 'none'"), "{id}");
        for found in person.find_iter(&html) {
            // An example that a portal prints beside its box is nobody's.
            let procedure = pack(id).procedure;
            let shown = procedure
                .fields()
                .any(|it| it.1.example.as_deref().is_some_and(|it| it.contains(found.as_str())));
            assert!(shown, "{id}: {}", found.as_str());
        }
        for found in outside.find_iter(&html) {
            let around = &html[found.start().saturating_sub(20)..found.end()];
            let own =
                ["link.href", "http-equiv", "ObjectURL("].iter().any(|it| around.contains(it));
            assert!(own, "{id}: {around}");
        }
    }
}

#[test]
fn a_file_of_answers_is_read_and_one_of_a_later_version_is_not() {
    let procedure = pack("tdxl").procedure;
    let mut known = Known::default();
    known.add(&procedure);
    let row = json!({ "from": "201109", "to": "至今", "place": "示例大学", "role": "学生", "witness": "" });
    let file = |version: u32| {
        let of = json!({ "procedure": "tdxl", "version": version });
        json!({ "questionnaire": of, "facts": { "person.name": "张三" }, "history": [row] })
            .to_string()
    };
    let (answers, files) = FactsFile::parse(&file(1), &known).unwrap();
    assert_eq!((answers.facts.len(), answers.history.len(), files.len()), (1, 1, 0));
    assert_eq!(FactsFile::questionnaire_of(&file(1)).as_deref(), Some("tdxl"));
    assert_eq!(FactsFile::questionnaire_of("{\"facts\":{}}"), None);
    let refused = FactsFile::parse(&file(2), &known).unwrap_err().message(Locale::Zh);
    assert!(refused.contains("请更新备申"), "{refused}");
}

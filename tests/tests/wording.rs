//! The words of the packs: short, plain, in both languages, and each message says what to do.

use std::collections::BTreeMap;

use beishen_core::{Finding, assess};
use beishen_tests::{PACKS, asset, cases, now, pack};

const BANNED: [&str; 7] = ["你", "您", "非法", "失败", "错误码", "抱歉", "哎呀"];

/// One of these stands in every message: something to do, or that it may be kept.
const REMEDIES: [&str; 11] =
    ["请", "点“", "改", "补", "核对", "可保留", "可以", "可只填", "写成", "选择", "填写"];
const REMEDIES_IN_ENGLISH: &str = "add ask change check choose clear compare complete compress confirm copy correct crop \
    delete export extend fill follow give keep leave make shorten sort swap take type use write";

/// Every finding that the cases bring about, with its parameters filled in.
fn findings() -> BTreeMap<String, Finding> {
    let of_pack = |id: &&str| {
        let pack = pack(id);
        let mut drafts: Vec<_> =
            cases(id, &pack).into_iter().map(|it| (it.answers, it.now)).collect();
        drafts.push((beishen_core::Answers::default(), now()));
        let found = drafts
            .iter()
            .flat_map(|(answers, now)| assess(&pack.procedure, answers, *now).findings);
        found.collect::<Vec<_>>()
    };
    PACKS
        .iter()
        .flat_map(of_pack)
        .map(|it| (format!("{}/{}: {}", it.rule, it.reason, it.message.zh), it))
        .collect()
}

#[test]
fn messages_are_short_and_say_what_to_do() {
    let mut wrong = Vec::new();
    for (name, Finding { message, .. }) in findings() {
        let (zh, en) = (&message.zh, message.en.to_lowercase());
        let length = zh.chars().count();
        if length > 40 {
            wrong.push(format!("{name}: {length} characters"));
        }
        if !REMEDIES.iter().any(|it| zh.contains(it)) {
            wrong.push(format!("{name}: what is to be done?"));
        }
        let does = |word: &str| REMEDIES_IN_ENGLISH.split_whitespace().any(|it| it == word);
        if !en.split(|it: char| !it.is_ascii_alphabetic()).any(does) {
            wrong.push(format!("{name}: what is to be done? {en}"));
        }
        if polite(zh) > 1 {
            wrong.push(format!("{name}: 请 too often"));
        }
        if en.is_empty()
            || en.chars().filter(|it| ('\u{4E00}'..='\u{9FFF}').contains(it)).count()
                > en.chars().count() / 2
        {
            wrong.push(format!("{name}: hardly English: {en}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every Chinese text of the packs, messages or not.
#[test]
fn no_text_blames_or_begs() {
    let packs = PACKS.iter().map(|it| format!("procedures/{it}.toml"));
    for file in packs.chain(["facts.toml".to_owned()]) {
        let value: toml::Value = toml::from_str(&asset(&file)).unwrap();
        let mut texts = Vec::new();
        chinese(&value, &mut texts);
        assert!(texts.len() > 100, "{file}: {} texts", texts.len());
        for text in texts {
            for word in BANNED {
                assert!(!text.contains(word), "{file}: “{word}” in: {text}");
            }
            assert!(polite(text) <= 1, "{file}: 请 too often: {text}");
        }
    }
}

fn chinese<'a>(value: &'a toml::Value, texts: &mut Vec<&'a str>) {
    match value {
        toml::Value::Table(table) => {
            texts.extend(table.get("zh").and_then(toml::Value::as_str));
            table.values().for_each(|it| chinese(it, texts));
        }
        toml::Value::Array(items) => items.iter().for_each(|it| chinese(it, texts)),
        _ => {}
    }
}

/// How often it says 请; 申请 is another word.
fn polite(text: &str) -> usize {
    text.replace("申请", "").matches('请').count()
}

//! What a check says of some answers, for the tests that stand beside each.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

use super::{Check, View};
use crate::{
    answers::Answers,
    fact::FactKey,
    finding::Change,
    reading::{Reading, ValueKind},
    value::{Provenance, Value, Values},
};

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(10, 0, 0).unwrap()
}

/// Of facts alone. A fact that is called like a kind of value (`id18`) is read as one.
pub(super) fn said(check: &str, facts: &[(&str, &str)]) -> Vec<String> {
    let facts = facts.iter().map(|(key, text)| (FactKey::from(*key), (*text).to_owned()));
    said_of(check, &Answers { facts: facts.collect(), ..Answers::default() })
}

/// `fact: reason name=parameter → repair`, for each thing that a check, written as in a pack, finds on 2026-11-22.
pub(super) fn said_of(check: &str, answers: &Answers) -> Vec<String> {
    #[derive(Deserialize)]
    struct Pack {
        check: Check,
    }
    let Pack { check } = toml::from_str(&format!("check = {check}")).unwrap();
    let value = |(key, text): (&FactKey, &String)| {
        let read_as = ValueKind::by_name(key.as_str());
        let reading = read_as.map(|it| it.read(text, now().date()));
        let Reading { normalised, problem, hints, fix, other_fix, derived } =
            reading.unwrap_or_else(|| Reading::valid(text));
        let (text, provenance) = (normalised.into_owned(), Provenance::Typed);
        (key.clone(), Value { text, provenance, read_as, problem, hints, fix, other_fix, derived })
    };
    let values: Values = answers.facts.iter().map(value).collect();
    let acts: BTreeMap<_, _> = answers.log.iter().map(|it| (it.act.clone(), it.at)).collect();
    let view = View { answers, values: &values, acts: &acts, now: now() };
    let told = check.find(&view).into_iter().map(|found| {
        assert!(check.reasons().contains(&found.reason), "{} is not listed", found.reason.name);
        let params = found.params.iter().map(|(name, value)| format!(" {name}={value}"));
        let spoken = found.spoken.iter().map(|(name, word)| format!(" {name}={}", word.zh));
        let fixes = found.fixes.iter().map(|it| match &it.change {
            Change::Set(value) => format!(" → {value}"),
            Change::History(_) => " → rows".to_owned(),
        });
        let more: String = params.chain(spoken).chain(fixes).collect();
        format!("{}: {}{more}", found.subject, found.reason.name)
    });
    told.collect()
}

#[test]
fn a_value_is_told_of_as_it_was_read() {
    let check = r#"{ kind = "value", facts = ["postcode", "unread"], of = "postcode" }"#;
    let said = said(check, &[("postcode", "4100"), ("unread", "4100")]);
    assert_eq!(said, ["postcode: digits n=4"]);
}

#[test]
fn a_spelling_is_held_against_a_sound_name() {
    let check = r#"{ kind = "name_pinyin", name = "name", pinyin = "spelling" }"#;
    let spelled = |it| said(check, &[("name", "张三"), ("spelling", it)]).join("; ");
    assert_eq!(spelled("ZHANG SAN"), "");
    assert!(spelled("LI SI").starts_with("spelling: "), "{}", spelled("LI SI"));
}

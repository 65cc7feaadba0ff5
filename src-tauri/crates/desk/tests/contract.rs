//! The page is written against the contract as it is now. `cargo xtask contract` writes it down anew.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeSet, fs};

use beishen_desk::{Request, typescript};
use serde_json::json;

fn current() -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/lib/ipc/contract.gen.ts");
    fs::read_to_string(file).unwrap()
}

#[test]
fn the_pages_contract_is_current() {
    let file = expect_test::expect_file!["../../../../ui/src/lib/ipc/contract.gen.ts"];
    file.assert_eq(&typescript());
}

#[test]
fn the_page_knows_of_every_command_what_it_takes_and_what_comes_back() {
    let contract = current();
    let (_, after) = contract.split_once("export type Command = ").unwrap();
    let (union, _) = after.split_once('\n').unwrap();
    let asked = union.split(r#""command": ""#).skip(1).map(|it| it.split_once('"').unwrap().0);
    let (_, after) = contract.split_once("export interface Replies {\n").unwrap();
    let (table, _) = after.split_once("}\n").unwrap();
    let replies: Vec<_> = table.lines().map(|it| it.trim().split_once(": ").unwrap()).collect();
    let answered = replies.iter().map(|it| it.0);
    assert_eq!(asked.collect::<BTreeSet<_>>(), answered.collect::<BTreeSet<_>>());
    assert!(replies.len() > 70, "{}", replies.len());
    for (command, reply) in replies {
        let words = reply.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
        for word in words.filter(|it| !["Array", "null", "string"].contains(it)) {
            let declared = contract.contains(&format!("export type {word} = "));
            assert!(declared, "{command} answers {word}, which the page does not know");
        }
    }
}

#[test]
fn a_request_with_a_word_too_many_or_too_few_is_refused() {
    let ask = |request: serde_json::Value| serde_json::from_value::<Request>(request).map(|_| ());
    let answer = json!({ "locale": "zh", "command": "answer", "draft": 1, "fact": "person.name", "text": "张三" });
    let with = |name: &str, value: serde_json::Value| {
        let mut request = answer.clone();
        request[name] = value;
        request
    };
    assert!(ask(answer.clone()).is_ok());
    assert!(ask(with("only_here", json!(true))).is_ok());
    assert!(ask(json!({ "locale": "en", "command": "open_desk" })).is_ok());
    for wrong in [
        with("onlyHere", json!(true)),
        with("command", json!("answers")),
        with("text", json!(null)),
        with("locale", json!("fr")),
        json!({ "locale": "zh", "command": "answer", "draft": 1, "fact": "person.name" }),
        json!({ "locale": "zh", "command": "open_desk", "query": "张" }),
        json!({ "command": "open_desk" }),
    ] {
        assert!(ask(wrong.clone()).is_err(), "{wrong}");
    }
}

//! How long one answer takes, from the committed text to the whole view: one JSON line per figure.
//!
//! A real vault with full synchronisation and encryption; the time includes making the reply's JSON.
#![expect(clippy::print_stdout, reason = "a measurement")]

use std::{error::Error, time::Instant};

use beishen_desk::{Desk, Library, contract::Request};
use chrono::NaiveDateTime;
use serde_json::{Value, json};

const ANSWERS: usize = 300;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let now: NaiveDateTime = "2026-11-22T09:00:00".parse()?;
    let mut desk = Desk::open(&folder.path().join("bench.vault"), Library::built_in()?, now)?;
    let mut call = |request: Value| -> Result<Value, Box<dyn Error>> {
        let request: Request = serde_json::from_value(request)?;
        Ok(desk.call(request, now)?)
    };
    let view = call(json!({ "locale": "zh", "command": "add_samples" }))?;
    let draft = view["applicants"][0]["drafts"][0]["id"].clone();
    let mut times = Vec::with_capacity(ANSWERS);
    for n in 0..ANSWERS {
        let text = format!("北京市朝阳区示例路 {n} 号");
        let request = json!({ "locale": "zh", "command": "answer", "draft": draft, "fact": "contact.address", "text": text });
        let start = Instant::now();
        let reply = call(request)?.to_string();
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        assert!(reply.contains(&text), "the answer is in the view");
    }
    times.sort_by(f64::total_cmp);
    for (name, at) in [("answer_p50", ANSWERS / 2), ("answer_p95", ANSWERS * 95 / 100)] {
        println!(r#"{{"bench":"{name}","value":{:.1},"unit":"ms"}}"#, times[at]);
    }
    Ok(())
}

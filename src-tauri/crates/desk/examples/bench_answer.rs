//! How long one answer takes, from the committed text to the whole view, and how large that is: one JSON line per figure.
//!
//! A real vault with full synchronisation and encryption, and a draft with three pictures of about 1 MB; the time includes making
//! the reply's JSON.
#![expect(clippy::print_stdout, reason = "a measurement")]

use std::{error::Error, fs, time::Instant};

use beishen_desk::{Desk, Library, Request};
use chrono::NaiveDateTime;
use serde_json::{Value, json};

const ANSWERS: usize = 300;
const PICTURES: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let now: NaiveDateTime = "2026-11-22T09:00:00".parse()?;
    let mut desk = Desk::open(&folder.path().join("bench.vault"), Library::built_in()?, now)?;
    let mut call = |request: Value| -> Result<Value, Box<dyn Error>> {
        let request: Request = serde_json::from_value(request)?;
        Ok(serde_json::to_value(desk.call(request, now)?)?)
    };
    let view = call(json!({ "locale": "zh", "command": "add_samples" }))?;
    let draft = view["applicants"][0]["drafts"][0]["id"].clone();
    let view = call(json!({ "locale": "zh", "command": "open_draft", "draft": draft }))?;
    let materials: Vec<Value> =
        view["materials"].as_array().into_iter().flatten().map(|it| it["id"].clone()).collect();
    for (n, material) in materials.iter().take(PICTURES).enumerate() {
        let path = folder.path().join(format!("{n}.jpg"));
        fs::write(&path, picture(n)?)?;
        call(
            json!({ "locale": "zh", "command": "attach", "draft": draft, "material": material, "path": path }),
        )?;
    }
    let mut bytes = 0;
    let mut times = Vec::with_capacity(ANSWERS);
    for n in 0..ANSWERS {
        let text = format!("北京市朝阳区示例路 {n} 号");
        let request = json!({ "locale": "zh", "command": "answer", "draft": draft, "fact": "contact.address", "text": text });
        let start = Instant::now();
        let reply = call(request)?.to_string();
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        assert!(reply.contains(&text), "the answer is in the view");
        bytes = reply.len();
    }
    times.sort_by(f64::total_cmp);
    for (name, at) in [("answer_p50", ANSWERS / 2), ("answer_p95", ANSWERS * 95 / 100)] {
        println!(r#"{{"bench":"{name}","value":{:.1},"unit":"ms"}}"#, times[at]);
    }
    println!(r#"{{"bench":"answer_bytes","value":{bytes},"unit":"B"}}"#);
    Ok(())
}

/// Noise, of which a JPEG of this size has about 1 MB.
fn picture(n: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut seed = u32::try_from(n)?.wrapping_add(1);
    let pixels = image::RgbImage::from_fn(900, 1200, |_, _| {
        image::Rgb([0; 3].map(|_: u8| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0]
        }))
    });
    let mut jpeg = Vec::new();
    pixels.write_with_encoder(image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 80))?;
    Ok(jpeg)
}

//! Every other procedure once, by keys alone: the perfect draft of its pack, from an empty desk to the papers.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::PathBuf;

use beishen_e2e::{
    Window,
    hands::{
        DOWN, ENTER, SPACE, attach, enter_applicant, fill, go_to, reach, save_papers, saved,
        squeezed, tick,
    },
};
use chrono::{Local, NaiveDate};
use fantoccini::key::Key;
use image::{Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use serde_json::{Value, json};

/// What is typed: the facts of a perfect draft. What lies ahead in it lies as far ahead of today.
fn perfect(id: &str) -> Value {
    let file = format!("{}/../packs/{id}/perfect.json", env!("CARGO_MANIFEST_DIR"));
    let mut perfect: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let then = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    for value in perfect["facts"].as_object_mut().unwrap().values_mut() {
        let date = NaiveDate::parse_from_str(value.as_str().unwrap(), "%Y%m%d");
        if let Some(date) = date.ok().filter(|it| *it > then) {
            let date = Local::now().date_naive() + (date - then);
            *value = json!(date.format("%Y%m%d").to_string());
        }
    }
    perfect["facts"].take()
}

/// A picture of that size, with grain in its middle, as good as it takes to be no smaller than `bytes`.
fn picture(window: &Window, name: &str, width: u32, height: u32, bytes: usize) -> PathBuf {
    let mut grain = 1_u32;
    let picture = RgbImage::from_fn(width, height, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let middle = (width / 5..width * 4 / 5).contains(&x) && y > height / 6;
        let [grey, ..] = (grain >> 26).to_le_bytes();
        if middle { Rgb([180 + grey, 150 + grey, 130 + grey]) } else { Rgb([100, 197, 255]) }
    });
    let encode = |quality| {
        let mut jpeg = Vec::new();
        JpegEncoder::new_with_quality(&mut jpeg, quality).encode_image(&picture).unwrap();
        jpeg
    };
    let jpeg = (60..100).step_by(3).map(encode).find(|it| it.len() >= bytes).unwrap();
    let file = window.path(name);
    std::fs::write(&file, jpeg).unwrap();
    file
}

/// Chooses one of the radio buttons that `css` names.
async fn choose(window: &Window, css: &str, value: &str) {
    window.tab_to(css).await;
    for _ in 0..10 {
        if window.script("return document.activeElement.value").await == json!(value) {
            window.press(&SPACE.to_string()).await;
            return;
        }
        window.press(&DOWN.to_string()).await;
    }
    panic!("{value} is not among {css}");
}

/// Answers a field as its control wants it.
async fn answer(window: &Window, field: &Value, value: &str) {
    let fact = field["fact"].as_str().unwrap();
    let options = field["options"].as_array().map(Vec::len);
    let css = reach(window, fact).await;
    window.press_with(Key::Control, "a").await;
    if field["searchable"] == true || field["open"] == true {
        fill(window, fact, &format!("?{value}")).await;
    } else if options.is_some_and(|it| it <= 4) {
        choose(window, &format!("{css} input"), value).await;
    } else if options.is_some() {
        fill(window, fact, &format!("={value}")).await;
    } else {
        window.press(value).await;
    }
}

/// A step as the program shows it.
async fn look(window: &Window, id: &str) -> (Value, Value) {
    saved(window).await;
    let view = window.ask(json!({ "command": "open_draft", "draft": 1 })).await;
    let step = items(&view["steps"]).find(|it| it["id"] == id).unwrap().clone();
    (view, step)
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// Fills in a step: its fields, also those that an answer brings, its comparison, its files and ticks.
async fn step(window: &Window, id: &str, facts: &Value, pictures: &Pictures) {
    go_to(window, id).await;
    let mut answered = Vec::new();
    let (view, step) = loop {
        let (view, step) = look(window, id).await;
        let next = items(&step["fields"]).find(|field| {
            let value = &facts[field["fact"].as_str().unwrap()];
            value.as_str().is_some_and(|it| bare(it) != bare(field["value"].as_str().unwrap()))
        });
        let Some(field) = next else { break (view, step) };
        let fact = field["fact"].as_str().unwrap().to_owned();
        assert!(!answered.contains(&fact), "{fact} does not stay: {field}");
        answer(window, field, facts[&fact].as_str().unwrap()).await;
        answered.push(fact);
    };
    for item in items(&step["comparison"]["items"]) {
        let row = format!("[data-fact=\"{}\"]", item["fact"].as_str().unwrap());
        choose(window, &format!("{row} input"), "same").await;
        window.see(&format!("{row}[data-verdict=same]")).await;
    }
    for material in
        items(&view["materials"]).filter(|it| items(&step["materials"]).any(|id| *id == it["id"]))
    {
        let file =
            if items(&material["checks"]).count() > 0 { &pictures.photo } else { &pictures.scan };
        attach(window, material["id"].as_str().unwrap(), file).await;
    }
    tick(window, "[data-fact^=ticks] input, [data-irreversible] input").await;
}

/// Says by the form what was done at the portal, and by its button what comes next.
async fn log(window: &Window) {
    window.go("#/draft/1", "main[data-screen=tasks]").await;
    tick(window, "[data-irreversible] input").await;
    window.tab_to("[data-log] summary").await;
    window.press(&ENTER.to_string()).await;
    window.tab_to("#log-note").await;
    window.press("窗口答复：等两天").await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-entry]").await;
    window.see_text("窗口答复：等两天").await;
    window.tab_to("[data-stage] .act .button:not(.button--quiet)").await;
    window.press(&ENTER.to_string()).await;
    window.wait("both are kept", "document.querySelectorAll('[data-entry]').length === 2").await;
}

struct Pictures {
    photo: PathBuf,
    scan: PathBuf,
}

/// A value as it is compared: papers write 2023-09-01 for 20230901 and break lines.
fn bare(text: &str) -> String {
    squeezed(text).replace('-', "")
}

async fn walk(id: &str) {
    let facts = perfect(id);
    let window = Window::open().await;
    let pictures = Pictures {
        photo: picture(&window, "photo.jpg", 480, 640, 110_000),
        scan: picture(&window, "scan.jpg", 300, 200, 0),
    };
    enter_applicant(&window, facts["person.name"].as_str().unwrap()).await;
    choose(&window, "[name=procedure]", id).await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("main[data-screen=tasks]").await;
    let view = window.ask(json!({ "command": "open_draft", "draft": 1 })).await;
    for it in items(&view["steps"]) {
        step(&window, it["id"].as_str().unwrap(), &facts, &pictures).await;
    }
    log(&window).await;
    window.go("#/draft/1/review", "main[data-screen=review]").await;
    window.see_text("都填好了，没有要改的。").await;

    let (view, _) = look(&window, view["steps"][0]["id"].as_str().unwrap()).await;
    let (paper, list) = save_papers(&window).await;
    let (on_paper, on_list) = (bare(&paper), bare(&list));
    let fields: Vec<_> = items(&view["steps"]).flat_map(|it| items(&it["fields"])).collect();
    for (fact, value) in facts.as_object().unwrap() {
        let Some(field) = fields.iter().find(|it| it["fact"] == **fact) else { continue };
        let value = bare(value.as_str().unwrap());
        assert!(on_paper.contains(&value), "{fact}: {value} is not on the receipt:\n{paper}");
        if items(&field["margin"]["portal"]).count() > 0 {
            // A portal may have a name of its own for an option.
            let there = bare(field["portal_value"].as_str().unwrap());
            let listed = on_list.contains(&value) || !there.is_empty() && on_list.contains(&there);
            assert!(listed, "{fact}: {value} is not on the checklist:\n{list}");
        }
    }
    assert!(!paper.contains("处要改") && !paper.contains("还没填"), "{paper}");
}

#[tokio::test]
async fn a_chsi_account_goes_the_whole_way_by_keys() {
    walk("chsi-account").await;
}

#[tokio::test]
async fn a_bachelor_degree_goes_the_whole_way_by_keys() {
    walk("hunnu-bachelor").await;
}

#[tokio::test]
async fn an_image_check_goes_the_whole_way_by_keys() {
    walk("image-check").await;
}

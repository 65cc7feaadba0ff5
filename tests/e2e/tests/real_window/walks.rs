//! Every procedure once, by keys alone: the perfect draft of its pack, from an empty desk to the papers, with the mistakes that
//! people make. How many keys and screens that takes, and how many mistakes are noticed, stands in the guide.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::PathBuf;

use beishen_e2e::{
    Window, eventually,
    hands::{
        DOWN, ENTER, SPACE, TAB, attach, confirm, enter_applicant, fill, go_to, portrait, reach,
        save_papers, saved, squeezed, tick,
    },
};
use chrono::{Local, NaiveDate};
use fantoccini::key::Key;
use image::{Rgb, RgbImage};
use serde_json::{Value, json};

use super::window::history;

/// What is typed: the facts of a perfect draft. What lies ahead in it lies as far ahead of today.
pub(super) fn perfect(id: &str) -> Value {
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
    perfect
}

/// A scan with print in its middle.
fn scan(window: &Window) -> PathBuf {
    let mut grain = 1_u32;
    let picture = RgbImage::from_fn(1240, 1754, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let print = (200..1040).contains(&x) && (200..1500).contains(&y) && y % 40 < 20;
        let dark = print && grain >> 30 == 0;
        if dark { Rgb([30; 3]) } else { Rgb([250; 3]) }
    });
    let file = window.path("scan.jpg");
    picture.save(&file).unwrap();
    file
}

/// Chooses one of the radio buttons that `css` names.
pub(super) async fn choose(window: &Window, css: &str, value: &str) {
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
    if options.is_some_and(|it| it <= 5) {
        choose(window, &format!("{css} input"), value).await;
    } else if field["searchable"] == true || field["open"] == true {
        fill(window, fact, &format!("?{value}")).await;
    } else if options.is_some() {
        fill(window, fact, &format!("={value}")).await;
    } else {
        window.press(value).await;
    }
}

/// What people write instead, by fact.
const MISTAKES: &[(&str, Mistaken)] = &[
    // A digit that is wrong.
    ("person.id_number", |it| it.replacen("19", "91", 1)),
    ("person.name", DOT),
    // The portals' mails do not arrive there.
    ("contact.email", |_| "zhangsan@hotmail.com".to_owned()),
    ("work.start_month", |_| "2017.7".to_owned()),
    // A landline without its area code.
    ("contact.work_phone", |it| it.trim_start_matches("010").to_owned()),
    ("contact.mobile", |it| it.replacen("13", "1", 1)),
    ("contact.postcode", |it| it.trim_end_matches('0').to_owned()),
];

/// Makes the mistake out of the right value.
type Mistaken = fn(&str) -> String;

/// A name with the wrong dot in it.
const DOT: Mistaken = |it| it.replace('三', "•三");

/// What was found on the way.
#[derive(Default)]
pub(super) struct Noticed {
    mistakes: usize,
    /// Those of which nothing was said, and which were not understood either.
    silent: Vec<String>,
}

impl Noticed {
    fn made(&mut self, what: &str, noticed: bool) {
        self.mistakes += 1;
        if !noticed {
            self.silent.push(what.to_owned());
        }
    }
}

/// Holds what the guide says of a walk: how many keys and screens it takes at most, how many mistakes were made, and how many of
/// them were noticed.
fn told(title: [&str; 2], keys: usize, screens: usize, noticed: &Noticed) {
    let found = noticed.mistakes - noticed.silent.len();
    let silent = &noticed.silent;
    let walk = format!(
        "{keys} keys, {screens} screens, {found} of {} noticed, not {silent:?}",
        noticed.mistakes
    );
    for (locale, title) in ["zh", "en"].iter().zip(title) {
        let file = format!("{}/../../assets/guide/{locale}/keys.md", env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read_to_string(file).unwrap();
        let row = page.lines().find(|it| it.starts_with(&format!("| {title} |"))).unwrap();
        let figures: Vec<usize> = row.split('|').filter_map(|it| it.trim().parse().ok()).collect();
        let [most_keys, most_screens, mistakes, told] = figures[..] else { panic!("{row}") };
        let close = |most: usize, is: usize| most >= is && most <= is + is / 2;
        assert!(close(most_keys, keys) && close(most_screens, screens), "{walk}; {row}");
        assert_eq!((mistakes, told), (noticed.mistakes, found), "{walk}; {row}");
    }
}

/// Makes the mistake of a fact, if there is one, and sees whether it is noticed.
async fn mistake(window: &Window, step: &str, field: &Value, value: &str, noticed: &mut Noticed) {
    let fact = field["fact"].as_str().unwrap();
    let Some((_, wrong)) = MISTAKES.iter().find(|it| it.0 == fact) else { return };
    let wrong = wrong(value);
    answer(window, field, &wrong).await;
    window.press(&TAB.to_string()).await;
    let (view, now) = eventually(fact, async || {
        let (view, step) = look(window, step).await;
        let now = items(&step["fields"]).find(|it| it["fact"] == fact)?.clone();
        (now["typed"] == *wrong).then_some((view, now))
    })
    .await;
    let said = items(&view["findings"]).any(|it| it["fact"] == fact && it["missing"] == false);
    let understood = now["portal_value"].as_str().is_some_and(|it| bare(it) == bare(value));
    noticed.made(fact, said || understood);
    // Back to it, past the repairs and what is to be ticked below.
    let here = format!(
        "return document.activeElement.matches('[data-fact=\"{fact}\"] input:not([type=checkbox])')"
    );
    while window.script(&here).await == json!(false) {
        window.press_with(Key::Shift, &TAB.to_string()).await;
    }
}

/// Fills in the history: a row at first, after which nothing is said of the time up to now, then the rest.
async fn years(window: &Window, rows: &Value, noticed: &mut Noticed) {
    let of = |row: &Value| {
        ["from", "to", "place", "role"].map(|it| row[it].as_str().unwrap_or_default().to_owned())
    };
    let mut rows: Vec<_> = items(rows).map(of).collect();
    let Some(last) = rows.last_mut() else { return };
    "至今".clone_into(&mut last[1]);
    let rows: Vec<[&str; 4]> = rows.iter().map(|row| row.each_ref().map(|it| &**it)).collect();
    let (first, rest) = rows.split_at(1);
    history(window, first).await;
    let (view, _) = look(window, "history").await;
    let said = items(&view["findings"]).any(|it| it["step"] == "history" && it["missing"] == false);
    noticed.made("history", said);
    history(window, rest).await;
}

/// A step as the program shows it.
async fn look(window: &Window, id: &str) -> (Value, Value) {
    saved(window).await;
    let view = window.ask(json!({ "command": "open_draft", "draft": 1 })).await;
    let step = items(&view["steps"]).find(|it| it["id"] == id).unwrap().clone();
    (view, step)
}

pub(super) fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

/// Fills in a step: its fields, also those that an answer brings, its comparison, its files and ticks; where somebody notices, with
/// the mistakes that people make.
pub(super) async fn step(
    window: &Window,
    id: &str,
    facts: &Value,
    pictures: &Pictures,
    mut noticed: Option<&mut Noticed>,
) {
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
        let value = facts[&fact].as_str().unwrap();
        if let Some(noticed) = noticed.as_deref_mut() {
            mistake(window, id, field, value, noticed).await;
        }
        answer(window, field, value).await;
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
        let id = material["id"].as_str().unwrap();
        if material["photo"] == true {
            attach(window, id, &pictures.photo).await;
            window.tab_to(".prepare .button").await;
            window.press(&ENTER.to_string()).await;
            window.see(&format!("[data-fact='files.{id}'] .prepared")).await;
        } else {
            attach(window, id, &pictures.scan).await;
        }
    }
    confirm(window).await;
    tick(window, "[data-irreversible] input").await;
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

/// The files that a procedure asks for.
pub(super) struct Pictures {
    photo: PathBuf,
    scan: PathBuf,
}

impl Pictures {
    pub(super) fn of(window: &Window) -> Self {
        let pictures = Self { photo: window.path("photo.png"), scan: scan(window) };
        portrait().save(&pictures.photo).unwrap();
        pictures
    }
}

/// A value as it is compared: papers write 2023-09-01 for 20230901 and break lines.
fn bare(text: &str) -> String {
    squeezed(text).replace('-', "")
}

async fn walk(id: &str, title: [&str; 2]) {
    let mut perfect = perfect(id);
    let (facts, rows) = (perfect["facts"].take(), perfect["history"].take());
    let mut noticed = Noticed::default();
    let window = Window::open().await;
    let count = "window.screens = 1; addEventListener('hashchange', () => (window.screens += 1))";
    window.script(count).await;
    let pictures = Pictures::of(&window);
    // Already the name has a dot that is none, as it comes from a phone.
    enter_applicant(&window, &DOT(facts["person.name"].as_str().unwrap())).await;
    choose(&window, "[name=procedure]", id).await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("main[data-screen=tasks]").await;
    let view = window.ask(json!({ "command": "open_draft", "draft": 1 })).await;
    for it in items(&view["steps"]) {
        step(&window, it["id"].as_str().unwrap(), &facts, &pictures, Some(&mut noticed)).await;
        if it["has_history"] == true {
            years(&window, &rows, &mut noticed).await;
        }
    }
    log(&window).await;
    window.go("#/draft/1/review", "main[data-screen=review]").await;
    window.see_text("都填好了，没有要改的。").await;

    let (view, _) = look(&window, view["steps"][0]["id"].as_str().unwrap()).await;
    let (paper, list, _) = save_papers(&window).await;
    let screens = window.script("return window.screens").await.as_u64().unwrap();
    told(title, window.pressed(), usize::try_from(screens).unwrap(), &noticed);
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
    walk("chsi-account", ["学信网账号", "The CHSI account"]).await;
}

#[tokio::test]
async fn a_bachelor_degree_goes_the_whole_way_by_keys() {
    walk("hunnu-bachelor", ["学士学位申请", "The bachelor’s degree"]).await;
}

#[tokio::test]
async fn an_image_check_goes_the_whole_way_by_keys() {
    walk("image-check", ["毕业生图像校对", "The graduation image"]).await;
}

#[tokio::test]
async fn a_masters_degree_goes_the_whole_way_by_keys() {
    walk("tdxl", ["同等学力申硕", "The master’s degree"]).await;
}

//! Strings that have broken other programs, through every fact, every paper in every form, and back through a facts file: nothing of
//! them becomes markup, a formula, a line of its own or a character that steers, and none is lost.

use std::collections::BTreeMap;

use beishen_core::{Answers, FactKey, FactsFile, Finding, HistoryRow, Known, Subject};
use beishen_document::{Document, Locale};
use beishen_guide::{companion::companion_pages, papers};
use beishen_tests::{PACKS, Pack, assess, now, pack};

/// Each with what it must not become.
const AWKWARD: &[&str] = &[
    // markup
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</td></tr></table><h1>合格</h1>",
    "<!--",
    "]]>",
    "&lt;b&gt;&#60;b&#62;&amp;nbsp;",
    "</style><style>*{display:none}",
    "</textarea><button formaction=javascript:alert(1)>",
    "<a href=\"javascript:alert(1)\">张三</a>",
    // formulas
    "=cmd|'/c calc'!A1",
    "@SUM(1+1)*cmd|'/c calc'!A0",
    "+8613800138000",
    "-1+2",
    "\t=1+1",
    "＝1+1",
    "＋1",
    "=HYPERLINK(\"http://example.cn\")",
    // lines, cells, quotes
    "张三\r\nBEGIN:VEVENT\r\nSUMMARY:x",
    "一\n二\r三\u{2028}四\u{2029}五\u{b}六\u{c}七\u{85}八",
    "a,b;c\td\"e\"'f'",
    "\"\"\"",
    "\\\\server\\share\\..\\..\\x",
    "\\n\\r\\0",
    "| a | b |\n|---|---|",
    "[张三](http://example.cn) ![x](y) `z` **b** # h",
    // what steers
    "\u{0}",
    "\u{1b}[31m\u{1b}]0;title\u{7}",
    "\u{202e}gpj.exe",
    "\u{2066}a\u{2067}b\u{2069}",
    "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}",
    "\u{e0041}\u{e0042}",
    "\u{ad}\u{34f}\u{180e}",
    "\u{fff9}a\u{fffa}b\u{fffb}",
    // what is hard to draw or to cut
    "Z\u{351}\u{36b}\u{343}\u{36a}\u{302}a\u{35b}\u{311}l\u{36d}\u{367}g\u{351}o",
    "👩‍👩‍👧‍👦🏳️‍🌈🇨🇳1️⃣",
    "𠮷𪚥𫠠㊣㍿",
    "e\u{301}ﬃ½ⅷ①",
    "مرحبا עברית हिन्दी ไทย",
    "\u{d7ff}\u{e000}\u{f8ff}\u{fffd}",
    "\u{10ffff}",
    "ÅΩK\u{212b}\u{2126}\u{212a}",
    // other languages' own
    "'); DROP TABLE applicant; --",
    "' OR '1'='1",
    "{{7*7}}${7*7}#{7*7}<%= 7*7 %>",
    "{n}{}{0}%s%n%d%x",
    "$(touch x)`touch x`;touch x|touch x&",
    "../../../etc/passwd",
    "CON",
    "aux.txt ",
    "nul:",
    "C:\\a?*<>|\"",
    // words and numbers that mean something
    "null",
    "undefined",
    "NaN",
    "true",
    "nil",
    "0",
    "-0",
    "1e309",
    "0x1F",
    "1,000.00",
    "１２３",
    "٣٤٥",
    "99999999999999999999999999999999",
    "0001-01-01",
    "2026-02-30",
    "9999-12-31T23:59:60Z",
    "1/0",
    "∞",
    "无",
    "——",
    "　",
    " ",
];

fn filled(pack: &Pack, with: &str) -> Answers {
    let text = |_: &FactKey| with.to_owned();
    let facts = pack.procedure.facts().iter().map(|it| (it.key.clone(), text(&it.key)));
    let row = HistoryRow {
        from: with.to_owned(),
        to: with.to_owned(),
        place: with.to_owned(),
        role: with.to_owned(),
        witness: with.to_owned(),
    };
    Answers { facts: facts.collect(), history: vec![row], ..pack.perfect.clone() }
}

/// Every paper there is of these answers.
fn documents(pack: &Pack, answers: &Answers, locale: Locale) -> Vec<Document> {
    let (procedure, assessment) = (&pack.procedure, assess(&pack.procedure, answers, now()));
    let mut all = vec![
        papers::receipt(procedure, answers, &assessment, None, now(), locale, false),
        papers::receipt(procedure, answers, &assessment, None, now(), locale, true),
        papers::checklist(procedure, answers, &assessment, now(), locale),
    ];
    all.extend(papers::correction(procedure, answers, &assessment, now(), locale));
    all
}

/// What no text for a person may hold as it is.
fn steers(it: char) -> bool {
    let control = it.is_control() && !['\n', '\r', '\t'].contains(&it);
    control
        || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

/// A cell that a spreadsheet would reckon.
fn reckoned(cell: &str) -> bool {
    let cell = cell.trim_start_matches('"');
    cell.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠']) && cell.chars().count() > 1
}

/// The cells of a table as RFC 4180 writes it.
fn cells(csv: &str) -> Vec<String> {
    let (mut all, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    for it in csv.trim_start_matches('\u{feff}').chars() {
        match it {
            '"' => quoted = !quoted,
            ',' | '\n' | '\r' if !quoted => all.push(std::mem::take(&mut cell)),
            _ => cell.push(it),
        }
    }
    all.push(cell);
    all
}

#[test]
fn no_paper_in_any_form_takes_an_answer_for_anything_else() {
    let mut wrong = Vec::new();
    for id in PACKS {
        let pack = pack(id);
        for (with, locale) in AWKWARD.iter().zip([Locale::Zh, Locale::En].into_iter().cycle()) {
            let answers = filled(&pack, with);
            for document in documents(&pack, &answers, locale) {
                let html = document.to_html();
                for tag in [
                    "<script>alert",
                    "<img src=x",
                    "<svg/onload",
                    "<h1>合格",
                    "<style>*",
                    "<a href=\"javascript",
                    "<button form",
                ] {
                    if html.contains(tag) {
                        wrong.push(format!("{id} {with:?}: {tag} in the page"));
                    }
                }
                let forms = [
                    ("text", document.to_text()),
                    ("markdown", document.to_markdown()),
                    ("html", html),
                    ("csv", document.to_csv()),
                ];
                for (form, text) in &forms {
                    if let Some(it) = text.chars().find(|it| steers(*it)) {
                        wrong.push(format!("{id} {with:?}: {it:?} in {form}"));
                    }
                }
                let [.., (_, csv)] = &forms;
                wrong.extend(
                    cells(csv)
                        .iter()
                        .filter(|it| reckoned(it))
                        .map(|it| format!("{id} {with:?}: {it:?} in csv")),
                );
                serde_json::from_str::<serde_json::Value>(&document.to_json())
                    .unwrap_or_else(|it| panic!("{id} {with:?}: {it}"));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_facts_file_keeps_every_character() {
    for id in PACKS {
        let pack = pack(id);
        let mut known = Known::default();
        known.add(&pack.procedure);
        for with in AWKWARD {
            let answers = filled(&pack, with);
            let text = FactsFile::write(&answers, &known, &BTreeMap::new());
            let (again, _) = FactsFile::parse(&text, &known)
                .unwrap_or_else(|it| panic!("{id} {with:?}: {}", it.message(Locale::En)));
            for (key, text) in &answers.facts {
                let kept = again.facts.get(key).map_or("", String::as_str);
                assert_eq!(kept, text, "{id} {with:?} {key:?}");
            }
            assert_eq!(again.history, answers.history, "{id} {with:?}");
        }
    }
}

#[test]
fn nothing_that_steers_goes_to_the_clipboard() {
    let mut wrong = Vec::new();
    for id in PACKS {
        let pack = pack(id);
        for with in AWKWARD {
            let answers = filled(&pack, with);
            let assessment = assess(&pack.procedure, &answers, now());
            let pages = companion_pages(&pack.procedure, &answers, &assessment, now(), Locale::Zh);
            for item in pages.iter().flat_map(|it| &it.items) {
                if let Some(it) = item.value.chars().find(|it| steers(*it)) {
                    wrong.push(format!("{id} {with:?}: {it:?} in {}", item.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_character_that_steers_is_taken_out_or_told_wherever_it_stands() {
    let mut silent = Vec::new();
    for id in PACKS {
        let pack = pack(id);
        for fact in pack.procedure.facts() {
            let Some(right) = pack.perfect.facts.get(&fact.key).filter(|it| !it.is_empty()) else {
                continue;
            };
            for with in ['\u{1b}', '\u{202e}', '\u{2066}', '\u{0}'] {
                let mut answers = pack.perfect.clone();
                answers.facts.insert(fact.key.clone(), format!("{right}{with}"));
                let told = assess(&pack.procedure, &answers, now());
                let cleaned = told.values.get(&fact.key).is_none_or(|it| !it.text.contains(with));
                let about = |it: &Finding| it.subject == Subject::Fact(fact.key.clone());
                if !cleaned && !told.findings.iter().any(about) {
                    silent.push(format!("{id} {} {with:?}", fact.key.as_str()));
                }
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

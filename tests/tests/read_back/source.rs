//! The source of a saved page is read as a browser shows it (HTML standard), and what no browser can tell is not told here.

use std::fmt::Write as _;

use beishen_core::outcome::Verdict::{self, Differs, NotFound, Same};
use beishen_guide::readback::{self, Ignored, ReadBack, Saved, read_back};
use beishen_tests::{assess, now, pack};

use crate::{field, tdxl};

/// What a page shows beside what is tried.
const AROUND: &str = "<h3>考生信息</h3><table><tr><td>姓名拼音：</td><td>ZHANG SAN</td></tr><tr><td>民族：</td><td>汉族</td></tr>\
    <tr><td>出生日期：</td><td>19950314</td></tr></table>";

fn read(part: &str) -> ReadBack {
    read_with(part, AROUND)
}

fn read_with(part: &str, around: &str) -> ReadBack {
    let head = "<!DOCTYPE html><html><head><meta charset=utf-8></head><body>";
    tdxl(&format!("{head}{part}{around}</body></html>"))
}

/// A part of a page, and what is to be said of one field.
fn hold(label: &str, part: &str, verdict: Verdict) {
    assert_eq!(wrong(label, part, verdict), [""; 0]);
}

/// What is said otherwise.
fn wrong(label: &str, part: &str, verdict: Verdict) -> Vec<String> {
    let rows = AROUND.split_inclusive("</tr>");
    let own = format!("<tr><td>{label}：");
    let around: String = rows.map(|it| if it.contains(&own) { "<table>" } else { it }).collect();
    let read = read_with(part, &around);
    let field = field(&read, label);
    let mut wrong = Vec::new();
    if field.verdict != verdict {
        let said = (field.verdict, &field.found);
        wrong.push(format!("{label} {verdict:?}: {part}: {said:?}"));
    }
    let others = ["姓名拼音", "民族", "出生日期"].into_iter().filter(|it| *it != label);
    let is_same = |label: &str| {
        let found = read.fields.iter().find(|it| it.label == label);
        found.is_some_and(|it| it.verdict == Same)
    };
    let others = others.filter(|it| !is_same(it));
    wrong.extend(others.map(|it| format!("{it} beside {part}")));
    wrong
}

#[test]
fn parts_of_pages_are_read_as_a_browser_shows_them() {
    let mut all = Vec::new();
    let files = [include_str!("pages.tsv"), include_str!("markup.tsv"), include_str!("drawn.tsv")];
    let cases = files.iter().flat_map(|it| it.lines());
    for case in cases.filter(|it| !it.is_empty() && !it.starts_with('#')) {
        let [label, verdict, part] = case.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not three columns: {case}")
        };
        let verdict = match verdict {
            "Same" => Same,
            "Differs" => Differs,
            "NotFound" => NotFound,
            _ => panic!("no verdict: {case}"),
        };
        all.extend(wrong(label, part, verdict));
    }
    assert!(all.is_empty(), "{} of them\n{}", all.len(), all.join("\n"));
}

#[test]
fn what_is_hidden_is_not_seen() {
    for (hidden, shown, verdict) in [("李四", "张三", Same), ("张三", "李四", Differs)] {
        for part in [
            format!("<span style='display:none'>{hidden}</span>{shown}"),
            format!("<span style='color:red; DISPLAY : none !important'>{hidden}</span>{shown}"),
            format!("<span style='visibility:hidden'>{hidden}</span>{shown}"),
            format!("<span style='text-decoration:line-through'>{hidden}</span>{shown}"),
            format!("<span hidden>{hidden}</span>{shown}"),
            format!("<div hidden><b>{hidden}</b></div>{shown}"),
            format!("<del>{hidden}</del>{shown}"),
            format!("<s>{hidden}</s>{shown}"),
            format!("<input type=hidden value={hidden}>{shown}"),
            format!("<input style='display:none' value={hidden}><input value={shown}>"),
            format!("<template>{hidden}</template>{shown}"),
            format!("<noscript>{hidden}</noscript>{shown}"),
            format!("<script>'{hidden}'</script>{shown}"),
            format!("<style>{hidden}</style>{shown}"),
            format!("<textarea hidden>{hidden}</textarea>{shown}"),
            format!("<dialog>{hidden}</dialog>{shown}"),
            format!("<!-- {hidden} -->{shown}"),
            format!("<!-->{shown}<!-- {hidden} --!>"),
            format!("{shown}<button>{hidden}</button>"),
        ] {
            hold("姓名", &format!("<table><tr><td>姓名：<td>{part}</table>"), verdict);
            hold("姓名", &format!("<ul><li>姓名：{part}</ul>"), verdict);
        }
    }
}

#[test]
fn a_name_in_other_letters_is_read_by_their_names() {
    let mut pack = pack("tdxl");
    pack.perfect.facts.insert("person.name".into(), "MÜLLER JOSÉ".into());
    let assessment = assess(&pack.procedure, &pack.perfect, now());
    for (shown, verdict) in [
        ("M&Uuml;LLER JOS&Eacute;", Same),
        ("M&Uuml;LLER JOS&Eacute", Same),
        ("MÜLLER&Tab;JOSÉ", Same),
        ("MU&#x308;LLER JOSE&#x301;", Same),
        ("MU&#x308;LLER JOSE&#x300;", Differs),
        ("M&Uuml;LLER JOS&eacute;", Differs),
        ("MULLER JOSE", Differs),
    ] {
        let source = format!("<table><tr><td>姓名：</td><td>{shown}</td></tr></table>");
        let read = read_back(&pack.procedure, &pack.perfect, &assessment, &source, now());
        assert_eq!(field(&read, "姓名").verdict, verdict, "{shown}");
    }
}

#[test]
fn the_same_letters_in_another_form_are_the_same_and_said_to_be() {
    let mut pack = pack("tdxl");
    for (name, shown, verdict, ignored) in [
        ("MÜLLER JOSÉ", "MU\u{308}LLER JOSE\u{301}", Same, &[Ignored::Form][..]),
        ("MÜLLER JOSÉ", "MÜLLER JOSÉ", Same, &[]),
        // These look alike, and are two characters all the same.
        ("郎平", "\u{F92C}平", Differs, &[]),
    ] {
        pack.perfect.facts.insert("person.name".into(), name.into());
        let assessment = assess(&pack.procedure, &pack.perfect, now());
        let text = format!("姓名：{shown}");
        let read = read_back(&pack.procedure, &pack.perfect, &assessment, &text, now());
        let field = field(&read, "姓名");
        assert_eq!((field.verdict, &*field.ignored), (verdict, ignored), "{shown}");
    }
}

#[test]
fn a_label_of_another_thing_is_not_ours() {
    for part in ["<p>姓名（曾用名）：张三</p>", "<p>姓名（拼音）张三</p>"] {
        assert_eq!(field(&read(part), "姓名").verdict, NotFound, "{part}");
    }
}

#[test]
fn what_is_unclear_shows_both_and_asks_to_look() {
    let read = read("<p>姓名：张三</p><p>姓名 李四</p>");
    let field = field(&read, "姓名");
    assert_eq!(field.found.as_deref(), Some("张三 / 李四"));
    assert!(field.apart.as_ref().is_some_and(|it| it.zh.contains("请看一眼")));
}

#[test]
fn a_source_that_no_browser_would_show_shows_nothing() {
    let deep = format!("{}<p>姓名：张三</p>", "<div>".repeat(100_000));
    assert!(tdxl(&deep).fields.is_empty());
    let mut tag = "<p".to_owned();
    for n in 0..100_000 {
        let _ = write!(tag, " a{n}");
    }
    assert!(tdxl(&format!("{tag}>姓名：张三</p>")).fields.is_empty());
    let bold = format!("{}<p>姓名：张三</p>", "<b>".repeat(400));
    assert_eq!(field(&tdxl(&bold), "姓名").verdict, Same);
}

/// Sheets that were saved with the page are read as the page's own; without them a class of its own may hide a value.
#[test]
fn linked_style_sheets_count() {
    let page = |linked: &str| {
        let head = format!("<html><head>{linked}</head><body>{AROUND}");
        format!("{head}<p>姓名：<span class=old>张三</span></p><p class=old>性别：男</p>")
    };
    let read = |page: &str, sheets: &[(&str, &str)]| {
        let text = page.to_owned();
        let sheets = sheets.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
        let all = crate::assessed("tdxl");
        let saved = Saved { text, sheets, ..Saved::default() };
        read_back(&all.procedure, &all.answers, &all.assessment, saved, now())
    };
    let link = page("<link rel=stylesheet href=./p_files/a.css>");
    assert_eq!(readback::links(&link), ["./p_files/a.css"]);
    for (sheets, verdict) in [
        (&[][..], NotFound),
        (&[("./p_files/a.css", "span.old{display:none}")], Differs),
        (&[("./p_files/a.css", "p span:not(.new){display:none}")], Differs),
        (&[("./p_files/a.css", "span.old{color:red}")], Same),
        (&[("./p_files/a.css", "@import 'b.css';")], NotFound),
        (&[("./p_files/a.css", "@import 'b.css';"), ("b.css", ".old{display:none}")], Differs),
        (&[("./p_files/a.css", "@import url(b.css);"), ("b.css", ".o{display:none}")], Same),
        (&[("./p_files/a.css", "@import url(b.css) print;")], Same),
        (&[("./p_files/a.css", "@media (min-width:9000px){.old{display:none}}")], NotFound),
        (&[("./p_files/a.css", "<!-- .old{display:none} -->")], Differs),
        (&[("./p_files/a.css", "}} .old{display:none}")], Same),
        (&[("./p_files/a.css", ".old{display:none")], Differs),
        (&[("./p_files/a.css", "/* .old{display:none} ")], Same),
    ] {
        let read = read(&link, sheets);
        let field = field(&read, "姓名");
        assert_eq!(field.verdict, verdict, "{sheets:?}: {:?}", field.apart);
        let looks = field.apart.as_ref().is_some_and(|it| it.zh.contains("请看一眼"));
        assert_eq!(looks, verdict == NotFound, "{sheets:?}");
    }
    // What has no class of its own cannot be hidden alone.
    assert_eq!(field(&read(&link, &[]), "姓名拼音").verdict, Same);
    for unread in ["<style></style>", "<style>@import url('x.css');</style>"] {
        assert_eq!(field(&read(&page(unread), &[]), "姓名").verdict, NotFound, "{unread}");
    }
    for read_whole in ["", "<style>a{}</style>", "<link rel=icon href=a.css>"] {
        assert_eq!(field(&read(&page(read_whole), &[]), "姓名").verdict, Same, "{read_whole}");
    }
}

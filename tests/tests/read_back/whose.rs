//! Whose data stand on a page, and on which side of its labels values stand.

use std::fmt::Write as _;

use beishen_core::outcome::Verdict::{Differs, NotFound, Same};

use crate::{
    ASSESSED,
    layouts::{LAYOUTS, escaped, shown},
    tdxl, verdicts,
};

#[test]
fn nothing_is_said_of_what_may_be_another_s_or_another_label_s() {
    let mut wrong = String::new();
    let lines = include_str!("whose.tsv").lines();
    for case in lines.filter(|it| !it.is_empty() && !it.starts_with('#')) {
        let [label, verdict, page] = case.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not three columns: {case}")
        };
        let verdict = match verdict {
            "Same" => Same,
            "Differs" => Differs,
            "NotFound" => NotFound,
            _ => panic!("no verdict: {case}"),
        };
        let read = tdxl(&page.replace("\\n", "\n").replace("\\t", "\t"));
        let found = read.fields.iter().find(|it| it.label == label);
        let is = found.map_or(NotFound, |it| it.verdict);
        if is != verdict {
            let _ = writeln!(wrong, "{is:?}, and not {case} {:?}", found.map(|it| &it.found));
        }
    }
    assert!(wrong.is_empty(), "{} of them\n{wrong}", wrong.lines().count());
}

/// Every page of every pack in every layout: below a head that says whose it is all agrees, below an example nothing does.
#[test]
fn the_head_above_a_page_decides_whatever_its_layout() {
    for all in ASSESSED.iter() {
        for page in all.procedure.pages() {
            let fields = shown(&all.procedure, &all.assessment, &page.id);
            for (name, layout) in LAYOUTS.iter().filter(|_| !fields.is_empty()) {
                let text = layout(&fields);
                let below = |head: &str| {
                    let text = match text.strip_prefix("<!DOCTYPE html><html><body>") {
                        Some(rest) => format!("<!DOCTYPE html><h3>{head}</h3>{rest}"),
                        None if text.starts_with('<') => format!("<h3>{head}</h3>{text}"),
                        None => format!("{head}\n{text}"),
                    };
                    all.read(&text)
                };
                let plain = all.read(&text);
                for head in ["考生信息", "一、基本信息"] {
                    let same = verdicts(&plain, Same);
                    assert_eq!(verdicts(&below(head), Same), same, "{name}, {head}: {text}");
                }
                let read = below("填写样例");
                assert_eq!(verdicts(&read, Same), [""; 0], "{name}: {text}");
                assert_eq!(verdicts(&read, Differs), [""; 0], "{name}: {text}");
            }
        }
    }
}

/// What belongs to a label, below another value above it, with a label behind it that nobody knows.
type Above = fn(&str, &str) -> String;

const ABOVE: [(&str, Above); 7] = [
    ("lines", |label, value| format!("某个值\n{label}\n{value}\n别的名目\n")),
    ("parted lines", |label, value| format!("某个值\n{label}\n\n{value}\n别的名目\n")),
    ("cells", |label, value| format!("某个值\t{label}\t{value}\t别的名目\n")),
    ("cards", |label, value| {
        format!("<div><b>某个值</b><p>{label}</p></div><div><b>{value}</b><p>别的名目</p></div>")
    }),
    ("blocks", |label, value| format!("<p>某个值</p><p>{label}</p><p>{value}</p><p>别的名目</p>")),
    ("cells of cards", |label, value| {
        format!("<table><tr><td>某个值<br>{label}<td>{value}<br>别的名目</table>")
    }),
    ("columns", |label, value| {
        let rows = ["某个值", label, value, "别的名目"].map(|it| format!("<tr><td>{it}<td>{it}"));
        format!("<table>{}</table>", rows.concat())
    }),
];

#[test]
fn no_value_that_may_be_another_label_s_is_said_to_agree() {
    for all in ASSESSED.iter() {
        for page in all.procedure.pages() {
            for (label, value) in shown(&all.procedure, &all.assessment, &page.id) {
                for (name, above) in ABOVE {
                    let text = above(&escaped(&label), &escaped(&value));
                    assert_eq!(verdicts(&all.read(&text), Same), [""; 0], "{name}: {text}");
                }
            }
        }
    }
}

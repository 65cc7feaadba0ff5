//! Every page of every pack, in every layout of a portal: all agrees, and of what is altered one differs.

use beishen_core::{Assessment, Procedure, outcome::Verdict, procedure::FieldKind};
use beishen_guide::portal_value;
use proptest::prelude::*;

use crate::{ASSESSED, Assessed, history, rows, verdicts};

/// Every field that has a value, as its page shows it.
pub(crate) fn shown(
    procedure: &Procedure,
    assessment: &Assessment,
    page: &str,
) -> Vec<(String, String)> {
    let answer =
        |key: &beishen_core::FactKey| assessment.values.get(key).map(|it| it.text.as_str());
    procedure
        .fields()
        .filter(|(it, field)| it.id == page && field.kind != FieldKind::Do)
        .filter(|(_, field)| field.relevant.as_ref().is_none_or(|it| it.holds(&answer)))
        .map(|(_, field)| {
            (field.portal_label.clone(), portal_value(procedure, field, &assessment.values))
        })
        .filter(|it| !it.1.is_empty())
        .collect()
}

/// As it stands in a source.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

pub(crate) type Layout = (&'static str, fn(&[(String, String)]) -> String);

/// One field after another.
fn each(fields: &[(String, String)], one: impl Fn(usize, &str, &str) -> String) -> String {
    fields.iter().enumerate().map(|(n, (label, value))| one(n, label, value)).collect()
}

/// The same of a source.
fn source(fields: &[(String, String)], one: impl Fn(usize, &str, &str) -> String) -> String {
    let all = each(fields, |n, label, value| one(n, &escaped(label), &escaped(value)));
    format!("<!DOCTYPE html><html><body>{all}</body></html>")
}

/// Circles: the value among two others, `one` writes a circle and its name.
fn circles(n: usize, value: &str, one: impl Fn(usize, &str, &str) -> String) -> String {
    let entries = ["别的一项", value, "另外一项"];
    let all = (0..3).map(|at| {
        let at = (at + n) % 3;
        let state = if at == 1 { format!("name=n{n} checked") } else { format!("name=n{n}") };
        one(at, &state, entries[at])
    });
    all.collect()
}

pub(crate) const LAYOUTS: &[Layout] = &[
    ("lines", |it| each(it, |_, label, value| format!("{label}：{value}\n"))),
    ("stars", |it| each(it, |_, label, value| format!("* {label} : {value}\r\n"))),
    ("pairs", |it| {
        each(it, |n, label, value| {
            format!("{label}\t{value}{}", if n % 2 == 0 { "\t" } else { "\n" })
        })
    }),
    ("turns", |it| each(it, |_, label, value| format!("{label}\n{value}\n"))),
    ("one line", |it| each(it, |_, label, value| format!("{label}：{value}　"))),
    ("columns", |it| {
        let row = |at: fn(&(String, String)) -> &String| {
            it.iter().map(|it| at(it).as_str()).collect::<Vec<_>>().join("\t")
        };
        format!("{}\n{}", row(|it| &it.0), row(|it| &it.1))
    }),
    ("table", |it| {
        source(it, |_, label, value| {
            format!("<table><tr><td>{label}</td><td>{value}</td></tr></table>")
        })
    }),
    ("table of pairs", |it| {
        let cells = each(it, |n, label, value| {
            let (start, end) = if n % 2 == 0 { ("<tr>", "") } else { ("", "</tr>") };
            format!(
                "{start}<th>{}</th>\n<td><span>{}</span></td>{end}",
                escaped(label),
                escaped(value)
            )
        });
        format!("<table>{cells}</table>")
    }),
    ("table on its side", |it| {
        let heads = each(it, |_, label, _| format!("<th>{}", escaped(label)));
        let values = each(it, |_, _, value| format!("<td>{}", escaped(value)));
        format!("<table><thead><tr>{heads}<tbody><tr>{values}</table>")
    }),
    ("tables in a table", |it| {
        let rows = each(it, |_, label, value| {
            format!(
                "<tr><td>{}：</td><td><table><tr><td>{}</td></tr></table></td></tr>",
                escaped(label),
                escaped(value)
            )
        });
        format!(
            "<table><tr><td><table><tr><td>菜单</td></tr></table></td><td><table>{rows}</table></td></tr></table>"
        )
    }),
    ("list of terms", |it| {
        format!(
            "<dl>{}</dl>",
            each(it, |_, label, value| format!("<dt>{}<dd>{}", escaped(label), escaped(value)))
        )
    }),
    ("divs", |it| {
        source(it, |_, label, value| {
            format!("<div class=row><div>{label}：</div><div>{value}</div></div>")
        })
    }),
    ("spans", |it| {
        source(it, |_, label, value| format!("<div><span>{label}</span><span>{value}</span></div>"))
    }),
    ("bold", |it| source(it, |_, label, value| format!("<li><b>{label}：</b>{value}</li>"))),
    ("remarks", |it| {
        source(it, |_, label, value| format!("<p>{label}（请与证件一致）：{value}</p>"))
    }),
    ("inputs", |it| {
        source(it, |_, label, value| {
            format!("<p><label>{label}</label><input value=\"{value}\"></p>")
        })
    }),
    ("inputs with hints", |it| {
        source(it, |_, label, value| {
            format!("<p>*{label}：<input type=text value=\"{value}\"><i>请如实填写</i></p>")
        })
    }),
    ("read-only", |it| {
        source(it, |_, label, value| {
            format!(
                "<p>{label}：<input readonly value=\"{value}\"><input type=hidden value=别的></p>"
            )
        })
    }),
    ("text areas", |it| {
        source(it, |_, label, value| {
            format!("<div>{label}</div><div><textarea>{value}</textarea></div>")
        })
    }),
    ("lists", |it| {
        source(it, |_, label, value| {
            format!(
                "<p>{label}：<select><option>--请选择--<option>别的一项<option selected>{value}<option>另外一项</select></p>"
            )
        })
    }),
    ("circles before", |it| {
        source(it, |n, label, value| {
            format!(
                "<p>{label}：{}</p>",
                circles(n, value, |_, state, name| format!("<input type=radio {state}>{name} "))
            )
        })
    }),
    ("circles behind", |it| {
        source(it, |n, label, value| {
            format!(
                "<table><tr><td>{label}<td>{}</table>",
                circles(n, value, |_, state, name| format!("{name}<input type=radio {state}> "))
            )
        })
    }),
    ("circles in labels", |it| {
        source(it, |n, label, value| {
            format!(
                "<div>{label}：{}</div>",
                circles(n, value, |_, state, name| format!(
                    "<label><input type=radio {state}> {name}</label>"
                ))
            )
        })
    }),
    ("circles with labels", |it| {
        source(it, |n, label, value| {
            let one = |at: usize, state: &str, name: &str| {
                format!(
                    "<label for=i{n}_{at}>{name}</label><input type=radio id=i{n}_{at} {state}>"
                )
            };
            format!("<table><tr><td>{label}：</td><td>{}</td></tr></table>", circles(n, value, one))
        })
    }),
    ("circles in cells", |it| {
        source(it, |n, label, value| {
            format!(
                "<table><tr><td>{label}{}</table>",
                circles(n, value, |_, state, name| format!(
                    "<td>{name}<td><input type=radio {state}>"
                ))
            )
        })
    }),
    ("circles in lines", |it| {
        source(it, |n, label, value| {
            format!(
                "<div>{label}</div>{}",
                circles(n, value, |_, state, name| format!(
                    "<div><input type=radio {state}>{name}</div>"
                ))
            )
        })
    }),
];

type Twice = fn(&str, &str, &str) -> String;

/// A label with two values, of which nobody can know which is meant.
const TWICE: &[(&str, Twice)] = &[
    ("cells", |label, a, b| format!("{label}\t{a}\t{b}\n")),
    ("turns", |label, a, b| format!("{label}\n{a}\n{b}\n")),
    ("below", |label, a, b| format!("{label} {a}\n{b}\n")),
    ("corrected", |label, a, b| format!("{label}\n{a}\n更正为\n{b}\n")),
    ("compared", |label, a, b| {
        format!("<table><tr><th>项目<th>修改前<th>修改后<tr><td>{label}<td>{a}<td>{b}</table>")
    }),
    ("terms", |label, a, b| format!("<dl><dt>{label}<dd>{a}<dd>{b}</dl>")),
    ("divs", |label, a, b| {
        format!("<div><label>{label}</label><div>{a}</div><div>{b}</div></div>")
    }),
    ("rows", |label, a, b| format!("<table><tr><td>{label}<td>{a}<tr><td><td>{b}</table>")),
    ("a row that spans two", |label, a, b| {
        format!("<table><tr><td rowspan=2>{label}<td>{a}<tr><td>{b}</table>")
    }),
    ("boxes", |label, a, b| {
        format!("<table><tr><td>{label}<td><input value=\"{a}\"><td><input value=\"{b}\"></table>")
    }),
    ("a table in a cell", |label, a, b| {
        format!("<table><tr><td>{label}<td><table><tr><td>{a}<td>{b}</table></table>")
    }),
];

#[test]
fn of_two_entries_of_a_list_none_is_said_to_agree() {
    // Where every label is one field's.
    for all in ASSESSED.iter().take(1) {
        for (_, field) in all.procedure.fields() {
            let value = portal_value(&all.procedure, field, &all.assessment.values);
            let options = field.fact.iter().filter_map(|it| all.procedure.options_of(it));
            // What was answered may have another name on another page.
            let given = field.fact.as_ref().and_then(|it| all.assessment.values.get(it));
            let given = given.map(|it| it.text.as_str()).unwrap_or_default();
            let words = options.flat_map(|it| &it.list).filter(|it| it.value != given);
            let words = words.map(|it| field.words.get(&it.value).unwrap_or(&it.value));
            let others: Vec<_> = words.filter(|it| **it != value).take(3).collect();
            for other in others.into_iter().filter(|_| !value.is_empty()) {
                for (name, twice) in TWICE {
                    let text =
                        twice(&escaped(&field.portal_label), &escaped(&value), &escaped(other));
                    let read = all.read(&text);
                    assert_eq!(verdicts(&read, Verdict::Same), [""; 0], "{name}: {text}");
                }
            }
        }
    }
}

/// What a value may be altered to.
const ALTERED: [fn(&str) -> String; 4] = [
    |it| format!("甲{it}"),
    |it| format!("{it}甲"),
    |_| "别的一项".to_owned(),
    |it| match it.char_indices().last() {
        // 汉 is 汉族, and 北京 is 北京市.
        Some((end, last)) if end > 0 && !"族市省区".contains(last) => {
            it.chars().take(it.chars().count() - 1).collect()
        }
        _ => "甲".to_owned(),
    },
];

/// Reads a page with all fields as they are to be, and with one that is altered. What was altered stands where nobody sees it.
fn hold(
    all: &Assessed,
    page: &str,
    fields: &[(String, String)],
    layout: &Layout,
    alter: usize,
    how: usize,
) {
    let (name, layout) = layout;
    let (label, value) = &fields[alter];
    let unseen = format!("<p hidden>{0}：{1}</p><!--{0}：{1}-->", escaped(label), escaped(value));
    let read = |fields: &[(String, String)]| {
        let text = layout(fields);
        let (unseen, table) = if text.starts_with('<') { (&*unseen, 6) } else { ("", 0) };
        let rows = match page {
            "basic" => history(&rows(&all.answers.history), table),
            _ => String::new(),
        };
        (all.read(&format!("{text}{unseen}\n{rows}")), text)
    };
    let (plain, text) = read(fields);
    assert_eq!(verdicts(&plain, Verdict::Differs), [""; 0], "{page}, {name}: {text}");
    assert_eq!(verdicts(&plain, Verdict::NotFound), [""; 0], "{page}, {name}: {text}");
    assert!(plain.count(Verdict::Same) > 0, "{page}, {name}");
    let mut fields = fields.to_vec();
    let (label, value) = &mut fields[alter];
    *value = ALTERED[how](value);
    let what = format!("{page}, {name}: {label} altered to {value}");
    let (altered, text) = read(&fields);
    assert_eq!(altered.count(Verdict::Differs), 1, "{what}: {text}");
    // A value that reads like somebody else's head (其他在职人) may leave open whose what follows is; never more is the same.
    assert!(altered.count(Verdict::Same) < plain.count(Verdict::Same), "{what}: {text}");
}

#[test]
fn every_page_agrees_in_every_layout_and_one_altered_value_differs_alone() {
    for all in ASSESSED.iter() {
        for page in all.procedure.pages() {
            let fields = shown(&all.procedure, &all.assessment, &page.id);
            for (n, layout) in LAYOUTS.iter().enumerate().filter(|_| !fields.is_empty()) {
                hold(all, &page.id, &fields, layout, n % fields.len(), n % ALTERED.len());
            }
        }
    }
}

proptest! {
    #[test]
    fn in_any_order_as_well(
        page in any::<prop::sample::Index>(), layout in 0..LAYOUTS.len(), turn in any::<prop::sample::Index>(),
        alter in any::<prop::sample::Index>(), how in 0..ALTERED.len(),
    ) {
        let of = |all: &'static Assessed| {
            let pages = all.procedure.pages().iter();
            pages.map(move |it| (all, &it.id, shown(&all.procedure, &all.assessment, &it.id)))
        };
        let pages: Vec<_> = ASSESSED.iter().flat_map(of).filter(|it| !it.2.is_empty()).collect();
        let (all, page, fields) = &pages[page.index(pages.len())];
        let mut fields = fields.clone();
        let turn = turn.index(fields.len());
        fields.rotate_left(turn);
        hold(all, page, &fields, &LAYOUTS[layout], alter.index(fields.len()), how);
    }
}

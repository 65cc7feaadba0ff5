//! A correction as a text that people can read.

use std::fmt::Write as _;

use beishen_core::Procedure;
use beishen_document::Locale;

use super::lesson::{Lesson, Part};

/// What the portal's pages are called among the sources.
const SOURCE: &str = "portal-page";

pub(super) fn of(procedure: &Procedure, parts: &[Part], lesson: &Lesson<'_>) -> String {
    let mut out = String::new();
    // Writing to a text does not fail.
    let _ = write(&mut out, procedure, parts, lesson);
    out
}

fn write(
    out: &mut String,
    procedure: &Procedure,
    parts: &[Part],
    lesson: &Lesson<'_>,
) -> std::fmt::Result {
    let (day, title) = (lesson.day, procedure.title());
    let head = match lesson.locale {
        Locale::Zh => format!(
            "# 按 {day} 存下的平台页面更正“{}”，由备申写成。\n# 请核对、修改，用 beishen pack check 检查，再导入或分享这一个文件。\n",
            title.zh
        ),
        Locale::En => format!(
            "# “{}”, corrected by the portal's pages as saved on {day}. Written by Beishen.\n\
             # Look at it, change it, check it with `beishen pack check`, then import it or share this one file.\n",
            title.en
        ),
    };
    out.push_str(&head);
    writeln!(out, "id = {}\nextends = {}", quoted(lesson.id), quoted(procedure.id()))?;
    let title = words(
        &format!("{}（按平台页面更正）", title.zh),
        &format!("{} (corrected by the portal's pages)", title.en),
    );
    writeln!(out, "title = {title}")?;
    let removed: Vec<&Part> = parts.iter().filter(|it| it.set.is_empty()).collect();
    if !removed.is_empty() {
        out.push_str("remove = [\n");
        for it in removed {
            let path = format!("pages.{}.fields.{}", it.page, it.field);
            writeln!(out, "  {}, # {}", quoted(&path), remark(&it.remark))?;
        }
        out.push_str("]\n");
    }
    let source =
        words(&format!("平台页面（{day} 存下）"), &format!("The portal's page, as saved on {day}"));
    let year = day.format("%Y");
    write!(out, "\n[sources]\n{SOURCE} = {{ year = {year}, title = {source} }}\n")?;
    for page in procedure.pages() {
        let here: Vec<&Part> = parts.iter().filter(|it| it.page == page.id).collect();
        if here.is_empty() {
            continue;
        }
        write!(out, "\n[[pages]]\nid = {}\n", quoted(&page.id))?;
        if here.iter().any(|it| it.seen) {
            let section = quoted(&page.title.zh);
            writeln!(out, "source = {{ id = \"{SOURCE}\", section = {section} }}")?;
        }
        let mut written: Vec<&str> = Vec::new();
        for part in here.iter().filter(|it| !it.set.is_empty()) {
            if written.contains(&part.field.as_str()) {
                continue;
            }
            written.push(&part.field);
            let of_field = || here.iter().filter(|it| it.field == part.field);
            out.push('\n');
            for it in of_field().filter(|it| !it.remark.is_empty()) {
                writeln!(out, "# {}", remark(&it.remark))?;
            }
            write!(out, "[[pages.fields]]\nid = {}\n", quoted(&part.field))?;
            let set: Vec<_> = of_field().flat_map(|it| &it.set).collect();
            for (n, (key, value)) in set.iter().enumerate() {
                // What was seen later is the better.
                if set.iter().skip(n + 1).all(|it| it.0 != *key) {
                    writeln!(out, "{key} = {value}")?;
                }
            }
        }
    }
    Ok(())
}

/// A remark stands on one line.
fn remark(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect()
}

/// A text in both languages.
pub(super) fn words(zh: &str, en: &str) -> String {
    format!("{{ zh = {}, en = {} }}", quoted(zh), quoted(en))
}

/// A text between the quotation marks of TOML.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

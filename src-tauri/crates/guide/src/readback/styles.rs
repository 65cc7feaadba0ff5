//! What a page's own style sheets hide by a class or an id. Rules for parts within others are not followed, nor sheets in other
//! files: what only these hide is seen.

use std::collections::BTreeSet;

use super::{
    seen::{declared, hides},
    tree::{Content, DOCUMENT, Id, Step, Tree},
};

/// A rule that hides or shows what has all of these classes (`.a`) and ids (`#b`).
struct Rule {
    names: BTreeSet<String>,
    hides: bool,
}

/// Rules that are looked at: each of them is held against every element.
const MOST: usize = 400;

/// The elements that are hidden so. Where another rule, or the element itself, says how to show it, it is shown.
pub(super) fn hidden(tree: &Tree) -> BTreeSet<Id> {
    let mut rules = Vec::new();
    tree.walk(DOCUMENT, &mut |step| {
        if let Step::Into(id) = step
            && tree.name(id) == "style"
            && let Some(text) = tree.first(id).and_then(|it| tree.text(it))
        {
            read(text, &mut rules);
        }
        true
    });
    rules.truncate(MOST);
    if rules.iter().all(|it| !it.hides) {
        return BTreeSet::new();
    }
    let elements =
        tree.0.iter().enumerate().filter(|it| matches!(it.1.content, Content::Element(..)));
    elements.map(|it| it.0).filter(|it| is_hidden(tree, *it, &rules)).collect()
}

fn is_hidden(tree: &Tree, id: Id, rules: &[Rule]) -> bool {
    let classes = tree.attribute(id, "class").unwrap_or_default().split_ascii_whitespace();
    let ids = tree.attribute(id, "id").map(|it| format!("#{it}"));
    let names: BTreeSet<String> = classes.map(|it| format!(".{it}")).chain(ids).collect();
    let meant = || rules.iter().filter(|it| it.names.is_subset(&names));
    let shown = tree.attribute(id, "style").is_some_and(shows);
    !names.is_empty() && !shown && meant().any(|it| it.hides) && meant().all(|it| it.hides)
}

/// Whether declarations say that it is to be seen.
fn shows(style: &str) -> bool {
    declared(style).any(|(name, value)| match &*name {
        "display" => value != "none",
        "visibility" => value == "visible",
        _ => false,
    })
}

/// The rules of a style sheet that hide or show. What stands in another (`@media`) counts for some screens only.
fn read(sheet: &str, rules: &mut Vec<Rule>) {
    let mut rest = sheet;
    while let Some((before, behind)) = rest.split_once('{') {
        let selectors = before.rsplit(['}', ';']).next().unwrap_or_default();
        let selectors = selectors.rsplit("*/").next().unwrap_or_default().trim();
        let (body, after) = if selectors.starts_with('@') {
            ("", behind_nested(behind))
        } else {
            behind.split_once('}').unwrap_or((behind, ""))
        };
        rest = after;
        let hides = hides(body);
        if (hides || shows(body)) && rules.len() < MOST {
            rules.extend(selectors.split(',').filter_map(names).map(|names| Rule { names, hides }));
        }
    }
}

/// What follows a block with others in it.
fn behind_nested(text: &str) -> &str {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

/// The classes and ids of a selector that has nothing else: `.a.b`, `#c`.
fn names(selector: &str) -> Option<BTreeSet<String>> {
    let selector = selector.trim();
    let mut names = BTreeSet::new();
    let mut rest = selector;
    while !rest.is_empty() {
        let sign = rest.chars().next().filter(|it| matches!(it, '.' | '#'))?;
        let name = rest.get(1..)?;
        let end = name.find(['.', '#']).unwrap_or(name.len());
        let (name, after) = name.split_at(end);
        let plain = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_');
        if name.is_empty() || !name.chars().all(plain) {
            return None;
        }
        names.insert(format!("{sign}{name}"));
        rest = after;
    }
    (!names.is_empty()).then_some(names)
}

//! From the source of a page to its boxes.

use std::collections::BTreeSet;

use beishen_core::{Procedure, procedure::FieldKind};

use crate::readback::{
    Saved, Sheets,
    html::is_html,
    labels::{Known, is_star},
    parse,
    seen::look,
    styles::{Part, Style, Styles},
    tree::{DOCUMENT, Id, Step, Tree},
};

use super::{
    boxes::boxes,
    controls::input_type,
    form::{Form, FormBox, FormKind, Unread},
    lists::MOST_OPTIONS,
    segments::Line,
};

/// Boxes of a page; more are no form.
const MOST_BOXES: usize = 2000;
/// Pages in a page that are read.
const MOST_FRAMES: usize = 20;

/// The labels of a pack by which a page is read.
pub(super) fn known(procedure: &Procedure) -> Known {
    Known::new(procedure.fields().map(|it| it.1).filter(|it| it.kind != FieldKind::Do))
}

/// The boxes of a saved page, in its order. The labels of the procedure help to find those of the page.
pub fn form(procedure: &Procedure, page: impl Into<Saved>) -> Result<Form, Unread> {
    of(&known(procedure), &page.into())
}

pub(super) fn of(known: &Known, page: &Saved) -> Result<Form, Unread> {
    if !is_html(&page.text) {
        return Err(Unread::NoPage);
    }
    let mut form = Form::default();
    // A page with its frames: each source under the sheets of the page it came with.
    let mut sources: Vec<(String, &Saved)> = vec![(page.text.clone(), page)];
    let mut at = 0;
    while let Some((source, page)) = sources.get(at).cloned() {
        at += 1;
        let frames = one(known, &source, &page.sheets, at, &mut form)?;
        sources.extend(frames.into_iter().map(|it| (it, page)));
        // Those that the page writes out itself have theirs read with it.
        if source == page.text {
            let pages = page.frames.values().chain(&page.others);
            sources.extend(pages.map(|it| (it.text.clone(), it)));
        }
        sources.truncate(MOST_FRAMES);
    }
    Ok(form)
}

/// Reads one document; the sources of the pages in it.
fn one(
    known: &Known,
    source: &str,
    sheets: &Sheets,
    number: usize,
    into: &mut Form,
) -> Result<Vec<String>, Unread> {
    let Some(mut tree) = parse::tree(source) else { return Err(Unread::TooMany) };
    let has_label = |it: &str| known.is_in(it);
    let styles = Styles::of(&tree, sheets);
    look(&mut tree, &styles, &has_label);
    let is_label = |it: &str| known.is_label(it);
    let line = Line::of(&tree, stars(&tree, &styles), &is_label);
    if line.groups.len() > MOST_BOXES || options(&tree) > MOST_OPTIONS {
        return Err(Unread::TooMany);
    }
    let (mut found, unnamed) = boxes(&tree, &line, &is_label);
    let typed = typed(&tree);
    for it in &mut found {
        if holds(&typed, &it.hint) {
            it.hint.clear();
        }
    }
    // Forms of different documents are different forms.
    let of = |form: Option<usize>| Some(number * MOST_BOXES + form.unwrap_or_default());
    into.unnamed.extend(unnamed.into_iter().map(of));
    for it in &mut found {
        it.form = of(it.form);
    }
    found.retain(|it| {
        let harmless = is_label(&it.label) || !holds(&typed, &it.label);
        into.unnamed.extend(Some(it.form).filter(|_| !harmless));
        harmless
    });
    into.boxes.append(&mut found);
    if into.boxes.len() > MOST_BOXES {
        return Err(Unread::TooMany);
    }
    let shown: BTreeSet<String> = boxed(&into.boxes);
    into.boxes.retain(|it| it.kind != FormKind::Shown || !shown.contains(&it.label));
    Ok(line.frames.iter().map(|it| (*it).to_owned()).collect())
}

/// The elements before or behind whose words a style sheet draws a star.
fn stars(tree: &Tree, styles: &Styles) -> BTreeSet<Id> {
    let mut stars = BTreeSet::new();
    tree.walk(DOCUMENT, &mut |step| {
        if let Step::Into(id) = step
            && !tree.name(id).is_empty()
        {
            let has = |part: Part| {
                let star =
                    |it: &Style<'_>| it.get("content").is_some_and(|it| it.contains(is_star));
                let (sure, other) = styles.judged(tree, id, part, &star);
                sure || other == Some(true)
            };
            if has(Part::Before) || has(Part::After) {
                stars.insert(id);
            }
        }
        true
    });
    stars
}

/// The labels that have a box.
fn boxed(all: &[FormBox]) -> BTreeSet<String> {
    let boxes = all.iter().filter(|it| it.kind != FormKind::Shown);
    boxes.map(|it| it.label.clone()).collect()
}

fn options(tree: &Tree) -> usize {
    let mut count = 0;
    tree.walk(DOCUMENT, &mut |step| {
        count += usize::from(matches!(step, Step::Into(id) if tree.name(id) == "option"));
        true
    });
    count
}

/// What was typed into the page's boxes: words of the page that hold it are somebody's.
fn typed(tree: &Tree) -> Vec<String> {
    let mut typed = Vec::new();
    tree.walk(DOCUMENT, &mut |step| {
        let Step::Into(id) = step else { return false };
        let value = match tree.name(id) {
            "input"
                if !matches!(
                    &*input_type(tree, id),
                    "radio" | "checkbox" | "submit" | "button"
                ) =>
            {
                tree.attribute(id, "value")
            }
            "textarea" => tree.first(id).and_then(|it| tree.text(it)),
            _ => None,
        };
        let value = value.map(str::trim).filter(|it| it.chars().nth(1).is_some());
        typed.extend(value.filter(|_| typed.len() < MOST_BOXES).map(str::to_owned));
        true
    });
    typed
}

fn holds(typed: &[String], text: &str) -> bool {
    typed.iter().any(|it| text.contains(it.as_str()))
}

//! What one pack has otherwise than another of the same portal, in words: the boxes as a portal's page is told of, the rest as a changed pack is.

use std::collections::BTreeMap;

use beishen_core::{
    Procedure,
    procedure::{Field, Options, Outline},
};
use beishen_document::Locale;
use beishen_guide::portal::{Changed, Says};

use crate::contract::PortalSays;

/// Changes that are listed.
const MOST: usize = 300;

/// What changes from one to the other, the boxes first.
pub(crate) fn changes(before: &Procedure, after: &Procedure, locale: Locale) -> Vec<PortalSays> {
    let mut all: Vec<PortalSays> = Vec::new();
    for (label, says) in boxes(before, after) {
        let (title, text) = (says.title(), says.text());
        let text = text.get(locale);
        let colon = locale.pick("：", ": ");
        let text = if text.is_empty() { label } else { [&label, text].join(colon) };
        let line = PortalSays { title: title.get(locale).to_owned(), text };
        // What is the same on several pages, and of boxes that the portal shows as one, is told of once.
        if !all.iter().any(|it| is_same(it, &line)) {
            all.push(line);
        }
    }
    let rest = without_boxes(after).since(&without_boxes(before));
    all.extend(rest.iter().map(|it| {
        let title = it.get(locale).to_owned();
        PortalSays { title, text: String::new() }
    }));
    all.truncate(MOST);
    all
}

/// What its pages rest on: titles with their years, each once.
pub(crate) fn sources(procedure: &Procedure, locale: Locale) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for page in procedure.pages() {
        let it = procedure.cite(&page.source);
        let line = match locale {
            Locale::Zh => format!("{}（{}）", it.source.zh, it.year),
            Locale::En => format!("{} ({})", it.source.en, it.year),
        };
        if !all.contains(&line) {
            all.push(line);
        }
    }
    all
}

fn is_same(one: &PortalSays, other: &PortalSays) -> bool {
    one.title == other.title && one.text == other.text
}

/// What a draft keeps of a pack, without the boxes.
fn without_boxes(procedure: &Procedure) -> Outline {
    let outline = Outline::of(procedure);
    let Ok(serde_json::Value::Object(mut parts)) = serde_json::to_value(&outline) else {
        return outline;
    };
    parts.retain(|path, _| !path.starts_with("fields."));
    serde_json::from_value(parts.into()).unwrap_or(outline)
}

/// What is said of each box: its label before, and what is otherwise.
fn boxes(before: &Procedure, after: &Procedure) -> Vec<(String, Says)> {
    let (old, new) = (by_id(before), by_id(after));
    let mut said = Vec::new();
    for (page, field) in after.fields() {
        let mut say = |label: &str, says| said.push((label.to_owned(), says));
        let Some(was) = old.get(&page.id_of(&field.id)).copied() else {
            say(&field.portal_label, Says::New);
            continue;
        };
        let label = &was.portal_label;
        if *label != field.portal_label {
            say(label, Says::Renamed(field.portal_label.clone()));
        }
        if was.required != field.required {
            say(label, Says::Star(field.required));
        }
        if let Some(most) = field.max_length.filter(|it| was.max_length != Some(*it)) {
            say(label, Says::Length(most, was.max_length.unwrap_or_default()));
        }
        let changed = options((before, was), (after, field));
        if !changed.is_none() {
            say(label, Says::Options(changed));
        }
    }
    let gone = before.fields().filter(|(page, it)| !new.contains_key(&page.id_of(&it.id)));
    for (_, field) in gone {
        said.push((field.portal_label.clone(), Says::Gone));
    }
    said
}

fn by_id(procedure: &Procedure) -> BTreeMap<String, &Field> {
    procedure.fields().map(|(page, it)| (page.id_of(&it.id), it)).collect()
}

/// What a list offers otherwise: an option is the pack's word, under the name that the portal has for it.
fn options(before: (&Procedure, &Field), after: (&Procedure, &Field)) -> Changed {
    let (old, new) = (named(before.0, before.1), named(after.0, after.1));
    let only = |of: &[(String, String)], not: &[(String, String)]| {
        let own = of.iter().filter(|it| !not.iter().any(|other| other.0 == it.0));
        own.map(|it| it.1.clone()).collect()
    };
    let renamed = new.iter().filter_map(|(word, name)| {
        let was = &old.iter().find(|it| it.0 == *word)?.1;
        (was != name).then(|| (was.clone(), name.clone()))
    });
    Changed { renamed: renamed.collect(), added: only(&new, &old), gone: only(&old, &new) }
}

fn named(procedure: &Procedure, field: &Field) -> Vec<(String, String)> {
    let of_fact = || procedure.options_of(field.fact.as_ref()?);
    let options: Option<&Options> = field.options.as_ref().or_else(of_fact);
    let list = options.iter().flat_map(|it| &it.list);
    list.map(|it| {
        let name = field.words.get(&it.value).unwrap_or(&it.value);
        (it.value.clone(), name.clone())
    })
    .collect()
}

//! A list as the portal's page has it.

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::procedure::{Certainty, Field, FieldKind, Options, Page};
use beishen_reference::Table;
use chrono::NaiveDate;

use super::{
    super::{
        compare::hosts,
        drift::Says,
        fields::options,
        form::FormBox,
        options::{Changed, plain},
    },
    lesson::{Context, Part},
    text::quoted,
};

/// Entries of a list in a pack; longer ones stay a code table.
const MOST: usize = 400;

/// An entry of the pack's list.
struct Entry {
    value: String,
    english: String,
    also: Vec<String>,
    certainty: Certainty,
    of_table: bool,
}

/// What a box's list teaches. `changed` is what it offers otherwise than the pack has it.
pub(super) fn lists(
    context: &Context<'_>,
    page: &Page,
    field: &Field,
    there: &FormBox,
    changed: Option<&Changed>,
) -> Vec<Part> {
    let taken =
        context.lesson.locale.pick("选项取自平台页面", "options as the portal's page has them");
    let part = |page: &Page, id: &str, set, seen: bool| {
        let says = Says::Options(changed.cloned().unwrap_or_default());
        let part = context.part(page, id, set, &says, &field.portal_label);
        let remark = if changed.is_none() || !seen { taken.to_owned() } else { part.remark };
        Part { remark, seen, ..part }
    };
    if !field.hosts.is_empty() && !there.kind.offers() {
        let hosts: Vec<String> = hosts(there).iter().map(|it| quoted(&it.text)).collect();
        let differs = changed.is_some() && !hosts.is_empty();
        let set = vec![("hosts", format!("[{}]", hosts.join(", ")))];
        return if differs { vec![part(page, &field.id, set, true)] } else { Vec::new() };
    }
    let Some(here) = options(context.procedure, field).filter(|_| there.kind.offers()) else {
        return Vec::new();
    };
    let Some(Taken { words, options: listed }) = taken_over(context, field, here, there, changed)
    else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    if let Some(text) = listed {
        let (page, id) = owner(context, page, field);
        let seen = context.seen.contains(page.id.as_str());
        parts.push(part(page, id, vec![("options", text)], seen));
    }
    if !words.is_empty() {
        let text = table(words);
        parts.push(part(page, &field.id, vec![("words", text.clone())], true));
        // The same list on a page that was not seen.
        let others = field.fact.iter().flat_map(|it| context.procedure.fields_of(it));
        let same = others.filter(|(on, it)| {
            it.kind == FieldKind::Choose
                && !context.seen.contains(on.id.as_str())
                && options_are_same(context, it, here)
        });
        parts.extend(same.map(|(on, it)| part(on, &it.id, vec![("words", text.clone())], false)));
    }
    parts
}

fn options_are_same(context: &Context<'_>, field: &Field, here: &Options) -> bool {
    options(context.procedure, field).is_some_and(|it| it == here)
}

/// Where the list is written: where the pack has it, unless that page was seen with a list of its own.
fn owner<'a>(context: &Context<'a>, page: &'a Page, field: &'a Field) -> (&'a Page, &'a str) {
    let listed = field.fact.iter().flat_map(|it| context.procedure.fields_of(it));
    let mut listed = listed.filter(|_| field.options.is_none()).filter(|it| it.1.options.is_some());
    let other = listed.next().filter(|it| !context.seen.contains(it.0.id.as_str()));
    other.map_or((page, &field.id), |(page, field)| (page, &field.id))
}

struct Taken {
    /// Ours to the portal's, those of the field included; empty where there are no new ones.
    words: BTreeMap<String, String>,
    options: Option<String>,
}

fn taken_over(
    context: &Context<'_>,
    field: &Field,
    here: &Options,
    there: &FormBox,
    changed: Option<&Changed>,
) -> Option<Taken> {
    let guessed = here.is_guessed() && there.whole && here.within.is_none();
    if there.options.is_empty() || changed.is_none() && !guessed {
        return None;
    }
    let entries = entries(here);
    let word = |value: &str| field.words.get(value).map_or(value, String::as_str).to_owned();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for (n, it) in entries.iter().enumerate() {
        for name in std::iter::once(&word(&it.value)).chain(&it.also) {
            by_name.entry(plain(name)).or_insert(n);
        }
    }
    // What stands in the same place under another name.
    let renamed: BTreeMap<String, usize> = changed
        .filter(|_| there.whole)
        .into_iter()
        .flat_map(|it| &it.renamed)
        .filter(|(ours, theirs)| (context.lesson.is_same)(ours, theirs))
        .filter_map(|(ours, theirs)| Some((plain(theirs), *by_name.get(&plain(ours))?)))
        .collect();
    let mut words = field.words.clone();
    let mut list: Vec<String> = Vec::new();
    let mut added: Vec<String> = Vec::new();
    let (mut met, mut said) = (BTreeSet::new(), BTreeSet::new());
    for text in there.options.iter().map(|it| it.text.trim()) {
        let name = plain(text);
        if name.is_empty() || !said.insert(name.clone()) {
            continue;
        }
        let found = by_name.get(&name).or_else(|| renamed.get(&name)).copied();
        let Some((n, entry)) = found.and_then(|it| Some((it, entries.get(it)?))) else {
            let new = line(text, &[], "", Certainty::Portal);
            added.push(new.clone());
            list.push(new);
            continue;
        };
        if !met.insert(n) {
            continue; // the portal has two names of one entry
        }
        if word(&entry.value) != text {
            words.insert(entry.value.clone(), text.to_owned());
        }
        list.push(line(&entry.value, &entry.also, &entry.english, Certainty::Portal));
    }
    let day = Some(context.lesson.day);
    let all = there.whole && here.within.is_none();
    let gone = met.len() < entries.len();
    let keeps = !all || here.table.is_some() && (!gone || list.len() > MOST);
    let options = if keeps {
        let listed = entries.iter().filter(|it| !it.of_table);
        let certainty = |it: &Entry| if all { Certainty::Portal } else { it.certainty };
        let listed = listed.map(|it| line(&it.value, &it.also, &it.english, certainty(it)));
        let listed: Vec<String> = listed.chain(added.iter().cloned()).collect();
        // Of a table of which some entries are gone, not all is the portal's.
        let sure = all && !gone;
        (sure || !added.is_empty()).then(|| options_of(here, &listed, day, sure, true))
    } else {
        Some(options_of(here, &list, day, true, false))
    };
    let words = if words == field.words { BTreeMap::new() } else { words };
    Some(Taken { words, options }).filter(|it| !it.words.is_empty() || it.options.is_some())
}

fn entries(options: &Options) -> Vec<Entry> {
    let listed = options.list.iter().map(|it| Entry {
        value: it.value.clone(),
        english: it.en.clone(),
        also: it.also.clone(),
        certainty: it.certainty,
        of_table: false,
    });
    let table = options.table.as_deref().and_then(Table::by_name);
    let of_table = table.into_iter().flat_map(Table::entries).map(|it| Entry {
        value: it.name.to_owned(),
        english: it.english.to_owned(),
        also: Vec::new(),
        certainty: options.certainty,
        of_table: true,
    });
    listed.chain(of_table).collect()
}

/// The options as TOML. A table stays where `keeps` says so; `sure`: all of it is the portal's.
fn options_of(
    here: &Options,
    list: &[String],
    seen_on: Option<NaiveDate>,
    sure: bool,
    keeps: bool,
) -> String {
    let mut keys = Vec::new();
    if keeps && let Some(table) = &here.table {
        keys.push(format!("table = {}", quoted(table)));
        let certainty = if sure { Certainty::Portal } else { here.certainty };
        keys.push(format!("certainty = {}", quoted(named(certainty))));
    }
    if let Some(within) = here.within.as_ref().filter(|_| keeps) {
        keys.push(format!("within = {}", quoted(within.as_str())));
    }
    if here.open {
        keys.push("open = true".to_owned());
    }
    if let Some(day) = seen_on {
        keys.push(format!("seen_on = \"{day}\""));
    }
    if !list.is_empty() {
        let lines: Vec<String> = list.iter().map(|it| format!("  {it},\n")).collect();
        keys.push(format!("list = [\n{}]", lines.concat()));
    }
    format!("{{ {} }}", keys.join(", "))
}

/// Options as a pack has them already.
pub(super) fn as_it_is(here: &Options) -> String {
    let listed = here.list.iter().map(|it| line(&it.value, &it.also, &it.en, it.certainty));
    let sure = here.certainty == Certainty::Portal;
    options_of(here, &listed.collect::<Vec<_>>(), here.seen_on, sure, true)
}

fn line(value: &str, also: &[String], english: &str, certainty: Certainty) -> String {
    let also: Vec<String> = also.iter().map(|it| quoted(it)).collect();
    let also =
        if also.is_empty() { String::new() } else { format!("also = [{}], ", also.join(", ")) };
    format!(
        "{{ value = {}, {also}en = {}, certainty = {} }}",
        quoted(value),
        quoted(english),
        quoted(named(certainty))
    )
}

/// As a pack writes it. What was added on this computer is no pack's.
fn named(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Manual => "manual",
        Certainty::Portal => "portal",
        Certainty::Standard => "standard",
        Certainty::Public => "public",
        Certainty::Unverified | Certainty::Added => "unverified",
    }
}

fn table(words: BTreeMap<String, String>) -> String {
    let pairs: Vec<String> = words
        .into_iter()
        .map(|(ours, theirs)| format!("{} = {}", quoted(&ours), quoted(&theirs)))
        .collect();
    format!("{{ {} }}", pairs.join(", "))
}

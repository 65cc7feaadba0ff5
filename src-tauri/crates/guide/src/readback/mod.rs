//! 回读核对: the text of the portal's page, held against what was to be entered.
//!
//! The text is read and forgotten: what is kept of it is an [`Outcome`](beishen_core::outcome::Outcome), a verdict for each field.

mod choice;
mod color;
mod columns;
mod compare;
mod controls;
mod doubt;
mod drawn;
mod frames;
mod heads;
mod history;
pub(crate) mod html;
mod kept;
mod kinds;
pub(crate) mod labels;
mod lines;
mod more;
mod named;
mod order;
mod page;
pub(crate) mod parse;
mod people;
mod pieces;
mod read;
mod records;
mod remarks;
mod saved;
mod sections;
pub(crate) mod seen;
mod settle;
pub(crate) mod sheet;
mod shown;
mod split;
mod status;
pub(crate) mod styles;
mod tail;
mod transform;
pub(crate) mod tree;
mod turns;
mod value;
mod whose;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::{
    Answers, Assessment, FactKey, Month, Procedure,
    outcome::Verdict,
    procedure::{Field, FieldKind, Page},
};
use beishen_reference::Table;
use chrono::NaiveDateTime;

pub use compare::Ignored;
pub use kept::{labels, stands};
pub use read::{ReadBack, ReadField};
pub use saved::Saved;
pub use styles::Sheets;

use compare::Wanted;
use controls::Words;
use labels::{Known, called};
use sheet::Sheet;
use shown::Shown;
use whose::{Heads, Whose};

/// What is read of a page, in characters. A result page has some hundred.
pub const MOST: usize = 1 << 20;

/// The words with which a page's source links style sheets: nothing for copied text.
pub fn links(text: &str) -> Vec<String> {
    if html::is_html(text) { html::links(text) } else { Vec::new() }
}

/// The words with which a page's source names the pages in it.
pub fn frames(text: &str) -> Vec<String> {
    if html::is_html(text) { frames::named(text) } else { Vec::new() }
}

/// The words with which a style sheet imports others.
pub fn imports(sheet: &str) -> Vec<String> {
    styles::imports(sheet)
}

/// Reads a page of the portal: copied text, or the source of a saved HTML page.
///
/// Any text is fine. Labels are found in whatever order and layout they come; the longest wins, so that
/// 学位授予单位所在省市地区 is not read as 学位授予单位. The page that shows most of its labels is the one that was meant. Rows of
/// the history are found by their months and places; `now`, local time, is what 至今 stands for.
///
/// Where it cannot be told whether a part of a saved page is seen, because a style sheet is missing or is for windows of some
/// width, the page is read with it and without it, and only what comes out alike is certain. So it is where a style sheet adds
/// words, or sets things in another order than the source has. A page in a frame stands where its frame does, under its own sheets.
pub fn read_back(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    page: impl Into<Saved>,
    now: NaiveDateTime,
) -> ReadBack {
    let mut page = page.into();
    page.text = page.text.chars().take(MOST).collect();
    let fields = procedure.fields().map(|it| it.1).filter(|it| has_label(it));
    let known = Known::of(fields.flat_map(called));
    let is_entry = |it: &str| procedure.fields().any(|(_, field)| offers(field, it));
    let name = assessment.values.get("person.name").map_or("", |it| &it.text);
    let heads = Heads::of(procedure, &is_entry, name);
    let read = |sheet: &Sheet, text: &str| {
        let page = page::read(sheet, &known, &heads);
        read_sheet(procedure, answers, assessment, &known, page, text, Month::of(now.date()))
    };
    if !html::is_html(&page.text) {
        return read(&Sheet::of(&page.text), &page.text).0;
    }
    let has_label = |it: &str| known.is_in(it);
    let words = Words { is_label: &|it| known.is_label(it), is_entry: &is_entry };
    let (sheet, other) = html::sheets(&page.text, &page, &words, &has_label);
    let (seen, _) = read(&sheet, &sheet.text());
    match other {
        Some(other) => {
            // A label that is gone with its value says nothing against it, unless its whole page may not be seen.
            let (doubtful, sheet) = (sheet.doubtful, other);
            let (other, labels) = read(&sheet, &sheet.text());
            let is_shown = |id: &str| {
                let field = procedure.fields().find(|it| it.0.id_of(&it.1.id) == id);
                doubtful || field.is_none_or(|it| called(it.1).any(|it| labels.contains(it)))
            };
            seen.certain(&other, &is_shown)
        }
        None => seen,
    }
}

/// What a sheet shows, and the labels that are on it.
fn read_sheet(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    known: &Known,
    page: page::Read,
    text: &str,
    this_month: Month,
) -> (ReadBack, BTreeSet<String>) {
    let page::Read { mut shown, labels: on_it, names: in_parts, complaints, records, named } = page;
    let answer = |key: &FactKey| assessment.values.get(key).map(|it| it.text.as_str());
    let asked: Vec<(&Page, &Field, &FactKey)> = procedure
        .fields()
        .filter(|(_, field)| has_label(field))
        .filter(|(_, field)| field.relevant.as_ref().is_none_or(|it| it.holds(&answer)))
        .filter_map(|(page, field)| Some((page, field, field.fact.as_ref()?)))
        .filter(|it| assessment.relevant.contains(it.2))
        .collect();
    let wanted = asked.iter().map(|it| Wanted::new(procedure, it.1, it.2, &assessment.values));
    let wanted: Vec<Wanted> = wanted.collect();
    let mut of_label: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, (_, field, _)) in asked.iter().enumerate() {
        for label in called(field) {
            of_label.entry(label).or_default().push(n);
        }
    }
    let of_label = |label: &str| of_label.get(label).into_iter().flatten().copied();
    let agrees = |label: &str, text: &str| {
        let mut wanted = of_label(label).filter_map(|it| wanted.get(it));
        wanted.any(|it| !it.text.is_empty() && it.against(text).0 == Verdict::Same)
    };
    let tells = |label: &str| {
        let facts = || of_label(label).filter_map(|it| asked.get(it)).map(|it| it.2.as_str());
        settle::UNIQUE.into_iter().find(|fact| facts().any(|it| it == *fact))
    };
    settle::settle(&mut shown, &records, &named, &agrees, &tells);
    let rows = rows(procedure, answers, assessment, this_month, text);
    let may_be: Vec<&Shown> = shown.iter().filter(|it| it.place.whose <= Whose::Unknown).collect();
    let all = || recognised(&asked, &shown.iter().collect::<Vec<_>>());
    let Some(page) = recognised(&asked, &may_be).or_else(all) else {
        let found = rows.into_iter().find(|it| is_shown(&it.1));
        let (page, fields) = found.map_or_else(Default::default, |it| (Some(it.0), it.1));
        return (ReadBack { page, fields }, on_it);
    };
    let of_page = asked.iter().zip(&wanted).filter(|it| it.0.0.id == page);
    let of_others = asked.iter().zip(&wanted).filter(|it| it.0.0.id != page);
    let labels: BTreeSet<&str> = of_page.clone().flat_map(|it| called(it.0.1)).collect();
    let mut said = BTreeSet::new();
    let mut fields = Vec::new();
    for (&(place, field, fact), wanted) in of_page.clone().chain(of_others.clone()) {
        let here = place.id == page;
        // A label that stands on the recognised page is that page's.
        if said.contains(fact) || !here && called(field).any(|it| labels.contains(it)) {
            continue;
        }
        // The page may show it twice (确认证件号码), or by the name another page has for it.
        let twins = of_page.clone().map(|it| it.0);
        let twins = twins.filter(|it| here && it.2 == fact && it.1.id != field.id);
        let all =
            std::iter::once(field).chain(twins.map(|it| it.1)).flat_map(self::called).collect();
        let mut found = shown_for(&shown, &all);
        if here && found.is_empty() {
            let others = of_others.clone().map(|it| it.0).filter(|it| it.2 == fact);
            let others = others.flat_map(|it| called(it.1));
            found = shown_for(&shown, &others.filter(|it| !labels.contains(it)).collect());
        }
        if here && found.is_empty() && wanted.is_of_person() {
            let same = |it: &&Shown| compare::is_latin(&it.text) == compare::is_latin(&wanted.text);
            found = in_parts.iter().filter(same).collect();
        }
        // What neither side has is nothing to compare, and what others do not show is not missed.
        if (wanted.text.is_empty() || !here) && found.iter().all(|it| compare::is_empty(&it.text)) {
            continue;
        }
        let (found, own) = settle::own(found);
        if !here && found.iter().all(|it| it.place.whose > Whose::Unknown) {
            continue;
        }
        said.insert(fact);
        let id = place.id_of(&field.id);
        let mut read = ReadField::of(id, field, fact, wanted, &found, own);
        if let Some(said) = complaints.iter().find(|it| known.is_about(it, field)) {
            read.doubt(said);
        }
        fields.push(read);
    }
    let rows = rows.into_iter().filter(|it| it.0 == page || is_shown(&it.1));
    fields.extend(rows.flat_map(|it| it.1));
    (ReadBack { page: Some(page), fields }, on_it)
}

/// The rows of the history, by the page that asks for them.
fn rows(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    this_month: Month,
    text: &str,
) -> Vec<(String, Vec<ReadField>)> {
    let answer = |key: &FactKey| assessment.values.get(key).map(|it| it.text.as_str());
    let asked = procedure.fields().filter(|(_, field)| {
        let relevant = field.relevant.as_ref().is_none_or(|it| it.holds(&answer));
        field.kind == FieldKind::History && relevant
    });
    let rows = asked.map(|(page, field)| {
        let id = page.id_of(&field.id);
        (page.id.clone(), history::read(&id, field, answers, this_month, text))
    });
    rows.collect()
}

fn is_shown(rows: &[ReadField]) -> bool {
    rows.iter().any(|it| it.verdict != Verdict::NotFound || it.found.is_some())
}

/// Whether the portal may show it with one value: an act has none, the history has rows.
fn has_label(field: &Field) -> bool {
    !matches!(field.kind, FieldKind::Do | FieldKind::History)
}

/// Whether a text is an entry of a field's list.
fn offers(field: &Field, text: &str) -> bool {
    let Some(options) = &field.options else { return false };
    let table = options.table.as_deref().and_then(Table::by_name);
    table.and_then(|it| it.find(text)).is_some_and(|it| it.code != text)
        || options.list.iter().any(|it| it.value == text || it.also.iter().any(|it| it == text))
        || field.words.values().any(|it| it == text)
}

/// The page with most of its labels in the text, the fewest missing where two have as many.
fn recognised(asked: &[(&Page, &Field, &FactKey)], shown: &[&Shown]) -> Option<String> {
    let mut best: Option<(usize, usize, &str)> = None;
    let mut pages: Vec<&str> = asked.iter().map(|it| it.0.id.as_str()).collect();
    pages.dedup();
    for page in pages {
        let fields = asked.iter().filter(|it| it.0.id == page).map(|it| it.1);
        // Fields that share a label are one place of the page.
        let fields: BTreeMap<&str, &Field> =
            fields.map(|it| (it.portal_label.as_str(), it)).collect();
        let is_shown = |it: &Field| shown.iter().any(|one| called(it).any(|it| it == one.label));
        let found = fields.values().filter(|it| is_shown(it)).count();
        let missing = fields.len() - found;
        let better = best.is_none_or(|it| found > it.0 || found == it.0 && missing < it.1);
        if found > 0 && better {
            best = Some((found, missing, page));
        }
    }
    best.map(|it| it.2.to_owned())
}

/// What stands beside any of these labels. Menus, heads with nothing beside them and what tells how to fill in say nothing,
/// if anything else does.
fn shown_for<'a>(shown: &'a [Shown], labels: &BTreeSet<&str>) -> Vec<&'a Shown> {
    let mut found: Vec<&Shown> =
        shown.iter().filter(|it| labels.contains(it.label.as_str())).collect();
    let tells = |it: &&Shown| {
        it.unclear || !it.text.starts_with('请') && (it.sure || !compare::is_empty(&it.text))
    };
    if found.iter().any(tells) {
        found.retain(tells);
    }
    found
}

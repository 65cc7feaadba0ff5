//! What a choice may be, and searching in it.

use beishen_core::{
    FactKey, Provenance, Subject,
    procedure::{Certainty, FieldKind, Options, PortalOption},
};
use beishen_document::Locale;
use beishen_reference::{Entry, Table, pinyin};
use chrono::NaiveDate;

use super::count;
use crate::{
    contract::{CertaintyView, FoundOptions, OptionView, OwnOption},
    open::Open,
};

/// Longer lists are searched, not shown.
const SHORT: usize = 14;
/// A search shows so many.
const SHOWN: usize = 50;

/// The options of a short list, and whether the list is one to search.
pub(super) fn choices(
    open: &Open<'_>,
    fact: &FactKey,
    locale: Locale,
) -> (Option<Vec<OptionView>>, bool) {
    let Some(options) = open.procedure.options_of(fact) else { return (None, false) };
    let all = search(open, options, "", SHORT + 1, locale);
    if all.len() > SHORT { (None, true) } else { (Some(all), false) }
}

pub(crate) fn search_options(
    open: &Open<'_>,
    fact: &str,
    query: &str,
    locale: Locale,
) -> FoundOptions {
    let Some(options) = open.procedure.options_of(&FactKey::from(fact)) else {
        return FoundOptions { options: Vec::new(), total: 0 };
    };
    let mut found = search(open, options, query, usize::MAX, locale);
    let total = count(found.len());
    found.truncate(SHOWN);
    FoundOptions { options: found, total }
}

fn search(
    open: &Open<'_>,
    options: &Options,
    query: &str,
    limit: usize,
    locale: Locale,
) -> Vec<OptionView> {
    let query = query.trim();
    let listed = options.list.iter().filter(|it| query.is_empty() || is_meant(query, it));
    let mut found: Vec<OptionView> = listed
        .map(|it| OptionView {
            value: it.value.clone(),
            code: String::new(),
            detail: String::new(),
            names: String::new(),
            gloss: gloss(&it.en, locale),
            certainty: certainty(it.certainty),
            certainty_note: certainty_note(it.certainty, options.seen_on, locale),
        })
        .collect();
    if let Some(table) = options.table.as_deref().and_then(Table::by_name) {
        let parent = options
            .within
            .as_ref()
            .and_then(|it| open.assessment.values.get(it))
            // What follows from the choice itself does not narrow it.
            .filter(|it| it.provenance == Provenance::Typed)
            .map(|it| it.text.as_str());
        let entries: Vec<&Entry> = if query.is_empty() {
            let inside = |it: &&Entry| {
                parent.is_none_or(|parent| it.parent == parent || it.parent_name == parent)
            };
            table.entries().iter().filter(inside).take(limit).collect()
        } else {
            table.search(query, parent, limit.min(1000))
        };
        found.extend(entries.into_iter().map(|it| OptionView {
            value: it.name.to_owned(),
            code: it.code.to_owned(),
            detail: it.detail.to_owned(),
            names: if table == Table::Institutions { names(it, locale) } else { String::new() },
            gloss: gloss(it.english, locale),
            certainty: certainty(options.certainty),
            certainty_note: certainty_note(options.certainty, options.seen_on, locale),
        }));
    }
    found
}

/// Whether an entry of a pack is found as one of a table is: by characters, pinyin, initials or code.
fn is_meant(query: &str, option: &PortalOption) -> bool {
    let words = || std::iter::once(&option.value).chain(&option.also);
    words().any(|it| it.contains(query) || pinyin::spells(query, it))
        || option.en.to_lowercase().contains(&query.to_lowercase())
}

/// Whether the list is a suggestion of ours that a page of the portal can put right.
pub(super) fn is_guessed(open: &Open<'_>, fact: &FactKey) -> bool {
    let shown = open.procedure.fields_of(fact).any(|(_, it)| it.kind == FieldKind::Choose);
    let options = open.procedure.options_of(fact).filter(|_| shown);
    options.is_some_and(|it| it.is_guessed() && it.within.is_none())
}

/// How an answer stands to a list that is not the portal's own: it may be added to it, or it was.
pub(super) fn own(open: &Open<'_>, fact: &FactKey, answer: &str) -> OwnOption {
    let Some(options) = open.procedure.options_of(fact) else { return OwnOption::None };
    let subject = Subject::from(fact.as_str());
    let not_listed =
        |it: &beishen_core::Finding| it.reason == "not_listed" && it.subject == subject;
    if options.list.iter().any(|it| it.certainty == Certainty::Added && it.value == answer) {
        OwnOption::Added
    } else if takes(open, fact) && open.assessment.findings.iter().any(not_listed) {
        OwnOption::Addable
    } else {
        OwnOption::None
    }
}

/// Whether options may be added to a list. Not where the choice cannot be taken back: there only the portal's own words count.
pub(crate) fn takes(open: &Open<'_>, fact: &FactKey) -> bool {
    let is_final = open.procedure.irreversible().iter().any(|point| {
        let mut fields = open.procedure.fields();
        let before =
            fields.find(|(page, field)| point.before == format!("{}.{}", page.id, field.id));
        before.is_some_and(|(_, field)| field.fact.as_ref() == Some(fact))
    });
    !is_final && open.procedure.options_of(fact).is_some_and(|it| it.open)
}

/// What an institution was called before, or what became of it.
fn names(entry: &Entry, locale: Locale) -> String {
    match (entry.also, locale) {
        ([], _) => String::new(),
        (_, Locale::Zh) if !entry.note.is_empty() => entry.note.to_owned(),
        (also, Locale::Zh) => format!("原名{}", also.join("、")),
        (also, Locale::En) if !entry.note.is_empty() => format!("now part of {}", also.join(", ")),
        (also, Locale::En) => format!("formerly {}", also.join(", ")),
    }
}

fn gloss(english: &str, locale: Locale) -> String {
    if locale == Locale::En { english.to_owned() } else { String::new() }
}

fn certainty(certainty: Certainty) -> CertaintyView {
    match certainty {
        Certainty::Manual => CertaintyView::Manual,
        Certainty::Portal => CertaintyView::Portal,
        Certainty::Standard => CertaintyView::Standard,
        Certainty::Public => CertaintyView::Public,
        Certainty::Unverified => CertaintyView::Unverified,
        Certainty::Added => CertaintyView::Added,
    }
}

/// `seen_on` is the day of the portal's page that the list was read off.
fn certainty_note(certainty: Certainty, seen_on: Option<NaiveDate>, locale: Locale) -> String {
    let day = seen_on.map(|it| it.to_string()).unwrap_or_default();
    match certainty {
        Certainty::Portal => match locale {
            Locale::Zh => return format!("取自平台页面 {day}").trim_end().to_owned(),
            Locale::En => return format!("from the portal's page {day}").trim_end().to_owned(),
        },
        Certainty::Unverified => locale.pick("以平台下拉为准", "the portal's own list decides"),
        Certainty::Added => locale.pick("本机添加", "added on this computer"),
        Certainty::Public => locale.pick("见于公开资料", "seen on public pages"),
        Certainty::Manual | Certainty::Standard => "",
    }
    .to_owned()
}

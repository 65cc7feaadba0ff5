//! A field: what is asked, what is answered, and what stands in the margin.

use std::cmp::Reverse;

use beishen_core::{
    Derive, Fact, FactKey, FactKind, Month, Provenance, Value,
    check::Check,
    procedure::{Ask, Field as PortalField, FieldKind as Portal, Page, Step},
    reading::ValueKind,
};
use beishen_document::Locale;
use beishen_guide::portal_value;

use super::{options, provenance};
use crate::{
    contract::{FieldKind, FieldView, KnownView, MarginView, PortalPlace, ProvenanceView},
    open::Open,
};

/// A field of a step.
pub(super) fn field(
    open: &Open<'_>,
    key: &FactKey,
    step: Option<&Step>,
    locale: Locale,
) -> FieldView {
    let fact = open.procedure.fact(key);
    let value = open.assessment.values.get(key);
    let typed = open.record.values.answers.get(key.as_str());
    let (choices, searchable) = options::choices(open, key, locale);
    let places: Vec<_> = open.procedure.fields_of(key).collect();
    let portal =
        places.first().map(|(_, it)| portal_value(open.procedure, it, &open.assessment.values));
    let asked_for = open
        .procedure
        .steps()
        .iter()
        .flat_map(|it| &it.asks)
        .any(|it| matches!(it, Ask::Full(it) if it.fact == *key && it.required));
    FieldView {
        fact: key.as_str().to_owned(),
        label: fact.map(|it| it.label.get(locale).to_owned()).unwrap_or_default(),
        hint: fact
            .and_then(|it| it.hint.as_ref())
            .map(|it| it.get(locale).to_owned())
            .unwrap_or_default(),
        kind: match fact.map(|it| it.kind) {
            Some(FactKind::Date) => FieldKind::Date,
            Some(FactKind::Month) => FieldKind::Month,
            Some(FactKind::Choice) => FieldKind::Choice,
            Some(FactKind::Text) | None => FieldKind::Text,
        },
        required: asked_for || places.iter().any(|(_, it)| it.required),
        sensitive: fact.is_some_and(|it| it.sensitive),
        typed: typed.map(|it| it.text.clone()).unwrap_or_default(),
        value: value.map(|it| it.text.clone()).unwrap_or_default(),
        portal_value: portal.unwrap_or_default(),
        provenance: match value.map(|it| it.provenance) {
            None => ProvenanceView::None,
            Some(Provenance::Typed) => {
                typed.map_or(ProvenanceView::Typed, |it| provenance(it.provenance))
            }
            Some(Provenance::Derived) => ProvenanceView::Derived,
            Some(Provenance::Usual) => ProvenanceView::Usual,
        },
        provenance_note: note(open, key, value, locale),
        derived_note: value.map(|it| follows(it, locale)).unwrap_or_default(),
        identity: fact.is_some_and(|it| it.identity),
        only_here: typed.is_some_and(|it| it.level == beishen_store::Level::Draft),
        options: choices,
        searchable,
        guessed: options::is_guessed(open, key),
        open: open.procedure.options_of(key).is_some_and(|it| it.open),
        own: options::own(open, key, value.map_or("", |it| &it.text)),
        large: key.as_str() == "person.name",
        inspect: is_name(open, key),
        margin: margin(open, key, step, locale),
    }
}

/// The same to read only.
pub(super) fn known(open: &Open<'_>, key: &FactKey, locale: Locale) -> KnownView {
    let FieldView { fact, label, value, large, sensitive, provenance, provenance_note, .. } =
        field(open, key, None, locale);
    KnownView { fact, label, value, large, sensitive, provenance, provenance_note }
}

/// Whether a rule reads it as a name.
fn is_name(open: &Open<'_>, key: &FactKey) -> bool {
    let reads = |it: &Check| matches!(it, Check::Value { facts, of: ValueKind::Name } if facts.contains(key));
    open.procedure.rules().iter().any(|it| reads(&it.check))
}

/// 由证件号码推算, 预填.
fn note(open: &Open<'_>, key: &FactKey, value: Option<&Value>, locale: Locale) -> String {
    match value.map(|it| it.provenance) {
        None | Some(Provenance::Typed) => String::new(),
        Some(Provenance::Usual) => locale.pick("预填", "preset").to_owned(),
        Some(Provenance::Derived) => {
            let from =
                open.procedure.fact(key).and_then(|it| it.derive.as_ref()).and_then(Derive::reads);
            let of_history = |it: &Fact| it.derive == Some(Derive::LastPlace);
            let label = from.and_then(|it| open.procedure.fact(it)).map(|it| it.label.get(locale));
            match (label, locale) {
                (Some(label), Locale::Zh) => format!("由{label}推算"),
                (Some(label), Locale::En) => format!("from “{label}”"),
                (None, _) if open.procedure.fact(key).is_some_and(of_history) => {
                    locale.pick("由个人经历推算", "from the personal history").to_owned()
                }
                (None, Locale::Zh) => "推算".to_owned(),
                (None, Locale::En) => "worked out".to_owned(),
            }
        }
    }
}

/// What follows from a number: birth, sex, region.
fn follows(value: &Value, locale: Locale) -> String {
    let derived = value.derived;
    let mut parts: Vec<String> = Vec::new();
    if let Some(birth) = derived.birth {
        parts.push(match locale {
            Locale::Zh => birth.format("%Y 年 %-m 月 %-d 日").to_string(),
            Locale::En => birth.format("%Y-%m-%d").to_string(),
        });
    }
    parts.extend(derived.sex.map(|it| match (it.name(), locale) {
        ("男", Locale::En) => "male".to_owned(),
        ("女", Locale::En) => "female".to_owned(),
        (name, _) => name.to_owned(),
    }));
    parts.extend(derived.region.map(beishen_reference::Region::full_name));
    if parts.is_empty() {
        return String::new();
    }
    match locale {
        Locale::Zh => format!("由号码得出：{}", parts.join("，")),
        Locale::En => format!("The number says: {}", parts.join(", ")),
    }
}

/// What stands beside a field is said of the box that the step prepares: the fact's own on the page with most of the step's answers.
fn margin(open: &Open<'_>, key: &FactKey, step: Option<&Step>, locale: Locale) -> MarginView {
    let mut places: Vec<_> = open.procedure.fields_of(key).collect();
    let asked = |fact: &FactKey| step.is_some_and(|it| it.asks.iter().any(|it| it.fact() == fact));
    places.sort_by_key(|(page, field)| {
        let shared = page.fields.iter().filter_map(|it| it.fact.as_ref()).filter(|it| asked(it));
        let repeats = matches!(field.kind, Portal::Confirm | Portal::System);
        (repeats, Reverse(shared.count()))
    });
    let mut portal: Vec<PortalPlace> = Vec::new();
    for (page, field) in &places {
        if portal.iter().all(|it| it.label != field.portal_label || it.required != field.required) {
            portal.push(PortalPlace {
                page: page.title.zh.clone(),
                label: field.portal_label.clone(),
                format: field.portal_format.as_deref().map(pattern).unwrap_or_default(),
                required: field.required,
            });
        }
    }
    let own = places.first();
    let source = own.map(|(page, _)| open.procedure.cite(&page.source));
    let note = own.and_then(|(_, it)| it.note.as_ref());
    MarginView {
        portal,
        why: why(own.copied(), locale),
        how: note.map(|it| it.get(locale).to_owned()).unwrap_or_default(),
        example: own.and_then(|(_, it)| example(it)).unwrap_or_default(),
        source: source.as_ref().map(|it| it.line(locale)).unwrap_or_default(),
        differs: source
            .and_then(|it| it.differs)
            .map(|it| it.get(locale).to_owned())
            .unwrap_or_default(),
    }
}

/// The portal's own example, where neither its format nor its note shows it already.
fn example(field: &PortalField) -> Option<String> {
    let said = |it: &String| field.note.as_ref().is_some_and(|note| note.zh.contains(it.as_str()));
    field.example.clone().filter(|it| field.portal_format.is_none() && !said(it))
}

/// Where it goes, or what it is for.
fn why(box_of: Option<(&Page, &PortalField)>, locale: Locale) -> String {
    let Some((page, field)) = box_of else {
        let judges = locale.pick(
            "平台上没有这一框；用来判断要填什么、核对别的内容。",
            "The portal has no box for it; it decides what else is asked, and other answers are checked against it.",
        );
        return judges.to_owned();
    };
    let page = page.title.get(locale);
    match (locale, field.kind, field.required) {
        (Locale::Zh, Portal::System, _) => format!("平台“{page}”会显示它，用来核对。"),
        (Locale::En, Portal::System, _) => {
            format!("The portal shows it on “{page}”, to be compared.")
        }
        (Locale::Zh, _, true) => format!("平台“{page}”要填。"),
        (Locale::En, _, true) => format!("The portal asks for it on “{page}”."),
        (Locale::Zh, _, false) => format!("平台“{page}”可以填。"),
        (Locale::En, _, false) => format!("“{page}” has a box for it that may stay empty."),
    }
}

/// A pattern shown by an example of it: the portal's own kind of hint.
fn pattern(format: &str) -> String {
    let day = Month::parse("200606").and_then(Month::first_day);
    day.map(|it| it.format(format).to_string()).unwrap_or_default()
}

//! A table to be filled in: a column for each thing a procedure asks for, drop-downs, and a sheet that explains them.

use beishen_core::{Fact, FactKind, Procedure};
use beishen_document::Locale;
use beishen_reference::Table;
use beishen_tables::{Column, OwnSheet, Workbook};

use super::history::COLUMNS;

/// Rows that are made ready.
const ROOM: usize = 500;

/// The table for a procedure.
pub(crate) fn template(procedure: &Procedure, locale: Locale) -> Workbook {
    let asked = asked(procedure);
    let mut people = sheet(locale.pick("名册", "People"), Vec::new());
    people.room = ROOM;
    people.columns = asked.iter().map(|it| column(procedure, it, locale)).collect();
    let mut sheets = vec![people];
    if procedure.steps().iter().any(|it| it.history) {
        let mut history = sheet(locale.pick("个人经历", "History"), Vec::new());
        history.room = ROOM;
        let months = locale.pick("写作 201109；至今可写“至今”", "As 201109");
        history.columns = COLUMNS
            .iter()
            .map(|(key, zh, en, _)| Column {
                name: locale.pick(zh, en).to_owned(),
                note: if ["from", "to"].contains(key) { months.to_owned() } else { String::new() },
                ..Column::default()
            })
            .collect();
        sheets.push(history);
    }
    sheets.push(explanations(procedure, &asked, locale));
    Workbook { sheets }
}

fn sheet(name: &str, rows: Vec<Vec<String>>) -> OwnSheet {
    OwnSheet { name: name.to_owned(), rows, ..OwnSheet::default() }
}

/// What people are asked for, in the order of the steps; what follows from something else may be left empty.
fn asked(procedure: &Procedure) -> Vec<&Fact> {
    let asks = procedure.steps().iter().flat_map(|it| &it.asks);
    asks.filter_map(|it| procedure.fact(it.fact())).collect()
}

fn is_required(procedure: &Procedure, fact: &Fact) -> bool {
    fact.derive.is_none()
        && procedure.fields_of(&fact.key).any(|(_, it)| it.required && it.relevant.is_none())
}

fn column(procedure: &Procedure, fact: &Fact, locale: Locale) -> Column {
    Column {
        name: fact.label.get(locale).to_owned(),
        note: how(fact, locale),
        choices: choices(procedure, fact),
        required: is_required(procedure, fact),
    }
}

/// How it is written.
fn how(fact: &Fact, locale: Locale) -> String {
    let hint = fact.hint.as_ref().map(|it| it.get(locale).to_owned());
    let form = match fact.kind {
        FactKind::Date => Some(locale.pick("写作 1990-05-17", "As 1990-05-17").to_owned()),
        FactKind::Month => Some(locale.pick("写作 201109", "As 201109").to_owned()),
        FactKind::Text | FactKind::Choice => None,
    };
    hint.into_iter().chain(form).collect::<Vec<_>>().join(locale.pick("；", "; "))
}

fn choices(procedure: &Procedure, fact: &Fact) -> Vec<String> {
    let Some(options) = procedure.options_of(&fact.key) else { return Vec::new() };
    let mut all: Vec<String> = options.list.iter().map(|it| it.value.clone()).collect();
    if let Some(table) = options.table.as_deref().and_then(Table::by_name) {
        all.extend(table.entries().iter().map(|it| it.name.to_owned()));
    }
    all
}

fn explanations(procedure: &Procedure, asked: &[&Fact], locale: Locale) -> OwnSheet {
    let yes = |it: bool| if it { locale.pick("必填", "required") } else { "" }.to_owned();
    let row = |fact: &&Fact| {
        let label = fact.label.get(locale).to_owned();
        let count = choices(procedure, fact).len();
        let list = match (count, locale) {
            (0, _) => String::new(),
            (_, Locale::Zh) => format!("从 {count} 项中选择"),
            (_, Locale::En) => format!("one of {count}"),
        };
        vec![label, yes(is_required(procedure, fact)), how(fact, locale), list]
    };
    let names = match locale {
        Locale::Zh => ["列", "是否必填", "怎么填", "选项"],
        Locale::En => ["Column", "Required", "How to fill it in", "Choices"],
    };
    let mut page =
        sheet(locale.pick("填写说明", "How to fill it in"), asked.iter().map(row).collect());
    page.columns = names.map(|it| Column { name: it.to_owned(), ..Column::default() }).into();
    page
}

//! A table on its way in, in words.

use beishen_core::{FactKey, Procedure, Severity};
use beishen_document::Locale;
use beishen_tables::column_name;

use super::count;
use crate::{
    contract::{
        ImportCell, ImportColumn, ImportRow, ImportState, ImportTarget, ImportView, SeverityView,
    },
    import::{Import, bad::REASON, row::Person},
};

pub(crate) fn import(import: &Import, procedure: &Procedure, locale: Locale) -> ImportView {
    let people = &import.people;
    let number = |is: &dyn Fn(&&Person) -> bool| count(people.iter().filter(is).count());
    let differing = people.iter().filter(|it| it.is_fine()).map(|it| it.differs.len()).sum();
    let targets = procedure.facts().iter().map(|it| ImportTarget {
        fact: it.key.as_str().to_owned(),
        label: it.label.get(locale).to_owned(),
    });
    let hidden = import
        .sheet()
        .map_or(0, |it| it.rows.iter().skip(import.header.first).filter(|it| it.hidden).count());
    ImportView {
        file: import.file.clone(),
        procedure: import.procedure.clone(),
        title: procedure.title().get(locale).to_owned(),
        sheets: import.book.sheets.iter().map(|it| it.name.clone()).collect(),
        sheet: count(import.at),
        notes: notes(import, hidden, locale),
        columns: (0..import.columns.len()).filter_map(|it| column(import, it)).collect(),
        targets: targets.collect(),
        total: count(people.len()),
        fine: number(&|it| it.is_fine()),
        doubtful: number(&|it| it.is_doubtful()),
        bad: number(&|it| !it.is_fine()),
        here: number(&|it| it.here.is_some()),
        differing: count(differing),
        hidden: count(hidden),
        take_all: import.take_all,
        leave_hidden: import.leave_hidden,
        can_fill: import.source.starts_with(b"PK") && !import.is_ods(),
    }
}

/// What a person should know of the sheet before it is taken in.
fn notes(import: &Import, hidden: usize, locale: Locale) -> Vec<String> {
    let Some(sheet) = import.sheet() else { return Vec::new() };
    let columns = sheet.hidden_columns.iter().filter(|it| **it < sheet.width).count();
    let histories = &import.histories;
    let said = [
        (hidden > 0).then(|| (
            format!("有 {hidden} 行在表格里是隐藏的，也会导入。"),
            format!("{hidden} rows are hidden in the spreadsheet; they are taken in too."),
        )).filter(|_| !import.leave_hidden),
        (columns > 0).then(|| (
            format!("有 {columns} 列在表格里是隐藏的。"),
            format!("{columns} columns are hidden in the spreadsheet."),
        )),
        (sheet.merged > 0).then(|| (
            format!("有 {} 处合并单元格，每一格都按合并的内容读。", sheet.merged),
            format!("{} ranges are merged; each of their cells is read as what the merged one says.", sheet.merged),
        )),
        (histories.strays > 0).then(|| (
            format!("“{}”表有 {} 行不知是谁的（无此人或有重名），不导入。", histories.sheet, histories.strays),
            format!("On the sheet “{}” {} rows are of nobody here, or of a name that several have; they are left out.", histories.sheet, histories.strays),
        )),
        (histories.total > 0).then(|| (
            format!("个人经历在“{}”表，共 {} 行。", histories.sheet, histories.total),
            format!("The history is on the sheet “{}”: {} rows.", histories.sheet, histories.total),
        )),
    ];
    said.into_iter().flatten().map(|(zh, en)| locale.pick(&zh, &en).to_owned()).collect()
}

fn column(import: &Import, at: usize) -> Option<ImportColumn> {
    let sheet = import.sheet()?;
    let name = import.header.names.get(at).cloned().unwrap_or_default();
    let rows = sheet.rows.iter().skip(import.header.first);
    let sample = rows.map(|it| it.cell(at).text.as_str()).find(|it| !it.is_empty());
    // A column without a name and without anything in it is none, and our own reasons are no answer.
    if name.is_empty() && sample.is_none() || REASON.contains(&name.as_str()) {
        return None;
    }
    Some(ImportColumn {
        column: count(at),
        letter: column_name(at),
        name,
        fact: import.columns.get(at)?.as_ref().map(|it| it.as_str().to_owned()),
        sample: sample.unwrap_or_default().chars().take(40).collect(),
        hidden: sheet.hidden_columns.contains(&at),
    })
}

pub(crate) fn import_row(import: &Import, person: &Person, locale: Locale) -> ImportRow {
    let row = import.sheet().and_then(|it| it.rows.iter().find(|it| it.number == person.row));
    let cell = |(at, fact): (usize, &FactKey)| {
        let said = person.said.get(&at).and_then(|it| it.first());
        ImportCell {
            column: count(at),
            fact: fact.as_str().to_owned(),
            text: row.map(|it| it.cell(at).text.clone()).unwrap_or_default(),
            taken: person.answers.facts.get(fact).cloned().unwrap_or_default(),
            severity: said.map(|it| match it.severity {
                Severity::Error => SeverityView::Error,
                Severity::Warning => SeverityView::Warning,
                Severity::Hint => SeverityView::Hint,
            }),
            message: said.map(|it| it.message.get(locale).to_owned()).unwrap_or_default(),
            here: person.differs.get(fact).cloned(),
            take: import.takes(person.row, fact),
        }
    };
    let columns = import.columns.iter().enumerate();
    let cells = columns.filter_map(|(at, fact)| Some(cell((at, fact.as_ref()?))));
    let state = if !person.is_fine() {
        ImportState::Bad
    } else if person.is_doubtful() {
        ImportState::Doubtful
    } else {
        ImportState::Fine
    };
    ImportRow {
        row: person.row,
        state,
        said: person.whole.iter().map(|it| it.message.get(locale).to_owned()).collect(),
        here: person.here.as_ref().map(|it| it.1.clone()),
        cells: cells.collect(),
    }
}

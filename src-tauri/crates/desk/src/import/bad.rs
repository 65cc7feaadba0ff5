//! The rows that were not taken in, as a table to be put right and imported again.

use beishen_document::Locale;
use beishen_tables::{Cell, Column, Mark, OwnSheet, Was, Workbook};

use super::{Import, history::COLUMNS};

/// What the column of reasons is called; a table that has it is one of ours, and the column is left out.
pub(crate) const REASON: [&str; 2] = ["原因", "Reason"];

/// What a cell says: what it was taken for, for a day that was kept as a number is none any more once it is a text. A number that has
/// lost its end is shown as the spreadsheet shows it, so that nobody takes its digits for the right ones.
fn as_seen(cell: &Cell, taken: Option<&String>) -> String {
    match cell.was {
        Was::Number(it) if it.abs() >= 1e15 => format!("{it:.5E}").replace('E', "E+"),
        _ => taken.unwrap_or(&cell.text).clone(),
    }
}

impl Import {
    /// The rows with something wrong, as they stand in the table and with what was put right in them, the reason in front and the
    /// wrong cells marked. The history
    /// of these people stands on a second sheet, as it came.
    pub(crate) fn bad(&self, locale: Locale) -> Workbook {
        let names = &self.header.names;
        let kept: Vec<usize> = (0..self.columns.len())
            .filter(|it| !names.get(*it).is_some_and(|it| REASON.contains(&it.as_str())))
            .collect();
        let name = |at: &usize| Column {
            name: names.get(*at).cloned().unwrap_or_default(),
            ..Column::default()
        };
        let reason =
            Column { name: locale.pick(REASON[0], REASON[1]).to_owned(), ..Column::default() };
        let mut page = OwnSheet {
            name: locale.pick("有问题的行", "Rows to put right").to_owned(),
            columns: std::iter::once(reason).chain(kept.iter().map(name)).collect(),
            ..OwnSheet::default()
        };
        let rows = self.sheet().map_or(&[][..], |it| &it.rows);
        for person in self.people.iter().filter(|it| !it.is_fine()) {
            let Some(row) = rows.iter().find(|it| it.number == person.row) else { continue };
            let mut why: Vec<&str> = Vec::new();
            for it in person.wrong().map(|it| it.message.get(locale)) {
                if !why.contains(&it) {
                    why.push(it);
                }
            }
            let at = page.rows.len();
            let cells = kept.iter().map(|it| {
                let fact = self.columns.get(*it).and_then(Option::as_ref);
                let taken = fact.and_then(|it| person.answers.facts.get(it));
                as_seen(row.cell(*it), taken)
            });
            page.rows.push(std::iter::once(why.join("\n")).chain(cells).collect());
            for (column, said) in &person.said {
                let Some(said) = said.first() else { continue };
                let Some(place) = kept.iter().position(|it| it == column) else { continue };
                let mark = match said.severity {
                    beishen_core::Severity::Error => Mark::Wrong,
                    beishen_core::Severity::Warning => Mark::Doubtful,
                    beishen_core::Severity::Hint => continue,
                };
                page.marks.push((at, place + 1, mark, said.message.get(locale).to_owned()));
            }
        }
        let mut sheets = vec![page];
        sheets.extend(self.bad_history(locale));
        Workbook { sheets }
    }

    fn bad_history(&self, locale: Locale) -> Option<OwnSheet> {
        let fact = |answers: &beishen_core::Answers, key: &str| {
            answers.facts.get(&beishen_core::FactKey::from(key)).cloned().unwrap_or_default()
        };
        let mut rows = Vec::new();
        for person in self.people.iter().filter(|it| !it.is_fine()) {
            for it in &person.answers.history {
                let it = it.clone();
                let [number, name] =
                    [COLUMNS[0].0, COLUMNS[1].0].map(|it| fact(&person.answers, it));
                rows.push(vec![number, name, it.from, it.to, it.place, it.role, it.witness]);
            }
        }
        let columns = COLUMNS.iter().map(|(_, zh, en, _)| Column {
            name: locale.pick(zh, en).to_owned(),
            ..Column::default()
        });
        let name = locale.pick("个人经历", "History").to_owned();
        (!rows.is_empty()).then(|| OwnSheet {
            name,
            columns: columns.collect(),
            rows,
            ..OwnSheet::default()
        })
    }
}

//! The people of a desk as a table: for a spreadsheet, and for other programs.

use std::{ffi::OsStr, path::PathBuf};

use beishen_core::{FactKey, Procedure};
use beishen_document::Locale;
use beishen_guide::papers::masked;
use beishen_store::ApplicantLine;
use beishen_tables::{Column, OwnSheet, Workbook, to_csv};
use beishen_work::{Failure, files};

use crate::{
    at::At,
    contract::{PeopleView, SavedFile},
    desk::Desk,
    open::Open,
    progress::progress,
    record::{ID_NUMBER, NAME},
    view,
};

/// What a row says of how far somebody is, behind their answers.
const STANDING: [[&str; 2]; 4] = [
    ["已完成步骤", "Steps done"],
    ["问题", "Wrong"],
    ["待补", "Missing"],
    ["最近期限", "Next deadline"],
];

impl Desk {
    /// Everybody who prepares a procedure with every answer it asks for, under its own name, so that the table can be read in again;
    /// without a procedure everybody, with what tells them apart and what they prepare.
    pub(crate) fn people(
        &mut self,
        procedure: Option<String>,
        show_numbers: bool,
        at: At,
    ) -> Result<PeopleView, Failure> {
        let lines = self.vault.everybody()?;
        match procedure {
            None => self.everybody(&lines, show_numbers, at),
            Some(id) => {
                let pack = self.library.procedure(&id);
                let pack = pack.ok_or_else(|| Failure::not_installed(&id))?;
                Ok(self.of_procedure(&lines, pack, show_numbers, at))
            }
        }
    }

    fn everybody(
        &self,
        lines: &[ApplicantLine],
        show_numbers: bool,
        at: At,
    ) -> Result<PeopleView, Failure> {
        let names =
            [["姓名", "Full name"], ["证件号码", "Document number"], ["办理事项", "Procedures"]];
        let mut rows = Vec::new();
        for line in lines {
            let values = self.vault.applicant(line.applicant.id)?.values;
            let number = values.answers.get(ID_NUMBER).map_or("", |it| it.text.trim());
            let drafts = line.drafts.iter().filter(|it| it.closed.is_none());
            let titles: Vec<&str> = drafts
                .map(|it| {
                    let pack = self.library.procedure(&it.procedure);
                    pack.map_or(it.procedure.as_str(), |it| it.title().get(at.locale))
                })
                .collect();
            rows.push(vec![
                line.applicant.details.name.clone(),
                hidden(number, show_numbers),
                titles.join(at.locale.pick("、", ", ")),
            ]);
        }
        let columns = names.map(|[zh, en]| at.locale.pick(zh, en).to_owned()).into();
        Ok(PeopleView { columns, rows })
    }

    fn of_procedure(
        &self,
        lines: &[ApplicantLine],
        pack: &Procedure,
        show_numbers: bool,
        at: At,
    ) -> PeopleView {
        let asks = pack.steps().iter().flat_map(|it| &it.asks);
        let mut facts: Vec<_> = asks.filter_map(|it| pack.fact(it.fact())).collect();
        // Name and number come first: they tell whose row it is.
        facts.sort_by_key(|it| match it.key.as_str() {
            NAME => 0,
            ID_NUMBER => 1,
            _ => 2,
        });
        let standing = STANDING.map(|[zh, en]| at.locale.pick(zh, en).to_owned());
        let columns = facts.iter().map(|it| it.label.get(at.locale).to_owned()).chain(standing);
        let mut table = PeopleView { columns: columns.collect(), rows: Vec::new() };
        for line in lines {
            let own = |it: &&beishen_store::Draft| it.closed.is_none() && it.procedure == pack.id();
            let Some(draft) = line.drafts.iter().find(own) else { continue };
            let Ok(open) = self.glance(draft.id, at.now) else { continue };
            let cell = |key: &FactKey, sensitive: bool| {
                hidden(open.in_tables(key), show_numbers || !sensitive)
            };
            let mut row: Vec<String> = facts.iter().map(|it| cell(&it.key, it.sensitive)).collect();
            row.extend(standing_of(&open, at.locale));
            table.rows.push(row);
        }
        table
    }

    /// The same as a file: XLSX, or CSV where its name says so.
    pub(crate) fn save_people(
        &mut self,
        procedure: Option<String>,
        show_numbers: bool,
        path: PathBuf,
        at: At,
    ) -> Result<SavedFile, Failure> {
        let PeopleView { columns, rows } = self.people(procedure, show_numbers, at)?;
        let is_csv = path.extension().is_some_and(|it| it.eq_ignore_ascii_case(OsStr::new("csv")));
        let bytes = if is_csv {
            to_csv(&std::iter::once(columns).chain(rows).collect::<Vec<_>>()).into_bytes()
        } else {
            let columns = columns.into_iter().map(|name| Column { name, ..Column::default() });
            let name = at.locale.pick("名册", "People").to_owned();
            let page = OwnSheet { name, columns: columns.collect(), rows, ..OwnSheet::default() };
            Workbook { sheets: vec![page] }.to_xlsx().map_err(|_| Failure::bad_request())?
        };
        files::write(&path, &bytes)?;
        Ok(SavedFile { path: path.display().to_string(), missing: Vec::new() })
    }
}

fn hidden(text: &str, show: bool) -> String {
    if show { text.to_owned() } else { masked(text) }
}

fn standing_of(open: &Open<'_>, locale: Locale) -> [String; 4] {
    let progress = progress(&open.assessment);
    let due = view::deadlines(open, locale).into_iter().next();
    let due = due.map(|it| format!("{} {}", it.title, it.due)).unwrap_or_default();
    let done = format!("{} / {}", progress.done, progress.total);
    [done, progress.wrong.to_string(), progress.missing.to_string(), due]
}

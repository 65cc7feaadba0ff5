//! A school's own table, filled in with what the desk knows.

use std::path::PathBuf;

use beishen_core::FactKey;
use beishen_document::Locale;
use beishen_store::{Draft, DraftId};
use beishen_tables::{column_name, fill};
use beishen_work::{Failure, files};

use super::import::{noted, refused};
use crate::{
    at::At,
    contract::{FilledView, KeptCell, WriteTo, count, small},
    desk::Desk,
    import::{
        Import,
        fill::{Plan, Row, plan},
    },
};

/// Cells that are told at most.
const TOLD: usize = 500;

impl Desk {
    /// Fills the table that was read with everybody who prepares its procedure, or those of a class. Without a path it only says what
    /// would be done.
    pub(crate) fn fill_table(
        &mut self,
        class: Option<String>,
        path: Option<WriteTo>,
        at: At,
    ) -> Result<FilledView, Failure> {
        let import = self.importing.take().ok_or_else(Failure::gone)?;
        let done = self.fill_into(&import, class.as_deref(), path.map(PathBuf::from), at);
        self.importing = Some(import);
        done
    }

    fn fill_into(
        &mut self,
        import: &Import,
        class: Option<&str>,
        path: Option<PathBuf>,
        at: At,
    ) -> Result<FilledView, Failure> {
        let people = self.rows_of(&import.procedure, class, at)?;
        let pack = self.import_pack_of(&import.procedure)?;
        let plan = plan(import, pack, &people);
        if import.columns.iter().all(Option::is_none) {
            return Err(Failure::input(
                "没有认出要填的列，请先选好每一列是什么。",
                "No column was recognised. Say first what each column is.",
            ));
        }
        let sheet = import.sheet().map(|it| it.name.clone()).unwrap_or_default();
        let filled =
            fill(&import.source, &sheet, plan.like, &plan.fills).map_err(|it| match it {
                beishen_tables::Refusal::NotATable => Failure::input(
                    "只能填入 .xlsx 表格，请先用表格软件另存为 .xlsx。",
                    "Only an .xlsx can be filled in. Save the table as .xlsx first.",
                ),
                other => refused(&other),
            })?;
        let mut view = said(import, &plan, filled.left.len(), at.locale);
        if let Some(path) = path {
            import.original.spare(&path)?;
            files::write(&path, &filled.bytes)?;
            view.path = path.display().to_string();
            // The file is there, whatever becomes of this.
            let _ = self.remember_columns(import);
        }
        Ok(view)
    }

    /// Everybody who prepares a procedure, in the order of the list by name, with what is known of them.
    fn rows_of(&self, procedure: &str, class: Option<&str>, at: At) -> Result<Vec<Row>, Failure> {
        // The list's own lines may be behind after an update; what was begun is not.
        let lines = self.vault.everybody()?;
        let everybody = self.roster.read(&self.vault)?;
        let mut people: Vec<_> = lines
            .iter()
            .filter_map(|line| {
                let own = |it: &&Draft| it.closed.is_none() && it.procedure == procedure;
                let draft = line.drafts.iter().find(own)?.id;
                let known = everybody.one(small(line.applicant.id.0))?;
                let of_class = class.is_none_or(|class| known.class() == class);
                let whose = (known.class().to_owned(), known.sort.clone(), known.name.clone());
                of_class.then_some((whose, draft))
            })
            .collect();
        drop(everybody);
        people.sort();
        let row = |((_, _, name), draft): ((String, String, String), DraftId)| {
            let open = self.glance(draft, at.now).ok()?;
            let facts = open.procedure.facts().iter().map(|it| &it.key);
            let values = facts.map(|it| (it.clone(), open.in_tables(it).to_owned()));
            Some(Row { name, values: values.filter(|it| !it.1.is_empty()).collect() })
        };
        Ok(people.into_iter().filter_map(row).collect())
    }

    /// What the columns were is known the next time.
    pub(crate) fn remember_columns(&mut self, import: &Import) -> Result<(), Failure> {
        if import.refused.is_some() {
            return Ok(());
        }
        let mut names = self.names(&import.procedure)?;
        for (name, fact) in import.header.names.iter().zip(&import.columns) {
            let name = beishen_tables::plain(name);
            if !name.is_empty() {
                let fact = fact.as_ref().map_or("", FactKey::as_str);
                names.insert(name, fact.to_owned());
            }
        }
        // Nothing is lost when it is not remembered: the columns are guessed again.
        let text = serde_json::to_string(&names).unwrap_or_default();
        let _ = self.vault.note(&noted(&import.procedure), &text);
        Ok(())
    }
}

fn said(import: &Import, plan: &Plan, left: usize, locale: Locale) -> FilledView {
    let Plan { found, added, kept, below, fills, .. } = plan;
    let cells = fills.len().saturating_sub(left);
    let also = [
        (kept.len(), "格与资料台不同，保持不变", "cells say otherwise than the desk and stay"),
        (*below, "行写在表格下方其他内容之后", "rows stand below other content of the table"),
        (
            left,
            "格有公式或属于合并单元格，没有写",
            "cells hold a formula or are merged and were left",
        ),
    ];
    let also = also.into_iter().filter(|it| it.0 > 0).map(|(n, zh, en)| match locale {
        Locale::Zh => format!("{n} {zh}。"),
        Locale::En => format!("{n} {en}."),
    });
    let first = match locale {
        Locale::Zh => format!("表里有 {found} 人，新增 {added} 行，填入 {cells} 格。"),
        Locale::En => {
            format!("People in the table: {found}; rows added: {added}; cells filled in: {cells}.")
        }
    };
    let said = std::iter::once(first).chain(also).collect::<Vec<_>>();
    let cell = |it: &crate::import::fill::Kept| KeptCell {
        cell: format!("{}{}", column_name(it.column), it.row),
        name: it.name.clone(),
        desk: it.desk.clone(),
        table: import
            .sheet()
            .and_then(|sheet| sheet.rows.iter().find(|row| row.number == it.row))
            .map(|row| row.cell(it.column).text.clone())
            .unwrap_or_default(),
    };
    FilledView {
        said: said.join(locale.pick("", " ")),
        found: count(*found),
        added: count(*added),
        filled: count(cells),
        kept: kept.iter().take(TOLD).map(cell).collect(),
        path: String::new(),
    }
}

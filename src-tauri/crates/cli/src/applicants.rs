//! `beishen applicants`: the people of a vault, from a table and into one. What the window does is done by the same commands.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::{Path, PathBuf},
};

use beishen_desk::{
    Command, Desk, Keys, Reply, Request, VAULT,
    contract::{
        ExportKind, ImportCell, ImportColumn, ImportRow, ImportRowsView, ImportShow, ImportState,
        ImportView, ImportedView, PeopleView, ReadFrom, ReadIn, SeverityView, WriteInto, WriteTo,
    },
};
use beishen_document::Locale;
use beishen_work::{Failure, Library};
use chrono::NaiveDateTime;
use serde::Serialize;

use crate::{
    Done,
    args::{Applicants, FillIn, Taken},
    unlock::unlock,
};

/// Rows that are asked for at once.
const PAGE: u32 = 500;

/// Carries it out on the vault in `folder`, as of `now`.
pub(crate) fn run(
    folder: &Path,
    library: Library,
    command: Applicants,
    now: NaiveDateTime,
    locale: Locale,
) -> Result<Done, Failure> {
    let mut desk = Called::at(folder, library, now, locale)?;
    desk.carry_out(command)
}

impl Called {
    /// The desk of the vault in `folder`.
    pub(crate) fn at(
        folder: &Path,
        library: Library,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<Self, Failure> {
        let vault = folder.join(VAULT);
        if !vault.is_file() {
            return Err(Failure::input(
                format!("“{}”里没有资料库，请给出存放它的文件夹。", folder.display()),
                format!("There is no vault in “{}”. Give the folder it lies in.", folder.display()),
            ));
        }
        let mut keys = Keys::of(&vault);
        unlock(&mut keys, locale)?;
        Ok(Self { desk: keys.open(library, now)?, now, locale })
    }

    fn carry_out(&mut self, command: Applicants) -> Result<Done, Failure> {
        let desk = self;
        match command {
            Applicants::List { json } => desk.list(json),
            Applicants::Import { procedure, table, taken, .. } => {
                desk.import(&procedure, table, &taken)
            }
            Applicants::Export { procedure, table, into: Some(into), filled, .. } => {
                desk.fill(&procedure, into, table, &filled)
            }
            Applicants::Export { procedure, table, show_id, .. } => {
                let path = WriteTo(table);
                desk.saved(Command::SavePeople {
                    procedure: Some(procedure),
                    show_numbers: show_id,
                    path,
                })
            }
            Applicants::Template { procedure, table } => {
                desk.saved(Command::SaveTemplate { procedure, path: WriteTo(table) })
            }
            Applicants::Files { procedure, material, folder, replace, dry_run, json } => {
                let find = Command::FindFiles { folder: ReadIn(folder), procedure, material };
                desk.files(find, replace, dry_run, json)
            }
            Applicants::Undo { json } => desk.undo(json),
            Applicants::Everything { to, json } => desk.everything(WriteInto(to), json),
            Applicants::TakeIn { folder, dry_run, json } => {
                desk.take_in(ReadIn(folder), dry_run, json)
            }
            Applicants::Receipts { many } => desk.many(ExportKind::Receipts, many),
            Applicants::Checklists { many } => desk.many(ExportKind::Checklists, many),
            Applicants::Photos { many } => desk.many(ExportKind::Photos, many),
            Applicants::Materials { many } => desk.many(ExportKind::Materials, many),
            Applicants::Calendar { many } => desk.many(ExportKind::Calendar, many),
        }
    }
}

/// A desk, and when and in which language it is asked.
pub(crate) struct Called {
    pub(crate) desk: Desk,
    pub(crate) now: NaiveDateTime,
    pub(crate) locale: Locale,
}

/// What an import came to, as JSON. Rows that are fine are counted only.
#[derive(Serialize)]
struct Told<'a> {
    dry_run: bool,
    table: &'a ImportView,
    rows: &'a [ImportRow],
    imported: Option<&'a ImportedView>,
}

impl Called {
    pub(crate) fn call(&mut self, command: Command) -> Result<Reply, Failure> {
        self.desk.call(Request { locale: self.locale, command }, self.now)
    }

    fn saved(&mut self, command: Command) -> Result<Done, Failure> {
        let reply = self.call(command)?;
        let path = reply.written().map(|it| it.display().to_string()).unwrap_or_default();
        Ok(Done::says(path + "\n"))
    }

    fn list(&mut self, json: bool) -> Result<Done, Failure> {
        let people = Command::People { procedure: None, show_numbers: false };
        let Reply::People(PeopleView { columns, rows }) = self.call(people)? else {
            return Err(Failure::bad_request());
        };
        if json {
            return Ok(Done::says(crate::json(&PeopleView { columns, rows })));
        }
        let lines = rows.iter().map(|it| crate::printable(&it.join("  ")) + "\n");
        Ok(Done::says(lines.collect::<String>()))
    }

    fn import(&mut self, procedure: &str, table: PathBuf, taken: &Taken) -> Result<Done, Failure> {
        self.read(procedure, table, taken.sheet.as_ref(), &taken.map)?;
        if taken.leave_hidden {
            self.call(Command::LeaveHidden { leave: true })?;
        }
        let over = Command::TakeOver { row: None, fact: None, take: taken.take_over };
        let Reply::TakeOver(view) = self.call(over)? else { return Err(Failure::bad_request()) };
        let rows = self.rows(&view)?;
        if let Some(path) = taken.bad_rows.clone().filter(|_| view.bad > 0) {
            self.call(Command::SaveBadRows { path: WriteTo(path) })?;
        }
        let imported = if taken.dry_run || view.fine == 0 {
            None
        } else {
            match self.call(Command::RunImport {})? {
                Reply::RunImport(done) => Some(done),
                _ => return Err(Failure::bad_request()),
            }
        };
        let told =
            Told { dry_run: taken.dry_run, table: &view, rows: &rows, imported: imported.as_ref() };
        let text = if taken.json { crate::json(&told) } else { self.told(&told) };
        Ok(Done { text, errors: view.bad > 0 })
    }

    /// A table, its sheet and columns as was said.
    fn read(
        &mut self,
        procedure: &str,
        table: PathBuf,
        sheet: Option<&String>,
        map: &[(String, String)],
    ) -> Result<(), Failure> {
        let procedure = procedure.to_owned();
        let read = if table.is_dir() {
            Command::ReadAnswers { folder: ReadIn(table), procedure }
        } else {
            Command::ReadTable { path: ReadFrom(table), procedure }
        };
        let (Reply::ReadTable(mut view) | Reply::ReadAnswers(mut view)) = self.call(read)? else {
            return Err(Failure::bad_request());
        };
        if let Some(sheet) = sheet {
            let at =
                view.sheets.iter().position(|it| it == sheet).ok_or_else(|| no_sheet(&view))?;
            let sheet = u32::try_from(at).unwrap_or(u32::MAX);
            let Reply::ShowSheet(shown) = self.call(Command::ShowSheet { sheet })? else {
                return Err(Failure::bad_request());
            };
            view = shown;
        }
        for (name, fact) in map {
            let is_it = |it: &&ImportColumn| it.name == *name || it.letter == *name;
            let column = view.columns.iter().find(is_it).ok_or_else(no_column)?.column;
            let fact = Some(fact.clone()).filter(|it| !it.is_empty());
            if fact.as_ref().is_some_and(|it| !view.targets.iter().any(|known| known.fact == *it)) {
                return Err(no_fact());
            }
            let Reply::MapColumn(mapped) = self.call(Command::MapColumn { column, fact })? else {
                return Err(Failure::bad_request());
            };
            view = mapped;
        }
        Ok(())
    }

    /// Somebody else's table, filled in and written elsewhere.
    fn fill(
        &mut self,
        procedure: &str,
        into: PathBuf,
        out: PathBuf,
        filled: &FillIn,
    ) -> Result<Done, Failure> {
        self.read(procedure, into, filled.sheet.as_ref(), &filled.map)?;
        let path = (!filled.dry_run).then_some(WriteTo(out));
        let fill = Command::FillTable { class: filled.class.clone(), path };
        let Reply::FillTable(done) = self.call(fill)? else { return Err(Failure::bad_request()) };
        let text = if filled.json {
            crate::json(&done)
        } else {
            let apart = self.locale.pick("：", ": ");
            let kept = done
                .kept
                .iter()
                .map(|it| format!("{}  {}{apart}{} / {}", it.cell, it.name, it.table, it.desk));
            let lines = kept.chain([done.said.clone()]);
            let lines = lines.chain(Some(done.path.clone()).filter(|it| !it.is_empty()));
            lines.map(|it| crate::printable(&it) + "\n").collect()
        };
        Ok(Done::says(text))
    }

    /// Every row that is not fine.
    fn rows(&mut self, view: &ImportView) -> Result<Vec<ImportRow>, Failure> {
        let mut all = Vec::new();
        for offset in (0..view.total).step_by(usize::try_from(PAGE).unwrap_or(1)) {
            // Nobody may be looking; then nothing is lost.
            let _ = writeln!(io::stderr(), "{}/{}", view.total.min(offset + PAGE), view.total);
            let rows = Command::ImportRows { offset, limit: PAGE, show: ImportShow::All };
            let Reply::ImportRows(ImportRowsView { rows, .. }) = self.call(rows)? else {
                return Err(Failure::bad_request());
            };
            all.extend(rows.into_iter().filter(|it| it.state != ImportState::Fine));
        }
        Ok(all)
    }

    fn told(&self, told: &Told<'_>) -> String {
        let Told { table, rows, imported, .. } = told;
        let label = |fact: &str| {
            table.targets.iter().find(|it| it.fact == fact).map_or("", |it| it.label.as_str())
        };
        let columns = table.columns.iter().map(|it| {
            format!("{}  {} → {}", it.letter, it.name, it.fact.as_deref().map_or("—", label))
        });
        let mut lines: Vec<String> = columns.chain(table.notes.iter().cloned()).collect();
        lines.extend(self.to_see_to(table, rows));
        let (fine, bad, here) = (table.fine, table.bad, table.here);
        lines.push(match (imported, self.locale) {
            (Some(done), _) => done.message.clone(),
            (None, Locale::Zh) => {
                format!("可导入 {fine} 行，其中 {here} 人已在资料台；{bad} 行有问题。没有写入。")
            }
            (None, Locale::En) => format!(
                "{fine} rows can be taken in, {here} of them for people on the desk already; {bad} have something wrong. Nothing was written."
            ),
        });
        lines.iter().map(|it| crate::printable(it) + "\n").collect()
    }

    /// What is said of rows and cells: each sentence once, with its column and all the rows it is said of. What keeps a row out comes
    /// first.
    fn to_see_to(&self, table: &ImportView, rows: &[ImportRow]) -> Vec<String> {
        let mut all: BTreeMap<(bool, Option<u32>, &str), Vec<u32>> = BTreeMap::new();
        for ImportRow { row, said, cells, .. } in rows {
            for it in said {
                all.entry((false, None, it)).or_default().push(*row);
            }
            for ImportCell { column, severity, message, .. } in cells {
                let doubt = match severity {
                    Some(SeverityView::Error) => false,
                    Some(SeverityView::Warning) => true,
                    Some(SeverityView::Hint) | None => continue,
                };
                all.entry((doubt, Some(*column), message)).or_default().push(*row);
            }
        }
        let named = |column: u32| table.columns.iter().find(|it| it.column == column);
        let line = |((_, column, message), rows): (&(_, Option<u32>, &str), &Vec<u32>)| {
            let apart = self.locale.pick("：", ": ");
            let column =
                column.and_then(named).map(|it| format!("{} {}{apart}", it.letter, it.name));
            let rows = ranges(rows, self.locale.pick("、", ", "));
            match self.locale {
                Locale::Zh => format!("{}{message}（第 {rows} 行）", column.unwrap_or_default()),
                Locale::En => format!("{}{message} (row {rows})", column.unwrap_or_default()),
            }
        };
        all.iter().map(line).collect()
    }

    /// Takes back what was taken in last.
    fn undo(&mut self, json: bool) -> Result<Done, Failure> {
        let Reply::Imports(imports) = self.call(Command::Imports {})? else {
            return Err(Failure::bad_request());
        };
        let newest =
            imports.iter().find(|it| !it.undone && it.added + it.changed > 0).ok_or_else(|| {
                Failure::input("没有可以撤销的导入。", "There is no import to take back.")
            })?;
        let Reply::UndoImport(done) = self.call(Command::UndoImport { import: newest.import })?
        else {
            return Err(Failure::bad_request());
        };
        Ok(Done::says(if json { crate::json(&done) } else { done.message + "\n" }))
    }
}

/// Row numbers as a person writes them: `4, 11–13`.
fn ranges(rows: &[u32], apart: &str) -> String {
    let runs = rows.chunk_by(|one, next| one + 1 == *next);
    let runs = runs.filter_map(|it| match it {
        [] => None,
        [one] => Some(one.to_string()),
        [first, .., last] => Some(format!("{first}–{last}")),
    });
    runs.collect::<Vec<_>>().join(apart)
}

fn no_sheet(view: &ImportView) -> Failure {
    let names = view.sheets.join("、");
    Failure::input(
        format!("没有这张表；文件里有：{names}"),
        format!("There is no such sheet. The file has: {names}"),
    )
}

fn no_column() -> Failure {
    Failure::input(
        "--map 里的列在表格中没有，请写列名或列号（如 C）。",
        "The table has no column that --map names. Give its name or its letter, such as C.",
    )
}

fn no_fact() -> Failure {
    Failure::input(
        "--map 里的信息项没有，可用 --dry-run --json 查看。",
        "There is no fact that --map names. See --dry-run --json.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_named_as_a_person_would() {
        for (rows, expected) in
            [(&[4][..], "4"), (&[4, 11, 12, 13], "4、11–13"), (&[5, 6, 9, 11, 12], "5–6、9、11–12")]
        {
            assert_eq!(ranges(rows, "、"), expected);
        }
    }
}

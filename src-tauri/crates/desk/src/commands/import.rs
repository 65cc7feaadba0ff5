//! A table on its way into the vault: read, mapped, looked through, taken in, taken back.

use std::path::PathBuf;

use beishen_core::{FactKey, Procedure};
use beishen_reference::pinyin::search_keys;
use beishen_store::{
    ApplicantDetails, Change, Incoming, Level, NewApplicant, Provenance, TakenBack,
};
use beishen_work::{Failure, Originals, files};

use crate::{
    at::At,
    contract::{
        ImportLine, ImportRowsView, ImportShow, ImportView, ImportedView, SavedFile, TakenBackView,
    },
    desk::Desk,
    import::{
        Import,
        answers::{Given, is_answers},
        here::{Here, Names},
        row::Person,
        template::template,
    },
    record::{self, NAME},
    view,
};

/// Rows that are shown at once at most.
const PAGE: usize = 500;
/// Questionnaires that are read at once at most.
const MOST_ANSWERS: usize = 2_000;
/// Colours that applicants have in turn.
const COLOURS: u32 = 6;

/// Under which name the vault notes what columns are.
pub(super) fn noted(procedure: &str) -> String {
    format!("import.{procedure}")
}

impl Desk {
    pub(crate) fn read_table(
        &mut self,
        path: PathBuf,
        procedure: String,
        at: At,
    ) -> Result<ImportView, Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = files::read(&path, &name)?;
        if is_answers(&bytes) {
            return self.look_at_answers(name.clone(), &[(name, bytes)], &procedure, at);
        }
        let book = beishen_tables::read(&bytes).map_err(|it| refused(&it))?;
        let find = |number: &str| self.here(number);
        let names = self.names(&procedure)?;
        let pack = self.import_pack_of(&procedure)?;
        let mut import = Import::new((name, bytes), pack, book, &names, at.now, &find)?;
        import.original = Originals::of([&path]);
        self.importing = Some(import);
        self.shown_import(at)
    }

    /// The files of questionnaires in a folder, each a row.
    pub(crate) fn read_answers(
        &mut self,
        folder: PathBuf,
        procedure: String,
        at: At,
    ) -> Result<ImportView, Failure> {
        let paths = files::in_folder(&folder, &["json"])?;
        if paths.is_empty() || paths.len() > MOST_ANSWERS {
            return Err(Failure::input(
                format!("文件夹里要有 1 到 {MOST_ANSWERS} 个采集表文件（.json）。"),
                format!("Choose a folder with 1 to {MOST_ANSWERS} questionnaire files (.json)."),
            ));
        }
        let mut all = Vec::new();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let bytes = files::read(&path, &name)?;
            all.push((name, bytes));
        }
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.look_at_answers(name, &all, &procedure, at)
    }

    fn look_at_answers(
        &mut self,
        name: String,
        all: &[(String, Vec<u8>)],
        procedure: &str,
        at: At,
    ) -> Result<ImportView, Failure> {
        let pack = self.import_pack_of(procedure)?;
        let given = Given::read(pack, all);
        let import = Import::of_answers(name, pack, given, at.now, &|it| self.here(it))?;
        self.importing = Some(import);
        self.shown_import(at)
    }

    pub(crate) fn show_sheet(&mut self, sheet: u32, at: At) -> Result<ImportView, Failure> {
        self.change_import(at, |import, desk, pack| {
            let names = desk.names(&import.procedure)?;
            let sheet = usize::try_from(sheet).unwrap_or(usize::MAX);
            import.show(sheet, pack, &names, at.now, &|it| desk.here(it))
        })
    }

    pub(crate) fn map_column(
        &mut self,
        column: u32,
        fact: Option<String>,
        at: At,
    ) -> Result<ImportView, Failure> {
        self.change_import(at, |import, desk, pack| {
            let fact = fact.map(|it| FactKey::from(it.as_str()));
            if fact.as_ref().is_some_and(|it| pack.fact(it).is_none()) {
                return Err(Failure::gone());
            }
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            import.map(column, fact).ok_or_else(Failure::gone)?;
            import.look(pack, at.now, &|it| desk.here(it))
        })
    }

    pub(crate) fn leave_hidden(&mut self, leave: bool, at: At) -> Result<ImportView, Failure> {
        self.change_import(at, |import, desk, pack| {
            import.leave_hidden = leave;
            import.look(pack, at.now, &|it| desk.here(it))
        })
    }

    pub(crate) fn take_over(
        &mut self,
        row: Option<u32>,
        fact: Option<String>,
        take: bool,
        at: At,
    ) -> Result<ImportView, Failure> {
        let import = self.importing.as_mut().ok_or_else(Failure::gone)?;
        match (row, fact) {
            (Some(row), Some(fact)) => {
                import.take.insert((row, FactKey::from(fact.as_str())), take);
            }
            (Some(row), None) => {
                let person = import.people.iter().find(|it| it.row == row);
                let facts = person.ok_or_else(Failure::gone)?.differs.keys();
                import.take.extend(facts.map(|it| ((row, it.clone()), take)));
            }
            (None, _) => {
                import.take.clear();
                import.take_all = take;
            }
        }
        self.shown_import(at)
    }

    pub(crate) fn import_rows(
        &mut self,
        offset: u32,
        limit: u32,
        show: ImportShow,
        at: At,
    ) -> Result<ImportRowsView, Failure> {
        let import = self.importing.as_ref().ok_or_else(Failure::gone)?;
        let is_shown = |it: &&Person| match show {
            ImportShow::All => true,
            ImportShow::Bad => !it.is_fine(),
            ImportShow::Doubtful => it.is_doubtful(),
            ImportShow::Here => it.here.is_some(),
        };
        let total = import.people.iter().filter(is_shown).count();
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX).min(PAGE);
        let shown = import.people.iter().filter(is_shown).skip(offset).take(limit);
        let rows = shown.map(|it| view::import_row(import, it, at.locale)).collect();
        Ok(ImportRowsView { rows, total: view::count(total) })
    }

    /// Takes the good rows in, all of them in one transaction, and remembers what the columns were.
    pub(crate) fn run_import(&mut self, at: At) -> Result<ImportedView, Failure> {
        let import = self.importing.take().ok_or_else(Failure::gone)?;
        let done = self.take_rows(&import, at);
        self.importing = Some(import);
        let done = done?;
        // What is here now is another thing than what was looked at.
        self.change_import(at, |import, desk, pack| import.look_around(pack, &|it| desk.here(it)))?;
        Ok(done)
    }

    fn take_rows(&mut self, import: &Import, at: At) -> Result<ImportedView, Failure> {
        let first = view::count(self.roster.read(&self.vault)?.people().count());
        let fine = import.people.iter().filter(|it| it.is_fine());
        let batch: Vec<Incoming> =
            (first..).zip(fine).map(|(n, it)| incoming(import, it, n)).collect();
        if batch.is_empty() {
            return Err(Failure::input(
                "没有可以导入的行，请先改正表格。",
                "No row can be taken in. Put the table right first.",
            ));
        }
        let done = self.vault.import(&import.file, &batch, at.now)?;
        self.remember_columns(import)?;
        let bad = import.people.iter().filter(|it| !it.is_fine()).count();
        let (added, changed) = (done.added, done.changed);
        let (zh, en) = match bad {
            0 => (String::new(), String::new()),
            _ => (
                format!("，{bad} 行有问题没有导入"),
                format!("; {bad} rows have something wrong and were left out"),
            ),
        };
        let zh = format!("新增 {added} 人，更新 {changed} 人{zh}。");
        let en = format!("{added} people added, {changed} changed{en}.");
        Ok(ImportedView {
            import: view::small(done.id),
            message: at.locale.pick(&zh, &en).to_owned(),
            added,
            changed,
            bad: view::count(bad),
        })
    }

    pub(crate) fn undo_import(&mut self, import: i32, at: At) -> Result<TakenBackView, Failure> {
        let shared = self.shared_here()?;
        let taken = self.vault.undo_import(i64::from(import), at.now)?;
        let TakenBack { removed, restored, kept } = taken.ok_or_else(Failure::gone)?;
        self.forget_taken_back(&shared)?;
        if self.importing.is_some() {
            self.change_import(at, |import, desk, pack| {
                import.look_around(pack, &|it| desk.here(it))
            })?;
        }
        let (also, and) = match kept {
            0 => (String::new(), String::new()),
            _ => (
                format!("；{kept} 处后来改过，保持不变"),
                format!("; {kept} were changed since and stay"),
            ),
        };
        let zh = format!("已撤销导入：移除 {removed} 人，{restored} 项恢复原样{also}。");
        let en =
            format!("Taken back: {removed} people removed, {restored} answers as before{and}.");
        let message = at.locale.pick(&zh, &en).to_owned();
        Ok(TakenBackView { message, removed, restored, kept })
    }

    pub(crate) fn imports(&mut self, _: At) -> Result<Vec<ImportLine>, Failure> {
        let line = |it: beishen_store::Import| ImportLine {
            import: view::small(it.id),
            from: it.from,
            at: it.at.format("%Y-%m-%d %H:%M").to_string(),
            added: it.added,
            changed: it.changed,
            undone: it.undone,
        };
        Ok(self.vault.imports()?.into_iter().map(line).collect())
    }

    /// The rows that were not taken in, to be put right.
    pub(crate) fn save_bad_rows(&mut self, path: PathBuf, at: At) -> Result<SavedFile, Failure> {
        let import = self.importing.as_ref().ok_or_else(Failure::gone)?;
        import.original.spare(&path)?;
        save(path, &import.bad(at.locale))
    }

    /// A table to be filled in for a procedure.
    pub(crate) fn save_template(
        &mut self,
        procedure: String,
        path: PathBuf,
        at: At,
    ) -> Result<SavedFile, Failure> {
        save(path, &template(self.import_pack_of(&procedure)?, at.locale))
    }

    /// The table is forgotten; what was taken in stays.
    #[expect(clippy::unnecessary_wraps, reason = "as every command")]
    pub(crate) fn leave_import(&mut self, _: At) -> Result<(), Failure> {
        self.importing = None;
        Ok(())
    }

    fn change_import(
        &mut self,
        at: At,
        change: impl FnOnce(&mut Import, &Self, &Procedure) -> Result<(), Failure>,
    ) -> Result<ImportView, Failure> {
        let mut import = self.importing.take().ok_or_else(Failure::gone)?;
        let pack = self.library.procedure(&import.procedure).ok_or_else(Failure::gone);
        let done = pack.and_then(|it| change(&mut import, self, it));
        self.importing = Some(import);
        done?;
        self.shown_import(at)
    }

    fn shown_import(&self, at: At) -> Result<ImportView, Failure> {
        let import = self.importing.as_ref().ok_or_else(Failure::gone)?;
        let pack = self.import_pack_of(&import.procedure)?;
        Ok(view::import(import, pack, at.locale))
    }

    pub(super) fn import_pack_of(&self, procedure: &str) -> Result<&Procedure, Failure> {
        self.library.procedure(procedure).ok_or_else(|| Failure::not_installed(procedure))
    }

    pub(super) fn names(&self, procedure: &str) -> Result<Names, Failure> {
        let text = self.vault.noted(&noted(procedure))?.unwrap_or_default();
        Ok(serde_json::from_str(&text).unwrap_or_default())
    }

    fn here(&self, number: &str) -> Result<Vec<Here>, Failure> {
        let mut all = Vec::new();
        for id in self.vault.known_by(number)? {
            let record = self.vault.applicant(id)?;
            all.push(Here { id, name: record.applicant.details.name, values: record.values });
        }
        Ok(all)
    }
}

/// Why a table is not read.
pub(super) fn refused(it: &beishen_tables::Refusal) -> Failure {
    let message = it.message();
    Failure::input(message.zh, message.en)
}

/// What goes into the vault of somebody; `n`: how many are there before.
fn incoming(import: &Import, person: &Person, n: u32) -> Incoming {
    let answer = |(fact, text): (&FactKey, &String)| {
        Change::answer(Level::Applicant, fact.as_str(), Some(text), Provenance::Typed)
    };
    let history = record::history_text(&person.answers.history);
    let history = history.map(|it| Change::history(Level::Applicant, Some(&it), Provenance::Typed));
    let procedures = vec![import.procedure.clone()];
    if let Some((id, _)) = person.here {
        let is_taken = |it: &(&FactKey, &String)| {
            !person.there.contains(it.0)
                || person.differs.contains_key(it.0) && import.takes(person.row, it.0)
        };
        let facts = person.answers.facts.iter().filter(is_taken).map(answer);
        let history = history.filter(|_| !person.has_history);
        return Incoming::Known { id, values: facts.chain(history).collect(), procedures };
    }
    let name = person.answers.facts.get(&FactKey::from(NAME)).map_or("", |it| it.trim());
    let details = ApplicantDetails {
        name: name.to_owned(),
        search: search_keys(name),
        colour: u8::try_from(n % COLOURS + 1).unwrap_or(1),
        note: None,
    };
    let values = person.answers.facts.iter().map(answer).chain(history).collect();
    Incoming::New(NewApplicant { details, values, procedures })
}

fn save(path: PathBuf, book: &beishen_tables::Workbook) -> Result<SavedFile, Failure> {
    let bytes = book.to_xlsx().map_err(|_| Failure::bad_request())?;
    files::write(&path, &bytes)?;
    Ok(SavedFile { path: path.display().to_string(), missing: Vec::new() })
}

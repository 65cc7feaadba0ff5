//! 个人经历 on a sheet of its own: a row for each stretch, and whose it is.

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::{Answers, FactKey, HistoryRow, reading::ValueKind};
use beishen_tables::{Book, Header, Known, Shape, Sheet, guess, header, repair};
use chrono::NaiveDate;

use crate::record::{ID_NUMBER, NAME};

/// The rows by whose they are: a document number as it is read, or a name.
#[derive(Default)]
pub(crate) struct Histories {
    rows: BTreeMap<String, Vec<HistoryRow>>,
    /// The same by the row of the person, where that is known.
    by_row: BTreeMap<u32, Vec<HistoryRow>>,
    /// Names that several people have: whose a row under one of them is cannot be told.
    shared: BTreeSet<String>,
    /// How many rows there are, and how many of them are of nobody in the table.
    pub(crate) total: usize,
    pub(crate) strays: usize,
    /// What the sheet is called.
    pub(crate) sheet: String,
}

/// The columns of the sheet: key, Chinese, English, other names.
pub(crate) const COLUMNS: [(&str, &str, &str, &[&str]); 7] = [
    (ID_NUMBER, "证件号码", "Document number", &["身份证号", "身份证号码", "证件号", "id number"]),
    (NAME, "姓名", "Full name", &["学生姓名", "申请人", "name"]),
    ("from", "开始年月", "From", &["起", "起始年月", "开始时间", "起始时间", "开始", "start"]),
    ("to", "结束年月", "To", &["止", "终止年月", "结束时间", "终止时间", "结束", "end"]),
    (
        "place",
        "学习或工作单位",
        "Place",
        &["单位", "学校或单位", "学习工作单位", "所在单位", "单位名称"],
    ),
    ("role", "专业或职务", "Role", &["职务", "专业", "任职", "身份", "所学专业或职务", "任何职务"]),
    ("witness", "证明人", "Witness", &[]),
];

impl Histories {
    /// Of the first sheet besides that of the people which has months, a place, and says whose they are.
    pub(crate) fn of(book: &Book, people: usize) -> Self {
        for (_, sheet) in book.sheets.iter().enumerate().filter(|it| it.0 != people && !it.1.hidden)
        {
            let (header, columns) = columns(sheet);
            if !tell_of_stretches(&columns) {
                continue;
            }
            let at = |key: &str| columns.iter().position(|it| it.as_deref() == Some(key));
            let mut found = Self { sheet: sheet.name.clone(), ..Self::default() };
            for row in sheet.rows.iter().skip(header.first) {
                let text = |column: Option<usize>, shape| {
                    column.map(|it| repair(row.cell(it), shape).text).unwrap_or_default()
                };
                let number = number(&text(at(ID_NUMBER), Shape::Code { digits: None }));
                let name = name_of(&text(at(NAME), Shape::Text));
                let whose = if number.is_empty() { name } else { number };
                let stretch = HistoryRow {
                    from: text(at("from"), Shape::Month),
                    to: text(at("to"), Shape::Month),
                    place: text(at("place"), Shape::Text),
                    role: text(at("role"), Shape::Text),
                    witness: text(at("witness"), Shape::Text),
                };
                if whose.is_empty() || stretch == HistoryRow::default() {
                    continue;
                }
                found.rows.entry(whose).or_default().push(stretch.as_wanted());
                found.total += 1;
            }
            return found;
        }
        Self::default()
    }

    /// Those of answers, which say themselves whose they are.
    pub(crate) fn of_rows(by_row: BTreeMap<u32, Vec<HistoryRow>>) -> Self {
        Self { by_row, ..Self::default() }
    }

    /// The rows of the person in a row of the table.
    pub(crate) fn of_row(&self, row: u32, answers: &Answers) -> Vec<HistoryRow> {
        self.by_row.get(&row).cloned().unwrap_or_else(|| self.of_person(answers))
    }

    /// Of the names of all rows of the table, those that several have.
    pub(crate) fn tell_apart(&mut self, names: impl Iterator<Item = String>) {
        let mut seen = BTreeSet::new();
        self.shared = names.filter(|it| !seen.insert(it.clone())).collect();
    }

    /// Counts what is left once these have theirs.
    pub(crate) fn claim<'a>(&mut self, people: impl Iterator<Item = &'a Answers>) {
        let claimed: BTreeSet<String> = people.filter_map(|it| self.key_of(it)).collect();
        let left = self.rows.iter().filter(|it| !claimed.contains(it.0));
        self.strays = left.map(|it| it.1.len()).sum();
    }

    fn of_person(&self, answers: &Answers) -> Vec<HistoryRow> {
        let rows = self.key_of(answers).and_then(|it| self.rows.get(&it));
        rows.cloned().unwrap_or_default()
    }

    /// Under what somebody's rows stand.
    fn key_of(&self, answers: &Answers) -> Option<String> {
        let by_number = answers.facts.get(&FactKey::from(ID_NUMBER)).map(|it| number(it));
        let by_name = answers.facts.get(&FactKey::from(NAME)).map(|it| name_of(it));
        let by_name = by_name.filter(|it| !self.shared.contains(it));
        [by_number, by_name].into_iter().flatten().find(|it| self.rows.contains_key(it))
    }
}

/// Whether a sheet is one of stretches, and not of people.
pub(crate) fn is_history(sheet: &Sheet) -> bool {
    tell_of_stretches(&columns(sheet).1)
}

/// What the columns of a sheet are, taken for one of stretches.
fn columns(sheet: &Sheet) -> (Header, Vec<Option<String>>) {
    let names = |it: &(&str, &'static str, &'static str, &'static [&'static str])| {
        Known::new(it.0, [it.1, it.2].into_iter().chain(it.3.iter().copied()))
    };
    let known: Vec<Known> = COLUMNS.iter().map(names).collect();
    let header = header(sheet, &known);
    let columns = guess(sheet, &header.names, header.first, &known, &|_, _| false);
    (header, columns)
}

/// Whether they say from when on, where, and whose it is.
fn tell_of_stretches(columns: &[Option<String>]) -> bool {
    let has = |key: &str| columns.iter().any(|it| it.as_deref() == Some(key));
    has("from") && has("place") && (has(ID_NUMBER) || has(NAME))
}

/// A name as names are compared: of one in Chinese characters no blank counts, which one list has to look even and another has not.
pub(crate) fn name_of(text: &str) -> String {
    let is_latin = text.contains(|it: char| it.is_ascii_alphabetic());
    if is_latin { text.trim().to_owned() } else { text.split_whitespace().collect() }
}

fn number(text: &str) -> String {
    ValueKind::Id18.read(text, NaiveDate::MAX).normalised.into_owned()
}

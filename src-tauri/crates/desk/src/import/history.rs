//! 个人经历 on a sheet of its own: a row for each stretch, and whose it is.

use std::collections::BTreeMap;

use beishen_core::{Answers, FactKey, HistoryRow, reading::ValueKind};
use beishen_tables::{Book, Known, Shape, guess, header, repair};
use chrono::NaiveDate;

use crate::record::{ID_NUMBER, NAME};

/// The rows by whose they are: a document number as it is read, or a name.
#[derive(Default)]
pub(crate) struct Histories {
    rows: BTreeMap<String, Vec<HistoryRow>>,
    /// The same by the row of the person, where that is known.
    by_row: BTreeMap<u32, Vec<HistoryRow>>,
    /// How many rows there are.
    pub(crate) total: usize,
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
        let known: Vec<Known> = COLUMNS
            .iter()
            .map(|(key, zh, en, also)| {
                Known::new(key, [*zh, *en].into_iter().chain(also.iter().copied()))
            })
            .collect();
        for (_, sheet) in book.sheets.iter().enumerate().filter(|it| it.0 != people && !it.1.hidden)
        {
            let header = header(sheet, &known);
            let columns = guess(sheet, &header.names, header.first, &known, &|_, _| false);
            let at = |key: &str| columns.iter().position(|it| it.as_deref() == Some(key));
            let (from, to, place) = (at("from"), at("to"), at("place"));
            let whose = at(ID_NUMBER).or_else(|| at(NAME));
            let (Some(from), Some(place), Some(whose)) = (from, place, whose) else { continue };
            let by_number = at(ID_NUMBER) == Some(whose);
            let mut found = Self { sheet: sheet.name.clone(), ..Self::default() };
            for row in sheet.rows.iter().skip(header.first) {
                let text = |column: Option<usize>, shape| {
                    column.map(|it| repair(row.cell(it), shape).text).unwrap_or_default()
                };
                let whose = text(Some(whose), Shape::Code { digits: None });
                let stretch = HistoryRow {
                    from: text(Some(from), Shape::Month),
                    to: text(to, Shape::Month),
                    place: text(Some(place), Shape::Text),
                    role: text(at("role"), Shape::Text),
                    witness: text(at("witness"), Shape::Text),
                };
                if whose.is_empty() || stretch == HistoryRow::default() {
                    continue;
                }
                let whose = if by_number { number(&whose) } else { whose };
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

    fn of_person(&self, answers: &Answers) -> Vec<HistoryRow> {
        let by_number = answers.facts.get(&FactKey::from(ID_NUMBER)).map(|it| number(it));
        let by_name = answers.facts.get(&FactKey::from(NAME)).map(|it| it.trim().to_owned());
        let rows = [by_number, by_name].into_iter().flatten().find_map(|it| self.rows.get(&it));
        rows.cloned().unwrap_or_default()
    }
}

fn number(text: &str) -> String {
    ValueKind::Id18.read(text, NaiveDate::MAX).normalised.into_owned()
}

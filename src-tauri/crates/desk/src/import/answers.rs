//! Answers that were given elsewhere: the files of questionnaires that were filled in at home, each a row like a table's.

use std::collections::BTreeMap;

use beishen_core::{Answers, FactKey, FactsFile, HistoryRow, Known, Procedure};
use beishen_document::{Locale, Text};
use beishen_tables::{Book, Cell, Header, Row, Sheet, Was};

/// What was handed in: a row for each file.
pub(crate) struct Given {
    pub(crate) book: Book,
    pub(crate) header: Header,
    pub(crate) columns: Vec<Option<FactKey>>,
    /// By row.
    pub(crate) histories: BTreeMap<u32, Vec<HistoryRow>>,
    /// Files that say nothing, by row, and why.
    pub(crate) refused: BTreeMap<u32, Text>,
}

/// Whether a file is one of answers, not a table.
pub(crate) fn is_answers(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.trim_ascii_start().first() == Some(&b'{')
}

impl Given {
    /// Reads files, each with its name. What is asked for by nobody of them is no column.
    pub(crate) fn read(procedure: &Procedure, files: &[(String, Vec<u8>)]) -> Self {
        let mut known = Known::default();
        known.add(procedure);
        let read = |bytes: &[u8]| answers(procedure, &known, bytes);
        let all: Vec<(&str, Result<Answers, Text>)> =
            files.iter().map(|(name, bytes)| (name.as_str(), read(bytes))).collect();
        let said = |key: &FactKey| {
            all.iter().any(|(_, it)| it.as_ref().is_ok_and(|it| it.facts.contains_key(key)))
        };
        let facts: Vec<FactKey> =
            procedure.facts().iter().map(|it| it.key.clone()).filter(said).collect();
        let label = |key: &FactKey| procedure.fact(key).map(|it| it.label.zh.clone());
        let mut names = vec!["文件".to_owned()];
        names.extend(facts.iter().map(|it| label(it).unwrap_or_default()));
        let columns = std::iter::once(None).chain(facts.iter().cloned().map(Some)).collect();
        let (mut rows, mut histories, mut refused) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for (number, (name, it)) in (1_u32..).zip(all) {
            let mut cells = vec![cell(name)];
            match it {
                Ok(Answers { facts: said, history, .. }) => {
                    cells.extend(
                        facts
                            .iter()
                            .map(|it| said.get(it).map_or_else(Cell::default, |it| cell(it))),
                    );
                    if !history.is_empty() {
                        histories.insert(number, history);
                    }
                }
                Err(why) => {
                    refused.insert(number, why);
                }
            }
            rows.push(Row { number, hidden: false, cells });
        }
        let sheet = Sheet { rows, width: facts.len() + 1, ..Sheet::default() };
        let header = Header { names, first: 0 };
        Self { book: Book { sheets: vec![sheet] }, header, columns, histories, refused }
    }
}

/// What a file says, if it is of this procedure.
fn answers(procedure: &Procedure, known: &Known, bytes: &[u8]) -> Result<Answers, Text> {
    let text = std::str::from_utf8(bytes).map_err(|_| {
        Text::new("不是 UTF-8 文本，请另存为 UTF-8。", "This is not UTF-8 text. Save it as UTF-8.")
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if FactsFile::questionnaire_of(text).is_some_and(|it| it != procedure.id()) {
        return Err(Text::new(
            "这是另一件事项的采集表，请换一件事项导入。",
            "This is the questionnaire of another procedure. Choose that procedure, then import it.",
        ));
    }
    let parsed = FactsFile::parse(text, known);
    parsed.map(|it| it.0).map_err(|it| Text::new(it.message(Locale::Zh), it.message(Locale::En)))
}

fn cell(text: &str) -> Cell {
    let text = text.trim();
    let was = if text.is_empty() { Was::Empty } else { Was::Text };
    Cell { text: text.to_owned(), was }
}

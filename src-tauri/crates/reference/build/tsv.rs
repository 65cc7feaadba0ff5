//! Reads a code table: tab-separated text with a header line. Every complaint names file and line,
//! as it stops the build.

use std::path::Path;

/// What a column may be called; a slip in a header would leave its cells unread.
#[rustfmt::skip]
const COLUMNS: &[&str] = &[
    // of the tables that fields offer
    "code", "name", "parent", "english", "detail", "also", "other_codes", "note",
    // of one table or two
    "id_prefixes", "first_year", "last_year", "in_use", "prefix", "operator", "kind", "cities",
    "province", "provinces", "now", "digits", "han", "pinyin", "common_mistake", "either", "people",
    // for people only
    "in_2018", "in_2022", "may_award", "affiliation", "city",
];

/// A table whose columns are known and whose rows all have as many cells.
pub(crate) struct Tsv {
    file: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One row, which knows where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    tsv: &'a Tsv,
    index: usize,
}

impl Tsv {
    pub(crate) fn read(folder: &Path, file: &str) -> Result<Self, String> {
        let shown = format!("assets/reference/{file}");
        let text =
            std::fs::read_to_string(folder.join(file)).map_err(|e| format!("{shown}: {e}"))?;
        Self::parse(&shown, &text)
    }

    /// `text` without empty lines, without blanks around a cell, with no cell missing.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, String> {
        let mut lines =
            text.lines().map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>());
        let columns = lines.next().ok_or_else(|| format!("{file}:1: no header"))?;
        if let Some(column) = columns.iter().find(|column| !COLUMNS.contains(&column.as_str())) {
            return Err(format!("{file}:1: no column is called {column:?}"));
        }
        let tsv = Self { file: file.to_owned(), columns, rows: lines.collect() };
        for row in tsv.rows() {
            let cells = &tsv.rows[row.index];
            if cells.len() != tsv.columns.len() {
                return Err(row.wrong(&format!(
                    "{} cells, the header has {}",
                    cells.len(),
                    tsv.columns.len()
                )));
            }
            if let Some(cell) = cells.iter().find(|cell| cell.trim() != cell.as_str()) {
                return Err(row.wrong(&format!("blanks around {cell:?}")));
            }
        }
        Ok(tsv)
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows.len()).map(|index| Row { tsv: self, index })
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// No two rows have the same text in `column`, those without one apart.
    pub(crate) fn check_unique(&self, column: &str) -> Result<(), String> {
        let mut seen = std::collections::HashSet::new();
        for row in self.rows() {
            let cell = row.cell(column);
            if !cell.is_empty() && !seen.insert(cell) {
                return Err(row.wrong(&format!("{column} {cell:?} stands there twice")));
            }
        }
        Ok(())
    }
}

impl<'a> Row<'a> {
    /// The cell of that column, empty where the table has no such column.
    pub(crate) fn cell(self, column: &str) -> &'a str {
        let at = self.tsv.columns.iter().position(|name| name == column);
        at.and_then(|at| self.tsv.rows[self.index].get(at)).map_or("", String::as_str)
    }

    pub(crate) fn filled(self, column: &str) -> Result<&'a str, String> {
        match self.cell(column) {
            "" => Err(self.wrong(&format!("no {column}"))),
            cell => Ok(cell),
        }
    }

    /// The parts of a cell between `|`, none of them empty.
    pub(crate) fn list(self, column: &str) -> Result<Vec<&'a str>, String> {
        let cell = self.cell(column);
        let parts: Vec<_> = if cell.is_empty() { vec![] } else { cell.split('|').collect() };
        if parts.contains(&"") {
            return Err(self.wrong(&format!("{column} {cell:?} has an empty part")));
        }
        Ok(parts)
    }

    pub(crate) fn digits(
        self,
        column: &str,
        count: std::ops::RangeInclusive<usize>,
    ) -> Result<&'a str, String> {
        let cell = self.cell(column);
        if count.contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(cell);
        }
        Err(self.wrong(&format!(
            "{column} {cell:?} is not {}–{} digits",
            count.start(),
            count.end()
        )))
    }

    /// A year as digits, or none.
    pub(crate) fn year(self, column: &str) -> Result<Option<u16>, String> {
        match self.cell(column) {
            "" => Ok(None),
            cell => match cell.parse() {
                Ok(year @ 1900..=2100) => Ok(Some(year)),
                _ => Err(self.wrong(&format!("{column} {cell:?} is not a year"))),
            },
        }
    }

    pub(crate) fn flag(self, column: &str) -> Result<bool, String> {
        match self.cell(column) {
            "0" => Ok(false),
            "1" => Ok(true),
            cell => Err(self.wrong(&format!("{column} {cell:?} is neither 0 nor 1"))),
        }
    }

    /// What is wrong, behind file and line.
    pub(crate) fn wrong(self, what: &str) -> String {
        format!("{}:{}: {what}", self.tsv.file, self.index + 2)
    }
}

//! Who is in the vault, newest change first.

use chrono::NaiveDateTime;
use rusqlite::OptionalExtension as _;

use crate::applicant::{COLUMNS, read};
use crate::draft::drafts_between;
use crate::record::{Applicant, Draft, time};
use crate::{Result, Vault};

/// Somebody, and what they prepare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicantLine {
    /// The applicant.
    pub applicant: Applicant,
    /// Their drafts, oldest first.
    pub drafts: Vec<Draft>,
}

impl Vault {
    /// When anything was changed last of anybody who is not in the recycle bin.
    pub fn last_changed(&self) -> Result<Option<NaiveDateTime>> {
        let sql =
            "SELECT changed FROM applicant WHERE deleted IS NULL ORDER BY changed DESC LIMIT 1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let changed = statement.query_row([], |row| row.get(0)).optional()?;
        changed.map(time).transpose()
    }

    /// Everybody who is not in the recycle bin. Two passes over small tables; answers are not touched.
    pub fn everybody(&self) -> Result<Vec<ApplicantLine>> {
        self.lines("deleted IS NULL")
    }

    /// Who is in the recycle bin.
    pub fn in_bin(&self) -> Result<Vec<ApplicantLine>> {
        self.lines("deleted IS NOT NULL")
    }

    fn lines(&self, who: &'static str) -> Result<Vec<ApplicantLine>> {
        let connection = self.connection();
        let sql =
            format!("SELECT {COLUMNS} FROM applicant WHERE {who} ORDER BY changed DESC, id DESC");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(ApplicantLine { applicant: read(row)?, drafts: Vec::new() });
        }
        let mut drafts = drafts_between(connection, &lines)?;
        for line in &mut lines {
            line.drafts = drafts.remove(&line.applicant.id).unwrap_or_default();
        }
        Ok(lines)
    }
}

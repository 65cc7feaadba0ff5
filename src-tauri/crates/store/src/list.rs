//! The roster: who is in the vault, newest change first, found by name.

use chrono::NaiveDateTime;
use rusqlite::{OptionalExtension as _, params};

use crate::applicant::{COLUMNS, read};
use crate::draft::drafts_between;
use crate::record::{Applicant, Draft, time};
use crate::{Result, Vault};

/// Whom to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery<'a> {
    /// A part of the name or of the search text, in any case; empty for everybody.
    pub text: &'a str,
    /// Those in the recycle bin instead of the others.
    pub bin: bool,
    /// How many to pass over.
    pub offset: u32,
    /// How many to list at most.
    pub limit: u32,
}

impl Default for ListQuery<'_> {
    /// Everybody who is not in the recycle bin.
    fn default() -> Self {
        Self { text: "", bin: false, offset: 0, limit: u32::MAX }
    }
}

/// A part of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The applicants of this part, newest change first.
    pub lines: Vec<ApplicantLine>,
    /// How many the query finds in all.
    pub total: u32,
    /// How many applicants are in the recycle bin, whatever the query.
    pub in_bin: u32,
}

/// A line of the roster.
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

    /// Lists applicants. Two passes over small tables; answers are not touched.
    pub fn list(&self, query: &ListQuery<'_>) -> Result<Listing> {
        let connection = self.connection();
        let needle = query.text.trim().to_lowercase();
        let sql = format!(
            "SELECT {COLUMNS} FROM applicant
             WHERE (deleted IS NOT NULL) = ?1 AND instr(haystack, ?2) > 0
             ORDER BY changed DESC, id DESC LIMIT ?3 OFFSET ?4"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![query.bin, needle, query.limit, query.offset])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(ApplicantLine { applicant: read(row)?, drafts: Vec::new() });
        }
        let total = "SELECT count(*) FROM applicant
            WHERE (deleted IS NOT NULL) = ?1 AND instr(haystack, ?2) > 0";
        let total = connection
            .prepare_cached(total)?
            .query_row(params![query.bin, needle], |row| row.get(0))?;
        let in_bin = "SELECT count(*) FROM applicant WHERE deleted IS NOT NULL";
        let in_bin = connection.prepare_cached(in_bin)?.query_row([], |row| row.get(0))?;
        let mut drafts = drafts_between(connection, &lines)?;
        for line in &mut lines {
            line.drafts = drafts.remove(&line.applicant.id).unwrap_or_default();
        }
        Ok(Listing { lines, total, in_bin })
    }
}

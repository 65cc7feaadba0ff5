//! What the roster says of each applicant: a line in the caller's own form, written in the transaction that changes what it is
//! made of, so that a list of many is read and never made.

use std::sync::Arc;

use chrono::NaiveDateTime;
use rusqlite::{Connection, params};

use crate::applicant::{COLUMNS, applicant, fits, read};
use crate::change::Kind;
use crate::draft::{draft, drafts_of, values};
use crate::record::{Applicant, ApplicantDetails, ApplicantId, Digest, Draft, DraftId, Values};
use crate::{MAX_TEXT, Result, StoreError, ValueKey, Vault, seen};

/// What is said of an applicant beside the values, by the caller.
pub trait Roster: Send + Sync {
    /// Whether the name is made of this answer: others leave it as it is.
    fn names(&self, fact: &str) -> bool;

    /// The name and what else finds it. `None`: what it was before.
    fn name(&self, values: &Values) -> Option<[String; 2]>;

    /// Of which day and packs a line is that is made now. One of another edition is made anew by [`Vault::renew`].
    fn edition(&self, now: NaiveDateTime) -> String;

    /// What the roster says of an applicant now.
    fn entry(&self, person: &Person<'_>, now: NaiveDateTime) -> Entry;
}

/// An applicant with all that a line may be made of, in the moment it is written.
pub struct Person<'a> {
    /// The applicant.
    pub applicant: Applicant,
    /// What was given once for all procedures.
    pub values: Values,
    /// The drafts, oldest first, with what counts for each; a closed one without.
    pub drafts: Vec<(Draft, Option<Values>)>,
    connection: &'a Connection,
}

/// What the roster says.
#[derive(Clone, Default)]
pub struct Entry {
    /// By what the same person is known again; empty when by nothing.
    pub identity: String,
    /// The line, in the caller's own form.
    pub line: String,
}

/// A line of the roster as it was written last.
#[derive(Clone)]
pub struct RosterLine {
    /// A later line has a larger number.
    pub number: i64,
    /// Whose it is.
    pub applicant: Applicant,
    /// The line; empty while nobody has made it.
    pub line: String,
}

impl Person<'_> {
    /// What was seen in an attachment, as [`Vault::seen`] says.
    pub fn seen(&self, digest: &Digest, what: &str, eyes: &str) -> Option<String> {
        seen::seen(self.connection, digest, what, eyes).ok().flatten()
    }
}

impl Vault {
    /// From now on the roster says what `roster` says. Lines that were written before are made anew by [`Vault::renew`].
    pub fn roster_follows(&mut self, roster: Arc<dyn Roster>) {
        self.roster = Some(roster);
    }

    /// Makes up to `most` lines anew that are of another edition, the newest first; how many are left. No step: nothing that
    /// was given is changed.
    pub fn renew(&mut self, most: usize, now: NaiveDateTime) -> Result<usize> {
        let Some(roster) = self.roster.clone() else { return Ok(0) };
        let edition = roster.edition(now);
        if outdated(self.connection(), &edition)? == 0 {
            return Ok(0);
        }
        let tx = self.begin_derived()?;
        let sql = "SELECT applicant FROM roster WHERE edition <> ?1 ORDER BY number DESC LIMIT ?2";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let behind: Vec<i64> = tx
            .prepare_cached(sql)?
            .query_map(params![edition, most], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for id in behind {
            follow(&tx, Some(&*roster), ApplicantId(id), now)?;
        }
        let left = outdated(&tx, &edition)?;
        tx.commit()?;
        Ok(left)
    }

    /// How many lines are of another edition than the one that is made now.
    pub fn outdated(&self, now: NaiveDateTime) -> Result<usize> {
        let Some(roster) = &self.roster else { return Ok(0) };
        outdated(self.connection(), &roster.edition(now))
    }

    /// The lines of these are to be made anew.
    pub fn outdate(&mut self, ids: &[ApplicantId]) -> Result<()> {
        let tx = self.begin_derived()?;
        for id in ids {
            let sql = "UPDATE roster SET edition = '' WHERE applicant = ?1";
            tx.prepare_cached(sql)?.execute([id.0])?;
        }
        Ok(tx.commit()?)
    }

    /// The lines that were written after the one of that number, in that order; with 0 all of them, also of those in the bin.
    pub fn roster_since(&self, number: i64) -> Result<Vec<RosterLine>> {
        let sql = format!(
            "SELECT {COLUMNS}, number, line FROM roster JOIN applicant ON id = applicant
             WHERE number > ?1 ORDER BY number"
        );
        let mut statement = self.connection().prepare_cached(&sql)?;
        let mut rows = statement.query([number])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(RosterLine {
                applicant: read(row)?,
                number: row.get(9)?,
                line: row.get(10)?,
            });
        }
        Ok(lines)
    }

    /// How many lines there are: one for each applicant, also in the bin.
    pub fn roster_size(&self) -> Result<usize> {
        let sql = "SELECT count(*) FROM roster";
        let size: i64 = self.connection().prepare_cached(sql)?.query_row([], |it| it.get(0))?;
        Ok(usize::try_from(size).unwrap_or(0))
    }
}

fn outdated(connection: &Connection, edition: &str) -> Result<usize> {
    let sql = "SELECT (SELECT count(*) FROM roster WHERE edition < ?1)
        + (SELECT count(*) FROM roster WHERE edition > ?1)";
    let count: i64 = connection.prepare_cached(sql)?.query_row([edition], |it| it.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Lets the roster say what is true of an applicant now.
pub(crate) fn follow(
    connection: &Connection,
    roster: Option<&dyn Roster>,
    id: ApplicantId,
    now: NaiveDateTime,
) -> Result<()> {
    // Without anybody who says it the line is to be made anew.
    let Some(roster) = roster else { return write(connection, id, "", "") };
    let drafts = drafts_of(connection, id)?.into_iter().map(|draft| {
        let open = draft.closed.is_none();
        let values = open.then(|| values(connection, id, Some(&draft))).transpose()?;
        Ok((draft, values))
    });
    let person = Person {
        applicant: applicant(connection, id)?,
        values: values(connection, id, None)?,
        drafts: drafts.collect::<Result<_>>()?,
        connection,
    };
    let Entry { identity, line } = roster.entry(&person, now);
    if identity.len().max(line.len()) > MAX_TEXT {
        return Err(StoreError::TooBig);
    }
    let sql = "UPDATE applicant SET identity = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![id.0, identity])?;
    write(connection, id, &roster.edition(now), &line)
}

/// The line is as it was, and what stands beside it has changed.
pub(crate) fn stir(connection: &Connection, id: ApplicantId) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO roster(applicant, edition, line)
        SELECT applicant, edition, line FROM roster WHERE applicant = ?1";
    connection.prepare_cached(sql)?.execute([id.0])?;
    Ok(())
}

fn write(connection: &Connection, id: ApplicantId, edition: &str, line: &str) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO roster(applicant, edition, line) VALUES(?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![id.0, edition, line])?;
    Ok(())
}

/// Calls the applicant as they are called in what has changed, of a draft or of none.
pub(crate) fn rename<'a>(
    connection: &Connection,
    roster: Option<&dyn Roster>,
    id: ApplicantId,
    of: Option<DraftId>,
    mut changed: impl Iterator<Item = &'a ValueKey>,
) -> Result<()> {
    let Some(roster) = roster else { return Ok(()) };
    if !changed.any(|it| it.kind == Kind::Answer && roster.names(&it.key)) {
        return Ok(());
    }
    let of = of.map(|it| draft(connection, it)).transpose()?;
    let Some([name, search]) = roster.name(&values(connection, id, of.as_ref())?) else {
        return Ok(());
    };
    let details = ApplicantDetails { name, search, ..applicant(connection, id)?.details };
    fits(&details)?;
    let sql = "UPDATE applicant SET name = ?2, search = ?3 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![id.0, details.name, details.search])?;
    Ok(())
}

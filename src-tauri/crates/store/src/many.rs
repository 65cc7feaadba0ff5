//! What is done to many applicants at once: all of it or nothing.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::applicant::{bin, fill, found, restore, touch};
use crate::draft::begin_draft;
use crate::error::Thing;
use crate::record::{ApplicantId, DraftId, micros};
use crate::roster::{Roster, follow, stir};
use crate::{Change, MAX_TEXT, Result, StoreError, Vault};

/// One thing that is done to one applicant.
#[derive(Clone, PartialEq, Eq)]
pub enum Deed {
    /// The desk says this of them, in the caller's own form.
    About(ApplicantId, String),
    /// Into the recycle bin.
    Bin(ApplicantId),
    /// Out of it.
    Restore(ApplicantId),
    /// A procedure is begun, if it is not yet.
    Begin {
        /// For whom.
        applicant: ApplicantId,
        /// The id of the procedure.
        procedure: String,
        /// What it is like now, in the caller's own form.
        outline: Option<String>,
    },
    /// A draft goes in which nothing was written.
    Unbegin(DraftId),
    /// Values of the applicant, as with [`Vault::fill`].
    Fill(ApplicantId, Vec<Change>),
}

impl Vault {
    /// Does all of it in one transaction; the drafts that were begun.
    pub fn many(&mut self, deeds: &[Deed], at: NaiveDateTime) -> Result<Vec<DraftId>> {
        let roster = self.roster.clone();
        let tx = self.begin()?;
        let mut begun = Vec::new();
        for deed in deeds {
            begun.extend(one(&tx, roster.as_deref(), deed, at)?);
        }
        tx.commit()?;
        Ok(begun)
    }
}

fn one(
    tx: &Connection,
    roster: Option<&dyn Roster>,
    deed: &Deed,
    at: NaiveDateTime,
) -> Result<Option<DraftId>> {
    match deed {
        Deed::About(id, about) => {
            if about.len() > MAX_TEXT {
                return Err(StoreError::TooBig);
            }
            let sql = "UPDATE applicant SET about = ?2, changed = ?3
                WHERE id = ?1 AND deleted IS NULL";
            let changed = tx.prepare_cached(sql)?.execute(params![id.0, about, micros(at)])?;
            found(changed, Thing::Applicant)?;
            stir(tx, *id)?;
        }
        Deed::Bin(id) => bin(tx, *id, at)?,
        Deed::Restore(id) => restore(tx, *id, at)?,
        Deed::Begin { applicant, procedure, outline } => {
            let sql = "SELECT 1 FROM draft
                WHERE applicant = ?1 AND procedure = ?2 AND closed IS NULL";
            if tx.prepare_cached(sql)?.exists(params![applicant.0, procedure])? {
                return Ok(None);
            }
            touch(tx, *applicant, at)?;
            let id = begin_draft(tx, *applicant, procedure, outline.as_deref(), at)?;
            follow(tx, roster, *applicant, at)?;
            return Ok(Some(id));
        }
        Deed::Unbegin(id) => {
            let sql = "DELETE FROM draft WHERE id = ?1 AND closed IS NULL
                AND NOT EXISTS (SELECT 1 FROM step WHERE draft = ?1)
                AND NOT EXISTS (SELECT 1 FROM value WHERE draft = ?1) RETURNING applicant";
            let whose = tx.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?;
            if let Some(whose) = whose {
                follow(tx, roster, ApplicantId(whose), at)?;
            }
        }
        Deed::Fill(id, changes) => {
            fill(tx, roster, *id, changes, at)?;
        }
    }
    Ok(None)
}

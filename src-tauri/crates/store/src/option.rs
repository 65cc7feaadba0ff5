//! Options that a desk has added to the lists of facts, for every draft of the vault.

use chrono::NaiveDateTime;
use rusqlite::params;

use crate::record::{micros, time};
use crate::{MAX_TEXT, Result, StoreError, Vault};

/// An option that was added here.
#[derive(Clone, PartialEq, Eq)]
pub struct AddedOption {
    /// The fact in whose list it stands.
    pub fact: String,
    /// The option's own words.
    pub value: String,
    /// Since when.
    pub at: NaiveDateTime,
}

impl Vault {
    /// Every added option, by fact, the oldest first.
    pub fn options(&self) -> Result<Vec<AddedOption>> {
        let sql = "SELECT fact, value, created FROM added_option ORDER BY fact, id";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let at = time(row.get(2)?)?;
            all.push(AddedOption { fact: row.get(0)?, value: row.get(1)?, at });
        }
        Ok(all)
    }

    /// Adds an option; `false` when it is there already.
    pub fn add_option(&mut self, fact: &str, value: &str, at: NaiveDateTime) -> Result<bool> {
        if fact.len().max(value.len()) > MAX_TEXT {
            return Err(StoreError::TooBig);
        }
        let tx = self.begin()?;
        let sql = "INSERT INTO added_option(fact, value, created) VALUES(?1, ?2, ?3)
            ON CONFLICT DO NOTHING";
        let rows = tx.prepare_cached(sql)?.execute(params![fact, value, micros(at)])?;
        tx.commit()?;
        Ok(rows > 0)
    }

    /// Takes an option out of its list; answers that have it stay. `false` when it was not there.
    pub fn remove_option(&mut self, fact: &str, value: &str) -> Result<bool> {
        let tx = self.begin()?;
        let sql = "DELETE FROM added_option WHERE fact = ?1 AND value = ?2";
        let rows = tx.prepare_cached(sql)?.execute(params![fact, value])?;
        tx.commit()?;
        Ok(rows > 0)
    }
}

impl std::fmt::Debug for AddedOption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AddedOption").field("fact", &self.fact).finish_non_exhaustive()
    }
}

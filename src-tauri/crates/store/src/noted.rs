//! What a desk notes for itself: by name, in the caller's own form. Nothing in here is of one applicant.

use rusqlite::{OptionalExtension as _, params};

use crate::{MAX_TEXT, Result, StoreError, Vault};

impl Vault {
    /// What was noted under a name.
    pub fn noted(&self, name: &str) -> Result<Option<String>> {
        let sql = "SELECT text FROM noted WHERE name = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Notes it in the place of what was noted under that name; an empty text: it is forgotten.
    pub fn note(&mut self, name: &str, text: &str) -> Result<()> {
        if name.len().max(text.len()) > MAX_TEXT {
            return Err(StoreError::TooBig);
        }
        let tx = self.begin()?;
        if text.is_empty() {
            tx.prepare_cached("DELETE FROM noted WHERE name = ?1")?.execute([name])?;
        } else {
            let sql = "INSERT INTO noted(name, text) VALUES(?1, ?2)
                ON CONFLICT(name) DO UPDATE SET text = ?2";
            tx.prepare_cached(sql)?.execute(params![name, text])?;
        }
        tx.commit()
    }
}

//! What a desk notes for itself: by name, in the caller's own form. Nothing in here says anything of one applicant; which revision of a
//! random number was sent to an office is noted, and outlives whom it was given to.

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
        self.note_all([(name, text)])
    }

    /// The same of several, all or none.
    pub fn note_all<'a>(
        &mut self,
        notes: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<()> {
        let tx = self.begin()?;
        for (name, text) in notes {
            if name.len().max(text.len()) > MAX_TEXT {
                return Err(StoreError::TooBig);
            }
            if text.is_empty() {
                tx.prepare_cached("DELETE FROM noted WHERE name = ?1")?.execute([name])?;
            } else {
                let sql = "INSERT INTO noted(name, text) VALUES(?1, ?2)
                    ON CONFLICT(name) DO UPDATE SET text = ?2";
                tx.prepare_cached(sql)?.execute(params![name, text])?;
            }
        }
        tx.commit()
    }

    /// Names and texts of all that was noted under names that begin so.
    pub fn noted_under(&self, start: &str) -> Result<Vec<(String, String)>> {
        let sql =
            "SELECT name, text FROM noted WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map([start], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

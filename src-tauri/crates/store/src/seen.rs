//! What was seen in attachments, so that no file need be looked at twice. It goes with the attachment's bytes.

use rusqlite::{OptionalExtension, params};

use crate::{Digest, MAX_TEXT, Result, StoreError, Vault};

impl Vault {
    /// What was seen in an attachment when it was looked at for `what`, if `eyes` have looked.
    pub fn seen(&self, digest: &Digest, what: &str, eyes: &str) -> Result<Option<String>> {
        let sql = "SELECT seen FROM seen WHERE digest = ?1 AND what = ?2 AND eyes = ?3";
        let mut statement = self.connection().prepare_cached(sql)?;
        Ok(statement.query_row(params![&digest.0[..], what, eyes], |row| row.get(0)).optional()?)
    }

    /// Keeps what was seen, in the place of what other eyes saw. It is made anew when it is lost, so it is no step.
    pub fn keep_seen(&self, digest: &Digest, what: &str, eyes: &str, seen: &str) -> Result<()> {
        if [what, eyes, seen].into_iter().any(|it| it.len() > MAX_TEXT) {
            return Err(StoreError::TooBig);
        }
        let sql = "INSERT INTO seen(digest, what, eyes, seen) VALUES(?1, ?2, ?3, ?4)
            ON CONFLICT(digest, what) DO UPDATE SET eyes = ?3, seen = ?4";
        let mut statement = self.connection().prepare_cached(sql)?;
        statement.execute(params![&digest.0[..], what, eyes, seen])?;
        Ok(())
    }
}

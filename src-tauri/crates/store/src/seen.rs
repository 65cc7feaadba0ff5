//! What was seen in attachments, so that no file need be looked at twice. It goes with the attachment's bytes.

use rusqlite::{Connection, OptionalExtension, params};

use crate::{Digest, MAX_TEXT, Result, StoreError, Vault};

impl Vault {
    /// What was seen in an attachment when it was looked at for `what`, if `eyes` have looked.
    pub fn seen(&self, digest: &Digest, what: &str, eyes: &str) -> Result<Option<String>> {
        seen(self.connection(), digest, what, eyes)
    }

    /// Keeps what was seen, in the place of what other eyes saw. It is made anew when it is lost, so it is no step.
    pub fn keep_seen(&self, digest: &Digest, what: &str, eyes: &str, seen: &str) -> Result<()> {
        if [what, eyes, seen].into_iter().any(|it| it.len() > MAX_TEXT) {
            return Err(StoreError::TooBig);
        }
        let tx = self.connection().unchecked_transaction()?;
        let sql = "INSERT INTO seen(digest, what, eyes, seen) VALUES(?1, ?2, ?3, ?4)
            ON CONFLICT(digest, what) DO UPDATE SET eyes = ?3, seen = ?4";
        tx.prepare_cached(sql)?.execute(params![&digest.0[..], what, eyes, seen])?;
        // What the roster says of whoever has the file may be another thing now.
        let sql = "UPDATE roster SET edition = '' WHERE applicant IN
            (SELECT v.applicant FROM state s JOIN value v ON v.id = s.value WHERE s.digest = ?1)";
        tx.prepare_cached(sql)?.execute([&digest.0[..]])?;
        Ok(tx.commit()?)
    }
}

pub(crate) fn seen(
    connection: &Connection,
    digest: &Digest,
    what: &str,
    eyes: &str,
) -> Result<Option<String>> {
    let sql = "SELECT seen FROM seen WHERE digest = ?1 AND what = ?2 AND eyes = ?3";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![&digest.0[..], what, eyes], |row| row.get(0)).optional()?)
}

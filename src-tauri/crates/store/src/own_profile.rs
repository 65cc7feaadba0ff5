//! Photo profiles of one's own: what a desk wants of a material's photo instead of what its pack says.

use chrono::NaiveDateTime;
use rusqlite::params;

use crate::record::{micros, time};
use crate::{MAX_TEXT, Result, StoreError, Vault};

/// A profile that stands for a material of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnProfile {
    /// The procedure.
    pub procedure: String,
    /// Its material.
    pub material: String,
    /// The profile, in the caller's own form.
    pub profile: String,
    /// Since when.
    pub at: NaiveDateTime,
}

impl Vault {
    /// Every profile of one's own, by procedure and material.
    pub fn own_profiles(&self) -> Result<Vec<OwnProfile>> {
        let sql = "SELECT procedure, material, profile, changed FROM own_profile ORDER BY procedure, material";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let at = time(row.get(3)?)?;
            let (procedure, material) = (row.get(0)?, row.get(1)?);
            all.push(OwnProfile { procedure, material, profile: row.get(2)?, at });
        }
        Ok(all)
    }

    /// Puts a profile in the place of the pack's, or of the one before.
    pub fn set_own_profile(&mut self, own: &OwnProfile) -> Result<()> {
        let OwnProfile { procedure, material, profile, at } = own;
        if [procedure, material, profile].into_iter().any(|it| it.len() > MAX_TEXT) {
            return Err(StoreError::TooBig);
        }
        let tx = self.begin()?;
        let sql = "INSERT INTO own_profile(procedure, material, profile, changed)
            VALUES(?1, ?2, ?3, ?4) ON CONFLICT(procedure, material)
            DO UPDATE SET profile = ?3, changed = ?4";
        tx.prepare_cached(sql)?.execute(params![procedure, material, profile, micros(*at)])?;
        tx.commit()?;
        Ok(())
    }

    /// The pack's own profile stands again. `false` when nothing stood in its place.
    pub fn remove_own_profile(&mut self, procedure: &str, material: &str) -> Result<bool> {
        let tx = self.begin()?;
        let sql = "DELETE FROM own_profile WHERE procedure = ?1 AND material = ?2";
        let rows = tx.prepare_cached(sql)?.execute(params![procedure, material])?;
        tx.commit()?;
        Ok(rows > 0)
    }
}

//! What was added on this computer: options of lists, photo profiles in the place of a pack's, what the portal's pages have taught, and
//! what of packs is written and not saved.

pub(crate) mod taught;
pub(crate) mod unsaved;
pub(crate) mod values;

use beishen_core::procedure::OwnProfile;
use beishen_store::Vault;
use beishen_work::{Failure, Library};
use chrono::Datelike;

use crate::contract::ProfileValues;
use values::profile;

/// The procedures that are installed and corrected, with what was added to them; made anew whenever that has changed.
pub(crate) fn library(corrected: &Library, vault: &Vault) -> Result<Library, Failure> {
    let added = vault.options()?;
    let pairs: Vec<_> = added.iter().map(|it| (&*it.fact, &*it.value)).collect();
    Ok(corrected.with_own(&pairs, &profiles(vault)?))
}

/// Those in the vault that can still be read, each with its procedure.
fn profiles(vault: &Vault) -> Result<Vec<(String, OwnProfile)>, Failure> {
    let kept = vault.own_profiles()?.into_iter();
    let read = kept.filter_map(|it| {
        let values: ProfileValues = serde_json::from_str(&it.profile).ok()?;
        let year = u16::try_from(it.at.year()).unwrap_or_default();
        let profile = profile(&values);
        Some((it.procedure, OwnProfile { material: it.material, profile, year }))
    });
    Ok(read.collect())
}

//! What was written of packs of one's own and is not saved: it may be wrong still, and whoever is called away finds it again.

use beishen_core::procedure::is_file_id;
use beishen_store::{StoreError, Vault};
use beishen_work::Failure;

/// What the names begin with under which the vault notes it.
const NOTED: &str = "pack.";

/// The files of which there is something.
pub(crate) fn files(vault: &Vault) -> Result<Vec<String>, Failure> {
    let noted = vault.noted_under(NOTED)?.into_iter();
    Ok(noted.filter_map(|it| it.0.strip_prefix(NOTED).map(str::to_owned)).collect())
}

/// What was written of one.
pub(crate) fn of(vault: &Vault, file: &str) -> Result<Option<String>, Failure> {
    Ok(vault.noted(&format!("{NOTED}{file}"))?)
}

/// Keeps a text; an empty one: what was kept goes. What no pack could be called is not kept, nor what is longer than any pack.
pub(crate) fn keep(vault: &mut Vault, file: &str, text: &str) -> Result<(), Failure> {
    let named = file.strip_suffix(".toml").is_some_and(is_file_id);
    if !named || of(vault, file)?.unwrap_or_default() == text {
        return Ok(());
    }
    match vault.note(&format!("{NOTED}{file}"), text) {
        Err(StoreError::TooBig) => Ok(()),
        done => Ok(done?),
    }
}

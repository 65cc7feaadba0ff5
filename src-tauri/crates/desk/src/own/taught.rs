//! What the portal's pages have taught this desk: corrections of packs, and when each page was seen last. The vault keeps both.

use std::collections::BTreeMap;

use beishen_store::Vault;
use beishen_work::{Failure, Library};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is known of the pages of one procedure.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Taught {
    /// The corrections, the oldest first, each the text of a pack that extends the procedure's.
    #[serde(default)]
    pub(crate) texts: Vec<String>,
    /// By page.
    #[serde(default)]
    pub(crate) seen: BTreeMap<String, Seen>,
}

/// When a page was seen last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Seen {
    pub(crate) on: NaiveDate,
    /// It was otherwise than the pack, with all that was taken over.
    pub(crate) differs: bool,
}

/// Under which name the vault notes it.
pub(crate) fn noted(procedure: &str) -> String {
    format!("portal.{procedure}")
}

/// Everything that the vault keeps of it, by procedure.
pub(crate) fn read(
    installed: &Library,
    vault: &Vault,
) -> Result<BTreeMap<String, Taught>, Failure> {
    let mut all = BTreeMap::new();
    for procedure in installed.procedures() {
        let text = vault.noted(&noted(procedure.id()))?.unwrap_or_default();
        if let Ok(taught) = serde_json::from_str(&text) {
            all.insert(procedure.id().to_owned(), taught);
        }
    }
    Ok(all)
}

/// Keeps what is known of one procedure's pages.
pub(crate) fn keep(vault: &mut Vault, procedure: &str, taught: &Taught) -> Result<(), Failure> {
    let nothing = *taught == Taught::default();
    let text =
        if nothing { String::new() } else { serde_json::to_string(taught).unwrap_or_default() };
    Ok(vault.note(&noted(procedure), &text)?)
}

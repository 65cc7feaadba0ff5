//! The versions of a value. A new one is named by what it holds and by all it came from, so that two vaults which make the same of
//! the same call it the same.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};

use super::Uid;
use crate::Result;
use crate::key::Hex;
use crate::record::Digest;

/// What a value holds, by its digest.
pub(super) type Content = [u8; 32];

/// The digest of a text with the file it is the note of; of a value that holds nothing when there is no text.
pub(super) fn content(text: Option<&str>, file: Option<(&str, &Digest)>) -> Content {
    let mut all = Sha256::new();
    for part in [text, file.map(|it| it.0)] {
        // Each with its length, so that no two contents read alike.
        let length = part.map_or(u64::MAX, |it| it.len() as u64);
        all.update(length.to_le_bytes());
        all.update(part.unwrap_or_default());
    }
    if let Some((_, digest)) = file {
        all.update(digest.0);
    }
    all.finalize().into()
}

/// How two vaults have the same value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// Nothing has happened to it since both had the same.
    Same,
    /// Theirs has been here, and was changed here since.
    Older,
    /// Ours has been there, and was changed there since.
    Newer,
    /// Each was changed since they had the same, if they ever had.
    Both,
}

/// The versions of a value: what it is, last, and before it all it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lineage {
    pub(super) versions: Vec<Uid>,
    /// What the last one holds.
    pub(super) content: Content,
    /// The last one is not written down yet.
    is_new: bool,
}

impl Lineage {
    /// That of a value here, which holds this now.
    pub(super) fn of(connection: &Connection, value: i64, content: Content) -> Result<Self> {
        let mut versions = written(connection, value)?;
        let sql = "SELECT content FROM version WHERE value = ?1 ORDER BY number DESC LIMIT 1";
        let newest: Option<Content> =
            connection.prepare_cached(sql)?.query_row([value], |row| row.get(0)).optional()?;
        let is_new = newest != Some(content);
        if is_new {
            versions.push(name(&content, &versions));
        }
        Ok(Self { versions, content, is_new })
    }

    /// Writes the last one down, if it is not yet.
    pub(super) fn keep(&self, connection: &Connection, value: i64) -> Result<()> {
        match self.versions.last() {
            Some(last) if self.is_new => write(connection, value, *last, &self.content, None),
            _ => Ok(()),
        }
    }

    pub(super) fn relation(&self, theirs: &[Uid]) -> Relation {
        match (self.versions.last(), theirs.last()) {
            (Some(ours), Some(theirs)) if ours == theirs => Relation::Same,
            (_, Some(it)) if self.versions.contains(it) => Relation::Older,
            (Some(it), _) if theirs.contains(it) => Relation::Newer,
            _ => Relation::Both,
        }
    }

    /// Whether they ever held the same.
    pub(super) fn meets(&self, theirs: &[Uid]) -> bool {
        self.versions.iter().any(|it| theirs.contains(it))
    }
}

/// Writes down what a value came from that a batch has changed, or compared; of what was changed on both sides a version that comes
/// from both.
pub(super) fn join(
    connection: &Connection,
    value: i64,
    (theirs, relation): (&[Uid], Relation),
    content: &Content,
    batch: i64,
) -> Result<()> {
    if matches!(relation, Relation::Same | Relation::Older) {
        return Ok(());
    }
    for it in theirs {
        write(connection, value, *it, content, Some(batch))?;
    }
    if relation == Relation::Both {
        let all = written(connection, value)?;
        write(connection, value, name(content, &all), content, Some(batch))?;
    }
    Ok(())
}

/// The versions that are written down, oldest first.
fn written(connection: &Connection, value: i64) -> Result<Vec<Uid>> {
    let sql = "SELECT version FROM version WHERE value = ?1 ORDER BY number";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([value], |row| row.get(0).map(Hex))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a version is called.
fn name(content: &Content, from: &[Uid]) -> Uid {
    let mut all = Sha256::new();
    all.update(content);
    let from: BTreeSet<_> = from.iter().map(|it| it.0).collect();
    for it in &from {
        all.update(it);
    }
    let digest: [u8; 32] = all.finalize().into();
    let mut name = [0; 16];
    name.copy_from_slice(&digest[..16]);
    Hex(name)
}

fn write(
    connection: &Connection,
    value: i64,
    version: Uid,
    content: &Content,
    batch: Option<i64>,
) -> Result<()> {
    let sql = "INSERT INTO version(value, version, content, import) VALUES(?1, ?2, ?3, ?4)
        ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute(params![value, version.0, content, batch])?;
    Ok(())
}

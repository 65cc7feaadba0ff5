//! Making a bundle: what people have now, each value with its versions.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::lineage::{Lineage, content};
use super::{Before, Bundle, Bundled, BundledDraft, BundledFile, BundledValue, Uid};
use crate::applicant::applicant;
use crate::draft::drafts_of;
use crate::key::{Hex, random};
use crate::record::{ApplicantId, Digest, DraftId, time};
use crate::undo::KEPT_STATES;
use crate::{Result, Vault};

impl Vault {
    /// People with everything they have, to be handed over. What they are called in every vault, and the versions of their values, are
    /// written down; nothing else is changed. Also of people in the recycle bin.
    pub fn bundle(&mut self, ids: &[ApplicantId], at: NaiveDateTime) -> Result<Bundle> {
        let tx = self.begin()?;
        let mut people = Vec::new();
        for id in ids {
            let known = applicant(&tx, *id)?;
            let mut drafts = Vec::new();
            for draft in drafts_of(&tx, *id)? {
                drafts.push(BundledDraft {
                    values: values(&tx, *id, Some(draft.id))?,
                    procedure: draft.procedure,
                    created: draft.created,
                    closed: draft.closed,
                });
            }
            people.push(Bundled {
                uid: uid(&tx, *id)?,
                values: values(&tx, *id, None)?,
                drafts,
                about: known.about,
                name: known.details.name,
                search: known.details.search,
                colour: known.details.colour,
            });
        }
        tx.commit()?;
        let mut bundle = Bundle { at, people, files: std::collections::BTreeMap::new() };
        for digest in bundle.digests() {
            let bytes = self.bytes(&digest)?;
            bundle.files.insert(digest, bytes);
        }
        Ok(bundle)
    }
}

impl Bundle {
    pub(super) fn values(&self) -> impl Iterator<Item = &BundledValue> {
        self.people
            .iter()
            .flat_map(|it| it.values.iter().chain(it.drafts.iter().flat_map(|draft| &draft.values)))
    }

    /// Which files are in it, each once.
    pub(super) fn digests(&self) -> std::collections::BTreeSet<Digest> {
        let files = self.values().filter_map(|it| it.file.as_ref());
        files.map(|it| Digest(it.digest.0)).collect()
    }
}

/// What somebody is called in every vault, given them now if they were never handed over.
fn uid(connection: &Connection, id: ApplicantId) -> Result<Uid> {
    let known = uid_of(connection, id)?;
    let uid = known.map_or_else(|| random().map(Hex), Ok)?;
    if known.is_none() {
        set_uid(connection, id, &uid)?;
    }
    Ok(uid)
}

pub(super) fn uid_of(connection: &Connection, id: ApplicantId) -> Result<Option<Uid>> {
    let sql = "SELECT uid FROM applicant WHERE id = ?1";
    let uid: Option<Option<[u8; 16]>> =
        connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?;
    Ok(uid.flatten().map(Hex))
}

pub(super) fn set_uid(connection: &Connection, id: ApplicantId, uid: &Uid) -> Result<()> {
    let sql = "UPDATE applicant SET uid = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![id.0, uid.0])?;
    Ok(())
}

/// What an applicant has, or a draft of theirs for itself, with what was emptied.
fn values(
    connection: &Connection,
    applicant: ApplicantId,
    draft: Option<DraftId>,
) -> Result<Vec<BundledValue>> {
    let sql = "SELECT v.id, v.kind, v.key, s.text, s.digest, s.name, s.provenance, s.at, s.id
        FROM value v JOIN state s ON s.id = v.current
        WHERE v.applicant = ?1 AND v.draft IS ?2 ORDER BY v.kind, v.key";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![applicant.0, draft.map(|it| it.0)])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let value = row.get(0)?;
        let (text, digest): (Option<String>, Option<Digest>) = (row.get(3)?, row.get(4)?);
        let name: Option<String> = row.get(5)?;
        let file = digest.zip(name);
        let holds = content(text.as_deref(), file.as_ref().map(|(it, name)| (name.as_str(), it)));
        let lineage = Lineage::of(connection, value, holds)?;
        lineage.keep(connection, value)?;
        all.push(BundledValue {
            kind: row.get(1)?,
            key: row.get(2)?,
            text,
            file: file.map(|(it, name)| BundledFile { name, digest: Hex(it.0) }),
            by: row.get(6)?,
            at: time(row.get(7)?)?,
            versions: lineage.versions,
            before: before(connection, value, row.get(8)?)?,
        });
    }
    Ok(all)
}

/// The texts a value held before this state; its files stay where they are.
fn before(connection: &Connection, value: i64, now: i64) -> Result<Vec<Before>> {
    let sql = "SELECT text, provenance, at FROM
            (SELECT id, text, provenance, at FROM state
             WHERE value = ?1 AND id <> ?2 AND digest IS NULL ORDER BY id DESC LIMIT ?3) ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![value, now, KEPT_STATES])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(Before { text: row.get(0)?, by: row.get(1)?, at: time(row.get(2)?)? });
    }
    Ok(all)
}

//! Making a bundle: what people have now, each value with its versions.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use rusqlite::{Connection, params};

use super::lineage::{Lineage, content};
use super::{Before, Bundle, Bundled, BundledDraft, BundledFile, BundledValue, Uid};
use crate::applicant::applicant;
use crate::draft::drafts_of;
use crate::key::{Hex, random};
use crate::record::{ApplicantId, Digest, DraftId, time};
use crate::undo::KEPT_STATES;
use crate::{Result, StoreError, Vault};

impl Vault {
    /// People with everything they have, to be handed over. What they are called in every vault, and the versions of their values, are
    /// written down; nothing else is changed. Also of people in the recycle bin. `made_of`: of which earlier file a file was made, by
    /// its note; that one goes along. [`StoreError::TooBig`] with more than `most` bytes of files.
    pub fn bundle(
        &mut self,
        ids: &[ApplicantId],
        made_of: impl Fn(&str) -> Option<Digest>,
        most: u64,
        at: NaiveDateTime,
    ) -> Result<Bundle> {
        let made_of: &dyn Fn(&str) -> Option<Digest> = &made_of;
        let tx = self.begin()?;
        let mut people = Vec::new();
        for id in ids {
            let known = applicant(&tx, *id)?;
            let mut drafts = Vec::new();
            for draft in drafts_of(&tx, *id)? {
                drafts.push(BundledDraft {
                    values: values(&tx, *id, Some(draft.id), made_of)?,
                    procedure: draft.procedure,
                    created: draft.created,
                    closed: draft.closed,
                });
            }
            people.push(Bundled {
                uid: uid(&tx, *id)?,
                values: values(&tx, *id, None, made_of)?,
                drafts,
                about: known.about,
                name: known.details.name,
                search: known.details.search,
                colour: known.details.colour,
            });
        }
        let mut bundle = Bundle { at, people, files: BTreeMap::new() };
        let mut whole = 0;
        for digest in bundle.digests() {
            let sql = "SELECT length(bytes) FROM blob WHERE digest = ?1";
            let length: u32 =
                tx.prepare_cached(sql)?.query_row([&digest.0[..]], |row| row.get(0))?;
            whole += u64::from(length);
        }
        if whole > most {
            return Err(StoreError::TooBig);
        }
        tx.commit()?;
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
    pub(super) fn digests(&self) -> BTreeSet<Digest> {
        let before = |it: &'_ BundledValue| {
            it.before.iter().filter_map(|it| it.file.clone()).collect::<Vec<_>>()
        };
        let files = self.values().flat_map(|it| it.file.clone().into_iter().chain(before(it)));
        files.map(|it| Digest(it.digest.0)).collect()
    }
}

/// What somebody is called in every vault, given them now if they never left this vault.
pub(crate) fn uid(connection: &Connection, id: ApplicantId) -> Result<Uid> {
    let sql = "SELECT min(uid) FROM applicant_uid WHERE applicant = ?1";
    let known: Option<[u8; 16]> =
        connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0))?;
    if let Some(uid) = known {
        return Ok(Hex(uid));
    }
    let uid = Hex(random()?);
    call(connection, id, &uid, None)?;
    Ok(uid)
}

/// Somebody is called so in every vault, too, by that batch.
pub(crate) fn call(
    connection: &Connection,
    id: ApplicantId,
    uid: &Uid,
    batch: Option<i64>,
) -> Result<()> {
    let sql = "INSERT INTO applicant_uid(uid, applicant, import) VALUES(?1, ?2, ?3)
        ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute(params![uid.0, id.0, batch])?;
    Ok(())
}

/// What an applicant has, or a draft of theirs for itself, with what was emptied.
fn values(
    connection: &Connection,
    applicant: ApplicantId,
    draft: Option<DraftId>,
    made_of: &dyn Fn(&str) -> Option<Digest>,
) -> Result<Vec<BundledValue>> {
    // What was handed over and taken back since was emptied.
    let sql = "SELECT v.id, v.kind, v.key, s.text, s.digest, s.name, ifnull(s.provenance, 'typed'),
            coalesce(s.at, (SELECT max(at) FROM state WHERE value = v.id), 0), ifnull(s.id, 0)
        FROM value v LEFT JOIN state s ON s.id = v.current
        WHERE v.applicant = ?1 AND v.draft IS ?2
            AND (s.id IS NOT NULL OR EXISTS (SELECT 1 FROM version WHERE value = v.id))
        ORDER BY v.kind, v.key";
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
        let original = file.as_ref().and(text.as_deref()).and_then(made_of);
        all.push(BundledValue {
            kind: row.get(1)?,
            key: row.get(2)?,
            text,
            file: file.map(|(it, name)| BundledFile { name, digest: Hex(it.0) }),
            by: row.get(6)?,
            at: time(row.get(7)?)?,
            versions: lineage.versions,
            before: before(connection, value, row.get(8)?, original)?,
        });
    }
    Ok(all)
}

/// The texts a value held before this state, and the file that it is made of; other files stay where they are.
fn before(
    connection: &Connection,
    value: i64,
    now: i64,
    original: Option<Digest>,
) -> Result<Vec<Before>> {
    let sql = "SELECT text, provenance, at, digest, name FROM
            (SELECT id, text, provenance, at, digest, name FROM state
             WHERE value = ?1 AND id <> ?2 AND (digest IS NULL OR digest = ?4)
             ORDER BY id DESC LIMIT ?3) ORDER BY id";
    let mut statement = connection.prepare_cached(sql)?;
    let original = original.map(|it| it.0.to_vec());
    let mut rows = statement.query(params![value, now, KEPT_STATES, original])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (digest, name): (Option<Digest>, Option<String>) = (row.get(3)?, row.get(4)?);
        let file = digest.zip(name).map(|(it, name)| BundledFile { name, digest: Hex(it.0) });
        all.push(Before { text: row.get(0)?, file, by: row.get(1)?, at: time(row.get(2)?)? });
    }
    Ok(all)
}

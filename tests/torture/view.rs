//! Model and vault, written down the same way: what stands where, one line each. They must be equal.
//!
//! Every operation that is not the same when done twice shows, if only in the time of the last change: a killed process must not leave the
//! parent in doubt whether its last operation was done.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use beishen_store::{
    ApplicantDetails, ApplicantId, Deed, DraftId, Incoming, Kind, Level, NewApplicant, StoreError,
    ValueKey, Vault,
};
use chrono::NaiveDateTime;

use crate::model::{Model, Outcome, Person, Place, State};
use crate::random::{self, FACTS, Op, PEOPLE, PROCEDURES, Put, SLOTS, at, purge_at};

/// From what it is to what it says.
pub(crate) type View = BTreeMap<String, String>;

/// Every place a value can stand at, for one draft.
const KEYS: [(Kind, &str); 12] = [
    (Kind::Answer, FACTS[0]),
    (Kind::Answer, FACTS[1]),
    (Kind::Answer, FACTS[2]),
    (Kind::History, ""),
    (Kind::Tick, "no_hat"),
    (Kind::Act, "registered"),
    (Kind::Comparison, "record.name"),
    (Kind::ReadBack, ""),
    (Kind::Signature, ""),
    (Kind::Acknowledgement, "mail\u{1f}unusual\u{1f}"),
    (Kind::Attachment, SLOTS[0]),
    (Kind::Attachment, SLOTS[1]),
];

/// The operation, done to the vault.
pub(crate) fn perform(vault: &mut Vault, op: &Op, n: u64) -> Result<Outcome, StoreError> {
    let done = match op {
        Op::Edit(person, note) => {
            let name = PEOPLE[*person].to_owned();
            let details = ApplicantDetails { name, note: Some(note.clone()), ..Default::default() };
            if let Some(id) = applicant(vault, *person)? {
                vault.edit_applicant(id, &details, at(n))
            } else {
                let new = NewApplicant { details, ..Default::default() };
                vault.add_applicant(&new, at(n)).map(drop)
            }
            .map(|()| true)
        }
        Op::Purge => vault.purge(purge_at(n)).map(|_| true),
        Op::Import(people, procedure, puts) => {
            let one = |person: &usize| {
                let values = changes(puts);
                let procedures = vec![PROCEDURES[*procedure].to_owned()];
                Ok(if let Some(id) = applicant(vault, *person)? {
                    Incoming::Known { id, values, procedures }
                } else {
                    let name = PEOPLE[*person].to_owned();
                    let details = ApplicantDetails { name, ..Default::default() };
                    Incoming::New(NewApplicant { details, values, procedures })
                })
            };
            let batch = people.iter().map(one).collect::<Result<Vec<_>, StoreError>>()?;
            vault.import("a table", &batch, at(n)).map(|_| true)
        }
        Op::Many(people, deed) => {
            let mut deeds = Vec::new();
            for person in people {
                let Some(id) = applicant(vault, *person)? else { return Ok(Outcome::NotFound) };
                deeds.push(match deed {
                    random::Deed::Begin(procedure) => {
                        let procedure = PROCEDURES[*procedure].to_owned();
                        Deed::Begin { applicant: id, procedure, outline: None }
                    }
                    random::Deed::Delete => Deed::Bin(id),
                    random::Deed::Restore => Deed::Restore(id),
                });
            }
            vault.many(&deeds, at(n)).map(|_| true)
        }
        Op::Offer(fact, value, true) => vault.add_option(FACTS[*fact], value, at(n)),
        Op::Offer(fact, value, false) => vault.remove_option(FACTS[*fact], value),
        Op::Begin(person, _) | Op::Fill(person, _) | Op::Delete(person) | Op::Restore(person) => {
            let Some(id) = applicant(vault, *person)? else { return Ok(Outcome::NotFound) };
            match op {
                Op::Begin(_, procedure) => {
                    vault.begin_draft(id, PROCEDURES[*procedure], None, at(n)).map(|_| true)
                }
                Op::Fill(_, puts) => vault.fill(id, &changes(puts), at(n)),
                Op::Delete(_) => vault.delete_applicant(id, at(n)).map(|()| true),
                _ => vault.restore_applicant(id, at(n)).map(|()| true),
            }
        }
        Op::Step(person, procedure, _)
        | Op::Undo(person, procedure)
        | Op::Redo(person, procedure)
        | Op::Position(person, procedure, _) => {
            let Some(id) = draft(vault, *person, *procedure)? else {
                return Ok(Outcome::NotFound);
            };
            match op {
                Op::Step(_, _, puts) => vault.step(id, &changes(puts), at(n)),
                Op::Undo(..) => vault.undo(id, at(n)).map(|undone| undone.is_some()),
                Op::Position(_, _, position) => vault.set_position(id, position).map(|()| true),
                _ => vault.redo(id, at(n)).map(|undone| undone.is_some()),
            }
        }
    };
    match done {
        Ok(true) => Ok(Outcome::Changed),
        Ok(false) => Ok(Outcome::Unchanged),
        Err(StoreError::NotFound(_)) => Ok(Outcome::NotFound),
        Err(error) => Err(error),
    }
}

fn changes(puts: &[Put]) -> Vec<beishen_store::Change> {
    puts.iter().map(Put::change).collect()
}

fn applicant(vault: &Vault, person: usize) -> Result<Option<ApplicantId>, StoreError> {
    let mut all = vault.everybody()?;
    all.extend(vault.in_bin()?);
    let one = all.iter().find(|it| it.applicant.details.name == PEOPLE[person]);
    Ok(one.map(|it| it.applicant.id))
}

fn draft(vault: &Vault, person: usize, procedure: usize) -> Result<Option<DraftId>, StoreError> {
    let Some(id) = applicant(vault, person)? else { return Ok(None) };
    let drafts = vault.applicant(id)?.drafts;
    let draft = drafts.into_iter().find(|draft| draft.procedure == PROCEDURES[procedure]);
    Ok(draft.map(|draft| draft.id))
}

/// What a person would find in the vault.
pub(crate) fn of_vault(vault: &Vault) -> Result<View, StoreError> {
    let mut view = View::new();
    for (nth, it) in vault.imports()?.iter().rev().enumerate() {
        view.insert(format!("batch {nth}"), it.at.to_string());
    }
    for it in vault.options()? {
        view.insert(format!("{} offers {}", it.fact, it.value), it.at.to_string());
    }
    for bin in [false, true] {
        for line in if bin { vault.in_bin()? } else { vault.everybody()? } {
            let name = &line.applicant.details.name;
            let note = line.applicant.details.note.unwrap_or_default();
            view.insert(
                name.clone(),
                format!("{note} {} {:?}", line.applicant.changed, line.applicant.deleted),
            );
            for draft in line.drafts {
                let record = vault.draft(draft.id)?;
                let draft_name = format!("{name}/{}", draft.procedure);
                let facts = (record.undo, record.redo, &draft.position);
                view.insert(draft_name.clone(), format!("{facts:?}"));
                let values = record.values;
                let mut add = |kind: Kind, key: &str, text: String| {
                    view.insert(format!("{draft_name}/{}/{key}", kind.code()), text);
                };
                for (key, it) in &values.answers {
                    add(Kind::Answer, key, shown(&it.text, it.level, it.at));
                }
                if let Some(it) = &values.history {
                    add(Kind::History, "", shown(&it.text, it.level, it.at));
                }
                for key in values.ticks.keys() {
                    add(Kind::Tick, key, "1".into());
                }
                for (key, done) in &values.acts {
                    add(Kind::Act, key, done.at.format("%Y-%m-%dT%H:%M:%S").to_string());
                }
                for (key, text) in &values.comparisons {
                    add(Kind::Comparison, key, text.clone());
                }
                if let Some(text) = &values.read_back {
                    add(Kind::ReadBack, "", text.clone());
                }
                if let Some(text) = &values.signature {
                    add(Kind::Signature, "", text.clone());
                }
                for it in &values.acknowledged {
                    let key = [&*it.rule, &it.reason, &it.fact].join("\u{1f}");
                    add(Kind::Acknowledgement, &key, it.value.clone());
                }
                for (key, it) in &values.attachments {
                    let text = shown(&it.note, it.level, it.at);
                    add(Kind::Attachment, key, text + &hash(&vault.bytes(&it.digest)?));
                }
                if !bin {
                    states_of_vault(vault, draft.id, &draft_name, &mut view)?;
                }
            }
        }
    }
    Ok(view)
}

fn states_of_vault(
    vault: &Vault,
    draft: DraftId,
    name: &str,
    view: &mut View,
) -> Result<(), StoreError> {
    for level in [Level::Applicant, Level::Draft] {
        for (kind, key) in KEYS {
            let value = ValueKey { level, kind, key: key.to_owned() };
            let mut lines = Vec::new();
            for state in vault.states(draft, &value)? {
                let file = state.file.map(|(_, digest)| vault.bytes(&digest)).transpose()?;
                let about = (state.provenance, state.at, state.current);
                lines.push(format!("{:?} {about:?} {:?}", state.text, file.as_deref().map(hash)));
            }
            view.insert(format!("{name} {level:?} {kind:?} {key}"), lines.join("\n"));
        }
    }
    Ok(())
}

/// What a person must find in the vault.
pub(crate) fn of_model(model: &Model) -> View {
    let mut view = View::new();
    for (nth, at) in model.imports.iter().enumerate() {
        view.insert(format!("batch {nth}"), at.to_string());
    }
    for ((fact, value), at) in &model.options {
        view.insert(format!("{} offers {value}", FACTS[*fact]), at.to_string());
    }
    for (name, person) in &model.people {
        let name = PEOPLE[*name];
        view.insert(
            name.into(),
            format!("{} {} {:?}", person.note, person.changed, person.deleted),
        );
        for (procedure, draft) in &person.drafts {
            let draft_name = format!("{name}/{}", PROCEDURES[*procedure]);
            let facts = (draft.steps.len() - draft.undone, draft.undone, &draft.position);
            view.insert(draft_name.clone(), format!("{facts:?}"));
            for (kind, key) in KEYS {
                let own = (now(person, (Some(*procedure), kind, key)), Level::Draft);
                let common = (now(person, (None, kind, key)), Level::Applicant);
                let (Some(state), level) = (if own.0.is_some() { own } else { common }) else {
                    continue;
                };
                let text = state.text.clone().unwrap_or_default();
                let text = match kind {
                    Kind::Answer | Kind::History | Kind::Attachment => {
                        shown(&text, level, state.at)
                    }
                    _ => text,
                };
                let file = state.file.as_deref().map(hash).unwrap_or_default();
                view.insert(format!("{draft_name}/{}/{key}", kind.code()), text + &file);
            }
            if person.deleted.is_none() {
                states_of_model(person, *procedure, &draft_name, &mut view);
            }
        }
    }
    view
}

fn states_of_model(person: &Person, procedure: usize, name: &str, view: &mut View) {
    for level in [Level::Applicant, Level::Draft] {
        for (kind, key) in KEYS {
            let place = (Some(procedure).filter(|_| level == Level::Draft), kind, key);
            let mut lines = Vec::new();
            for (state, current) in person.places.get(&place).iter().flat_map(|it| it.last()) {
                let about = (state.provenance, state.at, current);
                let file = state.file.as_deref().map(hash);
                lines.push(format!("{:?} {about:?} {file:?}", state.text));
            }
            view.insert(format!("{name} {level:?} {kind:?} {key}"), lines.join("\n"));
        }
    }
}

fn now(person: &Person, place: Place) -> Option<&State> {
    person.places.get(&place)?.now()
}

fn shown(text: &str, level: Level, at: NaiveDateTime) -> String {
    format!("{text:?} {level:?} {at}")
}

fn hash(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:x}", hasher.finish())
}

/// The lines that differ, for a message.
pub(crate) fn difference(expected: &View, found: &View) -> String {
    let keys = expected.keys().chain(found.keys().filter(|key| !expected.contains_key(*key)));
    let differing = keys.map(|key| (key, expected.get(key), found.get(key)));
    let lines = differing.filter(|(_, must, is)| must != is);
    let lines =
        lines.map(|(key, must, is)| format!("{key:?}\n  must be {must:?}\n  but is  {is:?}\n"));
    lines.collect::<Vec<_>>().concat()
}

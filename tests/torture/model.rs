//! What the vault must be, in memory: the oracle. Written for clarity, with whole copies instead of tables.

use std::collections::BTreeMap;

use beishen_store::{BIN_DAYS, KEPT_STATES, Kind, Level, Provenance, UNDO_STEPS};
use chrono::{Duration, NaiveDateTime};

use crate::random::{Deed, Op, Put, at, purge_at};

/// The whole vault. People and procedures by their place in `PEOPLE` and `PROCEDURES`.
#[derive(Clone, Default)]
pub(crate) struct Model {
    pub people: BTreeMap<usize, Person>,
    /// What was added to the lists of facts, and since when.
    pub options: BTreeMap<(usize, &'static str), NaiveDateTime>,
    /// When each batch was taken in.
    pub imports: Vec<NaiveDateTime>,
}

#[derive(Clone, Default)]
pub(crate) struct Person {
    pub note: String,
    pub changed: NaiveDateTime,
    pub deleted: Option<NaiveDateTime>,
    pub drafts: BTreeMap<usize, Draft>,
    pub places: BTreeMap<Place, States>,
}

#[derive(Clone, Default)]
pub(crate) struct Draft {
    pub position: Option<String>,
    /// Oldest first; the undone ones are at the end.
    pub steps: Vec<Step>,
    pub undone: usize,
}

/// From which state to which each place went, by index into [`States::all`].
type Step = BTreeMap<Place, (Option<usize>, Option<usize>)>;

/// Where a value stands: of one draft or of all, its kind and key.
pub(crate) type Place = (Option<usize>, Kind, &'static str);

/// Every state a place ever had, and which one counts.
#[derive(Clone, Default)]
pub(crate) struct States {
    pub all: Vec<State>,
    pub current: Option<usize>,
}

#[derive(Clone)]
pub(crate) struct State {
    pub text: Option<String>,
    pub file: Option<Vec<u8>>,
    pub provenance: Provenance,
    pub at: NaiveDateTime,
}

/// What an operation says it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Changed,
    Unchanged,
    NotFound,
}

impl Model {
    pub(crate) fn apply(&mut self, op: &Op, n: u64) -> Outcome {
        self.try_apply(op, n).unwrap_or(Outcome::NotFound)
    }

    /// `None`: no such person or draft, or they are in the recycle bin.
    fn try_apply(&mut self, op: &Op, n: u64) -> Option<Outcome> {
        match op {
            Op::Edit(person, note) => {
                let person = self.people.entry(*person).or_default();
                (person.deleted.is_none()).then(|| person.note.clone_from(note))?;
            }
            Op::Begin(person, procedure) => {
                self.live(*person)?.drafts.entry(*procedure).or_default();
            }
            Op::Step(person, procedure, puts) => {
                let person = self.live_draft(*person, *procedure)?;
                let step = person.put(puts, Some(*procedure), n);
                if step.is_empty() {
                    return Some(Outcome::Unchanged);
                }
                let draft = person.drafts.get_mut(procedure)?;
                draft.steps.truncate(draft.steps.len() - draft.undone);
                draft.undone = 0;
                draft.steps.push(step);
                let too_many = draft.steps.len().saturating_sub(UNDO_STEPS as usize);
                draft.steps.drain(..too_many);
            }
            Op::Fill(person, puts) => {
                if self.live(*person)?.put(puts, None, n).is_empty() {
                    return Some(Outcome::Unchanged);
                }
            }
            Op::Undo(person, procedure) => {
                let person = self.live_draft(*person, *procedure)?;
                let draft = person.drafts.get_mut(procedure)?;
                let Some(last) = draft.steps.len().checked_sub(draft.undone + 1) else {
                    return Some(Outcome::Unchanged);
                };
                draft.undone += 1;
                for (place, (old, new)) in draft.steps[last].clone() {
                    person.go(place, new, old);
                }
            }
            Op::Redo(person, procedure) => {
                let person = self.live_draft(*person, *procedure)?;
                let draft = person.drafts.get_mut(procedure)?;
                if draft.undone == 0 {
                    return Some(Outcome::Unchanged);
                }
                let first = draft.steps.len() - draft.undone;
                draft.undone -= 1;
                for (place, (old, new)) in draft.steps[first].clone() {
                    person.go(place, old, new);
                }
            }
            Op::Position(person, procedure, position) => {
                let draft = self.live_draft(*person, *procedure)?.drafts.get_mut(procedure)?;
                draft.position = Some(position.clone());
            }
            Op::Delete(person) => self.live(*person)?.deleted = Some(at(n)),
            Op::Restore(person) => {
                self.people.get_mut(person)?.deleted.take()?;
            }
            Op::Purge => self.purge(purge_at(n) - Duration::days(BIN_DAYS)),
            // All of them or nobody.
            Op::Import(people, procedure, puts) => {
                let mut all = self.clone();
                people.iter().try_for_each(|it| all.take_in(*it, *procedure, puts, n))?;
                all.imports.push(at(n));
                *self = all;
            }
            Op::Many(people, deed) => {
                let mut all = self.clone();
                people.iter().try_for_each(|it| all.people.get_mut(it)?.suffer(*deed, n))?;
                *self = all;
            }
            Op::Offer(fact, value, on) => {
                let there = self.options.contains_key(&(*fact, *value));
                if *on && !there {
                    self.options.insert((*fact, *value), at(n));
                } else if !*on && there {
                    self.options.remove(&(*fact, *value));
                } else {
                    return Some(Outcome::Unchanged);
                }
            }
        }
        match op {
            Op::Edit(person, _)
            | Op::Begin(person, _)
            | Op::Step(person, ..)
            | Op::Fill(person, _)
            | Op::Undo(person, _)
            | Op::Redo(person, _)
            | Op::Restore(person) => self.people.get_mut(person)?.changed = at(n),
            Op::Position(..)
            | Op::Delete(_)
            | Op::Purge
            | Op::Import(..)
            | Op::Many(..)
            | Op::Offer(..) => {}
        }
        Some(Outcome::Changed)
    }

    /// One of a batch; whoever is here already and in whom nothing changes is not looked at.
    fn take_in(&mut self, person: usize, procedure: usize, puts: &[Put], n: u64) -> Option<()> {
        let known = self.people.contains_key(&person);
        let one = self.people.entry(person).or_default();
        let begins = !one.drafts.contains_key(&procedure);
        let values = !one.put(puts, None, n).is_empty();
        if !known || values || begins {
            one.deleted.is_none().then_some(())?;
            one.drafts.entry(procedure).or_default();
            one.changed = at(n);
        }
        Some(())
    }

    fn live(&mut self, person: usize) -> Option<&mut Person> {
        self.people.get_mut(&person).filter(|person| person.deleted.is_none())
    }

    fn live_draft(&mut self, person: usize, procedure: usize) -> Option<&mut Person> {
        self.live(person).filter(|person| person.drafts.contains_key(&procedure))
    }

    fn purge(&mut self, until: NaiveDateTime) {
        let stays = |deleted: Option<NaiveDateTime>| deleted.is_none_or(|time| time > until);
        self.people.retain(|_, person| stays(person.deleted));
    }
}

impl Person {
    /// One of many to whom the same is done.
    fn suffer(&mut self, deed: Deed, n: u64) -> Option<()> {
        match deed {
            Deed::Begin(procedure) if self.drafts.contains_key(&procedure) => return Some(()),
            Deed::Begin(procedure) => {
                self.deleted.is_none().then_some(())?;
                self.drafts.insert(procedure, Draft::default());
            }
            Deed::Delete => {
                self.deleted.is_none().then(|| self.deleted = Some(at(n)))?;
                return Some(());
            }
            Deed::Restore => {
                self.deleted.take()?;
            }
        }
        self.changed = at(n);
        Some(())
    }

    fn put(&mut self, puts: &[Put], draft: Option<usize>, n: u64) -> Step {
        let mut step = Step::new();
        for put in puts {
            let place = (draft.filter(|_| put.level == Level::Draft), put.kind, put.key);
            let states = self.places.entry(place).or_default();
            let old = states.current;
            let same = match old.map(|old| &states.all[old]) {
                None => put.text.is_none(),
                Some(state) => {
                    let content = (&state.text, &state.file) == (&put.text, &put.file);
                    content && (put.text.is_none() || state.provenance == put.provenance)
                }
            };
            if same {
                continue;
            }
            let Put { text, file, provenance, .. } = put.clone();
            states.all.push(State { text, file, provenance, at: at(n) });
            states.current = Some(states.all.len() - 1);
            step.entry(place).or_insert((old, None)).1 = states.current;
        }
        step
    }

    fn go(&mut self, place: Place, from: Option<usize>, to: Option<usize>) {
        let states = self.places.entry(place).or_default();
        if states.current == from {
            states.current = to;
        }
    }
}

impl States {
    /// The newest states, newest first, each with whether it counts.
    pub(crate) fn last(&self) -> impl Iterator<Item = (&State, bool)> {
        let marked = self.all.iter().enumerate().map(|(n, it)| (it, self.current == Some(n)));
        marked.rev().take(KEPT_STATES as usize)
    }

    /// What counts, if that is not "emptied".
    pub(crate) fn now(&self) -> Option<&State> {
        self.current.map(|current| &self.all[current]).filter(|state| state.text.is_some())
    }
}

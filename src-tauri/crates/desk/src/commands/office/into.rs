//! What comes in: opened, put together with what is here as a bundle is, and looked at for what is new here.

use std::collections::{BTreeMap, BTreeSet};

use beishen_document::Locale;
use beishen_store::{Bundle, StoreError};
use beishen_tray::Incoming;
use beishen_work::Failure;
use chrono::{NaiveDateTime, SubsecRound as _};
use serde::Serialize;

use super::{
    super::bundles::{number, refused},
    Stand, Stands,
    out::one_of,
    untouched,
};
use crate::{
    at::At,
    contract::{BundledPerson, Differing, small},
    desk::Desk,
};

/// So many of those who came in are named.
const NAMED: usize = 100;

/// Whose counts of what was changed on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// What was given later.
    Later,
    /// What is here.
    Ours,
    /// What came.
    Theirs,
}

/// What came of taking in.
#[derive(Clone, Default, Serialize)]
pub struct TakenIn {
    /// How many people are new here.
    pub added: u32,
    /// How many were changed.
    pub changed: u32,
    /// How many files were sealed under another code or are damaged. They stay where they are.
    pub unread: usize,
    /// How many wait because the person is in the recycle bin here.
    pub in_bin: usize,
    /// What was changed on both sides.
    pub differing: Vec<Differing>,
    /// Who is new or was changed; of many the first.
    pub people: Vec<BundledPerson>,
    /// What takes it back, in the order it was done.
    pub imports: Vec<i32>,
}

/// People who are put together with what is here at once.
#[derive(Default)]
struct Batch {
    all: Vec<(Incoming, Bundle)>,
    bytes: usize,
}

impl Batch {
    fn is_full(&self) -> bool {
        self.all.len() >= 50 || self.bytes >= 100 << 20
    }

    fn add(&mut self, it: Incoming, bundle: Bundle, bytes: usize) {
        self.all.push((it, bundle));
        self.bytes += bytes;
    }
}

impl Desk {
    /// Takes in what has come, batch by batch; what is new here of the same people is put out next time.
    pub fn office_inbox(
        &mut self,
        whose: Whose,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<TakenIn, Failure> {
        let (code, at) = (self.office_code()?, At { now: now.trunc_subsecs(6), locale });
        let trays = self.trays();
        let mut stands = self.stands()?;
        let mut done = TakenIn::default();
        // Who is known by name here, and who may be known by their number: not in one batch, in which everybody is somebody else.
        let (mut known, mut others) = (Batch::default(), Batch::default());
        let mut numbers = BTreeSet::new();
        let called = self.called()?;
        // Of two of the same person the latest counts.
        let lying = trays.incoming().map_err(untouched)?;
        let latest: BTreeMap<_, _> = lying.into_iter().map(|it| (it.uid, it)).collect();
        for it in latest.into_values() {
            let Some(file) = trays.bytes(&it.path).map_err(untouched)? else { continue };
            let here = called.get(&it.uid);
            if here.is_some_and(|it| it.in_bin) {
                done.in_bin += 1;
                continue;
            }
            let stand = stands.get(&it.uid);
            // Whoever was erased here stays so; what is known already is known.
            let erased = stand.is_some_and(|it| it.rev > 0) && here.is_none();
            if file.is_empty() || erased || stand.is_some_and(|known| known.rev == it.rev) {
                let stand = stands.entry(it.uid).or_default();
                let gone = if file.is_empty() { it.rev > 0 } else { stand.gone };
                let sent = stand.sent.filter(|_| !file.is_empty());
                *stand = Stand { rev: it.rev, sent, gone };
                self.keep_stands(&[it.uid], &stands)?;
                trays.taken(&it.path).map_err(untouched)?;
                continue;
            }
            let bundle = match Bundle::open_of_office(&file, &code) {
                Ok(bundle) if one_of(&bundle) == Some(it.uid) => bundle,
                _ => {
                    done.unread += 1;
                    continue;
                }
            };
            let number = bundle.people.first().map(number).unwrap_or_default();
            let twice = here.is_none() && !number.is_empty() && !numbers.insert(number);
            let batch = if here.is_some() { &mut known } else { &mut others };
            if twice || batch.is_full() {
                self.put_together(std::mem::take(batch).all, &mut stands, whose, at, &mut done)?;
            }
            batch.add(it, bundle, file.len());
        }
        self.put_together(known.all, &mut stands, whose, at, &mut done)?;
        self.put_together(others.all, &mut stands, whose, at, &mut done)?;
        self.say_what_is_here(&stands)?;
        Ok(done)
    }

    /// Puts a batch together with what is here; one by one where that cannot be.
    fn put_together(
        &mut self,
        batch: Vec<(Incoming, Bundle)>,
        stands: &mut Stands,
        whose: Whose,
        at: At,
        done: &mut TakenIn,
    ) -> Result<(), Failure> {
        if batch.is_empty() {
            return Ok(());
        }
        let bundle = Bundle::together(batch.iter().map(|it| it.1.clone()));
        let meetings = self.vault.meet(&bundle, number)?;
        let all = || {
            bundle
                .people
                .iter()
                .zip(&meetings)
                .flat_map(|(one, it)| it.both.iter().map(move |both| (one, both)))
        };
        let takes: BTreeSet<_> = all()
            .filter(|(_, both)| match whose {
                Whose::Later => both.theirs_is_later(),
                Whose::Ours => false,
                Whose::Theirs => true,
            })
            .map(|it| it.1.place)
            .collect();
        let differing: Vec<_> =
            all().map(|(one, both)| self.differing(one, both, at.locale)).collect();
        let from = at.locale.pick("办公室", "The office");
        let mut people = Vec::new();
        for (one, it) in bundle.people.iter().zip(&meetings) {
            let changes = it.here.is_none() || it.taken + it.begun.len() + it.both.len() > 0;
            if changes && done.people.len() + people.len() < NAMED {
                people.push(self.person(one, it, at.locale)?);
            }
        }
        let merged = self.vault.merge(from, &bundle, number, |it| takes.contains(&it), at.now);
        let import = match merged {
            Ok(import) => import,
            Err(StoreError::Damaged | StoreError::TooBig) => {
                if batch.len() == 1 {
                    done.unread += 1;
                    return Ok(());
                }
                return batch
                    .into_iter()
                    .try_for_each(|it| self.put_together(vec![it], stands, whose, at, done));
            }
            Err(error) => return Err(error.into()),
        };
        done.added += import.added;
        done.changed += import.changed;
        if import.added + import.changed > 0 {
            done.imports.push(small(import.id));
        }
        done.people.extend(people);
        done.differing.extend(differing);
        let called = self.called()?;
        let waiting = self.trays().outgoing().map_err(untouched)?;
        let mut touched = Vec::new();
        for (it, theirs) in batch.iter().map(|(it, bundle)| (it, bundle.people.first())) {
            let Some((here, theirs)) = called.get(&it.uid).zip(theirs) else { continue };
            let ours = self.of_one(here.applicant, at.now).map_err(refused)?;
            let more = ours.people.first().is_none_or(|ours| ours.says_more_than(theirs));
            let sent = (!more).then_some(here.changed);
            if !more {
                self.trays().take_back(it.uid, &waiting).map_err(untouched)?;
            }
            stands.insert(it.uid, Stand { rev: it.rev, sent, gone: false });
            touched.push(it.uid);
            // Two desks had the same person under two names: from now on they are sent under the first.
            if let Some(first) = one_of(&ours).filter(|first| *first != it.uid) {
                stands.entry(first).or_default().sent = None;
                touched.push(first);
            }
        }
        self.keep_stands(&touched, stands)?;
        // Last: what is interrupted before is simply taken in again.
        batch.iter().try_for_each(|it| self.trays().taken(&it.0.path)).map_err(untouched)
    }
}

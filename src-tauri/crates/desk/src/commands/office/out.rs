//! What goes out: everybody who is shared and was changed since, sealed, one file each.

use std::collections::{BTreeMap, BTreeSet};

use beishen_store::{ApplicantId, Bundle, Called, OfficeCode, StoreError};
use beishen_tray::{LARGEST, Outgoing, Uid};
use beishen_work::Failure;
use chrono::{NaiveDateTime, SubsecRound as _};

use super::{
    super::bundles::{MOST_FILES, refused},
    Stand, Stands, untouched,
};
use crate::{contract::PutOut, desk::Desk, note::made};

impl Desk {
    /// Shares these people, and puts out what is new of everybody who is shared.
    pub fn share(&mut self, applicants: &[i32], now: NaiveDateTime) -> Result<PutOut, Failure> {
        let (code, now) = (self.office_code()?, now.trunc_subsecs(6));
        let mut stands = self.stands()?;
        let among = self.trays().outgoing().map_err(untouched)?;
        let (mut done, mut left) = (PutOut::default(), Vec::new());
        let first = first_names(self.vault.called()?);
        let first: BTreeMap<_, _> =
            first.into_iter().map(|(uid, it)| (it.applicant, uid)).collect();
        for id in applicants.iter().map(|it| ApplicantId::from(*it)) {
            let stand = first.get(&id).and_then(|it| stands.get(it).cloned());
            if stand.as_ref().is_none_or(|it| it.gone) {
                let stand = stand.unwrap_or_default();
                if self.put_out(&code, id, stand, (&mut stands, &among), &mut done, now)? {
                    left.push(id);
                }
            }
        }
        self.note_office(left, now);
        let more = self.put_out_changed(&code, &mut stands, now)?;
        done.put += more.put;
        done.too_large.extend(more.too_large);
        Ok(done)
    }

    /// Puts out what is new of everybody who is shared.
    pub fn office_outbox(&mut self, now: NaiveDateTime) -> Result<PutOut, Failure> {
        let code = self.office_code()?;
        let mut stands = self.stands()?;
        self.put_out_changed(&code, &mut stands, now.trunc_subsecs(6))
    }

    fn put_out_changed(
        &mut self,
        code: &OfficeCode,
        stands: &mut Stands,
        now: NaiveDateTime,
    ) -> Result<PutOut, Failure> {
        let among = self.trays().outgoing().map_err(untouched)?;
        let (mut done, mut seen) = (PutOut::default(), BTreeSet::new());
        for (uid, it) in first_names(self.vault.called()?) {
            let Some(stand) = stands
                .get(&uid)
                .filter(|known| !known.gone && !it.in_bin && known.sent != Some(it.changed))
            else {
                continue;
            };
            if seen.insert(it.applicant) {
                let stand = stand.clone();
                self.put_out(code, it.applicant, stand, (stands, &among), &mut done, now)?;
            }
        }
        self.say_what_is_here(stands)?;
        Ok(done)
    }

    /// Puts somebody out; whether they are.
    fn put_out(
        &mut self,
        code: &OfficeCode,
        id: ApplicantId,
        stand: Stand,
        (stands, among): (&mut Stands, &[Outgoing]),
        done: &mut PutOut,
        now: NaiveDateTime,
    ) -> Result<bool, Failure> {
        let changed = self.vault.applicant(id)?.applicant.changed;
        let sealed = self.of_one(id, now).and_then(|it| {
            Ok((
                one_of(&it),
                it.people.first().map(|it| it.name.clone()),
                it.seal_for_office(code)?,
            ))
        });
        let (uid, file) = match sealed {
            Ok((Some(uid), _, file)) if file.len() as u64 <= LARGEST => (uid, file),
            Ok((_, name, _)) => {
                done.too_large.extend(name);
                return Ok(false);
            }
            Err(StoreError::TooBig) => {
                done.too_large.push(self.vault.applicant(id)?.applicant.details.name);
                return Ok(false);
            }
            Err(error) => return Err(refused(error)),
        };
        self.trays().put_out(uid, stand.rev, &file, among).map_err(untouched)?;
        stands.insert(uid, Stand { rev: stand.rev, sent: Some(changed), gone: false });
        self.keep_stands(&[uid], stands)?;
        done.put += 1;
        Ok(true)
    }

    /// Somebody as they stand here, without what the desk notes of them.
    pub(super) fn of_one(
        &mut self,
        id: ApplicantId,
        now: NaiveDateTime,
    ) -> Result<Bundle, StoreError> {
        let source = |note: &str| made(note)?.source();
        let mut bundle = self.vault.bundle(&[id], source, MOST_FILES, now)?;
        bundle.people.iter_mut().for_each(|it| it.about.clear());
        Ok(bundle)
    }
}

/// Whose a bundle is, if it is one person's.
pub(super) fn one_of(bundle: &Bundle) -> Option<Uid> {
    match &*bundle.people {
        [one] => Some(Uid(one.uid())),
        _ => None,
    }
}

/// Everybody under the name they are sent under.
fn first_names(called: Vec<Called>) -> Vec<(Uid, Called)> {
    let mut seen = BTreeSet::new();
    called.into_iter().filter(|it| seen.insert(it.applicant)).map(|it| (Uid(it.uid), it)).collect()
}

//! The same person entered twice: applicants with one document number.

use std::collections::BTreeMap;

use beishen_core::{Locale, check::ValueKind};
use beishen_store::ApplicantId;
use chrono::NaiveDate;

use crate::{Failure, applicants::ID_NUMBER, desk::Desk};

/// Who has which number, where a number has several.
pub(crate) type Twins = BTreeMap<ApplicantId, Vec<ApplicantId>>;

impl Desk {
    /// Everybody whose number somebody else has as well.
    pub(crate) fn twins(&self) -> Result<Twins, Failure> {
        let mut holders: BTreeMap<String, Vec<ApplicantId>> = BTreeMap::new();
        for (applicant, number) in self.vault.answers_of(ID_NUMBER)? {
            // Read for its form alone, which no day changes.
            let reading = ValueKind::Id18.read(&number, NaiveDate::MAX).normalised.into_owned();
            holders.entry(reading).or_default().push(applicant);
        }
        let shared = holders.into_values().filter(|it| it.len() > 1);
        Ok(shared
            .flat_map(|all| {
                let others = |one| all.iter().filter(|it| **it != one).copied().collect();
                all.iter().map(|it| (*it, others(*it))).collect::<Vec<_>>()
            })
            .collect())
    }

    /// Who else has this applicant's number, in words; empty when nobody has.
    pub(crate) fn twin_note(
        &self,
        applicant: ApplicantId,
        twins: &Twins,
        locale: Locale,
    ) -> String {
        let Some(others) = twins.get(&applicant) else { return String::new() };
        let people = others.iter().filter_map(|it| self.vault.applicant(*it).ok());
        let names: Vec<String> = people.map(|it| it.applicant.details.name).collect();
        let names = names.join(locale.pick("、", ", "));
        match locale {
            Locale::Zh => format!("与“{names}”的证件号码相同，请核对是否重复登记。"),
            Locale::En => {
                format!("Has the document number of “{names}”. Check whether one is entered twice.")
            }
        }
    }
}

//! The same person entered twice: applicants with one document number.

use beishen_document::Locale;
use beishen_store::ApplicantId;
use beishen_work::Failure;

use crate::desk::Desk;

impl Desk {
    /// Who else has this applicant's number, in words; empty when nobody has.
    pub(crate) fn twin_note(
        &self,
        applicant: ApplicantId,
        locale: Locale,
    ) -> Result<String, Failure> {
        let names = self.vault.twins(applicant)?;
        Ok(Self::twin_words(&names.iter().map(String::as_str).collect::<Vec<_>>(), locale))
    }

    /// The same of names.
    pub(crate) fn twin_words(names: &[&str], locale: Locale) -> String {
        if names.is_empty() {
            return String::new();
        }
        let names = names.join(locale.pick("、", ", "));
        match locale {
            Locale::Zh => format!("与“{names}”的证件号码相同，请核对是否重复登记。"),
            Locale::En => {
                format!(
                    "Same document number as “{names}”. Check whether one person is entered twice."
                )
            }
        }
    }
}

//! Classes: what is the same for many is said once. Each of them is given it as long as nobody has said otherwise.

use std::collections::BTreeMap;

use beishen_store::{Change, Deed, Level, Provenance, Values, Vault};
use beishen_work::Failure;

/// Under which name the vault keeps them.
pub(crate) const CLASSES: &str = "classes";

/// By the class's name, the facts that are the same for all of it.
#[derive(Default)]
pub(crate) struct Classes(pub(crate) BTreeMap<String, BTreeMap<String, String>>);

impl Classes {
    /// Those of the vault. What cannot be read any more counts as not said.
    pub(crate) fn read(vault: &Vault) -> Result<Self, Failure> {
        let text = vault.noted(CLASSES)?.unwrap_or_default();
        Ok(Self(serde_json::from_str(&text).unwrap_or_default()))
    }

    /// As the vault keeps them.
    pub(crate) fn text(&self) -> String {
        if self.0.is_empty() {
            String::new()
        } else {
            serde_json::to_string(&self.0).unwrap_or_default()
        }
    }

    /// What is given to an applicant who comes into a class.
    pub(crate) fn fill(
        &self,
        vault: &Vault,
        id: i32,
        class: &str,
    ) -> Result<Option<Deed>, Failure> {
        let Some(facts) = self.0.get(class) else { return Ok(None) };
        let values = vault.applicant(id.into())?.values;
        let changes: Vec<Change> = facts
            .iter()
            .filter(|(fact, text)| gives(&values, fact, Some(text)))
            .map(|(fact, text)| given(fact, Some(text)))
            .collect();
        Ok((!changes.is_empty()).then(|| Deed::Fill(id.into(), changes)))
    }
}

/// Whether a class may give this value: nobody has said otherwise, and it is not so already.
pub(crate) fn gives(values: &Values, fact: &str, text: Option<&str>) -> bool {
    match values.answers.get(fact) {
        Some(it) => it.provenance == Provenance::Class && Some(it.text.as_str()) != text,
        None => text.is_some(),
    }
}

/// A value that a class gives, or takes back.
pub(crate) fn given(fact: &str, text: Option<&str>) -> Change {
    Change::answer(Level::Applicant, fact, text, Provenance::Class)
}

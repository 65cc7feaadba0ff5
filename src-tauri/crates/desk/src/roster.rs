//! What the list of applicants says of them: the name that was answered last, and what else it is found by.

use beishen_core::reading::ValueKind;
use beishen_reference::pinyin::search_keys;
use beishen_store::{Roster, Values};
use chrono::NaiveDate;

use crate::record::{ID_NUMBER, NAME};

/// The vault writes it in one transaction with the answers.
pub(crate) const ROSTER: Roster = Roster { of: &[NAME, ID_NUMBER], name, identity };

/// Without a name in the answers the list says what it said before.
fn name(values: &Values) -> Option<[String; 2]> {
    let name = values.answers.get(NAME)?.text.trim();
    (!name.is_empty()).then(|| [name.to_owned(), search_keys(name)])
}

/// The document's number, as it is read: somebody else who has it is the same person.
fn identity(values: &Values) -> String {
    let number = values.answers.get(ID_NUMBER).map_or("", |it| it.text.as_str());
    // Read for its form alone, which no day changes.
    ValueKind::Id18.read(number, NaiveDate::MAX).normalised.into_owned()
}

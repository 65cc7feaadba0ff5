//! Birth date and sex as typed, against the ones inside the identity number (GB 11643-1999 §4.2, §4.3).

use super::{Found, Reason, Severity};
use crate::{FactKey, Fix, assess::View};

pub(super) static DIFFERS: Reason =
    Reason { name: "differs", severity: Severity::Error, params: &["id"] };

pub(super) fn birth(view: &View<'_>, birth_date: &FactKey, id_number: &FactKey) -> Option<Found> {
    compare(view, birth_date, view.value(id_number)?.derived.birth?.to_string())
}

pub(super) fn sex(view: &View<'_>, sex: &FactKey, id_number: &FactKey) -> Option<Found> {
    compare(view, sex, view.value(id_number)?.derived.sex?.name().to_owned())
}

fn compare(view: &View<'_>, fact: &FactKey, inside: String) -> Option<Found> {
    if view.sound(fact)? == inside {
        return None;
    }
    let mut found = Found::new(fact, &DIFFERS, vec![("id", inside.clone())]);
    found.fixes.push(Fix::set(inside));
    Some(found)
}

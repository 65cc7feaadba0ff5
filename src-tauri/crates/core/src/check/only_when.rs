//! An answer given where none is wanted. The rule's `when` says where.

use super::{found::Found, view::View};
use crate::{fact::FactKey, finding::Fix, reading::Reason};

pub(super) const GIVEN: Reason = Reason::warning("given", &[]);

/// Looks at what was typed: a field that is not asked for has no value to look at.
pub(super) fn check(view: &View<'_>, fact: &FactKey) -> Option<Found> {
    view.typed(fact)?;
    let mut found = Found::new(fact, &GIVEN, Vec::new());
    found.fixes.push(Fix::set(""));
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn whatever_is_given_is_not_wanted() {
        let check = r#"{ kind = "only_when", facts = ["former"] }"#;
        for (former, expected) in [("张山", "former: given → "), ("  ", "")] {
            assert_eq!(said(check, &[("former", former)]).join("; "), expected, "{former}");
        }
    }
}

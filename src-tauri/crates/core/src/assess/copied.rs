//! A value that is a copy of another one: what is wrong with it is said, and mended, where it was given.

use std::collections::BTreeSet;

use super::whole::Whole;
use crate::{
    fact::{Derive, FactKey},
    finding::{Finding, Severity},
    subject::Subject,
    value::Provenance,
};

/// Takes out what is found of copies of answers that are wrong themselves.
pub(super) fn is_said_where_it_was_given(view: &Whole<'_>, findings: &mut Vec<Finding>) {
    let wrong: BTreeSet<FactKey> = findings
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .filter_map(|it| fact(it).cloned())
        .collect();
    findings.retain(|it| {
        let source = fact(it).and_then(|it| copied_from(view, it));
        source.is_none_or(|it| !wrong.contains(it))
    });
}

fn fact(finding: &Finding) -> Option<&FactKey> {
    match &finding.subject {
        Subject::Fact(key) => Some(key),
        _ => None,
    }
}

fn copied_from<'a>(view: &Whole<'a>, key: &FactKey) -> Option<&'a FactKey> {
    let value = view.view.values.get(key)?;
    match &view.procedure.fact(key)?.derive {
        Some(Derive::Copy { from }) if value.provenance == Provenance::Derived => Some(from),
        _ => None,
    }
}

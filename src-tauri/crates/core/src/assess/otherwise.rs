//! An answer against what follows from another one by a table: who types something else is asked about both.

use beishen_document::Text;

use super::{
    found::{finding, kept, source_of},
    whole::Whole,
};
use crate::{
    check::Check,
    fact::{Derive, Fact},
    finding::{Finding, Fix, Severity},
    rule::Rule,
};

pub(super) fn findings(view: &Whole<'_>) -> Vec<Finding> {
    view.procedure.facts().iter().filter_map(|it| of_fact(view, it)).collect()
}

fn of_fact(view: &Whole<'_>, fact: &Fact) -> Option<Finding> {
    let Some(Derive::Map { from, to }) = &fact.derive else { return None };
    let typed = view.typed(&fact.key).filter(|_| view.asks_for(&fact.key))?;
    let follows = to.get(view.text(from)?)?;
    // A pack may have words of its own for it.
    let told = |it: &Rule| matches!(&it.check, Check::MustBe { fact: it, .. } if *it == fact.key);
    if typed == follows || view.procedure.rules().iter().any(told) {
        return None;
    }
    let (label, other) = (&fact.label, &view.procedure.fact(from)?.label);
    let message = Text::new(
        format!("“{}”与所填的{}对不上，请核对两处。", label.zh, other.zh),
        format!("“{}” does not go with “{}”. Check both.", label.en, other.en),
    );
    let source = source_of(view, &fact.key);
    let mut found = finding("derived", "otherwise", Severity::Warning, &fact.key, message, source);
    let label = Text::new(format!("以{}为准", other.zh), format!("Go by “{}”", other.en));
    found.fixes.push(Fix { label, ..Fix::set("") });
    Some(kept(view, found))
}

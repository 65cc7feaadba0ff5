//! What a column may be, and what a spreadsheet could do to it.

use beishen_core::{Fact, FactKey, FactKind, Procedure, check::Check, reading::ValueKind};
use beishen_tables::{Known, Shape};
use chrono::NaiveDate;

/// Every fact of a procedure with the names a table may have for it: ours, the portal's, other people's.
pub(crate) fn known(procedure: &Procedure) -> Vec<Known> {
    let names = |fact: &Fact| {
        let portal = procedure.fields_of(&fact.key).flat_map(|(_, field)| {
            std::iter::once(field.portal_label.as_str())
                .chain(field.aliases.iter().map(|it| it.label.as_str()))
        });
        let own = [fact.label.zh.as_str(), fact.label.en.as_str()];
        let all: Vec<&str> =
            own.into_iter().chain(fact.also.iter().map(String::as_str)).chain(portal).collect();
        Known::new(fact.key.as_str(), all)
    };
    procedure.facts().iter().map(names).collect()
}

/// What a fact is read as, by the first of its rules that says so.
pub(crate) fn kind(procedure: &Procedure, fact: &FactKey) -> Option<ValueKind> {
    procedure.rules().iter().find_map(|rule| match &rule.check {
        Check::Value { facts, of, .. } if facts.contains(fact) => Some(*of),
        _ => None,
    })
}

/// What each column holds, as far as a spreadsheet could harm it.
pub(crate) fn shapes(procedure: &Procedure, columns: &[Option<FactKey>]) -> Vec<Shape> {
    let shape = |fact: &FactKey| shape(procedure, fact);
    columns.iter().map(|it| it.as_ref().map_or(Shape::Text, shape)).collect()
}

fn shape(procedure: &Procedure, fact: &FactKey) -> Shape {
    match procedure.fact(fact).map(|it| it.kind) {
        Some(FactKind::Date) => return Shape::Date,
        Some(FactKind::Month) => return Shape::Month,
        _ => {}
    }
    match kind(procedure, fact) {
        Some(ValueKind::Id18) => Shape::Code { digits: Some(18) },
        Some(ValueKind::Mobile) => Shape::Code { digits: Some(11) },
        Some(ValueKind::Postcode) => Shape::Code { digits: Some(6) },
        Some(ValueKind::Date | ValueKind::DueDate) => Shape::Date,
        Some(ValueKind::Yyyymm) => Shape::Month,
        Some(
            ValueKind::Name
            | ValueKind::NamePinyin
            | ValueKind::Email
            | ValueKind::Sex
            | ValueKind::StudyYears,
        )
        | None => Shape::Text,
        Some(_) => Shape::Code { digits: None },
    }
}

/// Whether a text is this fact by its form alone, and no other: such columns need no name.
pub(crate) fn may_be(procedure: &Procedure, fact: &str, text: &str, today: NaiveDate) -> bool {
    let kind = kind(procedure, &FactKey::from(fact));
    kind.filter(|it| matches!(it, ValueKind::Id18 | ValueKind::Mobile | ValueKind::Email))
        .is_some_and(|it| it.read(text, today).problem.is_none())
}

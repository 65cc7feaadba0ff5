//! Whether a choice is among its options.

use beishen_document::Text;
use beishen_reference::Table;

use super::{
    found::{finding, kept, source_of},
    whole::Whole,
};
use crate::{
    fact::{Derive, FactKey},
    finding::{Finding, Fix, Severity},
    procedure::{FieldKind, Options},
    reading::Problem,
    value::Provenance,
};

/// An answer that the list does not have. What is filled in by us is the list's own word.
pub(super) fn option(view: &Whole<'_>, fact: &FactKey, answer: &str) -> Option<Finding> {
    let options = view.procedure.options_of(fact)?;
    let value = view.value(fact)?;
    // What is wrong by itself is said already.
    if value.provenance == Provenance::Usual
        || value.problem.as_ref().is_some_and(Problem::is_error)
        || options.list.iter().any(|it| it.is(answer))
    {
        return None;
    }
    let label = &view.procedure.fact(fact)?.label;
    let table = options.table.as_deref().and_then(Table::by_name);
    let entry = table.and_then(|it| it.find(answer));
    match entry {
        Some(entry) if entry.name == answer => outside(view, fact, options, answer),
        Some(_) if table == Some(Table::Institutions) => Some(renamed(view, fact, answer)),
        Some(entry) => {
            // 武汉 is no city of 海南省, however it is written.
            if let Some(found) = outside(view, fact, options, entry.name) {
                return Some(found);
            }
            let message = Text::new(
                format!("“{answer}”在列表里写作“{}”，请改用列表的写法。", entry.name),
                format!("The list writes “{}” for “{answer}”. Use its words.", entry.name),
            );
            // Where the list is not the portal's own, its wording is no reason to doubt.
            let severity = if options.open { Severity::Hint } else { Severity::Warning };
            let mut found =
                finding("option", "other_name", severity, fact, message, source_of(view, fact));
            found.fixes.push(change_to(entry.name));
            Some(kept(view, found))
        }
        None if options.open && (is_only_shown(view, fact) || is_known(view, fact, answer)) => None,
        None if options.open => {
            let message = Text::new(
                format!("{}不在参考列表中，请核对；以平台下拉为准。", label.zh),
                format!("“{}” is not in our list. Compare it with the portal's own.", label.en),
            );
            Some(kept(
                view,
                finding(
                    "option",
                    "not_listed",
                    Severity::Warning,
                    fact,
                    message,
                    source_of(view, fact),
                ),
            ))
        }
        None => {
            let message = Text::new(
                format!("{}不在选项中，请从列表选择。", label.zh),
                format!("“{}” is not among the options. Choose one of the list.", label.en),
            );
            Some(finding(
                "option",
                "not_an_option",
                Severity::Error,
                fact,
                message,
                source_of(view, fact),
            ))
        }
    }
}

/// What the portal shows and nowhere asks for: it is held against the portal's page, and a list of ours has no say.
fn is_only_shown(view: &Whole<'_>, fact: &FactKey) -> bool {
    let mut kinds = view.procedure.fields_of(fact).map(|it| it.1.kind).peekable();
    kinds.peek().is_some() && kinds.all(|it| it == FieldKind::System)
}

/// Whether it is known what follows from the answer: 内科学 is in no catalogue of today and clinical medicine all the same.
fn is_known(view: &Whole<'_>, fact: &FactKey, answer: &str) -> bool {
    view.procedure.facts().iter().any(|it| match &it.derive {
        Some(Derive::Map { from, to }) => from == fact && to.contains_key(answer),
        _ => false,
    })
}

pub(super) fn change_to(name: &str) -> Fix {
    let label = Text::new(format!("改为 {name}"), format!("Change to “{name}”"));
    Fix { label, ..Fix::set(name) }
}

/// An institution by the name it had, or by the one it got when two became one. Either may be what the portal has.
fn renamed(view: &Whole<'_>, fact: &FactKey, answer: &str) -> Finding {
    let entries: Vec<_> = Table::Institutions.known_as(answer).collect();
    let names: Vec<&str> = entries.iter().map(|it| it.name).collect();
    // A note tells of a merger: the other name is the new one then.
    let message = if entries.iter().all(|it| it.note.is_empty()) {
        let now = names.join("、");
        Text::new(
            format!("“{answer}”现名“{now}”，以平台下拉为准，请核对。"),
            format!("“{answer}” is called “{now}” now. Compare it with the portal's own list."),
        )
    } else {
        let before = names.join("、");
        Text::new(
            format!("“{answer}”原为{before}，以平台下拉为准，请核对。"),
            format!(
                "“{answer}” was called “{before}” before. Compare it with the portal's own list."
            ),
        )
    };
    let source = source_of(view, fact);
    let mut found = finding("option", "other_name", Severity::Hint, fact, message, source);
    found.fixes.extend(names.into_iter().map(change_to));
    found
}

/// An entry of the table that belongs to another parent, such as a university of another province.
fn outside(view: &Whole<'_>, fact: &FactKey, options: &Options, answer: &str) -> Option<Finding> {
    let within = options.within.as_ref()?;
    let typed = view.text(within)?;
    // 湖北 is 湖北省; that it is written otherwise is said of itself.
    let parents = view.procedure.options_of(within).and_then(|it| it.table.as_deref());
    let parent = parents.and_then(Table::by_name).and_then(|it| it.find(typed));
    let parent = parent.map_or(typed, |it| it.name);
    let table = Table::by_name(options.table.as_deref()?)?;
    let same = table.entries().iter().filter(|it| it.name == answer);
    let mut homes: Vec<&str> = same.map(|it| it.parent_name).collect();
    if homes.is_empty() || homes.contains(&parent) {
        return None;
    }
    homes.dedup();
    let home = homes.join("、");
    let message = Text::new(
        format!("“{answer}”属于{home}，与所选的{parent}不符，请核对。"),
        format!("“{answer}” belongs to “{home}”, not to “{parent}”. Check both."),
    );
    Some(kept(
        view,
        finding("option", "other_parent", Severity::Warning, fact, message, source_of(view, fact)),
    ))
}

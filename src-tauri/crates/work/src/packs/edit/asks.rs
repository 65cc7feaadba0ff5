//! The questions behind the boxes: a fact that goes into a box is asked in a step, and one that goes into none any more need not be.

use toml_edit::{Array, Item, Value};

use super::{
    draft::{Draft, Place},
    known::Known,
    whole::{asked, asks, entries, text},
    written::{again, entry, set},
};

/// Has a step ask for a fact, if none does: the one that asks for what stands in the nearest box.
pub(super) fn asked_for(draft: &mut Draft<'_>, page: &str, field: &str, fact: &str) -> Option<()> {
    if step_of(draft, fact).is_some() {
        return Some(());
    }
    let fields: Vec<String> = entries(draft.page(page)?, "fields")
        .map(|it| if text(it, "id") == field { field.to_owned() } else { text(it, "fact") })
        .collect();
    let here = fields.iter().position(|it| it == field)?;
    let (before, behind) = fields.split_at(here);
    let near = before.iter().rev().chain(behind).find_map(|it| step_of(draft, it));
    let any = || {
        let steps = entries(&draft.now, "steps");
        steps.filter(|it| !asks(it).is_empty()).last().map(|it| text(it, "id"))
    };
    let Some(step) = near.or_else(any) else {
        let title = draft.page(page)?.get("title").map(again)?;
        let mut step = entry("id", &draft.free(Place::Steps, "step"));
        set(&mut step, "title", title);
        set(&mut step, "asks", Value::Array([fact].into_iter().collect()));
        draft.list_begun(Place::Steps)?.push(step);
        return draft.settle().ok();
    };
    let mut whole: Array = asks_of(draft, &step);
    let it = draft.entry(Place::Steps, &step)?;
    if let Some(Item::Value(Value::Array(there))) = it.get_mut("asks") {
        push(there, fact);
    } else {
        push(&mut whole, fact);
        set(it, "asks", Value::Array(whole));
    }
    draft.settle().ok()
}

/// A fact for which no box asks any more is asked no more, unless something else hangs on it.
pub(super) fn no_more(draft: &mut Draft<'_>, fact: &str, known: &Known<'_>) -> Option<()> {
    let pages = entries(&draft.now, "pages");
    let shown = pages.flat_map(|it| entries(it, "fields")).any(|it| text(it, "fact") == fact);
    let Some(step) = step_of(draft, fact).filter(|_| !shown && !fact.is_empty()) else {
        return Some(());
    };
    let plain = entries(&draft.now, "steps").flat_map(asks).any(|it| it.as_str() == Some(fact));
    if !plain || !(known.sound)(&draft.text()) {
        return Some(());
    }
    let mut without = draft.clone();
    let whole = asks_of(draft, &step);
    let it = without.entry(Place::Steps, &step)?;
    if it.get("asks").is_none() {
        set(it, "asks", Value::Array(whole));
    }
    let Some(Item::Value(Value::Array(there))) = it.get_mut("asks") else { return Some(()) };
    there.retain(|it| it.as_str() != Some(fact));
    if (known.sound)(&without.text()) {
        *draft = without;
        draft.settle().ok()?;
    }
    Some(())
}

fn step_of(draft: &Draft<'_>, fact: &str) -> Option<String> {
    let mut steps = entries(&draft.now, "steps");
    let step = steps.find(|it| asks(it).iter().any(|it| asked(it) == Some(fact)))?;
    Some(text(step, "id"))
}

/// What a step asks for as a whole: a list without ids is replaced, and not merged.
fn asks_of(draft: &Draft<'_>, step: &str) -> Array {
    let mut steps = entries(&draft.now, "steps");
    let step = steps.find(|it| text(it, "id") == step);
    step.into_iter().flat_map(asks).map(again).collect()
}

fn push(list: &mut Array, fact: &str) {
    let decor = list.iter().last().map(|it| it.decor().clone());
    let prefix = decor.as_ref().and_then(|it| it.prefix()?.as_str()).map(str::to_owned);
    match prefix.filter(|it| list.len() > 1 && !it.contains('#')) {
        Some(prefix) => {
            let mut value = Value::from(fact);
            value.decor_mut().set_prefix(prefix);
            list.push_formatted(value);
        }
        None => list.push(fact),
    }
}

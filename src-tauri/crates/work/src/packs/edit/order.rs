//! The order of pages, and of the boxes on one.
//!
//! In a pack that extends another the order is what comes of `insert_after`; so each way is tried, the shortest to read first, and the whole is looked at.

use toml_edit::{Item, Value};

use super::draft::{Draft, Place};

/// A way of saying another order; nothing where it cannot be said so.
type Way<'a> = &'a dyn Fn(&mut Draft<'_>) -> Option<()>;

const AFTER: &str = "insert_after";

/// An entry changes places with its neighbour. At the end nothing moves.
pub(super) fn moved(draft: &mut Draft<'_>, place: Place<'_>, id: &str, up: bool) -> Option<()> {
    let order = draft.ids(place);
    let at = order.iter().position(|it| it == id)?;
    let first = if up { at.checked_sub(1) } else { Some(at) };
    let Some((first, second)) = first.map(|it| (it, it + 1)).filter(|it| it.1 < order.len()) else {
        return Some(());
    };
    let mut want = order.clone();
    want.swap(first, second);
    let (before, behind) = (order.get(first)?.as_str(), order.get(second)?.as_str());
    let ways: [Way<'_>; 4] = [
        &|it| swapped(it, place, before, behind),
        &|it| after(it, place, before, behind),
        &|it| after(it, place, behind, order.get(first.checked_sub(1)?)?),
        &|it| chained(it, place, &want),
    ];
    for way in ways {
        let mut tried = draft.clone();
        if way(&mut tried).is_some() && tried.settle().is_ok() && tried.ids(place) == want {
            *draft = tried;
            return Some(());
        }
    }
    None
}

/// Both are of this text alone.
fn swapped(draft: &mut Draft<'_>, place: Place<'_>, before: &str, behind: &str) -> Option<()> {
    if draft.is_below(place, before) || draft.is_below(place, behind) {
        return None;
    }
    let mut list = draft.list(place)?;
    let ids = list.ids();
    let at = |id: &str| ids.iter().position(|it| it == id);
    let mut order: Vec<usize> = (0..ids.len()).collect();
    order.swap(at(before)?, at(behind)?);
    list.reorder(&order);
    Some(())
}

fn after(draft: &mut Draft<'_>, place: Place<'_>, id: &str, behind: &str) -> Option<()> {
    if !draft.is_below(place, id) && draft.below.is_empty() {
        return None;
    }
    super::written::set(draft.entry(place, id)?, AFTER, Value::from(behind));
    Some(())
}

/// Each entry stands behind the one before it.
fn chained(draft: &mut Draft<'_>, place: Place<'_>, want: &[String]) -> Option<()> {
    for pair in want.windows(2) {
        let [before, id] = pair else { continue };
        after(draft, place, id, before)?;
    }
    let mut list = draft.list(place)?;
    let ids = list.ids();
    let mut order: Vec<usize> = (0..ids.len()).collect();
    let rank = |at: &usize| want.iter().position(|it| ids.get(*at) == Some(it));
    order.sort_by_key(rank);
    list.reorder(&order);
    Some(())
}

/// What stands behind an entry that goes stands behind the one before it.
fn let_go(draft: &mut Draft<'_>, place: Place<'_>, gone: &str) {
    let order = draft.ids(place);
    let at = order.iter().position(|it| it == gone);
    let before = at.and_then(|it| order.get(it.checked_sub(1)?)).cloned();
    let ids = draft.list(place).map(|it| it.ids()).unwrap_or_default();
    for id in ids {
        let Some((entry, _)) = draft.list(place).and_then(|it| it.entry(&id)) else { continue };
        if entry.get(AFTER).and_then(Item::as_str) != Some(gone) {
            continue;
        }
        match &before {
            Some(before) => super::written::set(entry, AFTER, Value::from(before.as_str())),
            None => {
                entry.remove(AFTER);
            }
        }
    }
}

/// Takes an entry out of the text and, where it is there without it, out of what is below.
pub(super) fn out(draft: &mut Draft<'_>, place: Place<'_>, id: &str, path: &str) {
    let_go(draft, place, id);
    draft.forget(place, id);
    if draft.is_below(place, id) {
        draft.take_out(path);
    }
}

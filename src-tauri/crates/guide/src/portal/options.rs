//! The options of a list against those the pack has.

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::reading::{fold, is_hidden};
use serde::Serialize;

use super::form::FormOption;

/// What a list offers otherwise than the pack has it.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// What only the portal offers.
    pub added: Vec<String>,
    /// What only the pack has.
    pub gone: Vec<String>,
    /// What stands in the same place under another name: the pack's, the portal's.
    pub renamed: Vec<(String, String)>,
}

impl Changed {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        self.added.is_empty() && self.gone.is_empty() && self.renamed.is_empty()
    }
}

/// `here` has each entry of the pack with all its names, the portal's own first.
pub(super) fn changed(here: &[Vec<&str>], there: &[FormOption]) -> Changed {
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    for (n, names) in here.iter().enumerate() {
        for name in names {
            by_name.entry(plain(name)).or_insert(n);
        }
    }
    let found: Vec<Option<usize>> =
        there.iter().map(|it| by_name.get(&plain(&it.text)).copied()).collect();
    let met: BTreeSet<usize> = found.iter().flatten().copied().collect();
    // What stands between the same two on both sides is the same place.
    let mut places: BTreeMap<[Option<usize>; 2], [Vec<usize>; 2]> = BTreeMap::new();
    let ends = neighbours(&found);
    for (at, ends) in ends.into_iter().enumerate().filter(|it| found.get(it.0) == Some(&None)) {
        places.entry(ends).or_default()[1].push(at);
    }
    let own: Vec<Option<usize>> =
        (0..here.len()).map(|it| Some(it).filter(|it| met.contains(it))).collect();
    let is_twin = |n: usize| {
        here.get(n).is_some_and(|it| {
            it.iter().any(|it| by_name.get(&plain(it)).is_some_and(|it| met.contains(it)))
        })
    };
    for (at, ends) in neighbours(&own).into_iter().enumerate() {
        if !met.contains(&at) && !is_twin(at) {
            places.entry(ends).or_default()[0].push(at);
        }
    }
    let mut changed = Changed::default();
    let ours = |it: &usize| {
        here.get(*it).and_then(|it| it.first()).copied().unwrap_or_default().to_owned()
    };
    let theirs = |it: &usize| there.get(*it).map(|it| it.text.clone()).unwrap_or_default();
    let mut order: Vec<_> = places.into_values().collect();
    order.sort_by_key(|it| (it[1].first().copied(), it[0].first().copied()));
    for [gone, added] in order {
        if let ([gone], [added]) = (gone.as_slice(), added.as_slice()) {
            changed.renamed.push((ours(gone), theirs(added)));
            continue;
        }
        changed.gone.extend(gone.iter().map(ours));
        changed.added.extend(added.iter().map(theirs));
    }
    changed
}

/// For each place the last and the next that have a partner on the other side.
fn neighbours(places: &[Option<usize>]) -> Vec<[Option<usize>; 2]> {
    let mut ends = vec![[None; 2]; places.len()];
    let mut last = None;
    for (place, end) in places.iter().zip(&mut ends) {
        end[0] = last;
        last = place.or(last);
    }
    let mut next = None;
    for (place, end) in places.iter().zip(&mut ends).rev() {
        end[1] = next;
        next = place.or(next);
    }
    ends
}

/// Words as they are compared: folded, in small letters, without what takes no room.
pub(super) fn plain(text: &str) -> String {
    let seen = text.chars().filter(|it| !it.is_whitespace() && !is_hidden(*it));
    seen.map(|it| fold(it).to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(there: &[&str]) -> Changed {
        let here = [vec!["甲"], vec!["乙", "乙等"], vec!["丙"], vec!["丁"]];
        let there: Vec<FormOption> = there
            .iter()
            .map(|it| FormOption { text: (*it).to_owned(), value: String::new() })
            .collect();
        changed(&here, &there)
    }

    fn texts(all: &[&str]) -> Vec<String> {
        all.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn what_is_new_gone_or_called_otherwise_is_told_apart() {
        assert!(told(&["甲", "乙", "丙", "丁"]).is_none());
        assert!(told(&["丁", "乙等", "甲", " 丙 "]).is_none(), "their order is the portal's");
        let renamed = told(&["甲", "乙", "丙类", "丁"]);
        assert_eq!(renamed.renamed, [("丙".to_owned(), "丙类".to_owned())]);
        assert!(renamed.added.is_empty() && renamed.gone.is_empty());
        let last = told(&["甲", "乙", "丙", "戊"]);
        assert_eq!(last.renamed, [("丁".to_owned(), "戊".to_owned())]);
        assert_eq!(told(&["甲", "乙", "丙", "丁", "戊"]).added, texts(&["戊"]));
        assert_eq!(told(&["甲", "丙", "丁"]).gone, texts(&["乙"]));
        let both = told(&["甲", "丙", "丁", "戊"]);
        assert_eq!((both.added, both.gone), (texts(&["戊"]), texts(&["乙"])));
        let all = told(&["子", "丑"]);
        assert_eq!((all.added.len(), all.gone.len(), all.renamed.len()), (2, 4, 0));
    }
}

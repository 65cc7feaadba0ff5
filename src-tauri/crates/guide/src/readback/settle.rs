//! What tells whose data stand in a part of the page, and on which side of its labels values stand, where its heads do not.

use std::collections::{BTreeMap, BTreeSet};

use super::{compare::is_empty, shown::Shown, whose::Whose};

/// How many labels must agree with what is below them, and none with what is above, before that is the way they are read.
const ENOUGH: usize = 3;

/// Settles what can be settled, and marks the rest as unclear. `agrees` says whether a text is what is to stand beside a label,
/// `is_number` whether a label is that of the number that only the applicant has.
pub(super) fn settle(
    shown: &mut [Shown],
    agrees: &dyn Fn(&str, &str) -> bool,
    is_number: &dyn Fn(&str) -> bool,
) {
    let unknown = |it: &&Shown| matches!(it.place.whose, Whose::Unknown | Whose::Another);
    let certain = |it: &&Shown| !it.unclear && !is_empty(&it.text);
    // Where the applicant's own number stands, and no other, the rest is the applicant's.
    let mut own: BTreeMap<usize, bool> = BTreeMap::new();
    for one in shown.iter().filter(unknown).filter(certain).filter(|it| is_number(&it.label)) {
        *own.entry(one.place.part).or_insert(true) &= agrees(&one.label, &one.text);
    }
    let mut below: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut above: BTreeSet<usize> = BTreeSet::new();
    for one in shown.iter() {
        let Some(block) = one.place.block else { continue };
        if agrees(&one.label, &one.text) {
            below.entry(block).or_default().insert(one.label.clone());
        }
        if agrees(&one.label, &one.above) {
            above.insert(block);
        }
    }
    for one in shown {
        if own.get(&one.place.part) == Some(&true) && one.place.whose < Whose::Former {
            one.place.whose = Whose::Own;
        }
        let tells =
            |it: usize| !above.contains(&it) && below.get(&it).is_some_and(|it| it.len() >= ENOUGH);
        if one.place.block.is_some_and(|it| !tells(it)) {
            (one.unclear, one.sure) = (true, false);
        }
    }
}

/// Of what stands beside a field's labels what may be the applicant's. What is another's counts only where nothing else is, and
/// then as little as what may be: it is shown and not judged.
pub(super) fn own<'a>(found: Vec<&'a Shown>) -> (Vec<&'a Shown>, bool) {
    let of = |whose: &dyn Fn(Whose) -> bool| -> Vec<&'a Shown> {
        found.iter().filter(|it| whose(it.place.whose)).copied().collect()
    };
    let own = of(&|it| it == Whose::Own);
    let may_be = of(&|it| it <= Whose::Unknown);
    match (own.is_empty(), may_be.is_empty()) {
        (false, _) => (may_be, true),
        (true, false) => (may_be, false),
        (true, true) => (found, false),
    }
}

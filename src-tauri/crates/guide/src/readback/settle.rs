//! What tells whose data stand in a part of the page, and on which side of its labels values stand, where its heads do not.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    compare::is_empty,
    shown::Shown,
    whose::{PART_OF_ROW, Whose},
};

/// How many labels must agree with what is below them, and none with what is above, before that is the way they are read.
const ENOUGH: usize = 3;

/// What only the applicant has, all together.
pub(super) const IDENTITY: [&str; 2] = ["person.name", "person.id_number"];

/// Settles what can be settled, and marks the rest as unclear. `agrees` says whether a text is what is to stand beside a label,
/// `tells` which fact a label is, of those that only the applicant has all together: name and number.
pub(super) fn settle(
    shown: &mut [Shown],
    agrees: &dyn Fn(&str, &str) -> bool,
    tells: &dyn Fn(&str) -> Option<&'static str>,
) {
    let open = |it: &Shown| {
        matches!(it.place.whose, Whose::Unknown | Whose::Rest) && it.place.part < PART_OF_ROW
    };
    // Where the applicant's own name and number stand, and no others, the rest is the applicant's.
    let mut own: BTreeMap<usize, BTreeMap<&str, bool>> = BTreeMap::new();
    for one in shown.iter().filter(|it| open(it) && !it.unclear && !is_empty(&it.text)) {
        if let Some(fact) = tells(&one.label) {
            let part = own.entry(one.place.part).or_default();
            *part.entry(fact).or_insert(true) &= agrees(&one.label, &one.text);
        }
    }
    own.retain(|_, it| it.len() == IDENTITY.len() && it.values().all(|it| *it));
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
        if open(one) && own.contains_key(&one.place.part) {
            one.place.whose = Whose::Own;
        }
        let is_below =
            |it: usize| !above.contains(&it) && below.get(&it).is_some_and(|it| it.len() >= ENOUGH);
        if one.place.block.is_some_and(|it| !is_below(it)) {
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

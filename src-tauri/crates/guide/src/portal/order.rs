//! Which of several things stand in another order than they should.

/// The places that are out of order. Where things have changed places in pairs these are all of them, else as few as leave the
/// rest in order.
pub(super) fn moved(ranks: &[usize]) -> Vec<usize> {
    let at = |place: usize| ranks.get(place).copied();
    let off: Vec<usize> = (0..ranks.len()).filter(|it| at(*it) != Some(*it)).collect();
    let in_pairs = off.iter().all(|it| at(*it).and_then(at) == Some(*it));
    if in_pairs {
        return off;
    }
    let kept = longest_rise(ranks);
    (0..ranks.len()).filter(|it| kept.binary_search(it).is_err()).collect()
}

/// The places of a longest rising row.
fn longest_rise(ranks: &[usize]) -> Vec<usize> {
    let rank = |place: usize| ranks.get(place).copied().unwrap_or_default();
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for place in 0..ranks.len() {
        let length = ends.partition_point(|it| rank(*it) < rank(place));
        before.push(length.checked_sub(1).and_then(|it| ends.get(it)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let last = ends.last().copied();
    let mut kept: Vec<usize> =
        std::iter::successors(last, |it| before.get(*it).copied().flatten()).collect();
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_places_is_said_of_both_and_what_moved_of_itself() {
        for (ranks, expected) in [
            (vec![], vec![]),
            (vec![0, 1, 2], vec![]),
            (vec![0, 2, 1, 3], vec![1, 2]),
            (vec![3, 1, 2, 0], vec![0, 3]),
            (vec![1, 0, 2, 4, 3], vec![0, 1, 3, 4]),
            (vec![1, 2, 3, 0], vec![3]),
            (vec![3, 0, 1, 2], vec![0]),
        ] {
            assert_eq!(moved(&ranks), expected, "{ranks:?}");
        }
    }
}

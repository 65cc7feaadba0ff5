//! Whether place, role and witness of a row stand in each other's columns.

use std::ops::Range;

use super::pieces::{Unit, head};

/// Which units hold place, role and witness of a row.
pub(super) type Places = [Option<usize>; 3];

/// Of each row whether its parts stand in another order than the page's heads say, than in most other rows, or, where no
/// head says anything, than the portal's own: place, role, witness. `first` is a row that was found.
pub(super) fn exchanged(rows: &[Places], units: &[Unit], first: Range<usize>) -> Vec<bool> {
    let heads = heads(units, first);
    let mut exchanged = vec![false; rows.len()];
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        let before = |it: &Places| {
            let (one, other) = (it[one]?, it[other]?);
            (one != other).then_some(one < other)
        };
        let count = |first| rows.iter().filter(|it| before(it) == Some(first)).count();
        let (first, behind) = (count(true), count(false));
        let usual = before(&heads);
        for (row, exchanged) in rows.iter().zip(&mut exchanged) {
            let Some(before) = before(row) else { continue };
            let rare =
                first > 0 && behind > 0 && if before { first <= behind } else { behind <= first };
            *exchanged |= rare || before != usual.unwrap_or(true);
        }
    }
    exchanged
}

/// Where the heads of the three stand, on one line or in a row itself.
fn heads(units: &[Unit], first: Range<usize>) -> Places {
    let of = |range: Range<usize>| {
        let at = |part| {
            let mut found =
                range.clone().filter(|at| units.get(*at).is_some_and(|it| head(it) == Some(part)));
            found.next()
        };
        [0, 1, 2].map(at)
    };
    let several = |it: &Places| it.iter().flatten().count() > 1;
    let lines = units.chunk_by(|one, other| one.line == other.line);
    let mut start = 0;
    let mut lines = lines.map(|line| {
        start += line.len();
        of(start - line.len()..start)
    });
    lines.find(several).unwrap_or_else(|| of(first))
}

//! Rows of the history that only the portal has.

use std::collections::BTreeSet;

use super::pieces::{Stretch, Unit, line_of};

/// A stretch that is none of ours, and whether it surely is a row.
pub(super) struct More {
    /// Which stretch.
    pub(super) stretch: usize,
    /// It stands among ours, or looks like one of them beside it.
    pub(super) sure: bool,
}

/// How many lines a row that is laid out in lines may have.
const MOST_LINES: usize = 8;

/// Which stretches may be further rows, where those in `taken` are rows of ours. Months of other boxes of the page are none:
/// a row looks like its neighbour, or stands between two.
pub(super) fn more(units: &[Unit], stretches: &[Stretch], taken: &BTreeSet<usize>) -> Vec<More> {
    let (Some(first), Some(last)) = (taken.first(), taken.last()) else { return Vec::new() };
    let line =
        |n: usize| stretches.get(n).and_then(|it| units.get(it.units.start)).map(|it| it.line);
    let apart = |one: usize, other: usize| Some(line(one)?.abs_diff(line(other)?));
    // How far rows that follow each other lie apart.
    let known: BTreeSet<usize> = taken
        .iter()
        .zip(taken.iter().skip(1))
        .filter(|it| it.0 + 1 == *it.1)
        .filter_map(|it| apart(*it.0, *it.1))
        .collect();
    let judged = |n: usize, beside: usize| {
        let apart = apart(n, beside)?;
        let (here, there) = (shape(units, stretches.get(n)?), shape(units, stretches.get(beside)?));
        let in_line = there.cells > there.months;
        let sure = if in_line {
            here == there && apart <= MOST_LINES
        } else {
            here == there && known.contains(&apart)
        };
        let may_be = if in_line {
            apart == 1 && here.before == there.before && here.cells > here.months
        } else {
            here == there && known.is_empty() && apart <= MOST_LINES
        };
        (sure || may_be).then_some(More { stretch: n, sure })
    };
    let mut found: Vec<More> = (*first..*last)
        .filter(|it| !taken.contains(it))
        .map(|stretch| More { stretch, sure: true })
        .collect();
    let above = (1..=*first).rev().map_while(|beside| judged(beside - 1, beside));
    let below = (*last + 1..stretches.len()).map_while(|n| judged(n, n - 1));
    found.extend(above.chain(below));
    found.sort_by_key(|it| it.stretch);
    found
}

/// How a row's line looks.
#[derive(PartialEq)]
struct Shape {
    /// Pieces before the months.
    before: usize,
    /// Pieces that hold the months.
    months: usize,
    /// Pieces of the line.
    cells: usize,
}

fn shape(units: &[Unit], stretch: &Stretch) -> Shape {
    let line = line_of(units, stretch.units.start);
    Shape {
        before: stretch.units.start - line.start,
        months: stretch.units.len(),
        cells: line.len(),
    }
}

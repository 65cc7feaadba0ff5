//! Which row says what the columns are.

use crate::{
    cell::Sheet,
    guess::{Known, plain},
};

/// The row of names, or two of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// What each column is called; empty where nothing says so.
    pub names: Vec<String>,
    /// Which of the sheet's rows is the first below it.
    pub first: usize,
}

/// A title, notes and a logo may stand above the names, but not a whole page of them.
const DEEPEST: usize = 20;

/// Finds the names of the columns: the row, or the two rows one below the other, with the most words that are known. Without a known
/// word it is the first row that has no number, day or error in it and as many cells as the sheet is wide, or else the first.
pub fn header(sheet: &Sheet, known: &[Known]) -> Header {
    let depth = sheet.rows.len().min(DEEPEST);
    let row = |at: usize| -> Vec<String> {
        (0..sheet.width)
            .map(|column| sheet.rows.get(at).map_or("", |it| &it.cell(column).text))
            .map(one_line)
            .collect()
    };
    // A group of columns has one name above and several below: the lower one says more.
    let both = |at: usize| -> Vec<String> {
        let (above, below) = (row(at), row(at + 1));
        let join = |(above, below): (String, String)| if below.is_empty() { above } else { below };
        above.into_iter().zip(below).map(join).collect()
    };
    let score = |names: &[String]| {
        let mut found: Vec<usize> = names
            .iter()
            .map(|it| plain(it))
            .filter_map(|it| known.iter().position(|known| known.names.contains(&it)))
            .collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    };
    let mut best: Option<(usize, Header)> = None;
    for at in 0..depth {
        let two = (at + 1 < depth).then(|| (at + 2, both(at)));
        for (first, names) in std::iter::once((at + 1, row(at))).chain(two) {
            let score = score(&names);
            // Of two that say the same the lower one stands directly above the people; but a row of people is no name.
            let better = best.as_ref().is_none_or(|(most, it)| {
                score > *most || score == *most && score > 0 && names == it.names
            });
            if better {
                best = Some((score, Header { names, first }));
            }
        }
    }
    let unknown = || {
        let full =
            |at: &usize| row(*at).iter().filter(|it| !it.is_empty()).count() * 2 > sheet.width;
        let at = (0..depth).find(full).unwrap_or(0);
        Header { names: row(at), first: (at + 1).min(sheet.rows.len()) }
    };
    best.filter(|it| it.0 > 0).map_or_else(unknown, |it| it.1)
}

/// A name that was broken over lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

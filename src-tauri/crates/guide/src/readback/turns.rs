//! Whether what belongs to a label that stands alone on its line is below it or above it.
//!
//! Nearer is what belongs together: without an empty line between, or in the same part of a source. Where all lines lie as far
//! apart, labels and what belongs to them take turns. Then a line above the first label that is no head may be its value, and
//! the one below it the next one's, whose label may be one that nobody knows: that cannot be told.

use super::{
    labels::is_colon,
    lines::Lines,
    sheet::{Sign, spelled},
};

/// Lines of one block, and characters of a value.
const MOST: usize = 400;
const LONGEST: usize = 80;

/// Where the value of a label is.
#[derive(Debug, PartialEq)]
pub(super) enum Turn {
    Below,
    Above,
    /// Nobody can know: the first line of the block, by which other labels of it may tell.
    Unsure(usize),
}

impl Lines<'_> {
    /// Where the value of the label is that stands alone on a line. `is_title` knows what is a head.
    pub(super) fn turn(&self, line: usize, is_title: &dyn Fn(&str) -> bool) -> Turn {
        let is_value = |it: usize| self.lone(it) == Some(false) && self.may_be_value(it, is_title);
        let goes_on = |it: usize| self.lone(it) == Some(true) || is_value(it);
        if !line.checked_sub(1).is_some_and(is_value) {
            return Turn::Below;
        }
        let (up, down) = (self.gap(line), self.gap(line + 1));
        if down != up {
            return if down < up { Turn::Below } else { Turn::Above };
        }
        let above = (0..line).rev().take(MOST);
        let above = above.take_while(|it| self.gap(it + 1) <= up && goes_on(*it)).count();
        let below = (line + 1..self.cells.len()).take(MOST);
        let below = below.take_while(|it| self.gap(*it) <= up && goes_on(*it)).count();
        let block = line - above..line + below + 1;
        let is_label = |it: &usize| self.lone(*it) == Some(true);
        let before = block.clone().take_while(|it| !is_label(it)).count();
        let behind = block.clone().rev().take_while(|it| !is_label(it)).count();
        match (before, behind) {
            (0, _) => Turn::Below,
            (before, behind) if before % 2 == 1 && behind % 2 == 0 => Turn::Above,
            _ => Turn::Unsure(block.start),
        }
    }

    /// Whether it is no head, no sentence, and no label with its value that we do not know.
    fn may_be_value(&self, line: usize, is_title: &dyn Fn(&str) -> bool) -> bool {
        let Some(signs) = self.text(line).filter(|it| it.len() <= LONGEST) else { return false };
        let stops = |it: &Sign| it.char().is_some_and(|it| is_colon(it) || "。！？".contains(it));
        !signs.iter().any(stops) && !is_title(&spelled(signs))
    }
}

//! Whether what belongs to a label that stands alone on its line is below it or above it.
//!
//! Nearer is what belongs together: without an empty line between, or in the same part of a source. Where all lines lie as far
//! apart, labels and what belongs to them take turns. Then a line above the first label that is no head may be its value, and
//! the one below it the next one's, whose label may be one that nobody knows: that cannot be told.

use std::ops::Range;

use super::{labels::is_colon, lines::Lines, sheet::Sign};

/// Characters of a value.
const LONGEST: usize = 80;

/// Where the value of a label is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Turn {
    Below,
    Above,
    /// Nobody can know: the first line of the block, by which other labels of it may tell.
    Unsure(usize),
}

impl Lines<'_> {
    /// Of each line where the value of its label is, if one stands alone on it.
    pub(super) fn turns(&self) -> Vec<Turn> {
        let mut block: (Range<usize>, usize, Turn) = (0..0, 0, Turn::Below);
        let turn = |line: usize| {
            let is_label = self.lone(line) == Some(true);
            if !is_label || !line.checked_sub(1).is_some_and(|it| self.may_be_value(it)) {
                return Turn::Below;
            }
            let (up, down) = (self.gap(line), self.gap(line + 1));
            if down != up {
                return if down < up { Turn::Below } else { Turn::Above };
            }
            if !block.0.contains(&line) || block.1 != up {
                let lines = self.block(line, up);
                let turn = self.of_block(&lines);
                block = (lines, up, turn);
            }
            block.2
        };
        (0..self.cells.len()).map(turn).collect()
    }

    /// The lines around one that hold a label or a text each, and lie no further apart.
    fn block(&self, line: usize, gap: usize) -> Range<usize> {
        let goes_on = |it: &usize| self.lone(*it) == Some(true) || self.may_be_value(*it);
        let above = (0..line).rev().take_while(|it| self.gap(it + 1) <= gap && goes_on(it));
        let below = line + 1..self.cells.len();
        let below = below.take_while(|it| self.gap(*it) <= gap && goes_on(it));
        line - above.count()..line + below.count() + 1
    }

    fn of_block(&self, block: &Range<usize>) -> Turn {
        let is_label = |it: &usize| self.lone(*it) == Some(true);
        let before = block.clone().take_while(|it| !is_label(it)).count();
        let behind = block.clone().rev().take_while(|it| !is_label(it)).count();
        match (before, behind) {
            (0, _) => Turn::Below,
            (before, behind) if before % 2 == 1 && behind % 2 == 0 => Turn::Above,
            _ => Turn::Unsure(block.start),
        }
    }

    /// Whether it is a text that is no head, no sentence, and no label with its value that we do not know.
    fn may_be_value(&self, line: usize) -> bool {
        let Some(signs) = self.text(line).filter(|it| it.len() <= LONGEST) else { return false };
        let stops = |it: &Sign| it.char().is_some_and(|it| is_colon(it) || "。！？".contains(it));
        self.lone(line) == Some(false) && !signs.iter().any(stops)
    }
}

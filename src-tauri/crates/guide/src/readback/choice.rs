//! Which of several circles or squares beside a label is chosen, and what it is called.
//!
//! A circle's name is what the source says (`<label for=…>`), or what stands on its one side, if that is the same side for
//! all of them. Where both sides are possible nothing is said: a false 一致 is worse than none.

use std::collections::BTreeMap;

use super::{
    sheet::{Choice, Sign, spelled},
    value::trimmed,
};

/// What came of looking for circles beside a label.
pub(super) enum Chosen {
    /// The name of what is chosen; empty when nothing is.
    Text(String),
    Unclear,
}

/// A cell that follows, and whether it stands on the same line as the label.
pub(super) type Following<'a> = (&'a [Sign], bool);

/// The circles and squares of a page.
pub(super) struct Choices<'a> {
    all: &'a [Choice],
    /// How many there are of each group.
    sizes: BTreeMap<usize, usize>,
}

impl<'a> Choices<'a> {
    pub(super) fn new(all: &'a [Choice]) -> Self {
        let mut sizes = BTreeMap::new();
        for group in all.iter().filter_map(|it| it.group) {
            *sizes.entry(group).or_default() += 1;
        }
        Self { all, sizes }
    }

    fn get(&self, sign: Sign) -> Option<&'a Choice> {
        match sign {
            Sign::Choice(it) => self.all.get(it),
            _ => None,
        }
    }

    /// What is chosen beside a label: `rest` is what stands behind it in its cell, `following` the cells up to the next
    /// label. Nothing if there is nothing to choose there.
    pub(super) fn beside<'b>(
        &self,
        rest: &'b [Sign],
        following: &mut dyn Iterator<Item = Following<'b>>,
    ) -> Option<Chosen> {
        let (region, group, beside) = self.region(rest, following)?;
        // Up to the first that belongs to another question.
        let is_other = |it: &Sign| self.get(*it).is_some_and(|it| it.group != group);
        let own = region.split(is_other).next().unwrap_or_default();
        let found = own.iter().filter(|it| self.get(**it).is_some()).count();
        let whole = match group.and_then(|it| self.sizes.get(&it)) {
            Some(size) => *size == found,
            None => own.len() == region.len(),
        };
        // Two questions' circles side by side, both answered.
        let other =
            |it: &Sign| is_other(it) && self.get(*it).is_some_and(|it| it.on && !it.several);
        // A circle alone answers nothing beside another question's: both may be of one.
        let whole = whole && !region.iter().any(other) && !(found == 1 && beside);
        Some(if whole { self.chosen(own) } else { Chosen::Unclear })
    }

    /// All that belongs to the circles beside a label, their group, and whether another's circle that is chosen follows.
    fn region<'b>(
        &self,
        rest: &'b [Sign],
        following: &mut dyn Iterator<Item = Following<'b>>,
    ) -> Option<(Vec<Sign>, Option<usize>, bool)> {
        let first_of = |it: &[Sign]| it.iter().find_map(|it| self.get(*it));
        if first_of(rest).is_none() && !trimmed(rest).is_empty() {
            return None;
        }
        let mut region = rest.to_vec();
        if first_of(rest).is_none() {
            let (beside, _) = following.next()?;
            region = beside.to_vec();
            if first_of(beside).is_none() {
                // 男 | ○ | 女 | ○
                let (circle, _) = following.next().filter(|it| is_alone(it.0))?;
                region.push(Sign::Break);
                region.extend(circle);
            }
        }
        let group = first_of(&region)?.group;
        // What is typed counts, and not the square behind it: 地址 [　　] □ 同上.
        if region.iter().take_while(|it| self.get(**it).is_none()).any(|it| *it == Sign::Open) {
            return None;
        }
        let (mut between, mut other): (Option<Following<'_>>, bool) = (None, false);
        for (cell, same_line) in following {
            let goes_on = first_of(cell).is_some_and(|it| it.group == group);
            if goes_on {
                for cell in between.take().map(|it| it.0).into_iter().chain([cell]) {
                    region.push(Sign::Break);
                    region.extend(cell);
                }
            } else if between.is_some() || first_of(cell).is_some() {
                other = first_of(cell).is_some_and(|it| it.on && !it.several);
                break;
            } else {
                between = Some((cell, same_line));
            }
        }
        // ○ | 男 | ○ | 女
        let last = region.rsplit(|it| *it == Sign::Break).next();
        if let Some((name, true)) = between.filter(|_| last.is_some_and(is_alone)) {
            region.push(Sign::Break);
            region.extend(name);
        }
        Some((region, group, other))
    }

    fn chosen(&self, region: &[Sign]) -> Chosen {
        let side = self.side(region);
        let mut names = Vec::new();
        let mut several = true;
        for (at, sign) in region.iter().enumerate() {
            let Some(choice) = self.get(*sign).filter(|it| it.on) else { continue };
            let name = choice.own.clone().or_else(|| self.name(region, at, side?));
            let Some(name) = name.filter(|it| !it.is_empty()) else { return Chosen::Unclear };
            several &= choice.several;
            names.push(name);
        }
        if names.len() > 1 && !several {
            return Chosen::Unclear;
        }
        // A colour may tell which of several buttons is chosen.
        if names.is_empty() && region.iter().any(|it| self.get(*it).is_some_and(|it| it.drawn)) {
            return Chosen::Unclear;
        }
        Chosen::Text(names.join("、"))
    }

    /// On which side of the circles their names stand.
    fn side(&self, region: &[Sign]) -> Option<Side> {
        let is_choice = |it: &Sign| self.get(*it).is_some();
        let lines = region.split(|it| *it == Sign::Break).filter(|it| it.iter().any(is_choice));
        let mut sides = lines.map(|line| {
            let end = |at: Option<&[Sign]>| at.is_some_and(|it| trimmed(it).is_empty());
            let (before, behind) =
                (end(line.split(is_choice).next()), end(line.rsplit(is_choice).next()));
            match (before, behind) {
                (true, false) => Side::Behind,
                (false, true) => Side::Before,
                (true, true) => Side::OtherCells,
                (false, false) => Side::Unclear,
            }
        });
        let first = sides.next()?;
        if sides.any(|it| it != first) {
            return None;
        }
        match first {
            Side::Unclear => None,
            Side::OtherCells => {
                let edge = |it: Option<&[Sign]>| it.is_some_and(|it| trimmed(it).is_empty());
                let before = edge(region.split(is_choice).next());
                let behind = edge(region.rsplit(is_choice).next());
                match (before, behind) {
                    (true, false) => Some(Side::CellBehind),
                    (false, true) => Some(Side::CellBefore),
                    _ => None,
                }
            }
            side => Some(side),
        }
    }

    fn name(&self, region: &[Sign], at: usize, side: Side) -> Option<String> {
        let (before, behind) = (region.get(..at)?, region.get(at + 1..)?);
        let ends = |it: &Sign| self.get(*it).is_some();
        let ends_line = |it: &Sign| ends(it) || *it == Sign::Break;
        let name = match side {
            Side::Behind => behind.split(ends_line).next(),
            Side::Before => before.rsplit(ends_line).next(),
            Side::CellBehind => behind.split(ends).next(),
            _ => before.rsplit(ends).next(),
        };
        let name = spelled(trimmed(name?));
        Some(name.trim_end_matches(['；', ';', '，', ',', '、', '。', '/']).trim_end().to_owned())
    }
}

/// A circle with nothing beside it.
fn is_alone(cell: &[Sign]) -> bool {
    matches!(trimmed(cell), [Sign::Choice(_)])
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Before,
    Behind,
    /// Every circle stands alone in its cell.
    OtherCells,
    CellBefore,
    CellBehind,
    Unclear,
}

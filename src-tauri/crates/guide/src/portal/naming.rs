//! Which words of a page are the label of a box: those the source binds to it, those before it in its line, its row, at the
//! head of its column, or nearest before it.

use std::collections::BTreeMap;

use crate::readback::{
    labels::{is_colon, is_star},
    tree::Id,
};

use super::{
    boxes::Reader,
    controls::is_choice,
    form::{FormKind, FormOption},
    label::{Found, Label, label},
    segments::{What, one_line, words},
};

/// Rows of a table that are looked through for the head of a column.
const MOST_ROWS: usize = 30;
/// What joins two boxes to one: 年, @, a stroke.
const LONGEST_JOINT: usize = 3;

impl<'a> Reader<'a, '_> {
    /// What a group that begins at a segment is called.
    pub(super) fn label(
        &mut self,
        at: usize,
        group: usize,
        options: &BTreeMap<usize, Vec<FormOption>>,
    ) -> Found<'a> {
        let Some(of) = self.line.groups.get(group) else { return Found::Nothing };
        let first = of.ids.first().copied().unwrap_or_default();
        let choice = is_choice(of.kind);
        if let Some(bound) = self.line.bound.get(&first)
            && (!choice || (self.is_label)(&bound.words))
        {
            let mut label = label(&bound.words);
            (label.at, label.names) = (Some(bound.label), bound.name);
            label.star |= self.star_before(at);
            return Found::of(label);
        }
        let mut star = false;
        let called = self.called(first);
        if let Some(found) = self.in_line(at, group, called.as_deref(), &mut star) {
            return found;
        }
        let row = self.segment(at).and_then(|it| it.row);
        if let Some(found) = row.and_then(|_| self.before(at, row, &mut star)) {
            return Found::of(found.starred(star));
        }
        if let Some(mut found) = row.and_then(|it| self.above(at, it)) {
            found.star |= star;
            return Found::of(found);
        }
        let lone = choice && of.ids.len() == 1;
        let own = options.get(&group).and_then(|it| it.first()).filter(|_| lone);
        if let Some(own) = own {
            return Found::of(label(&own.text));
        }
        if let Some(called) = called.as_deref().filter(|it| (self.is_label)(it)) {
            return Found::of(label(called).starred(star));
        }
        let before = at.checked_sub(1).and_then(|it| self.is_box(it));
        let cell = |at: usize| self.segment(at).and_then(|it| it.cell);
        if let Some(before) = before.filter(|it| {
            *it != group && called.is_none() && at.checked_sub(1).map(cell) == Some(cell(at))
        }) && of.kind != FormKind::Rows
        {
            return Found::PartOf(before);
        }
        let nearest = self.before(at, None, &mut star).map(|it| it.starred(star));
        let called = called.map(|it| label(&it).starred(star));
        nearest.or(called).map_or(Found::Nothing, Found::of)
    }

    /// What stands before it in its own line.
    fn in_line(
        &mut self,
        at: usize,
        group: usize,
        named: Option<&str>,
        star: &mut bool,
    ) -> Option<Found<'a>> {
        let mut here = at;
        while self.segment(here).is_some_and(|it| !it.fresh) {
            here = here.checked_sub(1)?;
            if let Some(other) = self.is_box(here) {
                let joined = other != group && here + 1 == at && named.is_none();
                return joined.then_some(Found::PartOf(other));
            }
            let Some(text) = self.words(here).map(str::to_owned) else { continue };
            let tail = self.is_tail(here);
            let found = label(&text);
            if tail {
                let other = here.checked_sub(1).and_then(|it| self.is_box(it));
                let joint = found.text.chars().count() < LONGEST_JOINT
                    && !text.ends_with(is_colon)
                    && !(self.is_label)(&text);
                if let Some(other) = other.filter(|it| joint && *it != group && !found.star) {
                    self.used.insert(here);
                    return Some(Found::PartOf(other));
                }
                let rest = text.trim_start_matches(is_star).trim_start();
                if !rest.ends_with(is_colon) && !(self.is_label)(rest) {
                    return None;
                }
            }
            if found.text.is_empty() {
                *star |= found.star;
                continue;
            }
            let mut found = self.take(here);
            // A star before a space is that of the box before.
            if tail && text.starts_with(is_star) && text.chars().nth(1) == Some(' ') {
                found.star = label(text.trim_start_matches(is_star)).star;
            }
            return Some(Found::of(found.starred(*star)));
        }
        None
    }

    /// The head of its column.
    fn above(&mut self, at: usize, row: Id) -> Option<Label<'a>> {
        let rows = &self.line.rows;
        let cell = self.segment(at)?.cell?;
        let place = rows.get(&row)?.cells.iter().find(|it| it.0 == cell)?;
        let above = std::iter::successors(rows.get(&row)?.above, |it| rows.get(it)?.above);
        for row in above.take(MOST_ROWS) {
            let cells = &rows.get(&row)?.cells;
            let Some(head) = cells.iter().find(|it| it.1 <= place.1 && place.1 < it.2) else {
                continue;
            };
            let text = words(self.tree, head.0);
            if text.is_empty() || self.boxed.contains(&head.0) {
                continue;
            }
            let mut found = label(&text);
            found.at = Some(head.0);
            return (!found.text.is_empty()).then_some(found);
        }
        None
    }

    /// The words before it, up to another box; in a row of a table, up to its beginning.
    fn before(&mut self, at: usize, row: Option<Id>, star: &mut bool) -> Option<Label<'a>> {
        let mut here = at;
        loop {
            here = here.checked_sub(1)?;
            let elsewhere = row.is_some() && self.segment(here)?.row != row;
            if self.is_box(here).is_some() || elsewhere {
                return None;
            }
            let Some(text) = self.words(here) else { continue };
            let found = label(text);
            if self.is_tail(here) {
                return None;
            }
            if found.text.is_empty() {
                *star |= found.star;
                continue;
            }
            return Some(self.take(here));
        }
    }

    fn take(&mut self, place: usize) -> Label<'a> {
        self.used.insert(place);
        match self.line.segments.get(place).map(|it| &it.what) {
            Some(What::Words { text, names, at, .. }) => {
                let text = self.heads.get(&place).unwrap_or(text);
                Label { at: Some(*at), names: *names, ..label(text) }
            }
            _ => Label::default(),
        }
    }

    /// Whether a star stands alone before a box that has its label elsewhere.
    fn star_before(&self, at: usize) -> bool {
        let before =
            at.checked_sub(1).filter(|it| !self.is_tail(*it)).and_then(|it| self.words(it));
        before.is_some_and(|it| it.chars().any(is_star) && label(it).text.is_empty())
    }

    /// What the source calls it for those who do not see it, or what stands in it while it is empty.
    fn called(&self, id: Id) -> Option<String> {
        let tree = self.tree;
        let by = tree.attribute(id, "aria-labelledby").unwrap_or_default();
        let by = by.split_ascii_whitespace().find_map(|it| self.line.ids.get(it));
        let hint = tree.attribute(id, "placeholder").map(|it| {
            let it = it.trim_start_matches('请').trim_start_matches(['输', '填', '选']);
            it.trim_start_matches(['入', '写', '择']).trim().to_owned()
        });
        let names = [
            tree.attribute(id, "aria-label").map(one_line),
            by.map(|it| words(tree, *it)),
            hint,
            tree.attribute(id, "title").map(one_line),
        ];
        names.into_iter().flatten().find(|it| !it.is_empty())
    }

    /// Whether words stand directly behind a box: they are said of it.
    fn is_tail(&self, at: usize) -> bool {
        let before = |it: usize| it.checked_sub(1);
        let mut here = at;
        loop {
            if self.segment(here).is_none_or(|it| it.fresh) {
                return false;
            }
            let Some(earlier) = before(here) else { return false };
            if self.is_box(earlier).is_some() {
                return true;
            }
            here = earlier;
        }
    }
}

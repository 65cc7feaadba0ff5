//! What each box of a page is called, whether it has a star, and what is said of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::readback::{
    labels::is_star,
    tree::{Id, Tree},
};

use super::{
    controls::{is_choice, is_marked},
    form::{FormBox, FormKind, FormOption},
    label::{Found, Label, harmless, label, split},
    lists::Lists,
    segments::{Group, Line, Segment, What, one_line, words},
};

/// Words that may stand between the parts of a box.
const MOST_PARTS: usize = 30;
/// What a single square says that has one agree, and asks for nothing.
const AGREES: [&str; 10] =
    ["已阅读", "同意", "承诺", "遵守", "知晓", "知悉", "已逐项核对", "已核对", "记住", "自动登录"];

/// A page's boxes, and the forms of those that have no name.
pub(super) fn boxes<'a>(
    tree: &'a Tree,
    line: &Line<'a>,
    is_label: &dyn Fn(&str) -> bool,
) -> (Vec<FormBox>, Vec<Option<usize>>) {
    let mut reader = Reader {
        tree,
        line,
        is_label,
        firsts: BTreeMap::new(),
        used: BTreeSet::new(),
        joined: BTreeMap::new(),
        boxed: BTreeSet::new(),
        heads: BTreeMap::new(),
        starred: BTreeSet::new(),
        labels: BTreeMap::new(),
    };
    for (at, segment) in line.segments.iter().enumerate() {
        if let What::Box { group, .. } = segment.what {
            reader.firsts.entry(group).or_insert(at);
            reader.boxed.extend(segment.cell);
        }
    }
    reader.read()
}

/// What is known of a page's boxes so far.
pub(super) struct Reader<'a, 'b> {
    pub(super) tree: &'a Tree,
    pub(super) line: &'b Line<'a>,
    pub(super) is_label: &'b dyn Fn(&str) -> bool,
    /// Where each group begins.
    pub(super) firsts: BTreeMap<usize, usize>,
    /// Segments that are a label, or an option's words.
    pub(super) used: BTreeSet<usize>,
    /// Groups that are a part of another.
    pub(super) joined: BTreeMap<usize, usize>,
    /// Cells with a box in them.
    pub(super) boxed: BTreeSet<Id>,
    /// Labels of segments in which the first option's words stand as well.
    pub(super) heads: BTreeMap<usize, String>,
    /// Groups with a star behind their last option.
    pub(super) starred: BTreeSet<usize>,
    pub(super) labels: BTreeMap<usize, Label<'a>>,
}

impl<'a> Reader<'a, '_> {
    fn read(mut self) -> (Vec<FormBox>, Vec<Option<usize>>) {
        let line = self.line;
        let options: BTreeMap<usize, Vec<FormOption>> = line
            .groups
            .iter()
            .enumerate()
            .filter(|it| is_choice(it.1.kind))
            .map(|(n, group)| (n, self.beside(n, group)))
            .collect();
        let order: Vec<(usize, usize)> = {
            let mut order: Vec<_> = self.firsts.iter().map(|it| (*it.1, *it.0)).collect();
            order.sort_unstable();
            order
        };
        for (at, group) in &order {
            match self.label(*at, *group, &options) {
                Found::Label(label) => {
                    self.labels.insert(*group, label);
                }
                Found::PartOf(other) => {
                    let whole = self.joined.get(&other).copied().unwrap_or(other);
                    self.joined.insert(*group, whole);
                }
                Found::Nothing => {}
            }
        }
        let mut lists = Lists::of(self.tree, self.line);
        let mut found: Vec<(usize, FormBox)> = Vec::new();
        let mut unnamed = Vec::new();
        for (at, group) in order {
            if self.joined.contains_key(&group) {
                continue;
            }
            let Some(of) = self.line.groups.get(group) else { continue };
            let own = options.get(&group).cloned().unwrap_or_default();
            let label = self.labels.get(&group).cloned().unwrap_or_default();
            if is_choice(of.kind) && own.len() < 2 && of.ids.len() == 1 && self.agrees(&label, &own)
            {
                continue;
            }
            if harmless(&label.text).is_empty() && !(self.is_label)(&label.text) {
                unnamed.push(of.form);
                continue;
            }
            found.push((at, self.made(at, group, of, label, own, &mut lists)));
        }
        found.extend(self.shown(&found));
        found.sort_by_key(|it| it.0);
        (found.into_iter().map(|it| it.1).collect(), unnamed)
    }

    /// Whether a square alone only has one agree to something.
    fn agrees(&self, label: &Label<'_>, own: &[FormOption]) -> bool {
        let known = (self.is_label)(&label.text);
        let texts = own.iter().map(|it| it.text.as_str()).chain([label.text.as_str()]);
        !known && texts.into_iter().any(|it| AGREES.iter().any(|word| it.contains(word)))
    }

    fn made(
        &self,
        at: usize,
        group: usize,
        of: &Group,
        label: Label<'a>,
        own: Vec<FormOption>,
        lists: &mut Lists<'a>,
    ) -> FormBox {
        let tree = self.tree;
        let first = of.ids.first().copied().unwrap_or_default();
        let parts: Vec<&Group> = self
            .joined
            .iter()
            .filter(|it| *it.1 == group)
            .filter_map(|it| self.line.groups.get(*it.0))
            .collect();
        let names = [tree.attribute(first, "id"), tree.attribute(first, "name"), label.names];
        let names: Vec<&str> = names.into_iter().flatten().collect();
        let (mut options, mut whole) = match of.kind {
            FormKind::List => of
                .ids
                .iter()
                .map(|it| lists.read(*it, &names))
                .max_by_key(|it| it.0.len())
                .unwrap_or_default(),
            _ => (own, true),
        };
        let mut kind = of.kind;
        let between = self.between(at, group);
        if !parts.is_empty() && between.iter().any(|it| it.contains('年') || it.contains('月')) {
            (kind, options) = (FormKind::Date, Vec::new());
        } else if let (true, Some(list)) =
            (options.is_empty(), parts.iter().find(|it| it.kind == FormKind::List))
        {
            // The list beside a box: what stands behind the @.
            let (beside, all) = list.ids.first().map(|it| lists.read(*it, &[])).unwrap_or_default();
            (options, whole) = (beside, all);
        }
        let most = tree.attribute(first, "maxlength").and_then(|it| it.trim().parse().ok());
        let (tail, tail_star) = self.tail(at, group);
        let placeholder = tree.attribute(first, "placeholder").unwrap_or_default();
        let hint = [placeholder, &tail]
            .iter()
            .filter(|it| !it.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
        let marked = std::iter::once(first).chain(label.at).any(|it| is_marked(tree, it));
        FormBox {
            required: label.star || tail_star || marked || self.starred.contains(&group),
            label: label.text,
            kind,
            hint: harmless(&hint),
            most: most
                .filter(|_| parts.is_empty() && matches!(kind, FormKind::Text | FormKind::Secret)),
            options,
            whole,
            unsure: of.unsure,
            form: of.form,
        }
    }

    pub(super) fn segment(&self, at: usize) -> Option<&Segment<'a>> {
        self.line.segments.get(at)
    }

    pub(super) fn words(&self, at: usize) -> Option<&str> {
        match &self.segment(at)?.what {
            What::Words { text, hint: false, .. } if !self.used.contains(&at) => {
                Some(self.heads.get(&at).unwrap_or(text))
            }
            _ => None,
        }
    }

    pub(super) fn is_box(&self, at: usize) -> Option<usize> {
        match self.segment(at)?.what {
            What::Box { group, .. } => Some(group),
            What::Words { .. } => None,
        }
    }

    /// What each circle or square of a question is called: by its label, or by what stands beside all of them on one side.
    fn beside(&mut self, group: usize, of: &Group) -> Vec<FormOption> {
        let tree = self.tree;
        let places: Vec<(usize, Id)> = {
            let from = self.firsts.get(&group).copied().unwrap_or_default();
            let all = self.line.segments.iter().enumerate().skip(from);
            all.filter_map(|(at, it)| match it.what {
                What::Box { group: one, id } if one == group => Some((at, id)),
                _ => None,
            })
            .take(of.ids.len())
            .collect()
        };
        let behind = places.last().is_some_and(|it| {
            let next = it.0 + 1;
            self.words(next).is_some() && self.segment(next).is_some_and(|it| !it.fresh)
        });
        let mut options = Vec::new();
        for (at, id) in places {
            let value = tree.attribute(id, "value").unwrap_or_default().to_owned();
            let own = match tree.attribute(id, "role") {
                Some("radio" | "checkbox") => Some(words(tree, id)),
                _ => None,
            };
            let own = own.or_else(|| self.line.bound.get(&id).map(|it| it.words.clone()));
            let own = own.filter(|it| !(self.is_label)(it));
            let own = own.or_else(|| {
                ["aria-label", "title"].iter().find_map(|it| tree.attribute(id, it)).map(one_line)
            });
            let own = own.filter(|it| !it.is_empty());
            let place = if behind { Some(at + 1) } else { at.checked_sub(1) };
            let place = place.filter(|it| {
                let joint = if behind { *it } else { at };
                self.segment(joint).is_some_and(|it| !it.fresh)
            });
            let text = own.or_else(|| {
                let place = place?;
                let text = self.words(place)?.to_owned();
                // 性别：男 ○ 女 ○
                let (head, text) = if behind { (None, text) } else { split(&text) };
                if let Some(head) = head {
                    self.heads.insert(place, head);
                } else {
                    self.used.insert(place);
                }
                let bare = text.trim_end_matches(is_star);
                if bare.len() < text.len() {
                    self.starred.insert(group);
                }
                Some(bare.to_owned())
            });
            let text =
                text.map(|it| it.trim_matches([' ', '；', ';', '，', ',', '、', '/']).to_owned());
            options.extend(text.filter(|it| !it.is_empty()).map(|text| FormOption { text, value }));
        }
        options
    }

    /// What stands behind a box in its line, and whether it is or has a star.
    fn tail(&self, at: usize, group: usize) -> (String, bool) {
        let mut text = String::new();
        let mut star = false;
        for here in at + 1..self.line.segments.len() {
            let Some(segment) = self.segment(here) else { break };
            match &segment.what {
                What::Box { group: one, .. } => {
                    if *one != group && self.joined.get(one) != Some(&group) {
                        break;
                    }
                }
                What::Words { text: said, hint, .. } => {
                    if segment.fresh && !hint {
                        // A star in the last cell of a row.
                        let row = |at: usize| self.segment(at).and_then(|it| it.row);
                        let ends = row(here).is_some()
                            && row(at) == row(here)
                            && row(here + 1) != row(here);
                        star |= ends && label(said).text.is_empty() && said.contains(is_star);
                        break;
                    }
                    star |= said.starts_with(is_star) && !self.used.contains(&here)
                        || said.starts_with(is_star) && said.chars().nth(1) == Some(' ')
                        || said.contains("必填");
                    if !self.used.contains(&here) {
                        text.push_str(said.trim_start_matches(is_star).trim());
                        text.push(' ');
                    }
                }
            }
        }
        let text = text.trim();
        let tells = text.chars().nth(1).is_some();
        (if tells { text.to_owned() } else { String::new() }, star)
    }

    /// What stands between the parts of a box.
    fn between(&self, at: usize, group: usize) -> Vec<&str> {
        let mut said = Vec::new();
        let mut far = Vec::new();
        for segment in self.line.segments.iter().skip(at + 1) {
            match &segment.what {
                What::Box { group: one, .. }
                    if *one == group || self.joined.get(one) == Some(&group) =>
                {
                    said.append(&mut far);
                }
                What::Words { text, .. } if far.len() < MOST_PARTS => far.push(text.as_str()),
                What::Box { .. } | What::Words { .. } => break,
            }
        }
        said
    }

    /// The pack's labels beside which there are words and no box.
    fn shown(&self, found: &[(usize, FormBox)]) -> Vec<(usize, FormBox)> {
        let mut said: BTreeSet<String> = found.iter().map(|it| it.1.label.clone()).collect();
        let mut shown = Vec::new();
        for (at, segment) in self.line.segments.iter().enumerate() {
            let What::Words { text, .. } = &segment.what else { continue };
            if self.used.contains(&at) {
                continue;
            }
            // 注册ID：0123
            let name = split(text).0.unwrap_or_else(|| label(text).text);
            if (self.is_label)(&name) && said.insert(name.clone()) {
                let of = FormBox {
                    label: name,
                    required: false,
                    kind: FormKind::Shown,
                    hint: String::new(),
                    most: None,
                    options: Vec::new(),
                    whole: true,
                    unsure: false,
                    form: None,
                };
                shown.push((at, of));
            }
        }
        shown
    }
}

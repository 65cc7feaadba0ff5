//! What the lists of a page offer: those of the source, and those that libraries draw or have in a script.

use std::collections::BTreeMap;

use crate::readback::{
    seen::all_text,
    tree::{DOCUMENT, Id, Step, Tree},
};

use super::{
    controls::{around, classes, list_around},
    form::FormOption,
    script::{self, Array},
    segments::{Line, one_line},
};

/// Elements above a list of entries that are looked at for the one that is drawn as a whole.
const ABOVE: usize = 4;
/// Options that are read of a page; more are no form.
pub(super) const MOST_OPTIONS: usize = 100_000;

/// The options of a list, and whether they are all.
type Read = (Vec<FormOption>, bool);

pub(super) struct Lists<'a> {
    tree: &'a Tree,
    ids: BTreeMap<&'a str, Id>,
    /// Lists that are drawn somewhere else than beside their box, and named by none.
    strays: Vec<Id>,
    /// Boxes that may be theirs.
    without: usize,
    scripts: Vec<Array>,
    left: usize,
}

impl<'a> Lists<'a> {
    pub(super) fn of(tree: &'a Tree, line: &Line<'a>) -> Self {
        let mut lists = Self {
            tree,
            ids: line.ids.clone(),
            strays: Vec::new(),
            without: 0,
            scripts: Vec::new(),
            left: MOST_OPTIONS,
        };
        let mut named = Vec::new();
        let mut drawn = Vec::new();
        tree.walk(DOCUMENT, &mut |step| {
            let Step::Into(id) = step else { return false };
            if tree.name(id) == "script" {
                let text = tree.first(id).and_then(|it| tree.text(it)).unwrap_or_default();
                script::arrays(text, &mut lists.scripts);
            }
            let is_list = classes(tree, id).any(|it| it.ends_with("select-dropdown"));
            if is_list && list_around(tree, id).is_none() {
                drawn.push(id);
                return false;
            }
            true
        });
        for id in line.groups.iter().flat_map(|it| &it.ids) {
            match lists.named(*id) {
                Some(list) => named.push(list),
                None if tree.name(*id) != "select"
                    && list_around(tree, *id).is_some_and(|it| lists.entries(it).0.is_empty()) =>
                {
                    lists.without += 1;
                }
                None => {}
            }
        }
        lists.left = MOST_OPTIONS;
        drawn.retain(|it| !named.contains(it));
        lists.strays = drawn;
        lists
    }

    /// Of the box `id`, which has one of these names in scripts.
    pub(super) fn read(&mut self, id: Id, names: &[&str]) -> Read {
        let tree = self.tree;
        if tree.name(id) == "select" {
            let found = self.of_select(id);
            if !found.is_empty() {
                return (found, true);
            }
        } else {
            let own = list_around(tree, id).unwrap_or(id);
            let places = [self.named(id), Some(own)].into_iter().flatten();
            let found = places.map(|it| self.entries(it)).find(|it| !it.0.is_empty());
            if let Some(found) = found {
                return found;
            }
            if let ([only], 1) = (self.strays.as_slice(), self.without) {
                let only = *only;
                return self.entries(only);
            }
        }
        let said = tree.attribute(id, "data-options").map(|it| {
            let mut arrays = Vec::new();
            script::arrays(it, &mut arrays);
            arrays
        });
        if let Some([only]) = said.as_deref() {
            return (prompted(only.options.clone()), true);
        }
        let mut of_names = self.scripts.iter().filter(|it| it.is_for(names));
        match (of_names.next(), of_names.next()) {
            (Some(only), None) => (prompted(only.options.clone()), true),
            _ => (Vec::new(), false),
        }
    }

    /// The list that a box, or what is drawn around it, names as its own.
    fn named(&self, id: Id) -> Option<Id> {
        let tree = self.tree;
        let drawn = list_around(tree, id);
        let near = [Some(id), drawn].into_iter().flatten().chain(around(tree, id, ABOVE));
        let list = near
            .flat_map(|it| {
                ["aria-controls", "aria-owns", "list"].map(|name| tree.attribute(it, name))
            })
            .flatten()
            .find_map(|it| self.ids.get(it).copied())?;
        // The list for those who do not see has some of the entries only; the one that is drawn has those on the screen.
        let whole = around(tree, list, ABOVE)
            .filter(|it| classes(tree, *it).any(|it| it.contains("dropdown")));
        Some(whole.last().unwrap_or(list))
    }

    fn of_select(&mut self, list: Id) -> Vec<FormOption> {
        let tree = self.tree;
        let mut found = Vec::new();
        tree.walk(list, &mut |step| {
            let Step::Into(id) = step else { return false };
            // What a practice portal adds, for what is in no list of the pack.
            if tree.name(id) == "option" && tree.attribute(id, "data-other").is_none() {
                let label = tree.attribute(id, "label").filter(|it| !it.is_empty());
                let said = one_line(&all_text(tree, id));
                let value = tree.attribute(id, "value").unwrap_or(&said).to_owned();
                let text = label.map_or(said, one_line);
                found.push(FormOption { text, value });
            }
            found.len() <= MOST_OPTIONS
        });
        self.left = self.left.saturating_sub(found.len());
        prompted(found)
    }

    /// The entries of a list that a library draws.
    fn entries(&mut self, top: Id) -> Read {
        let tree = self.tree;
        if self.left == 0 {
            return Read::default();
        }
        // The surest sign of an entry counts.
        let mut found: [Vec<FormOption>; 4] = Default::default();
        let mut whole = true;
        let mut steps = 0;
        tree.walk(top, &mut |step| {
            let Step::Into(id) = step else { return false };
            steps += 1;
            let is_drawn = |it: &str| it.ends_with("select-item-option");
            let is_item = |it: &str| {
                it.ends_with("dropdown__item")
                    || it.ends_with("-select-item")
                    || it.ends_with("menu-item")
            };
            let sign = match tree.name(id) {
                _ if classes(tree, id).any(is_drawn) => 0,
                _ if classes(tree, id).any(is_item) => 1,
                _ if tree.attribute(id, "role") == Some("option") => 2,
                "option" => 2,
                "li" => 3,
                _ if tree.attribute(id, "lay-value").is_some() => 3,
                _ => {
                    // Only what can be seen of a long list is in the page.
                    let above = tree.parent(id).is_some_and(|it| {
                        classes(tree, it).any(|it| it.ends_with("virtual-list-holder"))
                    });
                    whole &= !(above
                        && tree.attribute(id, "style").is_some_and(|it| it.contains("height")));
                    return true;
                }
            };
            let value =
                ["lay-value", "data-value", "value"].iter().find_map(|it| tree.attribute(id, it));
            let said = one_line(&all_text(tree, id));
            let label = ["aria-label", "label"]
                .iter()
                .find_map(|it| tree.attribute(id, it))
                .filter(|_| sign == 2);
            let text = label.map_or(said, one_line);
            let one = FormOption { text, value: value.unwrap_or_default().to_owned() };
            found.get_mut(sign).into_iter().for_each(|it| it.push(one.clone()));
            false
        });
        self.left = self.left.saturating_sub(steps);
        let whole =
            whole && (!found[0].is_empty() || found[2].iter().all(|it| !it.text.is_empty()));
        let best = found.into_iter().find(|it| !it.is_empty()).unwrap_or_default();
        (prompted(best), whole)
    }
}

/// Without what only asks to choose.
fn prompted(mut options: Vec<FormOption>) -> Vec<FormOption> {
    let asks = |it: &FormOption| {
        let text = it.text.trim_start_matches(['-', '—', '=', '·', ' ', '<', '【', '[']);
        text.is_empty() || text.starts_with("请选择") || text.starts_with("请先选")
    };
    let first = options.first().is_some_and(|it| {
        asks(it) || it.value.is_empty() && options.iter().skip(1).any(|it| !it.value.is_empty())
    });
    if first {
        options.remove(0);
    }
    options.retain(|it| !it.text.is_empty());
    options
}

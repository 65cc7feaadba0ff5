//! How a page's style sheets set its elements: its own, and those it links where they were saved with it.
//!
//! Of several rules for an element the one counts that CSS Cascade has: what is `!important`, then what stands at the element
//! itself, then the more special one, then the last.

mod css;
mod selector;

use std::collections::{BTreeMap, HashMap};

pub(crate) use self::css::Part;
use self::{
    css::{Declaration, Read, Rule, inline, media},
    selector::{Hit, Patience},
};
use super::tree::{DOCUMENT, Id, Step, Tree};

/// The texts of style sheets, by the words with which the page or another sheet links them.
pub type Sheets = BTreeMap<String, String>;

/// The words with which a sheet imports others.
pub(super) fn imports(sheet: &str) -> Vec<String> {
    let mut read = Read::default();
    read.sheet(sheet, Hit::Yes);
    read.imports
}

/// The sheets of a page.
pub(crate) struct Styles {
    rules: Vec<Rule>,
    /// Which rules may be for a part of an element with this id, class or name, or of any (`*`).
    by: HashMap<(Part, String), Vec<usize>>,
    /// How many elements have a class.
    bearers: HashMap<String, usize>,
    /// A sheet is not at hand, or not understood.
    unread: bool,
    patience: Patience,
}

/// What is declared for an element, what counts last.
pub(crate) struct Style<'a>(Vec<&'a Declaration>);

/// Elements that bear a class which cannot be one for what is hidden: they would all be.
const MANY: usize = 3;

impl Styles {
    pub(crate) fn of(tree: &Tree, sheets: &Sheets) -> Self {
        let mut read = Read::default();
        let (mut unread, mut bearers) = (false, HashMap::new());
        tree.walk(DOCUMENT, &mut |step| {
            let Step::Into(id) = step else { return false };
            for class in tree.attribute(id, "class").unwrap_or_default().split_ascii_whitespace() {
                *bearers.entry(class.to_owned()).or_default() += 1;
            }
            let counts = media(tree.attribute(id, "media").unwrap_or_default());
            match tree.name(id) {
                "style" if is_css(tree, id) && counts > Hit::No => {
                    let text = tree.first(id).and_then(|it| tree.text(it)).unwrap_or_default();
                    // What a script has put there is not written into the page.
                    unread |= text.trim().is_empty();
                    read.sheet(text, counts);
                }
                "link" if counts > Hit::No => {
                    if let Some(href) = linked(tree, id) {
                        unread |= !take(href, sheets, counts, &mut read);
                    }
                }
                _ => {}
            }
            true
        });
        let mut at = 0;
        while let Some(href) = read.imports.get(at).cloned() {
            unread |= at >= MOST_IMPORTS || !take(&href, sheets, Hit::Yes, &mut read);
            at = if at < MOST_IMPORTS { at + 1 } else { read.imports.len() };
        }
        let mut by: HashMap<(Part, String), Vec<usize>> = HashMap::new();
        for (n, rule) in read.rules.iter().enumerate() {
            by.entry((rule.part, rule.selector.key())).or_default().push(n);
        }
        let unread = unread || read.strange;
        Self { rules: read.rules, by, bearers, unread, patience: Patience::default() }
    }

    /// Whether an element bears a class of its own, by which a sheet that is not at hand may hide it.
    pub(super) fn may_hide(&self, tree: &Tree, id: Id) -> bool {
        let rare = |it: &str| self.bearers.get(it).is_none_or(|it| *it < MANY);
        let mut classes = tree.attribute(id, "class").unwrap_or_default().split_ascii_whitespace();
        self.unread && classes.any(rare)
    }

    /// What `judge` says of the style of an element, or of a part of it, and what it may say as well where it is not certain which rules count.
    pub(crate) fn judged<T: PartialEq>(
        &self,
        tree: &Tree,
        id: Id,
        part: Part,
        judge: &dyn Fn(&Style<'_>) -> T,
    ) -> (T, Option<T>) {
        let own = tree.attribute(id, "style").filter(|_| part == Part::Whole);
        let own = inline(own.unwrap_or_default());
        let hits = self.hits(tree, id, part);
        let of = |wanted: Hit| {
            let rules =
                hits.iter().filter(|it| it.1 >= wanted).filter_map(|it| self.rules.get(it.0));
            let rules = || rules.clone().flat_map(|it| it.declarations.iter());
            let own = || own.iter();
            let mut all: Vec<&Declaration> = rules().filter(|it| !it.important).collect();
            all.extend(own().filter(|it| !it.important));
            all.extend(rules().filter(|it| it.important));
            all.extend(own().filter(|it| it.important));
            judge(&Style(all))
        };
        let sure = of(Hit::Yes);
        let other = hits.iter().any(|it| it.1 == Hit::Maybe).then(|| of(Hit::Maybe));
        let other = other.filter(|it| *it != sure);
        (sure, other)
    }

    /// The rules for an element, what counts last.
    fn hits(&self, tree: &Tree, id: Id, part: Part) -> Vec<(usize, Hit)> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let classes = tree.attribute(id, "class").unwrap_or_default().split_ascii_whitespace();
        let mut keys: Vec<String> = classes.map(|it| format!(".{}", it.to_lowercase())).collect();
        keys.extend(tree.attribute(id, "id").map(|it| format!("#{}", it.to_lowercase())));
        keys.extend([tree.name(id).to_owned(), "*".to_owned()]);
        keys.sort_unstable();
        keys.dedup();
        let rules = keys.into_iter().filter_map(|it| self.by.get(&(part, it))).flatten();
        let mut hits: Vec<(usize, Hit)> = rules
            .filter_map(|n| {
                let rule = self.rules.get(*n)?;
                let hit = rule.selector.hit(tree, id, &self.patience).min(rule.counts);
                (hit > Hit::No).then_some((*n, hit))
            })
            .collect();
        hits.sort_by_key(|it| (self.rules.get(it.0).map(|it| it.selector.weight), it.0));
        hits
    }
}

impl Style<'_> {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|it| it.name == name).map(|it| it.value.as_str())
    }
}

/// Sheets that other sheets want.
const MOST_IMPORTS: usize = 100;

/// Whether a linked sheet is at hand; it is read.
fn take(href: &str, sheets: &Sheets, counts: Hit, read: &mut Read) -> bool {
    let Some(sheet) = sheets.get(href) else { return false };
    read.sheet(sheet, counts);
    true
}

fn is_css(tree: &Tree, id: Id) -> bool {
    let kind = tree.attribute(id, "type").unwrap_or_default().trim().to_ascii_lowercase();
    matches!(&*kind, "" | "text/css")
}

/// The words with which a `<link>` names the style sheet that it brings.
pub(super) fn linked(tree: &Tree, id: Id) -> Option<&str> {
    let rel = tree.attribute(id, "rel")?.to_ascii_lowercase();
    let is = |wanted: &str| rel.split_ascii_whitespace().any(|it| it == wanted);
    let counts = is("stylesheet") && !is("alternate") && tree.attribute(id, "disabled").is_none();
    let href = tree.attribute(id, "href").map(str::trim).filter(|it| !it.is_empty());
    href.filter(|_| counts && is_css(tree, id))
}

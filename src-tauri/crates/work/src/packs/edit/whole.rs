//! A pack over those it extends, as it is written, whether or not it is sound: what an editor shows, and what an edit looks at.

use toml::{Table, Value};

/// A box of a page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct BoxShape {
    /// Unique within its page.
    pub id: String,
    /// The portal's words.
    pub label: String,
    /// What one does with it; `enter` if the pack does not say.
    pub kind: String,
    /// The fact that goes in, or nothing.
    pub fact: String,
    /// The material to hand in, or nothing.
    pub material: String,
    /// Marked on the portal.
    pub required: bool,
    /// The characters that it takes.
    pub most: Option<u32>,
    /// What it offers, each with its English.
    pub options: Vec<(String, String)>,
    /// The code table that it offers, or nothing.
    pub table: String,
    /// What to heed, in Chinese and in English.
    pub note: (String, String),
}

/// A page of the portal.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct PageShape {
    /// Unique within the pack.
    pub id: String,
    /// Its heading, in Chinese and in English.
    pub title: (String, String),
    /// What is on it.
    pub boxes: Vec<BoxShape>,
}

/// A fact of the pack's own, or of one that it extends.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct FactShape {
    /// Its name, such as `our-school.hobby`.
    pub key: String,
    /// What the wizard calls it, in Chinese and in English.
    pub label: (String, String),
    /// `text`, `date`, `month` or `choice`.
    pub kind: String,
    /// Masked. A text or a day is, unless the pack says otherwise.
    pub sensitive: bool,
}

/// What of a pack is edited in a form.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Shape {
    /// In the portal's order.
    pub pages: Vec<PageShape>,
    /// Ids of materials, each with its title.
    pub materials: Vec<(String, String)>,
    /// Those that the dictionary does not have.
    pub facts: Vec<FactShape>,
}

impl Shape {
    pub(super) fn of_field(it: &Table) -> BoxShape {
        of_box(it)
    }

    pub(super) fn of_fact(it: &Table) -> FactShape {
        fact(it)
    }

    pub(in super::super) fn of(pack: &Table) -> Self {
        let material = |it: &Table| (text(it, "id"), words(it, "title").0);
        Self {
            pages: entries(pack, "pages").map(page).collect(),
            materials: entries(pack, "materials").map(material).collect(),
            facts: entries(pack, "facts").map(fact).collect(),
        }
    }
}

fn page(it: &Table) -> PageShape {
    let boxes = entries(it, "fields").map(of_box).collect();
    PageShape { id: text(it, "id"), title: words(it, "title"), boxes }
}

fn of_box(it: &Table) -> BoxShape {
    let options = it.get("options").and_then(Value::as_table);
    let listed = options.into_iter().flat_map(|it| entries(it, "list"));
    let kind = text(it, "kind");
    BoxShape {
        id: text(it, "id"),
        label: text(it, "portal_label"),
        kind: if kind.is_empty() { "enter".to_owned() } else { kind },
        fact: text(it, "fact"),
        material: text(it, "material"),
        required: it.get("required").and_then(Value::as_bool).unwrap_or_default(),
        most: it.get("max_length").and_then(Value::as_integer).and_then(|it| it.try_into().ok()),
        options: listed.map(|it| (text(it, "value"), text(it, "en"))).collect(),
        table: options.map(|it| text(it, "table")).unwrap_or_default(),
        note: words(it, "note"),
    }
}

fn fact(it: &Table) -> FactShape {
    let kind = text(it, "kind");
    let typed = matches!(&*kind, "text" | "date");
    FactShape {
        key: text(it, "key"),
        label: words(it, "label"),
        sensitive: it.get("sensitive").and_then(Value::as_bool).unwrap_or(typed),
        kind,
    }
}

/// The entries of a list that are tables.
pub(super) fn entries<'a>(within: &'a Table, list: &str) -> impl Iterator<Item = &'a Table> {
    let all = within.get(list).and_then(Value::as_array);
    all.into_iter().flatten().filter_map(Value::as_table)
}

/// The one with an id.
pub(super) fn entry<'a>(within: &'a Table, list: &str, id: &str) -> Option<&'a Table> {
    entries(within, list).find(|it| id_of(it) == id)
}

/// A fact's id is its key.
pub(super) fn id_of(it: &Table) -> String {
    let id = text(it, "id");
    if id.is_empty() { text(it, "key") } else { id }
}

pub(super) fn text(it: &Table, key: &str) -> String {
    it.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn words(it: &Table, key: &str) -> (String, String) {
    let words = it.get(key).and_then(Value::as_table);
    words.map(|it| (text(it, "zh"), text(it, "en"))).unwrap_or_default()
}

/// The facts that a step asks for, each as it is written.
pub(super) fn asks(step: &Table) -> &[Value] {
    step.get("asks").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The fact that one of these is.
pub(super) fn asked(ask: &Value) -> Option<&str> {
    ask.as_str().or_else(|| ask.get("fact")?.as_str())
}

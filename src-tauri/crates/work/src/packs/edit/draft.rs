//! A pack's text while it is changed: the text itself, what it comes to over the packs it extends, and what those have.

use beishen_document::Text;
use toml::Table as Read;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, TableLike, Value};

use super::{
    list::{List, places_of, prefix},
    whole::{entries, entry as found, id_of},
    written::{entry, set, words},
};
use crate::failure::Failure;

/// Puts a pack's text over what it extends. Nothing: it is no TOML, or does not fit.
pub(super) type Merge<'a> = &'a dyn Fn(&str) -> Option<Read>;

/// A list that is edited.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    Pages,
    Fields(&'a str),
    Steps,
    Facts,
}

impl Place<'_> {
    /// The key of a list at the root.
    fn key(self) -> &'static str {
        match self {
            Self::Pages | Self::Fields(_) => "pages",
            Self::Steps => "steps",
            Self::Facts => "facts",
        }
    }
}

#[derive(Clone)]
pub(super) struct Draft<'a> {
    pub(super) doc: DocumentMut,
    merge: Merge<'a>,
    /// What the text comes to.
    pub(super) now: Read,
    /// What stands below it; empty where it stands alone.
    pub(super) below: Read,
}

impl<'a> Draft<'a> {
    pub(super) fn of(text: &str, merge: Merge<'a>, below: Read) -> Result<Self, Failure> {
        let broken = || {
            Failure::input(
                "内容里有写错的 TOML，请先在文字里改好。",
                "The text is not correct TOML. Put that right in the text first.",
            )
        };
        let text = text.replace("\r\n", "\n");
        let doc: DocumentMut = text.parse().map_err(|_| broken())?;
        let now = merge(&text).ok_or_else(broken)?;
        Ok(Self { doc, merge, now, below })
    }

    /// The text.
    pub(super) fn text(&self) -> String {
        self.doc.to_string()
    }

    /// Reads the text anew, so that the next edit sees this one.
    pub(super) fn settle(&mut self) -> Result<(), Failure> {
        self.now = (self.merge)(&self.text()).ok_or_else(Failure::gone)?;
        Ok(())
    }

    pub(super) fn page(&self, page: &str) -> Option<&Read> {
        found(&self.now, "pages", page)
    }

    pub(super) fn field(&self, page: &str, field: &str) -> Option<&Read> {
        found(self.page(page)?, "fields", field)
    }

    /// The ids of a list as the whole has it.
    pub(super) fn ids(&self, place: Place<'_>) -> Vec<String> {
        ids(&self.now, place)
    }

    /// Whether an entry is there without this text.
    pub(super) fn is_below(&self, place: Place<'_>, id: &str) -> bool {
        ids(&self.below, place).iter().any(|it| it == id)
    }

    /// Whether a field has a key without this text.
    pub(super) fn has_below(&self, page: &str, field: &str, key: &str) -> bool {
        let field = found(&self.below, "pages", page).and_then(|it| found(it, "fields", field));
        field.is_some_and(|it| it.contains_key(key))
    }

    /// A list of the text, if it has it.
    pub(super) fn list(&mut self, place: Place<'_>) -> Option<List<'_>> {
        match place {
            Place::Fields(page) => {
                let pages = List::of(self.doc.as_table_mut(), "pages")?;
                List::of(pages.entry(page)?.0, "fields")
            }
            root => List::of(self.doc.as_table_mut(), root.key()),
        }
    }

    /// A list of the text, begun where there is none.
    pub(super) fn list_begun(&mut self, place: Place<'_>) -> Option<List<'_>> {
        match place {
            Place::Fields(page) => {
                self.entry(Place::Pages, page)?;
                let pages = List::of(self.doc.as_table_mut(), "pages")?;
                let (page, headed) = pages.entry(page)?;
                List::begun(page, "fields", headed)
            }
            root => List::begun(self.doc.as_table_mut(), root.key(), true),
        }
    }

    /// An entry of the text, begun where what is below has it and the text says nothing of it yet.
    pub(super) fn entry(&mut self, place: Place<'_>, id: &str) -> Option<&mut dyn TableLike> {
        let mut list = self.list_begun(place)?;
        if !list.ids().iter().any(|it| it == id) {
            let key = if matches!(place, Place::Facts) { "key" } else { "id" };
            list.push(entry(key, id));
        }
        self.list(place)?.entry(id).map(|it| it.0)
    }

    /// Puts a key of a box, or takes it out.
    pub(super) fn put(
        &mut self,
        page: &str,
        field: &str,
        key: &str,
        value: Option<Value>,
    ) -> Option<()> {
        if let Some(value) = value {
            set(self.entry(Place::Fields(page), field)?, key, value);
            return Some(());
        }
        if let Some((it, _)) = self.list(Place::Fields(page)).and_then(|it| it.entry(field)) {
            it.remove(key);
        }
        if self.has_below(page, field, key) {
            self.take_out(&format!("pages.{page}.fields.{field}.{key}"));
        }
        Some(())
    }

    /// Has the text say that something of what is below goes.
    pub(super) fn take_out(&mut self, path: &str) {
        let root = self.doc.as_table_mut();
        if !root.get("remove").is_some_and(Item::is_array) {
            root.insert("remove", Item::Value(Value::Array(Array::new())));
        }
        if let Some(Item::Value(Value::Array(all))) = root.get_mut("remove")
            && !all.iter().any(|it| it.as_str() == Some(path))
        {
            all.push(path);
        }
    }

    /// Takes an entry out of the text; a remark that stood before it and is about what follows stays.
    pub(super) fn forget(&mut self, place: Place<'_>, id: &str) {
        let Some((head, at)) = self.list(place).and_then(|mut it| it.remove(id)) else { return };
        if !head.contains('#') {
            return;
        }
        let mut places = Vec::new();
        places_of(self.doc.as_table(), &mut places);
        let Some(next) = places.into_iter().filter(|it| *it > at).min() else {
            let rest = self.doc.trailing().as_str().unwrap_or_default().to_owned();
            self.doc.set_trailing(format!("{head}{rest}"));
            return;
        };
        if let Some(table) = standing(self.doc.as_table_mut(), next) {
            let own = prefix(table);
            table.decor_mut().set_prefix(format!("{}{own}", head.trim_end_matches('\n')));
        }
    }

    /// What the text calls the source of what it adds; one is begun where there is none.
    pub(super) fn source(&mut self, year: i32) -> String {
        let own = self.doc.get("sources").and_then(Item::as_table_like);
        if let Some((id, _)) = own.and_then(|it| it.iter().next()) {
            return id.to_owned();
        }
        let id = "own";
        let mut source = toml_edit::InlineTable::new();
        source.insert("year", Value::from(i64::from(year)));
        let title = Text::new(format!("{year} 年通知"), format!("Notice of {year}"));
        source.insert("title", words(&title));
        let mut sources = Table::new();
        sources.insert(id, Item::Value(Value::InlineTable(source)));
        self.doc.as_table_mut().insert("sources", Item::Table(sources));
        id.to_owned()
    }

    /// An id that nothing in a list has.
    pub(super) fn free(&self, place: Place<'_>, word: &str) -> String {
        let mut taken = self.ids(place);
        taken.extend(ids(&self.below, place));
        let all = (1..).map(|n| format!("{word}-{n}"));
        all.into_iter().find(|it| !taken.contains(it)).unwrap_or_default()
    }
}

fn ids(pack: &Read, place: Place<'_>) -> Vec<String> {
    match place {
        Place::Fields(page) => {
            let page = found(pack, "pages", page);
            page.into_iter().flat_map(|it| entries(it, "fields")).map(id_of).collect()
        }
        root => entries(pack, root.key()).map(id_of).collect(),
    }
}

/// The table that stands at a place of the text.
fn standing(table: &mut Table, at: isize) -> Option<&mut Table> {
    if table.position() == Some(at) {
        return Some(table);
    }
    table.iter_mut().find_map(|(_, it)| match it {
        Item::Table(it) => standing(it, at),
        Item::ArrayOfTables(it) => ArrayOfTables::iter_mut(it).find_map(|it| standing(it, at)),
        _ => None,
    })
}

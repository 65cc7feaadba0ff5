//! A list of tables in a text, whichever of its two forms it has: entries under headers of their own, or between brackets.

use toml_edit::{Array, ArrayOfTables, Item, Table, TableLike, Value};

/// Such a list.
pub(super) enum List<'a> {
    Headed(&'a mut ArrayOfTables),
    Inline(&'a mut Array),
}

impl<'a> List<'a> {
    /// The list under a key, if there is one.
    pub(super) fn of(table: &'a mut dyn TableLike, key: &str) -> Option<Self> {
        match table.get_mut(key)? {
            Item::ArrayOfTables(it) => Some(Self::Headed(it)),
            Item::Value(Value::Array(it)) => Some(Self::Inline(it)),
            _ => None,
        }
    }

    /// The same, begun where there is none: under headers, unless the table itself stands between brackets.
    pub(super) fn begun(table: &'a mut dyn TableLike, key: &str, headed: bool) -> Option<Self> {
        let empty = |it: &Item| it.as_array().is_some_and(Array::is_empty);
        if headed && table.get(key).is_some_and(empty) {
            table.remove(key);
        }
        if table.get(key).is_none_or(Item::is_none) {
            let list = if headed {
                Item::ArrayOfTables(ArrayOfTables::new())
            } else {
                Item::Value(Value::Array(Array::new()))
            };
            table.insert(key, list);
        }
        Self::of(table, key)
    }

    pub(super) fn ids(&self) -> Vec<String> {
        // A fact's id is its key.
        let id = |it: &dyn TableLike| {
            let id = it.get("id").or_else(|| it.get("key")).and_then(Item::as_str);
            id.unwrap_or_default().to_owned()
        };
        match self {
            Self::Headed(it) => it.iter().map(|it| id(it)).collect(),
            Self::Inline(it) => {
                let tables = it.iter().map(Value::as_inline_table);
                tables.map(|it| it.map(|it| id(it)).unwrap_or_default()).collect()
            }
        }
    }

    /// The entry with an id, to be changed; whether it has a header tells how what is in it is written.
    pub(super) fn entry(self, id: &str) -> Option<(&'a mut dyn TableLike, bool)> {
        let at = self.ids().iter().position(|it| it == id)?;
        match self {
            Self::Headed(it) => it.get_mut(at).map(|it| (it as &mut dyn TableLike, true)),
            Self::Inline(it) => {
                let table = it.get_mut(at)?.as_inline_table_mut()?;
                Some((table, false))
            }
        }
    }

    /// Puts an entry at the end.
    pub(super) fn push(&mut self, entry: Table) {
        match self {
            Self::Headed(it) => it.push(entry),
            Self::Inline(it) => {
                let last = it.iter().last().map(|it| it.decor().clone());
                let many = it.len() > 1 || it.trailing_comma();
                let mut value = Value::InlineTable(entry.into_inline_table());
                if let Some(decor) = last.filter(|_| many) {
                    // A comment is the other's.
                    let prefix = decor.prefix().and_then(|it| it.as_str()).unwrap_or(" ");
                    let blank = prefix.rsplit('\n').next().unwrap_or_default();
                    let broken = if prefix.contains('\n') { "\n" } else { "" };
                    value.decor_mut().set_prefix(format!("{broken}{blank}"));
                    value.decor_mut().set_suffix("");
                    it.push_formatted(value);
                } else {
                    it.push(value);
                }
            }
        }
    }

    /// Takes an entry out. What comes back is a remark that stood before it and is not its own, and where it stood.
    pub(super) fn remove(&mut self, id: &str) -> Option<(String, isize)> {
        let at = self.ids().iter().position(|it| it == id)?;
        match self {
            Self::Headed(it) => {
                let gone = it.remove(at);
                let (head, _) = parted(&prefix(&gone));
                let mut places = Vec::new();
                places_of(&gone, &mut places);
                Some((head, places.into_iter().max().unwrap_or_default()))
            }
            Self::Inline(it) => {
                it.remove(at);
                Some((String::new(), 0))
            }
        }
    }

    /// Puts the entries into another order, given by their old numbers. Remarks about what follows them stay where they are, those of an
    /// entry go with it.
    pub(super) fn reorder(&mut self, order: &[usize]) {
        match self {
            Self::Headed(it) => reorder_headed(it, order),
            Self::Inline(it) => {
                let old: Vec<Value> = it.iter().cloned().collect();
                for (at, from) in order.iter().enumerate() {
                    let (Some(here), Some(new)) = (old.get(at), old.get(*from)) else { continue };
                    let mut new = new.clone();
                    let said = |it: &Value| {
                        let prefix = it.decor().prefix().and_then(|it| it.as_str());
                        prefix.is_some_and(|it| it.contains('#'))
                    };
                    if !said(here) && !said(&new) {
                        *new.decor_mut() = here.decor().clone();
                    }
                    it.replace_formatted(at, new);
                }
            }
        }
    }
}

fn reorder_headed(list: &mut ArrayOfTables, order: &[usize]) {
    let old: Vec<Table> = list.iter().cloned().collect();
    let mut places = Vec::new();
    for it in &old {
        places_of(it, &mut places);
    }
    places.sort_unstable();
    let mut places = places.into_iter();
    for (at, from) in order.iter().enumerate() {
        let (Some(here), Some(new), Some(slot)) = (old.get(at), old.get(*from), list.get_mut(at))
        else {
            continue;
        };
        let (head, _) = parted(&prefix(here));
        let (_, own) = parted(&prefix(new));
        *slot = new.clone();
        slot.decor_mut().set_prefix(format!("{head}{own}"));
        place(slot, &mut places);
    }
}

/// What stands before a header.
pub(super) fn prefix(table: &Table) -> String {
    let prefix = table.decor().prefix().and_then(|it| it.as_str());
    prefix.unwrap_or("\n").to_owned()
}

/// Remarks before a header: those that a blank line parts from it are about what follows, the others are its own.
fn parted(prefix: &str) -> (String, String) {
    match prefix.rsplit_once("\n\n") {
        Some((head, own)) => (format!("{head}\n\n"), own.to_owned()),
        None => match prefix.strip_prefix('\n') {
            Some(own) => ("\n".to_owned(), own.to_owned()),
            None => (String::new(), prefix.to_owned()),
        },
    }
}

/// Where a table and those in it stand.
pub(super) fn places_of(table: &Table, places: &mut Vec<isize>) {
    places.extend(table.position());
    for (_, it) in table {
        match it {
            Item::Table(it) => places_of(it, places),
            Item::ArrayOfTables(it) => it.iter().for_each(|it| places_of(it, places)),
            _ => {}
        }
    }
}

fn place(table: &mut Table, places: &mut impl Iterator<Item = isize>) {
    if table.position().is_some() {
        table.set_position(places.next());
    }
    for (_, it) in table.iter_mut() {
        match it {
            Item::Table(it) => place(it, places),
            Item::ArrayOfTables(it) => it.iter_mut().for_each(|it| place(it, places)),
            _ => {}
        }
    }
}

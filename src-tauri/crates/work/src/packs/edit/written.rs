//! Values as a pack writes them.

use beishen_document::Text;
use toml_edit::{Array, InlineTable, Item, Table, TableLike, Value};

/// Puts a value under a key, with the remarks that stood there.
pub(super) fn set(table: &mut dyn TableLike, key: &str, mut value: Value) {
    if let Some(Item::Value(old)) = table.get(key) {
        *value.decor_mut() = old.decor().clone();
    }
    if let Some(there) = table.get_mut(key) {
        *there = Item::Value(value);
    } else {
        table.insert(key, Item::Value(value));
    }
}

/// A text; without English there is none in it.
pub(super) fn words(text: &Text) -> Value {
    let mut it = InlineTable::new();
    it.insert("zh", Value::from(text.zh.as_str()));
    if !text.en.is_empty() {
        it.insert("en", Value::from(text.en.as_str()));
    }
    Value::InlineTable(it)
}

/// A list with a line for each entry.
pub(super) fn lines(entries: Vec<Value>) -> Value {
    let mut list = Array::new();
    for mut it in entries {
        it.decor_mut().set_prefix("\n  ");
        it.decor_mut().set_suffix("");
        list.push_formatted(it);
    }
    if !list.is_empty() {
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    }
    Value::Array(list)
}

/// A new entry of a list.
pub(super) fn entry(key: &str, id: &str) -> Table {
    let mut it = Table::new();
    it.insert(key, Item::Value(Value::from(id)));
    it
}

/// A value that was read, to be written again.
pub(super) fn again(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(it) => Value::from(it.as_str()),
        toml::Value::Integer(it) => Value::from(*it),
        toml::Value::Float(it) => Value::from(*it),
        toml::Value::Boolean(it) => Value::from(*it),
        toml::Value::Datetime(it) => Value::from(it.to_string()),
        toml::Value::Array(all) => Value::Array(all.iter().map(again).collect()),
        toml::Value::Table(it) => {
            Value::InlineTable(it.iter().map(|(key, it)| (key.as_str(), again(it))).collect())
        }
    }
}

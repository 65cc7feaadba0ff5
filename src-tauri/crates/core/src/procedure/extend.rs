//! A pack that extends another says only what differs.
//!
//! What it gives replaces what the other pack has. A list whose entries have ids is merged: an entry with a known id
//! changes the keys it gives, a new one goes to the end, or to where `insert_after` says; `remove` takes entries out.
//! All this happens before the pack is understood, so an element that is new to packs needs nothing here.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::PackError;
use crate::{
    procedure::toml::read_table,
    unfit::{in_chinese, missing},
};

/// Packs that one pack may rest on, one behind the other.
const LONGEST: usize = 4;
const EXTENDS: &str = "extends";
const REMOVE: &str = "remove";
const AFTER: &str = "insert_after";

/// A pack that is complete in itself.
pub(super) struct Whole {
    pub(super) table: Table,
    /// The id of the pack it extends.
    pub(super) extends: Option<String>,
    /// Its id and those of the packs it rests on.
    pub(super) line: Vec<String>,
}

/// The pack complete in itself.
pub(super) fn complete(
    file: &str,
    text: &str,
    find: &dyn Fn(&str) -> Option<String>,
) -> Result<Whole, PackError> {
    let table = read_table(file, text)?;
    if !table.contains_key(EXTENDS) {
        let line = id_of(&table).map(str::to_owned).into_iter().collect();
        return Ok(Whole { table, extends: None, line });
    }
    let Some(Value::String(id)) = table.get("id").cloned() else {
        let why = missing("id");
        return Err(PackError::new(file, "id", in_chinese(&why), why));
    };
    let parent = table.get(EXTENDS).and_then(Value::as_str).map(str::to_owned);
    let mut line = vec![id];
    let table = extended(file, table, &mut line, find)?;
    Ok(Whole { table, extends: parent, line })
}

/// Puts a pack that extends this one over it, all but what it is called.
pub(super) fn correct(file: &str, below: &mut Whole, text: &str) -> Result<(), PackError> {
    let mut above = read_table(file, text)?;
    below.line.extend(id_of(&above).map(str::to_owned));
    for key in ["id", "title", EXTENDS] {
        above.remove(key);
    }
    merge(file, &mut below.table, above)
}

/// `line` are the ids of the packs that rest on this one, itself last.
fn extended(
    file: &str,
    mut table: Table,
    line: &mut Vec<String>,
    find: &dyn Fn(&str) -> Option<String>,
) -> Result<Table, PackError> {
    let parent = match table.remove(EXTENDS) {
        None => return Ok(table),
        Some(Value::String(parent)) => parent,
        Some(_) => {
            let (zh, en) = ("要写一个办理事项的名称", "it is the id of one pack");
            return Err(PackError::new(file, EXTENDS, zh, en));
        }
    };
    let broken = |zh: String, en: String| Err(PackError::new(file, EXTENDS, zh, en));
    if line.contains(&parent) {
        return broken(
            format!("绕了一圈又回到“{parent}”，请改成别的"),
            format!("it comes back to `{parent}`; extend another pack"),
        );
    }
    if line.len() > LONGEST {
        return broken(
            format!("最多连续扩展 {LONGEST} 层，请减少"),
            format!("over {LONGEST} packs rest on each other; use fewer"),
        );
    }
    let Some(text) = find(&parent) else {
        return broken(
            format!("没有安装“{parent}”，请先导入它"),
            format!("`{parent}` is not installed; import it first"),
        );
    };
    let name = format!("{parent}.toml");
    let below = read_table(&name, &text)?;
    line.push(parent);
    let mut whole = extended(&name, below, line, find)?;
    merge(file, &mut whole, table)?;
    Ok(whole)
}

/// Puts what a pack gives over what the pack below it has.
fn merge(file: &str, below: &mut Table, mut above: Table) -> Result<(), PackError> {
    for (at, path) in paths(file, above.remove(REMOVE))?.into_iter().enumerate() {
        if !remove(below, &path) {
            return Err(PackError::new(
                file,
                format!("{REMOVE}[{at}]"),
                format!("没有“{path}”可以去掉"),
                format!("there is no `{path}` to remove"),
            ));
        }
    }
    // Sources are cited by every part of a pack, so each is a thing of its own.
    if let (Some(Value::Table(_)), Some(Value::Table(sources))) =
        (above.get("sources"), below.get_mut("sources"))
        && let Some(Value::Table(given)) = above.remove("sources")
    {
        sources.extend(given);
    }
    over(file, "", below, above)
}

/// The keys given replace the ones below; lists of entries with ids are merged.
fn over(file: &str, here: &str, below: &mut Table, above: Table) -> Result<(), PackError> {
    for (key, given) in above {
        let path = if here.is_empty() { key.clone() } else { format!("{here}.{key}") };
        let there = below.entry(key).or_insert_with(|| Value::Array(Vec::new()));
        match (there, given) {
            (Value::Array(there), Value::Array(given))
                if has_ids(there) && has_ids(&given) && !given.is_empty() =>
            {
                entries(file, &path, there, given)?;
            }
            (there, given) => *there = given,
        }
    }
    Ok(())
}

fn entries(
    file: &str,
    here: &str,
    there: &mut Vec<Value>,
    given: Vec<Value>,
) -> Result<(), PackError> {
    let mut seen = BTreeSet::new();
    // Entries that go behind the same one stay in the order in which they are written.
    let mut followers: Vec<(String, String)> = Vec::new();
    for (at, entry) in given.into_iter().enumerate() {
        let Value::Table(mut entry) = entry else { continue };
        let id = id_of(&entry).unwrap_or_default().to_owned();
        let path = format!("{here}[{at}]");
        if !seen.insert(id.clone()) {
            let (zh, en) = (format!("“{id}”重复"), format!("`{id}` is given twice"));
            return Err(PackError::new(file, format!("{path}.id"), zh, en));
        }
        let after = match entry.remove(AFTER) {
            None => None,
            Some(Value::String(after)) => Some(after),
            Some(_) => {
                let (zh, en) = ("要写一个名称", "it is one id");
                return Err(PackError::new(file, format!("{path}.{AFTER}"), zh, en));
            }
        };
        let old = place(there, &id);
        let entry = match old.and_then(|it| there.get_mut(it)) {
            Some(Value::Table(known)) => {
                over(file, &path, known, entry)?;
                if after.is_none() {
                    continue;
                }
                std::mem::take(known)
            }
            _ => entry,
        };
        if let Some(old) = old {
            there.remove(old);
            followers.retain(|it| it.0 != id); // it moves alone
        }
        let Some(after) = after else {
            there.push(Value::Table(entry));
            continue;
        };
        let mut behind = &after;
        while let Some((_, follower)) = followers.iter().rfind(|it| it.0 == *behind) {
            behind = follower;
        }
        let Some(behind) = place(there, behind) else {
            return Err(PackError::new(
                file,
                format!("{path}.{AFTER}"),
                format!("没有“{after}”可以排在后面"),
                format!("there is no `{after}` to stand behind"),
            ));
        };
        there.insert(behind + 1, Value::Table(entry));
        followers.push((after, id));
    }
    Ok(())
}

fn paths(file: &str, given: Option<Value>) -> Result<Vec<String>, PackError> {
    let paths = given.map_or_else(|| Ok(Vec::new()), Value::try_into);
    paths.map_err(|_| {
        let (zh, en) = (
            "要写成一列名称，如 [\"help.no-mail\"]",
            "it is a list of paths, such as [\"help.no-mail\"]",
        );
        PackError::new(file, REMOVE, zh, en)
    })
}

/// Takes out what `path` names: keys and ids joined by dots. Ids may hold dots themselves.
fn remove(table: &mut Table, path: &str) -> bool {
    let Some((key, rest)) = path.split_once('.') else { return table.remove(path).is_some() };
    match table.get_mut(key) {
        Some(Value::Table(inner)) => remove(inner, rest),
        Some(Value::Array(entries)) => {
            if let Some(at) = place(entries, rest) {
                entries.remove(at);
                return true;
            }
            entries.iter_mut().filter_map(Value::as_table_mut).any(|entry| {
                let inside = id_of(entry).and_then(|id| rest.strip_prefix(id)?.strip_prefix('.'));
                inside.is_some_and(|inside| remove(entry, inside))
            })
        }
        _ => false,
    }
}

/// Whether entries are told apart by ids; of none, nothing speaks against it.
fn has_ids(entries: &[Value]) -> bool {
    entries.iter().all(|it| it.as_table().and_then(id_of).is_some())
}

/// A key of the whole pack with ids in place of numbers: nobody has written the list that the numbers count.
pub(super) fn by_id(pack: &Table, key: &str) -> String {
    let (mut named, mut level) = (Vec::new(), Some(pack));
    for part in key.split('.') {
        let (word, at) = part.split_once('[').unwrap_or((part, ""));
        let below = level.and_then(|it| it.get(word));
        let at = at.strip_suffix(']').and_then(|it| it.parse::<usize>().ok());
        let entry = at.and_then(|at| below?.as_array()?.get(at)?.as_table());
        match entry.and_then(id_of) {
            Some(id) => named.extend([word, id]),
            None => named.push(part),
        }
        level = entry.or_else(|| below?.as_table());
    }
    named.join(".")
}

/// A fact's id is its key.
fn id_of(entry: &Table) -> Option<&str> {
    entry.get("id").or_else(|| entry.get("key")).and_then(Value::as_str)
}

fn place(entries: &[Value], id: &str) -> Option<usize> {
    entries.iter().position(|it| it.as_table().and_then(id_of) == Some(id))
}

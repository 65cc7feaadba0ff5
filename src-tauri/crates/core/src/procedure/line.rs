//! Where in a pack's text something stands: an editor shows the line beside the reason.

use ::toml::de::{DeArray, DeTable, DeValue};

use super::limits;

/// The line, counted from 1, on which the `key` of a [`super::PackError`] stands, or else what it is in. Of a text that is no TOML it is the
/// line where that shows.
pub fn line_of(text: &str, key: &str) -> usize {
    // More than a pack may have is not read.
    if limits::size("", text.len()).is_err() {
        return 1;
    }
    let at = match DeTable::parse(text) {
        Ok(table) => in_table(table.get_ref(), key),
        Err(error) => error.span().map(|it| it.start),
    };
    let before = text.as_bytes().get(..at.unwrap_or_default()).unwrap_or_default();
    before.split(|it| *it == b'\n').count()
}

/// Where the key stands; keys may hold dots themselves, so the longest that fits is meant.
fn in_table(table: &DeTable<'_>, key: &str) -> Option<usize> {
    let known = table.iter().filter_map(|it| Some((it, rest_of(key, it.0.get_ref())?)));
    let ((name, value), rest) = known.max_by_key(|((name, _), _)| name.get_ref().len())?;
    let below = match value.get_ref() {
        DeValue::Table(below) => in_table(below, rest.trim_start_matches('.')),
        DeValue::Array(below) => in_array(below, rest),
        _ => None,
    };
    Some(below.unwrap_or(name.span().start))
}

/// An entry is named by its number or by its id.
fn in_array(entries: &DeArray<'_>, key: &str) -> Option<usize> {
    let (entry, rest) = if let Some(numbered) = key.strip_prefix('[') {
        let (number, rest) = numbered.split_once(']')?;
        (entries.get(number.parse::<usize>().ok()?)?, rest)
    } else {
        let key = key.strip_prefix('.')?;
        let known = entries.iter().filter_map(|it| Some((it, rest_of(key, id_of(it.get_ref())?)?)));
        known.min_by_key(|it| it.1.len())?
    };
    let below = match entry.get_ref() {
        DeValue::Table(below) => in_table(below, rest.trim_start_matches('.')),
        DeValue::Array(below) => in_array(below, rest),
        _ => None,
    };
    Some(below.unwrap_or(entry.span().start))
}

fn id_of<'a>(entry: &'a DeValue<'_>) -> Option<&'a str> {
    let named = |key: &str| entry.as_table()?.iter().find(|it| it.0.get_ref() == key);
    named("id").or_else(|| named("key"))?.1.get_ref().as_str()
}

/// What of the key stands behind a name, if it begins with it.
fn rest_of<'a>(key: &'a str, name: &str) -> Option<&'a str> {
    let rest = key.strip_prefix(name)?;
    (rest.is_empty() || rest.starts_with(['.', '['])).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACK: &str = "# 某校\nid = \"a-school\"\n\n[sources]\nschool = { year = 2026 }\n\n[[pages]]\nid = \"basic\"\n\n\
        [[pages.fields]]\nid = \"name\"\nfact = \"person.name\"\n\n[[pages.fields]]\nid = \"person.sex\"\nrequired = true\n\n\
        [[pages]]\nid = \"more\"\ntitle = { zh = \"更多\" }\n";

    #[test]
    fn a_key_is_found_by_number_or_by_id_and_else_what_it_is_in() {
        for (key, line) in [
            ("id", 2),
            ("sources.school.year", 5),
            ("sources.none", 4),
            ("pages[0].fields[0].fact", 12),
            ("pages.basic.fields.name.fact", 12),
            ("pages.basic.fields.person.sex.required", 16),
            ("pages[1].title.en", 20),
            ("pages[1].source", 18),
            ("pages[7]", 7),
            ("nothing", 1),
            (".", 1),
        ] {
            assert_eq!(line_of(PACK, key), line, "{key}");
        }
        assert_eq!(line_of("id = \"a\"\r\n\r\ntitle = ", "."), 3);
        assert_eq!(line_of("", "id"), 1);
    }
}

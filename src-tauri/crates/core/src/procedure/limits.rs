//! How large a pack may be, by itself and together with what it extends; and no character in it is invisible.

use toml::{Table, Value};

use super::PackError;

/// Bytes. The largest pack of ours is a tenth of it.
const LARGEST: usize = 512 * 1024;
/// Levels of tables and arrays. The deepest pack of ours has seven.
const DEEPEST: usize = 16;
/// Entries of one list. The longest of ours has thirty.
const MOST_ENTRIES: usize = 500;
/// Fields of all pages together.
const MOST_FIELDS: usize = 1_000;
/// Characters of one text. The longest of ours has two hundred.
const LONGEST_TEXT: usize = 1_000;
/// Characters of one key.
const LONGEST_KEY: usize = 64;

/// What is wrong, and where: keys and places, the innermost first.
struct Beyond {
    at: Vec<String>,
    zh: String,
    en: String,
}

/// Refuses what has too many bytes.
pub(super) fn size(file: &str, bytes: usize) -> Result<(), PackError> {
    if bytes <= LARGEST {
        return Ok(());
    }
    Err(PackError::new(
        file,
        ".",
        format!("文件超过 {} KB，请缩短", LARGEST / 1024),
        format!("the file is over {} KB; shorten it", LARGEST / 1024),
    ))
}

/// Refuses what is too deep, too long or holds characters that nobody sees.
pub(super) fn hold(file: &str, pack: &Table) -> Result<(), PackError> {
    let mut bytes = 0;
    table(pack, 1, &mut bytes).map_err(|Beyond { mut at, zh, en }| {
        at.reverse();
        let key = at.concat();
        let key = key.strip_prefix('.').filter(|it| !it.is_empty()).unwrap_or(".");
        PackError::new(file, key, zh, en)
    })?;
    size(file, bytes)?;
    let pages = pack.get("pages").and_then(Value::as_array).into_iter().flatten();
    let fields: usize = pages.filter_map(|it| it.get("fields")?.as_array()).map(Vec::len).sum();
    if fields <= MOST_FIELDS {
        return Ok(());
    }
    Err(PackError::new(
        file,
        "pages",
        format!("填报项共 {fields} 个，最多 {MOST_FIELDS} 个，请减少"),
        format!("there are {fields} fields, at most {MOST_FIELDS} are taken; use fewer"),
    ))
}

fn table(table: &Table, depth: usize, bytes: &mut usize) -> Result<(), Beyond> {
    shallow(depth)?;
    for (key, value) in table {
        text(key, LONGEST_KEY)?;
        *bytes += key.len();
        any(value, depth + 1, bytes).map_err(|it| it.inside(format!(".{key}")))?;
    }
    Ok(())
}

fn any(value: &Value, depth: usize, bytes: &mut usize) -> Result<(), Beyond> {
    match value {
        Value::Table(inner) => table(inner, depth, bytes),
        Value::Array(entries) => {
            shallow(depth)?;
            let n = entries.len();
            if n > MOST_ENTRIES {
                return Err(Beyond::new(
                    format!("共 {n} 项，最多 {MOST_ENTRIES} 项，请减少"),
                    format!("there are {n} entries, at most {MOST_ENTRIES} are taken; use fewer"),
                ));
            }
            entries.iter().enumerate().try_for_each(|(at, entry)| {
                any(entry, depth + 1, bytes).map_err(|it| it.inside(format!("[{at}]")))
            })
        }
        Value::String(words) => {
            *bytes += words.len();
            text(words, LONGEST_TEXT)
        }
        _ => {
            *bytes += 1;
            Ok(())
        }
    }
}

fn shallow(depth: usize) -> Result<(), Beyond> {
    if depth <= DEEPEST {
        return Ok(());
    }
    Err(Beyond::new(
        format!("嵌套超过 {DEEPEST} 层，请简化"),
        format!("nested over {DEEPEST} levels; simplify it"),
    ))
}

fn text(words: &str, longest: usize) -> Result<(), Beyond> {
    if let Some(c) = words.chars().find(|it| is_invisible(*it)) {
        let code = u32::from(c);
        return Err(Beyond::new(
            format!("含看不见的字符 U+{code:04X}，请删去"),
            format!("it holds the invisible character U+{code:04X}; delete it"),
        ));
    }
    let n = words.chars().count();
    if n <= longest {
        return Ok(());
    }
    Err(Beyond::new(
        format!("有 {n} 个字，最多 {longest} 个，请缩短"),
        format!("it has {n} characters, at most {longest} are taken; shorten it"),
    ))
}

/// Control characters, marks of direction, spaces without width and fillers: a text with them is not what it seems.
fn is_invisible(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

impl Beyond {
    fn new(zh: String, en: String) -> Self {
        Self { at: Vec::new(), zh, en }
    }

    fn inside(mut self, part: String) -> Self {
        self.at.push(part);
        self
    }
}

//! The keys a name is searched by: a name is a row of glyphs, and a glyph knows every way its
//! character is typed.

use std::collections::HashMap;
use std::fmt::Write;

use pinyin::ToPinyinMulti;

/// A character has hardly ever more than four readings that anybody types; the rest is dictionary
/// lore.
const READINGS: usize = 4;

/// Every different character of all tables, once.
#[derive(Default)]
pub(crate) struct Glyphs {
    numbers: HashMap<(char, bool), usize>,
    source: String,
}

impl Glyphs {
    /// The keys of an entry's names one after the other, a 0 behind each. Punctuation and blanks
    /// are left out, as they are of a query. One flat list, for rustc is slow at many small ones.
    pub(crate) fn keys<'a>(&mut self, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let mut keys = Vec::new();
        for name in names {
            self.add(name, &mut keys);
            keys.push(0);
        }
        keys
    }

    fn add(&mut self, name: &str, keys: &mut Vec<usize>) {
        let mut inside_word = false;
        for c in name.chars().flat_map(char::to_lowercase).map(unaccented) {
            if c.is_alphanumeric() {
                let starts = !c.is_ascii() || !inside_word;
                keys.push(self.number(c, starts));
            }
            inside_word = c.is_ascii_alphanumeric();
        }
    }

    fn number(&mut self, c: char, starts: bool) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry((c, starts)).or_insert_with(|| {
            let readings = readings(c);
            let letters = readings.iter().filter_map(|reading| reading.bytes().next());
            let initials = letters.fold(0_u32, |set, letter| set | 1 << (letter - b'a'));
            let (high, low) = (initials >> 16, initials & 0xFFFF);
            let _ = writeln!(
                self.source,
                "Glyph {{ han: {c:?}, starts: {starts}, initials: 0x{high:04x}_{low:04x}, \
                 readings: &{readings:?} }},"
            );
            next
        })
    }

    pub(crate) fn source(&self) -> String {
        format!("pub(crate) static GLYPHS: &[Glyph] = &[\n{}];\n", self.source)
    }
}

/// Plain syllables in a–z, most common first; ü is typed as v or as u.
fn readings(c: char) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain) {
        for typed in [reading.replace('ü', "v"), reading.replace('ü', "u")] {
            if !found.contains(&typed) && typed.bytes().all(|byte| byte.is_ascii_lowercase()) {
                found.push(typed);
            }
        }
    }
    found.truncate(READINGS);
    found
}

/// The letters of English country names that are not in a–z.
fn unaccented(c: char) -> char {
    match c {
        'å' | 'ã' | 'á' => 'a',
        'ç' => 'c',
        'é' | 'è' => 'e',
        'í' => 'i',
        'ô' | 'ó' => 'o',
        'ü' => 'u',
        other => other,
    }
}

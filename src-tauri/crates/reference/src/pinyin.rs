//! How a name is spelt in letters (GB/T 28039-2011, 中国人名汉语拼音字母拼写规则), and which spellings a
//! character can have.

use pinyin::ToPinyinMulti;

use crate::tables::{NAME_READINGS, SURNAMES};

/// A surname that is spelt otherwise than its character is mostly read, or has two characters, or
/// is often got wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Surname {
    /// 单, 欧阳.
    pub han: &'static str,
    /// SHAN, OUYANG.
    pub pinyin: &'static str,
    /// Spellings that are met as well and may stand in a passport.
    pub also: &'static [&'static str],
    /// What is typed by mistake; two of them with a comma between.
    pub common_mistake: Option<&'static str>,
}

/// A name in capitals, as a passport has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spelling {
    /// OUYANG; the first part of a name with middle dots.
    pub surname: String,
    /// NANA, unbroken; the other parts of a name with middle dots, a blank for each further dot.
    pub given: String,
    /// Characters of the given name that are currently read in several ways, with their spellings,
    /// the used one first.
    pub ambiguous: Vec<(char, Vec<String>)>,
    /// Characters without a reading; they are left out of the spelling.
    pub unknown: Vec<char>,
}

/// Middle dots of names in minority languages: U+00B7, and what is typed for it.
const DOTS: [char; 5] = ['·', '•', '‧', '・', '．'];

/// The longest surname of the table that the name begins with. None for a name with a middle dot,
/// which has no surname.
pub fn surname(name: &str) -> Option<&'static Surname> {
    let name = name.trim_start();
    if name.contains(DOTS) {
        return None;
    }
    SURNAMES.iter().filter(|known| name.starts_with(known.han)).max_by_key(|known| known.han.len())
}

/// The spelling of a name: surname by the table of surnames, else every character in its most
/// common reading, ü as YU.
pub fn spell(name: &str) -> Spelling {
    let name: String = name.split_whitespace().collect();
    let mut spelling = Spelling::default();
    if let Some((first, rest)) = name.split_once(DOTS) {
        spelling.surname = spelling.letters(first);
        spelling.given =
            rest.split(DOTS).map(|part| spelling.letters(part)).collect::<Vec<_>>().join(" ");
        return spelling;
    }
    // Nobody is called by a surname alone: 东方 is 东 with the given name 方.
    let known = surname(&name).filter(|known| known.han.len() < name.len());
    let mut rest = name.chars();
    spelling.surname = if let Some(known) = known {
        rest.by_ref().take(known.han.chars().count()).for_each(drop);
        known.pinyin.to_owned()
    } else {
        let first: String = rest.by_ref().take(1).collect();
        surname(&first).map_or_else(|| spelling.letters(&first), |known| known.pinyin.to_owned())
    };
    for c in rest.clone() {
        if let [_, _, ..] = in_names(c)
            && !spelling.ambiguous.iter().any(|(known, _)| *known == c)
        {
            spelling.ambiguous.push((c, in_names(c).iter().copied().map(str::to_owned).collect()));
        }
    }
    spelling.given = spelling.letters(rest.as_str());
    spelling
}

impl Spelling {
    fn letters(&mut self, han: &str) -> String {
        let mut letters = String::new();
        for c in han.chars() {
            if let Some(spelling) = in_names(c).first() {
                letters += spelling;
            } else if let Some(reading) = plain(c).next() {
                letters += &reading.replace('ü', "yu").to_uppercase();
            } else {
                self.unknown.push(c);
            }
        }
        letters
    }
}

/// The spellings of a character whose most common reading is not the one in names, or which has
/// several there.
fn in_names(c: char) -> &'static [&'static str] {
    let at = NAME_READINGS.binary_search_by(|row| row.0.cmp(&c));
    at.ok().and_then(|at| NAME_READINGS.get(at)).map_or(&[], |row| row.1)
}

/// The readings of a character without tones, most common first, in lower case with ü; empty where
/// none is known.
pub fn readings(c: char) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for reading in plain(c) {
        if !found.iter().any(|known| known == reading) {
            found.push(reading.to_owned());
        }
    }
    found
}

/// Whether the character has this reading among all of its own. ü may be written ü, u, v or yu;
/// case does not matter.
pub fn could_read(c: char, syllable: &str) -> bool {
    let syllable = syllable.to_lowercase();
    let surnames = SURNAMES.iter().filter(|known| known.han.chars().eq([c]));
    let spelt = surnames.flat_map(|known| known.also.iter().chain([&known.pinyin]));
    plain(c).any(|reading| {
        ["ü", "u", "v", "yu"].iter().any(|typed| reading.replace('ü', typed) == syllable)
    }) || spelt.into_iter().any(|known| known.eq_ignore_ascii_case(&syllable))
}

fn plain(c: char) -> impl Iterator<Item = &'static str> {
    c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain)
}

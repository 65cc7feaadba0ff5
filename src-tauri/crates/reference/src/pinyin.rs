//! How a name is spelt in letters (GB/T 28039-2011, 中国人名汉语拼音字母拼写规则), and which spellings a
//! character can have.

use pinyin::ToPinyinMulti;

use crate::tables::{NAME_READINGS, SURNAMES};

/// A surname of one character or more.
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
    /// Of several characters, and rare, while the first is a surname by itself: 刘付明 is 刘付 with
    /// the name 明, or 刘 with 付明.
    pub either: bool,
    /// The code of the only people that has it (GB/T 3304), where others have its first character as a surname and its second
    /// in given names: 马佳 of the Manchu, while 马佳琪 of the Han is 马. Empty for all others.
    pub people: &'static str,
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
    surnames(name).next()
}

/// Every surname of the table that the text begins with, the longest first.
pub fn surnames(text: &str) -> impl Iterator<Item = &'static Surname> {
    const LONGEST: usize = 5;
    (1..=LONGEST).rev().filter_map(move |length| {
        let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
        let first = text.get(..end).filter(|it| it.chars().count() == length)?;
        let at = SURNAMES.binary_search_by(|known| known.han.cmp(first)).ok()?;
        SURNAMES.get(at)
    })
}

/// The spelling of a name: surname by the table of surnames, else every character in its most
/// common reading in names.
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

/// Characters in their most common readings in names, in one word; no surname is looked for. None
/// where a reading is not known.
pub fn unbroken(han: &str) -> Option<String> {
    let mut spelling = Spelling::default();
    let letters = spelling.letters(han);
    spelling.unknown.is_empty().then_some(letters)
}

impl Spelling {
    fn letters(&mut self, han: &str) -> String {
        let mut letters = String::new();
        for (at, c) in han.chars().enumerate() {
            if let Some(spelling) = in_word(han, at).or_else(|| in_names(c).first().copied()) {
                letters += spelling;
            } else if let Some(reading) = plain(c).next() {
                letters += &capitals(reading);
            } else {
                self.unknown.push(c);
            }
        }
        letters
    }
}

/// A reading as a passport has it: lü is LYU, nü NYU, but lüe LUE and nüe NUE (announcement of the
/// National Immigration Administration, 2021-09-29).
pub fn capitals(reading: &str) -> String {
    reading.replace("üe", "ue").replace('ü', "yu").to_uppercase()
}

/// The spellings of a character whose most common reading is not the one in names, or which has
/// several there; the usual one first. Empty for all others.
pub fn in_names(c: char) -> &'static [&'static str] {
    let at = NAME_READINGS.binary_search_by(|row| row.0.cmp(&c));
    at.ok().and_then(|at| NAME_READINGS.get(at)).map_or(&[], |row| row.1)
}

/// The reading of the character at this place where it stands in a word that is read otherwise than its characters alone.
pub fn in_word(han: &str, at: usize) -> Option<&'static str> {
    const WORDS: [(&str, [&str; 2]); 2] = [("婀娜", ["E", "NUO"]), ("番禺", ["PAN", "YU"])];
    WORDS.iter().find_map(|(word, readings)| {
        let before = han.split_once(word)?.0.chars().count();
        readings.get(at.checked_sub(before)?).copied()
    })
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

/// What a name is found by besides itself: its spelling and its initials, in every reading of each of its first characters.
pub fn search_keys(name: &str) -> String {
    let readings: Vec<Vec<String>> = name
        .chars()
        .map(readings)
        .filter(|it| !it.is_empty())
        .map(|it| it.into_iter().take(3).collect())
        .collect();
    let mut spelled = vec![(String::new(), String::new())];
    for syllables in readings.iter().take(6) {
        spelled = spelled
            .iter()
            .flat_map(|(full, initials)| {
                syllables.iter().map(move |it| {
                    (
                        format!("{full}{}", it.replace('ü', "v")),
                        format!("{initials}{}", it.chars().take(1).collect::<String>()),
                    )
                })
            })
            .take(24)
            .collect();
    }
    let mut keys: Vec<String> =
        spelled.into_iter().flat_map(|(full, initials)| [full, initials]).collect();
    keys.sort();
    keys.dedup();
    keys.join(" ").trim().to_owned()
}

/// Whether letters spell a part of a text, from the beginning of any of its characters: by whole syllables, by their first letters,
/// or both in turn, in any reading of each character; the last syllable may be half typed. What is no Chinese character spells itself.
pub fn spells(letters: &str, text: &str) -> bool {
    let letters: String = letters.split_whitespace().collect::<String>().to_ascii_lowercase();
    let text: Vec<Vec<String>> = text.chars().filter(|it| !it.is_whitespace()).map(keys).collect();
    !letters.is_empty()
        && letters.chars().all(|it| it.is_ascii_alphanumeric())
        && (0..text.len()).any(|at| text.get(at..).is_some_and(|rest| begins(&letters, rest)))
}

fn begins(letters: &str, text: &[Vec<String>]) -> bool {
    // What may be left to be spelt after each character; one after the other, so that no text takes long.
    let mut left = vec![letters];
    for readings in text {
        let mut next = Vec::new();
        for rest in left {
            for reading in readings {
                if reading.starts_with(rest) {
                    return true;
                }
                let doubled = reading.get(..2).filter(|it| matches!(*it, "zh" | "ch" | "sh"));
                let parts = [Some(reading.as_str()), doubled, reading.get(..1)];
                next.extend(parts.into_iter().flatten().filter_map(|it| rest.strip_prefix(it)));
            }
        }
        next.sort_unstable_by_key(|it| it.len());
        next.dedup_by_key(|it| it.len());
        left = next;
        if left.first().is_some_and(|it| it.is_empty()) {
            return true;
        }
    }
    false
}

/// What stands for a character when it is typed without an input method.
fn keys(c: char) -> Vec<String> {
    let mut found: Vec<String> = readings(c).iter().map(|it| it.replace('ü', "v")).collect();
    if found.is_empty() {
        found.push(c.to_lowercase().collect());
    }
    found
}

fn plain(c: char) -> impl Iterator<Item = &'static str> {
    c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain)
}

#[cfg(test)]
mod tests {
    use super::{search_keys, spells};

    #[test]
    fn a_name_is_found_by_every_reading() {
        let keys = search_keys("单玉会");
        for key in ["shanyuhui", "danyuhui", "syh", "dyh"] {
            assert!(keys.split(' ').any(|it| it == key), "{key} in {keys}");
        }
        assert_eq!(search_keys("John"), "");
    }

    #[test]
    fn a_text_is_found_by_syllables_initials_and_both_in_any_reading() {
        for (letters, text) in [
            ("xs", "学士"),
            ("xueshi", "学士"),
            ("xues", "学士学位"),
            ("xshi", "学士"),
            ("ss", "硕士"),
            ("shs", "硕士"),
            ("shuo shi", "硕士"),
            ("XW", "学士学位"),
            ("sx", "单县"),
            ("dx", "单县"),
            ("nv", "女"),
            ("cscse", "CSCSE 认证"),
            ("4n", "4 年"),
        ] {
            assert!(spells(letters, text), "{letters} {text}");
        }
        for (letters, text) in
            [("xx", "学士"), ("", "学士"), ("学", "学士"), ("xueshix", "学士"), ("ueshi", "学士")]
        {
            assert!(!spells(letters, text), "{letters} {text}");
        }
        assert!(!spells(&"a".repeat(500), &"阿".repeat(400)), "and it does not take long");
    }
}

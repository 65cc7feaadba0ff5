//! 多音字: characters of a name that can be read in two ways. Which one is meant only the person knows; it is asked, never
//! decided.

use beishen_reference::pinyin::{Surname, capitals, in_names, readings};

/// A character in one of its readings.
pub(super) struct Polyphone {
    character: String,
    /// How it is read here.
    read: String,
    /// How it can be read as well; what is usual in names, if this is not.
    other: String,
    /// This is the usual reading.
    pub(super) usual: bool,
    /// The whole name with the other reading.
    pub(super) spelling: String,
}

impl Polyphone {
    fn new(character: &str, read: &str, other: &str, usual: bool) -> Self {
        let [character, read, other] = [character, read, other].map(str::to_owned);
        Self { character, read, other, usual, spelling: String::new() }
    }

    pub(super) fn spelt(self, spelling: impl Fn(&str) -> String) -> Self {
        Self { spelling: spelling(&self.other), ..self }
    }

    /// The character, the two readings, and the name with the other.
    pub(super) fn params(self) -> Vec<(&'static str, String)> {
        vec![("c", self.character), ("p", self.read), ("q", self.other), ("x", self.spelling)]
    }
}

/// A surname, if it is read otherwise than usual or often is. PARK for 朴 is no reading but another spelling.
pub(super) fn of_surname(known: &Surname, read: &str) -> Option<Polyphone> {
    let mut characters = known.han.chars();
    let (Some(c), None) = (characters.next(), characters.next()) else { return None };
    let spoken = all_readings(c);
    if read == known.pinyin {
        let other = known.also.iter().find(|it| spoken.iter().any(|one| one == **it))?;
        return Some(Polyphone::new(known.han, read, other, true));
    }
    let also = known.also.contains(&read) && spoken.iter().any(|it| it == read);
    also.then(|| Polyphone::new(known.han, read, known.pinyin, false))
}

/// A character of a given name, likewise.
pub(super) fn of_character(c: char, read: &str) -> Option<Polyphone> {
    let named = in_names(c);
    let spoken = all_readings(c);
    let usual = named.first().copied().or(spoken.first().map(String::as_str))?;
    if read != usual {
        return Some(Polyphone::new(&c.to_string(), read, usual, false));
    }
    let other = named.get(1)?;
    Some(Polyphone::new(&c.to_string(), read, other, true))
}

/// A character of a word that is read otherwise: 娜 is NUO in 婀娜.
pub(super) fn of_word(c: char, read: &str, usual: &str) -> Polyphone {
    Polyphone::new(&c.to_string(), read, usual, false)
}

/// The readings that people have a surname in, the usual one first.
pub(super) fn surname_readings(known: &Surname) -> Vec<String> {
    let spoken: Vec<String> = known.han.chars().flat_map(all_readings).collect();
    let also = known.also.iter().filter(|it| spoken.iter().any(|one| one == **it)).take(1);
    std::iter::once(&known.pinyin).chain(also).map(|it| (*it).to_owned()).collect()
}

/// The readings that given names have a character in, likewise.
pub(super) fn name_readings(c: char) -> Vec<String> {
    match in_names(c) {
        [] => all_readings(c).into_iter().take(1).collect(),
        known => known.iter().take(2).map(|it| (*it).to_owned()).collect(),
    }
}

/// Whether a dictionary has the character in this reading.
pub(super) fn is_reading(c: char, read: &str) -> bool {
    all_readings(c).iter().any(|it| it == read)
}

/// Those of the dictionary, and those of names that it lacks.
fn all_readings(c: char) -> Vec<String> {
    let mut all: Vec<String> = readings(c).iter().map(|it| capitals(it)).collect();
    for it in in_names(c) {
        if !all.iter().any(|one| one == it) {
            all.push((*it).to_owned());
        }
    }
    all
}

//! A Chinese name as surname and given name, and the letters it is spelt with.

use std::ops::Range;

use beishen_reference::pinyin::{Surname, in_word, surnames};

use super::{
    polyphone::{Polyphone, name_readings, of_character, of_surname, of_word, surname_readings},
    syllables::{Form, align, forms, forms_of_surname, readable},
};

/// A Chinese name without a middle dot, with the ways to divide it.
pub(super) struct HanName {
    characters: Vec<char>,
    /// The likeliest first.
    divisions: Vec<Division>,
}

/// One way to divide a name.
pub(super) struct Division {
    /// The surname, or the two of a double surname; none when the table has no such.
    surnames: Vec<&'static Surname>,
    /// How many characters belong to the surname.
    length: usize,
    pub(super) doubt: Option<Doubt>,
}

/// Why a division may be a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// The first characters are a surname together: 欧 with the name 阳娜娜.
    Whole,
    /// Two surnames leave a single character for the name: 刘杨 with the name 帆.
    Double,
}

/// A spelling whose letters are readings of the name's characters.
pub(super) struct Understood<'a> {
    /// The same spelling as it is written today: LYU for LV.
    pub(super) written: String,
    /// A surname with the part that was read as its character mostly is.
    pub(super) surname_misread: Option<(&'static Surname, &'a str)>,
}

impl HanName {
    /// Of somebody whose people is not known.
    pub(super) fn new(text: &str) -> Self {
        Self::of(text, None)
    }

    /// Of somebody of this people (GB/T 3304), which alone has some surnames.
    pub(super) fn of(text: &str, people: Option<&str>) -> Self {
        let characters: Vec<char> = text.chars().filter(|it| !it.is_whitespace()).collect();
        let text: String = characters.iter().collect();
        let divisions = divisions(&text, characters.len(), people);
        Self { characters, divisions }
    }

    /// Whether it has two characters, is not longer than names are, and a reading of every character is known.
    pub(super) fn is_known(&self) -> bool {
        (2..=50).contains(&self.characters.len())
            && self.characters.iter().all(|it| !forms(*it).is_empty())
    }

    /// The divisions that people mean. One, where nearly everybody means it: a surname of several characters that many bear,
    /// or a single surname. Several where nobody but the person knows: a rare surname of several characters whose first is
    /// one as well, or the surnames of both parents, of which the second may be part of the given name.
    fn ways(&self) -> Vec<&Division> {
        let sure = |it: &&Division| {
            it.length > 1 && matches!(it.surnames.as_slice(), [one] if !one.either)
        };
        if let Some(whole) = self.divisions.first().filter(sure) {
            return vec![whole];
        }
        let unknown = |it: &Division| it.surnames.is_empty() && self.characters.len() > 3;
        self.divisions.iter().filter(|it| it.doubt.is_none() && !unknown(it)).collect()
    }

    /// How many characters its given name has, at least.
    pub(super) fn likely_given(&self) -> Option<usize> {
        self.ways().iter().map(|it| self.characters.len() - it.length).min()
    }

    /// Whether its first character alone is a surname, with a given name of two.
    pub(super) fn may_be_single(&self) -> bool {
        self.characters.len() == 3 && self.may_begin(1)
    }

    /// Whether so many characters can be its surname.
    pub(super) fn may_begin(&self, length: usize) -> bool {
        self.divisions.iter().any(|it| it.length == length && !it.surnames.is_empty())
    }

    /// How it is spelt, in each way that people may mean: of each part the usual reading.
    pub(super) fn proposals(&self, reading: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let part = |range: Range<usize>| {
            let part = self.characters.get(range).unwrap_or_default();
            part.iter().collect::<String>()
        };
        let spelt = |division: &&Division| {
            let surname = match division.surnames.as_slice() {
                [] => reading(&part(0..division.length))?,
                known => known.iter().map(|it| it.pinyin).collect(),
            };
            Some(format!("{surname} {}", reading(&part(division.length..self.characters.len()))?))
        };
        self.ways().iter().filter_map(spelt).collect()
    }

    /// The letters with the one character put right that they are no reading of, in each way that may be meant; all else stays as
    /// it was written. What is usual, where more is wrong.
    pub(super) fn mended(
        &self,
        letters: &str,
        reading: impl Fn(&str) -> Option<String>,
    ) -> Vec<String> {
        let forms = self.forms_of(&self.characters);
        let wrong = readable(&forms, letters);
        let around = Around::of(&forms, wrong, letters);
        let Some((around, c)) = around.zip(self.characters.get(wrong)) else {
            return self.proposals(reading);
        };
        let mut all = Vec::new();
        for way in self.ways() {
            let readings = match way.surnames.as_slice() {
                [known] if wrong < way.length && way.length > 1 => {
                    // Characters of such a surname may be read as nowhere else.
                    let given = around.written(way.length, "");
                    all.push(format!("{} {given}", known.pinyin));
                    continue;
                }
                [known] if wrong == 0 => surname_readings(known),
                _ => name_readings(*c),
            };
            for it in readings {
                let (surname, given) =
                    (around.written_until(way.length, &it), around.written(way.length, &it));
                all.push(format!("{surname} {given}"));
            }
        }
        all.dedup();
        all
    }

    /// Reads two parts as surname and given name, by the first division that they fit.
    pub(super) fn understand<'a>(
        &self,
        surname: &'a str,
        given: &str,
    ) -> Option<(&Division, Understood<'a>)> {
        self.divisions.iter().find_map(|division| {
            let (first, rest) = self.characters.split_at_checked(division.length)?;
            let given = written(&rest.iter().map(|it| forms(*it)).collect::<Vec<_>>(), given)?;
            let (first, surname_misread) = division.read(first, surname)?;
            Some((division, Understood { written: format!("{first} {given}"), surname_misread }))
        })
    }

    /// The characters that the first of two parts is read as, where the name is divided otherwise than anybody would.
    pub(super) fn divided_elsewhere(&self, surname: &str, given: &str) -> Option<String> {
        let read = |it: &[char], part: &str| align(&self.forms_of(it), part).is_some();
        (1..self.characters.len()).find_map(|at| {
            let (first, rest) = self.characters.split_at_checked(at)?;
            (read(first, surname) && read(rest, given)).then(|| first.iter().collect())
        })
    }

    /// The letters, as they are written today, with a blank behind the surname, in each way that people may mean; of a surname
    /// that no table has, none. A way in which the surname would be misread counts only where there is no other.
    pub(super) fn divide(&self, letters: &str) -> Vec<String> {
        let forms = self.forms_of(&self.characters);
        let Some(taken) = align(&forms, letters) else { return Vec::new() };
        let taken: Vec<&str> = taken.iter().map(|it| it.written.as_str()).collect();
        let known = self.ways().into_iter().filter(|it| !it.surnames.is_empty());
        let divided = known.filter_map(|it| taken.split_at_checked(it.length));
        let divided: Vec<(String, String)> =
            divided.map(|(surname, given)| (surname.concat(), given.concat())).collect();
        let is_read = |it: &&(String, String)| {
            self.understand(&it.0, &it.1).is_some_and(|it| it.1.surname_misread.is_none())
        };
        let joined = |it: &(String, String)| format!("{} {}", it.0, it.1);
        let read: Vec<String> = divided.iter().filter(is_read).map(joined).collect();
        if read.is_empty() { divided.iter().map(joined).collect() } else { read }
    }

    /// Whether the letters are readings of the characters.
    pub(super) fn fits(&self, letters: &str) -> bool {
        align(&self.forms_of(&self.characters), letters).is_some()
    }

    /// Whether the parts are readings of the characters, as they stand or with the last part first.
    pub(super) fn fits_in_some_order(&self, parts: &[&str]) -> bool {
        let turned = parts.split_last().map(|(last, others)| format!("{last}{}", others.concat()));
        self.fits(&parts.concat()) || turned.is_some_and(|it| self.fits(&it))
    }

    /// Whether the letters begin with a reading of the first character.
    pub(super) fn begins_as(&self, letters: &str) -> bool {
        readable(&self.forms_of(&self.characters), letters) > 0
    }

    /// Whether neither the first part is a reading of the first character nor the others are readings of the last ones: letters of
    /// another name, or of another way to spell this one.
    pub(super) fn is_foreign_to(&self, parts: &[&str]) -> bool {
        let [first, rest @ ..] = parts else { return false };
        let forms = self.forms_of(&self.characters);
        let rest = rest.concat();
        let ends_so =
            (1..forms.len()).any(|at| forms.get(at..).is_some_and(|it| align(it, &rest).is_some()));
        !rest.is_empty() && readable(&forms, first) == 0 && !ends_so
    }

    /// The first character that is written in another of its readings than names mostly have it in.
    pub(super) fn read_otherwise(
        &self,
        division: &Division,
        surname: &str,
        given: &str,
    ) -> Option<Polyphone> {
        self.readings(division, surname, given).into_iter().find(|it| !it.usual)
    }

    /// Characters in their usual reading that names have in another one as well.
    pub(super) fn polyphones(&self, surname: &str, given: &str) -> Vec<Polyphone> {
        let division = self.understand(surname, given).map(|it| it.0);
        let all = division.map(|it| self.readings(it, surname, given)).unwrap_or_default();
        all.into_iter().filter(|it| it.usual).collect()
    }

    /// Every character that can be read otherwise than it is.
    fn readings(&self, division: &Division, surname: &str, given: &str) -> Vec<Polyphone> {
        let mut all = Vec::new();
        if let [known] = division.surnames.as_slice() {
            let spelt = |it: &str| format!("{it} {given}");
            all.extend(of_surname(known, surname).map(|it| it.spelt(spelt)));
        }
        let rest = self.characters.get(division.length..).unwrap_or_default();
        let read: Vec<Vec<Form>> = rest.iter().map(|it| forms(*it)).collect();
        let read: Vec<&str> =
            align(&read, given).into_iter().flatten().map(|it| it.written.as_str()).collect();
        let word: String = rest.iter().collect();
        let pairs: Vec<(char, &str)> = rest.iter().copied().zip(read).collect();
        for (at, pair) in pairs.iter().enumerate() {
            // A doubled character is read in one way: 乐乐 is LELE or YUEYUE.
            let by_word = in_word(&word, at);
            if by_word == Some(pair.1) || pairs.iter().take(at).any(|it| it == pair) {
                continue;
            }
            let spelt = |other: &str| {
                let parts = pairs.iter().map(|it| if it == pair { other } else { it.1 });
                format!("{surname} {}", parts.collect::<String>())
            };
            let polyphone = match by_word {
                Some(usual) => Some(of_word(pair.0, pair.1, usual)),
                None => of_character(pair.0, pair.1),
            };
            all.extend(polyphone.map(|it| it.spelt(spelt)));
        }
        all
    }

    /// The first character that the letters are no reading of; the whole name when it is what follows that is wrong.
    pub(super) fn first_misread(&self, letters: &str) -> String {
        let misread = self.characters.get(readable(&self.forms_of(&self.characters), letters));
        misread.map_or_else(|| self.characters.iter().collect(), char::to_string)
    }

    /// The ways to write each character; for the first of the name, as a surname too.
    fn forms_of(&self, characters: &[char]) -> Vec<Vec<Form>> {
        let mut all: Vec<Vec<Form>> = characters.iter().map(|it| forms(*it)).collect();
        let single = self
            .divisions
            .iter()
            .flat_map(|it| &it.surnames)
            .find(|it| it.han.chars().eq(characters.iter().take(1).copied()));
        if let (Some(known), Some(first)) = (single, all.first_mut()) {
            first.extend(forms_of_surname(known));
        }
        all
    }
}

impl Division {
    /// Whether the surname is made of two.
    pub(super) fn is_double(&self) -> bool {
        self.surnames.len() == 2
    }

    /// The surname as it is written today. One that is read otherwise than as a surname comes with what was typed.
    fn read<'a>(
        &self,
        characters: &[char],
        part: &'a str,
    ) -> Option<(String, Option<(&'static Surname, &'a str)>)> {
        let as_surname: Vec<Vec<Form>> =
            self.surnames.iter().map(|it| forms_of_surname(it)).collect();
        if let Some(written) = written(&as_surname, part).filter(|_| !as_surname.is_empty()) {
            return Some((written, None));
        }
        let as_characters =
            written(&characters.iter().map(|it| forms(*it)).collect::<Vec<_>>(), part);
        match *self.surnames.as_slice() {
            [known] if as_characters.is_some() || is_common_mistake(known, part) => {
                Some((known.pinyin.to_owned(), Some((known, part))))
            }
            _ => as_characters.map(|it| (it, None)),
        }
    }
}

/// Letters around one character that they are no reading of, as they are written today.
struct Around {
    before: Vec<String>,
    after: Vec<String>,
}

impl Around {
    fn of(forms: &[Vec<Form>], wrong: usize, letters: &str) -> Option<Self> {
        const LONGEST: usize = 7;
        let (before, after) = (forms.get(..wrong)?, forms.get(wrong + 1..)?);
        let all = |it: &[&Form]| it.iter().map(|it| it.written.clone()).collect();
        (0..=letters.len()).find_map(|start| {
            let before = align(before, letters.get(..start)?)?;
            (start..=letters.len().min(start + LONGEST)).find_map(|end| {
                let after = align(after, letters.get(end..)?)?;
                Some(Self { before: all(&before), after: all(&after) })
            })
        })
    }

    fn all<'a>(&'a self, here: &'a str) -> impl Iterator<Item = &'a str> {
        let [before, after] = [&self.before, &self.after].map(|it| it.iter().map(String::as_str));
        before.chain(std::iter::once(here)).chain(after)
    }

    /// What stands for the first characters, with the wrong one read so.
    fn written_until(&self, length: usize, here: &str) -> String {
        self.all(here).take(length).collect()
    }

    /// What stands for those from here on.
    fn written(&self, from: usize, here: &str) -> String {
        self.all(here).skip(from).collect()
    }
}

fn written(characters: &[Vec<Form>], letters: &str) -> Option<String> {
    Some(align(characters, letters)?.iter().map(|it| it.written.as_str()).collect())
}

/// The likeliest first: a surname of several characters, two surnames with a given name of two characters, one.
fn divisions(name: &str, count: usize, people: Option<&str>) -> Vec<Division> {
    let length = |it: &Surname| it.han.chars().count();
    let division = |surnames: Vec<&'static Surname>, doubt| {
        let length = surnames.iter().map(|it| length(it)).sum();
        Division { surnames, length, doubt }
    };
    let has =
        |it: &&Surname| it.people.is_empty() || people.is_none_or(|people| people == it.people);
    // Nobody is called by a surname alone: 东方 is 东 with the given name 方.
    let known: Vec<&'static Surname> =
        surnames(name).filter(|it| length(it) < count).filter(has).collect();
    let whole = known.iter().find(|it| length(it) > 1).copied();
    let single = known.iter().find(|it| length(it) == 1).copied();
    let mut double: Vec<Division> = Vec::new();
    for first in whole.into_iter().chain(single) {
        for second in surnames(name.strip_prefix(first.han).unwrap_or_default()).filter(has) {
            let both = length(first) + length(second);
            let given = count.saturating_sub(both);
            if (1..=2).contains(&given) && whole.is_none_or(|it| length(it) != both) {
                let short = count == 3 && given == 1;
                double.push(division(vec![first, second], short.then_some(Doubt::Double)));
            }
        }
    }
    let (sure, doubtful): (Vec<_>, Vec<_>) = double.into_iter().partition(|it| it.doubt.is_none());
    let sure_whole = whole.is_some_and(|it| !it.either);
    let single = match single {
        Some(it) => division(vec![it], sure_whole.then_some(Doubt::Whole)),
        None => {
            Division { surnames: Vec::new(), length: 1, doubt: sure_whole.then_some(Doubt::Whole) }
        }
    };
    let whole = whole.map(|it| division(vec![it], None));
    whole.into_iter().chain(sure).chain([single]).chain(doubtful).collect()
}

fn is_common_mistake(known: &Surname, part: &str) -> bool {
    known.common_mistake.is_some_and(|it| it.split(',').any(|it| it == part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_to_divide_a_name() {
        for (name, expected) in [
            ("张三", vec!["张"]),
            ("张晓明", vec!["张"]),
            ("欧阳娜娜", vec!["欧阳", "欧?"]),
            ("东方", vec!["东"]),
            ("完颜阿骨", vec!["完颜", "?"]),
            ("郑李淑芳", vec!["郑+李", "郑"]),
            ("东方岳峰", vec!["东方", "东方+岳", "东?"]),
            ("项司徒文良", vec!["项+司徒", "项"]),
            ("刘杨帆", vec!["刘", "刘+杨?"]),
            ("刘付明", vec!["刘付", "刘"]),
            ("翾堃", vec!["?"]),
            ("贺拔胜", vec!["贺拔", "贺"]),
            ("单于明", vec!["单于", "单"]),
            ("豆卢宁", vec!["豆卢", "?"]),
            ("破六韩明", vec!["破六韩", "?"]),
            ("马佳琪", vec!["马佳", "马"]),
        ] {
            let divisions = HanName::new(name).divisions;
            let shown: Vec<String> = divisions
                .iter()
                .map(|it| {
                    let han: Vec<&str> = it.surnames.iter().map(|it| it.han).collect();
                    let doubt = it.doubt.is_some() || it.surnames.is_empty();
                    format!("{}{}", han.join("+"), if doubt { "?" } else { "" })
                })
                .collect();
            let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            let pass = shown == expected;
            assert!(pass, "{name}: {shown:?}");
        }
    }

    #[test]
    fn a_clan_of_one_people_is_no_surname_of_another() {
        for (name, people, expected) in [
            ("马佳琪", Some("01"), Some("MA JIAQI")),
            ("马佳琪", Some("03"), Some("MA JIAQI")),
            ("马佳琪", Some("11"), None),
            ("马佳琪", None, None),
            ("章佳怡", Some("01"), Some("ZHANG JIAYI")),
            ("佟佳明", Some("11"), None),
            ("瓜尔佳明", Some("01"), Some("GUAERJIA MING")),
        ] {
            let reading = |it: &str| beishen_reference::pinyin::unbroken(it);
            let proposals = HanName::of(name, people).proposals(reading);
            let only = Some(proposals).filter(|it| it.len() == 1).map(|it| it.concat());
            assert_eq!(only.as_deref(), expected, "{name} {people:?}");
        }
    }
}

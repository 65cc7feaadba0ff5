//! A Chinese name and the letters it is spelt with.

use beishen_reference::pinyin::{Surname, surname};

use super::{
    name::DOT,
    syllables::{Form, align, forms, readable},
};

/// A Chinese name in the groups that are written apart: surname and given name, or what stands between middle dots.
pub(super) struct HanName {
    text: String,
    groups: Vec<Vec<char>>,
    surname: Option<&'static Surname>,
}

/// A spelling whose letters are readings of the name's characters.
pub(super) struct Understood<'a> {
    /// The same spelling as it is written today: LYU for LV.
    pub(super) written: String,
    /// A surname with the part that was read as its character mostly is.
    pub(super) surname_misread: Option<(&'static Surname, &'a str)>,
}

impl HanName {
    pub(super) fn new(text: &str) -> Self {
        let text: String = text.chars().filter(|it| !it.is_whitespace()).collect();
        let (surname, parts) = if text.contains(DOT) {
            (None, text.split(DOT).map(|it| it.chars().collect()).collect())
        } else {
            // Nobody is called by a surname alone: 东方 is 东 with the given name 方.
            let first: String = text.chars().take(1).collect();
            let whole = surname(&text).filter(|it| it.han.len() < text.len());
            let surname = whole.or_else(|| surname(&first));
            let length = surname.map_or(1, |it| it.han.chars().count());
            let part = |from, count| text.chars().skip(from).take(count).collect::<Vec<char>>();
            (surname, vec![part(0, length), part(length, usize::MAX)])
        };
        let groups = parts.into_iter().filter(|it| !it.is_empty()).collect();
        Self { text, groups, surname }
    }

    /// The name without blanks.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it has parts, is not longer than names are, and a reading of every character is known.
    pub(super) fn is_known(&self) -> bool {
        self.groups.len() >= 2
            && self.text.chars().nth(50).is_none()
            && self.groups.iter().flatten().all(|it| !forms(*it).is_empty())
    }

    /// The groups as so many parts: as they are, or all after the first as one.
    pub(super) fn groups_for(&self, parts: usize) -> Option<Vec<Vec<char>>> {
        match self.groups.as_slice() {
            groups if groups.len() == parts => Some(groups.to_vec()),
            [first, rest @ ..] if parts == 2 => Some(vec![first.clone(), rest.concat()]),
            _ => None,
        }
    }

    /// Reads each part as its group, the first by the table of surnames if it is there. `None` when one is no reading.
    pub(super) fn understand<'a>(
        &self,
        groups: &[Vec<char>],
        parts: &[&'a str],
    ) -> Option<Understood<'a>> {
        let mut written: Vec<String> = Vec::new();
        let mut surname_misread = None;
        for (at, (group, part)) in groups.iter().zip(parts).enumerate() {
            let as_characters = || {
                let forms: Vec<Vec<Form>> = group.iter().map(|it| forms(*it)).collect();
                Some(align(&forms, part)?.iter().map(|it| it.written.as_str()).collect())
            };
            written.push(match self.surname.filter(|_| at == 0) {
                None => as_characters()?,
                Some(known) if lacks_umlaut(known, part) => known.pinyin.to_owned(),
                Some(known) if known.pinyin == *part || known.also.contains(part) => {
                    (*part).to_owned()
                }
                Some(known) if is_common_mistake(known, part) || as_characters().is_some() => {
                    surname_misread = Some((known, *part));
                    known.pinyin.to_owned()
                }
                Some(_) => return None,
            });
        }
        Some(Understood { written: written.join(" "), surname_misread })
    }

    /// The letters with blanks where the groups end, when they are readings of the characters at all.
    pub(super) fn divide(&self, letters: &str) -> Option<String> {
        let forms = self.forms();
        let mut taken = align(&forms, letters)?.into_iter();
        let of_group = |group: &Vec<char>| {
            taken.by_ref().take(group.len()).map(|it| it.typed.as_str()).collect()
        };
        Some(self.groups.iter().map(of_group).collect::<Vec<String>>().join(" "))
    }

    /// The first character that the letters are no reading of; the whole name when it is what follows that is wrong.
    pub(super) fn first_misread(&self, letters: &str) -> String {
        let misread = self.groups.iter().flatten().nth(readable(&self.forms(), letters));
        misread.map_or_else(|| self.text.clone(), char::to_string)
    }

    /// The ways to write each character, a surname's own among them.
    fn forms(&self) -> Vec<Vec<Form>> {
        let mut forms: Vec<Vec<Form>> = self.groups.iter().flatten().map(|it| forms(*it)).collect();
        let single = self.surname.filter(|it| it.han.chars().count() == 1);
        if let (Some(known), Some(first)) = (single, forms.first_mut()) {
            first.extend(known.also.iter().chain([&known.pinyin]).map(|it| Form::plain(it)));
        }
        forms
    }
}

/// LU or LV, where the surname is LYU.
fn lacks_umlaut(known: &Surname, part: &str) -> bool {
    known.pinyin.contains("LYU")
        && ["LU", "LV"].iter().any(|it| known.pinyin.replace("LYU", it) == part)
}

fn is_common_mistake(known: &Surname, part: &str) -> bool {
    known.common_mistake.is_some_and(|it| it.split(',').any(|it| it == part))
}

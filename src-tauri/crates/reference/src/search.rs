//! Search while somebody types. A name is a row of glyphs; each glyph may be typed as its
//! character, as any of its readings or as an initial, so a polyphone costs one more reading to try
//! and never a product of spellings.

use crate::region::region;
use crate::table::{Entry, Table};
use crate::tables::GLYPHS;

/// A character of the tables and every way it is typed.
pub(crate) struct Glyph {
    /// Lower case, where it has a case.
    pub(crate) han: char,
    /// Whether a match may begin here: not inside an English word.
    pub(crate) starts: bool,
    /// The letters its readings begin with, bit 0 for a.
    pub(crate) initials: u32,
    /// Plain syllables in a–z.
    pub(crate) readings: &'static [&'static str],
}

/// How well an entry fits, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exact,
    Beginning,
    Inside,
    /// With characters left out, as in 武轻工大 for 武汉轻工大学.
    Skipping,
}

/// An entry that fits. The order of the fields is the order of the results.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    fit: Fit,
    by_other_name: bool,
    length: u8,
    index: usize,
}

pub(crate) fn search(
    table: Table,
    query: &str,
    parent: Option<&str>,
    limit: usize,
) -> Vec<&'static Entry> {
    let entries = table.entries();
    let within =
        parent.filter(|parent| !parent.is_empty()).map(|parent| Within::new(table, parent));
    let mut query = Query::new(query);
    let mut found = query.rank(entries, within.as_ref());
    if query.may_skip() && found.iter().all(|ranked| ranked.fit >= Fit::Inside) {
        query.skips = true;
        found = query.rank(entries, within.as_ref());
    }
    if limit < found.len() {
        found.select_nth_unstable(limit);
        found.truncate(limit);
    }
    found.sort_unstable();
    found.iter().map(|ranked| &entries[ranked.index]).collect()
}

/// What an entry lies in.
enum Within<'a> {
    /// The first digits of a region code.
    Digits(&'a str),
    Parent(&'a str),
}

impl<'a> Within<'a> {
    /// Of a parent given by code or name; an unknown one has nothing in it.
    fn new(table: Table, parent: &'a str) -> Self {
        let code = |tables: &[Table]| {
            tables.iter().find_map(|table| table.find(parent)).map_or(parent, |found| found.code)
        };
        match table {
            Table::Cities | Table::Districts | Table::Regions => {
                let code = code(&[Table::Provinces, Table::Cities]);
                if region(code).is_none() {
                    Self::Parent(code)
                } else {
                    Self::Digits(code.trim_end_matches("00"))
                }
            }
            Table::Disciplines2022 | Table::Disciplines2018 => {
                Self::Parent(code(&[Table::DegreeCategories]))
            }
            _ => Self::Parent(code(&[Table::Provinces])),
        }
    }

    fn contains(&self, entry: &Entry) -> bool {
        match self {
            Self::Digits(digits) => entry.code.starts_with(digits),
            Self::Parent(code) => entry.parent == *code,
        }
    }
}

/// What is typed, without blanks and punctuation, in half-width lower case, ü as v.
struct Query {
    units: Vec<char>,
    /// The same for a code, which may have punctuation; empty when it cannot be one.
    code: String,
    /// Whether characters of a name may be left out. Only tried where no name begins with the
    /// query.
    skips: bool,
}

impl Query {
    /// Longer than any name is in pinyin. The reached places of a query are the bits of a `u128`,
    /// with two to spare for an initial of two letters at its end.
    const LONGEST: usize = 125;

    fn new(query: &str) -> Self {
        let typed = || query.trim().chars().map(half_width);
        let units = typed().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric());
        let units = units.map(|c| if c == 'ü' { 'v' } else { c }).take(Self::LONGEST + 1).collect();
        let code = if typed().all(|c| c.is_ascii()) { typed().collect() } else { String::new() };
        Self { units, code, skips: false }
    }

    /// Initials alone would fit nearly anything.
    fn may_skip(&self) -> bool {
        self.units.len() > 1 && self.units.first().is_some_and(|first| !first.is_ascii())
    }

    /// The entries that fit, in the order of the table.
    fn rank(&self, entries: &[Entry], within: Option<&Within<'_>>) -> Vec<Ranked> {
        // Entries found by their code stay in its order.
        let by_length = self.units.first().is_some_and(|first| !first.is_ascii_digit());
        let mut found = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            if let Some((fit, by_other_name)) = self.fit(entry)
                && within.is_none_or(|within| within.contains(entry))
            {
                let length = if by_length { entry.length } else { 0 };
                found.push(Ranked { fit, by_other_name, length, index });
            }
        }
        found
    }

    /// The best way an entry fits, and whether that is by another name than the one shown.
    fn fit(&self, entry: &Entry) -> Option<(Fit, bool)> {
        let first = match self.units.first() {
            None => return Some((Fit::Exact, false)),
            Some(_) if self.units.len() > Self::LONGEST => return None,
            Some(first) => *first,
        };
        let letter = u32::from(first).wrapping_sub(u32::from('a'));
        let initial = if letter < 26 { 1 << letter } else { 0 };
        let codes = std::iter::once(&entry.code).chain(entry.other_codes);
        let mut best = codes.filter_map(|code| self.fit_code(code)).min().map(|fit| (fit, false));
        let (mut begin, mut by_other_name) = (0, false);
        for (from, number) in entry.keys.iter().enumerate() {
            if *number == 0 {
                (begin, by_other_name) = (from + 1, true);
                continue;
            }
            let glyph = glyph(*number);
            if glyph.starts && (glyph.han == first || glyph.initials & initial != 0) {
                let fit = self.fit_from(&entry.keys[from..], from == begin);
                let fit = fit.map(|fit| (fit, by_other_name));
                best = best.into_iter().chain(fit).min();
            }
        }
        best
    }

    fn fit_from(&self, glyphs: &[u16], begins_name: bool) -> Option<Fit> {
        match self.fit_glyphs(glyphs, false) {
            Some(fit) if begins_name => Some(fit),
            Some(_) => Some(Fit::Inside),
            None if self.skips && begins_name => {
                self.fit_glyphs(glyphs, true).map(|_| Fit::Skipping)
            }
            None => None,
        }
    }

    fn fit_code(&self, code: &str) -> Option<Fit> {
        let typed = self.code.as_bytes();
        let begins =
            !typed.is_empty() && code.as_bytes().get(..typed.len())?.eq_ignore_ascii_case(typed);
        begins.then_some(if typed.len() == code.len() { Fit::Exact } else { Fit::Beginning })
    }

    /// Whether the glyphs up to the next 0 can be typed as the query, or begin that way. Bit n of
    /// `reached` says that the first n units are used up, so that all readings are followed at
    /// once. When `skipping`, any glyph but the first may be left out.
    fn fit_glyphs(&self, glyphs: &[u16], skipping: bool) -> Option<Fit> {
        let end = 1_u128 << self.units.len();
        let mut reached = 1_u128;
        let mut begins = false;
        for number in glyphs {
            if *number == 0 {
                break;
            }
            let glyph = glyph(*number);
            begins |= reached & end != 0;
            let mut next = if skipping { reached & !1 } else { 0 };
            let mut open = reached & !end;
            while open != 0 {
                let at = open.trailing_zeros() as usize;
                open &= open - 1;
                let rest = &self.units[at..];
                next |= u128::from(rest[0] == glyph.han) << (at + 1);
                for reading in glyph.readings {
                    let same = common_start(reading.as_bytes(), rest);
                    begins |= same == rest.len();
                    next |= u128::from(same == reading.len()) << (at + same);
                    next |= u128::from(same >= 1) << (at + 1);
                    next |= u128::from(same >= 2 && reading.as_bytes()[1] == b'h') << (at + 2);
                }
            }
            reached = next;
            if reached == 0 {
                break;
            }
        }
        if reached & end != 0 { Some(Fit::Exact) } else { begins.then_some(Fit::Beginning) }
    }
}

/// The glyph of a number in a key, where 0 is the end of a name.
fn glyph(number: u16) -> &'static Glyph {
    &GLYPHS[usize::from(number) - 1]
}

/// How many letters a reading and what is typed have in common.
fn common_start(reading: &[u8], typed: &[char]) -> usize {
    let mut same = 0;
    while same < reading.len() && same < typed.len() && char::from(reading[same]) == typed[same] {
        same += 1;
    }
    same
}

/// The ASCII character that a full-width one stands for.
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

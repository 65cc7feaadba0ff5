//! Which column is what: by its name, and where that says nothing, by what is in it.

use unicode_normalization::UnicodeNormalization as _;

use crate::cell::{Sheet, Was};

/// Something that a column may hold, by the names it may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The caller's key.
    pub key: String,
    /// Its names, as [`plain`] has them; the likeliest first.
    pub names: Vec<String>,
}

impl Known {
    /// Of names as people write them.
    pub fn new<'a>(key: &str, names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all: Vec<String> = Vec::new();
        for name in names.into_iter().map(plain).filter(|it| !it.is_empty()) {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        Self { key: key.to_owned(), names: all }
    }
}

/// A column's name without what people decorate it with: stars, blanks, case, width, remarks in brackets.
pub fn plain(name: &str) -> String {
    let (mut out, mut depth) = (String::new(), 0_usize);
    for it in name.nfkc().flat_map(char::to_lowercase) {
        match it {
            '(' | '[' | '{' | '【' | '〔' => depth += 1,
            ')' | ']' | '}' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth == 0 && it.is_alphanumeric() => out.push(it),
            _ => {}
        }
    }
    out
}

/// Rows that are looked at for what is in a column.
const LOOKED_AT: usize = 200;

/// For each column the key of what it holds, each key once. `fits` says whether a text can be what a key stands for and nothing else; it
/// is asked where names say nothing.
pub fn guess(
    sheet: &Sheet,
    names: &[String],
    first: usize,
    known: &[Known],
    fits: &dyn Fn(&str, &str) -> bool,
) -> Vec<Option<String>> {
    let width = sheet.width.max(names.len());
    let mut guessed: Vec<Option<String>> = vec![None; width];
    let names: Vec<String> = names.iter().map(|it| plain(it)).collect();
    let mut candidates: Vec<(usize, usize, usize)> = Vec::new();
    for (column, name) in names.iter().enumerate().filter(|it| !it.1.is_empty()) {
        for (at, known) in known.iter().enumerate() {
            if let Some(cost) = cost(name, known) {
                candidates.push((cost, column, at));
            }
        }
    }
    candidates.sort_unstable();
    let mut given = vec![false; known.len()];
    let mut take = |guessed: &mut Vec<Option<String>>, column: usize, at: usize| {
        let (Some(place), Some(given), Some(known)) =
            (guessed.get_mut(column), given.get_mut(at), known.get(at))
        else {
            return;
        };
        if place.is_none() && !*given {
            *place = Some(known.key.clone());
            *given = true;
        }
    };
    for (_, column, at) in candidates {
        take(&mut guessed, column, at);
    }
    for column in 0..width {
        if guessed.get(column).is_some_and(Option::is_some) {
            continue;
        }
        let cells = || sheet.rows.iter().skip(first).take(LOOKED_AT).map(move |it| it.cell(column));
        let texts: Vec<&str> =
            cells().filter(|it| it.was != Was::Empty).map(|it| it.text.as_str()).collect();
        let is_it = |known: &Known| {
            let fit = texts.iter().filter(|it| fits(&known.key, it)).count();
            !texts.is_empty() && fit * 10 >= texts.len() * 8
        };
        if let Some(at) = known.iter().position(is_it) {
            take(&mut guessed, column, at);
        }
    }
    guessed
}

/// How far a name is from the names of something: 0 for its own; nothing for a stranger.
fn cost(name: &str, known: &Known) -> Option<usize> {
    if let Some(at) = known.names.iter().position(|it| it == name) {
        return Some(at.min(40));
    }
    let length = |it: &str| it.chars().count();
    let near = known.names.iter().filter(|it| length(it) >= 2 && length(name) >= 2);
    // `申请人姓名` ends with 姓名, and `移动电话` stands in `联系移动电话号码`; the longer the common part, the nearer.
    let over = near.filter_map(|it| {
        let apart = length(name).abs_diff(length(it));
        if name.ends_with(it.as_str()) {
            Some(100 + apart)
        } else if name.contains(it.as_str()) && length(it) * 2 > length(name) {
            Some(200 + apart)
        } else {
            None
        }
    });
    over.min()
}

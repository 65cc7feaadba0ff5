//! Letters held against the readings of Chinese characters.

use beishen_reference::pinyin::{Surname, capitals, in_names, readings};

/// One way to write a character's reading.
pub(super) struct Form {
    /// What stands there.
    pub(super) typed: String,
    /// The same reading as a passport has it today.
    pub(super) written: String,
}

impl Form {
    pub(super) fn plain(written: &str) -> Self {
        Self { typed: written.to_owned(), written: written.to_owned() }
    }
}

/// Every way to write a character, those of today first: 吕 is LYU, and was LU and LV. A letter is written as itself.
/// Empty when no reading is known.
pub(super) fn forms(c: char) -> Vec<Form> {
    if c.is_ascii_alphabetic() {
        return vec![Form::plain(&c.to_ascii_uppercase().to_string())];
    }
    let mut today: Vec<String> = readings(c).iter().map(|it| capitals(it)).collect();
    // 恪 is QUE in names, which not every dictionary has.
    let named = in_names(c).iter().map(|it| (*it).to_owned());
    let more: Vec<String> = named.filter(|it| !today.is_empty() && !today.contains(it)).collect();
    today.extend(more);
    with_earlier(&today)
}

/// Every way to write a character that stands for a sound of another language, where it has fewer readings: 阿 is A.
pub(super) fn forms_in_transcription(c: char) -> Vec<Form> {
    match in_names(c) {
        [] => forms(c),
        known => with_earlier(&known.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()),
    }
}

/// Every way to write a surname, those of today first.
pub(super) fn forms_of_surname(known: &Surname) -> Vec<Form> {
    let also = known.also.iter().map(|it| Form::plain(it));
    with_earlier(&[known.pinyin.to_owned()]).into_iter().chain(also).collect()
}

fn with_earlier(today: &[String]) -> Vec<Form> {
    let plain = today.iter().map(|it| Form::plain(it));
    plain.chain(today.iter().flat_map(|it| earlier(it))).collect()
}

/// How ü was written before, or is by mistake.
fn earlier(written: &str) -> impl Iterator<Item = Form> {
    const TODAY: [(&str, [&str; 2]); 4] = [
        ("LYU", ["LU", "LV"]),
        ("NYU", ["NU", "NV"]),
        ("LUE", ["LYUE", "LVE"]),
        ("NUE", ["NYUE", "NVE"]),
    ];
    TODAY.into_iter().filter(|it| written.contains(it.0)).flat_map(move |(today, others)| {
        others.map(|it| Form { typed: written.replace(today, it), written: written.to_owned() })
    })
}

/// For every character the form that stands in the letters, when they are nothing but readings of the characters in turn.
pub(super) fn align<'a>(characters: &'a [Vec<Form>], letters: &str) -> Option<Vec<&'a Form>> {
    // From each place in the letters: can the characters from here on be read to the end?
    let mut readable = vec![vec![false; letters.len()]; characters.len()];
    for row in &mut readable {
        row.push(false);
    }
    readable.push((0..=letters.len()).map(|at| at == letters.len()).collect());
    let fits =
        |form: &Form, at: usize| letters.get(at..).is_some_and(|it| it.starts_with(&form.typed));
    for (row, forms) in characters.iter().enumerate().rev() {
        for at in 0..=letters.len() {
            readable[row][at] =
                forms.iter().any(|it| fits(it, at) && readable[row + 1][at + it.typed.len()]);
        }
    }
    let mut at = 0;
    let mut taken = Vec::new();
    for (row, forms) in characters.iter().enumerate() {
        let form =
            forms.iter().find(|it| fits(it, at) && readable[row + 1][at + it.typed.len()])?;
        at += form.typed.len();
        taken.push(form);
    }
    (at == letters.len()).then_some(taken)
}

/// How many characters the letters can be read as before one does not fit.
pub(super) fn readable(characters: &[Vec<Form>], letters: &str) -> usize {
    let mut ends = vec![0];
    for (row, forms) in characters.iter().enumerate() {
        let after = |at: usize| {
            let rest = letters.get(at..).unwrap_or_default();
            forms
                .iter()
                .filter(|it| rest.starts_with(&it.typed))
                .map(|it| at + it.typed.len())
                .collect::<Vec<_>>()
        };
        let mut next: Vec<usize> = ends.iter().flat_map(|at| after(*at)).collect();
        next.sort_unstable();
        next.dedup();
        if next.is_empty() {
            return row;
        }
        ends = next;
    }
    characters.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(han: &str, letters: &str) -> Option<String> {
        let characters: Vec<Vec<Form>> = han.chars().map(forms).collect();
        Some(align(&characters, letters)?.iter().map(|it| it.written.as_str()).collect())
    }

    #[test]
    fn letters_are_divided_among_characters() {
        for (han, letters, expected) in [
            ("晓明", "XIAOMING", Some("XIAOMING")),
            ("西安", "XIAN", Some("XIAN")),
            ("先", "XIAN", Some("XIAN")),
            ("方案", "FANGAN", Some("FANGAN")),
            ("吕", "LV", Some("LYU")),
            ("略", "LUE", Some("LUE")),
            ("略", "LYUE", Some("LUE")),
            ("虐", "NVE", Some("NUE")),
            ("女", "NU", Some("NYU")),
            ("绿", "LU", Some("LU")),
            ("晓明", "XIAOMIN", None),
            ("晓明", "XIAOMINGG", None),
            ("晓明", "XIAO", None),
            ("晓", "", None),
        ] {
            assert_eq!(written(han, letters).as_deref(), expected, "{han} {letters}");
        }
    }

    #[test]
    fn the_first_character_that_does_not_fit_is_found() {
        let characters: Vec<Vec<Form>> = "张晓明".chars().map(forms).collect();
        assert_eq!(readable(&characters, "ZHANGXIAOMIN"), 2);
        assert_eq!(readable(&characters, "LIXIAOMING"), 0);
        assert_eq!(readable(&characters, "ZHANGXIAOMING"), 3);
    }
}

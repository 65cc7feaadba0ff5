//! The characters that names are made of, and what is typed for them.

use std::{collections::HashMap, sync::LazyLock};

/// 间隔符: the dot between the parts of a name.
pub(super) const DOT: char = '·';

/// Chinese characters by Unicode 17, the zero of numerals, and what merely looks like Chinese.
pub(super) fn has_han(name: &str) -> bool {
    name.chars().any(|it| is_han(it) || is_compatibility(it) || is_radical(it))
}

/// URO, extensions A to J, 〇, and the twelve unified characters among the compatibility ones.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2A6DF}'
        | '\u{2A700}'..='\u{2EE5D}' | '\u{30000}'..='\u{33479}')
        || is_unified_among_compatibility(c)
}

fn is_unified_among_compatibility(c: char) -> bool {
    matches!(
        c,
        '\u{FA0E}'
            | '\u{FA0F}'
            | '\u{FA11}'
            | '\u{FA13}'
            | '\u{FA14}'
            | '\u{FA1F}'
            | '\u{FA21}'
            | '\u{FA23}'
            | '\u{FA24}'
            | '\u{FA27}'..='\u{FA29}'
    )
}

/// A second code of a character that has its own, which other programs silently exchange for it.
pub(super) fn is_compatibility(c: char) -> bool {
    matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
        && !is_unified_among_compatibility(c)
}

/// CJK and Kangxi radicals: ⼀ looks like 一 and is none.
pub(super) fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}')
}

/// Letters of the Latin script, with the marks that passports of other countries have.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && c.is_alphabetic()
}

/// What stands between letters in a passport.
pub(super) fn is_latin_sign(c: char) -> bool {
    matches!(c, ' ' | '-' | '\'' | '.')
}

/// What is typed for U+00B7, and what it is called in Chinese and English.
const WRONG_DOTS: [(char, (&str, &str)); 18] = [
    ('.', ("英文句点", "full stop")),
    ('．', ("全角句点", "full-width full stop")),
    ('。', ("句号", "ideographic full stop")),
    ('｡', ("半角句号", "half-width ideographic full stop")),
    ('﹒', ("小号句点", "small full stop")),
    ('•', ("项目符号", "bullet")),
    ('‧', ("连字点", "hyphenation point")),
    ('・', ("片假名中点", "katakana middle dot")),
    ('･', ("半角片假名中点", "half-width katakana middle dot")),
    ('∙', ("圆点算符", "bullet operator")),
    ('⋅', ("点乘号", "dot operator")),
    ('●', ("实心圆", "black circle")),
    ('˙', ("上点", "dot above")),
    ('\u{387}', ("希腊文间隔点", "Greek ano teleia")),
    ('\u{16EB}', ("卢恩文单点", "runic single punctuation")),
    ('\u{2E31}', ("分词间隔点", "word separator middle dot")),
    ('\u{2E33}', ("高位点", "raised dot")),
    ('\u{A78F}', ("汉学点", "sinological dot")),
];

/// The name of what only looks like U+00B7.
pub(super) fn wrong_dot(c: char) -> Option<(&'static str, &'static str)> {
    WRONG_DOTS.iter().find(|it| it.0 == c).map(|it| it.1)
}

pub(super) fn is_wrong_dot(c: char) -> bool {
    wrong_dot(c).is_some()
}

/// Characters that somebody drew for one computer; their code means nothing elsewhere (Unicode §23.5).
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Whether it is among the 6,763 characters of GB 2312-1980, or among those of 通用规范汉字表 (2013, 8,105 characters) that GBK has
/// as well (U+4E00 to U+9FA5): systems have all of them.
pub(super) fn is_standard(c: char) -> bool {
    const FIRST: u32 = 0x4E00;
    /// A bit for each character from U+4E00 on.
    static COMMON: LazyLock<Vec<u64>> = LazyLock::new(|| {
        let mut bits = vec![0; (0xA000 - FIRST as usize) / 64];
        let lists = [include_str!("gb2312.txt"), include_str!("standard2013.txt")];
        for place in lists.iter().flat_map(|it| it.chars()).filter_map(place) {
            if let Some(word) = bits.get_mut(place / 64) {
                *word |= 1_u64 << (place % 64);
            }
        }
        bits
    });
    fn place(c: char) -> Option<usize> {
        usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()
    }
    place(c).is_some_and(|it| COMMON.get(it / 64).is_some_and(|word| word >> (it % 64) & 1 == 1))
}

/// The name in simplified characters, which surnames and readings are known in.
pub(super) fn in_simplified(name: &str) -> String {
    name.chars().map(|it| simplified(it).unwrap_or(it)).collect()
}

/// The simplified character of a traditional one; none of what is standard itself, as 於 and 昇 are in names.
pub(super) fn simplified(c: char) -> Option<char> {
    /// Traditional and simplified in turn.
    static PAIRS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let all: Vec<char> =
            include_str!("traditional.txt").chars().filter(|it| !it.is_whitespace()).collect();
        all.chunks_exact(2).map(|it| (it[0], it[1])).collect()
    });
    PAIRS.get(&c).copied()
}

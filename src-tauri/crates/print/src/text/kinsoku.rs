//! Where a line may end: 避头尾 (GB/T 15834-2011 标点符号用法, 附录 A; W3C *Requirements for Chinese Text Layout*, 3.1.4).

/// 避头: never the first of a line.
const NO_START: &str = "，。、；：？！）》」』】〕〉〗”’…—～·•‧％‰℃°ー々〻%)]}>!?;:,.";
/// 避尾: never the last of a line.
const NO_END: &str = "（□《「『【〔〈〖“‘￥＄￡＃№([{<$£#";
/// Full-width closing marks: their right half is blank.
const CLOSING: &str = "，。、；：！？）》」』】〕〉〗”’";
/// Full-width opening marks: their left half is blank.
const OPENING: &str = "（《「『【〔〈〖“‘";

/// How willingly a line is broken between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// Only when nothing else fits on the line.
    Never,
    /// Inside a word that is longer than a line.
    InWord,
    /// Inside an address that is longer than a line: after `@ / . _ -` and the like.
    InAddress,
    /// Freely.
    Free,
    /// Between two things to tick: before the box of the second.
    Choice,
}

/// How willingly a line is broken after `before` and begun with `after`.
pub(crate) fn between(before: char, after: char) -> Break {
    if before == '\u{3000}' && after == '□' {
        Break::Choice
    } else if NO_START.contains(after) || NO_END.contains(before) || after == ' ' {
        Break::Never
    } else if before == ' '
        || is_cjk(before)
        || is_cjk(after)
        || (before == '-' && after.is_alphabetic())
    {
        Break::Free
    } else if matches!(before, '@' | '/' | '.' | '_' | '-' | '?' | '&' | '=' | ',' | ':') {
        Break::InAddress
    } else {
        Break::InWord
    }
}

/// Whether the mark may lose its blank half at the end of a line.
pub(crate) fn hangs(ch: char) -> bool {
    CLOSING.contains(ch)
}

/// Whether `before` loses half an em when `after` follows: two marks whose blanks would add up (标点挤压, the same, 3.1.6).
pub(crate) fn squeezes(before: char, after: char) -> bool {
    (CLOSING.contains(before) && (CLOSING.contains(after) || OPENING.contains(after)))
        || (OPENING.contains(before) && OPENING.contains(after))
}

/// Whether space may be added after `before` to fill a line.
pub(crate) fn stretches(before: char, after: char) -> bool {
    before == ' '
        || ((is_cjk(before) || is_cjk(after))
            && !NO_END.contains(before)
            && !(before == after && "…—".contains(before)))
}

/// Chinese, Japanese or full-width.
pub(crate) fn is_cjk(ch: char) -> bool {
    matches!(u32::from(ch),
        0x2E80..=0x312F | 0x3190..=0x31EF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x2_0000..=0x3_FFFF)
        || "“”‘’…—".contains(ch)
}

/// Whether the character is no mark on paper: controls, marks of direction, selectors and the like. It is not printed.
pub(crate) fn is_invisible(ch: char) -> bool {
    let code = u32::from(ch);
    ch.is_control()
        || matches!(code,
            0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F | 0x202A..=0x202E
            | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0x1_BCA0..=0x1_BCA3
            | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF | 0xFDD0..=0xFDEF)
        || code & 0xFFFE == 0xFFFE
}

//! A name with a blank or another sign where a dot may be meant: what its parts say of that.

use beishen_reference::pinyin::{Surname, surnames};

use super::normalise::is_dash;

/// What parts a name where a dot should, or nothing: a blank, or 买买提江-阿卜杜拉.
pub(super) fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || is_dash(c)
        || matches!(c, '、' | '，' | ',' | '+' | '/' | '／' | '\\' | '_' | '＿' | '|' | '｜')
}

/// Single characters, or those of a given name behind a known surname: 张 三, 欧 阳 娜 娜, 欧阳 娜 娜. Of all others (欧阳 娜娜,
/// 那 巴图) a dot may have stood between.
pub(super) fn is_spread_out(parts: &[&str]) -> bool {
    let all_single = |it: &[&str]| it.iter().all(|it| it.chars().count() == 1);
    let surname = |it: &str| surnames(it).next().is_some_and(|one| one.han == it);
    (2..=4).contains(&parts.len()) && all_single(parts)
        || matches!(parts, [first, rest @ ..] if rest.len() == 2 && all_single(rest) && surname(first))
}

/// Whether the gap tears a name that has no dot: 欧 阳娜娜, 王小 明.
pub(super) fn is_torn(parts: &[&str]) -> bool {
    let name = parts.concat();
    let length = |it: &str| it.chars().count();
    // Behind a longer surname (爱新觉罗) a dot may have stood.
    let compound = |it: &Surname| length(it.han) == 2 && !it.either;
    // Three characters are hardly two parts of a name.
    length(&name) < 4
        || surnames(&name)
            .any(|it| compound(it) && (1..=2).contains(&(length(&name) - length(it.han))))
}

/// Two people in one box, rather than two parts of a name: 张三、李四.
pub(super) fn are_people(name: &str) -> bool {
    const LISTS: [char; 9] = ['、', '，', ',', '+', '/', '／', '\\', '|', '｜'];
    let is_whole = |it: &str| {
        let given = |one: &Surname| it.chars().count() - one.han.chars().count();
        surnames(it.trim()).any(|one| (1..=2).contains(&given(one)))
    };
    name.contains(LISTS) && name.split(LISTS).all(|it| is_whole(it.trim()))
}

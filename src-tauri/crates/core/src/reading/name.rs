//! 姓名, character by character: Chinese characters with U+00B7 between the parts of a minority name (民委发〔2016〕33 号),
//! or letters.
//!
//! Nothing of a name is changed but the blanks around it, and marks are joined with their letters. In particular it is
//! never normalised as a whole: that would turn one Chinese character into another.

use std::collections::BTreeSet;

use beishen_reference::pinyin::surnames;

use super::{
    Problem, Reading, Reason,
    name_characters::{
        DOT, has_han, is_common, is_compatibility, is_han, is_latin, is_latin_sign, is_private,
        is_radical, is_wrong_dot,
    },
    name_custom::{Bearer, is_like_han},
    name_gap::{are_people, is_gap, is_spread_out, is_torn},
    normalise::{code_point, composed, fold, is_dash, is_hidden},
    transcribed::is_name,
};

const SHORT: Reason = Reason::error("short", &[]);
const LONG: Reason = Reason::error("long", &["n"]);
const HIDDEN_CHARACTER: Reason = Reason::error("hidden_character", &["k", "u"]);
const PRIVATE_USE: Reason = Reason::error("private_use", &["k", "u"]);
const WRONG_DOT: Reason = Reason::error("wrong_dot", &["c", "u"]);
const DOT_PLACE: Reason = Reason::error("dot_place", &[]);
const INNER_SPACE: Reason = Reason::error("inner_space", &[]);
const BLANKS: Reason = Reason::error("blanks", &[]);
const CHARACTER: Reason = Reason::error("character", &["k", "c"]);
const MIXED: Reason = Reason::warning("mixed", &[]);
const DOT_DOUBT: Reason = Reason::warning("dot_doubt", &["x"]);
const COMPATIBILITY: Reason = Reason::warning("compatibility", &["k", "c", "u"]);
const RADICAL: Reason = Reason::warning("radical", &["k", "c", "u"]);
const RARE_CHARACTER: Reason = Reason::hint("rare_character", &["c", "u", "plane"]);

pub(super) const REASONS: &[Reason] = &[
    SHORT,
    LONG,
    HIDDEN_CHARACTER,
    PRIVATE_USE,
    WRONG_DOT,
    DOT_PLACE,
    INNER_SPACE,
    BLANKS,
    CHARACTER,
    MIXED,
    DOT_DOUBT,
    COMPATIBILITY,
    RADICAL,
    RARE_CHARACTER,
];

pub(super) fn read(text: &str) -> Reading<'_> {
    let name = composed(text.trim());
    let problem = judge(&name);
    if problem.as_ref().is_some_and(Problem::is_error) {
        let mut repairs = sound_repairs(&name, None).into_iter();
        let (fix, other_fix) = (repairs.next(), repairs.next());
        return Reading { fix, other_fix, ..Reading::valid(name).with(problem) };
    }
    let mut reading = Reading::valid(name.clone());
    if problem.as_ref().is_some_and(|it| it.reason.name == DOT_DOUBT.name) {
        reading = reading.with_fix(without_dots(&name));
    }
    let rare: BTreeSet<char> = name.chars().filter(|it| is_han(*it) && !is_common(*it)).collect();
    for c in rare {
        let plane = (u32::from(c) >> 16).to_string();
        reading = reading.with_hint(
            &RARE_CHARACTER,
            vec![("c", c.to_string()), ("u", code_point(c)), ("plane", plane)],
        );
    }
    reading.with(problem)
}

fn without_dots(name: &str) -> String {
    name.replace(DOT, "")
}

/// A dot between single characters, or between a surname and a given name: 阿·卜·杜, 李·明.
fn is_doubtful_dot(name: &str) -> bool {
    let parts: Vec<&str> = name.split(DOT).collect();
    let length = |it: &str| it.chars().count();
    // Behind a longer surname (爱新觉罗·示例) it is customary.
    let known = |it: &str| length(it) <= 2 && surnames(it).next().is_some_and(|one| one.han == it);
    match parts.as_slice() {
        [_] => false,
        parts if parts.iter().all(|it| length(it) == 1) => true,
        [first, rest] => length(rest) <= 2 && known(first),
        _ => false,
    }
}

pub(super) fn judge(name: &str) -> Option<Problem> {
    let has_han = has_han(name);
    let stray = |reason: &'static Reason, is_stray: &dyn Fn(char) -> bool| {
        let (at, c) = name.chars().enumerate().find(|it| is_stray(it.1))?;
        let params = [("k", (at + 1).to_string()), ("c", c.to_string()), ("u", code_point(c))];
        let params = params.into_iter().filter(|it| reason.params.contains(&it.0));
        Some(Problem::new(reason, params.collect()))
    };
    let when =
        |reason: &'static Reason, is_so: bool| is_so.then(|| Problem::new(reason, Vec::new()));
    let belongs = |c: char| {
        is_han(c)
            || is_compatibility(c)
            || is_radical(c)
            || is_latin(c)
            || c == DOT
            || !has_han && is_latin_sign(c)
    };
    let n = name.chars().count();
    stray(&HIDDEN_CHARACTER, &is_hidden)
        .or_else(|| stray(&PRIVATE_USE, &is_private))
        .or_else(|| stray(&WRONG_DOT, &|c| has_han && is_wrong_dot(c)))
        .or_else(|| when(&INNER_SPACE, has_han && name.contains(char::is_whitespace)))
        .or_else(|| stray(&CHARACTER, &|c| !belongs(c)))
        .or_else(|| when(&BLANKS, name.contains("  ")))
        .or_else(|| when(&DOT_PLACE, name.contains(DOT) && name.split(DOT).any(str::is_empty)))
        .or_else(|| when(&SHORT, n < 2))
        .or_else(|| (n > 50).then(|| Problem::new(&LONG, vec![("n", n.to_string())])))
        .or_else(|| stray(&CHARACTER, &|_| !has_han && !name.contains(is_latin)))
        .or_else(|| stray(&COMPATIBILITY, &is_compatibility))
        .or_else(|| stray(&RADICAL, &is_radical))
        .or_else(|| when(&MIXED, has_han && name.contains(is_latin)))
        .or_else(|| {
            let doubt = has_han && is_doubtful_dot(name);
            doubt.then(|| Problem::new(&DOT_DOUBT, vec![("x", without_dots(name))]))
        })
}

/// What a wrong name may be changed to, the likelier first, for somebody whose people is known. Nothing for a name that is not
/// wrong, or without repair.
pub(crate) fn repairs_for(name: &str, bearer: Bearer<'_>) -> Option<Vec<String>> {
    let has_no_dot = bearer.has_no_dot()?;
    judge(name).filter(Problem::is_error)?;
    Some(sound_repairs(name, Some(has_no_dot))).filter(|it| !it.is_empty())
}

/// A name that is only spread out to look even (张　三, 欧 阳 玉 会), put together. Nothing where a blank may stand for a dot: that
/// only the person knows.
pub fn put_together(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let joined = Some(parts.concat()).filter(|it| has_han(it) && is_spread_out(&parts))?;
    judge(&joined).is_none_or(|it| !it.is_error()).then_some(joined)
}

fn sound_repairs(name: &str, has_no_dot: Option<bool>) -> Vec<String> {
    let sound = |it: &String| judge(it).is_none_or(|it| !it.is_error());
    repaired(name, has_no_dot).into_iter().filter(sound).collect()
}

/// The name without what cannot be seen, and with the right dot; for letters without commas, curly and full-width forms, the
/// dash of a typesetter being the hyphen of the document.
/// A blank in a Chinese name may stand where a dot was, and then only the person knows: the likelier comes first, and that is
/// the dot between two names of another language, whatever people was chosen.
fn repaired(name: &str, has_no_dot: Option<bool>) -> Vec<String> {
    let visible = name.chars().filter(|it| !is_hidden(*it));
    if !has_han(name) {
        let plain = |c| match fold(c) {
            ',' => ' ',
            '’' | '‘' | '`' | '´' | 'ʼ' | '′' => '\'',
            c if is_dash(c) => '-',
            c => c,
        };
        let plain: String = visible.map(plain).collect();
        return vec![plain.split_whitespace().collect::<Vec<_>>().join(" ")];
    }
    if are_people(name) {
        return Vec::new();
    }
    let dotted: String = visible.map(|it| if is_wrong_dot(it) { DOT } else { it }).collect();
    let groups: Vec<Vec<&str>> = dotted
        .trim()
        .split(DOT)
        .map(|it| it.split(is_gap).filter(|it| !it.is_empty()).collect())
        .collect();
    let dot = DOT.to_string();
    let joined = groups.iter().map(|it| it.concat()).collect::<Vec<_>>().join(&dot);
    if groups.iter().all(|it| it.len() < 2) {
        return vec![joined];
    }
    let apart = groups.iter().map(|it| it.join(&dot)).collect::<Vec<_>>().join(&dot);
    match groups.as_slice() {
        // 哈 丹: 哈丹, or 哈·丹 of a people that has such names.
        [parts] if is_spread_out(parts) => {
            let either = parts.len() == 2 && !has_no_dot.unwrap_or_else(|| is_like_han(&joined));
            if either { vec![joined, apart] } else { vec![joined] }
        }
        // 买买提 艾 力: neither is a name.
        [parts] if parts.iter().filter(|it| it.chars().count() == 1).count() > 1 => Vec::new(),
        [parts]
            if is_doubtful_dot(&apart)
                || !parts.iter().any(|it| is_name(it))
                    && has_no_dot.unwrap_or_else(|| is_torn(parts)) =>
        {
            vec![joined, apart]
        }
        _ => vec![apart, joined],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, reason, fix) in [
            ("张三", "", None),
            (" 张三　", "", None),
            ("欧阳娜娜", "", None),
            ("买买提·艾力", "", None),
            ("阿卜杜拉·买买提·艾力", "", None),
            ("𠮷野", "", None),
            ("〇一", "", None),
            ("﨎田", "", None),
            ("ZHANG SAN", "", None),
            ("Anne-Marie O'Neill Jr.", "", None),
            ("José Müller", "", None),
            ("张", "short", None),
            ("", "short", None),
            ("A", "short", None),
            ("买买提•艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提.艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提．艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提・艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提‧艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提。艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提 . 艾力", "wrong_dot", Some("买买提·艾力")),
            ("•张三", "wrong_dot", None),
            ("·张三", "dot_place", None),
            ("张三·", "dot_place", None),
            ("买买提··艾力", "dot_place", None),
            ("张 三", "inner_space", Some("张三")),
            ("张　三", "inner_space", Some("张三")),
            ("张\u{A0}三", "inner_space", Some("张三")),
            ("欧 阳 娜 娜", "inner_space", Some("欧阳娜娜")),
            ("欧阳 娜娜", "inner_space", Some("欧阳娜娜")),
            ("欧阳 娜 娜", "inner_space", Some("欧阳娜娜")),
            ("张三、李四", "character", None),
            ("张三,李小四", "character", None),
            ("买买提 · 艾力", "inner_space", Some("买买提·艾力")),
            ("张\u{200B}三", "hidden_character", Some("张三")),
            ("\u{FEFF}张三", "hidden_character", Some("张三")),
            ("\u{202E}张三\u{202C}", "hidden_character", Some("张三")),
            ("张\t三", "hidden_character", Some("张三")),
            ("张\u{0}三", "hidden_character", Some("张三")),
            ("邉\u{E0101}三", "hidden_character", Some("邉三")),
            ("\u{200B}张", "hidden_character", None),
            ("张\u{E864}", "private_use", None),
            ("张\u{F0000}", "private_use", None),
            ("张3", "character", None),
            ("张三（男）", "character", None),
            ("张三?", "character", None),
            ("123", "character", None),
            ("--", "character", None),
            ("Иван", "character", None),
            ("ＺＨＡＮＧ　ＳＡＮ", "character", Some("ZHANG SAN")),
            ("SMITH, JOHN", "character", Some("SMITH JOHN")),
            ("SMITH，JOHN", "character", Some("SMITH JOHN")),
            ("O’NEIL SAM", "character", Some("O'NEIL SAM")),
            ("JEAN\u{2010}PAUL", "character", Some("JEAN-PAUL")),
            ("JEAN\u{2011}PAUL", "character", Some("JEAN-PAUL")),
            ("JEAN\u{2012}PAUL", "character", Some("JEAN-PAUL")),
            ("JEAN–PAUL", "character", Some("JEAN-PAUL")),
            ("JEAN\u{2212}PAUL", "character", Some("JEAN-PAUL")),
            ("JEAN－PAUL SARTRE", "character", Some("JEAN-PAUL SARTRE")),
            ("ZHANG SAN (ALEX)", "character", None),
            ("JOHN  SMITH", "blanks", Some("JOHN SMITH")),
            ("ANNE   MARIE  LEE", "blanks", Some("ANNE MARIE LEE")),
            ("⿰张三", "character", None),
            ("买买提江-阿卜杜拉", "character", Some("买买提江·阿卜杜拉")),
            ("买买提江、阿卜杜拉", "character", Some("买买提江·阿卜杜拉")),
            ("买买提江/阿卜杜拉", "character", Some("买买提江·阿卜杜拉")),
            ("买买提江—阿卜杜拉", "character", Some("买买提江·阿卜杜拉")),
            ("买买提江_阿卜杜拉", "character", Some("买买提江·阿卜杜拉")),
            ("张-三", "character", Some("张三")),
            ("阿·卜·杜", "dot_doubt", Some("阿卜杜")),
            ("买买提江，阿卜杜拉", "character", Some("买买提江·阿卜杜拉")),
            ("李·明", "dot_doubt", Some("李明")),
            ("欧阳·修", "dot_doubt", Some("欧阳修")),
            ("张·晓明", "dot_doubt", Some("张晓明")),
            ("叶·尔肯", "dot_doubt", Some("叶尔肯")),
            ("那·赛西雅", "", None),
            ("爱新觉罗·示例", "", None),
            ("张San", "mixed", None),
            ("\u{F92E}三", "compatibility", None),
            ("\u{2F800}三", "compatibility", None),
            ("\u{2F00}三", "radical", None),
            ("⺀三", "radical", None),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, typed.trim(), "{typed:?}: a name is not changed");
            assert_eq!(reading.fix.as_deref(), fix, "{typed:?}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed:?}");
        }
    }

    #[test]
    fn a_blank_may_stand_for_a_dot() {
        for (typed, fix, other) in [
            ("买买提江 阿卜杜拉", "买买提江·阿卜杜拉", "买买提江阿卜杜拉"),
            ("买买提江　阿卜杜拉", "买买提江·阿卜杜拉", "买买提江阿卜杜拉"),
            ("卓玛 央金", "卓玛·央金", "卓玛央金"),
            ("古丽 米娜", "古丽·米娜", "古丽米娜"),
            ("阿 依古丽", "阿·依古丽", "阿依古丽"),
            ("郑李 淑芳", "郑李·淑芳", "郑李淑芳"),
            // A surname of two characters that the blank tears or stands behind, or a given name.
            ("欧 阳娜娜", "欧阳娜娜", "欧·阳娜娜"),
            ("欧阳 娜娜", "欧阳娜娜", "欧阳·娜娜"),
            ("欧阳　修", "欧阳修", "欧阳·修"),
            ("张 晓明", "张晓明", "张·晓明"),
            ("那 巴图", "那巴图", "那·巴图"),
            ("司徒小 明", "司徒小明", "司徒小·明"),
            ("诸 葛孔明", "诸葛孔明", "诸·葛孔明"),
            ("爱新觉罗 示例", "爱新觉罗·示例", "爱新觉罗示例"),
            ("阿卜杜拉 买买提·艾力", "阿卜杜拉·买买提·艾力", "阿卜杜拉买买提·艾力"),
        ] {
            let reading = read(typed);
            let offered = (reading.fix.as_deref(), reading.other_fix.as_deref());
            assert_eq!(offered, (Some(fix), Some(other)), "{typed}");
        }
        for (typed, fix) in [
            ("张 三", Some("张三")),
            ("欧 阳 娜 娜", Some("欧阳娜娜")),
            ("欧阳 娜 娜", Some("欧阳娜娜")),
            ("买买提 艾 力", None),
            ("古丽 娜 娜", None),
            ("买 买 提 艾 力", None),
        ] {
            let reading = read(typed);
            assert_eq!((reading.fix.as_deref(), reading.other_fix), (fix, None), "{typed}");
        }
    }

    #[test]
    fn the_people_decides_which_repair_comes_first() {
        for (name, people, expected) in [
            ("叶 尔肯", "哈萨克族", vec!["叶尔肯", "叶·尔肯"]),
            ("叶 尔肯", "汉族", vec!["叶尔肯", "叶·尔肯"]),
            ("王小 明", "汉族", vec!["王小明", "王小·明"]),
            ("王小 明", "壮族", vec!["王小明", "王小·明"]),
            ("张 三", "汉族", vec!["张三"]),
            ("张 三", "维吾尔族", vec!["张三", "张·三"]),
            ("哈 丹", "蒙古族", vec!["哈丹", "哈·丹"]),
            ("玉 山", "维吾尔族", vec!["玉山", "玉·山"]),
            ("哈 丹", "汉族", vec!["哈丹"]),
            ("乌 白辛", "蒙古族", vec!["乌白辛", "乌·白辛"]),
            ("包 晓明", "蒙古族", vec!["包晓明", "包·晓明"]),
            ("热孜万 艾力", "汉族", vec!["热孜万·艾力", "热孜万艾力"]),
            ("热孜万 艾力", "维吾尔族", vec!["热孜万·艾力", "热孜万艾力"]),
            ("古丽 米娜", "汉族", vec!["古丽·米娜", "古丽米娜"]),
            ("买买提江 阿卜杜拉", "满族", vec!["买买提江·阿卜杜拉", "买买提江阿卜杜拉"]),
            ("郑李 淑芳", "汉族", vec!["郑李淑芳", "郑李·淑芳"]),
            ("爱新觉罗 启明", "满族", vec!["爱新觉罗·启明", "爱新觉罗启明"]),
            ("欧阳 娜娜", "汉族", vec!["欧阳娜娜", "欧阳·娜娜"]),
            ("古丽 娜", "维吾尔族", vec!["古丽·娜", "古丽娜"]),
            ("买买提江 阿卜杜拉", "维吾尔族", vec!["买买提江·阿卜杜拉", "买买提江阿卜杜拉"]),
            ("买买提江-阿卜杜拉", "维吾尔族", vec!["买买提江·阿卜杜拉", "买买提江阿卜杜拉"]),
            ("卓玛 央金", "藏族", vec!["卓玛·央金", "卓玛央金"]),
            ("卓玛 央金", "汉族", vec!["卓玛·央金", "卓玛央金"]),
            ("王小 明", "", vec![]),
            ("王小明", "汉族", vec![]),
            ("李·明", "汉族", vec![]),
            ("张3 四", "汉族", vec![]),
            ("张三、李四", "汉族", vec![]),
        ] {
            let bearer = Bearer { ethnic_group: Some(people), ..Bearer::default() };
            assert_eq!(repairs_for(name, bearer).unwrap_or_default(), expected, "{name} {people}");
        }
    }

    #[test]
    fn only_a_name_that_is_spread_out_is_put_together() {
        for (typed, name) in [
            ("张 三", Some("张三")),
            (" 王　晓\u{A0}明", Some("王晓明")),
            ("欧 阳 玉 会", Some("欧阳玉会")),
            ("欧阳 玉 会", Some("欧阳玉会")),
            ("张三", None),
            ("欧阳 娜娜", None),
            ("叶 尔肯", None),
            ("古丽 米娜", None),
            ("张-三", None),
            ("J D", None),
            ("张 3", None),
        ] {
            assert_eq!(put_together(typed).as_deref(), name, "{typed}");
        }
    }

    #[test]
    fn marks_are_joined_with_their_letters() {
        for (typed, name) in [
            ("Nguye\u{302}\u{303}n Va\u{306}n An", "Nguyễn Văn An"),
            ("JOSE\u{301} MU\u{308}LLER", "JOSÉ MÜLLER"),
        ] {
            let reading = read(typed);
            assert_eq!((&*reading.normalised, reading.verdict()), (name, "valid"));
        }
    }

    #[test]
    fn fifty_characters_are_enough() {
        assert_eq!(read(&"张".repeat(50)).verdict(), "valid");
        assert_eq!(read(&"张".repeat(51)).verdict(), "invalid");
    }

    #[test]
    fn rare_characters_are_named_with_their_plane() {
        for (typed, rare) in [
            ("张三", vec![]),
            ("买买提·艾力", vec![]),
            ("张玮", vec![]),
            ("张旻", vec![("旻", "U+65FB", "0")]),
            ("李玥", vec![("玥", "U+73A5", "0")]),
            ("张䶮", vec![("䶮", "U+4DAE", "0")]),
            ("𠮷𠮷", vec![("𠮷", "U+20BB7", "2")]),
            ("张\u{30000}", vec![("\u{30000}", "U+30000", "3")]),
            ("翾堃", vec![("堃", "U+5803", "0"), ("翾", "U+7FFE", "0")]),
        ] {
            let reading = read(typed);
            let hints: Vec<Vec<&str>> = reading
                .hints
                .iter()
                .map(|it| it.params.iter().map(|it| it.1.as_str()).collect())
                .collect();
            let rare: Vec<Vec<&str>> =
                rare.into_iter().map(|(c, u, plane)| vec![c, u, plane]).collect();
            assert_eq!(hints, rare, "{typed}");
            assert_eq!(reading.verdict(), "valid", "{typed}: a rare character is no fault");
        }
    }
}

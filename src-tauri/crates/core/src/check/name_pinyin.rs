//! 姓名拼音 (GB/T 28039-2011 §5.1.1): the surname, one space, the given name unbroken; ü as YU. The parts of a name with
//! middle dots each stand alone. Held against the readings of the name's characters, which is never more than a warning.

use std::borrow::Cow;

use beishen_reference::pinyin::spell;

use super::{
    Problem, Reading, Reason,
    han_name::HanName,
    name::{DOT, is_han},
    normalise::{self, first_stray, is_dash, is_hidden},
};

const CHARACTERS: Reason = Reason::error("characters", &["k", "c"]);
const LENGTH: Reason = Reason::error("length", &["n"]);
const TONE: Reason = Reason::error("tone", &["x"]);
const JOINED: Reason = Reason::error("joined", &["x"]);
const PARTS: Reason = Reason::error("parts", &["x"]);
const ORDER: Reason = Reason::warning("order", &["x"]);
const U_UMLAUT: Reason = Reason::warning("u_umlaut", &["x"]);
const SURNAME_READING: Reason = Reason::warning("surname_reading", &["s", "p", "q"]);
const MISMATCH: Reason = Reason::warning("mismatch", &["c", "x"]);
const SPLIT: Reason = Reason::warning("split", &["x"]);

pub(super) const REASONS: &[Reason] =
    &[CHARACTERS, LENGTH, TONE, JOINED, PARTS, ORDER, U_UMLAUT, SURNAME_READING, MISMATCH, SPLIT];

/// Stands in the words where no repair is known.
const EXAMPLE: &str = "ZHANG SAN";

/// Reads a spelling for a name. Without a name (or for one in letters) only its form is looked at.
pub fn read<'a>(name: &str, pinyin: &'a str) -> Reading<'a> {
    let spelling = clean(pinyin);
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((problem, fix)) = judge(&name, &spelling) else { return Reading::valid(spelling) };
    let fix =
        fix.filter(|it| *it != *spelling && judge(&name, it).is_none_or(|it| !it.0.is_error()));
    Reading { fix, ..Reading::valid(spelling).with(Some(problem)) }
}

/// Reads `姓名|拼音`; what has no `|` is a spelling without a name.
pub(super) fn read_pair(text: &str) -> Reading<'_> {
    let (name, pinyin) = text.split_once(['|', '｜']).unwrap_or(("", text));
    read(name, pinyin)
}

/// The likely spelling of a Chinese name. Empty when there is none, or a character's reading is not known.
pub fn propose(name: &str) -> String {
    let spelling = spell(name);
    if !name.contains(is_han) || !spelling.unknown.is_empty() {
        return String::new();
    }
    format!("{} {}", spelling.surname, spelling.given).trim().to_owned()
}

/// In capitals and half-width, with single blanks, without invisible characters.
fn clean(pinyin: &str) -> Cow<'_, str> {
    let is_clean = |it: u8| it.is_ascii_uppercase() || it == b' ';
    if pinyin.bytes().all(is_clean)
        && !pinyin.starts_with(' ')
        && !pinyin.ends_with(' ')
        && !pinyin.contains("  ")
    {
        return Cow::Borrowed(pinyin);
    }
    let visible: String =
        pinyin.chars().filter(|it| it.is_whitespace() || !is_hidden(*it)).collect();
    let capitals = normalise::line(&visible).to_uppercase().replace("U\u{308}", "Ü");
    Cow::Owned(capitals.split_whitespace().collect::<Vec<_>>().join(" "))
}

type Judgement = (Problem, Option<String>);

fn judge(name: &str, spelling: &str) -> Option<Judgement> {
    let is_letter = |c: char| c == ' ' || c.is_ascii_uppercase();
    let belongs = |c: char| is_letter(c) || is_tone(c) || is_joiner(c) || is_comma(c);
    if let Some(stray) = first_stray(spelling, |_, c| belongs(c)) {
        return Some((Problem::new(&CHARACTERS, stray), None));
    }
    let n = spelling.chars().count();
    if !(2..=60).contains(&n) {
        return Some((Problem::new(&LENGTH, vec![("n", n.to_string())]), None));
    }
    let reason = if spelling.contains(is_tone) {
        &TONE
    } else if spelling.contains(is_joiner) {
        &JOINED
    } else if spelling.contains(is_comma) {
        &PARTS
    } else {
        return judge_letters(name, spelling);
    };
    let plain = in_letters(spelling);
    let fix = match judge_letters(name, &plain) {
        Some((problem, fix)) if problem.is_error() => fix,
        _ => Some(plain),
    };
    Some(offering(reason, fix))
}

/// The problem with its repair among the parameters.
fn offering(reason: &'static Reason, fix: Option<String>) -> Judgement {
    (Problem::new(reason, vec![("x", fix.as_deref().unwrap_or(EXAMPLE).to_owned())]), fix)
}

/// Vowels with a tone mark, combining marks, tone numbers, ü.
fn is_tone(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{300}'..='\u{30C}') || toneless(c).is_some()
}

fn toneless(c: char) -> Option<char> {
    const MARKED: [(&str, char); 8] = [
        ("ĀÁǍÀ", 'A'),
        ("ŌÓǑÒ", 'O'),
        ("ĒÉĚÈÊ", 'E'),
        ("ĪÍǏÌ", 'I'),
        ("ŪÚǓÙ", 'U'),
        ("ǕǗǙǛ", 'Ü'),
        ("ŃŇǸ", 'N'),
        ("Ü", 'Ü'),
    ];
    MARKED.iter().find(|it| it.0.contains(c)).map(|it| it.1)
}

fn is_joiner(c: char) -> bool {
    is_dash(c) || matches!(c, '\'' | '’' | '‘' | '`' | '´' | DOT)
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '/' | '.')
}

/// Letters and single blanks only: ü as YU (as U after J, Q, X, Y), given names unbroken.
fn in_letters(spelling: &str) -> String {
    // ZHANG-SAN has no other sign of where the surname ends.
    let has_blank = spelling.contains(|it: char| it == ' ' || is_comma(it));
    let mut letters = String::new();
    for c in spelling.chars() {
        match toneless(c).unwrap_or(c) {
            'Ü' if letters.ends_with(['J', 'Q', 'X', 'Y']) => letters.push('U'),
            'Ü' => letters.push_str("YU"),
            c if c.is_ascii_uppercase() => letters.push(c),
            c if c == ' ' || is_comma(c) || is_joiner(c) && !has_blank => letters.push(' '),
            _ => {}
        }
    }
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn judge_letters(name: &str, spelling: &str) -> Option<Judgement> {
    let parts: Vec<&str> = spelling.split(' ').collect();
    if name.is_empty() {
        return match parts.as_slice() {
            [_, _] => None,
            [first, given @ ..] if !given.is_empty() => {
                Some(offering(&PARTS, Some(format!("{first} {}", given.concat()))))
            }
            _ => Some(offering(&PARTS, None)),
        };
    }
    if !name.contains(is_han) {
        // A name in letters is its own spelling.
        return None;
    }
    let name = HanName::new(name);
    if !name.is_known() {
        // Nothing to hold it against.
        return (parts.len() < 2).then(|| offering(&PARTS, None));
    }
    let proposal = || Some(propose(name.text())).filter(|it| !it.is_empty());
    let letters = parts.concat();
    let Some(groups) = name.groups_for(parts.len()) else {
        return Some(offering(&PARTS, name.divide(&letters).or_else(proposal)));
    };
    if let Some(understood) = name.understand(&groups, &parts) {
        if let Some((known, typed)) = understood.surname_misread {
            let params = [("s", known.han), ("p", known.pinyin), ("q", typed)];
            let params = params.map(|(name, value)| (name, value.to_owned())).to_vec();
            return Some((Problem::new(&SURNAME_READING, params), Some(understood.written)));
        }
        return (understood.written != spelling)
            .then(|| offering(&U_UMLAUT, Some(understood.written)));
    }
    if let [first, second] = *parts
        && name.understand(&groups, &[second, first]).is_some()
    {
        return Some(offering(&ORDER, Some(format!("{second} {first}"))));
    }
    if let Some(divided) = name.divide(&letters) {
        return Some(offering(&SPLIT, Some(divided)));
    }
    let (mut problem, fix) = offering(&MISMATCH, proposal());
    problem.params.push(("c", name.first_misread(&letters)));
    Some((problem, fix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (name, typed, normalised, reason, fix) in [
            ("张三", "ZHANG SAN", "ZHANG SAN", "", None),
            ("张三", " zhang  san ", "ZHANG SAN", "", None),
            ("张三", "ＺＨＡＮＧ　ＳＡＮ", "ZHANG SAN", "", None),
            ("张晓明", "Zhang Xiaoming", "ZHANG XIAOMING", "", None),
            ("欧阳娜娜", "OUYANG NANA", "OUYANG NANA", "", None),
            ("东方", "DONG FANG", "DONG FANG", "", None),
            ("李西安", "LI XIAN", "LI XIAN", "", None),
            ("单田芳", "SHAN TIANFANG", "SHAN TIANFANG", "", None),
            ("朴正", "PIAO ZHENG", "PIAO ZHENG", "", None),
            ("朴正", "PARK ZHENG", "PARK ZHENG", "", None),
            ("吕布", "LYU BU", "LYU BU", "", None),
            ("王乐", "WANG YUE", "WANG YUE", "", None),
            ("王乐", "WANG LE", "WANG LE", "", None),
            ("买买提·艾力", "MAIMAITI AILI", "MAIMAITI AILI", "", None),
            ("阿卜杜拉·买买提·艾力", "ABUDULA MAIMAITI AILI", "ABUDULA MAIMAITI AILI", "", None),
            ("阿卜杜拉·买买提·艾力", "ABUDULA MAIMAITIAILI", "ABUDULA MAIMAITIAILI", "", None),
            ("JOHN SMITH", "SMITH JOHN", "SMITH JOHN", "", None),
            ("", "ZHANG SAN", "ZHANG SAN", "", None),
            ("张三", "Zhāng Sān", "ZHĀNG SĀN", "tone", Some("ZHANG SAN")),
            ("张三", "zhang1 san1", "ZHANG1 SAN1", "tone", Some("ZHANG SAN")),
            ("吕布", "LÜ BU", "LÜ BU", "tone", Some("LYU BU")),
            ("吕布", "Lu\u{308} Bu", "LÜ BU", "tone", Some("LYU BU")),
            ("徐三", "XÚ SAN", "XÚ SAN", "tone", Some("XU SAN")),
            ("徐三", "XǗ SAN", "XǗ SAN", "tone", Some("XU SAN")),
            ("", "Lǚ Bù", "LǙ BÙ", "tone", Some("LYU BU")),
            ("李西安", "LI XI'AN", "LI XI'AN", "joined", Some("LI XIAN")),
            ("张晓明", "ZHANG XIAO-MING", "ZHANG XIAO-MING", "joined", Some("ZHANG XIAOMING")),
            ("张晓明", "ZHANG-XIAOMING", "ZHANG-XIAOMING", "joined", Some("ZHANG XIAOMING")),
            ("买买提·艾力", "MAIMAITI·AILI", "MAIMAITI·AILI", "joined", Some("MAIMAITI AILI")),
            ("张晓明", "ZHANG XIAO MING", "ZHANG XIAO MING", "parts", Some("ZHANG XIAOMING")),
            ("张晓明", "ZHANGXIAOMING", "ZHANGXIAOMING", "parts", Some("ZHANG XIAOMING")),
            ("张晓明", "zhang, xiaoming", "ZHANG, XIAOMING", "parts", Some("ZHANG XIAOMING")),
            ("张三", "ZHANG", "ZHANG", "parts", Some("ZHANG SAN")),
            ("", "ZHANG XIAO MING", "ZHANG XIAO MING", "parts", Some("ZHANG XIAOMING")),
            ("", "ZHANGXIAOMING", "ZHANGXIAOMING", "parts", None),
            ("艾力·买买提·艾山", "AILI", "AILI", "parts", Some("AILI MAIMAITI AISHAN")),
            ("张晓明", "XIAOMING ZHANG", "XIAOMING ZHANG", "order", Some("ZHANG XIAOMING")),
            ("王乐", "YUE WANG", "YUE WANG", "order", Some("WANG YUE")),
            ("吕布", "LV BU", "LV BU", "u_umlaut", Some("LYU BU")),
            ("吕布", "LU BU", "LU BU", "u_umlaut", Some("LYU BU")),
            ("张律", "ZHANG LV", "ZHANG LV", "u_umlaut", Some("ZHANG LYU")),
            ("单田芳", "DAN TIANFANG", "DAN TIANFANG", "surname_reading", Some("SHAN TIANFANG")),
            ("单于静", "DANYU JING", "DANYU JING", "surname_reading", Some("CHANYU JING")),
            ("佘三", "YU SAN", "YU SAN", "surname_reading", Some("SHE SAN")),
            ("任三", "REN SAN", "REN SAN", "", None),
            ("张晓明", "ZHANG XIAOMIN", "ZHANG XIAOMIN", "mismatch", Some("ZHANG XIAOMING")),
            ("东方", "DONG FAN", "DONG FAN", "mismatch", Some("DONG FANG")),
            ("张三", "LI SAN", "LI SAN", "mismatch", Some("ZHANG SAN")),
            ("买买提·艾力", "MUHAMMAD ALI", "MUHAMMAD ALI", "mismatch", Some("MAIMAITI AILI")),
            ("欧阳娜娜", "OU YANGNANA", "OU YANGNANA", "split", Some("OUYANG NANA")),
            ("刘杨帆", "LIUYANG FAN", "LIUYANG FAN", "split", Some("LIU YANGFAN")),
            ("张三", "张 三", "张 三", "characters", None),
            ("张三", "ZHANG_SAN", "ZHANG_SAN", "characters", None),
            ("张三", "", "", "length", None),
            ("张三", "Z", "Z", "length", None),
        ] {
            let reading = read(name, typed);
            assert_eq!(reading.normalised, normalised, "{name} {typed}");
            let said = reading.problem.as_ref().map_or("", |it| it.reason.name);
            assert_eq!((said, reading.fix.as_deref()), (reason, fix), "{name} {typed}");
        }
    }

    #[test]
    fn a_proposal_is_valid() {
        for (name, proposal) in [
            ("张三", "ZHANG SAN"),
            ("吕布", "LYU BU"),
            ("单田芳", "SHAN TIANFANG"),
            ("欧阳娜娜", "OUYANG NANA"),
            ("买买提·艾力", "MAIMAITI AILI"),
            ("JOHN SMITH", ""),
            ("", ""),
        ] {
            assert_eq!(propose(name), proposal, "{name}");
            if !proposal.is_empty() {
                assert_eq!(read(name, proposal).verdict(), "valid", "{name}");
            }
        }
    }

    #[test]
    fn the_misread_character_is_named() {
        let params = read("张晓明", "ZHANG XIAOMIN").problem.unwrap().params;
        assert!(params.contains(&("c", "明".to_owned())));
    }

    #[test]
    fn the_pair_is_read_as_the_two() {
        assert_eq!(read_pair("吕布|LV BU").verdict(), "warning");
        assert_eq!(read_pair("吕布｜LYU BU").verdict(), "valid");
        assert_eq!(
            read_pair("LV BU").verdict(),
            "valid",
            "without a name there is nothing to hold it against"
        );
    }
}

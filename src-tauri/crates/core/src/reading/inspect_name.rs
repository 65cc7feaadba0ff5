//! A name looked at character by character: what each one is, whether portals take it, and what to do.
//!
//! Says of single characters what [`name`](super::name) says of the whole: a name it refuses for a character has one
//! here that fails, a name it accepts has none. Nothing is ever rewritten.

use beishen_document::Text;

use super::{
    glyph_words::{
        GlyphKind, GlyphVerdict, LATIN_SIGN, MISPLACED_DOT, MIXED_LETTER, Said, Words, of,
    },
    name_cell::unguarded,
    name_characters::{DOT, has_han, is_latin, is_latin_sign},
    normalise::{code_point, composed, fold},
};

/// One character of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph {
    /// Its place, counted from 1 as the findings do.
    pub position: usize,
    /// The character itself; it may be one that takes no room or turns the direction of writing.
    pub character: char,
    /// `U+963F`
    pub code_point: String,
    /// Its plane of Unicode, 0 to 16. Beyond 0 many programs give up.
    pub plane: u8,
    /// What sort of character it is.
    pub kind: GlyphKind,
    /// What it is called: 间隔号, 片假名中点, 零宽空格.
    pub name: Text,
    /// Whether it may stand in a name.
    pub verdict: GlyphVerdict,
    /// What is to be known of it; empty where there is nothing.
    pub message: Text,
    /// What to do; empty for what passes.
    pub remedy: Text,
}

/// Every character of a name in its order, without the blanks around it.
pub fn inspect_name(text: &str) -> Vec<Glyph> {
    let name: Vec<char> = composed(unguarded(text)).chars().collect();
    let has_han = has_han(text);
    let has_latin = name.iter().any(|it| is_latin(fold(*it)));
    let alone = |at: usize| {
        let beside = [at.checked_sub(1), Some(at + 1)];
        beside.iter().any(|it| it.and_then(|it| name.get(it)).is_none_or(|it| *it == DOT))
    };
    let said = |at: usize, c: char| match c {
        DOT if alone(at) => MISPLACED_DOT,
        c if is_latin(c) && has_han => MIXED_LETTER,
        c if is_latin_sign(c) && !has_han && has_latin => LATIN_SIGN,
        c => of(c, has_han),
    };
    let glyph = |(at, c): (usize, char)| {
        let Said { kind, name, verdict, message, remedy } = said(at, c);
        let text = |(zh, en): Words| Text::new(zh, en);
        let plane = u8::try_from(u32::from(c) >> 16).unwrap_or_default();
        Glyph {
            position: at + 1,
            character: c,
            code_point: code_point(c),
            plane,
            kind,
            name: text(name),
            verdict,
            message: text(message),
            remedy: text(remedy),
        }
    };
    name.iter().copied().enumerate().map(glyph).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::reading::ValueKind;

    #[test]
    fn every_character_is_called_by_its_name() {
        use GlyphVerdict::{Ask, Fail, Pass};
        for (name, position, code, plane, called, verdict) in [
            ("张三", 1, "U+5F20", 0, "规范汉字", Pass),
            ("阿依古丽·买买提", 5, "U+00B7", 0, "间隔号", Pass),
            ("阿依古丽•买买提", 5, "U+2022", 0, "项目符号", Fail),
            ("阿依古丽・买买提", 5, "U+30FB", 0, "片假名中点", Fail),
            ("阿依古丽･买买提", 5, "U+FF65", 0, "半角片假名中点", Fail),
            ("阿依古丽．买买提", 5, "U+FF0E", 0, "全角句点", Fail),
            ("阿依古丽‧买买提", 5, "U+2027", 0, "连字点", Fail),
            ("阿依古丽.买买提", 5, "U+002E", 0, "英文句点", Fail),
            ("阿依古丽。买买提", 5, "U+3002", 0, "句号", Fail),
            ("阿依古丽∙买买提", 5, "U+2219", 0, "圆点算符", Fail),
            ("阿依古丽⋅买买提", 5, "U+22C5", 0, "点乘号", Fail),
            ("阿依古丽●买买提", 5, "U+25CF", 0, "实心圆", Fail),
            ("阿依古丽\u{387}买买提", 5, "U+0387", 0, "希腊文间隔点", Fail),
            ("阿依古丽\u{A78F}买买提", 5, "U+A78F", 0, "汉学点", Fail),
            ("·买买提", 1, "U+00B7", 0, "间隔号", Fail),
            ("买买提·", 4, "U+00B7", 0, "间隔号", Fail),
            ("阿里··买买提", 4, "U+00B7", 0, "间隔号", Fail),
            ("李玥", 2, "U+73A5", 0, "规范汉字", Pass),
            ("张暎", 2, "U+668E", 0, "生僻字（基本区）", Ask),
            ("張三", 1, "U+5F35", 0, "繁体字", Ask),
            ("张䶮", 2, "U+4DAE", 0, "生僻字（扩展 A 区）", Ask),
            ("张\u{9FCF}", 2, "U+9FCF", 0, "生僻字（基本区新增）", Ask),
            ("𠮷野", 1, "U+20BB7", 2, "生僻字（第 2 平面）", Ask),
            ("张\u{30000}", 2, "U+30000", 3, "生僻字（第 3 平面）", Ask),
            ("〇一", 1, "U+3007", 0, "汉字零", Ask),
            ("\u{F92E}三", 1, "U+F92E", 0, "兼容字", Ask),
            ("\u{2F800}三", 1, "U+2F800", 2, "兼容字", Ask),
            ("\u{2F00}三", 1, "U+2F00", 0, "部首符号", Ask),
            ("张\u{200B}三", 2, "U+200B", 0, "零宽空格", Fail),
            ("\u{FEFF}张三", 1, "U+FEFF", 0, "零宽不换行空格", Fail),
            ("\u{202E}张三", 1, "U+202E", 0, "方向控制符", Fail),
            ("邉\u{E0101}三", 2, "U+E0101", 14, "变体选择符", Fail),
            ("张\t三", 2, "U+0009", 0, "制表或换行符", Fail),
            ("张\u{1}三", 2, "U+0001", 0, "控制字符", Fail),
            ("张\u{E864}", 2, "U+E864", 0, "自造字", Fail),
            ("张\u{F0000}", 2, "U+F0000", 15, "自造字", Fail),
            ("张 三", 2, "U+0020", 0, "空格", Fail),
            ("张　三", 2, "U+3000", 0, "全角空格", Fail),
            ("张San", 2, "U+0053", 0, "字母", Ask),
            ("张三?", 3, "U+003F", 0, "缺字的占位符号", Fail),
            ("张3", 2, "U+0033", 0, "数字", Fail),
            ("⿰张三", 1, "U+2FF0", 0, "拼字描述符", Fail),
            ("ＺＨＡＮＧ", 1, "U+FF3A", 0, "全角字母", Fail),
            ("ＪＥＡＮ－ＰＡＵＬ", 5, "U+FF0D", 0, "另一种连字符", Fail),
            ("JEAN\u{2010}PAUL", 5, "U+2010", 0, "另一种连字符", Fail),
            ("O’NEIL", 2, "U+2019", 0, "另一种撇号", Fail),
            ("ＺＨＡＮＧ ＳＡＮ", 6, "U+0020", 0, "字母姓名的符号", Pass),
            ("张三（男）", 3, "U+FF08", 0, "标点或符号", Fail),
            ("Иван", 1, "U+0418", 0, "其他文字的字母", Fail),
            ("SMITH JOHN", 6, "U+0020", 0, "字母姓名的符号", Pass),
            ("José", 4, "U+00E9", 0, "字母", Pass),
            ("O'NEILL Jr.", 2, "U+0027", 0, "字母姓名的符号", Pass),
        ] {
            let glyphs = inspect_name(name);
            assert_eq!(glyphs.len(), name.chars().count(), "{name:?}");
            let it = &glyphs[position - 1];
            assert_eq!((it.position, it.code_point.as_str()), (position, code), "{name:?}");
            assert_eq!((it.plane, it.name.zh.as_str()), (plane, called), "{name:?}");
            assert_eq!(it.verdict, verdict, "{name:?}");
            assert_eq!(it.remedy.zh.is_empty(), verdict == Pass, "{name:?}: what to do");
        }
        let said = |name: &str, at: usize| inspect_name(name).swap_remove(at).remedy.zh;
        assert_eq!(said("ZHANG　SAN", 5), "请改为半角空格。");
        assert_eq!(said("JEAN－PAUL", 4), "请改为半角的字母、“-”或“'”。");
        assert_eq!(inspect_name(" 张三　").len(), 2, "the blanks around a name are no part of it");
        assert!(inspect_name("").is_empty());
    }

    #[test]
    fn words_are_short_and_in_both_languages() {
        let any = (0..0x3100).chain((0x3100..=0x10_FFFF).step_by(61));
        let any = any.filter_map(char::from_u32).filter(|it| !it.is_whitespace());
        for c in any {
            for name in [format!("张{c}三"), format!("AB{c}CD")] {
                let glyph = inspect_name(&name).swap_remove(name.chars().count() / 2);
                let said = [&glyph.name, &glyph.message, &glyph.remedy];
                for Text { zh, en } in said {
                    assert!(zh.chars().count() <= 40, "{zh}");
                    assert_eq!(zh.is_empty(), en.is_empty(), "{zh} {en}");
                    assert!(!zh.contains(['你', '您']) && zh.matches('请').count() <= 1, "{zh}");
                }
                assert!(!glyph.name.zh.is_empty());
            }
        }
    }

    /// Reasons that are about the whole name.
    const OF_THE_WHOLE: [&str; 6] =
        ["short", "long", "dot_doubt", "blanks", "placeholder", "placeholder_doubt"];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.max(2000)))]

        #[test]
        fn characters_and_name_are_judged_alike(
            name in r"\PC{0,6}|[张三䶮𠮷A-Za-z ·•.'-]{0,6}|(?s).{0,6}|[\u{E000}\u{200B}\u{F92E}\u{2F00}·张a3 ]{0,5}",
        ) {
            let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
            let reading = ValueKind::Name.read(&name, today);
            let glyphs = inspect_name(&name);
            let fails = glyphs.iter().any(|it| it.verdict == GlyphVerdict::Fail);
            let passes = glyphs.iter().all(|it| it.verdict == GlyphVerdict::Pass);
            match &reading.problem {
                Some(it) if OF_THE_WHOLE.contains(&it.reason.name) => {}
                Some(it) if it.is_error() => prop_assert!(fails, "{name:?}: {}", it.reason.name),
                Some(it) => prop_assert!(!fails && !passes, "{name:?}: {}", it.reason.name),
                None => {
                    prop_assert!(!fails, "{name:?}");
                    let asked = ["rare_character", "traditional_form"];
                    let asked = reading.hints.iter().any(|it| asked.contains(&it.reason.name));
                    prop_assert_eq!(!passes, asked, "{:?}", name);
                }
            }
        }
    }
}

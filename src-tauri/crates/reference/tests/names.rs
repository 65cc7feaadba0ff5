//! How names are spelt.

use beishen_reference::pinyin::{capitals, readings, spell, surname, surnames, unbroken};
use proptest::prelude::*;

#[test]
fn a_name_is_spelt_as_in_a_passport() {
    let names = [
        ("张三", "ZHANG", "SAN"),
        ("欧阳娜娜", "OUYANG", "NANA"),
        ("吕布", "LYU", "BU"),
        ("单雄信", "SHAN", "XIONGXIN"),
        ("仇英", "QIU", "YING"),
        ("解缙", "XIE", "JIN"),
        ("万俟明", "MOQI", "MING"),
        ("曾巩", "ZENG", "GONG"),
        ("尉迟恭", "YUCHI", "GONG"),
        ("长孙明", "ZHANGSUN", "MING"),
        ("王念曾", "WANG", "NIANZENG"),
        ("李玉珩", "LI", "YUHENG"),
        ("李女士", "LI", "NYUSHI"),
        ("阿依古丽·买买提", "AYIGULI", "MAIMAITI"),
        ("买买提江·阿卜杜拉", "MAIMAITIJIANG", "ABUDULA"),
        ("吕略", "LYU", "LUE"),
        ("么三", "YAO", "SAN"),
        ("王了一", "WANG", "LIAOYI"),
        ("李婀娜", "LI", "ENUO"),
        ("李番禺", "LI", "PANYU"),
        ("李小婀娜", "LI", "XIAOENUO"),
        ("王虐", "WANG", "NUE"),
        ("亓官明", "QIGUAN", "MING"),
        ("古丽•阿勒泰", "GULI", "ALETAI"),
        ("努尔·艾力·江", "NUER", "AILI JIANG"),
        ("东方", "DONG", "FANG"),
        ("东方明", "DONGFANG", "MING"),
        (" 张 三 ", "ZHANG", "SAN"),
        ("吕", "LYU", ""),
        ("", "", ""),
    ];
    for (name, surname, given) in names {
        let spelling = spell(name);
        assert_eq!(
            (spelling.surname.as_str(), spelling.given.as_str()),
            (surname, given),
            "{name}"
        );
        assert_eq!(spelling.unknown, [], "{name}");
    }
}

#[test]
fn only_what_names_really_use_is_called_ambiguous() {
    let clear = "王伟 李娜 刘洋 陈静怡 杨梓涵 赵子轩 黄浩然 周宇航 吴佳琪 徐欣怡 孙雨桐 马俊杰 朱建国 胡国强 郭文博 林志强 何晓红 高秀英 \
                 罗大中 梁会明 宋石 郑和平 谢华 韩红梅 唐思远 冯奇 于谦 董其昌 萧红 曹雪芹 单雄信 乐嘉 曾国藩 长孙明";
    for name in clear.split_whitespace() {
        assert_eq!(spell(name).ambiguous, [], "{name}");
    }
    let ambiguous = [
        ("王乐乐", '乐', ["LE", "YUE"]),
        ("李茜", '茜', ["QIAN", "XI"]),
        ("陈晟", '晟', ["SHENG", "CHENG"]),
        ("王重阳", '重', ["CHONG", "ZHONG"]),
    ];
    for (name, character, spellings) in ambiguous {
        assert_eq!(
            spell(name).ambiguous,
            [(character, spellings.map(str::to_owned).to_vec())],
            "{name}"
        );
    }
}

#[test]
fn a_character_without_a_reading_is_told() {
    let spelling = spell("王A\u{E000}三");
    assert_eq!((spelling.given.as_str(), spelling.unknown), ("SAN", vec!['A', '\u{E000}']));
}

#[test]
fn the_longest_surname_counts() {
    let names = [
        ("欧阳娜娜", Some(("欧阳", "OUYANG"))),
        ("单于明", Some(("单于", "CHANYU"))),
        ("单明", Some(("单", "SHAN"))),
        ("爱新觉罗明", Some(("爱新觉罗", "AIXINJUELUO"))),
        ("朴明", Some(("朴", "PIAO"))),
        ("完颜明", Some(("完颜", "WANYAN"))),
        ("张三", Some(("张", "ZHANG"))),
        ("翾三", None),
        ("阿依古丽", None),
        ("阿依古丽·买买提", None),
        ("", None),
    ];
    for (name, expected) in names {
        assert_eq!(surname(name).map(|known| (known.han, known.pinyin)), expected, "{name}");
    }
    let found = surname("单明").unwrap();
    assert_eq!((found.also, found.common_mistake), (&[][..], Some("DAN")));
    assert_eq!(surname("朴明").unwrap().also, ["PU", "BAK", "PARK"]);
    let all: Vec<_> = surnames("刘付明").map(|known| (known.han, known.either)).collect();
    assert_eq!(all, [("刘付", true), ("刘", false)]);
    assert_eq!(surnames("").count(), 0);
}

#[test]
fn an_umlaut_is_written_as_in_a_passport() {
    for (reading, capitals_) in
        [("lü", "LYU"), ("nü", "NYU"), ("lüe", "LUE"), ("nüe", "NUE"), ("lu", "LU")]
    {
        assert_eq!(capitals(reading), capitals_);
    }
    assert_eq!(unbroken("阿卜杜拉").as_deref(), Some("ABUDULA"));
    assert_eq!(unbroken("阿A"), None);
}

#[test]
fn readings_have_no_tones_and_no_doubles() {
    assert_eq!(readings('吕'), ["lü"]);
    assert_eq!(readings('重'), ["zhong", "chong", "tong"]);
    assert_eq!(readings('妈'), ["ma"]);
    assert_eq!(readings('略'), ["lüe"]);
    assert_eq!(readings('单'), ["dan", "chan", "shan"]);
    assert_eq!(readings('A'), Vec::<String>::new());
    assert_eq!(readings('·'), Vec::<String>::new());
}

proptest! {
    #[test]
    fn a_spelling_is_capital_letters_and_blanks(name in r"\PC{0,8}|[\u{4E00}-\u{9FFF}·]{0,8}") {
        let spelling = spell(&name);
        let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
        prop_assert!(letters(&spelling.surname), "{spelling:?}");
        prop_assert!(spelling.given.split(' ').all(letters), "{spelling:?}");
        surname(&name);
        for known in surnames(&name) {
            prop_assert!(name.starts_with(known.han));
        }
    }
}

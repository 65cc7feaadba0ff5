//! What is said of names.

use super::*;

fn read(text: &str) -> Reading<'_> {
    super::read(text, Bearer::default())
}

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
        ("张三。", "character", Some("张三")),
        ("张三.", "character", Some("张三")),
        ("买买提。艾力。", "wrong_dot", Some("买买提·艾力")),
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
        // Both may be names of their own.
        ("哈 丹", "哈丹", "哈·丹"),
        ("巴 图", "巴图", "巴·图"),
        ("乌　兰", "乌兰", "乌·兰"),
        ("达 来", "达来", "达·来"),
        ("玉 山", "玉山", "玉·山"),
        ("艾 力", "艾力", "艾·力"),
        ("高 娃", "高娃", "高·娃"),
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
        ("张三 ZHANG SAN", None),
        ("张 SAN", None),
        ("张三/ZHANG SAN", None),
        ("王 明", Some("王明")),
        ("马 丹", Some("马丹")),
        ("那 英", Some("那英")),
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
        ("王小明", "汉族", vec![]),
        ("李·明", "汉族", vec!["李明"]),
        ("张3 四", "汉族", vec![]),
        ("张三、李四", "汉族", vec![]),
    ] {
        let bearer = Bearer { ethnic_group: Some(people), ..Bearer::default() };
        let reading = super::read(name, bearer);
        let offered = reading.fix.into_iter().chain(reading.other_fix);
        assert_eq!(offered.collect::<Vec<_>>(), expected, "{name} {people}");
    }
}

#[test]
fn only_a_name_that_is_spread_out_is_put_together() {
    for (typed, people, name) in [
        ("哈 丹", "蒙古族", None),
        ("王 强", "维吾尔族", None),
        ("哈 丹", "汉族", Some("哈丹")),
        ("哈 丹", "", None),
        ("巴　图", "", None),
        ("买 买 提", "维吾尔族", Some("买买提")),
        ("无 名 氏", "", Some("无名氏")),
        ("同 上", "", None),
    ] {
        let bearer = Bearer { ethnic_group: Some(people), ..Bearer::default() };
        assert_eq!(put_together(typed, bearer).as_deref(), name, "{typed} {people}");
    }
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
        assert_eq!(put_together(typed, Bearer::default()).as_deref(), name, "{typed}");
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
        ("张玥", vec![]),
        ("王祎", vec![]),
        ("张翀", vec![]),
        ("翾堃", vec![]),
        ("张昇", vec![]),
        ("張三", vec![]),
        ("张暎", vec![("暎", "U+668E", "0")]),
        ("张䶮", vec![("䶮", "U+4DAE", "0")]),
        ("𠮷𠮷", vec![("𠮷", "U+20BB7", "2")]),
        ("张\u{30000}", vec![("\u{30000}", "U+30000", "3")]),
    ] {
        let reading = read(typed);
        let hints: Vec<Vec<&str>> = reading
            .hints
            .iter()
            .filter(|it| it.reason == &RARE_CHARACTER)
            .map(|it| it.params.iter().map(|it| it.1.as_str()).collect())
            .collect();
        let rare: Vec<Vec<&str>> =
            rare.into_iter().map(|(c, u, plane)| vec![c, u, plane]).collect();
        assert_eq!(hints, rare, "{typed}");
        assert_eq!(reading.verdict(), "valid", "{typed}: a rare character is no fault");
    }
}
#[test]
fn traditional_characters_are_as_the_document_has_them() {
    const CHINA: &str = "中华人民共和国";
    for (name, document, country, said) in [
        ("張三", "", "", "traditional_form"),
        ("張三", "居民身份证", "", "traditional"),
        ("張三", "军官证", CHINA, "traditional"),
        ("張三", "护照", CHINA, "traditional"),
        ("陳大文", "港澳居民来往内地通行证", "", ""),
        ("陳大文", "港澳台居民居住证", CHINA, ""),
        ("陳大文", "台湾居民来往大陆通行证", "", ""),
        ("陳大文", "其他", "中国香港", ""),
        ("陳大文", "护照", "新加坡", ""),
        ("张三", "居民身份证", "", ""),
        ("张於昇", "居民身份证", "", ""),
    ] {
        let known = |it| Some(it).filter(|it: &&str| !it.is_empty());
        let bearer =
            Bearer { ethnic_group: None, document: known(document), country: known(country) };
        let reading = super::read(name, bearer);
        let found: Vec<&Problem> = reading.problem.iter().chain(&reading.hints).collect();
        let names: Vec<&str> = found.iter().map(|it| it.reason.name).collect();
        assert_eq!(names.concat(), said, "{name} {document} {country}");
        assert!(reading.fix.is_none() && found.iter().all(|it| it.params[1].1 == "张三"));
        assert_eq!(reading.normalised, name);
    }
}

#[test]
fn what_is_no_name_is_said() {
    for (typed, reason) in [
        ("同上", "placeholder"),
        ("无", "placeholder"),
        ("test", "placeholder"),
        ("N/A", "placeholder"),
        ("张某某", "placeholder_doubt"),
        ("王女士", "placeholder_doubt"),
        ("123", "character"),
        ("=\"张三\"", ""),
        ("'张三", ""),
    ] {
        let reading = read(typed);
        assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        assert!(reading.fix.is_none());
    }
}

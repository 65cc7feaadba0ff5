//! What is said of spellings.

use super::*;

/// Name, what was typed, what is kept of it, the reason and the repair.
type Vector = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>);

#[track_caller]
fn hold(vectors: &[Vector]) {
    for (name, typed, normalised, reason, fix) in vectors {
        let reading = read(name, typed, Bearer::default());
        assert_eq!(reading.normalised, *normalised, "{name} {typed}");
        let said = reading.problem.as_ref().map_or("", |it| it.reason.name);
        assert_eq!((said, reading.fix.as_deref()), (*reason, *fix), "{name} {typed}");
    }
}

#[test]
fn chinese_names_well_spelt() {
    hold(&[
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
        ("覃三", "QIN SAN", "QIN SAN", "", None),
        ("李西安", "LI XI'AN", "LI XI'AN", "", None),
        ("陈天娥", "CHEN TIAN'E", "CHEN TIAN'E", "", None),
        ("巴图", "BATU", "BATU", "", None),
        ("巴图", "BA TU", "BA TU", "", None),
        ("白玛", "BAIMA", "BAIMA", "", None),
        ("强巴", "QIANGBA", "QIANGBA", "", None),
        ("卓玛", "ZHUOMA", "ZHUOMA", "", None),
        ("扎西", "ZHAXI", "ZHAXI", "", None),
        ("王乐", "WANG LE", "WANG LE", "", None),
        ("吕略", "LYU LUE", "LYU LUE", "", None),
        ("吕略德", "LYU LUEDE", "LYU LUEDE", "", None),
        ("李虐", "LI NUE", "LI NUE", "", None),
        ("郑李淑芳", "ZHENGLI SHUFANG", "ZHENGLI SHUFANG", "", None),
        ("郑李淑芳", "ZHENG LISHUFANG", "ZHENG LISHUFANG", "", None),
        ("赵李书刚", "ZHAOLI SHUGANG", "ZHAOLI SHUGANG", "", None),
        ("东方岳峰", "DONGFANGYUE FENG", "DONGFANGYUE FENG", "", None),
        ("东方岳峰", "DONGFANG YUEFENG", "DONGFANG YUEFENG", "", None),
        ("项司徒文良", "XIANGSITU WENLIANG", "XIANGSITU WENLIANG", "", None),
        ("刘杨帆", "LIU YANGFAN", "LIU YANGFAN", "", None),
        ("刘付明", "LIUFU MING", "LIUFU MING", "", None),
        ("刘付明", "LIU FUMING", "LIU FUMING", "", None),
        ("完颜阿骨", "WANYAN AGU", "WANYAN AGU", "", None),
        ("亓官明", "QIGUAN MING", "QIGUAN MING", "", None),
        ("颛孙师", "ZHUANSUN SHI", "ZHUANSUN SHI", "", None),
        ("相里勤", "XIANGLI QIN", "XIANGLI QIN", "", None),
        ("哥舒翰", "GESHU HAN", "GESHU HAN", "", None),
        ("任三", "REN SAN", "REN SAN", "", None),
        ("李安琪儿", "LI ANQIER", "LI ANQIER", "", None),
        ("李安琪儿", "LIAN QIER", "LIAN QIER", "", None),
        ("王何思齐", "WANG HESIQI", "WANG HESIQI", "", None),
        ("单于明", "CHANYU MING", "CHANYU MING", "", None),
        ("单于明", "SHAN YUMING", "SHAN YUMING", "", None),
        ("东丹丹", "DONG DANDAN", "DONG DANDAN", "", None),
        ("公明华", "GONG MINGHUA", "GONG MINGHUA", "", None),
        ("公良玉", "GONG LIANGYU", "GONG LIANGYU", "", None),
        ("南门雪", "NANMEN XUE", "NANMEN XUE", "", None),
        ("欧阳明", "OUYANG MING", "OUYANG MING", "", None),
        ("'张三", "=\"ZHANG SAN\"", "ZHANG SAN", "", None),
    ]);
}

#[test]
fn chinese_names_misspelt() {
    hold(&[
        ("张三", "Zhāng Sān", "ZHĀNG SĀN", "tone", Some("ZHANG SAN")),
        ("张三", "zhang1 san1", "ZHANG1 SAN1", "tone", Some("ZHANG SAN")),
        ("吕布", "LÜ BU", "LÜ BU", "tone", Some("LYU BU")),
        ("吕布", "Lu\u{308} Bu", "LÜ BU", "tone", Some("LYU BU")),
        ("徐三", "XÚ SAN", "XÚ SAN", "tone", Some("XU SAN")),
        ("徐三", "XǗ SAN", "XǗ SAN", "tone", Some("XU SAN")),
        ("李西安", "LI X'IAN", "LI X'IAN", "joined", Some("LI XIAN")),
        ("李西安", "LI' XIAN", "LI' XIAN", "joined", Some("LI XIAN")),
        ("万俟卨", "WAN SIXIE", "WAN SIXIE", "split", None),
        ("万俟卨", "WANSI XIE", "WANSI XIE", "surname_reading", Some("MOQI XIE")),
        ("尉迟恭敬", "WEI CHIGONGJING", "WEI CHIGONGJING", "split", Some("YUCHI GONGJING")),
        // Somebody of the surname 尉, 欧 or 夏 may be called so.
        ("尉迟恭", "WEI CHIGONG", "WEI CHIGONG", "split", None),
        ("欧阳明", "OU YANGMING", "OU YANGMING", "split", None),
        ("夏侯明", "XIA HOUMING", "XIA HOUMING", "split", None),
        ("单于静", "SHANYUJING", "SHANYUJING", "parts", Some("SHAN YUJING")),
        ("澹台明", "DAN TAIMING", "DAN TAIMING", "split", Some("TANTAI MING")),
        ("张三", "ALI", "ALI", "parts", None),
        ("张晓明", "ZHANG XIAO-MING", "ZHANG XIAO-MING", "joined", Some("ZHANG XIAOMING")),
        ("张晓明", "ZHANG-XIAOMING", "ZHANG-XIAOMING", "joined", Some("ZHANG XIAOMING")),
        ("李略", "LI LYUE", "LI LYUE", "u_umlaut", Some("LI LUE")),
        ("李略", "Lǐ Lüè", "LǏ LÜÈ", "tone", Some("LI LUE")),
        ("李女儿", "LI NÜER", "LI NÜER", "tone", Some("LI NYUER")),
        ("郑李淑芳", "ZHENG LI SHUFANG", "ZHENG LI SHUFANG", "parts", Some("ZHENGLI SHUFANG")),
        (
            "郑李淑芳",
            "ZHENG-LI SHUFANG",
            "ZHENG-LI SHUFANG",
            "surname_hyphen",
            Some("ZHENGLI SHUFANG"),
        ),
        (
            "陈方玉梅",
            "CHEN-FANG YUMEI",
            "CHEN-FANG YUMEI",
            "surname_hyphen",
            Some("CHENFANG YUMEI"),
        ),
        ("欧阳娜娜", "OU-YANG NANA", "OU-YANG NANA", "joined", Some("OUYANG NANA")),
        ("刘杨帆", "LIUYANG FAN", "LIUYANG FAN", "double_surname", None),
        ("张晓明", "ZHANG XIAO MING", "ZHANG XIAO MING", "parts", Some("ZHANG XIAOMING")),
        ("张晓明", "ZHANGXIAOMING", "ZHANGXIAOMING", "parts", Some("ZHANG XIAOMING")),
        ("张晓明", "zhang, xiaoming", "ZHANG, XIAOMING", "comma", Some("ZHANG XIAOMING")),
        ("张三", "ZHANG", "ZHANG", "parts", Some("ZHANG SAN")),
        ("张晓明", "XIAOMING ZHANG", "XIAOMING ZHANG", "order", Some("ZHANG XIAOMING")),
        ("王乐", "YUE WANG", "YUE WANG", "order", Some("WANG YUE")),
        ("王乐", "WANG-YUE", "WANG-YUE", "joined", Some("WANG YUE")),
        ("吕布", "LV BU", "LV BU", "u_umlaut", Some("LYU BU")),
        ("吕布", "LU BU", "LU BU", "u_umlaut", Some("LYU BU")),
        ("张律", "ZHANG LV", "ZHANG LV", "u_umlaut", Some("ZHANG LYU")),
        ("单田芳", "DAN TIANFANG", "DAN TIANFANG", "surname_reading", None),
        ("覃晓明", "TAN XIAOMIN", "TAN XIAOMIN", "mismatch", Some("TAN XIAOMING")),
        ("李安琪儿", "LI ANQUER", "LI ANQUER", "mismatch", Some("LI ANQIER")),
        ("单于静", "DANYU JING", "DANYU JING", "surname_reading", Some("CHANYU JING")),
        ("佘三", "YU SAN", "YU SAN", "surname_reading", Some("SHE SAN")),
        ("张晓明", "ZHANG XIAOMIN", "ZHANG XIAOMIN", "mismatch", Some("ZHANG XIAOMING")),
        ("东方", "DONG FAN", "DONG FAN", "mismatch", Some("DONG FANG")),
        ("张三", "LI SAN", "LI SAN", "mismatch", Some("ZHANG SAN")),
        ("吕绿", "LU LU", "LU LU", "u_umlaut", Some("LYU LYU")),
        ("吕重", "LV ZHONG", "LV ZHONG", "u_umlaut", Some("LYU ZHONG")),
        ("欧阳娜娜", "OU YANGNANA", "OU YANGNANA", "split", Some("OUYANG NANA")),
        ("张晓明", "ZHANGXIAO MING", "ZHANGXIAO MING", "split", Some("ZHANG XIAOMING")),
        ("张三", "张 三", "张 三", "characters", None),
        ("张三", "ZHANG_SAN", "ZHANG_SAN", "characters", None),
        ("张三", "", "", "length", None),
        ("张三", "Z", "Z", "length", None),
    ]);
}

/// Both readings are told, and which it is, is asked: of the usual one by the way, of the other as a question.
#[test]
fn another_reading_of_a_character_is_asked_about() {
    for (name, usual, other) in [
        ("任重", "REN CHONG", "REN ZHONG"),
        ("王朝", "WANG ZHAO", "WANG CHAO"),
        ("张参", "ZHANG CAN", "ZHANG SHEN"),
        ("王乐", "WANG LE", "WANG YUE"),
        ("覃三", "QIN SAN", "TAN SAN"),
        ("谌三", "CHEN SAN", "SHEN SAN"),
        ("蔚三", "WEI SAN", "YU SAN"),
        ("李契", "LI QI", "LI XIE"),
        ("王乐乐", "WANG LELE", "WANG YUEYUE"),
        ("盖三", "GE SAN", "GAI SAN"),
        ("乐三", "YUE SAN", "LE SAN"),
        ("隗三", "WEI SAN", "KUI SAN"),
        ("黑三", "HE SAN", "HEI SAN"),
        ("翟三", "ZHAI SAN", "DI SAN"),
        ("张调元", "ZHANG TIAOYUAN", "ZHANG DIAOYUAN"),
        ("张降龙", "ZHANG XIANGLONG", "ZHANG JIANGLONG"),
        ("李芾", "LI FU", "LI FEI"),
        ("王钥", "WANG YUE", "WANG YAO"),
        ("张劲", "ZHANG JIN", "ZHANG JING"),
    ] {
        let known = read(name, usual, Bearer::default());
        assert!(known.problem.is_none(), "{name}");
        let hint = known.hints.iter().find(|it| it.reason.name == "polyphone");
        let Some(said) = hint else { panic!("{name} is not asked about") };
        assert!(said.params.contains(&("x", other.to_owned())), "{name}: {:?}", said.params);
        let asked = read(name, other, Bearer::default());
        let said = asked.problem.as_ref().map(|it| (it.reason.name, it.is_error()));
        assert_eq!(said, Some(("other_reading", false)), "{name}");
        assert_eq!(asked.fix, None, "{name}: what stands there may be right");
        assert_eq!(propose(name, Bearer::default()), usual, "{name}");
    }
    for (name, spelling) in [
        ("张三", "ZHANG SAN"),
        ("李红梅", "LI HONGMEI"),
        ("王大伟", "WANG DAWEI"),
        ("刘家明", "LIU JIAMING"),
        ("陈石", "CHEN SHI"),
        ("赵丽", "ZHAO LI"),
        ("孙强", "SUN QIANG"),
        ("周平", "ZHOU PING"),
        ("吴万里", "WU WANLI"),
        ("郑兴华", "ZHENG XINGHUA"),
        ("朴正", "PARK ZHENG"),
    ] {
        let reading = read(name, spelling, Bearer::default());
        assert!(reading.problem.is_none() && reading.hints.is_empty(), "{name} is asked about");
    }
    let asked = read("张红", "ZHANG GONG", Bearer::default());
    assert_eq!(asked.problem.map(|it| it.reason.name), Some("other_reading"));
}

/// Letters of another system stand on many documents: while none is known, Mandarin is told and not pressed.
#[test]
fn another_system_of_spelling_is_asked_about() {
    for (name, typed, told) in [
        ("蔡英文", "TSAI ING-WEN", "CAI YINGWEN"),
        ("蔡英文", "TSAI, ING-WEN", "CAI YINGWEN"),
        ("張國榮", "CHEUNG KWOK-WING", "ZHANG GUORONG"),
        ("曾志偉", "TSANG CHI WAI", "ZENG ZHIWEI"),
        ("陈大文", "CHAN TAI MAN", "CHEN DAWEN"),
        ("林志豪", "LIN CHIH-HAO", "LIN ZHIHAO"),
    ] {
        let reading = read(name, typed, Bearer::default());
        assert!(reading.fix.is_none() && reading.other_fix.is_none(), "{name} {typed}");
        let Some(problem) = reading.problem else { panic!("nothing is said of {name} {typed}") };
        assert_eq!(problem.reason.name, "mismatch", "{name} {typed}");
        assert!(problem.params.contains(&("x", told.to_owned())), "{name}: {:?}", problem.params);
        let of_mainland = Bearer { document: Some("居民身份证"), ..Bearer::default() };
        assert!(read(name, typed, of_mainland).fix.is_some(), "{name} {typed}");
    }
}

#[test]
fn no_long_name_is_put_together_at_one_press() {
    let of = Bearer { ethnic_group: Some("维吾尔族"), ..Bearer::default() };
    assert_eq!(read("买买提艾力", "MAI MAITIAILI", of).fix, None);
    let hints = read("买买提艾力", "MAIMAITI AILI", of).hints;
    assert_eq!(hints.iter().map(|it| it.reason.name).collect::<Vec<_>>(), ["apart"]);
    assert_eq!(read("王乐乐", "WANG LELE", Bearer::default()).hints.len(), 1);
}

#[test]
fn names_of_other_languages() {
    hold(&[
        ("买买提·艾力", "MAIMAITI AILI", "MAIMAITI AILI", "", None),
        ("阿卜杜拉·买买提·艾力", "ABUDULA MAIMAITI AILI", "ABUDULA MAIMAITI AILI", "", None),
        ("阿卜杜拉·买买提·艾力", "ABUDULA MAIMAITIAILI", "ABUDULA MAIMAITIAILI", "", None),
        ("买买提·艾力", "MAIMAITI·AILI", "MAIMAITI·AILI", "middle_dot", None),
        ("买买提·艾力", "MAIMAITI•AILI", "MAIMAITI·AILI", "middle_dot", None),
        ("买买提·艾力", "Màimǎití Àilì", "MÀIMǍITÍ ÀILÌ", "tone", Some("MAIMAITI AILI")),
        ("迪丽娜尔", "DILINAER", "DILINAER", "", None),
        ("阿依古丽", "AYIGULI", "AYIGULI", "", None),
        ("阿依古丽", "A YIGULI", "A YIGULI", "undivided", Some("AYIGULI")),
        ("乌兰图雅", "WULANTUYA", "WULANTUYA", "", None),
        ("乌兰图雅", "WULAN TUYA", "WULAN TUYA", "", None),
        ("吉克石林", "JIKE SHILIN", "JIKE SHILIN", "", None),
        ("吉克阿依", "JIKE AYI", "JIKE AYI", "", None),
        ("吉克阿依", "JIKEAYI", "JIKEAYI", "", None),
        ("吉克阿依", "JI KEAYI", "JI KEAYI", "undivided", None),
        ("扎西次仁", "ZHAXI CIREN", "ZHAXI CIREN", "", None),
        ("扎西次仁", "ZHAXICIREN", "ZHAXICIREN", "", None),
        ("吉克石林", "JIKESHILIN", "JIKESHILIN", "", None),
        ("斯琴高兰", "SIQIN GAOLAN", "SIQIN GAOLAN", "", None),
        ("马阿依舍", "MA AYISHE", "MA AYISHE", "", None),
        ("完颜阿骨打", "WANYAN AGUDA", "WANYAN AGUDA", "", None),
        ("阿依古丽·买买提", "AYIGULI·MAIMAITI", "AYIGULI·MAIMAITI", "middle_dot", None),
        ("阿依古丽·买买提", "AYIGULI MAIMAITI", "AYIGULI MAIMAITI", "", None),
        ("艾力·买买提", "AI LIMAIMAITI", "AI LIMAIMAITI", "dot_parts", Some("AILI MAIMAITI")),
        ("艾力·买买提·艾山", "AILI", "AILI", "own_language", None),
        ("买买提·艾力", "MUHAMMAD ALI", "MUHAMMAD ALI", "own_language", None),
        ("买买提·艾力", "MEMET-ALI", "MEMET-ALI", "own_language", None),
        ("买买提·艾力", "MËMET ÖMER", "MËMET ÖMER", "own_language", None),
    ]);
}

/// LYU and NYU, but LUE and NUE (announcement of 2021-09-29; GB/T 28039-2011 §5.1.1), whatever way the name is read.
#[test]
fn a_sound_written_otherwise_than_today_is_asked_about() {
    hold(&[
        ("虐待", "NUE DAI", "NUE DAI", "", None),
        ("虐待", "NYUE DAI", "NYUE DAI", "u_umlaut", Some("NUE DAI")),
        ("虐待", "NVE DAI", "NVE DAI", "u_umlaut", Some("NUE DAI")),
        ("虐待", "NÜE DAI", "NÜE DAI", "tone", Some("NUE DAI")),
        ("虐待", "ｎüｅ　ｄａｉ", "NÜE DAI", "tone", Some("NUE DAI")),
        ("虐待", "nve4 dai4", "NVE4 DAI4", "tone", Some("NUE DAI")),
        ("略明", "LYUE MING", "LYUE MING", "u_umlaut", Some("LUE MING")),
        ("略明", "LVE MING", "LVE MING", "u_umlaut", Some("LUE MING")),
        ("李略", "LI LVE", "LI LVE", "u_umlaut", Some("LI LUE")),
        ("李略", "LI-LYUE", "LI-LYUE", "joined", Some("LI LUE")),
        ("李略", "LILYUE", "LILYUE", "parts", Some("LI LUE")),
        ("李略", "LYUE LI", "LYUE LI", "order", Some("LI LUE")),
        ("吕略", "LYU LYUE", "LYU LYUE", "u_umlaut", Some("LYU LUE")),
        ("吕略", "LV LVE", "LV LVE", "u_umlaut", Some("LYU LUE")),
        ("吕略", "ｌü　ｌüｅ", "LÜ LÜE", "tone", Some("LYU LUE")),
        ("吕略", "LU LYUE", "LU LYUE", "u_umlaut", Some("LYU LUE")),
        ("吕略", "LVE LV", "LVE LV", "order", Some("LYU LUE")),
        ("李绿安", "LI LYUAN", "LI LYUAN", "", None),
        ("李峦", "LI LYUAN", "LI LYUAN", "mismatch", Some("LI LUAN")),
        ("李女娥", "LI NYUE", "LI NYUE", "", None),
        ("李女娥", "LI NYU'E", "LI NYU'E", "", None),
        ("李女娥", "LI NVE", "LI NVE", "u_umlaut", Some("LI NYUE")),
        ("艾力·吕略", "AILI LVLYUE", "AILI LVLYUE", "u_umlaut", Some("AILI LYULUE")),
        ("艾力·吕略", "AILI·LYULYUE", "AILI·LYULYUE", "u_umlaut", Some("AILI·LYULUE")),
    ]);
    let asked = read("刘吕帆", "LIULV FAN", Bearer::default()).problem.map(|it| it.params);
    assert_eq!(asked, Some(vec![("x", "LIU LYUFAN".to_owned())]), "words offer today's as well");
}

#[test]
fn letters_alone() {
    hold(&[
        ("JOHN SMITH", "SMITH JOHN", "SMITH JOHN", "", None),
        ("", "ZHANG SAN", "ZHANG SAN", "", None),
        ("", "Lǚ Bù", "LǙ BÙ", "tone", Some("LYU BU")),
        ("JOHN O'NEIL", "O’NEIL JOHN", "O'NEIL JOHN", "", None),
        ("JEAN-PAUL MARTIN", "MARTIN JEAN-PAUL", "MARTIN JEAN-PAUL", "", None),
        ("JOSÉ MÜLLER", "MU\u{308}LLER JOSE\u{301}", "MÜLLER JOSÉ", "accent", None),
        ("JOHN SMITH", "SMITH, JOHN", "SMITH, JOHN", "document_comma", Some("SMITH JOHN")),
        ("JOHN SMITH", "ＳＭＩＴＨ，ＪＯＨＮ", "SMITH,JOHN", "document_comma", Some("SMITH JOHN")),
        ("JOHN SMITH", "SMITH2", "SMITH2", "document_characters", None),
        ("", "ZHANG XIAO MING", "ZHANG XIAO MING", "", None),
        ("", "LIN CHIH-HAO", "LIN CHIH-HAO", "", None),
        // Whether it stays, becomes a blank or a hyphen, the document and the system say.
        ("JEAN-PAUL MARTIN", "MARTIN JEAN·PAUL", "MARTIN JEAN·PAUL", "dot_of_document", None),
        ("JEAN-PAUL", "JEAN\u{2010}PAUL", "JEAN-PAUL", "", None),
        ("JEAN-PAUL", "JEAN－PAUL", "JEAN-PAUL", "", None),
        ("JEAN PAUL", "JEAN•PAUL", "JEAN·PAUL", "dot_of_document", None),
        ("JOSÉ", "JOSÉ·M", "JOSÉ·M", "dot_of_document", None),
        ("", "AYIGULI·MAIMAITI", "AYIGULI·MAIMAITI", "dot_of_document", None),
        ("", "Àyīgǔlì·Mǎimǎití", "ÀYĪGǓLÌ·MǍIMǍITÍ", "tone", Some("AYIGULI MAIMAITI")),
    ]);
}

#[test]
fn a_proposal_is_valid() {
    for (name, proposal) in [
        ("张三", "ZHANG SAN"),
        ("吕布", "LYU BU"),
        ("单田芳", "SHAN TIANFANG"),
        ("欧阳娜娜", "OUYANG NANA"),
        ("吕略", "LYU LUE"),
        ("王虐", "WANG NUE"),
        ("郑李淑芳", ""),
        ("李安琪儿", ""),
        ("单于明", ""),
        ("东丹丹", ""),
        ("欧阳明", "OUYANG MING"),
        ("诸葛亮", "ZHUGE LIANG"),
        ("歐陽明", "OUYANG MING"),
        ("扎西次仁", ""),
        ("吉克阿依", ""),
        ("同上", ""),
        ("张焘", "ZHANG TAO"),
        ("张婼", "ZHANG RUO"),
        ("亓官明", "QIGUAN MING"),
        ("刘付明", ""),
        ("买买提·艾力", "MAIMAITI AILI"),
        ("买买提江·阿卜杜拉", "MAIMAITIJIANG ABUDULA"),
        ("阿依古丽·买买提", "AYIGULI MAIMAITI"),
        ("阿依古丽", ""),
        ("阿卜杜拉", ""),
        ("迪丽娜尔", ""),
        ("JOHN SMITH", ""),
        ("", ""),
    ] {
        assert_eq!(propose(name, Bearer::default()), proposal, "{name}");
        if !proposal.is_empty() {
            assert_eq!(read(name, proposal, Bearer::default()).verdict(), "valid", "{name}");
        }
    }
}

#[test]
fn a_people_and_a_document_have_their_own_rules() {
    const UYGHUR: &str = "维吾尔族";
    const PERMIT: &str = "港澳居民来往内地通行证";
    for (name, ethnic_group, document, proposal, typed, reason) in [
        ("阿依古丽", UYGHUR, "居民身份证", "AYIGULI", "AYIGULI", ""),
        ("阿卜杜拉", UYGHUR, "居民身份证", "ABUDULA", "E BODULA", "own_language"),
        ("马木提", UYGHUR, "", "MAMUTI", "MAMUTI", ""),
        ("马木提", UYGHUR, "", "MAMUTI", "MA MUTI", "undivided"),
        ("麦尔旦", UYGHUR, "", "MAIERDAN", "MAIERDAN", ""),
        ("麦尔旦", UYGHUR, "", "MAIERDAN", "MAI ERDAN", "undivided"),
        ("于苏甫江", UYGHUR, "", "YUSUFUJIANG", "YUSUFUJIANG", ""),
        ("于苏甫江", UYGHUR, "", "YUSUFUJIANG", "YUSU FUJIANG", ""),
        ("于苏甫江", UYGHUR, "", "YUSUFUJIANG", "YU SUFUJIANG", "undivided"),
        ("买买提艾力", UYGHUR, "", "MAIMAITIAILI", "MAIMAITI AILI", ""),
        ("买买提艾力", UYGHUR, "", "MAIMAITIAILI", "MAI MAITIAILI", "undivided"),
        ("帕尔哈提", UYGHUR, "", "PAERHATI", "PA ERHATI", "undivided"),
        ("艾力", "哈萨克族", "", "AILI", "AI LI", "undivided"),
        ("马佳琪", "汉族", "", "MA JIAQI", "MA JIAQI", ""),
        ("马佳琪", "满族", "", "", "MAJIA QI", ""),
        ("张三", UYGHUR, "", "", "ZHANG SAN", ""),
        ("卓玛", "藏族", "", "", "ZHUOMA", ""),
        ("阿卜杜拉·买买提", UYGHUR, "", "ABUDULA MAIMAITI", "ABUDULA·MAIMAITI", "middle_dot"),
        ("王建国", "蒙古族", "", "", "WANG JIANGUO", ""),
        ("张三", "汉族", "居民身份证", "ZHANG SAN", "ZHANGSAN", "parts"),
        ("陈大文", "汉族", PERMIT, "", "CHAN TAI MAN", ""),
        ("陈大文", "汉族", PERMIT, "", "CHAN TAI·MAN", "dot_of_document"),
        ("阿依古丽·买买提", UYGHUR, "护照", "", "AYIGULI·MAIMAITI", "dot_of_document"),
        ("陈大文", "汉族", "港澳台居民居住证", "", "CHAN, TAI-MAN", "document_comma"),
        ("林志豪", "", "台湾居民来往大陆通行证", "", "LIN CHIH-HAO", ""),
        ("张三", "汉族", "护照", "", "ZHANG SAN", ""),
        ("米勒", "", "护照", "", "MÜLLER", "accent"),
    ] {
        let known = |it| Some(it).filter(|it: &&str| !it.is_empty());
        let (ethnic_group, document) = (known(ethnic_group), known(document));
        let bearer = Bearer { ethnic_group, document, country: None };
        assert_eq!(propose(name, bearer), proposal, "{name} {ethnic_group:?} {document:?}");
        let reading = read(name, typed, bearer);
        let said = reading.problem.map_or("", |it| it.reason.name);
        assert_eq!(said, reason, "{name} {typed} {ethnic_group:?} {document:?}");
    }
}

#[test]
fn the_misread_character_is_named() {
    let params = read("张晓明", "ZHANG XIAOMIN", Bearer::default()).problem.unwrap().params;
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

/// Both are offered, where nobody but the person knows.
#[test]
fn where_the_surname_ends_is_asked() {
    for (name, typed, one, other) in [
        ("李安琪儿", "LIANQIER", "LIAN QIER", "LI ANQIER"),
        ("李安琪儿", "LI AN QIER", "LIAN QIER", "LI ANQIER"),
        ("刘付明", "LIUFUMING", "LIUFU MING", "LIU FUMING"),
        ("东丹丹", "DONGDANDAN", "DONGDAN DAN", "DONG DANDAN"),
        ("买买提·艾力", "Màimǎití·Àilì", "MAIMAITI AILI", "MAIMAITI·AILI"),
    ] {
        let reading = read(name, typed, Bearer::default());
        let offered = [reading.fix, reading.other_fix].map(Option::unwrap_or_default);
        assert_eq!(offered, [one, other], "{name} {typed}");
    }
    for (name, people, both) in [
        ("李安琪儿", "汉族", ["LIAN QIER", "LI ANQIER"]),
        ("单于明", "汉族", ["CHANYU MING", "SHAN YUMING"]),
        ("巫马可", "汉族", ["WUMA KE", "WU MAKE"]),
    ] {
        let bearer = Bearer { ethnic_group: Some(people), ..Bearer::default() };
        assert_eq!(proposals(name, bearer), both, "{name}");
        assert_eq!(propose(name, bearer), "", "{name}");
    }
}

/// What a dictionary has may be borne by somebody; what none has is repaired.
#[test]
fn a_reading_of_the_character_is_never_repaired() {
    for (name, typed) in [
        ("任重", "REN ZHONG"),
        ("任重", "REN CHONG"),
        ("覃三", "TAN SAN"),
        ("覃三", "QIN SAN"),
        ("区三", "QU SAN"),
        ("区三", "OU SAN"),
        ("单三", "DAN SAN"),
        ("仇三", "QIU SAN"),
        ("仇三", "CHOU SAN"),
        ("解三", "JIE SAN"),
        ("查三", "CHA SAN"),
        ("盖三", "GAI SAN"),
        ("朴三", "PU SAN"),
        ("朴三", "PIAO SAN"),
        ("乐三", "LE SAN"),
        ("乐三", "YUE SAN"),
        ("缪三", "MIU SAN"),
        ("缪三", "MOU SAN"),
        ("曾三", "CENG SAN"),
        ("尉三", "YU SAN"),
        ("员三", "YUAN SAN"),
        ("折三", "ZHE SAN"),
        ("召三", "ZHAO SAN"),
        ("谌三", "SHEN SAN"),
        ("沈三", "CHEN SAN"),
        ("种三", "ZHONG SAN"),
        ("陈恪", "CHEN QUE"),
        ("张婼", "ZHANG CHUO"),
        ("张婼", "ZHANG RUO"),
        ("张红", "ZHANG GONG"),
    ] {
        let reading = read(name, typed, Bearer::default());
        assert!(reading.fix.is_none() && reading.verdict() != "invalid", "{name} {typed}");
    }
    for (name, typed, fix) in [("佘三", "YU SAN", "SHE SAN"), ("张三", "ZHANG SEN", "ZHANG SAN")]
    {
        let reading = read(name, typed, Bearer::default());
        assert_eq!(reading.fix.as_deref(), Some(fix), "{name} {typed}");
    }
}

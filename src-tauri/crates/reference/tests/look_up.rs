//! Look-ups by code and number: regions, telephones, postcodes, and entries by name.

use beishen_reference::{Table, area_code, id_province, mobile_prefix, postal_provinces, region};
use proptest::prelude::*;

#[test]
fn a_region_is_named_in_full() {
    let named = [
        ("110000", "北京市"),
        ("110105", "北京市朝阳区"),
        ("420000", "湖北省"),
        ("420100", "湖北省武汉市"),
        ("420106", "湖北省武汉市武昌区"),
        ("220202", "吉林省吉林市昌邑区"),
        ("460200", "海南省三亚市"),
        ("441900", "广东省东莞市"),
        ("429021", "湖北省神农架林区"),
        ("659001", "新疆维吾尔自治区石河子市"),
        ("710000", "台湾省"),
        ("810000", "香港特别行政区"),
        ("830000", "台湾省"),
        // Codes that identity numbers carry and today's lists leave out.
        ("110100", "北京市辖区"),
        ("110200", "北京市辖县"),
        ("130101", "河北省石家庄市辖区"),
        ("149000", "山西省直辖县级行政单位"),
        // Gone.
        ("132201", "河北省邢台地区邢台市"),
        ("152101", "内蒙古自治区呼伦贝尔盟海拉尔市"),
        ("349001", "安徽省天长市"),
        ("662800", "新疆生产建设兵团农八师（石河子市）"),
    ];
    for (code, name) in named {
        assert_eq!(region(code).unwrap().full_name(), name, "{code}");
    }
}

#[test]
fn no_full_name_doubles_a_part() {
    for entry in Table::Regions.entries() {
        let full = region(entry.code).unwrap().full_name();
        assert!(
            full.ends_with(entry.name)
                || entry.name == "县"
                || entry.name.starts_with(['市', '省', '自']),
            "{full}"
        );
        let chars: Vec<char> = full.chars().collect();
        for length in 3..=chars.len() / 2 {
            let twice = chars.windows(2 * length).find(|part| part[..length] == part[length..]);
            assert_eq!(twice, None, "{full}");
        }
        assert_eq!(entry.detail, full);
    }
}

#[test]
fn a_region_tells_when_its_code_was_in_use() {
    let dated = [
        ("110105", Some(1981), None, true),
        ("110103", Some(1981), Some(2010), false), // 崇文区
        ("510200", Some(1981), Some(1997), false), // 重庆市 of 四川省
        ("500000", Some(1997), None, true),
        ("110100", None, None, false),
    ];
    for (code, first, last, in_use) in dated {
        let found = region(code).unwrap();
        assert_eq!(
            (found.first_year, found.last_year, found.in_use),
            (first, last, in_use),
            "{code}"
        );
    }
    let renamed = region("120110").unwrap();
    assert_eq!(
        (renamed.name, renamed.also, renamed.province),
        ("东丽区", &["东郊区"][..], "天津市")
    );
}

#[test]
fn what_is_not_six_known_digits_is_no_region() {
    assert!(region("110110").is_some(), "which 11010: would be in careless arithmetic");
    for code in [
        "",
        "1",
        "11010",
        "1101050",
        "999999",
        "000000",
        "110106x",
        "11010x",
        "11010:",
        "１１０１０５",
        "朝阳",
        "+10105",
        " 110105",
    ] {
        assert_eq!(region(code), None, "{code}");
    }
}

#[test]
fn identity_numbers_begin_with_these_provinces_only() {
    let known = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 \
                 61 62 63 64 65 71 81 82 83";
    let known: Vec<&str> = known.split(' ').collect();
    for number in 0..100 {
        let prefix = format!("{number:02}");
        assert_eq!(id_province(&prefix).is_some(), known.contains(&prefix.as_str()), "{prefix}");
    }
    for (prefix, name) in [
        ("11", "北京市"),
        ("65", "新疆维吾尔自治区"),
        ("71", "台湾省"),
        ("82", "澳门特别行政区"),
        ("83", "台湾省"),
    ] {
        assert_eq!(id_province(prefix), Some(name));
    }
    for odd in ["", "1", "110", "x1", "十一"] {
        assert_eq!(id_province(odd), None);
    }
}

#[test]
fn a_mobile_number_belongs_to_its_longest_prefix() {
    let numbers = [
        ("13800138000", Some(("138", "中国移动", "公众移动"))),
        ("13400000000", Some(("134", "中国移动", "公众移动"))),
        ("13490000000", Some(("1349", "中国电信", "卫星移动"))),
        ("17010000000", Some(("1701", "中国电信", "移动转售"))),
        ("17090000000", Some(("1709", "中国联通", "移动转售"))),
        ("19200000000", Some(("192", "中国广电", "公众移动"))),
        ("17400000000", Some(("1740", "中国电信/其他", "卫星移动"))),
        ("17450000000", None),
        ("12345678901", None),
        ("16100000000", None),
        ("138", Some(("138", "中国移动", "公众移动"))),
        ("13", None),
        ("", None),
        ("一三八", None),
    ];
    for (number, expected) in numbers {
        assert_eq!(
            mobile_prefix(number).map(|known| (known.prefix, known.operator, known.kind)),
            expected,
            "{number}"
        );
    }
    assert_eq!(mobile_prefix("14900000000").unwrap().note, "多为数据卡或物联网卡");
}

#[test]
fn a_landline_belongs_to_its_longest_area_code() {
    let numbers = [
        ("01062961234", Some(("010", "北京市", "北京市", "", Some(8)))),
        ("02787654321", Some(("027", "武汉市", "湖北省", "", Some(8)))),
        ("07311234567", Some(("0731", "长沙市、湘潭市、株洲市", "湖南省", "", Some(8)))),
        ("04131234567", Some(("0413", "抚顺市", "辽宁省", "024", None))),
        ("07332345678", Some(("0733", "株洲市", "湖南省", "0731", None))),
        ("05651234567", Some(("0565", "巢湖市", "安徽省", "0551 0555 0553", None))),
        ("07547654321", Some(("0754", "汕头市", "广东省", "", Some(8)))),
        ("06611234567", Some(("0661", "汕头市潮阳区", "广东省", "0754", None))),
        ("05671234567", Some(("0567", "亳州市", "安徽省", "0558", None))),
        ("0999", Some(("0999", "伊犁哈萨克自治州", "新疆维吾尔自治区", "", None))),
        ("00861012345", None),
        ("62961234", None),
        ("01", None),
        ("", None),
        ("零一零", None),
    ];
    for (number, expected) in numbers {
        let found = area_code(number).map(|it| (it, it.now.join(" ")));
        let found =
            found.as_ref().map(|(it, now)| (it.code, it.cities, it.province, &**now, it.digits));
        assert_eq!(found, expected, "{number}");
    }
}

#[test]
fn a_postcode_belongs_to_the_provinces_of_its_first_two_digits() {
    let codes: [(&str, &[&str]); 7] = [
        ("100084", &["北京市"]),
        ("010010", &["内蒙古自治区"]),
        ("202450", &["上海市", "浙江省"]),
        ("430070", &["湖北省"]),
        ("999077", &["香港特别行政区", "澳门特别行政区"]),
        ("900000", &[]),
        ("邮编", &[]),
    ];
    for (code, provinces) in codes {
        assert_eq!(postal_provinces(code), provinces, "{code}");
    }
}

#[test]
fn an_entry_is_found_by_code_name_and_other_name() {
    let found = [
        (Table::Countries, "中华人民共和国", Some(("CN", "中华人民共和国"))),
        (Table::Countries, "中国", Some(("CN", "中华人民共和国"))),
        (Table::Countries, "CHN", Some(("CN", "中华人民共和国"))),
        (Table::Countries, "156", Some(("CN", "中华人民共和国"))),
        (Table::Countries, "香港", Some(("HK", "中国香港"))),
        (Table::Countries, "刚果(金)", Some(("CD", "刚果（金）"))),
        (Table::Provinces, "湖北", Some(("420000", "湖北省"))),
        (Table::Cities, "武汉", Some(("420100", "武汉市"))),
        (Table::Regions, "崇文区", Some(("110103", "崇文区"))),
        (Table::Regions, "石拐矿区", Some(("150205", "石拐区"))),
        (Table::EthnicGroups, "汉", Some(("01", "汉族"))),
        (Table::EthnicGroups, "HA", Some(("01", "汉族"))),
        (Table::PoliticalStatus, "中共党员", Some(("01", "中国共产党党员"))),
        (Table::IdDocumentTypes, "cn_id", Some(("cn_id", "中华人民共和国居民身份证"))),
        (Table::IdDocumentTypes, "居民身份证", Some(("cn_id", "中华人民共和国居民身份证"))),
        (Table::DegreeCategories, "工学", Some(("08", "工学"))),
        (Table::DegreeTypes, "3", Some(("3", "硕士"))),
        (Table::Disciplines2022, "0814", Some(("0814", "土木工程"))),
        (Table::Disciplines2022, "临床医学", Some(("1002", "临床医学"))),
        (Table::Institutions, "河北中医学院", Some(("14432", "河北中医药大学"))),
        (Table::Institutions, "河北中医药大学", Some(("14432", "河北中医药大学"))),
        (Table::Institutions, "中国地质大学(武汉)", Some(("10491", "中国地质大学（武汉）"))),
        (Table::Institutions, "没有这所大学", None),
        (Table::Countries, "", None),
        (Table::Institutions, "", None),
    ];
    for (table, text, expected) in found {
        assert_eq!(table.find(text).map(|entry| (entry.code, entry.name)), expected, "{text}");
    }
}

#[test]
fn an_entry_tells_where_it_belongs() {
    let discipline = Table::Disciplines2022.find("1051").unwrap();
    assert_eq!(
        (discipline.parent, discipline.parent_name, discipline.detail),
        ("10", "医学", "专业学位")
    );
    let district = Table::Districts.find("420106").unwrap();
    assert_eq!((district.parent_name, district.detail), ("武汉市", "湖北省武汉市武昌区"));
    assert_eq!(Table::Countries.find("JP").unwrap().english, "Japan");
    assert_eq!(Table::Disciplines2018.find("1056").unwrap().note, "2022 年目录中为 1056 中药");
}

proptest! {
    #[test]
    fn any_text_is_survived(text in r"\PC{0,12}|[0-9]{0,12}") {
        region(&text);
        id_province(&text);
        mobile_prefix(&text);
        area_code(&text);
        postal_provinces(&text);
        Table::by_name(&text);
        for table in Table::ALL {
            table.find(&text);
        }
    }

    #[test]
    fn a_region_found_has_the_code_that_was_asked_for(code in "[0-9]{6}") {
        let known = Table::Regions.find(&code).map(|entry| entry.code);
        prop_assert_eq!(region(&code).map(|found| found.code), known);
    }
}

//! What somebody types finds what they mean, whichever way they type it.

use beishen_reference::{Entry, Table, pinyin};
use proptest::prelude::*;

fn names(table: Table, query: &str, parent: Option<&str>) -> Vec<&'static str> {
    table.search(query, parent, usize::MAX).into_iter().map(|entry| entry.name).collect()
}

#[test]
fn a_name_is_found_however_it_is_typed() {
    let typed = [
        (
            Table::Disciplines2022,
            "土木工程",
            "土木工程 土木 木工 tumugongcheng TuMu tu_mu gongcheng tumug tmgc TMGC mgc ｔｍｇｃ \
             土mgc tumu工程 0814 081",
        ),
        (Table::Disciplines2022, "会计", "kuaiji huiji kj hj 1253"),
        (Table::Regions, "单县", "sx dx shanxian danxian"),
        (Table::Provinces, "重庆市", "cq zq chongqing zhongqing 重庆 500000"),
        (Table::Cities, "吕梁市", "lv lvl lüliang luliang LÜLIANG lls"),
        (Table::Cities, "西安市", "xian xi'an xas"),
        (Table::Cities, "张家口市", "zjk zhjk zhangjk zhangjiakou"),
        (Table::EthnicGroups, "维吾尔族", "wwe wwez weiwuer Uygur UG 05"),
        (Table::Countries, "中华人民共和国", "zg zhrmghg 中国 China cn CHN 156"),
        (Table::Countries, "英国", "united kingdom kingdom GB yg"),
        (Table::Countries, "科特迪瓦", "cote ktdw"),
        (
            Table::Institutions,
            "武汉轻工大学",
            "whqgdx 武汉轻工 qinggong qgdx 武qgdx 武轻工大 10496",
        ),
        (Table::Institutions, "北京理工大学", "北理工"),
        (Table::Institutions, "河北中医药大学", "河北中医学院 hbzyxy"),
        (Table::IdDocumentTypes, "护照", "hz passport"),
    ];
    for (table, name, queries) in typed {
        for query in queries.split(' ').map(|query| query.replace('_', " ")) {
            assert!(names(table, &query, None).contains(&name), "{query} does not find {name}");
        }
    }
}

#[test]
fn what_does_not_fit_is_not_found() {
    let typed = [
        (Table::Disciplines2022, "土木工程", "tumux umu ongcheng tmgcx 814"),
        (Table::Cities, "西安市", "xia'n'x an_xi 安西"),
        (Table::Countries, "英国", "ingdom nited"),
        (Table::Cities, "吕梁市", "lyliang"),
    ];
    for (table, name, queries) in typed {
        for query in queries.split(' ').map(|query| query.replace('_', " ")) {
            assert!(!names(table, &query, None).contains(&name), "{query} finds {name}");
        }
    }
    assert_eq!(names(Table::Institutions, "不存在的大学", None), Vec::<&str>::new());
    assert_eq!(names(Table::Regions, "qqqqqq", None), Vec::<&str>::new());
}

#[test]
fn the_exact_one_comes_first_then_beginnings_then_the_rest_and_short_before_long() {
    assert_eq!(names(Table::Disciplines2022, "法", None), ["法学", "法律", "法医学", "美术与书法"]);
    let law = names(Table::Disciplines2018, "yingyong", None);
    assert_eq!(law, ["应用统计", "应用心理", "应用经济学"]);
    let chemistry = names(Table::Disciplines2022, "hx", None);
    assert_eq!(chemistry.first(), Some(&"化学"));
    assert!(position(&chemistry, "化学工程与技术") < usize::MAX);
    let engineering = names(Table::Disciplines2022, "工程", None);
    assert_eq!(engineering.first(), Some(&"工程管理"), "it begins so");
    assert!(position(&engineering, "土木工程") < position(&engineering, "交通运输工程"));
    // A short name that is only another name of theirs does not come before their own.
    assert_eq!(names(Table::Countries, "中国", None).first(), Some(&"中华人民共和国"));
    let republics = names(Table::Countries, "共和国", None);
    assert_eq!(republics.first(), Some(&"中华人民共和国"), "the others have it in another name");
    assert!(republics.contains(&"中非"));
    // By code they stay in its order.
    let codes: Vec<_> =
        Table::Disciplines2022.search("08", None, 4).iter().map(|entry| entry.code).collect();
    assert_eq!(codes, ["0801", "0802", "0803", "0804"]);
}

fn pinyin_of(name: &str) -> Vec<String> {
    name.chars()
        .map(|c| pinyin::readings(c).into_iter().next().unwrap_or_else(|| c.to_string()))
        .collect()
}

fn position(names: &[&str], name: &str) -> usize {
    names.iter().position(|other| *other == name).unwrap_or(usize::MAX)
}

#[test]
fn characters_may_be_left_out_where_no_name_begins_so() {
    assert_eq!(names(Table::Institutions, "北理工", None), ["华北理工大学", "北京理工大学"]);
    assert_eq!(names(Table::Institutions, "武轻工大", None), ["武汉轻工大学"]);
    assert_eq!(names(Table::Disciplines2022, "土程", None), ["土木工程"]);
    assert_eq!(names(Table::Disciplines2022, "土木", None), ["土木工程", "土木水利"]);
    assert_eq!(names(Table::Disciplines2022, "tmc", None), Vec::<&str>::new(), "not of initials");
}

#[test]
fn one_name_with_two_codes_is_found_with_both() {
    let both: Vec<_> = Table::Disciplines2022
        .search("临床医学", None, 9)
        .iter()
        .map(|e| (e.code, e.detail))
        .collect();
    assert_eq!(both, [("1002", "学术学位"), ("1051", "专业学位")]);
}

#[test]
fn a_parent_is_given_by_code_or_name() {
    for parent in ["420000", "湖北省", "湖北"] {
        let found = Table::Institutions.search("dx", Some(parent), usize::MAX);
        assert!(
            found.len() > 10 && found.iter().all(|entry| entry.parent_name == "湖北省"),
            "{parent}"
        );
        let found = Table::Districts.search("", Some(parent), usize::MAX);
        assert!(
            found.len() > 90 && found.iter().all(|entry| entry.code.starts_with("42")),
            "{parent}"
        );
        assert_eq!(names(Table::Cities, "wh", Some(parent)), ["武汉市"]);
    }
    for parent in ["420100", "武汉市", "武汉"] {
        assert_eq!(names(Table::Districts, "wc", Some(parent)), ["武昌区"], "{parent}");
    }
    for parent in ["08", "工学"] {
        assert_eq!(names(Table::Disciplines2022, "tumu", Some(parent)), ["土木工程", "土木水利"]);
        assert_eq!(Table::Disciplines2022.search("", Some(parent), usize::MAX).len(), 49);
    }
    assert_eq!(names(Table::Cities, "", Some("北京市")), ["北京市"]);
    assert_eq!(names(Table::Districts, "", Some("草湖市")), ["草湖市"]);
    assert_eq!(names(Table::Disciplines2022, "tumu", Some("没有")), Vec::<&str>::new());
    assert_eq!(names(Table::Disciplines2022, "tmgc", Some("")), ["土木工程"]);
}

#[test]
fn an_empty_query_lists_the_table() {
    for table in Table::ALL {
        let all: Vec<&Entry> = table.entries().iter().collect();
        assert_eq!(table.search("", None, usize::MAX), all);
        assert_eq!(table.search("  ", None, 3), all[..3]);
    }
    assert_eq!(Table::Provinces.search("bj", None, 0), Vec::<&Entry>::new());
}

#[test]
fn every_name_finds_itself_first() {
    for table in Table::ALL {
        for entry in table.entries().iter().step_by(table.entries().len().div_ceil(150)) {
            let syllables = pinyin_of(entry.name);
            let initials: String = syllables.iter().filter_map(|s| s.chars().next()).collect();
            let full = syllables.concat();
            let found = table.search(entry.name, None, 50);
            assert!(
                found.first().is_some_and(|first| [first.name]
                    .iter()
                    .chain(first.also)
                    .any(|n| *n == entry.name)),
                "{}",
                entry.name
            );
            for typed in [initials, full] {
                assert!(
                    table.search(&typed, None, usize::MAX).contains(&entry),
                    "{typed} for {}",
                    entry.name
                );
            }
        }
    }
}

#[test]
fn a_renamed_institution_is_found_by_both_names() {
    let mut renamed = 0;
    for entry in Table::Institutions.entries().iter().filter(|it| !it.also.is_empty()) {
        renamed += 1;
        for name in [entry.name].iter().chain(entry.also) {
            assert!(Table::Institutions.search(name, None, 3).contains(&entry), "{name}");
            let initials: String =
                pinyin_of(name).iter().filter_map(|it| it.chars().next()).collect();
            let found = Table::Institutions.search(&initials, Some(entry.parent), usize::MAX);
            assert!(found.contains(&entry), "{initials} for {name}");
        }
        for name in entry.also {
            assert!(Table::Institutions.known_as(name).any(|it| it == entry), "{name}");
        }
    }
    assert_eq!(renamed, 24);
    let merged: Vec<_> = Table::Institutions.known_as("应急管理大学").map(|it| it.name).collect();
    assert_eq!(merged, ["防灾科技学院", "华北科技学院"]);
    assert_eq!(Table::Institutions.known_as("北京大学").count(), 0, "a present name is no other");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_query_is_survived(
        query in r"\PC{0,20}|[a-z]{0,200}|[大县工a-hxzü]{0,9}",
        parent in proptest::option::of(r"\PC{0,6}|[0-9]{1,6}"),
        limit in 0_usize..60,
    ) {
        for table in Table::ALL {
            let found = table.search(&query, parent.as_deref(), limit);
            prop_assert!(found.len() <= limit);
            let all = table.search(&query, parent.as_deref(), usize::MAX);
            prop_assert_eq!(&all[..found.len()], &found[..], "a limit only cuts off");
        }
    }

    #[test]
    fn every_beginning_of_its_pinyin_finds_a_name(index in 0_usize..883, cut in 1_usize..12) {
        let entry = &Table::Institutions.entries()[index];
        let full = pinyin_of(entry.name).concat();
        let shorter: String = full.chars().take(cut).collect();
        prop_assert!(Table::Institutions.search(&shorter, None, usize::MAX).contains(&entry));
    }
}

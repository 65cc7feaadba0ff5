//! Labels and values in text that was copied.

use beishen_core::{Dictionary, Procedure, outcome::Verdict};
use beishen_guide::readback::read_back;
use beishen_tests::{assess, asset, now};

use crate::{assessed, field, tdxl, verdicts};

#[test]
fn a_field_is_found_by_its_other_names_as_well() {
    let dictionary = Dictionary::parse("facts.toml", &asset("facts.toml")).unwrap();
    let label = "portal_label = \"工作单位名称\"";
    let alias =
        "aliases = [{ label = \"单位全称\", source = { id = \"manual\", section = \"x\" } }]";
    let text = asset("procedures/tdxl.toml").replacen(label, &format!("{label}\n{alias}"), 1);
    let procedure = Procedure::parse("tdxl.toml", &text, &dictionary).unwrap();
    let answers = &assessed("tdxl").answers;
    let assessment = assess(&procedure, answers, now());
    for (shown, verdict) in [
        ("单位全称：示例科技有限公司", Verdict::Same),
        ("单位全称：示例科技公司", Verdict::Differs),
        ("工作单位名称：示例科技有限公司\n单位全称：示例科技有限公司", Verdict::Same),
        ("工作单位名称：示例科技有限公司\n单位全称：示例科技公司", Verdict::Differs),
        ("工作单位名称：示例科技公司\n单位全称：示例科技有限公司", Verdict::Differs),
    ] {
        let read = read_back(&procedure, answers, &assessment, shown, now());
        assert_eq!(field(&read, "工作单位名称").verdict, verdict, "{shown}");
    }
}

#[test]
fn text_that_was_copied_tells_no_circle() {
    for (line, verdict) in [
        ("性别：男 女", Verdict::NotFound),
        ("性别\t女\n男", Verdict::Differs),
        ("性别\n男\n女\n民族\t汉族", Verdict::NotFound),
        ("性别 男\n女", Verdict::NotFound),
        ("性别\t男\t女", Verdict::NotFound),
        ("性别: 男 | 女", Verdict::NotFound),
        ("性别\n男\n更正为\n女", Verdict::NotFound),
        ("性别：男", Verdict::Same),
        ("性别：男 未知", Verdict::Differs),
    ] {
        assert_eq!(field(&tdxl(line), "性别").verdict, verdict, "{line}");
    }
}

#[test]
fn a_second_value_beside_the_first_or_below_it_is_to_be_looked_at() {
    for (text, label) in [
        ("姓名拼音\tZHANG SAN\tZHANG SHAN", "姓名拼音"),
        ("出生日期\t19950314\t19950315", "出生日期"),
        ("出生日期\t19950314\n1995-03-15", "出生日期"),
        ("证件号码\t110105199503140034\t110105199503140042", "证件号码"),
        ("证件号码\n110105199503140034\n110105199503140042", "证件号码"),
        ("姓名\t张三\t李四", "姓名"),
        ("姓名 张三\n李四", "姓名"),
        ("| 项目 | 平台 | 本人 |\n|---|---|---|\n| 姓名 | 张三 | 李四 |", "姓名"),
        (
            "| 项目 | 平台 | 本人 |\n|---|---|---|\n| 通信地址 | 北京市朝阳区示例路1号 | 上海市 |",
            "通信地址",
        ),
        ("证件号码\n110105199503140034\n(已变更)\n110105199503140042", "证件号码"),
        ("民族 汉族\n回族", "民族"),
        ("学位授予单位\t武汉轻工大学\t武汉大学", "学位授予单位"),
        ("姓名：张三\n李四", "姓名"),
        ("姓名\n张三\n李四\n性别\n男", "姓名"),
        ("姓名 张三\n李四\n性别 男", "姓名"),
        ("姓名 张三\n李四\n籍贯 北京\n性别 男", "姓名"),
        ("项目\t修改前\t修改后\n姓名\t张三\t买买提江·阿卜杜拉", "姓名"),
        ("项目\t修改前\t修改后\n通信地址\t北京市朝阳区示例路1号\t上海市示例路2号", "通信地址"),
        ("项目\t原\t现\n工作单位名称\t示例科技有限公司\t某某集团", "工作单位名称"),
        ("通信地址 北京市朝阳区示例路1号\n3单元502室\n邮政编码 100020", "通信地址"),
        ("通信地址\n北京市朝阳区示例路1号\n北京市朝阳区示例路2号", "通信地址"),
        ("性别\t男\t男\t女", "性别"),
        ("项目\t填写\t公安库\t结果\n民族\t汉族\t汉族\t不一致", "民族"),
    ] {
        assert_eq!(field(&tdxl(text), label).verdict, Verdict::NotFound, "{text}");
    }
    for (text, label) in [
        ("出生日期\t19950314\t1995-03-14", "出生日期"),
        ("姓名\t张三\t曾用名\t李四", "姓名"),
        ("姓名 张三\n下一步", "姓名"),
        ("姓名 张三\n联系方式\n移动电话 13800138000", "姓名"),
        ("姓名\n张三\n籍贯\n北京\n性别\n男", "姓名"),
        ("通信地址 北京市朝阳区示例路1号\n联系方式\n移动电话 13800138000", "通信地址"),
        ("姓名\t张三\t\n个人经历\n开始年月\t结束年月", "姓名"),
        ("性别\t男\n姓名\t张三\t\t\n学习情况", "姓名"),
        ("姓名\n张三\n基本信息\n性别\n男\n是否在职\n否", "性别"),
        ("姓名\n张三\n基本信息\n性别\n男\n是否在职\n否", "姓名"),
    ] {
        assert_eq!(field(&tdxl(text), label).verdict, Verdict::Same, "{text}");
    }
}

#[test]
fn the_value_after_a_change_counts() {
    for (text, verdict) in [
        ("姓名：张三\n现姓名：李四", Verdict::Differs),
        ("姓名\t张三\n变更后姓名\t李四", Verdict::Differs),
        ("姓名\t张三\n新姓名\t张三", Verdict::Same),
        ("原姓名：李四\n现姓名：张三", Verdict::Same),
        ("变更前姓名\t李四\n姓名\t张三", Verdict::Same),
    ] {
        assert_eq!(field(&tdxl(text), "姓名").verdict, verdict, "{text}");
    }
    let text = "通信地址：北京市朝阳区示例路1号\n更正后通信地址：上海市示例路2号";
    assert_eq!(field(&tdxl(text), "通信地址").verdict, Verdict::Differs);
}

#[test]
fn layouts_of_portals_are_read() {
    for text in [
        "姓名：张三\n性别：男\n民族：汉族",
        "姓名:张三 性别:男 民族:汉族",
        "姓名 张三 性别 男 民族 汉族",
        "* 姓名: 张三\n*性别 : 男\n＊民族：汉族",
        "姓名\t张三\t性别\t男\n民族\t汉族",
        "姓名\t性别\t民族\n张三\t男\t汉族",
        "姓名\n张三\n性别\n男\n民族\n汉族",
        "姓名：\n张三\n性别：\n男\n民族：\n汉族\n",
        "姓　　名：张三\r\n性　　别：男\r\n民 族：汉族",
        "| 姓名 | 张三 |\n| 性别 | 男 |\n| 民族 | 汉族 |",
    ] {
        let read = tdxl(text);
        for label in ["姓名", "性别", "民族"] {
            assert_eq!(field(&read, label).verdict, Verdict::Same, "{label} in {text}");
        }
    }
}

#[test]
fn the_record_is_found_by_the_labels_of_the_guide_and_of_later_notices() {
    for id in ["chsi-account", "image-check"] {
        let all = assessed(id);
        let value = |key: &str| all.answers.facts[key].as_str();
        let page = |school: &str, major: &str| {
            let (named, taught) = (value("study.institution"), value("study.major"));
            all.read(&format!("{school}：{named}\n{major}：{taught}"))
        };
        for (school, major) in [("院校", "专业名称"), ("学校名称", "专业"), ("院校名称", "专业")]
        {
            let read = page(school, major);
            let found = |label: &str| read.fields.iter().any(|it| it.label == label);
            assert_eq!(read.count(Verdict::Differs), 0, "{id} {school}");
            assert_eq!(field(&read, "院校").verdict, Verdict::Same, "{id} {school}");
            let label = if found("专业名称") { "专业名称" } else { "专业" };
            assert_eq!(field(&read, label).verdict, Verdict::Same, "{id} {major}");
        }
    }
}

/// Two disciplines have one name.
#[test]
fn an_entry_with_another_s_code_is_to_be_looked_at() {
    for (shown, verdict) in [
        ("申请学位学科名称：(0814)土木工程", Verdict::Same),
        ("申请学位学科名称：081400 土木工程", Verdict::Same),
        ("申请学位学科名称：1 土木工程", Verdict::Same),
        ("申请学位学科名称：[085901]土木工程", Verdict::NotFound),
        ("申请学位学科名称：土木工程（0859）", Verdict::NotFound),
        ("申请学位学科名称：0814 建筑学", Verdict::Differs),
    ] {
        assert_eq!(field(&tdxl(shown), "申请学位学科名称").verdict, verdict, "{shown}");
    }
}

/// The name is misspelt on one page of the portal and right on the next: that is a difference, and nobody else's name.
#[test]
fn a_name_that_is_misspelt_once_differs_and_leaves_all_else_as_it_is() {
    let page = |registered: &str, recorded: &str, number: &str| {
        format!(
            "练习平台 · 不是官方网站 · 什么都不会提交\n\nCHSI 中国高等教育学生信息网（学信网）实名注册\n\n手机号\t13800138000\n\
             姓名\t{registered}\n性别\t男\n身份证类型\t居民身份证\n身份证号码\t{number}\n安全邮箱\tzhangsan@example.cn\n\n\
             学信档案 › 学籍信息\n\n姓名\t{recorded}\n性别\t男\n身份证号\t11010520050314003X\n出生日期\t20050314\n\
             院校\t武汉轻工大学\n专业名称\t土木工程\n学习形式\t普通全日制\n"
        )
    };
    let known = assessed("chsi-account");
    let read = |registered, recorded| known.read(&page(registered, recorded, "11010520050314003X"));
    let same = read("张三", "张三").count(Verdict::Same);
    assert!(same > 7, "{same}");
    for (registered, recorded) in [("张山", "张三"), ("张三", "张山"), ("章三", "张三")]
    {
        let read = read(registered, recorded);
        assert_eq!(verdicts(&read, Verdict::Differs), ["姓名"], "{registered}, {recorded}");
        assert_eq!(read.count(Verdict::Same), same - 1, "{registered}, {recorded}");
    }
    // Another name, or another number below it: what stands there may be another's.
    for (name, number) in [("李四", "11010520050314003X"), ("张山", "110105200503140011")] {
        let read = known.read(&page(name, "张三", number));
        assert_eq!(field(&read, "身份证类型").verdict, Verdict::NotFound, "{name}, {number}");
    }
}

use super::*;

/// What says nothing of the data below.
const NONE: [&str; 11] = [
    "工学",
    "欢迎您，张三",
    "第1步 填写信息",
    "首页 > 个人中心 > 报名信息",
    "版权所有 © 2026 某某公司",
    "12",
    "姓名：张三",
    "籍贯：江苏",
    "曾用名：李四",
    "填表人：张三",
    "请填写 姓名",
];

#[test]
fn heads_say_whose_data_follow() {
    let heads = Heads {
        titles: BTreeSet::from(["学位与学科".to_owned()]),
        is_entry: &|it| it == "工学",
        name: "张三",
    };
    let own = [
        "考生信息",
        "个人信息",
        "一、本人基本情况",
        "学位与学科",
        "申请人信息（必填）",
        "【学生信息】",
    ];
    let neutral = [
        "基本信息",
        "第1步填写信息",
        "联系方式",
        "学位信息",
        "报名信息",
        "1. 学籍信息",
        "第一部分",
        "工作单位信息",
        "填写基本信息",
        "武汉大学",
        "Basic Information",
        "学位申请系统",
        "已申报学科信息",
        "Contact details:",
        "其他",
        "证件信息",
        "示例大学学位申请系统",
    ];
    let another = [
        "收件人信息",
        "担保人",
        "单位负责人",
        "介绍人：",
        "紧急联系人1",
        "配偶信息",
        "家庭主要成员",
        "联系人（二）",
        "导师基本信息",
        "紧急联系方式",
        "学生家长信息",
    ];
    let former = [
        "填写样例",
        "已作废",
        "已解绑",
        "示例",
        "修改前",
        "变更前信息",
        "原信息",
        "历史信息",
        "Example",
    ];
    let unknown = [
        "担保信息",
        "收件信息",
        "修改后",
        "家庭情况",
        "李四",
        "Emergency contact",
        "甲方",
        "示例科技有限公司",
        "第二申请人",
        "申请人二",
        "考生（2）",
        "经办人：赵六",
        "附：王强简历",
        "测试账号",
        "错误示范",
        "填写说明",
        "2024年度申请",
        "3单元502室",
        "以下为配偶资料，请勿混淆",
        "张",
    ];
    let cases: [(&[&str], Option<Head>); 6] = [
        (&own, Some(Head::Own)),
        (&neutral, Some(Head::Neutral)),
        (&another, Some(Head::Of(Whose::Another))),
        (&former, Some(Head::Of(Whose::Former))),
        (&unknown, Some(Head::Of(Whose::Unknown))),
        (&NONE, None),
    ];
    for (texts, head) in cases {
        let wrong: Vec<_> = texts.iter().filter(|it| heads.judge(it) != head).collect();
        assert!(wrong.is_empty(), "{head:?}: {wrong:?}");
    }
    assert!(heads.is_title("基本信息") && !heads.is_title("研究生") && !heads.is_title("张三"));
}

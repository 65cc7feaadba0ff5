//! 回读核对: the portal's page, in whatever layout it was copied, against the answers. Every person is invented.

mod foreign;
mod hostile;
mod layouts;
mod named;
mod rows;
mod source;
mod text;
mod whose;

use std::sync::LazyLock;

use beishen_core::{Answers, Assessment, Procedure, outcome::Verdict};
use beishen_document::Locale;
use beishen_guide::{
    papers::receipt,
    readback::{self, Ignored, ReadBack, ReadField, read_back},
};
use beishen_tests::{PACKS, assess, now, pack};
use rows::{history, rows};

/// The result page as the manual prints it, with an invented application.
const RESULT: &str = "\
学位申请 --> 提交学位申请 (带*号为必填项)
欢迎您: 张三 登录帐号: zhangsan@example.cn 电子邮箱: zhangsan@example.cn 移动电话: 13800138000

已申报学科信息

年度\t学科门类\t学科名称\t学位授予单位\t申请状态\t操作列表
2026\t工学\t土木工程\t武汉轻工大学\t已提交\t新增申请 删除 修改 提交申请 取消申请

学位申请信息

注册Id: 1234567890ABC

年度: 2026

学位授予单位所在省市地区: 湖北省

学位授予单位: 武汉轻工大学

申请人类型: 其他在职人员

申请学位类型: 学术型学位

申请学位学科门类: 工学

申请学位学科名称: 土木工程

学位申请年月: 202611

版权所有：示例中心";

/// The perfect applicants, assessed once.
static ASSESSED: LazyLock<Vec<Assessed>> = LazyLock::new(|| {
    let assessed = |id: &&str| {
        let pack = pack(id);
        let assessment = assess(&pack.procedure, &pack.perfect, now());
        Assessed { procedure: pack.procedure, answers: pack.perfect, assessment }
    };
    PACKS.iter().map(assessed).collect()
});

struct Assessed {
    procedure: Procedure,
    answers: Answers,
    assessment: Assessment,
}

impl Assessed {
    fn read(&self, text: &str) -> ReadBack {
        read_back(&self.procedure, &self.answers, &self.assessment, text, now())
    }
}

fn assessed(id: &str) -> &'static Assessed {
    let known = PACKS.iter().zip(ASSESSED.iter()).find(|it| *it.0 == id);
    known.map_or_else(|| panic!("no pack {id}"), |it| it.1)
}

fn tdxl(text: &str) -> ReadBack {
    assessed("tdxl").read(text)
}

fn verdicts(read: &ReadBack, wanted: Verdict) -> Vec<&str> {
    read.fields.iter().filter(|it| it.verdict == wanted).map(|it| it.label.as_str()).collect()
}

fn field<'a>(read: &'a ReadBack, label: &str) -> &'a ReadField {
    let found = read.fields.iter().find(|it| it.label == label);
    found.unwrap_or_else(|| panic!("{label} is not among {} fields", read.fields.len()))
}

/// What 学信网 calls things since 2021–2023, where the manuals have other words.
#[test]
fn todays_labels_of_the_record_are_read_beside_the_manuals() {
    for (id, labels) in [
        ("chsi-account", ["院校", "专业名称", "身份证号"]),
        ("image-check", ["院校", "专业", "证件号码"]),
    ] {
        let known = assessed(id);
        let [school, major, number] = ["study.institution", "study.major", "person.id_number"]
            .map(|it| &*known.assessment.values[it].text);
        let page = |major: &str| {
            format!("学籍信息\n学校名称\t{school}\n专业\t{major}\n证件号码\t{number}\n")
        };
        let read = known.read(&page(major));
        for label in labels {
            assert_eq!(field(&read, label).verdict, Verdict::Same, "{id}: {label}");
        }
        let read = known.read(&page("示例专业"));
        assert_eq!(verdicts(&read, Verdict::Differs), [labels[1]], "{id}");
    }
}

#[test]
fn the_manuals_result_page_agrees() {
    let read = tdxl(RESULT);
    assert_eq!(read.page.as_deref(), Some("result"));
    assert_eq!(verdicts(&read, Verdict::Differs), [""; 0]);
    assert_eq!(verdicts(&read, Verdict::NotFound), [""; 0]);
    let of_page = read.fields.iter().filter(|it| it.id.starts_with("result."));
    assert_eq!(of_page.count(), 7);
    // What the page's head shows of other pages is compared as well.
    assert_eq!(field(&read, "移动电话").verdict, Verdict::Same);
    assert!(read.fields.iter().all(|it| it.ignored.is_empty()));
}

#[test]
fn one_altered_field_differs_and_no_other() {
    for (shown, other, label, apart) in [
        (
            "申请学位学科名称: 土木工程",
            "申请学位学科名称: 建筑学",
            "申请学位学科名称",
            "第 1 个字这里是土，平台是建",
        ),
        (
            "申请人类型: 其他在职人员",
            "申请人类型: 高校教师",
            "申请人类型",
            "第 1 个字这里是其，平台是高",
        ),
        (
            "学位授予单位所在省市地区: 湖北省",
            "学位授予单位所在省市地区: 湖南省",
            "学位授予单位所在省市地区",
            "第 2 个字这里是北，平台是南",
        ),
        (
            "学位申请年月: 202611",
            "学位申请年月: 202610",
            "学位申请年月",
            "第 6 个字这里是1，平台是0",
        ),
        (
            "申请学位学科门类: 工学",
            "申请学位学科门类: --请选择--",
            "申请学位学科门类",
            "第 1 个字这里是工，平台是- U+002D",
        ),
        ("申请学位学科门类: 工学", "申请学位学科门类:", "申请学位学科门类", "平台上是空的"),
    ] {
        let read = tdxl(&RESULT.replace(shown, other));
        assert_eq!(verdicts(&read, Verdict::Differs), [label], "{other}");
        assert_eq!(verdicts(&read, Verdict::NotFound), [""; 0], "{other}");
        assert_eq!(
            field(&read, label).apart.as_ref().map(|it| it.zh.as_str()),
            Some(apart),
            "{other}"
        );
    }
}

#[test]
fn what_is_missing_is_not_found() {
    let text =
        RESULT.replace("申请学位类型: 学术型学位\n", "").replace("申请人类型: 其他在职人员\n", "");
    let read = tdxl(&text);
    assert_eq!(verdicts(&read, Verdict::NotFound), ["申请人类型", "申请学位类型"]);
    assert_eq!(verdicts(&read, Verdict::Differs), [""; 0]);
    for nothing in ["", "版权所有", "<html></html>", "姓", "学位申请流程说明"] {
        let read = tdxl(nothing);
        assert!(read.page.is_none() && read.fields.is_empty(), "{nothing}");
    }
}

#[test]
fn what_means_nothing_is_passed_over_and_told() {
    for (line, label, ignored) in [
        ("证件号码：110105 19950314 0034", "证件号码", Ignored::Spaces),
        ("证件号码：１１０１０５１９９５０３１４００３４", "证件号码", Ignored::Width),
        ("出生日期：1995-03-14", "出生日期", Ignored::DateForm),
        ("出生日期：1995年3月14日", "出生日期", Ignored::DateForm),
        ("出生日期：1995/3/14", "出生日期", Ignored::DateForm),
        ("参加工作年月：2017.07", "参加工作年月", Ignored::DateForm),
        ("参加工作年月：201707 (如:199704)", "参加工作年月", Ignored::Remark),
        ("工作时间联系电话：010-62961234", "工作时间联系电话", Ignored::Dashes),
        ("电子邮箱地址：ZhangSan@example.cn", "电子邮箱地址", Ignored::Case),
        ("通信地址：北京市朝阳区 示例路1号", "通信地址", Ignored::Spaces),
        ("民族：01 汉族", "民族", Ignored::Code),
        ("移动电话：+86 13800138000", "移动电话", Ignored::Country),
        ("移动电话：+86-138-0013-8000", "移动电话", Ignored::Country),
        ("移动电话：008613800138000", "移动电话", Ignored::Country),
    ] {
        let read = tdxl(line);
        let field = field(&read, label);
        assert_eq!(
            (field.verdict, field.ignored.as_slice()),
            (Verdict::Same, &[ignored][..]),
            "{line}"
        );
    }
    let read = assessed("chsi-account").read("身份证类型\t中华人民共和国居民身份证");
    assert_eq!(field(&read, "身份证类型").ignored, [Ignored::Word]);
    for years in ["4年", "4 年", "4年制", "四年", "四年制", "4.0", "4.0年"] {
        let read = assessed("chsi-account").read(&format!("学制\t{years}"));
        assert_eq!(field(&read, "学制").ignored, [Ignored::Unit], "{years}");
    }
    for years in ["3年", "三年", "5 年", "四", "14年", "4.5年"] {
        let read = assessed("chsi-account").read(&format!("学制\t{years}"));
        assert_eq!(field(&read, "学制").verdict, Verdict::Differs, "{years}");
    }
}

#[test]
fn what_means_something_differs() {
    for (line, label) in [
        ("证件号码：110105********0035", "证件号码"),
        ("证件号码：110106********0034", "证件号码"),
        ("证件号码：11010519950314003", "证件号码"),
        ("姓名：张 三", "姓名"),
        ("姓名：张三\u{200B}丰", "姓名"),
        ("证件号码：110105*******0034", "证件号码"),
        ("姓名：李*", "姓名"),
        ("姓名拼音：ZHANGSAN", "姓名拼音"),
        ("姓名拼音：Zhang San", "姓名拼音"),
        ("出生日期：1995-03-15", "出生日期"),
        ("出生日期：1995-03", "出生日期"),
        ("出生日期：1995-13-45", "出生日期"),
        ("工作时间联系电话：010-62961235", "工作时间联系电话"),
        ("通信地址：北京市朝阳区示例路11号", "通信地址"),
    ] {
        let read = tdxl(line);
        assert_eq!(field(&read, label).verdict, Verdict::Differs, "{line}");
    }
    // A dot of another kind is another name, and hides nothing.
    let mut pack = pack("tdxl");
    pack.perfect.facts.insert("person.name".into(), "买买提·艾力".into());
    let assessment = assess(&pack.procedure, &pack.perfect, now());
    for (shown, verdict) in [
        ("买买提·艾力", Verdict::Same),
        ("买买提•艾力", Verdict::Differs),
        ("买买提●艾力", Verdict::Differs),
        ("买买提.艾力", Verdict::Differs),
        ("买***力", Verdict::NotFound),
        ("买****力", Verdict::NotFound),
        ("买买***力", Verdict::NotFound),
    ] {
        let text = format!("姓名：{shown}");
        let read = read_back(&pack.procedure, &pack.perfect, &assessment, &text, now());
        assert_eq!(field(&read, "姓名").verdict, verdict, "{shown}");
    }
    // Two digits of a number may be exchanged where the portal hides them, and half of a name be another.
    for line in [
        "证件号码：1****************4",
        "证件号码：1101**************",
        "证件号码：110105****",
        "证件号码：110105********0034",
        "证件号码：110105****0034",
        "移动电话：138****8000",
        "姓名：张*",
        "姓名：**",
    ] {
        let (label, _) = line.split_once('：').unwrap();
        let read = tdxl(line);
        let field = field(&read, label);
        assert_eq!(field.verdict, Verdict::NotFound, "{line}");
        assert!(field.apart.as_ref().is_some_and(|it| it.zh.contains("遮住")), "{line}");
    }
    for line in ["移动电话：+86 13800138001", "移动电话：+85213800138000", "移动电话：139****8000"]
    {
        assert_eq!(field(&tdxl(line), "移动电话").verdict, Verdict::Differs, "{line}");
    }
    // Two of them, one wrong.
    let read = tdxl(
        "证件号码：110105199503140034\n确认证件号码：110105199503140034\n证件号码：110105199503140035",
    );
    assert_eq!(verdicts(&read, Verdict::Differs), ["证件号码"]);
}

#[test]
fn a_saved_page_is_read() {
    let page = "<!DOCTYPE html><html><head><title>姓名：李四</title><style>td{color:red}</style></head><body>
        <script>var 姓名 = '性别：女'; if (a</b/.test(c)) {}</script><!-- 民族：回族 -->
        <table><tr><td>姓名：</td><td><div>张三</div></td><th>出生日期</th><td><input type=text value='19950314'></td></tr>
        <tr><td>*&nbsp;性别</td><td><input type=radio checked> 男 <input type=radio> 女</td></tr>
        <tr><td>民族</td><td><select><option>--请选择--</option><option selected value=1>汉族</option><option>回族</option></select></td></tr>
        <tr><td>证件号码</td><td><input value=\"110105199503140034\"/><input type=hidden value=x></td></tr></table>
        <dl><dt>姓名拼音</dt><dd>ZHANG&#32;SAN</dd></dl>";
    let read = tdxl(page);
    for label in ["姓名", "出生日期", "性别", "民族", "证件号码", "姓名拼音"] {
        let field = field(&read, label);
        assert_eq!(field.verdict, Verdict::Same, "{label}: {:?}", field.found);
    }
    assert_eq!(verdicts(&read, Verdict::Differs), [""; 0]);
}

#[test]
fn the_outcome_holds_nothing_of_the_page_and_falls_with_the_values() {
    let Assessed { procedure, answers, assessment } = assessed("tdxl");
    let rows = history(&rows(&answers.history), 0).replace("李四", "李五");
    let text = RESULT.replace("学科名称: 土木工程", "学科名称: 建筑学") + &rows;
    let read = tdxl(&text);
    let outcome = read.outcome(procedure, answers, &assessment.values, now()).unwrap();
    let labels = readback::labels(&outcome, procedure, Verdict::Differs);
    assert_eq!(labels, ["个人经历 第 1 段", "申请学位学科名称"]);
    let kept = serde_json::to_string(&outcome).unwrap();
    for text in ["建筑学", "土木工程", "武汉轻工大学", "13800138000", "李五", "示例大学"]
    {
        assert!(!kept.contains(text), "{text}");
    }
    assert!(readback::stands(&outcome, procedure, answers, &assessment.values));
    let mut pack = pack("tdxl");
    pack.perfect.history[2].witness.push('甲');
    assert!(!readback::stands(&outcome, procedure, &pack.perfect, &assessment.values));
    pack.perfect.history[2].witness.pop();
    assert!(readback::stands(&outcome, procedure, &pack.perfect, &assessment.values));
    pack.perfect.facts.insert("degree.discipline".into(), "建筑学".into());
    let later = assess(&pack.procedure, &pack.perfect, now());
    assert!(!readback::stands(&outcome, procedure, answers, &later.values));
}

#[test]
fn the_receipt_tells_the_outcome_and_when_it_is_out_of_date() {
    let mut pack = pack("tdxl");
    let paper = |pack: &beishen_tests::Pack, locale| {
        let assessment = assess(&pack.procedure, &pack.perfect, now());
        receipt(&pack.procedure, &pack.perfect, &assessment, None, now(), locale, true).to_text()
    };
    assert!(!paper(&pack, Locale::Zh).contains("回读核对"));
    let assessment = assess(&pack.procedure, &pack.perfect, now());
    let text = RESULT.replace("学科名称: 土木工程", "学科名称: 建筑学").replace("申请人类型:", "");
    let text = text + "\n" + &history(&rows(&pack.perfect.history)[1..], 0);
    let read = read_back(&pack.procedure, &pack.perfect, &assessment, &text, now());
    pack.perfect.read_back =
        read.outcome(&pack.procedure, &pack.perfect, &assessment.values, now());
    let zh = paper(&pack, Locale::Zh);
    for line in [
        "回读核对",
        "2026-11-22 10:00 一致 ",
        "、不一致 1、没找到 2。",
        "不一致：申请学位学科名称。",
        "没找到：个人经历 第 1 段、申请人类型。",
    ] {
        assert!(zh.contains(line), "{line}: {zh}");
    }
    assert!(!zh.contains("建筑学") && !zh.contains("请重新核对"));
    assert!(paper(&pack, Locale::En).contains("1 different, 2 not found."));
    pack.perfect.facts.insert("degree.discipline".into(), "建筑学".into());
    assert!(paper(&pack, Locale::Zh).contains("此后改过内容，请重新核对。"));
    assert!(paper(&pack, Locale::En).contains("Something was changed since."));
}

#[test]
fn what_was_left_open_is_said_to_be_open_and_not_to_differ() {
    let mut pack = pack("image-check");
    pack.perfect.facts.remove("person.ethnic_group");
    let assessment = assess(&pack.procedure, &pack.perfect, now());
    let name = pack.perfect.facts["person.name"].clone();
    let text = format!("姓名：{name}\n民族：汉族");
    let read = read_back(&pack.procedure, &pack.perfect, &assessment, &text, now());
    let field = field(&read, "民族");
    assert_eq!(field.verdict, Verdict::NotFound);
    assert_eq!(field.apart.as_ref().map(|it| it.zh.as_str()), Some("这里没有填"));
}

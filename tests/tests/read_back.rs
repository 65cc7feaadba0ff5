//! 回读核对: the portal's page, in whatever layout it was copied, against the answers. Every person is invented.

use std::{fmt::Write, sync::LazyLock};

use beishen_core::{
    Answers, Assessment, HistoryRow, Locale, Procedure, assess,
    document::{portal_value, receipt},
    procedure::FieldKind,
    readback::{Ignored, Outcome, ReadBack, ReadField, Verdict, read_back},
};
use beishen_tests::{PACKS, now, pack};
use proptest::prelude::*;

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
            "第 1 个字：土，建",
        ),
        ("申请人类型: 其他在职人员", "申请人类型: 高校教师", "申请人类型", "第 1 个字：其，高"),
        (
            "学位授予单位所在省市地区: 湖北省",
            "学位授予单位所在省市地区: 湖南省",
            "学位授予单位所在省市地区",
            "第 2 个字：北，南",
        ),
        (
            "学位申请年月: 202611",
            "学位申请年月: 202610",
            "学位申请年月",
            "第 6 个字：1 U+0031，0 U+0030",
        ),
        (
            "申请学位学科门类: 工学",
            "申请学位学科门类: --请选择--",
            "申请学位学科门类",
            "第 1 个字：工，- U+002D",
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
        ("证件号码：110105********0034", "证件号码", Ignored::Masked),
        ("证件号码：110105****0034", "证件号码", Ignored::Masked),
        ("姓名：张*", "姓名", Ignored::Masked),
        ("出生日期：1995-03-14", "出生日期", Ignored::DateForm),
        ("出生日期：1995年3月14日", "出生日期", Ignored::DateForm),
        ("出生日期：1995/3/14", "出生日期", Ignored::DateForm),
        ("参加工作年月：2017.07", "参加工作年月", Ignored::DateForm),
        ("参加工作年月：201707 (如:199704)", "参加工作年月", Ignored::Remark),
        ("工作时间联系电话：010-62961234", "工作时间联系电话", Ignored::Dashes),
        ("电子邮箱地址：ZhangSan@example.cn", "电子邮箱地址", Ignored::Case),
        ("通信地址：北京市朝阳区 示例路1号", "通信地址", Ignored::Spaces),
        ("民族：01 汉族", "民族", Ignored::Code),
    ] {
        let read = tdxl(line);
        let field = field(&read, label);
        assert_eq!(
            (field.verdict, field.ignored.as_slice()),
            (Verdict::Same, &[ignored][..]),
            "{line}"
        );
    }
    let read = assessed("chsi-account").read("证件类型\t中华人民共和国居民身份证\n学制\t4年");
    assert_eq!(field(&read, "证件类型").ignored, [Ignored::Word]);
    assert_eq!(field(&read, "学制").ignored, [Ignored::Unit]);
}

#[test]
fn what_means_something_differs() {
    for (line, label) in [
        ("证件号码：110105********0035", "证件号码"),
        ("证件号码：110106********0034", "证件号码"),
        ("证件号码：11010519950314003", "证件号码"),
        ("姓名：张 三", "姓名"),
        ("姓名：张三\u{200B}丰", "姓名"),
        ("姓名：李*", "姓名"),
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
    // Two of them, one wrong.
    let read = tdxl(
        "证件号码：110105199503140034\n确认证件号码：110105199503140034\n证件号码：110105199503140035",
    );
    assert_eq!(verdicts(&read, Verdict::Differs), ["证件号码"]);
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
    let outcome = Outcome::new(&read, procedure, answers, &assessment.values, now()).unwrap();
    let labels = outcome.labels(procedure, Verdict::Differs);
    assert_eq!(labels, ["个人经历 第 1 段", "申请学位学科名称"]);
    let kept = serde_json::to_string(&outcome).unwrap();
    for text in ["建筑学", "土木工程", "武汉轻工大学", "13800138000", "李五", "示例大学"]
    {
        assert!(!kept.contains(text), "{text}");
    }
    assert!(outcome.stands(procedure, answers, &assessment.values));
    let mut pack = pack("tdxl");
    pack.perfect.history[2].witness.push('甲');
    assert!(!outcome.stands(procedure, &pack.perfect, &assessment.values));
    pack.perfect.history[2].witness.pop();
    assert!(outcome.stands(procedure, &pack.perfect, &assessment.values));
    pack.perfect.facts.insert("degree.discipline".into(), "建筑学".into());
    let later = assess(&pack.procedure, &pack.perfect, now());
    assert!(!outcome.stands(procedure, answers, &later.values));
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
        Outcome::new(&read, &pack.procedure, &pack.perfect, &assessment.values, now());
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

/// A row of the history as the portal shows it: from, to, place, role, witness.
type Row = [String; 5];

fn rows(history: &[HistoryRow]) -> Vec<Row> {
    let text = |it: &String| it.clone();
    history
        .iter()
        .map(|it| [&it.from, &it.to, &it.place, &it.role, &it.witness].map(text))
        .collect()
}

/// Year and month of a month that is one.
fn cut(month: &str) -> Option<(&str, &str)> {
    month.split_at_checked(4).filter(|_| month.bytes().all(|it| it.is_ascii_digit()))
}

/// The layouts in which `history` lays rows out.
const LAYOUTS: usize = 10;

fn history(rows: &[Row], layout: usize) -> String {
    let heads = ["开始年月", "结束年月", "学习或工作单位", "专业、职务", "证明人"];
    let above = match layout {
        0 | 1 => heads.join("\t") + "\n",
        2 => "序号\t单位\t专业、职务\t证明人\t起止年月\t操作\n".to_owned(),
        6 => format!("<table><tr><th>{}</th></tr>", heads.join("</th><th>")),
        _ => String::new(),
    };
    let mut text = format!("个人经历\n{above}");
    for (n, [from, to, place, role, witness]) in rows.iter().enumerate() {
        let dashed = |it: &str| {
            cut(it).map_or_else(|| it.to_owned(), |(year, month)| format!("{year}-{month}"))
        };
        let zh = |it: &str| {
            cut(it).map_or_else(|| it.to_owned(), |(year, month)| format!("{year}年{month}月"))
        };
        let _ = match layout {
            0 => writeln!(text, "{from}\t{to}\t{place}\t{role}\t{witness}"),
            1 => writeln!(
                text,
                "{}\t{}\t{place}\t{role}\t{witness}\t修改 删除",
                dashed(from),
                dashed(to)
            ),
            2 => writeln!(text, "{}\t{place}\t{role}\t{witness}\t{from}-{to}\t修改", n + 1),
            3 => writeln!(text, "{from} {to} {place} {role} {witness}"),
            4 => writeln!(text, "{}至{}  {place}  {role}  {witness}", zh(from), zh(to)),
            5 => writeln!(
                text,
                "开始年月：{from} 结束年月：{to} 单位：{place} 职务：{role} 证明人：{witness}"
            ),
            6 => writeln!(
                text,
                "<tr><td>{from}</td><td>{to}</td><td>{place}</td><td>{role}</td><td>{witness}</td></tr>"
            ),
            7 => writeln!(text, "{from}\n{to}\n{place}\n{role}\n{witness}"),
            8 => writeln!(text, "{place}\n{} — {}\n{role}\n{witness}\n", dashed(from), dashed(to)),
            _ => writeln!(
                text,
                "<p>第{}段<br><label>开始年月</label><input value='{from}'><br><label>结束年月</label><input value='{to}'><br>\
                 <label>单位</label><input value='{place}'><br><label>职务</label><input value='{role}'><br>\
                 <label>证明人</label><input value='{witness}'></p>",
                n + 1
            ),
        };
    }
    text
}

fn of_rows(read: &ReadBack) -> Vec<Verdict> {
    read.fields
        .iter()
        .filter(|it| it.id.starts_with("basic.history."))
        .map(|it| it.verdict)
        .collect()
}

#[test]
fn rows_of_the_history_are_read_alone_and_beside_other_fields() {
    let Assessed { answers, .. } = assessed("tdxl");
    for layout in 0..LAYOUTS {
        let table = history(&rows(&answers.history), layout);
        let read = tdxl(&table);
        assert_eq!(read.page.as_deref(), Some("basic"), "{layout}");
        assert_eq!(of_rows(&read), [Verdict::Same; 3], "{layout}: {table}");
        assert_eq!(read.fields.len(), 3, "{layout}: what the table does not show is not missed");
        // Months of other boxes are no row, and do not come between.
        let around = format!(
            "参加工作年月：201707 获前置学位年月：201706\n出生日期：19950314\n{table}\n更新时间：2026-11-22\n版权所有"
        );
        if layout != 6 && layout != 9 {
            assert_eq!(of_rows(&tdxl(&around)), [Verdict::Same; 3], "{layout}: {around}");
        }
        // A page that shows other things tells nothing of the history; one of which it is a part misses it.
        assert_eq!(of_rows(&tdxl(RESULT)), []);
        assert_eq!(of_rows(&tdxl("姓名拼音：ZHANG SAN")), [Verdict::NotFound; 3]);
    }
}

#[test]
fn a_row_tells_what_differs_and_what_was_passed_over() {
    let Assessed { answers, .. } = assessed("tdxl");
    let row = |change: &dyn Fn(&mut Row)| {
        let mut rows = rows(&answers.history);
        change(&mut rows[1]);
        let read = tdxl(&history(&rows, 0));
        field(&read, "个人经历 第 2 段").clone()
    };
    for (change, apart) in [
        (&(|it: &mut Row| it[0] = "201708".to_owned()) as &dyn Fn(&mut Row), "不同：起止年月"),
        (&|it| it[1] = "202004".to_owned(), "不同：起止年月"),
        (&|it| it[2].push_str("有限公司"), "不同：单位"),
        (&|it| it[3] = String::new(), "不同：专业、职务"),
        (&|it| it[4] = "王六".to_owned(), "不同：证明人"),
        (&|it| (it[0], it[4]) = ("201706".to_owned(), "王".to_owned()), "不同：起止年月；证明人"),
        (&|it| it[0] = "不详".to_owned(), "不同：起止年月"),
    ] {
        let field = row(change);
        assert_eq!(field.verdict, Verdict::Differs, "{apart}");
        assert_eq!(field.apart.map(|it| it.zh).as_deref(), Some(apart));
    }
    let field = row(&|it| it[2] = "示例 建筑公司".to_owned());
    assert_eq!((field.verdict, &*field.ignored), (Verdict::Same, &[Ignored::Spaces][..]));
    let field = row(&|it| it[0] = "2017.7".to_owned());
    assert_eq!((field.verdict, &*field.ignored), (Verdict::Same, &[Ignored::DateForm][..]));
    assert_eq!(field.expected, "201707–202003 示例建筑公司 工程师 王五");
    // 至今 is this month, on either side.
    let mut shown = rows(&answers.history);
    shown[2][1] = "至今".to_owned();
    assert_eq!(of_rows(&tdxl(&history(&shown, 0))), [Verdict::Same; 3]);
    shown.remove(0);
    let read = tdxl(&history(&shown, 0));
    assert_eq!(of_rows(&read), [Verdict::NotFound, Verdict::Same, Verdict::Same]);
}

/// Every field that has a value, as its page shows it.
fn shown(procedure: &Procedure, assessment: &Assessment, page: &str) -> Vec<(String, String)> {
    let answer =
        |key: &beishen_core::FactKey| assessment.values.get(key).map(|it| it.text.as_str());
    procedure
        .fields()
        .filter(|(it, field)| it.id == page && field.kind != FieldKind::Do)
        .filter(|(_, field)| field.relevant.as_ref().is_none_or(|it| it.holds(&answer)))
        .map(|(_, field)| {
            (field.portal_label.clone(), portal_value(procedure, field, &assessment.values))
        })
        .filter(|it| !it.1.is_empty())
        .collect()
}

fn laid_out(fields: &[(String, String)], layout: usize) -> String {
    let mut text = String::new();
    for (n, (label, value)) in fields.iter().enumerate() {
        let end = if n % 2 == 0 { "\t" } else { "\n" };
        let _ = match layout {
            0 => writeln!(text, "{label}：{value}"),
            1 => writeln!(text, "* {label} : {value}\r"),
            2 => write!(text, "{label}\t{value}{end}"),
            3 => writeln!(text, "{label}\n{value}"),
            4 => write!(text, "{label}：{value}　"),
            5 => write!(text, "<tr><td>{label}</td><td>{value}</td></tr>"),
            6 => write!(text, "<p><label>{label}</label><input value=\"{value}\"></p>"),
            _ => write!(text, "<li><b>{label}：</b>{value}</li>"),
        };
    }
    text
}

/// A history without a gap, the same places and roles again and again.
fn a_life() -> impl Strategy<Value = Vec<Row>> {
    let word = |words: &'static [&str]| prop::sample::select(words).prop_map(str::to_owned);
    let places = word(&["示例大学", "示例大学附属中学", "示例建筑公司", "某市第一中学"]);
    let roles = word(&["工程师", "本科生", "教师"]);
    let witnesses = word(&["李四", "王五", "赵六"]);
    prop::collection::vec((1..40_i32, places, roles, witnesses), 1..7).prop_map(|parts| {
        let mut month = 2005 * 12;
        let text = |month: i32| format!("{:04}{:02}", month / 12, month % 12 + 1);
        let row = |(months, place, role, witness): (i32, String, String, String)| {
            let from = month;
            month += months;
            [text(from), text(month - 1), place, role, witness]
        };
        parts.into_iter().map(row).collect()
    })
}

proptest! {
    #[test]
    fn what_is_shown_as_expected_agrees_and_what_is_altered_differs(
        page in 0..100_usize, layout in 0..8_usize, turn in 0..40_usize, alter in 0..40_usize,
    ) {
        let pages: Vec<_> = ASSESSED
            .iter()
            .flat_map(|all| all.procedure.pages().iter().map(move |it| (all, &it.id)))
            .filter(|(all, page)| !shown(&all.procedure, &all.assessment, page).is_empty())
            .collect();
        let (all, page) = pages[page % pages.len()];
        let mut fields = shown(&all.procedure, &all.assessment, page);
        let rows = if page == "basic" { history(&rows(&all.answers.history), 0) } else { String::new() };
        let laid_out = |fields: &[(String, String)]| laid_out(fields, layout) + "\n" + &rows;
        let turn = turn % fields.len();
        fields.rotate_left(turn);
        let read = all.read(&laid_out(&fields));
        prop_assert_eq!(verdicts(&read, Verdict::Differs), [""; 0], "{} {}", page, layout);
        prop_assert_eq!(verdicts(&read, Verdict::NotFound).len(), 0);
        prop_assert!(read.count(Verdict::Same) > 0);
        let alter = alter % fields.len();
        fields[alter].1.insert(0, '甲');
        let altered = all.read(&laid_out(&fields));
        prop_assert_eq!(altered.count(Verdict::Differs), 1, "{} {} {}", page, layout, fields[alter].0);
        prop_assert_eq!(altered.count(Verdict::Same) + 1, read.count(Verdict::Same));
    }

    #[test]
    fn rows_agree_in_any_order_and_layout_and_an_altered_one_differs_alone(
        rows in a_life(), order in any::<prop::sample::Index>(), layout in 0..LAYOUTS,
        alter in any::<prop::sample::Index>(), part in 0..5_usize,
    ) {
        let Assessed { procedure, answers, .. } = assessed("tdxl");
        let mut answers = answers.clone();
        answers.history = rows.iter().cloned().map(|[from, to, place, role, witness]| HistoryRow { from, to, place, role, witness }).collect();
        let assessment = assess(procedure, &answers, now());
        let read = |shown: &[Row]| read_back(procedure, &answers, &assessment, &history(shown, layout), now());
        let mut shown = rows.clone();
        shown.rotate_left(order.index(rows.len()));
        shown.swap(0, alter.index(rows.len()));
        prop_assert_eq!(of_rows(&read(&shown)), vec![Verdict::Same; rows.len()], "{}", history(&shown, layout));
        let altered = alter.index(rows.len());
        let at = shown.iter().position(|it| *it == rows[altered]).unwrap();
        shown[at][part].insert(0, '甲');
        let verdicts = of_rows(&read(&shown));
        for (n, verdict) in verdicts.into_iter().enumerate() {
            let expected = if n == altered { Verdict::Differs } else { Verdict::Same };
            prop_assert_eq!(verdict, expected, "row {} in {}", n + 1, history(&shown, layout));
        }
    }

    #[test]
    fn any_text_is_fine(text in "(姓名|证件号码|出生日期|201309|至今|示例大学|[：:\t\n* |-]|.){0,60}") {
        tdxl(&text);
    }

    #[test]
    fn any_source_is_fine(text in "(<|>|</|<td|<input value=|<select>|<option selected|<!--|<script>|&#x|&amp;|;|\"|'|=|姓名|.){0,60}") {
        tdxl(&text);
    }
}

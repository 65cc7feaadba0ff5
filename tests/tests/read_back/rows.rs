//! Rows of the history, in any order and layout.

use std::fmt::Write as _;

use beishen_core::{HistoryRow, outcome::Verdict};
use beishen_guide::readback::{Ignored, ReadBack, read_back};
use beishen_tests::{assess, now};
use proptest::prelude::*;

use crate::{Assessed, RESULT, assessed, field, tdxl};

/// A row of the history as the portal shows it: from, to, place, role, witness.
pub(crate) type Row = [String; 5];

pub(crate) fn rows(history: &[HistoryRow]) -> Vec<Row> {
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
const LAYOUTS: usize = 14;

pub(crate) fn history(rows: &[Row], layout: usize) -> String {
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
            10 => writeln!(text, "{}至{}，{place}，{role}，{witness}；", zh(from), zh(to)),
            11 => write!(text, "{}至{}，{place}，{role}，证明人：{witness}；", zh(from), zh(to)),
            12 => writeln!(
                text,
                "{}. {}-{}, {place}, {role}, {witness}",
                n + 1,
                dashed(from),
                dashed(to)
            ),
            13 => write!(
                text,
                "<p>（{}）自{}到{}，{place}，{role}，证明人{witness}。</p>",
                n + 1,
                zh(from),
                zh(to)
            ),
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
        if ![6, 9, 13].contains(&layout) {
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
    fn rows_agree_in_any_order_and_layout_and_an_altered_one_differs_alone(
        rows in a_life(), order in any::<prop::sample::Index>(), layout in 0..LAYOUTS,
        alter in any::<prop::sample::Index>(), part in 0..5_usize,
    ) {
        let Assessed { procedure, answers, .. } = assessed("tdxl");
        let mut answers = answers.clone();
        answers.history = rows.iter().cloned().map(|[from, to, place, role, witness]| HistoryRow { from, to, place, role, witness }).collect();
        let assessment = assess(procedure, &answers, now());
        let read = |shown: &[Row]| read_back(procedure, &answers, &assessment, history(shown, layout), now());
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
            // Of two rows of one place, and one has lost its months, the other may be meant.
            let twin = part < 2 && n != altered && rows[n][2] == rows[altered][2];
            if twin && verdict == Verdict::NotFound {
                continue;
            }
            prop_assert_eq!(verdict, expected, "row {} in {}", n + 1, history(&shown, layout));
        }
    }
}

#[test]
fn a_row_whose_place_and_role_are_exchanged_is_to_be_looked_at() {
    let mut all = rows(&assessed("tdxl").answers.history);
    assert_eq!(crate::verdicts(&tdxl(&history(&all, 0)), Verdict::NotFound), [""; 0]);
    all[1].swap(2, 3);
    let label = "个人经历 第 2 段";
    assert_eq!(field(&tdxl(&history(&all, 0)), label).verdict, Verdict::NotFound);
}

#[test]
fn rows_that_are_all_exchanged_alike_are_to_be_looked_at() {
    for (one, other) in [(2, 3), (2, 4), (3, 4)] {
        for layout in 0..LAYOUTS {
            let mut all = rows(&assessed("tdxl").answers.history);
            for row in &mut all {
                row.swap(one, other);
            }
            let table = history(&all, layout);
            assert_eq!(of_rows(&tdxl(&table)), [Verdict::NotFound; 3], "{table}");
        }
    }
    // A page whose heads stand in another order is none that exchanges them.
    let rows = rows(&assessed("tdxl").answers.history);
    let row = |it: &Row| format!("{}\t{}\t{}\t{}\t{}\n", it[0], it[1], it[3], it[2], it[4]);
    let table: String = rows.iter().map(row).collect();
    let table = format!("开始年月\t结束年月\t职务\t单位\t证明人\n{table}");
    assert_eq!(of_rows(&tdxl(&table)), [Verdict::Same; 3], "{table}");
}

#[test]
fn contents_of_other_rows_are_no_agreement() {
    for layout in 0..LAYOUTS {
        let mut all = rows(&assessed("tdxl").answers.history);
        let contents: Vec<Row> = all.iter().cycle().skip(1).take(3).cloned().collect();
        for (row, other) in all.iter_mut().zip(contents) {
            row[2..].clone_from_slice(&other[2..]);
        }
        let read = tdxl(&history(&all, layout));
        assert!(!of_rows(&read).contains(&Verdict::Same), "{}", history(&all, layout));
    }
}

#[test]
fn a_row_that_only_the_portal_has_is_told() {
    let ours = rows(&assessed("tdxl").answers.history);
    let more = ["201909", "202001", "某某职业学校", "教师", "钱七"].map(str::to_owned);
    for layout in 0..LAYOUTS {
        for at in 0..=ours.len() {
            let mut all = ours.clone();
            all.insert(at, more.clone());
            let table = history(&all, layout);
            let read = tdxl(&table);
            assert_eq!(of_rows(&read)[..3], [Verdict::Same; 3], "{layout} {at}: {table}");
            let told = field(&read, "个人经历 多出的第 1 段");
            assert_eq!(told.verdict, Verdict::Differs, "{layout} {at}: {table}");
            assert!(told.apart.as_ref().is_some_and(|it| it.zh.contains("平台上多出一段")));
            assert!(
                told.found.as_ref().is_some_and(|it| it.contains("某某职业学校")),
                "{:?}",
                told.found
            );
        }
    }
    // Months of other things are no row.
    let around = format!(
        "报名时间：2026-11-01 至 2026-11-30\n有效期：2016.01.01-2036.01.01\n{}缴费时间：2026-12-01至2026-12-10",
        history(&ours, 0)
    );
    assert_eq!(tdxl(&around).fields.len(), 3, "{around}");
    // The same row twice is one too many.
    let mut all = ours.clone();
    all.push(ours[2].clone());
    assert_eq!(field(&tdxl(&history(&all, 0)), "个人经历 多出的第 1 段").verdict, Verdict::Differs);
}

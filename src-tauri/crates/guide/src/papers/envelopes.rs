//! 信封清单: what goes into each applicant's envelope, ticked and signed for as it goes from hand to hand.

use beishen_document::{Document, Locale};
use chrono::NaiveDateTime;

use super::desk::{DeskLine, list, people, sorted};
use super::parts::BLANK;

/// The list, a row for each procedure of each applicant. Who receives an envelope writes name and day into the row.
pub fn envelopes(lines: Vec<DeskLine>, now: NaiveDateTime, locale: Locale) -> Document {
    let lines = sorted(lines);
    let columns = [
        ("序号", "No.", 12.0),
        ("姓名", "Name", 30.0),
        ("证件号码", "ID number", 42.0),
        ("办理事项", "Procedure", 30.0),
        ("装入的材料（装一样勾一样）", "Inside (tick each)", 97.0),
        ("领取人", "Received by", 26.0),
        ("日期", "Date", 20.0),
    ];
    let rows = lines.iter().zip(1..).map(|(it, at)| row(it, at, locale)).collect();
    let words = [
        locale.pick("信封清单", "List of envelopes"),
        locale.pick("按姓名拼音排列，证件号码中间隐去", "by name as spelt; numbers are masked"),
    ];
    list(words, &columns, rows, count(&lines, locale), now, locale)
}

fn row(line: &DeskLine, at: usize, locale: Locale) -> Vec<String> {
    let papers: Vec<String> = line.papers.iter().map(|it| format!("□{it}")).collect();
    vec![
        at.to_string(),
        line.called(locale),
        if line.number.is_empty() { "—".to_owned() } else { line.number.clone() },
        line.procedure.clone(),
        papers.join(BLANK),
        BLANK.to_owned(),
        BLANK.to_owned(),
    ]
}

fn count(lines: &[DeskLine], locale: Locale) -> String {
    let (people, n) = (people(lines), lines.len());
    let papers: usize = lines.iter().map(|it| it.papers.len()).sum();
    match locale {
        Locale::Zh if n == 0 => "还没有办理中的申请人。".to_owned(),
        Locale::En if n == 0 => "No applicant has begun anything.".to_owned(),
        Locale::Zh => format!("合计：{people} 人，信封 {n} 个，材料 {papers} 样。"),
        Locale::En => format!("In all: applicants {people}, envelopes {n}, papers {papers}."),
    }
}

//! 办理汇总表: the applicants of a desk, how far each is and what each lacks.

use beishen_document::{Document, Locale};
use chrono::NaiveDateTime;

use super::desk::{DeskLine, list, people, sorted};

/// The table, a row for each procedure of each applicant, with what there is in all at its foot.
pub fn summary(lines: Vec<DeskLine>, now: NaiveDateTime, locale: Locale) -> Document {
    let lines = sorted(lines);
    let columns = [
        ("序号", "No.", 12.0),
        ("姓名", "Name", 34.0),
        ("证件尾号", "ID ends in", 22.0),
        ("办理事项", "Procedure", 44.0),
        ("进度", "Steps", 16.0),
        ("要改", "Wrong", 15.0),
        ("没填", "Open", 15.0),
        ("请核对", "To check", 17.0),
        ("缺少的材料", "Materials missing", 41.0),
        ("最近的期限", "Next deadline", 41.0),
    ];
    let rows = lines.iter().zip(1..).map(|(it, at)| row(it, at, locale)).collect();
    let words = [
        locale.pick("办理汇总表", "Summary of the desk"),
        locale.pick(
            "按姓名拼音排列，证件号码只留尾号",
            "by name as spelt; only the last digits of numbers",
        ),
    ];
    list(words, &columns, rows, count(&lines, locale), now, locale)
}

fn row(line: &DeskLine, at: usize, locale: Locale) -> Vec<String> {
    let number = |n: usize| if n == 0 { "—".to_owned() } else { n.to_string() };
    let deadline = line.deadline.as_ref().map_or_else(
        || "—".to_owned(),
        |(due, title, over)| {
            let over = if *over { locale.pick("已过：", "Over: ") } else { "" };
            format!("{}\n{over}{title}", due.format("%Y-%m-%d %H:%M"))
        },
    );
    let missing = line.missing.join(locale.pick("、", ", "));
    vec![
        at.to_string(),
        line.called(locale),
        if line.tail.is_empty() { "—".to_owned() } else { line.tail.clone() },
        line.procedure.clone(),
        format!("{}/{}", line.steps.0, line.steps.1),
        number(line.wrong),
        number(line.open),
        number(line.warnings),
        if missing.is_empty() { "—".to_owned() } else { missing },
        deadline,
    ]
}

fn count(lines: &[DeskLine], locale: Locale) -> String {
    let count = |is: &dyn Fn(&DeskLine) -> bool| lines.iter().filter(|it| is(it)).count();
    let ready = count(&DeskLine::is_ready);
    let (wrong, open) = (count(&|it| it.wrong > 0), count(&|it| it.open > 0));
    let missing = count(&|it| !it.missing.is_empty());
    let over = count(&|it| it.deadline.as_ref().is_some_and(|it| it.2));
    let (people, n) = (people(lines), lines.len());
    match locale {
        Locale::Zh if n == 0 => "还没有办理中的申请人。".to_owned(),
        Locale::En if n == 0 => "No applicant has begun anything.".to_owned(),
        Locale::Zh => format!(
            "合计：{people} 人，{n} 件；没有问题 {ready} 件，有要改的 {wrong} 件，没填完的 {open} 件，缺材料 {missing} 件，期限已过 {over} 件。"
        ),
        Locale::En => format!(
            "In all: applicants {people}, procedures {n}; in order {ready}, with something wrong {wrong}, not complete {open}, with materials missing {missing}, over a deadline {over}."
        ),
    }
}

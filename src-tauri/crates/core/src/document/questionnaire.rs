//! 信息采集表: a procedure's questions on paper, to be filled in by hand, in the order of the wizard.

use chrono::NaiveDateTime;

use super::{Block, CheckLine, Column, Document, FormCell, receipt};
use crate::{FactKey, FactKind, Locale, Procedure, procedure::Step};

/// Lists that are longer are written out by hand.
const MOST_OPTIONS: usize = 16;
/// Empty rows of the history.
const HISTORY_ROWS: usize = 8;

/// The questionnaire, with every question that may be asked; nobody's answers are in it.
pub fn questionnaire(procedure: &Procedure, now: NaiveDateTime, locale: Locale) -> Document {
    let pick = |zh: &str, en: &str| locale.pick(zh, en).to_owned();
    let mut blocks = vec![Block::Paragraph {
        text: pick(
            "按证件和证书填写，字迹清楚；不适用的留空。选项打勾，数字一格一个。",
            "Write what papers and certificates say, clearly; leave empty what does not apply. Tick options; one digit a box.",
        ),
    }];
    for step in procedure.steps() {
        let rows: Vec<Vec<FormCell>> =
            step.asks.iter().filter_map(|it| row(procedure, it.fact(), locale)).collect();
        if !rows.is_empty() || step.history {
            blocks.push(Block::Heading { text: step.title.get(locale).to_owned() });
        }
        if !rows.is_empty() {
            blocks.push(Block::Form { rows, photo: None });
        }
        if step.history {
            blocks.push(history(locale));
        }
        let items = materials(procedure, step, locale);
        if !items.is_empty() {
            let title = pick("要备的材料", "Papers to prepare");
            blocks.extend([Block::Heading { text: title }, Block::Checks { items }]);
        }
    }
    blocks.push(receipt::signature(locale));
    let title = procedure.title().get(locale);
    Document {
        locale,
        title: pick("信息采集表", "Questionnaire"),
        subtitle: title.to_owned(),
        number: String::new(),
        made_at: now,
        notice: pick("手工填写，非官方表格", "To be filled in by hand, not an official form"),
        name: String::new(),
        blocks,
    }
}

/// A question with room for its answer: options to tick, boxes for digits, or a line.
fn row(procedure: &Procedure, key: &FactKey, locale: Locale) -> Option<Vec<FormCell>> {
    let fact = procedure.fact(key)?;
    let options = procedure.options_of(key).map(|it| &it.list);
    let room = match (fact.kind, options) {
        (FactKind::Choice, Some(list)) if (1..=MOST_OPTIONS).contains(&list.len()) => {
            let options = list.iter().map(|it| format!("□{}", it.value));
            options.collect::<Vec<_>>().join("　")
        }
        (FactKind::Date, _) => locale.pick("□□□□ 年 □□ 月 □□ 日", "□□□□-□□-□□").to_owned(),
        (FactKind::Month, _) => locale.pick("□□□□ 年 □□ 月", "□□□□-□□").to_owned(),
        _ if key.as_str() == "person.id_number" => "□".repeat(18),
        _ if key.as_str() == "contact.mobile" => "□".repeat(11),
        _ => String::new(),
    };
    let hint = fact.hint.as_ref().map(|it| it.get(locale)).unwrap_or_default();
    // A blank line to write on stands above what is said of it.
    let value = match (room.is_empty(), hint.is_empty()) {
        (_, true) => room,
        (true, false) => format!("　\n{hint}"),
        (false, false) => format!("{room}\n{hint}"),
    };
    Some(vec![FormCell { label: fact.label.get(locale).to_owned(), value }])
}

fn history(locale: Locale) -> Block {
    let columns = [
        ("起止年月", "Months", 40.0),
        ("单位", "Place", 62.0),
        ("专业、职务", "Role", 40.0),
        ("证明人", "Witness", 28.0),
    ];
    let columns = columns
        .map(|(zh, en, share)| Column { title: locale.pick(zh, en).to_owned(), share })
        .to_vec();
    let row = ["□□□□.□□ —\n□□□□.□□", "", "", ""].map(str::to_owned).to_vec();
    Block::Table { columns, rows: vec![row; HISTORY_ROWS] }
}

fn materials(procedure: &Procedure, step: &Step, locale: Locale) -> Vec<CheckLine> {
    let asked = procedure.materials().iter().filter(|it| step.materials.contains(&it.id));
    asked
        .map(|it| CheckLine {
            ticked: false,
            text: it.title.get(locale).to_owned(),
            detail: it.detail.get(locale).to_owned(),
        })
        .collect()
}

//! 数据检查勘误表: what the portal shows wrongly, and what is right, for the school to correct.

use chrono::NaiveDateTime;

use super::{Block, Column, Document, FormCell, number, receipt};
use crate::{
    Agreement, Answers, Assessment, Compared, FactKey, Locale, Procedure,
    assess::shown_as,
    procedure::{ComparedItem, Comparison},
};

/// The form, with a row for everything that differs or cannot be seen; `None` when there is no such thing.
///
/// A Chinese office reads it: what it must read is Chinese in every locale, English only stands beside it. Numbers are
/// printed in full, for the office looks the person up by them.
pub fn correction(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    now: NaiveDateTime,
    locale: Locale,
) -> Option<Document> {
    let wrong = wrong(procedure, answers, assessment);
    if wrong.is_empty() {
        return None;
    }
    let both = |zh: &str, en: &str| locale.pick(zh, &format!("{zh} {en}")).to_owned();
    let column = |zh, en, share| Column { title: both(zh, en), share };
    let columns = vec![
        column("项目", "Item", 34.0),
        column("平台显示（错误）", "Shown (wrong)", 52.0),
        column("正确内容", "Correct", 52.0),
        column("依据材料", "Evidence", 32.0),
    ];
    let rows = wrong.iter().map(|it| it.row(procedure, locale)).collect();
    let blocks = vec![
        Block::Heading { text: both("一、本人信息", "Applicant") },
        Block::Form { rows: person(procedure, assessment, &both), photo: None },
        Block::Heading { text: both("二、需要更正的内容", "To be corrected") },
        Block::Table { columns, rows },
        Block::Paragraph { text: hand_in(assessment, locale) },
        Block::Heading { text: both("三、签名", "Signature") },
        Block::Paragraph {
            text: both(
                "以上各项与本人实际情况不一致，申请更正；正确内容以所附材料为准。",
                "\nThese items do not agree with the facts; I ask for correction by the papers enclosed.",
            ),
        },
        receipt::signature(Locale::Zh),
    ];
    Some(Document {
        locale,
        title: both("数据检查勘误表", "Correction form"),
        subtitle: match locale {
            Locale::Zh => format!("{} · 学校另有表样时照此誊写", procedure.title().zh),
            Locale::En => format!(
                "{} {} · copy it onto the school's own form if there is one",
                procedure.title().zh,
                procedure.title().en
            ),
        },
        number: number(procedure, answers, assessment, now),
        made_at: now,
        notice: both("本机填写，以学校收到的签名件为准", "Filled in on this computer"),
        name: receipt::name(assessment),
        blocks,
    })
}

/// Something the portal shows wrongly or not at all.
pub(super) struct Wrong<'a> {
    comparison: &'a Comparison,
    item: &'a ComparedItem,
    compared: &'a Compared,
    /// What is right, in the portal's format; none when it is a picture, or was never given.
    right: Option<String>,
}

/// Everything that is wrong, in the portal's order.
pub(super) fn wrong<'a>(
    procedure: &'a Procedure,
    answers: &'a Answers,
    assessment: &Assessment,
) -> Vec<Wrong<'a>> {
    let asked = &assessment.comparisons;
    let comparisons = procedure.comparisons().iter().filter(|it| asked.contains(&it.id));
    let items = comparisons.flat_map(|it| it.items.iter().map(move |item| (it, item)));
    items
        .filter_map(|(comparison, item)| {
            let compared = answers.comparisons.get(&comparison.key(item))?;
            let right = item.fact.as_ref().and_then(|fact| {
                let kind = procedure.fact(fact)?.kind;
                let text = &assessment.values.get(fact)?.text;
                Some(shown_as(kind, item.portal_format.as_deref(), text))
            });
            let is_wrong = compared.verdict != Agreement::Same;
            is_wrong.then_some(Wrong { comparison, item, compared, right })
        })
        .collect()
}

impl Wrong<'_> {
    /// `姓名`, and where it stands when there are several places.
    pub(super) fn label(&self, procedure: &Procedure) -> String {
        let (title, label) = (&self.comparison.title.zh, &self.item.portal_label);
        if procedure.comparisons().len() > 1 {
            format!("{title} · {label}")
        } else {
            label.clone()
        }
    }

    /// What the portal shows, in words if there is nothing to copy.
    pub(super) fn shown(&self) -> &str {
        match (self.compared.verdict, self.compared.shown.trim()) {
            (Agreement::Unseen, _) => "看不到",
            (_, "") if self.item.fact.is_none() => "与本人不符",
            (_, "") => NOT_GIVEN,
            (_, shown) => shown,
        }
    }

    /// What is right.
    pub(super) fn right(&self) -> String {
        match (&self.right, &self.item.fact) {
            (Some(right), _) => right.clone(),
            (None, Some(_)) => NOT_GIVEN.to_owned(),
            (None, None) => format!("应显示本人的{}", self.item.portal_label),
        }
    }

    /// `姓名：平台显示“张山”，应为“张三”。`
    pub(super) fn sentence(&self, procedure: &Procedure) -> String {
        let label = self.label(procedure);
        let shown = match self.compared.verdict {
            Agreement::Unseen => self.shown().to_owned(),
            _ if self.compared.shown.trim().is_empty() => "与本人不符".to_owned(),
            _ => format!("平台显示“{}”", self.shown()),
        };
        let right = match self.item.fact {
            Some(_) => format!("应为“{}”", self.right()),
            None => self.right(),
        };
        format!("{label}：{shown}，{right}。")
    }

    fn row(&self, procedure: &Procedure, locale: Locale) -> Vec<String> {
        let label = self.label(procedure);
        let label = match locale {
            Locale::Zh => label,
            Locale::En => format!("{label} {}", self.item.label.en),
        };
        let evidence = self.compared.evidence.trim().to_owned();
        vec![label, self.shown().to_owned(), self.right(), evidence]
    }
}

pub(super) const NOT_GIVEN: &str = "（未填）";

/// Who asks, and how the office reaches them.
const PERSON: [(&str, &str, &str); 6] = [
    ("study.institution", "院校", "School"),
    ("study.college", "学院", "Faculty"),
    ("study.student_number", "学号", "Student no."),
    ("person.name", "姓名", "Name"),
    ("person.id_number", "证件号码", "Document no."),
    ("contact.mobile", "联系电话", "Phone"),
];

fn person(
    procedure: &Procedure,
    assessment: &Assessment,
    both: &impl Fn(&str, &str) -> String,
) -> Vec<Vec<FormCell>> {
    let known = PERSON.iter().filter(|it| procedure.fact(&FactKey::from(it.0)).is_some());
    let cells: Vec<FormCell> = known
        .map(|(fact, zh, en)| {
            let value = assessment.values.get(*fact).map(|it| it.text.clone());
            FormCell { label: both(zh, en), value: value.unwrap_or_default() }
        })
        .collect();
    cells.chunks(2).map(<[_]>::to_vec).collect()
}

/// Where it goes, and by when, as the school has told the person.
fn hand_in(assessment: &Assessment, locale: Locale) -> String {
    let answer = |fact: &str| assessment.values.get(fact).map(|it| it.text.as_str());
    let place = answer("check.office").unwrap_or("所属学院办公室");
    match (locale, answer("check.deadline")) {
        (Locale::Zh, Some(day)) => format!("交到：{place}；最晚 {day}。"),
        (Locale::Zh, None) => format!("交到：{place}；截止日期以学校通知为准。"),
        (Locale::En, Some(day)) => {
            format!("交到：{place}；最晚 {day}。\nHand it in there by {day} at the latest.")
        }
        (Locale::En, None) => {
            format!("交到：{place}；截止日期以学校通知为准。\nThe school announces the last day.")
        }
    }
}

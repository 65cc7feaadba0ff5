//! 数据检查勘误表: what the portal shows wrongly, and what is right, for the school to correct.

use beishen_core::{
    Agreement, Answers, Assessment, Compared, FactKey, Procedure,
    procedure::{ComparedItem, Comparison},
    shown,
};
use beishen_document::{Block, Column, Document, FormCell, Locale};
use chrono::NaiveDateTime;

use super::parts;
use super::parts::number;

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
        column("现有内容（错误）", "Shown (wrong)", 52.0),
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
        parts::signed_by(parts::standing(procedure, answers, assessment), Locale::Zh),
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
        number: number("KW", procedure, answers, assessment, now),
        made_at: now,
        notice: both("本机填写，以学校收到的签名件为准", "Filled in on this computer"),
        landscape: false,
        name: parts::name(assessment),
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
            let right = shown(procedure, item, &assessment.values);
            // What is shown is right: there is nothing to correct, whatever was chosen.
            if compared.verdict == Agreement::Differs
                && right.as_deref() == Some(compared.shown.trim())
            {
                return None;
            }
            item.is_wrong(compared.verdict).then_some(Wrong { comparison, item, compared, right })
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
            _ => format!("{}显示“{}”", self.comparison.place.zh, self.shown()),
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

#[cfg(test)]
pub(super) mod tests {
    use beishen_core::{Dictionary, assess};
    use chrono::NaiveDate;

    use super::*;

    const FACTS: &str = include_str!("../../../../../assets/facts.toml");
    pub(in crate::papers) const PACK: &str =
        include_str!("../../../../../assets/procedures/image-check.toml");

    pub(in crate::papers) fn procedure() -> Procedure {
        read(PACK)
    }

    pub(in crate::papers) fn read(pack: &str) -> Procedure {
        let dictionary = Dictionary::parse("facts.toml", FACTS).unwrap();
        Procedure::parse("image-check.toml", pack, &dictionary).unwrap()
    }

    pub(in crate::papers) fn now() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(10, 0, 0).unwrap()
    }

    /// 张三, who has answered this, and compared that (`name=张叁|身份证`, `image=unseen`).
    pub(in crate::papers) fn answers(facts: &[(&str, &str)], compared: &[&str]) -> Answers {
        let person = [
            ("person.name", "张三"),
            ("person.id_number", "11010519491231002X"),
            ("study.entry_date", "20230901"),
        ];
        let compared = compared.iter().map(|it| {
            let (item, shown) = it.split_once('=').unwrap();
            let (shown, evidence) = shown.split_once('|').unwrap_or((shown, ""));
            let verdict = match shown {
                "same" => Agreement::Same,
                "unseen" => Agreement::Unseen,
                _ => Agreement::Differs,
            };
            let (shown, evidence) = (shown.to_owned(), evidence.to_owned());
            (item.to_owned(), Compared { verdict, shown, evidence })
        });
        Answers {
            facts: person
                .iter()
                .chain(facts)
                .map(|(key, value)| (FactKey::from(*key), (*value).to_owned()))
                .collect(),
            comparisons: compared.collect(),
            ..Answers::default()
        }
    }

    fn form(facts: &[(&str, &str)], compared: &[&str], locale: Locale) -> Option<Document> {
        let (procedure, answers) = (procedure(), answers(facts, compared));
        let assessment = assess(&procedure, &answers, now());
        correction(&procedure, &answers, &assessment, now(), locale)
    }

    fn rows(document: &Document) -> Vec<String> {
        let table = document.blocks.iter().find_map(|it| match it {
            Block::Table { rows, .. } => Some(rows),
            _ => None,
        });
        table.unwrap().iter().map(|it| it.join(" | ")).collect()
    }

    #[test]
    fn where_everything_agrees_there_is_no_form() {
        assert!(form(&[], &[], Locale::Zh).is_none());
        assert!(form(&[], &["record.name=same", "record.image=same"], Locale::Zh).is_none());
        // An error on the paper photo goes on it as well.
        let of_paper = form(&[], &["record.name=same", "paper.name=张叁"], Locale::Zh).unwrap();
        assert_eq!(rows(&of_paper), ["纸质照片 · 姓名 | 张叁 | 张三 | "]);
    }

    #[test]
    fn everything_wrong_has_a_row_in_the_portal_s_own_format() {
        let compared = [
            "record.sex=same",
            "record.name=张叁|身份证",
            "record.entry_date=2022-09-01|录取通知书",
            "record.student_number=1",
            "record.image=unseen",
            "paper.name=same",
            "paper.id_number=11010519491231002",
        ];
        let zh = form(&[], &compared, Locale::Zh).unwrap();
        assert_eq!(
            rows(&zh),
            [
                "学籍信息 · 姓名 | 张叁 | 张三 | 身份证",
                "学籍信息 · 学号 | 1 | （未填） | ",
                "学籍信息 · 入学日期 | 2022-09-01 | 2023-09-01 | 录取通知书",
                "学籍信息 · 图像 | 看不到 | 应显示本人的图像 | ",
                "纸质照片 · 身份证号 | 11010519491231002 | 11010519491231002X | ",
            ]
        );
        let en = form(&[], &compared, Locale::En).unwrap();
        for (zh, en) in rows(&zh).iter().zip(rows(&en)) {
            let (what, rest) = zh.split_once(" | ").unwrap();
            assert!(en.starts_with(what) && en.ends_with(rest), "an office reads it: {en}");
        }
    }

    #[test]
    fn a_picture_of_somebody_else_needs_no_words_of_the_portal() {
        let document = form(&[], &["record.image=|本人照片"], Locale::Zh).unwrap();
        assert_eq!(rows(&document), ["学籍信息 · 图像 | 与本人不符 | 应显示本人的图像 | 本人照片"]);
    }

    #[test]
    fn nothing_is_shortened_or_masked() {
        let long = "食品科学与工程".repeat(60);
        let wrong = format!("record.major={long}|{long}");
        let text = form(&[], &[&wrong], Locale::Zh).unwrap().to_text();
        assert_eq!(text.matches(&long).count(), 2, "{text}");
        assert!(text.contains("证件号码：11010519491231002X"), "{text}");
    }

    #[test]
    fn the_school_s_day_and_office_are_the_person_s_own() {
        let wrong = ["record.image=unseen"];
        let unknown = form(&[], &wrong, Locale::Zh).unwrap().to_text();
        assert!(unknown.contains("交到：所属学院办公室；截止日期以学校通知为准。"), "{unknown}");
        let told = [("check.deadline", "20261211"), ("check.office", "食品学院 301 室")];
        let known = form(&told, &wrong, Locale::Zh).unwrap().to_text();
        assert!(known.contains("交到：食品学院 301 室；最晚 2026-12-11。"), "{known}");
    }

    #[test]
    fn another_correction_has_another_number() {
        let numbers: Vec<String> =
            [&["record.name=张叁"][..], &["record.name=张山"], &["record.name=张叁|身份证"]]
                .iter()
                .map(|it| form(&[], it, Locale::Zh).unwrap().number)
                .collect();
        assert!(numbers.iter().all(|it| numbers.iter().filter(|other| *other == it).count() == 1));
    }
}

//! 信息采集表: a procedure's questions on paper, to be filled in by hand, in the order of the wizard.

use std::collections::BTreeMap;

use beishen_core::{
    Condition, FactKey, FactKind, Procedure,
    procedure::{Ask, Comparison, Options, PortalOption, Requirement, Step},
};
use beishen_document::{Block, CheckLine, Column, Document, FormCell, Locale};
use chrono::NaiveDateTime;

use super::parts::BLANK;
use super::{parts, when::when};

/// Lists that are longer are written out by hand.
const MOST_OPTIONS: usize = 16;
/// Empty rows of the history.
const HISTORY_ROWS: usize = 8;
/// A box to tick, or for one character. Paper makes several side by side large enough to write in.
const BOX: &str = "□";
/// Numbers of a fixed length: one character a box.
const BOXES: [(&str, usize); 3] =
    [("person.id_number", 18), ("contact.mobile", 11), ("contact.postcode", 6)];

/// The questionnaire, with every question that may be asked; nobody's answers are in it.
pub fn questionnaire(procedure: &Procedure, now: NaiveDateTime, locale: Locale) -> Document {
    let pick = |zh: &str, en: &str| locale.pick(zh, en).to_owned();
    let form = Form::new(procedure, locale);
    let mut blocks = vec![Block::Paragraph {
        text: pick(
            "按证件和证书填写，字迹清楚；不适用的留空。选项打勾，数字一格一个。",
            "Write clearly what your documents and certificates say; leave empty what does not apply. Tick options; one digit in each box.",
        ),
    }];
    for step in procedure.steps() {
        blocks.extend(form.step(step));
    }
    let text = pick(
        "以上由本人填写，与证件和证书一致。",
        "I have filled this in myself, as my documents and certificates say.",
    );
    blocks.extend([Block::Paragraph { text }, parts::signature(locale)]);
    Document {
        locale,
        title: pick("信息采集表", "Questionnaire"),
        subtitle: procedure.title().get(locale).to_owned(),
        number: String::new(),
        made_at: now,
        notice: pick("手工填写，非官方表格", "To be filled in by hand, not an official form"),
        landscape: false,
        name: String::new(),
        blocks,
    }
}

/// The questions of a procedure, numbered; the page that is filled in at home asks the same.
pub(crate) struct Form<'a> {
    procedure: &'a Procedure,
    locale: Locale,
    /// Every question's number, by its fact.
    numbers: BTreeMap<&'a FactKey, usize>,
}

impl<'a> Form<'a> {
    pub(crate) fn new(procedure: &'a Procedure, locale: Locale) -> Self {
        let asks = procedure.steps().iter().flat_map(|it| &it.asks);
        let asked = asks.map(Ask::fact).filter(|it| procedure.fact(it).is_some());
        Self { procedure, locale, numbers: asked.zip(1..).collect() }
    }

    fn pick(&self, zh: &str, en: &str) -> String {
        self.locale.pick(zh, en).to_owned()
    }

    /// What a step asks for, under its title.
    fn step(&self, step: &Step) -> Vec<Block> {
        let mut blocks = Vec::new();
        let rows: Vec<_> = step.asks.iter().filter_map(|it| self.question(it)).collect();
        if !rows.is_empty() {
            blocks.push(Block::Form { rows, photo: None });
        }
        if step.history {
            blocks.push(self.history());
        }
        let comparison = step.comparison.as_ref().and_then(|it| self.procedure.comparison(it));
        blocks.extend(comparison.into_iter().flat_map(|it| self.comparison(it)));
        let materials = self.procedure.materials().iter();
        let materials: Vec<CheckLine> = materials
            .filter(|it| step.materials.contains(&it.id))
            .map(|it| self.material(it))
            .collect();
        if !materials.is_empty() {
            if !blocks.is_empty() {
                let text =
                    self.pick("要备的材料，备好打勾", "Papers to prepare; tick what is ready");
                blocks.push(Block::Heading { text });
            }
            blocks.push(Block::Checks { items: materials });
        }
        if !blocks.is_empty() {
            blocks.insert(0, Block::Heading { text: step.title.get(self.locale).to_owned() });
        }
        blocks
    }

    /// A question with room for its answer, and below what is said of it.
    fn question(&self, ask: &Ask) -> Option<Vec<FormCell>> {
        let key = ask.fact();
        let fact = self.procedure.fact(key)?;
        let number = self.numbers.get(key)?;
        let options = self.procedure.options_of(key).filter(|_| fact.kind == FactKind::Choice);
        let boxes = BOXES.iter().find(|it| it.0 == key.as_str());
        let in_boxes = boxes.is_some() || matches!(fact.kind, FactKind::Date | FactKind::Month);
        let mut lines = match (fact.kind, options, boxes) {
            (_, Some(it), _) if (1..=MOST_OPTIONS).contains(&it.list.len()) => {
                vec![self.options(it)]
            }
            (FactKind::Date, ..) => vec![self.pick("□□□□ 年 □□ 月 □□ 日", "□□□□-□□-□□")],
            (FactKind::Month, ..) => vec![self.pick("□□□□ 年 □□ 月", "□□□□-□□")],
            (_, _, Some((_, n))) => vec![BOX.repeat(*n)],
            _ if key.as_str().ends_with(".address") => vec![BLANK.to_owned(); 2],
            _ => vec![BLANK.to_owned()],
        };
        lines.extend(ask.relevant().map(|it| self.only_when(it)));
        // Boxes say themselves how a number is written; what hints say of it is for a keyboard.
        lines.extend(
            fact.hint.as_ref().filter(|_| !in_boxes).map(|it| it.get(self.locale).to_owned()),
        );
        let label = format!("{number}. {}", fact.label.get(self.locale));
        Some(vec![FormCell { label, value: lines.join("\n") }])
    }

    /// `□是　□否`, without a space that a line might end at; in English with what the portal's words say.
    fn options(&self, options: &Options) -> String {
        let option = |it: &PortalOption| match self.locale {
            Locale::En if it.en != it.value => format!("{BOX}{} ({})", it.value, it.en),
            _ => format!("{BOX}{}", it.value),
        };
        let mut all: Vec<String> = options.list.iter().map(option).collect();
        let has_other = options.list.iter().any(|it| it.value == "其他");
        if (options.open || options.table.is_some()) && !has_other {
            all.push(self.pick("□其他：", "□other:"));
        }
        all.join(BLANK)
    }

    /// A question's number.
    pub(crate) fn number(&self, key: &FactKey) -> Option<usize> {
        self.numbers.get(key).copied()
    }

    /// `只有第 3 题选“是”才填。`
    pub(crate) fn only_when(&self, condition: &Condition) -> String {
        let label = |key: &FactKey| {
            let fact = self.procedure.fact(key);
            let label = fact.map_or(key.as_str(), |it| it.label.get(self.locale));
            match (self.numbers.get(key), self.locale) {
                (Some(n), Locale::Zh) => format!("第 {n} 题“{label}”"),
                (Some(n), Locale::En) => format!("question {n} “{label}”"),
                (None, _) => format!("“{label}”"),
            }
        };
        let words = when(self.procedure, condition, &label, self.locale);
        match self.locale {
            Locale::Zh => format!("只有{words}才填。"),
            Locale::En => format!("Only if {words}."),
        }
    }

    fn history(&self) -> Block {
        let columns = [
            ("起止年月", "Months", 40.0),
            ("单位", "Place", 62.0),
            ("专业、职务", "Role", 40.0),
            ("证明人", "Witness", 28.0),
        ];
        let columns = columns.map(|(zh, en, share)| Column { title: self.pick(zh, en), share });
        let row = ["□□□□.□□\n□□□□.□□", BLANK, BLANK, BLANK].map(str::to_owned).to_vec();
        Block::Table { columns: columns.to_vec(), rows: vec![row; HISTORY_ROWS] }
    }

    /// What is held against the portal's display, item by item.
    fn comparison(&self, comparison: &Comparison) -> Vec<Block> {
        let mut about = vec![comparison.lead.get(self.locale).to_owned()];
        about.extend(comparison.relevant.as_ref().map(|it| self.only_when(it)));
        let shown = comparison.shown().get(self.locale).to_owned();
        let columns = [
            (self.pick("项目", "Item"), 40.0),
            (self.pick("核对", "Verdict"), 62.0),
            (shown + &self.pick("（不一致时写）", ", if it differs"), 68.0),
        ];
        let columns = columns.map(|(title, share)| Column { title, share });
        let verdict = self.pick("□一致　□不一致　□看不到", "□same　□differs　□not seen");
        let rows = comparison.items.iter().map(|it| {
            let label = match self.locale {
                Locale::Zh => it.portal_label.clone(),
                Locale::En => format!("{} ({})", it.portal_label, it.label.en),
            };
            vec![label, verdict.clone(), BLANK.to_owned()]
        });
        let table = Block::Table { columns: columns.to_vec(), rows: rows.collect() };
        vec![Block::Paragraph { text: about.join("\n") }, table]
    }

    fn material(&self, material: &Requirement) -> CheckLine {
        let mut detail = vec![material.detail.get(self.locale).to_owned()];
        detail.extend(material.relevant.as_ref().map(|it| self.only_when(it)));
        CheckLine {
            ticked: false,
            text: material.title.get(self.locale).to_owned(),
            detail: detail.join("\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use beishen_core::Dictionary;
    use chrono::NaiveDate;

    use super::*;

    fn asset(file: &str) -> String {
        let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/");
        std::fs::read_to_string(format!("{assets}{file}")).unwrap()
    }

    fn written(pack: &str, locale: Locale) -> String {
        let dictionary = Dictionary::parse("facts.toml", &asset("facts.toml")).unwrap();
        let procedure = Procedure::parse("tdxl.toml", pack, &dictionary).unwrap();
        questionnaire(&procedure, NaiveDate::MIN.into(), locale).to_text()
    }

    #[test]
    fn conditions_are_told_in_words_and_options_in_both_languages() {
        let pack = asset("procedures/tdxl.toml");
        let (zh, en) = (written(&pack, Locale::Zh), written(&pack, Locale::En));
        for line in [
            "3. 证件类型：",
            "4. 证件号码：□□□□□□□□□□□□□□□□□□",
            "□与证件一致　□是曾用名",
            "只有第 13 题“证书上的姓名”选“是曾用名”才填。",
        ] {
            assert!(zh.contains(line), "{line} is not in\n{zh}");
        }
        for line in [
            "□与证件一致 (The same as on the ID card)　□是曾用名 (A former name)",
            "is “是曾用名” (A former name).",
        ] {
            assert!(en.contains(line), "{line} is not in\n{en}");
        }
    }

    #[test]
    fn every_shape_of_a_condition_has_words() {
        let pack = asset("procedures/tdxl.toml");
        let from = r#"relevant = { fact = "degree.enrolled", is = "是" } }"#;
        assert!(pack.contains(from));
        for (condition, zh, en) in [
            (
                r#"{ not = { fact = "degree.enrolled", is = "是" } }"#,
                "“是否已在学位授予单位在读”不选“是”",
                "is not “是” (Yes)",
            ),
            (
                r#"{ fact = "degree.enrolled", one_of = ["是", "否"] }"#,
                "选“是”或“否”",
                "is “是” (Yes) or “否” (No)",
            ),
            (r#"{ fact = "degree.enrolled", answered = false }"#, "没有填第", "is not given"),
            (
                r#"{ not = { any = [{ fact = "degree.enrolled", is = "是" }, { fact = "degree.enrolled", answered = false }] } }"#,
                "不选“是”，并且填了第",
                "is not “是” (Yes), and question",
            ),
            (
                r#"{ all = [{ fact = "degree.enrolled", is = "是" }, { any = [{ fact = "degree.type", answered = true }, { fact = "degree.enrolled", is = "否" }] }] }"#,
                "，并且（填了第",
                ", and (question",
            ),
        ] {
            let pack = pack.replacen(from, &format!("relevant = {condition} }}"), 1);
            for (locale, words) in [(Locale::Zh, zh), (Locale::En, en)] {
                let text = written(&pack, locale);
                assert!(text.contains(words), "{words} is not in\n{text}");
            }
        }
    }
}

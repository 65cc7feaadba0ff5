//! 材料清单: every material, whether it is ready, what it should be like, and who says so.

use beishen_core::{Answers, Assessment, FactKey, Procedure, Standing, procedure::Requirement};
use beishen_document::{Block, CheckLine, Column, Document, Locale};
use chrono::NaiveDateTime;

use super::{parts, when::when};

/// The list of materials. What is not asked for now stands at its end, with when it would be.
pub fn materials(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    now: NaiveDateTime,
    locale: Locale,
) -> Document {
    let list = List { procedure, answers, assessment, locale };
    let (asked, others): (Vec<_>, Vec<_>) =
        procedure.materials().iter().partition(|it| assessment.materials.contains(&it.id));
    let mut blocks = vec![Block::Paragraph { text: list.count(&asked) }];
    if !asked.is_empty() {
        blocks.push(list.table(&asked));
        blocks.extend(list.ticks(&asked));
    }
    if !others.is_empty() {
        blocks.push(Block::Heading {
            text: locale.pick("现在不需要的", "Not needed now").to_owned(),
        });
        let lines: Vec<String> = others.iter().map(|it| list.when_needed(it)).collect();
        blocks.push(Block::Paragraph { text: lines.join("\n") });
    }
    Document {
        locale,
        title: locale.pick("材料清单", "List of materials").to_owned(),
        subtitle: procedure.title().get(locale).to_owned(),
        number: String::new(),
        made_at: now,
        notice: parts::notice(locale),
        landscape: false,
        name: parts::name(assessment),
        blocks,
    }
}

/// How a material stands, by the file that was handed in.
pub(super) fn stands(
    material: &Requirement,
    answers: &Answers,
    assessment: &Assessment,
) -> Standing {
    assessment.standing(material, answers.materials.contains_key(&material.id)).0
}

/// The word for it.
pub(super) fn word(standing: Standing, locale: Locale) -> &'static str {
    match standing {
        Standing::Ready => locale.pick("已备", "ready"),
        Standing::Ask => locale.pick("请核对", "to check"),
        Standing::Wrong => locale.pick("不合格", "to change"),
        Standing::Missing | Standing::Optional => locale.pick("未备", "missing"),
    }
}

struct List<'a> {
    procedure: &'a Procedure,
    answers: &'a Answers,
    assessment: &'a Assessment,
    locale: Locale,
}

impl List<'_> {
    fn standing(&self, material: &Requirement) -> Standing {
        stands(material, self.answers, self.assessment)
    }

    fn count(&self, asked: &[&Requirement]) -> String {
        let count =
            |all: &[Standing]| asked.iter().filter(|it| all.contains(&self.standing(it))).count();
        let n = asked.len();
        let (ready, ask, wrong) =
            (count(&[Standing::Ready]), count(&[Standing::Ask]), count(&[Standing::Wrong]));
        let missing = count(&[Standing::Missing, Standing::Optional]);
        match self.locale {
            Locale::Zh if n == 0 => "现在没有要上传的材料。".to_owned(),
            Locale::En if n == 0 => "There is nothing to hand in now.".to_owned(),
            Locale::Zh => {
                format!("共 {n} 项：已备 {ready}，请核对 {ask}，不合格 {wrong}，未备 {missing}。")
            }
            Locale::En => {
                format!(
                    "{n} in all: {ready} ready, {ask} to check, {wrong} to change, {missing} missing."
                )
            }
        }
    }

    fn table(&self, asked: &[&Requirement]) -> Block {
        let columns = [
            ("材料", "Material", 32.0),
            ("状态", "State", 46.0),
            ("建议的形式", "Suggested form", 50.0),
            ("依据", "Source", 42.0),
        ];
        let columns = columns
            .map(|(zh, en, share)| Column { title: self.locale.pick(zh, en).to_owned(), share });
        let rows = asked.iter().map(|it| self.row(it)).collect();
        Block::Table { columns: columns.to_vec(), rows }
    }

    fn row(&self, material: &Requirement) -> Vec<String> {
        let locale = self.locale;
        let mut state = vec![word(self.standing(material), locale).to_owned()];
        state.extend(self.answers.materials.get(&material.id).map(beishen_core::Measurement::line));
        let subject = material.file();
        let wrong = self.assessment.about(&subject).filter(|it| it.reason != "missing");
        state.extend(wrong.map(|it| it.message.get(locale).to_owned()));
        let citation = self.procedure.cite(&material.source);
        let mut source = vec![citation.line(locale)];
        source.extend(citation.differs.map(|it| it.get(locale).to_owned()));
        let title = material.title.get(locale);
        let title = if material.required {
            title.to_owned()
        } else {
            format!("{title}\n{}", locale.pick("（选交）", "(optional)"))
        };
        vec![title, state.join("\n"), material.detail.get(locale).to_owned(), source.join("\n")]
    }

    /// What only the person can confirm.
    fn ticks(&self, asked: &[&Requirement]) -> Vec<Block> {
        let ticks = asked.iter().flat_map(|it| it.ticks.iter().map(move |tick| (*it, tick)));
        let items: Vec<CheckLine> = ticks
            .map(|(material, tick)| CheckLine {
                ticked: self.answers.ticks.get(&tick.id).copied().unwrap_or(false),
                text: format!(
                    "{}{}{}",
                    material.title.get(self.locale),
                    self.locale.colon(),
                    tick.text.get(self.locale)
                ),
                detail: String::new(),
            })
            .collect();
        if items.is_empty() {
            return Vec::new();
        }
        let text = self.locale.pick("本人确认", "Confirmed by the person").to_owned();
        vec![Block::Heading { text }, Block::Checks { items }]
    }

    /// `PETS-3 合格证书：“外语水平证明”选“…”时需要。`
    fn when_needed(&self, material: &Requirement) -> String {
        let title = material.title.get(self.locale);
        let label = |key: &FactKey| {
            let fact = self.procedure.fact(key);
            format!("“{}”", fact.map_or(key.as_str(), |it| it.label.get(self.locale)))
        };
        match material.relevant.as_ref().map(|it| when(self.procedure, it, &label, self.locale)) {
            None => title.to_owned(),
            Some(words) => match self.locale {
                Locale::Zh => format!("{title}：{words}时需要。"),
                Locale::En => format!("{title}: needed when {words}."),
            },
        }
    }
}

//! 材料清单: every material, whether it is ready, what it should be like, and who says so.

use chrono::NaiveDateTime;

use super::{Block, CheckLine, Column, Document, receipt, when::when};
use crate::{
    Answers, Assessment, FactKey, Locale, Procedure, check::Severity, procedure::Requirement,
};

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
        notice: receipt::notice(locale),
        landscape: false,
        name: receipt::name(assessment),
        blocks,
    }
}

/// Whether a material is there.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum State {
    Ready,
    Wrong,
    Missing,
}

impl State {
    pub(super) fn of(material: &Requirement, answers: &Answers, assessment: &Assessment) -> Self {
        let subject = FactKey::of_file(&material.id);
        if !answers.materials.contains_key(&material.id) {
            Self::Missing
        } else if assessment.about(&subject).any(|it| it.severity == Severity::Error) {
            Self::Wrong
        } else {
            Self::Ready
        }
    }

    pub(super) fn word(self, locale: Locale) -> &'static str {
        match self {
            Self::Ready => locale.pick("已备", "ready"),
            Self::Wrong => locale.pick("不合格", "to change"),
            Self::Missing => locale.pick("未备", "missing"),
        }
    }
}

struct List<'a> {
    procedure: &'a Procedure,
    answers: &'a Answers,
    assessment: &'a Assessment,
    locale: Locale,
}

impl List<'_> {
    fn state(&self, material: &Requirement) -> State {
        State::of(material, self.answers, self.assessment)
    }

    fn count(&self, asked: &[&Requirement]) -> String {
        let (n, count) =
            (asked.len(), |state| asked.iter().filter(|it| self.state(it) == state).count());
        let (ready, wrong, missing) =
            (count(State::Ready), count(State::Wrong), count(State::Missing));
        match self.locale {
            Locale::Zh if n == 0 => "现在没有要上传的材料。".to_owned(),
            Locale::En if n == 0 => "There is nothing to hand in now.".to_owned(),
            Locale::Zh => format!("共 {n} 项：已备 {ready}，不合格 {wrong}，未备 {missing}。"),
            Locale::En => {
                format!("{n} in all: {ready} ready, {wrong} to change, {missing} missing.")
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
        let mut state = vec![self.state(material).word(locale).to_owned()];
        state.extend(self.answers.materials.get(&material.id).map(crate::Measurement::line));
        let subject = FactKey::of_file(&material.id);
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
                    super::plain::colon(self.locale),
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

//! 现场清单: what to take along and what is looked at there, for a stage that is gone through in person.

use beishen_core::{
    Assessment, Condition, FactKey, Procedure, SourceRef, StageStatus,
    procedure::{Brought, Stage},
};
use beishen_document::{Block, CheckLine, Document, FormCell, Locale};
use chrono::{NaiveDate, NaiveDateTime};

use super::parts;
use super::parts::BLANK;

/// The checklist; `None` when nothing of the procedure is done in person, or not by this person.
pub fn on_site(
    procedure: &Procedure,
    assessment: &Assessment,
    now: NaiveDateTime,
    locale: Locale,
) -> Option<Document> {
    let stages: Vec<&Stage> = stages(procedure, assessment).collect();
    if stages.is_empty() {
        return None;
    }
    let paper = Paper { procedure, assessment, locale };
    let mut blocks = parts::open_problems(assessment, locale);
    blocks.push(Block::Form { rows: paper.person(), photo: None });
    for stage in &stages {
        blocks.extend(paper.stage(stage, now.date()));
    }
    let heading = locale.pick("当天记录（手写）", "On the day (by hand)").to_owned();
    let blank = [
        ("办理时间", "Time"),
        ("办理地点", "Place"),
        ("经办人", "Who took it"),
        ("还要补的", "Still wanted"),
    ];
    let rows = blank.map(|(zh, en)| {
        vec![FormCell { label: locale.pick(zh, en).to_owned(), value: BLANK.to_owned() }]
    });
    blocks.extend([
        Block::Heading { text: heading },
        Block::Form { rows: rows.to_vec(), photo: None },
    ]);
    let titles: Vec<&str> = stages.iter().map(|it| it.title.get(locale)).collect();
    let title = procedure.title().get(locale);
    Some(Document {
        locale,
        title: locale.pick("现场清单", "On-site checklist").to_owned(),
        subtitle: format!("{title} · {}", titles.join(locale.pick("、", ", "))),
        number: String::new(),
        made_at: now,
        notice: locale
            .pick(
                "本机准备，以办理单位的通知为准",
                "Prepared on this computer; the institution's notice decides",
            )
            .to_owned(),
        landscape: false,
        name: parts::name(assessment),
        blocks,
    })
}

/// Whether there is such a checklist.
pub fn in_person(procedure: &Procedure, assessment: &Assessment) -> bool {
    stages(procedure, assessment).next().is_some()
}

/// The stages that this person goes through in person.
fn stages<'a>(
    procedure: &'a Procedure,
    assessment: &'a Assessment,
) -> impl Iterator<Item = &'a Stage> {
    let needed = |id: &str| {
        let state = assessment.stages.iter().find(|it| it.id == id);
        state.is_some_and(|it| it.status != StageStatus::NotNeeded)
    };
    procedure.stages().iter().filter(move |it| !it.bring.is_empty() && needed(&it.id))
}

/// Everything this person takes along, in few words: `身份证（原件＋2 份）`.
pub(super) fn brought(
    procedure: &Procedure,
    assessment: &Assessment,
    locale: Locale,
) -> Vec<String> {
    let paper = Paper { procedure, assessment, locale };
    let stages: Vec<&Stage> = stages(procedure, assessment).collect();
    let all = stages.iter().flat_map(|it| &it.bring).filter(|it| paper.holds(it.relevant.as_ref()));
    let short = |it: &Brought| {
        let copies = it.copies;
        let form = match (locale, it.original, copies) {
            (Locale::Zh, true, 0) => "原件".to_owned(),
            (Locale::Zh, true, _) => format!("原件＋{copies} 份"),
            (Locale::Zh, false, _) => format!("{copies} 份"),
            (Locale::En, true, 0) => "original".to_owned(),
            (Locale::En, true, _) => format!("original + {copies}"),
            (Locale::En, false, _) => copies.to_string(),
        };
        let (open, close) = (locale.pick("（", " ("), locale.pick("）", ")"));
        format!("{}{open}{form}{close}", it.title.get(locale))
    };
    all.map(short).collect()
}

struct Paper<'a> {
    procedure: &'a Procedure,
    assessment: &'a Assessment,
    locale: Locale,
}

impl Paper<'_> {
    fn holds(&self, condition: Option<&Condition>) -> bool {
        let answer = |key: &FactKey| self.assessment.values.get(key).map(|it| it.text.as_str());
        condition.is_none_or(|it| it.holds(&answer))
    }

    /// Who comes: what the people there look for.
    fn person(&self) -> Vec<Vec<FormCell>> {
        const PERSON: [&str; 4] =
            ["person.name", "person.id_number", "degree.institution", "study.institution"];
        let cell = |key: &&str| {
            let fact = self.procedure.fact(&FactKey::from(*key))?;
            let asked = self.assessment.relevant.contains(*key);
            let value = parts::value(self.procedure, self.assessment, &fact.key, self.locale, true);
            asked.then(|| FormCell { label: fact.label.get(self.locale).to_owned(), value })
        };
        PERSON.iter().filter_map(cell).map(|it| vec![it]).collect()
    }

    fn stage(&self, stage: &Stage, today: NaiveDate) -> Vec<Block> {
        let locale = self.locale;
        let title = stage.title.get(locale);
        let source = self.procedure.cite(&stage.source);
        let mut about = vec![stage.detail.get(locale).to_owned()];
        about.extend(stage.calendar.iter().map(|it| it.line(today, locale)));
        about.push(source.line(locale));
        about.extend(source.differs.map(|it| it.get(locale).to_owned()));
        let bring = stage.bring.iter().filter(|it| self.holds(it.relevant.as_ref()));
        let bring: Vec<CheckLine> = bring
            .map(|it| {
                let mut detail: Vec<String> =
                    it.detail.iter().map(|it| it.get(locale).to_owned()).collect();
                detail.extend(self.said(&it.source, &stage.source));
                CheckLine { ticked: false, text: self.named(it), detail: detail.join("\n") }
            })
            .collect();
        let there = stage.there.iter().filter(|it| self.holds(it.relevant.as_ref()));
        let there: Vec<CheckLine> = there
            .map(|it| CheckLine {
                ticked: false,
                text: it.text.get(locale).to_owned(),
                detail: self.said(&it.source, &stage.source).join("\n"),
            })
            .collect();
        let heading = |zh: &str, en: &str| Block::Heading {
            text: match locale {
                Locale::Zh => format!("{title}：{zh}"),
                Locale::En => format!("{title}: {en}"),
            },
        };
        let mut blocks = vec![heading("要带的", "what to bring")];
        blocks.push(Block::Paragraph { text: about.join("\n") });
        blocks.push(Block::Checks { items: bring });
        if !there.is_empty() {
            blocks.push(heading("现场会做的", "what is done there"));
            blocks.push(Block::Checks { items: there });
        }
        blocks
    }

    /// `身份证 · 原件，复印件 2 份`
    fn named(&self, it: &Brought) -> String {
        format!("{} · {}", it.title.get(self.locale), self.form(it))
    }

    fn form(&self, it: &Brought) -> String {
        match (self.locale, it.original, it.copies) {
            (Locale::Zh, _, 0) => "原件".to_owned(),
            (Locale::En, _, 0) => "original".to_owned(),
            (Locale::Zh, original, n) => {
                format!("{}复印件 {n} 份", if original { "原件，" } else { "" })
            }
            (Locale::En, original, n) => {
                let copies = if n == 1 { "copy" } else { "copies" };
                format!("{}{n} {copies}", if original { "original and " } else { "" })
            }
        }
    }

    /// Who says so, unless that is who speaks of the whole stage, and what others say.
    fn said(&self, source: &SourceRef, stage: &SourceRef) -> Vec<String> {
        let citation = self.procedure.cite(source);
        let same = source.id == stage.id && source.section == stage.section;
        let mut said = Vec::new();
        if !same {
            said.push(citation.line(self.locale));
        }
        said.extend(citation.differs.map(|it| it.get(self.locale).to_owned()));
        said
    }
}

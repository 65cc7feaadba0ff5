//! What a person sees of each part of a pack, and where: one place for each kind of part.
//!
//! | part | place | command |
//! |---|---|---|
//! | `page`, `field`, `irreversible` | the checklist | `beishen checklist` |
//! | `fact`, `comparison` | the questionnaire | `beishen questionnaire` |
//! | `material`, `tick` | the list of materials | `beishen paper materials` |
//! | `rule` | a finding | `beishen assess` |
//! | `profile` | the table of a photo | `beishen photo check` |
//! | `mail` | a letter | `beishen mail` |
//! | `deadline` | the calendar | `beishen calendar` |
//! | `help`, `stage`, `act` | the course and the help of the window | |

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::{Answers, LogEntry, Procedure, StageStatus, procedure::Page};
use beishen_document::{Block, Document, Item, Locale};
use beishen_guide::papers::{checklist, mails, materials, questionnaire};
use beishen_tests::{Pack, cases, judged, now, pack};
use chrono::{Duration, NaiveDateTime};

const ZH: Locale = Locale::Zh;

/// By part (`field:register.name`), the texts in which it is seen, over all drafts there are of a procedure.
#[derive(Default)]
pub(crate) struct Seen(BTreeMap<String, BTreeSet<String>>);

impl Seen {
    pub(crate) fn of(id: &str) -> Self {
        let pack = pack(id);
        let mut seen = Self::default();
        seen.help(&pack.procedure);
        seen.questionnaire(&pack.procedure);
        for (answers, now) in drafts(id, &pack) {
            seen.draft(&pack.procedure, &answers, now);
        }
        seen
    }

    /// What is seen of a part, one text a line; `None` if it is nowhere to be seen.
    pub(crate) fn text(&self, part: &str) -> Option<String> {
        let texts = self.0.get(part)?.iter().map(String::as_str);
        Some(texts.collect::<Vec<_>>().join("\n"))
    }

    fn add(&mut self, kind: &str, id: &str, said: &[&str]) {
        self.0.entry(format!("{kind}:{id}")).or_default().insert(said.join("\n"));
    }

    fn help(&mut self, procedure: &Procedure) {
        for card in procedure.help() {
            let cases = card.cases.iter().flat_map(|it| [&*it.when.zh, &*it.then.zh]);
            let said = [&*card.title.zh, &*card.text.zh].into_iter();
            let said = said.chain(card.says.iter().map(String::as_str)).chain(cases);
            let differs = card.source.differs.as_ref().map(|it| it.zh.as_str());
            self.add("help", &card.id, &said.chain(differs).collect::<Vec<_>>());
        }
    }

    fn questionnaire(&mut self, procedure: &Procedure) {
        let paper = questionnaire(procedure, now(), ZH);
        let asks = procedure.steps().iter().flat_map(|it| &it.asks);
        let facts: Vec<_> = asks.filter_map(|it| procedure.fact(it.fact())).collect();
        let mut comparison = None;
        for block in &paper.blocks {
            match block {
                Block::Form { rows, .. } => {
                    for cell in rows.iter().flatten() {
                        let label = cell.label.split_once(". ").map_or("", |it| it.1);
                        for fact in facts.iter().filter(|it| it.label.zh == label) {
                            self.add("fact", fact.key.as_str(), &[label, &cell.value]);
                        }
                    }
                }
                Block::Paragraph { text } => {
                    let mut all = procedure.comparisons().iter();
                    comparison = all.find(|it| text.starts_with(&it.lead.zh));
                    if let Some(it) = comparison {
                        self.add("comparison", &it.id, &[&it.title.zh, text]);
                    }
                }
                Block::Table { rows, .. } => {
                    for (comparison, row) in
                        comparison.iter().flat_map(|it| rows.iter().map(move |row| (it, row)))
                    {
                        let item = comparison.items.iter().find(|it| it.portal_label == row[0]);
                        let item = item.unwrap_or_else(|| panic!("{}: who is it?", row[0]));
                        self.add("comparison", &comparison.key(item), &[&row[0]]);
                    }
                }
                _ => {}
            }
        }
    }

    fn draft(&mut self, procedure: &Procedure, answers: &Answers, now: NaiveDateTime) {
        let answers = judged(procedure, answers);
        let assessment = beishen_core::assess(procedure, &answers, now);
        self.checklist(procedure, &checklist(procedure, &answers, &assessment, now, ZH));
        self.materials(procedure, &materials(procedure, &answers, &assessment, now, ZH));
        for finding in &assessment.findings {
            let fixes = finding.fixes.iter().map(|it| it.label.zh.as_str());
            let said = [finding.message.zh.as_str()].into_iter().chain(fixes);
            self.add("rule", &finding.rule, &said.collect::<Vec<_>>());
        }
        for (material, file) in &answers.materials {
            let Some(profile) = procedure.profile(material) else { continue };
            for check in file.verdicts.iter().flat_map(|it| &it.checks) {
                self.add("profile", &profile.id, &[&check.title.zh, &check.message.zh]);
            }
        }
        for mail in mails(procedure, &answers, &assessment) {
            self.add("mail", &mail.id, &[&mail.title.zh, &mail.to, &mail.subject, &mail.body]);
        }
        for deadline in procedure.deadlines() {
            if assessment.deadlines.iter().any(|it| it.id == deadline.id) {
                let differs = deadline.source.differs.as_ref().map_or("", |it| &it.zh);
                self.add("deadline", &deadline.id, &[&deadline.title.zh, differs]);
            }
        }
        for (stage, state) in procedure.stages().iter().zip(&assessment.stages) {
            if state.status != StageStatus::NotNeeded {
                self.add("stage", &stage.id, &[&stage.title.zh, &stage.detail.zh]);
            }
        }
        for act in procedure.acts().iter().filter(|it| assessment.acts.contains_key(&it.id)) {
            let note = act.note.as_ref().map_or("", |it| &it.zh);
            self.add("act", &act.id, &[&act.title.zh, note]);
        }
    }

    fn checklist(&mut self, procedure: &Procedure, paper: &Document) {
        let mut page: Option<&Page> = None;
        for block in &paper.blocks {
            if let Block::Heading { text } = block {
                page = procedure.pages().iter().find(|it| it.title.zh == *text);
            }
            match (block, page) {
                (Block::Heading { text } | Block::Paragraph { text }, Some(page)) => {
                    self.add("page", &page.id, &[text]);
                }
                (Block::Items { items }, _) => {
                    for item in items {
                        self.item(procedure, item);
                    }
                }
                _ => {}
            }
        }
    }

    /// A box, with the boxes of its rows; or a point of no return.
    fn item(&mut self, procedure: &Procedure, item: &Item) {
        let star = if item.required { "*" } else { "" };
        let line = format!("{}{star}：{}", item.label, item.value);
        let stop = procedure.irreversible().iter().any(|it| it.id == item.id);
        let mut parts = item.id.splitn(3, '.');
        let of = [parts.next(), parts.next()].into_iter().flatten().collect::<Vec<_>>().join(".");
        let (kind, id) = if stop { ("irreversible", &item.id) } else { ("field", &of) };
        self.add(kind, id, &[&line, &item.note]);
    }

    fn materials(&mut self, procedure: &Procedure, paper: &Document) {
        for material in procedure.materials() {
            let title = &material.title.zh;
            let rows = paper.blocks.iter().flat_map(|it| match it {
                Block::Table { rows, .. } => rows.as_slice(),
                _ => &[],
            });
            for row in rows.filter(|it| it[0].lines().next() == Some(title)) {
                let row: Vec<_> = row.iter().map(String::as_str).collect();
                self.add("material", &material.id, &row);
            }
            let lines = paper.blocks.iter().flat_map(|it| match it {
                Block::Checks { items } => items.as_slice(),
                _ => &[],
            });
            let lines: Vec<&str> = lines.map(|it| it.text.as_str()).collect();
            for tick in &material.ticks {
                let line = format!("{title}：{}", tick.text.zh);
                if lines.contains(&line.as_str()) {
                    self.add("tick", &tick.id, &[&line]);
                }
            }
        }
    }
}

/// The perfect draft, alone and with each thing done that can be done at the portal, and every case.
fn drafts(id: &str, pack: &Pack) -> Vec<(Answers, NaiveDateTime)> {
    let after = |act: &str| {
        let mut answers = pack.perfect.clone();
        let at = now() - Duration::hours(1);
        answers.log.push(LogEntry { act: act.to_owned(), at, note: String::new() });
        (answers, now())
    };
    let acts = pack.procedure.acts().iter().map(|it| after(&it.id));
    let cases = cases(id, pack).into_iter().map(|it| (it.answers, it.now));
    std::iter::once((pack.perfect.clone(), now())).chain(acts).chain(cases).collect()
}

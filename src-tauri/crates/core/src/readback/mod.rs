//! 回读核对: the text of the portal's page, held against what was to be entered.
//!
//! The text is read and forgotten: what is kept of it is an [`Outcome`], a verdict for each field.

mod compare;
mod history;
mod html;
mod outcome;
mod page;
mod pieces;

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

pub use compare::Ignored;
pub use outcome::Outcome;

use crate::{
    Answers, Assessment, FactKey, Month, Procedure, Text,
    procedure::{Field, FieldKind, Page},
};
use compare::Wanted;
use page::{Known, Shown};

/// What is read of a page, in characters. A result page has some hundred.
pub const MOST: usize = 1 << 20;

/// The portal's page against the answers, field by field. It has no `Debug`, for it holds answers.
#[derive(Clone, PartialEq)]
pub struct ReadBack {
    /// The id of the page that was recognised; none when the text shows nothing of the portal's.
    pub page: Option<String>,
    /// The fields of that page, and those of others that were found on it, each fact once.
    pub fields: Vec<ReadField>,
}

/// One field as it was read.
#[derive(Clone, PartialEq)]
pub struct ReadField {
    /// `page.field`.
    pub id: String,
    /// What goes into it.
    pub fact: FactKey,
    /// The portal's own words beside it.
    pub label: String,
    /// What was to be entered, as the portal wants it.
    pub expected: String,
    /// What the page shows; empty when the portal has it empty.
    pub found: Option<String>,
    /// What came of it.
    pub verdict: Verdict,
    /// What the two differ in without meaning anything else.
    pub ignored: Vec<Ignored>,
    /// The first place at which they part, when they differ.
    pub apart: Option<Text>,
}

/// Whether the portal shows what was to be entered.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 一致.
    Same,
    /// 不一致.
    Differs,
    /// 没找到.
    NotFound,
}

impl ReadBack {
    /// How many fields came out so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.fields.iter().filter(|it| it.verdict == verdict).count()
    }
}

/// Reads a page of the portal: copied text, or the source of a saved HTML page.
///
/// Any text is fine. Labels are found in whatever order and layout they come; the longest wins, so that
/// 学位授予单位所在省市地区 is not read as 学位授予单位. The page that shows most of its labels is the one that was meant. Rows of
/// the history are found by their months and places; `now`, local time, is what 至今 stands for.
pub fn read_back(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    text: &str,
    now: NaiveDateTime,
) -> ReadBack {
    let text: String = text.chars().take(MOST).collect();
    let text = if html::is_html(&text) { html::plain(&text) } else { text };
    let known = Known::new(procedure.fields().filter(|it| has_label(it.1)).map(|it| it.1));
    let shown = page::read(&text, &known);
    let answer = |key: &FactKey| assessment.values.get(key).map(|it| it.text.as_str());
    let asked: Vec<(&Page, &Field, &FactKey)> = procedure
        .fields()
        .filter(|(_, field)| has_label(field))
        .filter(|(_, field)| field.relevant.as_ref().is_none_or(|it| it.holds(&answer)))
        .filter_map(|(page, field)| Some((page, field, field.fact.as_ref()?)))
        .filter(|it| assessment.relevant.contains(it.2))
        .collect();
    let rows = rows(procedure, answers, assessment, Month::of(now.date()), &text);
    let Some(page) = recognised(&asked, &shown) else {
        let found = rows.into_iter().find(|it| is_shown(&it.1));
        let (page, fields) = found.map_or_else(Default::default, |it| (Some(it.0), it.1));
        return ReadBack { page, fields };
    };
    let of_page = asked.iter().filter(|it| it.0.id == page);
    let of_others = asked.iter().filter(|it| it.0.id != page);
    let labels: BTreeSet<&str> = of_page.clone().map(|it| it.1.portal_label.as_str()).collect();
    let mut said = BTreeSet::new();
    let mut fields = Vec::new();
    for &(place, field, fact) in of_page.clone().chain(of_others.clone()) {
        let here = place.id == page;
        // A label that stands on the recognised page is that page's.
        if said.contains(fact) || !here && labels.contains(field.portal_label.as_str()) {
            continue;
        }
        // The page may show it twice (确认证件号码), or by the name another page has for it.
        let twins = of_page.clone().filter(|it| here && it.2 == fact && it.1.id != field.id);
        let names = std::iter::once(field).chain(twins.map(|it| it.1));
        let mut found: Vec<&Shown> =
            names.flat_map(|it| shown_for(&shown, &it.portal_label)).collect();
        if here && found.is_empty() {
            let others = of_others.clone().filter(|it| it.2 == fact);
            let names = others.map(|it| it.1.portal_label.as_str());
            let names = names.filter(|it| !labels.contains(it));
            found = names.flat_map(|it| shown_for(&shown, it)).collect();
        }
        let wanted = Wanted::new(procedure, field, fact, &assessment.values);
        // What neither side has is nothing to compare, and what others do not show is not missed.
        if (wanted.text.is_empty() || !here) && found.iter().all(|it| compare::is_empty(&it.text)) {
            continue;
        }
        said.insert(fact);
        fields.push(read_field(format!("{}.{}", place.id, field.id), field, fact, &wanted, &found));
    }
    let rows = rows.into_iter().filter(|it| it.0 == page || is_shown(&it.1));
    fields.extend(rows.flat_map(|it| it.1));
    ReadBack { page: Some(page), fields }
}

/// The rows of the history, by the page that asks for them.
fn rows(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    this_month: Month,
    text: &str,
) -> Vec<(String, Vec<ReadField>)> {
    let answer = |key: &FactKey| assessment.values.get(key).map(|it| it.text.as_str());
    let asked = procedure.fields().filter(|(_, field)| {
        let relevant = field.relevant.as_ref().is_none_or(|it| it.holds(&answer));
        field.kind == FieldKind::History && relevant
    });
    let rows = asked.map(|(page, field)| {
        let id = format!("{}.{}", page.id, field.id);
        (page.id.clone(), history::read(&id, field, answers, this_month, text))
    });
    rows.collect()
}

fn is_shown(rows: &[ReadField]) -> bool {
    rows.iter().any(|it| it.verdict != Verdict::NotFound)
}

/// Whether the portal may show it with one value: an act has none, the history has rows.
fn has_label(field: &Field) -> bool {
    !matches!(field.kind, FieldKind::Do | FieldKind::History)
}

/// The page with most of its labels in the text, the fewest missing where two have as many.
fn recognised(asked: &[(&Page, &Field, &FactKey)], shown: &[Shown]) -> Option<String> {
    let mut best: Option<(usize, usize, &str)> = None;
    let mut pages: Vec<&str> = asked.iter().map(|it| it.0.id.as_str()).collect();
    pages.dedup();
    for page in pages {
        let labels: BTreeSet<&str> = asked
            .iter()
            .filter(|it| it.0.id == page)
            .map(|it| it.1.portal_label.as_str())
            .collect();
        let found = labels.iter().filter(|it| shown.iter().any(|one| one.label == **it)).count();
        let missing = labels.len() - found;
        let better = best.is_none_or(|it| found > it.0 || found == it.0 && missing < it.1);
        if found > 0 && better {
            best = Some((found, missing, page));
        }
    }
    best.map(|it| it.2.to_owned())
}

/// What stands beside a label. Behind a colon it is surely meant; elsewhere it may be a column's head or a menu.
fn shown_for<'a>(shown: &'a [Shown], label: &str) -> Vec<&'a Shown> {
    let all: Vec<&Shown> = shown.iter().filter(|it| it.label == label).collect();
    let filled = |it: &&Shown| !compare::is_empty(&it.text);
    let sure: Vec<&Shown> = all.iter().copied().filter(|it| it.colon).collect();
    let mut found = if sure.is_empty() { all } else { sure };
    if found.iter().any(filled) {
        found.retain(filled);
    }
    found
}

/// The page shows a value once or more; one that differs is one too many.
fn read_field(
    id: String,
    field: &Field,
    fact: &FactKey,
    wanted: &Wanted,
    found: &[&Shown],
) -> ReadField {
    let mut read = ReadField {
        id,
        fact: fact.clone(),
        label: field.portal_label.clone(),
        expected: wanted.text.clone(),
        found: None,
        verdict: Verdict::NotFound,
        ignored: Vec::new(),
        apart: None,
    };
    for shown in found {
        let (verdict, mut ignored) = wanted.against(&shown.text);
        if shown.cut && verdict == Verdict::Same {
            ignored.push(Ignored::Remark);
        }
        if read.found.is_none() || verdict == Verdict::Differs {
            read.apart = (verdict == Verdict::Differs).then(|| wanted.apart(&shown.text));
            read.found = Some(shown.text.clone());
            read.verdict = verdict;
            read.ignored = ignored;
        }
        if read.verdict == Verdict::Differs {
            break;
        }
    }
    read
}

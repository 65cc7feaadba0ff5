//! What the papers of a desk say of one applicant's procedure: short, and nothing that need not be seen by others.

use beishen_reference::pinyin;
use chrono::NaiveDateTime;

use super::{
    correction::wrong,
    materials::State,
    on_site::brought,
    receipt::{masked, value},
};
use crate::{Answers, Assessment, FactKey, Locale, Procedure, StepStatus};

/// One applicant's procedure. Numbers are masked in it already; everything else of the applicant can be let go.
#[derive(Clone, PartialEq)]
pub struct DeskLine {
    /// By which lines are sorted: the name as it is spelt.
    order: String,
    pub(super) name: String,
    /// `110105********002X`; empty when none is given.
    pub(super) number: String,
    /// `002X`
    pub(super) tail: String,
    pub(super) procedure: String,
    /// Steps completed, and all.
    pub(super) steps: (usize, usize),
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The required materials that are missing or wrong.
    pub(super) missing: Vec<String>,
    /// What is due next, and whether that has passed.
    pub(super) deadline: Option<(NaiveDateTime, String, bool)>,
    /// What goes into the applicant's envelope.
    pub(super) papers: Vec<String>,
}

const NAME: &str = "person.name";
const NUMBER: &str = "person.id_number";

impl DeskLine {
    /// What is said of this applicant.
    pub fn of(
        procedure: &Procedure,
        answers: &Answers,
        assessment: &Assessment,
        locale: Locale,
    ) -> Self {
        let given = |key: &str| assessment.values.get(key).map(|it| it.text.trim());
        let shown = |key: &str| match given(key) {
            None | Some("") => String::new(),
            Some(_) => value(procedure, assessment, &FactKey::from(key), locale, true),
        };
        let steps = &assessment.steps;
        let done = steps.iter().filter(|it| it.status == StepStatus::Completed).count();
        let asked = procedure.materials().iter().filter(|it| assessment.materials.contains(&it.id));
        let lacks =
            asked.filter(|it| it.required && State::of(it, answers, assessment) != State::Ready);
        Self {
            order: spelt(given(NAME).unwrap_or_default()),
            name: shown(NAME),
            number: shown(NUMBER),
            tail: tail(given(NUMBER).unwrap_or_default()),
            procedure: procedure.title().get(locale).to_owned(),
            steps: (done, steps.len()),
            errors: assessment.findings.iter().filter(|it| it.is_error()).count(),
            warnings: assessment.findings.iter().filter(|it| it.is_open_warning()).count(),
            missing: lacks.map(|it| it.title.get(locale).to_owned()).collect(),
            deadline: deadline(procedure, assessment, locale),
            papers: papers(procedure, answers, assessment, locale),
        }
    }

    /// Whose envelope it is: procedures of one person go into one row behind the other.
    pub(super) fn person(&self) -> (&str, &str) {
        (&self.name, &self.number)
    }

    /// Whether nothing is left to change or to bring.
    pub(super) fn is_ready(&self) -> bool {
        self.errors == 0
    }

    /// The name, or that there is none.
    pub(super) fn called(&self, locale: Locale) -> String {
        if self.name.is_empty() {
            locale.pick("（未填姓名）", "(no name)").to_owned()
        } else {
            self.name.clone()
        }
    }
}

/// By name as it is spelt; people of one name by their numbers.
pub(super) fn sorted(mut lines: Vec<DeskLine>) -> Vec<DeskLine> {
    lines.sort_by(|a, b| {
        let key = |it: &'_ DeskLine| (it.order.is_empty(), it.order.clone());
        let rest = |it: &'_ DeskLine| (it.name.clone(), it.number.clone(), it.procedure.clone());
        key(a).cmp(&key(b)).then_with(|| rest(a).cmp(&rest(b)))
    });
    lines
}

/// How many people there are.
pub(super) fn people(lines: &[DeskLine]) -> usize {
    let mut people: Vec<_> = lines.iter().map(DeskLine::person).collect();
    people.sort_unstable();
    people.dedup();
    people.len()
}

/// `ZHANG SAN`; a name that is in letters already stays.
fn spelt(name: &str) -> String {
    let spelling = pinyin::spell(name);
    let spelt = format!("{} {}", spelling.surname, spelling.given);
    if spelt.trim().is_empty() { name.to_uppercase() } else { spelt }
}

/// The last four of a number that is long enough to hide the rest.
fn tail(number: &str) -> String {
    let chars: Vec<char> = number.chars().collect();
    match chars.len() {
        0..8 => masked(number),
        n => chars.get(n - 4..).unwrap_or_default().iter().collect(),
    }
}

fn deadline(
    procedure: &Procedure,
    assessment: &Assessment,
    locale: Locale,
) -> Option<(NaiveDateTime, String, bool)> {
    let next = assessment.deadlines.iter().min_by_key(|it| it.due)?;
    let deadline = procedure.deadlines().iter().find(|it| it.id == next.id)?;
    Some((next.due, deadline.title.get(locale).to_owned(), next.over))
}

/// The papers that are printed here, and what the person brings: originals, copies, materials that are no picture.
fn papers(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    locale: Locale,
) -> Vec<String> {
    let pick = |zh: &str, en: &str| locale.pick(zh, en).to_owned();
    let mut papers =
        vec![pick("准备回执（签名）", "Receipt, signed"), pick("填报清单", "Checklist")];
    if !wrong(procedure, answers, assessment).is_empty() {
        papers.push(pick("勘误表（签名）", "Correction form, signed"));
    }
    let bring = brought(procedure, assessment, locale);
    if !bring.is_empty() {
        papers.push(pick("现场清单", "On-site checklist"));
    }
    let asked = procedure.materials().iter().filter(|it| assessment.materials.contains(&it.id));
    let on_paper = asked.filter(|it| procedure.profile(&it.id).is_none());
    papers.extend(on_paper.map(|it| it.title.get(locale).to_owned()));
    papers.extend(bring);
    papers
}

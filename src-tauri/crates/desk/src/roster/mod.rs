//! The list of applicants: what it says of each is made where the answers are written, and read ever after.

mod back;
mod index;
mod line;
mod query;

use std::{
    cell::Cell,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::Arc,
};

use beishen_core::{Answers, FactKey, Procedure, Wanted, assess, reading::ValueKind};
use beishen_photo::EYES;
use beishen_reference::pinyin::search_keys;
use beishen_store::{Draft, Entry, Person, Roster, Values, Vault};
use beishen_work::{Failure, Library};
use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    contract::small,
    judged::{elsewhere, judge_files},
    own::taught,
    parts::looks::kind_of,
    progress::progress,
    record::{self, ID_NUMBER, NAME},
};

pub(crate) use back::Back;
pub(crate) use index::{Everybody, Index, Known, tail};
pub(crate) use line::{About, DraftLine, Due};
use line::{ClosedLine, Line};
pub(crate) use query::{Found, Spot, find, yesterday};

/// What else an applicant is found by.
const PHONES: [&str; 2] = ["contact.mobile", "contact.home_phone"];
pub(crate) const STUDENT_NUMBERS: [&str; 2] = ["degree.student_number", "study.student_number"];
pub(crate) const CLASSES: [&str; 2] = ["degree.class", "study.class"];

/// Whether a school knows people by it, so that a desk wants it of those, too, whose form does not ask for it.
pub(crate) fn tells_by_school(fact: &FactKey) -> bool {
    CLASSES.iter().chain(&STUDENT_NUMBERS).any(|it| *it == fact.as_str())
}

/// Says what the vault writes of an applicant, by the procedures of this moment.
struct Sayer {
    library: Arc<Library>,
    /// The program, and what was added to it on this computer.
    packs: u64,
}

/// From now on the vault writes what the list says by these procedures; `own` is what was added to the installed ones.
pub(crate) fn follow(vault: &mut Vault, library: &Arc<Library>) -> Result<(), Failure> {
    let mut hasher = DefaultHasher::new();
    (env!("CARGO_PKG_VERSION"), EYES, library.procedures().len()).hash(&mut hasher);
    format!("{:?}", library.own()).hash(&mut hasher);
    for it in vault.options()? {
        (it.fact, it.value).hash(&mut hasher);
    }
    for it in vault.own_profiles()? {
        (it.procedure, it.material, it.profile).hash(&mut hasher);
    }
    for it in taught::read(library, vault)?.into_values() {
        it.texts.hash(&mut hasher);
    }
    vault.roster_follows(Arc::new(Sayer { library: Arc::clone(library), packs: hasher.finish() }));
    Ok(())
}

impl Roster for Sayer {
    fn names(&self, fact: &str) -> bool {
        fact == NAME
    }

    /// Without a name in the answers the list says what it said before.
    fn name(&self, values: &Values) -> Option<[String; 2]> {
        let name = values.answers.get(NAME)?.text.trim();
        (!name.is_empty()).then(|| [name.to_owned(), search_keys(name)])
    }

    fn edition(&self, now: NaiveDateTime) -> String {
        format!("{} {:016x}", now.date(), self.packs)
    }

    fn entry(&self, person: &Person<'_>, now: NaiveDateTime) -> Entry {
        let line = self.line(person, now);
        Entry {
            identity: line.number.clone(),
            line: serde_json::to_string(&line).unwrap_or_default(),
        }
    }
}

impl Sayer {
    fn line(&self, person: &Person<'_>, now: NaiveDateTime) -> Line {
        let open: Vec<_> = person
            .drafts
            .iter()
            .filter_map(|(draft, values)| Some((draft, values.as_ref()?)))
            .map(|(draft, values)| {
                let procedure = self.library.procedure(&draft.procedure);
                (draft, values, procedure, record::answers(values))
            })
            .collect();
        let drafts = open.iter().map(|(draft, values, procedure, answers)| {
            let Some(procedure) = procedure else {
                return DraftLine::of(small(draft.id.0), &draft.procedure);
            };
            let mut answers = answers.clone();
            let others = open.iter().filter(|it| it.0.id != draft.id);
            let others = others.filter_map(|(_, _, other, of_it)| Some(((*other)?, of_it)));
            answers.elsewhere = elsewhere(&answers, others);
            draft_line(draft, procedure, values, answers, person, now)
        });
        let closed = person.drafts.iter().filter_map(|(draft, _)| {
            Some(ClosedLine {
                id: small(draft.id.0),
                procedure: draft.procedure.clone(),
                closed: draft.closed?.date(),
            })
        });
        // What was answered for one draft alone is found as well.
        let said = |facts: &[&str]| {
            let of_drafts = open.iter().map(|it| it.1);
            let all = std::iter::once(&person.values).chain(of_drafts);
            let mut texts: Vec<String> = all
                .flat_map(|values| facts.iter().filter_map(|it| values.answers.get(*it)))
                .map(|it| it.text.trim().to_owned())
                .collect();
            texts.sort();
            texts.dedup();
            texts
        };
        let number = person.values.answers.get(ID_NUMBER).map_or("", |it| it.text.as_str());
        Line {
            at: now,
            number: identity(number),
            phones: said(&PHONES),
            words: said(&STUDENT_NUMBERS),
            class: said(&CLASSES).into_iter().next().unwrap_or_default(),
            drafts: drafts.collect(),
            closed: closed.collect(),
        }
    }
}

/// A document's number as it tells people apart: read for its form alone, which no day changes.
pub(crate) fn identity(number: &str) -> String {
    ValueKind::Id18.read(number, NaiveDate::MAX).normalised.into_owned()
}

fn draft_line(
    draft: &Draft,
    procedure: &Procedure,
    values: &Values,
    mut answers: Answers,
    person: &Person<'_>,
    now: NaiveDateTime,
) -> DraftLine {
    let unseen = Cell::new(false);
    judge_files(procedure, values, &mut answers, |digest, wanted: Wanted<'_>| {
        let seen = person.seen(digest, kind_of(wanted), EYES);
        let seen = seen.and_then(|it| serde_json::from_str(&it).ok());
        unseen.set(unseen.get() || seen.is_none());
        seen
    });
    let assessment = assess(procedure, &answers, now);
    let mut photos = assessment.asked(procedure).filter(|it| procedure.profile(&it.id).is_some());
    let no_photo = photos.any(|it| it.required && !answers.materials.contains_key(&it.id));
    let deadlines = assessment.deadlines.iter().map(|it| Due {
        id: it.id.clone(),
        at: it.due,
        reminders: it.reminders.clone(),
        from: None,
    });
    let stages = assessment.stages.iter().filter_map(|it| {
        let (from, last) = it.expected?;
        let at = last.and_hms_opt(23, 59, 59)?;
        Some(Due { id: it.id.clone(), at, reminders: Vec::new(), from: Some(from) })
    });
    let mut dues: Vec<Due> = deadlines.chain(stages).collect();
    dues.sort_by_key(|it| it.at);
    let progress = progress(&assessment);
    DraftLine {
        done: progress.done,
        steps: progress.total,
        wrong: progress.wrong,
        missing: progress.missing,
        warnings: progress.warnings,
        status: progress.status,
        no_photo,
        unseen: unseen.get(),
        dues,
        ..DraftLine::of(small(draft.id.0), &draft.procedure)
    }
}

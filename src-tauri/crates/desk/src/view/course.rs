//! Deadlines, stages, acts and help: the course of things at the portal.

use beishen_core::{
    FactKey, Procedure, StageStatus as Core,
    procedure::{Field, Irreversible},
};
use beishen_document::Locale;
use beishen_guide::papers;
use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    at::At,
    contract::{
        ActView, DeadlineView, HelpCaseView, HelpView, IrreversibleView, LogView, MailView,
        StageStatus, StageView,
    },
    open::Open,
    record,
};

/// Deadlines whose clock runs, the nearest first.
pub(crate) fn deadlines(open: &Open<'_>, locale: Locale) -> Vec<DeadlineView> {
    let mut states: Vec<_> = open.assessment.deadlines.iter().collect();
    states.sort_by_key(|it| it.due);
    let at = At { now: open.now, locale };
    states.into_iter().filter_map(|it| deadline(open.procedure, &it.id, it.due, at)).collect()
}

/// One of them that ends then.
pub(crate) fn deadline(
    procedure: &Procedure,
    id: &str,
    due: NaiveDateTime,
    At { now, locale }: At,
) -> Option<DeadlineView> {
    let deadline = procedure.deadlines().iter().find(|it| it.id == id)?;
    let source = procedure.cite(&deadline.source);
    Some(DeadlineView {
        id: id.to_owned(),
        title: deadline.title.get(locale).to_owned(),
        due: due.format("%m-%d %H:%M").to_string(),
        left: left((due - now).num_minutes(), locale),
        over: due < now,
        source: source.line(locale),
        differs: source.differs.map(|it| it.get(locale).to_owned()).unwrap_or_default(),
    })
}

/// “还剩 20 小时”, “已过 3 小时”.
pub(crate) fn left(minutes: i64, locale: Locale) -> String {
    let (amount, zh, en) = match minutes.abs() {
        it if it >= 48 * 60 => (it / 1440, "天", "days"),
        it if it >= 60 => (it / 60, "小时", "h"),
        it => (it, "分钟", "min"),
    };
    match (minutes < 0, locale) {
        (false, Locale::Zh) => format!("还剩 {amount} {zh}"),
        (true, Locale::Zh) => format!("已过 {amount} {zh}"),
        (false, Locale::En) => format!("{amount} {en} left"),
        (true, Locale::En) => format!("{amount} {en} over"),
    }
}

/// “预计 11-29 至 12-02”: the days on which the portal usually answers.
pub(crate) fn expected((first, last): (NaiveDate, NaiveDate), locale: Locale) -> String {
    let day = |it: NaiveDate| it.format("%m-%d").to_string();
    let days = if first == last {
        day(first)
    } else {
        format!("{}{}{}", day(first), locale.pick(" 至 ", " to "), day(last))
    };
    format!("{} {days}", locale.pick("预计", "expected"))
}

pub(super) fn stages(open: &Open<'_>, locale: Locale) -> Vec<StageView> {
    let stages = open.procedure.stages().iter().zip(&open.assessment.stages);
    stages
        .map(|(stage, state)| StageView {
            id: stage.id.clone(),
            title: stage.title.get(locale).to_owned(),
            detail: stage.detail.get(locale).to_owned(),
            status: match state.status {
                Core::NotStarted => StageStatus::NotStarted,
                Core::Current => StageStatus::Current,
                Core::Waiting => StageStatus::Waiting,
                Core::Done => StageStatus::Done,
                Core::NotNeeded => StageStatus::NotNeeded,
            },
            act: stage.until.clone(),
            expected: state.expected.map(|it| expected(it, locale)).unwrap_or_default(),
            calendar: stage.calendar.iter().map(|it| it.line(open.now.date(), locale)).collect(),
        })
        .collect()
}

pub(super) fn acts(open: &Open<'_>, locale: Locale) -> Vec<ActView> {
    let acts = open.procedure.acts().iter();
    acts.map(|it| {
        let at = open.assessment.acts.get(&it.id);
        let of_it = |key: &&String| record::act_of(key) == it.id;
        let entries = open.record.values.acts.iter();
        let entry = at.and_then(|at| entries.into_iter().find(|e| of_it(&e.0) && e.1.at == *at));
        ActView {
            id: it.id.clone(),
            title: it.title.get(locale).to_owned(),
            at: at.map(|it| it.format("%Y-%m-%d %H:%M").to_string()),
            answer: it.answer,
            note_label: it.note.as_ref().map(|it| it.get(locale).to_owned()).unwrap_or_default(),
            entry: entry.map(|it| it.0.clone()),
        }
    })
    .collect()
}

/// The log, the newest first.
pub(super) fn log(open: &Open<'_>, locale: Locale) -> Vec<LogView> {
    let mut entries: Vec<_> = open.record.values.acts.iter().collect();
    entries.sort_by_key(|it| std::cmp::Reverse(it.1.at));
    entries
        .into_iter()
        .filter_map(|(key, line)| {
            let act = open.procedure.acts().iter().find(|it| it.id == record::act_of(key))?;
            Some(LogView {
                entry: key.clone(),
                act: act.id.clone(),
                title: act.title.get(locale).to_owned(),
                at: line.at.format("%Y-%m-%d %H:%M").to_string(),
                note: line.note.clone(),
                answer: act.answer,
            })
        })
        .collect()
}

/// The letters that are needed now.
pub(super) fn mails(open: &Open<'_>, locale: Locale) -> Vec<MailView> {
    let mails = papers::mails(open.procedure, &open.answers, &open.assessment);
    mails
        .into_iter()
        .map(|it| MailView {
            id: it.id,
            title: it.title.get(locale).to_owned(),
            to: it.to,
            subject: it.subject,
            body: it.body,
            enclosed: it.material.map(|it| it.get(locale).to_owned()).unwrap_or_default(),
        })
        .collect()
}

/// The points of no return before boxes that are filled in now, each with the fact whose box it guards.
pub(super) fn irreversible(open: &Open<'_>, locale: Locale) -> Vec<IrreversibleView> {
    let answer = |key: &FactKey| open.assessment.values.get(key).map(|it| it.text.as_str());
    let points = open.procedure.irreversible().iter();
    points
        .filter_map(|point| {
            let field = guarded(open.procedure, point)
                .filter(|it| it.relevant.as_ref().is_none_or(|it| it.holds(&answer)))?;
            let tick = point.tick();
            Some(IrreversibleView {
                id: point.id.clone(),
                title: about(open.procedure, field, locale),
                fact: field.fact.as_ref().map(|it| it.as_str().to_owned()),
                text: point.text.get(locale).to_owned(),
                source: open.procedure.cite(&point.source).line(locale),
                on: open.answers.ticks.get(&tick).copied().unwrap_or(false),
                tick,
            })
        })
        .collect()
}

/// The box before which a point of no return stands.
pub(super) fn guarded<'a>(procedure: &'a Procedure, point: &Irreversible) -> Option<&'a Field> {
    let mut boxes = procedure.fields();
    boxes.find(|(page, field)| point.before == page.id_of(&field.id)).map(|it| it.1)
}

/// What a box is about.
pub(super) fn about(procedure: &Procedure, field: &Field, locale: Locale) -> String {
    let fact = field.fact.as_ref().and_then(|it| procedure.fact(it));
    fact.map_or_else(|| field.portal_label.clone(), |it| it.label.get(locale).to_owned())
}

/// Questions that come up at the portal, and what to do.
pub(crate) fn help(procedure: &Procedure, locale: Locale) -> Vec<HelpView> {
    let cards = procedure.help().iter();
    cards
        .map(|it| {
            let source = procedure.cite(&it.source);
            let case = |it: &beishen_core::procedure::HelpCase| HelpCaseView {
                when: it.when.get(locale).to_owned(),
                then: it.then.get(locale).to_owned(),
            };
            HelpView {
                id: it.id.clone(),
                title: it.title.get(locale).to_owned(),
                says: it.says.clone(),
                text: it.text.get(locale).to_owned(),
                cases: it.cases.iter().map(case).collect(),
                source: source.line(locale),
                differs: source.differs.map(|it| it.get(locale).to_owned()).unwrap_or_default(),
            }
        })
        .collect()
}

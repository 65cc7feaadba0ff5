//! Deadlines, stages, acts and help: the course of things at the portal.

use beishen_core::{Locale, StageStatus as Core};

use crate::{
    contract::{ActView, DeadlineView, HelpView, StageStatus, StageView},
    desk::Open,
};

/// Deadlines whose clock runs, the nearest first.
pub(crate) fn deadlines(open: &Open<'_>, locale: Locale) -> Vec<DeadlineView> {
    let mut states: Vec<_> = open.assessment.deadlines.iter().collect();
    states.sort_by_key(|it| it.due);
    states
        .into_iter()
        .filter_map(|state| {
            let deadline = open.procedure.deadlines().iter().find(|it| it.id == state.id)?;
            let source = open.procedure.cite(&deadline.source);
            Some(DeadlineView {
                id: state.id.clone(),
                title: deadline.title.get(locale).to_owned(),
                due: state.due.format("%m-%d %H:%M").to_string(),
                left: left(state.minutes_left, locale),
                over: state.over,
                source: source.line(locale),
                differs: source.differs.map(|it| it.get(locale).to_owned()).unwrap_or_default(),
            })
        })
        .collect()
}

/// “还剩 20 小时”, “已过 3 小时”.
fn left(minutes: i64, locale: Locale) -> String {
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
        })
        .collect()
}

pub(super) fn acts(open: &Open<'_>, locale: Locale) -> Vec<ActView> {
    let acts = open.procedure.acts().iter();
    acts.map(|it| ActView {
        id: it.id.clone(),
        title: it.title.get(locale).to_owned(),
        at: open.assessment.acts.get(&it.id).map(|it| it.format("%Y-%m-%d %H:%M").to_string()),
    })
    .collect()
}

pub(super) fn help(open: &Open<'_>, locale: Locale) -> Vec<HelpView> {
    let cards = open.procedure.help().iter();
    cards
        .map(|it| HelpView {
            id: it.id.clone(),
            title: it.title.get(locale).to_owned(),
            text: it.text.get(locale).to_owned(),
            source: open.procedure.cite(&it.source).line(locale),
        })
        .collect()
}

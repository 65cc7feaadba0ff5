//! 个人经历: its rows and its time line.

use beishen_core::{Month, Subject, is_until_now};
use beishen_document::Locale;
use chrono::NaiveDateTime;

use super::count;
use crate::{
    contract::{HistoryColumns, HistoryView, ReviewRow, SegmentKind, SegmentView},
    open::Open,
};

pub(super) fn history(open: &Open<'_>, now: NaiveDateTime, locale: Locale) -> Option<HistoryView> {
    if !open.procedure.steps().iter().any(|it| it.history) {
        return None;
    }
    let this = Month::of(now.date());
    let pick = |zh: &str, en: &str| locale.pick(zh, en).to_owned();
    Some(HistoryView {
        rows: open.answers.history.iter().cloned().map(Into::into).collect(),
        this_month: this.to_string(),
        segments: segments(open, this),
        columns: HistoryColumns {
            from: pick("开始年月", "From"),
            to: pick("结束年月", "To"),
            place: pick("学校或单位", "School or employer"),
            role: pick("专业、职务", "Major or post"),
            witness: pick("证明人", "Witness"),
        },
    })
}

/// Rows in lanes, so that none hides another, and the breaks between them, up to this month.
fn segments(open: &Open<'_>, this: Month) -> Vec<SegmentView> {
    let rows = open.answers.history.iter().enumerate();
    let mut spans: Vec<(usize, Month, Month)> = rows
        .filter_map(|(at, row)| {
            let to = if is_until_now(&row.to) { Some(this) } else { Month::parse(row.to.trim()) };
            Some((at, Month::parse(row.from.trim())?, to?))
                .filter(|(_, from, to)| from <= to && *to <= this)
        })
        .collect();
    spans.sort_by_key(|(_, from, to)| (*from, *to));
    let Some(first) = spans.first().map(|it| it.1) else { return Vec::new() };
    let months = f64::from(this.since(first) + 1);
    let place = |month: Month| f64::from(month.since(first)) / months;
    let mut segments = Vec::new();
    let mut lanes: Vec<Month> = Vec::new();
    let mut reached: Option<Month> = None;
    let gap = |from: Month, to: Month| SegmentView {
        kind: SegmentKind::Gap,
        row: None,
        from: from.to_string(),
        to: to.to_string(),
        start: place(from),
        end: place(to.plus(1)),
        label: String::new(),
        lane: 0,
    };
    for (at, from, to) in spans {
        if let Some(last) = reached.filter(|last| from.since(*last) > 1) {
            segments.push(gap(last.plus(1), from.plus(-1)));
        }
        let lane = lanes.iter().position(|end| *end < from).unwrap_or(lanes.len());
        if let Some(end) = lanes.get_mut(lane) {
            *end = to;
        } else {
            lanes.push(to);
        }
        segments.push(SegmentView {
            kind: SegmentKind::Row,
            row: Some(count(at)),
            from: from.to_string(),
            to: to.to_string(),
            start: place(from),
            end: place(to.plus(1)),
            label: open.answers.history.get(at).map(|it| it.place.clone()).unwrap_or_default(),
            lane: count(lane),
        });
        reached = reached.max(Some(to));
    }
    if let Some(last) = reached.filter(|last| *last < this) {
        segments.push(gap(last.plus(1), this));
    }
    segments
}

/// The history in check-your-answers: a line for each row.
pub(super) fn review_rows(open: &Open<'_>, locale: Locale) -> Vec<ReviewRow> {
    let row = |label: String, value: String| ReviewRow {
        fact: Subject::History.to_string(),
        label,
        value,
        provenance_note: String::new(),
        large: false,
        findings: Vec::new(),
    };
    if open.answers.history.is_empty() {
        return vec![row(locale.pick("个人经历", "Personal history").to_owned(), String::new())];
    }
    let rows = open.answers.history.iter();
    rows.map(|it| row(format!("{}—{}", it.from, it.to), [&*it.place, &*it.role].join(" · ")))
        .collect()
}

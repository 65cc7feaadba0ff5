//! Files to hand in: what a machine sees of them, and what only the person can confirm.

use beishen_core::{Measurement, Standing, Verdicts, Wanted, procedure::Requirement};
use beishen_document::Locale;
use beishen_store::{Attachment, Digest};

use super::{check, cropper::by_hand};
use crate::{
    at::At,
    contract::{
        CardView, FileView, MaterialState, MaterialView, PreparedView, RecordRow, SideView,
        TickView,
    },
    note::{self, Made},
    open::Open,
    parts::pictures::{self, Shown},
    record,
};

/// The pictures that a view of the draft names.
pub(crate) fn shown(open: &Open<'_>) -> impl Iterator<Item = (Digest, Shown)> {
    open.record.values.attachments.values().flat_map(|file| {
        let before = note::made(&file.note).and_then(|it| original(&it));
        own(file).into_iter().chain(before)
    })
}

fn own(file: &Attachment) -> Option<(Digest, Shown)> {
    let found = note::measured(&file.note)?;
    Some((file.digest, Shown::of(found.format, found.bytes, found.size)?))
}

/// What a file was made of.
fn original(made: &Made) -> Option<(Digest, Shown)> {
    let from = made.record.inputs.first()?;
    Some((made.source()?, Shown::of(from.format, from.bytes, from.size)?))
}

/// Under which name the page asks for it; empty for what cannot be shown.
fn named(picture: Option<(Digest, Shown)>) -> String {
    picture.map(|it| pictures::name(&it.0)).unwrap_or_default()
}

pub(super) fn materials(open: &Open<'_>, at: At) -> Vec<MaterialView> {
    open.assessment.asked(open.procedure).map(|it| material(open, it, at)).collect()
}

fn material(open: &Open<'_>, it: &Requirement, At { now, locale }: At) -> MaterialView {
    let file = open.record.values.attachments.get(&it.id);
    let measured = open.answers.materials.get(&it.id);
    let profile = open.procedure.profile(&it.id);
    let wanted = open.procedure.wanted(it);
    let verdicts = measured.and_then(|it| it.verdicts.as_ref());
    let checks = match (verdicts, measured) {
        (Some(verdicts), Some(file)) => {
            let verdicts = match wanted {
                Wanted::Photo(profile) => {
                    profile.as_of(now.date(), file.taken_on, verdicts.clone())
                }
                Wanted::Scan(_) => verdicts.clone(),
            };
            check::made(&verdicts, wanted, file, open.procedure, locale)
        }
        _ => check::wanted(wanted, locale),
    };
    let (standing, reasons) = open.assessment.standing(it, file.is_some());
    let view = |file: &Attachment| FileView {
        name: file.name.clone(),
        picture: named(own(file)),
        facts: note::measured(&file.note).as_ref().map(Measurement::line).unwrap_or_default(),
    };
    let step = open.procedure.steps().iter().find(|step| step.materials.contains(&it.id));
    MaterialView {
        id: it.id.clone(),
        title: it.title.get(locale).to_owned(),
        detail: it.detail.get(locale).to_owned(),
        required: it.required,
        source: open.procedure.cite(&it.source).line(locale),
        file: file.map(view),
        checks,
        ticks: it
            .ticks
            .iter()
            .map(|tick| TickView {
                id: tick.id.clone(),
                text: tick.text.get(locale).to_owned(),
                on: open.answers.ticks.get(&tick.id).copied().unwrap_or(false),
            })
            .collect(),
        prepared: file.and_then(|it| note::made(&it.note)).map(|made| PreparedView {
            before: named(original(&made)),
            rows: rows(&made, locale),
            original: made.original,
        }),
        stopped: String::new(),
        photo: profile.is_some(),
        own: profile.is_some_and(|it| it.own),
        convert: profile.is_none() && verdicts.is_some_and(can_convert),
        card: it.two_sides.then(|| {
            let slots = [SideView::Front, SideView::Back].map(|side| record::side(&it.id, side));
            let [front, back] =
                slots.map(|slot| open.record.values.attachments.get(&slot).map(view));
            CardView { front, back }
        }),
        state: state(standing),
        reasons: reasons.iter().map(|it| it.message.get(locale).to_owned()).collect(),
        save_as: open.procedure.file_name(it, &open.assessment.values),
        step: step.map(|it| it.id.clone()).unwrap_or_default(),
    }
}

/// Whether a JPEG made of a scan would be right where the scan itself is not.
fn can_convert(verdicts: &Verdicts) -> bool {
    let wrong = |id: &str| verdicts.get(id).is_some_and(|it| !it.passes());
    ["format", "bytes", "trailing"].into_iter().any(wrong) && verdicts.get("picture").is_none()
}

fn state(standing: Standing) -> MaterialState {
    match standing {
        Standing::Missing => MaterialState::Missing,
        Standing::Optional => MaterialState::Optional,
        Standing::Wrong => MaterialState::Wrong,
        Standing::Ask => MaterialState::Ask,
        Standing::Ready => MaterialState::Ready,
    }
}

/// What went in, what was done, and what came out.
fn rows(made: &Made, locale: Locale) -> Vec<RecordRow> {
    let row = |zh: &str, en: &str, value: String| RecordRow {
        label: locale.pick(zh, en).to_owned(),
        value,
    };
    let file = |it: &beishen_photo::File| {
        let found = Measurement {
            format: it.format,
            bytes: it.bytes,
            size: it.size,
            ..Measurement::default()
        };
        let short: String = it.sha256.chars().take(12).collect();
        format!("{} · SHA-256 {short}…", found.line())
    };
    let done = made.record.operations.iter();
    let (before, after) = if made.record.is_of_scan() {
        (("原文件", "Original"), ("准备好的文件", "File made ready"))
    } else {
        (("原照片", "Original"), ("准备好的照片", "Photo made ready"))
    };
    let mut rows: Vec<_> =
        made.record.inputs.iter().map(|it| row(before.0, before.1, file(it))).collect();
    rows.extend(done.map(|it| row("处理", "Done", it.message().get(locale).to_owned())));
    let by_hand = made.by_hand.as_ref().map(|it| by_hand(it).get(locale).to_owned());
    rows.extend(by_hand.map(|it| row("本人", "By hand", it)));
    rows.push(row(after.0, after.1, file(&made.record.output)));
    rows
}

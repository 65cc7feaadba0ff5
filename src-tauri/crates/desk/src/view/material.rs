//! Files to hand in: what a machine sees of them, and what only the person can confirm.

use std::{collections::BTreeMap, sync::Arc};

use beishen_core::{FactKey, FileFormat, Finding, Locale, Measurement, procedure::Requirement};
use beishen_photo::Verdicts;
use beishen_store::{Attachment, Digest};

use super::check::{self, Limits};
use crate::{
    contract::{
        CardView, CheckView, FileView, MaterialState, MaterialView, PreparedView, RecordRow,
        SideView, TickView, Verdict,
    },
    desk::Open,
    looks::{self, Looks, Made},
    record, scans,
};

/// What is shown of the files of a draft, by material.
pub(crate) struct Files {
    /// As `data:` URIs.
    pictures: BTreeMap<String, String>,
    /// Those that photos were made of, as `data:` URIs.
    originals: BTreeMap<String, String>,
    verdicts: BTreeMap<String, Arc<Verdicts>>,
}

/// Of larger files, and of those a page cannot show, a smaller picture is sent to the window.
const SHOWN: u64 = 1024 * 1024;

/// Reads the files of a draft, and looks at photos that were not seen before.
pub(crate) fn files(
    open: &Open<'_>,
    looks: &Looks,
    bytes: impl Fn(&Digest) -> Option<Vec<u8>>,
) -> Files {
    let mut files =
        Files { pictures: BTreeMap::new(), originals: BTreeMap::new(), verdicts: BTreeMap::new() };
    let shown = |found: FileFormat, length: u64, digest: &Digest| {
        let kind = match found {
            FileFormat::Jpeg => "image/jpeg",
            FileFormat::Png => "image/png",
            FileFormat::Webp | FileFormat::Bmp | FileFormat::Tiff | FileFormat::Heic => "",
            _ => return None,
        };
        if length <= SHOWN && !kind.is_empty() {
            return Some(beishen_core::document::data_uri(kind, &bytes(digest)?));
        }
        let sight = looks.sight(digest, false, || bytes(digest))?;
        sight.picture.as_ref().ok().map(|it| it.0.clone())
    };
    for (slot, it) in &open.record.values.attachments {
        let measured = record::measured(&it.note);
        // First of all: a file that is looked at need not be read again to be shown.
        let material = open.procedure.materials().iter().find(|it| it.id == *slot);
        let read = || bytes(&it.digest);
        let verdicts = material.and_then(|material| match looks::profile(open, material) {
            Some(profile) => looks.verdicts(&it.digest, &profile, read),
            None => looks.scan_verdicts(&it.digest, &scans::limits(open.procedure, material), read),
        });
        files.verdicts.extend(verdicts.map(|it| (slot.clone(), it)));
        let picture = measured.and_then(|found| shown(found.format, found.bytes, &it.digest));
        files.pictures.extend(picture.map(|it| (slot.clone(), it)));
        let original = record::made(&it.note).and_then(|made| {
            let from = made.record.inputs.first()?;
            shown(from.format, from.bytes, &made.source()?)
        });
        files.originals.extend(original.map(|it| (slot.clone(), it)));
    }
    files
}

pub(super) fn materials(open: &Open<'_>, files: &Files, locale: Locale) -> Vec<MaterialView> {
    open.procedure.asked(&open.assessment).map(|it| material(open, it, files, locale)).collect()
}

fn material(open: &Open<'_>, it: &Requirement, files: &Files, locale: Locale) -> MaterialView {
    let file = open.record.values.attachments.get(&it.id);
    let measured = open.answers.materials.get(&it.id);
    let profile = open.procedure.profile(&it.id);
    let wanted = scans::limits(open.procedure, it);
    let limits = profile.map_or(Limits::Scan(&wanted), Limits::Photo);
    let verdicts = files.verdicts.get(&it.id);
    let checks = match (verdicts, measured) {
        (Some(verdicts), Some(measured)) => check::made(verdicts, limits, measured, locale),
        _ => check::wanted(limits, locale),
    };
    let (state, reasons) = stands(open, it, file.is_some(), &checks, locale);
    let view = |slot: &str, file: &Attachment| FileView {
        name: file.name.clone(),
        preview: files.pictures.get(slot).cloned().unwrap_or_default(),
        facts: record::measured(&file.note).as_ref().map(Measurement::line).unwrap_or_default(),
    };
    let step = open.procedure.steps().iter().find(|step| step.materials.contains(&it.id));
    MaterialView {
        id: it.id.clone(),
        title: it.title.get(locale).to_owned(),
        detail: it.detail.get(locale).to_owned(),
        required: it.required,
        source: open.procedure.cite(&it.source).line(locale),
        file: file.map(|file| view(&it.id, file)),
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
        prepared: file.and_then(|it| record::made(&it.note)).map(|made| PreparedView {
            before: files.originals.get(&it.id).cloned().unwrap_or_default(),
            rows: rows(&made, locale),
            original: made.original,
        }),
        stopped: String::new(),
        photo: profile.is_some(),
        own: profile.is_some_and(|it| it.own),
        convert: profile.is_none() && verdicts.is_some_and(|it| can_convert(it)),
        card: it.two_sides.then(|| {
            let slots = [SideView::Front, SideView::Back].map(|side| record::side(&it.id, side));
            let [front, back] = slots.map(|slot| {
                open.record.values.attachments.get(&slot).map(|file| view(&slot, file))
            });
            CardView { front, back }
        }),
        state,
        reasons,
        save_as: open.procedure.file_name(it, &open.assessment),
        step: step.map(|it| it.id.clone()).unwrap_or_default(),
    }
}

/// Whether a JPEG made of a scan would be right where the scan itself is not.
fn can_convert(verdicts: &Verdicts) -> bool {
    let wrong = |id: &str| verdicts.get(id).is_some_and(|it| !it.passes());
    ["format", "bytes", "trailing"].into_iter().any(wrong) && verdicts.get("picture").is_none()
}

/// How a material stands, and why: what is certain first, each thing once.
fn stands(
    open: &Open<'_>,
    material: &Requirement,
    is_there: bool,
    checks: &[CheckView],
    locale: Locale,
) -> (MaterialState, Vec<String>) {
    let findings = |about: &dyn Fn(&Finding) -> bool| -> Vec<String> {
        let found = open.assessment.findings.iter().filter(|it| about(it));
        found.map(|it| it.message.get(locale).to_owned()).collect()
    };
    let (file, tick) = (FactKey::of_file(&material.id), format!("ticks.{}.", material.id));
    let of_file = |it: &Finding| it.fact == file;
    let wrong = findings(&|it| it.is_error() && of_file(it));
    if !is_there {
        let state = if wrong.is_empty() { MaterialState::Optional } else { MaterialState::Missing };
        return (state, wrong);
    }
    let checked = |verdict: Verdict| {
        let found = checks.iter().filter(|it| it.verdict == verdict);
        found.map(|it| it.message.clone()).collect::<Vec<_>>()
    };
    // What the table says of the bytes, the findings say as well.
    let wrong = if wrong.is_empty() { checked(Verdict::Fail) } else { wrong };
    if !wrong.is_empty() {
        return (MaterialState::Wrong, wrong);
    }
    let mut asked = findings(&|it| {
        (it.is_error() || it.is_open_warning()) && it.fact.as_str().starts_with(&tick)
            || it.is_open_warning() && of_file(it)
    });
    asked.extend(checked(Verdict::Ask));
    let state = if asked.is_empty() { MaterialState::Ready } else { MaterialState::Ask };
    (state, asked)
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
    let by_hand = made.by_hand.as_ref().map(|it| it.message().get(locale).to_owned());
    rows.extend(by_hand.map(|it| row("本人", "By hand", it)));
    rows.push(row(after.0, after.1, file(&made.record.output)));
    rows
}

//! Files to hand in: what a machine sees of them, and what only the person can confirm.

use std::{collections::BTreeMap, sync::Arc};

use beishen_core::{FileFormat, Locale, Measurement, procedure::Requirement};
use beishen_photo::Verdicts;
use beishen_store::Digest;

use super::check;
use crate::{
    contract::{FileView, MaterialView, PreparedView, RecordRow, TickView},
    desk::Open,
    looks::{self, Looks, Made},
    record,
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
            FileFormat::Webp | FileFormat::Bmp | FileFormat::Tiff => "",
            _ => return None,
        };
        if length <= SHOWN && !kind.is_empty() {
            return Some(beishen_core::document::data_uri(kind, &bytes(digest)?));
        }
        let sight = looks.sight(digest, false, || bytes(digest))?;
        sight.picture.as_ref().ok().map(|it| it.0.clone())
    };
    for (slot, it) in &open.record.values.attachments {
        let measured = open.answers.materials.get(slot);
        // First of all: a photo that is looked at need not be read again to be shown.
        let material = open.procedure.materials().iter().find(|it| it.id == *slot);
        let verdicts = material
            .and_then(|it| looks::profile(open, it))
            .and_then(|profile| looks.verdicts(&it.digest, &profile, || bytes(&it.digest)));
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
    let asked = &open.assessment.materials;
    let materials = open.procedure.materials().iter().filter(|it| asked.contains(&it.id));
    materials.map(|it| material(open, it, files, locale)).collect()
}

fn material(open: &Open<'_>, it: &Requirement, files: &Files, locale: Locale) -> MaterialView {
    let file = open.record.values.attachments.get(&it.id);
    let measured = open.answers.materials.get(&it.id);
    let profile = open.procedure.profile(&it.id);
    let verdicts = files.verdicts.get(&it.id);
    MaterialView {
        id: it.id.clone(),
        title: it.title.get(locale).to_owned(),
        detail: it.detail.get(locale).to_owned(),
        required: it.required,
        source: open.procedure.cite(&it.source).line(locale),
        file: file.map(|file| FileView {
            name: file.name.clone(),
            preview: files.pictures.get(&it.id).cloned().unwrap_or_default(),
            facts: measured.map(facts).unwrap_or_default(),
        }),
        checks: profile
            .map(|profile| match (verdicts, measured) {
                (Some(verdicts), Some(measured)) => {
                    check::made(verdicts, profile, measured, locale)
                }
                _ => check::wanted(profile, locale),
            })
            .unwrap_or_default(),
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
        format!("{} · SHA-256 {short}…", facts(&found))
    };
    let done = made.record.operations.iter();
    let mut rows: Vec<_> =
        made.record.inputs.iter().map(|it| row("原照片", "Original", file(it))).collect();
    rows.extend(done.map(|it| row("处理", "Done", it.message().get(locale).to_owned())));
    let by_hand = made.by_hand.as_ref().map(|it| it.message().get(locale).to_owned());
    rows.extend(by_hand.map(|it| row("本人", "By hand", it)));
    rows.push(row("准备好的照片", "Photo made ready", file(&made.record.output)));
    rows
}

/// `JPEG · 390 × 567 · 161 KB`
fn facts(file: &Measurement) -> String {
    let mut parts = Vec::new();
    if file.format != FileFormat::Unknown {
        parts.push(file.format.name().to_owned());
    }
    parts.extend(file.size.map(|it| format!("{} × {}", it.width, it.height)));
    parts.push(format!("{} KB", file.bytes.div_ceil(1024)));
    parts.join(" · ")
}

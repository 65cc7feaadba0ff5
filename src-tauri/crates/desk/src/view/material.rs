//! Files to hand in: what a machine sees of them, and what only the person can confirm.

use std::collections::BTreeMap;

use beishen_core::{
    ColorMode, FileFormat, Locale, Measurement, PhotoProfile, procedure::Requirement,
};
use beishen_store::Digest;

use crate::{
    contract::{CheckView, FileView, MaterialView, TickView, Verdict},
    desk::Open,
};

/// Pictures to show, by material, as `data:` URIs.
pub(crate) type Files = BTreeMap<String, String>;

/// Larger files are not sent to the window; their measurements are.
const SHOWN: u32 = 1024 * 1024;

/// The pictures of a draft that can be shown.
pub(crate) fn files(open: &Open<'_>, bytes: impl Fn(&Digest) -> Option<Vec<u8>>) -> Files {
    let attachments = open.record.values.attachments.iter();
    attachments
        .filter_map(|(slot, it)| {
            let kind = match open.answers.materials.get(slot)?.format {
                FileFormat::Jpeg => "image/jpeg",
                FileFormat::Png => "image/png",
                _ => return None,
            };
            let bytes = bytes(&it.digest).filter(|_| it.size <= SHOWN)?;
            Some((slot.clone(), beishen_core::document::data_uri(kind, &bytes)))
        })
        .collect()
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
    MaterialView {
        id: it.id.clone(),
        title: it.title.get(locale).to_owned(),
        detail: it.detail.get(locale).to_owned(),
        required: it.required,
        source: open.procedure.cite(&it.source).line(locale),
        file: file.map(|file| FileView {
            name: file.name.clone(),
            preview: files.get(&it.id).cloned().unwrap_or_default(),
            facts: measured.map(facts).unwrap_or_default(),
        }),
        checks: profile.map(|profile| checks(profile, measured, locale)).unwrap_or_default(),
        ticks: it
            .ticks
            .iter()
            .map(|tick| TickView {
                id: tick.id.clone(),
                text: tick.text.get(locale).to_owned(),
                on: open.answers.ticks.get(&tick.id).copied().unwrap_or(false),
            })
            .collect(),
    }
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

/// The exact facts, each beside its limit. Without a file nothing is known yet.
fn checks(profile: &PhotoProfile, file: Option<&Measurement>, locale: Locale) -> Vec<CheckView> {
    let verdict = |known: bool, good: bool| match (known, good) {
        (false, _) => Verdict::Unknown,
        (true, true) => Verdict::Pass,
        (true, false) => Verdict::Fail,
    };
    let jpeg =
        file.map(|it| it.format == FileFormat::Jpeg && !it.truncated && it.decodes != Some(false));
    let size = file.and_then(|it| it.size);
    let kb = |bytes: u64| format!("{} KB", bytes.div_ceil(1024));
    let fits = |it: &Measurement| (profile.min_bytes..=profile.max_bytes).contains(&it.bytes);
    let color = file.filter(|it| it.color.is_some());
    let row = |zh: &str, en: &str, value: Option<String>, limit: String, verdict| CheckView {
        label: locale.pick(zh, en).to_owned(),
        value: value.unwrap_or_default(),
        limit,
        verdict,
    };
    let range = if profile.min_bytes > 0 {
        format!("{}–{}", kb(profile.min_bytes), kb(profile.max_bytes))
    } else {
        format!("≤ {}", kb(profile.max_bytes))
    };
    vec![
        row(
            "文件格式",
            "Format",
            file.map(|it| it.format.name().to_owned()),
            "JPG".to_owned(),
            verdict(jpeg.is_some(), jpeg == Some(true)),
        ),
        row(
            "尺寸（像素）",
            "Pixels",
            size.map(|it| format!("{} × {}", it.width, it.height)),
            format!("{} × {}", profile.width, profile.height),
            verdict(
                size.is_some(),
                size.is_some_and(|it| (it.width, it.height) == (profile.width, profile.height)),
            ),
        ),
        row(
            "文件大小",
            "File size",
            file.map(|it| kb(it.bytes)),
            range,
            verdict(file.is_some(), file.is_some_and(fits)),
        ),
        row(
            "颜色模式",
            "Colours",
            color.map(|it| colors(it, locale)),
            locale.pick("24 位 RGB", "24-bit RGB").to_owned(),
            verdict(
                color.is_some(),
                color.is_some_and(|it| it.color == Some(ColorMode::Rgb) && it.bits == Some(8)),
            ),
        ),
    ]
}

fn colors(file: &Measurement, locale: Locale) -> String {
    let mode = match file.color {
        Some(ColorMode::Rgb) => "RGB",
        Some(ColorMode::Rgba) => "RGBA",
        Some(ColorMode::Cmyk) => "CMYK",
        Some(ColorMode::Grey | ColorMode::GreyAlpha) => locale.pick("灰度", "grey"),
        Some(ColorMode::Palette) => locale.pick("索引色", "palette"),
        Some(ColorMode::Other) | None => locale.pick("其他", "other"),
    };
    let bits = file
        .bits
        .zip(file.color.and_then(ColorMode::components))
        .map(|(bits, n)| u32::from(bits) * u32::from(n));
    match bits {
        Some(bits) => format!("{bits} {} {mode}", locale.pick("位", "bit")),
        None => mode.to_owned(),
    }
}

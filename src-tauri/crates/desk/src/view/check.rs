//! What the photo engine says, as the rows of a table: each number beside its limit.

use beishen_core::{ColorMode, FileFormat, Locale, Measurement, PhotoProfile};
use beishen_photo::{Check, Verdicts, scan::ScanLimits};

use crate::contract::{CheckView, Verdict};

/// What a file is held against, in its material's own words.
#[derive(Clone, Copy)]
pub(super) enum Limits<'a> {
    Photo(&'a PhotoProfile),
    Scan(&'a ScanLimits),
}

/// Every check of a file.
pub(super) fn made(
    verdicts: &Verdicts,
    limits: Limits<'_>,
    file: &Measurement,
    locale: Locale,
) -> Vec<CheckView> {
    let row = |check: &Check| {
        let own = limit(check.id, limits, locale);
        CheckView {
            label: check.title.get(locale).to_owned(),
            value: value(check, file, locale),
            limit: own.unwrap_or_else(|| range(check)),
            verdict: match check.verdict {
                beishen_photo::Verdict::Pass => Verdict::Pass,
                beishen_photo::Verdict::Unknown => Verdict::Unknown,
                beishen_photo::Verdict::Ask => Verdict::Ask,
                beishen_photo::Verdict::Fail => Verdict::Fail,
            },
            message: if check.passes() {
                String::new()
            } else {
                check.message.get(locale).to_owned()
            },
            source: check.source.as_ref().map(|it| it.get(locale).to_owned()).unwrap_or_default(),
        }
    };
    verdicts.checks.iter().map(row).collect()
}

/// What will be looked at once there is a file.
pub(super) fn wanted(limits: Limits<'_>, locale: Locale) -> Vec<CheckView> {
    let rows = [
        ("format", "文件格式", "Format"),
        ("pixels", "像素", "Pixels"),
        ("bytes", "文件大小", "File size"),
        ("color", "颜色模式", "Colour mode"),
    ];
    let row = |(id, zh, en): (&str, &str, &str)| {
        Some(CheckView {
            label: locale.pick(zh, en).to_owned(),
            value: String::new(),
            limit: limit(id, limits, locale)?,
            verdict: Verdict::Unknown,
            message: String::new(),
            source: String::new(),
        })
    };
    rows.into_iter().filter_map(row).collect()
}

/// The limits of a file, as its material's own words have them.
fn limit(id: &str, limits: Limits<'_>, locale: Locale) -> Option<String> {
    match limits {
        Limits::Photo(profile) => of_photo(id, profile, locale),
        Limits::Scan(limits) => of_scan(id, limits, locale),
    }
}

fn of_scan(id: &str, limits: &ScanLimits, locale: Locale) -> Option<String> {
    let ScanLimits { formats, min_kb, max_kb, .. } = limits;
    let unsaid = || locale.pick("没有写明", "not said").to_owned();
    Some(match (id, *min_kb, *max_kb) {
        ("format", ..) if formats.is_empty() => unsaid(),
        ("format", ..) => {
            let name = |it: &FileFormat| if *it == FileFormat::Jpeg { "JPG" } else { it.name() };
            formats.iter().map(name).collect::<Vec<_>>().join(locale.pick("、", ", "))
        }
        ("bytes", 0, None) => unsaid(),
        ("bytes", 0, Some(most)) => format!("≤ {most} KB"),
        ("bytes", least, None) => format!("≥ {least} KB"),
        ("bytes", least, Some(most)) => format!("{least}–{most} KB"),
        _ => return None,
    })
}

fn of_photo(id: &str, profile: &PhotoProfile, locale: Locale) -> Option<String> {
    Some(match id {
        "format" => "JPG".to_owned(),
        "pixels" => format!("{} × {}", profile.width, profile.height),
        "bytes" if profile.min_bytes > 0 => {
            format!("{}–{}", kb(profile.min_bytes), kb(profile.max_bytes))
        }
        "bytes" => format!("≤ {}", kb(profile.max_bytes)),
        "color" => locale.pick("24 位 RGB", "24-bit RGB").to_owned(),
        _ => return None,
    })
}

fn value(check: &Check, file: &Measurement, locale: Locale) -> String {
    match check.id {
        "format" => file.format.name().to_owned(),
        "pixels" => file.size.map(|it| format!("{} × {}", it.width, it.height)).unwrap_or_default(),
        "bytes" => kb(file.bytes),
        "color" => colors(file, locale),
        _ => check.measured.map(|it| format!("{it}{}", unit(check))).unwrap_or_default(),
    }
}

fn range(check: &Check) -> String {
    let unit = unit(check);
    match check.limits {
        Some([Some(low), Some(high)]) => format!("{low}–{high}{unit}"),
        Some([Some(low), None]) => format!("≥ {low}{unit}"),
        Some([None, Some(high)]) => format!("≤ {high}{unit}"),
        _ => String::new(),
    }
}

fn unit(check: &Check) -> &'static str {
    match check.unit {
        "px" => " px",
        "percent" => " %",
        "degrees" | "degrees of hue" => "°",
        "ΔE" => " ΔE",
        _ => "",
    }
}

fn kb(bytes: u64) -> String {
    format!("{} KB", bytes.div_ceil(1024))
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

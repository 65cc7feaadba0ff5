//! What the photo engine says, as the rows of a table: each number beside its limit.

use beishen_core::{ColorMode, Locale, Measurement, PhotoProfile};
use beishen_photo::{Check, Verdicts};

use crate::contract::{CheckView, Verdict};

/// Every check of a photo.
pub(super) fn made(
    verdicts: &Verdicts,
    profile: &PhotoProfile,
    file: &Measurement,
    locale: Locale,
) -> Vec<CheckView> {
    let row = |check: &Check| {
        let own = limit(check.id, profile, locale);
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
pub(super) fn wanted(profile: &PhotoProfile, locale: Locale) -> Vec<CheckView> {
    let rows = [
        ("format", "文件格式", "Format"),
        ("pixels", "像素", "Pixels"),
        ("bytes", "文件大小", "File size"),
        ("color", "颜色模式", "Colour mode"),
    ];
    let row = |(id, zh, en): (&str, &str, &str)| CheckView {
        label: locale.pick(zh, en).to_owned(),
        value: String::new(),
        limit: limit(id, profile, locale).unwrap_or_default(),
        verdict: Verdict::Unknown,
        message: String::new(),
        source: String::new(),
    };
    rows.map(row).into()
}

/// The limits of a file, as its material's own words have them.
fn limit(id: &str, profile: &PhotoProfile, locale: Locale) -> Option<String> {
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

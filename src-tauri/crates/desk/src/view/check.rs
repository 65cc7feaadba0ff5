//! What the photo engine says, as the rows of a table: each number beside its limit.

use beishen_core::{
    ColorMode, FileFormat, Judgement, Measurement, Procedure, Profile, ScanLimits, Verdicts, Wanted,
};
use beishen_document::Locale;

use crate::contract::{CheckView, Verdict};

/// Every check of a file.
pub(super) fn made(
    verdicts: &Verdicts,
    wanted: Wanted<'_>,
    file: &Measurement,
    procedure: &Procedure,
    locale: Locale,
) -> Vec<CheckView> {
    let row = |check: &Judgement| {
        let own = limit(check.id, wanted, locale);
        let plain = is_plain(check);
        let told = check.source.is_some() || !check.passes();
        let source = told.then(|| procedure.cite_limit(check).line(locale));
        CheckView {
            label: check.title.get(locale).to_owned(),
            value: if plain { value(check, file, locale) } else { String::new() },
            limit: own.unwrap_or_else(|| if plain { range(check) } else { String::new() }),
            verdict: match check.verdict {
                beishen_core::Verdict::Pass => Verdict::Pass,
                beishen_core::Verdict::Unknown => Verdict::Unknown,
                beishen_core::Verdict::Ask => Verdict::Ask,
                beishen_core::Verdict::Fail => Verdict::Fail,
            },
            message: if check.passes() {
                String::new()
            } else {
                check.message.get(locale).to_owned()
            },
            source: source.unwrap_or_default(),
        }
    };
    verdicts.checks.iter().map(row).collect()
}

/// What will be looked at once there is a file.
pub(super) fn wanted(wanted: Wanted<'_>, locale: Locale) -> Vec<CheckView> {
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
            limit: limit(id, wanted, locale)?,
            verdict: Verdict::Unknown,
            message: String::new(),
            source: String::new(),
        })
    };
    rows.into_iter().filter_map(row).collect()
}

/// The limits of a file, as its material's own words have them.
fn limit(id: &str, wanted: Wanted<'_>, locale: Locale) -> Option<String> {
    match wanted {
        Wanted::Photo(profile) => of_photo(id, profile, locale),
        Wanted::Scan(limits) => of_scan(id, limits, locale),
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

fn of_photo(id: &str, profile: &Profile, locale: Locale) -> Option<String> {
    Some(match id {
        "format" => "JPG".to_owned(),
        "pixels" => format!("{} × {}", profile.width, profile.height),
        "bytes" if profile.min_kb > 0 => format!("{} KB–{} KB", profile.min_kb, profile.max_kb),
        "bytes" => format!("≤ {} KB", profile.max_kb),
        "color" => locale.pick("24 位 RGB", "24-bit RGB").to_owned(),
        _ => return None,
    })
}

fn value(check: &Judgement, file: &Measurement, locale: Locale) -> String {
    match check.id {
        "format" => file.format.name().to_owned(),
        "pixels" => file.size.map(|it| format!("{} × {}", it.width, it.height)).unwrap_or_default(),
        // Where the two K disagree, only the bytes tell.
        "bytes" if check.verdict == beishen_core::Verdict::Ask => match locale {
            Locale::Zh => format!("{} 字节", file.bytes),
            Locale::En => format!("{} bytes", file.bytes),
        },
        "bytes" => kb(file.bytes),
        "color" => colors(file, locale),
        _ => check.measured.map(|it| format!("{it}{}", unit(check))).unwrap_or_default(),
    }
}

fn range(check: &Judgement) -> String {
    let unit = unit(check);
    match check.limits {
        Some([Some(low), Some(high)]) => format!("{low}–{high}{unit}"),
        Some([Some(low), None]) => format!("≥ {low}{unit}"),
        Some([None, Some(high)]) => format!("≤ {high}{unit}"),
        _ => String::new(),
    }
}

/// Whether the number tells the person something: pixels and bytes do, an angle or a share of light does not. The command line
/// has them all.
fn is_plain(check: &Judgement) -> bool {
    matches!(check.unit, "px" | "bytes" | "")
}

fn unit(check: &Judgement) -> &'static str {
    if check.unit == "px" { " px" } else { "" }
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

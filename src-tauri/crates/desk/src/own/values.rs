//! The numbers of a photo profile: what contradicts itself in them, and how a pack would say them.

use std::collections::BTreeMap;

use beishen_core::{Backdrop, Profile, SourceRef, bytes_wanted};
use beishen_document::Text;

use crate::contract::{BackdropView, ProfileValues};

/// What is wrong with the numbers, by field.
pub(crate) fn faults(values: &ProfileValues) -> Vec<(&'static str, Text)> {
    let ProfileValues { width, height, min_kb, max_kb, width_mm, height_mm, .. } = *values;
    let mut all = Vec::new();
    let mut say = |field, zh: String, en: String| all.push((field, Text::new(zh, en)));
    for (field, zh, en, side) in
        [("width", "宽度", "The width", width), ("height", "高度", "The height", height)]
    {
        if !(MIN_SIDE..=MAX_SIDE).contains(&side) {
            say(
                field,
                format!("{zh}应为 {MIN_SIDE}–{MAX_SIDE} 像素，请核对。"),
                format!("{en} is {MIN_SIDE} to {MAX_SIDE} pixels. Check it."),
            );
        }
    }
    if !(1..=MAX_KB).contains(&max_kb) {
        say(
            "max_kb",
            format!("文件上限应为 1–{MAX_KB} KB，请核对。"),
            format!("The largest file may have 1 to {MAX_KB} KB. Check it."),
        );
    } else if min_kb > max_kb {
        say(
            "min_kb",
            "文件下限大于上限，请对调或改正。".to_owned(),
            "The smallest file is larger than the largest. Correct one of them.".to_owned(),
        );
    } else if let [least, most] = bytes_wanted(min_kb, max_kb)
        && least > most
    {
        say(
            "min_kb",
            "上下限太近，按 1000 或 1024 算会相互矛盾，请拉开。".to_owned(),
            "The limits are too near: a KB may be 1,000 or 1,024 bytes. Correct one of them."
                .to_owned(),
        );
    }
    if [width_mm, height_mm].iter().any(|it| !(0.0..=MAX_MM).contains(it))
        || (width_mm == 0.0) != (height_mm == 0.0)
    {
        say(
            "width_mm",
            format!("毫米应为 1–{MAX_MM:.0}，宽高都填，或都不填。"),
            format!("Millimetres are 1 to {MAX_MM:.0}. Enter both width and height, or neither."),
        );
    } else if width_mm > 0.0
        && (in_f32(width) * height_mm / (in_f32(height) * width_mm) - 1.0).abs() > RATIO
    {
        say(
            "width_mm",
            "像素和毫米的宽高比例不一致，请核对。".to_owned(),
            "Pixels and millimetres have different proportions. Check them.".to_owned(),
        );
    }
    let mm = [
        ("head_width_mm", values.head_width_mm, width_mm),
        ("head_height_mm", values.head_height_mm, height_mm),
    ];
    for (field, window, most) in mm {
        if let Some(window) = window.filter(|it| !is_window(*it, most)) {
            let [low, high] = window;
            if most == 0.0 {
                say(
                    field,
                    "头部按毫米要求，请先填照片的毫米宽高。".to_owned(),
                    "The head is given in millimetres: enter the photo's as well.".to_owned(),
                );
            } else {
                let (zh, en) = beyond(low, high, most, "mm");
                say(field, zh, en);
            }
        }
    }
    let px = [
        ("crown_px", values.crown_px, height),
        ("eyes_px", values.eyes_px, height),
        ("face_width_px", values.face_width_px, width),
    ];
    for (field, window, most) in px {
        if let Some([low, high]) = window
            && !is_window([in_f32(low), in_f32(high)], in_f32(most))
        {
            let (zh, en) = beyond(in_f32(low), in_f32(high), in_f32(most), "px");
            say(field, zh, en);
        }
    }
    if values.backdrop == BackdropView::LightBlue && values.rgb.is_none() {
        say(
            "rgb",
            "浅蓝要有参考色，请填红、绿、蓝三个数。".to_owned(),
            "Light blue needs its colour: enter red, green and blue.".to_owned(),
        );
    }
    all
}

const MIN_SIDE: u32 = 50;
const MAX_SIDE: u32 = 5000;
const MAX_KB: u32 = 20_480;
const MAX_MM: f32 = 300.0;
/// How far the proportions of pixels and millimetres may be apart: 390 × 567 for 33 × 48 mm is 0.05 %.
const RATIO: f32 = 0.02;

fn is_window([low, high]: [f32; 2], most: f32) -> bool {
    0.0 <= low && low <= high && 0.0 < high && high <= most
}

fn beyond(low: f32, high: f32, most: f32, unit: &str) -> (String, String) {
    if low > high {
        (
            "最小值大于最大值，请对调或改正。".to_owned(),
            "The smallest value is larger than the largest. Correct one of them.".to_owned(),
        )
    } else {
        (
            format!("范围应在 0–{most} {unit} 之内，请核对。"),
            format!("It must lie between 0 and {most} {unit}. Check it."),
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "sides of pictures are below 2^24")]
fn in_f32(side: u32) -> f32 {
    side as f32
}

/// As a pack would say it.
pub(crate) fn profile(values: &ProfileValues) -> Profile {
    let ProfileValues { width, height, min_kb, max_kb, width_mm, height_mm, .. } = *values;
    Profile {
        id: String::new(),
        width,
        height,
        min_kb,
        max_kb,
        width_mm,
        height_mm,
        head_width_mm: values.head_width_mm,
        head_height_mm: values.head_height_mm,
        crown_px: values.crown_px,
        eyes_px: values.eyes_px,
        face_width_px: values.face_width_px,
        backdrop: match (values.backdrop, values.rgb) {
            (BackdropView::Blue, _) => Backdrop::Blue,
            (BackdropView::LightBlue, Some(rgb)) => Backdrop::LightBlue(rgb),
            (BackdropView::Any | BackdropView::LightBlue, _) => Backdrop::Any,
        },
        min_quality: None,
        ears: false,
        months: None,
        source: SourceRef { id: String::new(), section: String::new(), differs: None },
        sources: BTreeMap::new(),
        own: true,
        added: false,
    }
}

/// As the window edits it.
pub(crate) fn values(profile: &Profile) -> ProfileValues {
    ProfileValues {
        width: profile.width,
        height: profile.height,
        min_kb: profile.min_kb,
        max_kb: profile.max_kb,
        width_mm: profile.width_mm,
        height_mm: profile.height_mm,
        head_width_mm: profile.head_width_mm,
        head_height_mm: profile.head_height_mm,
        crown_px: profile.crown_px,
        eyes_px: profile.eyes_px,
        face_width_px: profile.face_width_px,
        backdrop: match profile.backdrop {
            Backdrop::Any => BackdropView::Any,
            Backdrop::Blue => BackdropView::Blue,
            Backdrop::LightBlue(_) => BackdropView::LightBlue,
        },
        rgb: profile.backdrop.rgb(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    #[test]
    fn the_packs_own_profiles_have_no_fault_and_stay_what_they_are() {
        let library = Library::built_in().unwrap();
        for procedure in library.procedures() {
            for material in procedure.materials() {
                let Some(pack) = procedure.profile(&material.id) else { continue };
                let values = values(pack);
                assert_eq!(faults(&values), [], "{}", pack.id);
                let Profile { id, ears, months, source, sources, .. } = pack.clone();
                let again =
                    Profile { id, ears, months, source, sources, own: false, ..profile(&values) };
                assert_eq!(again, *pack);
            }
        }
    }

    #[test]
    fn what_contradicts_itself_is_told_by_field_in_plain_words() {
        type Spoil = fn(&mut ProfileValues);
        let good = ProfileValues {
            width: 390,
            height: 567,
            min_kb: 20,
            max_kb: 200,
            width_mm: 33.0,
            height_mm: 48.0,
            head_width_mm: Some([21.0, 24.0]),
            head_height_mm: Some([28.0, 33.0]),
            crown_px: Some([10, 60]),
            eyes_px: None,
            face_width_px: None,
            backdrop: BackdropView::Blue,
            rgb: None,
        };
        assert_eq!(faults(&good), []);
        let cases: [(&str, Spoil); 13] = [
            ("width", |it| it.width = 0),
            ("height", |it| it.height = 6000),
            ("max_kb", |it| it.max_kb = 0),
            ("min_kb", |it| it.min_kb = 201),
            ("min_kb", |it| it.min_kb = 199),
            ("width_mm", |it| it.height_mm = 0.0),
            ("width_mm", |it| it.width_mm = f32::NAN),
            ("width_mm", |it| it.height = 640),
            ("head_width_mm", |it| it.head_width_mm = Some([24.0, 21.0])),
            ("head_height_mm", |it| it.head_height_mm = Some([28.0, 49.0])),
            ("crown_px", |it| it.crown_px = Some([60, 10])),
            ("eyes_px", |it| it.eyes_px = Some([200, 568])),
            ("rgb", |it| it.backdrop = BackdropView::LightBlue),
        ];
        for (field, spoil) in cases {
            let mut values = good.clone();
            spoil(&mut values);
            let told = faults(&values);
            assert!(told.iter().any(|it| it.0 == field), "{field}: {told:?}");
            for (_, Text { zh, en }) in told {
                assert!(zh.chars().count() <= 40 && !zh.contains(['你', '您']), "{zh}");
                assert!(!en.is_empty());
            }
        }
    }
}

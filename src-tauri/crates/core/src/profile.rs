//! What a portal wants of a file, in plain numbers. A pack says it, once; `beishen-photo` judges by it.

use std::collections::BTreeMap;

use beishen_document::Text;
use chrono::{Months, NaiveDate};
use serde::Deserialize;

use crate::{
    measurement::FileFormat,
    source::SourceRef,
    verdict::{Judgement, UNSEEN, Verdict, Verdicts},
};

/// The limits of one portal's photo. Lengths in pixels are those of a picture of exactly `width` × `height`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Unique within the pack; also its name on the command line.
    pub id: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// K; 0 for no lower limit. See [`bytes_wanted`] for what a K is.
    #[serde(default)]
    pub min_kb: u32,
    /// K.
    pub max_kb: u32,
    /// Millimetres on paper; 0 if that is not said.
    #[serde(default)]
    pub width_mm: f32,
    /// Millimetres on paper; 0 if that is not said.
    #[serde(default)]
    pub height_mm: f32,
    /// Millimetres, smallest and largest width of the head with ears and hair.
    pub head_width_mm: Option<[f32; 2]>,
    /// Millimetres, smallest and largest length of the head, from crown to chin.
    pub head_height_mm: Option<[f32; 2]>,
    /// Pixels from the upper edge to the crown.
    pub crown_px: Option<[u32; 2]>,
    /// Pixels from the upper edge to the line of the eyes.
    pub eyes_px: Option<[u32; 2]>,
    /// Pixels from cheek to cheek.
    pub face_width_px: Option<[u32; 2]>,
    /// What is behind the person.
    #[serde(default)]
    pub backdrop: Backdrop,
    /// The least quality, 1–100, a JPEG may be saved with.
    pub min_quality: Option<u8>,
    /// Both ears are to be seen. No program tells them from hair for certain, so the person is asked to look.
    #[serde(default)]
    pub ears: bool,
    /// It was taken at most so many months ago.
    pub months: Option<u32>,
    /// Who says so.
    pub source: SourceRef,
    /// Who sets the limit of one check, by the check's id, where it is somebody else.
    #[serde(default)]
    pub sources: BTreeMap<String, SourceRef>,
    /// It was put in the place of the pack's on this computer.
    #[serde(skip)]
    pub own: bool,
    /// The pack has none for this material: it is a picture, and not the one of the person.
    #[serde(skip)]
    pub added: bool,
}

/// The colour behind the person: `"any"`, `"blue"` or `{ light_blue = [100, 197, 255] }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Backdrop {
    /// Not asked for.
    #[default]
    Any,
    /// Any blue.
    Blue,
    /// A light blue like this one.
    LightBlue([u8; 3]),
}

/// What a portal wants of a scan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScanLimits {
    /// The formats it takes; none if that is not said.
    #[serde(default)]
    pub formats: Vec<FileFormat>,
    /// K; 0 for no lower limit. What a K is, is as unclear as with photos.
    #[serde(default)]
    pub min_kb: u32,
    /// K; `None` if no limit is said.
    pub max_kb: Option<u32>,
    /// Who says so, when somebody does; in a pack the material's own source if not given.
    pub source: Option<SourceRef>,
}

/// What a file must be like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wanted<'a> {
    /// A photo.
    Photo(&'a Profile),
    /// A scan, or another picture.
    Scan(&'a ScanLimits),
}

impl<'a> Wanted<'a> {
    /// Who sets the limit of a check; `None` for limits of our own.
    pub fn source_of(self, check: &str) -> Option<&'a SourceRef> {
        match self {
            Self::Photo(it) => it.source_of(check),
            Self::Scan(it) => it.source_of(check),
        }
    }
}

/// The checks whose limits a profile sets; those of all others are our own.
pub(crate) const LIMITED: [&str; 13] = [
    "format",
    "pixels",
    "bytes",
    "color",
    "quality",
    "taken",
    "edited",
    "head_height",
    "head_width",
    "crown",
    "eyes_line",
    "face_width",
    "background_color",
];

impl Profile {
    /// Who sets the limit of a check; `None` for limits of our own.
    pub fn source_of(&self, check: &str) -> Option<&SourceRef> {
        let said = || self.sources.get(check).unwrap_or(&self.source);
        LIMITED.contains(&check).then(said)
    }

    /// What was said of a photo that was taken on a day, as of today: photos grow old. It is said apart from the rest, which
    /// holds for every day.
    #[must_use]
    pub fn as_of(
        &self,
        today: NaiveDate,
        taken: Option<NaiveDate>,
        mut said: Verdicts,
    ) -> Verdicts {
        let last = said.checks.iter().position(|it| it.id == UNSEEN).unwrap_or(said.checks.len());
        said.checks.splice(last..last, self.age(today, taken));
        said
    }

    /// Whether a photo is recent enough, where it says when it was taken.
    fn age(&self, today: NaiveDate, taken: Option<NaiveDate>) -> Option<Judgement> {
        let (taken, months) = (taken?, self.months?);
        let oldest = today.checked_sub_months(Months::new(months));
        let (verdict, message) = if taken > today {
            let text = Text::new(
                format!("照片上的拍摄日期是 {taken}，在今天之后，请核对是哪天拍的。"),
                format!(
                    "The photo says it was taken on {taken}, in the future. Check when it was taken."
                ),
            );
            (Verdict::Ask, text)
        } else if oldest.is_some_and(|it| taken < it) {
            let text = Text::new(
                format!("照片拍于 {taken}，已超过 {months} 个月，请重拍。"),
                format!(
                    "The photo was taken on {taken}, over {months} months ago. Take a new one."
                ),
            );
            (Verdict::Ask, text)
        } else {
            let text = Text::new(format!("照片拍于 {taken}。"), format!("Taken on {taken}."));
            (Verdict::Pass, text)
        };
        Some(Judgement {
            id: "taken",
            title: Text::new("拍摄日期", "Date taken"),
            verdict,
            measured: None,
            limits: None,
            unit: "",
            message,
            source: self.source_of("taken").cloned(),
        })
    }

    /// Smallest and largest size in bytes that is right whether a K is 1,000 bytes or 1,024.
    pub fn bytes_wanted(&self) -> [u64; 2] {
        bytes_wanted(self.min_kb, self.max_kb)
    }

    /// Smallest and largest size in bytes that is right by one of the two.
    pub fn bytes_taken(&self) -> [u64; 2] {
        bytes_taken(self.min_kb, self.max_kb)
    }

    /// Smallest and largest length of the head, in pixels.
    pub fn head_height(&self) -> Option<[f32; 2]> {
        self.pixels(self.head_height_mm?)
    }

    /// Smallest and largest width of the head, in pixels.
    pub fn head_width(&self) -> Option<[f32; 2]> {
        self.pixels(self.head_width_mm?)
    }

    /// Pixels to a millimetre on paper.
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures are below 2^24")]
    pub fn per_mm(&self) -> Option<f32> {
        (self.width_mm > 0.0).then(|| self.width as f32 / self.width_mm)
    }

    /// Millimetres on paper in pixels.
    pub fn pixels(&self, millimetres: [f32; 2]) -> Option<[f32; 2]> {
        let per_mm = self.per_mm()?;
        Some(millimetres.map(|it| it * per_mm))
    }
}

impl ScanLimits {
    /// Who sets the limit of a check; `None` for limits of our own.
    pub fn source_of(&self, check: &str) -> Option<&SourceRef> {
        self.source.as_ref().filter(|_| ["format", "bytes"].contains(&check))
    }
}

impl Backdrop {
    /// In a word.
    pub fn word(self) -> Text {
        let (zh, en) = match self {
            Self::Any => ("不限", "any"),
            Self::Blue => ("蓝色", "blue"),
            Self::LightBlue(_) => ("浅蓝色", "light blue"),
        };
        Text::new(zh, en)
    }

    /// The colour it should be like, as red, green and blue.
    pub fn rgb(self) -> Option<[u8; 3]> {
        match self {
            Self::LightBlue(rgb) => Some(rgb),
            Self::Any | Self::Blue => None,
        }
    }
}

/// Smallest and largest size in bytes that is right by either K, and by either M where the limit was said in M: portals
/// do not say which they mean.
pub fn bytes_wanted(min_kb: u32, max_kb: u32) -> [u64; 2] {
    [u64::from(min_kb) * 1024, at_least(max_kb)]
}

/// Smallest and largest size in bytes that is right by one K or the other.
pub fn bytes_taken(min_kb: u32, max_kb: u32) -> [u64; 2] {
    [at_least(min_kb), u64::from(max_kb) * 1024]
}

/// So many K are so many bytes, or more.
fn at_least(kb: u32) -> u64 {
    in_m(kb).map_or(u64::from(kb) * 1000, |it| u64::from(it) * 1_000_000)
}

/// How many M a limit was said to be: nobody says 1,024 K otherwise.
pub fn in_m(kb: u32) -> Option<u32> {
    (kb > 0 && kb.is_multiple_of(1024)).then_some(kb / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(text: &str) -> Profile {
        let limits = "id = \"a\"\nwidth = 390\nheight = 567\nmax_kb = 200\n";
        let source = "source = { id = \"manual\", section = \"照片\" }\n";
        toml::from_str(&format!("{limits}{source}{text}")).unwrap()
    }

    #[test]
    fn a_head_of_28_to_33_mm_has_331_to_390_pixels_and_a_k_is_the_stricter_one() {
        let it = profile(
            "width_mm = 33.0\nhead_width_mm = [21.0, 24.0]\nhead_height_mm = [28.0, 33.0]\nmin_kb = 100",
        );
        let [low, high] = it.head_height().unwrap();
        assert!((low - 330.9).abs() < 0.1 && (high - 390.0).abs() < 0.1);
        let [low, high] = it.head_width().unwrap();
        assert!((low - 248.2).abs() < 0.1 && (high - 283.6).abs() < 0.1);
        assert_eq!(it.bytes_wanted(), [102_400, 200_000]);
        assert_eq!(it.bytes_taken(), [100_000, 204_800]);
        // 1M is 1,000,000 bytes or 1,048,576, as the least as well as the most.
        assert_eq!(bytes_wanted(1024, 2048), [1_048_576, 2_000_000]);
        assert_eq!(bytes_taken(1024, 2048), [1_000_000, 2_097_152]);
    }

    #[test]
    fn the_backdrop_is_a_key_and_each_limit_has_who_sets_it() {
        assert_eq!(profile("").backdrop, Backdrop::Any);
        assert_eq!(profile("backdrop = \"blue\"").backdrop, Backdrop::Blue);
        let light = profile("backdrop = { light_blue = [100, 197, 255] }").backdrop;
        assert_eq!(light, Backdrop::LightBlue([100, 197, 255]));
        let it = profile("sources.pixels = { id = \"notice\", section = \"二\" }");
        let source = |check| it.source_of(check).map(|it| it.id.as_str());
        assert_eq!(
            [source("pixels"), source("bytes"), source("yaw")],
            [Some("notice"), Some("manual"), None]
        );
    }

    #[test]
    fn a_photo_grows_old_on_the_day_after_its_months_are_over() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let verdict = |it: &Profile, taken: Option<&str>| {
            let said = it.as_of(day("2026-11-22"), taken.map(day), Verdicts { checks: Vec::new() });
            said.get("taken").map(|it| it.verdict)
        };
        let recent = profile("months = 3");
        assert_eq!(verdict(&recent, Some("2026-08-22")), Some(Verdict::Pass));
        assert_eq!(verdict(&recent, Some("2026-08-21")), Some(Verdict::Ask));
        assert_eq!(verdict(&recent, Some("2026-11-23")), Some(Verdict::Ask), "yet to come");
        assert_eq!(verdict(&recent, None), None);
        assert_eq!(verdict(&profile(""), Some("2016-08-21")), None, "nobody asks how old it is");
    }
}

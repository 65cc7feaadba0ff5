//! Photo profiles that a desk has put in the place of a pack's.

use std::collections::BTreeMap;

use super::{PhotoProfile, Procedure};
use crate::{
    Rule, Text,
    check::Check,
    rule::Words,
    source::{Source, SourceRef},
};

/// A profile of one's own and the material it judges.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnProfile {
    /// The material's id.
    pub material: String,
    /// What its photo must be like.
    pub profile: PhotoProfile,
    /// The year it was written down in.
    pub year: u16,
}

/// The key of the source that findings by such a profile name.
const SOURCE: &str = "own-profile";

impl Procedure {
    /// The same procedure with the profiles that were written down on this computer. Whatever they judge says so: its
    /// source is this computer's, and its description their numbers. A material that was a scan becomes a photo.
    #[must_use]
    pub fn with_profiles(&self, own: &[OwnProfile]) -> Procedure {
        let mut procedure = self.clone();
        for it in own {
            procedure.judge_by(it);
        }
        procedure
    }

    fn judge_by(&mut self, OwnProfile { material: id, profile, year }: &OwnProfile) {
        let Some(material) = self.pack.materials.iter_mut().find(|it| it.id == *id) else {
            return;
        };
        if material.two_sides {
            return;
        }
        let added = material.profile.is_none();
        let name = material.profile.as_ref().map_or_else(|| id.clone(), |it| format!("{it}-own"));
        let title = Text::new("本机规格", "This computer's own profile");
        self.sources.insert(SOURCE.to_owned(), Source { title, year: *year });
        let section = "设置 › 照片规格".to_owned();
        let source = SourceRef { id: SOURCE.to_owned(), section, differs: None };
        material.profile = Some(name.clone());
        material.detail = profile.words();
        material.source = source.clone();
        let stands = |it: &Rule| matches!(&it.check, Check::Photo { material } if material == id);
        // What the pack says of the file does not hold any more; the profile says it.
        self.rules
            .retain(|it| !matches!(&it.check, Check::File { material, .. } if material == id));
        if !self.rules.iter().any(stands) {
            let check = Check::Photo { material: id.clone() };
            let rule = Rule {
                id: format!("{SOURCE}-{id}"),
                check,
                when: None,
                reasons: BTreeMap::new(),
                source: source.clone(),
            };
            self.rules.push(rule);
        }
        for rule in self.rules.iter_mut().filter(|it| stands(it)) {
            rule.source = source.clone();
            rule.reasons = words();
        }
        self.pack.profiles.retain(|it| it.id != name);
        self.pack.profiles.push(PhotoProfile { id: name, own: true, added, ..profile.clone() });
    }
}

impl PhotoProfile {
    /// What the photo must be like, for a person.
    fn words(&self) -> Text {
        let Self { width, height, min_bytes, max_bytes, background, .. } = self;
        let kb = |bytes: &u64| bytes / 1024;
        let (zh, en) = match *min_bytes {
            0 => (format!("{}K 以内", kb(max_bytes)), format!("up to {} KB", kb(max_bytes))),
            _ => (
                format!("{}–{}K", kb(min_bytes), kb(max_bytes)),
                format!("{}–{} KB", kb(min_bytes), kb(max_bytes)),
            ),
        };
        Text::new(
            format!("JPG，宽 {width} × 高 {height} 像素，{zh}，背景{}", background.zh),
            format!("JPEG, {width} × {height} pixels, {en}, background: {}", background.en),
        )
    }
}

/// The words of a photo's findings, which hold for every profile.
fn words() -> BTreeMap<String, Words> {
    const WORDS: [(&str, &str, &str); 9] = [
        (
            "not_jpeg",
            "照片不是 JPG（内容是“{format}”），改后缀无效，请重新导出为 JPG。",
            "The photo is no JPEG (its content: “{format}”); renaming does not help. Export it as JPEG.",
        ),
        (
            "damaged",
            "照片文件不完整或打不开，请重新导出。",
            "The photo file is incomplete or cannot be read. Export it again.",
        ),
        (
            "pixels",
            "照片是宽 {width} × 高 {height} 像素，应为 {want_width} × {want_height}，请裁剪或重拍。",
            "The photo has {width} × {height} pixels; {want_width} × {want_height} are wanted. Crop it or take it again.",
        ),
        (
            "too_large",
            "照片 {kb}K，上限 {max_kb}K，请压缩，尺寸不变。",
            "The photo has {kb} KB of {max_kb} at most. Compress it, keeping its size in pixels.",
        ),
        (
            "too_small",
            "照片 {kb}K，至少 {min_kb}K，请用更高质量导出。",
            "The photo has {kb} KB, at least {min_kb} are wanted. Export it with better quality.",
        ),
        (
            "color",
            "照片不是 24 位 RGB 真彩色，请重新导出为彩色 JPG。",
            "The photo is not 24-bit RGB. Export it as a colour JPEG.",
        ),
        (
            "old",
            "照片拍于 {taken}，已超过三个月，请重拍。",
            "The photo was taken on {taken}, over three months ago. Take a new one.",
        ),
        (
            "edited",
            "照片经 {software} 处理，请用未修饰的原片。",
            "The photo went through {software}; retouching is not accepted. Use the original.",
        ),
        (
            "sideways",
            "照片宽高颠倒了，应为宽 {want_width} × 高 {want_height} 像素，请转正后重新裁剪。",
            "Width and height are the other way round; {want_width} × {want_height} are wanted. Turn it and crop again.",
        ),
    ];
    let worded = |(reason, zh, en): (&str, &str, &str)| {
        let message = Text::new(zh, en);
        (reason.to_owned(), Words { severity: None, message, fix: None, source: None })
    };
    WORDS.into_iter().map(worded).collect()
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::check::Check;

    #[test]
    fn every_reason_of_a_photo_has_words_with_its_parameters() {
        let check = Check::Photo { material: "photo".to_owned() };
        let words = words();
        assert_eq!(words.len(), check.reasons().len());
        for reason in check.reasons() {
            let message = &words[reason.name].message;
            for text in [&message.zh, &message.en] {
                let named: Vec<_> = crate::rule::params(text).collect();
                assert!(named.iter().all(|it| reason.params.contains(it)), "{text}");
            }
            let said = crate::text::fill(&message.zh, |_| Some("480".to_owned()));
            assert!(said.chars().count() <= 40, "{said}");
        }
    }
}

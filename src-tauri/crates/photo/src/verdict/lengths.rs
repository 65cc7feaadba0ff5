//! The lengths of a head that a profile limits.

use beishen_core::Text;

use super::{FAR, words};
use crate::{
    Head,
    profile::{Profile, in_pixels},
};

/// A length of the head in the finished photo, and its limits in whole pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Length {
    /// That of the [`super::Check`].
    pub id: &'static str,
    /// Smallest and largest that passes.
    pub limits: [f32; 2],
    /// Who sets them.
    pub source: Text,
}

impl Length {
    /// What a profile wants.
    pub fn wanted(profile: &Profile) -> Vec<Self> {
        let pixels = |it: Option<[u32; 2]>| it.map(|it| it.map(in_pixels));
        let advice = profile.advice.as_ref().unwrap_or(&profile.source);
        let all = [
            ("head_height", profile.head_height(), &profile.source),
            ("head_width", profile.head_width(), &profile.source),
            ("crown", pixels(profile.crown_px), advice),
            ("eyes_line", pixels(profile.eyes_px), advice),
            ("face_width", pixels(profile.face_width_px), advice),
        ];
        let known = all.into_iter().filter_map(|(id, limits, source)| {
            let [low, high] = limits?;
            Some(Self { id, limits: [low.floor(), high.ceil()], source: source.clone() })
        });
        known.collect()
    }

    /// What it is called.
    pub fn title(&self) -> Text {
        words::title(self.id)
    }

    /// Beyond these it is wrong for certain; `None` where it only ever asks.
    pub fn far(&self) -> [Option<f32>; 2] {
        let [low, high] = self.limits;
        [Some(low * (1.0 - FAR)), Some(high * (1.0 + FAR)).filter(|_| !self.counts_hair())]
    }

    /// Nobody says whether hair counts: much of it may be asked about, and is no reason to refuse.
    pub(super) fn counts_hair(&self) -> bool {
        self.id == "head_width"
    }

    /// The length itself, in pixels of the picture in which the head was measured.
    pub(super) fn of(&self, head: &Head) -> f32 {
        match self.id {
            "head_height" => head.height(),
            "head_width" => head.width(),
            "crown" => head.crown,
            "eyes_line" => head.eyes,
            _ => head.face_width(),
        }
    }
}

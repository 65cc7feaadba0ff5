//! The lengths of a head that a profile limits.

use beishen_core::Profile;
use beishen_document::Text;

use super::{FAR, words};
use crate::{Head, in_pixels};

/// A length of the head in the finished photo, and its limits in whole pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Length {
    /// That of the [`super::Check`].
    pub id: &'static str,
    /// Smallest and largest that passes.
    pub limits: [f32; 2],
}

impl Length {
    /// What a profile wants.
    pub fn wanted(profile: &Profile) -> Vec<Self> {
        let pixels = |it: Option<[u32; 2]>| it.map(|it| it.map(in_pixels));
        let all = [
            ("head_height", profile.head_height()),
            ("head_width", profile.head_width()),
            ("crown", pixels(profile.crown_px)),
            ("eyes_line", pixels(profile.eyes_px)),
            ("face_width", pixels(profile.face_width_px)),
        ];
        let known = all.into_iter().filter_map(|(id, limits)| {
            let [low, high] = limits?;
            Some(Self { id, limits: [low.floor(), high.ceil()] })
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
        let low = if self.has_ears() { 0.9 * low } else { low };
        [Some(low * (1.0 - FAR)), Some(high * (1.0 + FAR)).filter(|_| !self.has_ears())]
    }

    /// Ears may be seen or be under hair.
    pub(super) fn has_ears(&self) -> bool {
        self.id == "head_width"
    }

    /// Smallest and largest that is taken of this head: a head may be narrow or broad, and no crop changes that; where hair hides
    /// its edges, nobody knows a tenth more or less. Of heads that are as long as they should be 0.85–1.01 were measured.
    pub(super) fn taken(&self, head: &Head) -> [f32; 2] {
        let [low, high] = self.limits;
        match (self.has_ears(), head.is_under_hair()) {
            (false, _) => [low, high],
            (true, hidden) => [0.82 * low, if hidden { 1.1 * high } else { 1.04 * high }],
        }
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

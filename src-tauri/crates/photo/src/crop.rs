//! Which part of a picture fits a profile.
//!
//! **Invariant:** a crop lies within the picture, has the profile's shape to half a pixel, and has at least its pixels:
//! nothing is stretched, enlarged or painted in.

use beishen_core::{PixelSize, Profile};
use beishen_document::Text;
use serde::{Deserialize, Serialize};

use crate::{Head, in_pixels};

/// A part of a picture, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crop {
    /// From the left edge.
    pub x: u32,
    /// From the upper edge.
    pub y: u32,
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// Why no part of a picture fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCrop {
    /// There is no head to go by, so the person must say.
    NoHead,
    /// The head touches the upper edge.
    HeadCut,
    /// The part that fits is this many pixels narrower than the profile, and would have to be enlarged.
    TooSmall(u32),
    /// So many pixels are missing around the head.
    Margins {
        /// To the left.
        left: u32,
        /// Above.
        top: u32,
        /// To the right.
        right: u32,
        /// Below.
        bottom: u32,
    },
    /// The part that was asked for is not within the picture.
    Outside,
    /// The part that was asked for has another shape than the profile.
    Shape,
}

impl Crop {
    /// The part of a picture in which the head is where the profile wants it, as near to the middle of all limits as
    /// the picture allows.
    pub fn propose(head: &Head, picture: PixelSize, profile: &Profile) -> Result<Self, NoCrop> {
        if head.cut > 0.0 {
            return Err(NoCrop::HeadCut);
        }
        let [low, high] = scales(head, profile);
        if low > 1.0 {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "narrower than the profile"
            )]
            let width = (in_pixels(profile.width) / low).floor() as u32;
            return Err(NoCrop::TooSmall(profile.width.saturating_sub(width).max(1)));
        }
        let tightest = high.min(1.0);
        let ideal = f32::midpoint(low, high).min(1.0);
        // The tighter the crop, the less room it needs.
        let tries = (0..=16_u8).map(|it| ideal + (tightest - ideal) * f32::from(it) / 16.0);
        let mut missing = NoCrop::NoHead;
        for scale in tries {
            match Window::at(scale, head, profile).crop(picture, profile) {
                Ok(crop) => return Ok(crop),
                Err(margins) => missing = margins,
            }
        }
        Err(missing)
    }

    /// The largest part of a picture that has the profile's shape, as near to a place in it as can be; the place is given as
    /// shares of its sides. It may have fewer pixels than the profile.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "places within the picture"
    )]
    pub fn largest(picture: PixelSize, profile: &Profile, [x, y]: [f32; 2]) -> Self {
        let shape = in_pixels(profile.height) / in_pixels(profile.width);
        let width = (in_pixels(picture.height) / shape).min(in_pixels(picture.width)).floor();
        let height = (width * shape).round().min(in_pixels(picture.height));
        let place = |share: f32, side: u32, length: f32| {
            let side = in_pixels(side);
            (share * side - length / 2.0).clamp(0.0, (side - length).max(0.0)).floor() as u32
        };
        Self {
            x: place(x, picture.width, width),
            y: place(y, picture.height, height),
            width: width as u32,
            height: height as u32,
        }
    }

    /// The whole of a picture.
    pub fn whole(picture: PixelSize) -> Self {
        Self { x: 0, y: 0, width: picture.width, height: picture.height }
    }

    /// Whether it is a part of the picture that may be scaled to the profile.
    pub fn fits(self, picture: PixelSize, profile: &Profile) -> Result<(), NoCrop> {
        let ends = |start: u32, length: u32, side: u32| {
            length > 0 && start.checked_add(length).is_some_and(|it| it <= side)
        };
        if !ends(self.x, self.width, picture.width) || !ends(self.y, self.height, picture.height) {
            return Err(NoCrop::Outside);
        }
        let (width, height) = (u64::from(self.width), u64::from(self.height));
        let (wanted_width, wanted_height) = (u64::from(profile.width), u64::from(profile.height));
        // Half a pixel to either side, on the longer side of the two.
        let stray = (width * wanted_height).abs_diff(height * wanted_width);
        if stray * 2 > wanted_width.max(wanted_height) {
            return Err(NoCrop::Shape);
        }
        if self.width < profile.width || self.height < profile.height {
            return Err(NoCrop::TooSmall(profile.width.saturating_sub(self.width).max(1)));
        }
        Ok(())
    }
}

impl NoCrop {
    /// What is wrong and what to do.
    pub fn message(self) -> Text {
        match self {
            Self::NoHead => Text::new(
                "没有找到可以定位的人像，请手动设置裁剪框。",
                "No head was found to go by. Set the crop by hand.",
            ),
            Self::HeadCut => Text::new(
                "头顶碰到或超出上沿，请重拍，上方留空。",
                "The head touches the upper edge. Take the photo again with room above.",
            ),
            Self::TooSmall(missing) => Text::new(
                format!("裁出的宽度还差 {missing} 像素，放大会变模糊，请换原图或重拍。"),
                format!(
                    "The crop is {missing} pixels too narrow, and enlarging would blur it. Use the original or take the photo again."
                ),
            ),
            Self::Margins { left, top, right, bottom } => {
                let sides = [
                    ("左", "left", left),
                    ("上", "top", top),
                    ("右", "right", right),
                    ("下", "bottom", bottom),
                ];
                let missing = || sides.iter().filter(|it| it.2 > 0);
                let zh: Vec<_> = missing().map(|(zh, _, n)| format!("{zh}{n}")).collect();
                let en: Vec<_> = missing().map(|(_, en, n)| format!("{en} {n}")).collect();
                Text::new(
                    format!("四周留空不够，缺{}像素，请重拍。", zh.join("、")),
                    format!(
                        "There is too little room around the person; pixels missing: {}. Take the photo again.",
                        en.join(", ")
                    ),
                )
            }
            Self::Outside => Text::new(
                "裁剪框超出了照片，请改小或移动。",
                "The crop reaches beyond the photo. Move it or make it smaller.",
            ),
            Self::Shape => Text::new(
                "裁剪框的比例不符，请改为规定的宽高比。",
                "The crop has other proportions. Change it to those that are required.",
            ),
        }
    }
}

/// Smallest and largest scale at which every length of the head is within its limits. When the widths cannot be had
/// together with the lengths, the lengths count.
fn scales(head: &Head, profile: &Profile) -> [f32; 2] {
    // A little within the limits: measuring again gives a pixel more or less.
    let within = |[low, high]: [f32; 2], length: f32| {
        [low * 1.005 / length.max(1.0), high * 0.995 / length.max(1.0)]
    };
    let both = |a: [f32; 2], b: [f32; 2]| [a[0].max(b[0]), a[1].min(b[1])];
    let pixels = |it: [u32; 2]| it.map(in_pixels);
    let height = in_pixels(profile.height);
    let mut all = [0.0, f32::MAX];
    if let Some(limits) = profile.head_height() {
        all = both(all, within(limits, head.height()));
    }
    if let (Some(crown), Some(eyes)) = (profile.crown_px.map(pixels), profile.eyes_px.map(pixels)) {
        let limits = [eyes[0] - crown[1], eyes[1] - crown[0]];
        all = both(all, within(limits, head.eyes - head.crown));
    }
    let widths = [
        (profile.head_width(), head.width()),
        (profile.face_width_px.map(pixels), head.face_width()),
    ];
    for (limits, length) in widths {
        let narrower = limits.map(|it| both(all, within(it, length)));
        all = narrower.filter(|it| it[0] <= it[1]).unwrap_or(all);
    }
    if all[1] >= f32::MAX {
        // Nothing is asked for: as on other identity photos.
        all = within([0.5 * height, 0.7 * height], head.height());
    }
    all
}

/// Where the upper left corner of a crop may lie, and how wide it is, in pixels of the picture.
struct Window {
    width: f32,
    /// Least, best and most.
    left: [f32; 3],
    top: [f32; 3],
}

impl Window {
    fn at(scale: f32, head: &Head, profile: &Profile) -> Self {
        let width = in_pixels(profile.width) / scale;
        let pixels = |it: [u32; 2]| it.map(in_pixels);
        // Distances of the crown to the upper edge, in pixels of the profile.
        let [mut low, mut high] = profile
            .crown_px
            .map(pixels)
            // Newer rules for 33 × 48 mm leave 3–5 mm above the head.
            .or_else(|| profile.pixels([3.0, 5.0]))
            .unwrap_or([0.06, 0.15].map(|it| it * in_pixels(profile.height)));
        if let Some([least, most]) = profile.eyes_px.map(pixels) {
            let distance = (head.eyes - head.crown) * scale;
            low = low.max(least - distance);
            high = high.min(most - distance);
        }
        let best = f32::midpoint(low, high);
        let top = [high - 1.0, best, low + 1.0].map(|it| head.crown - it / scale);
        // Nobody sees when the face is this little off the middle.
        let centre = head.centre() - width / 2.0;
        let left = [-0.02, 0.0, 0.02].map(|it| centre + it * width);
        Self { width, left, top }
    }

    /// The crop nearest to the best place that lies within the picture.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "places within the picture, and what is missing around it"
    )]
    fn crop(&self, picture: PixelSize, profile: &Profile) -> Result<Crop, NoCrop> {
        let width = (self.width.round() as u32).max(profile.width);
        let height = in_pixels(width) * in_pixels(profile.height) / in_pixels(profile.width);
        let height = (height.round() as u32).max(profile.height);
        let place = |[low, best, high]: [f32; 3], length: u32, side: u32| {
            let first = low.max(0.0);
            let last = high.min(in_pixels(side) - in_pixels(length));
            (first <= last).then(|| best.clamp(first, last).floor().max(0.0) as u32)
        };
        let (x, y) =
            (place(self.left, width, picture.width), place(self.top, height, picture.height));
        if let (Some(x), Some(y)) = (x, y) {
            return Ok(Crop { x, y, width, height });
        }
        let missing = |it: f32| it.max(0.0).ceil() as u32;
        Err(NoCrop::Margins {
            left: missing(-self.left[1]),
            top: missing(-self.top[1]),
            right: missing(self.left[1] + in_pixels(width) - in_pixels(picture.width)),
            bottom: missing(self.top[1] + in_pixels(height) - in_pixels(picture.height)),
        })
    }
}

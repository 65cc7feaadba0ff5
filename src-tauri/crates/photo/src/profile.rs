//! What a portal wants of a photo, in plain numbers.

use beishen_core::Text;

/// The limits of one portal. Lengths in pixels are those of a picture of exactly `width` × `height`.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The name on the command line.
    pub id: String,
    /// What the photo is for.
    pub title: Text,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// K; 0 for no lower limit. See [`Profile::bytes_wanted`] for what a K is.
    pub min_kb: u32,
    /// K.
    pub max_kb: u32,
    /// Millimetres on paper of the photo's width, when limits are given in millimetres.
    pub width_mm: Option<f32>,
    /// Millimetres, the head with ears and hair.
    pub head_width_mm: Option<[f32; 2]>,
    /// Millimetres, from crown to chin.
    pub head_height_mm: Option<[f32; 2]>,
    /// Pixels from the upper edge to the crown.
    pub crown_px: Option<[u32; 2]>,
    /// Pixels from the upper edge to the line of the eyes.
    pub eyes_px: Option<[u32; 2]>,
    /// Pixels from cheek to cheek.
    pub face_width_px: Option<[u32; 2]>,
    /// What is behind the person.
    pub backdrop: Backdrop,
    /// Who says so.
    pub source: Text,
    /// Who gives the limits in pixels, when it is somebody else.
    pub advice: Option<Text>,
}

/// The colour behind the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backdrop {
    /// Not asked for.
    Any,
    /// Any blue.
    Blue,
    /// A light blue like this one.
    LightBlue([u8; 3]),
}

impl Profile {
    /// The names of the profiles that the command line knows without a pack.
    pub const BUILT_IN: [&str; 3] = ["tdxl", "qingcongpai", "xueli"];

    /// A profile by its name.
    pub fn by_name(name: &str) -> Option<Self> {
        match name {
            "tdxl" => Some(tdxl()),
            "qingcongpai" => Some(qingcongpai()),
            "xueli" => Some(xueli()),
            _ => None,
        }
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
    pub fn per_mm(&self) -> Option<f32> {
        self.width_mm.filter(|it| *it > 0.0).map(|it| in_pixels(self.width) / it)
    }

    /// Millimetres on paper in pixels.
    pub(crate) fn pixels(&self, millimetres: [f32; 2]) -> Option<[f32; 2]> {
        let width_mm = self.width_mm.filter(|it| *it > 0.0)?;
        Some(millimetres.map(|it| it * in_pixels(self.width) / width_mm))
    }
}

/// Right by either K, and by either M where the limit was said in M.
pub(crate) fn bytes_wanted(min_kb: u32, max_kb: u32) -> [u64; 2] {
    let most = if max_kb > 0 && max_kb.is_multiple_of(1024) {
        u64::from(max_kb / 1024) * 1_000_000
    } else {
        u64::from(max_kb) * 1000
    };
    [u64::from(min_kb) * 1024, most]
}

/// Right by one K or the other.
pub(crate) fn bytes_taken(min_kb: u32, max_kb: u32) -> [u64; 2] {
    [u64::from(min_kb) * 1000, u64::from(max_kb) * 1024]
}

/// Pixels as a measure.
#[expect(clippy::cast_precision_loss, reason = "sides of pictures are below 2^24")]
pub(crate) fn in_pixels(side: u32) -> f32 {
    side as f32
}

fn tdxl() -> Profile {
    Profile {
        id: "tdxl".to_owned(),
        title: Text::new("同等学力申硕电子照片", "Photo for the equivalent-ability degree"),
        width: 390,
        height: 567,
        min_kb: 0,
        max_kb: 200,
        width_mm: Some(33.0),
        head_width_mm: Some([21.0, 24.0]),
        head_height_mm: Some([28.0, 33.0]),
        crown_px: None,
        eyes_px: None,
        face_width_px: None,
        backdrop: Backdrop::Blue,
        source: Text::new("同等学力操作手册“电子照片规格”", "the platform's manual, photo section"),
        advice: None,
    }
}

/// The limits in pixels come from the rules for pictures of graduates, as provinces publish them.
fn qingcongpai() -> Profile {
    Profile {
        id: "qingcongpai".to_owned(),
        title: Text::new("学士学位照片（青聪拍）", "Photo for the bachelor's degree (青聪拍)"),
        width: 480,
        height: 640,
        min_kb: 100,
        max_kb: 200,
        width_mm: None,
        head_width_mm: None,
        head_height_mm: None,
        crown_px: Some([50, 110]),
        eyes_px: Some([200, 300]),
        face_width_px: Some([180, 300]),
        backdrop: Backdrop::LightBlue([100, 197, 255]),
        source: Text::new("青聪拍操作手册", "the manual of 青聪拍"),
        advice: Some(Text::new(
            "学历证书电子注册图像采集规范",
            "the rules for pictures of graduates",
        )),
    }
}

fn xueli() -> Profile {
    Profile {
        id: "xueli".to_owned(),
        title: Text::new("学历图像（图像校对）", "Picture for graduation certificates"),
        min_kb: 20,
        max_kb: 40,
        source: Text::new("学历证书电子注册图像采集规范", "the rules for pictures of graduates"),
        advice: None,
        ..qingcongpai()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_of_28_to_33_mm_has_331_to_390_pixels_and_a_k_is_the_stricter_one() {
        let profile = tdxl();
        let [low, high] = profile.head_height().unwrap();
        assert!((low - 330.9).abs() < 0.1 && (high - 390.0).abs() < 0.1);
        let [low, high] = profile.head_width().unwrap();
        assert!((low - 248.2).abs() < 0.1 && (high - 283.6).abs() < 0.1);
        assert_eq!(qingcongpai().bytes_wanted(), [102_400, 200_000]);
        assert_eq!(qingcongpai().bytes_taken(), [100_000, 204_800]);
    }
}

//! What is done to a picture, each by its name, for the record.

use beishen_document::Text;
use serde::{Deserialize, Serialize};

use crate::Crop;

/// Everything that may be done to a photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "operation", rename_all = "snake_case")]
pub enum Operation {
    /// Turned as the EXIF orientation (2–8) says.
    Orient {
        /// CIPA DC-008, tag 0x0112.
        orientation: u8,
    },
    /// Converted from the embedded profile to sRGB.
    ConvertToSrgb {
        /// The most a channel changed, of 255.
        most: u8,
    },
    /// Brought to 8 bits a channel.
    ReduceTo8Bits,
    /// Grey was written as red, green and blue, all the same.
    GreyToRgb,
    /// What could be seen through became white.
    OntoWhite,
    /// The first of several pages was taken.
    FirstPage {
        /// How many there are.
        of: u32,
    },
    /// A card that lay crooked or was seen from a side was made a rectangle.
    Straighten {
        /// Its corners: upper left, upper right, lower right, lower left.
        corners: [[f32; 2]; 4],
    },
    /// Cut out.
    Crop(Crop),
    /// Made smaller.
    ScaleDown {
        /// New over old.
        factor: f32,
    },
    /// Laid together with the other side of a card, on white.
    Merge,
    /// Encoded as baseline JPEG, without metadata.
    Encode {
        /// 1–100.
        quality: u8,
    },
    /// A comment was added because the file was smaller than wanted; no pixel is touched.
    Pad {
        /// How much.
        bytes: u64,
    },
}

impl Operation {
    /// What was done, in words.
    pub fn message(&self) -> Text {
        match self {
            Self::Orient { orientation: 2 | 4 | 5 | 7 } => Text::new(
                "按方向标记摆正，左右翻了过来。",
                "Turned upright as its orientation tag says, with left and right swapped.",
            ),
            Self::Orient { .. } => {
                Text::new("按方向标记摆正。", "Turned upright as its orientation tag says.")
            }
            Self::ConvertToSrgb { most } => Text::new(
                format!("颜色转换为 sRGB，最大变化 {most}。"),
                format!("Converted to sRGB; values changed by up to {most}."),
            ),
            Self::ReduceTo8Bits => Text::new("降为每通道 8 位。", "Reduced to 8 bits per channel."),
            Self::GreyToRgb => {
                Text::new("灰度按 RGB 存，颜色不变。", "Grey stored as RGB; it looks the same.")
            }
            Self::OntoWhite => {
                Text::new("透明处填成白色。", "Transparent parts filled with white.")
            }
            Self::FirstPage { of } => Text::new(
                format!("只取了第 1 页，共 {of} 页。"),
                format!("Only page 1 of {of} was taken."),
            ),
            Self::Straighten { .. } => Text::new(
                "按卡片的四个角摆正、裁出。",
                "Straightened and cropped by the four corners of the card.",
            ),
            Self::Crop(Crop { x, y, width, height }) => Text::new(
                format!("从左 {x}、上 {y} 裁出 {width} × {height}。"),
                format!("Cropped to {width} × {height} from {x}, {y}."),
            ),
            Self::ScaleDown { factor } => Text::new(
                format!("缩小到 {:.1}%。", factor * 100.0),
                format!("Scaled down to {:.1} %.", factor * 100.0),
            ),
            Self::Merge => {
                Text::new("正反两面拼在一张图上。", "Both sides put together in one picture.")
            }
            Self::Encode { quality } => Text::new(
                format!("重新编码为 JPEG，品质 {quality}，不带附加信息。"),
                format!("Encoded as JPEG of quality {quality}, without metadata."),
            ),
            Self::Pad { bytes } => Text::new(
                format!("文件太小，加入 {bytes} 字节注释，像素不变。"),
                format!("Too small: {bytes} bytes of comment were added; no pixel changed."),
            ),
        }
    }
}

//! What the checks of a file say: what is, and when it is not right, what to do.

use beishen_core::{ColorMode, FileFormat, PixelSize, Text};

pub(super) fn taken(format: FileFormat) -> Text {
    let name = format.name();
    Text::new(format!("内容是 {name}。"), format!("The content is {name}."))
}

pub(super) fn resolution(longer: u32, is_right: bool) -> Text {
    if is_right {
        return Text::new(
            format!("长边 {longer} 像素。"),
            format!("The longer side has {longer} pixels."),
        );
    }
    Text::new(
        format!("长边只有 {longer} 像素，小字可能看不清，请用 300 dpi 重扫。"),
        format!(
            "The longer side has {longer} pixels; small print may be lost. Take a scan of 300 dpi."
        ),
    )
}

pub(super) fn print(is_right: bool) -> Text {
    if is_right {
        Text::new("字迹清晰。", "The print is sharp.")
    } else {
        Text::new(
            "字迹像是模糊，请放大看看，可重新扫描。",
            "The print seems blurred. Check it enlarged; scan it again.",
        )
    }
}

pub(super) fn paper(is_right: bool) -> Text {
    if is_right {
        Text::new("明暗合适。", "It is light enough.")
    } else {
        Text::new(
            "画面偏暗，字可能看不清，请在亮处重拍或重新扫描。",
            "It is dark; the print may not be legible. Take it again in good light, or scan it.",
        )
    }
}

pub(super) fn pages() -> Text {
    Text::new(
        "PDF 里的内容程序不看，请打开核对是否清楚、完整。",
        "No program looks into the PDF here. Open it: is all of it there and legible?",
    )
}

/// What a portal does not take.
pub(super) fn format(format: FileFormat) -> Text {
    let name = format.name();
    match format {
        FileFormat::Unknown => {
            Text::new("内容不是图片，请换成 JPG 照片。", "This is no picture. Choose a JPEG photo.")
        }
        _ => Text::new(
            format!("内容是 {name}，改后缀无效，请转换为 JPG。"),
            format!("The content is {name}; renaming does not help. Convert it to JPEG."),
        ),
    }
}

pub(super) fn complete(whole: bool) -> Text {
    if whole {
        Text::new("文件完整。", "The file is complete.")
    } else {
        Text::new(
            "文件不完整或已损坏，请重新导出。",
            "The file is cut short or damaged. Export it again.",
        )
    }
}

pub(super) fn trailing(bytes: u64) -> Text {
    Text::new(
        format!("图片之后还有 {bytes} 字节，可以重新导出去掉。"),
        format!("{bytes} bytes follow the picture. Export it again to drop them."),
    )
}

pub(super) fn pixels(PixelSize { width, height }: PixelSize, wanted: Option<(u32, u32)>) -> Text {
    match wanted {
        None => Text::new(
            format!("宽 {width} × 高 {height} 像素。"),
            format!("{width} × {height} pixels."),
        ),
        Some((w, h)) => Text::new(
            format!("宽 {width} × 高 {height} 像素，应为 {w} × {h}，请裁剪。"),
            format!("{width} × {height} pixels; {w} × {h} are wanted. Crop it."),
        ),
    }
}

/// K of 1,024 bytes, as file managers show them.
fn kb(bytes: u64) -> u64 {
    bytes.div_ceil(1024)
}

pub(super) fn bytes(bytes: u64) -> Text {
    let kb = kb(bytes);
    Text::new(format!("文件 {kb}K。"), format!("The file has {kb} KB."))
}

pub(super) fn too_many_bytes(bytes: u64, most: u32) -> Text {
    let kb = kb(bytes);
    Text::new(
        format!("文件 {kb}K，上限 {most}K，请压缩，像素不变。"),
        format!("The file has {kb} KB, {most} at most. Compress it, keeping its pixels."),
    )
}

pub(super) fn too_few_bytes(bytes: u64, least: u32) -> Text {
    let kb = kb(bytes);
    Text::new(
        format!("文件 {kb}K，至少 {least}K，请用更高质量导出。"),
        format!("The file has {kb} KB, {least} at least. Export it with better quality."),
    )
}

pub(super) fn many_bytes(bytes: u64, most: u32) -> Text {
    Text::new(
        format!("文件 {bytes} 字节，{most}K 若按 1000 算就超了，请再压小一点。"),
        format!("The file has {bytes} bytes: over {most} K if a K is 1,000. Compress it a little."),
    )
}

pub(super) fn few_bytes(bytes: u64, least: u32) -> Text {
    Text::new(
        format!("文件 {bytes} 字节，{least}K 若按 1024 算还不够，请导出大一点。"),
        format!(
            "The file has {bytes} bytes: under {least} K if a K is 1,024. Export it a little larger."
        ),
    )
}

pub(super) fn color(color: ColorMode, bits: u8) -> Text {
    let (zh, en) = match color {
        ColorMode::Rgb if bits == 8 => {
            return Text::new("24 位 RGB 真彩色。", "24-bit RGB.");
        }
        ColorMode::Rgb => ("每通道不是 8 位", "not 8 bits a channel"),
        ColorMode::Grey | ColorMode::GreyAlpha => ("黑白", "grey"),
        ColorMode::Cmyk => ("CMYK 印刷色", "CMYK"),
        ColorMode::Rgba => ("带透明", "transparent"),
        ColorMode::Palette => ("索引色", "of a palette"),
        ColorMode::Other => ("不常见的颜色", "of an unusual colour mode"),
    };
    Text::new(
        format!("照片是{zh}，应为 24 位 RGB，请用彩色原片。"),
        format!("The photo is {en}; 24-bit RGB is wanted. Use the colour original."),
    )
}

pub(super) fn progressive() -> Text {
    Text::new(
        "这是渐进式 JPEG，有的平台打不开，可以重新导出。",
        "This is a progressive JPEG, which some portals cannot show. Export it as baseline.",
    )
}

pub(super) fn orientation() -> Text {
    Text::new(
        "方向只写在标记里，平台可能横着显示，请摆正后导出。",
        "Only a tag says which way is up; a portal may show it lying. Export it upright.",
    )
}

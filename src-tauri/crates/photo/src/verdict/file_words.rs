//! What the checks of a file say: what is, and when it is not right, what to do.

use beishen_core::{ColorMode, FileFormat, PixelSize, in_m};
use beishen_document::Text;

pub(super) fn taken(format: FileFormat) -> Text {
    let name = format.name();
    Text::new(format!("内容是 {name}。"), format!("The content is {name}."))
}

/// What a portal does not take.
pub(super) fn format(format: FileFormat) -> Text {
    let name = format.name();
    match format {
        FileFormat::Unknown => Text::new(
            "内容不是图片，请换成 JPG 照片。",
            "This is not a picture. Choose a JPEG photo.",
        ),
        _ => Text::new(
            format!("内容是 {name}，请转换为 JPG。"),
            format!("The content is {name}. Convert it to JPEG."),
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
        // Some manuals write them the other way round.
        Some((w, h)) if (w, h) == (height, width) => Text::new(
            format!("宽高颠倒了，应为宽 {w} × 高 {h} 像素，请转正后裁剪。"),
            format!(
                "Width and height are swapped; {w} wide × {h} high is required. Turn the photo, then crop it."
            ),
        ),
        Some((w, h)) => Text::new(
            format!("宽 {width} × 高 {height} 像素，应为 {w} × {h}，请裁剪。"),
            format!("{width} × {height} pixels; {w} × {h} are required. Crop it."),
        ),
    }
}

/// K of 1,024 bytes, as file managers show them.
fn kb(bytes: u64) -> u64 {
    bytes.div_ceil(1024)
}

pub(super) fn bytes(bytes: u64) -> Text {
    let kb = kb(bytes);
    Text::new(format!("文件 {kb} KB。"), format!("The file is {kb} KB."))
}

pub(super) fn too_many_bytes(bytes: u64, most: u32) -> Text {
    let (kb, most) = (kb(bytes), limit(most));
    Text::new(
        format!("文件 {kb} KB，上限 {most}，请压缩，像素不变。"),
        format!(
            "The file is {kb} KB; the limit is {most}. Compress it without changing its pixels."
        ),
    )
}

pub(super) fn too_few_bytes(bytes: u64, least: u32) -> Text {
    let (kb, least) = (kb(bytes), limit(least));
    Text::new(
        format!("文件 {kb} KB，至少 {least}，请用更高质量导出。"),
        format!(
            "The file is {kb} KB; at least {least} is required. Export it with higher quality."
        ),
    )
}

pub(super) fn many_bytes(bytes: u64, most: u32) -> Text {
    let (zh, en) = if in_m(most).is_some() {
        ("1000000", "an MB is 1,000,000")
    } else {
        ("1000", "a KB is 1,000")
    };
    let most = limit(most);
    Text::new(
        format!("文件 {bytes} 字节，{most} 若按 {zh} 算就超了，请再压小。"),
        format!("The file has {bytes} bytes: over {most} if {en}. Compress it a little."),
    )
}

pub(super) fn few_bytes(bytes: u64, least: u32) -> Text {
    let (zh, en) = if in_m(least).is_some() {
        ("1048576", "an MB is 1,048,576")
    } else {
        ("1024", "a KB is 1,024")
    };
    let least = limit(least);
    Text::new(
        format!("文件 {bytes} 字节，{least} 若按 {zh} 算还不够，请导出大些。"),
        format!("The file has {bytes} bytes: under {least} if {en}. Export it a little larger."),
    )
}

/// A limit as it was said.
fn limit(kb: u32) -> String {
    in_m(kb).map_or_else(|| format!("{kb} KB"), |it| format!("{it} MB"))
}

pub(super) fn color(color: ColorMode, bits: u8) -> Text {
    let (zh, en) = match color {
        ColorMode::Rgb if bits == 8 => {
            return Text::new("24 位 RGB 真彩色。", "24-bit RGB.");
        }
        ColorMode::Rgb => ("每通道不是 8 位", "not 8 bits per channel"),
        ColorMode::Grey | ColorMode::GreyAlpha => ("黑白", "black and white"),
        ColorMode::Cmyk => ("CMYK 印刷色", "in CMYK"),
        ColorMode::Rgba => ("带透明", "transparent"),
        ColorMode::Palette => ("索引色", "in palette colours"),
        ColorMode::Other => ("不常见的颜色模式", "in an unusual colour mode"),
    };
    Text::new(
        format!("照片是{zh}，应为 24 位 RGB，请用彩色原图。"),
        format!("The photo is {en}; 24-bit RGB is required. Use the original in colour."),
    )
}

pub(super) fn edited(software: &str) -> Text {
    let name: String = software.chars().take(15).collect();
    let name = name.trim();
    Text::new(
        format!("照片经“{name}”处理，请确认没有修饰，或用原图。"),
        format!(
            "The photo was saved by “{name}”. Check that it was not retouched, or use the original."
        ),
    )
}

pub(super) fn progressive() -> Text {
    Text::new(
        "这是渐进式 JPEG，有的平台打不开，可以重新导出。",
        "This is a progressive JPEG, which some portals cannot show. Export it as baseline.",
    )
}

pub(super) fn orientation(tag: u8) -> Text {
    match tag {
        2 | 4 | 5 | 7 => Text::new(
            "方向标记要求左右翻转，平台显示的会是反的，请用没有镜像的原图。",
            "Its orientation tag swaps left and right; a portal would show it mirrored. Use an original that is not mirrored.",
        ),
        3 => Text::new(
            "方向只写在标记里，平台可能倒着显示，请摆正后导出。",
            "Only a tag says which way is up; a portal may show it upside down. Export it upright.",
        ),
        _ => Text::new(
            "方向只写在标记里，平台可能横着显示，请摆正后导出。",
            "Only a tag says which way is up; a portal may show it sideways. Export it upright.",
        ),
    }
}

pub(super) fn quality(quality: u8, least: Option<u8>) -> Text {
    match least {
        None => Text::new(format!("压缩品质 {quality}。"), format!("Quality {quality}.")),
        Some(least) => Text::new(
            format!("压缩品质 {quality}，至少 {least}，请用原图重新导出。"),
            format!("Quality {quality}; at least {least} is required. Export the original again."),
        ),
    }
}

pub(super) fn compression(seen: bool) -> Text {
    if seen {
        Text::new(
            "压缩过头，放大能看到方块，请用原图重新导出。",
            "It is compressed too much: enlarged, it shows blocks. Export the original again.",
        )
    } else {
        Text::new("没有压缩的方块。", "It shows no blocks from compression.")
    }
}

pub(super) fn generated() -> Text {
    Text::new(
        "文件标着由 AI 生成或处理，平台要本人实拍，请用相机原图。",
        "The file says it was made or changed by AI; the portal requires a real photo of you. Use the camera's original.",
    )
}

pub(super) fn place() -> Text {
    Text::new(
        "文件记着拍摄地点，请从这里导出再上传，导出的不带。",
        "The file says where it was taken. Export it from here before uploading: the copy does not say.",
    )
}

pub(super) fn pages_left(pages: u32) -> Text {
    Text::new(
        format!("文件有 {pages} 页，只看了第 1 页，请一页存一个文件。"),
        format!(
            "The file has {pages} pages; only the first was looked at. Save each page as a file of its own."
        ),
    )
}

/// A name that promises another content.
pub(super) fn name(ending: &str, format: FileFormat) -> Text {
    let (name, right) = (format.name(), format.endings().first().unwrap_or(&""));
    if format == FileFormat::Jpeg {
        return Text::new(
            format!("文件名以 .{ending} 结尾，内容是 {name}，请把后缀改成 .{right}。"),
            format!(
                "The name ends in .{ending}, the content is {name}. Change the ending to .{right}."
            ),
        );
    }
    Text::new(
        format!("后缀是 .{ending}，内容仍是 {name}：改后缀无效，请转换。"),
        format!(
            "The name ends in .{ending}, but the content is still {name}: renaming does not convert it. Convert the file."
        ),
    )
}

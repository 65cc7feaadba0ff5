//! What the checks of a scan say: what is, and when it is not right, what to do.

use beishen_document::Text;

pub(super) fn resolution(longer: f32, is_right: bool) -> Text {
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

pub(super) fn print(_: f32, is_right: bool) -> Text {
    if is_right {
        Text::new("字迹清晰。", "The print is sharp.")
    } else {
        Text::new(
            "字迹像是模糊，请放大看看，可重新扫描。",
            "The print seems blurred. Check it enlarged; scan it again.",
        )
    }
}

pub(super) fn paper(_: f32, is_right: bool) -> Text {
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

pub(super) fn not_yet() -> Text {
    Text::new(
        "图片还没有检查，请打开这份草稿。",
        "The picture was not checked yet. Open this draft.",
    )
}

pub(super) fn blank() -> Text {
    Text::new(
        "页面像是空白的，请看看是否扫反了，再重新扫描。",
        "The page seems blank. See whether its back was scanned, and scan it again.",
    )
}

/// How many cards were found, whether it stands on a short side, whether it was straightened.
pub(super) fn card(found: usize, stands: bool, straightened: bool) -> Text {
    match (found, stands, straightened) {
        (0, ..) => Text::new(
            "没有找到卡片的边，整张放入；请垫深色纸、放正重扫。",
            "The card's edges were not found, so all of it is used. Lay it straight on dark paper; scan it again.",
        ),
        (_, true, _) => Text::new(
            "卡片是竖着的，请在相册里转成横的再选。",
            "The card stands on a side. Turn the picture in the album, then choose it again.",
        ),
        (2.., ..) => Text::new(
            "图里有两张卡片，正面取上边或左边的一张，请核对。",
            "There are two cards in it; the upper or left one is taken for the front. Check it.",
        ),
        (_, _, true) => Text::new(
            "卡片已按四角摆正，请对照原件，看看是否完整。",
            "The card was straightened by its corners. Compare it with the card: is all of it there?",
        ),
        (1, false, false) => Text::new("已按卡片的边裁好。", "Cropped by the card's edges."),
    }
}

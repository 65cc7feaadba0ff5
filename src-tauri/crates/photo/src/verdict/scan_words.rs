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
            "The longer side has only {longer} pixels; small print may be lost. Scan it again at 300 dpi."
        ),
    )
}

pub(super) fn print(_: f32, is_right: bool) -> Text {
    if is_right {
        Text::new("字迹清晰。", "The print is sharp.")
    } else {
        Text::new(
            "字迹可能模糊，请放大查看；可重新扫描。",
            "The print may be blurred. Look at it enlarged, or scan it again.",
        )
    }
}

pub(super) fn paper(_: f32, is_right: bool) -> Text {
    if is_right {
        Text::new("明暗合适。", "It is light enough.")
    } else {
        Text::new(
            "画面偏暗，字可能看不清，请在亮处重拍或重新扫描。",
            "The picture is rather dark; the print may not be legible. Take it again in good light, or scan it again.",
        )
    }
}

pub(super) fn pages() -> Text {
    Text::new(
        "程序不检查 PDF 里的内容，请打开核对是否清楚、完整。",
        "Beishen does not look into a PDF. Open it and check that all of it is there and legible.",
    )
}

pub(super) fn not_yet() -> Text {
    Text::new(
        "图片还没有检查，请打开这份草稿。",
        "The picture has not been checked yet. Open this draft.",
    )
}

pub(super) fn blank() -> Text {
    Text::new(
        "页面可能是空白的，请查看是否扫反了，再重新扫描。",
        "The page may be blank. Check whether its back was scanned, then scan it again.",
    )
}

/// How many cards were found, whether it stands on a short side, whether it was straightened.
pub(super) fn card(found: usize, stands: bool, straightened: bool) -> Text {
    match (found, stands, straightened) {
        (0, ..) => Text::new(
            "没有找到卡片的边，整张放入；请垫深色纸、放正后重新扫描。",
            "The card's edges were not found, so the whole picture is used. Lay the card straight on dark paper and scan it again.",
        ),
        (_, true, _) => Text::new(
            "卡片是竖着的，请在相册里转成横的再选。",
            "The card is upright. Turn the picture sideways in your album, then choose it again.",
        ),
        (2.., ..) => Text::new(
            "图里有两张卡片，上边或左边的一张作为正面，请核对。",
            "There are two cards in the picture; the upper or left one is taken as the front. Check it.",
        ),
        (_, _, true) => Text::new(
            "卡片已按四角摆正，请对照原件核对是否完整。",
            "The card was straightened by its corners. Compare it with the card and check that all of it is there.",
        ),
        (1, false, false) => Text::new("已按卡片的边裁好。", "Cropped by the card's edges."),
    }
}

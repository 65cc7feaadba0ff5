//! What is said of what hides a face, and of how it is shown.

use beishen_core::Verdict;
use beishen_document::Text;

use super::Beyond;

pub(super) fn eyes(is_hidden: bool, is_tinted: bool) -> Text {
    if is_hidden {
        Text::new(
            "眼睛看不清：闭眼、墨镜、反光或头发，请露出双眼重拍。",
            "The eyes cannot be seen: closed, or behind dark glasses, glare or hair. Take the photo again with both visible.",
        )
    } else if is_tinted {
        Text::new(
            "眼周偏暗或偏色，可能是有色镜片，请确认或摘下重拍。",
            "The eyes look dark or tinted, as behind coloured lenses. Check, or take the glasses off and take the photo again.",
        )
    } else {
        Text::new("双眼清楚可见。", "Both eyes are visible.")
    }
}

pub(super) fn red_eyes() -> Text {
    Text::new(
        "可能有红眼，请关闪光灯重拍。",
        "The eyes may be red. Take the photo again without flash.",
    )
}

pub(super) fn covered(above: bool, has_hat: bool, below: bool) -> Text {
    match (above, has_hat, below) {
        (false, false, false) => Text::new("面部没有遮挡。", "Nothing covers the face."),
        (false, true, false) => Text::new(
            "头上可能戴了帽子、头饰或头发有颜色，请确认或摘下重拍。",
            "There may be a hat or an ornament on the head, or coloured hair. Check, or take it off and take the photo again.",
        ),
        (true, ..) => Text::new(
            "额头或眉毛可能被帽子、头发遮住，请确认或露出重拍。",
            "A hat or hair may cover the forehead or eyebrows. Check, or take the photo again with them visible.",
        ),
        (false, _, true) => Text::new(
            "口鼻或下巴可能被口罩、手或头发遮住，请确认或露出重拍。",
            "A mask, a hand or hair may cover the nose, mouth or chin. Check, or take the photo again with them visible.",
        ),
    }
}

pub(super) fn sharpness(beyond: Beyond) -> Text {
    let (zh, en) = match beyond {
        Beyond::Neither => ("清晰。", "The photo is sharp."),
        Beyond::Below => (
            "照片可能不够清晰，请放大查看；可换原图或重拍。",
            "The photo may not be sharp enough. Look at it enlarged; use the original or take a new photo.",
        ),
        Beyond::Above => (
            "照片颗粒很多，请放大查看；可补光重拍。",
            "The photo is very grainy. Look at it enlarged; take a new photo with more light.",
        ),
    };
    Text::new(zh, en)
}

pub(super) fn enlarged(has_blocks: bool, verdict: Verdict) -> Text {
    let (zh, en) = match verdict {
        Verdict::Fail => (
            "照片有马赛克，看不清脸，请用相机原图。",
            "The photo is pixelated and the face is not clear. Use the camera's original.",
        ),
        Verdict::Pass => ("没有放大过的痕迹。", "It does not seem to have been enlarged."),
        _ if has_blocks => (
            "照片有方块或网格，请放大查看；可换相机原图。",
            "There are blocks or a grid in the photo. Look at it enlarged, or use the camera's original.",
        ),
        _ => (
            "可能由小图放大，细节不足，请换相机原图重新裁。",
            "It may have been enlarged from a small picture and lacks detail. Crop the camera's original again.",
        ),
    };
    Text::new(zh, en)
}

pub(super) fn exposure(beyond: Beyond) -> Text {
    let (zh, en) = match beyond {
        Beyond::Neither => ("明暗合适。", "The exposure is right."),
        Beyond::Below => (
            "脸部偏暗，请确认，可补光重拍。",
            "The face is rather dark. Check it, or take the photo again with more light.",
        ),
        Beyond::Above => (
            "脸部过亮或有反光白斑，请确认或重拍。",
            "The face is too bright or has white reflections. Check it, or take the photo again.",
        ),
    };
    Text::new(zh, en)
}

pub(super) fn shape(is_wrong: bool) -> Text {
    if is_wrong {
        Text::new(
            "脸可能被压扁或拉长了，请用原图按比例重新裁。",
            "The face may be squeezed or stretched. Crop the original again and keep its proportions.",
        )
    } else {
        Text::new("没有压扁或拉长。", "It is neither squeezed nor stretched.")
    }
}

pub(super) fn sides(is_from_one: bool) -> Text {
    if is_from_one {
        Text::new(
            "脸的一部分很暗，请确认，可正面补光重拍。",
            "Part of the face is dark. Check it, or take the photo again with light from the front.",
        )
    } else {
        Text::new("脸上各处明暗相近。", "All of the face is equally light.")
    }
}

pub(super) fn tone(is_grey: bool, is_pale: bool, is_cast: bool) -> Text {
    let (zh, en) = if is_grey {
        (
            "脸是黑白的，应为彩色，请换彩色原图。",
            "The face is black and white; colour is required. Use the original in colour.",
        )
    } else if is_pale {
        (
            "脸的颜色很淡，请确认，可换原图或重拍。",
            "The face has little colour. Check it; use the original or take a new photo.",
        )
    } else if is_cast {
        (
            "脸的颜色不自然，可能偏色，请确认或重拍。",
            "The colours of the face are not natural. Check them, or take the photo again.",
        )
    } else {
        ("脸的颜色自然。", "The colours of the face are natural.")
    };
    Text::new(zh, en)
}

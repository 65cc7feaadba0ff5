//! What the checks of a face say: what is, and when it is not right, what to do. And what all checks are called.

use beishen_core::{Backdrop, Verdict};
use beishen_document::Text;

use super::Beyond;
use crate::crop::Crop;

/// Id, Chinese, English.
const TITLES: &[(&str, &str, &str)] = &[
    ("format", "文件格式", "Format"),
    ("complete", "文件完整", "Complete"),
    ("trailing", "多余内容", "Extra content"),
    ("pixels", "像素", "Pixels"),
    ("bytes", "文件大小", "File size"),
    ("color", "颜色模式", "Colour mode"),
    ("quality", "压缩品质", "Quality"),
    ("compression", "压缩痕迹", "Compression"),
    ("pages", "页数", "Pages"),
    ("place", "拍摄地点", "Place"),
    ("generated", "AI 标识", "AI label"),
    ("name", "文件名", "File name"),
    ("card", "卡片的边", "Card"),
    ("progressive", "渐进式", "Progressive"),
    ("orientation", "方向标记", "Orientation tag"),
    ("edited", "修图痕迹", "Signs of editing"),
    ("faces", "人脸", "Faces"),
    ("upright", "人像方向", "Upright"),
    ("crown_cut", "头顶完整", "Whole head"),
    ("chin", "下巴完整", "Whole chin"),
    ("centre", "人像居中", "Centred"),
    ("head_height", "头部长度", "Length of the head"),
    ("head_width", "头部宽度", "Width of the head"),
    ("crown", "头顶到上沿", "Crown to the edge"),
    ("eyes_line", "眼睛到上沿", "Eyes to the edge"),
    ("face_width", "脸宽", "Width of the face"),
    ("yaw", "正对镜头", "Facing the camera"),
    ("roll", "头部端正", "Head upright"),
    ("eyes_open", "双眼睁开", "Eyes open"),
    ("eyes_seen", "双眼可见", "Eyes visible"),
    ("red_eyes", "红眼", "Red eyes"),
    ("covered", "面部无遮挡", "Nothing covers the face"),
    ("mouth", "嘴闭合", "Mouth closed"),
    ("teeth", "不露牙齿", "No teeth"),
    ("background_color", "背景颜色", "Background"),
    ("background_even", "背景均匀", "Even background"),
    ("sharpness", "清晰度", "Sharpness"),
    ("enlarged", "没有放大", "Not enlarged"),
    ("tone", "面部颜色", "Colour of the face"),
    ("exposure", "曝光", "Exposure"),
    ("side_light", "脸上光线", "Light on the face"),
    ("shape", "脸型比例", "Proportions of the face"),
    ("crop", "裁剪", "Crop"),
    ("picture", "图片", "Picture"),
    ("resolution", "清晰程度", "Resolution"),
    ("print", "字迹", "Print"),
    ("paper", "明暗", "Light"),
];

pub(super) fn title(id: &str) -> Text {
    let unseen = ("", "要本人确认的", "For you to check");
    let (_, zh, en) = TITLES.iter().find(|it| it.0 == id).unwrap_or(&unseen);
    Text::new(*zh, *en)
}

pub(super) fn no_models() -> Text {
    Text::new(
        "缺少人脸模型，人像没有检查，请重新安装备申。",
        "The face models are missing, so the person was not checked. Install Beishen again.",
    )
}

pub(super) fn not_yet() -> Text {
    Text::new(
        "人像还没有检查，请打开这份草稿。",
        "The person has not been checked yet. Open this draft.",
    )
}

pub(super) fn unseen(ears: bool) -> Text {
    if ears {
        return Text::new(
            "双耳要露出；是否露出、镜像、修饰或翻拍，程序看不准，请本人确认。",
            "Both ears must be visible. A program cannot tell for certain whether they are, or whether the photo is mirrored, retouched or taken of another photo: check it yourself.",
        );
    }
    Text::new(
        "镜像、修饰、翻拍、遮眉遮耳，程序看不准，请本人确认。",
        "A program cannot tell for certain whether the photo is mirrored, retouched or taken of another photo, or whether eyebrows or ears are covered: check it yourself.",
    )
}

pub(super) fn slipped(pixels: u32) -> Text {
    Text::new(
        format!("差 {pixels} 像素，请用原图重新裁。"),
        format!("It is {pixels} pixels off. Crop the original again."),
    )
}

pub(super) fn faces(faces: usize, doubtful: usize, lies: bool) -> Text {
    match (faces, doubtful) {
        (1, 0) => Text::new("有一张人脸。", "There is one face."),
        (0, 1) => Text::new(
            "人脸看不太清，请确认是本人正面照。",
            "The face is hard to make out. Check that it is a photo from the front.",
        ),
        (0 | 1, 1..) => Text::new(
            "似乎还有一张人脸，请确认只有本人。",
            "There may be another face. Check that nobody else is in it.",
        ),
        (0, _) if lies => Text::new(
            "人像横着或倒着，请先摆正。",
            "The person is lying sideways or upside down. Turn the photo upright first.",
        ),
        (0, _) => Text::new(
            "没有找到人脸，或被遮住，请换一张正面照。",
            "No face was found, or it is covered. Choose a photo from the front.",
        ),
        _ => Text::new(
            format!("找到 {faces} 张人脸，只能有一张，请重拍。"),
            format!("There are {faces} faces; only yours may be there. Take the photo again."),
        ),
    }
}

pub(super) fn lies() -> Text {
    Text::new(
        "人像横着或倒着，请在相册里摆正后再选。",
        "The person is lying sideways or upside down. Turn the photo upright in your album, then choose it again.",
    )
}

pub(super) fn crown_cut(is_cut: bool) -> Text {
    if is_cut {
        Text::new(
            "头顶碰到或超出上沿，请重拍，上方留空。",
            "The head touches the upper edge. Take the photo again with room above.",
        )
    } else {
        Text::new("头顶完整。", "The whole head is in the picture.")
    }
}

pub(super) fn chin(is_near: bool, is_outside: bool) -> Text {
    let (zh, en) = match (is_near, is_outside) {
        (_, true) => (
            "下巴超出下沿，请用原图重新裁，或重拍。",
            "The chin is outside the picture. Crop the original again, or take a new photo.",
        ),
        (true, _) => (
            "下巴太靠下沿，请确认或用原图重新裁。",
            "The chin is very near the lower edge. Check it, or crop the original again.",
        ),
        _ => ("下巴完整。", "The whole chin is in the picture."),
    };
    Text::new(zh, en)
}

pub(super) fn centre(pixels: f32, is_right: bool, is_beyond: bool) -> Text {
    if !is_beyond {
        return Text::new("人像居中。", "The person is centred.");
    }
    let (zh, en) = if is_right { ("右", "right") } else { ("左", "left") };
    Text::new(
        format!("人像偏{zh}约 {pixels} 像素，请用原图居中重裁。"),
        format!(
            "The person is about {pixels} pixels too far to the {en}. Crop the original again, with the person in the middle."
        ),
    )
}

pub(super) fn length(id: &str, value: f32, [low, high]: [f32; 2], beyond: Beyond) -> Text {
    let title = title(id);
    let (zh, en) = (title.zh, title.en);
    if beyond == Beyond::Neither {
        return Text::new(format!("{zh} {value} 像素。"), format!("{en}: {value} pixels."));
    }
    Text::new(
        format!("{zh} {value} 像素，应为 {low}–{high}，请调整裁剪。"),
        format!("{en}: {value} pixels; {low}–{high} are required. Change the crop."),
    )
}

pub(super) fn width_against_length(value: f32, [low, high]: [f32; 2]) -> Text {
    let title = title("head_width");
    let (zh, en) = (title.zh, title.en);
    Text::new(
        format!("{zh} {value} 像素，应为 {low}–{high}；再裁头长就不合，请确认。"),
        format!(
            "{en}: {value} pixels; {low}–{high} are required. Cropping again would make the length wrong. Check it."
        ),
    )
}

pub(super) fn crop_first(id: &str) -> Text {
    let Text { zh, en } = title(id);
    Text::new(
        format!("{zh}：照片比例不符，请裁剪后再量。"),
        format!("{en}: the photo has other proportions. Crop it first; then this is measured."),
    )
}

pub(super) fn angle(id: &str, value: f32, is_beyond: bool) -> Text {
    let is_yaw = id == "yaw";
    match (is_beyond, is_yaw) {
        (false, true) => Text::new("脸正对镜头。", "The face looks straight at the camera."),
        (false, false) => Text::new("头没有歪。", "The head is upright."),
        (true, true) => Text::new(
            format!("脸向一侧转了约 {value} 度，请正对镜头重拍。"),
            format!(
                "The face is turned by about {value}°. Take the photo again, looking straight at the camera."
            ),
        ),
        (true, false) => Text::new(
            format!("头歪了约 {value} 度，不能靠旋转修正，请重拍。"),
            format!(
                "The head is tilted by about {value}°, which turning the photo may not correct. Take it again."
            ),
        ),
    }
}

pub(super) fn feature(id: &str, is_beyond: bool) -> Text {
    let (zh, en) = match (id, is_beyond) {
        ("eyes_open", false) => ("双眼睁开。", "The eyes are open."),
        ("eyes_open", true) => (
            "眼睛可能没有完全睁开，请确认或重拍。",
            "The eyes may not be fully open. Check, or take the photo again.",
        ),
        ("mouth", false) => ("嘴是闭着的。", "The mouth is closed."),
        ("mouth", true) => (
            "嘴可能张开了，请确认或闭嘴重拍。",
            "The mouth may be open. Check, or take the photo again with it closed.",
        ),
        (_, false) => ("没有露出牙齿。", "No teeth are showing."),
        (_, true) => (
            "可能露出了牙齿，请确认或闭嘴重拍。",
            "Teeth may be showing. Check, or take the photo again with the mouth closed.",
        ),
    };
    Text::new(zh, en)
}

pub(super) fn no_background() -> Text {
    Text::new(
        "背景太少，看不出颜色，请本人确认。",
        "There is too little background to see its colour. Check it.",
    )
}

pub(super) fn background_color(rgb: [f32; 3], wanted: Backdrop, verdict: Verdict) -> Text {
    let [r, g, b] = rgb.map(f32::round);
    let (zh, en) = match wanted {
        Backdrop::LightBlue([r, g, b]) => {
            (format!("浅蓝（{r},{g},{b}）"), format!("light blue ({r},{g},{b})"))
        }
        other => (other.word().zh, other.word().en),
    };
    if verdict == Verdict::Pass {
        return Text::new(
            format!("背景是蓝色（{r},{g},{b}）。"),
            format!("The background is blue ({r},{g},{b})."),
        );
    }
    if verdict == Verdict::Fail {
        return Text::new(
            format!("背景是 {r},{g},{b}，应为{zh}，请换背景重拍。"),
            format!(
                "The background is {r},{g},{b}; {en} is required. Take the photo again before another one."
            ),
        );
    }
    Text::new(
        format!("背景是 {r},{g},{b}，应为{zh}，请确认或重拍。"),
        format!("The background is {r},{g},{b}; {en} is required. Check, or take the photo again."),
    )
}

pub(super) fn background_is_even() -> Text {
    Text::new("背景均匀。", "The background is even.")
}

pub(super) fn background_even() -> Text {
    Text::new(
        "背景不均匀，有阴影、渐变或杂物，请重拍。",
        "The background is uneven: a shadow, a gradient or objects. Take the photo again.",
    )
}

pub(super) fn background_grainy() -> Text {
    Text::new(
        "背景有颗粒或网纹，可能是噪点或翻拍，请换原图。",
        "The background is grainy or has a grid: noise, or a photo of a photo. Use the original.",
    )
}

pub(super) fn background_dirty() -> Text {
    Text::new(
        "背景上可能有边框、污渍、杂物、印章或水印，请确认或重拍。",
        "There may be a frame, a stain, an object, a seal or a watermark in the background. Check, or take the photo again.",
    )
}

pub(super) fn background_cut_out() -> Text {
    Text::new(
        "人像边缘有白边，可能抠图换过背景，请确认或用原图。",
        "The person has a white rim, as if cut out and given another background. Check, or use the original.",
    )
}

pub(super) fn can_crop(Crop { x, y, width, height }: Crop) -> Text {
    Text::new(
        format!("可从左 {x}、上 {y} 起裁 {width} × {height}。"),
        format!("It can be cropped to {width} × {height} from {x}, {y}."),
    )
}

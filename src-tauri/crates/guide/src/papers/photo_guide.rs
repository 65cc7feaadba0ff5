//! 拍照指南: how a photo is taken that a portal takes, on one page, for whoever takes it: what the profile wants and who says
//! so, what we advise, and what is right and wrong in drawings.

mod drawings;

use beishen_core::{Citation, Procedure, Profile};
use beishen_document::{Block, Document, Drawing, FormCell, Locale, Text};
use chrono::NaiveDateTime;

/// The page for one profile of a procedure.
pub fn photo_guide(
    procedure: &Procedure,
    profile: &Profile,
    now: NaiveDateTime,
    locale: Locale,
) -> Document {
    let (cells, sources) = wanted(procedure, profile, locale);
    let heading = |zh, en| Block::Heading { text: locale.pick(zh, en).to_owned() };
    Document {
        locale,
        title: locale.pick("拍照指南", "Photo guide").to_owned(),
        subtitle: procedure.title().get(locale).to_owned(),
        number: String::new(),
        made_at: now,
        notice: locale
            .pick("以平台和学校的通知为准", "What the portal and the school say counts")
            .to_owned(),
        landscape: false,
        name: String::new(),
        blocks: vec![
            heading("一、平台的要求", "1. What the portal wants"),
            Block::Form { rows: cells.chunks(2).map(<[FormCell]>::to_vec).collect(), photo: None },
            Block::Paragraph { text: sources.join("\n") },
            heading("二、怎么拍（本软件的建议）", "2. How to take it (our advice)"),
            Block::Paragraph { text: photo_advice(profile, locale).join("\n") },
            heading("三、对与错", "3. Right and wrong"),
            Block::Drawings { items: photo_drawings(locale) },
        ],
    }
}

/// What is advised, a sentence for each matter.
pub fn photo_advice(profile: &Profile, locale: Locale) -> Vec<String> {
    let backdrop = profile.backdrop.word();
    let background = Text::new(
        format!(
            "背景：一面平整的{}墙或布，人离它 1 米，不留影子。",
            backdrop.zh.replace("不限", "纯色")
        ),
        format!(
            "Background: a smooth wall or cloth ({}), 1 m behind, without shadows.",
            backdrop.en.replace("any", "one colour")
        ),
    );
    let all = [
        Text::new(
            "穿着：深色有领上衣，颜色与背景分得开；不戴帽子、墨镜和首饰。",
            "Clothes: a dark top with a collar; no hat, sunglasses or jewellery.",
        ),
        Text::new(
            "头发：露出额头、双眉和双耳；眼镜不反光、不遮眼。",
            "Hair: forehead, brows and ears are seen; glasses without glare.",
        ),
        Text::new(
            "光线：面对窗户，或两侧前方各一盏灯；脸上没有影子，不用闪光灯直射。",
            "Light: facing a window, or a lamp in front at each side; no shadows, no flash.",
        ),
        Text::new(
            "距离：镜头与眼同高，距人 1.5 米以上，用 2 倍镜头；别人来拍，不自拍。",
            "Distance: the lens at eye level, 1.5 m away or more, at 2×; no selfie.",
        ),
        background,
        Text::new(
            "留空：头顶上方、双肩两侧都留出空，拍好再裁；竖着拍。",
            "Room: above the head and beside the shoulders, to be cropped later; held upright.",
        ),
        Text::new(
            "交付：要相机原图（JPG），不美颜、不抠图、不换底；微信请发“原图”，或用数据线。",
            "Handing over: the camera's own JPEG, not retouched, as a file or by cable.",
        ),
    ];
    all.iter().map(|it| it.get(locale).to_owned()).collect()
}

/// Three right pictures and six wrong ones.
pub fn photo_drawings(locale: Locale) -> Vec<Drawing> {
    drawings::all()
        .into_iter()
        .map(|(caption, lines)| Drawing { caption: caption.get(locale).to_owned(), lines })
        .collect()
}

/// What must be how; and who says so, each source once with what it says.
fn wanted(
    procedure: &Procedure,
    profile: &Profile,
    locale: Locale,
) -> (Vec<FormCell>, Vec<String>) {
    let pixels = |[low, high]: [u32; 2]| range(low, high, "像素", "pixels");
    let head = |millimetres: Option<[f32; 2]>, pixels: Option<[f32; 2]>| {
        let ([low, high], [least, most]) = (millimetres?, pixels?);
        Some(Text::new(
            format!("{low}–{high} 毫米（{least:.0}–{most:.0} 像素）"),
            format!("{low}–{high} mm ({least:.0}–{most:.0} pixels)"),
        ))
    };
    let Profile { width, height, width_mm, height_mm, min_kb, max_kb, .. } = *profile;
    let bytes = if min_kb > 0 {
        range(min_kb, max_kb, "KB", "KB")
    } else {
        Text::new(format!("不超过 {max_kb} KB"), format!("up to {max_kb} KB"))
    };
    let size = Text::new(
        format!("宽 {width} × 高 {height} 像素"),
        format!("{width} wide × {height} high, in pixels"),
    );
    let paper = Text::new(
        format!("宽 {width_mm} × 高 {height_mm} 毫米"),
        format!("{width_mm} × {height_mm} mm"),
    );
    let backdrop = profile.backdrop.rgb().map_or_else(
        || profile.backdrop.word(),
        |[r, g, b]| {
            let Text { zh, en } = profile.backdrop.word();
            Text::new(format!("{zh}（{r},{g},{b}）"), format!("{en} ({r},{g},{b})"))
        },
    );
    let months = |it: u32| {
        Text::new(format!("{it} 个月以内拍的"), format!("taken within the last {it} months"))
    };
    let quality = |it: u8| Text::new(format!("不低于 {it}"), format!("{it} at least"));
    let retouched = profile
        .sources
        .contains_key("edited")
        .then(|| Text::new("不美化，不修饰", "not embellished, not retouched"));
    let all = [
        ("format", "格式", "Format", Some(Text::new("JPG（JPEG）", "JPEG"))),
        ("color", "颜色", "Colour", Some(Text::new("24 位真彩色", "24-bit colour"))),
        ("pixels", "像素", "Pixels", Some(size)),
        ("bytes", "文件大小", "File size", Some(bytes)),
        ("pixels", "纸上尺寸", "On paper", Some(paper).filter(|_| width_mm > 0.0)),
        (
            "head_height",
            "头顶到下巴",
            "Crown to chin",
            head(profile.head_height_mm, profile.head_height()),
        ),
        (
            "head_width",
            "头部宽度",
            "Width of the head",
            head(profile.head_width_mm, profile.head_width()),
        ),
        ("crown", "头顶到上沿", "Crown to the edge", profile.crown_px.map(pixels)),
        ("eyes_line", "眼睛到上沿", "Eyes to the edge", profile.eyes_px.map(pixels)),
        ("face_width", "脸宽", "Width of the face", profile.face_width_px.map(pixels)),
        ("background_color", "背景", "Background", Some(backdrop)),
        ("quality", "压缩品质", "Quality", profile.min_quality.map(quality)),
        ("taken", "拍摄时间", "Date", profile.months.map(months)),
        ("edited", "修图", "Retouching", retouched),
    ];
    let (mut cells, mut sources) = (Vec::new(), Vec::<(Citation, Vec<&str>)>::new());
    for (check, zh, en, words) in all {
        let (Some(words), label) = (words, locale.pick(zh, en)) else { continue };
        cells.push(FormCell { label: label.to_owned(), value: words.get(locale).to_owned() });
        let Some(source) = profile.source_of(check) else { continue };
        let cited = procedure.cite(source);
        // One line for each source, with every section of it that says something.
        match sources.iter_mut().find(|it| it.0.source == cited.source) {
            Some((known, labels)) => {
                if !known.section.split('；').any(|it| it == cited.section) {
                    known.section = format!("{}；{}", known.section, cited.section);
                }
                labels.push(label);
            }
            None => sources.push((cited, vec![label])),
        }
    }
    let said = |(cited, labels): (Citation, Vec<&str>)| match locale {
        Locale::Zh => format!("依据（{}）：{}", labels.join("、"), cited.line(locale)),
        Locale::En => format!("Source ({}): {}", labels.join(", "), cited.line(locale)),
    };
    (cells, sources.into_iter().map(said).collect())
}

fn range(low: u32, high: u32, zh: &str, en: &str) -> Text {
    Text::new(format!("{low}–{high} {zh}"), format!("{low}–{high} {en}"))
}

//! What the bytes say of themselves: exact, so it may fail.

use beishen_core::{
    ColorMode, FileFormat, Judgement, Measurement, Profile, Verdict, bytes_taken, bytes_wanted,
};
use beishen_document::Text;

use super::{file_words as words, plain};

/// How programs call themselves in a picture that retouch, cut out or make people, or offer to.
const EDITORS: [&str; 39] = [
    "photoshop",
    "lightroom",
    "camera raw",
    "firefly",
    "meitu",
    "xiuxiu",
    "美图",
    "秀秀",
    "醒图",
    "轻颜",
    "美颜",
    "beauty",
    "faceu",
    "ulike",
    "b612",
    "snow",
    "camera360",
    "facetune",
    "faceapp",
    "remini",
    "picsart",
    "snapseed",
    "gimp",
    "pixelmator",
    "affinity",
    "photopea",
    "canva",
    "fotor",
    "capcut",
    "剪映",
    "稿定",
    "证件照",
    "hivision",
    "idphoto",
    "stable diffusion",
    "comfyui",
    "midjourney",
    "dall",
    "豆包",
];

/// Where this much more changes at the edges of 8 × 8 pixels than between them, one sees them: portraits of quality 60 and
/// more have 1.0–1.39, of 25 and less 1.43–4.
const BLOCKS: f32 = 1.4;
/// Far beyond: of quality 10 and less.
const NOTHING_BUT_BLOCKS: f32 = 2.1;

pub(super) fn checks(found: &Measurement, profile: &Profile) -> Vec<Judgement> {
    let mut checks = vec![format_of(found.format, &[FileFormat::Jpeg])];
    checks.extend(complete(found));
    if let Some(size) = found.size {
        let fits = (size.width, size.height) == (profile.width, profile.height);
        let message = words::pixels(size, (!fits).then_some((profile.width, profile.height)));
        checks.push(exact("pixels", fits, message));
    }
    checks.push(bytes(found.bytes, profile.min_kb, Some(profile.max_kb)));
    if let (Some(color), Some(bits)) = (found.color, found.bits) {
        let fits = color == ColorMode::Rgb && bits == 8;
        checks.push(exact("color", fits, words::color(color, bits)));
    }
    if let (Some(least), Some(quality)) = (profile.min_quality, found.quality) {
        let fits = quality >= least;
        checks.push(Judgement {
            measured: Some(quality.into()),
            limits: Some([Some(least.into()), None]),
            ..exact("quality", fits, words::quality(quality, (!fits).then_some(least)))
        });
    }
    if found.progressive {
        checks.push(plain("progressive", Verdict::Ask, words::progressive()));
    }
    if let Some(orientation) = found.orientation.filter(|it| *it != 1) {
        checks.push(plain("orientation", Verdict::Ask, words::orientation(orientation)));
    }
    let is_editor = |it: &&String| {
        let name = it.to_lowercase();
        EDITORS.iter().any(|it| name.contains(it))
    };
    if let Some(editor) =
        [&found.software, &found.creator_tool].into_iter().flatten().find(is_editor)
    {
        checks.push(plain("edited", Verdict::Ask, words::edited(editor)));
    }
    if found.generated {
        checks.push(plain("generated", Verdict::Ask, words::generated()));
    }
    checks
}

/// Whether a picture was compressed so far that its blocks are seen: those of this file, or of one that it was made of.
pub(super) fn compression(blocks: f32) -> Judgement {
    let seen = blocks > BLOCKS;
    let verdict = match blocks {
        it if it > NOTHING_BUT_BLOCKS => Verdict::Fail,
        _ if seen => Verdict::Ask,
        _ => Verdict::Pass,
    };
    Judgement {
        measured: Some(blocks),
        limits: Some([None, Some(BLOCKS)]),
        ..plain("compression", verdict, words::compression(seen))
    }
}

fn exact(id: &'static str, fits: bool, message: Text) -> Judgement {
    plain(id, if fits { Verdict::Pass } else { Verdict::Fail }, message)
}

/// Whether the content is of a format that is taken.
pub(super) fn format_of(format: FileFormat, taken: &[FileFormat]) -> Judgement {
    let fits = taken.contains(&format);
    let message = if fits { words::taken(format) } else { words::format(format) };
    exact("format", fits, message)
}

/// Whether the file is all there, nothing but itself, and tells nobody where it was taken.
pub(super) fn complete(found: &Measurement) -> Vec<Judgement> {
    let whole = !found.truncated && found.decodes != Some(false);
    let mut checks = vec![exact("complete", whole, words::complete(whole))];
    if found.trailing > 0 {
        checks.push(plain("trailing", Verdict::Ask, words::trailing(found.trailing)));
    }
    if let Some(pages @ 2..) = found.pages {
        checks.push(plain("pages", Verdict::Ask, words::pages_left(pages)));
    }
    if found.located {
        checks.push(plain("place", Verdict::Ask, words::place()));
    }
    checks
}

/// Whether a K has 1,000 bytes or 1,024 nobody says: between the two the person decides.
pub(super) fn bytes(bytes: u64, min_kb: u32, max_kb: Option<u32>) -> Judgement {
    let most = max_kb.unwrap_or(u32::MAX);
    let [taken, wanted] = [bytes_taken(min_kb, most), bytes_wanted(min_kb, most)];
    let (verdict, message) = if bytes > taken[1] {
        (Verdict::Fail, words::too_many_bytes(bytes, most))
    } else if bytes < taken[0] {
        (Verdict::Fail, words::too_few_bytes(bytes, min_kb))
    } else if bytes > wanted[1] {
        (Verdict::Ask, words::many_bytes(bytes, most))
    } else if bytes < wanted[0] {
        (Verdict::Ask, words::few_bytes(bytes, min_kb))
    } else {
        (Verdict::Pass, words::bytes(bytes))
    };
    #[expect(clippy::cast_precision_loss, reason = "a number to be shown")]
    let number = |it: u64| it as f32;
    Judgement {
        measured: Some(number(bytes)),
        limits: Some([
            (wanted[0] > 0).then(|| number(wanted[0])),
            max_kb.map(|_| number(wanted[1])),
        ]),
        unit: "bytes",
        ..plain("bytes", verdict, message)
    }
}

#[cfg(test)]
mod tests {
    use beishen_core::{PixelSize, Wanted};

    use super::*;
    use crate::{judge, tests::profile};

    #[test]
    fn what_is_exact_fails_and_what_is_doubtful_asks() {
        type Change = fn(&mut Measurement);
        let good = Measurement {
            format: FileFormat::Jpeg,
            bytes: 150_000,
            size: Some(PixelSize { width: 480, height: 640 }),
            color: Some(ColorMode::Rgb),
            bits: Some(8),
            decodes: Some(true),
            software: Some("Canon EOS R5".to_owned()),
            ..Measurement::default()
        };
        let cases: [(Change, &str, Verdict); 9] = [
            (|it| it.format = FileFormat::Png, "format", Verdict::Fail),
            (|it| it.truncated = true, "complete", Verdict::Fail),
            (|it| it.size = Some(PixelSize { width: 479, height: 640 }), "pixels", Verdict::Fail),
            (|it| it.size = Some(PixelSize { width: 640, height: 480 }), "pixels", Verdict::Fail),
            (|it| it.bytes = 102_399, "bytes", Verdict::Ask),
            (|it| it.bytes = 99_999, "bytes", Verdict::Fail),
            (|it| it.color = Some(ColorMode::Grey), "color", Verdict::Fail),
            (|it| it.orientation = Some(6), "orientation", Verdict::Ask),
            (|it| it.software = Some("Adobe Photoshop 25".to_owned()), "edited", Verdict::Ask),
        ];
        let profile = profile("qingcongpai");
        let wrong = |file: &Measurement| {
            let checks = judge(file, None, Wanted::Photo(&profile)).checks.into_iter();
            let wrong = checks.filter(|it| it.verdict > Verdict::Unknown);
            wrong.map(|it| (it.id, it.verdict)).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&good), []);
        for (change, id, verdict) in cases {
            let mut file = good.clone();
            change(&mut file);
            assert_eq!(wrong(&file), [(id, verdict)]);
        }
        let sideways = Measurement { size: Some(PixelSize { width: 640, height: 480 }), ..good };
        let said = judge(&sideways, None, Wanted::Photo(&profile));
        assert!(said.get("pixels").unwrap().message.zh.contains("宽高颠倒"));
    }
}

//! Everything the studio says: short, plain, in both languages, and what is not right comes with what to do.

use beishen_core::{ScanLimits, Verdict};
use beishen_document::Text;

use super::{portraits::planted, profile};
use crate::{Crop, NoCrop, Operation, Photo, Stopped, Unreadable, scan};

const BANNED: [&str; 7] = ["你", "您", "非法", "失败", "错误码", "抱歉", "哎呀"];
const REMEDIES: [&str; 4] = ["请", "可以", "改", "可重"];

fn is_wrong(Text { zh, en }: &Text, needs_remedy: bool) -> bool {
    let is_english = !en.is_empty() && !en.replace("青聪拍", "").contains(|it| it > '\u{2E7F}');
    zh.chars().count() > 40
        || zh.matches('请').count() > 1
        || BANNED.iter().any(|it| zh.contains(it))
        || needs_remedy && !REMEDIES.iter().any(|it| zh.contains(it))
        || !is_english
}

#[test]
fn what_is_said_is_short_and_says_what_to_do() {
    let mut all = Vec::new();
    for (_, id, bytes, _) in planted() {
        let photo = Photo::look(&bytes, Some(super::scene::models()));
        let profile = profile(id);
        let limits = ScanLimits {
            formats: vec![beishen_core::FileFormat::Pdf],
            min_kb: 0,
            max_kb: Some(10),
            source: None,
        };
        let checks = photo.verdicts(&profile).checks.into_iter();
        for check in checks.chain(scan::check(&photo, &limits).checks) {
            assert!(!check.title.zh.is_empty() && !check.title.en.is_empty());
            all.push((check.message, check.verdict != Verdict::Pass));
        }
    }
    let unreadable = [
        Unreadable::Heic,
        Unreadable::Unknown,
        Unreadable::TooLarge,
        Unreadable::Damaged,
        Unreadable::Cmyk,
    ];
    all.extend(unreadable.map(|it| (it.message(), true)));
    let no_crop = [
        NoCrop::NoHead,
        NoCrop::HeadCut,
        NoCrop::TooSmall(1234),
        NoCrop::Margins { left: 1234, top: 1234, right: 1234, bottom: 1234 },
        NoCrop::Outside,
        NoCrop::Shape,
    ];
    all.extend(no_crop.map(|it| (it.message(), true)));
    let stopped = [
        Stopped::Faces(0),
        Stopped::Faces(12),
        Stopped::Lies,
        Stopped::TooManyBytes,
        Stopped::Illegible,
        Stopped::Pdf,
        Stopped::Grey,
        Stopped::Transparent,
    ];
    all.extend(stopped.map(|it| (it.message(), true)));
    let crop = Crop { x: 12345, y: 12345, width: 12345, height: 12345 };
    let operations = [
        Operation::Orient { orientation: 6 },
        Operation::ConvertToSrgb { most: 255 },
        Operation::ReduceTo8Bits,
        Operation::GreyToRgb,
        Operation::OntoWhite,
        Operation::FirstPage { of: 10_000 },
        Operation::Straighten { corners: [[0.0; 2]; 4] },
        Operation::Crop(crop),
        Operation::ScaleDown { factor: 0.123_456 },
        Operation::Merge,
        Operation::Encode { quality: 100 },
        Operation::Pad { bytes: 123_456 },
    ];
    all.extend(operations.iter().map(|it| (it.message(), false)));
    all.retain(|(text, needs_remedy)| is_wrong(text, *needs_remedy));
    assert!(all.is_empty(), "{all:#?}");
}

//! What a file tells of how it was made: by which program, by a machine, when and where.

use std::io::Cursor;

use beishen_core::{Verdict, Wanted};
use image::{DynamicImage, ImageFormat, RgbImage};

use super::{
    profile,
    samples::{boxed, heic, photo, photo_with, webp},
    scene,
};
use crate::{inspect, jpeg, judge, judge_name, without_place};

/// EXIF with a day, a program, and a place: 39° N 116° E.
fn exif(is_big: bool) -> Vec<u8> {
    let n16 = |it: u16| if is_big { it.to_be_bytes() } else { it.to_le_bytes() };
    let n32 = |it: u32| if is_big { it.to_be_bytes() } else { it.to_le_bytes() };
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&n16(tag)[..], &n16(kind), &n32(count), &value].concat()
    };
    let letter = |it: u8| [it, 0, 0, 0];
    let (place, far) = (8 + 2 + 24 + 4, 8 + 2 + 24 + 4 + 2 + 60 + 4);
    let degrees = |it: u32| [it, 1, 54, 1, 30, 1].map(n32).concat();
    [
        if is_big { &b"MM\0\x2a"[..] } else { b"II\x2a\0" },
        &n32(8),
        &n16(2),
        &entry(0x0131, 2, 4, *b"17.1"),
        &entry(0x8825, 4, 1, n32(place)),
        &n32(0),
        &n16(5),
        &entry(1, 2, 2, letter(b'N')),
        &entry(2, 5, 3, n32(far)),
        &entry(3, 2, 2, letter(b'E')),
        &entry(4, 5, 3, n32(far + 24)),
        &entry(29, 2, 11, n32(far + 48)),
        &n32(0),
        &degrees(39),
        &degrees(116),
        b"2026:11:22\0",
    ]
    .concat()
}

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    // Whoever reads it checks the sum; it is put right by a decoder's own encoder elsewhere.
    let mut bytes = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend([kind, data].concat());
    let sum = !bytes[4..].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ ((sum & 1) * 0xEDB8_8320))
    });
    bytes.extend(sum.to_be_bytes());
    bytes
}

fn png_with(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let mut png = scene::png(&RgbImage::new(9, 9));
    png.splice(33..33, chunk(kind, data));
    png
}

fn tagged(tiff: &[u8]) -> Vec<u8> {
    [b"Exif\0\0", tiff].concat()
}

fn xmp(text: &str) -> Vec<u8> {
    let packet = format!("<x:xmpmeta><rdf:Description {text}/></x:xmpmeta>");
    photo_with(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat())
}

#[test]
fn where_it_was_taken_is_said_and_goes_out_in_no_file() {
    let attributes = "exif:GPSLatitude=\"39,54.5N\" exif:GPSLongitude='116,23.5E'";
    let elements = "/><exif:GPSLatitude>39,54N</exif:GPSLatitude><exif:GPSLongitude>116,23E</exif:GPSLongitude><a";
    let files = [
        ("JPEG", photo_with(0xE1, &tagged(&exif(false)))),
        ("JPEG, the other order", photo_with(0xE1, &tagged(&exif(true)))),
        ("PNG", png_with(b"eXIf", &exif(true))),
        ("WebP", webp(b"EXIF", &exif(false))),
        ("HEIC", [heic(), boxed(b"mdat", &tagged(&exif(true)))].concat()),
        ("TIFF", exif(false)),
        ("XMP", xmp(attributes)),
        ("XMP in elements", xmp(elements)),
    ];
    for (name, bytes) in files {
        let found = inspect(&bytes);
        assert!(found.located, "{name}");
        let said = judge(&found, None, Wanted::Photo(&profile("tdxl")));
        assert_eq!(said.get("place").unwrap().verdict, Verdict::Ask, "{name}");
        let handed = without_place(&bytes);
        let again = inspect(&handed);
        assert!(!again.located, "{name}");
        // Nothing else has changed.
        assert_eq!(beishen_core::Measurement { located: true, ..again }, found, "{name}");
        for part in
            [&b"116,23"[..], b"39,54", &[0, 0, 0, 39, 0, 0, 0, 1], &[39, 0, 0, 0, 1, 0, 0, 0]]
        {
            assert!(!handed.windows(part.len()).any(|it| it == part), "{name}");
        }
        // A paper shows the picture and tells of nothing else.
        if let Some(printed) = jpeg(&bytes) {
            assert!(!printed.bytes.windows(4).any(|it| it == b"17.1" || it == b"Exif"), "{name}");
            assert_eq!(inspect(&printed.bytes).decodes, Some(true), "{name}");
        }
    }
    assert_eq!(without_place(&photo()), photo());
    assert!(!inspect(&photo_with(0xE1, &tagged(&super::samples::exif(true)))).located);
}

#[test]
fn programs_that_retouch_and_labels_of_ai_are_asked_about_wherever_they_stand() {
    let software = |name: &str| {
        photo_with(0xE1, &tagged(&super::samples::exif_of(true, 1, format!("{name}\0").as_bytes())))
    };
    let asked = |bytes: &[u8], id: &str| {
        let found = inspect(bytes);
        judge(&found, None, Wanted::Photo(&profile("tdxl"))).get(id).map(|it| it.verdict)
    };
    for name in [
        "Adobe Photoshop 25.1 (Windows)",
        "Meitu",
        "美图秀秀",
        "HivisionIDPhotos",
        "GIMP 2.10",
        "醒图",
    ] {
        assert_eq!(asked(&software(name), "edited"), Some(Verdict::Ask), "{name}");
        let tool = xmp(&format!("xmp:CreatorTool=\"{name}\""));
        assert_eq!(asked(&tool, "edited"), Some(Verdict::Ask), "{name}");
        let tool = xmp(&format!("/><xmp:CreatorTool>{name}</xmp:CreatorTool><a"));
        assert_eq!(asked(&tool, "edited"), Some(Verdict::Ask), "{name}");
    }
    for name in
        ["17.1.2", "Canon EOS R5", "HUAWEI Mate 60", "Ver.1.01", "Microsoft Windows Photo Viewer"]
    {
        assert_eq!(asked(&software(name), "edited"), None, "{name}");
    }
    let labels = [
        xmp("TC260:AIGC='{\"Label\":\"1\",\"ContentProducer\":\"001\"}'"),
        xmp(
            "Iptc4xmpExt:DigitalSourceType=\"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\"",
        ),
        xmp(
            "Iptc4xmpExt:DigitalSourceType=\"http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia\"",
        ),
        png_with(b"tEXt", b"AIGC\0{\"Label\":\"1\"}"),
        png_with(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta TC260:AIGC='1'/>"),
        webp(b"XMP ", b"<x:xmpmeta TC260:AIGC='1'/>"),
    ];
    for (at, label) in labels.iter().enumerate() {
        assert_eq!(asked(label, "generated"), Some(Verdict::Ask), "{at}");
    }
    assert_eq!(asked(&photo(), "generated"), None);
}

#[test]
fn a_mirroring_tag_is_not_said_to_lie_and_a_turned_one_is_not_said_to_be_mirrored() {
    for (tag, word) in [
        (2, "左右翻转"),
        (3, "倒着"),
        (4, "左右翻转"),
        (5, "左右翻转"),
        (6, "横着"),
        (7, "左右翻转"),
        (8, "横着"),
    ] {
        let found = inspect(&scene::tagged(&photo(), tag));
        let said = judge(&found, None, Wanted::Photo(&profile("tdxl")));
        let orientation = said.get("orientation").unwrap();
        assert!(
            orientation.verdict == Verdict::Ask && orientation.message.zh.contains(word),
            "{tag}"
        );
    }
}

#[test]
fn a_name_that_promises_another_content_is_asked_about() {
    let jpeg = inspect(&photo());
    let png = inspect(&scene::png(&RgbImage::new(9, 9)));
    for (name, found, expected) in [
        ("a.jpg", &jpeg, None),
        ("张三.JPEG", &jpeg, None),
        ("a.jfif", &jpeg, None),
        ("a", &jpeg, None),
        ("a.b", &jpeg, None),
        ("a.HEIF", &jpeg, Some("把后缀改成 .jpg")),
        ("a.png", &jpeg, Some("把后缀改成 .jpg")),
        ("a.pdf", &jpeg, Some("把后缀改成 .jpg")),
        ("a.png", &png, None),
        ("a.jpg", &png, Some("改后缀无效")),
        ("a.jpg", &inspect(b"text"), None),
    ] {
        let said = judge_name(name, found);
        assert_eq!(said.is_some(), expected.is_some(), "{name}");
        if let (Some(said), Some(expected)) = (said, expected) {
            assert!(said.verdict == Verdict::Ask && said.message.zh.contains(expected), "{said:?}");
        }
    }
}

#[test]
fn a_tiff_of_several_pages_says_so() {
    let mut one = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(20, 30)).write_to(&mut one, ImageFormat::Tiff).unwrap();
    let one = one.into_inner();
    assert_eq!(inspect(&one).pages, Some(1));
    // The directory of the first page is that of the next ones, too, the last time with an end.
    let at = usize::try_from(u32::from_le_bytes(one[4..8].try_into().unwrap())).unwrap();
    let count = usize::from(u16::from_le_bytes(one[at..at + 2].try_into().unwrap()));
    let directory = &one[at..at + 2 + count * 12];
    let mut three = one[..at].to_vec();
    let first = three.len();
    for page in 0..3_usize {
        three.extend(directory);
        let next = if page < 2 { first + (page + 1) * (directory.len() + 4) } else { 0 };
        three.extend(u32::try_from(next).unwrap().to_le_bytes());
    }
    three.extend(&one[at + directory.len() + 4..]);
    let scan = crate::Photo::look(&three, None);
    assert_eq!(scan.found.pages, Some(3));
    let limits = beishen_core::ScanLimits::default();
    assert_eq!(crate::scan::check(&scan, &limits).get("pages").unwrap().verdict, Verdict::Ask);
    // A chain that leads back to itself has an end.
    let end = first + 2 * (directory.len() + 4) + directory.len();
    three[end..end + 4].copy_from_slice(&u32::try_from(first).unwrap().to_le_bytes());
    assert!(inspect(&three).pages > Some(3));
}

#[test]
fn what_was_compressed_too_far_is_asked_about_also_when_it_was_saved_anew() {
    let seen = |bytes: &[u8]| {
        let photo = crate::Photo::look(bytes, None);
        photo.verdicts(&profile("qingcongpai")).get("compression").unwrap().clone()
    };
    let good = scene::before(|_, _| scene::BLUE);
    for quality in [85, 95] {
        assert_eq!(seen(&scene::jpeg(&good, quality)).verdict, Verdict::Pass, "{quality}");
    }
    for quality in [5, 10, 25] {
        let once = scene::jpeg(&good, quality);
        let again = scene::jpeg(&image::load_from_memory(&once).unwrap().into_rgb8(), 95);
        for file in [once, again] {
            let verdict = seen(&file).verdict;
            assert!(verdict >= Verdict::Ask, "{quality}");
            assert!(quality < 25 || verdict == Verdict::Ask, "{quality}");
        }
    }
    assert_eq!(seen(&scene::jpeg(&good, 5)).verdict, Verdict::Fail);
    // Where a portal says how good it must be, the file itself says how good it is.
    let verdict = |quality| {
        let found = inspect(&scene::jpeg(&good, quality));
        judge(&found, None, Wanted::Photo(&profile("xueli"))).get("quality").unwrap().verdict
    };
    assert_eq!([59, 60].map(verdict), [Verdict::Fail, Verdict::Pass]);
}

//! Files of every format, whole; and what may happen to them on their way.

use std::{io::Cursor, sync::OnceLock};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// Numbers that look like chance and are the same in every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// Below `most`, which is no less than 1.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        // Knuth's multiplier; the upper bits are the good ones.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// A file for a place where one with this ending is chosen, most often damaged.
pub(crate) fn damaged(dice: &mut Dice, name: &str) -> Vec<u8> {
    let files = match name.rsplit('.').next().unwrap() {
        "toml" => &[PACK.as_bytes().to_vec()][..],
        "html" => &[PAGE.as_bytes().to_vec()],
        "pdf" => documents(),
        "csv" => &[TABLE.as_bytes().to_vec()],
        "xlsx" => &[include_bytes!("../../../../../tests/fixtures/tables/merged.xlsx").to_vec()],
        _ => pictures(),
    };
    let mut bytes = files[dice.below(files.len())].clone();
    for _ in 0..dice.below(6) {
        // Headers are short, and most can go wrong in them.
        let near = if dice.below(2) == 0 { 200 } else { usize::MAX };
        let length = bytes.len().min(near);
        if length == 0 {
            break;
        }
        let at = dice.below(length);
        let end = (at + 1 + dice.below(40)).min(bytes.len());
        match dice.below(12) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            3 => bytes[at..end].fill(0xFF),
            4 => bytes[at..end.min(at + 4)].fill(0),
            _ => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
        }
    }
    bytes
}

/// Of every format that is read, and of those that are told by their first bytes; the whole, and some that no reader is made for.
pub(crate) fn pictures() -> &'static [Vec<u8>] {
    static PICTURES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    PICTURES.get_or_init(|| {
        let picture = RgbImage::from_fn(90, 120, |x, y| {
            let [x, y] = [x, y].map(|it| u8::try_from(it).unwrap());
            Rgb([2 * x, 2 * y, x ^ y])
        });
        let whole = DynamicImage::from(picture.clone());
        let formats =
            [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Bmp, ImageFormat::Tiff];
        let mut files: Vec<Vec<u8>> = formats
            .iter()
            .map(|it| {
                let mut bytes = Cursor::new(Vec::new());
                whole.write_to(&mut bytes, *it).unwrap();
                bytes.into_inner()
            })
            .collect();
        let heic = heifer::encode_rgb8(90, 120, picture.as_raw(), &heifer::EncodeOptions::default());
        let heic = heic.unwrap();
        for side in [4, 8] {
            let mut empty = heic.clone();
            let at = empty.windows(4).position(|it| it == b"ispe").unwrap() + 4 + side;
            empty[at..at + 4].fill(0);
            files.push(empty);
        }
        files.push(heic);
        files.push(include_bytes!("../../../../../assets/samples/photo-zhang.jpg").to_vec());
        let gif = b"GIF89a\x0a\0\x14\0\x80\0\0\0\0\0\0\0\0\x2C\0\0\0\0\x0a\0\x14\0\0\x02\x03\x44\x0C\x05\0;";
        files.push(gif.to_vec());
        files.extend(documents().iter().cloned());
        files.push(Vec::new());
        files
    })
}

fn documents() -> &'static [Vec<u8>] {
    static DOCUMENTS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        vec![b"%PDF-1.7\nxref\nstartxref\n9\n%%EOF\n".to_vec(), crate::asked::receipt()]
    })
}

/// Somebody, and somebody with a wrong number.
pub(crate) const TABLE: &str = "姓名,证件号码,移动电话\n周八,110105199003070017,13800138000\n吴九,11010519900307001X,13800138000\n";

const PACK: &str = r#"id = "own"
extends = "tdxl"
title = { zh = "本校事项", en = "Our own" }
verified_on = "2026-11-22"

[[materials]]
id = "photo"
title = { zh = "照片", en = "Photo" }
"#;

const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><table><tr><td>姓名</td><td>张三</td></tr>\
<tr><td>证件号码</td><td>1101051949&#49;231002X</td></tr><tr><td>移动电话：</td><td><input value=\"13800138000\"></td></tr>\
<tr><td>申请人类型</td><td><select><option>高校教师<option selected>其他在职人员</select></td></tr></table>\
<p>201109-201506 示例大学 学生</p>";

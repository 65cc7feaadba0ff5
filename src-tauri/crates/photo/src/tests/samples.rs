//! Files of every format: encoded by other people's code where there is some, else made by hand from the standards.

use std::{io::Cursor, sync::OnceLock};

use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage, codecs};

use super::scene;

/// A picture of 39 × 57 pixels, encoded by other people's code.
pub(super) fn encoded(format: ImageFormat, color: ExtendedColorType) -> Vec<u8> {
    let (width, height) = (39, 57);
    let length = usize::from(color.bits_per_pixel()) / 8 * (width * height) as usize;
    let pixels: Vec<u8> = (0..=u8::MAX).cycle().step_by(7).take(length).collect();
    let mut bytes = Vec::new();
    match format {
        ImageFormat::Png => {
            codecs::png::PngEncoder::new(&mut bytes).write_image(&pixels, width, height, color)
        }
        _ => codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 90)
            .write_image(&pixels, width, height, color),
    }
    .unwrap();
    bytes
}

pub(super) fn photo() -> Vec<u8> {
    encoded(ImageFormat::Jpeg, ExtendedColorType::Rgb8)
}

/// The photo with a segment after SOI in place of its own APP0.
pub(super) fn photo_with(marker: u8, body: &[u8]) -> Vec<u8> {
    let photo = photo();
    let after_app0 = 4 + usize::from(u16::from_be_bytes([photo[4], photo[5]]));
    let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, 0xD8, 0xFF, marker], &length[..], body, &photo[after_app0..]].concat()
}

/// A JPEG of headers only, 390 × 567.
pub(super) fn jpeg_header(sof: u8, bits: u8, components: u8) -> Vec<u8> {
    let length = 8 + 3 * components;
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xEE, 0, 14];
    bytes.extend(b"Adobe\0\x64\0\0\0\0\x02");
    bytes.extend([0xFF, sof, 0, length, bits, 0x02, 0x37, 0x01, 0x86, components]);
    (1..=components).for_each(|it| bytes.extend([it, 0x11, 0]));
    bytes.extend([0xFF, 0xD9]);
    bytes
}

/// An EXIF block: orientation 6, 300 dpi, a program's name, a day.
pub(super) fn exif(is_big: bool) -> Vec<u8> {
    exif_of(is_big, 6, b"Paint\x07 3\0")
}

pub(super) fn exif_of(is_big: bool, orientation: u16, software: &[u8]) -> Vec<u8> {
    let n16 = |it: u16| if is_big { it.to_be_bytes() } else { it.to_le_bytes() };
    let n32 = |it: u32| if is_big { it.to_be_bytes() } else { it.to_le_bytes() };
    let entry = |tag, kind, count, value: [u8; 4]| {
        [&n16(tag)[..], &n16(kind), &n32(count), &value].concat()
    };
    let short = |it| [n16(it)[0], n16(it)[1], 0, 0];
    let directory = 8 + 2 + 5 * 12 + 4; // where what has no room in the entries begins
    let length = u32::try_from(software.len()).unwrap();
    [
        if is_big { &b"MM\0\x2a"[..] } else { b"II\x2a\0" },
        &n32(8),
        &n16(5),
        &entry(0x0112, 3, 1, short(orientation)),
        &entry(0x011A, 5, 1, n32(directory)),
        &entry(0x0128, 3, 1, short(2)),
        &entry(0x0131, 2, length, n32(directory + 8)),
        &entry(0x8769, 4, 1, n32(directory + 8 + length)),
        &n32(0),
        &n32(3_000_000),
        &n32(10_000),
        software,
        &n16(1),
        &entry(0x9003, 2, 20, n32(directory + 8 + length + 2 + 12 + 4)),
        &n32(0),
        b"2026:11:22 09:30:00\0",
    ]
    .concat()
}

pub(super) fn boxed(kind: &[u8], body: &[u8]) -> Vec<u8> {
    [&u32::try_from(body.len() + 8).unwrap().to_be_bytes(), kind, body].concat()
}

pub(super) fn heic() -> Vec<u8> {
    let extent = |width: u32, height: u32| {
        boxed(b"ispe", &[&[0; 4], &width.to_be_bytes()[..], &height.to_be_bytes()].concat())
    };
    let properties =
        [extent(512, 512), boxed(b"pixi", &[0, 0, 0, 0, 3, 8, 8, 8]), extent(4032, 3024)].concat();
    let meta = [&[0; 4], &boxed(b"iprp", &boxed(b"ipco", &properties))[..]].concat();
    [boxed(b"ftyp", b"mif1\0\0\0\0mif1heic"), boxed(b"meta", &meta), boxed(b"mdat", &[7; 40])]
        .concat()
}

/// RIFF around one chunk.
pub(super) fn webp(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let chunk = [kind, &u32::try_from(data.len()).unwrap().to_le_bytes(), data].concat();
    [b"RIFF", &u32::try_from(chunk.len() + 4).unwrap().to_le_bytes()[..], b"WEBP", &chunk].concat()
}

pub(super) fn bmp() -> Vec<u8> {
    let mut bytes =
        [&b"BM"[..], &[58, 0, 0, 0], &[0; 4], &[54, 0, 0, 0], &[40, 0, 0, 0], &[1, 0, 0, 0]]
            .concat();
    bytes.extend((-1_i32).to_le_bytes());
    bytes.extend([1, 0, 24, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0x23, 0x2E, 0, 0, 0x23, 0x2E, 0, 0]);
    bytes.extend([0; 12]);
    bytes
}

pub(super) fn gif() -> Vec<u8> {
    [
        &b"GIF89a\x0a\0\x14\0\x80\0\0"[..],
        &[0; 6],
        b"\x21\xF9\x04\0\0\0\0\0",
        b"\x2C\0\0\0\0\x0a\0\x14\0\0\x02\x03\x44\x0C\x05\0",
        b";",
    ]
    .concat()
}

pub(super) fn tiff(photometric: u8, components: u8) -> Vec<u8> {
    let mut bytes = b"II\x2a\0\x08\0\0\0\x07\0".to_vec();
    let entries = [
        (0x00, 30),
        (0x01, 40),
        (0x02, 8),
        (0x06, photometric),
        (0x11, 98),
        (0x15, components),
        (0x17, 4),
    ];
    for (tag, value) in entries {
        bytes.extend([tag, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0]);
    }
    bytes.extend([0; 8]);
    bytes
}

/// Pictures of every format, encoded by other people's code.
pub(super) fn pictures() -> &'static [Vec<u8>] {
    static PICTURES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    PICTURES.get_or_init(|| {
        let picture = RgbImage::from_fn(90, 120, |x, y| {
            let [x, y] = [x, y].map(|it| u8::try_from(it).unwrap());
            Rgb([2 * x, 2 * y, x ^ y])
        });
        let whole = DynamicImage::from(picture.clone());
        let formats = [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Bmp, ImageFormat::Tiff];
        let mut pictures: Vec<_> = formats
            .iter()
            .map(|it| {
                let mut bytes = Cursor::new(Vec::new());
                whole.write_to(&mut bytes, *it).unwrap();
                bytes.into_inner()
            })
            .collect();
        let mut deep = Cursor::new(Vec::new());
        DynamicImage::from(whole.to_rgba16()).write_to(&mut deep, ImageFormat::Png).unwrap();
        let options = heifer::EncodeOptions::default();
        pictures.extend([
            deep.into_inner(),
            scene::tagged(&scene::jpeg(&picture, 90), 6),
            scene::progressive(&picture),
            scene::cmyk(&picture),
            scene::grey(&picture),
            heifer::encode_rgb8(90, 120, picture.as_raw(), &options).unwrap(),
        ]);
        pictures
    })
}

/// Samples of every format, whole.
pub(super) fn samples() -> Vec<Vec<u8>> {
    vec![
        photo(),
        photo_with(0xE1, &[b"Exif\0\0", &exif(true)[..]].concat()),
        encoded(ImageFormat::Png, ExtendedColorType::Rgba8),
        webp(b"VP8L", &[0x2F, 0x85, 0xC1, 0x8D, 0x10]),
        webp(b"VP8X", &[0x10, 0, 0, 0, 0x85, 0x01, 0, 0x36, 0x02, 0]),
        webp(b"EXIF", &exif(false)),
        bmp(),
        gif(),
        tiff(2, 3),
        heic(),
        pdf(),
    ]
}

/// A page of nothing.
pub(super) fn pdf() -> Vec<u8> {
    let head = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\n";
    let table = "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 3 >>\n";
    format!("{head}{table}startxref\n{}\n%%EOF\n", head.len()).into_bytes()
}

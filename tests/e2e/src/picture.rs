//! Pictures of the window: what the driver saw, as small PNGs of at most 256 colours.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use image::RgbImage;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use crate::Window;

/// As many as a palette has.
const COLOURS: usize = 256;
/// So many of the most frequent are kept as they are: the colours of the window. The rest stand for what is like them.
const EXACT: usize = 96;
/// How far apart colours are that stand beside one another in the rest, as the sum of what differs.
const APART: u32 = 20;

impl Window {
    /// Writes a picture of what is shown, once nothing moves.
    pub async fn picture(&self, to: &Path) {
        let still = "
            if (!document.querySelector('#still')) {
                const still = document.createElement('style');
                still.id = 'still';
                still.textContent = '*, *::before, *::after { transition: none !important; animation: none !important; caret-color: transparent !important }';
                document.head.append(still);
            }
            const done = arguments[0];
            document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        self.page.execute_async(still, Vec::new()).await.unwrap();
        let shown = self.page.screenshot().await.unwrap();
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, small(&shown)).unwrap();
    }
}

/// The same picture in few colours.
fn small(file: &[u8]) -> Vec<u8> {
    let picture = image::load_from_memory(file).unwrap().into_rgb8();
    let palette = palette(&picture);
    let mut nearest = HashMap::new();
    let mut index = |colour: [u8; 3]| {
        *nearest.entry(colour).or_insert_with(|| {
            let at = (0..palette.len()).min_by_key(|it| distance(palette[*it], colour));
            u8::try_from(at.unwrap_or_default()).unwrap()
        })
    };
    let pixels: Vec<u8> = picture.pixels().map(|it| index(it.0)).collect();
    let mut made = Vec::new();
    let mut encoder = Encoder::new(&mut made, picture.width(), picture.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    made
}

/// The most frequent colours, and of the rest those that are unlike each other.
fn palette(picture: &RgbImage) -> Vec<[u8; 3]> {
    let mut counts = BTreeMap::new();
    for pixel in picture.pixels() {
        *counts.entry(pixel.0).or_insert(0_u32) += 1;
    }
    let mut colours: Vec<_> = counts.into_iter().collect();
    // By colour where they are as many, so that the same picture gives the same bytes.
    colours.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let mut palette: Vec<[u8; 3]> = Vec::new();
    for (colour, _) in colours {
        let unlike = || palette.iter().all(|it| distance(*it, colour) > APART);
        if palette.len() < EXACT || unlike() {
            palette.push(colour);
        }
        if palette.len() == COLOURS {
            break;
        }
    }
    palette
}

fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b))).sum()
}

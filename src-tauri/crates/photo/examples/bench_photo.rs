//! How long a photo takes: `cargo run --release -p beishen-photo --example bench_photo`. One JSON object on each line.
//!
//! The times are those that a processor works, where the system says so: other programs do not count.

use std::{env, fs, hint::black_box, path::Path, sync::LazyLock, time::Instant};

use beishen_core::{Dictionary, Procedure};
use beishen_photo::{Crop, Models, Photo};
use image::{ExtendedColorType, Rgb, RgbImage, codecs::jpeg::JpegEncoder, imageops};

/// How often each is measured.
const TIMES: usize = 20;

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn report(bench: &str, value: f64, unit: &str) {
    println!(r#"{{"bench":"{bench}","value":{value:.1},"unit":"{unit}"}}"#);
}

fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let start = worked();
            work();
            worked() - start
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[TIMES / 2]
}

/// For how many milliseconds this thread has worked; elsewhere than on Linux, those that have passed.
fn worked() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let passed = START.elapsed().as_secs_f64() * 1e3;
    let nanoseconds = || {
        let all = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        all.split_whitespace().next()?.parse::<f64>().ok()
    };
    nanoseconds().map_or(passed, |it| it / 1e6)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let folder = root.join("src-tauri/resources/models");
    let start = worked();
    let models = Models::load(|name| fs::read(folder.join(name)).ok())?;
    report("photo_models_load", worked() - start, "ms");
    let sample = fs::read(root.join("assets/samples/photo-zhang.jpg"))?;
    let large = camera_photo(&sample)?;
    // For other programs to be measured with the same file.
    if let Some(path) = env::args_os().nth(1) {
        fs::write(path, &large)?;
    }
    let pack = |name: &str| fs::read_to_string(root.join("assets").join(name));
    let dictionary = Dictionary::parse("facts.toml", &pack("facts.toml")?)?;
    let tdxl = Procedure::parse("tdxl.toml", &pack("procedures/tdxl.toml")?, &dictionary)?;
    let profile = tdxl.profile("photo").ok_or("no profile")?.clone();
    let crop = Crop { x: 125, y: 0, width: 2750, height: 3998 };
    let prepare = || Photo::look(&large, None).prepare(&profile, Some(crop), None);
    if prepare().is_err() {
        return Err("the photo of 12 megapixels was not made ready".into());
    }
    report("photo_12mp_to_file", median(|| _ = black_box(prepare())), "ms");

    let decode = || beishen_photo::inspect(&large).decodes;
    report("photo_12mp_decode", median(|| _ = black_box(decode())), "ms");
    report("photo_inspect", median(|| _ = black_box(beishen_photo::inspect(&sample))), "ms");
    report("photo_look", median(|| _ = black_box(Photo::look(&sample, Some(&models)))), "ms");
    let judge = |bytes: &[u8]| Photo::look(bytes, Some(&models)).verdicts(&profile);
    report("photo_12mp_verdict", median(|| _ = black_box(judge(&large))), "ms");
    let looked = Photo::look(&sample, Some(&models));
    // With looking at the result.
    let prepare = median(|| _ = black_box(looked.prepare(&profile, None, Some(&models))));
    report("photo_prepare", prepare, "ms");
    if let Some(peak) = peak_memory() {
        report("photo_peak_memory", peak, "MB");
    }
    Ok(())
}

/// The sample in 3000 × 4000 pixels with a camera's noise, as cameras encode it.
fn camera_photo(sample: &[u8]) -> Result<Vec<u8>, image::ImageError> {
    let person = image::load_from_memory(sample)?.into_rgb8();
    let mut photo = RgbImage::from_pixel(3000, 4000, Rgb([100, 170, 225]));
    let larger = imageops::resize(&person, 2750, 3998, imageops::FilterType::Triangle);
    imageops::replace(&mut photo, &larger, 125, 1);
    let mut state = 1_u32;
    for channel in photo.iter_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *channel = channel.saturating_add(u8::try_from(state >> 29).unwrap_or(0));
    }
    let mut jpeg = Vec::new();
    let size = photo.dimensions();
    JpegEncoder::new_with_quality(&mut jpeg, 90).encode(
        photo.as_raw(),
        size.0,
        size.1,
        ExtendedColorType::Rgb8,
    )?;
    Ok(jpeg)
}

/// The most memory that this process has had, where the system says so.
fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|it| it / 1024.0)
}

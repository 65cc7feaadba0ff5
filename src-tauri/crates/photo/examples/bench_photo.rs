//! How long a photo takes: `cargo run --release -p beishen-photo --example bench_photo`. One JSON object on each line.

use std::{fs, hint::black_box, path::Path, time::Instant};

use beishen_photo::{Models, ModelsError, Photo, Profile};

/// How often each is measured.
const TIMES: usize = 30;

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn report(bench: &str, value: f64, unit: &str) {
    println!(r#"{{"bench":"{bench}","value":{value:.1},"unit":"{unit}"}}"#);
}

fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..TIMES)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[TIMES / 2]
}

fn main() -> Result<(), ModelsError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let folder = root.join("src-tauri/resources/models");
    let load = || Models::load(|name| fs::read(folder.join(name)).ok());
    let start = Instant::now();
    let models = load()?;
    report("photo_models_load", start.elapsed().as_secs_f64() * 1e3, "ms");
    let photo = fs::read(root.join("assets/samples/photo-zhang.jpg")).unwrap_or_default();
    let inspect = median(|| _ = black_box(beishen_photo::inspect(&photo)));
    report("photo_inspect", inspect, "ms");
    let look = median(|| _ = black_box(Photo::look(&photo, Some(&models))));
    report("photo_look", look, "ms");
    let looked = Photo::look(&photo, Some(&models));
    if let Some(profile) = Profile::by_name("tdxl") {
        // With looking at the result.
        let prepare = median(|| _ = black_box(looked.prepare(&profile, None, Some(&models))));
        report("photo_prepare", prepare, "ms");
    }
    Ok(())
}

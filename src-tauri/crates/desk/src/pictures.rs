//! Photos: read from disk, judged, made ready, written; one by one or a folder of them at once.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use beishen_core::{Text, procedure::PhotoProfile};
use beishen_photo::{
    Backdrop, Crop, Models, Photo, Prepared, Profile, Record, Stopped, Verdicts,
    scan::{self, Layout, ScanLimits, Scanned, Side},
};

use crate::{Failure, files, resources};

/// Looks at photos with the models that are installed. Without them files are judged all the same, and what is seen
/// in them is unknown.
pub struct Studio {
    models: Option<Models>,
}

impl Studio {
    /// Loads the models.
    pub fn open() -> Self {
        let folder = resources::places().map(|it| it.join("models")).find(|it| it.is_dir());
        let models = folder.and_then(|it| Models::load(|name| fs::read(it.join(name)).ok()).ok());
        Self { models }
    }

    /// What sees people in photos, if it is installed.
    pub(crate) fn models(&self) -> Option<&Models> {
        self.models.as_ref()
    }

    /// Reads a file and looks at it.
    pub fn look(&self, path: &Path) -> Result<Photo, Failure> {
        let bytes = files::read(path, &path.display().to_string())?;
        Ok(Photo::look(&bytes, self.models.as_ref()))
    }

    /// Reads a file and judges it.
    pub fn check(&self, path: &Path, profile: &Profile) -> Result<Verdicts, Failure> {
        Ok(self.look(path)?.verdicts(profile))
    }

    /// Makes a photo ready and writes it, with the record of what was done beside it. The photo itself stays as it is.
    pub fn prepare(
        &self,
        from: &Path,
        to: &Path,
        profile: &Profile,
        crop: Option<Crop>,
    ) -> Result<Result<Prepared, Stopped>, Failure> {
        keep(from, to)?;
        let prepared = match self.look(from)?.prepare(profile, crop, self.models.as_ref()) {
            Ok(it) => it,
            Err(stopped) => return Ok(Err(stopped)),
        };
        write_with_record(to, &prepared.jpeg, &prepared.record)?;
        Ok(Ok(prepared))
    }
}

/// Makes a scan a JPEG within the limits and writes it, with its record. Nobody is looked for in it.
pub fn compress_scan(
    from: &Path,
    to: &Path,
    limits: &ScanLimits,
) -> Result<Result<Scanned, Stopped>, Failure> {
    let scan = look_at_scan(from, to)?;
    written(scan::compress(&scan, limits), to)
}

/// Judges a scan as it is.
pub fn check_scan(from: &Path, limits: &ScanLimits) -> Result<Verdicts, Failure> {
    let bytes = files::read(from, &from.display().to_string())?;
    Ok(scan::check(&Photo::look(&bytes, None), limits))
}

/// Lays the two sides of a card together in one JPEG within the limits and writes it, with its record. Tells of each side
/// whether the card's edges were found in it.
pub fn merge_card(
    sides: [&Path; 2],
    to: &Path,
    layout: Layout,
    limits: &ScanLimits,
) -> Result<Result<(Scanned, [bool; 2]), Stopped>, Failure> {
    // One large picture in memory at a time.
    let side = |it: &Path| look_at_scan(it, to).map(|it| Side::of(&it));
    let [front, back] = sides.map(side);
    let (front, back) = match (front?, back?) {
        (Ok(front), Ok(back)) => (front, back),
        (Err(stopped), _) | (_, Err(stopped)) => return Ok(Err(stopped)),
    };
    let cropped = [front.cropped, back.cropped];
    let scanned = written(scan::merge(&front, &back, layout, limits), to)?;
    Ok(scanned.map(|it| (it, cropped)))
}

fn look_at_scan(from: &Path, to: &Path) -> Result<Photo, Failure> {
    keep(from, to)?;
    let bytes = files::read(from, &from.display().to_string())?;
    Ok(Photo::look(&bytes, None))
}

fn written(
    scanned: Result<Scanned, Stopped>,
    to: &Path,
) -> Result<Result<Scanned, Stopped>, Failure> {
    if let Ok(Scanned { jpeg, record, .. }) = &scanned {
        write_with_record(to, jpeg, record)?;
    }
    Ok(scanned)
}

fn write_with_record(to: &Path, jpeg: &[u8], record: &Record) -> Result<(), Failure> {
    files::write(to, jpeg)?;
    let mut json = serde_json::to_vec_pretty(record).unwrap_or_default();
    json.push(b'\n');
    files::write(&to.with_extension("record.json"), &json)
}

/// That what is to be written is not what is to be read.
fn keep(from: &Path, to: &Path) -> Result<(), Failure> {
    let same = |it: &Path| fs::canonicalize(it).ok();
    if same(to).is_some_and(|it| Some(it) == same(from)) {
        return Err(Failure::input(
            "原文件不能被覆盖，请换一个文件名。",
            "The original must not be overwritten. Choose another file name.",
        ));
    }
    Ok(())
}

/// The endings of files that are offered as photos. What a file really is, its content says.
const ENDINGS: [&str; 10] =
    ["jpg", "jpeg", "jpe", "png", "webp", "bmp", "tif", "tiff", "heic", "heif"];

/// The photos of a folder, by name; folders in it are left alone.
pub fn pictures_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    files::in_folder(folder, &ENDINGS)
}

/// Does the same for all of them on every processor, and gives the results in order. `progress` is told how many
/// are done.
pub fn in_parallel<T: Send>(
    paths: &[PathBuf],
    work: impl Fn(&Path) -> T + Sync,
    progress: impl Fn(usize) + Sync,
) -> Vec<T> {
    // A photo of 50 million pixels takes 400 MB while it is worked on.
    let workers = thread::available_parallelism().map_or(1, usize::from).min(8);
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let results = Mutex::new(Vec::with_capacity(paths.len()));
    thread::scope(|scope| {
        for _ in 0..workers.min(paths.len()) {
            scope.spawn(|| {
                while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let result = work(path);
                    let mut results = results.lock().unwrap_or_else(PoisonError::into_inner);
                    results.push((path, result));
                    drop(results);
                    progress(done.fetch_add(1, Ordering::Relaxed) + 1);
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|it| it.0);
    results.into_iter().map(|it| it.1).collect()
}

/// A pack's limits as the studio takes them; `title` and `source` are the material's.
pub fn profile_of(pack: &PhotoProfile, title: Text, source: Text) -> Profile {
    let kb = |bytes: u64| u32::try_from(bytes / 1024).unwrap_or(u32::MAX);
    let backdrop = match pack.background_rgb {
        Some(rgb) => Backdrop::LightBlue(rgb),
        None if pack.background.zh.contains('蓝') => Backdrop::Blue,
        None => Backdrop::Any,
    };
    Profile {
        id: pack.id.clone(),
        title,
        width: pack.width,
        height: pack.height,
        min_kb: kb(pack.min_bytes),
        max_kb: kb(pack.max_bytes),
        width_mm: Some(pack.width_mm).filter(|it| *it > 0.0),
        head_width_mm: pack.head_width_mm,
        head_height_mm: pack.head_height_mm,
        crown_px: pack.crown_px,
        eyes_px: pack.eyes_px,
        face_width_px: pack.face_width_px,
        backdrop,
        source,
        advice: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    #[test]
    fn results_come_in_the_order_of_the_photos_and_everyone_is_counted() {
        let paths: Vec<PathBuf> = (0..100).map(|it| format!("{it:03}.jpg").into()).collect();
        let seen = AtomicUsize::new(0);
        let results = in_parallel(&paths, Path::to_owned, |done| {
            seen.fetch_max(done, Ordering::Relaxed);
        });
        assert_eq!(results, paths);
        assert_eq!(seen.into_inner(), 100);
        assert!(in_parallel(&[], Path::to_owned, |_| ()).is_empty());
    }

    #[test]
    fn two_sides_are_written_and_the_originals_stay() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        let photo = include_bytes!("../../../../assets/samples/photo-zhang.jpg");
        let (front, back, both) = (place("front.jpg"), place("back.jpg"), place("both.jpg"));
        fs::write(&front, photo).unwrap();
        fs::write(&back, photo).unwrap();
        let limits = ScanLimits {
            formats: Vec::new(),
            min_kb: 0,
            max_kb: Some(1000),
            source: Text::new("说明", "the manual"),
        };
        let sides = [&*front, &*back];
        let (made, cropped) = merge_card(sides, &both, Layout::Above, &limits).unwrap().unwrap();
        assert_eq!(cropped, [false, false]);
        assert_eq!(fs::read(&both).unwrap(), made.jpeg);
        assert!(place("both.record.json").is_file());
        let over = merge_card(sides, &back, Layout::Above, &limits).unwrap_err();
        assert_eq!(over.code, crate::FailureCode::Input);
        assert_eq!(fs::read(&back).unwrap(), photo);
        let compressed = compress_scan(&both, &place("small.jpg"), &limits).unwrap();
        assert!(compressed.unwrap().jpeg.len() <= 1_000_000);
    }

    #[test]
    fn a_pack_says_of_a_photo_what_the_built_in_profile_says() {
        let library = Library::built_in().unwrap();
        let read = |procedure: &str, known: &Profile| {
            let procedure = library.procedure(procedure).unwrap();
            let material = procedure.materials().iter().find(|it| it.profile.is_some()).unwrap();
            let pack = procedure.profile(&material.id).unwrap();
            profile_of(pack, known.title.clone(), known.source.clone())
        };
        let known = Profile::by_name("tdxl").unwrap();
        assert_eq!(read("tdxl", &known), known);
        let known = Profile::by_name("qingcongpai").unwrap();
        let pack = read("hunnu-bachelor", &known);
        assert_eq!(Profile { advice: known.advice.clone(), width_mm: None, ..pack }, known);
    }
}

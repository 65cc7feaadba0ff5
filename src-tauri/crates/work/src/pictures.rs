//! Photos: read from disk, judged, made ready, written; one by one or a folder of them at once.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use beishen_core::{Measurement, Profile, ScanLimits, Verdicts, Wanted};
use beishen_photo::{
    Crop, Models, PICTURES, Photo, Prepared, Record, Stopped, is_picture, judge, judge_name,
    scan::{self, Face, Layout, Scanned, Side},
};
use chrono::NaiveDate;

use crate::{failure::Failure, files, originals::Originals, resources};

/// Looks at photos with the models that are installed. Without them files are judged all the same, and what is seen
/// in them is unknown.
#[derive(Default)]
pub struct Studio {
    models: OnceLock<Option<Models>>,
}

impl Studio {
    /// What sees people in photos, if it is installed; loaded when the first photo is looked at.
    pub fn models(&self) -> Option<&Models> {
        let load = || {
            let folder = resources::places().map(|it| it.join("models")).find(|it| it.is_dir())?;
            Models::load(|name| fs::read(folder.join(name)).ok()).ok()
        };
        self.models.get_or_init(load).as_ref()
    }

    /// Reads a file and looks at it.
    pub fn look(&self, path: &Path) -> Result<Photo, Failure> {
        let bytes = files::read(path, &path.display().to_string())?;
        Ok(Photo::look(&bytes, self.models()))
    }

    /// Reads a file and judges it.
    pub fn check(
        &self,
        path: &Path,
        profile: &Profile,
        today: NaiveDate,
    ) -> Result<Verdicts, Failure> {
        let photo = self.look(path)?;
        let said = named(photo.verdicts(profile), path, &photo.found);
        Ok(profile.as_of(today, photo.found.taken_on, said))
    }

    /// Measures a file and judges it, with its name.
    pub(crate) fn judged(&self, bytes: &[u8], name: &Path, wanted: Wanted<'_>) -> Measurement {
        // Nobody is looked for in a scan.
        let models = if matches!(wanted, Wanted::Photo(_)) { self.models() } else { None };
        let photo = Photo::look(bytes, models);
        let verdicts = judge(&photo.found, Some(&photo.seen(wanted)), wanted);
        let verdicts = named(verdicts, name, &photo.found);
        Measurement { verdicts: Some(verdicts), ..photo.found }
    }

    /// Makes a photo ready and writes it, with the record of what was done beside it. The originals, among which it is, stay
    /// as they are.
    pub fn prepare(
        &self,
        from: &Path,
        to: &Path,
        originals: &Originals,
        profile: &Profile,
        crop: Option<Crop>,
    ) -> Result<Result<Prepared, Stopped>, Failure> {
        spare(originals, to)?;
        let prepared = match self.look(from)?.prepare(profile, crop, self.models()) {
            Ok(it) => it,
            Err(stopped) => return Ok(Err(stopped)),
        };
        write_with_record(to, &prepared.jpeg, &prepared.record)?;
        Ok(Ok(prepared))
    }
}

/// With what is to be said of the file's name, after what is said of its format.
fn named(mut said: Verdicts, file: &Path, found: &Measurement) -> Verdicts {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let at = said.checks.len().min(1);
    said.checks.splice(at..at, judge_name(&name, found));
    said
}

/// Makes a scan a JPEG within the limits and writes it, with its record. Nobody is looked for in it.
pub fn compress_scan(
    from: &Path,
    to: &Path,
    limits: &ScanLimits,
) -> Result<Result<Scanned, Stopped>, Failure> {
    spare(&Originals::of([from]), to)?;
    let scan = look_at_scan(from)?;
    written(scan::compress(&scan, limits), to)
}

/// Judges a scan as it is.
pub fn check_scan(from: &Path, limits: &ScanLimits) -> Result<Verdicts, Failure> {
    let scan = look_at_scan(from)?;
    Ok(named(scan::check(&scan, limits), from, &scan.found))
}

/// Lays the two sides of a card together in one JPEG within the limits and writes it, with its record. Tells of each side
/// how many cards were found in it.
pub fn merge_card(
    sides: [&Path; 2],
    to: &Path,
    layout: Layout,
    limits: &ScanLimits,
) -> Result<Result<(Scanned, [usize; 2]), Stopped>, Failure> {
    spare(&Originals::of(sides), to)?;
    // One large picture in memory at a time.
    let side = |it: &Path, face| look_at_scan(it).map(|it| Side::of(&it, face));
    let (front, back) = (side(sides[0], Face::Front)?, side(sides[1], Face::Back)?);
    let (front, back) = match (front, back) {
        (Ok(front), Ok(back)) => (front, back),
        (Err(stopped), _) | (_, Err(stopped)) => return Ok(Err(stopped)),
    };
    let found = [front.found, back.found];
    let scanned = written(scan::merge(&front, &back, layout, limits), to)?;
    Ok(scanned.map(|it| (it, found)))
}

fn look_at_scan(from: &Path) -> Result<Photo, Failure> {
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
    let mut json = serde_json::to_vec_pretty(record).unwrap_or_default();
    json.push(b'\n');
    // Its name is the longer one: when it can be written, so can the picture, and no picture lies there without its record.
    files::write(&record_of(to), &json)?;
    files::write(to, jpeg)
}

/// Where the record of a picture lies.
fn record_of(picture: &Path) -> PathBuf {
    picture.with_extension("record.json")
}

/// That neither the picture that is to be written nor its record is an original.
fn spare(originals: &Originals, to: &Path) -> Result<(), Failure> {
    originals.spare(to)?;
    originals.spare(&record_of(to))
}

/// What lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// What is looked at as a photo, by name.
    pub photos: Vec<PathBuf>,
    /// What is not, by name; hidden files and the records of our own are left alone.
    pub others: Vec<PathBuf>,
}

/// The photos of a folder: by their names or, whatever they are called, by what they begin with. Folders in it are left
/// alone.
pub fn photos_in(folder: &Path) -> Result<Folder, Failure> {
    let is_photo = |path: &PathBuf| {
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        let named = || {
            PICTURES.iter().flat_map(|it| it.endings()).any(|it| ending.eq_ignore_ascii_case(it))
        };
        named() || files::beginning(path).is_some_and(|it| is_picture(&it))
    };
    let (photos, others): (Vec<_>, Vec<_>) =
        files::all_in_folder(folder)?.into_iter().partition(is_photo);
    let is_told = |it: &PathBuf| {
        let name = it.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with('.') && !name.ends_with(".record.json") && !SYSTEM.contains(&&*name)
    };
    Ok(Folder { photos, others: others.into_iter().filter(is_told).collect() })
}

/// What systems put into a folder for themselves.
const SYSTEM: [&str; 2] = ["Thumbs.db", "desktop.ini"];

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::FailureCode;

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
    fn a_name_that_is_too_long_is_told_and_nothing_is_left_half_done() {
        let folder = tempfile::tempdir().unwrap();
        let photo = include_bytes!("../../../../assets/samples/photo-zhang.jpg");
        let from = folder.path().join("a.jpg");
        fs::write(&from, photo).unwrap();
        // 255 bytes are the most a name may have; the record's is longer than the picture's.
        let to = folder.path().join("长".repeat(82) + ".jpg");
        let failure = compress_scan(&from, &to, &ScanLimits::default()).unwrap_err();
        assert!(failure.message.zh.contains("名字太长"), "{}", failure.message.zh);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn two_sides_are_written_and_the_originals_stay() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        let photo = include_bytes!("../../../../assets/samples/photo-zhang.jpg");
        let (front, back, both) = (place("front.jpg"), place("back.jpg"), place("both.jpg"));
        fs::write(&front, photo).unwrap();
        fs::write(&back, photo).unwrap();
        let limits =
            ScanLimits { formats: Vec::new(), min_kb: 0, max_kb: Some(1000), source: None };
        let sides = [&*front, &*back];
        let (made, cropped) = merge_card(sides, &both, Layout::Above, &limits).unwrap().unwrap();
        assert_eq!(cropped, [0, 0]);
        assert_eq!(fs::read(&both).unwrap(), made.jpeg);
        assert!(place("both.record.json").is_file());
        let over = merge_card(sides, &back, Layout::Above, &limits).unwrap_err();
        assert_eq!(over.code, FailureCode::Input);
        assert_eq!(fs::read(&back).unwrap(), photo);
        let compressed = compress_scan(&both, &place("small.jpg"), &limits).unwrap();
        assert!(compressed.unwrap().jpeg.len() <= 1_000_000);
    }
}

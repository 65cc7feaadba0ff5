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
use beishen_photo::{Backdrop, Crop, Models, Photo, Prepared, Profile, Stopped, Verdicts};

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
        let same = |it: &Path| fs::canonicalize(it).ok();
        if same(to).is_some_and(|it| Some(it) == same(from)) {
            return Err(Failure::input(
                "原照片不能被覆盖，请换一个文件名。",
                "The original photo must not be overwritten. Choose another file name.",
            ));
        }
        let prepared = match self.look(from)?.prepare(profile, crop, self.models.as_ref()) {
            Ok(it) => it,
            Err(stopped) => return Ok(Err(stopped)),
        };
        files::write(to, &prepared.jpeg)?;
        let mut record = serde_json::to_vec_pretty(&prepared.record).unwrap_or_default();
        record.push(b'\n');
        files::write(&to.with_extension("record.json"), &record)?;
        Ok(Ok(prepared))
    }
}

/// The endings of files that are offered as photos. What a file really is, its content says.
const ENDINGS: [&str; 10] =
    ["jpg", "jpeg", "jpe", "png", "webp", "bmp", "tif", "tiff", "heic", "heif"];

/// The photos of a folder, by name; folders in it are left alone.
pub fn pictures_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let name = folder.display();
    let entries = fs::read_dir(folder).map_err(|_| {
        Failure::input(
            format!("文件夹“{name}”读不出来，请检查路径和权限。"),
            format!("The folder “{name}” cannot be read. Check its path and permissions."),
        )
    })?;
    let is_picture = |path: &PathBuf| {
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        path.is_file() && ENDINGS.iter().any(|it| ending.eq_ignore_ascii_case(it))
    };
    let mut pictures: Vec<_> =
        entries.filter_map(Result::ok).map(|it| it.path()).filter(is_picture).collect();
    pictures.sort();
    Ok(pictures)
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
    fn a_pack_says_of_a_photo_what_the_built_in_profile_says() {
        let library = Library::built_in().unwrap();
        let pack = library.procedure("tdxl").unwrap().profile("photo").unwrap();
        let known = Profile::by_name("tdxl").unwrap();
        assert_eq!(profile_of(pack, known.title.clone(), known.source.clone()), known);
    }
}

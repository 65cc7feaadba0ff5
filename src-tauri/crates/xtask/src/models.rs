//! Face models: fetched by npm with the fonts (pinned by version and content hash), copied to src-tauri/resources/models.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use crate::{
    fonts::{assets, modified, older},
    programs::{Done, root},
};

/// A file of a package, and its name in resources/models.
struct Model {
    package: &'static str,
    file: &'static str,
    /// The part of the file that it is; all of it when there is none.
    part: Option<Range<usize>>,
    name: &'static str,
}

/// `MediaPipe`'s (Apache-2.0). The program knows each by its SHA-256 and takes no other.
const MODELS: [Model; 4] = [
    Model {
        package: "face_detection",
        file: "face_detection_short_range.tflite",
        part: None,
        name: "face_detection_short_range.tflite",
    },
    Model {
        package: "face_mesh",
        file: "face_mesh_solution_packed_assets.data",
        // as face_mesh_solution_packed_assets_loader.js in the package says
        part: Some(2_495_952..3_737_848),
        name: "face_landmark.tflite",
    },
    Model {
        package: "face_mesh",
        file: "face_mesh_solution_packed_assets.data",
        part: Some(0..2_495_952),
        name: "face_landmark_with_attention.tflite",
    },
    Model {
        package: "selfie_segmentation",
        file: "selfie_segmentation.tflite",
        part: None,
        name: "selfie_segmentation.tflite",
    },
];

/// Copies what is missing or has changed.
pub(crate) fn place() -> Done {
    let folder = resources();
    fs::create_dir_all(&folder)
        .map_err(|e| format!("{} could not be created: {e}.", folder.display()))?;
    MODELS.iter().try_for_each(|it| it.place(&folder))?;
    // Whoever passes the models on passes their licence on; the packages do not contain it.
    let license = folder.join("LICENSE-MediaPipe");
    fs::copy(root().join("LICENSE-APACHE"), &license)
        .map(drop)
        .map_err(|e| format!("{} could not be written: {e}.", license.display()))
}

/// That every model is in its place.
pub(crate) fn check() -> Done {
    let folder = resources();
    match MODELS.iter().find(|it| it.is_outdated(&folder)) {
        None => Ok(()),
        Some(it) => Err(format!(
            "{} is not in {}, or is an old one. Run `cargo xtask setup`.",
            it.name,
            folder.display()
        )),
    }
}

impl Model {
    fn source(&self) -> PathBuf {
        assets().join("node_modules/@mediapipe").join(self.package).join(self.file)
    }

    /// Whether the copy is missing, older than its source, or cut short.
    fn is_outdated(&self, folder: &Path) -> bool {
        let (source, copy) = (self.source(), folder.join(self.name));
        let length = |path: &Path| path.metadata().map_or(0, |it| it.len());
        let wanted = self.part.as_ref().map_or_else(|| length(&source), |it| it.len() as u64);
        length(&copy) != wanted || older(modified(&copy), modified(&source))
    }

    fn place(&self, folder: &Path) -> Done {
        if !self.is_outdated(folder) {
            return Ok(());
        }
        let (source, copy) = (self.source(), folder.join(self.name));
        let bytes = fs::read(&source)
            .map_err(|e| format!("{} could not be read: {e}.", source.display()))?;
        let part = self.part.clone().unwrap_or(0..bytes.len());
        let part = bytes
            .get(part)
            .ok_or_else(|| format!("{} is shorter than it should be.", source.display()))?;
        eprintln!("{} → {}", self.name, folder.display());
        fs::write(&copy, part).map_err(|e| format!("{} could not be written: {e}.", copy.display()))
    }
}

fn resources() -> PathBuf {
    root().join("src-tauri/resources/models")
}

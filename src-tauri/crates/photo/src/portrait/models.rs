//! The four networks, recognised by their digests.

use beishen_document::digest::{hex, sha256};

use crate::network::Network;

/// Finds faces, knows the points of one and where its eyelids are, and tells a person from what is behind.
///
/// `MediaPipe`'s models (Apache-2.0): `BlazeFace` short range, face mesh, the same with attention, selfie segmentation.
pub struct Models {
    pub(super) faces: Network,
    pub(super) mesh: Network,
    pub(super) eyes: Network,
    pub(super) person: Network,
}

/// Why there are no models: then everything that needs none still works, and the rest cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ModelsError {
    /// The file is not there.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The file is another one than this program was made for.
    #[error("{0} is not the file this program was made for")]
    Changed(&'static str),
}

const FACES: (&str, &str) = (
    "face_detection_short_range.tflite",
    "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633",
);
const MESH: (&str, &str) =
    ("face_landmark.tflite", "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1");
const EYES: (&str, &str) = (
    "face_landmark_with_attention.tflite",
    "883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d",
);
const PERSON: (&str, &str) = (
    "selfie_segmentation.tflite",
    "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27",
);

impl Models {
    /// Loads the models; `read` gives a file's bytes by its name.
    pub fn load(read: impl Fn(&str) -> Option<Vec<u8>>) -> Result<Self, ModelsError> {
        let network = |(name, digest): (&'static str, &str)| {
            let file = read(name).ok_or(ModelsError::Missing(name))?;
            let known = (hex(&sha256(&file)) == digest).then_some(file);
            known.and_then(|it| Network::load(&it)).ok_or(ModelsError::Changed(name))
        };
        Ok(Self {
            faces: network(FACES)?,
            mesh: network(MESH)?,
            eyes: network(EYES)?,
            person: network(PERSON)?,
        })
    }

    /// For tests: the network that finds faces.
    #[cfg(test)]
    pub(crate) fn faces(&self) -> &Network {
        &self.faces
    }

    /// For tests: the network that knows the points of a face.
    #[cfg(test)]
    pub(crate) fn mesh(&self) -> &Network {
        &self.mesh
    }

    /// For tests: the network that knows the eyelids.
    #[cfg(test)]
    pub(crate) fn eyes(&self) -> &Network {
        &self.eyes
    }

    /// For tests: the network that tells a person from what is behind.
    #[cfg(test)]
    pub(crate) fn person(&self) -> &Network {
        &self.person
    }
}

//! The pictures the page may ask for: of files that the view shown last names, and of no others.

use std::{cell::RefCell, collections::BTreeMap};

use beishen_core::{FileFormat, PixelSize};
use beishen_document::digest::hex;
use beishen_store::Digest;

/// How the page sees a file.
#[derive(Clone, Copy)]
pub(crate) enum Shown {
    /// As it is, of that media type.
    AsItIs(&'static str),
    /// As a smaller picture of it: it is large, or no page can show it.
    Drawn,
}

/// Larger files are shown as smaller pictures, and so are those of more pixels, however few bytes they take.
const SMALL: u64 = 1024 * 1024;
const FEW: u64 = 12_000_000;

impl Shown {
    /// `None`: it is no picture.
    pub(crate) fn of(format: FileFormat, bytes: u64, size: Option<PixelSize>) -> Option<Self> {
        let kind = match format {
            FileFormat::Jpeg => "image/jpeg",
            FileFormat::Png => "image/png",
            FileFormat::Webp | FileFormat::Bmp | FileFormat::Tiff | FileFormat::Heic => "",
            _ => return None,
        };
        let pixels = size.map_or(0, |it| u64::from(it.width) * u64::from(it.height));
        let as_it_is = bytes <= SMALL && pixels <= FEW && !kind.is_empty();
        Some(if as_it_is { Self::AsItIs(kind) } else { Self::Drawn })
    }
}

/// By their names, the digests in hexadecimal.
#[derive(Default)]
pub(crate) struct Pictures(RefCell<BTreeMap<String, (Digest, Shown)>>);

/// The name under which the page asks for a file.
pub(crate) fn name(digest: &Digest) -> String {
    hex(&digest.0)
}

impl Pictures {
    /// From now on these may be asked for.
    pub(crate) fn show(&self, files: impl Iterator<Item = (Digest, Shown)>) {
        *self.0.borrow_mut() = files.map(|it| (name(&it.0), it)).collect();
    }

    /// The file of that name, if it may be asked for.
    pub(crate) fn named(&self, name: &str) -> Option<(Digest, Shown)> {
        self.0.borrow().get(name).copied()
    }
}

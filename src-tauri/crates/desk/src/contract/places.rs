//! What a command names outside the vault, so that whoever hands it over can see whether a person chose it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use ts_rs::TS;

use super::{
    AboutView, AgreementView, CompanionKey, CropView, DeskPaper, DraftPaper, ExportChoice,
    HistoryRow, ImportShow, LayoutView, LineAt, ManyDeed, PackAct, PaperFormat, PrintChoice,
    ProfileValues, RosterLook, RosterQuery, SideView,
};

/// What a path is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// One file is read.
    Read,
    /// One file is written.
    Write,
    /// Files are written into a folder, or read in it.
    Folder,
}

macro_rules! paths {
    ($($(#[$said:meta])* $name:ident: $access:ident),+) => { $(
        $(#[$said])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(as = "String")]
        pub struct $name(pub PathBuf);

        impl From<$name> for PathBuf {
            fn from(path: $name) -> Self {
                path.0
            }
        }

        impl Names for $name {
            fn names(&self) -> Option<(Access, &Path)> {
                Some((Access::$access, &self.0))
            }
        }
    )+ };
}

paths! {
    /// A file that is read.
    ReadFrom: Read,
    /// A folder whose files are read.
    ReadIn: Folder,
    /// A file that is written.
    WriteTo: Write,
    /// A folder into which files are written.
    WriteInto: Folder
}

/// Whether a word of a command names something outside the vault. A word of a new type says so, or nothing compiles.
pub(crate) trait Names {
    fn names(&self) -> Option<(Access, &Path)>;
}

impl<T: Names> Names for Option<T> {
    fn names(&self) -> Option<(Access, &Path)> {
        self.as_ref()?.names()
    }
}

macro_rules! nothing {
    ($($type:ty),+ $(,)?) => { $(
        impl Names for $type {
            fn names(&self) -> Option<(Access, &Path)> {
                None
            }
        }
    )+ };
}

nothing!(
    bool,
    i32,
    u32,
    String,
    AboutView,
    AgreementView,
    BTreeMap<String, String>,
    CompanionKey,
    CropView,
    DeskPaper,
    DraftPaper,
    ExportChoice,
    ImportShow,
    LayoutView,
    ManyDeed,
    PackAct,
    PaperFormat,
    PrintChoice,
    ProfileValues,
    RosterLook,
    RosterQuery,
    SideView,
    Vec<DraftPaper>,
    Vec<HistoryRow>,
    Vec<LineAt>,
    Vec<String>,
    Vec<Vec<[f32; 2]>>,
    Vec<i32>,
);

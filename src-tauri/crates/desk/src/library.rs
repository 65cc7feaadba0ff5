//! The procedures that there are: those that come with the program, and those of one's own.

use std::path::{Path, PathBuf};

use beishen_core::{Dictionary, Known, PackError, Procedure, procedure::OwnProfile};

use crate::{
    Failure,
    packs::{self, Shelf},
};

macro_rules! packs {
    ($($id:literal),+) => {
        /// The ids of the built-in procedures, in the order they are offered.
        pub const PROCEDURES: &[&str] = &[$($id),+];
        const PACKS: &[&str] = &[$(include_str!(concat!("../../../../assets/procedures/", $id, ".toml"))),+];
    };
}
packs!("tdxl", "chsi-account", "hunnu-bachelor", "image-check");

const FACTS: &str = include_str!("../../../../assets/facts.toml");

/// Procedures that were loaded, and so keep their promises.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    /// The built-in ones first.
    procedures: Vec<Procedure>,
    refused: Vec<(String, Failure)>,
    pub(crate) folder: Option<PathBuf>,
}

impl Library {
    /// What comes with the program. Fails only in a build that was never tested.
    pub fn built_in() -> Result<Self, Failure> {
        let dictionary = dictionary()?;
        let find = |id: &str| built_in(id).map(str::to_owned);
        let parse = |(id, text): (&&str, &&str)| {
            Procedure::parse_extending(&packs::file_of(id), text, &dictionary, &find)
        };
        let procedures: Result<_, _> = PROCEDURES.iter().zip(PACKS).map(parse).collect();
        let procedures = procedures.map_err(|error| damaged(&error))?;
        Ok(Self { procedures, refused: Vec::new(), folder: None })
    }

    /// What comes with the program and the packs of a folder, which may extend one another. A pack that does not load
    /// stops no other.
    pub fn with_folder(folder: &Path) -> Result<Self, Failure> {
        let mut library = Self::built_in()?;
        let Shelf { procedures, refused } = packs::load(folder, &dictionary()?);
        library.procedures.extend(procedures);
        Ok(Self { refused, folder: Some(folder.to_owned()), ..library })
    }

    /// The files of the folder that do not load, and why.
    pub fn refused(&self) -> &[(String, Failure)] {
        &self.refused
    }

    /// The folder of packs of one's own.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The procedures of the folder, by name of file.
    pub fn own(&self) -> &[Procedure] {
        self.procedures.get(PROCEDURES.len()..).unwrap_or_default()
    }

    /// Procedures of a test's own.
    #[cfg(test)]
    pub(crate) fn of(procedures: Vec<Procedure>) -> Self {
        Self { procedures, refused: Vec::new(), folder: None }
    }

    /// Every procedure, in the order they are offered.
    pub fn procedures(&self) -> &[Procedure] {
        &self.procedures
    }

    /// One procedure.
    pub fn procedure(&self, id: &str) -> Option<&Procedure> {
        self.procedures.iter().find(|it| it.id() == id)
    }

    /// The same with what was added on this computer: options, each a fact and its value, and photo profiles, each
    /// with its procedure.
    pub(crate) fn with_own(
        &self,
        options: &[(&str, &str)],
        profiles: &[(String, OwnProfile)],
    ) -> Self {
        let with = |it: &Procedure| {
            let mine = profiles.iter().filter(|(of, _)| of == it.id()).map(|(_, own)| own.clone());
            it.with_options(options).with_profiles(&mine.collect::<Vec<_>>())
        };
        let procedures = self.procedures.iter().map(with).collect();
        Self { procedures, refused: self.refused.clone(), folder: self.folder.clone() }
    }

    /// What a facts file may hold: a file written for one procedure serves every other.
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        for procedure in &self.procedures {
            known.add(procedure);
        }
        known
    }
}

/// Loads a pack over the built-in dictionary; `file` is what errors call it. Packs that it extends are built in or lie
/// in one of the folders.
pub fn check_pack(file: &str, text: &str, folders: &[&Path]) -> Result<Procedure, Failure> {
    packs::extending(file, text, folders, &dictionary()?)
}

/// The text of a built-in pack.
pub(crate) fn built_in(id: &str) -> Option<&'static str> {
    PROCEDURES.iter().zip(PACKS).find(|(it, _)| **it == id).map(|(_, text)| *text)
}

pub(crate) fn dictionary() -> Result<Dictionary, Failure> {
    Dictionary::parse("facts.toml", FACTS).map_err(|error| damaged(&error))
}

fn damaged(error: &PackError) -> Failure {
    Failure::system(
        format!("程序自带的“{}”有问题，请重新安装本程序。", error.file),
        format!("The program's own “{}” is damaged. Install this program again.", error.file),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_of_the_assets_is_built_in_under_its_own_id() {
        let library = Library::built_in().unwrap();
        let ids: Vec<_> = library.procedures().iter().map(Procedure::id).collect();
        assert_eq!(ids, PROCEDURES);

        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/procedures");
        let files = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
        for file in files.filter(|it| it.extension().is_some_and(|it| it == "toml")) {
            let id = file.file_stem().unwrap().to_str().unwrap();
            assert!(PROCEDURES.contains(&id), "{id} is not built in");
        }
    }
}

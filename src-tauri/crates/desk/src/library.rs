//! The procedures that come with the program.

use beishen_core::{Dictionary, Known, PackError, Procedure};

use crate::Failure;

macro_rules! packs {
    ($($id:literal),+) => {
        /// The ids of the built-in procedures, in the order they are offered.
        pub const PROCEDURES: &[&str] = &[$($id),+];
        const PACKS: &[&str] = &[$(include_str!(concat!("../../../../assets/procedures/", $id, ".toml"))),+];
    };
}
packs!("tdxl");

const FACTS: &str = include_str!("../../../../assets/facts.toml");

/// Procedures that were loaded, and so keep their promises.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    procedures: Vec<Procedure>,
}

impl Library {
    /// What comes with the program. Fails only in a build that was never tested.
    pub fn built_in() -> Result<Self, Failure> {
        let dictionary = dictionary()?;
        let parse =
            |(id, text): (&&str, &&str)| Procedure::parse(&format!("{id}.toml"), text, &dictionary);
        let procedures: Result<_, _> = PROCEDURES.iter().zip(PACKS).map(parse).collect();
        Ok(Self { procedures: procedures.map_err(|error| damaged(&error))? })
    }

    /// Every procedure, in the order they are offered.
    pub fn procedures(&self) -> &[Procedure] {
        &self.procedures
    }

    /// One procedure.
    pub fn procedure(&self, id: &str) -> Option<&Procedure> {
        self.procedures.iter().find(|it| it.id() == id)
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

/// Loads a pack over the built-in dictionary; `file` is what errors call it.
pub fn check_pack(file: &str, text: &str) -> Result<Procedure, Failure> {
    Procedure::parse(file, text, &dictionary()?).map_err(|error| {
        Failure::input(
            error.message(beishen_core::Locale::Zh),
            error.message(beishen_core::Locale::En),
        )
    })
}

fn dictionary() -> Result<Dictionary, Failure> {
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

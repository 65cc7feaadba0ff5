//! The procedures that there are: those that come with the program, and those of one's own.

use std::{
    fs,
    path::{Path, PathBuf},
};

use beishen_core::{
    Known, Procedure, Profile,
    procedure::{OwnPack, OwnProfile},
};
use beishen_document::Locale;

use super::{
    built_in::{PACKS, PROCEDURES, built_in, damaged, dictionary},
    folder::{self, PackFault, Shelf, delete, file_of, files_of, name, parse},
};
use crate::{failure::Failure, files, originals::Originals};

/// Procedures that were loaded, and so keep their promises.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    /// The built-in ones first.
    procedures: Vec<Procedure>,
    refused: Vec<(String, Failure)>,
    pub(super) folder: Option<PathBuf>,
}

/// A pack that was taken out of the folder.
pub struct RemovedPack {
    path: PathBuf,
    text: String,
}

/// A pack that was written into the folder, and what lay there before.
pub struct WrittenPack {
    path: PathBuf,
    before: Option<String>,
}

impl Library {
    /// What comes with the program. Fails only in a build that was never tested.
    pub fn built_in() -> Result<Self, Failure> {
        let dictionary = dictionary()?;
        let find = |id: &str| built_in(id).map(str::to_owned);
        let parse = |(id, text): (&&str, &&str)| {
            Procedure::parse_extending(&folder::file_of(id), text, &dictionary, &find)
        };
        let procedures: Result<_, _> = PROCEDURES.iter().zip(PACKS).map(parse).collect();
        let procedures = procedures.map_err(|error| damaged(&error))?;
        Ok(Self { procedures, refused: Vec::new(), folder: None })
    }

    /// What comes with the program and the packs of a folder, which may extend one another. A pack that does not load
    /// stops no other.
    pub fn with_folder(folder: &Path) -> Result<Self, Failure> {
        let mut library = Self::built_in()?;
        let Shelf { procedures, refused } = folder::load(folder, &dictionary()?);
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

    /// The files of the folder.
    pub fn originals(&self) -> Originals {
        Originals::of(self.folder.iter().flat_map(|it| files_of(it)))
    }

    /// The procedures of the folder, by name of file.
    pub fn own(&self) -> &[Procedure] {
        self.procedures.get(PROCEDURES.len()..).unwrap_or_default()
    }

    /// These alone.
    pub fn of(procedures: Vec<Procedure>) -> Self {
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

    /// The photo profiles of every procedure by the names they have on the command line: their ids, and behind the
    /// procedure's where another one before has that id already.
    pub fn profiles(&self) -> Vec<(String, &Procedure, &Profile)> {
        let mut all: Vec<(String, &Procedure, &Profile)> = Vec::new();
        for procedure in &self.procedures {
            for profile in procedure.profiles() {
                let taken = all.iter().any(|it| it.0 == profile.id);
                let name = if taken {
                    format!("{}/{}", procedure.id(), profile.id)
                } else {
                    profile.id.clone()
                };
                all.push((name, procedure, profile));
            }
        }
        all
    }

    /// One photo profile, and the procedure whose it is.
    pub fn profile(&self, name: &str) -> Option<(&Procedure, &Profile)> {
        let mut all = self.profiles().into_iter();
        all.find(|it| it.0 == name).map(|(_, procedure, profile)| (procedure, profile))
    }

    /// The same with what was added on this computer: options, each a fact and its value, and photo profiles, each
    /// with its procedure.
    #[must_use]
    pub fn with_own(&self, options: &[(&str, &str)], profiles: &[(String, OwnProfile)]) -> Self {
        let with = |it: &Procedure| {
            let mine = profiles.iter().filter(|(of, _)| of == it.id()).map(|(_, own)| own.clone());
            it.with_options(options).with_profiles(&mine.collect::<Vec<_>>())
        };
        let procedures = self.procedures.iter().map(with).collect();
        Self { procedures, refused: self.refused.clone(), folder: self.folder.clone() }
    }

    /// One of its procedures with corrections over it, each the text of a pack that extends it.
    pub fn corrected(&self, id: &str, corrections: &[&str]) -> Result<Procedure, Failure> {
        let folders: Vec<&Path> = self.folder.iter().map(AsRef::as_ref).collect();
        folder::corrected(id, corrections, &folders, &dictionary()?)
    }

    /// The same with corrections over its procedures. One whose corrections do not fit it stays as it is.
    #[must_use]
    pub fn with_corrections<'a>(&self, of: impl Fn(&str) -> Vec<&'a str>) -> Self {
        let corrected = |it: &Procedure| {
            let texts = of(it.id());
            let corrected =
                if texts.is_empty() { None } else { self.corrected(it.id(), &texts).ok() };
            corrected.unwrap_or_else(|| it.clone())
        };
        let procedures = self.procedures.iter().map(corrected).collect();
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

    /// Takes a pack into the folder of one's own, whole or not at all, under the name of its id. `None`: a pack with
    /// this id is there already, and nothing was done, for it was not to be replaced.
    pub fn import(&mut self, path: &Path, replace: bool) -> Result<Option<&Procedure>, Failure> {
        let folder = self.folder.clone().ok_or_else(Failure::bad_request)?;
        let name = name(path);
        let text = files::text(path, &name)?;
        let id = parse(&name, &text, &[&folder], &dictionary()?)?.id().to_owned();
        let target = folder.join(file_of(&id));
        if let Ok(there) = fs::symlink_metadata(&target) {
            if !replace {
                return Ok(None);
            }
            // A link would lead the text out of the folder.
            if there.is_symlink() {
                delete(&target)?;
            }
        }
        files::make_folder(&folder)?;
        files::write(&target, text.as_bytes())?;
        *self = Self::with_folder(&folder)?;
        self.procedure(&id).map(Some).ok_or_else(Failure::gone)
    }

    /// The text of a file of the folder, whether or not it loads.
    pub fn text(&self, file: &str) -> Result<String, Failure> {
        let folder = self.folder.as_deref().ok_or_else(Failure::bad_request)?;
        let path = files_of(folder).into_iter().find(|it| name(it) == file);
        folder::text(&path.ok_or_else(Failure::gone)?, file)
    }

    /// A text as the pack of a file of the folder, whether or not that is there yet.
    ///
    /// There is at least one fault, or none.
    pub fn check(&self, file: &str, text: &str) -> Result<OwnPack, Vec<PackFault>> {
        let dictionary = dictionary().map_err(|why| vec![PackFault { line: 1, why }])?;
        let folders: Vec<&Path> = self.folder.iter().map(AsRef::as_ref).collect();
        folder::named(file, text, &folders, &dictionary)
    }

    /// Writes a pack that keeps every promise into the folder, whole, in the place of what lies there.
    pub fn write(&mut self, file: &str, text: &str) -> Result<WrittenPack, Failure> {
        let folder = self.folder.clone().ok_or_else(Failure::bad_request)?;
        // A name that a pack may have leads nowhere else.
        let procedure = self.check(file, text).map_err(folder::first)?.procedure;
        let path = folder.join(file_of(procedure.id()));
        let before = match fs::symlink_metadata(&path) {
            Ok(_) => Some(folder::text(&path, file)?),
            Err(_) => None,
        };
        files::make_folder(&folder)?;
        files::write(&path, text.as_bytes())?;
        *self = Self::with_folder(&folder)?;
        Ok(WrittenPack { path, before })
    }

    /// What lay there before it was written lies there again.
    pub fn unwrite(&mut self, written: &WrittenPack) -> Result<(), Failure> {
        let folder = self.folder.clone().ok_or_else(Failure::bad_request)?;
        match &written.before {
            Some(text) => files::write(&written.path, text.as_bytes())?,
            None if fs::symlink_metadata(&written.path).is_ok() => delete(&written.path)?,
            None => {}
        }
        *self = Self::with_folder(&folder)?;
        Ok(())
    }

    /// Takes a file out of the folder, whether or not it loads. What was begun with it stays in the vault. `None`: it could not be
    /// read, so it cannot be put back.
    pub fn remove(&mut self, file: &str) -> Result<Option<RemovedPack>, Failure> {
        let folder = self.folder.clone().ok_or_else(Failure::bad_request)?;
        let path = files_of(&folder).into_iter().find(|it| name(it) == file);
        let path = path.ok_or_else(Failure::gone)?;
        let text = folder::text(&path, file).ok();
        delete(&path)?;
        *self = Self::with_folder(&folder)?;
        Ok(text.map(|text| RemovedPack { path, text }))
    }

    /// Puts a pack that was removed back where it lay. One that has taken its place since stays.
    pub fn put_back(&mut self, removed: &RemovedPack) -> Result<(), Failure> {
        let folder = self.folder.clone().ok_or_else(Failure::bad_request)?;
        if fs::symlink_metadata(&removed.path).is_err() {
            files::write(&removed.path, removed.text.as_bytes())?;
        }
        *self = Self::with_folder(&folder)?;
        Ok(())
    }
}

/// Loads a pack over the built-in dictionary; `file` is what errors call it. Packs that it extends are built in or lie
/// in one of the folders. English may be missing, unless the pack comes with the program; faults that can be seen at once are told on
/// one line.
pub fn check_pack(file: &str, text: &str, folders: &[&Path]) -> Result<OwnPack, Failure> {
    let read = folder::read(file, text, folders, &dictionary()?).map_err(|faults| {
        Failure::input(on_one_line(&faults, Locale::Zh), on_one_line(&faults, Locale::En))
    })?;
    match read.no_english.first().filter(|_| built_in(read.procedure.id()).is_some()) {
        Some(key) => Err(Failure::input(
            format!("{file}：{key}：缺少英文（en）"),
            format!("{file}: {key}: it has no English (en)"),
        )),
        None => Ok(read),
    }
}

/// Characters of faults that are told on one line, the first of them aside.
const LINE: usize = 600;

fn on_one_line(faults: &[PackFault], locale: Locale) -> String {
    let mut said = String::new();
    for (at, fault) in faults.iter().enumerate() {
        let words = fault.why.message.get(locale);
        if at > 0 && said.chars().count() + words.chars().count() > LINE {
            let rest = faults.len() - at;
            said += &locale.pick("；另有 {n} 处", "; {n} more").replace("{n}", &rest.to_string());
            break;
        }
        if at > 0 {
            said += locale.pick("；", "; ");
        }
        said += words;
    }
    said
}

/// The same of a pack that is to lie in a folder of one's own: it cannot take the place of a built-in one.
pub fn check_own(file: &str, text: &str, folders: &[&Path]) -> Result<Procedure, Failure> {
    parse(file, text, folders, &dictionary()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::PROFILES;

    #[test]
    fn every_pack_of_the_assets_is_built_in_under_its_own_id() {
        let library = Library::built_in().unwrap();
        let ids: Vec<_> = library.procedures().iter().map(Procedure::id).collect();
        assert_eq!(ids, PROCEDURES);
        let profiles: Vec<_> = library.profiles().into_iter().map(|it| it.0).collect();
        assert_eq!(profiles, PROFILES);

        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/procedures");
        let files = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
        for file in files.filter(|it| it.extension().is_some_and(|it| it == "toml")) {
            let id = file.file_stem().unwrap().to_str().unwrap();
            assert!(PROCEDURES.contains(&id), "{id} is not built in");
        }
    }
}

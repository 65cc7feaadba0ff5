//! Reading it again: looked through whole before anything is taken in.

use std::{
    fs,
    path::{Path, PathBuf},
};

use beishen_reference::pinyin::search_keys;
use beishen_store::Whole;
use beishen_tray::Uid;
use beishen_work::{Failure, file_beside, files};

use super::{
    PEOPLE, PERSON,
    person::{FORM, Person},
};
use crate::{record::ID_NUMBER, roster::identity};

/// More than that was not written by this program.
const MOST: usize = 100_000;

/// What a folder holds.
#[derive(Default)]
pub(crate) struct Found {
    /// Where the people lie that can be taken in, and by what each is known.
    pub(crate) people: Vec<(PathBuf, Who)>,
    /// The name of a folder, and why it cannot be read.
    pub(crate) bad: Vec<(String, Failure)>,
}

/// By what somebody is known who may be here already.
pub(crate) struct Who {
    /// The document's number; empty without one.
    pub(crate) number: String,
    /// What they are called in every vault.
    pub(crate) uid: Option<Uid>,
}

impl Found {
    /// Everybody in it, one after the other, as the vault takes them.
    pub(crate) fn wholes(&self) -> impl Iterator<Item = Result<Whole, Failure>> {
        self.people.iter().map(|(folder, _)| {
            let person = person(folder)?;
            let search = search_keys(&person.name);
            person.whole(search, |file| file_beside(folder, file, "file.path"))
        })
    }
}

/// Looks through a folder: the one that was written, the one of the people in it, or that of one person.
pub(crate) fn look(folder: &Path) -> Result<Found, Failure> {
    let mut found = Found::default();
    for one in people(folder)? {
        match checked(&one) {
            Ok(who) => found.people.push((one, who)),
            Err(failure) => {
                let name = one.file_name().map(|it| it.to_string_lossy().into_owned());
                found.bad.push((name.unwrap_or_default(), failure));
            }
        }
    }
    Ok(found)
}

fn people(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if folder.join(PERSON).is_file() {
        return Ok(vec![folder.to_owned()]);
    }
    let within = folder.join(PEOPLE);
    let within = if within.is_dir() { within } else { folder.to_owned() };
    let entries = fs::read_dir(&within).map_err(|it| files::unreadable_folder(&it, &within))?;
    let all = entries.flatten().map(|it| it.path()).filter(|it| it.join(PERSON).is_file());
    let mut all: Vec<_> = all.take(MOST).collect();
    all.sort();
    if all.is_empty() {
        return Err(Failure::input(
            format!("文件夹里没有“{PERSON}”，请选备申导出的文件夹。"),
            format!("There is no “{PERSON}” in this folder. Choose one that Beishen has exported."),
        ));
    }
    Ok(all)
}

/// Who it is, when they and all their files can be taken in.
fn checked(folder: &Path) -> Result<Who, Failure> {
    let person = person(folder)?;
    for file in person.files() {
        file_beside(folder, file, "file.path")?;
    }
    Ok(Who { number: identity(person.answer(ID_NUMBER)), uid: person.uid() })
}

fn person(folder: &Path) -> Result<Person, Failure> {
    let text = files::text(&folder.join(PERSON), PERSON)?;
    let unfit = || {
        Failure::input(
            format!("“{PERSON}”的内容不完整或被改过，请用导出时的文件。"),
            format!("“{PERSON}” is incomplete or was changed. Use the one that was exported."),
        )
    };
    let person: Person = serde_json::from_str(&text).map_err(|_| unfit())?;
    if person.form == FORM { Ok(person) } else { Err(unfit()) }
}

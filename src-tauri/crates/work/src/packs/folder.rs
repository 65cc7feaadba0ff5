//! The folder of packs of one's own: each file bears the id of its pack, and a bad one does not stop the others.

use std::{
    fs,
    path::{Path, PathBuf},
};

use beishen_core::{
    Dictionary, PackError, Procedure,
    procedure::{OwnPack, is_file_id, line_of},
};

use super::built_in::built_in;
use crate::{failure::Failure, files};

/// Files that are looked at; nobody has so many packs.
const MOST: usize = 200;

/// What a folder has: procedures, and files that do not load with the reason why, both by name.
#[derive(Default)]
pub(super) struct Shelf {
    pub(super) procedures: Vec<Procedure>,
    pub(super) refused: Vec<(String, Failure)>,
}

/// Loads every `*.toml` of the folder. A folder that is not there is an empty one.
pub(super) fn load(folder: &Path, dictionary: &Dictionary) -> Shelf {
    let mut shelf = Shelf::default();
    for (at, path) in files_of(folder).into_iter().enumerate() {
        let name = name(&path);
        let loaded =
            if at < MOST { one(&path, &name, folder, dictionary) } else { Err(too_many()) };
        match loaded {
            Ok(procedure) => shelf.procedures.push(procedure),
            Err(failure) => shelf.refused.push((name, failure)),
        }
    }
    shelf
}

fn one(
    path: &Path,
    name: &str,
    folder: &Path,
    dictionary: &Dictionary,
) -> Result<Procedure, Failure> {
    let read = named(name, &text(path, name)?, &[folder], dictionary);
    read.map(|it| it.procedure).map_err(first)
}

/// The first of them; there is one.
pub(super) fn first(faults: Vec<PackFault>) -> Failure {
    faults.into_iter().next().map_or_else(Failure::gone, |it| it.why)
}

/// What is wrong with a pack, and on which line of its text, counted from 1.
pub struct PackFault {
    /// The line.
    pub line: usize,
    /// The words.
    pub why: Failure,
}

/// A pack of one's own as it lies in the folder, under the name of its id.
pub(super) fn named(
    name: &str,
    text: &str,
    folders: &[&Path],
    dictionary: &Dictionary,
) -> Result<OwnPack, Vec<PackFault>> {
    let pack = own(name, text, folders, dictionary)?;
    let id = pack.procedure.id();
    if name == file_of(id) {
        return Ok(pack);
    }
    let why = Failure::input(
        format!("{name}：id：文件名应为“{}”，请改名", file_of(id)),
        format!("{name}: id: the file is to be called `{}`; rename it", file_of(id)),
    );
    Err(vec![PackFault { line: line_of(text, "id"), why }])
}

/// A pack of one's own: it cannot take the place of one that comes with the program.
pub(super) fn parse(
    file: &str,
    text: &str,
    folders: &[&Path],
    dictionary: &Dictionary,
) -> Result<Procedure, Failure> {
    own(file, text, folders, dictionary).map(|it| it.procedure).map_err(first)
}

fn own(
    file: &str,
    text: &str,
    folders: &[&Path],
    dictionary: &Dictionary,
) -> Result<OwnPack, Vec<PackFault>> {
    let pack = read(file, text, folders, dictionary)?;
    let id = pack.procedure.id();
    if built_in(id).is_none() {
        return Ok(pack);
    }
    let why = Failure::input(
        format!("{file}：id：“{id}”是自带的办理事项，请换一个名称"),
        format!("{file}: id: `{id}` comes with the program; choose another id"),
    );
    Err(vec![PackFault { line: line_of(text, "id"), why }])
}

/// A pack over those it extends, which are built in or lie in one of the folders. Faults come in the order of the lines.
pub(super) fn read(
    file: &str,
    text: &str,
    folders: &[&Path],
    dictionary: &Dictionary,
) -> Result<OwnPack, Vec<PackFault>> {
    let read = Procedure::parse_own(file, text, dictionary, &found_in(folders));
    read.map_err(|errors| {
        let fault = |error: &PackError| {
            // What is wrong further down is seen where the pack says what it rests on.
            let own = error.file == file;
            let key = if own { &error.key } else { "extends" };
            let line = error.line.filter(|_| own).unwrap_or_else(|| line_of(text, key));
            PackFault { line, why: refusal(error) }
        };
        let mut faults: Vec<PackFault> = errors.iter().map(fault).collect();
        faults.sort_by_key(|it| it.line);
        faults
    })
}

/// A pack that is built in or lies in one of the folders, with corrections over it.
pub(super) fn corrected(
    id: &str,
    corrections: &[&str],
    folders: &[&Path],
    dictionary: &Dictionary,
) -> Result<Procedure, Failure> {
    let find = found_in(folders);
    let text = find(id).ok_or_else(|| Failure::not_installed(id))?;
    Procedure::parse_corrected(&file_of(id), &text, corrections, dictionary, &find)
        .map_err(|it| refusal(&it))
}

/// The text of a pack that is built in or lies in one of the folders.
pub(super) fn found_in(folders: &[&Path]) -> impl Fn(&str) -> Option<String> {
    let lying = move |id: &str| {
        let id = Some(id).filter(|it| is_file_id(it))?;
        folders.iter().find_map(|it| self::text(&it.join(file_of(id)), id).ok())
    };
    move |id| built_in(id).map(str::to_owned).or_else(|| lying(id))
}

/// The name of the file that holds a pack of one's own.
pub fn file_of(id: &str) -> String {
    format!("{id}.toml")
}

fn refusal(error: &PackError) -> Failure {
    use beishen_document::Locale::{En, Zh};
    Failure::input(error.message(Zh), error.message(En))
}

pub(super) fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<_> = entries
        .map(|it| it.path())
        .filter(|it| it.extension().is_some_and(|it| it == "toml"))
        .collect();
    files.sort();
    files
}

/// The text of a file that lies in the folder itself: a link could lead anywhere, a pipe could wait forever.
pub(super) fn text(path: &Path, name: &str) -> Result<String, Failure> {
    match fs::symlink_metadata(path) {
        Ok(it) if it.is_symlink() => Err(Failure::input(
            format!("“{name}”是一个链接，请放入文件本身。"),
            format!("“{name}” is a link. Put the file itself there."),
        )),
        Ok(it) if !it.is_file() => Err(Failure::input(
            format!("“{name}”不是文件，请移走。"),
            format!("“{name}” is not a file. Move it away."),
        )),
        _ => files::text(path, name),
    }
}

pub(super) fn delete(path: &Path) -> Result<(), Failure> {
    fs::remove_file(path).map_err(|_| {
        let name = name(path);
        Failure::system(
            format!("“{name}”移除不了，请检查文件夹的权限。"),
            format!("“{name}” cannot be removed. Check the folder's permissions."),
        )
    })
}

fn too_many() -> Failure {
    Failure::input(
        format!("自备的办理事项超过 {MOST} 个，请移除一些。"),
        format!("There are over {MOST} packs. Remove some."),
    )
}

pub(super) fn name(path: &Path) -> String {
    path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

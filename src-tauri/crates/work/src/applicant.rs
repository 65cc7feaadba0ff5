//! An applicant, read from a facts file and the files it names.

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
};

use beishen_core::{Answers, FactsFile, Known, Procedure};
use beishen_document::{Jpeg, Locale};

use crate::{failure::Failure, files, originals::Originals, pictures::Studio};

/// What a facts file tells of a person. `Debug` shows no answer.
pub struct Applicant {
    /// Everything given, the files measured and judged.
    pub answers: Answers,
    /// The files themselves, by material.
    files: BTreeMap<String, Vec<u8>>,
    originals: Originals,
}

impl Applicant {
    /// What is known already, with the files by material.
    pub fn new(answers: Answers, files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { answers, files, originals: Originals::default() }
    }

    /// Reads a facts file (`FACTS.json`) and the files it names, which lie in its folder or below, and judges these by what
    /// the procedure wants.
    pub fn read(
        path: &Path,
        procedure: &Procedure,
        known: &Known,
        studio: &Studio,
    ) -> Result<Self, Failure> {
        let text = files::read_text(path)?;
        let (mut answers, named) = FactsFile::parse(&text, known).map_err(|error| {
            Failure::input(error.message(Locale::Zh), error.message(Locale::En))
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let (mut files, mut read) = (BTreeMap::new(), vec![path.to_owned()]);
        for (material, file) in named {
            let bytes = file_beside(folder, &file, &format!("files.{material}"))?;
            let measured = match procedure.material(&material) {
                Some(it) => studio.judged(&bytes, Path::new(&file), procedure.wanted(it)),
                None => beishen_photo::inspect(&bytes),
            };
            answers.materials.insert(material.clone(), measured);
            files.insert(material, bytes);
            read.push(folder.join(file));
        }
        Ok(Self { answers, files, originals: Originals::of(read) })
    }

    /// The files it was read from.
    pub fn originals(&self) -> &Originals {
        &self.originals
    }

    /// The file of a material.
    pub fn file(&self, material: &str) -> Option<&[u8]> {
        self.files.get(material).map(Vec::as_slice)
    }

    /// The photo that the procedure's papers show, when it can be printed.
    pub fn photo(&self, procedure: &Procedure) -> Option<Jpeg> {
        let (material, _) = procedure.portrait()?;
        self.files.get(&material.id).and_then(|it| beishen_photo::jpeg(it))
    }
}

/// The facts files of a folder, by name. The records of photos made ready, which may lie beside them, are none.
pub fn facts_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = files::in_folder(folder, &["json"])?;
    found.retain(|it| it.file_stem().is_some_and(|it| !it.to_string_lossy().ends_with(".record")));
    Ok(found)
}

/// The bytes of a file that is named by one in `folder` and lies there or below. Errors call it by its key: its name may be a
/// person's.
pub fn file_beside(folder: &Path, file: &str, key: &str) -> Result<Vec<u8>, Failure> {
    if reaches_out(file) {
        return Err(Failure::input(
            format!("“{key}”在另一台电脑或另一个盘上，请复制到已填内容的文件夹。"),
            format!(
                "“{key}” lies on another computer or drive. Copy it into the facts file's folder."
            ),
        ));
    }
    let path = folder.join(file);
    // A facts file may come from somebody else, and what it names is handed in: it names nothing but its own.
    let real = |it: &Path| fs::canonicalize(it).ok();
    let own = real(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let is_own = |it: PathBuf| own.is_some_and(|own| it.starts_with(own));
    if !real(&path).is_none_or(is_own) {
        return Err(Failure::input(
            format!("“{key}”不在已填内容的文件夹里，请复制到那里。"),
            format!("“{key}” lies outside the facts file's folder. Copy it there."),
        ));
    }
    // A pipe or a device would keep us waiting.
    if path.metadata().is_ok_and(|it| !it.is_file() && !it.is_dir()) {
        return Err(Failure::input(
            format!("“{key}”不是普通文件，请换成照片文件。"),
            format!("“{key}” is not an ordinary file. Choose a picture file."),
        ));
    }
    files::read(&path, key)
}

/// Whether a name leads to another computer, or to a drive of this one that may be another's. Windows calls it when such a path is
/// only looked at, and tells it who is asking, so it is read by its letters, and alike on every system: `\` and `/` part names alike,
/// two of them begin a share, `\\?\` and `\??\` what speaks to the system itself, and a letter with a colon is a drive.
fn reaches_out(file: &str) -> bool {
    let mut letters = file.chars();
    match (letters.next(), letters.next()) {
        (Some('\\'), _) | (Some('/'), Some('/' | '\\' | '?')) => true,
        (Some(first), Some(':')) => first.is_ascii_alphabetic(),
        _ => false,
    }
}

impl fmt::Debug for Applicant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Applicant({:?}, {} files)", self.answers, self.files.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_makes_windows_call_another_computer_is_refused_before_it_is_looked_at() {
        for file in [
            r"\\server\share\p.jpg",
            "//server/share/p.jpg",
            r"/\server\share\p.jpg",
            r"\/server/share/p.jpg",
            r"\\?\UNC\server\share\p.jpg",
            r"\\.\pipe\p",
            r"\??\UNC\server\share\p.jpg",
            r"\p.jpg",
            "//?/c:/p.jpg",
            "c:p.jpg",
            r"Z:\p.jpg",
            "z:/p.jpg",
        ] {
            // A folder that is not there: nothing can be found in it, so only the name can be what is refused.
            let said = file_beside(Path::new("none"), file, "files.photo").unwrap_err();
            assert!(said.message.zh.contains("另一台电脑"), "{file}: {}", said.message.zh);
        }
        for file in ["p.jpg", "照片/p.jpg", r"照片\p.jpg", "..", "照:片.jpg", "/p.jpg", "p", ""]
        {
            assert!(!reaches_out(file), "{file}");
        }
    }
}

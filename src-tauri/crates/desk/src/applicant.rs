//! An applicant, read from a facts file and the files it names.

use std::{collections::BTreeMap, fmt, path::Path};

use beishen_core::{Answers, FactsFile, Known, Locale, Procedure, document::Jpeg};

use crate::{Failure, files};

/// What a facts file tells of a person. `Debug` shows no answer.
pub struct Applicant {
    /// Everything given, the files measured.
    pub answers: Answers,
    /// The files themselves, by material.
    files: BTreeMap<String, Vec<u8>>,
}

impl Applicant {
    /// What is known already, with the files by material.
    pub(crate) fn new(answers: Answers, files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { answers, files }
    }

    /// Reads a facts file (`FACTS.json`) and the files it names, whose paths start at its folder.
    pub fn read(path: &Path, known: &Known) -> Result<Self, Failure> {
        let text = files::read_text(path)?;
        let (mut answers, named) = FactsFile::parse(&text, known).map_err(|error| {
            Failure::input(error.message(Locale::Zh), error.message(Locale::En))
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut files = BTreeMap::new();
        for (material, file) in named {
            let bytes = picture(folder, &file, &format!("files.{material}"))?;
            answers.materials.insert(material.clone(), beishen_photo::inspect(&bytes));
            files.insert(material, bytes);
        }
        Ok(Self { answers, files })
    }

    /// The file of a material.
    pub(crate) fn file(&self, material: &str) -> Option<&[u8]> {
        self.files.get(material).map(Vec::as_slice)
    }

    /// The photo that the procedure's papers show, when it can be printed.
    pub fn photo(&self, procedure: &Procedure) -> Option<Jpeg> {
        let (material, _) = procedure.portrait()?;
        self.files.get(&material.id).and_then(|it| beishen_photo::jpeg(it))
    }
}

/// Errors call the file by its key: its name may be a person's.
fn picture(folder: &Path, file: &str, key: &str) -> Result<Vec<u8>, Failure> {
    // Opening such a path makes Windows call another computer, and tell it who is asking.
    if file.starts_with("//") || file.starts_with(r"\\") {
        return Err(Failure::input(
            format!("“{key}”在另一台电脑上，请先复制到本机。"),
            format!("“{key}” lies on another computer. Copy it to this one first."),
        ));
    }
    let path = folder.join(file);
    // A pipe or a device would keep us waiting.
    if path.metadata().is_ok_and(|it| !it.is_file() && !it.is_dir()) {
        return Err(Failure::input(
            format!("“{key}”不是普通文件，请换成照片文件。"),
            format!("“{key}” is no ordinary file. Give the file of a picture."),
        ));
    }
    files::read(&path, key)
}

impl fmt::Debug for Applicant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Applicant({:?}, {} files)", self.answers, self.files.len())
    }
}

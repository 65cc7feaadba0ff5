//! The files that something is made of. Whatever is written, they stay as they are.

use std::{collections::BTreeSet, fs, path::Path};

use crate::failure::Failure;

/// Files by what they are, not by how they are called: through a link, by a second name or by another way it is the same file.
#[derive(Debug, Clone, Default)]
pub struct Originals(BTreeSet<Id>);

#[cfg(unix)]
type Id = (u64, u64);
#[cfg(not(unix))]
type Id = std::path::PathBuf;

impl Originals {
    /// These files.
    pub fn of<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self(paths.into_iter().filter_map(|it| id(it.as_ref())).collect())
    }

    /// These and others.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        self.0.append(&mut others.0.clone());
        self
    }

    /// That what is to be written is none of them.
    pub fn spare(&self, to: &Path) -> Result<(), Failure> {
        if id(to).is_some_and(|it| self.0.contains(&it)) {
            return Err(Failure::input(
                "原文件不能被覆盖，请换一个文件名。",
                "The original must not be overwritten. Choose another file name.",
            ));
        }
        Ok(())
    }
}

/// What is no file, such as a terminal, may be read from and written to.
fn id(path: &Path) -> Option<Id> {
    let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        Some((found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = found;
        fs::canonicalize(path).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_again_by_any_of_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        fs::write(place("facts.json"), "{}").unwrap();
        fs::write(place("other.json"), "{}").unwrap();
        fs::create_dir(place("inside")).unwrap();
        fs::hard_link(place("facts.json"), place("second.json")).unwrap();
        let mut same = vec!["facts.json", "./facts.json", "inside/../facts.json", "second.json"];
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(place("facts.json"), place("link.json")).unwrap();
            std::os::unix::fs::symlink(place("link.json"), place("inside/link.json")).unwrap();
            same.extend(["link.json", "inside/link.json"]);
        }
        let originals = Originals::of([place("facts.json"), place("missing.json")]);
        for name in same {
            let failure = originals.spare(&place(name)).unwrap_err();
            assert_eq!(failure.code, crate::FailureCode::Input, "{name}");
        }
        for name in ["other.json", "missing.json", "facts.pdf", "inside", "/dev/null"] {
            assert_eq!(originals.spare(&place(name)), Ok(()), "{name}");
        }
        let both = Originals::of([place("other.json")]).and(&originals);
        assert!(
            both.spare(&place("other.json")).is_err() && both.spare(&place("facts.json")).is_err()
        );
    }
}

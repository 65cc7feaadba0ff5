//! `*.jpg` on the line. Elsewhere the shell puts the files in its place; on Windows it hands the pattern on.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

/// The words with the files that each pattern means. A pattern that means none stays as it is, and so does a file that is called so.
pub(crate) fn expanded(words: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let files = |word: OsString| {
        let found = if cfg!(windows) { meant(Path::new(&word)) } else { Vec::new() };
        if found.is_empty() { vec![word] } else { found.into_iter().map(Into::into).collect() }
    };
    words.flat_map(files).collect()
}

/// The files that a pattern means, by name: `*` stands for any letters, `?` for one, in the last name only.
fn meant(pattern: &Path) -> Vec<PathBuf> {
    let Some(name) = pattern.file_name().and_then(|it| it.to_str()) else { return Vec::new() };
    if !name.contains(['*', '?']) {
        return Vec::new();
    }
    let letters = |it: &str| it.to_lowercase().chars().collect::<Vec<_>>();
    let name = letters(name);
    let folder = pattern.parent().unwrap_or(Path::new(""));
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(here).into_iter().flatten().flatten();
    let fits = |it: &OsString| it.to_str().is_some_and(|it| fits(&name, &letters(it)));
    let mut found: Vec<_> =
        entries.map(|it| it.file_name()).filter(fits).map(|it| folder.join(it)).collect();
    found.sort();
    found
}

/// Whether a name is one that the pattern means.
fn fits(pattern: &[char], name: &[char]) -> bool {
    // Where the last `*` stood, and how much of the name it has taken.
    let (mut at, mut here, mut star) = (0, 0, None);
    while let Some(letter) = name.get(here) {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, here));
                at += 1;
            }
            Some(it) if *it == '?' || it == letter => {
                at += 1;
                here += 1;
            }
            _ => {
                let Some((stood, taken)) = star else { return false };
                star = Some((stood, taken + 1));
                (at, here) = (stood + 1, taken + 1);
            }
        }
    }
    pattern.iter().skip(at).all(|it| *it == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_means_what_a_shell_takes_it_for() {
        let means = |pattern: &str, name: &str| {
            let letters = |it: &str| it.chars().collect::<Vec<_>>();
            fits(&letters(pattern), &letters(name))
        };
        for (pattern, name, expected) in [
            ("*.jpg", "张三.jpg", true),
            ("*.jpg", "张三.jpeg", false),
            ("?三.jpg", "张三.jpg", true),
            ("?三.jpg", "三.jpg", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-b-b-d", false),
            ("*", "", true),
            ("", "a", false),
            ("**", "a", true),
            ("a?*", "a", false),
        ] {
            assert_eq!(means(pattern, name), expected, "{pattern} {name}");
        }
    }

    #[test]
    fn the_files_of_a_folder_are_found_by_name_and_others_are_not() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.JPG", "a.jpg", "c.png"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |pattern: &str| -> Vec<_> {
            let found = meant(&folder.path().join(pattern));
            found.iter().map(|it| it.file_name().unwrap().to_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names("*.jpg"), ["a.jpg", "b.JPG"]);
        assert_eq!(names("a.jpg"), Vec::<String>::new());
        assert_eq!(names("*.gif"), Vec::<String>::new());
    }
}

//! What a command has read is never what it writes over, by whatever name it is called.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{beishen, put, sample};

/// Facts with a photo, a pack of one's own, and other names of theirs.
struct Kept {
    folder: tempfile::TempDir,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Kept {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("facts")).unwrap();
        fs::create_dir_all(folder.path().join("packs")).unwrap();
        for name in ["zhang.json", "photo-zhang.jpg"] {
            fs::copy(sample(name), folder.path().join("facts").join(name)).unwrap();
        }
        put(&folder, "packs/own.toml", "id = \"own\"\nextends = \"tdxl\"\n");
        let names = ["facts/zhang.json", "facts/photo-zhang.jpg", "packs/own.toml"];
        let files =
            names.map(|it| folder.path().join(it)).map(|it| (it.clone(), fs::read(it).unwrap()));
        Self { folder, files: files.to_vec() }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    #[track_caller]
    fn spared(&self, command: &[&str], out: &str) {
        let packs = self.path("packs");
        let arguments = [command, &[out, "--packs", &packs]].concat();
        beishen(&arguments).stopped(3, &["原文件不能被覆盖，请换一个文件名。"]);
        for (path, bytes) in &self.files {
            assert_eq!(fs::read(path).unwrap(), *bytes, "{arguments:?}: {}", path.display());
        }
    }
}

#[test]
fn no_paper_is_written_over_what_it_is_made_of() {
    let kept = Kept::new();
    let (facts, folder) = (kept.path("facts/zhang.json"), kept.path("facts"));
    let of_one: [&[&str]; 8] = [
        &["receipt", "own", &facts, "-o"],
        &["checklist", "own", &facts, "-o"],
        &["checklist", "own", &facts, "--format", "pdf", "-o"],
        &["paper", "materials", "own", &facts, "-o"],
        &["paper", "onsite", "own", &facts, "-o"],
        &["paper", "summary", "own", &folder, "-o"],
        &["paper", "envelopes", "own", &folder, "-o"],
        &["calendar", "own", &facts, "-o"],
    ];
    for command in of_one {
        for out in ["facts/zhang.json", "facts/photo-zhang.jpg", "packs/own.toml"] {
            kept.spared(command, &kept.path(out));
        }
    }
    for command in [&["questionnaire", "own", "-o"][..], &["practice", "own", "-o"]] {
        kept.spared(command, &kept.path("packs/own.toml"));
    }
    // Beside them there is room.
    let receipt = kept.path("facts/receipt.pdf");
    beishen(&["receipt", "tdxl", &facts, "-o", &receipt]).done();
    beishen(&["receipt", "tdxl", &facts, "-o", &receipt]).done();
}

#[test]
fn a_link_and_a_second_name_are_the_same_file() {
    let kept = Kept::new();
    let facts = kept.path("facts/zhang.json");
    let same = |name: &str| {
        let place = kept.path(name);
        (Path::new(&facts).to_owned(), PathBuf::from(place))
    };
    let (original, second) = same("second.json");
    fs::hard_link(&original, &second).unwrap();
    let mut names = vec!["second.json", "packs/../facts/./zhang.json"];
    #[cfg(unix)]
    {
        let (original, link) = same("link.json");
        std::os::unix::fs::symlink(original, link).unwrap();
        names.push("link.json");
    }
    for name in names {
        kept.spared(&["receipt", "own", &facts, "-o"], &kept.path(name));
    }
    // A place that is told from the folder one is in.
    let here = std::env::current_dir().unwrap();
    let up: PathBuf = here.components().skip(1).map(|_| "..").collect();
    let down = up.join(Path::new(&facts).strip_prefix("/").unwrap());
    kept.spared(&["receipt", "own", &facts, "-o"], down.to_str().unwrap());
}

#[test]
fn a_file_to_hand_in_is_not_replaced_by_another() {
    let folder = tempfile::tempdir().unwrap();
    let photo = fs::read(sample("photo-zhang.jpg")).unwrap();
    put(&folder, "a.jpg", &photo);
    let other = [&photo[..], b"another"].concat();
    let grades = put(&folder, "2.本科毕业证.jpg", &other);
    let json = r#"{"files": {"diploma": "a.jpg", "grades": "2.本科毕业证.jpg"}}"#;
    let facts = put(&folder, "facts.json", json);
    let to = folder.path().to_str().unwrap();
    let hand_in = ["materials", "hunnu-bachelor", &facts, "--to", to, "--replace"];
    beishen(&hand_in).stopped(3, &["原文件不能被覆盖"]);
    assert_eq!(fs::read(&grades).unwrap(), other);
}

#[test]
fn a_photo_made_ready_is_put_over_no_other_and_no_record_over_a_photo() {
    let folder = tempfile::tempdir().unwrap();
    let photo = fs::read(sample("photo-zhang.jpg")).unwrap();
    // By its name, the one is what the other would become.
    for name in ["a.png", "a.png.jpg"] {
        put(&folder, name, &photo);
    }
    let all = folder.path().to_str().unwrap();
    let ran = beishen(&["photo", "prepare", "--profile", "tdxl", all, all]);
    assert_eq!(ran.out.matches("原文件不能被覆盖").count(), 2, "{}", ran.out);
    let record = put(&folder, "b.record.json", &photo);
    let made = folder.path().join("b.jpg").to_str().unwrap().to_owned();
    let prepare = ["photo", "prepare", "--profile", "tdxl", &record, &made];
    beishen(&prepare).stopped(3, &["原文件不能被覆盖"]);
    for name in ["a.png", "a.png.jpg", "b.record.json"] {
        assert_eq!(fs::read(folder.path().join(name)).unwrap(), photo, "{name}");
    }
}

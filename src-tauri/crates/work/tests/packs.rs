//! Packs of one's own: the folder, taking in and out.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fs, path::Path};

use beishen_core::Procedure;
use beishen_work::{Failure, Library, PROCEDURES};
use tempfile::TempDir;

fn asset(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets").join(name);
    fs::read_to_string(path).unwrap()
}

fn own(id: &str, extends: &str) -> String {
    format!(
        "id = \"{id}\"\nextends = \"{extends}\"\ntitle = {{ zh = \"{id} 事项\", en = \"Procedure {id}\" }}\n"
    )
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn library(folder: &TempDir) -> Library {
    Library::with_folder(folder.path()).unwrap()
}

fn ids(library: &Library) -> Vec<&str> {
    library.own().iter().map(Procedure::id).collect()
}

fn refused(library: &Library) -> Vec<(&str, &str)> {
    library.refused().iter().map(|(file, why)| (&**file, &*why.message.zh)).collect()
}

#[test]
fn a_bad_pack_does_not_stop_the_others() {
    let full = asset("procedures/tdxl.toml").replacen(r#"id = "tdxl""#, r#"id = "full""#, 1);
    let folder = folder(&[
        ("b.toml", &own("b", "c")),
        ("c.toml", &own("c", "tdxl")),
        ("broken.toml", "id = "),
        ("cycle.toml", &own("cycle", "cycle")),
        ("full.toml", &full),
        ("notes.txt", "no pack"),
        ("orphan.toml", &own("orphan", "nobody")),
        ("other.toml", &own("name", "tdxl")),
        ("tdxl.toml", &asset("procedures/tdxl.toml")),
    ]);
    fs::write(folder.path().join("gbk.toml"), b"id = \"gbk\" # \xc9\xea").unwrap();
    fs::create_dir(folder.path().join("folder.toml")).unwrap();
    let library = library(&folder);
    assert_eq!(ids(&library), ["b", "c", "full"]);
    let all: Vec<_> = library.procedures().iter().map(Procedure::id).collect();
    assert_eq!(all, [PROCEDURES, &["b", "c", "full"]].concat());
    assert_eq!(library.procedure("b").unwrap().title().zh, "b 事项");
    for (file, words) in refused(&library).into_iter().zip([
        ("broken.toml", "第 1 行不是正确的 TOML"),
        ("cycle.toml", "绕了一圈又回到“cycle”，请改成别的"),
        ("folder.toml", "“folder.toml”不是文件，请移走。"),
        ("gbk.toml", "“gbk.toml”不是 UTF-8 文本，请另存为 UTF-8。"),
        ("orphan.toml", "没有安装“nobody”，请先导入它"),
        ("other.toml", "文件名应为“name.toml”，请改名"),
        ("tdxl.toml", "“tdxl”是自带的办理事项，请换一个名称"),
    ]) {
        assert!(file.0 == words.0 && file.1.contains(words.1), "{file:?} {words:?}");
    }
    assert_eq!(library.refused().len(), 7);
    assert!(library.refused().iter().all(|(_, it)| !it.message.en.is_empty()));
}

#[test]
fn a_folder_that_is_not_there_is_an_empty_one() {
    let nowhere = tempfile::tempdir().unwrap().path().join("packs");
    let library = Library::with_folder(&nowhere).unwrap();
    assert_eq!((library.own().len(), library.refused().len()), (0, 0));
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed_neither_as_a_pack_nor_as_what_it_extends() {
    let outside = folder(&[("a.toml", &own("a", "tdxl"))]);
    let folder = folder(&[("b.toml", &own("b", "a"))]);
    std::os::unix::fs::symlink(outside.path().join("a.toml"), folder.path().join("a.toml"))
        .unwrap();
    let mut library = library(&folder);
    assert!(ids(&library).is_empty());
    assert_eq!(refused(&library)[0], ("a.toml", "“a.toml”是一个链接，请放入文件本身。"));
    assert_eq!(refused(&library)[1].1, "b.toml：extends：没有安装“a”，请先导入它");

    // Importing puts a file in the link's place and leaves alone what it points at.
    let new = tempfile::tempdir().unwrap();
    let text = own("a", "tdxl") + "minutes = 99\n";
    fs::write(new.path().join("new.toml"), &text).unwrap();
    library.import(&new.path().join("new.toml"), true).unwrap().unwrap();
    assert_eq!(ids(&library), ["a", "b"]);
    assert_eq!(fs::read_to_string(outside.path().join("a.toml")).unwrap(), own("a", "tdxl"));
}

#[test]
fn a_pack_is_checked_before_it_is_taken_in_and_never_replaced_unasked() {
    let downloads = folder(&[
        ("download (1).toml", &("\u{feff}".to_owned() + &own("a", "tdxl"))),
        ("again.toml", &(own("a", "tdxl") + "minutes = 99\n")),
        ("child.toml", &own("child", "parent")),
        ("parent.toml", &own("parent", "tdxl")),
        ("shadow.toml", &asset("procedures/tdxl.toml")),
        ("up.toml", &own("../up", "tdxl")),
    ]);
    let data = tempfile::tempdir().unwrap();
    let mut library = Library::with_folder(&data.path().join("packs")).unwrap();
    let from = |name: &str| downloads.path().join(name);
    let names = || {
        let entries = fs::read_dir(data.path().join("packs")).into_iter().flatten();
        let mut names: Vec<_> =
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };

    for (name, words) in [
        ("shadow.toml", "“tdxl”是自带的办理事项"),
        ("up.toml", "名称只能用小写字母"),
        ("child.toml", "没有安装“parent”，请先导入它"),
        ("nothing.toml", "找不到“nothing.toml”"),
    ] {
        let failure: Failure = library.import(&from(name), false).map(|_| ()).unwrap_err();
        assert!(failure.message.zh.contains(words), "{name}: {}", failure.message.zh);
    }
    assert!(names().is_empty());

    assert_eq!(library.import(&from("download (1).toml"), false).unwrap().unwrap().id(), "a");
    assert_eq!(names(), ["a.toml"]);
    assert!(library.import(&from("again.toml"), false).unwrap().is_none());
    assert_eq!(library.procedure("a").unwrap().minutes(), 25);
    assert_eq!(library.import(&from("again.toml"), true).unwrap().unwrap().minutes(), 99);
    library.import(&from("parent.toml"), false).unwrap().unwrap();
    library.import(&from("child.toml"), false).unwrap().unwrap();
    assert_eq!(ids(&library), ["a", "child", "parent"]);
    library.remove("parent.toml").unwrap();
    assert_eq!(ids(&library), ["a"]);
    assert_eq!(refused(&library)[0].0, "child.toml");
    assert!(library.remove("../vault").is_err() && library.remove("parent.toml").is_err());
    library.remove("child.toml").unwrap();
    assert_eq!(names(), ["a.toml"]);
}

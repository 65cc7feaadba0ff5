//! The arrows of ARCHITECTURE.md: which crate may depend on which, which floor of a crate may name which, and no circle.
//!
//! Read from the manifests and from the paths that the sources name, tests aside. A floor names itself and what lies below it;
//! a floor's rooms are files or folders right below `src`.
#![expect(clippy::unwrap_used, reason = "tests")]

mod paths;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use paths::{Crate, is_test};

/// What each crate may depend on, of ours.
const CRATES: [(&str, &[&str]); 15] = [
    ("reference", &[]),
    ("document", &[]),
    ("core", &["document", "reference"]),
    ("guide", &["core", "document", "reference"]),
    ("photo", &["core", "document"]),
    ("print", &["document"]),
    ("store", &[]),
    ("tables", &["document"]),
    ("tray", &[]),
    ("work", &["core", "document", "guide", "photo", "print", "reference"]),
    (
        "desk",
        &[
            "core",
            "document",
            "guide",
            "photo",
            "print",
            "reference",
            "store",
            "tables",
            "tray",
            "work",
        ],
    ),
    ("office", &["document", "tray"]),
    ("cli", &["core", "desk", "document", "guide", "work"]),
    ("app", &["core", "document", "desk"]),
    ("xtask", &[]),
];

/// A crate's floors, bottom up, each with its rooms.
type Floors = &'static [&'static [&'static str]];

const FLOORS: [(&str, Floors); 5] = [
    (
        "document",
        &[
            &["text", "digest"],
            &["png", "seal", "strokes"],
            &["document"],
            &["visible"],
            &["calendar", "csv", "html", "json", "markdown", "plain", "sealing"],
        ],
    ),
    (
        "core",
        &[
            &[
                "answers",
                "condition",
                "fact",
                "finding",
                "measurement",
                "month",
                "outcome",
                "profile",
                "raw",
                "signature",
                "source",
                "subject",
                "time",
                "unfit",
                "verdict",
            ],
            &["reading"],
            &["value"],
            &["check"],
            &["rule"],
            &["procedure"],
            &["assess", "facts_file"],
        ],
    ),
    (
        "guide",
        &[
            &["banner", "items"],
            &["companion", "practice", "readback"],
            &["papers", "portal"],
            &["fill_in"],
        ],
    ),
    (
        "work",
        &[
            &["failure"],
            &["files", "guide", "names", "originals", "resources"],
            &["applicant", "packs", "pictures"],
            &["hand_in", "papers", "readback", "verify"],
            &["portal"],
            &["batch", "demo"],
            &["export"],
        ],
    ),
    (
        "desk",
        &[
            &["at", "contract"],
            &["classes", "note", "own", "parts", "progress", "record", "system"],
            &["judged"],
            &["roster"],
            &["everything", "import"],
            &["desk"],
            &["backups", "keys", "open"],
            &["view"],
            &["commands"],
        ],
    ),
];

/// Where names come from their rooms alone; what `lib.rs` shows is for guests.
const BY_ROOM: [&str; 5] = ["document", "core", "guide", "work", "desk"];

fn folder(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri");
    if name == "app" { root } else { root.join("crates").join(name) }
}

/// The sources of a crate by their path below `src`, tests aside.
fn sources(name: &str) -> BTreeMap<String, String> {
    fn walk(folder: &Path, below: &str, into: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let below = format!("{below}{name}");
            if path.is_dir() {
                walk(&path, &format!("{below}/"), into);
            } else if path.extension().is_some_and(|it| it == "rs") && !is_test(&below) {
                into.insert(below, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut into = BTreeMap::new();
    walk(&folder(name).join("src"), "", &mut into);
    into
}

/// On which floor a file stands; the lowest is 0.
fn floor(floors: Floors, file: &str) -> Option<usize> {
    let room = file.split('/').next()?.trim_end_matches(".rs");
    floors.iter().position(|it| it.contains(&room))
}

/// Every arrow that runs up, and every file without a floor.
fn upwards(of: &Crate, floors: Floors) -> Vec<String> {
    let strangers = of.files().filter(|it| *it != "lib.rs" && floor(floors, it).is_none());
    let strangers = strangers.map(|it| format!("{it} stands on no floor"));
    let up = of.arrows().into_iter().filter(|it| {
        it.to != "lib.rs" && floor(floors, &it.from) < floor(floors, &it.to) && it.from != "lib.rs"
    });
    strangers.chain(up.map(|it| format!("{it}, which lies above it"))).collect()
}

#[test]
fn crates_depend_on_what_lies_below_them() {
    let crates = fs::read_dir(folder("app").join("crates")).unwrap();
    for entry in crates {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(CRATES.iter().any(|it| it.0 == name), "nobody says what {name} may depend on");
    }
    let mut wrong = Vec::new();
    for (name, may) in CRATES {
        let manifest = fs::read_to_string(folder(name).join("Cargo.toml")).unwrap();
        let read: toml::Table = manifest.parse().unwrap();
        let depends = read.get("dependencies").and_then(toml::Value::as_table);
        for on in depends.into_iter().flat_map(toml::Table::keys) {
            if on.strip_prefix("beishen-").is_some_and(|it| !may.contains(&it)) {
                let line = manifest.lines().position(|it| it.starts_with(on)).unwrap_or_default();
                wrong.push(format!("{name}/Cargo.toml:{}: {name} depends on {on}", line + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn floors_name_what_lies_below_them() {
    for (name, floors) in FLOORS {
        let wrong = upwards(&Crate::of(sources(name)), floors);
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

#[test]
fn no_files_name_each_other_in_a_circle() {
    for name in FLOORS.map(|it| it.0) {
        let wrong = Crate::of(sources(name)).circles();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

#[test]
fn a_room_is_named_and_not_the_hall() {
    for name in BY_ROOM {
        let wrong = Crate::of(sources(name)).through_the_hall();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

/// A crate of these files, with its floors `low` and `high`.
fn planted(files: &[(&str, &str)]) -> Crate {
    Crate::of(files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect())
}

const TWO: Floors = &[&["low"], &["high"]];

#[test]
fn an_arrow_that_runs_up_is_found_wherever_it_is_written() {
    let lib = ("lib.rs", "mod high;\nmod low;\npub use high::High;\n");
    let high = ("high/mod.rs", "mod inner;\npub use inner::{High, up};\n");
    let inner = ("high/inner.rs", "pub struct High;\npub fn up() {}\n");
    for (low, to) in [
        ("use crate::high::High;\n", "high/inner.rs"),
        ("use crate::{\n    high::{self as it, up},\n};\n", "high/mod.rs"),
        ("fn f() {\n    crate::high::up();\n}\n", "high/inner.rs"),
        ("use crate::High;\n", "high/inner.rs"),
        ("use super::high;\nfn f() { high::up() }\n", "high/mod.rs"),
        ("fn f(it: &super::high::High) {}\n", "high/inner.rs"),
        ("// not crate::high\nuse super::high::*;\n", "high/mod.rs"),
    ] {
        let found = upwards(&planted(&[lib, high, inner, ("low.rs", low)]), TWO);
        assert!(
            found.iter().any(|it| it.starts_with("low.rs:") && it.contains(to)),
            "{low}: {found:?}"
        );
    }
    for low in [
        "fn f() {}\n",
        "// crate::high::up()\n",
        "fn f() {}\n\n#[cfg(test)]\nmod tests {\n    use crate::high::High;\n}\n",
    ] {
        let found = upwards(&planted(&[lib, high, inner, ("low.rs", low)]), TWO);
        assert_eq!(found, [""; 0], "{low}");
    }
    let found = upwards(&planted(&[lib, high, inner, ("loft.rs", "")]), TWO);
    assert_eq!(found, ["loft.rs stands on no floor"]);
}

#[test]
fn a_circle_is_found_and_told_by_its_arrows() {
    let files = [
        ("lib.rs", "mod a;\nmod b;\nmod c;\n"),
        ("a.rs", "use crate::b::B;\nuse crate::c::C;\npub struct A;\n"),
        ("b.rs", "pub struct B(crate::a::A);\n"),
        ("c.rs", "pub struct C;\n"),
    ];
    assert_eq!(planted(&files).circles(), ["a.rs:1 names b.rs", "b.rs:1 names a.rs"]);
}

#[test]
fn a_name_taken_from_the_hall_is_found() {
    let lib = ("lib.rs", "mod a;\nmod b;\npub use a::A;\n");
    let a = ("a.rs", "pub struct A;\n");
    let found = planted(&[lib, a, ("b.rs", "\nuse crate::{A, a};\n")]).through_the_hall();
    assert_eq!(found, ["b.rs:2 names A of lib.rs, not of its room"]);
    assert_eq!(planted(&[lib, a, ("b.rs", "use crate::a::A;\n")]).through_the_hall(), [""; 0]);
}

//! The same commands on Linux and under Wine: exit codes, what they print and every file they write, byte for byte.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::programs::{Done, root};

/// What is typed behind `beishen`, and what it is fed. `NOW` is a time that stands still, `␣` a space within a word.
const COMMANDS: &[(&str, &str)] = &[
    ("--version", ""),
    ("--help", ""),
    ("--lang en help photo", ""),
    ("procedures", ""),
    ("demo --out demo NOW", ""),
    ("assess tdxl zhang.json NOW", ""),
    ("assess image-check ayiguli.json --json NOW", ""),
    ("assess tdxl none.json NOW", ""),
    ("assess tdxl far.json NOW", ""),
    ("receipt tdxl zhang.json -o 回执单-张䶮㛃.pdf NOW", ""),
    ("receipts tdxl zhang.json ayiguli.json --to 全部␣回执 NOW", ""),
    ("receipts tdxl zhang.json ayiguli.json --to one --one-file NOW", ""),
    ("verify 回执单-张䶮㛃.pdf tdxl zhang.json", ""),
    ("checklist tdxl zhang.json --format html -o 清单.html NOW", ""),
    ("checklist tdxl zhang.json --format md -o 清单.md NOW", ""),
    ("checklist tdxl zhang.json --format csv -o 清单.csv NOW", ""),
    ("checklist tdxl zhang.json --format json -o 清单.json NOW", ""),
    ("checklist tdxl zhang.json --format pdf -o 清单.pdf NOW", ""),
    ("checklist tdxl zhang.json NOW", ""),
    ("paper materials tdxl zhang.json -o 材料.pdf NOW", ""),
    ("paper photo-guide --profile tdxl -o 拍照.pdf NOW", ""),
    ("correction image-check zhang.json -o 勘误.pdf NOW", ""),
    ("mail image-check zhang.json NOW", ""),
    ("calendar tdxl zhang.json --out 期限.ics NOW", ""),
    ("practice tdxl -o 练习.html", ""),
    ("questionnaire tdxl -o 采集.pdf NOW", ""),
    ("guide -o 指南.pdf NOW", ""),
    ("materials tdxl zhang.json --to 材料␣全部 NOW", ""),
    ("readback tdxl zhang.json page.html NOW", ""),
    ("value id18 --today 2026-11-22", "11010519491231002X\r\n110105199003070011\n"),
    ("value name", "张䶮㛃\n阿依古丽·买买提\n𠮷野\n"),
    ("name 张䶮㛃", ""),
    ("photo check --profile tdxl photo-zhang.jpg --today 2026-11-22", ""),
    ("photo prepare --profile tdxl photo-zhang.jpg 照片.jpg --today 2026-11-22", ""),
    ("scan compress photo-zhang.jpg 扫描.jpg --max-kb 60", ""),
    ("receipt tdxl zhang.json -o none/a.pdf NOW", ""),
    ("value id19", ""),
];

/// What each run came to: its exit code, and what it printed.
type Said = (Option<i32>, String);

/// Runs them all in a folder for each system and writes down what differs.
pub(super) fn compare(
    work: &Path,
    linux: &Path,
    mut windows: impl FnMut(&str) -> Done<Command>,
) -> Done {
    let (here, there) = (prepared(work, "out-linux")?, prepared(work, "out-wine")?);
    let mut told = String::new();
    for (line, fed) in COMMANDS {
        eprintln!("beishen {line}");
        let words = words(line);
        let mut native = Command::new(linux);
        native.current_dir(&here).env("BEISHEN_RESOURCES", root().join("src-tauri/resources"));
        let expected = run(native.args(&words), fed)?;
        let found = run(windows("/w/out-wine")?.args(&words), fed)?;
        let mut tell = |what: &str| _ = writeln!(told, "differs\t{line}\t{what}");
        if expected.0 != found.0 {
            tell(&format!("exit code {:?}, on Linux {:?}", found.0, expected.0));
        }
        if alike(&expected.1) != alike(&found.1) {
            tell("what it prints");
            let _ = fs::write(work.join("printed-linux.txt"), &expected.1);
            let _ = fs::write(work.join("printed-wine.txt"), &found.1);
        }
    }
    let (expected, found) = (files(&here), files(&there));
    for name in expected.keys().chain(found.keys().filter(|it| !expected.contains_key(*it))) {
        if expected.get(name) != found.get(name) {
            _ = writeln!(told, "differs\t{name}\tits bytes");
        }
    }
    _ = writeln!(told, "compared\t{}\t{}", COMMANDS.len(), expected.len());
    fs::write(work.join("commands.txt"), &told).map_err(|e| format!("commands.txt: {e}."))
}

/// A folder with the samples, a facts file that names another computer and a page to read back.
fn prepared(work: &Path, name: &str) -> Done<PathBuf> {
    let folder = work.join(name);
    let _ = fs::remove_dir_all(&folder);
    let failed = |e: std::io::Error| format!("{}: {e}.", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    for sample in ["zhang.json", "ayiguli.json", "photo-zhang.jpg", "photo-ayiguli.jpg"] {
        fs::copy(root().join("assets/samples").join(sample), folder.join(sample))
            .map_err(failed)?;
    }
    let far = r#"{"files": {"photo": "/\\server\\share\\p.jpg"}}"#;
    fs::write(folder.join("far.json"), far).map_err(failed)?;
    let page = "<table><tr><td>姓名<td>张䶮㛃<tr><td>证件号码<td>11010519491231002X</table>";
    fs::write(folder.join("page.html"), page).map_err(failed)?;
    Ok(folder)
}

fn words(line: &str) -> Vec<String> {
    let line = line.replace("NOW", "--now 2026-11-22T09:00");
    line.split(' ').map(|it| it.replace('␣', " ")).collect()
}

fn run(command: &mut Command, fed: &str) -> Done<Said> {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| format!("a command was not started: {e}."))?;
    // Little enough for any pipe; who does not read it does not want it.
    let _ = child.stdin.take().map(|mut it| it.write_all(fed.as_bytes()));
    let output = child.wait_with_output().map_err(|e| format!("a command did not end: {e}."))?;
    let said = [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
    Ok((output.status.code(), said.join("\n--\n")))
}

/// Without what has to differ: how paths are parted.
fn alike(said: &str) -> String {
    said.replace('\\', "/")
}

/// Every file in a folder and below, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).into_iter().flatten().flatten().map(|it| it.path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
                found.insert(name, fs::read(&path).unwrap_or_default());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_split_into_words_with_a_time_that_stands_still() {
        assert_eq!(
            words("demo --out 全部␣回执 NOW"),
            ["demo", "--out", "全部 回执", "--now", "2026-11-22T09:00"]
        );
        assert_eq!(alike(r"upload\2.jpg"), "upload/2.jpg");
    }
}

//! The receipts of many facts files: one broken file stops no other, and nothing that is there is replaced.

use std::{fs, path::Path, process::Command};

use crate::{NOW, beishen, names, put, root};

fn facts(name: &str, more: &str) -> String {
    format!(
        r#"{{"facts": {{"person.name": "{name}", "contact.email": "{name}@example.cn"}}{more}}}"#
    )
}

/// A folder with four good facts files and two that are not.
fn class() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("class")).unwrap();
    for (file, name) in [("a", "张三"), ("b", "李四"), ("d", "王五"), ("f", "赵六")] {
        put(&folder, &format!("class/{file}.json"), facts(name, ""));
    }
    put(&folder, "class/c.json", facts("孙七", r#", "files": {"photo": "gone.jpg"}"#));
    put(&folder, "class/e.json", "{");
    put(&folder, "class/notes.txt", "no facts");
    let class = folder.path().join("class").to_str().unwrap().to_owned();
    (folder, class)
}

fn to(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

#[test]
fn everybody_gets_a_file_and_who_cannot_is_named() {
    let (folder, class) = class();
    let out = to(&folder, "out");
    let ran = beishen(&["receipts", "tdxl", &class, "--to", &out, "--now", NOW]);
    assert_eq!((ran.code, &*ran.err), (1, ""), "{}", ran.out);
    for words in ["c.json：找不到“files.photo”", "e.json：", "4 份已存成 PDF，2 份没有"]
    {
        assert!(ran.out.contains(words), "{words} is not in\n{}", ran.out);
    }
    let written = names(Path::new(&out));
    assert_eq!(written.len(), 4);
    for name in &written {
        let number = name.strip_prefix("BS-20261122-").and_then(|it| it.strip_suffix(".pdf"));
        assert!(number.is_some_and(|it| it.len() == 8), "{name} holds more than the number");
    }
    // Again: nothing is replaced.
    let ran =
        beishen(&["--lang", "en", "receipts", "tdxl", &class, "--to", &out, "--named", "--json"]);
    assert_eq!((ran.code, &*ran.err), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&report["total"], &report["printed"], &report["stopped"]),
        (&6.into(), &4.into(), &false.into())
    );
    assert_eq!(report["failures"].as_array().unwrap().len(), 2);
    assert!(
        report["failures"][0]["message"].as_str().unwrap().is_ascii()
            || report["failures"][0]["message"].as_str().unwrap().contains("“")
    );
    let written = names(Path::new(&out));
    assert_eq!(written.len(), 8);
    assert!(
        ["张三-BS-", "李四-BS-", "王五-BS-", "赵六-BS-"]
            .iter()
            .all(|it| written.iter().any(|name| name.starts_with(it)))
    );
}

#[test]
fn all_in_one_file_are_in_one_file_in_their_order() {
    let (folder, class) = class();
    let out = to(&folder, "one");
    let (last, first) = (format!("{class}/d.json"), format!("{class}/a.json"));
    // A file that is named twice is printed once.
    let said = beishen(&[
        "receipts",
        "tdxl",
        &last,
        &first,
        &last,
        "--to",
        &out,
        "--one-file",
        "--now",
        NOW,
    ])
    .done();
    assert!(said.ends_with("2 份准备回执已存成 PDF，共 1 个文件。\n"), "{said}");
    assert_eq!(names(Path::new(&out)), ["准备回执-20261122.pdf"]);
    let pdf = Path::new(&out).join("准备回执-20261122.pdf");
    let read =
        Command::new("pdftotext").args(["-raw", pdf.to_str().unwrap(), "-"]).output().unwrap();
    let text = String::from_utf8(read.stdout).unwrap();
    assert!(text.find("王五").unwrap() < text.find("张三").unwrap());
    // Each of them is verified by it; who is not in it is told so.
    for file in ["a", "d"] {
        let said =
            beishen(&["verify", pdf.to_str().unwrap(), "tdxl", &format!("{class}/{file}.json")])
                .done();
        assert!(said.contains("一致"), "{said}");
    }
    beishen(&["verify", pdf.to_str().unwrap(), "tdxl", &format!("{class}/b.json")])
        .stopped(3, &["没有这个姓名"]);
}

#[test]
fn what_cannot_be_done_at_all_is_one_sentence() {
    let (folder, class) = class();
    let empty = to(&folder, "empty");
    fs::create_dir(&empty).unwrap();
    beishen(&["receipts", "tdxl", &empty, "--to", &empty]).stopped(3, &["没有 JSON 文件"]);
    beishen(&["receipts", "tdxl", "--to", &empty]).stopped(2, &["缺少 <FACTS.json|FOLDER>"]);
    beishen(&["receipts", "tdxl", &class]).stopped(2, &["缺少 --to"]);
    let file = format!("{class}/a.json");
    beishen(&["receipts", "tdxl", &class, "--to", &file]).stopped(4, &["不是文件夹"]);
}

#[test]
fn receipts_of_a_pack_of_one_s_own_are_printed_and_verified() {
    let (folder, class) = class();
    let packs = to(&folder, "packs");
    fs::create_dir(&packs).unwrap();
    let sample = root().join("assets/samples/packs/tdxl-example.toml");
    fs::copy(sample, Path::new(&packs).join("tdxl-example.toml")).unwrap();
    let facts = format!("{class}/a.json");
    let pdf = to(&folder, "own.pdf");
    let own = ["--packs", &packs];
    let with = |words: &[&str]| beishen(&[&own[..], words].concat());
    with(&["receipt", "tdxl-example", &facts, "-o", &pdf, "--now", NOW]).done();
    assert!(with(&["verify", &pdf, "tdxl-example", &facts]).done().contains("一致"));
    let changed = put(
        &folder,
        "changed.json",
        crate::receipts::facts(
            "张三",
            r#", "history": [{"from": "201109", "to": "至今", "place": "某大学", "role": "学生", "witness": "李四"}]"#,
        ),
    );
    let ran = with(&["verify", &pdf, "tdxl-example", &changed]);
    assert_eq!((ran.code, &*ran.err), (1, ""));
    // It is a receipt of that pack and of no other, and without the packs there is no such procedure.
    with(&["verify", &pdf, "tdxl", &facts]).stopped(3, &["另一个办理事项"]);
    beishen(&["verify", &pdf, "tdxl-example", &facts]).stopped(2, &["只能是 tdxl"]);
    let out = to(&folder, "own");
    let ran = with(&["receipts", "tdxl-example", &class, "--to", &out, "--one-file"]);
    assert!(ran.code == 1 && ran.out.contains("4 份已存成 PDF"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_between_two_receipts() {
    use std::io::Read as _;
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("many")).unwrap();
    for at in 0..100 {
        put(&folder, &format!("many/{at:03}.json"), facts(&format!("张{at}"), ""));
    }
    let (many, out) = (to(&folder, "many"), to(&folder, "out"));
    let mut child = crate::program()
        .args(["receipts", "tdxl", &many, "--to", &out, "--now", NOW])
        .spawn()
        .unwrap();
    // The first twenty are announced on standard error; then the person has seen enough.
    let mut progress = [0; 7];
    child.stderr.as_mut().unwrap().read_exact(&mut progress).unwrap();
    assert_eq!(&progress, b"20/100\n");
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    let written = names(Path::new(&out));
    assert!(written.len() >= 20 && written.len() < 100, "{}", written.len());
    let (count, left) = (written.len(), 100 - written.len());
    assert!(said.contains(&format!("已停止：{count} 份已存成 PDF，{left} 份没有。")), "{said}");
    for name in written {
        let pdf = fs::read(Path::new(&out).join(&name)).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.trim_ascii_end().ends_with(b"%%EOF"), "{name}");
    }
}

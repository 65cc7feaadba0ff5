//! The people of a vault from the command line: the same vault as the window's.

use std::{fmt::Write as _, fs, path::Path, thread, time::Duration};

use beishen_desk::{Desk, KeyDeed, Keys, Library, VAULT};
use serde_json::Value;

use crate::{NOW, beishen, fed, program, ran};

const ZHANG: &str = "11010519491231002X";

pub(crate) fn vault() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(VAULT);
    let now = "2026-11-22T09:00:00".parse().unwrap();
    drop(Desk::open(&path, Library::built_in().unwrap(), now).unwrap());
    let name = folder.path().to_str().unwrap().to_owned();
    (folder, name)
}

pub(crate) fn people(vault: &str) -> usize {
    let ran = beishen(&["--vault", vault, "applicants", "list", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let list: Value = serde_json::from_str(&ran.out).unwrap();
    list["rows"].as_array().unwrap().len()
}

pub(crate) fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_table_goes_in_by_one_command_and_out_by_another() {
    let (folder, vault) = vault();
    let table = write(
        folder.path(),
        "a.csv",
        &format!("姓名,证件号码,手机,学号\n张三,{ZHANG},13800138000,007\n李四,1,,\n"),
    );
    let import = ["--vault", &vault, "applicants", "import", "tdxl", &table, "--now", NOW];
    let dry = beishen(&[&import[..], &["--dry-run", "--json"]].concat());
    assert_eq!((dry.code, people(&vault)), (1, 0), "{}", dry.err);
    let told: Value = serde_json::from_str(&dry.out).unwrap();
    assert_eq!((&told["table"]["fine"], &told["table"]["bad"]), (&1.into(), &1.into()));
    let rows = told["rows"].as_array().unwrap();
    let bad = rows.iter().find(|it| it["state"] == "bad").unwrap();
    assert_eq!((&bad["row"], &told["imported"]), (&3.into(), &Value::Null), "{rows:#?}");

    // The table that is read is not written over.
    let same = write(folder.path(), "a.xlsx", &fs::read_to_string(&table).unwrap());
    let same = ["--vault", &vault, "applicants", "import", "tdxl", &same, "--bad-rows", &same];
    let ran = beishen(&same);
    assert!(ran.code == 3 && ran.err.contains("原文件不能被覆盖"), "{}", ran.err);
    assert_eq!((people(&vault), fs::read_to_string(same[5]).unwrap().lines().count()), (0, 3));
    let bad = folder.path().join("bad.xlsx");
    let ran = beishen(&[&import[..], &["--bad-rows", bad.to_str().unwrap()]].concat());
    assert_eq!((ran.code, people(&vault)), (1, 1), "{}", ran.err);
    assert!(ran.out.contains("（第 3 行）") && ran.out.contains("新增 1 人"), "{}", ran.out);
    assert!(ran.err.contains("2/2"), "{}", ran.err);
    assert!(bad.is_file());
    let again = beishen(&[
        "--lang",
        "en",
        "--vault",
        &vault,
        "applicants",
        "import",
        "tdxl",
        &table,
        "--map",
        "D=",
    ]);
    assert!(again.out.contains("0 people added, 0 changed"), "{}", again.out);

    let out = folder.path().join("out.csv");
    let out = out.to_str().unwrap();
    let export = ["--vault", &vault, "applicants", "export", "tdxl", "-o", out, "--show-id"];
    beishen(&export).done();
    assert!(fs::read_to_string(out).unwrap().contains(ZHANG));
    let photos = folder.path().join("photos");
    fs::create_dir(&photos).unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/samples/photo-zhang.jpg");
    for name in ["007.jpg", "IMG_1.jpg", "张三.jpg"] {
        fs::copy(sample, photos.join(name)).unwrap();
    }
    let files =
        ["--vault", &vault, "applicants", "files", "tdxl", "photo", photos.to_str().unwrap()];
    let told = |more: &[&str]| {
        let ran = beishen(&[&files[..], more, &["--json"]].concat());
        assert_eq!(ran.code, 1, "{more:?}: {}", ran.err);
        let told: Value = serde_json::from_str(&ran.out).unwrap();
        let files = told["files"].as_array().unwrap().iter();
        let files = files.map(|it| {
            let (name, put) = (it["name"].as_str().unwrap(), it["put"] == true);
            (name.to_owned(), put, it["message"].as_str().unwrap().to_owned())
        });
        files.collect::<Vec<_>>()
    };
    let says = |it: &(String, bool, String), name: &str, put: bool, words: &str| {
        assert!(it.0 == name && it.1 == put && it.2.contains(words), "{it:?}");
    };
    for more in [&["--dry-run"][..], &[]] {
        let files = told(more);
        says(&files[0], "007.jpg", false, "没有认出");
        says(&files[1], "IMG_1.jpg", false, "没有认出");
        says(&files[2], "张三.jpg", true, "");
    }
    fs::copy(sample, photos.join("张三 2.jpg")).unwrap();
    let files = told(&[]);
    says(&files[2], "张三 2.jpg", false, "--replace");
    says(&files[3], "张三.jpg", false, "--replace");
    let files = told(&["--replace"]);
    says(&files[2], "张三 2.jpg", true, "");
    says(&files[3], "张三.jpg", false, "同一人");
    let template = folder.path().join("t.xlsx");
    beishen(&[
        "--vault",
        &vault,
        "applicants",
        "template",
        "tdxl",
        "-o",
        template.to_str().unwrap(),
    ])
    .done();

    // The last one changed nobody, so there is nothing of it to take back.
    let undone = beishen(&["--vault", &vault, "applicants", "undo"]).done();
    assert!(undone.contains("移除 0 人"), "who got a photo since stays: {undone}");
    assert_eq!(people(&vault), 1);
    beishen(&["--vault", &vault, "applicants", "undo"]).stopped(3, &["没有可以撤销的导入"]);
}

#[test]
fn everything_goes_out_as_open_files_and_comes_back_into_another_vault() {
    let (folder, one) = vault();
    let table = write(folder.path(), "a.csv", &format!("姓名,证件号码\n张三,{ZHANG}\n李四,\n"));
    assert_eq!(beishen(&["--vault", &one, "applicants", "import", "tdxl", &table]).code, 0);
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    let to = ["--vault", &one, "applicants", "everything", "--to", out.to_str().unwrap()];
    let said = beishen(&to).done();
    assert!(said.contains("2 人的资料已全部写出，文件没有加密"), "{said}");
    let written = said.lines().last().unwrap().to_owned();
    assert!(Path::new(&written).join("名册.xlsx").is_file(), "{said}");
    let again = beishen(&[&to[..], &["--json"]].concat()).done();
    let again: Value = serde_json::from_str(&again).unwrap();
    assert_ne!(again["path"], written, "nothing is written over");

    let (_folder, two) = vault();
    let take = ["--vault", &two, "applicants", "take-in", &written];
    let dry = beishen(&[&take[..], &["--dry-run"]].concat()).done();
    assert!(dry.contains("可取入 2 人") && people(&two) == 0, "{dry}");
    beishen(&take).done();
    assert_eq!(people(&two), 2);
    let twice = beishen(&take).done();
    assert!(twice.contains("2 人这里已有") && people(&two) == 2, "{twice}");
    beishen(&["--vault", &two, "applicants", "undo"]).done();
    assert_eq!(people(&two), 0);
    beishen(&["--vault", &two, "applicants", "take-in", "/nowhere"]).stopped(3, &["nowhere"]);
}

#[test]
fn what_cannot_be_is_said_in_one_sentence() {
    let (folder, vault) = vault();
    let table = write(folder.path(), "a.csv", &format!("姓名,证件号码\n张三,{ZHANG}\n"));
    let page = write(folder.path(), "a.xls", "<html><table></table></html>");
    let import = ["--vault", &vault, "applicants", "import", "tdxl"];
    for (more, code, words) in [
        (&[page.as_str()][..], 3, "网页格式"),
        (&[&table, "--sheet", "名册"], 3, "没有这张表"),
        (&[&table, "--map", "Z=person.name"], 3, "--map"),
        (&[&table, "--map", "A=person.hat"], 3, "--map"),
        (&[&table, "--map", "A"], 2, "C=degree.student_number"),
        (&["/nowhere/a.csv"], 3, "a.csv"),
        (&[&table, "--bad-rows", "bad.csv"], 2, "people.xlsx"),
    ] {
        let ran = beishen(&[&import[..], more].concat());
        assert_eq!(ran.code, code, "{more:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{more:?}: {}", ran.err);
    }
    assert_eq!(people(&vault), 0);
    let empty = tempfile::tempdir().unwrap();
    let empty = empty.path().to_str().unwrap();
    beishen(&["--vault", empty, "applicants", "list"]).stopped(3, &["没有资料库"]);
    beishen(&["applicants", "list"]).stopped(2, &["--vault"]);
    beishen(&["--vault", empty, "procedures"]).stopped(2, &["applicants"]);
    // While the window has it.
    let now = "2026-11-22T09:00:00".parse().unwrap();
    let desk = Desk::open(&folder.path().join(VAULT), Library::built_in().unwrap(), now).unwrap();
    beishen(&["--vault", &vault, "applicants", "list"]).stopped(4, &["另一个备申窗口"]);
    drop(desk);
}

#[test]
fn a_kill_in_the_middle_leaves_nobody_or_everybody() {
    let (folder, vault) = vault();
    let mut text = "姓名,学号,通信地址\n".to_owned();
    let count = 400;
    for n in 0..count {
        writeln!(text, "张三,{n},长沙市岳麓区麓山路 {n} 号").unwrap();
    }
    let table = write(folder.path(), "many.csv", &text);
    let mut before = 0;
    for wait in [150, 400, 700, 1_000, 1_400, 2_000] {
        let mut child = program()
            .args(["--vault", &vault, "applicants", "import", "tdxl", &table])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        let after = people(&vault);
        assert!(after == before || after == before + count, "{before} → {after}");
        before = after;
    }
}

#[test]
fn files_of_many_are_named_by_a_pattern_and_a_school_s_table_is_filled_in() {
    let (folder, vault) = vault();
    let table = write(
        folder.path(),
        "a.csv",
        &format!("姓名,证件号码,学号,班级\n张三,{ZHANG},007,一班\n李四,,008,二班\n"),
    );
    let import = ["--vault", &vault, "applicants", "import", "tdxl", &table, "--now", NOW];
    let ran = beishen(&import);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let out = folder.path().join("out");
    let many = |kind: &str, more: &[&str]| {
        let to = ["--vault", &vault, "applicants", kind, "--to", out.to_str().unwrap()];
        beishen(&[&to[..], more, &["--now", NOW]].concat())
    };
    let dry = many("receipts", &["--name", "{班级}/{学号}-{姓名}", "--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(dry.out.contains("一班/007-张三.pdf") && !out.exists(), "{}", dry.out);
    let ran = many("receipts", &["--name", "{班级}/{学号}-{姓名}", "--class", "一班", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("1/1"), "{}", ran.err);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["report"]["printed"], 1, "{told}");
    assert!(out.join("一班/007-张三.pdf").is_file());
    // Who lacks a photo is named, and the exit code tells of it; nothing is replaced unasked.
    let photos = many("photos", &["--name", "{学号}"]);
    assert_eq!(photos.code, 1, "{}", photos.err);
    assert!(photos.out.contains("张三") && photos.out.contains("李四"), "{}", photos.out);
    let again = many("receipts", &["--name", "{班级}/{学号}-{姓名}", "--class", "一班"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(out.join("一班/007-张三-2.pdf").is_file());
    many("receipts", &["--name", "{年龄}"]).stopped(3, &["没有“年龄”"]);
    many("receipts", &["--class", "三班"]).stopped(3, &["没有符合的人"]);
    let nowhere = ["--vault", &vault, "applicants", "receipts", "--to", &table, "--now", NOW];
    let ran = beishen(&nowhere);
    assert!(ran.code == 4 && ran.err.contains("a.csv"), "{} {}", ran.code, ran.err);

    let school = folder.path().join("school.xlsx");
    let filled = folder.path().join("filled.xlsx");
    let template = ["--vault", &vault, "applicants", "template", "tdxl", "-o"];
    beishen(&[&template[..], &[school.to_str().unwrap()]].concat()).done();
    let fill = ["--vault", &vault, "applicants", "export", "tdxl", "--into"];
    let fill = [&fill[..], &[school.to_str().unwrap(), "-o", filled.to_str().unwrap()]].concat();
    let dry = beishen(&[&fill[..], &["--dry-run"]].concat()).done();
    assert!(dry.contains("新增 2 行") && !filled.exists(), "{dry}");
    beishen(&fill).done();
    let before = people(&vault);
    let again = ["--vault", &vault, "applicants", "import", "tdxl", filled.to_str().unwrap()];
    let again = beishen(&[&again[..], &["--now", NOW]].concat());
    assert!(again.out.contains("1 人已") || again.out.contains("更新"), "{}", again.out);
    assert!(people(&vault) >= before);

    let page = folder.path().join("q.html");
    beishen(&["questionnaire", "tdxl", "-o", page.to_str().unwrap()]).done();
    assert!(fs::read_to_string(&page).unwrap().contains("data-procedure=\"tdxl\""));
    let facts = r#"{"questionnaire":{"procedure":"tdxl","version":1},"facts":{"person.name":"王五"},"history":[]}"#;
    let answers = write(folder.path(), "answers.json", facts);
    let ran = beishen(&["--vault", &vault, "applicants", "import", "tdxl", &answers, "--now", NOW]);
    assert!(ran.out.contains("新增 1 人"), "{} {}", ran.out, ran.err);
}

#[test]
fn a_locked_vault_is_opened_with_its_passphrase_which_no_argument_holds() {
    let (folder, vault) = vault();
    let passphrase = "春眠不觉晓 2026";
    let mut keys = Keys::of(&folder.path().join(VAULT));
    let offer = keys.offer().unwrap();
    let typed = offer.asked.map(|it| offer.groups[it].clone());
    let deed = KeyDeed::Choose { shared: true, passphrase: Some(passphrase.into()), typed };
    keys.carry_out(&deed, "2026-11-22T09:00:00".parse().unwrap()).unwrap();
    drop(keys);
    let list = ["--vault", &vault, "applicants", "list"];
    beishen(&list).stopped(4, &["密码或恢复码不对"]);
    for (typed, opens) in [
        (format!("{passphrase}\n"), true),
        (offer.groups.join("-").to_lowercase(), true),
        ("春眠不觉晓".into(), false),
    ] {
        let said = fed(&list, typed.as_bytes());
        assert_eq!(said.code == 0, opens, "{}", said.err);
        let given = program().args(list).env("BEISHEN_PASSPHRASE", typed.trim_end()).output();
        assert_eq!(ran(given.unwrap()).code == 0, opens);
    }
}

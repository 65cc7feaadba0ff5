//! Bad files, bad folders, full disks: one sentence, the right code, nothing half-written.

use std::fs;

use serde_json::json;

use crate::{NOW, beishen, names, put, root, sample};

/// Facts in a file of their own.
fn assess(facts: impl AsRef<[u8]>) -> crate::Ran {
    let folder = tempfile::tempdir().unwrap();
    beishen(&["assess", "tdxl", &put(&folder, "facts.json", facts), "--now", NOW])
}

#[test]
fn a_bad_facts_file_is_told_by_its_key_and_without_its_values() {
    let long = format!(r#"{{"facts": {{"contact.address": "{}"}}}}"#, "张".repeat(3_500_000));
    let long_key = format!(r#"{{"ticks": {{"{}": true}}}}"#, "k".repeat(10_000_000));
    let deep = "[".repeat(100_000);
    let utf16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (facts, words) in [
        (&b""[..], &["不是正确的 JSON"][..]),
        (b"{", &["第 1 行", "不是正确的 JSON"]),
        (b"\x00\x01\x02", &["不是正确的 JSON"]),
        (b"PK\x03\x04\xff\xfe", &["不是 UTF-8 文本"]),
        (&utf16, &["不是 UTF-8 文本"]),
        (deep.as_bytes(), &["类型不对"]),
        (b"[1]", &["类型不对"]),
        (br#"{"facts": {"person.nmae": "SECRET"}}"#, &["“facts.person.nmae”", "检查拼写"]),
        (br#"{"facts": {"person.name": 20260101}}"#, &["“facts.person.name”", "类型不对"]),
        (br#"{"facts": {"Person\u001b[31m": "SECRET"}}"#, &["“facts", "类型不对"]),
        (br#"{"ticks": {"photo.\u001b[31m": true}}"#, &["没有名为“ticks.photo."]),
        (br#"{"history": [{"form": "SECRET"}]}"#, &["“form”"]),
        (br#"{"acts": {"registered": "SECRET"}}"#, &["“acts.registered”", "2026-11-22T09:30"]),
        (long.as_bytes(), &["“facts.contact.address”超过 4000 字节"]),
        (long_key.as_bytes(), &["没有名为“ticks.kkk"]),
    ] {
        let ran = assess(facts);
        assert!(!ran.err.contains("SECRET") && !ran.err.contains("2026010"), "{}", ran.err);
        ran.stopped(3, words);
    }
    // A mark that Windows editors put first is no mistake.
    assert_eq!(assess("\u{feff}{}").code, 1);
}

#[test]
fn control_characters_in_answers_do_not_reach_the_terminal() {
    let ran = assess(
        r#"{"facts": {"work.employer": "甲\u0000乙\u202e丁"}, "history": [{"from": "2015\u001b[31m\u0007"}]}"#,
    );
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(
        ran.out.contains("看不见的字符") && ran.out.contains("“2015<U+001B>[31m"),
        "{}",
        ran.out
    );
    assert!(ran.out.chars().all(|it| it == '\n' || !it.is_control()), "{:?}", ran.out);
}

#[test]
fn a_photo_that_is_no_readable_file_is_told_by_its_key() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("张三的照片")).unwrap();
    fs::File::create(folder.path().join("huge.jpg"))
        .unwrap()
        .set_len(50 * 1024 * 1024 + 1)
        .unwrap();
    fs::create_dir(folder.path().join("pipes")).unwrap();
    #[cfg(unix)]
    let _ = std::process::Command::new("mkfifo").arg(folder.path().join("pipes/p.jpg")).status();
    for (path, words) in [
        ("张三的照片", &["“files.photo”是文件夹"][..]),
        ("张三.jpg", &["“files.photo”", "找不到"]),
        ("a\\u0000b", &["“files.photo”", "找不到"]),
        ("", &["“files.photo”是文件夹"]),
        ("huge.jpg", &["“files.photo”超过 50 MB"]),
        ("//server/share/p.jpg", &["“files.photo”在另一台电脑"]),
        (r"\\\\server\\share\\p.jpg", &["“files.photo”在另一台电脑"]),
        (r"/\\server\\share\\p.jpg", &["“files.photo”在另一台电脑"]),
        #[cfg(unix)]
        ("pipes/p.jpg", &["“files.photo”不是普通文件"]),
    ] {
        let facts = put(&folder, "facts.json", format!(r#"{{"files": {{"photo": "{path}"}}}}"#));
        for command in ["assess", "receipt", "checklist", "correction", "mail"] {
            let ran = beishen(&[command, "tdxl", &facts]);
            assert!(!ran.err.contains("张三"), "{}", ran.err);
            ran.stopped(3, words);
        }
    }
    assert_eq!(
        names(folder.path()),
        ["facts.json", "huge.jpg", "pipes", "张三的照片"],
        "nothing was written"
    );
}

/// A terminal obeys them: some write its clipboard, some turn a line round.
#[test]
fn characters_that_steer_a_terminal_are_shown_by_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let facts = json!({ "facts": {
        "person.name": "张\u{1b}]52;c;cm0=\u{7}三", "contact.address": "北京\u{202e}市\u{9b}2J",
    } });
    let facts = put(&folder, "facts.json", facts.to_string());
    for command in [
        &["checklist", "tdxl", &facts][..],
        &["checklist", "tdxl", &facts, "--format", "md"],
        &["checklist", "tdxl", &facts, "--format", "html"],
        &["checklist", "tdxl", &facts, "--format", "csv"],
        &["checklist", "tdxl", &facts, "--format", "json"],
        &["paper", "materials", "tdxl", &facts],
        &["paper", "onsite", "tdxl", &facts],
        &["assess", "tdxl", &facts],
        &["mail", "image-check", &facts],
        &["calendar", "tdxl", &facts],
    ] {
        let out = beishen(command).out.replace("\r\n", "\n");
        let steers = |it: char| it.is_control() && it != '\n' || it == '\u{202e}';
        assert!(!out.contains(steers), "{command:?}: {out:?}");
        if command[0] == "checklist" {
            assert!(out.contains("U+001B"), "{command:?}: {out}");
        }
    }
}

/// It may come from somebody else, and `materials` copies what it names into the folder that is handed in.
#[test]
fn a_facts_file_names_nothing_outside_its_own_folder() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let photo = fs::read(sample("photo-zhang.jpg")).unwrap();
    let other = put(&outside, "o.jpg", &photo);
    fs::create_dir(folder.path().join("mine")).unwrap();
    put(&folder, "near.jpg", &photo);
    let inside = put(&folder, "mine/p.jpg", &photo);
    #[cfg(unix)]
    std::os::unix::fs::symlink(&other, folder.path().join("mine/link.jpg")).unwrap();
    let to = folder.path().join("to");
    let to = to.to_str().unwrap();
    let run = |path: &str| {
        let facts = format!(r#"{{"files": {{"photo": {}}}}}"#, json!(path));
        let facts = put(&folder, "mine/facts.json", facts);
        beishen(&["materials", "tdxl", &facts, "--to", to])
    };
    let mut far = vec![&*other, "../near.jpg", "../mine/../near.jpg"];
    if cfg!(unix) {
        far.push("link.jpg");
    }
    for path in far {
        run(path).stopped(3, &["“files.photo”不在已填内容的文件夹里，请复制到那里。"]);
        assert!(!folder.path().join("to").exists(), "{path}");
    }
    for path in ["p.jpg", "./p.jpg", "../mine/p.jpg", &inside] {
        assert!(run(path).out.contains(to), "{path}");
    }
}

#[test]
fn a_photo_of_anything_is_a_finding_and_the_receipt_is_made_without_it() {
    let folder = tempfile::tempdir().unwrap();
    let photo = fs::read(sample("photo-zhang.jpg")).unwrap();
    let facts = put(&folder, "f.json", r#"{"files": {"photo": "p.jpg"}}"#);
    for (bytes, words) in
        [(&b""[..], "不是图片"), (b"MZ\x90", "不是图片"), (&photo[..9_000], "不完整")]
    {
        put(&folder, "p.jpg", bytes);
        let ran = beishen(&["assess", "tdxl", &facts]);
        assert_eq!(ran.code, 1);
        assert!(ran.out.contains(words), "{}", ran.out);
        beishen(&["receipt", "tdxl", &facts]).done();
    }
}

#[test]
fn a_file_that_is_not_there_or_is_none_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (gone, directory) = (folder.path().join("没有.json"), folder.path().to_str().unwrap());
    for command in
        [&["assess", "tdxl"][..], &["receipt", "tdxl"], &["checklist", "tdxl"], &["pack", "check"]]
    {
        beishen(&[command, &[gone.to_str().unwrap()]].concat())
            .stopped(3, &["没有.json", "找不到"]);
        beishen(&[command, &[directory]].concat()).stopped(3, &[directory, "是文件夹"]);
        #[cfg(unix)]
        beishen(&[command, &["/dev/zero"]].concat()).stopped(3, &["/dev/zero", "50 MB"]);
        #[cfg(target_os = "linux")]
        beishen(&[command, &["/proc/self/mem"]].concat())
            .stopped(4, &["/proc/self/mem", "读不出来"]);
    }
    beishen(&["--lang", "en", "assess", "tdxl", gone.to_str().unwrap()])
        .stopped(3, &["There is no file", "Check its path."]);
}

#[test]
fn a_bad_pack_is_told_by_file_key_and_reason() {
    let good = fs::read_to_string(root().join("assets/procedures/tdxl.toml")).unwrap();
    let changed = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1)
    };
    let folder = tempfile::tempdir().unwrap();
    for (text, words) in [
        (String::new(), &["缺少“id”"][..]),
        ("\u{0}\u{1}".to_owned(), &["第 1 行", "TOML"]),
        ("[[[[".to_owned(), &["第 1 行", "TOML"]),
        (format!("x = {}1{}", "[".repeat(3_000), "]".repeat(3_000)), &[]),
        (format!("x = {}1{}", "{a=".repeat(60), "}".repeat(60)), &[]),
        ("#".repeat(600 * 1024), &["512 KB"]),
        (changed("\nminutes", "\nhurry = 1\nminutes"), &["hurry"]),
        (
            changed("fact = \"person.sex\"", "fact = \"person.six\""),
            &["pages[", ".fact", "person.six"],
        ),
        (changed("source = { id = \"labour\"", "source = { id = \"labor\""), &["rules[", "labor"]),
        (changed(", en = \"Photo\" }", " }"), &["en"]),
        (changed("en = \"Photo\"", "en = \" \""), &["（en）"]),
    ] {
        let pack = put(&folder, "本校.toml", text);
        beishen(&["pack", "check", &pack]).stopped(3, &[&[&*pack], words].concat());
    }
    beishen(&["pack", "check", &put(&folder, "x.toml", b"\xff\xfe")])
        .stopped(3, &["x.toml", "UTF-8"]);
}

#[test]
fn damaged_files_never_make_it_panic() {
    let folder = tempfile::tempdir().unwrap();
    let pack = fs::read(root().join("assets/procedures/tdxl.toml")).unwrap();
    let facts = fs::read(sample("zhang.json")).unwrap();
    put(&folder, "photo-zhang.jpg", fs::read(sample("photo-zhang.jpg")).unwrap());
    // A linear congruential generator: the same damage on every machine.
    let mut seed = 20_261_122_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for round in 0..30 {
        let mut damaged = |whole: &[u8]| {
            let mut bytes = whole.to_vec();
            match round % 3 {
                0 => bytes.truncate(next(bytes.len())),
                1 => {
                    for _ in 0..4 {
                        bytes[next(whole.len())] = u8::try_from(next(256)).unwrap();
                    }
                }
                _ => {
                    let (from, to) = (next(bytes.len()), next(bytes.len()));
                    let piece = bytes[from.min(to)..from.max(to)].to_vec();
                    bytes.extend(piece);
                }
            }
            bytes
        };
        let ran = beishen(&["pack", "check", &put(&folder, "p.toml", damaged(&pack))]);
        assert!(
            matches!(ran.code, 0 | 3) && ran.err.lines().count() <= 1,
            "{} {}",
            ran.code,
            ran.err
        );
        let ran = beishen(&["assess", "tdxl", &put(&folder, "f.json", damaged(&facts))]);
        assert!(
            matches!(ran.code, 0 | 1 | 3) && ran.err.lines().count() <= 1,
            "{} {}",
            ran.code,
            ran.err
        );
    }
}

#[test]
fn what_cannot_be_written_is_told_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let file = put(&folder, "file", "old");
    let place = |it: &str| folder.path().join(it).to_str().unwrap().to_owned();
    let facts = sample("zhang.json");
    for (path, word) in [
        (place("none/r.pdf"), "文件夹不存在"),
        // Windows says of it that there is no such folder.
        (place("file/r.pdf"), if cfg!(windows) { "文件夹不存在" } else { "不是文件夹" }),
        (place(""), "是文件夹"),
        #[cfg(target_os = "linux")]
        ("/dev/full".to_owned(), "磁盘空间不够"),
        #[cfg(target_os = "linux")]
        ("/proc/r.pdf".to_owned(), "/proc/r.pdf"),
    ] {
        for arguments in [&["receipt", "tdxl", &facts][..], &["checklist", "tdxl", &facts]] {
            beishen(&[arguments, &["-o", &path]].concat()).stopped(4, &[word]);
        }
    }
    beishen(&["demo", "--out", &file]).stopped(4, &["不是文件夹"]);
    beishen(&["--lang", "en", "receipt", "tdxl", &facts, "-o", &place("none/r.pdf")])
        .stopped(4, &["Make it first."]);
    assert_eq!(names(folder.path()), ["file"]);
    assert_eq!(fs::read_to_string(file).unwrap(), "old");
}

#[cfg(target_os = "linux")]
mod full {
    //! Places that take nothing more.

    use std::{fs, process::Command};

    use crate::{names, program, put, ran, root, sample};

    #[test]
    fn a_full_standard_output_is_told() {
        for arguments in [
            &["procedures"][..],
            &["assess", "tdxl", &sample("zhang.json")],
            &["checklist", "tdxl", &sample("zhang.json")],
            &["--help"],
        ] {
            let full = fs::File::options().write(true).open("/dev/full").unwrap();
            ran(program().args(arguments).stdout(full).output().unwrap())
                .stopped(4, &["没有全部输出"]);
        }
        let (full, zero) = (
            fs::File::options().write(true).open("/dev/full").unwrap(),
            fs::File::open("/dev/zero").unwrap(),
        );
        let lines = program().args(["value", "id18"]).stdin(zero).stdout(full).output().unwrap();
        ran(lines).stopped(4, &["没有全部输出"]);
    }

    #[test]
    fn a_reader_that_goes_away_ends_every_command_quietly() {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ran = ran(program()
            .args(["assess", "tdxl", &sample("zhang.json")])
            .stdout(writer)
            .output()
            .unwrap());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    }

    /// Files may grow to 8 KB only, as on a disk with 8 KB left: the old receipt stays, and nothing lies beside it.
    #[test]
    fn a_disk_that_fills_up_leaves_the_old_receipt() {
        let folder = tempfile::tempdir().unwrap();
        let receipt = put(&folder, "r.pdf", "old");
        let facts = sample("zhang.json");
        for arguments in [
            &["receipt", "tdxl", &facts, "-o", &receipt][..],
            &["checklist", "tdxl", &facts, "--format", "html", "-o", &receipt],
        ] {
            let output = Command::new("bash")
                .args([
                    "-c",
                    r#"trap "" XFSZ; ulimit -f 8; exec "$0" "$@""#,
                    env!("CARGO_BIN_EXE_beishen"),
                ])
                .args(arguments)
                .env("BEISHEN_RESOURCES", root().join("src-tauri/resources"))
                .output();
            ran(output.unwrap()).stopped(4, &["r.pdf", "磁盘空间不够"]);
            assert_eq!(names(folder.path()), ["r.pdf"]);
            assert_eq!(fs::read_to_string(&receipt).unwrap(), "old");
        }
    }

    #[test]
    fn a_link_stays_a_link_and_its_target_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let target = put(&folder, "target.txt", "old");
        let link = folder.path().join("link.txt");
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let facts = sample("zhang.json");
        ran(program()
            .args(["checklist", "tdxl", &facts, "-o", link.to_str().unwrap()])
            .output()
            .unwrap())
        .done();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::read_to_string(target).unwrap().contains("张䶮㛃"));
    }

    #[test]
    fn missing_fonts_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let facts = sample("zhang.json");
        let pdf = folder.path().join("r.pdf");
        let run = || {
            let arguments = ["receipt", "tdxl", &facts, "-o", pdf.to_str().unwrap()];
            ran(program().env("BEISHEN_RESOURCES", folder.path()).args(arguments).output().unwrap())
        };
        run().stopped(4, &["字体文件缺失，请重新安装本程序。"]);
        fs::create_dir(folder.path().join("fonts")).unwrap();
        run().stopped(4, &["字体文件", "重新安装本程序。"]);
        assert!(!pdf.exists());
    }
}

//! `beishen value`: every kind, and every kind of line.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader, Read, Write},
    process::Stdio,
};

use crate::{fed, program, root};

const DAY: [&str; 2] = ["--today", "2026-11-22"];

#[test]
fn every_kind_says_what_it_must_of_the_examples() {
    let table = fs::read_to_string(root().join("tests/fixtures/values.tsv")).unwrap();
    let rows = table.lines().filter(|it| !it.starts_with('#')).skip(1);
    let mut kinds: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
    for row in rows {
        let cells: Vec<_> = row.split('\t').collect();
        assert_eq!(cells.len(), 6, "{row}");
        kinds.entry(cells[0]).or_default().push(cells);
    }
    let mut wrong = String::new();
    for (kind, rows) in &kinds {
        assert!(rows.len() >= 10, "only {} examples of {kind}", rows.len());
        let input: Vec<_> = rows.iter().map(|it| visible(it[1])).collect();
        let said =
            fed(&["value", kind, DAY[0], DAY[1]], format!("{}\n", input.join("\n")).as_bytes())
                .done();
        assert_eq!(said.lines().count(), rows.len());
        for (row, line) in rows.iter().zip(said.lines()) {
            let json: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| json[key].as_str().unwrap_or_default();
            let compared = |cell: &str, key: &str| match cell {
                "" => true,
                "-" => json[key].is_null(),
                cell => visible(cell) == text(key),
            };
            let fixes = json["fixes"].as_array().into_iter().flatten();
            let fixes: Vec<&str> = fixes.filter_map(|it| it.as_str()).collect();
            let repaired = match row[5].split_once(" / ") {
                Some((one, other)) => json["fix"].is_null() && fixes == [one, other],
                None => compared(row[5], "fix"),
            };
            let agrees = text("verdict") == row[2]
                && text("reason") == row[3]
                && compared(row[4], "normalised")
                && repaired;
            if !agrees {
                let _ = writeln!(wrong, "{kind} {:?}: {line}", row[1]);
            }
            assert_eq!(text("input"), visible(row[1]));
        }
    }
    assert_eq!(wrong, "");
    let all = crate::beishen(&["value", "nothing"]).err;
    let (_, all) = all.split_once("只能是 ").unwrap();
    for kind in all.split('；').next().unwrap().split('、') {
        assert!(kinds.contains_key(kind), "{kind} has no examples");
    }
}

/// `\u{200b}` as the character.
fn visible(cell: &str) -> String {
    match cell.split_once("\\u{").and_then(|(head, rest)| Some((head, rest.split_once('}')?))) {
        Some((head, (code, tail))) => {
            let character = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
            format!("{head}{character}{tail}")
        }
        None => cell.to_owned(),
    }
}

#[test]
fn the_day_decides_and_nothing_else() {
    let future = |day| {
        fed(&["value", "yyyymm", "--today", day], "202611\n".as_bytes()).done().contains("future")
    };
    assert!(!future("2026-11-01"));
    assert!(future("2026-10-31"));
    let input = "11010519491231002X\n110105194912310021\n".repeat(50);
    let once = || fed(&["value", "id18", DAY[0], DAY[1]], input.as_bytes()).done();
    assert_eq!(once(), once());
}

#[test]
fn no_line_is_too_long_or_too_strange() {
    let mut long = vec![b'1'; 10 * 1024 * 1024];
    long.extend(b"\n100020\n");
    let said = fed(&["value", "postcode"], &long).done();
    let verdicts: Vec<_> = said.lines().map(|it| it.contains(r#""verdict":"valid""#)).collect();
    assert_eq!(verdicts, [false, true]);

    for kind in ["id18", "name", "email", "date", "name_pinyin", "work_phone"] {
        let strange = b"1\x002\n\xff\xfe\x80\n\xed\xa0\x80\n\x1b[31m\n\r\r\n|\n\xe2\x80\xae\n\xf0\x90\x80\n\n";
        let ran = fed(&["value", kind], strange);
        assert_eq!(ran.code, 3, "{}", ran.err);
        let said = ran.out;
        assert_eq!(said.lines().count(), 9, "{said}");
        for line in said.lines() {
            let json: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_ne!(json["verdict"], "valid", "{line}");
        }
        assert!(said.contains(r#""input":"1\u00002""#), "{said}");
    }
}

#[test]
fn lines_in_another_encoding_are_answered_and_told_of_once() {
    // 张三 in GBK, as cmd.exe hands it on where its code page is 936.
    let ran = fed(&["value", "name"], b"\xd5\xc5\xc8\xfd\r\n\xd5\xc5\xc8\xfd\r\n");
    assert_eq!((ran.code, ran.out.lines().count(), ran.err.lines().count()), (3, 2, 1));
    assert!(ran.err.contains("chcp 65001"), "{}", ran.err);
}

#[test]
fn each_line_is_answered_before_the_next_is_asked() {
    let mut child = program().args(["value", "postcode"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    for code in ["100020", "844000"] {
        writeln!(stdin, "{code}").unwrap();
        assert!(answers.next().unwrap().unwrap().contains(code));
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let mut child = program().args(["value", "postcode"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let feeder =
        std::thread::spawn(move || while stdin.write_all(&b"100020\n".repeat(10_000)).is_ok() {});
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 1_000]).unwrap();
    drop(stdout);
    feeder.join().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

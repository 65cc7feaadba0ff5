//! What came of it, as a page of Markdown: read from what the steps have left.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

/// The page.
pub(super) fn whole(work: &Path, day: &str) -> String {
    let read = |name: &str| fs::read_to_string(work.join(name)).unwrap_or_default();
    let mut page = format!("Last run: {day}.\n\n");
    let log = read("tests.log");
    if log.is_empty() {
        page.push_str("The tests of Windows were not run.\n");
    } else {
        page.push_str(&tests(&log));
    }
    page.push('\n');
    page.push_str(&commands(&read("commands.txt")));
    for (name, what) in [
        ("window.txt", "Window"),
        ("installer.txt", "Installer"),
        ("macos.txt", "macOS, `cargo check --tests`"),
    ] {
        let said = read(name);
        let said = if said.is_empty() { "not run" } else { said.trim() };
        _ = writeln!(page, "\n{what}: {said}.");
    }
    page
}

fn commands(told: &str) -> String {
    let lines: Vec<Vec<&str>> = told.lines().map(|it| it.split('\t').collect()).collect();
    let differing: Vec<_> = lines.iter().filter(|it| it.first() == Some(&"differs")).collect();
    let Some([_, commands, files]) =
        lines.iter().find(|it| it.first() == Some(&"compared")).map(Vec::as_slice)
    else {
        return "The commands were not compared.\n".to_owned();
    };
    let mut text = format!(
        "{commands} commands on Linux and under Wine, {files} files: {} differ.\n",
        differing.len()
    );
    for it in differing {
        _ = writeln!(text, "- `{}`: {}", it.get(1).unwrap_or(&""), it.get(2).unwrap_or(&""));
    }
    text
}

/// What a test program came to.
#[derive(Default)]
struct Tested {
    passed: usize,
    /// Failed for want of a program that Wine has not.
    lacking: usize,
    /// Failed for another reason, by name.
    failed: Vec<String>,
    ended: bool,
}

/// What cargo printed, as a table.
fn tests(log: &str) -> String {
    let mut all: BTreeMap<String, Tested> = BTreeMap::new();
    let (mut now, mut section) = (String::new(), None::<(String, String)>);
    for line in log.lines() {
        if let Some(program) = started(line) {
            now = program;
            section = None;
        }
        let tested = all.entry(now.clone()).or_default();
        if let Some(name) =
            line.strip_prefix("---- ").and_then(|it| it.strip_suffix(" stdout ----"))
        {
            close(&mut section, tested);
            section = Some((name.to_owned(), String::new()));
        } else if line == "failures:" || line.starts_with("test result:") {
            close(&mut section, tested);
        } else if let Some((_, text)) = &mut section {
            text.push_str(line);
            text.push('\n');
        }
        if let Some(counts) = line.strip_prefix("test result: ") {
            let before = counts.split(" passed").next().unwrap_or_default();
            tested.passed += before.rsplit(' ').next().and_then(|it| it.parse().ok()).unwrap_or(0);
            tested.ended = true;
        }
    }
    let mut page =
        "| tests of | passed | failed: no such program under Wine | failed |\n|---|---|---|---|\n"
            .to_owned();
    let (mut passed, mut lacking, mut failed) = (0, 0, 0);
    for (name, it) in all.iter().filter(|it| !it.0.is_empty()) {
        let mut names = it.failed.clone();
        if !it.ended {
            names.push("it did not end".to_owned());
        }
        _ = writeln!(page, "| {name} | {} | {} | {} |", it.passed, it.lacking, names.join("<br>"));
        passed += it.passed;
        lacking += it.lacking;
        failed += names.len();
    }
    _ = writeln!(page, "| **all** | {passed} | {lacking} | {failed} |");
    page
}

/// What a failed test said, counted.
fn close(section: &mut Option<(String, String)>, tested: &mut Tested) {
    let Some((name, text)) = section.take() else { return };
    let lacks = ["program not found", "No such program", "can be started by name"];
    if lacks.iter().any(|it| text.contains(it)) {
        tested.lacking += 1;
    } else {
        tested.failed.push(name);
    }
}

/// `     Running tests/cli/main.rs (/w/…/deps/cli-0a1b.exe)` → cli tests/cli/main.rs
fn started(line: &str) -> Option<String> {
    let (source, program) = line.trim_start().strip_prefix("Running ")?.split_once(" (")?;
    let file = program.trim_end_matches(')').rsplit(['/', '\\']).next()?;
    let stem = file.rsplit_once('-').map_or(file, |it| it.0);
    Some(format!("{stem} ({})", source.trim_start_matches("unittests ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "\
     Running unittests src/lib.rs (/w/target-win/x/debug/deps/beishen_print-0a1b.exe)

running 3 tests
test a ... ok
test b ... FAILED
test c ... FAILED

failures:

---- b stdout ----
qpdf is needed: program not found

---- c stdout ----
assertion failed

failures:
    b
    c

test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s

     Running tests/torture/main.rs (/w/target-win/x/debug/deps/torture-2.exe)
test a ... ok
test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s
     Running unittests src/lib.rs (/w/target-win/x/debug/deps/beishen_store-3.exe)
";

    #[test]
    fn what_cargo_prints_becomes_a_table() {
        let page = tests(LOG);
        for line in [
            "| beishen_print (src/lib.rs) | 1 | 1 | c |",
            "| torture (tests/torture/main.rs) | 7 | 0 |  |",
            "| beishen_store (src/lib.rs) | 0 | 0 | it did not end |",
            "| **all** | 8 | 1 | 2 |",
        ] {
            assert!(page.contains(line), "{line} is not in:\n{page}");
        }
    }

    #[test]
    fn what_differs_is_named() {
        let said = commands("differs\tassess x\texit code\ncompared\t37\t30\n");
        assert!(
            said.starts_with("37 commands on Linux and under Wine, 30 files: 1 differ."),
            "{said}"
        );
        assert!(said.contains("- `assess x`: exit code"), "{said}");
        assert_eq!(commands(""), "The commands were not compared.\n");
    }
}

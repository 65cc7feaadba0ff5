//! What CI runs, held against what there is: a command that is gone, or an action of somebody else's, would be seen on the server only.

use std::fs;

use crate::{USAGE, programs::root};

#[test]
fn ci_calls_tasks_that_there_are_and_githubs_own_actions_by_version() {
    let path = root().join(".github/workflows/ci.yml");
    let text = fs::read_to_string(path).unwrap();
    let tasks: Vec<_> = text
        .split("cargo xtask ")
        .skip(1)
        // What is said in comments ends with a backtick.
        .filter_map(|it| it.split([' ', '\n', '`']).next().filter(|it| !it.is_empty()))
        .collect();
    assert!(tasks.contains(&"test") && tasks.contains(&"package"), "{tasks:?}");
    for task in &tasks {
        assert!(USAGE.contains(&format!("\n  {task} ")), "there is no `cargo xtask {task}`");
    }
    let mut actions = 0;
    for it in text.lines().filter_map(|it| it.split_once("uses: ")) {
        let (name, version) = it.1.trim().split_once('@').unwrap();
        assert!(name.starts_with("actions/"), "{name} is not GitHub's");
        let number = version.trim_start_matches('v');
        assert!(number.parse::<u32>().is_ok(), "{name} has no version");
        actions += 1;
    }
    assert!(actions > 3, "none was read");
}

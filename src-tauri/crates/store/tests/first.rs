//! The first vaults of a process: what keeps them is set up by whoever comes first, while others come too.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use chrono::NaiveDateTime;
use std::process::Command;
use std::sync::Barrier;
use std::thread;

use beishen_store::{Key, Vault};

const CHILD: &str = "BEISHEN_FIRST_VAULTS";
const TOGETHER: usize = 8;

#[test]
fn threads_that_make_the_first_vaults_together_all_have_one() {
    if std::env::var_os(CHILD).is_some() {
        return make_together();
    }
    // A process is new only once, and the moment is short.
    for _ in 0..20 {
        let mut again = Command::new(std::env::current_exe().unwrap());
        let output = again.arg("--nocapture").env(CHILD, "1").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

fn make_together() {
    let folder = tempfile::tempdir().unwrap();
    let start = Barrier::new(TOGETHER);
    thread::scope(|scope| {
        for n in 0..TOGETHER {
            let path = folder.path().join(format!("{n}.vault"));
            let start = &start;
            scope.spawn(move || {
                start.wait();
                Vault::create(&path, &Key::new([7; 32]), NaiveDateTime::default()).unwrap();
            });
        }
    });
}

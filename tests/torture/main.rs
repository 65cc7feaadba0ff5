//! The vault under torture: killed processes, also while its key changes, power cuts, disks that fail or are full, several processes at
//! once, whole days, damage, and any order of steps, undo and redo. Mostly compared with a model in memory that knows what must be there.
//!
//! Short by default; `cargo xtask torture` is the long form.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod model;
mod random;
mod undo;
mod view;

mod child;
mod damage;
mod day;
// A limit on the size of files is a matter of Unix.
#[cfg(unix)]
mod disk;
mod keys;
mod kill;
mod pair;
#[cfg(target_os = "linux")]
mod power;

/// How often the long form kills; nothing in the short one.
fn kills() -> Option<usize> {
    std::env::var("BEISHEN_TORTURE_KILLS").ok().map(|kills| kills.parse().unwrap())
}

fn long() -> bool {
    kills().is_some()
}

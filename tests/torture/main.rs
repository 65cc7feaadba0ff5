//! The vault under torture: killed processes, a full disk, two processes at once, and any order of steps, undo and redo. Always compared
//! with a model in memory that knows what must be there.
//!
//! Short by default; `BEISHEN_TORTURE_KILLS=3000 cargo test -p beishen-tests --test torture` is the long form.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod model;
mod random;
mod undo;
mod view;

mod child;
// A limit on the size of files is a matter of Unix.
#[cfg(unix)]
mod disk;
mod kill;
mod pair;

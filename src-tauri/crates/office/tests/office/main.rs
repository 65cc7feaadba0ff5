//! The office against a real `PostgreSQL`: desks with vaults of their own, a server that is killed, a way that is cut.
//!
//! Short by default; `cargo xtask torture` is the long form, which says how many pushes a second it came to.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

mod backup;
mod desks;
mod keychain;
mod killed;
mod leases;
mod measured;
mod program;
mod server;
mod shared;
mod way;

/// Whether the long form was asked for.
fn long() -> bool {
    std::env::var_os("BEISHEN_TORTURE_KILLS").is_some()
}

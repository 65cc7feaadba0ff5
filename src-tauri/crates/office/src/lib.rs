//! The office's client: sealed bundles from a desk's trays into `PostgreSQL`, and back. The one program of ours that opens a
//! connection.
//!
//! **Absent:** the vault, its key and the office's code; it could not open a bundle if it wanted to. What it knows of people is a random
//! number each; it depends on nothing that knows more.
//!
//! **Invariant:** a bundle leaves the outbox only when the server has said that it is written, and the server writes it only over the
//! revision it was made from. Every time is the server's.

mod connection;
mod doctor;
mod failure;
mod keychain;
mod office;
mod round;
mod schema;
mod watch;

pub use connection::{Access, Source};
pub use doctor::{Finding, examine};
pub use failure::Failure;
pub use keychain::{forget, keep};
pub use office::{Listed, Office, Pushed, Taken};
pub use round::{Came, Round};
pub use schema::{LEASE, VERSION};
pub use watch::watch;

/// What every deed of the office returns.
pub type Result<T> = std::result::Result<T, Failure>;

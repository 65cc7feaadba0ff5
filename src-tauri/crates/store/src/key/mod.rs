//! The key of a vault: 32 random bytes, and how they are kept.
//!
//! Until a person has said who uses the computer the key lies in a file beside the vault ([`Key::load_or_create`]). From then on it lies
//! nowhere in the clear: [`Wraps`] hold it, sealed by the system's keychain, a passphrase and a recovery code.

mod code;
mod file;
mod keychain;
mod seal;
mod wraps;

use std::fmt::Write as _;
use std::io::ErrorKind;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use zeroize::{Zeroize as _, Zeroizing};

use crate::{Result, StoreError};

pub use code::{Code, OfficeCode, RecoveryCode, TransferCode};
pub use keychain::has_keychain;
pub(crate) use seal::{Cost, cipher};
pub use wraps::{Secret, Way, Wraps};

/// 32 secret bytes. Never printed; wiped from memory when dropped.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// A key from bytes the caller has.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A new random key.
    pub fn random() -> Result<Self> {
        random().map(Self)
    }

    /// A key from bytes that are wiped; nothing if there are not 32.
    fn of(bytes: &Zeroizing<Vec<u8>>) -> Option<Self> {
        let mut key = Self([0; 32]);
        (bytes.len() == key.0.len()).then(|| key.0.copy_from_slice(bytes))?;
        Some(key)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl PartialEq for Key {
    /// Looks at every byte, so that the time it takes tells nothing.
    fn eq(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).fold(0, |all, (a, b)| all | (a ^ b)) == 0
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Io(ErrorKind::Other))?;
    Ok(bytes)
}

/// Lower-case hexadecimal digits, wiped when dropped.
pub(crate) fn hex(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// What so many hexadecimal digits say; nothing if they are not.
fn unhex<const N: usize>(digits: &[u8]) -> Option<[u8; N]> {
    let mut bytes = Zeroizing::new([0; N]);
    if digits.len() != N * 2 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        for digit in pair {
            *byte = *byte << 4 | u8::try_from(char::from(*digit).to_digit(16)?).ok()?;
        }
    }
    Some(*bytes)
}

/// Bytes that are written as hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hex<const N: usize>(pub(crate) [u8; N]);

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.serialize_str(&hex(&self.0))
    }
}

impl<'a, const N: usize> Deserialize<'a> for Hex<N> {
    fn deserialize<D: Deserializer<'a>>(from: D) -> std::result::Result<Self, D::Error> {
        let digits = String::deserialize(from)?;
        unhex(digits.as_bytes()).map(Self).ok_or_else(|| de::Error::custom("not as many digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_never_shows_in_debug() {
        assert_eq!(format!("{:?}", Key::new([15; 32])), "Key(…)");
    }

    #[test]
    fn digits_are_read_as_they_are_written() {
        let bytes = [0, 1, 15, 16, 0xab, 0xff];
        assert_eq!(unhex(hex(&bytes).as_bytes()), Some(bytes));
        for text in ["", "00ff", "g0", "备备"] {
            assert_eq!(unhex::<1>(text.as_bytes()), None, "{text}");
        }
    }
}

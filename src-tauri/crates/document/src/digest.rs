//! One digest for everything that is printed, signed or kept: SHA-256.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Of these bytes and nothing else.
pub fn sha256(bytes: impl AsRef<[u8]>) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Of texts with their lengths, so that no two lists have the same digest.
#[derive(Default)]
pub struct Framed(Sha256);

impl Framed {
    /// One more text.
    pub fn add(&mut self, text: &str) {
        self.0.update(u64::try_from(text.len()).unwrap_or_default().to_le_bytes());
        self.0.update(text);
    }

    /// Of all that were added.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// Of a list of texts.
pub fn framed<'a>(texts: impl IntoIterator<Item = &'a str>) -> [u8; 32] {
    let mut digest = Framed::default();
    texts.into_iter().for_each(|it| digest.add(it));
    digest.finish()
}

/// The first 128 bits in hexadecimal: enough to tell one thing from another.
pub fn short(digest: &[u8; 32]) -> String {
    hex(&digest[..16])
}

/// Bytes as hexadecimal digits, lower case.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}"); // a String takes everything
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_lower_case_and_keep_their_noughts() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
        assert_eq!(short(&sha256("abc")), "ba7816bf8f01cfea414140de5dae2223");
    }

    #[test]
    fn the_same_letters_parted_elsewhere_are_another_list() {
        assert_ne!(framed(["ab", "c"]), framed(["a", "bc"]));
        assert_ne!(framed(["a"]), framed(["a", ""]));
    }
}

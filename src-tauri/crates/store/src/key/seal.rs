//! Sealing a key under a secret: Argon2id stretches the secret, XChaCha20-Poly1305 seals the key.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, KeyInit as _, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Hex, Key, random};
use crate::{Result, StoreError};

/// What a guess at a secret costs (RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cost {
    /// KiB of memory.
    memory: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// For what a person has thought of: about a second.
    pub(crate) const PASSPHRASE: Self = Self { memory: 64 << 10, passes: 3, lanes: 1 };
    /// For what nobody can guess anyway: nothing is gained by waiting.
    pub(crate) const RANDOM: Self = Self { memory: 64, passes: 1, lanes: 1 };

    /// Whether a file may ask for it: a crafted one could ask for all memory there is.
    fn is_sane(self) -> bool {
        (16..=256 << 10).contains(&self.memory)
            && (1..=10).contains(&self.passes)
            && (1..=4).contains(&self.lanes)
    }
}

/// A key under a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sealed {
    cost: Cost,
    salt: Hex<16>,
    nonce: Hex<24>,
    /// 32 bytes and the tag that vouches for them.
    key: Hex<48>,
}

impl Sealed {
    /// Seals `key`; `about` is what must be the same when it is opened.
    pub(super) fn new(key: &Key, secret: &[u8], cost: Cost, about: &[u8]) -> Result<Self> {
        let (salt, nonce) = (random()?, random()?);
        let plain = Payload { msg: key.bytes(), aad: about };
        let sealed = cipher(secret, cost, &salt)?.encrypt(&XNonce::from(nonce), plain).ok();
        let sealed = sealed.and_then(|it| it.try_into().ok()).ok_or(StoreError::Internal(-1))?;
        Ok(Self { cost, salt: Hex(salt), nonce: Hex(nonce), key: Hex(sealed) })
    }

    /// The key; [`StoreError::WrongSecret`] if it was sealed under another one, or for something else.
    pub(super) fn open(&self, secret: &[u8], about: &[u8]) -> Result<Key> {
        let sealed = Payload { msg: &self.key.0, aad: about };
        let nonce = XNonce::from(self.nonce.0);
        let opened = cipher(secret, self.cost, &self.salt.0)?.decrypt(&nonce, sealed);
        let opened = opened.map(Zeroizing::new).map_err(|_| StoreError::WrongSecret)?;
        Key::of(&opened).ok_or(StoreError::WrapsDamaged)
    }

    /// Whether what a file says of it can be followed.
    pub(super) fn is_sane(&self) -> bool {
        self.cost.is_sane()
    }
}

pub(crate) fn cipher(secret: &[u8], cost: Cost, salt: &[u8; 16]) -> Result<XChaCha20Poly1305> {
    let Cost { memory, passes, lanes } = cost;
    let wrong = |_| StoreError::WrapsDamaged;
    let params = Params::new(memory, passes, lanes, Some(32)).map_err(wrong)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut stretched = Zeroizing::new([0; 32]);
    argon.hash_password_into(secret, salt, &mut *stretched).map_err(wrong)?;
    XChaCha20Poly1305::new_from_slice(&*stretched).map_err(|_| StoreError::Internal(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_secret_and_what_it_is_about_open_it() {
        let key = Key::new([7; 32]);
        let sealed = Sealed::new(&key, b"secret", Cost::RANDOM, b"vault 1").unwrap();
        assert_eq!(sealed.open(b"secret", b"vault 1"), Ok(key.clone()));
        assert_eq!(sealed.open(b"secreT", b"vault 1"), Err(StoreError::WrongSecret));
        assert_eq!(sealed.open(b"secret", b"vault 2"), Err(StoreError::WrongSecret));
        assert_ne!(Sealed::new(&key, b"secret", Cost::RANDOM, b"vault 1").unwrap(), sealed);
    }

    #[test]
    fn a_file_cannot_ask_for_more_than_this_computer_has() {
        for (memory, passes, lanes, sane) in [
            (64 << 10, 3, 1, true),
            (64, 1, 1, true),
            (u32::MAX, 1, 1, false),
            (64, u32::MAX, 1, false),
            (64, 1, 1000, false),
            (0, 0, 0, false),
        ] {
            assert_eq!(Cost { memory, passes, lanes }.is_sane(), sane, "{memory} {passes} {lanes}");
        }
    }
}

//! The file of a bundle: sealed under a code that is told some other way, or under that of an office.
//!
//! `beishen bundle 1` (`beishen office 1` of an office), 16 bytes of salt, 19 of nonce, a tag that vouches for the code, and then pieces of 64 KiB, each sealed by
//! XChaCha20-Poly1305 with its number and whether it is the last (the STREAM construction, <https://eprint.iacr.org/2015/189>), so that
//! none can be changed, left out, moved or added. Within: the length of the text, the text (JSON), and the bytes of the files one after
//! another. Nothing of a foreign file is read before its piece has been vouched for.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::Bundle;
use crate::key::{Cost, OfficeCode, TransferCode, cipher, random};
use crate::step::sha256;
use crate::{MAX_FILE, Result, StoreError};

/// What a file begins with, and what guessing at its code costs.
struct Seal {
    mark: &'static [u8; MARK],
    cost: Cost,
}

/// Told from person to person: 80 bits.
const TOLD: Seal = Seal { mark: b"beishen bundle ", cost: Cost::PASSPHRASE };
/// Kept in the vaults of an office: 130 bits, for many thousand files.
const SHARED: Seal = Seal { mark: b"beishen office ", cost: Cost::RANDOM };

const MARK: usize = 15;
const FORM: u8 = b'1';
const SALT: usize = 16;
const NONCE: usize = 19;
const TAG: usize = 16;
const HEAD: usize = MARK + 1 + SALT + NONCE;
const PIECE: usize = 64 << 10;
/// The longest file that is looked at.
const MOST: usize = 1 << 30;

/// More versions no value has that was handed to and fro for years, and the vault keeps fewer earlier states.
const MOST_VERSIONS: usize = 4096;
const MOST_BEFORE: usize = 64;

/// What stands before the bytes of the files.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    bundle: Bundle,
    /// How long each file is, in the order of their digests.
    lengths: Vec<usize>,
}

impl Bundle {
    /// The file that only this code opens.
    pub fn seal(&self, code: &TransferCode) -> Result<Vec<u8>> {
        self.sealed(&TOLD, code.letters())
    }

    /// The file that the desks of an office open.
    pub fn seal_for_office(&self, code: &OfficeCode) -> Result<Vec<u8>> {
        self.sealed(&SHARED, code.letters())
    }

    fn sealed(&self, seal: &Seal, code: &[u8]) -> Result<Vec<u8>> {
        let lengths = self.files.values().map(Vec::len).collect();
        let text = serde_json::to_vec(&TextOf { bundle: self, lengths });
        let text = Zeroizing::new(text.map_err(|_| StoreError::Internal(-1))?);
        let mut plain = Zeroizing::new((text.len() as u64).to_le_bytes().to_vec());
        plain.extend_from_slice(&text);
        self.files.values().for_each(|it| plain.extend_from_slice(it));

        let salt = random::<SALT>()?;
        let mut sealed = [&seal.mark[..], &[FORM], &salt, &random::<NONCE>()?].concat();
        let head = sealed.clone();
        let stream = Stream { cipher: cipher(code, seal.cost, &salt)?, head: &head };
        sealed.extend(stream.seal(Part::Code, &[])?);
        let pieces = plain.chunks(PIECE).count();
        for (number, piece) in plain.chunks(PIECE).enumerate() {
            sealed.extend(stream.seal(Part::piece(number, number + 1 == pieces)?, piece)?);
        }
        Ok(sealed)
    }

    /// What is in a file; [`StoreError::Foreign`] when it is no bundle, [`StoreError::Newer`], [`StoreError::WrongSecret`], and
    /// [`StoreError::Damaged`] when anything in it is not as it was sealed.
    pub fn open(file: &[u8], code: &TransferCode) -> Result<Self> {
        Self::opened(&TOLD, file, code.letters())
    }

    /// The same of a file that was sealed for the desks of an office.
    pub fn open_of_office(file: &[u8], code: &OfficeCode) -> Result<Self> {
        Self::opened(&SHARED, file, code.letters())
    }

    fn opened(seal: &Seal, file: &[u8], code: &[u8]) -> Result<Self> {
        let form =
            file.strip_prefix(seal.mark).and_then(|it| it.first()).ok_or(StoreError::Foreign)?;
        if *form != FORM {
            let found = char::from(*form).to_digit(36).unwrap_or(u32::MAX);
            return Err(StoreError::Newer { found, known: 1 });
        }
        let (head, rest) = file.split_at_checked(HEAD).ok_or(StoreError::Damaged)?;
        let (vouched, rest) = rest.split_at_checked(TAG).ok_or(StoreError::Damaged)?;
        if file.len() > MOST {
            return Err(StoreError::TooBig);
        }
        let salt = head.get(MARK + 1..).and_then(|it| it.first_chunk());
        let salt = salt.ok_or(StoreError::Damaged)?;
        let stream = Stream { cipher: cipher(code, seal.cost, salt)?, head };
        stream.open(Part::Code, vouched).map_err(|_| StoreError::WrongSecret)?;
        let mut plain = Zeroizing::new(Vec::with_capacity(rest.len()));
        let pieces = rest.chunks(PIECE + TAG).count();
        for (number, piece) in rest.chunks(PIECE + TAG).enumerate() {
            let part = Part::piece(number, number + 1 == pieces)?;
            plain.extend_from_slice(&Zeroizing::new(stream.open(part, piece)?));
        }
        read(&plain).ok_or(StoreError::Damaged)
    }
}

/// The same as [`Text`], to be written.
#[derive(Serialize)]
struct TextOf<'a> {
    bundle: &'a Bundle,
    lengths: Vec<usize>,
}

/// What was sealed; nothing when it does not hold together.
fn read(plain: &[u8]) -> Option<Bundle> {
    let (length, rest) = plain.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (text, mut rest) = rest.split_at_checked(length)?;
    let Text { mut bundle, lengths } = serde_json::from_slice(text).ok()?;
    let digests = bundle.digests();
    if digests.len() != lengths.len() || !bundle.holds_together() {
        return None;
    }
    for (digest, length) in digests.into_iter().zip(lengths) {
        let (bytes, more) = rest.split_at_checked(length)?;
        (length <= MAX_FILE && sha256(bytes) == digest).then_some(())?;
        bundle.files.insert(digest, bytes.to_vec());
        rest = more;
    }
    rest.is_empty().then_some(bundle)
}

impl Bundle {
    /// Whether the vault could have written it: nobody twice, no value twice, each with a version.
    fn holds_together(&self) -> bool {
        use std::collections::BTreeSet;
        let unique = |values: &[super::BundledValue]| {
            let keys: BTreeSet<_> = values.iter().map(|it| (it.kind, &it.key)).collect();
            let few = |it: &super::BundledValue| {
                (1..=MOST_VERSIONS).contains(&it.versions.len()) && it.before.len() <= MOST_BEFORE
            };
            keys.len() == values.len() && values.iter().all(few)
        };
        let names: BTreeSet<_> = self.people.iter().map(|it| it.uid.0).collect();
        names.len() == self.people.len()
            && self.people.iter().all(|it| {
                let open = it.drafts.iter().filter(|it| it.closed.is_none());
                let procedures: BTreeSet<_> = open.clone().map(|it| &it.procedure).collect();
                let begun: BTreeSet<_> =
                    it.drafts.iter().map(|it| (&it.procedure, it.created)).collect();
                procedures.len() == open.count()
                    && begun.len() == it.drafts.len()
                    && unique(&it.values)
                    && it.drafts.iter().all(|it| unique(&it.values))
            })
    }
}

/// What a piece is, in its nonce.
#[derive(Clone, Copy)]
enum Part {
    Code,
    Piece(u32),
    Last(u32),
}

impl Part {
    fn piece(number: usize, last: bool) -> Result<Self> {
        let number = u32::try_from(number).map_err(|_| StoreError::TooBig)?;
        Ok(if last { Self::Last(number) } else { Self::Piece(number) })
    }
}

struct Stream<'a> {
    cipher: XChaCha20Poly1305,
    head: &'a [u8],
}

impl Stream<'_> {
    fn nonce(&self, part: Part) -> XNonce {
        let (number, kind) = match part {
            Part::Piece(number) => (number, 0),
            Part::Last(number) => (number, 1),
            Part::Code => (0, 2),
        };
        let mut nonce = [0; NONCE + 5];
        let from = self.head.len().saturating_sub(NONCE);
        let parts = [self.head.get(from..).unwrap_or_default(), &number.to_be_bytes(), &[kind]];
        for (to, from) in nonce.iter_mut().zip(parts.concat()) {
            *to = from;
        }
        XNonce::from(nonce)
    }

    fn seal(&self, part: Part, plain: &[u8]) -> Result<Vec<u8>> {
        let plain = Payload { msg: plain, aad: self.head };
        self.cipher.encrypt(&self.nonce(part), plain).map_err(|_| StoreError::Internal(-1))
    }

    fn open(&self, part: Part, sealed: &[u8]) -> Result<Vec<u8>> {
        let sealed = Payload { msg: sealed, aad: self.head };
        self.cipher.decrypt(&self.nonce(part), sealed).map_err(|_| StoreError::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    type Change = fn(&mut Value);

    /// What is sealed, of a text and the bytes behind it.
    fn plain(text: &Value, bytes: &[u8]) -> Vec<u8> {
        let text = text.to_string();
        [&(text.len() as u64).to_le_bytes()[..], text.as_bytes(), bytes].concat()
    }

    fn whole() -> Value {
        let digest = crate::key::hex(&sha256(b"photo").0).to_string();
        let at = "2026-11-22T09:30:00";
        let value = |kind: &str, key: &str| json!({ "kind": kind, "key": key, "text": "x", "by": "typed", "at": at, "versions": ["00".repeat(16)] });
        let mut photo = value("attachment", "photo");
        photo["file"] = json!({ "name": "p.jpg", "digest": digest });
        let draft = json!({ "procedure": "tdxl", "created": at, "values": [value("tick", "a")] });
        let person = json!({
            "uid": "11".repeat(16), "name": "张三", "search": "", "colour": 0, "about": "",
            "values": [value("answer", "person.name"), photo], "drafts": [draft],
        });
        json!({ "bundle": { "at": at, "people": [person] }, "lengths": [5] })
    }

    #[test]
    fn what_the_vault_could_not_have_written_is_refused_also_under_the_right_code() {
        assert!(read(&plain(&whole(), b"photo")).is_some());
        let changes: [(&str, Change); 12] = [
            ("nobody's field", |it| it["more"] = json!(1)),
            ("a person twice", |it| {
                let one = it["bundle"]["people"][0].clone();
                it["bundle"]["people"].as_array_mut().unwrap().push(one);
            }),
            ("a value twice", |it| {
                let one = it["bundle"]["people"][0]["values"][0].clone();
                it["bundle"]["people"][0]["values"].as_array_mut().unwrap().push(one);
            }),
            ("a draft twice", |it| {
                let one = it["bundle"]["people"][0]["drafts"][0].clone();
                it["bundle"]["people"][0]["drafts"].as_array_mut().unwrap().push(one);
            }),
            ("no version", |it| it["bundle"]["people"][0]["values"][0]["versions"] = json!([])),
            ("too many versions", |it| {
                it["bundle"]["people"][0]["values"][0]["versions"] =
                    json!(vec!["00".repeat(16); MOST_VERSIONS + 1]);
            }),
            ("a name that is none", |it| it["bundle"]["people"][0]["uid"] = json!("11")),
            ("another kind", |it| {
                it["bundle"]["people"][0]["values"][0]["kind"] = json!("program");
            }),
            ("another digest", |it| {
                it["bundle"]["people"][0]["values"][1]["file"]["digest"] = json!("22".repeat(32));
            }),
            ("a length too many", |it| it["lengths"] = json!([5, 5])),
            ("a length too long", |it| it["lengths"] = json!([6])),
            ("a length beyond all", |it| it["lengths"] = json!([u64::MAX])),
        ];
        for (what, change) in changes {
            let mut text = whole();
            change(&mut text);
            assert!(read(&plain(&text, b"photo")).is_none(), "{what}");
        }
        for bytes in [&b""[..], b"phot", b"phota", b"photos"] {
            assert!(read(&plain(&whole(), bytes)).is_none(), "{bytes:?}");
        }
        for bytes in [&b""[..], &[0; 7], &[0xff; 8], &[0; 8]] {
            assert!(read(bytes).is_none(), "{bytes:?}");
        }
    }
}

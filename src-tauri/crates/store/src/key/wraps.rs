//! What holds the key of a vault once a person has said who uses the computer: a file `<vault>.json`, and a second copy of it.
//!
//! It says in which ways the key is sealed, and holds no secret in the clear. Each copy is written whole under another name first,
//! carries a digest of itself, and is good alone; the one that was written last counts.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::seal::{Cost, Sealed};
use super::{Hex, Key, RecoveryCode, hex, keychain, random};
use crate::file::{Header, beside, private_file, publish};
use crate::{Result, StoreError};

const VERSION: u32 = 1;
/// The two copies, by what stands after the vault's name.
const COPIES: [&str; 2] = [".json", ".json2"];
const MOST: u64 = 64 << 10;
/// Older backups than of so many keys are not there any more.
const FORMER: usize = 30;

/// What opens a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// The system's keychain gives it out to this account.
    Keychain,
    /// What a person knows.
    Passphrase,
    /// What a person has on paper.
    Recovery,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Self::Keychain => "keychain",
            Self::Passphrase => "passphrase",
            Self::Recovery => "recovery",
        }
    }
}

/// One way, with what is needed to go it.
#[derive(Clone, Copy)]
pub enum Secret<'a> {
    /// The system is asked.
    Keychain,
    /// As it was typed.
    Passphrase(&'a str),
    /// As it was typed from paper.
    Recovery(&'a RecoveryCode),
}

impl Secret<'_> {
    /// Which way it is.
    pub fn way(&self) -> Way {
        match self {
            Self::Keychain => Way::Keychain,
            Self::Passphrase(_) => Way::Passphrase,
            Self::Recovery(_) => Way::Recovery,
        }
    }

    /// Only what a person has thought of can be guessed.
    fn cost(&self) -> Cost {
        match self {
            Self::Passphrase(_) => Cost::PASSPHRASE,
            Self::Keychain | Self::Recovery(_) => Cost::RANDOM,
        }
    }
}

/// The key of a vault, sealed in one or several ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wraps {
    version: u32,
    /// The vault, whatever it is called.
    id: Hex<16>,
    /// How often it was written: the greater number counts.
    written: u64,
    shared: bool,
    ways: BTreeMap<Way, Sealed>,
    /// Keys the vault had before, sealed by the one it has: older backups are of these.
    former: Vec<Sealed>,
}

impl Wraps {
    /// For a new choice. `shared`: several people use this computer account.
    pub fn new(shared: bool) -> Result<Self> {
        let id = Hex(random()?);
        let (ways, former) = (BTreeMap::new(), Vec::new());
        Ok(Self { version: VERSION, id, written: 0, shared, ways, former })
    }

    /// Those of the vault at `vault`; nothing where nobody has chosen yet. Of two copies one may be damaged or missing.
    pub fn of(vault: &Path) -> Result<Option<Self>> {
        let (mut best, mut any): (Option<Self>, bool) = (None, false);
        for copy in COPIES {
            match read(&beside(vault, copy)) {
                Ok(None) => {}
                Ok(Some(wraps)) => {
                    any = true;
                    best = best.filter(|it| it.written >= wraps.written).or(Some(wraps));
                }
                Err(StoreError::WrapsDamaged) => any = true,
                Err(error) => return Err(error),
            }
        }
        if any && best.is_none() { Err(StoreError::WrapsDamaged) } else { Ok(best) }
    }

    /// Whether any copy lies there, be it damaged.
    pub(super) fn stand_beside(vault: &Path) -> Result<bool> {
        let [first, second] = COPIES.map(|it| beside(vault, it).try_exists());
        Ok(first? || second?)
    }

    /// What tells this vault from others, where a few letters do.
    pub(crate) fn short_id(&self) -> String {
        hex(&self.id.0).chars().take(8).collect()
    }

    /// Whether several people use this computer account.
    pub fn is_shared(&self) -> bool {
        self.shared
    }

    /// Whether the key can be had in this way.
    pub fn has(&self, way: Way) -> bool {
        self.ways.contains_key(&way)
    }

    /// The key; [`StoreError::WrongSecret`] if the secret is another one.
    pub fn open(&self, secret: &Secret<'_>) -> Result<Key> {
        let sealed = self.ways.get(&secret.way()).ok_or(StoreError::WrongSecret)?;
        sealed.open(&self.secret(secret, false)?, self.about(secret.way().name()).as_bytes())
    }

    /// The same with one more way to `key`, or another secret on a way there is.
    pub fn with(mut self, secret: &Secret<'_>, key: &Key) -> Result<Self> {
        let about = self.about(secret.way().name());
        let sealed =
            Sealed::new(key, &self.secret(secret, true)?, secret.cost(), about.as_bytes())?;
        self.ways.insert(secret.way(), sealed);
        Ok(self)
    }

    /// For another choice about the same vault: every way has to be given anew.
    #[must_use]
    pub fn begun_again(self, shared: bool) -> Self {
        Self { shared, ways: BTreeMap::new(), ..self }
    }

    /// For another key: who uses the computer stays, every way has to be given anew. The keys there were are not forgotten.
    pub fn anew(&self, old: &Key, new: &Key) -> Result<Self> {
        let seal = |key: &Key| {
            Sealed::new(key, new.bytes(), Cost::RANDOM, self.about("former").as_bytes())
        };
        let mut keys = self.former(old);
        keys.push(old.clone());
        let first = keys.len().saturating_sub(FORMER);
        let former = keys.iter().skip(first).map(seal).collect::<Result<_>>()?;
        Ok(Self { ways: BTreeMap::new(), former, ..self.clone() })
    }

    /// Keys the vault had before, the oldest first.
    fn former(&self, key: &Key) -> Vec<Key> {
        let about = self.about("former");
        self.former.iter().flat_map(|it| it.open(key.bytes(), about.as_bytes())).collect()
    }

    /// Of `key` and those that were before it, the one that opens a file.
    pub(crate) fn fitting(&self, file: &Path, key: &Key) -> Result<Key> {
        let keys = [vec![key.clone()], self.former(key)].concat();
        for key in keys {
            match Header::of(file, &key) {
                Err(StoreError::WrongKey) => {}
                found => return found.map(|_| key),
            }
        }
        Err(StoreError::WrongKey)
    }

    /// Writes both copies, and reads them back.
    pub(crate) fn write(&mut self, vault: &Path) -> Result<()> {
        self.written += 1;
        for copy in COPIES {
            self.write_to(&beside(vault, copy))?;
        }
        for copy in COPIES {
            if read(&beside(vault, copy))?.as_ref() != Some(self) {
                return Err(StoreError::WrapsDamaged);
            }
        }
        Ok(())
    }

    /// Writes a copy that is missing, damaged or older.
    pub(crate) fn complete(&self, vault: &Path) -> Result<()> {
        COPIES.iter().try_for_each(|it| self.renew(&beside(vault, it)))
    }

    fn renew(&self, path: &Path) -> Result<()> {
        let known = read(path).ok().flatten();
        if known.as_ref() == Some(self) { Ok(()) } else { self.write_to(path) }
    }

    /// Puts a copy beside a backup, so that it can be opened wherever it is taken, if `file`, as it is called now, is of this key.
    pub(crate) fn accompany(&self, file: &Path, backup: &Path, key: &Key) -> Result<()> {
        Header::of(file, key)?;
        self.renew(&beside(backup, COPIES[0]))
    }

    /// Where they lie beside a vault or a backup.
    pub(crate) fn files(of: &Path) -> [PathBuf; 2] {
        COPIES.map(|it| beside(of, it))
    }

    /// What the system's keychain holds for a vault that is set up anew is of no use any more.
    pub fn forget_keychain(&self) {
        keychain::forget(&hex(&self.id.0));
    }

    fn secret(&self, secret: &Secret<'_>, make: bool) -> Result<Zeroizing<Vec<u8>>> {
        let id = hex(&self.id.0);
        match secret {
            Secret::Keychain if make => keychain::secret_or_new(&id),
            Secret::Keychain => keychain::secret(&id),
            Secret::Passphrase(text) => Ok(Zeroizing::new(text.as_bytes().to_vec())),
            Secret::Recovery(code) => Ok(Zeroizing::new(code.letters().to_vec())),
        }
    }

    /// What a seal is bound to.
    fn about(&self, what: &str) -> String {
        format!("beishen vault key {VERSION} {} {what}", *hex(&self.id.0))
    }

    fn write_to(&self, path: &Path) -> Result<()> {
        let mut text = serde_json::to_string(self).map_err(|_| StoreError::Internal(-1))?;
        text = format!("{text}\n{}\n", *hex(&Sha256::digest(&text)));
        let fresh = beside(path, ".new");
        private_file(&fresh)?.write_all(text.as_bytes())?;
        publish(&fresh, path)
    }
}

/// One copy, if it is there.
fn read(path: &Path) -> Result<Option<Wraps>> {
    /// What every version begins with.
    #[derive(Deserialize)]
    struct Any {
        version: u32,
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut text = Vec::new();
    file.take(MOST).read_to_end(&mut text)?;
    let mut lines = text.split(|it| *it == b'\n');
    let (said, digest) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    if hex(&Sha256::digest(said)).as_bytes() != digest || lines.ne([b"" as &[u8]]) {
        return Err(StoreError::WrapsDamaged);
    }
    let wrong = |_| StoreError::WrapsDamaged;
    let Any { version } = serde_json::from_slice(said).map_err(wrong)?;
    if version > VERSION {
        return Err(StoreError::Newer { found: version, known: VERSION });
    }
    let wraps: Wraps = serde_json::from_slice(said).map_err(wrong)?;
    let sane = wraps.ways.values().chain(&wraps.former).all(Sealed::is_sane);
    if sane { Ok(Some(wraps)) } else { Err(StoreError::WrapsDamaged) }
}

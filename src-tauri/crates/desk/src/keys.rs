//! The key of a vault, for whoever opens it: taken from where it is kept, held while the vault is open, kept in another way.

use std::path::{Path, PathBuf};

use beishen_document::{Block, Document, Locale, Tone};
use beishen_store::{
    Key, Lock, RecoveryCode, Secret, StoreError, Way, Wraps, has_keychain, keep, make_ready, rekey,
};
use beishen_work::{Failure, Library, papers::loaded};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{contract::PreviewView, desk::Desk};

/// Fewer characters are guessed too easily.
const LEAST: usize = 8;

/// The keys of one vault, and the one that is held while it is unlocked. All of it is wiped when it is dropped.
pub struct Keys {
    vault: PathBuf,
    key: Option<Key>,
    /// A recovery code that was shown and may be kept, and the groups of it that are asked for.
    offered: Option<(RecoveryCode, [usize; 2])>,
    /// While the vault is locked it is nobody else's.
    hold: Option<Lock>,
}

/// How the key is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct KeysView {
    /// A person has said who uses the computer.
    pub chosen: bool,
    /// The key has to be given out first.
    pub locked: bool,
    /// Several people use this computer account.
    pub shared: bool,
    /// There is a passphrase.
    pub passphrase: bool,
    /// The system's keychain gives the key out.
    pub keychain: bool,
}

/// A recovery code, for a person to copy.
#[derive(Serialize)]
pub struct OfferView {
    /// Its groups.
    pub groups: Vec<String>,
    /// The groups that are typed back, counted from 0.
    pub asked: [usize; 2],
    /// Whether this computer has a keychain.
    pub keychain: bool,
    /// The same on paper, shown under this number.
    pub paper: Option<u32>,
}

/// What a person does about the key. The groups of the recovery code that were typed back go with a new one.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum KeyDeed {
    /// Says who uses the computer.
    Choose {
        /// Several people do.
        shared: bool,
        /// Needed then, and where there is no keychain.
        passphrase: Option<String>,
        /// As they were asked for.
        typed: [String; 2],
    },
    /// Another passphrase.
    Passphrase(String),
    /// Another recovery code.
    Code([String; 2]),
    /// Another key, for somebody may know this one.
    Rekey {
        /// Where there is one.
        passphrase: Option<String>,
        /// As they were asked for.
        typed: [String; 2],
    },
}

impl Keys {
    /// Those of the vault at `vault`.
    pub fn of(vault: &Path) -> Self {
        Self { vault: vault.to_owned(), key: None, offered: None, hold: None }
    }

    /// How the key is kept.
    pub fn view(&self) -> Result<KeysView, Failure> {
        let wraps = Wraps::of(&self.vault)?;
        let has = |way| wraps.as_ref().is_some_and(|it| it.has(way));
        Ok(KeysView {
            chosen: wraps.is_some(),
            locked: wraps.is_some() && self.key.is_none(),
            shared: wraps.as_ref().is_some_and(Wraps::is_shared),
            passphrase: has(Way::Passphrase),
            keychain: has(Way::Keychain),
        })
    }

    /// Opens the vault, if its key lies beside it or is held.
    pub fn open(&mut self, library: Library, now: NaiveDateTime) -> Result<Desk, Failure> {
        self.hold = None;
        let Some(wraps) = Wraps::of(&self.vault)? else {
            self.key = None;
            return Desk::open(&self.vault, library, now);
        };
        let Some(key) = &self.key else {
            self.hold =
                Some(Lock::take(&self.vault).map_err(|it| Desk::not_opened(it, &self.vault))?);
            return Err(StoreError::Locked.into());
        };
        match make_ready(&self.vault, key, &wraps) {
            // It may be looked at all the same.
            Ok(()) | Err(StoreError::NoAccess) => {}
            Err(error) => return Err(Desk::not_opened(error, &self.vault)),
        }
        Desk::open_with(&self.vault, key, library, now)
    }

    /// Takes the key from the keychain, or with what was typed: a passphrase or a recovery code.
    pub fn unlock(&mut self, typed: Option<&str>) -> Result<(), Failure> {
        let wraps = Wraps::of(&self.vault)?.ok_or(StoreError::KeyMissing)?;
        let key = match typed {
            Some(text) => opened(&wraps, text)?,
            None => wraps.open(&Secret::Keychain)?,
        };
        if typed.is_some() {
            self.tell_keychain(wraps, &key);
        }
        self.key = Some(key);
        Ok(())
    }

    /// A keychain that was lost, as with a new system, is given the key again.
    fn tell_keychain(&self, wraps: Wraps, key: &Key) {
        if wraps.has(Way::Keychain) && wraps.open(&Secret::Keychain).is_err() {
            let again = wraps.with(&Secret::Keychain, key);
            let _ = again.and_then(|mut it| keep(&self.vault, key, &mut it));
        }
    }

    /// Puts a backup that lies anywhere in the vault's place, which no desk has open, with what was typed: the passphrase or the
    /// recovery code of that backup. Where the vault lies now that was there, if there was one.
    pub fn adopt(
        &mut self,
        backup: &Path,
        typed: &str,
        now: NaiveDateTime,
    ) -> Result<Option<PathBuf>, Failure> {
        let mut wraps = Wraps::of(backup)?.ok_or_else(without_key)?;
        let key = opened(&wraps, typed)?;
        let aside = beishen_store::adopt(&self.vault, backup, &mut wraps, &key, now)?;
        self.tell_keychain(wraps, &key);
        self.key = Some(key);
        Ok(aside)
    }

    /// A vault that is locked may be somebody else's for a moment: something is done with its file.
    pub fn let_go(&mut self) {
        self.hold = None;
    }

    /// Forgets the key, and a code that was not kept.
    pub fn lock(&mut self) {
        self.key = None;
        self.offered = None;
    }

    /// A new recovery code; it counts once it was typed back.
    pub fn offer(&mut self) -> Result<OfferView, Failure> {
        let code = RecoveryCode::random()?;
        let groups = code.groups();
        let asked = [1, groups.len() - 1];
        self.offered = Some((code, asked));
        Ok(OfferView { groups, asked, keychain: has_keychain(), paper: None })
    }

    /// Does it. Another key wants a vault that nobody has open.
    pub fn carry_out(&mut self, deed: &KeyDeed, now: NaiveDateTime) -> Result<(), Failure> {
        let wraps = Wraps::of(&self.vault)?;
        let key = match (&self.key, &wraps) {
            (Some(key), _) => key.clone(),
            (None, None) => Key::load_or_create(&self.vault)?,
            (None, Some(_)) => return Err(StoreError::Locked.into()),
        };
        let (mut made, key) = match deed {
            KeyDeed::Choose { shared, passphrase, typed } => {
                let code = self.copied(typed)?;
                let new = match wraps {
                    Some(wraps) => wraps.begun_again(*shared),
                    None => Wraps::new(*shared)?,
                };
                let new = match passphrase {
                    Some(text) => new.with(&Secret::Passphrase(strong(text)?), &key)?,
                    None if *shared => return Err(too_short()),
                    None => new.with(&Secret::Keychain, &key)?,
                };
                (new.with(&Secret::Recovery(code), &key)?, key)
            }
            KeyDeed::Passphrase(text) => {
                let wraps = wraps.ok_or_else(Failure::bad_request)?;
                (wraps.with(&Secret::Passphrase(strong(text)?), &key)?, key)
            }
            KeyDeed::Code(typed) => {
                let wraps = wraps.ok_or_else(Failure::bad_request)?;
                (wraps.with(&Secret::Recovery(self.copied(typed)?), &key)?, key)
            }
            KeyDeed::Rekey { passphrase, typed } => {
                let wraps = wraps.ok_or_else(Failure::bad_request)?;
                let new = Key::random()?;
                let mut anew = wraps.anew(&key, &new)?;
                if wraps.has(Way::Passphrase) {
                    let text = passphrase.as_deref().ok_or_else(too_short)?;
                    // Not another one by mistake.
                    wraps.open(&Secret::Passphrase(text))?;
                    anew = anew.with(&Secret::Passphrase(text), &new)?;
                }
                if wraps.has(Way::Keychain) {
                    anew = anew.with(&Secret::Keychain, &new)?;
                }
                let mut anew = anew.with(&Secret::Recovery(self.copied(typed)?), &new)?;
                rekey(&self.vault, &key, &new, &mut anew, now)?;
                (anew, new)
            }
        };
        if !matches!(deed, KeyDeed::Rekey { .. }) {
            keep(&self.vault, &key, &mut made)?;
        }
        self.key = Some(key);
        self.offered = None;
        Ok(())
    }

    /// Puts a backup in the vault's place, which no desk has open: where the vault lies now that was there, if there was one.
    pub fn restore(&self, name: &str, now: NaiveDateTime) -> Result<Option<PathBuf>, Failure> {
        let key = match &self.key {
            Some(key) => key.clone(),
            None => Key::load_or_create(&self.vault)?,
        };
        Ok(beishen_store::restore(&self.vault, &key, name, now)?)
    }

    fn copied(&self, typed: &[String; 2]) -> Result<&RecoveryCode, Failure> {
        let (code, asked) = self.offered.as_ref().ok_or_else(Failure::gone)?;
        let [a, b] = typed.clone();
        if code.was_copied(&[(asked[0], a), (asked[1], b)]) { Ok(code) } else { Err(not_copied()) }
    }
}

impl Desk {
    /// A recovery code on paper, shown as other papers are: nothing of it lies on the disk.
    pub fn show_code(
        &mut self,
        groups: &[String],
        locale: Locale,
        now: NaiveDateTime,
    ) -> Result<PreviewView, Failure> {
        let words = |zh: &str, en: &str| locale.pick(zh, en).to_owned();
        let document = Document {
            locale,
            title: words("恢复码", "Recovery code"),
            subtitle: words("备申资料库", "Beishen vault"),
            number: String::new(),
            made_at: now,
            notice: words("本机资料，非官方凭证", "Of this computer, not an official document"),
            landscape: false,
            name: String::new(),
            blocks: vec![
                Block::Heading { text: groups.join("  ") },
                Block::Paragraph {
                    text: words(
                        "忘记密码，或换了电脑、重装系统后，用它打开资料库和备份。\n输入时不分大小写，空格可有可无；没有字母 I、L、O、U，只有数字 1 和 0。",
                        "It opens the vault and its backups when the passphrase is forgotten, or on another computer or system.\nCapitals and spaces do not matter; there is no letter I, L, O or U, only the digits 1 and 0.",
                    ),
                },
                Block::Notice {
                    tone: Tone::Warning,
                    text: words(
                        "谁拿到它和资料库文件，就能打开资料库。请收在锁着的地方，不要拍照，不要放进电脑。",
                        "Whoever has it and the vault's file can open the vault. Keep it locked away; take no photo of it and do not store it on a computer.",
                    ),
                },
            ],
        };
        let printed = loaded(&self.press)?.print(&document)?;
        self.preview.show(printed, None)
    }
}

/// The key, with a passphrase or a recovery code.
fn opened(wraps: &Wraps, typed: &str) -> Result<Key, Failure> {
    let by_code = RecoveryCode::read(typed).map(|it| wraps.open(&Secret::Recovery(&it)));
    match by_code {
        Some(Ok(key)) => Ok(key),
        _ => Ok(wraps.open(&Secret::Passphrase(typed))?),
    }
}

fn without_key() -> Failure {
    Failure::input(
        "这份备份旁边没有同名的 .json 文件，里面封着钥匙；请把两个文件放在一起再选。",
        "The file of the same name that ends in .json does not lie beside this backup. It holds the key: put both together and choose again.",
    )
}

fn strong(text: &str) -> Result<&str, Failure> {
    if text.chars().count() < LEAST { Err(too_short()) } else { Ok(text) }
}

fn too_short() -> Failure {
    Failure::input("密码至少要 8 个字符。", "A passphrase has at least 8 characters.")
}

fn not_copied() -> Failure {
    Failure::input(
        "输入的两组与恢复码不一致，请对照纸上再输。",
        "The two groups are not those of the code. Compare them with your paper.",
    )
}

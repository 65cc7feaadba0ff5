//! What the vault could not do, in words for people. No answer, no name and no SQL is ever part of an error.

use std::io;

use rusqlite::ErrorCode;

/// Why the vault could not do what was asked. Whatever the variant, nothing was changed: a step is written whole or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file is a vault, but was made with another key. It was not touched.
    #[error("the key does not fit this vault")]
    WrongKey,
    /// There is a vault but its key is gone. No new key is made: it could not open the vault.
    #[error("the key of this vault is missing")]
    KeyMissing,
    /// The key file is there but does not hold a key. It was not touched.
    #[error("the key file does not hold a key")]
    KeyDamaged,
    /// A person has said how the key is kept, and has to give it out.
    #[error("the vault is locked")]
    Locked,
    /// What was given does not open the vault.
    #[error("the passphrase or the recovery code is another one")]
    WrongSecret,
    /// The system's keychain is not there, does not answer, or knows nothing of the vault.
    #[error("the keychain has no key of this vault")]
    NoKeychain,
    /// What holds the key is there but says nothing that can be used, in both copies. It was not touched.
    #[error("what holds the key is damaged")]
    WrapsDamaged,
    /// The file is a vault of this key, but some of it is missing or changed (every page carries its own checksum).
    #[error("the vault is damaged")]
    Damaged,
    /// A newer version of the program made the file. It was not touched.
    #[error("the vault has format {found}, this program knows formats up to {known}")]
    Newer {
        /// The format of the file.
        found: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// The file is no vault: empty, a text, or another program's. It was not touched.
    #[error("the file is not a vault")]
    Foreign,
    /// There has been a vault here, and its file is gone. No new one is made: it would hide that the old one is missed.
    #[error("the vault is gone from its place")]
    Gone,
    /// There is a file already where a vault was to be made. It was not touched.
    #[error("there is a file here already")]
    Exists,
    /// The disk (or the quota on it) is full. Writing works again as soon as there is room.
    #[error("the disk is full")]
    DiskFull,
    /// Another process has the vault open.
    #[error("the vault is in use by another process")]
    InUse,
    /// The operating system does not permit reading or writing here.
    #[error("no permission to read or write the vault")]
    NoAccess,
    /// The vault lies where nothing can be written, and is only read.
    #[error("the vault is only read")]
    ReadOnly,
    /// The vault lies on another computer, where it could be damaged. It was not touched, and none is made there.
    #[error("the vault lies on another computer")]
    Remote,
    /// Reading or writing stopped for another reason the operating system gave.
    #[error("the disk reported an error: {0}")]
    Io(io::ErrorKind),
    /// There is no such thing in the vault (any more), or it is in the recycle bin.
    #[error("no such {0}")]
    NotFound(Thing),
    /// A text or a file is larger than the vault takes ([`crate::MAX_TEXT`], [`crate::MAX_FILE`]).
    #[error("a value is larger than the vault takes")]
    TooBig,
    /// The program was built without encryption; it refuses to store anything.
    #[error("this build cannot encrypt")]
    NoCipher,
    /// A fault of this program, with the result code of `SQLite` (<https://sqlite.org/rescode.html>).
    #[error("a fault in the program (SQLite result code {0})")]
    Internal(i32),
}

/// What was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// The vault file itself.
    Vault,
    /// An applicant.
    Applicant,
    /// A draft.
    Draft,
    /// The bytes of an attachment.
    Attachment,
    /// A backup.
    Backup,
}

impl std::fmt::Display for Thing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Vault => "vault",
            Self::Applicant => "applicant",
            Self::Draft => "draft",
            Self::Attachment => "attachment",
            Self::Backup => "backup",
        })
    }
}

impl StoreError {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongKey => "wrong_key",
            Self::KeyMissing => "key_missing",
            Self::KeyDamaged => "key_damaged",
            Self::Locked => "locked",
            Self::WrongSecret => "wrong_secret",
            Self::NoKeychain => "no_keychain",
            Self::WrapsDamaged => "wraps_damaged",
            Self::Damaged => "damaged",
            Self::Newer { .. } => "newer",
            Self::Foreign => "foreign",
            Self::Gone => "gone",
            Self::Exists => "exists",
            Self::DiskFull => "disk_full",
            Self::InUse => "in_use",
            Self::NoAccess => "no_access",
            Self::ReadOnly => "read_only",
            Self::Remote => "remote",
            Self::Io(_) => "io",
            Self::NotFound(_) => "not_found",
            Self::TooBig => "too_big",
            Self::NoCipher => "no_cipher",
            Self::Internal(_) => "internal",
        }
    }

    /// What is wrong and what to do, in Chinese, ≤ 40 characters.
    pub fn message_zh(&self) -> &'static str {
        self.words().0
    }

    /// The same in English.
    pub fn message_en(&self) -> &'static str {
        self.words().1
    }

    fn words(&self) -> (&'static str, &'static str) {
        self.of_the_key().unwrap_or_else(|| self.of_the_rest())
    }

    /// What is about the key and how it is kept.
    fn of_the_key(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::WrongKey => (
                "钥匙与资料库不符。请放回原来的钥匙文件后重新打开。",
                "The key does not fit this vault. Put the original key file back and open it again.",
            ),
            Self::KeyMissing => (
                "找不到资料库的钥匙。请把钥匙文件放回资料库所在的文件夹。",
                "The key of this vault is missing. Put the key file back into the vault's folder.",
            ),
            Self::KeyDamaged => (
                "钥匙文件内容不完整。请用备份的钥匙文件替换。",
                "The key file is incomplete. Replace it with a copy from a backup.",
            ),
            Self::Locked => (
                "资料库已锁定。请用密码或恢复码打开。",
                "The vault is locked. Open it with the passphrase or the recovery code.",
            ),
            Self::WrongSecret => (
                "密码或恢复码不对，请再输一次。",
                "The passphrase or recovery code is wrong. Try again.",
            ),
            Self::NoKeychain => (
                "系统钥匙串里没有这个资料库的钥匙，请用密码或恢复码。",
                "This computer's keychain has no key of this vault. Use the passphrase or the recovery code.",
            ),
            Self::WrapsDamaged => (
                "保管钥匙的文件（.json）已损坏。请从备份文件夹放回一份。",
                "The file that holds the key (.json) is damaged. Put a copy back from the backup folder.",
            ),
            _ => return None,
        })
    }

    fn of_the_rest(&self) -> (&'static str, &'static str) {
        match self {
            Self::Damaged => (
                "资料库文件有损坏，原文件未改动。请从备份恢复。",
                "The vault file is damaged. Restore it from a backup.",
            ),
            Self::Newer { .. } => (
                "资料库由较新版本的备申建立。请先更新备申再打开。",
                "A newer version of Beishen made this vault. Update Beishen, then open it.",
            ),
            Self::Foreign => (
                "此文件不是备申资料库，未作改动。请另选文件。",
                "This file is not a Beishen vault and was left as it is. Choose another file.",
            ),
            Self::Gone => (
                "资料库文件不在原处。请把它放回，或从备份恢复。",
                "The vault file is no longer in its place. Put it back, or restore a backup.",
            ),
            Self::Exists => (
                "此处已有同名文件。请换一个文件名或文件夹。",
                "A file of this name is already there. Choose another name or folder.",
            ),
            Self::DiskFull => (
                "磁盘已满，这一步还没有存好。请腾出空间后再试。",
                "The disk is full and this step is not saved yet. Free some space, then try again.",
            ),
            Self::Remote => (
                "资料在网络盘上，容易损坏。请把资料文件夹移到本机磁盘。",
                "The vault lies on a network drive, where it is easily damaged. Move its folder to a disk of this computer.",
            ),
            Self::InUse => (
                "资料库正由另一个备申窗口使用。请先关闭那个窗口。",
                "Another Beishen window is using this vault. Close that window first.",
            ),
            Self::NoAccess => (
                "没有读写资料库的权限。请检查文件和文件夹的权限。",
                "You have no permission to read or write the vault. Check the permissions of the file and its folder.",
            ),
            Self::Io(_) => (
                "读写磁盘时中断。请检查磁盘空间和连接后再试。",
                "Reading or writing the disk was interrupted. Check its space and connection, then try again.",
            ),
            Self::NotFound(Thing::Vault) => (
                "此处没有资料库文件。请另选位置或新建资料库。",
                "There is no vault here. Choose another place or make a new vault.",
            ),
            Self::NotFound(Thing::Applicant) => (
                "找不到这位申请人。请刷新名册，或到回收站查看。",
                "This applicant cannot be found. Refresh the roster, or look in the bin.",
            ),
            Self::NotFound(Thing::Draft) => (
                "找不到这份草稿。请返回申请人页面重新打开。",
                "This draft cannot be found. Go back to the applicant and open it again.",
            ),
            Self::NotFound(Thing::Attachment) => (
                "找不到这份材料。请重新添加文件。",
                "This attachment cannot be found. Add the file again.",
            ),
            Self::NotFound(Thing::Backup) => (
                "这份备份已不在文件夹里。请另选一份。",
                "This backup is no longer in its folder. Choose another one.",
            ),
            Self::ReadOnly => (
                "资料文件夹不能写入，现在只能查看。请改好权限后点“再试一次”。",
                "The data folder cannot be written, so you can only look. Correct its permissions, then try again.",
            ),
            Self::TooBig => (
                "内容过大，未保存。请缩短文字，或换用 10 MB 以内的文件。",
                "Too large, not saved. Shorten the text, or use a file of up to 10 MB.",
            ),
            Self::NoCipher => (
                "此程序不带加密功能，不能保存资料。请安装正式版本。",
                "This copy of Beishen cannot encrypt and stores nothing. Install a released version.",
            ),
            _ => (
                "程序出错了，这一步没有保存。请重新打开备申再试。",
                "Something went wrong in Beishen; this step was not saved. Restart it and try again.",
            ),
        }
    }
}

/// The words in Chinese and English; none for what is not there any more, which whoever asked calls by its name.
impl From<StoreError> for Option<[&'static str; 2]> {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound(_) => None,
            error => Some([error.message_zh(), error.message_en()]),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NoAccess,
            kind => Self::Io(kind),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as Sql;
        match error {
            Sql::SqliteFailure(failure, _) | Sql::SqlInputError { error: failure, .. } => {
                match failure.code {
                    ErrorCode::DiskFull => Self::DiskFull,
                    ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::InUse,
                    ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
                    ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen => {
                        Self::NoAccess
                    }
                    ErrorCode::SystemIoFailure => Self::Io(io::ErrorKind::Other),
                    ErrorCode::TooBig => Self::TooBig,
                    _ => Self::Internal(failure.extended_code),
                }
            }
            // A value of another type or size than this program ever writes.
            Sql::FromSqlConversionFailure(..)
            | Sql::IntegralValueOutOfRange(..)
            | Sql::InvalidColumnType(..)
            | Sql::Utf8Error(..) => Self::Damaged,
            _ => Self::Internal(-1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<StoreError> {
        vec![
            StoreError::WrongKey,
            StoreError::KeyMissing,
            StoreError::KeyDamaged,
            StoreError::Locked,
            StoreError::WrongSecret,
            StoreError::NoKeychain,
            StoreError::WrapsDamaged,
            StoreError::Damaged,
            StoreError::Newer { found: 9, known: 1 },
            StoreError::Foreign,
            StoreError::Gone,
            StoreError::Exists,
            StoreError::DiskFull,
            StoreError::InUse,
            StoreError::NoAccess,
            StoreError::ReadOnly,
            StoreError::Remote,
            StoreError::Io(io::ErrorKind::TimedOut),
            StoreError::NotFound(Thing::Vault),
            StoreError::NotFound(Thing::Applicant),
            StoreError::NotFound(Thing::Draft),
            StoreError::NotFound(Thing::Attachment),
            StoreError::NotFound(Thing::Backup),
            StoreError::TooBig,
            StoreError::NoCipher,
            StoreError::Internal(1),
        ]
    }

    #[test]
    fn words_keep_the_house_style() {
        for error in all() {
            let (zh, en) = (error.message_zh(), error.message_en());
            assert!(zh.chars().count() <= 40 && zh.ends_with('。'), "{zh}");
            assert!(zh.replace("申请", "").matches('请').count() <= 1, "{zh}");
            for word in ["你", "您", "非法", "失败", "错误码", "抱歉", "哎呀"] {
                assert!(!zh.contains(word), "{zh}");
            }
            assert!(en.is_ascii() && en.ends_with('.'), "{en}");
        }
    }

    #[test]
    fn an_unusable_path_is_told_apart_from_a_full_disk() {
        for (kind, code) in [
            (io::ErrorKind::StorageFull, "disk_full"),
            (io::ErrorKind::QuotaExceeded, "disk_full"),
            (io::ErrorKind::PermissionDenied, "no_access"),
            (io::ErrorKind::ReadOnlyFilesystem, "no_access"),
            (io::ErrorKind::TimedOut, "io"),
        ] {
            assert_eq!(StoreError::from(io::Error::from(kind)).code(), code);
        }
    }

    #[test]
    fn no_sql_text_reaches_an_error() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let error = connection.execute("SELECT 张三 FROM", []).unwrap_err();
        let error = StoreError::from(error);
        assert!(!format!("{error} {error:?}").contains("张三"), "{error}");
    }
}

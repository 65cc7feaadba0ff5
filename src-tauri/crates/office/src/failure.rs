//! What could not be done, in words for people. Nothing of a connection string, and no word of the server's own, is in it.

use std::{error::Error as _, io};

use beishen_document::Text;
use postgres::error::SqlState;

use crate::VERSION;

/// Something could not be done, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The fault lies in what was given, not in the system.
    pub input: bool,
    /// Whether the same may go well a little later: the server is away, or the way to it.
    pub passing: bool,
    /// One sentence: what is wrong and what to do.
    pub message: Text,
}

impl Failure {
    pub(crate) fn input(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { input: true, passing: false, message: Text::new(zh, en) }
    }

    pub(crate) fn system(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { input: false, passing: false, message: Text::new(zh, en) }
    }

    pub(crate) fn newer(found: i32) -> Self {
        Self::input(
            format!(
                "办公室的数据库是较新的版本（{found}，本程序认得 {VERSION}），请先更新 beishen-office。"
            ),
            format!(
                "The office's database is of a newer version ({found}; this program knows {VERSION}). Update beishen-office first."
            ),
        )
    }

    pub(crate) fn not_set_up() -> Self {
        Self::input(
            "这个数据库里还没有办公室，请管理员先运行 beishen-office init。",
            "There is no office in this database. Have its administrator run beishen-office init.",
        )
    }

    pub(crate) fn put_back() -> Self {
        Self::input(
            "数据库是从备份恢复的，请管理员先运行 beishen-office init --restored。",
            "The database was restored from a backup. Have its administrator run beishen-office init --restored first.",
        )
    }

    pub(crate) fn away() -> Self {
        let message = Text::new(
            "连不上办公室的服务器，资料都在本机，稍后再试。",
            "The office's server cannot be reached. Everything is on this computer: try again later.",
        );
        Self { input: false, passing: true, message }
    }

    /// There are no trays in a folder.
    pub(crate) fn no_trays(folder: &std::path::Path) -> Self {
        Self::input(
            format!("“{}”里没有收发文件夹，请先在备申里开启办公室。", folder.display()),
            format!(
                "There are no trays in “{}”. Turn the office on in Beishen first.",
                folder.display()
            ),
        )
    }
}

impl From<postgres::Error> for Failure {
    fn from(error: postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            return of_the_way(&error);
        };
        let code = db.code();
        if [SqlState::INVALID_PASSWORD, SqlState::INVALID_AUTHORIZATION_SPECIFICATION]
            .contains(code)
        {
            return Self::input(
                "服务器不接受这个用户名或密码，请向管理员核对。",
                "The server does not accept this user or password. Check them with its administrator.",
            );
        }
        if *code == SqlState::INSUFFICIENT_PRIVILEGE {
            return Self::input(
                "这个用户没有使用办公室的权限，请管理员运行 beishen-office init --for 用户名。",
                "This user may not use the office. Have its administrator run beishen-office init --for USER.",
            );
        }
        if *code == SqlState::INVALID_CATALOG_NAME {
            return Self::input(
                "服务器上没有这个数据库，请核对连接串。",
                "The server has no such database. Check the connection string.",
            );
        }
        // Connection exceptions, no resources, the operator's intervention, the system's own errors, and what was rolled back.
        let passing = ["08", "53", "57", "58", "40"].iter().any(|it| code.code().starts_with(it))
            || *code == SqlState::LOCK_NOT_AVAILABLE;
        if passing {
            return Self::away();
        }
        let code = code.code();
        Self::system(
            format!("服务器没有照办（{code}），请管理员查看服务器的日志。"),
            format!(
                "The server did not do it ({code}). Have its administrator look at the server's log."
            ),
        )
    }
}

/// What went wrong before the server could say anything.
fn of_the_way(error: &postgres::Error) -> Failure {
    let mut source = error.source();
    while let Some(it) = source {
        if it.is::<native_tls::Error>() {
            return Failure::system(
                "和服务器的加密连接没有建立：证书不受信任或与地址不符，请管理员查看。",
                "No encrypted connection: the server's certificate is not trusted or is another server's. Ask its administrator.",
            );
        }
        source = it.source();
    }
    let said = error.to_string();
    if said.contains("TLS") {
        return Failure::system(
            "服务器不提供加密连接，请管理员开启 TLS。",
            "The server offers no encrypted connection. Have its administrator turn TLS on.",
        );
    }
    if said.contains("password missing") || said.contains("invalid configuration") {
        return Failure::input(
            "连接串里缺少用户名或密码。",
            "The connection string lacks a user or a password.",
        );
    }
    Failure::away()
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull => Self::system(
                "磁盘满了，请腾出空间后再试。",
                "The disk is full. Make room and try again.",
            ),
            io::ErrorKind::FileTooLarge => {
                Self::input("收发文件夹里有太大的文件。", "There is too large a file in the trays.")
            }
            _ => Self::system(
                "收发文件夹读写不了，请检查它的权限和磁盘。",
                "The trays cannot be read or written. Check their permissions and the disk.",
            ),
        }
    }
}

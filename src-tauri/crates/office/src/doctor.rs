//! What stands in the way, looked at from the trays to the server, one sentence each.

use std::time::{Duration, SystemTime};

use beishen_document::Text;
use beishen_tray::Trays;
use postgres::Client;

use crate::{Access, Failure, Result, VERSION, connection::Source, schema};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether it is as it should be.
    pub good: bool,
    /// What was seen, and what to do where it is not.
    pub message: Text,
}

/// A clock this far from the server's is told; the office goes by the server's alone.
const APART: Duration = Duration::from_mins(5);

fn good(zh: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding { good: true, message: Text::new(zh, en) }
}

fn bad(zh: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding { good: false, message: Text::new(zh, en) }
}

/// Looks at the trays, the connection, the server and the office, as far as one can get; changes nothing.
pub fn examine(trays: &Trays, access: Result<Access>, now: SystemTime) -> Vec<Finding> {
    let mut found = of_trays(trays);
    let access = match access {
        Ok(it) => it,
        Err(failure) => return with(found, failure),
    };
    let (zh, en) = match access.source {
        Source::Variable => ("环境变量", "the environment"),
        Source::File => ("文件", "a file"),
        Source::Keychain => ("系统的钥匙串", "the system's keychain"),
    };
    found
        .push(good(format!("连接串来自{zh}。"), format!("The connection string comes from {en}.")));
    found.push(if access.is_encrypted() {
        good(
            "连接是加密的，服务器要出示证书。",
            "The connection is encrypted; the server has to show its certificate.",
        )
    } else {
        good("服务器在本机，连接不出这台电脑。", "The server is this computer: nothing leaves it.")
    });
    let mut client = match access.connect() {
        Ok(it) => it,
        Err(failure) => return with(found, failure),
    };
    match of_server(&mut client, now) {
        Ok(more) => found.extend(more),
        Err(failure) => return with(found, failure),
    }
    match schema::verify(&mut client).and_then(|()| of_office(&mut client)) {
        Ok(more) => found.push(more),
        Err(failure) => return with(found, failure),
    }
    found
}

fn with(mut found: Vec<Finding>, failure: Failure) -> Vec<Finding> {
    found.push(Finding { good: false, message: failure.message });
    found
}

fn of_trays(trays: &Trays) -> Vec<Finding> {
    if !trays.are_there() {
        return vec![Finding { good: false, message: Failure::no_trays(trays.folder()).message }];
    }
    let mut found = Vec::new();
    match trays.name() {
        Ok(Some(name)) => found
            .push(good(format!("本窗口叫“{name}”。"), format!("This desk is called “{name}”."))),
        _ => found.push(bad(
            "收发文件夹里没有本窗口的名称，请在备申里重新开启办公室。",
            "The trays do not say what this desk is called. Turn the office on in Beishen again.",
        )),
    }
    match trays.strangers() {
        Ok(0) => {}
        Ok(n) => found.push(bad(
            format!("收发文件夹里有 {n} 个不认识的文件，不会发送，请移走。"),
            format!("{n} files in the trays are none of ours. They are not sent: move them away."),
        )),
        Err(error) => found.push(Finding { good: false, message: Failure::from(error).message }),
    }
    found
}

fn of_server(client: &mut Client, now: SystemTime) -> Result<Vec<Finding>> {
    let sql = "SELECT current_setting('server_version'), current_setting('server_version_num')::int,
        current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on', clock_timestamp()";
    let row = client.query_one(sql, &[])?;
    let (version, number): (String, i32) = (row.try_get(0)?, row.try_get(1)?);
    let mut found = vec![if number >= 130_000 {
        good(
            format!("服务器是 PostgreSQL {version}。"),
            format!("The server is PostgreSQL {version}."),
        )
    } else {
        bad(
            format!("服务器是 PostgreSQL {version}，请升级到 13 以上。"),
            format!("The server is PostgreSQL {version}. Upgrade it to 13 or later."),
        )
    }];
    if !row.try_get::<_, bool>(2)? {
        found.push(bad(
            "服务器关闭了 fsync 或 full_page_writes，断电会丢资料，请管理员开启。",
            "The server has fsync or full_page_writes off: a power cut loses data. Have its administrator turn them on.",
        ));
    }
    let there: SystemTime = row.try_get(3)?;
    let apart = there.duration_since(now).unwrap_or_else(|it| it.duration());
    if apart > APART {
        let minutes = apart.as_secs() / 60;
        found.push(good(
            format!("本机的时钟和服务器差 {minutes} 分钟；办公室只用服务器的时间。"),
            format!("This computer's clock is {minutes} minutes from the server's; the office goes by the server's alone."),
        ));
    }
    Ok(found)
}

fn of_office(client: &mut Client) -> Result<Finding> {
    let sql =
        "SELECT has_function_privilege('beishen.push(bytea, bigint, bytea, text)', 'EXECUTE')";
    Ok(if client.query_one(sql, &[])?.try_get(0)? {
        good(
            format!("办公室是版本 {VERSION}，这个用户可以使用。"),
            format!("The office is of version {VERSION}, and this user may use it."),
        )
    } else {
        bad(
            "这个用户没有使用办公室的权限，请管理员运行 beishen-office init --for 用户名。",
            "This user may not use the office. Have its administrator run beishen-office init --for USER.",
        )
    })
}

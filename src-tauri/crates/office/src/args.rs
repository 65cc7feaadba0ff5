//! What can be typed behind `beishen-office`, with its words in both languages.

use std::{ffi::OsString, path::PathBuf};

use beishen_document::Locale;
use clap::{Arg, ArgAction, Command, builder::PossibleValuesParser, value_parser};

/// The line, read.
pub(crate) struct Line {
    pub(crate) trays: PathBuf,
    pub(crate) file: Option<PathBuf>,
    pub(crate) roots: Option<PathBuf>,
    pub(crate) deed: Deed,
}

/// What is to be done.
pub(crate) enum Deed {
    Init { roles: Vec<String>, lease: Option<u32>, restored: bool },
    Connect { forget: bool },
    Status,
    Sync,
    Watch,
    Doctor,
}

/// The language asked for, looked up before the line is read: what is wrong with the line is told in it.
pub(crate) fn locale(words: &[OsString]) -> Locale {
    let mut locale = Locale::Zh;
    for (word, next) in words.iter().zip(words.iter().skip(1).map(Some).chain([None])) {
        let said = match word.to_str() {
            Some("--lang") => next.and_then(|it| it.to_str()),
            Some(it) => it.strip_prefix("--lang="),
            None => None,
        };
        match said {
            Some("en") => locale = Locale::En,
            Some("zh") => locale = Locale::Zh,
            _ => {}
        }
    }
    locale
}

/// Reads the line; the error is also how help and version come out.
pub(crate) fn parse(words: Vec<OsString>, locale: Locale) -> Result<Line, clap::Error> {
    let matches = command(locale).try_get_matches_from(words)?;
    let (name, of) = matches.subcommand().unwrap_or(("status", &matches));
    let path = |name: &str| of.get_one::<PathBuf>(name).cloned();
    let deed = match name {
        "init" => Deed::Init {
            roles: of.get_many::<String>("for").into_iter().flatten().cloned().collect(),
            lease: of.get_one::<u32>("lease").map(|it| it * 60),
            restored: of.get_flag("restored"),
        },
        "connect" => Deed::Connect { forget: of.get_flag("forget") },
        "sync" => Deed::Sync,
        "watch" => Deed::Watch,
        "doctor" => Deed::Doctor,
        _ => Deed::Status,
    };
    let trays = path("trays").unwrap_or_else(|| PathBuf::from(beishen_tray::FOLDER));
    Ok(Line { trays, file: path("connection"), roots: path("root"), deed })
}

fn command(locale: Locale) -> Command {
    let say = |zh: &'static str, en: &'static str| locale.pick(zh, en);
    let path = |name: &'static str, value: &'static str, help| {
        Arg::new(name)
            .long(name)
            .value_name(value)
            .value_parser(value_parser!(PathBuf))
            .help(help)
            .global(true)
    };
    let deed = |name: &'static str, about| on(Command::new(name).about(about), locale);
    let init = deed(
        "init",
        say(
            "在空数据库里建好办公室，或升级它（管理员）",
            "Set the office up in an empty database, or upgrade it (its administrator)",
        ),
    )
    .arg(Arg::new("for").long("for").value_name("ROLE").action(ArgAction::Append).help(say(
        "允许服务器的这个用户使用，可多次给",
        "Let this role of the server's use it; may be given several times",
    )))
    .arg(
        Arg::new("lease")
            .long("lease")
            .value_name("MINUTES")
            .value_parser(value_parser!(u32).range(1..=1440))
            .help(say(
                "发送后占用几分钟，默认 15",
                "For how many minutes a desk works on whom it has sent; 15 unless said",
            )),
    )
    .arg(Arg::new("restored").long("restored").action(ArgAction::SetTrue).help(say(
        "数据库刚从备份恢复（pg_restore）：让各窗口重新核对",
        "The database was just restored (pg_restore): have the desks compare anew",
    )));
    let connect = deed(
        "connect",
        say(
            "把连接串存进系统的钥匙串；从标准输入读",
            "Keep the connection string, read from standard input, in the system's keychain",
        ),
    )
    .arg(
        Arg::new("forget")
            .long("forget")
            .action(ArgAction::SetTrue)
            .help(say("从钥匙串里删除", "Take it out of the keychain")),
    );
    let codes = say(
        "退出码：\n  0  完成\n  1  完成，但有要处理的（doctor：有问题；sync：有在等的）\n  2  用法不对\n  3  输入有问题（连接串、权限、版本）\n  4  系统做不到（连不上、磁盘）",
        "Exit codes:\n  0  done\n  1  done, and something is to be seen to (doctor: something is wrong; sync: something waits)\n  2  wrong usage\n  3  bad input (connection string, rights, version)\n  4  the system failed (no connection, disk)",
    );
    on(Command::new("beishen-office"), locale)
        .about(say("备申的办公室：把封好的交接包送到 PostgreSQL，再取回来；看不到里面的内容", "Beishen's office: takes sealed bundles to PostgreSQL and back, and cannot look into them"))
        .version(option_env!("BEISHEN_VERSION").unwrap_or(env!("CARGO_PKG_VERSION")))
        .disable_version_flag(true)
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(say("版本", "The version")))
        .arg(Arg::new("lang").long("lang").value_name("zh|en").value_parser(PossibleValuesParser::new(["zh", "en"])).hide_possible_values(true).global(true).help(say("用中文（默认）或英文", "Chinese (by default) or English")))
        .arg(path("trays", "FOLDER", say("收发文件夹：备申的资料文件夹里的 office", "The trays: the folder `office` beside Beishen's vault")))
        .arg(path("connection", "FILE", say("连接串在这个文件里（权限 600）；也可放在环境变量 BEISHEN_OFFICE_CONNECTION", "The connection string stands in this file (mode 600); BEISHEN_OFFICE_CONNECTION holds it as well")))
        .arg(path("root", "FILE.pem", say("为服务器作证的证书，系统不认识它时给出", "The certificate that vouches for the server, where the system does not know it")))
        .subcommand_required(true)
        .subcommands([
            init,
            connect,
            deed("status", say("服务器上有多少人，谁在办理，这里待发和待收多少", "How many people the server has, who works on them, what waits here")),
            deed("sync", say("收发一次", "Send and fetch once")),
            deed("watch", say("一直收发，断线后自动再连；按 Ctrl+C 停止", "Send and fetch on and on, also after the connection was lost; Ctrl+C ends it")),
            deed("doctor", say("逐项检查：收发文件夹、连接串、服务器、权限", "Look at everything: trays, connection string, server, rights")),
        ])
        .after_help(codes)
}

fn on(command: Command, locale: Locale) -> Command {
    let template = match locale {
        Locale::Zh => "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        Locale::En => "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    };
    command
        .help_template(template)
        .next_help_heading(locale.pick("选项", "Options"))
        .subcommand_help_heading(locale.pick("命令", "Commands"))
        .subcommand_value_name(locale.pick("命令", "COMMAND"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help(locale.pick("这些说明", "This page")),
        )
}

/// What is wrong with a line, in one sentence.
pub(crate) fn sentence(error: &clap::Error, locale: Locale) -> String {
    use clap::error::{ContextKind, ErrorKind};
    let about = [ContextKind::InvalidArg, ContextKind::InvalidSubcommand];
    let word =
        about.iter().find_map(|it| error.get(*it)).map(ToString::to_string).unwrap_or_default();
    match (locale, error.kind()) {
        (Locale::Zh, ErrorKind::MissingSubcommand) => {
            "请写出命令，如 status；可用 --help 查看。".to_owned()
        }
        (Locale::En, ErrorKind::MissingSubcommand) => {
            "A command is missing, such as status. See --help.".to_owned()
        }
        (Locale::Zh, _) => format!("{word} 这样写不对；可用 --help 查看。"),
        (Locale::En, _) => format!("{word} is not right. See --help."),
    }
}

/// For tests: the line with nothing typed behind it.
#[cfg(test)]
pub(crate) fn worded(locale: Locale) -> Command {
    command(locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_both_languages() {
        for locale in [Locale::Zh, Locale::En] {
            let mut command = worded(locale);
            command.build();
            command.clone().debug_assert();
            let text = command.render_long_help().to_string();
            let han = text.chars().any(|it| ('\u{4e00}'..='\u{9fff}').contains(&it));
            assert_eq!(han, locale == Locale::Zh, "{text}");
        }
        let locale_of = |words: &[&str]| locale(&words.iter().map(Into::into).collect::<Vec<_>>());
        assert_eq!(locale_of(&["x", "status"]), Locale::Zh);
        assert_eq!(locale_of(&["x", "--lang", "en", "status"]), Locale::En);
        assert_eq!(locale_of(&["x", "status", "--lang=en"]), Locale::En);
    }

    #[test]
    fn a_line_is_read_as_it_is_meant() {
        let words =
            ["x", "--trays", "/a/office", "init", "--for", "a", "--for", "b", "--lease", "5"];
        let line = parse(words.iter().map(Into::into).collect(), Locale::En).unwrap();
        assert_eq!(line.trays, PathBuf::from("/a/office"));
        assert!(
            matches!(line.deed, Deed::Init { roles, lease: Some(300), restored: false } if roles == ["a", "b"])
        );
        for words in [&["x"][..], &["x", "push"], &["x", "init", "--lease", "0"]] {
            let error = parse(words.iter().map(Into::into).collect(), Locale::Zh).err().unwrap();
            assert!(error.use_stderr() && sentence(&error, Locale::Zh).ends_with("--help 查看。"));
        }
    }
}

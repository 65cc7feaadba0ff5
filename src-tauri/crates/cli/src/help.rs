//! The words of `--help`, in both languages, and the way they are put on clap's commands.

use beishen_core::Locale;
use clap::{Arg, ArgAction, Command};

/// How `--now` is written.
pub(crate) const TIME: &str = "2026-11-22T09:00";
/// How `--today` is written.
pub(crate) const DAY: &str = "2026-11-22";

/// Command, Chinese, English.
const COMMANDS: [(&str, &str, &str); 10] = [
    (
        "beishen",
        "备申：离线准备教育平台的申请。检查已填内容，生成回执单和填报清单；不联网，不登录，不提交。",
        "Beishen prepares applications for education portals, offline: it checks answers and makes receipts and checklists. It never goes online, logs in or submits.",
    ),
    ("procedures", "列出可办理的事项", "List what can be prepared"),
    (
        "assess",
        "检查已填内容：缺什么、哪里不对、依据是什么",
        "Check answers: what is missing or wrong, and who says so",
    ),
    ("receipt", "生成准备回执（PDF）", "Make the preparation receipt (PDF)"),
    (
        "checklist",
        "生成填报清单：按平台页面顺序逐项列出要填的内容",
        "Make the checklist: what goes where, in the portal's own order",
    ),
    (
        "demo",
        "用虚构的申请人生成一套回执单和清单，看看是什么样子",
        "Make the papers of invented applicants, for a first look",
    ),
    (
        "value",
        "从标准输入逐行检查，每行输出一行 JSON",
        "Check values from standard input, one a line; one line of JSON for each",
    ),
    ("pack", "检查办理事项文件", "Look after procedure packs"),
    (
        "check",
        "检查办理事项文件能否载入；不能时说明哪一项不对",
        "Say whether a pack loads, and if not, which key is wrong",
    ),
    ("help", "显示帮助", "Show help"),
];

/// Argument, Chinese, English.
const ARGUMENTS: [(&str, &str, &str); 15] = [
    ("lang", "语言：zh 中文（默认）、en 英文", "Language: zh Chinese (default), en English"),
    ("procedure", "办理事项", "The procedure"),
    (
        "facts",
        "已填内容（JSON 文件）；其中的文件路径从它所在的文件夹算起",
        "The answers (a JSON file); paths in it start at its own folder",
    ),
    (
        "now",
        "按这个时间检查，如 2026-11-22T09:00；默认现在",
        "The time to assess at, such as 2026-11-22T09:00; by default now",
    ),
    (
        "today",
        "按这一天检查，如 2026-11-22；默认今天",
        "The day to check at, such as 2026-11-22; by default today",
    ),
    ("json", "输出 JSON，供其他程序使用", "Print JSON, for other programs"),
    (
        "pdf",
        "写到这个文件；默认写在 FACTS.json 旁边",
        "The file to write; by default beside FACTS.json",
    ),
    (
        "show_id",
        "完整印出证件号码和手机号；默认隐去中间几位",
        "Print identity and mobile numbers in full; by default their middle is hidden",
    ),
    ("format", "格式（默认 txt）", "The format (by default txt)"),
    ("out", "写到这个文件；默认输出到屏幕", "The file to write; by default standard output"),
    (
        "folder",
        "写到这个文件夹，每位申请人一个子文件夹",
        "The folder to write to; each applicant gets a folder in it",
    ),
    ("kind", "按什么检查", "What to read the lines as"),
    ("pack", "办理事项文件（TOML）", "The pack (a TOML file)"),
    ("help", "显示帮助", "Show help"),
    ("version", "显示版本", "Show the version"),
];

const EXIT_CODES: (&str, &str) = (
    "退出码：\n  0  完成（assess：可以填报）\n  1  已检查，有要改的内容\n  2  用法不对\n  3  输入有问题（办理事项文件、JSON、照片等文件）\n  4  系统做不到（磁盘、权限）",
    "Exit codes:\n  0  done (assess: ready)\n  1  assessed, with errors in the answers\n  2  wrong usage\n  3  the input is bad (pack, JSON, file)\n  4  the system could not (disk, permission)",
);

/// The command with the words of one language on it and on everything below it.
pub(crate) fn worded(command: Command, locale: Locale) -> Command {
    let mut command = on_one(command, locale)
        .after_help(locale.pick(EXIT_CODES.0, EXIT_CODES.1).to_owned())
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version))
        .mut_arg("version", |it| on_argument(it, locale));
    command.build();
    command.mut_subcommand("help", |it| it.about(find(&COMMANDS, "help", locale)))
}

fn on_one(command: Command, locale: Locale) -> Command {
    let template = match locale {
        Locale::Zh => "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        Locale::En => "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    };
    let about = find(&COMMANDS, command.get_name(), locale);
    command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(locale.pick("命令", "Commands").to_owned())
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help))
        .mut_args(|it| on_argument(it, locale))
        .mut_subcommands(|it| on_one(it, locale))
}

fn on_argument(argument: Arg, locale: Locale) -> Arg {
    let heading =
        if argument.is_positional() { ("参数", "Arguments") } else { ("选项", "Options") };
    let mut words = find(&ARGUMENTS, argument.get_id().as_str(), locale).to_owned();
    let options: Vec<_> =
        argument.get_possible_values().iter().map(|it| it.get_name().to_owned()).collect();
    let takes_one = argument.get_action().takes_values() && argument.get_id() != "lang";
    if takes_one && !options.is_empty() {
        words.push_str(&match locale {
            Locale::Zh => format!("：{}", options.join("、")),
            Locale::En => format!(": {}", options.join(", ")),
        });
    }
    argument
        .help(words)
        .help_heading(locale.pick(heading.0, heading.1).to_owned())
        .hide_possible_values(true)
}

fn find(table: &[(&str, &'static str, &'static str)], name: &str, locale: Locale) -> &'static str {
    table.iter().find(|it| it.0 == name).map_or("", |it| locale.pick(it.1, it.2))
}

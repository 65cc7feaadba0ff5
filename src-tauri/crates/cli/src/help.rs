//! The words of `--help`, in both languages, and the way they are put on clap's commands.

use beishen_core::Locale;
use clap::{Arg, ArgAction, Command};

/// How `--now` is written.
pub(crate) const TIME: &str = "2026-11-22T09:00";
/// How `--today` is written.
pub(crate) const DAY: &str = "2026-11-22";
/// How `--crop` is written.
pub(crate) const CROP: &str = "120,80,390,567";

/// Command, Chinese, English.
const COMMANDS: [(&str, &str, &str); 22] = [
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
        "questionnaire",
        "生成空白信息采集表（PDF），打印后手工填写",
        "Make a blank questionnaire (PDF) to be filled in by hand",
    ),
    (
        "verify",
        "验证回执单（PDF）与已填内容是否一致，不一致时逐项列出",
        "Say whether a receipt (PDF) agrees with the answers, and what differs",
    ),
    (
        "checklist",
        "生成填报清单：按平台页面顺序逐项列出要填的内容",
        "Make the checklist: what goes where, in the portal's own order",
    ),
    (
        "practice",
        "生成练习平台（网页）：在浏览器里把平台的页面先走一遍，不联网",
        "Make the practice portal (a page): go through the portal's pages in a browser first, offline",
    ),
    (
        "correction",
        "生成数据检查勘误表（PDF）：平台显示有误或看不到的内容",
        "Make the correction form (PDF): what the portal shows wrongly or not at all",
    ),
    (
        "readback",
        "回读核对：平台结果页上的内容与已填的是否一致",
        "Read the portal's result page back: whether it shows what was to be entered",
    ),
    ("mail", "写好要发给平台客服的邮件", "Write the mails to the portal's service"),
    (
        "calendar",
        "生成日历文件（iCalendar）：期限和提醒，其中没有姓名",
        "Make a calendar file (iCalendar): deadlines and reminders, without a name",
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
    (
        "name",
        "逐字检查姓名：每个字符是什么、平台能不能用",
        "Look at a name character by character: what each is, and whether portals take it",
    ),
    ("pack", "检查办理事项文件", "Look after procedure packs"),
    (
        "pack check",
        "检查办理事项文件能否载入；不能时说明哪一项不对",
        "Say whether a pack loads, and if not, which key is wrong",
    ),
    (
        "pack new",
        "输出一个带说明的办理事项模板，改好后用 check 检查",
        "Print a commented pack to begin with; change it, then check it",
    ),
    (
        "photo",
        "检查照片，裁剪并压缩成平台要的样子",
        "Check photos and make them ready for a portal",
    ),
    (
        "photo check",
        "按规格检查照片；IN 可以是文件夹",
        "Check photos against a profile; IN may be a folder",
    ),
    (
        "photo prepare",
        "裁剪、缩小、压缩照片，不修饰；另存处理记录",
        "Crop, scale down and compress photos, without retouching; a record of it is written, too",
    ),
    ("help", "显示帮助", "Show help"),
];

/// Argument, Chinese, English; in the order of the help page.
const ARGUMENTS: [(&str, &str, &str); 27] = [
    ("form", "写到这个文件", "The file to write"),
    ("replica", "写到这个文件", "The file to write"),
    ("receipt", "备申生成的回执单（PDF）", "The receipt, a PDF made by Beishen"),
    ("procedure", "办理事项", "The procedure"),
    (
        "facts",
        "已填内容（JSON 文件）；其中的文件路径从它所在的文件夹算起",
        "The answers (a JSON file); paths in it start at its own folder",
    ),
    (
        "page",
        "平台结果页：存成文本或网页（HTML）的文件",
        "The portal's result page, saved as text or HTML",
    ),
    ("kind", "按什么检查", "What to read the lines as"),
    ("text", "姓名", "The name"),
    ("pack", "办理事项文件（TOML）", "The pack (a TOML file)"),
    ("id", "新办理事项的名称，也是文件名", "The id of the new pack, and its file's name"),
    ("extends", "以它为基础，只写不同之处", "Say only what differs from this one"),
    ("from", "照片，或装照片的文件夹", "A photo, or a folder of photos"),
    (
        "ready",
        "写到这个文件（或文件夹）；默认写在 IN 旁边",
        "The file (or folder) to write to; by default beside IN",
    ),
    ("profile", "按哪种规格", "What the photo is for"),
    (
        "crop",
        "裁剪框：左、上、宽、高（像素），如 120,80,390,567；默认按人像自动裁剪",
        "The crop: left, top, width, height in pixels, such as 120,80,390,567; by default where the head says",
    ),
    (
        "folder",
        "写到这个文件夹，每位申请人一个子文件夹",
        "The folder to write to; each applicant gets a folder in it",
    ),
    (
        "pdf",
        "写到这个文件；默认写在 FACTS.json 旁边",
        "The file to write; by default beside FACTS.json",
    ),
    ("out", "写到这个文件；默认输出到屏幕", "The file to write; by default standard output"),
    ("format", "格式（默认 txt）", "The format (by default txt)"),
    (
        "show_id",
        "完整印出证件号码和手机号；默认隐去中间几位",
        "Print identity and mobile numbers in full; by default their middle is hidden",
    ),
    ("json", "输出 JSON，供其他程序使用", "Print JSON, for other programs"),
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
    (
        "packs",
        "自备办理事项的文件夹；也可用环境变量 BEISHEN_PACKS",
        "The folder of packs of one's own; or the variable BEISHEN_PACKS",
    ),
    ("lang", "语言：zh 中文（默认）、en 英文", "Language: zh Chinese (default), en English"),
    ("help", "显示帮助", "Show help"),
    ("version", "显示版本", "Show the version"),
];

const EXIT_CODES: (&str, &str) = (
    "退出码：\n  0  完成（assess：可以填报）\n  1  已检查，有要改的内容（readback：有不一致）\n  2  用法不对\n  3  输入有问题（办理事项文件、JSON、照片等文件）\n  4  系统做不到（磁盘、权限）",
    "Exit codes:\n  0  done (assess: ready)\n  1  assessed, with errors in the answers (readback: something differs)\n  2  wrong usage\n  3  the input is bad (pack, JSON, file)\n  4  the system could not (disk, permission)",
);

/// The command with the words of one language on it and on everything below it.
pub(crate) fn worded(command: Command, locale: Locale) -> Command {
    let mut command = on_one(command, "", locale)
        .after_help(locale.pick(EXIT_CODES.0, EXIT_CODES.1))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version))
        .mut_arg("version", |it| on_argument(it, locale));
    // clap adds the `help` commands when it builds.
    command.build();
    on_help(command, locale)
}

/// A help page, with the one word that clap takes from nobody.
pub(crate) fn page(text: &str, locale: Locale) -> String {
    match locale {
        Locale::Zh => text.replace("[OPTIONS]", "[选项]"),
        Locale::En => text.to_owned(),
    }
}

fn on_one(command: Command, above: &str, locale: Locale) -> Command {
    let template = match locale {
        Locale::Zh => "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
        Locale::En => "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
    };
    let name = full_name(&command, above);
    let about = find(&COMMANDS, &name, locale).1;
    command
        .about(about)
        .help_template(template)
        .subcommand_help_heading(locale.pick("命令", "Commands"))
        .subcommand_value_name(locale.pick("命令", "COMMAND"))
        .disable_help_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help))
        .mut_args(|it| on_argument(it, locale))
        .mut_subcommands(|it| on_one(it, &name, locale))
}

/// `pack check`: two commands may have a command of one name.
fn full_name(command: &Command, above: &str) -> String {
    match above {
        "" | "beishen" => command.get_name().to_owned(),
        above => format!("{above} {}", command.get_name()),
    }
}

fn on_help(command: Command, locale: Locale) -> Command {
    if command.get_name() == "help" {
        return command.about(find(&COMMANDS, "help", locale).1);
    }
    command.mut_subcommands(|it| on_help(it, locale))
}

fn on_argument(argument: Arg, locale: Locale) -> Arg {
    let heading =
        if argument.is_positional() { ("参数", "Arguments") } else { ("选项", "Options") };
    let (place, words) = find(&ARGUMENTS, argument.get_id().as_str(), locale);
    let values = argument.get_possible_values();
    let options: Vec<_> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let takes_value = argument.get_action().takes_values();
    let words = match locale {
        _ if !takes_value || options.is_empty() || argument.get_id() == "lang" => words.to_owned(),
        Locale::Zh => format!("{words}：{}", options.join("、")),
        Locale::En => format!("{words}: {}", options.join(", ")),
    };
    argument
        .help(words)
        .help_heading(locale.pick(heading.0, heading.1))
        .display_order(place)
        .hide_possible_values(takes_value)
}

/// The place in a table, and the words; none for what the table lacks, which a test refuses.
fn find(
    table: &[(&str, &'static str, &'static str)],
    name: &str,
    locale: Locale,
) -> (usize, &'static str) {
    let found = table.iter().enumerate().find(|(_, it)| it.0 == name);
    found.map_or((usize::MAX, ""), |(place, it)| (place, locale.pick(it.1, it.2)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Cli;
    use clap::CommandFactory;

    fn walk(command: &Command, above: &str, locale: Locale) {
        let name = &full_name(command, above);
        assert!(!find(&COMMANDS, name, locale).1.is_empty(), "{name} has no words");
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            assert!(!find(&ARGUMENTS, id, locale).1.is_empty(), "{name} {id} has no words");
        }
        command.get_subcommands().for_each(|it| walk(it, name, locale));
    }

    #[test]
    fn everything_that_can_be_typed_has_words() {
        walk(&Cli::command(), "", Locale::Zh);
        walk(&Cli::command(), "", Locale::En);
    }

    #[test]
    fn help_speaks_one_language() {
        fn pages(command: &mut Command, all: &mut Vec<String>, locale: Locale) {
            all.push(page(&command.render_long_help().to_string(), locale));
            command
                .get_subcommands_mut()
                .filter(|it| it.get_name() != "help")
                .for_each(|it| pages(it, all, locale));
        }
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        pages(&mut worded(Cli::command(), Locale::Zh), &mut zh, Locale::Zh);
        pages(&mut worded(Cli::command(), Locale::En), &mut en, Locale::En);
        assert_eq!(zh.len(), 21, "one page for each command");
        for page in zh {
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "COMMAND",
                "Arguments",
                "Print",
                "possible",
                "default",
            ] {
                assert!(!page.contains(word), "{word} in\n{page}");
            }
        }
        for page in en {
            assert!(
                page.chars().all(|it| !('\u{2e80}'..'\u{a000}').contains(&it)),
                "Chinese in\n{page}"
            );
        }
    }
}

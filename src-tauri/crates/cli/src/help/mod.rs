//! The words of `--help`, in both languages, and the way they are put on clap's commands.

mod arguments;
mod commands;

use beishen_document::Locale;
use clap::{Arg, ArgAction, Command};

use arguments::ARGUMENTS;
use commands::COMMANDS;

/// How `--now` is written.
pub(crate) const TIME: &str = "2026-11-22T09:00";
/// How `--today` is written.
pub(crate) const DAY: &str = "2026-11-22";
/// How `--map` is written.
#[cfg(feature = "vault")]
pub(crate) const COLUMN: &str = "C=degree.student_number";
pub(crate) const WORKBOOK: &str = "people.xlsx";
pub(crate) const TABLE: &str = "people.xlsx / people.csv";
/// How `--crop` is written.
pub(crate) const CROP: &str = "120,80,390,567";

const EXIT_CODES: (&str, &str) = (
    "退出码：\n  0  完成（assess：可以填报）\n  1  已检查，有要改的内容（readback：有不一致；portal：与平台不同或要看一眼；receipts：有没存成的）\n  2  用法不对\n  3  输入有问题（办理事项文件、JSON、照片等文件）\n  4  系统做不到（磁盘、权限）",
    "Exit codes:\n  0  done (assess: ready)\n  1  assessed, with errors in the answers (readback: something differs; portal: something differs or is to be looked at; receipts: some are not made)\n  2  wrong usage\n  3  bad input (pack, JSON, file)\n  4  the system failed (disk, permission)",
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
    let about = find(COMMANDS, &name, locale).1;
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
        return command.about(find(COMMANDS, "help", locale).1);
    }
    command.mut_subcommands(|it| on_help(it, locale))
}

fn on_argument(argument: Arg, locale: Locale) -> Arg {
    let heading =
        if argument.is_positional() { ("参数", "Arguments") } else { ("选项", "Options") };
    let (place, words) = find(ARGUMENTS, argument.get_id().as_str(), locale);
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
        assert!(!find(COMMANDS, name, locale).1.is_empty(), "{name} has no words");
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            assert!(!find(ARGUMENTS, id, locale).1.is_empty(), "{name} {id} has no words");
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
        assert_eq!(zh.len(), COMMANDS.len() - 1, "a page for each command; help is none");
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

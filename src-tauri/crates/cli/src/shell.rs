//! What a terminal knows of `beishen`: its manual page, and how its words are completed. Both are made of the help.

use std::fmt::Write as _;

use beishen_document::Locale;
use clap::{Arg, Command};
use clap_complete::Shell;

use crate::{
    Done,
    args::{self, VERSION},
    help,
};

/// The script that makes a shell complete what is typed behind `beishen`.
pub(crate) fn completions(shell: Shell, locale: Locale) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::worded(locale), "beishen", &mut script);
    Done::says(String::from_utf8_lossy(&script))
}

/// The manual page, every command on it, as source for `man`.
pub(crate) fn manual(locale: Locale) -> Done {
    let command = args::worded(locale);
    let mut page = format!(".TH BEISHEN 1 \"\" \"beishen {}\"\n", escaped(VERSION));
    let about =
        |it: &Command| escaped(&it.get_about().map(ToString::to_string).unwrap_or_default());
    _ = write!(page, ".SH {}\nbeishen \\- {}\n", locale.pick("名称", "NAME"), about(&command));
    _ = write!(page, ".SH {}\n{}\n", locale.pick("用法", "SYNOPSIS"), usage(&command, locale));
    _ = writeln!(page, ".SH {}", locale.pick("选项", "OPTIONS"));
    command.get_arguments().for_each(|it| argument(&mut page, it));
    _ = writeln!(page, ".SH {}", locale.pick("命令", "COMMANDS"));
    let mut below = vec![];
    extend(&mut below, &command);
    while let Some(it) = below.pop() {
        _ = write!(page, ".SS {}\n{}\n", usage(it, locale), about(it));
        // What can be typed behind every command stands above.
        let own = |it: &&Arg| !it.is_global_set() && it.get_id() != "help";
        it.get_arguments().filter(own).for_each(|it| argument(&mut page, it));
        extend(&mut below, it);
    }
    let codes = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (title, codes) = codes.split_once(['：', ':']).unwrap_or_default();
    _ = write!(page, ".SH {}\n.nf{}\n.fi\n", title.to_uppercase(), escaped(codes));
    Done::says(page)
}

/// The commands below one, the first of them on top.
fn extend<'a>(stack: &mut Vec<&'a Command>, command: &'a Command) {
    let below: Vec<_> = command.get_subcommands().filter(|it| it.get_name() != "help").collect();
    stack.extend(below.into_iter().rev());
}

/// How a command is typed.
fn usage(command: &Command, locale: Locale) -> String {
    let usage = command.clone().render_usage().to_string();
    escaped(&help::page(usage.trim_start_matches("Usage: ").trim_end(), locale))
}

fn argument(page: &mut String, argument: &Arg) {
    let typed = escaped(&argument.to_string());
    let short = argument.get_short().map(|it| format!("\\-{it}, ")).unwrap_or_default();
    let words = argument.get_help().map(ToString::to_string).unwrap_or_default();
    _ = write!(page, ".TP\n{short}{typed}\n{}\n", escaped(&words));
}

/// Text that `man` takes as it is: no hyphen becomes another sign, no line an order.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    let line = |it: &str| if it.starts_with(['.', '\'']) { format!("\\&{it}") } else { it.into() };
    text.split('\n').map(line).collect::<Vec<String>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_gives_man_an_order() {
        for (text, expected) in [
            ("--to FOLDER", "\\-\\-to FOLDER"),
            (".TH x", "\\&.TH x"),
            ("a\n'b", "a\n\\&'b"),
            (r"C:\x", r"C:\ex"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}

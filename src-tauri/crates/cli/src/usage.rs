//! What is wrong with the line that was typed, in the reader's language.
//!
//! What was typed is not repeated, names of options aside: an identity number in the wrong place would end up in a log.

use beishen_document::Locale;
use beishen_work::{Failure, Library};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong and what to do.
pub(crate) fn sentence(error: &clap::Error, locale: Locale) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return crate::help::page(&error.to_string(), locale);
    }
    let zh_en = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            suggested(error, ("没有这个命令", "There is no such command"))
        }
        ErrorKind::UnknownArgument => match argument(error).filter(|it| it.starts_with('-')) {
            Some(option) => {
                (format!("没有“{option}”这个选项"), format!("There is no option {option}"))
            }
            None => ("多了一个参数".to_owned(), "There is one argument too many".to_owned()),
        },
        ErrorKind::MissingRequiredArgument => {
            let missing = strings(error, ContextKind::InvalidArg).join(" ");
            (format!("缺少 {missing}"), format!("{missing} is missing"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => value(error),
        ErrorKind::ArgumentConflict => {
            let option = argument(error).unwrap_or_default();
            (format!("{option} 只能给一次"), format!("{option} can be given once only"))
        }
        ErrorKind::InvalidUtf8 => {
            ("参数不是 UTF-8 文字".to_owned(), "An argument is not UTF-8 text".to_owned())
        }
        _ => ("命令写得不对".to_owned(), "The command is not right".to_owned()),
    };
    let of = command(error);
    match locale {
        Locale::Zh => format!("{}；用法见 {of} --help。", zh_en.0),
        Locale::En => format!("{}. See {of} --lang en --help.", zh_en.1),
    }
}

/// The command that was meant, as its own usage line names it: `beishen applicants receipts`.
fn command(error: &clap::Error) -> String {
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else {
        return "beishen".to_owned();
    };
    let usage = usage.to_string();
    let words = usage.split_whitespace().skip_while(|it| *it != "beishen");
    let words: Vec<&str> = words.take_while(|it| !it.starts_with(['[', '<', '-'])).collect();
    if words.is_empty() { "beishen".to_owned() } else { words.join(" ") }
}

/// Why a procedure that was named is not one of those there are: its pack does not load.
pub(crate) fn refused<'a>(error: &clap::Error, library: &'a Library) -> Option<&'a Failure> {
    let named = strings(error, ContextKind::InvalidValue).into_iter().next()? + ".toml";
    library.refused().iter().find(|(file, _)| *file == named).map(|(_, failure)| failure)
}

fn value(error: &clap::Error) -> (String, String) {
    let argument = argument(error).unwrap_or_default();
    let valid = strings(error, ContextKind::ValidValue);
    if !valid.is_empty() {
        return (
            format!("{argument} 只能是 {}", valid.join("、")),
            format!("{argument} is one of {}", valid.join(", ")),
        );
    }
    match std::error::Error::source(error) {
        Some(example) => (
            format!("{argument} 应写作 {example}"),
            format!("{argument} is written like {example}"),
        ),
        None => (format!("{argument} 后面缺少内容"), format!("{argument} needs a value")),
    }
}

fn suggested(error: &clap::Error, (zh, en): (&str, &str)) -> (String, String) {
    match strings(error, ContextKind::SuggestedSubcommand).first() {
        Some(it) => (format!("{zh}，可能是 {it}"), format!("{en}; perhaps {it} is meant")),
        None => (zh.to_owned(), en.to_owned()),
    }
}

/// The argument it is about, as help writes it.
fn argument(error: &clap::Error) -> Option<String> {
    strings(error, ContextKind::InvalidArg).into_iter().next()
}

fn strings(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(it)) => vec![it.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}

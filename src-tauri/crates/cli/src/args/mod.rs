//! What can be typed behind `beishen`.

#[cfg(feature = "vault")]
mod applicants;
mod papers;
mod pictures;
mod times;

use std::{env, ffi::OsString, path::PathBuf};

use beishen_core::reading::ValueKind;
use beishen_document::Locale;
use beishen_work::{Library, PROCEDURES};
use chrono::{NaiveDate, NaiveDateTime};
use clap::{
    CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use clap_complete::Shell;

#[cfg(feature = "vault")]
pub(crate) use applicants::{Applicants, Bundles, FillIn, Many, Taken, Whom};
pub(crate) use papers::{Of, OfMany, Paper, To};
pub(crate) use pictures::{Photo, Photos, Scan, Size};
use times::{now, today};

use crate::help;

/// What `--version` says behind the name: who packs says the commit as well.
pub(crate) const VERSION: &str = match option_env!("BEISHEN_VERSION") {
    Some(it) => it,
    None => env!("CARGO_PKG_VERSION"),
};

/// The whole line. Its words are in [`help`], in both languages.
#[derive(Parser)]
#[command(
    name = "beishen",
    bin_name = "beishen",
    version = VERSION,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(crate) struct Cli {
    /// Read by [`locale`] before anything else, for help needs it too.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        hide_default_value = true,
        value_name = "zh|en"
    )]
    lang: Lang,
    /// Read by [`packs`] before anything else: what can be prepared depends on it.
    #[arg(long, global = true, value_name = "FOLDER")]
    packs: Option<PathBuf>,
    /// Where the vault lies that `applicants` is about.
    #[cfg(feature = "vault")]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) vault: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    Procedures {
        #[arg(long)]
        json: bool,
    },
    Assess {
        #[command(flatten)]
        of: Of,
        #[arg(long)]
        json: bool,
    },
    Receipt {
        #[command(flatten)]
        of: Of,
        #[arg(short = 'o', long = "out", value_name = "FILE.pdf")]
        pdf: Option<PathBuf>,
        #[arg(long)]
        show_id: bool,
    },
    Receipts {
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[arg(value_name = "FACTS.json|FOLDER", required = true)]
        many: Vec<PathBuf>,
        #[arg(long = "to", value_name = "FOLDER")]
        to: PathBuf,
        #[arg(long)]
        one_file: bool,
        #[arg(long)]
        named: bool,
        #[arg(long)]
        show_id: bool,
        #[arg(long)]
        json: bool,
        #[arg(long, value_parser = now, default_value = "now", hide_default_value = true, value_name = "TIME")]
        now: NaiveDateTime,
    },
    Questionnaire {
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[command(flatten)]
        to: To,
        #[arg(long, value_parser = now, default_value = "now", hide_default_value = true, value_name = "TIME")]
        now: NaiveDateTime,
    },
    Practice {
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[arg(short, long, id = "replica", value_name = "FILE.html")]
        out: PathBuf,
    },
    Verify {
        #[arg(value_name = "RECEIPT.pdf")]
        receipt: PathBuf,
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[arg(value_name = "FACTS.json")]
        facts: PathBuf,
    },
    Checklist {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        to: To,
    },
    Paper {
        #[command(subcommand)]
        command: Paper,
    },
    Correction {
        #[command(flatten)]
        of: Of,
        #[arg(short = 'o', long = "out", value_name = "FILE.pdf")]
        pdf: Option<PathBuf>,
    },
    Mail {
        #[command(flatten)]
        of: Of,
    },
    Readback {
        #[command(flatten)]
        of: Of,
        #[arg(value_name = "PAGE")]
        page: PathBuf,
    },
    Portal {
        #[command(subcommand)]
        command: Portal,
    },
    Calendar {
        #[command(flatten)]
        of: Of,
        #[arg(short, long, value_name = "FILE.ics")]
        out: Option<PathBuf>,
    },
    Guide {
        #[command(flatten)]
        to: To,
        #[arg(long, value_parser = now, default_value = "now", hide_default_value = true, value_name = "TIME")]
        now: NaiveDateTime,
    },
    Demo {
        #[arg(long = "out", value_name = "DIR")]
        folder: PathBuf,
        #[arg(long, value_parser = now, default_value = "now", hide_default_value = true, value_name = "TIME")]
        now: NaiveDateTime,
    },
    Value {
        #[arg(value_parser = kinds())]
        kind: ValueKind,
        #[arg(long, value_parser = today, default_value = "today", hide_default_value = true, value_name = "DAY")]
        today: NaiveDate,
    },
    Completions {
        #[arg(value_enum)]
        shell: Shell,
    },
    Manual,
    Name {
        #[arg(value_name = "TEXT", allow_hyphen_values = true)]
        text: String,
    },
    Pack {
        #[command(subcommand)]
        command: Pack,
    },
    Photo {
        #[command(subcommand)]
        command: Photo,
    },
    Scan {
        #[command(subcommand)]
        command: Scan,
    },
    #[cfg(feature = "vault")]
    Applicants {
        #[command(subcommand)]
        command: Applicants,
    },
    #[cfg(feature = "vault")]
    Bundle {
        #[command(subcommand)]
        command: Bundles,
    },
    Materials {
        #[command(flatten)]
        of: Of,
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
        #[arg(long)]
        replace: bool,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub(crate) enum Pack {
    Check {
        #[arg(value_name = "FILE")]
        pack: PathBuf,
    },
    New {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(long, value_parser = PossibleValuesParser::new(PROCEDURES), value_name = "PROCEDURE")]
        extends: Option<String>,
        #[arg(long, value_parser = today, default_value = "today", hide_default_value = true, value_name = "DAY")]
        today: NaiveDate,
    },
}

#[derive(Subcommand)]
pub(crate) enum Portal {
    Compare {
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[arg(id = "form", value_name = "PAGE")]
        page: PathBuf,
        #[arg(long)]
        json: bool,
    },
    Learn {
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[arg(id = "form", value_name = "PAGE", required = true)]
        pages: Vec<PathBuf>,
        #[arg(short, long = "out", id = "correction", value_name = "FILE.toml")]
        out: PathBuf,
        #[arg(long, id = "saved_on", value_parser = today, default_value = "today", hide_default_value = true, value_name = "DAY")]
        day: NaiveDate,
        #[arg(long, id = "replace_file")]
        replace: bool,
    },
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Lang {
    #[default]
    Zh,
    En,
}

/// The command with its words, as it is without packs of one's own.
pub(crate) fn worded(locale: Locale) -> clap::Command {
    help::worded(Cli::command(), locale)
}

/// Reads the line; the error is also how help and version come out. `library` is there when it has packs of one's own.
pub(crate) fn parse(
    words: Vec<OsString>,
    library: Option<&Library>,
    locale: Locale,
) -> Result<Cli, clap::Error> {
    let command = match library {
        None => Cli::command(),
        Some(library) => with_procedures(Cli::command(), library),
    };
    let matches = help::worded(command, locale).try_get_matches_from(words)?;
    Cli::from_arg_matches(&matches)
}

/// Packs of one's own, and their photo profiles, can be named wherever a procedure or a profile is.
fn with_procedures(command: clap::Command, library: &Library) -> clap::Command {
    let procedures = |it: clap::Arg| match it.get_id().as_str() {
        "procedure" | "extends" => {
            let ids = library.procedures().iter().map(|it| it.id().to_owned());
            it.value_parser(PossibleValuesParser::new(ids))
        }
        "profile" => {
            let names = library.profiles().into_iter().map(|it| it.0);
            it.value_parser(PossibleValuesParser::new(names))
        }
        _ => it,
    };
    command.mut_args(procedures).mut_subcommands(|it| with_procedures(it, library))
}

/// The folder of packs of one's own, from the line or from the environment.
pub(crate) fn packs(words: &[OsString]) -> Option<PathBuf> {
    let after = words.iter().zip(words.iter().skip(1));
    let apart = after.filter(|(it, _)| *it == "--packs").map(|(_, folder)| PathBuf::from(folder));
    let joined =
        words.iter().filter_map(|it| it.to_str()?.strip_prefix("--packs=")).map(PathBuf::from);
    let named = apart.chain(joined).last();
    named.or_else(|| env::var_os("BEISHEN_PACKS").filter(|it| !it.is_empty()).map(PathBuf::from))
}

/// The language asked for, looked up before the line is read: what is wrong with the line is told in it.
pub(crate) fn locale(words: &[OsString]) -> Locale {
    let after = words.iter().zip(words.iter().skip(1));
    let apart = after.filter(|(it, _)| *it == "--lang").map(|(_, lang)| lang == "en");
    let joined = words
        .iter()
        .filter(|it| it.to_str().is_some_and(|it| it.starts_with("--lang=")))
        .map(|it| it == "--lang=en");
    if apart.chain(joined).last().unwrap_or(false) { Locale::En } else { Locale::Zh }
}

fn kinds() -> impl TypedValueParser<Value = ValueKind> {
    PossibleValuesParser::new(ValueKind::ALL.map(ValueKind::name))
        .try_map(|it| ValueKind::by_name(&it).ok_or("kind"))
}

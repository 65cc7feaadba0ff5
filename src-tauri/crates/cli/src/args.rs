//! What can be typed behind `beishen`.

use std::{env, ffi::OsString, path::PathBuf};

use beishen_core::{local_time, reading::ValueKind};
#[cfg(feature = "vault")]
use beishen_desk::contract::TakenChoice;
use beishen_document::Locale;
use beishen_work::{Crop, Layout, Library, PROCEDURES, PROFILES, papers::Format};
use chrono::{Local, NaiveDate, NaiveDateTime};
use clap::{
    Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
    value_parser,
};

use crate::help;

/// The whole line. Its words are in [`help`], in both languages.
#[derive(Parser)]
#[command(name = "beishen", version, disable_help_flag = true, disable_version_flag = true)]
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

/// What is done with the people of a vault.
#[cfg(feature = "vault")]
#[derive(Subcommand)]
pub(crate) enum Applicants {
    List {
        #[arg(long)]
        json: bool,
    },
    Import {
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[arg(value_name = "TABLE")]
        table: PathBuf,
        #[command(flatten)]
        taken: Taken,
        #[arg(long, value_parser = now, default_value = "now", hide_default_value = true, value_name = "TIME")]
        now: NaiveDateTime,
    },
    Export {
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[arg(short = 'o', long = "out", id = "made", value_name = "FILE.xlsx|FILE.csv")]
        table: PathBuf,
        #[arg(long, id = "fill", value_name = "FILE.xlsx")]
        into: Option<PathBuf>,
        #[command(flatten)]
        filled: FillIn,
        #[arg(long)]
        show_id: bool,
        #[arg(long, value_parser = now, default_value = "now", hide_default_value = true, value_name = "TIME")]
        now: NaiveDateTime,
    },
    Template {
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[arg(short = 'o', long = "out", id = "made", value_name = "FILE.xlsx")]
        table: PathBuf,
    },
    Files {
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[arg(value_name = "MATERIAL")]
        material: String,
        #[arg(id = "files", value_name = "FOLDER")]
        folder: PathBuf,
        #[arg(long)]
        dry_run: bool,
        #[arg(long)]
        json: bool,
    },
    Undo {
        #[arg(long)]
        json: bool,
    },
    Receipts {
        #[command(flatten)]
        many: Many,
    },
    Checklists {
        #[command(flatten)]
        many: Many,
    },
    Photos {
        #[command(flatten)]
        many: Many,
    },
    Materials {
        #[command(flatten)]
        many: Many,
    },
    Calendar {
        #[command(flatten)]
        many: Many,
    },
}

/// Of whom files are written, where to, and how they are called.
#[cfg(feature = "vault")]
#[derive(Args)]
pub(crate) struct Many {
    #[arg(long = "class", id = "of_class", value_name = "CLASS")]
    pub(crate) class: Vec<String>,
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tag: Vec<String>,
    #[arg(long = "procedure", id = "procedure", value_parser = PossibleValuesParser::new(PROCEDURES))]
    pub(crate) procedure: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
    #[arg(long = "to", id = "into", value_name = "FOLDER")]
    pub(crate) to: PathBuf,
    #[arg(long = "name", id = "pattern", value_name = "PATTERN")]
    pub(crate) name: Option<String>,
    #[arg(long, value_parser = existing(), default_value = "number", hide_default_value = true)]
    pub(crate) existing: TakenChoice,
    #[arg(long)]
    pub(crate) show_id: bool,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) json: bool,
    #[arg(long, value_parser = now, default_value = "now", hide_default_value = true, value_name = "TIME")]
    pub(crate) now: NaiveDateTime,
}

#[cfg(feature = "vault")]
impl Applicants {
    /// As of when.
    pub(crate) fn now(&self) -> NaiveDateTime {
        match self {
            Self::Import { now, .. } | Self::Export { now, .. } => *now,
            Self::Receipts { many }
            | Self::Checklists { many }
            | Self::Photos { many }
            | Self::Materials { many }
            | Self::Calendar { many } => many.now,
            _ => Local::now().naive_local(),
        }
    }
}

/// How somebody else's table is filled in.
#[cfg(feature = "vault")]
#[derive(Args)]
pub(crate) struct FillIn {
    #[arg(long = "class", id = "one_class", value_name = "CLASS", requires = "fill")]
    pub(crate) class: Option<String>,
    #[arg(long, value_name = "NAME", requires = "fill")]
    pub(crate) sheet: Option<String>,
    #[arg(long, value_parser = column, value_name = "COLUMN=FACT", requires = "fill")]
    pub(crate) map: Vec<(String, String)>,
    #[arg(long, requires = "fill")]
    pub(crate) dry_run: bool,
    #[arg(long, requires = "fill")]
    pub(crate) json: bool,
}

/// How a table is taken in.
#[cfg(feature = "vault")]
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of the command line")]
pub(crate) struct Taken {
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    #[arg(long, value_parser = column, value_name = "COLUMN=FACT")]
    pub(crate) map: Vec<(String, String)>,
    #[arg(long)]
    pub(crate) take_over: bool,
    #[arg(long)]
    pub(crate) leave_hidden: bool,
    #[arg(long, value_name = "FILE.xlsx")]
    pub(crate) bad_rows: Option<PathBuf>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
pub(crate) enum Paper {
    Materials {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        to: To,
    },
    Onsite {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        to: To,
    },
    PhotoGuide {
        #[arg(long, value_parser = PossibleValuesParser::new(PROFILES))]
        profile: String,
        #[command(flatten)]
        to: To,
        #[arg(long, value_parser = now, default_value = "now", hide_default_value = true, value_name = "TIME")]
        now: NaiveDateTime,
    },
    Summary {
        #[command(flatten)]
        of: OfMany,
        #[command(flatten)]
        to: To,
    },
    Envelopes {
        #[command(flatten)]
        of: OfMany,
        #[command(flatten)]
        to: To,
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
pub(crate) enum Photo {
    Check {
        #[command(flatten)]
        photos: Photos,
    },
    Prepare {
        #[command(flatten)]
        photos: Photos,
        #[arg(value_name = "OUT")]
        ready: Option<PathBuf>,
        #[arg(long, value_parser = crop, value_name = "X,Y,W,H")]
        crop: Option<Crop>,
    },
}

#[derive(Subcommand)]
pub(crate) enum Scan {
    Check {
        #[arg(value_name = "IN")]
        scan: PathBuf,
        #[command(flatten)]
        size: Size,
    },
    Compress {
        #[arg(value_name = "IN")]
        scan: PathBuf,
        #[arg(value_name = "OUT.jpg")]
        made: PathBuf,
        #[command(flatten)]
        size: Size,
    },
    Card {
        #[arg(value_name = "FRONT")]
        front: PathBuf,
        #[arg(value_name = "BACK")]
        back: PathBuf,
        #[arg(value_name = "OUT.jpg")]
        made: PathBuf,
        #[arg(long, value_parser = layouts(), default_value = "above", hide_default_value = true)]
        layout: Layout,
        #[command(flatten)]
        size: Size,
    },
}

/// How large a file may be, and how it is told.
#[derive(Args)]
pub(crate) struct Size {
    #[arg(long, value_parser = value_parser!(u32).range(0..=20_480), default_value_t, hide_default_value = true, value_name = "K")]
    pub(crate) min_kb: u32,
    #[arg(long, value_parser = value_parser!(u32).range(1..=20_480), value_name = "K")]
    pub(crate) max_kb: Option<u32>,
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which photos, for whom.
#[derive(Args)]
pub(crate) struct Photos {
    #[arg(long, value_parser = PossibleValuesParser::new(PROFILES))]
    pub(crate) profile: String,
    #[arg(value_name = "IN")]
    pub(crate) from: PathBuf,
    #[arg(long)]
    pub(crate) json: bool,
    #[arg(long, value_parser = today, default_value = "today", hide_default_value = true, value_name = "DAY")]
    pub(crate) today: NaiveDate,
}

/// Whose papers for what, as of when.
#[derive(Args)]
pub(crate) struct Of {
    #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
    pub(crate) procedure: String,
    #[arg(value_name = "FACTS.json")]
    pub(crate) facts: PathBuf,
    #[arg(long, value_parser = now, default_value = "now", hide_default_value = true, value_name = "TIME")]
    pub(crate) now: NaiveDateTime,
}

/// A list of many applicants, as of when.
#[derive(Args)]
pub(crate) struct OfMany {
    #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
    pub(crate) procedure: String,
    #[arg(value_name = "FOLDER")]
    pub(crate) applicants: PathBuf,
    #[arg(long, value_parser = now, default_value = "now", hide_default_value = true, value_name = "TIME")]
    pub(crate) now: NaiveDateTime,
}

/// What a paper is written as, and where to.
#[derive(Args)]
pub(crate) struct To {
    #[arg(long, value_parser = formats())]
    pub(crate) format: Option<Format>,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

impl To {
    /// What was asked for; else what the file's name says, and PDF if it says nothing we know; on the screen, text.
    pub(crate) fn format(&self) -> Format {
        let of_file = |file: &PathBuf| {
            let suffix = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            Format::by_suffix(&suffix).unwrap_or(Format::Pdf)
        };
        self.format.or_else(|| self.out.as_ref().map(of_file)).unwrap_or(Format::Text)
    }
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Lang {
    #[default]
    Zh,
    En,
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

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::suffix))
        .try_map(|it| Format::by_suffix(&it).ok_or("format"))
}

fn kinds() -> impl TypedValueParser<Value = ValueKind> {
    PossibleValuesParser::new(ValueKind::ALL.map(ValueKind::name))
        .try_map(|it| ValueKind::by_name(&it).ok_or("kind"))
}

fn layouts() -> impl TypedValueParser<Value = Layout> {
    PossibleValuesParser::new(["above", "beside"]).map(|it| match &*it {
        "beside" => Layout::Beside,
        _ => Layout::Above,
    })
}

#[cfg(feature = "vault")]
fn existing() -> impl TypedValueParser<Value = TakenChoice> {
    PossibleValuesParser::new(["number", "skip", "replace"]).map(|it| match &*it {
        "skip" => TakenChoice::Skip,
        "replace" => TakenChoice::Replace,
        _ => TakenChoice::Number,
    })
}

/// A column and the fact it is; nothing behind the sign: it is left out.
#[cfg(feature = "vault")]
fn column(text: &str) -> Result<(String, String), &'static str> {
    let (column, fact) = text.rsplit_once('=').ok_or(help::COLUMN)?;
    Ok((column.trim().to_owned(), fact.trim().to_owned()))
}

/// Left edge, upper edge, width and height in pixels.
fn crop(text: &str) -> Result<Crop, &'static str> {
    let numbers: Vec<u32> = text
        .split(',')
        .map(|it| it.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_| help::CROP)?;
    let [x, y, width, height] = *numbers.as_slice() else { return Err(help::CROP) };
    Ok(Crop { x, y, width, height })
}

/// `2026-11-22T09:00`, or a day alone for its first minute.
fn now(text: &str) -> Result<NaiveDateTime, &'static str> {
    if text == "now" {
        return Ok(Local::now().naive_local());
    }
    local_time(text).filter(|it| plausible(it.date())).ok_or(help::TIME)
}

fn today(text: &str) -> Result<NaiveDate, &'static str> {
    if text == "today" {
        return Ok(Local::now().date_naive());
    }
    text.parse().ok().filter(|it| plausible(*it)).ok_or(help::DAY)
}

/// Years with four digits: dates far away overflow what is counted from them.
fn plausible(day: NaiveDate) -> bool {
    use chrono::Datelike;
    (1900..=9999).contains(&day.year())
}

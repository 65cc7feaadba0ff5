//! `beishen applicants`: the people of a vault.

use std::path::PathBuf;

use beishen_desk::contract::TakenChoice;
use beishen_work::PROCEDURES;
use chrono::{Local, NaiveDateTime};
use clap::{
    Args, Subcommand,
    builder::{PathBufValueParser, PossibleValuesParser, TypedValueParser},
};

use super::times::now;
use crate::help;

/// What is done with the people of a vault.
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
        #[arg(short = 'o', long = "out", id = "made", value_parser = table(), value_name = "FILE.xlsx|FILE.csv")]
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
        #[arg(short = 'o', long = "out", id = "made", value_parser = workbook(), value_name = "FILE.xlsx")]
        table: PathBuf,
    },
    Files {
        #[arg(value_parser = PossibleValuesParser::new(PROCEDURES))]
        procedure: String,
        #[arg(value_name = "MATERIAL")]
        material: String,
        #[arg(id = "files", value_name = "FOLDER")]
        folder: PathBuf,
        #[arg(long, id = "replace_put")]
        replace: bool,
        #[arg(long)]
        dry_run: bool,
        #[arg(long)]
        json: bool,
    },
    Undo {
        #[arg(long)]
        json: bool,
    },
    Everything {
        #[arg(long = "to", id = "beside", value_name = "FOLDER")]
        to: PathBuf,
        #[arg(long)]
        json: bool,
    },
    TakeIn {
        #[arg(id = "everything", value_name = "FOLDER")]
        folder: PathBuf,
        #[arg(long)]
        dry_run: bool,
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

/// What is done with bundles.
#[derive(Subcommand)]
pub(crate) enum Bundles {
    Export {
        #[command(flatten)]
        whom: Whom,
        #[arg(short = 'o', long = "out", id = "made", value_name = "FILE.beishen")]
        file: PathBuf,
        #[arg(long)]
        notes: bool,
        #[arg(long)]
        json: bool,
    },
    Open {
        #[arg(id = "bundle", value_name = "FILE.beishen")]
        file: PathBuf,
        #[arg(long)]
        json: bool,
    },
    Apply {
        #[arg(id = "bundle", value_name = "FILE.beishen")]
        file: PathBuf,
        #[arg(long, value_parser = PossibleValuesParser::new(["later", "ours", "theirs"]), default_value = "later", hide_default_value = true)]
        differing: String,
        #[arg(long)]
        json: bool,
    },
}

/// What is done with the office.
#[derive(Subcommand)]
pub(crate) enum Offices {
    On {
        #[arg(long = "name", id = "desk_name", value_name = "NAME")]
        name: String,
        #[arg(long)]
        join: bool,
    },
    Off,
    Share {
        #[command(flatten)]
        whom: Whom,
        #[arg(long)]
        json: bool,
    },
    Outbox {
        #[arg(long)]
        json: bool,
    },
    Inbox {
        #[arg(long, value_parser = PossibleValuesParser::new(["later", "ours", "theirs"]), default_value = "later", hide_default_value = true)]
        differing: String,
        #[arg(long)]
        json: bool,
    },
    Status {
        #[arg(long)]
        json: bool,
    },
    TakeOver {
        #[command(flatten)]
        whom: Whom,
    },
    LetGo {
        #[command(flatten)]
        whom: Whom,
    },
    Forget,
}

/// Who is meant; everybody when nothing is said.
#[derive(Args)]
pub(crate) struct Whom {
    #[arg(long = "class", id = "of_class", value_name = "CLASS")]
    pub(crate) class: Vec<String>,
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tag: Vec<String>,
    #[arg(long = "procedure", id = "procedure", value_parser = PossibleValuesParser::new(PROCEDURES))]
    pub(crate) procedure: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
}

/// Of whom files are written, where to, and how they are called.
#[derive(Args)]
pub(crate) struct Many {
    #[command(flatten)]
    pub(crate) whom: Whom,
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

/// How somebody else's table is filled in.
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

/// How a table is taken in.
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
    #[arg(long, value_parser = workbook(), value_name = "FILE.xlsx")]
    pub(crate) bad_rows: Option<PathBuf>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) json: bool,
}

fn existing() -> impl TypedValueParser<Value = TakenChoice> {
    PossibleValuesParser::new(["number", "skip", "replace"]).map(|it| match &*it {
        "skip" => TakenChoice::Skip,
        "replace" => TakenChoice::Replace,
        _ => TakenChoice::Number,
    })
}

/// A file that is written as what its name says.
fn workbook() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|it| ends(it, &["xlsx"], help::WORKBOOK))
}

fn table() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(|it| ends(it, &["xlsx", "csv"], help::TABLE))
}

fn ends(path: PathBuf, with: &[&str], example: &'static str) -> Result<PathBuf, &'static str> {
    let is_one =
        path.extension().is_some_and(|it| with.iter().any(|one| it.eq_ignore_ascii_case(one)));
    if is_one { Ok(path) } else { Err(example) }
}

/// A column and the fact it is; nothing behind the sign: it is left out.
fn column(text: &str) -> Result<(String, String), &'static str> {
    let (column, fact) = text.rsplit_once('=').ok_or(help::COLUMN)?;
    Ok((column.trim().to_owned(), fact.trim().to_owned()))
}

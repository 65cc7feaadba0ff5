//! Papers: whose, as of when, written as what and where to.

use std::path::PathBuf;

use beishen_work::{PROCEDURES, PROFILES, papers::Format};
use chrono::NaiveDateTime;
use clap::{
    Args, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};

use super::times::now;

/// Lists, letters and the photo guide.
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

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::suffix))
        .try_map(|it| Format::by_suffix(&it).ok_or("format"))
}

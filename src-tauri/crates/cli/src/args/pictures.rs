//! `beishen photo` and `beishen scan`: pictures that are checked and made ready.

use std::path::PathBuf;

use beishen_work::{Crop, Layout, PROFILES};
use chrono::NaiveDate;
use clap::{
    Args, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
    value_parser,
};

use super::times::today;
use crate::help;

/// What is done with photos.
#[derive(Subcommand)]
pub(crate) enum Photo {
    Check {
        #[arg(value_name = "IN", required = true)]
        from: Vec<PathBuf>,
        #[command(flatten)]
        photos: Photos,
    },
    Prepare {
        #[arg(value_name = "IN")]
        from: PathBuf,
        #[command(flatten)]
        photos: Photos,
        #[arg(value_name = "OUT")]
        ready: Option<PathBuf>,
        #[arg(long, value_parser = crop, value_name = "X,Y,W,H")]
        crop: Option<Crop>,
    },
}

/// What is done with scans.
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

/// For whom, and how it is told.
#[derive(Args)]
pub(crate) struct Photos {
    #[arg(long, value_parser = PossibleValuesParser::new(PROFILES))]
    pub(crate) profile: String,
    #[arg(long)]
    pub(crate) json: bool,
    #[arg(long, value_parser = today, default_value = "today", hide_default_value = true, value_name = "DAY")]
    pub(crate) today: NaiveDate,
}

fn layouts() -> impl TypedValueParser<Value = Layout> {
    PossibleValuesParser::new(["above", "beside"]).map(|it| match &*it {
        "beside" => Layout::Beside,
        _ => Layout::Above,
    })
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

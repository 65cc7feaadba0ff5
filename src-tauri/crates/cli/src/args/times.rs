//! Times and days, as they are typed.

use beishen_core::local_time;
use chrono::{Datelike, Local, NaiveDate, NaiveDateTime};

use crate::help;

/// `2026-11-22T09:00`, or a day alone for its first minute.
pub(super) fn now(text: &str) -> Result<NaiveDateTime, &'static str> {
    if text == "now" {
        return Ok(Local::now().naive_local());
    }
    local_time(text).filter(|it| plausible(it.date())).ok_or(help::TIME)
}

/// `2026-11-22`.
pub(super) fn today(text: &str) -> Result<NaiveDate, &'static str> {
    if text == "today" {
        return Ok(Local::now().date_naive());
    }
    text.parse().ok().filter(|it| plausible(*it)).ok_or(help::DAY)
}

/// Years with four digits: dates far away overflow what is counted from them.
fn plausible(day: NaiveDate) -> bool {
    (1900..=9999).contains(&day.year())
}

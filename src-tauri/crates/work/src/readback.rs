//! 回读核对: a page of the portal that was saved, against a facts file.

use std::path::Path;

use beishen_core::{Procedure, assess};
use beishen_guide::readback::{MOST, ReadBack, read_back};
use chrono::NaiveDateTime;

use crate::{applicant::Applicant, failure::Failure, files};

/// A page of the portal that was saved, against the answers of a facts file.
pub fn read_back_page(
    procedure: &Procedure,
    applicant: &Applicant,
    path: &Path,
    now: NaiveDateTime,
) -> Result<ReadBack, Failure> {
    let text = saved_page(path, &path.display().to_string())?;
    let assessment = assess(procedure, &applicant.answers, now);
    recognised(read_back(procedure, &applicant.answers, &assessment, &text, now))
}

/// The text of a page that was saved, up to 1 MB; `name` is what the person calls it.
pub fn saved_page(path: &Path, name: &str) -> Result<String, Failure> {
    let text = files::page(path, name)?;
    if text.len() > MOST {
        return Err(Failure::input(
            format!("“{name}”超过 1 MB，请只存结果页的文字。"),
            format!("“{name}” is over 1 MB. Save only the text of the result page."),
        ));
    }
    Ok(text)
}

/// The same, when it is a page of the portal.
pub fn recognised(read: ReadBack) -> Result<ReadBack, Failure> {
    if read.fields.is_empty() {
        return Err(Failure::input(
            "没有认出平台的项目，请在结果页全选、复制后再粘贴。",
            "No field of the portal was recognised. Select all on its result page, copy, and paste again.",
        ));
    }
    Ok(read)
}

//! `beishen materials`: every file to hand in, in one folder.

use std::path::{Path, PathBuf};

use beishen_document::{Locale, Text};
use beishen_work::{Failure, FailureCode, Handed, Library};
use serde::Serialize;

use crate::{Done, args::Of, papers};

/// Writes the files and says which; then what is missing or wrong.
pub(crate) fn hand_in(
    library: &Library,
    of: &Of,
    folder: &Path,
    replace: bool,
    json: bool,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, applicant) = papers::open(library, of)?;
    let Handed { written, taken, open } =
        beishen_work::hand_in(procedure, &applicant, folder, replace, of.now)?;
    if !taken.is_empty() {
        return Err(there(&taken));
    }
    let written: Vec<String> = written.iter().map(|it| it.display().to_string()).collect();
    let missing: Vec<&str> = open.iter().map(|it| it.get(locale)).collect();
    let errors = !missing.is_empty();
    let text = if json {
        crate::json(&Report { written: &written, open: &missing })
    } else {
        let sign = locale.pick("要改", "change");
        let mut lines = written.clone();
        lines.extend(missing.iter().map(|it| format!("[{sign}] {it}")));
        if lines.is_empty() {
            let nothing = locale.pick("没有要交的材料。", "There are no files to hand in.");
            lines.push(nothing.to_owned());
        }
        crate::printable(&(lines.join("\n") + "\n"))
    };
    Ok(Done { text, errors })
}

fn there(taken: &[PathBuf]) -> Failure {
    let names: Vec<_> =
        taken.iter().filter_map(|it| Some(it.file_name()?.to_string_lossy())).collect();
    let message = Text::new(
        format!("文件夹里已有“{}”，没有写入；要替换请加 --replace。", names.join("、")),
        format!(
            "The folder has {} already, so nothing was written. Add --replace to replace them.",
            names.join(", ")
        ),
    );
    Failure { code: FailureCode::Input, message }
}

#[derive(Serialize)]
struct Report<'a> {
    written: &'a [String],
    open: &'a [&'a str],
}

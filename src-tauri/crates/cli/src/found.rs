//! `beishen applicants files`: photos and scans of many, from a folder, each to whom its name says.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use beishen_desk::{Command, Reply, contract::FoundFile};
use beishen_document::Locale;
use beishen_work::Failure;
use serde::Serialize;

use crate::{Done, applicants::Called};

/// What became of the files, as JSON.
#[derive(Serialize)]
struct Told<'a> {
    dry_run: bool,
    files: Vec<ToldFile<'a>>,
}

/// A file; `put`: it is in the vault, or would be. What stands in the way is in words.
#[derive(Serialize)]
struct ToldFile<'a> {
    #[serde(flatten)]
    file: &'a FoundFile,
    put: bool,
    message: String,
}

impl Called {
    /// Puts in the files of which one person can be meant. What is left is told with its reason, and the exit code tells of it.
    pub(crate) fn files(
        &mut self,
        find: Command,
        replace: bool,
        dry_run: bool,
        json: bool,
    ) -> Result<Done, Failure> {
        let Reply::FindFiles(found) = self.call(find)? else { return Err(Failure::bad_request()) };
        let total = found.files.len();
        let mut files: Vec<ToldFile<'_>> = Vec::new();
        let mut given = BTreeSet::new();
        for file in &found.files {
            let put = match stands_in_the_way(file, replace, &given) {
                Some(reason) => Err(reason),
                None if dry_run => Ok(()),
                None => {
                    // Nobody may be looking; then nothing is lost.
                    let _ = writeln!(io::stderr(), "{}/{total}", file.file + 1);
                    self.put_in(file)
                }
            };
            if put.is_ok() {
                given.extend(file.draft);
            }
            let words = |it: Failure| it.message.get(self.locale).to_owned();
            let message = put.as_ref().err().cloned().map(words).unwrap_or_default();
            files.push(ToldFile { file, put: put.is_ok(), message });
        }
        let errors = files.iter().any(|it| !it.put);
        let text = if json {
            crate::json(&Told { dry_run, files })
        } else {
            files.iter().map(|it| crate::printable(&line(it, self.locale)) + "\n").collect()
        };
        Ok(Done { text, errors })
    }

    fn put_in(&mut self, file: &FoundFile) -> Result<(), Failure> {
        let draft = file.draft.ok_or_else(Failure::gone)?;
        self.call(Command::AttachFound { file: file.file, draft }).map(drop)
    }
}

/// Why a file is left: nobody or several may be meant, or there is one already.
fn stands_in_the_way(file: &FoundFile, replace: bool, given: &BTreeSet<i32>) -> Option<Failure> {
    let says = |zh: &str, en: &str| Some(Failure::input(zh, en));
    let Some(draft) = file.draft else {
        return if file.people.is_empty() {
            says("文件名里没有认出是谁。", "Its name says nobody's name or number.")
        } else {
            says(
                "可能是几个人的，请在文件名里加上号码。",
                "It may be of several. Add a number to its name.",
            )
        };
    };
    if given.contains(&draft) {
        return says(
            "同一人已有前一个文件，没有放入。",
            "The file before is of the same person; this one was left.",
        );
    }
    if !replace && file.people.iter().any(|it| it.has) {
        return says(
            "这个人已有文件，没有替换；要替换请加 --replace。",
            "There is a file already; it was not replaced. Say --replace if it should be.",
        );
    }
    None
}

fn line(it: &ToldFile<'_>, locale: Locale) -> String {
    let ToldFile { file, put, message } = it;
    let names: Vec<&str> = file.people.iter().map(|it| it.name.as_str()).collect();
    let names = names.join(locale.pick("、", ", "));
    if *put {
        format!("{}  →  {names}", file.name)
    } else {
        format!("{}  ?  {names}  {message}", file.name)
    }
}

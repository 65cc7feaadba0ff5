//! Everything as open files: out into a folder, and in from one.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use beishen_tables::to_csv;
use beishen_work::{Failure, files};

use crate::{
    at::At,
    contract::{FoundPeopleView, ImportedView, WritingView, count, small},
    desk::Desk,
    everything::{Found, Who, Writing, look},
};

impl Desk {
    /// Begins to write everything into a new folder; [`Desk::write_more`] goes on.
    pub(crate) fn write_everything(
        &mut self,
        folder: PathBuf,
        at: At,
    ) -> Result<WritingView, Failure> {
        let name = at.locale.pick("备申全部资料", "beishen-everything");
        let name = format!("{name}-{}", at.now.format("%Y%m%d"));
        let folder = super::export::new_folder(&folder, &name)?;
        if let Err(failure) = self.write_head(&folder, at) {
            self.partly.set(!super::export::took_back(&folder));
            return Err(failure);
        }
        let everybody = self.roster.read(&self.vault)?;
        let people = everybody.people().filter(|it| !it.sample).map(|it| it.id).collect();
        drop(everybody);
        self.writing = Some(Writing::new(folder, people));
        self.write_more(at)
    }

    /// What lies beside the people's own folders.
    fn write_head(&mut self, folder: &Path, at: At) -> Result<(), Failure> {
        let table = folder.join(at.locale.pick("名册.xlsx", "people.xlsx"));
        self.save_people(None, true, table, at)?;
        let exports = folder.join(at.locale.pick("导出记录.csv", "exports.csv"));
        files::write(&exports, to_csv(&self.all_exports(at)?).as_bytes())?;
        let about = folder.join(at.locale.pick("说明.txt", "README.txt"));
        files::write(&about, at.locale.pick(ABOUT_ZH, ABOUT_EN).as_bytes())
    }

    /// Writes the next few people.
    pub(crate) fn write_more(&mut self, at: At) -> Result<WritingView, Failure> {
        let writing = self.writing.as_mut().ok_or_else(Failure::gone)?;
        writing.go_on(&self.vault, &self.library.known());
        Ok(view(writing, at))
    }

    /// Looks through a folder that was written. Nothing is taken in.
    pub(crate) fn look_into(
        &mut self,
        folder: PathBuf,
        at: At,
    ) -> Result<FoundPeopleView, Failure> {
        let Found { people, bad } = look(&folder)?;
        let total = people.len();
        let mut new = Found { people: Vec::new(), bad };
        let called =
            self.vault.called()?.into_iter().filter(|it| !it.in_bin).map(|it| it.uid).collect();
        for (folder, who) in people {
            if !self.is_here(&who, &called)? {
                new.people.push((folder, who));
            }
        }
        let (fresh, here) = (new.people.len(), total - new.people.len());
        let failures = new.bad.iter().map(|(name, why)| told(name, why, at));
        let (also, and) = match here {
            0 => (String::new(), String::new()),
            _ => (
                format!("，{here} 人这里已有，不再取入"),
                format!("; {here} are here already and are left out"),
            ),
        };
        let zh = format!("可取入 {fresh} 人{also}。");
        let en = format!("{fresh} people can be taken in{and}.");
        let said = FoundPeopleView {
            new: count(fresh),
            here: count(here),
            message: at.locale.pick(&zh, &en).to_owned(),
            failures: failures.collect(),
        };
        self.looked_into = Some(new);
        Ok(said)
    }

    /// Whether it is somebody of the vault, whatever was changed of them since: called so, or of that number.
    fn is_here(&self, who: &Who, called: &BTreeSet<[u8; 16]>) -> Result<bool, Failure> {
        let is_called = who.uid.is_some_and(|it| called.contains(&it.0));
        Ok(is_called || !self.vault.known_by(&who.number)?.is_empty())
    }

    /// Takes in whom that folder holds: all of them or nobody, as one batch that can be taken back.
    pub(crate) fn take_everything_in(&mut self, at: At) -> Result<ImportedView, Failure> {
        let found = self.looked_into.take().ok_or_else(Failure::gone)?;
        let from = at.locale.pick("备申导出的资料", "Exported by Beishen");
        let done = match self.vault.take_in(from, found.wholes(), at.now) {
            Ok(done) => done,
            Err(failure) => {
                // What stands in the way may be mended, and the press tried again.
                self.looked_into = Some(found);
                return Err(failure);
            }
        };
        let added = done.added;
        let (zh, en) = (format!("已取入 {added} 人。"), format!("{added} people taken in."));
        Ok(ImportedView {
            import: small(done.id),
            message: at.locale.pick(&zh, &en).to_owned(),
            added,
            changed: 0,
            bad: count(found.bad.len()),
        })
    }
}

fn view(writing: &Writing, at: At) -> WritingView {
    let (done, total) = (writing.done, writing.people.len());
    let whole = done - writing.failed.len();
    let (zh, en) = if writing.is_running() {
        (format!("已写出 {done} / {total} 人…"), format!("{done} of {total} people written…"))
    } else if writing.failed.is_empty() {
        (
            format!("{total} 人的资料已全部写出，文件没有加密，请妥善保管。"),
            format!(
                "Everything of {total} people is written. The files are not encrypted: keep them safe."
            ),
        )
    } else {
        (
            format!("写出 {whole} 人，另有 {} 人没有写全，原因如下。", writing.failed.len()),
            format!(
                "{whole} people written; {} are not whole, for these reasons.",
                writing.failed.len()
            ),
        )
    };
    WritingView {
        path: writing.folder.display().to_string(),
        total: count(total),
        done: count(done),
        running: writing.is_running(),
        message: at.locale.pick(&zh, &en).to_owned(),
        failures: writing.failed.iter().map(|(n, why)| told(&format!("{n:05}"), why, at)).collect(),
    }
}

fn told(name: &str, why: &Failure, at: At) -> String {
    format!("{name}{}{}", at.locale.pick("：", ": "), why.message.get(at.locale))
}

const ABOUT_ZH: &str = "\
备申的全部资料，不加密，请妥善保管。

名册.xlsx：每人一行。
导出记录.csv：一年内导出过什么，是谁的，放进了哪个文件夹。
applicants 文件夹：每人一个文件夹。其中
  files 是照片和扫描件；
  1-tdxl.json 这样的文件是一份草稿的全部已填内容，命令行 beishen 和其他程序可以读取；
  applicant.json 是这个人的全部资料，备申可以据此原样取回。

取回：打开备申，在“设置 → 全部资料”选“从文件夹取回”。
";
const ABOUT_EN: &str = "\
Everything that Beishen keeps, not encrypted: keep it safe.

people.xlsx: a row for each person.
exports.csv: what was written out within the year, of whom, and into which folder.
The folder applicants: a folder for each person. In it
  files are photos and scans;
  a file like 1-tdxl.json is all that was filled in for one draft, for the command line (beishen) and other programs;
  applicant.json is everything of this person: Beishen can take it in again as it was.

To take it in: open Beishen, and in “Settings → Everything” choose “Take in from a folder”.
";

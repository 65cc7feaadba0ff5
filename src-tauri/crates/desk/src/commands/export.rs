//! Everything that was ticked, in one new folder: papers, and the files to hand in.

use std::{
    fs,
    path::{Path, PathBuf},
};

use beishen_core::procedure::plain_name;
use beishen_document::Locale;
use beishen_store::DraftId;
use beishen_work::{
    Failure, files, hand_in,
    papers::{Format, named, paper},
};

use crate::{
    at::At,
    contract::{DraftPaper, Exported},
    desk::Desk,
    view,
};

impl Desk {
    pub(crate) fn export(
        &self,
        draft: DraftId,
        papers: Vec<DraftPaper>,
        files: bool,
        folder: PathBuf,
        show_numbers: bool,
        at: At,
    ) -> Result<Exported, Failure> {
        let folder = new_folder(&folder, &self.export_name(draft, at)?)?;
        let done = self.export_into(&folder, draft, papers, files, show_numbers, at);
        if done.is_err() {
            self.partly.set(!took_back(&folder));
        }
        done
    }

    fn export_into(
        &self,
        folder: &Path,
        draft: DraftId,
        papers: Vec<DraftPaper>,
        files: bool,
        show_numbers: bool,
        at: At,
    ) -> Result<Exported, Failure> {
        let (mut written, mut missing, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for which in papers {
            let document = self.document(draft, which, show_numbers, at)?;
            for format in formats(which) {
                let name = format!("{}.{}", name(which, at.locale), format.suffix());
                let made = paper(&document, *format, &self.press)?;
                files::write(&folder.join(&name), &made.bytes)?;
                written.push(name);
                missing.extend(named(&made.missing));
            }
        }
        if files {
            let (procedure, applicant) = self.applicant(draft, at.now)?;
            let procedure = self.library.procedure(&procedure).ok_or_else(Failure::gone)?;
            let under = at.locale.pick("材料", "files");
            let handed = hand_in(procedure, &applicant, &folder.join(under), false, at.now)?;
            let name =
                |it: &PathBuf| Some(format!("{under}/{}", it.file_name()?.to_string_lossy()));
            written.extend(handed.written.iter().filter_map(name));
            open.extend(handed.open.iter().map(|it| it.get(at.locale).to_owned()));
        }
        missing.sort();
        missing.dedup();
        Ok(Exported { path: folder.display().to_string(), written, missing, open })
    }

    /// `张三-同等学力申硕-20261122`: whose, what, when.
    fn export_name(&self, draft: DraftId, at: At) -> Result<String, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let parts = [view::applicant(&open).name, open.procedure.title().get(at.locale).to_owned()];
        let parts = parts.iter().map(|it| plain_name(it)).filter(|it| !it.is_empty());
        let day = at.now.format("%Y%m%d").to_string();
        Ok(parts.chain([day]).collect::<Vec<_>>().join("-"))
    }
}

/// What a paper is called.
pub(crate) fn name(paper: DraftPaper, locale: Locale) -> &'static str {
    let (zh, en) = match paper {
        DraftPaper::Receipt => ("准备回执", "receipt"),
        DraftPaper::Checklist => ("填报清单", "checklist"),
        DraftPaper::Correction => ("数据检查勘误表", "correction-form"),
        DraftPaper::Materials => ("材料清单", "materials"),
        DraftPaper::OnSite => ("现场清单", "on-site"),
        DraftPaper::PhotoGuide => ("拍照指南", "photo-guide"),
    };
    locale.pick(zh, en)
}

/// A checklist is worked through on paper or in the browser, where values can be copied.
fn formats(paper: DraftPaper) -> &'static [Format] {
    if paper == DraftPaper::Checklist { &[Format::Pdf, Format::Html] } else { &[Format::Pdf] }
}

/// Takes back folders that were made for files of which none has come; whether none had.
pub(crate) fn took_back(folder: &Path) -> bool {
    for below in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        // What has something in it, or is no folder, stays.
        let _ = fs::remove_dir(below.path());
    }
    fs::remove_dir(folder).is_ok()
}

/// A folder that was not there before: nothing is replaced, and nothing of another day lies among it.
pub(crate) fn new_folder(within: &Path, name: &str) -> Result<PathBuf, Failure> {
    let numbered = (2_u32..).map(|it| within.join(format!("{name}-{it}")));
    // A link that leads nowhere is there as well.
    let is_free = |it: &PathBuf| it.symlink_metadata().is_err();
    let path = std::iter::once(within.join(name)).chain(numbered).find(is_free);
    let path = path.unwrap_or_else(|| within.join(name));
    files::make_folder(&path)?;
    Ok(path)
}

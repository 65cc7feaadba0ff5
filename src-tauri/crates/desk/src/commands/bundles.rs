//! 交接包: people are handed to another computer, and taken in from one.

use std::path::{Path, PathBuf};

use beishen_core::FactKey;
use beishen_document::Locale;
use beishen_store::{
    ApplicantId, Both, Bundle, Bundled, Kind, Meeting, Side, StoreError, TransferCode,
};
use beishen_work::{Failure, files};
use chrono::NaiveDateTime;

use crate::{
    at::At,
    contract::{BundleView, BundledPerson, Differing, ImportedView, SavedBundle, count, small},
    desk::Desk,
    note::made,
    parts::opened::Opened,
    record::ID_NUMBER,
    roster::{identity, tail},
};

/// MB. A hundred people with all their scans have a fifth of it.
const LARGEST: u64 = 500;
/// Bytes of files in one; what is said of people has its room beside them.
pub(super) const MOST_FILES: u64 = 450 << 20;

impl Desk {
    /// Writes a bundle of these people. The code is said once, and kept nowhere.
    pub(crate) fn save_bundle(
        &mut self,
        applicants: Vec<i32>,
        notes: bool,
        path: PathBuf,
        at: At,
    ) -> Result<SavedBundle, Failure> {
        let ids: Vec<_> = applicants.into_iter().map(ApplicantId::from).collect();
        if ids.is_empty() {
            return Err(Failure::input(
                "没有选中申请人，请先勾选。",
                "Nobody is marked. Mark who is to be handed over.",
            ));
        }
        let source = |note: &str| made(note)?.source();
        let bundle = self.vault.bundle(&ids, source, MOST_FILES, at.now);
        let mut bundle = bundle.map_err(refused)?;
        if !notes {
            // What a desk notes of somebody is its own.
            bundle.people.iter_mut().for_each(|it| it.about.clear());
        }
        let code = TransferCode::random()?;
        files::write(&path, &bundle.seal(&code).map_err(refused)?)?;
        let path = path.display().to_string();
        Ok(SavedBundle { path, code: code.groups(), people: count(bundle.people.len()) })
    }

    /// Opens a bundle and looks what would come of it; nothing is taken in.
    pub(crate) fn open_bundle(
        &mut self,
        path: PathBuf,
        code: String,
        at: At,
    ) -> Result<BundleView, Failure> {
        let code = TransferCode::read(&code).ok_or_else(|| {
            Failure::input(
                "交接码是 16 个字母和数字，请核对后再输。",
                "A transfer code has 16 letters and digits. Check it and type it again.",
            )
        })?;
        let file = name_of(&path);
        let bytes = files::read_up_to(LARGEST, &path, &file)?;
        let bundle = Bundle::open(&bytes, &code).map_err(refused)?;
        let opened = Opened { file, bundle, both: Vec::new() };
        self.look_at_bundle(opened, at)
    }

    /// Takes in the bundle that was opened; where both have changed something, the bundle's only where `theirs` says so, by its
    /// place in what was shown.
    pub(crate) fn merge_bundle(
        &mut self,
        theirs: Vec<i32>,
        at: At,
    ) -> Result<ImportedView, Failure> {
        let opened = self.bundle.take().ok_or_else(Failure::gone)?;
        let chosen: Vec<_> = theirs
            .into_iter()
            .filter_map(|it| opened.both.get(usize::try_from(it).ok()?).copied())
            .collect();
        let takes = |place| chosen.contains(&place);
        let done = match self.vault.merge(&opened.file, &opened.bundle, number, takes, at.now) {
            Ok(done) => done,
            Err(error) => {
                // What stands in the way may be mended, and the press tried again.
                self.bundle = Some(opened);
                return Err(error.into());
            }
        };
        let (added, changed) = (done.added, done.changed);
        let message = match (added + changed, at.locale) {
            (0, Locale::Zh) => "没有改动这里的内容。".to_owned(),
            (0, Locale::En) => "Nothing here was changed.".to_owned(),
            (_, Locale::Zh) => format!("新增 {added} 人，更新 {changed} 人。"),
            (_, Locale::En) => format!("{added} people added, {changed} changed."),
        };
        Ok(ImportedView { import: small(done.id), message, added, changed, bad: 0 })
    }

    /// The bundle is forgotten.
    #[expect(clippy::unnecessary_wraps, reason = "as every command")]
    pub(crate) fn leave_bundle(&mut self, _: At) -> Result<(), Failure> {
        self.bundle = None;
        Ok(())
    }

    fn look_at_bundle(&mut self, mut opened: Opened, at: At) -> Result<BundleView, Failure> {
        let meetings = self.vault.meet(&opened.bundle, number)?;
        let mut people = Vec::new();
        let mut differing = Vec::new();
        for (one, meeting) in opened.bundle.people.iter().zip(&meetings) {
            people.push(self.person(one, meeting, at.locale)?);
            for both in &meeting.both {
                opened.both.push(both.place);
                differing.push(self.differing(one, both, at.locale));
            }
        }
        let changes = meetings.iter().any(|it| {
            it.here.is_none() || it.in_bin || it.taken + it.begun.len() + it.both.len() > 0
        });
        let (file, made) = (opened.file.clone(), minute(opened.bundle.at));
        self.bundle = Some(opened);
        Ok(BundleView { file, made, people, differing, changes })
    }

    pub(super) fn person(
        &self,
        one: &Bundled,
        meeting: &Meeting,
        locale: Locale,
    ) -> Result<BundledPerson, Failure> {
        let here = match meeting.here {
            Some(id) => self.vault.applicant(id)?.applicant.details.name,
            None => one.name.clone(),
        };
        let mut said = said(meeting, locale);
        if here != one.name {
            let is = locale.pick("这里叫", "here called ");
            said = format!("{said}{}{is}{here}", locale.pick("，", ", "));
        }

        let title = |id: &str| {
            let known = self.library.procedure(id);
            known.map_or(id, |it| it.title().get(locale)).to_owned()
        };
        Ok(BundledPerson {
            name: one.name.clone(),
            id_tail: tail(&number(one)).to_owned(),
            procedures: one.procedures().map(title).collect(),
            said,
            new: meeting.here.is_none(),
        })
    }

    pub(super) fn differing(&self, one: &Bundled, both: &Both, locale: Locale) -> Differing {
        let key = FactKey::from(both.key.as_str());
        let of_draft = both.procedure.as_ref().and_then(|it| self.library.procedure(it));
        let all = || of_draft.into_iter().chain(self.library.procedures());
        let fact = all().find_map(|it| it.fact(&key));
        let material = || all().find_map(|it| it.material(&both.key));
        let label = match both.kind {
            Kind::Answer => fact.map(|it| it.label.get(locale)),
            Kind::Attachment => material().map(|it| it.title.get(locale)),
            kind => Some(called(kind, locale)),
        };
        let label = label.unwrap_or(&both.key);
        // The same may be changed in two procedures.
        let label = match of_draft {
            Some(it) => format!("{}{}{label}", it.title().get(locale), locale.pick("：", ": ")),
            None => label.to_owned(),
        };
        Differing {
            name: one.name.clone(),
            label,
            ours: shown(both.kind, &both.ours, locale),
            ours_at: minute(both.ours.at),
            theirs: shown(both.kind, &both.theirs, locale),
            theirs_at: minute(both.theirs.at),
            theirs_later: both.theirs_is_later(),
            // Of what no procedure here knows nobody can say that it tells nothing.
            sensitive: both.kind == Kind::Answer && fact.is_none_or(|it| it.sensitive),
        }
    }
}

/// By what the same person is known again.
pub(super) fn number(one: &Bundled) -> String {
    let number = identity(one.answer(ID_NUMBER));
    // A stopgap such as “待补” makes nobody the same.
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    if digits < 5 { String::new() } else { number }
}

/// What becomes of somebody, in words.
fn said(meeting: &Meeting, locale: Locale) -> String {
    let zh = locale == Locale::Zh;
    let mut parts = Vec::new();
    if meeting.here.is_none() {
        parts.push(if zh { "新增".to_owned() } else { "new here".to_owned() });
    } else {
        if meeting.in_bin {
            parts.push(locale.pick("从回收站取回", "comes out of the bin").to_owned());
        }
        let figures = [
            (meeting.begun.len(), "新增事项", "procedures added"),
            (meeting.taken, "更新", "values updated"),
            (meeting.kept, "这里后来改过，保留", "changed here since, kept"),
            (meeting.both.len(), "两边都改过", "changed on both sides"),
            (meeting.left, "属于这里已结束的事项，不取入", "of procedures closed here, left out"),
        ];
        let figures = figures.iter().filter(|it| it.0 > 0);
        parts.extend(figures.map(
            |(n, it, en)| {
                if zh { format!("{it} {n} 项") } else { format!("{n} {en}") }
            },
        ));
    }
    match (parts.is_empty(), zh) {
        (true, true) => "与这里相同".to_owned(),
        (true, false) => "the same here".to_owned(),
        (false, true) => parts.join("，"),
        (false, false) => parts.join(", "),
    }
}

/// What is not called by a fact or a material.
fn called(kind: Kind, locale: Locale) -> &'static str {
    match kind {
        Kind::History => locale.pick("个人经历", "Personal history"),
        Kind::Tick => locale.pick("勾选项", "A tick"),
        Kind::Act => locale.pick("办理记录", "The log"),
        Kind::Comparison => locale.pick("比对结果", "A comparison"),
        Kind::ReadBack => locale.pick("回读核对", "The read-back"),
        Kind::Signature => locale.pick("手写签名", "The signature"),
        Kind::Acknowledgement => locale.pick("保留的提示", "A warning that was kept"),
        Kind::Answer | Kind::Attachment => "",
    }
}

/// A side as it is shown to whoever chooses.
fn shown(kind: Kind, side: &Side, locale: Locale) -> String {
    match (kind, &side.text, &side.file) {
        (_, None, _) => locale.pick("（已清空）", "(emptied)").to_owned(),
        (Kind::Attachment, _, Some(file)) => file.clone(),
        (Kind::Answer, Some(text), _) => text.clone(),
        _ => locale.pick("（有内容）", "(there is one)").to_owned(),
    }
}

fn minute(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Why a file is not opened. Nothing of it was taken in.
pub(super) fn refused(error: StoreError) -> Failure {
    let (zh, en) = match error {
        StoreError::Foreign => {
            ("这不是备申交接包，请另选文件。", "This is no bundle of Beishen. Choose another file.")
        }
        StoreError::Newer { .. } => (
            "交接包由较新版本的备申制作，请先更新备申。",
            "A newer version of Beishen made this bundle. Update Beishen first.",
        ),
        StoreError::WrongSecret => (
            "交接码不对，请向对方核对。",
            "The transfer code is wrong. Check it with whoever made the bundle.",
        ),
        StoreError::Damaged => (
            "交接包不完整或被改过，请对方重新发送。",
            "The bundle is incomplete or was changed. Have it sent again.",
        ),
        StoreError::TooBig => (
            "交接包太大，请分几次交接。",
            "The bundle is too large. Hand the people over in several bundles.",
        ),
        other => return other.into(),
    };
    Failure::input(zh, en)
}

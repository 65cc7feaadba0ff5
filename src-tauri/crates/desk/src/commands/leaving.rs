//! What is noted of files that leave the program: what they are, of whom, when, and into which folder. Never what they are called, and
//! nothing that is in them.

use std::path::Path;

use beishen_document::Locale;
use beishen_store::{ApplicantId, ApplicantLine, DraftId, Export, NewExport};
use beishen_work::Failure;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Command, export::name as title_of};
use crate::{
    at::At,
    contract::{Access, DeskPaper, DraftPaper, ExportKind, ExportedLine, count, small},
    desk::Desk,
    parts::printing::Printing,
};

/// So many lines are shown, each with so many names.
const SHOWN: u32 = 200;
const NAMED: u32 = 3;

/// What a file is. The vault keeps it under these names.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    Receipt,
    Checklist,
    Correction,
    Materials,
    OnSite,
    PhotoGuide,
    Summary,
    Envelopes,
    Photos,
    Files,
    Answers,
    People,
    Table,
    Rows,
    Everything,
    Bundle,
    Office,
    Calendar,
    SecondPlace,
    OnPaper,
}

/// What leaves with a command.
pub(super) struct Leaving {
    what: Vec<What>,
    of: Of,
    folder: String,
}

/// Of whom it is.
enum Of {
    Drafts(Vec<i32>),
    People(Vec<i32>),
    /// Those of a class who prepare a procedure; nothing said: everybody.
    Those {
        procedure: Option<String>,
        class: Option<String>,
    },
    /// So many of whom it is not noted who they are.
    Others(u32),
}

impl Command {
    /// What somebody's files leave with it, whole or in part. A command that writes files and is not in here writes nobody's.
    pub(super) fn leaves(&self, desk: &Desk) -> Option<Leaving> {
        let one = |draft: i32| Of::Drafts(vec![draft]);
        let those =
            |procedure: Option<&String>| Of::Those { procedure: procedure.cloned(), class: None };
        let (what, of) = match self {
            Self::SaveFile { draft, .. } => (vec![What::Files], one(*draft)),
            Self::SavePaper { draft, paper, .. } => (vec![(*paper).into()], one(*draft)),
            Self::SavePreview { preview, .. } => {
                let (draft, paper) = desk.preview.of(*preview)?;
                (vec![paper.into()], one(draft))
            }
            Self::Export { draft, papers, files, .. } => {
                let papers = papers.iter().map(|it| What::from(*it));
                (papers.chain(files.then_some(What::Files)).collect(), one(*draft))
            }
            Self::SaveFacts { draft, .. } => (vec![What::Answers], one(*draft)),
            Self::SaveDeskPaper { paper, drafts, .. } => {
                (vec![(*paper).into()], Of::Drafts(drafts.clone()))
            }
            Self::PrintReceipts { drafts, .. } => (vec![What::Receipt], Of::Drafts(drafts.clone())),
            Self::ExportMany { drafts, choice, .. } => {
                let kinds = choice.kinds.iter().map(|it| What::from(*it));
                (kinds.collect(), Of::Drafts(drafts.clone()))
            }
            Self::SavePeople { procedure, .. } => (vec![What::People], those(procedure.as_ref())),
            Self::FillTable { class, path: Some(_) } => {
                let procedure = desk.importing.as_ref().map(|it| it.procedure.clone());
                (vec![What::Table], Of::Those { procedure, class: class.clone() })
            }
            Self::SaveBadRows { .. } => {
                let people = desk.importing.as_ref().map(|it| it.people.iter());
                let bad = people.into_iter().flatten().filter(|it| !it.is_fine());
                (vec![What::Rows], Of::Others(count(bad.count())))
            }
            Self::WriteEverything { .. } => (vec![What::Everything], those(None)),
            Self::SaveBundle { applicants, .. } => {
                (vec![What::Bundle], Of::People(applicants.clone()))
            }
            Self::SaveCalendar { draft: Some(draft), .. } => (vec![What::Calendar], one(*draft)),
            Self::SaveCalendar { draft: None, .. } => (vec![What::Calendar], those(None)),
            _ => return None,
        };
        Some(Leaving { what, of, folder: self.folder() })
    }

    /// What the folder is called that is written into.
    fn folder(&self) -> String {
        let folder = self.names().into_iter().find_map(|(access, path)| match access {
            Access::Write => path.parent(),
            Access::Folder => Some(path),
            Access::Read => None,
        });
        folder.map(last_name).unwrap_or_default()
    }

    /// Whether it begins what a thread goes on with.
    pub(super) fn begins_batch(&self) -> bool {
        matches!(self, Self::PrintReceipts { .. } | Self::ExportMany { .. })
    }
}

fn last_name(folder: &Path) -> String {
    folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
}

impl Desk {
    /// Notes what is about to leave; its number. What is written is written: a vault that cannot take a note stops nobody.
    pub(super) fn note_leaving(&mut self, leaving: Leaving, now: NaiveDateTime) -> Option<i64> {
        let Leaving { what, of, folder } = leaving;
        let (of, others) = match of {
            Of::Drafts(drafts) => {
                let drafts: Vec<DraftId> = drafts.into_iter().map(DraftId::from).collect();
                (self.vault.whose(&drafts).ok()?, None)
            }
            Of::People(people) => (people.into_iter().map(ApplicantId::from).collect(), None),
            Of::Those { procedure, class } => (self.those(procedure, class).ok()?, None),
            Of::Others(number) => (Vec::new(), Some(number)),
        };
        if what.is_empty() || (of.is_empty() && others.is_none()) {
            return None;
        }
        let others = others.unwrap_or_default();
        let what = serde_json::to_string(&what).ok()?;
        self.vault.note_export(&NewExport { what, folder, of, others }, now).ok()
    }

    fn those(
        &self,
        procedure: Option<String>,
        class: Option<String>,
    ) -> Result<Vec<ApplicantId>, Failure> {
        // The list's own lines may be behind after an update; what was begun is not.
        let lines = self.vault.everybody()?;
        let everybody = self.roster.read(&self.vault)?;
        let is_one = |line: &ApplicantLine| {
            let mut begun = line.drafts.iter().filter(|it| it.closed.is_none());
            let known = everybody.one(small(line.applicant.id.0));
            procedure.as_ref().is_none_or(|it| begun.any(|draft| draft.procedure == *it))
                && class.as_ref().is_none_or(|it| known.is_some_and(|known| known.class() == it))
        };
        let those = lines.into_iter().filter(is_one);
        Ok(those.map(|it| it.applicant.id).collect())
    }

    /// Of a batch that is over it is noted of whom something was written in the end.
    pub(super) fn note_batch(&mut self) {
        if let Some((noted, drafts)) = self.printing.as_mut().and_then(Printing::over)
            && let Ok(of) = self.vault.whose(&drafts)
        {
            let _ = self.vault.correct_export(noted, of);
        }
    }

    /// Notes that from now on the backups are copied into that folder as well.
    pub fn note_second_place(&mut self, now: NaiveDateTime) {
        let people = self.vault.roster_size().unwrap_or_default();
        let (what, of) = (vec![What::SecondPlace], Of::Others(count(people)));
        self.note_leaving(Leaving { what, of, folder: String::new() }, now);
    }

    /// Notes that these people are shared with the office from now on.
    pub(super) fn note_office(&mut self, people: Vec<ApplicantId>, now: NaiveDateTime) {
        let ids = people.into_iter().map(|it| small(it.0)).collect();
        let (what, of) = (vec![What::Office], Of::People(ids));
        self.note_leaving(Leaving { what, of, folder: String::new() }, now);
    }

    /// Notes that the paper that is shown under that number went to a printer.
    pub fn note_printed(&mut self, preview: u32, now: NaiveDateTime) {
        if let Some((draft, paper)) = self.preview.of(preview) {
            let (what, of) = (vec![paper.into(), What::OnPaper], Of::Drafts(vec![draft]));
            self.note_leaving(Leaving { what, of, folder: String::new() }, now);
        }
    }

    /// What has left within the year, the newest first.
    pub(crate) fn exports(&self, at: At) -> Result<Vec<ExportedLine>, Failure> {
        self.exported(SHOWN, at)
    }

    /// All of it as a table.
    pub(super) fn all_exports(&self, at: At) -> Result<Vec<Vec<String>>, Failure> {
        let names =
            [["时间", "When"], ["内容", "What"], ["申请人", "Of whom"], ["文件夹", "Folder"]];
        let head = names.map(|[zh, en]| at.locale.pick(zh, en).to_owned()).into();
        let lines = self.exported(u32::MAX, at)?.into_iter();
        let lines = lines.map(|it| vec![it.at, it.what, it.whose, it.folder]);
        Ok(std::iter::once(head).chain(lines).collect())
    }

    fn exported(&self, limit: u32, at: At) -> Result<Vec<ExportedLine>, Failure> {
        let line = |it: Export| ExportedLine {
            at: it.at.format("%Y-%m-%d %H:%M").to_string(),
            what: what(&it.what, at.locale),
            whose: whose(&it, at.locale),
            folder: it.folder,
        };
        Ok(self.vault.exports(limit, NAMED)?.into_iter().map(line).collect())
    }
}

fn what(kept: &str, locale: Locale) -> String {
    let kinds: Vec<What> = serde_json::from_str(kept).unwrap_or_default();
    let titles: Vec<&str> = kinds.iter().map(|it| it.title(locale)).collect();
    titles.join(locale.pick("、", ", "))
}

/// “张三、李四等 12 人”
fn whose(it: &Export, locale: Locale) -> String {
    let names = it.names.join(locale.pick("、", ", "));
    let more = usize::try_from(it.people).unwrap_or(usize::MAX) > it.names.len();
    match (it.people, locale) {
        (_, _) if !more => names,
        (n, Locale::Zh) if names.is_empty() => format!("{n} 人"),
        (n, Locale::Zh) => format!("{names}等 {n} 人"),
        (n, Locale::En) if names.is_empty() => format!("{n} people"),
        (n, Locale::En) => format!("{names} and others, {n} people"),
    }
}

impl What {
    fn title(self, locale: Locale) -> &'static str {
        let (zh, en) = match self {
            Self::Receipt => return title_of(DraftPaper::Receipt, locale),
            Self::Checklist => return title_of(DraftPaper::Checklist, locale),
            Self::Correction => return title_of(DraftPaper::Correction, locale),
            Self::Materials => return title_of(DraftPaper::Materials, locale),
            Self::OnSite => return title_of(DraftPaper::OnSite, locale),
            Self::PhotoGuide => return title_of(DraftPaper::PhotoGuide, locale),
            Self::Summary => ("办理汇总表", "summary"),
            Self::Envelopes => ("信封清单", "envelopes"),
            Self::Photos => ("照片", "photos"),
            Self::Files => ("材料文件", "files to hand in"),
            Self::Answers => ("已填内容", "answers"),
            Self::People => ("名册", "list of people"),
            Self::Table => ("填好的表格", "filled-in table"),
            Self::Rows => ("没有导入的行", "rows that were not taken in"),
            Self::Everything => ("全部资料", "everything"),
            Self::Bundle => ("交接包（加密）", "bundle (encrypted)"),
            Self::Office => ("共享到办公室（加密）", "shared with the office (encrypted)"),
            Self::Calendar => ("期限日历", "calendar"),
            Self::SecondPlace => {
                ("备份另存到第二处（加密）", "backups to a second place (encrypted)")
            }
            Self::OnPaper => ("打印", "printed"),
        };
        locale.pick(zh, en)
    }
}

impl From<DraftPaper> for What {
    fn from(paper: DraftPaper) -> Self {
        match paper {
            DraftPaper::Receipt => Self::Receipt,
            DraftPaper::Checklist => Self::Checklist,
            DraftPaper::Correction => Self::Correction,
            DraftPaper::Materials => Self::Materials,
            DraftPaper::OnSite => Self::OnSite,
            DraftPaper::PhotoGuide => Self::PhotoGuide,
        }
    }
}

impl From<DeskPaper> for What {
    fn from(paper: DeskPaper) -> Self {
        match paper {
            DeskPaper::Summary => Self::Summary,
            DeskPaper::Envelopes => Self::Envelopes,
        }
    }
}

impl From<ExportKind> for What {
    fn from(kind: ExportKind) -> Self {
        match kind {
            ExportKind::Receipts => Self::Receipt,
            ExportKind::Checklists => Self::Checklist,
            ExportKind::Photos => Self::Photos,
            ExportKind::Materials => Self::Files,
            ExportKind::Calendar => Self::Calendar,
        }
    }
}

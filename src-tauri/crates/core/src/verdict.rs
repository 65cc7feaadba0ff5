//! What the judge of files says of one. `beishen-photo` judges it, once; an assessment, a table and the command line
//! report the same words.

use beishen_document::Text;
use serde::Serialize;

use crate::source::SourceRef;

/// What came of one thing that was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// 通过
    Pass,
    /// 不能判断
    Unknown,
    /// 请确认
    Ask,
    /// 不合格
    Fail,
}

impl Verdict {
    /// The word on the screen.
    pub fn word(self) -> Text {
        let (zh, en) = match self {
            Self::Pass => ("通过", "pass"),
            Self::Unknown => ("不能判断", "unknown"),
            Self::Ask => ("请确认", "confirm"),
            Self::Fail => ("不合格", "fail"),
        };
        Text::new(zh, en)
    }
}

/// What is said of one thing that was looked at in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Stable, for programs.
    pub id: &'static str,
    /// What it is about, in a word.
    pub title: Text,
    /// What came of it.
    pub verdict: Verdict,
    /// The number that was measured; `None` for what has none.
    pub measured: Option<f32>,
    /// Smallest and largest that passes, in the same unit.
    pub limits: Option<[Option<f32>; 2]>,
    /// `px`, `bytes`, `degrees`, `percent` …; empty for a bare number.
    pub unit: &'static str,
    /// What is, and when it is not right, what to do.
    pub message: Text,
    /// Who sets the limit; `None` for limits of our own.
    pub source: Option<SourceRef>,
}

/// Everything that is said of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdicts {
    /// In the order of a table on the screen: the file, the face, what is around it.
    pub checks: Vec<Judgement>,
}

/// The judgement that says what no program sees.
pub const UNSEEN: &str = "unseen";

impl Judgement {
    /// Whether there is nothing to do.
    pub fn passes(&self) -> bool {
        self.verdict == Verdict::Pass
    }
}

impl Verdicts {
    /// The worst verdict. That some things are unseen is so of every photo and does not count.
    pub fn overall(&self) -> Verdict {
        self.counted().map(|it| it.verdict).max().unwrap_or(Verdict::Unknown)
    }

    /// A judgement by its id.
    pub fn get(&self, id: &str) -> Option<&Judgement> {
        self.checks.iter().find(|it| it.id == id)
    }

    /// All but that some things are unseen.
    pub(crate) fn counted(&self) -> impl Iterator<Item = &Judgement> {
        self.checks.iter().filter(|it| it.id != UNSEEN)
    }
}

//! Measurements against a profile.
//!
//! **Invariant:** only what is exact (bytes, pixels, format, colours stored, how many faces there are) and what is
//! more than 15 % beyond a limit fails. Everything else that is not right asks the person, for the limits of faces
//! rest on few people. What no program can see is said to be unknown.

mod face;
mod file;
mod file_words;
mod lengths;
mod words;

use beishen_core::{Measurement, PixelSize, Text};
pub use lengths::Length;
use serde::Serialize;

use crate::{Portrait, Profile, Unreadable, crop::Crop};

/// What came of one check.
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

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Check {
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
    pub source: Option<Text>,
}

/// A photo against its profile.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verdicts {
    /// In the order of a table on the screen: the file, the face, what is around it.
    pub checks: Vec<Check>,
}

/// How a picture was looked at.
#[derive(Debug, Clone, Copy)]
pub enum Looked<'a> {
    /// The person in it was measured; the size is that of the upright picture.
    Measured(&'a Portrait, PixelSize),
    /// The file gives no picture.
    Unreadable(Unreadable),
    /// There are no models, or they could not be run.
    NoModels,
}

/// The check that says what no program sees.
pub const UNSEEN: &str = "unseen";

impl Verdicts {
    /// Judges a file and what was seen in it.
    pub fn of(found: &Measurement, looked: Looked<'_>, profile: &Profile) -> Self {
        let mut checks = file::checks(found, profile);
        match looked {
            Looked::Measured(portrait, size) => {
                checks.extend(face::checks(portrait, size, profile));
            }
            Looked::Unreadable(reason) => {
                checks.push(Check::plain("faces", Verdict::Unknown, reason.message()));
            }
            Looked::NoModels => {
                checks.push(Check::plain("faces", Verdict::Unknown, words::no_models()));
            }
        }
        checks.push(Check::plain(UNSEEN, Verdict::Unknown, words::unseen()));
        Self { checks }
    }

    /// The worst verdict. That some things are unseen is so of every photo and does not count.
    pub fn overall(&self) -> Verdict {
        let counted = self.checks.iter().filter(|it| it.id != UNSEEN);
        counted.map(|it| it.verdict).max().unwrap_or(Verdict::Unknown)
    }

    /// A check by its id.
    pub fn get(&self, id: &str) -> Option<&Check> {
        self.checks.iter().find(|it| it.id == id)
    }

    /// Adds whether the picture can be cropped to what is wanted.
    pub(crate) fn push_crop(&mut self, crop: Result<Crop, crate::crop::NoCrop>) {
        let check = match crop {
            Ok(crop) => Check::plain("crop", Verdict::Pass, words::can_crop(crop)),
            Err(reason) => Check::plain("crop", Verdict::Fail, reason.message()),
        };
        let before_unseen = self.checks.len().saturating_sub(1);
        self.checks.insert(before_unseen, check);
    }
}

/// How far beyond a limit a measurement is wrong for certain.
const FAR: f32 = 0.15;

impl Check {
    /// That the file gives no picture.
    pub(crate) fn unreadable(reason: Unreadable) -> Self {
        Self::plain("picture", Verdict::Unknown, reason.message())
    }

    /// That nobody has looked into a PDF.
    pub(crate) fn unseen_pages() -> Self {
        Self::plain("picture", Verdict::Unknown, file_words::pages())
    }

    /// Whether there is nothing to do.
    pub fn passes(&self) -> bool {
        self.verdict == Verdict::Pass
    }

    fn plain(id: &'static str, verdict: Verdict, message: Text) -> Self {
        let title = words::title(id);
        Self { id, title, verdict, measured: None, limits: None, unit: "", message, source: None }
    }

    /// A number against limits: beyond them it asks, far beyond it fails.
    fn number(
        id: &'static str,
        value: f32,
        unit: &'static str,
        [low, high]: [Option<f32>; 2],
        message: impl FnOnce(Beyond) -> Text,
    ) -> Self {
        let beyond = if low.is_some_and(|it| value < it) {
            Beyond::Below
        } else if high.is_some_and(|it| value > it) {
            Beyond::Above
        } else {
            Beyond::Neither
        };
        let far = low.is_some_and(|it| value < it * (1.0 - FAR))
            || high.is_some_and(|it| value > it * (1.0 + FAR));
        let verdict = match beyond {
            Beyond::Neither => Verdict::Pass,
            _ if far => Verdict::Fail,
            _ => Verdict::Ask,
        };
        Self {
            measured: Some(value),
            limits: Some([low, high]),
            unit,
            ..Self::plain(id, verdict, message(beyond))
        }
    }

    /// The same check, which never fails: its limits are too uncertain.
    pub(crate) fn at_most_asks(self) -> Self {
        Self { verdict: self.verdict.min(Verdict::Ask), ..self }
    }

    fn says(self, source: Option<&Text>) -> Self {
        Self { source: source.cloned(), ..self }
    }
}

/// On which side of its limits a number is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beyond {
    Below,
    Neither,
    Above,
}

//! One value understood: the kinds of text a person is asked for, one file each, and what came of reading one.

mod beyond;
mod date;
mod email;
mod foreign_pr;
mod foreign_pr15;
mod foreign_pr18;
mod glyph_words;
mod han_name;
mod hk_id;
mod hkmo_permit;
mod hkmotw_residence;
mod id15;
mod id18;
mod inspect_name;
mod kind;
mod local_id;
mod mobile;
mod mod11_2;
mod name;
mod name_cell;
mod name_characters;
mod name_custom;
mod name_gap;
pub mod name_pinyin;
mod normalise;
mod other_document;
mod own_name;
mod passport;
mod pinyin_letters;
pub(crate) mod place;
mod placeholder;
mod polyphone;
mod postcode;
mod province;
mod sex;
mod student_number;
mod study_years;
mod syllables;
mod transcribed;
mod tw_id;
mod tw_permit;
mod value_json;
mod work_phone;
mod yyyymm;

use std::borrow::Cow;

use beishen_reference::Region;
use chrono::NaiveDate;

pub(crate) use foreign_pr::{PermanentResident, told as told_by_permit};
pub use glyph_words::{GlyphKind, GlyphVerdict};
pub use inspect_name::{Glyph, inspect_name};
pub use kind::ValueKind;
pub use name::put_together;
pub(crate) use name::read as read_name;
pub use name_cell::unguarded as unguarded_name;
pub(crate) use normalise::unguarded;
pub use normalise::{fold, is_dash, is_hidden};
pub(crate) use passport::is_chinese as is_chinese_passport;
pub(crate) use postcode::told_at as postcode_at;
pub use value_json::write_json;

use crate::finding::Severity;

/// Whether two texts have the same letters, a letter and its mark being one character here and two there: é.
pub fn same_letters(one: &str, other: &str) -> bool {
    normalise::composed(one) == normalise::composed(other)
}

/// A way in which a check can fail: its name, how serious it is, and the parameters its words may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// The key under which a rule gives its words.
    pub name: &'static str,
    /// How serious it is unless the rule says otherwise.
    pub severity: Severity,
    /// What may stand in braces in its words.
    pub params: &'static [&'static str],
}

impl Reason {
    pub(crate) const fn error(name: &'static str, params: &'static [&'static str]) -> Self {
        Self { name, severity: Severity::Error, params }
    }

    pub(crate) const fn warning(name: &'static str, params: &'static [&'static str]) -> Self {
        Self { name, severity: Severity::Warning, params }
    }

    pub(crate) const fn hint(name: &'static str, params: &'static [&'static str]) -> Self {
        Self { name, severity: Severity::Hint, params }
    }
}

/// One thing to say about a value.
#[derive(Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which of the check's reasons.
    pub reason: &'static Reason,
    /// The parameters' values, in any order.
    pub params: Vec<(&'static str, String)>,
}

impl Problem {
    pub(crate) fn new(reason: &'static Reason, params: Vec<(&'static str, String)>) -> Self {
        Self { reason, params }
    }

    /// Whether it is certainly wrong.
    pub(crate) fn is_error(&self) -> bool {
        self.reason.severity == Severity::Error
    }
}

/// A value as it was understood.
///
/// A reading without a `problem` is valid, also when it was normalised; a problem of severity
/// [`Severity::Warning`] may be kept, one of [`Severity::Error`] may not.
#[derive(Clone, PartialEq)]
pub struct Reading<'a> {
    /// The text as the portal wants it: spaces, dashes and full-width forms cleaned where the kind allows it.
    pub normalised: Cow<'a, str>,
    /// What is wrong with it, the most serious thing first found.
    pub problem: Option<Problem>,
    /// What is worth knowing of it.
    pub hints: Vec<Problem>,
    /// A likely repair, offered and never applied by itself.
    pub fix: Option<String>,
    /// A second one, where only the person can say which of the two is right.
    pub other_fix: Option<String>,
    /// What follows from it.
    pub derived: Derived,
}

/// What follows from a value.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct Derived {
    /// The date of birth inside an identity number.
    pub birth: Option<NaiveDate>,
    /// The sex inside an identity number.
    pub sex: Option<Sex>,
    /// The region a resident number was issued in.
    pub region: Option<&'static Region>,
}

/// 性别, GB/T 2261.1-2003.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// 男, code 1.
    Male,
    /// 女, code 2.
    Female,
}

impl Sex {
    /// The word the portals use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
}

impl<'a> Reading<'a> {
    /// A value with nothing to say against it.
    pub fn valid(normalised: impl Into<Cow<'a, str>>) -> Self {
        Self {
            normalised: normalised.into(),
            problem: None,
            hints: Vec::new(),
            fix: None,
            other_fix: None,
            derived: Derived::default(),
        }
    }

    /// The same value with something wrong.
    #[must_use]
    pub fn with_problem(
        mut self,
        reason: &'static Reason,
        params: Vec<(&'static str, String)>,
    ) -> Self {
        self.problem = Some(Problem { reason, params });
        self
    }

    /// The same value with something worth knowing.
    #[must_use]
    pub fn with_hint(
        mut self,
        reason: &'static Reason,
        params: Vec<(&'static str, String)>,
    ) -> Self {
        self.hints.push(Problem { reason, params });
        self
    }

    /// The same value with a likely repair.
    #[must_use]
    pub fn with_fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// The same value with this problem, or none.
    #[must_use]
    pub(crate) fn with(mut self, problem: Option<Problem>) -> Self {
        self.problem = problem;
        self
    }

    /// `valid`, `warning` or `invalid`.
    pub fn verdict(&self) -> &'static str {
        match self.severity() {
            None | Some(Severity::Hint) => "valid",
            Some(Severity::Warning) => "warning",
            Some(Severity::Error) => "invalid",
        }
    }

    /// The severity of the problem, when there is one.
    pub fn severity(&self) -> Option<Severity> {
        self.problem.as_ref().map(|it| it.reason.severity)
    }
}

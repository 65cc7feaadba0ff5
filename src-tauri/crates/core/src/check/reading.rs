//! What came of reading one value: the answer of every check that looks at a single text.

use std::borrow::Cow;

use beishen_reference::Region;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How sure and how serious a problem is. Ordered: the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Certainly wrong: the portal or the office will refuse it.
    Error,
    /// Doubtful: the person may keep it.
    Warning,
    /// Worth knowing; changes no verdict.
    Hint,
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

//! An answer as the portal wants it, and where it comes from.

use std::collections::BTreeMap;

use crate::{
    fact::FactKey,
    reading::{Derived, Problem, ValueKind},
};

/// The values of the facts that are asked for now.
pub type Values = BTreeMap<FactKey, Value>;

/// One value.
#[derive(Clone, PartialEq)]
pub struct Value {
    /// As the portal wants it, dates and months aside: those are kept as `1949-12-31` and `202611`.
    pub text: String,
    /// Where it comes from.
    pub provenance: Provenance,
    /// What it was read as, where a rule says so.
    pub read_as: Option<ValueKind>,
    pub(crate) problem: Option<Problem>,
    pub(crate) hints: Vec<Problem>,
    pub(crate) fix: Option<String>,
    pub(crate) other_fix: Option<String>,
    /// What follows from it.
    pub derived: Derived,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    /// 手填: the person gave it.
    Typed,
    /// 推算: it follows from another answer.
    Derived,
    /// 预填: what nearly everyone answers.
    Usual,
}

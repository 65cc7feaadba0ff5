//! 认识平台页面: what a form page of the portal asks for, read off the page itself and held against the pack.
//!
//! `segments` makes one line of words and boxes of a page's tree, of which `controls` says which elements are boxes; `boxes`
//! makes what is known of each, `naming` its label, `lists` and `script` what its list offers; `fields` are the pack's, `compare` holds both against
//! each other, `drift` is what came of it.
//!
//! **Invariant:** what a person has filled in is not kept: no value is in a [`Form`], nor in what comes of it. Where it cannot
//! be told whether portal and pack are the same, they are not said to be.

mod boxes;
mod compare;
mod controls;
mod drift;
mod fields;
mod form;
mod label;
mod learn;
mod lists;
mod naming;
mod options;
mod order;
mod read;
mod script;
mod segments;

pub use compare::{against, compare};
pub use drift::{BoxDrift, Drift, PageDrift, Says};
pub use form::{Form, FormBox, FormKind, FormOption, Unread};
pub use learn::{Lesson, learn, teaches};
pub use options::Changed;
pub use read::form;

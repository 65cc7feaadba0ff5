//! What is taken over of the pages, and what a part of the correction is.

use std::collections::BTreeSet;

use beishen_core::{Procedure, procedure::Page};
use beishen_document::{Locale, Text};
use chrono::NaiveDate;

use super::super::drift::{BoxDrift, PageDrift, Says};

/// How a correction is called, and what of the pages it takes over.
pub struct Lesson<'a> {
    /// The id of the pack that is written.
    pub id: &'a str,
    /// The day on which the pages were saved.
    pub day: NaiveDate,
    /// The language of its remarks.
    pub locale: Locale,
    /// Whether a box is taken over.
    pub takes: &'a dyn Fn(&PageDrift, &BoxDrift) -> bool,
    /// Whether an option of the pack and one of the portal, which stand in the same place under different names, are one.
    pub is_same: &'a dyn Fn(&str, &str) -> bool,
}

/// What is said of one field of the pack.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) page: String,
    pub(super) field: String,
    /// Keys with their values as TOML; none takes the field out.
    pub(super) set: Vec<(&'static str, String)>,
    /// Why, for who reads it.
    pub(super) remark: String,
    /// It was seen on this page, and does not only follow from another.
    pub(super) seen: bool,
}

/// What is known while the parts are made.
pub(super) struct Context<'a> {
    pub(super) procedure: &'a Procedure,
    pub(super) lesson: &'a Lesson<'a>,
    /// The pages that were seen.
    pub(super) seen: BTreeSet<&'a str>,
}

impl Context<'_> {
    /// A part on a page that was seen.
    pub(super) fn part(
        &self,
        page: &Page,
        id: &str,
        set: Vec<(&'static str, String)>,
        says: &Says,
        label: &str,
    ) -> Part {
        let (title, text) = (says.title(), says.text());
        let join = |title: &str, text: &str, colon: &str| {
            [label, if text.is_empty() { title } else { text }].join(colon)
        };
        let remark = Text::new(join(&title.zh, &text.zh, "："), join(&title.en, &text.en, ": "));
        let remark = remark.get(self.lesson.locale).to_owned();
        Part { page: page.id.clone(), field: id.to_owned(), set, remark, seen: true }
    }
}

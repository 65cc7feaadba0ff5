//! What a check may look at.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    answers::{Answers, HistoryRow},
    condition::Condition,
    fact::FactKey,
    month::Month,
    reading::Problem,
    value::{Value, Values},
};

/// What a check may look at: answers that are asked for now, in the portal's form.
pub(crate) struct View<'a> {
    pub(crate) answers: &'a Answers,
    pub(crate) values: &'a Values,
    /// What stands as done by the log, and since when.
    pub(crate) acts: &'a BTreeMap<String, NaiveDateTime>,
    pub(crate) now: NaiveDateTime,
}

impl<'a> View<'a> {
    pub(crate) fn now(&self) -> NaiveDateTime {
        self.now
    }

    pub(crate) fn this_month(&self) -> Month {
        Month::of(self.now.date())
    }

    /// The value of a fact that is asked for now.
    pub(crate) fn value(&self, fact: &FactKey) -> Option<&'a Value> {
        self.values.get(fact)
    }

    pub(crate) fn text(&self, fact: &FactKey) -> Option<&'a str> {
        self.value(fact).map(|it| it.text.as_str())
    }

    /// What was typed, asked for or not.
    pub(crate) fn typed(&self, fact: &FactKey) -> Option<&'a str> {
        self.answers.facts.get(fact).map(|it| it.trim()).filter(|it| !it.is_empty())
    }

    /// The value of a fact unless it is wrong by itself: comparing a wrong value with others says nothing new.
    pub(crate) fn sound(&self, fact: &FactKey) -> Option<&'a str> {
        let value =
            self.value(fact).filter(|it| !it.problem.as_ref().is_some_and(Problem::is_error))?;
        Some(&value.text)
    }

    /// A month, or that of a day.
    pub(crate) fn month(&self, fact: &FactKey) -> Option<Month> {
        Month::parse(self.sound(fact)?).or_else(|| self.date(fact).map(Month::of))
    }

    pub(crate) fn date(&self, fact: &FactKey) -> Option<NaiveDate> {
        self.sound(fact)?.parse().ok()
    }

    pub(crate) fn history(&self) -> &'a [HistoryRow] {
        &self.answers.history
    }

    /// Whether a condition of the pack holds; none always does.
    pub(crate) fn applies(&self, condition: Option<&Condition>) -> bool {
        condition.is_none_or(|it| it.holds(&|key| self.text(key)))
    }

    pub(crate) fn acted(&self, act: &str) -> bool {
        self.acts.contains_key(act)
    }
}

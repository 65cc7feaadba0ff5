//! A condition in words, for people who read it on paper: “证明上的姓名”是“是曾用名”.

use beishen_core::{Condition, FactKey, Procedure};
use beishen_document::Locale;

/// When a condition holds, as a part of a sentence. `label` is what a fact is called.
pub(super) fn when(
    procedure: &Procedure,
    condition: &Condition,
    label: &dyn Fn(&FactKey) -> String,
    locale: Locale,
) -> String {
    Words { procedure, label, locale }.say(condition, true)
}

struct Words<'a> {
    procedure: &'a Procedure,
    label: &'a dyn Fn(&FactKey) -> String,
    locale: Locale,
}

impl Words<'_> {
    /// `holds`: that it does, or that it does not.
    fn say(&self, condition: &Condition, holds: bool) -> String {
        let locale = self.locale;
        match condition {
            Condition::Not(it) => self.say(&it.not, !holds),
            Condition::All(it) => self.several(&it.all, holds, holds),
            Condition::Any(it) => self.several(&it.any, holds, !holds),
            Condition::Is(it) => self.is(&it.fact, std::slice::from_ref(&it.is), holds),
            Condition::In(it) => self.is(&it.fact, &it.one_of, holds),
            Condition::Answered(it) => {
                let label = (self.label)(&it.fact);
                match (locale, it.answered == holds) {
                    (Locale::Zh, true) => format!("填了{label}"),
                    (Locale::Zh, false) => format!("没有填{label}"),
                    (Locale::En, true) => format!("{label} is given"),
                    (Locale::En, false) => format!("{label} is not given"),
                }
            }
        }
    }

    fn is(&self, fact: &FactKey, values: &[String], holds: bool) -> String {
        let locale = self.locale;
        let values: Vec<String> = values.iter().map(|it| self.value(fact, it)).collect();
        let values = values.join(locale.pick("或", " or "));
        let verb = match (locale, holds) {
            (Locale::Zh, true) => "选",
            (Locale::Zh, false) => "不选",
            (Locale::En, true) => " is ",
            (Locale::En, false) => " is not ",
        };
        format!("{}{verb}{values}", (self.label)(fact))
    }

    /// The portal's word; in English with what it says.
    fn value(&self, fact: &FactKey, value: &str) -> String {
        let options = self.procedure.options_of(fact);
        let option = options.and_then(|it| it.list.iter().find(|it| it.value == value));
        match (self.locale, option) {
            (Locale::En, Some(it)) => format!("“{value}” ({})", it.en),
            _ => format!("“{value}”"),
        }
    }

    /// `all`: each of them, or one at least.
    fn several(&self, conditions: &[Condition], holds: bool, all: bool) -> String {
        let locale = self.locale;
        let parts: Vec<String> = conditions
            .iter()
            .map(|it| {
                let words = self.say(it, holds);
                if conditions.len() > 1 && matches!(it, Condition::All(_) | Condition::Any(_)) {
                    format!("{}{words}{}", locale.pick("（", "("), locale.pick("）", ")"))
                } else {
                    words
                }
            })
            .collect();
        parts.join(if all {
            locale.pick("，并且", ", and ")
        } else {
            locale.pick("，或者", ", or ")
        })
    }
}

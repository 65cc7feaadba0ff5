//! What the portal shows against what the person knows: what is not looked at yet, what differs, what cannot be seen.

use chrono::NaiveDate;

use super::{
    View,
    builtin::{finding, kept},
};
use crate::{
    Agreement, Compared, FactKind, Finding, Month, Text,
    check::{Severity, is_hidden},
    procedure::{ComparedItem, Comparison},
};

pub(super) fn findings(view: &View<'_>) -> Vec<Finding> {
    let asked = view.procedure.steps().iter().filter_map(|it| it.comparison.as_ref());
    let comparisons = asked.filter_map(|it| view.procedure.comparison(it));
    comparisons
        .filter(|it| view.applies(it.relevant.as_ref()))
        .flat_map(|it| it.items.iter().flat_map(move |item| of_item(view, it, item)))
        .collect()
}

fn of_item(view: &View<'_>, comparison: &Comparison, item: &ComparedItem) -> Vec<Finding> {
    let subject = comparison.subject(item);
    let about = |rule: &str, reason, severity, message| {
        let source = view.procedure.cite(&comparison.source);
        kept(view, finding(rule, reason, severity, &subject, message, source))
    };
    let (zh, en) = (&item.portal_label, &item.label.en);
    let label = [("label", item.portal_label.clone())];
    let Some(compared) = view.compared(&comparison.key(item)) else {
        let message = Text::new(
            format!("还没有核对{zh}，请对照平台选择。"),
            format!("“{en}” is not compared yet. Look at the portal and choose."),
        );
        return vec![about("required", "missing", Severity::Error, message)];
    };
    match compared.verdict {
        Agreement::Same => Vec::new(),
        Agreement::Unseen => {
            let message = comparison.unseen.fill(&label);
            vec![about("comparison", "unseen", Severity::Warning, message)]
        }
        Agreement::Differs => {
            let mut all = vec![about(
                "comparison",
                "differs",
                Severity::Warning,
                comparison.differs.fill(&label),
            )];
            if item.fact.is_some() && compared.shown.trim().is_empty() {
                let message = Text::new(
                    format!("请照抄平台显示的{zh}，勘误时要用。"),
                    format!("Copy what the portal shows as “{en}”; the correction needs it."),
                );
                all.push(about("required", "missing", Severity::Error, message));
            } else if let Some(known) = item.shows(view.procedure, view.values) {
                let (reason, severity, message) = letters(&known, item, compared);
                all.push(about("comparison", reason, severity, message));
            }
            all
        }
    }
}

/// Where two texts part, or that they do not.
fn letters(
    known: &str,
    item: &ComparedItem,
    compared: &Compared,
) -> (&'static str, Severity, Text) {
    let (zh, en) = (&item.portal_label, &item.label.en);
    match Apart::of(known, compared.shown.trim()) {
        None => (
            "same_after_all",
            Severity::Warning,
            Text::new(
                format!("照抄的{zh}与所填的相同，请改选“一致”。"),
                format!("What was copied as “{en}” is the same. Choose “一致”."),
            ),
        ),
        Some(apart) => (
            "characters",
            Severity::Hint,
            Text::new(
                format!("{zh}的差别：{}，请照此勘误。", apart.zh()),
                format!("The difference in “{en}”: {}. Correct that.", apart.en()),
            ),
        ),
    }
}

/// A value in a portal's own pattern.
pub(crate) fn shown_as(kind: FactKind, format: Option<&str>, text: &str) -> String {
    let day = match kind {
        FactKind::Date => text.parse::<NaiveDate>().ok(),
        FactKind::Month => Month::parse(text).and_then(Month::first_day),
        FactKind::Text | FactKind::Choice => None,
    };
    match (day, format) {
        (Some(day), Some(format)) => day.format(format).to_string(),
        _ => text.to_owned(),
    }
}

/// The first place at which two texts differ, code point by code point.
pub(crate) struct Apart {
    at: usize,
    here: Option<char>,
    there: Option<char>,
}

impl Apart {
    /// `None` when nothing differs.
    pub(crate) fn of(here: &str, there: &str) -> Option<Self> {
        let (mut a, mut b) = (here.chars(), there.chars());
        let mut at = 0;
        loop {
            at += 1;
            match (a.next(), b.next()) {
                (None, None) => return None,
                (here, there) if here != there => return Some(Self { at, here, there }),
                _ => {}
            }
        }
    }

    pub(crate) fn zh(&self) -> String {
        let named = |c: Option<char>| c.map_or_else(|| "缺字".to_owned(), named);
        format!("第 {} 个字：{}，{}", self.at, named(self.here), named(self.there))
    }

    pub(crate) fn en(&self) -> String {
        let named = |c: Option<char>| c.map_or_else(|| "nothing".to_owned(), named);
        format!("character {}: {}, {}", self.at, named(self.here), named(self.there))
    }
}

/// With its code where the eye may take it for another: an ordinary Chinese character tells itself.
fn named(c: char) -> String {
    let code = u32::from(c);
    if c.is_control() || is_hidden(c) {
        format!("U+{code:04X}")
    } else if ('\u{4E00}'..='\u{9FFF}').contains(&c) {
        c.to_string()
    } else {
        format!("{c} U+{code:04X}")
    }
}

#[cfg(test)]
mod tests {
    use super::Apart;

    #[test]
    fn two_texts_part_at_the_first_other_code_point() {
        for (here, there, zh) in [
            ("张三", "张三", None),
            ("张三", "张山", Some("第 2 个字：三，山")),
            ("郎平", "\u{F92C}平", Some("第 1 个字：郎，\u{F92C} U+F92C")),
            ("买买提·艾力", "买买提．艾力", Some("第 4 个字：· U+00B7，． U+FF0E")),
            ("张三", "张", Some("第 2 个字：三，缺字")),
            ("张", "张\u{200B}", Some("第 2 个字：缺字，U+200B")),
        ] {
            assert_eq!(Apart::of(here, there).map(|it| it.zh()).as_deref(), zh, "{here} {there}");
        }
    }
}

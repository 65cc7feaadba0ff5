//! What the portal shows against what the person knows: what is not looked at yet, what differs, what cannot be seen.

use std::fmt::Write as _;

use beishen_document::Text;

use super::{
    apart::Apart,
    found::{finding, kept},
    values::read,
    whole::Whole,
};
use crate::{
    answers::{Agreement, Compared},
    fact::{Derive, Fact},
    finding::{Finding, Fix, Severity},
    procedure::{ComparedItem, Comparison, Procedure},
    value::{Provenance, Values},
};

pub(super) fn findings(view: &Whole<'_>) -> Vec<Finding> {
    let asked = view.procedure.steps().iter().filter_map(|it| it.comparison.as_ref());
    let comparisons = asked.filter_map(|it| view.procedure.comparison(it));
    let items = comparisons
        .filter(|it| view.applies(it.relevant.as_ref()))
        .flat_map(|it| it.items.iter().flat_map(move |item| of_item(view, it, item)));
    items.chain(view.procedure.facts().iter().filter_map(|it| contradicted(view, it))).collect()
}

fn of_item(view: &Whole<'_>, comparison: &Comparison, item: &ComparedItem) -> Vec<Finding> {
    let subject = comparison.subject(item);
    let about = |rule: &str, reason, severity, message| {
        let source = view.procedure.cite(&comparison.source);
        kept(view, finding(rule, reason, severity, subject.clone(), message, source))
    };
    let (zh, en, place) = (&item.portal_label, &item.label.en, &comparison.place);
    let label = [("label", Text::new(&*item.portal_label, &*item.label.en))];
    let Some(compared) = view.compared(&comparison.key(item)) else {
        let message = Text::new(
            format!("还没有核对{}上的{zh}。", place.zh),
            format!("“{en}” is not compared yet. Look at {} and choose.", place.en),
        );
        let missing = || about("required", "missing", Severity::Error, message);
        return (!item.optional).then(missing).into_iter().collect();
    };
    match compared.verdict {
        Agreement::Same => {
            let Some(severity) = shown_otherwise(view, item, compared) else { return Vec::new() };
            let message = Text::new(
                format!("{zh}选了“一致”，照抄的却与所填的不同，请核对后重新选择。"),
                format!(
                    "You chose “The same” for “{en}”, but what you copied is something else. Look again and choose."
                ),
            );
            vec![about("comparison", "copied_otherwise", severity, message)]
        }
        it if !item.is_wrong(it) => Vec::new(),
        Agreement::Unseen if item.holds_all && seen(view, comparison, item) => {
            let message = Text::new(
                format!("选了看不到{zh}，其他项目却看到了，请核对后重新选择。"),
                format!(
                    "You chose “Not to be seen” for “{en}”, but you saw others beside it. Look again and choose."
                ),
            );
            vec![about("comparison", "seen_after_all", Severity::Error, message)]
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
                    format!("请照抄{}显示的{zh}，更正时要用。", place.zh),
                    format!("Copy what {} shows as “{en}”; the correction needs it.", place.en),
                );
                all.push(about("required", "missing", Severity::Error, message));
            } else if let Some(known) = shown(view.procedure, item, view.values) {
                let (reason, severity, message) = letters(&known, comparison, item, compared);
                all.push(about("comparison", reason, severity, message));
            }
            all
        }
        Agreement::Unseen => {
            let message = comparison.unseen.fill(&label);
            vec![about("comparison", "unseen", Severity::Warning, message)]
        }
    }
}

/// What was copied of an item that is said to agree, when it is something else. Of who the person is there is one right
/// value; elsewhere a short name or another way of writing may agree (北大, 汉, 2015-07), and the person is asked.
fn shown_otherwise(view: &Whole<'_>, item: &ComparedItem, compared: &Compared) -> Option<Severity> {
    let fact = view.procedure.fact(item.fact.as_ref()?)?;
    let known = &view.values.get(&fact.key)?.text;
    let copied = compared.shown.trim();
    let read = read(view.procedure, fact, copied, Provenance::Typed, view.values, view.now()).text;
    let same = [copied, &*read].contains(&known.as_str())
        || shown(view.procedure, item, view.values).is_some_and(|it| it == copied);
    let is_short = is_within(&read, known) || is_within(known, &read);
    let severity = if is_short && !fact.identity { Severity::Warning } else { Severity::Error };
    (!copied.is_empty() && !same).then_some(severity)
}

/// Whether one text is what is left of another when some of its characters are left out.
fn is_within(short: &str, long: &str) -> bool {
    let mut long = long.chars();
    short.chars().all(|it| long.any(|other| other == it))
}

/// Whether something of what all stands in was seen.
fn seen(view: &Whole<'_>, comparison: &Comparison, whole: &ComparedItem) -> bool {
    let others = comparison.items.iter().filter(|it| it.id != whole.id);
    let mut verdicts = others.filter_map(|it| view.compared(&comparison.key(it)));
    verdicts.any(|it| it.verdict != Agreement::Unseen)
}

/// Where two texts part, or that they do not.
fn letters(
    known: &str,
    comparison: &Comparison,
    item: &ComparedItem,
    compared: &Compared,
) -> (&'static str, Severity, Text) {
    let (zh, en) = (&item.portal_label, &item.label.en);
    match Apart::of(known, compared.shown.trim()) {
        None => (
            "same_after_all",
            Severity::Error,
            Text::new(
                format!("照抄的{zh}与所填的相同，请改选“一致”。"),
                format!("What you copied as “{en}” is the same as your answer. Choose “The same”."),
            ),
        ),
        Some(apart) => {
            let Text { zh: apart_zh, en: apart_en } = apart.corrected(&comparison.place);
            let message = Text::new(
                format!("{zh}{apart_zh}，请更正。"),
                format!("“{en}”: {apart_en}. Correct it."),
            );
            ("characters", Severity::Hint, message)
        }
    }
}

/// An answer against what was compared. That all agrees, said of what does not, would end at a point of no return: it is
/// wrong, and [`values`](super::values) does not follow it. Who knows more than the comparison asks may be right.
fn contradicted(view: &Whole<'_>, fact: &Fact) -> Option<Finding> {
    let Some(Derive::Compared { comparison, other, .. }) = &fact.derive else { return None };
    let typed = view.typed(&fact.key).filter(|_| view.asks_for(&fact.key))?;
    let comparison = view.procedure.comparison(comparison)?;
    let verdict = |item| view.compared(&comparison.key(item)).map(|it| it.verdict);
    let here = comparison.items.iter();
    let here = here.filter(|item| verdict(item).is_some_and(|it| item.is_wrong(it)));
    // The paper photo, when it was looked at: what differs there is to be corrected as well.
    let others = view.procedure.comparisons().iter().filter(|it| it.id != comparison.id);
    let others = others.flat_map(|it| it.items.iter().map(move |item| (it.key(item), item)));
    let differs = |key: &str| view.compared(key).is_some_and(|it| it.verdict == Agreement::Differs);
    let others = others.filter(|(key, _)| differs(key)).map(|it| it.1);
    let wrong: Vec<&ComparedItem> = here.chain(others).collect();
    let all_agree =
        || comparison.items.iter().all(|it| it.optional || verdict(it) == Some(Agreement::Same));
    let (reason, severity, message) = if typed != other && !wrong.is_empty() {
        let (first, n) = (wrong[0], wrong.len());
        let (mut zh, mut en) = (first.portal_label.clone(), first.label.en.clone());
        if n > 1 {
            let _ = (write!(zh, "等 {n} 项"), write!(en, " and {} more", n - 1));
        }
        let message = Text::new(
            format!("对照表中{zh}不一致或看不到，这里却填“{typed}”；请先更正，全部一致再确认。"),
            format!(
                "By the comparison this differs or cannot be seen: {en}; the answer here is “{typed}”. Have it corrected first, and confirm when all agrees."
            ),
        );
        ("answered_away", Severity::Error, message)
    } else if typed == other && wrong.is_empty() && all_agree() {
        let message = Text::new(
            format!("对照表各项都一致，这里却填了“{typed}”，请核对两处。"),
            format!(
                "By the comparison everything agrees; the answer here is “{typed}”. Check both."
            ),
        );
        ("nothing_wrong", Severity::Warning, message)
    } else {
        return None;
    };
    let source = view.procedure.cite(&comparison.source);
    let mut found = finding("comparison", reason, severity, &fact.key, message, source);
    let label = Text::new("以对照表为准", "Go by the comparison");
    found.fixes.push(Fix { label, ..Fix::set("") });
    Some(if severity == Severity::Warning { kept(view, found) } else { found })
}

/// What the portal should show of an item, in its own form; nothing for what the person has not answered.
pub fn shown(procedure: &Procedure, item: &ComparedItem, values: &Values) -> Option<String> {
    let fact = item.fact.as_ref()?;
    let (kind, value) = (procedure.fact(fact)?.kind, values.get(fact)?);
    Some(kind.shown_as(item.portal_format.as_deref(), &value.text))
}

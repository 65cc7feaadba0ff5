//! What is checked without a rule: that everything asked for is there, and that choices are among their options.

use beishen_document::Text;
use chrono::Months;

use super::{
    apart::Apart,
    found::{finding, kept, source_of},
    options::{change_to, option},
    whole::Whole,
};
use crate::{
    fact::{Derive, Fact, FactKey},
    finding::{Finding, Severity},
    procedure::{Ask, FieldKind, Page, Requirement},
    reading::name_pinyin::{Bearer, proposals},
    source::Citation,
    subject::Subject,
    verdict::Verdict,
};

pub(super) fn findings(view: &Whole<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for step in view.procedure.steps() {
        for ask in &step.asks {
            let fact = ask.fact();
            if !view.asks_for(fact) {
                continue;
            }
            match view.text(fact) {
                None if required(view, ask) => all.push(missing_fact(view, fact)),
                None => {}
                Some(answer) => {
                    all.extend(option(view, fact, answer));
                    all.extend(too_long(view, fact, answer));
                }
            }
        }
        if step.history && view.history().is_empty() {
            all.push(missing_history(view));
        }
        for id in &step.materials {
            all.extend(missing_material(view, id));
        }
    }
    all.extend(elsewhere(view));
    all
}

/// Whether a fact must be answered while it is asked for.
pub(super) fn required(view: &Whole<'_>, ask: &Ask) -> bool {
    matches!(ask, Ask::Full(it) if it.required)
        || view
            .procedure
            .fields_of(ask.fact())
            .any(|(_, field)| field.required && view.applies(field.relevant.as_ref()))
}

fn required_finding(
    subject: impl Into<Subject>,
    zh: String,
    en: String,
    source: Citation,
) -> Finding {
    finding("required", "missing", Severity::Error, subject, Text::new(zh, en), source)
}

/// An answer that a box of the portal does not take whole, as its own page was seen.
fn too_long(view: &Whole<'_>, fact: &FactKey, answer: &str) -> Option<Finding> {
    let kind = view.procedure.fact(fact)?.kind;
    let of_fact = view.procedure.fields_of(fact).filter(|(_, it)| it.hosts.is_empty());
    let (page, most, n) = of_fact
        .filter(|(_, it)| view.applies(it.relevant.as_ref()))
        .filter_map(|(page, it)| {
            let n = kind.shown_as(it.portal_format.as_deref(), answer).chars().count();
            it.max_length.filter(|most| n > *most).map(|most| (page, most, n))
        })
        .min_by_key(|it| it.1)?;
    let message = Text::new(
        format!("有 {n} 个字，平台的框最多 {most} 个，请缩短。"),
        format!("It has {n} characters; the portal's box takes up to {most}. Shorten it."),
    );
    let source = page_source(view, Some(page));
    Some(finding("length", "long", Severity::Error, fact, message, source))
}

/// The source of a page, or of the first one.
fn page_source(view: &Whole<'_>, page: Option<&Page>) -> Citation {
    page.or(view.procedure.pages().first())
        .map_or_else(Citation::default, |it| view.procedure.cite(&it.source))
}

fn missing_fact(view: &Whole<'_>, fact: &FactKey) -> Finding {
    let known = view.procedure.fact(fact);
    let spellings = known.map(|it| spellings(view, it)).unwrap_or_default();
    if spellings.len() > 1 {
        return spelling_asked(view, fact, &spellings);
    }
    let label = known.map(|it| it.label.clone()).unwrap_or_default();
    let compared = known.is_some_and(|it| matches!(it.derive, Some(Derive::Compared { .. })));
    let (zh, en) = if compared {
        (
            format!("“{}”要逐项对照后才知道，请先核对。", label.zh),
            format!("“{}” follows from the comparison. Compare everything first.", label.en),
        )
    } else if view.procedure.options_of(fact).is_some() {
        (format!("还没有选择{}。", label.zh), format!("Choose “{}”.", label.en))
    } else {
        (format!("还没有填写{}。", label.zh), format!("Fill in “{}”.", label.en))
    };
    required_finding(fact, zh, en, source_of(view, fact))
}

/// The spellings of a name that only the person can choose between.
fn spellings(view: &Whole<'_>, fact: &Fact) -> Vec<String> {
    let Some(Derive::Pinyin { from, ethnic_group, document, country }) = &fact.derive else {
        return Vec::new();
    };
    let known = |it: &Option<FactKey>| it.as_ref().and_then(|it| view.text(it));
    let [ethnic_group, document, country] = [ethnic_group, document, country].map(known);
    let bearer = Bearer { ethnic_group, document, country };
    view.text(from).map(|it| proposals(it, bearer)).unwrap_or_default()
}

fn spelling_asked(view: &Whole<'_>, fact: &FactKey, spellings: &[String]) -> Finding {
    let (zh, en) = (
        "姓可能是一个字，也可能是两个字：请按证件选姓名拼音。",
        "The surname may have one character or two. Choose the spelling of the document.",
    );
    let mut found = required_finding(fact, zh.to_owned(), en.to_owned(), source_of(view, fact));
    found.fixes.extend(spellings.iter().map(|it| change_to(it)));
    found
}

fn missing_history(view: &Whole<'_>) -> Finding {
    let page = view.procedure.fields().find(|it| it.1.kind == FieldKind::History).map(|it| it.0);
    let en = "Give the personal history, from the first school year to this month.";
    required_finding(
        Subject::History,
        "还没有填写个人经历，请从大学写到本月。".to_owned(),
        en.to_owned(),
        page_source(view, page),
    )
}

fn missing_material(view: &Whole<'_>, id: &str) -> Vec<Finding> {
    let known = view.procedure.material(id);
    let Some(material) = known.filter(|it| view.applies(it.relevant.as_ref())) else {
        return Vec::new();
    };
    let source = || view.procedure.cite(&material.source);
    let mut all = Vec::new();
    if view.material(id).is_none() {
        if material.required {
            let (zh, en) = (&material.title.zh, &material.title.en);
            all.push(required_finding(
                material.file(),
                format!("还没有选择{zh}的文件。"),
                format!("Choose the file of “{en}”."),
                source(),
            ));
        }
        return all;
    }
    all.extend(judged(view, material));
    for tick in material.ticks.iter().filter(|it| !view.ticked(&it.id)) {
        let (zh, en) = (&tick.text.zh, &tick.text.en);
        all.push(required_finding(
            tick.subject(),
            format!("请本人确认：{zh}。"),
            format!("Confirm: {en}."),
            source(),
        ));
    }
    let today = view.now().date();
    for tick in material.ticks.iter().filter(|it| view.ticked(&it.id)) {
        let (Some(months), Some(day)) = (tick.months, view.ticked_on(&tick.id)) else { continue };
        if day.checked_add_months(Months::new(months)).is_some_and(|it| it < today) {
            let (zh, en) = (&tick.text.zh, &tick.text.en);
            let message = Text::new(
                format!("“{zh}”是 {day} 确认的，请重新确认。"),
                format!("“{en}” was confirmed on {day}. Confirm it again."),
            );
            all.push(finding("tick", "stale", Severity::Error, tick.subject(), message, source()));
        }
    }
    all
}

/// What the judge said of a file. A photo in which something could not be judged is doubtful; of a scan no more is wanted
/// than what its bytes say.
fn judged(view: &Whole<'_>, material: &Requirement) -> Vec<Finding> {
    let Some(file) = view.material(&material.id) else { return Vec::new() };
    let found = |reason, severity, message, source| {
        let found = finding("file", reason, severity, material.file(), message, source);
        if severity == Severity::Warning { kept(view, found) } else { found }
    };
    let Some(verdicts) = &file.verdicts else {
        let message = Text::new(
            "这个文件还没有检查，请重新选择。",
            "This file was not checked. Choose it again.",
        );
        let source = view.procedure.cite(&material.source);
        return vec![found("unjudged", Severity::Warning, message, source)];
    };
    let (verdicts, unknown) = match view.procedure.profile(&material.id) {
        Some(it) => {
            let today = view.now().date();
            (it.as_of(today, file.taken_on, verdicts.clone()), Severity::Warning)
        }
        None => (verdicts.clone(), Severity::Hint),
    };
    let wrong = verdicts.overall() == Verdict::Fail;
    let reported = verdicts.counted().filter_map(|it| {
        let severity = match it.verdict {
            Verdict::Pass => return None,
            // As long as something is wrong, what could not be judged is not spoken of: it is judged when the rest is right.
            Verdict::Unknown if wrong => return None,
            Verdict::Unknown => unknown,
            Verdict::Ask => Severity::Warning,
            Verdict::Fail => Severity::Error,
        };
        Some(found(it.id, severity, it.message.clone(), view.procedure.cite_limit(it)))
    });
    reported.collect()
}

/// A fact that says who the person is, and is something else in another draft.
fn elsewhere(view: &Whole<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for other in view.elsewhere() {
        let Some(here) = view.text(&other.fact) else { continue };
        let fact = view.procedure.fact(&other.fact).filter(|it| it.identity);
        let (Some(fact), Some(apart)) = (fact, Apart::of(here, &other.value)) else { continue };
        let (label, procedure) = (&fact.label, &other.procedure);
        let apart = apart.said(&Text::new("那里", "there"));
        let message = Text::new(
            format!("{}与“{}”不同（{}），请统一。", label.zh, procedure.zh, apart.zh),
            format!(
                "“{}” differs from “{}” ({}). Make them the same.",
                label.en, procedure.en, apart.en
            ),
        );
        let source = source_of(view, &other.fact);
        let found =
            finding("identity", "elsewhere", Severity::Warning, &other.fact, message, source);
        all.push(kept(view, found));
    }
    all
}

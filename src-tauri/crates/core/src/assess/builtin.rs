//! What is checked without a rule: that everything asked for is there, and that choices are among their options.

use beishen_document::Text;
use beishen_reference::Table;
use chrono::Months;

use super::{apart::Apart, whole::Whole};
use crate::{
    fact::{Derive, FactKey},
    finding::{Finding, Fix, Severity},
    procedure::{Ask, FieldKind, Options, Page, Requirement},
    source::Citation,
    subject::Subject,
    value::Provenance,
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
                Some(answer) => all.extend(option(view, fact, answer)),
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

pub(super) fn finding(
    rule: &str,
    reason: &'static str,
    severity: Severity,
    subject: impl Into<Subject>,
    message: Text,
    source: Citation,
) -> Finding {
    Finding {
        rule: rule.to_owned(),
        reason,
        severity,
        subject: subject.into(),
        row: None,
        message,
        fixes: Vec::new(),
        source,
        kept: false,
    }
}

fn required_finding(
    subject: impl Into<Subject>,
    zh: String,
    en: String,
    source: Citation,
) -> Finding {
    finding("required", "missing", Severity::Error, subject, Text::new(zh, en), source)
}

/// Where the manual asks for a fact or shows it; all else is a question of our own.
pub(super) fn source_of(view: &Whole<'_>, fact: &FactKey) -> Citation {
    let compared = view.procedure.comparisons().iter();
    let mut compared =
        compared.filter(|it| it.items.iter().any(|item| item.fact.as_ref() == Some(fact)));
    let pages = &mut view.procedure.fields_of(fact).map(|it| &it.0.source);
    if let Some(source) = pages.next().or_else(|| Some(&compared.next()?.source)) {
        return view.procedure.cite(source);
    }
    let label = view.procedure.fact(fact).map(|it| it.label.zh.as_str()).unwrap_or_default();
    Citation::ours(Text::new("本软件的提问", "This program's own question"), label)
}

/// The source of a page, or of the first one.
fn page_source(view: &Whole<'_>, page: Option<&Page>) -> Citation {
    page.or(view.procedure.pages().first())
        .map_or_else(Citation::default, |it| view.procedure.cite(&it.source))
}

fn missing_fact(view: &Whole<'_>, fact: &FactKey) -> Finding {
    let label = view.procedure.fact(fact).map(|it| it.label.clone()).unwrap_or_default();
    let known = view.procedure.fact(fact);
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

/// An answer that the list does not have. What is filled in by us is the list's own word.
fn option(view: &Whole<'_>, fact: &FactKey, answer: &str) -> Option<Finding> {
    let options = view.procedure.options_of(fact)?;
    if view.value(fact)?.provenance == Provenance::Usual
        || options.list.iter().any(|it| it.is(answer))
    {
        return None;
    }
    let label = &view.procedure.fact(fact)?.label;
    let table = options.table.as_deref().and_then(Table::by_name);
    let entry = table.and_then(|it| it.find(answer));
    match entry {
        Some(entry) if entry.name == answer => outside(view, fact, options, answer),
        Some(_) if table == Some(Table::Institutions) => Some(renamed(view, fact, answer)),
        Some(entry) => {
            let message = Text::new(
                format!("“{answer}”在列表里写作“{}”，请改用列表的写法。", entry.name),
                format!("The list writes “{}” for “{answer}”. Use its words.", entry.name),
            );
            // Where the list is not the portal's own, its wording is no reason to doubt.
            let severity = if options.open { Severity::Hint } else { Severity::Warning };
            let mut found =
                finding("option", "other_name", severity, fact, message, source_of(view, fact));
            found.fixes.push(change_to(entry.name));
            Some(kept(view, found))
        }
        None if options.open && (is_only_shown(view, fact) || is_known(view, fact, answer)) => None,
        None if options.open => {
            let message = Text::new(
                format!("{}不在参考列表中，请核对；以平台下拉为准。", label.zh),
                format!("“{}” is not in our list. Compare it with the portal's own.", label.en),
            );
            Some(kept(
                view,
                finding(
                    "option",
                    "not_listed",
                    Severity::Warning,
                    fact,
                    message,
                    source_of(view, fact),
                ),
            ))
        }
        None => {
            let message = Text::new(
                format!("{}不在选项中，请从列表选择。", label.zh),
                format!("“{}” is not among the options. Choose one of the list.", label.en),
            );
            Some(finding(
                "option",
                "not_an_option",
                Severity::Error,
                fact,
                message,
                source_of(view, fact),
            ))
        }
    }
}

/// What the portal shows and nowhere asks for: it is held against the portal's page, and a list of ours has no say.
fn is_only_shown(view: &Whole<'_>, fact: &FactKey) -> bool {
    let mut kinds = view.procedure.fields_of(fact).map(|it| it.1.kind).peekable();
    kinds.peek().is_some() && kinds.all(|it| it == FieldKind::System)
}

/// Whether it is known what follows from the answer: 内科学 is in no catalogue of today and clinical medicine all the same.
fn is_known(view: &Whole<'_>, fact: &FactKey, answer: &str) -> bool {
    view.procedure.facts().iter().any(|it| match &it.derive {
        Some(Derive::Map { from, to }) => from == fact && to.contains_key(answer),
        _ => false,
    })
}

fn change_to(name: &str) -> Fix {
    let label = Text::new(format!("改为 {name}"), format!("Change to “{name}”"));
    Fix { label, ..Fix::set(name) }
}

/// An institution by the name it had, or by the one it got when two became one. Either may be what the portal has.
fn renamed(view: &Whole<'_>, fact: &FactKey, answer: &str) -> Finding {
    let entries: Vec<_> = Table::Institutions.known_as(answer).collect();
    let names: Vec<&str> = entries.iter().map(|it| it.name).collect();
    // A note tells of a merger: the other name is the new one then.
    let message = if entries.iter().all(|it| it.note.is_empty()) {
        let now = names.join("、");
        Text::new(
            format!("“{answer}”现名“{now}”，以平台下拉为准，请核对。"),
            format!("“{answer}” is called “{now}” now. Compare it with the portal's own list."),
        )
    } else {
        let before = names.join("、");
        Text::new(
            format!("“{answer}”原为{before}，以平台下拉为准，请核对。"),
            format!("“{answer}” was “{before}” before. Compare it with the portal's own list."),
        )
    };
    let source = source_of(view, fact);
    let mut found = finding("option", "other_name", Severity::Hint, fact, message, source);
    found.fixes.extend(names.into_iter().map(change_to));
    found
}

/// An entry of the table that belongs to another parent, such as a university of another province.
fn outside(view: &Whole<'_>, fact: &FactKey, options: &Options, answer: &str) -> Option<Finding> {
    let within = options.within.as_ref()?;
    let typed = view.text(within)?;
    // 湖北 is 湖北省; that it is written otherwise is said of itself.
    let parents = view.procedure.options_of(within).and_then(|it| it.table.as_deref());
    let parent = parents.and_then(Table::by_name).and_then(|it| it.find(typed));
    let parent = parent.map_or(typed, |it| it.name);
    let table = Table::by_name(options.table.as_deref()?)?;
    let same = table.entries().iter().filter(|it| it.name == answer);
    let mut homes: Vec<&str> = same.map(|it| it.parent_name).collect();
    if homes.is_empty() || homes.contains(&parent) {
        return None;
    }
    homes.dedup();
    let home = homes.join("、");
    let message = Text::new(
        format!("“{answer}”属于{home}，与所选的{parent}不符，请核对。"),
        format!("“{answer}” belongs to “{home}”, not to “{parent}”. Check both."),
    );
    Some(kept(
        view,
        finding("option", "other_parent", Severity::Warning, fact, message, source_of(view, fact)),
    ))
}

pub(super) fn kept(view: &Whole<'_>, mut finding: Finding) -> Finding {
    finding.kept = view.keeps(&finding.rule, finding.reason, &finding.subject, None);
    finding
}

//! What is checked without a rule: that everything asked for is there, and that choices are among their options.

use beishen_reference::Table;
use chrono::Months;

use super::{Provenance, View, comparison::Apart};
use crate::{
    Citation, FactKey, Finding, Fix, Text,
    check::{HISTORY, Severity},
    procedure::{Ask, FieldKind, Options},
};

pub(super) fn findings(view: &View<'_>) -> Vec<Finding> {
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

fn required(view: &View<'_>, ask: &Ask) -> bool {
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
    fact: &FactKey,
    message: Text,
    source: Citation,
) -> Finding {
    Finding {
        rule: rule.to_owned(),
        reason,
        severity,
        fact: fact.clone(),
        row: None,
        message,
        fixes: Vec::new(),
        source,
        kept: false,
    }
}

fn required_finding(fact: &FactKey, zh: String, en: String, source: Citation) -> Finding {
    finding("required", "missing", Severity::Error, fact, Text::new(zh, en), source)
}

/// Where the manual asks for a fact; a question of our own is cited by the step's own words.
fn source_of(view: &View<'_>, fact: &FactKey) -> Citation {
    let page = view
        .procedure
        .fields_of(fact)
        .map(|(page, _)| page)
        .next()
        .or(view.procedure.pages().first());
    page.map_or_else(
        || Citation { source: Text::default(), section: String::new(), year: 0, differs: None },
        |it| view.procedure.cite(&it.source),
    )
}

fn missing_fact(view: &View<'_>, fact: &FactKey) -> Finding {
    let label = view.procedure.fact(fact).map(|it| it.label.clone()).unwrap_or_default();
    let (zh, en) = if view.procedure.options_of(fact).is_some() {
        (format!("还没有选择{}。", label.zh), format!("Choose “{}”.", label.en))
    } else {
        (format!("还没有填写{}。", label.zh), format!("Fill in “{}”.", label.en))
    };
    required_finding(fact, zh, en, source_of(view, fact))
}

fn missing_history(view: &View<'_>) -> Finding {
    let page = view
        .procedure
        .fields()
        .find(|(_, field)| field.kind == FieldKind::History)
        .map(|(page, _)| page);
    let source =
        page.map_or_else(|| source_of(view, &HISTORY.into()), |it| view.procedure.cite(&it.source));
    let en = "Give the personal history, from the first school year to this month.";
    required_finding(
        &HISTORY.into(),
        "还没有填写个人经历，请从大学写到本月。".to_owned(),
        en.to_owned(),
        source,
    )
}

fn missing_material(view: &View<'_>, id: &str) -> Vec<Finding> {
    let known = view.procedure.materials().iter().find(|it| it.id == id);
    let Some(material) = known.filter(|it| view.applies(it.relevant.as_ref())) else {
        return Vec::new();
    };
    let source = || view.procedure.cite(&material.source);
    let mut all = Vec::new();
    if view.material(id).is_none() {
        if material.required {
            let fact = FactKey::of_file(id);
            let (zh, en) = (&material.title.zh, &material.title.en);
            all.push(required_finding(
                &fact,
                format!("还没有选择{zh}的文件。"),
                format!("Choose the file of “{en}”."),
                source(),
            ));
        }
        return all;
    }
    for tick in material.ticks.iter().filter(|it| !view.ticked(&it.id)) {
        let fact = FactKey::from(&*format!("ticks.{}", tick.id));
        let (zh, en) = (&tick.text.zh, &tick.text.en);
        all.push(required_finding(
            &fact,
            format!("请本人确认：{zh}。"),
            format!("Confirm: {en}."),
            source(),
        ));
    }
    let today = view.now().date();
    for tick in material.ticks.iter().filter(|it| view.ticked(&it.id)) {
        let (Some(months), Some(day)) = (tick.months, view.ticked_on(&tick.id)) else { continue };
        if day.checked_add_months(Months::new(months)).is_some_and(|it| it < today) {
            let fact = FactKey::from(&*format!("ticks.{}", tick.id));
            let (zh, en) = (&tick.text.zh, &tick.text.en);
            let message = Text::new(
                format!("“{zh}”是 {day} 确认的，请重新确认。"),
                format!("“{en}” was confirmed on {day}. Confirm it anew."),
            );
            all.push(finding("tick", "stale", Severity::Error, &fact, message, source()));
        }
    }
    all
}

/// A fact that says who the person is, and is something else in another draft.
fn elsewhere(view: &View<'_>) -> Vec<Finding> {
    let mut all = Vec::new();
    for other in view.elsewhere() {
        let Some(here) = view.text(&other.fact) else { continue };
        let fact = view.procedure.fact(&other.fact).filter(|it| it.identity);
        let (Some(fact), Some(apart)) = (fact, Apart::of(here, &other.value)) else { continue };
        let (label, procedure) = (&fact.label, &other.procedure);
        let message = Text::new(
            format!("{}与“{}”所填不同（{}），请统一。", label.zh, procedure.zh, apart.zh()),
            format!(
                "“{}” differs from “{}” ({}). Make them the same.",
                label.en,
                procedure.en,
                apart.en()
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
fn option(view: &View<'_>, fact: &FactKey, answer: &str) -> Option<Finding> {
    let options = view.procedure.options_of(fact)?;
    if view.value(fact)?.provenance == Provenance::Usual
        || options.list.iter().any(|it| it.value == answer)
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

fn change_to(name: &str) -> Fix {
    let label = Text::new(format!("改为 {name}"), format!("Change to {name}"));
    Fix { label, ..Fix::set(name) }
}

/// An institution by the name it had, or by the one it got when two became one. Either may be what the portal has.
fn renamed(view: &View<'_>, fact: &FactKey, answer: &str) -> Finding {
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
            format!("“{answer}” was {before} before. Compare it with the portal's own list."),
        )
    };
    let source = source_of(view, fact);
    let mut found = finding("option", "other_name", Severity::Hint, fact, message, source);
    found.fixes.extend(names.into_iter().map(change_to));
    found
}

/// An entry of the table that belongs to another parent, such as a university of another province.
fn outside(view: &View<'_>, fact: &FactKey, options: &Options, answer: &str) -> Option<Finding> {
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
        format!("“{answer}” belongs to {home}, not to {parent}. Check both."),
    );
    Some(kept(
        view,
        finding("option", "other_parent", Severity::Warning, fact, message, source_of(view, fact)),
    ))
}

pub(super) fn kept(view: &View<'_>, mut finding: Finding) -> Finding {
    finding.kept = view.keeps(&finding.rule, finding.reason, &finding.fact, None);
    finding
}

//! `beishen assess`: where an applicant stands.

use std::fmt::Write;

use beishen_core::{Assessment, Finding, Locale, Procedure, StepStatus, check::Severity};
use beishen_desk::{Failure, Library};

use crate::{Done, args::Of, papers};

/// Assesses, for a person or for a program.
pub(crate) fn assess(
    library: &Library,
    of: &Of,
    json: bool,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, applicant) = papers::open(library, of)?;
    let assessment = beishen_core::assess(procedure, &applicant.answers, of.now);
    let text = if json {
        crate::json(&assessment.to(locale))
    } else {
        report(procedure, &assessment, locale)
    };
    Ok(Done { text, errors: !assessment.ready() })
}

/// Every step with its findings, and what is left to do.
fn report(procedure: &Procedure, assessment: &Assessment, locale: Locale) -> String {
    let mut text = format!("{}\n\n", procedure.title().get(locale));
    for (step, state) in procedure.steps().iter().zip(&assessment.steps) {
        let line = [status(state.status, locale), "  ", step.title.get(locale), "\n"];
        text.extend(line);
        let subjects = procedure.subjects(step);
        let here = assessment.findings.iter().filter(|it| subjects.contains(&it.fact));
        text.extend(here.map(|it| told(it, locale)));
    }
    text.push('\n');
    text.extend(assessment.deadlines.iter().map(|it| {
        let title = procedure
            .deadlines()
            .iter()
            .find(|known| known.id == it.id)
            .map(|it| it.title.get(locale));
        let (title, due) = (title.unwrap_or_default(), it.due.format("%Y-%m-%d %H:%M"));
        match (locale, it.over) {
            (Locale::Zh, false) => format!("{title}：{due} 截止\n"),
            (Locale::Zh, true) => format!("{title}：已于 {due} 截止\n"),
            (Locale::En, false) => format!("{title}: due {due}\n"),
            (Locale::En, true) => format!("{title}: was due {due}\n"),
        }
    }));
    text.push_str(&summary(&assessment.findings, locale));
    crate::printable(&text)
}

fn status(status: StepStatus, locale: Locale) -> &'static str {
    let (zh, en) = match status {
        StepStatus::NotStarted => ("未开始", "not started "),
        StepStatus::InProgress => ("填写中", "in progress "),
        StepStatus::HasProblems => ("有问题", "has problems"),
        StepStatus::Completed => ("已完成", "completed   "),
    };
    locale.pick(zh, en)
}

/// What is wrong, what to do, who says so.
fn told(finding: &Finding, locale: Locale) -> String {
    let (zh, en) = match finding.severity {
        Severity::Error => ("要改", "change"),
        Severity::Warning => ("核对", "check"),
        Severity::Hint => ("提示", "note"),
    };
    let mut text = format!("  [{}] {}\n", locale.pick(zh, en), finding.message.get(locale));
    let mut more = |name: &str, what: &str| {
        // Writing to a text does not fail.
        let _ = writeln!(text, "         {name}{what}");
    };
    if let Some(fix) = finding.fixes.first() {
        more(locale.pick("可以：", "Fix: "), fix.label.get(locale));
    }
    more(locale.pick("依据：", "Source: "), &finding.source.line(locale));
    if let Some(differs) = &finding.source.differs {
        more(locale.pick("另有说法：", "Others say: "), differs.get(locale));
    }
    text
}

fn summary(findings: &[Finding], locale: Locale) -> String {
    let errors = findings.iter().filter(|it| it.is_error()).count();
    let warnings = findings.iter().filter(|it| it.is_open_warning()).count();
    match (locale, errors, warnings) {
        (Locale::Zh, 0, 0) => "可以填报。\n".to_owned(),
        (Locale::Zh, 0, m) => format!("可以填报；{m} 处请核对。\n"),
        (Locale::Zh, n, 0) => format!("还有 {n} 处要改。\n"),
        (Locale::Zh, n, m) => format!("还有 {n} 处要改，{m} 处请核对。\n"),
        (Locale::En, 0, 0) => "Ready.\n".to_owned(),
        (Locale::En, 0, m) => format!("Ready; {m} to check.\n"),
        (Locale::En, n, 0) => format!("{n} to change.\n"),
        (Locale::En, n, m) => format!("{n} to change, {m} to check.\n"),
    }
}

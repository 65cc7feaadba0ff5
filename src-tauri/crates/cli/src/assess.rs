//! `beishen assess`: where an applicant stands.

use std::fmt::Write;

use beishen_core::{Assessment, Finding, Procedure, Severity, StepStatus};
use beishen_document::Locale;
use beishen_work::{Failure, Library};

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
        let here = assessment.findings.iter().filter(|it| subjects.contains(&it.subject));
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
        StepStatus::NotNeeded => ("不需要", "not needed  "),
    };
    locale.pick(zh, en)
}

/// What is wrong, what to do, who says so.
fn told(finding: &Finding, locale: Locale) -> String {
    let (zh, en) = match finding.severity {
        Severity::Error if finding.is_missing() => ("没填", "missing"),
        Severity::Error => ("要改", "change"),
        Severity::Warning => ("核对", "check"),
        Severity::Hint => ("提示", "note"),
    };
    let mut text = format!("  [{}] {}\n", locale.pick(zh, en), finding.message.get(locale));
    let mut more = |name: &str, what: &str| {
        // Writing to a text does not fail.
        let _ = writeln!(text, "         {name}{what}");
    };
    let fixes: Vec<&str> = finding.fixes.iter().map(|it| it.label.get(locale)).collect();
    if !fixes.is_empty() {
        let or = locale.pick("；或者：", "; or: ");
        more(locale.pick("可以：", "Fix: "), &fixes.join(or));
    }
    more(locale.pick("依据：", "Source: "), &finding.source.line(locale));
    if let Some(differs) = &finding.source.differs {
        more(locale.pick("另有说法：", "Others say: "), differs.get(locale));
    }
    text
}

fn summary(findings: &[Finding], locale: Locale) -> String {
    let count = |is: fn(&Finding) -> bool| findings.iter().filter(|it| is(it)).count();
    let [wrong, missing, check] =
        [Finding::is_wrong, Finding::is_missing, Finding::is_open_warning].map(count);
    let said = |n: usize, zh: &str, en: &str| match (n, locale) {
        (0, _) => None,
        (n, Locale::Zh) => Some(format!("{n} 处{zh}")),
        (n, Locale::En) => Some(format!("{n} {en}")),
    };
    let open = [said(wrong, "要改", "to change"), said(missing, "没填", "not given yet")];
    let check = said(check, "请核对", "to check");
    let open: Vec<_> = open.into_iter().flatten().collect();
    if open.is_empty() {
        let all: Vec<_> =
            [locale.pick("可以填报", "Ready").to_owned()].into_iter().chain(check).collect();
        return format!("{}{}\n", all.join(locale.pick("；", "; ")), locale.pick("。", "."));
    }
    let all: Vec<_> = open.into_iter().chain(check).collect();
    let (first, stop) = (locale.pick("还有 ", ""), locale.pick("。", "."));
    format!("{first}{}{stop}\n", all.join(locale.pick("，", ", ")))
}

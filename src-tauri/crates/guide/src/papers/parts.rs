//! What papers have in common.

use beishen_core::{
    Answers, Assessment, FactKey, FactKind, Finding, Month, Procedure, Signature, StageStatus,
};
use beishen_document::{
    Block, Locale, Signed, Tone,
    digest::{Framed, hex},
};
use chrono::{NaiveDate, NaiveDateTime};

use super::vouched::vouched;

/// A line that somebody writes on.
pub(super) const BLANK: &str = "\u{3000}";

/// `QD-20261122-3F9A2C1B`: the paper's kind, the day, and a digest of everything given, for papers that show it all. The same
/// answers have the same digest. A receipt may hide some, so its number is another, made of what it shows ([`seal`](beishen_document::Document::seal)).
pub(super) fn number(
    kind: &str,
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    now: NaiveDateTime,
) -> String {
    let mut digest = Framed::default();
    let mut add = |text: &str| digest.add(text);
    add(procedure.id());
    for (key, value) in &assessment.values {
        add(key.as_str());
        add(&value.text);
    }
    for row in &answers.history {
        for text in [&row.from, &row.to, &row.place, &row.role, &row.witness] {
            add(text);
        }
    }
    for (id, it) in &answers.comparisons {
        for text in [id, it.verdict.name(), &it.shown, &it.evidence] {
            add(text);
        }
    }
    for (id, file) in &answers.materials {
        add(id);
        add(&file.bytes.to_string());
    }
    let digest = hex(&digest.finish()[..4]).to_uppercase();
    format!("{kind}-{}-{digest}", now.format("%Y%m%d"))
}

/// Stands on every page of a paper that says what was filled in. 回执 is the receipt alone.
pub(super) fn notice(locale: Locale) -> String {
    locale
        .pick("本机准备，非官方凭证", "Prepared on this computer, not an official document")
        .to_owned()
}

pub(super) fn name(assessment: &Assessment) -> String {
    assessment.values.get("person.name").map(|it| it.text.clone()).unwrap_or_default()
}

/// What is still open, the errors first; or that nothing is.
pub(super) fn open_problems(assessment: &Assessment, locale: Locale) -> Vec<Block> {
    let those = |is: fn(&Finding) -> bool| -> Vec<&Finding> {
        assessment.findings.iter().filter(|it| is(it)).collect()
    };
    let mut blocks = Vec::new();
    let mut list = |tone, zh: &str, en: &str, found: &[&Finding]| {
        if found.is_empty() {
            return;
        }
        let n = found.len();
        let head = match locale {
            Locale::Zh => zh.replace("{n}", &n.to_string()),
            Locale::En => en.replace("{n}", &n.to_string()),
        };
        let lines: Vec<String> = found
            .iter()
            .enumerate()
            .map(|(at, it)| format!("{}. {}", at + 1, it.message.get(locale)))
            .collect();
        blocks.push(Block::Notice { tone, text: format!("{head}\n{}", lines.join("\n")) });
    };
    list(Tone::Stop, "还有 {n} 处要改：", "{n} to change:", &those(Finding::is_wrong));
    list(Tone::Stop, "还有 {n} 处没填：", "{n} not given yet:", &those(Finding::is_missing));
    list(Tone::Warning, "{n} 处请核对：", "{n} to check:", &those(Finding::is_open_warning));
    blocks
}

/// The days of the portal's year that lie ahead of this person, as they were last announced, with who announced them.
pub(super) fn calendar(
    procedure: &Procedure,
    assessment: &Assessment,
    today: NaiveDate,
    locale: Locale,
) -> Vec<String> {
    let ahead = |at: StageStatus| !matches!(at, StageStatus::Done | StageStatus::NotNeeded);
    let stages = procedure.stages().iter().zip(&assessment.stages);
    let days = stages.filter(|it| ahead(it.1.status)).flat_map(|it| &it.0.calendar);
    days.map(|it| {
        let (line, source) = (it.line(today, locale), procedure.cite(&it.source).line(locale));
        format!("{line}\n{source} · {}{}", locale.pick("核对于 ", "checked on "), it.verified_on)
    })
    .collect()
}

/// What is answered, in words. `mask` hides the middle of numbers that identify the person.
pub(super) fn value(
    procedure: &Procedure,
    assessment: &Assessment,
    key: &FactKey,
    locale: Locale,
    mask: bool,
) -> String {
    let Some(value) = assessment.values.get(key) else {
        return locale.pick("（未填）", "(not given)").to_owned();
    };
    let fact = procedure.fact(key);
    match fact.map(|it| it.kind) {
        Some(FactKind::Month) => {
            Month::parse(&value.text).map_or_else(|| value.text.clone(), Month::dashed)
        }
        _ if mask && fact.is_some_and(|it| it.sensitive) => masked(&value.text),
        // A copy of what is masked elsewhere would tell it.
        _ if mask && tells_a_secret(procedure, assessment, &value.text) => masked(&value.text),
        _ => value.text.clone(),
    }
}

fn tells_a_secret(procedure: &Procedure, assessment: &Assessment, text: &str) -> bool {
    let secrets = procedure.facts().iter().filter(|it| it.sensitive);
    secrets.filter_map(|it| assessment.values.get(&it.key)).any(|it| it.text == text)
}

/// The signature, unless what was signed has changed since.
pub(super) fn standing<'a>(
    procedure: &Procedure,
    answers: &'a Answers,
    assessment: &Assessment,
) -> Option<&'a Signature> {
    answers.signature.as_ref().filter(|it| it.stands(&vouched(procedure, answers, assessment)))
}

/// Where the applicant signs in ink.
pub(super) fn signature(locale: Locale) -> Block {
    signed_by(None, locale)
}

/// Where the applicant has signed, or signs in ink.
pub(super) fn signed_by(signed: Option<&Signature>, locale: Locale) -> Block {
    let day = signed.and_then(|it| it.at).map(|it| match locale {
        Locale::Zh => it.format("日期：%Y 年 %-m 月 %-d 日").to_string(),
        Locale::En => it.format("Date: %Y-%m-%d").to_string(),
    });
    let empty = || locale.pick("日期：　　　　年　　月　　日", "Date:").to_owned();
    let text = locale.pick("已手写签名", "signed by hand").to_owned();
    Block::Signature {
        label: locale.pick("申请人（签名）：", "Applicant (signature):").to_owned(),
        date_label: day.unwrap_or_else(empty),
        signed: signed.map(|it| Signed { text, strokes: it.strokes.clone() }),
    }
}

/// `110105********002X`, `138****8000`, `z***@example.cn`: what tells one from another and no more. Days and what is short are hidden
/// whole. The window masks by the same rule.
pub fn masked(text: &str) -> String {
    if let Some((user, host)) =
        text.split_once('@').filter(|(user, host)| !user.is_empty() && !host.is_empty())
    {
        return format!("{}***@{host}", user.chars().take(1).collect::<String>());
    }
    let chars: Vec<char> = text.chars().collect();
    let (head, tail) = match chars.len() {
        15.. => (6, 4),
        _ if is_day(text) => (0, 0),
        11.. => (3, 4),
        9.. => (1, 4),
        _ => (0, 0),
    };
    let seen = |at: usize| at < head || at >= chars.len() - tail;
    chars.iter().enumerate().map(|(at, c)| if seen(at) { *c } else { '*' }).collect()
}

/// `1949-12-31`, in the pattern of any portal.
fn is_day(text: &str) -> bool {
    let numbers: Vec<&str> = text.split(['-', '/', '.', '年', '月', '日']).collect();
    let digits = |it: &&str| it.chars().all(|c| c.is_ascii_digit());
    numbers.len() >= 3
        && numbers.first().is_some_and(|it| it.len() == 4)
        && numbers.iter().all(digits)
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn what_is_masked_tells_one_from_another_and_no_more() {
        for (text, hidden) in [
            ("11010519491231002X", "110105********002X"),
            ("13800008000", "138****8000"),
            ("62961234", "********"),
            ("E12345678", "E****5678"),
            ("19491231", "********"),
            ("1949-12-31", "**********"),
            ("1949年12月31日", "***********"),
            ("zhangsan@example.cn", "z***@example.cn"),
            ("", ""),
        ] {
            assert_eq!(masked(text), hidden);
        }
    }
}

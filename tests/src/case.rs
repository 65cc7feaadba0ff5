//! The text in which cases are written: what is changed in the perfect draft, and every finding that comes of it.
//!
//! ```text
//! # 三年规则：还差一个月
//! degree.prior_month = 202312
//! expect three-years/too_soon warning degree.apply_month
//! ```
//!
//! Keys are facts, `history[0].to`, `history[0]` (empty: the row goes, rows behind it move up), `history`, `photo.width`
//! and its like, `photo`, `files.id_card.bytes` and its like, `files.id_card` (empty: it goes), `ticks.photo.blue`,
//! `ticked_on.photo.recent`, `acts.registered` (a time, and perhaps a note behind it), `comparisons.record.name`
//! (`same`, `unseen`, `differs|what is shown|evidence`, or empty), `elsewhere.person.name`, and `now`. `\u{200B}` stands for a character that
//! cannot be seen. `keep RULE/REASON FACT` keeps the warning for the value as it is then.

use std::fs;

use beishen_core::{
    Agreement, Answers, Compared, Elsewhere, FactKey, FileFormat, HistoryRow, Kept, LogEntry,
    Measurement, PixelSize, Procedure, Severity, Subject, kept_value,
};
use beishen_document::Text;
use chrono::NaiveDateTime;

use crate::{Pack, assess, now};

/// One case.
#[derive(Debug)]
pub struct Case {
    /// The file and what it is about.
    pub title: String,
    /// The perfect draft with what was changed.
    pub answers: Answers,
    /// The local time of looking at it.
    pub now: NaiveDateTime,
    /// What must be found, all of it.
    pub expected: Vec<Expected>,
}

/// A finding without its words: `three-years/too_soon warning degree.apply_month`; a history row is `history[0]`.
pub type Expected = String;

/// Every case of a pack, by file.
pub fn cases(id: &str, pack: &Pack) -> Vec<Case> {
    let folder = format!("{}/packs/{id}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|it| panic!("{folder}: {it}"))
        .filter_map(|it| it.ok().map(|it| it.path()))
        .filter(|it| it.extension().is_some_and(|it| it == "case"))
        .collect();
    files.sort();
    let mut all: Vec<Case> = Vec::new();
    for file in files {
        let text =
            fs::read_to_string(&file).unwrap_or_else(|it| panic!("{}: {it}", file.display()));
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
            if let Some(title) = line.strip_prefix("# ") {
                let title = format!("{name}: {title}");
                all.push(Case {
                    title,
                    answers: pack.perfect.clone(),
                    now: now(),
                    expected: Vec::new(),
                });
                continue;
            }
            let case = all.last_mut().unwrap_or_else(|| panic!("{name}: no title before {line}"));
            case.line(line, &pack.procedure)
                .unwrap_or_else(|| panic!("{}: not understood: {line}", case.title));
        }
    }
    all
}

/// As findings are written in cases and JSON.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

impl Case {
    fn line(&mut self, line: &str, procedure: &Procedure) -> Option<()> {
        if let Some(expected) = line.strip_prefix("expect ") {
            if expected != "none" {
                self.expected.push(expected.to_owned());
            }
            return Some(());
        }
        if let Some(kept) = line.strip_prefix("keep ") {
            let (reason, fact) = kept.split_once(' ')?;
            let (rule, reason) = reason.split_once('/')?;
            // history[2] is a row of it.
            let row = fact.split_once('[').map(|it| it.1.trim_end_matches(']').parse());
            let row = row.transpose().ok()?;
            let subject = Subject::from(fact.split('[').next()?);
            let values = assess(procedure, &self.answers, self.now).values;
            let value = kept_value(&self.answers, &subject, row, &values);
            self.answers.kept.push(Kept {
                rule: rule.to_owned(),
                reason: reason.to_owned(),
                subject,
                value,
            });
            return Some(());
        }
        let (key, value) = line.split_once('=')?;
        let (key, value) = (key.trim(), unescape(value.trim())?);
        self.set(key, &value)
    }

    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        let answers = &mut self.answers;
        if key == "now" {
            self.now = value.parse().ok()?;
        } else if let Subject::Tick(tick) = Subject::from(key) {
            answers.ticks.insert(tick, value.parse().ok()?);
        } else if let Some(act) = key.strip_prefix("acts.") {
            let (at, note) = value.split_once(' ').unwrap_or((value, ""));
            let (act, at, note) = (act.to_owned(), at.parse().ok()?, note.to_owned());
            answers.log.push(LogEntry { act, at, note });
        } else if let Some(tick) = key.strip_prefix("ticked_on.") {
            answers.ticked_on.insert(tick.to_owned(), value.parse().ok()?);
        } else if let Subject::Compared(item) = Subject::from(key) {
            let mut parts = value.split('|').map(|it| it.trim().to_owned());
            let verdict = match parts.next()?.as_str() {
                "same" => Agreement::Same,
                "differs" => Agreement::Differs,
                "unseen" => Agreement::Unseen,
                "" => {
                    answers.comparisons.remove(&item);
                    return Some(());
                }
                _ => return None,
            };
            let [shown, evidence] = [(); 2].map(|()| parts.next().unwrap_or_default());
            answers.comparisons.insert(item, Compared { verdict, shown, evidence });
        } else if let Some((fact, value)) = key.strip_prefix("elsewhere.").map(|it| (it, value)) {
            let procedure = Text::new("另一事项", "another procedure");
            let (fact, value) = (FactKey::from(fact), value.to_owned());
            answers.elsewhere.push(Elsewhere { procedure, fact, value });
        } else if let Subject::File(file) = Subject::from(key) {
            let (material, part) = file.split_once('.').unwrap_or((&file, ""));
            if part.is_empty() && value.is_empty() {
                answers.materials.remove(material);
            } else {
                measure(answers.materials.get_mut(material)?, part, value)?;
            }
        } else if key == "photo" && value.is_empty() {
            answers.materials.clear();
        } else if let Some(part) = key.strip_prefix("photo.") {
            measure(answers.materials.get_mut("photo")?, part, value)?;
        } else if key == "history" && value.is_empty() {
            answers.history.clear();
        } else if let Some(rest) = key.strip_prefix("history[") {
            let (at, part) = rest.split_once(']')?;
            history(&mut answers.history, at.parse().ok()?, part.strip_prefix('.'), value)?;
        } else {
            key.contains('.').then_some(())?;
            answers.facts.insert(FactKey::from(key), value.to_owned());
        }
        Some(())
    }
}

fn history(rows: &mut Vec<HistoryRow>, at: usize, part: Option<&str>, value: &str) -> Option<()> {
    if at == rows.len() {
        rows.push(HistoryRow::default());
    }
    let row = rows.get_mut(at)?;
    match part {
        Some("from") => value.clone_into(&mut row.from),
        Some("to") => value.clone_into(&mut row.to),
        Some("place") => value.clone_into(&mut row.place),
        Some("role") => value.clone_into(&mut row.role),
        Some("witness") => value.clone_into(&mut row.witness),
        None if value.is_empty() => _ = rows.remove(at),
        _ => return None,
    }
    Some(())
}

fn measure(photo: &mut Measurement, part: &str, value: &str) -> Option<()> {
    let size = photo.size.unwrap_or(PixelSize { width: 0, height: 0 });
    match part {
        "format" => {
            use FileFormat::{Heic, Jpeg, Pdf, Png, Unknown};
            let formats = [Jpeg, Png, Heic, Pdf, Unknown];
            photo.format = formats.into_iter().find(|it| it.name() == value)?;
        }
        "width" => photo.size = Some(PixelSize { width: value.parse().ok()?, ..size }),
        "height" => photo.size = Some(PixelSize { height: value.parse().ok()?, ..size }),
        "bytes" => photo.bytes = value.parse().ok()?,
        "bits" => photo.bits = Some(value.parse().ok()?),
        "color" => {
            use beishen_core::ColorMode::{Cmyk, Grey, Palette};
            let colors = [("grey", Grey), ("cmyk", Cmyk), ("palette", Palette)];
            photo.color = Some(colors.into_iter().find(|it| it.0 == value)?.1);
        }
        "taken_on" => photo.taken_on = Some(value.parse().ok()?),
        "software" => photo.software = Some(value.to_owned()),
        "truncated" => photo.truncated = value.parse().ok()?,
        "decodes" => photo.decodes = Some(value.parse().ok()?),
        _ => return None,
    }
    Some(())
}

/// Puts characters in the places of `\u{…}`.
fn unescape(text: &str) -> Option<String> {
    let mut parts = text.split("\\u{");
    let mut plain = parts.next()?.to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}')?;
        plain.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
        plain.push_str(rest);
    }
    Some(plain)
}

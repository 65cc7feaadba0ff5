//! Everything a person has given, as it was typed.

use std::{collections::BTreeMap, fmt};

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::{FactKey, Locale, Measurement, Procedure, Signature, Text, Values, readback::Outcome};

/// Facts, history rows, ticks, acts with their time, and the measurements of the files.
///
/// Nothing is interpreted here: texts are as typed. `Debug` shows no answer.
#[derive(Clone, Default, PartialEq)]
pub struct Answers {
    /// What was typed, by fact. An empty text is no answer.
    pub facts: BTreeMap<FactKey, String>,
    /// 个人经历, in the order it was entered.
    pub history: Vec<HistoryRow>,
    /// What the person has confirmed, by tick.
    pub ticks: BTreeMap<String, bool>,
    /// The day on which a tick was set, where it is known.
    pub ticked_on: BTreeMap<String, NaiveDate>,
    /// 办理记录: what the person did at the portal and what it answered, in any order.
    pub log: Vec<LogEntry>,
    /// What the portal shows of each compared item, by `comparison.item`.
    pub comparisons: BTreeMap<String, Compared>,
    /// The last 回读核对.
    pub read_back: Option<Outcome>,
    /// 手写签名, drawn on the screen.
    pub signature: Option<Signature>,
    /// What other drafts of this person say of facts that must be the same everywhere.
    pub elsewhere: Vec<Elsewhere>,
    /// The files to hand in, by material, as measured.
    pub materials: BTreeMap<String, Measurement>,
    /// Warnings the person has looked at and keeps.
    pub kept: Vec<Kept>,
}

impl Answers {
    /// The value a warning about `fact` is kept for; it no longer is when this changes. What was not typed is in the
    /// `values` of the assessment.
    pub fn kept_value(&self, fact: &FactKey, row: Option<usize>, values: &Values) -> String {
        if let Some(row) = row.and_then(|it| self.history.get(it)) {
            return format!("{}|{}|{}", row.from, row.to, row.place);
        }
        if fact.as_str() == "history" {
            let spans =
                self.history.iter().flat_map(|it| [it.from.as_str(), "-", it.to.as_str(), ";"]);
            return spans.collect();
        }
        if let Some(item) = fact.as_str().strip_prefix("comparisons.") {
            let compared = self.comparisons.get(item);
            return compared
                .map(|it| format!("{}|{}|{}", it.verdict.name(), it.shown, it.evidence))
                .unwrap_or_default();
        }
        if let Some(material) = fact.as_str().strip_prefix("files.") {
            return self.materials.get(material).map(|it| it.bytes.to_string()).unwrap_or_default();
        }
        let typed = self.facts.get(fact).filter(|it| !it.trim().is_empty());
        let value = || values.get(fact).map(|it| it.text.clone());
        typed.cloned().or_else(value).unwrap_or_default()
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answers({} facts, {} history rows)", self.facts.len(), self.history.len())
    }
}

/// One line of the log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    /// The pack's act.
    pub act: String,
    /// When, local time.
    pub at: NaiveDateTime,
    /// What the portal said, such as why it refused.
    #[serde(default)]
    pub note: String,
}

impl fmt::Debug for LogEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogEntry({}, {})", self.act, self.at)
    }
}

/// What a person saw on the portal of one item. `Debug` shows no answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compared {
    /// Whether it agrees.
    pub verdict: Agreement,
    /// What the portal shows, copied, when it differs.
    #[serde(default)]
    pub shown: String,
    /// The paper that proves the right value.
    #[serde(default)]
    pub evidence: String,
}

impl fmt::Debug for Compared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Compared({:?})", self.verdict)
    }
}

/// Whether the portal shows what the person knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// 一致.
    Same,
    /// 不一致.
    Differs,
    /// 看不到: it counts as not found.
    Unseen,
}

impl Agreement {
    /// As JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::Unseen => "unseen",
        }
    }
}

/// What another draft of the same person says. `Debug` shows no answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The other draft's procedure.
    pub procedure: Text,
    /// The fact.
    pub fact: FactKey,
    /// Its value there.
    pub value: String,
}

/// A stretch of a person's life.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryRow {
    /// The first month, `YYYYMM`.
    #[serde(default)]
    pub from: String,
    /// The last month, `YYYYMM`, or `至今`.
    #[serde(default)]
    pub to: String,
    /// The school or employer.
    #[serde(default)]
    pub place: String,
    /// Major, post or what was done.
    #[serde(default)]
    pub role: String,
    /// 证明人.
    #[serde(default)]
    pub witness: String,
}

impl fmt::Debug for HistoryRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HistoryRow(…)")
    }
}

/// A warning that was looked at. It falls when the value changes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The rule's id.
    pub rule: String,
    /// The rule's reason.
    pub reason: String,
    /// What the finding was about.
    pub fact: FactKey,
    /// The value it was kept for.
    pub value: String,
}

/// A facts file as it is written: `FACTS.json`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactsFile {
    #[serde(default)]
    facts: BTreeMap<FactKey, String>,
    #[serde(default)]
    history: Vec<HistoryRow>,
    #[serde(default)]
    ticks: BTreeMap<String, bool>,
    /// An act and the time of it: the short form of a log entry.
    #[serde(default)]
    acts: BTreeMap<String, String>,
    #[serde(default)]
    log: Vec<LogLine>,
    #[serde(default)]
    comparisons: BTreeMap<String, Compared>,
    /// The strokes of a signature; without them the paper is signed in ink.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signature: Option<Signature>,
    /// Paths of the files to hand in, by material; relative ones start at the facts file.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogLine {
    act: String,
    at: String,
    #[serde(default)]
    note: String,
}

/// Why a facts file cannot be used. Names keys, never values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactsError {
    key: String,
    problem: FactsProblem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum FactsProblem {
    NotJson { line: usize, column: usize },
    WrongShape,
    Unknown,
    TooLong,
    TooMany,
    NotATime,
}

/// No field of any portal takes more; longer text is a mistake or an attack.
const LONGEST_VALUE: usize = 4_000;
const MOST_ROWS: usize = 500;

impl FactsFile {
    /// Reads the text of a facts file. `known` tells which keys there are.
    pub fn parse(
        json: &str,
        known: &Known,
    ) -> Result<(Answers, BTreeMap<String, String>), FactsError> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let file: Self = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let inner = error.inner();
            let problem = if inner.is_data() {
                match unknown_field(&inner.to_string()) {
                    Some(field) => {
                        return FactsError { key: field, problem: FactsProblem::Unknown };
                    }
                    None => FactsProblem::WrongShape,
                }
            } else {
                FactsProblem::NotJson { line: inner.line(), column: inner.column() }
            };
            FactsError { key: error.path().to_string(), problem }
        })?;
        deserializer.end().map_err(|error| FactsError {
            key: ".".to_owned(),
            problem: FactsProblem::NotJson { line: error.line(), column: error.column() },
        })?;
        file.check(known)?;
        let fail = |key: &str, problem| FactsError { key: key.to_owned(), problem };
        let time = |text: &str, key: String| {
            parse_time(text).ok_or_else(|| fail(&key, FactsProblem::NotATime))
        };
        let mut log = Vec::new();
        for (act, text) in &file.acts {
            let at = time(text, format!("acts.{act}"))?;
            log.push(LogEntry { act: act.clone(), at, note: String::new() });
        }
        for (n, LogLine { act, at, note }) in file.log.into_iter().enumerate() {
            log.push(LogEntry { at: time(&at, format!("log[{n}].at"))?, act, note });
        }
        let answers = Answers {
            facts: file.facts,
            history: file.history,
            ticks: file.ticks,
            log,
            comparisons: file.comparisons,
            signature: file.signature,
            ..Answers::default()
        };
        Ok((answers, file.files))
    }

    /// The text of a facts file that says the same: parsed again it gives these facts, history, ticks and so on. Keys that
    /// are not `known` are left out, for a facts file may not have them. Files are not named: they are bytes, not answers.
    pub fn write(answers: &Answers, known: &Known) -> String {
        let given = |part: &[String], key: &str| part.iter().any(|it| it == key);
        let facts = answers
            .facts
            .iter()
            .filter(|(key, text)| !text.is_empty() && given(&known.facts, key.as_str()));
        let ticks = answers.ticks.iter().filter(|(key, _)| given(&known.ticks, key));
        let log = answers.log.iter().filter(|it| given(&known.acts, &it.act));
        let comparisons =
            answers.comparisons.iter().filter(|(key, _)| given(&known.comparisons, key));
        let file = Self {
            facts: facts.map(|(key, text)| (key.clone(), text.clone())).collect(),
            history: answers.history.clone(),
            ticks: ticks.map(|(key, on)| (key.clone(), *on)).collect(),
            acts: BTreeMap::new(),
            log: log
                .map(|it| LogLine {
                    act: it.act.clone(),
                    at: it.at.format(TIME).to_string(),
                    note: it.note.clone(),
                })
                .collect(),
            comparisons: comparisons.map(|(key, it)| (key.clone(), it.clone())).collect(),
            signature: answers.signature.clone(),
            files: BTreeMap::new(),
        };
        serde_json::to_string_pretty(&file).unwrap_or_default()
    }

    fn check(&self, known: &Known) -> Result<(), FactsError> {
        let fail = |key: String, problem| Err(FactsError { key, problem });
        let keys = (self.facts.keys().map(|key| ("facts", key.as_str(), known.facts.as_slice())))
            .chain(self.ticks.keys().map(|key| ("ticks", key.as_str(), known.ticks.as_slice())))
            .chain(self.acts.keys().map(|key| ("acts", key.as_str(), known.acts.as_slice())))
            .chain(self.log.iter().map(|it| ("log", it.act.as_str(), known.acts.as_slice())))
            .chain(
                self.comparisons
                    .keys()
                    .map(|key| ("comparisons", key.as_str(), known.comparisons.as_slice())),
            )
            .chain(self.files.keys().map(|key| ("files", key.as_str(), known.files.as_slice())));
        for (part, key, known) in keys {
            if !known.iter().any(|it| it == key) {
                return fail(format!("{part}.{key}"), FactsProblem::Unknown);
            }
        }
        for (part, rows) in [("history", self.history.len()), ("log", self.log.len())] {
            if rows > MOST_ROWS {
                return fail(part.to_owned(), FactsProblem::TooMany);
            }
        }
        for (at, line) in self.log.iter().enumerate() {
            if line.note.len() > LONGEST_VALUE {
                return fail(format!("log[{at}]"), FactsProblem::TooLong);
            }
        }
        for (item, compared) in &self.comparisons {
            if compared.shown.len().max(compared.evidence.len()) > LONGEST_VALUE {
                return fail(format!("comparisons.{item}"), FactsProblem::TooLong);
            }
        }
        for (key, value) in &self.facts {
            if value.len() > LONGEST_VALUE {
                return fail(format!("facts.{}", key.as_str()), FactsProblem::TooLong);
            }
        }
        for (at, row) in self.history.iter().enumerate() {
            if [&row.from, &row.to, &row.place, &row.role, &row.witness]
                .iter()
                .any(|it| it.len() > LONGEST_VALUE)
            {
                return fail(format!("history[{at}]"), FactsProblem::TooLong);
            }
        }
        Ok(())
    }
}

/// `unknown field` is the one thing serde tells only in words.
fn unknown_field(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("unknown field `")?;
    rest.split_once('`').map(|(field, _)| field.to_owned())
}

const TIME: &str = "%Y-%m-%dT%H:%M:%S";

fn parse_time(text: &str) -> Option<NaiveDateTime> {
    [TIME, "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .or_else(|| text.parse::<NaiveDate>().ok().and_then(|day| day.and_hms_opt(0, 0, 0)))
}

/// The keys a facts file may use.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Keys of facts.
    pub facts: Vec<String>,
    /// Ids of ticks.
    pub ticks: Vec<String>,
    /// Ids of acts.
    pub acts: Vec<String>,
    /// Ids of materials.
    pub files: Vec<String>,
    /// `comparison.item`.
    pub comparisons: Vec<String>,
}

impl Known {
    /// Adds what one procedure knows.
    pub fn add(&mut self, procedure: &Procedure) {
        self.facts.extend(procedure.facts().iter().map(|it| it.key.as_str().to_owned()));
        self.acts.extend(procedure.acts().iter().map(|it| it.id.clone()));
        self.ticks.extend(procedure.ticks());
        self.files.extend(procedure.materials().iter().map(|it| it.id.clone()));
        for comparison in procedure.comparisons() {
            let items = comparison.items.iter();
            self.comparisons.extend(items.map(|it| format!("{}.{}", comparison.id, it.id)));
        }
    }
}

impl FactsError {
    /// One sentence: where, what is wrong, what to do.
    pub fn message(&self, locale: Locale) -> String {
        let key = &self.key;
        match (&self.problem, locale) {
            (FactsProblem::NotJson { line, column }, Locale::Zh) => {
                format!("第 {line} 行第 {column} 列不是正确的 JSON，请改正后再试。")
            }
            (FactsProblem::NotJson { line, column }, Locale::En) => {
                format!(
                    "Line {line}, column {column} is not correct JSON. Correct it and try again."
                )
            }
            (FactsProblem::WrongShape, Locale::Zh) => {
                format!("“{key}”的类型不对，请对照说明改正。")
            }
            (FactsProblem::WrongShape, Locale::En) => {
                format!("“{key}” has the wrong type. Compare it with the guide.")
            }
            (FactsProblem::Unknown, Locale::Zh) => format!("没有名为“{key}”的项目，请检查拼写。"),
            (FactsProblem::Unknown, Locale::En) => {
                format!("There is no item “{key}”. Check its spelling.")
            }
            (FactsProblem::TooLong, Locale::Zh) => {
                format!("“{key}”超过 {LONGEST_VALUE} 字节，请缩短。")
            }
            (FactsProblem::TooLong, Locale::En) => {
                format!("“{key}” is over {LONGEST_VALUE} bytes. Shorten it.")
            }
            (FactsProblem::TooMany, Locale::Zh) => format!("“{key}”超过 {MOST_ROWS} 行，请删减。"),
            (FactsProblem::TooMany, Locale::En) => {
                format!("“{key}” has over {MOST_ROWS} rows. Remove some.")
            }
            (FactsProblem::NotATime, Locale::Zh) => {
                format!("“{key}”应写作 2026-11-22T09:30，请改正。")
            }
            (FactsProblem::NotATime, Locale::En) => {
                format!("“{key}” is written like 2026-11-22T09:30. Correct it.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known {
            facts: vec!["person.name".into()],
            ticks: vec!["photo.no_hat".into()],
            acts: vec!["registered".into()],
            files: vec!["photo".into()],
            comparisons: vec!["record.name".into()],
        }
    }

    #[test]
    fn a_facts_file_is_read_whole() {
        let json = r#"{"facts":{"person.name":"张三"},"history":[{"from":"201109","to":"201506","place":"某大学"}],
            "ticks":{"photo.no_hat":true},"acts":{"registered":"2026-11-22T09:30"},"files":{"photo":"p.jpg"},
            "log":[{"act":"registered","at":"2026-11-23","note":"再来一次"}],
            "comparisons":{"record.name":{"verdict":"differs","shown":"张山"}}}"#;
        let (answers, files) = FactsFile::parse(json, &known()).unwrap();
        assert_eq!(answers.facts["person.name"], "张三");
        assert_eq!(answers.history[0].place, "某大学");
        let log: Vec<String> =
            answers.log.iter().map(|it| format!("{} {}", it.at, it.note)).collect();
        assert_eq!(log, ["2026-11-22 09:30:00 ", "2026-11-23 00:00:00 再来一次"]);
        assert_eq!(answers.comparisons["record.name"].shown, "张山");
        assert_eq!(files["photo"], "p.jpg");
        assert_eq!(
            format!("{answers:?}"),
            "Answers(1 facts, 1 history rows)",
            "no answer in Debug"
        );
    }

    #[test]
    fn what_is_written_says_the_same_when_it_is_read() {
        let mut answers = Answers::default();
        answers.facts.insert("person.name".into(), "张\"三\"\n\\\u{202e}".to_owned());
        answers.facts.insert("gone.fact".into(), "of a pack that is no longer there".to_owned());
        answers.history.push(HistoryRow { from: "201109".to_owned(), ..HistoryRow::default() });
        answers.ticks.insert("photo.no_hat".to_owned(), true);
        answers.log.push(LogEntry {
            act: "registered".to_owned(),
            at: parse_time("2026-11-22T09:30:15").unwrap(),
            note: "第二次".to_owned(),
        });
        let compared = Compared {
            verdict: Agreement::Differs,
            shown: "张山".to_owned(),
            evidence: "身份证".to_owned(),
        };
        answers.comparisons.insert("record.name".to_owned(), compared);
        let signed = r#"{"strokes":[[[0.1,0.25],[1,0]]],"at":"2026-11-22T09:30:00","of":"00ff"}"#;
        answers.signature = Some(serde_json::from_str(signed).unwrap());
        let (read, files) =
            FactsFile::parse(&FactsFile::write(&answers, &known()), &known()).unwrap();
        answers.facts.remove("gone.fact");
        assert!(read == answers && files.is_empty());
    }

    #[test]
    fn whatever_is_wrong_is_named() {
        let long = format!(r#"{{"facts":{{"person.name":"{}"}}}}"#, "张".repeat(3_000));
        for (json, expected) in [
            (
                r#"{"facts":{"person.nmae":"张三"}}"#,
                "没有名为“facts.person.nmae”的项目，请检查拼写。",
            ),
            (r#"{"fcats":{}}"#, "没有名为“fcats”的项目，请检查拼写。"),
            (r#"{"history":[{"form":"201109"}]}"#, "没有名为“form”的项目，请检查拼写。"),
            (r#"{"ticks":{"photo.hat":true}}"#, "没有名为“ticks.photo.hat”的项目，请检查拼写。"),
            (r#"{"facts":{"person.name":3}}"#, "“facts.person.name”的类型不对，请对照说明改正。"),
            (r#"{"facts":"#, "第 1 行第 9 列不是正确的 JSON，请改正后再试。"),
            ("{} x", "第 1 行第 4 列不是正确的 JSON，请改正后再试。"),
            (
                r#"{"acts":{"registered":"昨天"}}"#,
                "“acts.registered”应写作 2026-11-22T09:30，请改正。",
            ),
            (&long, "“facts.person.name”超过 4000 字节，请缩短。"),
            (
                r#"{"log":[{"act":"activated","at":"2026-11-22"}]}"#,
                "没有名为“log.activated”的项目，请检查拼写。",
            ),
            (
                r#"{"comparisons":{"record.name":{"verdict":"same"},"record.hat":{"verdict":"same"}}}"#,
                "没有名为“comparisons.record.hat”的项目，请检查拼写。",
            ),
            (
                r#"{"comparisons":{"record.name":{"verdict":"perhaps"}}}"#,
                "“comparisons.record.name.verdict”的类型不对，请对照说明改正。",
            ),
            (r#"{"signature":{"strokes":[]}}"#, "“signature.strokes”的类型不对，请对照说明改正。"),
            (
                r#"{"signature":{"strokes":[[[2,0]]]}}"#,
                "“signature.strokes”的类型不对，请对照说明改正。",
            ),
        ] {
            let Err(error) = FactsFile::parse(json, &known()) else { panic!("accepted") };
            assert_eq!(error.message(Locale::Zh), expected);
        }
    }
}

//! `FACTS.json`: answers as a person or another program writes them into a file.

use std::collections::BTreeMap;

use beishen_document::Locale;
use serde::{Deserialize, Serialize};

use crate::{
    answers::{Agreement, Answers, Compared, HistoryRow, LogEntry},
    fact::FactKey,
    procedure::Procedure,
    raw::{Object, each_once},
    signature::Signature,
    time::{TIME, local_time},
    unfit::Unfit,
};

/// The newest questionnaire whose answers are understood.
pub const QUESTIONNAIRE: u32 = 1;

/// A facts file as it is written: `FACTS.json`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactsFile {
    /// Of which questionnaire it is, where a page was filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    questionnaire: Option<Object<Questionnaire>>,
    #[serde(default, deserialize_with = "each_once")]
    facts: BTreeMap<FactKey, String>,
    #[serde(default)]
    history: Vec<Object<HistoryRow>>,
    #[serde(default, deserialize_with = "each_once")]
    ticks: BTreeMap<String, bool>,
    /// An act and the time of it: the short form of a log entry.
    #[serde(default, deserialize_with = "each_once")]
    acts: BTreeMap<String, String>,
    #[serde(default)]
    log: Vec<Object<LogLine>>,
    #[serde(default, deserialize_with = "each_once")]
    comparisons: BTreeMap<String, Object<Compared>>,
    /// The strokes of a signature; without them the paper is signed in ink.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signature: Option<Object<Signature>>,
    /// Paths of the files to hand in, by material; relative ones start at the facts file.
    #[serde(default, deserialize_with = "each_once")]
    pub files: BTreeMap<String, String>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Questionnaire {
    procedure: String,
    version: u32,
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
    NotAnObject,
    WrongShape,
    NotAnAgreement,
    Unknown,
    Twice,
    TooLong,
    TooMany,
    NotATime,
    TooNew,
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
        let read = serde_path_to_error::deserialize(&mut deserializer);
        let Object(file): Object<Self> = read.map_err(|it| refused(&it))?;
        deserializer.end().map_err(|error| FactsError {
            key: ".".to_owned(),
            problem: FactsProblem::NotJson { line: error.line(), column: error.column() },
        })?;
        file.check(known)?;
        let fail = |key: &str, problem| FactsError { key: key.to_owned(), problem };
        let time = |text: &str, key: String| {
            local_time(text).ok_or_else(|| fail(&key, FactsProblem::NotATime))
        };
        let mut log = Vec::new();
        for (act, text) in &file.acts {
            let at = time(text, format!("acts.{act}"))?;
            log.push(LogEntry { act: act.clone(), at, note: String::new() });
        }
        for (n, Object(LogLine { act, at, note })) in file.log.into_iter().enumerate() {
            log.push(LogEntry { at: time(&at, format!("log[{n}].at"))?, act, note });
        }
        let answers = Answers {
            facts: file.facts,
            history: file.history.into_iter().map(|it| it.0.as_wanted()).collect(),
            ticks: file.ticks,
            log,
            comparisons: file.comparisons.into_iter().map(|(key, it)| (key, it.0)).collect(),
            signature: file.signature.map(|it| it.0),
            ..Answers::default()
        };
        Ok((answers, file.files))
    }

    /// The procedure whose questionnaire it answers; nothing: it is no questionnaire's, or no facts file.
    pub fn questionnaire_of(json: &str) -> Option<String> {
        #[derive(Deserialize)]
        struct Beginning {
            questionnaire: Option<Questionnaire>,
        }
        let read: Beginning = serde_json::from_str(json).ok()?;
        read.questionnaire.map(|it| it.procedure)
    }

    /// The text of a facts file that says the same: parsed again it gives these facts, history, ticks and so on. Keys that
    /// are not `known` are left out, for a facts file may not have them. `files`: where those to hand in lie, by material.
    pub fn write(answers: &Answers, known: &Known, files: &BTreeMap<String, String>) -> String {
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
            questionnaire: None,
            facts: facts.map(|(key, text)| (key.clone(), text.clone())).collect(),
            history: answers.history.iter().cloned().map(Object).collect(),
            ticks: ticks.map(|(key, on)| (key.clone(), *on)).collect(),
            acts: BTreeMap::new(),
            log: log
                .map(|it| {
                    let (act, note) = (it.act.clone(), it.note.clone());
                    Object(LogLine { act, at: it.at.format(TIME).to_string(), note })
                })
                .collect(),
            comparisons: comparisons.map(|(key, it)| (key.clone(), Object(it.clone()))).collect(),
            signature: answers.signature.clone().map(Object),
            files: files
                .iter()
                .filter(|(material, _)| given(&known.files, material))
                .map(|(material, path)| (material.clone(), path.clone()))
                .collect(),
        };
        serde_json::to_string_pretty(&file).unwrap_or_default()
    }

    fn check(&self, known: &Known) -> Result<(), FactsError> {
        let fail = |key: String, problem| Err(FactsError { key, problem });
        if self.questionnaire.as_ref().is_some_and(|it| it.0.version > QUESTIONNAIRE) {
            return fail("questionnaire.version".to_owned(), FactsProblem::TooNew);
        }
        let keys = (self.facts.keys().map(|key| ("facts", key.as_str(), known.facts.as_slice())))
            .chain(self.ticks.keys().map(|key| ("ticks", key.as_str(), known.ticks.as_slice())))
            .chain(self.acts.keys().map(|key| ("acts", key.as_str(), known.acts.as_slice())))
            .chain(self.log.iter().map(|it| ("log", it.0.act.as_str(), known.acts.as_slice())))
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
            if line.0.note.len() > LONGEST_VALUE {
                return fail(format!("log[{at}]"), FactsProblem::TooLong);
            }
        }
        for (item, Object(compared)) in &self.comparisons {
            if compared.shown.len().max(compared.evidence.len()) > LONGEST_VALUE {
                return fail(format!("comparisons.{item}"), FactsProblem::TooLong);
            }
        }
        for (key, value) in &self.facts {
            if value.len() > LONGEST_VALUE {
                return fail(format!("facts.{}", key.as_str()), FactsProblem::TooLong);
            }
        }
        for (at, Object(row)) in self.history.iter().enumerate() {
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

/// What does not fit, by its key.
fn refused(error: &serde_path_to_error::Error<serde_json::Error>) -> FactsError {
    let (inner, path) = (error.inner(), error.path().to_string());
    let fail = |key: &str, problem| FactsError { key: key.to_owned(), problem };
    if !inner.is_data() {
        let (line, column) = (inner.line(), inner.column());
        return fail(&path, FactsProblem::NotJson { line, column });
    }
    match Unfit::of(&inner.to_string()) {
        Unfit::Unknown(key) => fail(key, FactsProblem::Unknown),
        Unfit::Twice(key) if path == "." => fail(key, FactsProblem::Twice),
        Unfit::Twice(key) => fail(&format!("{path}.{key}"), FactsProblem::Twice),
        // The verdict of a comparison is all that is chosen of some words.
        Unfit::Variant(_) => fail(&path, FactsProblem::NotAnAgreement),
        _ if path == "." => fail(&path, FactsProblem::NotAnObject),
        _ => fail(&path, FactsProblem::WrongShape),
    }
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
            (FactsProblem::TooNew, Locale::Zh) => {
                "这份采集表是新版本做的，请更新备申后再导入。".to_owned()
            }
            (FactsProblem::TooNew, Locale::En) => {
                "This questionnaire is of a newer version. Update Beishen, then import it."
                    .to_owned()
            }
            (FactsProblem::NotJson { line, column }, Locale::Zh) => {
                format!("第 {line} 行第 {column} 列不是正确的 JSON，请改正后再试。")
            }
            (FactsProblem::NotJson { line, column }, Locale::En) => {
                format!(
                    "Line {line}, column {column} is not correct JSON. Correct it and try again."
                )
            }
            (FactsProblem::NotAnObject, Locale::Zh) => {
                "文件的类型不对，应是一个 JSON 对象，请对照说明改正。".to_owned()
            }
            (FactsProblem::NotAnObject, Locale::En) => {
                "The file is to be one JSON object. Compare it with the guide.".to_owned()
            }
            (FactsProblem::WrongShape, Locale::Zh) => {
                format!("“{key}”的类型不对，请对照说明改正。")
            }
            (FactsProblem::WrongShape, Locale::En) => {
                format!("“{key}” has the wrong type. Compare it with the guide.")
            }
            (FactsProblem::NotAnAgreement, Locale::Zh) => {
                format!(
                    "“{key}”只能是 {}，请改正。",
                    Agreement::ALL.map(Agreement::name).join("、")
                )
            }
            (FactsProblem::NotAnAgreement, Locale::En) => {
                format!(
                    "“{key}” is one of {}. Correct it.",
                    Agreement::ALL.map(Agreement::name).join(", ")
                )
            }
            (FactsProblem::Unknown, Locale::Zh) => format!("没有名为“{key}”的项目，请检查拼写。"),
            (FactsProblem::Unknown, Locale::En) => {
                format!("There is no item “{key}”. Check its spelling.")
            }
            (FactsProblem::Twice, Locale::Zh) => format!("“{key}”写了不止一次，请只留一处。"),
            (FactsProblem::Twice, Locale::En) => {
                format!("“{key}” is given more than once. Keep one.")
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
            at: local_time("2026-11-22T09:30:15").unwrap(),
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
            FactsFile::parse(&FactsFile::write(&answers, &known(), &BTreeMap::new()), &known())
                .unwrap();
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
                r#"{"comparisons":{"record.name":{"verdict":"agrees"}}}"#,
                "“comparisons.record.name.verdict”只能是 same、differs、unseen，请改正。",
            ),
            (
                r#"{"facts":{"person.name":"张三","person.name":"张山"}}"#,
                "“facts.person.name”写了不止一次，请只留一处。",
            ),
            (r#"{"facts":{},"ticks":{},"facts":{}}"#, "“facts”写了不止一次，请只留一处。"),
            (
                r#"{"history":[{"from":"201109","from":"201209"}]}"#,
                "“history[0].from”写了不止一次，请只留一处。",
            ),
            (
                r#"{"comparisons":{"record.name":{"verdict":"same","verdict":"same"}}}"#,
                "“comparisons.record.name.verdict”写了不止一次，请只留一处。",
            ),
            ("[]", "文件的类型不对，应是一个 JSON 对象，请对照说明改正。"),
            ("null", "文件的类型不对，应是一个 JSON 对象，请对照说明改正。"),
            (
                r#"{"history":[["201109","201506","某大学","学生","李四"]]}"#,
                "“history[0]”的类型不对，请对照说明改正。",
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

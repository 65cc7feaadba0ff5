//! A row of the table: what it says of somebody, and what is to be said of each of its cells.

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::{
    Answers, FactKey, Finding, Procedure, Severity, Subject, assess,
    procedure::Options,
    reading::{ValueKind, name_pinyin::Bearer, put_together, unguarded_name},
};
use beishen_document::Text;
use beishen_reference::Table;
use beishen_store::ApplicantId;
use beishen_tables::{Row, Shape, repair};
use beishen_work::Failure;
use chrono::{NaiveDate, NaiveDateTime};

use super::{columns, here::Find, history::Histories};
use crate::{
    record::{self, ID_NUMBER, NAME},
    roster::tells_by_school,
};

const ETHNIC_GROUP: &str = "person.ethnic_group";

/// Somebody as a row has them.
pub(crate) struct Person {
    /// As the spreadsheet counts.
    pub(crate) row: u32,
    /// What would be taken in.
    pub(crate) answers: Answers,
    /// What is said of cells, by column; the most serious first.
    pub(crate) said: BTreeMap<usize, Vec<Said>>,
    /// What is said of the row as a whole: first what it says itself, then what others make of it.
    pub(crate) whole: Vec<Said>,
    own: usize,
    /// Who it is, if they are here already.
    pub(crate) here: Option<(ApplicantId, String)>,
    /// Where the desk says otherwise: what it says, by fact.
    pub(crate) differs: BTreeMap<FactKey, String>,
    /// What the desk has an answer to.
    pub(crate) there: BTreeSet<FactKey>,
    pub(crate) has_history: bool,
}

/// Something that is said of a cell or a row.
#[derive(Clone)]
pub(crate) struct Said {
    pub(crate) severity: Severity,
    pub(crate) message: Text,
}

/// Which row had a document number first.
pub(crate) type Seen = BTreeMap<String, u32>;

impl Person {
    /// Reads a row as `columns` say, and has it assessed.
    pub(crate) fn read(
        procedure: &Procedure,
        columns: &[Option<FactKey>],
        shapes: &[Shape],
        row: &Row,
        histories: &Histories,
        now: NaiveDateTime,
    ) -> Self {
        let mut person = Self {
            row: row.number,
            answers: Answers::default(),
            said: BTreeMap::new(),
            whole: Vec::new(),
            own: 0,
            here: None,
            differs: BTreeMap::new(),
            there: BTreeSet::new(),
            has_history: false,
        };
        for (column, (fact, shape)) in columns.iter().zip(shapes).enumerate() {
            let Some(fact) = fact else { continue };
            let read = repair(row.cell(column), *shape);
            if let Some(ruin) = read.ruin {
                person.say(column, Severity::Error, ruin.message());
            } else if let Some(it) = read.repair {
                person.say(column, Severity::Hint, it.message());
            }
            let mut text = read.text;
            if let Some(word) = procedure.options_of(fact).and_then(|it| listed(it, &text)) {
                let message = Text::new(
                    format!("“{text}”按选项写作“{word}”。"),
                    format!("“{text}” is “{word}” in the list."),
                );
                person.say(column, Severity::Hint, message);
                text = word;
            }
            if !text.is_empty() {
                person.answers.facts.insert(fact.clone(), text);
            }
        }
        person.tidy_name(columns);
        person.answers.history = histories.of_row(row.number, &person.answers);
        person.judge(procedure, columns, now);
        person
    }

    /// Frees the name of what the spreadsheet put around it and into it. Where a blank may stand for a dot, as core judges by the
    /// people, it stays, and is asked about.
    fn tidy_name(&mut self, columns: &[Option<FactKey>]) {
        let key = FactKey::from(NAME);
        let column = columns.iter().position(|it| it.as_ref() == Some(&key));
        let Some((column, text)) = column.zip(self.answers.facts.get(&key).cloned()) else {
            return;
        };
        let bare = unguarded_name(&text).to_owned();
        if bare != text.trim() {
            let message = Text::new(
                format!("“{text}”外面是表格的记号，按“{bare}”导入。"),
                format!(
                    "The signs around “{text}” are the spreadsheet's; it is taken in as “{bare}”."
                ),
            );
            self.say(column, Severity::Hint, message);
        }
        let people = self.answers.facts.get(&FactKey::from(ETHNIC_GROUP)).cloned();
        let bearer = Bearer { ethnic_group: people.as_deref(), ..Bearer::default() };
        let joined = put_together(&bare, bearer);
        if let Some(name) = &joined {
            let message = Text::new(
                format!("“{bare}”中间是对齐用的空格，按“{name}”导入。"),
                format!("The spaces in “{bare}” only line it up; it is taken in as “{name}”."),
            );
            self.say(column, Severity::Hint, message);
        }
        self.answers.facts.insert(key, joined.unwrap_or(bare));
    }

    fn say(&mut self, column: usize, severity: Severity, message: Text) {
        let all = self.said.entry(column).or_default();
        all.push(Said { severity, message });
        all.sort_by_key(|it| it.severity);
    }

    pub(super) fn say_of_all(
        &mut self,
        severity: Severity,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) {
        self.whole.push(Said { severity, message: Text::new(zh, en) });
    }

    /// What `assess` says of what is there. What is missing may come later.
    fn judge(&mut self, procedure: &Procedure, columns: &[Option<FactKey>], now: NaiveDateTime) {
        let assessment = assess(procedure, &self.answers, now);
        for Finding { severity, subject, reason, message, row, .. } in assessment.findings {
            match subject {
                Subject::Fact(fact) => {
                    let there = self.answers.facts.contains_key(&fact);
                    let column = columns.iter().position(|it| it.as_ref() == Some(&fact));
                    // A ruined cell has its reason already.
                    let ruined = |it: usize| {
                        let all = self.said.get(&it).into_iter().flatten();
                        all.clone().any(|it| it.severity == Severity::Error)
                    };
                    if let Some(column) = column.filter(|it| there && !ruined(*it)) {
                        let text = self.answers.facts.get(&fact).map_or("", String::as_str);
                        let message = if severity == Severity::Error && lost_its_end(text) {
                            zeros(text)
                        } else {
                            message
                        };
                        let unasked = !assessment.values.contains_key(&fact);
                        let severity = match severity {
                            Severity::Warning if unasked && tells_by_school(&fact) => {
                                Severity::Hint
                            }
                            other => other,
                        };
                        self.say(column, severity, message);
                    }
                }
                // A month that is none; that the history is not complete yet is for later.
                Subject::History
                    if row.is_some() && severity == Severity::Error && reason != "missing" =>
                {
                    self.say_of_all(
                        Severity::Error,
                        format!("个人经历：{}", message.zh),
                        format!("History: {}", message.en),
                    );
                }
                _ => {}
            }
        }
        let name = self.answers.facts.get(&FactKey::from(NAME));
        if name.is_none() {
            self.say_of_all(
                Severity::Error,
                "这一行没有姓名，请补上。",
                "There is no name in this row. Add it.",
            );
        }
    }

    /// Looks around for the first time; what was said so far is the row's own.
    pub(crate) fn compare(
        &mut self,
        procedure: &Procedure,
        seen: &mut Seen,
        find: &Find<'_>,
    ) -> Result<(), Failure> {
        self.own = self.whole.len();
        self.look_around(procedure, seen, find)
    }

    /// Whether somebody else of the table has the number, and who is here under it now. What the row says itself stays.
    pub(crate) fn look_around(
        &mut self,
        procedure: &Procedure,
        seen: &mut Seen,
        find: &Find<'_>,
    ) -> Result<(), Failure> {
        self.whole.truncate(self.own);
        (self.here, self.has_history) = (None, false);
        self.differs.clear();
        self.there.clear();
        let Some(number) = self.answers.facts.get(&FactKey::from(ID_NUMBER)) else { return Ok(()) };
        // Read for its form alone, which no day changes.
        let number = ValueKind::Id18.read(number, NaiveDate::MAX).normalised.into_owned();
        if let Some(first) = seen.get(&number) {
            let first = *first;
            self.say_of_all(
                Severity::Error,
                format!("与第 {first} 行证件号码相同，请核对后只留一行。"),
                format!("Same document number as row {first}. Keep one of them."),
            );
            return Ok(());
        }
        let here = find(&number)?;
        seen.insert(number, self.row);
        match here.as_slice() {
            [] => {}
            [one] => {
                let there = record::answers(&one.values);
                self.here = Some((one.id, one.name.clone()));
                self.has_history = !there.history.is_empty();
                let given = there.facts.iter().filter(|it| !it.1.trim().is_empty());
                self.there = given.map(|it| it.0.clone()).collect();
                for (fact, text) in &self.answers.facts {
                    let other =
                        there.facts.get(fact).map(|it| it.trim()).filter(|it| !it.is_empty());
                    if let Some(other) = other.filter(|it| !same(procedure, fact, it, text)) {
                        self.differs.insert(fact.clone(), other.to_owned());
                    }
                }
            }
            many => {
                let n = many.len();
                self.say_of_all(
                    Severity::Error,
                    format!("资料台里有 {n} 人用这个证件号码，请先处理重复。"),
                    format!(
                        "{n} people on the desk have this document number. Sort that out first."
                    ),
                );
            }
        }
        Ok(())
    }

    /// Whether the row says nothing that is asked for, or only sums the others up.
    pub(crate) fn is_nobody(&self, row: &Row) -> bool {
        let facts = &self.answers.facts;
        // Where the names are, their number may stand.
        let name = facts.get(&FactKey::from(NAME)).filter(|it| it.parse::<f64>().is_err());
        let sums = match name {
            Some(name) => is_sum(name) && !facts.contains_key(&FactKey::from(ID_NUMBER)),
            None => row.cells.iter().any(|it| is_sum(&it.text)),
        };
        facts.is_empty() && self.said.is_empty() || sums
    }

    /// Everything that keeps it from being taken in.
    pub(crate) fn wrong(&self) -> impl Iterator<Item = &Said> {
        let cells = self.said.values().flatten();
        self.whole.iter().chain(cells).filter(|it| it.severity == Severity::Error)
    }

    /// Whether it can be taken in.
    pub(crate) fn is_fine(&self) -> bool {
        self.wrong().next().is_none()
    }

    /// Whether somebody should look at it first.
    pub(crate) fn is_doubtful(&self) -> bool {
        let mut cells = self.said.values().flatten().chain(&self.whole);
        self.is_fine()
            && (cells.any(|it| it.severity == Severity::Warning) || !self.differs.is_empty())
    }
}

/// Whether two texts are the same answer: read alike, if the fact is read.
pub(super) fn same(procedure: &Procedure, fact: &FactKey, one: &str, other: &str) -> bool {
    one == other || as_read(procedure, fact, one) == as_read(procedure, fact, other)
}

/// A text as it is read, if the fact is; for its form alone, which no day changes.
pub(super) fn as_read(procedure: &Procedure, fact: &FactKey, text: &str) -> String {
    match columns::kind(procedure, fact) {
        Some(kind) if kind != ValueKind::NamePinyin => {
            kind.read(text, NaiveDate::MAX).normalised.into_owned()
        }
        _ => text.trim().to_owned(),
    }
}

/// An option that is written otherwise in the list: by its code, its other or English name, with blanks. Nothing if it stands there as it is.
fn listed(options: &Options, text: &str) -> Option<String> {
    if text.is_empty() || options.list.iter().any(|it| it.is(text)) {
        return None;
    }
    let joined: String = text.split_whitespace().collect();
    let own = options.list.iter().find(|it| {
        it.value == joined
            || it.en.eq_ignore_ascii_case(text.trim())
            || it.value.strip_suffix(['性', '族']).is_some_and(|it| it == joined)
            || joined.strip_suffix(['性']).is_some_and(|joined| it.value == joined)
    });
    if let Some(own) = own {
        return Some(own.value.clone());
    }
    let table = options.table.as_deref().and_then(Table::by_name)?;
    let found = table.find(text).or_else(|| table.find(&joined));
    // An institution that was renamed is another word for a person to weigh.
    let found = found.filter(|it| table != Table::Institutions || it.code == text)?;
    (found.name != text).then(|| found.name.to_owned())
}

/// Whether a cell heads a row that sums the others up: 合计, 合 计：, 总计 60 人.
fn is_sum(text: &str) -> bool {
    const SUMS: [&str; 8] = ["合计", "总计", "小计", "共计", "总人数", "平均", "total", "sum"];
    let word = |it: &char| !it.is_whitespace() && !it.is_ascii_digit() && !"：:人共".contains(*it);
    let joined: String = text.to_lowercase().chars().filter(word).collect();
    SUMS.iter().any(|it| it.chars().filter(word).eq(joined.chars()))
}

/// Whether a number ends as those do whose last digits a spreadsheet has made 0.
fn lost_its_end(text: &str) -> bool {
    text.len() >= 16 && text.ends_with("000") && text.bytes().all(|it| it.is_ascii_digit())
}

fn zeros(text: &str) -> Text {
    let n = text.len();
    Text::new(
        format!("号码 {n} 位、末尾是 000，可能被表格改过，请按原件重填。"),
        format!(
            "The number has {n} digits and ends in 000: a spreadsheet may have changed it. Type it again from the original."
        ),
    )
}

//! Everything a person has given, as it was typed.

use std::{collections::BTreeMap, fmt};

use beishen_document::Text;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::{
    fact::FactKey, measurement::Measurement, outcome::Outcome, signature::Signature,
    subject::Subject,
};

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
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Same, Self::Differs, Self::Unseen];

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

impl HistoryRow {
    /// Whether one studies there, as far as the words say: that has an end of its own, and is no employment.
    pub(crate) fn is_study(&self) -> bool {
        const ROLES: [&str; 6] = ["学生", "本科", "专科", "研究生", "硕士", "博士"];
        const SCHOOLS: [&str; 3] = ["大学", "学院", "学校"];
        let role = self.role.trim();
        ROLES.iter().any(|it| role.contains(it))
            || role.is_empty() && SCHOOLS.iter().any(|it| self.place.contains(it))
    }

    /// Whether the row tells of study or work beside other work: 高等教育自学考试, 函授, 业余, 兼职.
    pub(crate) fn is_part_time(&self) -> bool {
        const WORDS: [&str; 18] = [
            "自学考试",
            "自考",
            "函授",
            "业余",
            "夜大",
            "成人",
            "网络教育",
            "远程",
            "开放大学",
            "电大",
            "在职",
            "非全日制",
            "同等学力",
            "课程班",
            "进修",
            "兼职",
            "挂职",
            "实习",
        ];
        WORDS.iter().any(|it| self.place.contains(it) || self.role.contains(it))
    }
}

impl fmt::Debug for HistoryRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HistoryRow(…)")
    }
}

/// A warning that was looked at. It falls when the value changes.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// The rule's id.
    pub rule: String,
    /// The rule's reason.
    pub reason: String,
    /// What the finding was about.
    pub subject: Subject,
    /// The value it was kept for.
    pub value: String,
}

//! A page taken apart into cells, or into words where a cell holds months and more; and the months among them.

use std::{ops::Range, sync::LazyLock};

use beishen_core::{Month, reading::fold};
use regex::Regex;

use super::{compare::bare, labels::is_colon};

/// What a portal may call a part of a row.
const HEADS: [&str; 18] = [
    "开始年月",
    "起始年月",
    "结束年月",
    "终止年月",
    "起止年月",
    "开始时间",
    "结束时间",
    "起止时间",
    "单位",
    "工作单位",
    "学习单位",
    "学习或工作单位",
    "学校",
    "专业",
    "职务",
    "专业、职务",
    "专业或职务",
    "证明人",
];

/// Which part of a row a piece is the head of: 0 the place, 1 the role, 2 the witness.
pub(super) fn head(unit: &Unit) -> Option<usize> {
    match unit.bare.as_str() {
        "单位" | "工作单位" | "学习单位" | "学习或工作单位" | "学校" => Some(0),
        "专业" | "职务" | "专业、职务" | "专业或职务" => Some(1),
        "证明人" => Some(2),
        _ => None,
    }
}

/// A piece of the page that stands for itself.
#[derive(Clone)]
pub(super) struct Unit {
    pub(super) text: String,
    /// Folded, without spaces.
    pub(super) bare: String,
    pub(super) months: Vec<(Month, String)>,
    /// A word of the same cell as the one before.
    pub(super) goes_on: bool,
    /// In which line of the page.
    pub(super) line: usize,
}

impl Unit {
    /// What may stand between the two months of a row: 至, or the name of the second box.
    fn joins(&self) -> bool {
        let joining = |it: char| "-–—~～至到结束终止".contains(it);
        self.bare.chars().count() <= 6 && self.bare.chars().any(joining)
    }
}

/// Two months that follow each other.
pub(super) struct Stretch {
    pub(super) from: (Month, String),
    pub(super) to: (Month, String),
    pub(super) units: Range<usize>,
}

pub(super) fn stretches(units: &[Unit]) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let behind = units.get(at + 1..).unwrap_or_default();
        let between = behind.iter().take(2).take_while(|it| it.months.is_empty() && it.joins());
        let second = at + 1 + between.count();
        match (unit.months.as_slice(), units.get(second).map(|it| it.months.as_slice())) {
            ([from, to], _) => {
                found.push(Stretch { from: from.clone(), to: to.clone(), units: at..at + 1 });
                at += 1;
            }
            ([from], Some([to])) => {
                found.push(Stretch { from: from.clone(), to: to.clone(), units: at..second + 1 });
                at = second + 1;
            }
            _ => at += 1,
        }
        if found.len() > 500 {
            break; // as many as a history may have
        }
    }
    found
}

pub(super) fn units(text: &str, this_month: Month) -> Vec<Unit> {
    let mut units = Vec::new();
    let lines = text.split(['\n', '\r']).flat_map(lines);
    for (line, cells) in lines.enumerate() {
        for cell in cells {
            let mut add = |text: &str, goes_on| {
                if !text.is_empty() {
                    let (bare, months) = (bare(text), months(text, this_month));
                    units.push(Unit { text: text.to_owned(), bare, months, goes_on, line });
                }
            };
            let words: Vec<&str> = cell.split_whitespace().collect();
            let is_head = words.len() > 1 && words.first().is_some_and(|it| HEADS.contains(it));
            if !months(cell, this_month).is_empty() {
                add(cell, false);
            } else if cell.contains(is_colon) {
                labelled(&words, &mut |text| add(text, false));
            } else if is_head || words.iter().any(|it| tells_a_year(it)) {
                let mut goes_on = false;
                for word in words {
                    add(word, goes_on);
                    goes_on = !HEADS.contains(&word);
                }
            } else {
                add(cell, false);
            }
        }
    }
    units
}

/// A line as lines of cells. A sentence that tells rows, `2013年9月至2017年6月，示例大学，学生；…`, is a line for each of them.
fn lines(line: &str) -> Vec<Vec<&str>> {
    const STOPS: [char; 5] = ['，', ',', '；', ';', '。'];
    let cells: Vec<&str> = line.split(['\t', '|', '│']).map(str::trim).collect();
    let mut filled = cells.iter().filter(|it| !it.is_empty());
    let (Some(sentence), None) = (filled.next(), filled.next()) else { return vec![cells] };
    let parts = sentence.split(STOPS).map(str::trim).filter(|it| !it.is_empty());
    if parts.clone().count() < 3 || !parts.clone().any(tells_a_year) {
        return vec![cells];
    }
    let mut rows = vec![Vec::new()];
    for part in parts {
        let named = part.strip_prefix("证明人").map(|it| it.trim_start_matches(is_colon).trim());
        if tells_a_year(part) {
            // 个人经历：（1）自2013年9月至2017年6月
            let bare = part.rsplit(is_colon).next().unwrap_or_default().trim();
            rows.push(vec![without_number(bare).trim_start_matches(['从', '自']).trim_start()]);
        } else if let Some(row) = rows.last_mut() {
            match named.filter(|it| !it.is_empty()) {
                Some(name) => row.extend(["证明人", name]),
                None => row.push(part),
            }
        }
    }
    rows
}

/// Without a number before it: `1. `, `（2）`.
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(['(', '（']);
    let end = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
    let rest = rest.get(end..).filter(|_| (1..=2).contains(&end)).unwrap_or_default();
    let marks = ['.', '．', '、', ')', '）'];
    rest.strip_prefix(marks).map_or(text, str::trim_start)
}

/// `单位：示例大学 职务：工程师` by its labels and values.
fn labelled(words: &[&str], add: &mut dyn FnMut(&str)) {
    let mut value = String::new();
    for word in words {
        if let Some((label, rest)) = word.split_once(is_colon) {
            add(&value);
            add(label);
            rest.clone_into(&mut value);
        } else {
            value.push_str(if value.is_empty() { "" } else { " " });
            value.push_str(word);
        }
    }
    add(&value);
}

fn tells_a_year(word: &str) -> bool {
    let digits = |it: char| !fold(it).is_ascii_digit();
    word.split(digits).any(|it| it.chars().count() >= 4)
}

/// Where a text stands as a whole: one unit, or several words of a cell. Which unit it begins with, and how it is written.
pub(super) fn find(units: &[Unit], among: Range<usize>, wanted: &str) -> Option<(usize, String)> {
    let plain = bare(wanted);
    if plain.is_empty() {
        return None;
    }
    let units = units.get(..among.end)?;
    among.into_iter().find_map(|at| {
        let (mut text, mut rest) = (String::new(), plain.as_str());
        for (n, unit) in units.get(at..)?.iter().enumerate() {
            if n > 0 && !unit.goes_on {
                break;
            }
            rest = rest.strip_prefix(unit.bare.as_str())?;
            text.push_str(if n > 0 { " " } else { "" });
            text.push_str(&unit.text);
            if rest.is_empty() {
                return Some((at, text));
            }
        }
        None
    })
}

/// The pieces of the line on which one stands.
pub(super) fn line_of(units: &[Unit], at: usize) -> Range<usize> {
    let line = units.get(at).map(|it| it.line).unwrap_or_default();
    units.partition_point(|it| it.line < line)..units.partition_point(|it| it.line <= line)
}

pub(super) fn words(units: &[Unit]) -> String {
    units.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The one or two months that a text is and nothing else, each with how it is written. A day tells its month.
fn months(text: &str, this_month: Month) -> Vec<(Month, String)> {
    #[expect(clippy::expect_used, reason = "the pattern is a constant, and the tests compile it")]
    static MONTHS: LazyLock<Regex> = LazyLock::new(|| {
        let month = r"([12][0-9]{3})[-./年]?([0-9]{1,2})月?(?:[-./]?[0-9]{1,2}日?)?";
        Regex::new(&format!("^({month}|至今)(?:[-–—~～至到]*({month}|至今|今))?$"))
            .expect("a sound pattern")
    });
    if text.len() > 60 || !text.contains(|it: char| fold(it).is_ascii_digit() || it == '今') {
        return Vec::new();
    }
    let plain = bare(text);
    let Some(found) = MONTHS.captures(&plain) else { return Vec::new() };
    let month = |at: usize| {
        let written = found.get(at)?.as_str().to_owned();
        let Some(year) = found.get(at + 1) else { return Some((this_month, written)) };
        let month = found.get(at + 2)?.as_str();
        Some((Month::parse(&format!("{}{month:0>2}", year.as_str()))?, written))
    };
    // What is no month makes the whole none.
    match (month(1), found.get(4).map(|_| month(4))) {
        (Some(one), None) => vec![one],
        (Some(one), Some(Some(other))) => vec![one, other],
        _ => Vec::new(),
    }
}

//! What files are called that are made of many people: a pattern with fields, and no name given twice.
//!
//! **Invariant:** a name can be a file's on every system, Windows among them, whatever was answered, and never leads out of
//! the folder; what lies there is replaced only where that was said.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
};

use beishen_core::procedure::plain_name;
use beishen_document::Locale;

use crate::failure::Failure;

/// Characters of a pattern at most.
const LONGEST: usize = 200;
/// What stands between fields: where a field is empty, so is what stood beside it.
const BETWEEN: [char; 5] = ['-', '_', ' ', '·', '—'];

/// What a name can be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The applicant's name.
    Name,
    /// The last four of the document's number.
    Tail,
    /// The document's number in full.
    Number,
    /// The student number.
    Student,
    /// The class.
    Class,
    /// The procedure.
    Procedure,
    /// What the file is: the paper or the material.
    Title,
    /// What the portal calls the file.
    Portal,
    /// The day it is made on.
    Day,
}

/// Every field with its names, in the order in which they are offered.
const FIELDS: [(Field, &str, &str); 9] = [
    (Field::Name, "姓名", "name"),
    (Field::Tail, "证件号后四位", "id_tail"),
    (Field::Number, "证件号", "id"),
    (Field::Student, "学号", "student_number"),
    (Field::Class, "班级", "class"),
    (Field::Procedure, "事项", "procedure"),
    (Field::Title, "文件", "file"),
    (Field::Portal, "平台文件名", "portal_name"),
    (Field::Day, "日期", "day"),
];

/// Patterns that are offered: what they are called, and how they are written, in both languages.
const PRESETS: [[&str; 4]; 5] = [
    [
        "姓名和证件尾号",
        "{姓名}-{证件号后四位}-{文件}",
        "Name and end of ID",
        "{name}-{id_tail}-{file}",
    ],
    [
        "学号和姓名",
        "{学号}-{姓名}-{文件}",
        "Student number and name",
        "{student_number}-{name}-{file}",
    ],
    [
        "每人一个文件夹",
        "{班级}/{姓名}-{证件号后四位}/{文件}",
        "A folder for each",
        "{class}/{name}-{id_tail}/{file}",
    ],
    [
        "平台建议的文件名",
        "{姓名}-{证件号后四位}/{平台文件名}",
        "As the portal calls them",
        "{name}-{id_tail}/{portal_name}",
    ],
    ["证件号（照片）", "{证件号}", "ID number (photos)", "{id}"],
];

/// How files are called: words, fields in braces, and `/` where a folder begins.
#[derive(Debug, Clone)]
pub struct Pattern(Vec<Part>);

#[derive(Debug, Clone)]
enum Part {
    Words(String),
    Field(Field),
    Folder,
}

impl Pattern {
    /// Reads `{学号}-{姓名}-{文件}`; every field is known by its name in both languages.
    pub fn read(text: &str) -> Result<Self, Failure> {
        let mut parts = Vec::new();
        let mut rest = text.trim();
        if rest.is_empty() || rest.chars().count() > LONGEST {
            return Err(Failure::input(
                "文件名的写法要有 1 到 200 个字。",
                "The pattern has 1 to 200 characters.",
            ));
        }
        while let Some(first) = rest.chars().next() {
            rest = match first {
                '/' | '\\' => {
                    parts.push(Part::Folder);
                    rest.get(1..).unwrap_or_default()
                }
                '{' => {
                    let (name, after) = rest
                        .strip_prefix('{')
                        .and_then(|it| it.split_once('}'))
                        .ok_or_else(unclosed)?;
                    parts.push(Part::Field(field(name).ok_or_else(|| unknown(name))?));
                    after
                }
                '}' => return Err(unclosed()),
                _ => {
                    let end = rest.find(['/', '\\', '{', '}']).unwrap_or(rest.len());
                    let (words, after) = rest.split_at_checked(end).ok_or_else(unclosed)?;
                    parts.push(Part::Words(words.to_owned()));
                    after
                }
            };
        }
        Ok(Self(parts))
    }

    /// The folders and the name, as they can be on every system; `otherwise` where nothing is left of the name.
    pub fn fill(&self, value: impl Fn(Field) -> String, otherwise: &str) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut now = String::new();
        for part in self.0.iter().chain(std::iter::once(&Part::Folder)) {
            match part {
                Part::Words(words) => now += words,
                Part::Field(field) => {
                    let value = plain_name(&value(*field));
                    if value.is_empty() {
                        now.truncate(now.trim_end_matches(BETWEEN).len());
                    }
                    now += &value;
                }
                Part::Folder => all.push(plain_name(now.trim_matches(BETWEEN))),
            }
            if matches!(part, Part::Folder) {
                now.clear();
            }
        }
        let name = all.pop().filter(|it| !it.is_empty());
        all.retain(|it| !it.is_empty());
        all.push(name.unwrap_or_else(|| plain_name(otherwise)));
        all
    }

    /// Whether names differ by this.
    pub fn has(&self, field: Field) -> bool {
        self.0.iter().any(|it| matches!(it, Part::Field(one) if *one == field))
    }
}

/// How a field is written in a language, with its braces.
pub fn fields(locale: Locale) -> Vec<String> {
    FIELDS.iter().map(|(_, zh, en)| format!("{{{}}}", locale.pick(zh, en))).collect()
}

/// What each pattern is called that is offered, and how it is written; the first is the usual one.
pub fn presets(locale: Locale) -> Vec<(&'static str, &'static str)> {
    let of = |it: &[&'static str; 4]| match locale {
        Locale::Zh => (it[0], it[1]),
        Locale::En => (it[2], it[3]),
    };
    PRESETS.iter().map(of).collect()
}

fn field(name: &str) -> Option<Field> {
    let name = name.trim();
    let is_it = |it: &&(Field, &str, &str)| it.1 == name || it.2.eq_ignore_ascii_case(name);
    FIELDS.iter().find(is_it).map(|it| it.0)
}

fn unclosed() -> Failure {
    Failure::input("花括号要成对，例如 {姓名}。", "Braces come in pairs, as in {name}.")
}

fn unknown(name: &str) -> Failure {
    let name: String = name.chars().take(20).collect();
    let (zh, en) = (fields(Locale::Zh).join(" "), fields(Locale::En).join(" "));
    Failure::input(
        format!("没有“{name}”这一项；可用：{zh}"),
        format!("There is no field “{name}”. There are: {en}"),
    )
}

/// What is done where a file of that name lies in the folder already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Taken {
    /// The new one gets a number.
    #[default]
    Number,
    /// The new one is not written.
    Skip,
    /// The old one is replaced.
    Replace,
}

/// Why a file is not called as the pattern says, or not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// Another one of the same batch is called so.
    Twice,
    /// It lies there already.
    There,
}

/// Where a file goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The whole path.
    pub path: PathBuf,
    /// The same below the folder, with `/` on every system.
    pub shown: String,
    /// What its name met.
    pub clash: Option<Clash>,
    /// Whether it is written.
    pub written: bool,
}

/// Gives names in a folder, none of them twice.
#[derive(Debug)]
pub struct Names {
    /// None: nothing is known of what lies there.
    folder: Option<PathBuf>,
    taken: Taken,
    given: HashSet<String>,
    /// The number that is tried next.
    next: HashMap<String, u32>,
}

impl Names {
    /// Of a folder, which need not be there yet.
    pub fn within(folder: Option<&Path>, taken: Taken) -> Self {
        let folder = folder.map(Path::to_owned);
        Self { folder, taken, given: HashSet::new(), next: HashMap::new() }
    }

    /// The next name: as it is wanted, or with a number behind it.
    pub fn next(&mut self, wanted: &[String], ending: &str) -> Named {
        let (name, folders) = wanted.split_last().map_or(("", wanted), |(it, all)| (it, all));
        let folders: String = folders.iter().flat_map(|it| [it.as_str(), "/"]).collect();
        let base = folders + name;
        let key = format!("{base}{ending}").to_lowercase();
        let mut number = self.next.get(&key).copied().unwrap_or(1);
        let mut clash = (number > 1).then_some(Clash::Twice);
        loop {
            let numbered = if number > 1 { format!("-{number}") } else { String::new() };
            let shown = format!("{base}{numbered}{ending}");
            number = number.saturating_add(1);
            // Systems differ in whether A and a are one name: here they are.
            let twice = self.given.contains(&shown.to_lowercase());
            let path = self.path(&shown);
            // A link that leads nowhere is there as well.
            let there = self.folder.as_ref().and_then(|_| path.symlink_metadata().ok());
            let (written, free) = match (twice, &there, self.taken) {
                (true, ..) | (_, Some(_), Taken::Number) => (true, false),
                (_, None, _) => (true, true),
                (_, Some(_), Taken::Skip) => (false, true),
                (_, Some(it), Taken::Replace) => (true, it.is_file()),
            };
            if twice {
                clash = clash.or(Some(Clash::Twice));
            } else if there.is_some() {
                clash = clash.or(Some(Clash::There));
            }
            if free || number == u32::MAX {
                self.given.insert(shown.to_lowercase());
                self.next.insert(key, number);
                return Named { path, shown, clash, written };
            }
        }
    }

    fn path(&self, shown: &str) -> PathBuf {
        let folder = self.folder.clone().unwrap_or_default();
        shown.split('/').fold(folder, |path, it| path.join(it))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn filled(pattern: &str, name: &str, class: &str) -> String {
        let value = |field: Field| match field {
            Field::Name => name.to_owned(),
            Field::Class => class.to_owned(),
            Field::Title => "准备回执".to_owned(),
            _ => String::new(),
        };
        Pattern::read(pattern).unwrap().fill(value, "文件").join("/")
    }

    #[test]
    fn a_pattern_is_filled_and_what_is_empty_leaves_no_trace() {
        for (pattern, class, expected) in [
            ("{姓名}-{文件}", "", "张三-准备回执"),
            ("{name}-{FILE}", "", "张三-准备回执"),
            ("{学号}-{姓名}-{文件}", "", "张三-准备回执"),
            ("{姓名}-{学号}-{文件}", "", "张三-准备回执"),
            ("{姓名}（{班级}）", "一班", "张三（一班）"),
            ("{班级}/{姓名}/{文件}", "一班", "一班/张三/准备回执"),
            ("{班级}/{姓名}/{文件}", "", "张三/准备回执"),
            (r"{班级}\{姓名}", "一班", "一班/张三"),
            ("{学号}", "", "文件"),
            ("../{姓名}", "", "张三"),
            ("/{姓名}", "", "张三"),
            ("{班级}/{姓名}", "../../etc", "etc/张三"),
            ("{班级}", "aux", "_aux"),
            ("{班级}", "a:b*c?", "abc"),
        ] {
            assert_eq!(filled(pattern, "张三", class), expected, "{pattern} {class}");
        }
        for (wrong, words) in
            [("{", "成对"), ("姓名}", "成对"), ("{年龄}", "没有“年龄”"), (" ", "1 到 200")]
        {
            let said = Pattern::read(wrong).unwrap_err().message.zh;
            assert!(said.contains(words), "{wrong}: {said}");
        }
        for locale in [Locale::Zh, Locale::En] {
            assert!(presets(locale).iter().all(|it| Pattern::read(it.1).is_ok()));
        }
    }

    #[test]
    fn a_name_is_given_once_and_what_lies_there_is_replaced_only_where_that_was_said() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("b.pdf"), "old").unwrap();
        std::fs::create_dir(folder.path().join("d.pdf")).unwrap();
        for (taken, expected) in [
            (Taken::Number, ["a.pdf", "A-2.pdf", "b-2.pdf", "b-3.pdf", "d-2.pdf"]),
            (Taken::Skip, ["a.pdf", "A-2.pdf", "b.pdf!", "b-2.pdf", "d.pdf!"]),
            (Taken::Replace, ["a.pdf", "A-2.pdf", "b.pdf", "b-2.pdf", "d-2.pdf"]),
        ] {
            let mut names = Names::within(Some(folder.path()), taken);
            let given = ["a", "A", "b", "b", "d"].map(|it| {
                let file = names.next(&[it.to_owned()], ".pdf");
                assert_eq!(file.path, folder.path().join(&file.shown));
                assert_eq!(file.clash.is_none(), file.shown == "a.pdf", "{}", file.shown);
                file.shown + if file.written { "" } else { "!" }
            });
            assert_eq!(given, expected, "{taken:?}");
        }
    }

    proptest! {
        #[test]
        fn no_name_leads_out_of_its_folder(pattern in "\\PC{0,30}", name in "\\PC{0,20}", class in "\\PC{0,20}") {
            let Ok(pattern) = Pattern::read(&pattern) else { return Ok(()) };
            let value = |field: Field| if field == Field::Class { class.clone() } else { name.clone() };
            let parts = pattern.fill(value, "文件");
            let named = Names::within(Some(Path::new("/到")), Taken::Number).next(&parts, ".pdf");
            prop_assert!(named.path.starts_with("/到"));
            for it in named.path.components().skip(1) {
                prop_assert!(matches!(it, std::path::Component::Normal(_)), "{:?}", named.path);
            }
            for it in &parts {
                prop_assert_eq!(&plain_name(it), it);
            }
        }
    }
}

//! The classes of a desk: what is the same for many, shown before it is changed for all of them.

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::{FactKey, Procedure};
use beishen_document::Locale;
use beishen_reference::Table;
use beishen_store::{Change, Deed, Provenance};
use beishen_work::Failure;

use super::many::{short, taken};
use crate::{
    at::At,
    classes::{CLASSES, Classes, given, gives},
    contract::{ClassChange, ClassFactView, ClassPreview, ClassView, ClassesView, ManyView, count},
    desk::Desk,
    roster::Back,
};

/// Entries of a table that are offered at most.
const OFFERED: usize = 300;

impl Desk {
    pub(crate) fn classes(&mut self, at: At) -> Result<ClassesView, Failure> {
        let classes = Classes::read(&self.vault)?;
        let everybody = self.roster.read(&self.vault)?;
        let mut people: BTreeMap<&str, u32> = BTreeMap::new();
        for known in everybody.people().filter(|it| !it.class().is_empty()) {
            *people.entry(known.class()).or_default() += 1;
        }
        let names: BTreeSet<&str> =
            people.keys().copied().chain(classes.0.keys().map(String::as_str)).collect();
        let views = names.into_iter().map(|name| ClassView {
            name: name.to_owned(),
            people: people.get(name).copied().unwrap_or(0),
            facts: classes.0.get(name).cloned().unwrap_or_default(),
        });
        Ok(ClassesView { classes: views.collect(), facts: self.class_facts(at.locale) })
    }

    /// What may be the same for many: nothing by which a person is known, nothing that is masked.
    fn class_facts(&self, locale: Locale) -> Vec<ClassFactView> {
        let mut seen = BTreeSet::new();
        let facts = self.library.procedures().iter().flat_map(Procedure::facts);
        let facts = facts
            .filter(|it| !it.identity && !it.sensitive && !it.key.as_str().starts_with("person."));
        let mut views: Vec<ClassFactView> = facts
            .filter(|it| seen.insert(it.key.clone()))
            .map(|it| ClassFactView {
                fact: it.key.as_str().to_owned(),
                label: it.label.get(locale).to_owned(),
                hint: it.hint.as_ref().map(|it| it.get(locale).to_owned()).unwrap_or_default(),
                options: self.class_options(&it.key),
            })
            .collect();
        views.sort_by(|a, b| a.fact.cmp(&b.fact));
        views
    }

    /// What a list offers for a fact, in any procedure; a long table is typed.
    fn class_options(&self, fact: &FactKey) -> Vec<String> {
        let lists = self.library.procedures().iter().filter_map(|it| it.options_of(fact));
        let mut all: Vec<String> = Vec::new();
        for options in lists {
            let table = options.table.as_deref().and_then(Table::by_name);
            let table = table.map(Table::entries).filter(|it| it.len() <= OFFERED);
            let of_table = table.into_iter().flatten().map(|it| it.name);
            for name in options.list.iter().map(|it| it.value.as_str()).chain(of_table) {
                if !all.iter().any(|it| it == name) {
                    all.push(name.to_owned());
                }
            }
        }
        all
    }

    /// What the class would change; nothing is changed.
    pub(crate) fn preview_class(
        &mut self,
        class: String,
        facts: BTreeMap<String, String>,
        at: At,
    ) -> Result<ClassPreview, Failure> {
        let wanted = self.wanted_facts(&facts)?;
        let labels: BTreeMap<String, String> =
            self.class_facts(at.locale).into_iter().map(|it| (it.fact, it.label)).collect();
        let (mut changes, mut kept) = (Vec::new(), Vec::new());
        for (id, name) in self.of_class(&class)? {
            let values = self.vault.applicant(id.into())?.values;
            for (fact, text) in self.class_goal(&class, &wanted)? {
                let answer = values.answers.get(&fact);
                let change = ClassChange {
                    applicant: id,
                    name: name.clone(),
                    label: labels.get(&fact).cloned().unwrap_or_else(|| fact.clone()),
                    from: answer.map(|it| it.text.clone()).unwrap_or_default(),
                    to: text.clone().unwrap_or_default(),
                };
                if gives(&values, &fact, text.as_deref()) {
                    changes.push(change);
                } else if let (Some(answer), Some(text)) = (answer, text)
                    && answer.provenance != Provenance::Class
                    && answer.text != text
                {
                    kept.push(change);
                }
            }
        }
        let (n, stays) = (changes.len(), kept.len());
        let said = match at.locale {
            Locale::Zh => format!("会改 {n} 处；{stays} 处本人另有填写，保持不变。"),
            Locale::En => {
                format!("{n} answers would change; {stays} that people gave themselves stay.")
            }
        };
        Ok(ClassPreview { said, changes, kept })
    }

    pub(crate) fn set_class(
        &mut self,
        class: String,
        facts: BTreeMap<String, String>,
        at: At,
    ) -> Result<ManyView, Failure> {
        let class = short(&class)?;
        if class.is_empty() {
            return Err(Failure::input("班级还没有写名字。", "The class has no name yet."));
        }
        let wanted = self.wanted_facts(&facts)?;
        let mut classes = Classes::read(&self.vault)?;
        let before = classes.text();
        let (mut deeds, mut back) = (Vec::new(), Vec::new());
        let goal = self.class_goal(&class, &wanted)?;
        for (id, _) in self.of_class(&class)? {
            let values = self.vault.applicant(id.into())?.values;
            let changes: Vec<Change> = goal
                .iter()
                .filter(|(fact, text)| gives(&values, fact, text.as_deref()))
                .map(|(fact, text)| given(fact, text.as_deref()))
                .collect();
            if !changes.is_empty() {
                let deed = Deed::Fill(id.into(), changes);
                back.extend(taken(&self.vault, &deed));
                deeds.push(deed);
            }
        }
        self.vault.many(&deeds, at.now)?;
        if wanted.is_empty() {
            classes.0.remove(&class);
        } else {
            classes.0.insert(class.clone(), wanted);
        }
        self.vault.note(CLASSES, &classes.text())?;
        back.push(Back::Classes(before));
        let people = count(deeds.len());
        let said = match at.locale {
            Locale::Zh => format!("“{class}”已存，改了 {people} 位。"),
            Locale::En => format!("“{class}” is saved; {people} changed."),
        };
        self.taken_up(said, back, at)
    }

    /// What every one of the class shall have; what was the same and is no longer is taken back.
    fn class_goal(
        &self,
        class: &str,
        wanted: &BTreeMap<String, String>,
    ) -> Result<Vec<(String, Option<String>)>, Failure> {
        let classes = Classes::read(&self.vault)?;
        let before = classes.0.get(class).into_iter().flat_map(BTreeMap::keys);
        let gone = before.filter(|it| !wanted.contains_key(*it)).map(|it| (it.clone(), None));
        let have = wanted.iter().map(|(fact, text)| (fact.clone(), Some(text.clone())));
        Ok(have.chain(gone).collect())
    }

    /// Those facts that are said, and may be.
    fn wanted_facts(
        &self,
        facts: &BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>, Failure> {
        const LONGEST: usize = 500;
        let may: BTreeSet<String> =
            self.class_facts(Locale::Zh).into_iter().map(|it| it.fact).collect();
        let said = facts.iter().map(|(fact, text)| (fact, text.trim()));
        let said = said.filter(|it| !it.1.is_empty());
        said.map(|(fact, text)| {
            if !may.contains(fact) || text.chars().count() > LONGEST {
                return Err(Failure::bad_request());
            }
            Ok((fact.clone(), text.to_owned()))
        })
        .collect()
    }

    /// Who is of a class, by name.
    fn of_class(&self, class: &str) -> Result<Vec<(i32, String)>, Failure> {
        let everybody = self.roster.read(&self.vault)?;
        let of_it = everybody.people().filter(|it| !class.is_empty() && it.class() == class);
        let mut people: Vec<_> =
            of_it.map(|it| (it.sort.clone(), it.id, it.name.clone())).collect();
        people.sort();
        Ok(people.into_iter().map(|(_, id, name)| (id, name)).collect())
    }
}

//! Every answer as the portal wants it, and what follows from others.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use beishen_reference::{Entry, Table};

use crate::{
    answers::{Agreement, Answers, HistoryRow},
    check::Check,
    fact::{Derive, Fact, FactKey},
    month::{Month, portal_month},
    procedure::Procedure,
    reading::{
        Reading, ValueKind,
        name_pinyin::{self, Bearer},
        place::beyond_the_mainland,
        postcode_at, read_name, unguarded,
    },
    rule::Rule,
    value::{Provenance, Value, Values},
};

/// The values, and the facts that are asked for.
pub(super) fn values(
    procedure: &Procedure,
    answers: &Answers,
    now: NaiveDateTime,
) -> (Values, BTreeSet<FactKey>) {
    let mut values = Values::new();
    for fact in procedure.facts() {
        let typed = answers.facts.get(&fact.key).map(|it| it.trim()).filter(|it| !it.is_empty());
        let (text, provenance) = match (typed, &fact.derive) {
            // What differs on the portal is not answered away: the way to the correction stays open.
            (Some(_), Some(Derive::Compared { comparison, other, .. }))
                if differs(procedure, answers, comparison) =>
            {
                (other.clone(), Provenance::Derived)
            }
            (Some(typed), _) => (typed.to_owned(), Provenance::Typed),
            (None, Some(derive)) => match derived(procedure, answers, derive, &values, now) {
                Some(it) => it,
                None => continue,
            },
            (None, None) => continue,
        };
        let value = read(procedure, fact, &text, provenance, &values, now);
        values.insert(fact.key.clone(), value);
    }
    let relevant = relevant(procedure, &values);
    // What is only derived from stays out of sight of rules when nothing asks for it.
    values.retain(|key, _| relevant.contains(key));
    read_names(procedure, &mut values);
    (values, relevant)
}

fn derived(
    procedure: &Procedure,
    answers: &Answers,
    derive: &Derive,
    values: &Values,
    now: NaiveDateTime,
) -> Option<(String, Provenance)> {
    let inside = |from: &FactKey| values.get(from).map(|it| it.derived);
    let text = match derive {
        Derive::Birth { from } => inside(from)?.birth?.to_string(),
        Derive::Sex { from } => inside(from)?.sex?.name().to_owned(),
        Derive::Pinyin { from, ethnic_group, document, country } => {
            let bearer = bearer(values, [ethnic_group, document, country]);
            let proposal = name_pinyin::propose(&values.get(from)?.text, bearer);
            Some(proposal).filter(|it| !it.is_empty())?
        }
        Derive::Copy { from } => values.get(from)?.text.clone(),
        Derive::Map { from, to } => to.get(&values.get(from)?.text)?.clone(),
        Derive::Compared { comparison, same, other } => {
            let differs = differs(procedure, answers, comparison);
            if !differs && !is_compared(procedure, answers, comparison) {
                return None;
            }
            if differs { other } else { same }.clone()
        }
        Derive::Parent { from, table } => parent(table, &values.get(from)?.text)?.to_owned(),
        Derive::Province { from } => province(&values.get(from)?.text)?.to_owned(),
        Derive::LastPlace => last_place(&answers.history, Month::of(now.date()))?.to_owned(),
        Derive::ThisMonth => Month::of(now.date()).to_string(),
        Derive::Usual { value } => return Some((value.clone(), Provenance::Usual)),
    };
    Some((text, Provenance::Derived))
}

/// Whether something is to be corrected: of a comparison, what differs or cannot be seen; of the others, such as that with
/// the paper photo, what differs.
fn differs(procedure: &Procedure, answers: &Answers, comparison: &str) -> bool {
    procedure.comparison(comparison).is_some()
        && procedure.comparisons().iter().any(|it| {
            it.items.iter().any(|item| {
                let compared = answers.comparisons.get(&it.key(item));
                compared.is_some_and(|compared| match compared.verdict {
                    Agreement::Unseen => it.id == comparison && item.is_wrong(compared.verdict),
                    verdict => item.is_wrong(verdict),
                })
            })
        })
}

/// Whether every item that must be looked at has been.
fn is_compared(procedure: &Procedure, answers: &Answers, comparison: &str) -> bool {
    procedure.comparison(comparison).is_some_and(|it| {
        let mut asked = it.items.iter().filter(|item| !item.optional);
        asked.all(|item| answers.comparisons.contains_key(&it.key(item)))
    })
}

/// What all entries of that name belong to, if it is one and the same.
fn parent(table: &str, name: &str) -> Option<&'static str> {
    let entries = Table::by_name(table)?.entries().iter();
    let mut parents = entries.filter(|it| it.name == name).map(|it| it.parent_name);
    let parent = parents.next().filter(|it| !it.is_empty())?;
    parents.all(|it| it == parent).then_some(parent)
}

/// 湖北省武汉市…, 武汉市… and 湖北武汉…; 海南 alone may be 海南藏族自治州.
fn province(address: &str) -> Option<&'static str> {
    let provinces = || Table::Provinces.entries().iter();
    let cities = || Table::Cities.entries().iter();
    let whole = provinces().find(|it| address.starts_with(it.name)).map(|it| it.name);
    let city = || cities().find(|it| address.starts_with(it.name)).map(|it| it.parent_name);
    let short = || {
        let of = |rest: &str, city: &Entry| {
            rest.starts_with(city.name) || city.also.iter().any(|it| rest.starts_with(it))
        };
        let in_it = |it: &&Entry| {
            let mut rests = it.also.iter().filter_map(|short| address.strip_prefix(short));
            rests.any(|rest| cities().any(|city| city.parent == it.code && of(rest, city)))
        };
        provinces().find(in_it).map(|it| it.name)
    };
    whole.or_else(city).or_else(short).or_else(|| beyond_the_mainland(address))
}

/// Where the person works, by a history that begins with studies.
fn last_place(history: &[HistoryRow], this_month: Month) -> Option<&str> {
    let end = |it: &HistoryRow| Month::parse(&portal_month(&it.to, this_month));
    let last = history.iter().filter_map(end).max()?;
    let mut rows = history.iter().filter(|it| end(it) == Some(last));
    let row = rows.next().filter(|_| history.len() > 1 && rows.next().is_none())?;
    Some(row.place.trim()).filter(|it| !it.is_empty() && !row.is_study())
}

/// Reads an answer by the value rule that applies to it, if one does.
pub(super) fn read(
    procedure: &Procedure,
    fact: &Fact,
    text: &str,
    provenance: Provenance,
    values: &Values,
    now: NaiveDateTime,
) -> Value {
    let answer = |key: &FactKey| values.get(key).map(|it| it.text.as_str());
    let applies = |rule: &Rule| rule.when.as_ref().is_none_or(|it| it.holds(&answer));
    let read = procedure.rules().iter().find_map(|rule| match &rule.check {
        Check::Value { facts, of, document, country, address }
            if facts.contains(&fact.key) && applies(rule) =>
        {
            let bearer = bearer(values, [&None, document, country]);
            let reading = of.read_of(text, now.date(), bearer);
            let address = address.as_ref().filter(|_| *of == ValueKind::Postcode).and_then(answer);
            let reading = match address {
                Some(address) => postcode_at(reading, address),
                None => reading,
            };
            Some((Some(*of), reading))
        }
        Check::NamePinyin { name, pinyin, ethnic_group, document, country }
            if *pinyin == fact.key =>
        {
            let bearer = bearer(values, [ethnic_group, document, country]);
            Some((None, name_pinyin::read(answer(name).unwrap_or_default(), text, bearer)))
        }
        _ => None,
    });
    let (read_as, Reading { normalised, problem, hints, fix, other_fix, derived }) =
        read.unwrap_or_else(|| (None, Reading::valid(unguarded(text))));
    let text = normalised.into_owned();
    Value { text, provenance, read_as, problem, hints, fix, other_fix, derived }
}

/// Names anew, now that people, document and country are known: which repair of a blank comes first, and whether traditional
/// characters are right.
fn read_names(procedure: &Procedure, values: &mut Values) {
    let people = procedure.rules().iter().find_map(|rule| match &rule.check {
        Check::NamePinyin { ethnic_group, .. } => ethnic_group.as_ref(),
        _ => None,
    });
    let people = people.cloned();
    for rule in procedure.rules() {
        let Check::Value { facts, of: ValueKind::Name, document, country, .. } = &rule.check else {
            continue;
        };
        for key in facts {
            let is_name = |it: &&Value| it.read_as == Some(ValueKind::Name);
            let Some(text) = values.get(key).filter(is_name).map(|it| it.text.clone()) else {
                continue;
            };
            let Reading { problem, hints, fix, other_fix, .. } =
                read_name(&text, bearer(values, [&people, document, country]));
            if let Some(value) = values.get_mut(key) {
                (value.problem, value.hints) = (problem, hints);
                (value.fix, value.other_fix) = (fix, other_fix);
            }
        }
    }
}

/// What is known of the one whose answer it is: people, document and country.
fn bearer<'a>(values: &'a Values, known: [&Option<FactKey>; 3]) -> Bearer<'a> {
    let [ethnic_group, document, country] =
        known.map(|it| Some(values.get(it.as_ref()?)?.text.as_str()));
    Bearer { ethnic_group, document, country }
}

/// A condition sees only the answers of facts that are themselves asked for and stand earlier, so hiding one hides all
/// that hangs on it.
fn relevant(procedure: &Procedure, values: &Values) -> BTreeSet<FactKey> {
    let mut relevant: BTreeSet<FactKey> = BTreeSet::new();
    for ask in procedure.steps().iter().flat_map(|it| &it.asks) {
        let seen = |key: &FactKey| {
            values.get(key).filter(|_| relevant.contains(key)).map(|it| it.text.as_str())
        };
        if ask.relevant().is_none_or(|it| it.holds(&seen)) {
            relevant.insert(ask.fact().clone());
        }
    }
    relevant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_entry_belongs_to() {
        for (table, name, expected) in [
            ("institutions", "武汉轻工大学", Some("湖北省")),
            ("disciplines_2022", "土木工程", Some("工学")),
            ("disciplines_2022", "临床医学", Some("医学")),
            ("cities", "武汉市", Some("湖北省")),
            ("cities", "北京市", Some("北京市")),
            ("institutions", "示例大学", None),
            ("provinces", "湖北省", None),
            ("nothing", "湖北省", None),
        ] {
            assert_eq!(parent(table, name), expected, "{name}");
        }
    }

    #[test]
    fn the_province_of_an_address_or_none() {
        for (address, expected) in [
            ("北京市朝阳区示例路1号", Some("北京市")),
            ("湖北省武汉市武昌区示例路1号", Some("湖北省")),
            ("武汉市武昌区示例路1号", Some("湖北省")),
            ("湖北武汉示例路1号", Some("湖北省")),
            ("内蒙古自治区呼和浩特市", Some("内蒙古自治区")),
            ("海南藏族自治州共和县", Some("青海省")),
            ("海南省海口市", Some("海南省")),
            ("Flat A, 1 Example Road, Kowloon, Hong Kong", Some("香港特别行政区")),
            ("臺北市中正區示例路1號", Some("台湾省")),
            ("香港路1号", None),
            ("北京路1号", None),
            ("河南路2号", None),
            ("朝阳区示例路1号", None),
            ("示例路1号", None),
            ("", None),
        ] {
            assert_eq!(province(address), expected, "{address}");
        }
    }

    #[test]
    fn the_place_that_ends_last_unless_one_studies_there() {
        let this_month = Month::parse("202611").unwrap();
        let row = |to: &str, place: &str, role: &str| HistoryRow {
            to: to.to_owned(),
            place: place.to_owned(),
            role: role.to_owned(),
            ..HistoryRow::default()
        };
        let school = || row("201706", "甲", "本科生");
        for (rows, expected) in [
            (vec![], None),
            (vec![row("202611", "乙", "教师")], None),
            (vec![school(), row("202611", " 乙 ", "教师")], Some("乙")),
            (vec![row("至今", "乙", "医生"), school()], Some("乙")),
            (vec![school(), row("202610", "丙", "教师"), row("至今", "乙", "")], Some("乙")),
            (vec![school(), row("202611", "丙", "教师"), row("至今", "乙", "教师")], None),
            (vec![school(), row("202611", "乙", "硕士研究生")], None),
            (vec![school(), row("202611", "", "教师")], None),
            (vec![school(), row("不详", "乙", "教师")], None),
        ] {
            assert_eq!(last_place(&rows, this_month), expected);
        }
    }
}

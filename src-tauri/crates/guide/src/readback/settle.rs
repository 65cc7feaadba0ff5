//! Whose a value is that stands on a page, and on which side of its label values stand, as far as what agrees tells.
//!
//! What stands below a head that is not known is the applicant's where name and number are, and are nowhere else. What stands in a
//! group that is built otherwise than the one with the applicant's own, beside another's name, or in a record that says whose it
//! is, is the applicant's only if it is a thing that nobody else has.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    compare::is_empty,
    named::Named,
    shown::Shown,
    whose::{At, Led, PART_OF_ROW, Person, Place, Whose},
};

/// How many labels must agree with what is below them, and none with what is above, before that is the way they are read.
const ENOUGH: usize = 3;

/// What only the applicant has, all together.
const IDENTITY: [&str; 2] = ["person.name", "person.id_number"];

/// What hardly anybody else has.
pub(super) const UNIQUE: [&str; 5] =
    ["person.name", "person.id_number", "person.name_pinyin", "contact.mobile", "contact.email"];

/// Settles what can be settled, and marks the rest as unclear. `agrees` says whether a text is what is to stand beside a label,
/// `tells` which fact a label is, of those that hardly anybody else has; `records` are those that say whose they are,
/// `named` who is named beside the applicant, and in which part.
pub(super) fn settle(
    shown: &mut [Shown],
    records: &[Whose],
    named: &[(Named, usize)],
    agrees: &dyn Fn(&str, &str) -> bool,
    tells: &dyn Fn(&str) -> Option<&'static str>,
) {
    let mut told: Vec<Told> = shown.iter().map(|it| Told::of(it, agrees, tells)).collect();
    pass_slips(shown, &mut told);
    let evidence = Evidence::of(shown, &told);
    let behind = Behind::of(shown, &told, named);
    // Another's name has stood in this part, and none of the applicant's since; parts in which a name or number has stood.
    let (mut other, mut named): (Option<usize>, BTreeSet<usize>) = (None, BTreeSet::new());
    for (one, told) in shown.iter_mut().zip(&told) {
        let place = &mut one.place;
        if matches!(place.whose, Whose::Unknown | Whose::Rest) && evidence.is_own(place) {
            place.whose = Whose::Own;
        }
        match told {
            Told::Own(_) => other = other.filter(|it| *it != place.part),
            Told::Other(fact) if evidence.agreed.contains(fact) => other = Some(place.part),
            _ => {}
        }
        if !matches!(told, Told::Nothing) {
            named.insert(place.part);
        }
        let begins = evidence.begun_by_others.contains(&place.part) && !named.contains(&place.part);
        let nested = if evidence.is_nested(place) { Whose::Unknown } else { Whose::Own };
        let person = behind.whose(place).max(nested);
        let mut whose = evidence.in_group(place).max(person);
        if other == Some(place.part) || begins {
            whose = whose.max(Whose::Doubtful);
        }
        if tells(&one.label).is_some() && person != Whose::Unknown {
            whose = Whose::Own;
        }
        let record = evidence.in_record(place, records);
        if record != Whose::Doubtful || !matches!(told, Told::Own(_)) {
            whose = whose.max(record);
        }
        place.whose = place.whose.max(whose);
    }
    settle_turns(shown, agrees);
}

/// What a value says of whose part it stands in.
enum Told {
    Own(&'static str),
    /// A name or number that is not the applicant's.
    Other(&'static str),
    Nothing,
}

impl Told {
    fn of(
        one: &Shown,
        agrees: &dyn Fn(&str, &str) -> bool,
        tells: &dyn Fn(&str) -> Option<&'static str>,
    ) -> Self {
        let clear = !one.unclear && !is_empty(&one.text) && one.place.whose <= Whose::Rest;
        match tells(&one.label).filter(|_| clear && one.place.part < PART_OF_ROW) {
            Some(fact) if agrees(&one.label, &one.text) => Self::Own(fact),
            Some(fact) if IDENTITY.contains(&fact) => Self::Other(fact),
            _ => Self::Nothing,
        }
    }
}

/// Names on a page that are held against each other.
const MOST_NAMES: usize = 40;

/// A name that is misspelt is no other person's: where the number below it in the same group is the applicant's, where the
/// applicant's name stands elsewhere, and where the two are as long and have a character in common.
fn pass_slips(shown: &[Shown], told: &mut [Told]) {
    let place = |n: usize| shown.get(n).map(|it| it.place);
    let is_it = |told: &Told, own: bool, fact: &str| match told {
        Told::Own(it) => own && *it == fact,
        Told::Other(it) => !own && *it == fact,
        Told::Nothing => false,
    };
    let where_of = |own: bool, fact: &'static str| -> Vec<usize> {
        told.iter().enumerate().filter(|it| is_it(it.1, own, fact)).map(|it| it.0).collect()
    };
    let [name, number] = IDENTITY;
    let (own, others) = (where_of(true, name), where_of(false, name));
    let (numbers, wrong) = (where_of(true, number), where_of(false, number));
    if own.len().max(others.len()).max(numbers.len()) > MOST_NAMES {
        return;
    }
    let together = |one: usize, other: usize| {
        place(one).zip(place(other)).is_some_and(|(one, other)| {
            one.part == other.part
                && one.built == other.built
                && (one.built > 0 || one.group == other.group)
        })
    };
    let like = |one: usize, other: usize| {
        let text = |it: usize| shown.get(it).map_or("", |it| it.text.as_str()).chars();
        text(one).count() == text(other).count()
            && text(one).zip(text(other)).any(|it| it.0 == it.1)
    };
    let is_slip = |it: &usize| {
        let beside = |all: &[usize]| all.iter().any(|one| one != it && together(*one, *it));
        own.iter().any(|one| like(*one, *it))
            && numbers.iter().any(|one| one > it && together(*one, *it))
            && !beside(&own)
            && !beside(&others)
            && !beside(&wrong)
    };
    let slips: Vec<usize> = others.iter().copied().filter(is_slip).collect();
    for slip in slips {
        if let Some(it) = told.get_mut(slip) {
            *it = Told::Nothing;
        }
    }
}

/// Where the applicant's own stand on a page.
#[derive(Default)]
struct Evidence {
    /// Of each part which of name and number stand there, and whether they agree.
    parts: BTreeMap<usize, BTreeMap<&'static str, bool>>,
    /// Of each group of each part whether something agrees, and which of another's stand there.
    groups: BTreeMap<(usize, usize), (bool, BTreeSet<&'static str>)>,
    /// How groups are built in which something agrees.
    built: BTreeSet<(usize, usize)>,
    /// Parts in which something agrees.
    own: BTreeSet<usize>,
    /// Parts whose first name or number is another's.
    begun_by_others: BTreeSet<usize>,
    /// Records in which the applicant's name or number stand, and those in which the number does.
    records: BTreeSet<Option<usize>>,
    numbers: BTreeSet<Option<usize>>,
    /// Tables in which something agrees.
    tables: BTreeSet<usize>,
    /// Facts that agree somewhere.
    agreed: BTreeSet<&'static str>,
    /// Where in each part the applicant's name or number stands first.
    first: BTreeMap<usize, At>,
    /// Parts in which another's name or number has stood.
    others: BTreeSet<usize>,
}

impl Evidence {
    fn of(shown: &[Shown], told: &[Told]) -> Self {
        let mut all = Self::default();
        for (one, told) in shown.iter().zip(told) {
            let place = &one.place;
            let (fact, own) = match told {
                Told::Own(fact) => (*fact, true),
                Told::Other(fact) => (*fact, false),
                Told::Nothing => continue,
            };
            let group = all.groups.entry((place.part, place.group)).or_default();
            group.0 |= own;
            if own {
                all.agreed.insert(fact);
                // Pinyin stands on many a page of its own.
                if fact != "person.name_pinyin" {
                    all.built.insert((place.part, place.built));
                    all.own.insert(place.part);
                    all.tables.extend(place.table);
                }
            } else {
                group.1.insert(fact);
                if !all.own.contains(&place.part) {
                    all.begun_by_others.insert(place.part);
                }
            }
            if IDENTITY.contains(&fact) {
                *all.parts.entry(place.part).or_default().entry(fact).or_insert(true) &= own;
                if own {
                    all.records.insert(place.record);
                    let first = all.first.entry(place.part).or_insert(place.at);
                    *first = place.at.min(*first);
                } else {
                    all.others.insert(place.part);
                }
                if own && fact == IDENTITY[1] {
                    all.numbers.insert(place.record);
                }
            }
        }
        if !IDENTITY.iter().any(|it| all.agreed.contains(it)) {
            all.begun_by_others.clear();
        }
        all
    }

    /// Whether the applicant's own name and number stand in a part, and the number in no other.
    fn is_own(&self, place: &Place) -> bool {
        let part = place.part;
        let both =
            |it: &BTreeMap<&str, bool>| it.len() == IDENTITY.len() && it.values().all(|it| *it);
        let number = |it: &BTreeMap<&str, bool>| it.get(IDENTITY[1]) == Some(&true);
        // A table or lines that are set apart may belong to the head alone, and so may what stands above the applicant's own.
        let below = self.first.get(&part).is_some_and(|it| *it <= place.at);
        let alike = self.built.contains(&(part, place.built))
            && if place.whole { place.single } else { place.built > 0 };
        let own = self.groups.get(&(part, place.group)).is_some_and(|it| it.0);
        let near = below && (own || alike || !place.whole && !place.several);
        near && self.parts.get(&part).is_some_and(both)
            && !self.parts.iter().any(|it| *it.0 != part && number(it.1))
    }

    /// Whether it stands below a good head right below one that nobody knows, and not below the applicant's own, which stand on
    /// the page.
    fn is_nested(&self, place: &Place) -> bool {
        let below = self.first.get(&place.part).map(|first| place.at >= *first);
        place.nested && !below.unwrap_or(self.first.is_empty())
    }

    /// Whose a place is by the group that it stands in.
    fn in_group(&self, place: &Place) -> Whose {
        let group = self.groups.get(&(place.part, place.group));
        let own = group.is_some_and(|it| it.0);
        let another = group.is_some_and(|it| it.1.iter().any(|it| self.agreed.contains(it)));
        let other =
            self.own.contains(&place.part) && !self.built.contains(&(place.part, place.built));
        // What stands below no head, where the applicant's name or number do elsewhere.
        let loose = !place.headed
            && !self.own.contains(&place.part)
            && IDENTITY.iter().any(|it| self.agreed.contains(it));
        // Below a head that is no label, in a row without the applicant's name.
        let table = place.table.is_some_and(|it| self.tables.contains(&it));
        let led = place.led.is_some_and(|it| it == Led::Any || !table);
        // 担保信息, 李四, and then 其他信息.
        let below = self.first.get(&place.part).is_some_and(|it| place.at >= *it);
        let after = place.after.is_some_and(|it| self.others.contains(&it)) && !below;
        if after || !own && (another || other || loose || led) {
            Whose::Doubtful
        } else {
            Whose::Own
        }
    }

    /// Whose a place is by the record that it stands in.
    fn in_record(&self, place: &Place, records: &[Whose]) -> Whose {
        let record = place.record.and_then(|it| records.get(it)).copied();
        let own = self.records.contains(&place.record);
        let elsewhere = self.numbers.iter().any(|it| *it != place.record);
        match record {
            None => Whose::Own,
            Some(Whose::Former) if own && !elsewhere => Whose::Doubtful,
            Some(Whose::Another) if own => Whose::Doubtful,
            Some(whose) => whose,
        }
    }
}

/// What stands behind those who are named among the applicant's own, in the same part.
struct Behind<'a> {
    named: &'a [(Named, usize)],
    /// Where it is surely the applicant's again behind each.
    again: Vec<Option<At>>,
    /// Whether the applicant's own stands before each as well.
    before: Vec<bool>,
}

impl<'a> Behind<'a> {
    fn of(shown: &[Shown], told: &[Told], named: &'a [(Named, usize)]) -> Self {
        let mut all =
            Self { named, again: vec![None; named.len()], before: vec![false; named.len()] };
        if named.is_empty() {
            return all;
        }
        let mut first: BTreeMap<usize, At> = BTreeMap::new();
        for (one, told) in shown.iter().zip(told) {
            let (place, Told::Own(fact)) = (&one.place, told) else { continue };
            let it = first.entry(place.part).or_insert(place.at);
            *it = place.at.min(*it);
            // A contact may have the applicant's telephone.
            if let Some(n) = all.last(place)
                && let Some((it, _)) = named.get(n)
                && (IDENTITY.contains(fact) || it.who == Person::OfStudies)
                && let Some(again) = all.again.get_mut(n)
            {
                *again = Some(again.map_or(place.at, |it| it.min(place.at)));
            }
        }
        let mut open = None;
        for (n, (it, part)) in named.iter().enumerate() {
            let own = first.get(part).is_some_and(|first| *first < it.at);
            if let Some(before) = all.before.get_mut(n) {
                *before = own && open != Some(*part);
            }
            let again = all.again.get(n).copied().flatten();
            if it.who == Person::Other && again.is_none() {
                open = Some(*part);
            } else if again.is_some() {
                open = None;
            }
        }
        all
    }

    /// Who was named last before a place of the same part.
    fn last(&self, place: &Place) -> Option<usize> {
        let before = self.named.partition_point(|it| it.0.at <= place.at);
        let n = before.checked_sub(1)?;
        self.named.get(n).filter(|it| it.1 == place.part).map(|_| n)
    }

    fn whose(&self, place: &Place) -> Whose {
        let Some(n) = self.last(place) else { return Whose::Own };
        let of_studies = self.named.get(n).is_some_and(|it| it.0.who == Person::OfStudies);
        let again = self.again.get(n).copied().flatten();
        let before = self.before.get(n) == Some(&true);
        match again {
            Some(again) if place.at >= again || of_studies && before => Whose::Own,
            _ if of_studies => Whose::Doubtful,
            _ => Whose::Unknown,
        }
    }
}

/// On which side of their labels values stand, where labels and values take turns.
fn settle_turns(shown: &mut [Shown], agrees: &dyn Fn(&str, &str) -> bool) {
    let mut below: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut above: BTreeSet<usize> = BTreeSet::new();
    for one in shown.iter() {
        let Some(block) = one.place.block else { continue };
        if agrees(&one.label, &one.text) {
            below.entry(block).or_default().insert(one.label.clone());
        }
        if agrees(&one.label, &one.above) {
            above.insert(block);
        }
    }
    for one in shown {
        let is_below =
            |it: usize| !above.contains(&it) && below.get(&it).is_some_and(|it| it.len() >= ENOUGH);
        if one.place.block.is_some_and(|it| !is_below(it)) {
            (one.unclear, one.sure) = (true, false);
        }
    }
}

/// Of what stands beside a field's labels what may be the applicant's. What is another's counts only where nothing else is, and
/// then as little as what may be: it is shown and not judged.
pub(super) fn own<'a>(found: Vec<&'a Shown>) -> (Vec<&'a Shown>, bool) {
    let of = |whose: &dyn Fn(Whose) -> bool| -> Vec<&'a Shown> {
        found.iter().filter(|it| whose(it.place.whose)).copied().collect()
    };
    let own = of(&|it| it == Whose::Own);
    let may_be = of(&|it| it <= Whose::Unknown);
    match (own.is_empty(), may_be.is_empty()) {
        (false, _) => (may_be, true),
        (true, false) => (may_be, false),
        (true, true) => (found, false),
    }
}

//! Drafts with nothing wrong in them: invented people with right numbers, months, papers and records, one for each
//! number it is asked for. What is found in them beyond hints is a false alarm.

mod person;
mod portals;

use beishen_core::{
    Agreement, Answers, Compared, FactKey, FileFormat, Kept, LogEntry, Measurement, kept_value,
    shown,
};
use chrono::Days;

pub use person::{Card, Person, checked};

use crate::{Dice, Pack, assess, judged, now, perfect_photo};

/// A draft of the pack's procedure, and whose it is. The same number gives the same draft, neighbours differ in kind.
pub fn draft(pack: &Pack, number: u64) -> (Person, Answers) {
    let mut dice = Dice(number);
    let person = Person::of(pack.procedure.id(), number, &mut dice);
    let mut draft = Draft { pack, dice, number, answers: Answers::default() };
    draft.person(&person);
    match pack.procedure.id() {
        "tdxl" => draft.tdxl(&person),
        "chsi-account" => draft.chsi_account(&person),
        "hunnu-bachelor" => draft.hunnu_bachelor(),
        _ => draft.image_check(&person),
    }
    draft.papers();
    (person, judged(&pack.procedure, &draft.answers))
}

struct Draft<'a> {
    pack: &'a Pack,
    dice: Dice,
    number: u64,
    answers: Answers,
}

impl Draft<'_> {
    fn put(&mut self, fact: &str, value: impl Into<String>) {
        self.answers.facts.insert(FactKey::from(fact), value.into());
    }

    fn any(&mut self, fact: &str, of: &[&str]) {
        let value = *self.dice.pick(of);
        self.put(fact, value);
    }

    /// One of the pack's own options.
    fn choose(&mut self, fact: &str) -> String {
        let options = self.pack.procedure.options_of(&FactKey::from(fact));
        let list: Vec<&str> =
            options.iter().flat_map(|it| &it.list).map(|it| it.value.as_str()).collect();
        let value = (*self.dice.pick(&list)).to_owned();
        self.put(fact, value.clone());
        value
    }

    fn person(&mut self, person: &Person) {
        self.put("person.name", person.name.clone());
        self.put("person.id_type", person.card.name());
        self.put("person.id_number", person.number.clone());
        // What follows from the number need not be typed.
        if !person.card.tells() || self.number.is_multiple_of(2) {
            self.put("person.sex", person.sex);
            let pattern = if self.number.is_multiple_of(4) { "%Y%m%d" } else { "%Y-%m-%d" };
            self.put("person.birth_date", person.birth.format(pattern).to_string());
        }
    }

    fn log(&mut self, acts: &[&str]) {
        let first = now() - Days::new(40);
        for (act, day) in acts.iter().zip(0..) {
            let at = first + Days::new(day);
            let (act, note) = ((*act).to_owned(), String::new());
            self.answers.log.push(LogEntry { act, at, note });
        }
    }

    /// Every item of a comparison agrees; with `differs`, a few do not, and what is shown is copied.
    fn compare(&mut self, id: &str, differs: bool) {
        let procedure = &self.pack.procedure;
        let Some(comparison) = procedure.comparison(id) else { return };
        for (item, at) in comparison.items.iter().zip(self.number..) {
            let other = differs && (item.id == "name" || at.is_multiple_of(5));
            let (verdict, shown, evidence) = if !other {
                (Agreement::Same, String::new(), "")
            } else if item.fact.is_some() && at.is_multiple_of(2) {
                let values = assess(procedure, &self.answers, now()).values;
                let known = shown(procedure, item, &values).unwrap_or_default();
                (Agreement::Differs, format!("{known}某"), "身份证")
            } else {
                (Agreement::Unseen, String::new(), "")
            };
            let compared = Compared { verdict, shown, evidence: evidence.to_owned() };
            self.answers.comparisons.insert(comparison.key(item), compared);
        }
    }

    /// The person has looked at what differs, and keeps it.
    fn keep_what_differs(&mut self) {
        let assessment = assess(&self.pack.procedure, &self.answers, now());
        for finding in assessment.findings.iter().filter(|it| it.rule == "comparison") {
            let value =
                kept_value(&self.answers, &finding.subject, finding.row, &assessment.values);
            let (rule, reason) = (finding.rule.clone(), finding.reason.to_owned());
            self.answers.kept.push(Kept { rule, reason, subject: finding.subject.clone(), value });
        }
    }

    /// Every material that is asked for, as it should be, with its ticks.
    fn papers(&mut self) {
        let asked = assess(&self.pack.procedure, &self.answers, now()).materials;
        let wanted = self.pack.procedure.materials().iter().filter(|it| it.required);
        for material in wanted.filter(|it| asked.contains(&it.id)) {
            let file = self.paper(&material.id);
            self.answers.materials.insert(material.id.clone(), file);
            for tick in &material.ticks {
                self.answers.ticks.insert(tick.id.clone(), true);
                let day = now().date() - Days::new(self.dice.below(80));
                self.answers.ticked_on.insert(tick.id.clone(), day);
            }
        }
    }

    fn paper(&mut self, material: &str) -> Measurement {
        let mut file = perfect_photo(&self.pack.procedure, material);
        file.taken_on = Some(now().date() - Days::new(self.dice.below(85)));
        match self.pack.procedure.profile(material) {
            Some(profile) => {
                let [least, most] = profile.bytes_wanted();
                let room = most - least;
                // At the very edges as well.
                let more = *self.dice.pick(&[0, 1, room / 3, room - 1, room]);
                file.bytes = (least + more).max(1);
                file.software = (self.dice.below(2) == 0).then(|| "Canon EOS R5".to_owned());
            }
            None => file.bytes = *self.dice.pick(&[1, 300_000, 1_000_000]),
        }
        if ["grades", "name_proof"].contains(&material) && self.dice.below(2) == 0 {
            file = Measurement {
                format: FileFormat::Pdf,
                bytes: file.bytes,
                ..Measurement::default()
            };
        }
        if material == "hand_photo" {
            file.format = *self.dice.pick(&[FileFormat::Jpeg, FileFormat::Png, FileFormat::Gif]);
        }
        file
    }
}

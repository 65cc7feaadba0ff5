//! 准备回执: everything given, on one form to check and sign.

use beishen_core::{
    Agreement, Answers, Assessment, FactKey, Month, Procedure, Standing,
    outcome::Verdict,
    portal_month,
    procedure::{ComparedItem, Comparison, Step},
    shown,
};
use beishen_document::{
    Block, CheckLine, Column, Document, FormCell, Jpeg, Locale, PhotoBox, Tone,
};
use chrono::NaiveDateTime;

use super::{
    materials::{stands, word},
    parts::{masked, name, open_problems, signed_by, standing, value},
};
use crate::readback;

/// The receipt. `mask` hides the middle of numbers that identify the person.
pub fn receipt(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    photo: Option<Jpeg>,
    now: NaiveDateTime,
    locale: Locale,
    mask: bool,
) -> Document {
    let mut form = Form {
        procedure,
        answers,
        assessment,
        locale,
        mask,
        this_month: Month::of(now.date()),
        sections: 0,
        blocks: Vec::new(),
    };
    form.blocks.extend(open_problems(assessment, locale));
    form.photo_and_steps(photo);
    form.read_back();
    form.materials();
    form.pledge();
    let mut document = Document {
        locale,
        title: locale.pick("申请准备回执", "Preparation receipt").to_owned(),
        subtitle: match locale {
            Locale::Zh => format!("{} · 本机准备，非官方凭证", procedure.title().zh),
            Locale::En => format!(
                "{} · prepared on this computer, not an official document",
                procedure.title().en
            ),
        },
        number: String::new(),
        made_at: now,
        notice: locale
            .pick("本机准备回执，非官方凭证", "Prepared on this computer, not an official document")
            .to_owned(),
        landscape: false,
        name: name(assessment),
        blocks: form.blocks,
    };
    document.seal(procedure.id(), mask);
    document
}

struct Form<'a> {
    procedure: &'a Procedure,
    answers: &'a Answers,
    assessment: &'a Assessment,
    locale: Locale,
    mask: bool,
    this_month: Month,
    sections: usize,
    blocks: Vec<Block>,
}

/// Longer values take a whole row; measured in characters, a wide one for two.
const HALF_ROW: usize = 22;
/// Beside the photo a value has less room.
const BESIDE_PHOTO: usize = 20;

impl Form<'_> {
    fn heading(&mut self, text: &str) {
        const NUMBERS: [&str; 12] =
            ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
        let text = match self.locale {
            Locale::Zh => format!("{}、{text}", NUMBERS.get(self.sections).unwrap_or(&"")),
            Locale::En => format!("{}. {text}", self.sections + 1),
        };
        self.sections += 1;
        self.blocks.push(Block::Heading { text });
    }

    /// The first form is about the person, whatever the order of the steps, and holds the photo.
    fn photo_and_steps(&mut self, jpeg: Option<Jpeg>) {
        let profile = self.procedure.portrait().map(|it| it.1);
        let profile = profile.filter(|it| it.width_mm > 0.0 && it.height_mm > 0.0);
        let photo = profile.map(|it| PhotoBox {
            jpeg,
            width_mm: it.width_mm,
            height_mm: it.height_mm,
            caption: match self.locale {
                Locale::Zh => format!("照片（{:.0} mm×{:.0} mm）", it.width_mm, it.height_mm),
                Locale::En => format!("Photo ({:.0} mm × {:.0} mm)", it.width_mm, it.height_mm),
            },
        });
        let (person, rest): (Vec<&FactKey>, Vec<&FactKey>) =
            self.procedure.facts().iter().map(|it| &it.key).partition(|it| is_of_the_person(it));
        self.form(self.locale.pick("个人信息", "Personal information"), &person, photo);
        for step in self.procedure.steps() {
            if step.history {
                self.history(step);
            }
            let asked = &self.assessment.comparisons;
            let comparison = step.comparison.as_ref().filter(|it| asked.contains(*it));
            if let Some(it) = comparison.and_then(|it| self.procedure.comparison(it)) {
                self.comparison(it);
            }
            let facts: Vec<&FactKey> = step
                .asks
                .iter()
                .map(beishen_core::procedure::Ask::fact)
                .filter(|it| rest.contains(it))
                .collect();
            self.form(step.title.get(self.locale), &facts, None);
        }
    }

    /// A section with the facts that are asked for now; none if there are none. What no page of the portal asks is left out
    /// while it has no answer: nobody misses it there.
    fn form(&mut self, title: &str, facts: &[&FactKey], photo: Option<PhotoBox>) {
        let (values, procedure) = (&self.assessment.values, self.procedure);
        let shown =
            |it: &FactKey| values.contains_key(it) || procedure.fields_of(it).next().is_some();
        let asked = facts.iter().filter(|it| self.assessment.relevant.contains(**it) && shown(it));
        let cells: Vec<FormCell> =
            asked.map(|it| FormCell { label: self.label(it), value: self.value(it) }).collect();
        if cells.is_empty() {
            return;
        }
        self.heading(title);
        let rows = rows(cells, photo.is_some());
        self.blocks.push(Block::Form { rows, photo });
    }

    fn label(&self, fact: &FactKey) -> String {
        self.procedure.fact(fact).map(|it| it.label.get(self.locale).to_owned()).unwrap_or_default()
    }

    fn value(&self, key: &FactKey) -> String {
        value(self.procedure, self.assessment, key, self.locale, self.mask)
    }

    fn history(&mut self, step: &Step) {
        self.heading(step.title.get(self.locale));
        let pick = |zh: &str, en: &str| self.locale.pick(zh, en).to_owned();
        let columns = [
            (pick("起止年月", "Months"), 40.0),
            (pick("单位", "Place"), 62.0),
            (pick("专业、职务", "Role"), 40.0),
            (pick("证明人", "Witness"), 28.0),
        ];
        let columns = columns.into_iter().map(|(title, share)| Column { title, share }).collect();
        let month = |text: &str| {
            let text = portal_month(text, self.this_month);
            Month::parse(&text).map_or(text, Month::dashed)
        };
        let to = self.locale.pick("至", "to");
        let mut rows: Vec<Vec<String>> = self
            .answers
            .history
            .iter()
            .map(|it| {
                let months = format!("{} {to} {}", month(&it.from), month(&it.to));
                vec![
                    months,
                    it.place.trim().to_owned(),
                    it.role.trim().to_owned(),
                    it.witness.trim().to_owned(),
                ]
            })
            .collect();
        if rows.is_empty() {
            rows.push(vec![
                pick("（未填）", "(not given)"),
                String::new(),
                String::new(),
                String::new(),
            ]);
        }
        self.blocks.push(Block::Table { columns, rows });
    }

    /// What the portal shows, item by item, against what the person knows.
    fn comparison(&mut self, comparison: &Comparison) {
        self.heading(comparison.title.get(self.locale));
        let pick = |zh: &str, en: &str| self.locale.pick(zh, en).to_owned();
        let columns = [
            (pick("项目", "Item"), 34.0),
            (pick("本人所知", "As the person knows it"), 56.0),
            (pick("核对", "Verdict"), 24.0),
            (comparison.shown().get(self.locale).to_owned(), 56.0),
        ];
        let columns = columns.into_iter().map(|(title, share)| Column { title, share }).collect();
        let row = |item: &ComparedItem| {
            let compared = self.answers.comparisons.get(&comparison.key(item));
            let verdict = match compared.map(|it| it.verdict) {
                None => pick("（未核对）", "(not compared)"),
                Some(Agreement::Same) => pick("一致", "same"),
                Some(Agreement::Differs) => pick("不一致", "differs"),
                Some(Agreement::Unseen) => pick("看不到", "not seen"),
            };
            let differs = compared.filter(|it| it.verdict == Agreement::Differs);
            let shown = differs.map(|it| it.shown.trim().to_owned()).unwrap_or_default();
            let label = self.locale.pick(&item.portal_label, &item.label.en).to_owned();
            vec![label, self.known(item), verdict, self.hidden(item, shown)]
        };
        let seen = |it: &&ComparedItem| {
            !it.optional || self.answers.comparisons.contains_key(&comparison.key(it))
        };
        let rows = comparison.items.iter().filter(seen).map(row).collect();
        self.blocks.push(Block::Table { columns, rows });
    }

    /// What the person knows of an item, as the portal would show it.
    fn known(&self, item: &ComparedItem) -> String {
        let text = shown(self.procedure, item, &self.assessment.values);
        self.hidden(item, text.unwrap_or_default())
    }

    /// Masked, if the item is of a fact that is.
    fn hidden(&self, item: &ComparedItem, text: String) -> String {
        let fact = item.fact.as_ref().and_then(|it| self.procedure.fact(it));
        if self.mask && fact.is_some_and(|it| it.sensitive) { masked(&text) } else { text }
    }

    /// What came of holding the portal's page against this, and when.
    fn read_back(&mut self) {
        let Some(outcome) = &self.answers.read_back else { return };
        self.heading(self.locale.pick("回读核对", "Read-back"));
        let count = |verdict| outcome.count(verdict);
        let (same, differs, not_found) =
            (count(Verdict::Same), count(Verdict::Differs), count(Verdict::NotFound));
        let at = outcome.at.format("%Y-%m-%d %H:%M");
        let mut text = match self.locale {
            Locale::Zh => format!("{at} 一致 {same}、不一致 {differs}、没找到 {not_found}。"),
            Locale::En => {
                format!("{at}: {same} the same, {differs} different, {not_found} not found.")
            }
        };
        for (verdict, zh, en) in
            [(Verdict::Differs, "不一致", "Different"), (Verdict::NotFound, "没找到", "Not found")]
        {
            let labels = readback::labels(outcome, self.procedure, verdict);
            match self.locale {
                _ if labels.is_empty() => {}
                Locale::Zh => text.extend(["\n", zh, "：", &labels.join("、"), "。"]),
                Locale::En => text.extend(["\n", en, ": ", &labels.join(", "), "."]),
            }
        }
        if readback::stands(outcome, self.procedure, self.answers, &self.assessment.values) {
            self.blocks.push(Block::Paragraph { text });
        } else {
            text.push_str(self.locale.pick(
                "\n此后改过内容，请重新核对。",
                "\nSomething was changed since. Read the page back again.",
            ));
            self.blocks.push(Block::Notice { tone: Tone::Warning, text });
        }
    }

    fn materials(&mut self) {
        let mut items = Vec::new();
        let asked = &self.assessment.materials;
        for material in self.procedure.materials().iter().filter(|it| asked.contains(&it.id)) {
            let standing = stands(material, self.answers, self.assessment);
            items.push(CheckLine {
                ticked: standing == Standing::Ready,
                text: format!(
                    "{} · {}",
                    material.title.get(self.locale),
                    word(standing, self.locale)
                ),
                detail: material.detail.get(self.locale).to_owned(),
            });
            items.extend(material.ticks.iter().map(|it| CheckLine {
                ticked: self.answers.ticks.get(&it.id).copied().unwrap_or(false),
                text: it.text.get(self.locale).to_owned(),
                detail: String::new(),
            }));
        }
        if !items.is_empty() {
            self.heading(self.locale.pick("材料与本人确认", "Materials and confirmations"));
            self.blocks.push(Block::Checks { items });
        }
    }

    fn pledge(&mut self) {
        self.heading(self.locale.pick("承诺与签名", "Declaration and signature"));
        self.blocks
            .push(Block::Paragraph { text: self.procedure.pledge().get(self.locale).to_owned() });
        let signed = standing(self.procedure, self.answers, self.assessment);
        self.blocks.push(signed_by(signed, self.locale));
    }
}

/// Who the person is and how to reach them: what stands beside the photo on every form of this kind.
fn is_of_the_person(fact: &FactKey) -> bool {
    ["person.", "contact.", "account."].iter().any(|it| fact.as_str().starts_with(it))
}

/// Pairs short cells; a long one takes a row of its own. Beside a photo come the short ones, so that it is framed.
fn rows(cells: Vec<FormCell>, photo: bool) -> Vec<Vec<FormCell>> {
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let limit = if photo { BESIDE_PHOTO } else { HALF_ROW };
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for cell in cells {
        if width(&cell.value) > limit { long.push(cell) } else { short.push(cell) }
    }
    let mut rows: Vec<Vec<FormCell>> = Vec::new();
    let mut short = short.into_iter();
    while let Some(cell) = short.next() {
        rows.push(std::iter::once(cell).chain(short.next()).collect());
    }
    rows.extend(long.into_iter().map(|it| vec![it]));
    rows
}

//! What is done to many applicants at once, in one transaction that one press takes back.

use beishen_document::Locale;
use beishen_store::{ApplicantId, Change, Deed, Level, Provenance, Vault};
use beishen_work::Failure;
use chrono::NaiveDate;

use crate::{
    at::At,
    classes::{CLASSES, Classes},
    contract::{AboutView, ApplicantRow, DeskView, ManyDeed, ManyView, count, small},
    desk::Desk,
    roster::{About, Back, Everybody, Known},
};

/// Characters of a class or a tag; of a note.
const SHORT: usize = 40;
const LONG: usize = 2_000;

impl Desk {
    pub(crate) fn show_applicant(
        &mut self,
        id: i32,
        at: At,
    ) -> Result<Option<ApplicantRow>, Failure> {
        let everybody = self.roster.read(&self.vault)?;
        Ok(everybody.one(id).map(|it| self.row(&everybody, it, at)))
    }

    pub(crate) fn set_about(
        &mut self,
        id: i32,
        about: AboutView,
        at: At,
    ) -> Result<DeskView, Failure> {
        let said = said(&about)?;
        let known = self.about_of(id)?;
        let mut deeds = vec![Deed::About(id.into(), said.text())];
        if said.class != known.class {
            let classes = Classes::read(&self.vault)?;
            deeds.extend(classes.fill(&self.vault, id, &said.class)?);
        }
        self.vault.many(&deeds, at.now)?;
        self.desk_view("", at)
    }

    fn about_of(&self, id: i32) -> Result<About, Failure> {
        let everybody = self.roster.read(&self.vault)?;
        Ok(everybody.one(id).ok_or_else(Failure::gone)?.about.clone())
    }

    pub(crate) fn do_to_many(
        &mut self,
        applicants: Vec<i32>,
        deed: ManyDeed,
        at: At,
    ) -> Result<ManyView, Failure> {
        let checked = Checked::of(deed)?;
        let classes = Classes::read(&self.vault)?;
        let everybody = self.roster.read(&self.vault)?;
        let people: Vec<&Known> = here(&everybody, &applicants).collect();
        let (mut deeds, mut back) = (Vec::new(), Vec::new());
        for known in &people {
            let id = ApplicantId::from(known.id);
            let about = match &checked {
                Checked::Bin => {
                    deeds.push(Deed::Bin(id));
                    back.push(Back::Bin(known.id));
                    continue;
                }
                Checked::Begin(procedure) => {
                    let outline = self.outline(procedure);
                    deeds.push(Deed::Begin {
                        applicant: id,
                        procedure: procedure.clone(),
                        outline,
                    });
                    continue;
                }
                Checked::About(about) => about(known.about.clone()),
            };
            if about == known.about {
                continue;
            }
            if about.class != known.about.class {
                let filled = classes.fill(&self.vault, known.id, &about.class)?;
                back.extend(filled.iter().flat_map(|it| taken(&self.vault, it)));
                deeds.extend(filled);
            }
            deeds.push(Deed::About(id, about.text()));
            back.push(Back::About { id: known.id, before: known.about.clone(), since: about });
        }
        if let Checked::Begin(procedure) = &checked
            && self.library.procedure(procedure).is_none()
        {
            return Err(Failure::gone());
        }
        drop(everybody);
        let begun = self.vault.many(&deeds, at.now)?;
        let done = match &checked {
            Checked::Begin(_) => begun.len(),
            Checked::Bin => back.len(),
            Checked::About(_) => back.iter().filter(|it| matches!(it, Back::About { .. })).count(),
        };
        back.extend(begun.into_iter().map(Back::Begun));
        let said = checked.said(done, at.locale);
        self.taken_up(said, back, at)
    }

    /// What was done can be taken back until the next thing is done to many.
    pub(crate) fn taken_up(
        &mut self,
        said: String,
        back: Vec<Back>,
        at: At,
    ) -> Result<ManyView, Failure> {
        let undo = !back.is_empty();
        if undo {
            self.back = back;
        }
        Ok(ManyView { said, undo, desk: self.desk_view("", at)? })
    }

    pub(crate) fn undo_many(&mut self, at: At) -> Result<ManyView, Failure> {
        let back = std::mem::take(&mut self.back);
        let (mut deeds, mut classes) = (Vec::new(), None);
        let everybody = self.roster.read(&self.vault)?;
        for one in back {
            match one {
                // What was changed since stays.
                Back::About { id, before, since } => {
                    let now = everybody.one(id).filter(|it| it.deleted.is_none());
                    if now.is_some_and(|it| it.about == since) {
                        deeds.push(Deed::About(id.into(), before.text()));
                    }
                }
                Back::Bin(id) => {
                    if everybody.one(id).is_some_and(|it| it.deleted.is_some()) {
                        deeds.push(Deed::Restore(id.into()));
                    }
                }
                Back::Begun(draft) => deeds.push(Deed::Unbegin(draft)),
                Back::Value { id, fact, before, since } => {
                    let Ok(record) = self.vault.applicant(id.into()) else { continue };
                    let answer = record.values.answers.get(&fact);
                    let same = answer
                        .is_some_and(|it| it.text == since && it.provenance == Provenance::Class);
                    if same && record.applicant.deleted.is_none() {
                        deeds.push(Deed::Fill(id.into(), vec![put_back(&fact, before.as_ref())]));
                    }
                }
                Back::Classes(text) => classes = Some(text),
            }
        }
        drop(everybody);
        self.vault.many(&deeds, at.now)?;
        if let Some(text) = classes {
            self.vault.note(CLASSES, &text)?;
        }
        let said = at.locale.pick("已撤销。", "Undone.").to_owned();
        Ok(ManyView { said, undo: false, desk: self.desk_view("", at)? })
    }

    /// What goes when these are erased, in a sentence.
    pub(crate) fn to_erase(&self, applicants: Vec<i32>, at: At) -> Result<String, Failure> {
        let (mut answers, mut files, mut drafts) = (0, 0, 0);
        for id in &applicants {
            let record = self.vault.applicant((*id).into())?;
            answers += record.values.answers.len();
            files += record.values.attachments.len();
            drafts += record.drafts.len();
            for draft in record.drafts {
                let own = self.vault.draft(draft.id)?.values;
                let of_draft = |level: Level| level == Level::Draft;
                answers += own.answers.values().filter(|it| of_draft(it.level)).count();
                files += own.attachments.values().filter(|it| of_draft(it.level)).count();
            }
        }
        let people = applicants.len();
        Ok(match at.locale {
            Locale::Zh => format!(
                "{people} 位申请人的 {answers} 项内容、{files} 个文件、{drafts} 件事项，连同修改历史，都会彻底删除，备份里的也一样。"
            ),
            Locale::En => format!(
                "{people} applicants with {answers} answers, {files} files and {drafts} procedures, and all earlier states, are erased, from the backups too."
            ),
        })
    }

    /// For good, whether or not they are in the bin.
    pub(crate) fn erase_applicants(
        &mut self,
        applicants: Vec<i32>,
        at: At,
    ) -> Result<DeskView, Failure> {
        self.vault
            .erase_applicants(&applicants.into_iter().map(ApplicantId::from).collect::<Vec<_>>())?;
        self.back.clear();
        self.desk_view("", at)
    }
}

/// Those of them who are not in the bin.
pub(crate) fn here<'a>(
    everybody: &'a Everybody,
    ids: &'a [i32],
) -> impl Iterator<Item = &'a Known> {
    ids.iter().filter_map(|it| everybody.one(*it)).filter(|it| it.deleted.is_none())
}

/// What takes back the values that a deed writes.
pub(crate) fn taken(vault: &Vault, deed: &Deed) -> Vec<Back> {
    let Deed::Fill(id, changes) = deed else { return Vec::new() };
    let Ok(record) = vault.applicant(*id) else { return Vec::new() };
    let values = changes.iter().filter_map(|it| {
        let (fact, since) = it.answers()?;
        let before = record.values.answers.get(fact);
        Some(Back::Value {
            id: small(id.0),
            fact: fact.to_owned(),
            before: before.map(|it| (it.text.clone(), it.provenance)),
            since: since.unwrap_or_default().to_owned(),
        })
    });
    values.collect()
}

fn put_back(fact: &str, before: Option<&(String, Provenance)>) -> Change {
    let (text, provenance) =
        before.map_or((None, Provenance::Typed), |it| (Some(it.0.as_str()), it.1));
    Change::answer(Level::Applicant, fact, text, provenance)
}

type Say = Box<dyn Fn(About) -> About>;

/// What is to be done, its words looked at.
enum Checked {
    Begin(String),
    Bin,
    About(Say),
}

impl Checked {
    fn of(deed: ManyDeed) -> Result<Self, Failure> {
        Ok(match deed {
            ManyDeed::Begin(procedure) => Self::Begin(procedure),
            ManyDeed::Bin => Self::Bin,
            ManyDeed::Class(class) => {
                let class = short(&class)?;
                Self::About(Box::new(move |it| About { class: class.clone(), ..it }))
            }
            ManyDeed::Tag(tag) => {
                let tag = named(&tag)?;
                Self::About(Box::new(move |mut it| {
                    if !it.tags.contains(&tag) {
                        it.tags.push(tag.clone());
                        it.tags.sort();
                    }
                    it
                }))
            }
            ManyDeed::Untag(tag) => Self::About(Box::new(move |mut it| {
                it.tags.retain(|one| *one != tag);
                it
            })),
            ManyDeed::KeepUntil(day) => {
                let keep_until = day_of(Some(&day))?;
                Self::About(Box::new(move |it| About { keep_until, ..it }))
            }
        })
    }

    fn said(&self, done: usize, locale: Locale) -> String {
        let n = count(done);
        match (self, locale) {
            (Self::Begin(_), Locale::Zh) => format!("已为 {n} 位开始办理。"),
            (Self::Begin(_), Locale::En) => format!("Begun for {n}."),
            (Self::Bin, Locale::Zh) => format!("{n} 位已移到回收站，保留 30 天。"),
            (Self::Bin, Locale::En) => format!("{n} moved to the bin, where they stay 30 days."),
            (Self::About(_), Locale::Zh) => format!("已改 {n} 位。"),
            (Self::About(_), Locale::En) => format!("{n} changed."),
        }
    }
}

/// What a person has said of an applicant, its words looked at.
fn said(about: &AboutView) -> Result<About, Failure> {
    let mut tags: Vec<String> = about.tags.iter().map(|it| named(it)).collect::<Result<_, _>>()?;
    tags.sort();
    tags.dedup();
    Ok(About {
        class: short(&about.class)?,
        tags,
        note: long(&about.note)?,
        consent: long(&about.consent)?,
        keep_until: day_of(about.keep_until.as_deref())?,
    })
}

pub(crate) fn short(text: &str) -> Result<String, Failure> {
    within(text, SHORT)
}

fn long(text: &str) -> Result<String, Failure> {
    within(text, LONG)
}

fn named(text: &str) -> Result<String, Failure> {
    let text = short(text)?;
    if text.is_empty() {
        Err(Failure::input("标签还没有写。", "The tag has no words yet."))
    } else {
        Ok(text)
    }
}

fn within(text: &str, longest: usize) -> Result<String, Failure> {
    let text = text.trim();
    if text.chars().count() > longest || text.chars().any(|it| it.is_control() && it != '\n') {
        return Err(Failure::input(
            format!("最多 {longest} 个字，请改短后再存。"),
            format!("At most {longest} characters; shorten it, then save."),
        ));
    }
    Ok(text.to_owned())
}

fn day_of(text: Option<&str>) -> Result<Option<NaiveDate>, Failure> {
    let Some(text) = text.map(str::trim).filter(|it| !it.is_empty()) else { return Ok(None) };
    text.parse()
        .map(Some)
        .map_err(|_| Failure::input("日期写成 2027-03-01 这样。", "Write the day as 2027-03-01."))
}

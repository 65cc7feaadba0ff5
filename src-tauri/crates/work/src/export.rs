//! Files of many people into one folder, under names by a pattern: what is asked for comes person by person and is written
//! at once.
//!
//! **Invariant:** every file is whole; nothing that was there is replaced unless that was said; what cannot be made of one
//! person keeps nobody else waiting.

use std::{ops::ControlFlow, path::PathBuf, sync::OnceLock};

use beishen_core::{Assessment, FileFormat, Procedure, procedure::Requirement};
use beishen_document::{
    Document, Locale, Text,
    calendar::{Event, calendar},
};
use beishen_photo::without_place;
use chrono::{FixedOffset, NaiveDateTime};

use crate::{
    applicant::Applicant,
    batch::{End, Of, Report},
    failure::Failure,
    files,
    hand_in::{ending, open},
    names::{Field, Named, Names, Pattern, Taken},
    papers::{Press, loaded},
};

/// Where to, and how the files are called.
#[derive(Clone)]
pub struct Wish {
    /// Made if it is not there.
    pub folder: PathBuf,
    /// How they are called.
    pub pattern: Pattern,
    /// What is done where a file of that name lies there.
    pub taken: Taken,
    /// The language of what names are made of.
    pub locale: Locale,
    /// When it is.
    pub now: NaiveDateTime,
    /// Whether what is due comes as one calendar, and how far local time is from UTC.
    pub calendar: Option<FixedOffset>,
}

/// Whose files: what names are made of.
#[derive(Debug, Clone, Default)]
pub struct Whose {
    /// The name.
    pub name: String,
    /// The document's number.
    pub number: String,
    /// The student number.
    pub student: String,
    /// The class.
    pub class: String,
    /// The procedure's title.
    pub procedure: String,
}

/// A file that is wanted of somebody, by its name.
#[derive(Debug, Clone)]
pub struct Label {
    /// What it is.
    pub title: String,
    /// What the portal calls it.
    pub portal: String,
    /// `.pdf`
    pub ending: String,
}

/// What it is made of.
pub enum Matter {
    /// A paper, printed as PDF.
    Paper(Box<Document>),
    /// A file as it is.
    File(Vec<u8>),
}

/// Everything that is made of one person.
#[derive(Default)]
pub struct Made {
    /// The files, in order.
    pub files: Vec<(Label, Matter)>,
    /// What is missing or wrong in what was asked for.
    pub remarks: Vec<Text>,
    /// What is due.
    pub events: Vec<Event>,
}

impl Wish {
    /// What a file is called.
    pub fn name(&self, names: &mut Names, whose: &Whose, label: &Label) -> Named {
        let tail = |it: &str| {
            let from = it.char_indices().rev().nth(3).map_or(0, |it| it.0);
            it.get(from..).unwrap_or_default().to_owned()
        };
        let value = |field: Field| match field {
            Field::Name => whose.name.clone(),
            Field::Tail => tail(&whose.number),
            Field::Number => whose.number.clone(),
            Field::Student => whose.student.clone(),
            Field::Class => whose.class.clone(),
            Field::Procedure => whose.procedure.clone(),
            Field::Title => label.title.clone(),
            Field::Portal => label.portal.clone(),
            Field::Day => self.now.format("%Y%m%d").to_string(),
        };
        names.next(&self.pattern.fill(value, &label.title), &label.ending)
    }

    /// What the calendar is called, which is nobody's.
    pub fn calendar_name(&self, names: &mut Names) -> Named {
        let day = self.now.format("%Y%m%d");
        names.next(&[format!("{}-{day}", self.locale.pick("期限", "deadlines"))], ".ics")
    }

    fn names(&self) -> Names {
        Names::within(Some(&self.folder), self.taken)
    }
}

/// Writes what `made` says of each of `people` when its turn comes. `tell` hears of the progress before each, and may stop it.
pub fn export(
    wish: &Wish,
    people: &[Whose],
    press: &OnceLock<Press>,
    mut made: impl FnMut(usize) -> Result<Made, Failure>,
    mut tell: impl FnMut(&Report) -> ControlFlow<()>,
) -> Report {
    let mut report = Report { of: Of::Files, total: people.len(), ..Report::default() };
    let mut writing = Writing { wish, press, names: wish.names() };
    let (mut events, mut dated) = (Vec::new(), Vec::new());
    if let Err(failure) = files::make_folder(&wish.folder) {
        report.end = Some(End::Failed(failure));
        return report;
    }
    for (at, whose) in people.iter().enumerate() {
        if tell(&report).is_break() {
            report.end = Some(End::Stopped);
            break;
        }
        report.looked_at += 1;
        let made = match made(at) {
            Ok(made) => made,
            Err(failure) => {
                report.failures.push((at, failure));
                continue;
            }
        };
        let remark = |it: Text| (at, Failure::input(it.zh, it.en));
        report.failures.extend(made.remarks.into_iter().map(remark));
        dated.extend((!made.events.is_empty()).then_some(at));
        events.extend(made.events);
        for (label, matter) in made.files {
            let named = wish.name(&mut writing.names, whose, &label);
            match writing.write(at, &named, matter, &mut report) {
                // Something stands in the way of this one alone.
                Err(failure) if files::takes_files(&wish.folder) => {
                    report.failures.push((at, failure));
                }
                Err(stopped) => {
                    report.end = Some(End::Failed(stopped));
                    return report;
                }
                Ok(()) => {}
            }
        }
    }
    if let Some(offset) = wish.calendar
        && report.end.is_none()
    {
        let text = calendar(&events, wish.now, offset).into_bytes();
        let named = wish.calendar_name(&mut writing.names);
        if let Err(stopped) = writing.write(people.len(), &named, Matter::File(text), &mut report) {
            report.end = Some(End::Failed(stopped));
        } else if named.written {
            report.whose.extend(dated);
        }
    }
    report.end.get_or_insert(End::Done);
    report
}

struct Writing<'a> {
    wish: &'a Wish,
    press: &'a OnceLock<Press>,
    names: Names,
}

impl Writing<'_> {
    /// Writes one file.
    fn write(
        &self,
        at: usize,
        named: &Named,
        matter: Matter,
        report: &mut Report,
    ) -> Result<(), Failure> {
        if !named.written {
            report.failures.push((at, kept(&named.shown)));
            return Ok(());
        }
        let bytes = match matter {
            Matter::File(bytes) => bytes,
            Matter::Paper(paper) => match loaded(self.press)?.print(&paper) {
                Ok(printed) => {
                    report.missing.extend(printed.missing);
                    printed.pdf
                }
                Err(failure) => {
                    report.failures.push((at, failure));
                    return Ok(());
                }
            },
        };
        if let Some(folder) = named.path.parent().filter(|it| *it != self.wish.folder) {
            files::make_folder(folder)?;
        }
        files::write(&named.path, &bytes)?;
        report.printed += 1;
        report.files.push(named.path.clone());
        report.whose.insert(at);
        Ok(())
    }
}

/// A file to hand in, by its material.
pub struct Slot<'a> {
    /// The material.
    pub material: &'a str,
    /// Whether it is a photo of the person.
    pub photo: bool,
    /// What it is called.
    pub label: Label,
}

/// The files to hand in that are there, in the pack's order.
pub fn slots<'a>(
    procedure: &'a Procedure,
    assessment: &'a Assessment,
    format: impl Fn(&str) -> Option<FileFormat>,
    locale: Locale,
) -> Vec<Slot<'a>> {
    let slot = |material: &'a Requirement| {
        let ending = ending(format(&material.id)?);
        Some(Slot {
            material: &material.id,
            photo: procedure.profile(&material.id).is_some(),
            label: Label {
                title: material.title.get(locale).to_owned(),
                portal: procedure.file_name(material, &assessment.values),
                ending,
            },
        })
    };
    assessment.asked(procedure).filter_map(slot).collect()
}

/// The photos of a person, or all files to hand in, without the place where they were taken; and what is missing or wrong of them.
pub fn to_hand_in(
    procedure: &Procedure,
    applicant: &Applicant,
    assessment: &Assessment,
    photos_alone: bool,
    locale: Locale,
) -> Made {
    let format = |it: &str| applicant.answers.materials.get(it).map(|it| it.format);
    let slots = slots(procedure, assessment, format, locale);
    let wanted = slots.into_iter().filter(|it| it.photo || !photos_alone);
    let files = wanted.filter_map(|it| {
        let bytes = without_place(applicant.file(it.material)?).into_owned();
        Some((it.label, Matter::File(bytes)))
    });
    Made {
        files: files.collect(),
        remarks: open(procedure, assessment, |it| {
            !photos_alone || procedure.profile(&it.id).is_some()
        }),
        events: Vec::new(),
    }
}

fn kept(name: &str) -> Failure {
    Failure::input(
        format!("“{name}”已经有了，没有替换。"),
        format!("“{name}” is there already and was not replaced."),
    )
}

//! Files of many into one folder: what they would be called, and a batch that writes them.

use std::{path::PathBuf, sync::Arc};

use beishen_core::assess;
use beishen_document::Locale;
use beishen_store::DraftId;
use beishen_work::{
    Failure,
    export::{Label, Made, Matter, Whose, Wish, slots, to_hand_in},
    names::{Clash, Names, Pattern, Taken, fields, presets},
    papers,
};

use super::{due, export::name as title_of};
use crate::{
    at::At,
    contract::{
        DraftPaper, ExportChoice, ExportKind, NamedFile, NamesView, NamingPreset, PrintView,
        TakenChoice, WriteInto, count, small,
    },
    desk::Desk,
    parts::printing::{Printing, Wanted, Work},
    record::ID_NUMBER,
    roster::{CLASSES, Everybody, Known, STUDENT_NUMBERS},
};

/// Under which name the vault keeps how files were called last.
const NAMES: &str = "export.names";
/// Of so many drafts the files are looked at for a preview: each has to be opened for it.
const LOOKED_INTO: usize = 1_000;

impl Desk {
    /// Begins to write; a thread takes it up with [`Desk::take_job`].
    pub(crate) fn export_many(
        &mut self,
        drafts: Vec<i32>,
        folder: PathBuf,
        choice: ExportChoice,
        at: At,
    ) -> Result<PrintView, Failure> {
        self.one_batch()?;
        let wish = self.wish(Some(folder), &choice, at)?;
        let people = self.whose(&drafts, at.locale)?;
        // Nothing is lost when it is not remembered.
        let _ = self.vault.note(NAMES, choice.pattern.trim());
        let named: Vec<(i32, String)> =
            drafts.iter().zip(&people).map(|(draft, it)| (*draft, it.name.clone())).collect();
        let work = Work::Export { wish, people, kinds: choice.kinds };
        let (printing, job) =
            Printing::new(named, work, choice.show_numbers, Arc::clone(&self.press), at);
        let view = self.how_far(&printing, at);
        self.printing = Some(printing);
        self.job = Some(job);
        Ok(view)
    }

    /// What the files would be called, without writing any.
    pub(crate) fn name_many(
        &self,
        drafts: Vec<i32>,
        folder: Option<WriteInto>,
        choice: ExportChoice,
        limit: u32,
        at: At,
    ) -> Result<NamesView, Failure> {
        let folder = folder.map(PathBuf::from);
        let presets: Vec<NamingPreset> = presets(at.locale)
            .into_iter()
            .map(|(label, pattern)| NamingPreset { label: label.into(), pattern: pattern.into() })
            .collect();
        let kept = || self.vault.noted(NAMES).ok().flatten().filter(|it| !it.is_empty());
        let usual = || presets.first().map(|it| it.pattern.clone()).unwrap_or_default();
        let pattern = Some(choice.pattern.clone()).filter(|it| !it.trim().is_empty());
        let pattern = pattern.or_else(kept).unwrap_or_else(usual);
        let mut view = NamesView {
            pattern: pattern.clone(),
            fields: fields(at.locale),
            presets,
            files: Vec::new(),
            total: 0,
            twice: 0,
            there: 0,
            said: String::new(),
            wrong: String::new(),
        };
        let choice = ExportChoice { pattern, ..choice };
        let wish = match self.wish(folder.clone(), &choice, at) {
            Ok(wish) => wish,
            Err(failure) => {
                failure.message.get(at.locale).clone_into(&mut view.wrong);
                return Ok(view);
            }
        };
        let mut names = Names::within(folder.as_deref(), wish.taken);
        let mut all = Vec::new();
        for (nth, (draft, whose)) in drafts.iter().zip(self.whose(&drafts, at.locale)?).enumerate()
        {
            for label in self.labels(*draft, &choice.kinds, nth < LOOKED_INTO, at) {
                all.push((whose.name.clone(), wish.name(&mut names, &whose, &label)));
            }
        }
        if wish.calendar.is_some() {
            all.push((String::new(), wish.calendar_name(&mut names)));
        }
        let number = |clash| count(all.iter().filter(|it| it.1.clash == Some(clash)).count());
        (view.total, view.twice) = (count(all.len()), number(Clash::Twice));
        view.there = number(Clash::There);
        view.said = said(&view, drafts.len() > LOOKED_INTO, wish.taken, at.locale);
        // What is called otherwise than the pattern says comes first.
        all.sort_by_key(|it| it.1.clash.is_none());
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        view.files = all
            .into_iter()
            .take(limit)
            .map(|(whose, it)| NamedFile {
                whose,
                name: it.shown,
                twice: it.clash == Some(Clash::Twice),
                there: it.clash == Some(Clash::There),
                written: it.written,
            })
            .collect();
        Ok(view)
    }

    /// What is made of one draft.
    pub(crate) fn pieces(&self, wanted: &Wanted, kinds: &[ExportKind]) -> Result<Made, Failure> {
        let Wanted { draft, at, show_numbers, .. } = *wanted;
        let has = |kind| kinds.contains(&kind);
        let (procedure, applicant) = self.applicant(draft, at.now)?;
        let procedure = self.library.procedure(&procedure).ok_or_else(Failure::gone)?;
        let (now, locale) = (at.now, at.locale);
        let mut made = Made::default();
        let mut paper = |which, document| {
            made.files.push((label(which, locale), Matter::Paper(Box::new(document))));
        };
        if has(ExportKind::Receipts) {
            let receipt = papers::receipt(procedure, &applicant, now, locale, !show_numbers);
            paper(DraftPaper::Receipt, receipt);
        }
        if has(ExportKind::Checklists) {
            paper(DraftPaper::Checklist, papers::checklist(procedure, &applicant, now, locale));
        }
        if has(ExportKind::Photos) || has(ExportKind::Materials) {
            let assessment = assess(procedure, &applicant.answers, now);
            let alone = !has(ExportKind::Materials);
            let files = to_hand_in(procedure, &applicant, &assessment, alone, locale);
            made.files.extend(files.files);
            made.remarks.extend(files.remarks);
        }
        if has(ExportKind::Calendar) {
            // Whose each entry is tells the place in the list, as in the calendar of all.
            made.events = due::events(&self.glance(draft, now)?, Some(wanted.nth), locale);
        }
        Ok(made)
    }

    /// The files of a draft by name. One that cannot be opened has none, as it will have none in the end.
    fn labels(&self, draft: i32, kinds: &[ExportKind], look: bool, at: At) -> Vec<Label> {
        let has = |kind| kinds.contains(&kind);
        let papers = [
            (ExportKind::Receipts, DraftPaper::Receipt),
            (ExportKind::Checklists, DraftPaper::Checklist),
        ];
        let papers = papers.into_iter().filter(|it| has(it.0));
        let mut all: Vec<Label> = papers.map(|it| label(it.1, at.locale)).collect();
        if (has(ExportKind::Photos) || has(ExportKind::Materials))
            && look
            && let Ok(open) = self.glance(DraftId::from(draft), at.now)
        {
            let format = |it: &str| open.answers.materials.get(it).map(|it| it.format);
            let slots = slots(open.procedure, &open.assessment, format, at.locale);
            let wanted = slots.into_iter().filter(|it| it.photo || has(ExportKind::Materials));
            all.extend(wanted.map(|it| it.label));
        }
        all
    }

    fn wish(
        &self,
        folder: Option<PathBuf>,
        choice: &ExportChoice,
        at: At,
    ) -> Result<Wish, Failure> {
        let calendar = choice.kinds.contains(&ExportKind::Calendar);
        Ok(Wish {
            folder: folder.unwrap_or_default(),
            pattern: Pattern::read(&choice.pattern)?,
            taken: match choice.taken {
                TakenChoice::Number => Taken::Number,
                TakenChoice::Skip => Taken::Skip,
                TakenChoice::Replace => Taken::Replace,
            },
            locale: at.locale,
            now: at.now,
            calendar: calendar.then_some(self.offset),
        })
    }

    /// Whose the drafts are, as the list has them; one that the list has not made yet, as after an update, is looked up.
    fn whose(&self, drafts: &[i32], locale: Locale) -> Result<Vec<Whose>, Failure> {
        let everybody = self.roster.read(&self.vault)?;
        let by_draft = by_draft(&everybody);
        let title = |id: &str| {
            let title = self.library.procedure(id).map(|it| it.title().get(locale));
            title.unwrap_or(id).to_owned()
        };
        let whose = |draft: &i32| {
            let Some((known, procedure)) = by_draft.get(draft) else {
                return self.looked_up(*draft, &everybody, title);
            };
            Whose {
                name: known.name.clone(),
                number: known.line.number.clone(),
                student: known.line.words.first().cloned().unwrap_or_default(),
                class: known.class().to_owned(),
                procedure: title(procedure),
            }
        };
        Ok(drafts.iter().map(whose).collect())
    }

    fn looked_up(
        &self,
        draft: i32,
        everybody: &Everybody,
        title: impl Fn(&str) -> String,
    ) -> Whose {
        let Ok(record) = self.record(draft.into()) else { return Whose::default() };
        let answers = &record.values.answers;
        let said = |facts: &[&str]| {
            let text = facts.iter().find_map(|it| answers.get(*it)).map(|it| it.text.trim());
            text.unwrap_or_default().to_owned()
        };
        let known = everybody.one(small(record.applicant.id.0));
        let class = known.map(Known::class).filter(|it| !it.is_empty());
        Whose {
            name: record.applicant.details.name.clone(),
            number: said(&[ID_NUMBER]),
            student: said(&STUDENT_NUMBERS),
            class: class.map_or_else(|| said(&CLASSES), str::to_owned),
            procedure: title(&record.draft.procedure),
        }
    }
}

fn by_draft(everybody: &Everybody) -> std::collections::HashMap<i32, (&Known, &str)> {
    let drafts = everybody.people().flat_map(|known| {
        known.line.drafts.iter().map(move |it| (it.id, (known, it.procedure.as_str())))
    });
    drafts.collect()
}

fn label(paper: DraftPaper, locale: Locale) -> Label {
    let title = title_of(paper, locale).to_owned();
    Label { portal: title.clone(), title, ending: ".pdf".to_owned() }
}

/// What there will be, in a few sentences.
fn said(view: &NamesView, more: bool, taken: Taken, locale: Locale) -> String {
    let NamesView { total, twice, there, .. } = view;
    let does = match taken {
        Taken::Number => ["另加编号", "the new ones get a number"],
        Taken::Skip => ["不写入", "the new ones are not written"],
        Taken::Replace => ["将被替换", "they will be replaced"],
    };
    let all = [
        (true, format!("共 {total} 个文件。"), format!("Files: {total}.")),
        (
            *twice > 0,
            format!("{twice} 个重名，已加编号。"),
            format!("{twice} have the name of another and get a number."),
        ),
        (
            *there > 0,
            format!("{there} 个在文件夹里已有，{}。", does[0]),
            format!("{there} are in the folder already: {}.", does[1]),
        ),
        (
            more,
            format!("照片和材料只预览前 {LOOKED_INTO} 位。"),
            format!("Photos and materials are shown of the first {LOOKED_INTO} only."),
        ),
    ];
    let said: Vec<&str> =
        all.iter().filter(|it| it.0).map(|it| locale.pick(&it.1, &it.2)).collect();
    said.join(locale.pick("", " "))
}

//! 回读核对: the portal's page against a draft. The page is read and dropped; what came of each field is kept.

use std::path::Path;

use beishen_core::{
    Locale, Procedure, is_practice,
    readback::{MOST, Outcome, ReadBack, ReadField, Verdict, read_back},
};
use beishen_store::{Change, DraftId, Level};
use chrono::NaiveDateTime;

use crate::{
    Applicant, Failure,
    contract::{OutcomeView, ReadBackView, ReadFieldView, ReadVerdict},
    desk::{Desk, Open},
    files,
    view::count,
};

/// What fields about the history are about.
const HISTORY: &str = "history";

impl Desk {
    /// Compares, and keeps the outcome with the draft, unless the page is the practice portal's.
    pub(crate) fn read_back(
        &mut self,
        draft: DraftId,
        text: &str,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<ReadBackView, Failure> {
        let open = self.open_draft(draft, now)?;
        let read =
            recognised(read_back(open.procedure, &open.answers, &open.assessment, text, now))?;
        let outcome =
            Outcome::new(&read, open.procedure, &open.answers, &open.assessment.values, now);
        let kept = outcome.and_then(|it| serde_json::to_string(&it).ok());
        let fields = read.fields.iter().map(|it| field(open.procedure, it, locale)).collect();
        let page = open.procedure.pages().iter().find(|it| Some(&it.id) == read.page.as_ref());
        let page = page.map(|it| it.title.get(locale).to_owned()).unwrap_or_default();
        // What the practice portal shows says nothing of the portal.
        let practice = is_practice(text);
        if !practice {
            self.step(draft, &[Change::read_back(Level::Draft, kept.as_deref())], now)?;
        }
        Ok(ReadBackView { page, fields, practice, draft: self.draft_view(draft, now, locale)? })
    }

    /// The same with a page that was saved, as text or as HTML.
    pub(crate) fn read_back_file(
        &mut self,
        draft: DraftId,
        path: &Path,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<ReadBackView, Failure> {
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        self.read_back(draft, &page(path, &name)?, now, locale)
    }
}

/// A page of the portal that was saved, against the answers of a facts file.
pub fn read_back_page(
    procedure: &Procedure,
    applicant: &Applicant,
    path: &Path,
    now: NaiveDateTime,
) -> Result<ReadBack, Failure> {
    let text = page(path, &path.display().to_string())?;
    let assessment = beishen_core::assess(procedure, &applicant.answers, now);
    recognised(read_back(procedure, &applicant.answers, &assessment, &text, now))
}

fn page(path: &Path, name: &str) -> Result<String, Failure> {
    let text = files::page(path, name)?;
    if text.len() > MOST {
        return Err(Failure::input(
            format!("“{name}”超过 1 MB，请只存结果页的文字。"),
            format!("“{name}” is over 1 MB. Save only the text of the result page."),
        ));
    }
    Ok(text)
}

fn recognised(read: ReadBack) -> Result<ReadBack, Failure> {
    if read.fields.is_empty() {
        return Err(Failure::input(
            "没有认出平台的项目，请在结果页全选、复制后再粘贴。",
            "No field of the portal was recognised. Select all on its result page, copy, and paste again.",
        ));
    }
    Ok(read)
}

fn field(procedure: &Procedure, field: &ReadField, locale: Locale) -> ReadFieldView {
    let fact = procedure.fact(&field.fact);
    let ignored = field.ignored.iter().map(|it| it.text().get(locale).to_owned());
    ReadFieldView {
        id: field.id.clone(),
        label: field.label.clone(),
        gloss: match locale {
            Locale::Zh => String::new(),
            Locale::En if field.fact.as_str() == HISTORY => {
                "Row of the personal history".to_owned()
            }
            Locale::En => fact.map(|it| it.label.en.clone()).unwrap_or_default(),
        },
        expected: field.expected.clone(),
        found: field.found.clone(),
        verdict: match field.verdict {
            Verdict::Same => ReadVerdict::Same,
            Verdict::Differs => ReadVerdict::Differs,
            Verdict::NotFound => ReadVerdict::NotFound,
        },
        ignored: ignored.collect::<Vec<_>>().join(locale.pick("、", ", ")),
        apart: field.apart.as_ref().map(|it| it.get(locale).to_owned()).unwrap_or_default(),
        sensitive: fact.is_some_and(|it| it.sensitive),
    }
}

/// The outcome that is kept with a draft.
pub(crate) fn outcome(open: &Open<'_>, locale: Locale) -> Option<OutcomeView> {
    let outcome = open.answers.read_back.as_ref()?;
    let labels = outcome.labels(open.procedure, Verdict::Differs);
    let page = open.procedure.pages().iter().find(|it| it.id == outcome.page);
    Some(OutcomeView {
        at: outcome.at.format("%Y-%m-%d %H:%M").to_string(),
        page: page.map(|it| it.title.get(locale).to_owned()).unwrap_or_default(),
        same: count(outcome.count(Verdict::Same)),
        differs: count(outcome.count(Verdict::Differs)),
        not_found: count(outcome.count(Verdict::NotFound)),
        labels,
        stands: outcome.stands(open.procedure, &open.answers, &open.assessment.values),
    })
}

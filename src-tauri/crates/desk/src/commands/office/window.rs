//! The window's part: the same as a command each, and told in words.

use std::time::{SystemTime, UNIX_EPOCH};

use beishen_document::Locale;
use beishen_store::{ApplicantId, StoreError};
use beishen_tray::{Uid, Wish};
use beishen_work::Failure;
use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};

use super::{OF, TakenIn, Whose, untouched};
use crate::{
    at::At,
    contract::{OfficeAsked, OfficeOnView, OfficePersonView, OfficeRoundView, OfficeView, PutOut},
    desk::Desk,
};

impl Desk {
    pub(crate) fn show_office(&self, at: At) -> Result<Option<OfficeView>, Failure> {
        self.office(self.clock(at.now))
    }

    pub(crate) fn set_office(
        &mut self,
        name: String,
        code: Option<String>,
        at: At,
    ) -> Result<OfficeOnView, Failure> {
        self.may_change()?;
        let code = code.filter(|it| !it.trim().is_empty());
        // Another name for the desk is no other office.
        let code = match code {
            None => self.memo()?.map(|it| it.code),
            given => given,
        };
        let code = self.office_on(&name, code.as_deref())?;
        Ok(OfficeOnView { office: self.show_office(at)?, code })
    }

    pub(crate) fn say_office_code(&self, _: At) -> Result<Vec<String>, Failure> {
        Ok(self.office_code()?.groups())
    }

    pub(crate) fn leave_office(&mut self, _: At) -> Result<(), Failure> {
        self.may_change()?;
        self.office_off()
    }

    pub(crate) fn share_applicants(
        &mut self,
        applicants: Vec<i32>,
        at: At,
    ) -> Result<PutOut, Failure> {
        self.may_change()?;
        self.share(&applicants, at.now)
    }

    /// In first: what is put together with what came goes out at once.
    pub(crate) fn office_round(&mut self, at: At) -> Result<OfficeRoundView, Failure> {
        self.may_change()?;
        let came = self.office_inbox(Whose::Later, at.now, at.locale)?;
        let mut left = Vec::new();
        // What came in is here, and can be taken back, whether or not anything can be put out.
        let out = self.office_outbox(at.now).unwrap_or_else(|failure| {
            left.push(failure.message.get(at.locale).to_owned());
            PutOut::default()
        });
        left.extend(left_over(&came, &out, at.locale));
        let message = told(&came, &out, at.locale);
        let TakenIn { people, differing, mut imports, .. } = came;
        imports.reverse();
        Ok(OfficeRoundView { message, left, people, differing, imports })
    }

    pub(crate) fn office_person(
        &self,
        applicant: i32,
        at: At,
    ) -> Result<OfficePersonView, Failure> {
        self.office_code()?;
        let (stands, held) = (self.stands()?, self.held(self.clock(at.now))?);
        let wishes = self.trays().wishes().map_err(untouched)?;
        let (uids, mut view) = (self.uids(applicant)?, OfficePersonView::none());
        for uid in uids {
            if let Some(stand) = stands.get(&uid).filter(|it| !it.gone) {
                view.shared = true;
                view.there |= stand.rev > 0;
            }
            if let Some(it) = held.get(&uid) {
                view.by.clone_from(&it.holder);
            }
            let asked = wishes.iter().find(|it| it.0 == uid).map(|it| &it.1);
            view.asked = view.asked.or(asked.map(OfficeAsked::of));
        }
        Ok(view)
    }

    pub(crate) fn ask_to_take_over(
        &mut self,
        applicant: i32,
        from: String,
        at: At,
    ) -> Result<OfficePersonView, Failure> {
        self.may_change()?;
        let by = self.office_person(applicant, at)?.by;
        // Whoever confirmed it was told of another desk.
        if by != from && !by.is_empty() {
            return Err(Failure::input(
                format!("现在由“{by}”办理，请看过再接手。"),
                format!("“{by}” works on them now. Look again before you take over."),
            ));
        }
        self.office_take_over(applicant, self.clock(at.now))?;
        self.office_person(applicant, at)
    }

    pub(crate) fn ask_to_let_go(
        &mut self,
        applicant: i32,
        at: At,
    ) -> Result<OfficePersonView, Failure> {
        self.may_change()?;
        self.office_let_go(applicant)?;
        self.office_person(applicant, at)
    }

    pub(crate) fn ask_to_forget(&mut self, at: At) -> Result<Option<OfficeView>, Failure> {
        self.may_change()?;
        self.office_forget_erased()?;
        self.show_office(at)
    }

    /// Which names of those who are shared stand for somebody here; none while the office is off.
    pub(crate) fn shared_here(&self) -> Result<Vec<Uid>, Failure> {
        if self.memo()?.is_none() {
            return Ok(Vec::new());
        }
        let called = self.called()?;
        Ok(self.stands()?.into_keys().filter(|it| called.contains_key(it)).collect())
    }

    /// Of those who were there, whoever went as an import was taken back was never erased: the office may send them again.
    pub(crate) fn forget_taken_back(&mut self, before: &[Uid]) -> Result<(), Failure> {
        if before.is_empty() {
            return Ok(());
        }
        let called = self.called()?;
        let gone = before.iter().filter(|it| !called.contains_key(*it));
        let gone: Vec<String> = gone.map(|it| format!("{OF}{it}")).collect();
        self.vault.note_all(gone.iter().map(|it| (&**it, "")))?;
        if self.trays().are_there() {
            self.say_what_is_here(&self.stands()?)?;
        }
        Ok(())
    }

    /// A moment of the desk's, as the trays know it.
    fn clock(&self, now: NaiveDateTime) -> SystemTime {
        self.offset.from_local_datetime(&now).single().map_or(UNIX_EPOCH, SystemTime::from)
    }

    /// A moment of the trays', as it is told.
    pub(super) fn minute(&self, at: SystemTime) -> String {
        let at = DateTime::<Utc>::from(at).with_timezone(&self.offset);
        at.format("%Y-%m-%d %H:%M").to_string()
    }

    /// What somebody here is called in every vault.
    fn uids(&self, applicant: i32) -> Result<Vec<Uid>, Failure> {
        let id = ApplicantId::from(applicant);
        Ok(self.called()?.into_iter().filter(|it| it.1.applicant == id).map(|it| it.0).collect())
    }

    /// The trays are no part of the vault, which refuses for itself.
    fn may_change(&self) -> Result<(), Failure> {
        if self.reads_only() { Err(StoreError::ReadOnly.into()) } else { Ok(()) }
    }
}

impl OfficePersonView {
    const fn none() -> Self {
        Self { shared: false, there: false, by: String::new(), asked: None }
    }
}

impl OfficeAsked {
    const fn of(wish: &Wish) -> Self {
        match wish {
            Wish::TakeOver { .. } => Self::TakeOver,
            Wish::LetGo => Self::LetGo,
            Wish::Forget => Self::Forget,
        }
    }
}

/// “收进：新增 1 人，更新 2 人。放进待发 3 人。”
fn told(came: &TakenIn, out: &PutOut, locale: Locale) -> String {
    let (added, changed, put) = (came.added, came.changed, out.put);
    let mut parts = Vec::new();
    match (added + changed > 0, locale) {
        (false, _) => {}
        (true, Locale::Zh) => parts.push(format!("收进：新增 {added} 人，更新 {changed} 人。")),
        (true, Locale::En) => {
            parts.push(format!("Taken in: {added} people added, {changed} changed."));
        }
    }
    match (put, locale) {
        (0, _) => {}
        (_, Locale::Zh) => parts.push(format!("放进待发 {put} 人。")),
        (_, Locale::En) => parts.push(format!("Put out: {put} people.")),
    }
    if parts.is_empty() {
        return locale
            .pick("没有新的内容要收或要发。", "Nothing new has come or is to go out.")
            .into();
    }
    parts.join(locale.pick("", " "))
}

fn left_over(came: &TakenIn, out: &PutOut, locale: Locale) -> Vec<String> {
    let mut left = Vec::new();
    let zh = locale == Locale::Zh;
    if let n @ 1.. = came.unread {
        left.push(if zh {
            format!("{n} 份打不开，留在待收里：办公室码不同，或文件已损坏。请核对办公室码。")
        } else {
            format!(
                "{n} cannot be opened and stay where they are: another office code, or damaged. Check the code."
            )
        });
    }
    if let n @ 1.. = came.in_bin {
        left.push(if zh {
            format!("{n} 人在这里的回收站里，取回后再收发。")
        } else {
            format!(
                "{n} are in the recycle bin here. Take them out of it, and send and fetch again."
            )
        });
    }
    if !out.too_large.is_empty() {
        let names = out.too_large.join(locale.pick("、", ", "));
        left.push(if zh {
            format!("文件太大，没有放进待发：{names}。请压缩扫描件后再收发。")
        } else {
            format!("Too large to go out: {names}. Make the scans smaller, and send again.")
        });
    }
    left
}

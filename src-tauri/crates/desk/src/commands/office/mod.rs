//! 办公室: people who are shared with other desks, through the trays. What goes into the outbox is sealed under the code that the
//! desks of an office share; `beishen-office`, which carries it, cannot open it. Nothing here reaches the office.

mod into;
mod out;
mod window;

use std::{collections::BTreeMap, io, time::SystemTime};

use beishen_store::{ApplicantId, Called, OfficeCode};
use beishen_tray::{FOLDER, Holding, Trays, Uid, Wish, desk_name};
use beishen_work::Failure;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    contract::{HeldView, OfficeView, small},
    desk::Desk,
};

pub use into::{TakenIn, Whose};

/// Under what the vault notes that the office is on, and what begins the names of what it notes of each person.
const MEMO: &str = "office";
const OF: &str = "office/";

/// That the office is on.
#[derive(Serialize, Deserialize)]
struct Memo {
    /// What this desk is called.
    name: String,
    /// What its bundles are sealed under.
    code: String,
}

/// How this vault stands to the office about one person, by what they are called in every vault.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Stand {
    /// The revision that was taken in last; 0: none.
    rev: u64,
    /// When they were last changed as of what was put out or found to be nothing new; nothing: they are to be put out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent: Option<NaiveDateTime>,
    /// The office has forgotten them: they are not sent unless somebody shares them again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
}

type Stands = BTreeMap<Uid, Stand>;

impl Desk {
    /// Turns the office on for this vault, or calls the desk otherwise. Without a code a new one is made, and is what comes back: the other
    /// desks of the office are told it.
    pub fn office_on(
        &mut self,
        name: &str,
        code: Option<&str>,
    ) -> Result<Option<Vec<String>>, Failure> {
        let name = desk_name(name).ok_or_else(|| {
            Failure::input(
                "窗口的名称要有 1 到 40 个字，如“一号窗口”。",
                "A desk is called by 1 to 40 characters, such as “Desk 1”.",
            )
        })?;
        let given = code.map(|it| OfficeCode::read(it).ok_or_else(not_a_code)).transpose()?;
        let code = match &given {
            Some(code) => code.clone(),
            None => OfficeCode::random()?,
        };
        let groups = code.groups();
        let memo = Memo { name: name.clone(), code: groups.concat() };
        let known = self.memo()?.is_some_and(|it| it.code == memo.code);
        if !known {
            self.forget_stands()?;
        }
        self.trays().make(&name).map_err(untouched)?;
        self.vault.note(MEMO, &json(&memo)?)?;
        self.say_what_is_here(&self.stands()?)?;
        Ok(given.is_none().then_some(groups))
    }

    /// Turns the office off: the trays go with all that lies in them. Everybody stays here as they are.
    pub fn office_off(&mut self) -> Result<(), Failure> {
        self.trays().remove().map_err(untouched)?;
        self.forget_stands()?;
        Ok(self.vault.note(MEMO, "")?)
    }

    /// How it stands; nothing while it is off.
    pub fn office(&self, now: SystemTime) -> Result<Option<OfficeView>, Failure> {
        let Some(memo) = self.memo()? else { return Ok(None) };
        let (trays, stands, called) = (self.trays(), self.stands()?, self.called()?);
        let there = trays.are_there();
        let here = |it: &Uid| called.contains_key(it);
        let everybody = self.roster.read(&self.vault)?;
        let (out, come, asked) = if there {
            let count = || {
                let (out, come) = (trays.outgoing()?.len(), trays.incoming()?.len());
                Ok((out, come, trays.wishes()?.len()))
            };
            count().map_err(untouched)?
        } else {
            (0, 0, 0)
        };
        let mut held = Vec::new();
        for (uid, by) in self.held(now)? {
            let whose = called.get(&uid).map(|it| small(it.applicant.0));
            if let Some(known) = whose.and_then(|it| everybody.one(it)) {
                let minutes = by.left.as_secs().div_ceil(60);
                held.push(HeldView {
                    applicant: known.id,
                    name: known.name.clone(),
                    by: by.holder,
                    minutes,
                });
            }
        }
        Ok(Some(OfficeView {
            name: memo.name,
            folder: trays.folder().display().to_string(),
            there,
            carried: trays.asked().map(|it| self.minute(it)).unwrap_or_default(),
            shared: stands.iter().filter(|(uid, it)| here(uid) && !it.gone).count(),
            out,
            come,
            asked,
            erased: stands.iter().filter(|(uid, it)| !here(uid) && !it.gone).count(),
            forgotten: stands.iter().filter(|(uid, it)| here(uid) && it.gone).count(),
            held,
        }))
    }

    /// Asks the office to let this desk work on somebody, with the next round; the desk that works on them now, if one does.
    pub fn office_take_over(
        &mut self,
        applicant: i32,
        now: SystemTime,
    ) -> Result<Option<String>, Failure> {
        let uid = self.shared_as(applicant)?;
        let mut held = self.held(now)?;
        let from = held.remove(&uid).map(|it| it.holder);
        let wish = Wish::TakeOver { from: from.clone().unwrap_or_default() };
        self.trays().wish(uid, &wish).map_err(untouched)?;
        Ok(from)
    }

    /// Tells the office, with the next round, that this desk works on somebody no longer.
    pub fn office_let_go(&mut self, applicant: i32) -> Result<(), Failure> {
        let uid = self.shared_as(applicant)?;
        self.trays().wish(uid, &Wish::LetGo).map_err(untouched)
    }

    /// Asks the office to forget, with the next round, whoever is there still and was erased here; how many.
    pub fn office_forget_erased(&mut self) -> Result<usize, Failure> {
        self.office_code()?;
        let (stands, called, trays) = (self.stands()?, self.called()?, self.trays());
        let erased = |(uid, it): &(&Uid, &Stand)| !called.contains_key(*uid) && !it.gone;
        let erased: Vec<Uid> = stands.iter().filter(erased).map(|it| *it.0).collect();
        for uid in &erased {
            trays.wish(*uid, &Wish::Forget).map_err(untouched)?;
        }
        Ok(erased.len())
    }
}

impl Desk {
    fn trays(&self) -> Trays {
        Trays::at(self.uploads.with_file_name(FOLDER))
    }

    /// Who works on whom.
    fn held(&self, now: SystemTime) -> Result<BTreeMap<Uid, Holding>, Failure> {
        match self.trays().held(now) {
            // It is only told: a damaged list is none, and keeps nobody from working.
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(BTreeMap::new()),
            held => held.map_err(untouched),
        }
    }

    fn memo(&self) -> Result<Option<Memo>, Failure> {
        let kept = self.vault.noted(MEMO)?;
        Ok(kept.and_then(|it| serde_json::from_str(&it).ok()))
    }

    fn office_code(&self) -> Result<OfficeCode, Failure> {
        let off = || Failure::input("办公室没有开启。", "The office is off.");
        let memo = self.memo()?.filter(|_| self.trays().are_there()).ok_or_else(off)?;
        OfficeCode::read(&memo.code).ok_or_else(not_a_code)
    }

    fn stands(&self) -> Result<Stands, Failure> {
        let read = |(name, text): (String, String)| {
            let uid = Uid::read(name.strip_prefix(OF)?)?;
            Some((uid, serde_json::from_str(&text).unwrap_or_default()))
        };
        Ok(self.vault.noted_under(OF)?.into_iter().filter_map(read).collect())
    }

    fn keep_stands(&mut self, of: &[Uid], stands: &Stands) -> Result<(), Failure> {
        let mut notes = Vec::new();
        for uid in of {
            if let Some(stand) = stands.get(uid) {
                notes.push((format!("{OF}{uid}"), json(stand)?));
            }
        }
        Ok(self.vault.note_all(notes.iter().map(|(name, text)| (&**name, &**text)))?)
    }

    fn forget_stands(&mut self) -> Result<(), Failure> {
        let all = self.vault.noted_under(OF)?;
        Ok(self.vault.note_all(all.iter().map(|it| (&*it.0, "")))?)
    }

    fn say_what_is_here(&self, stands: &Stands) -> Result<(), Failure> {
        let have = stands.iter().map(|(uid, it)| (uid, &it.rev));
        self.trays().say_what_is_here(have).map_err(untouched)
    }

    /// Who is called so in every vault; each under every name.
    fn called(&self) -> Result<BTreeMap<Uid, Called>, Failure> {
        Ok(self.vault.called()?.into_iter().map(|it| (Uid(it.uid), it)).collect())
    }

    /// What somebody who is shared is sent under.
    fn shared_as(&self, applicant: i32) -> Result<Uid, Failure> {
        self.office_code()?;
        let (stands, id) = (self.stands()?, ApplicantId::from(applicant));
        let mut uids = self.called()?.into_iter().filter(|it| it.1.applicant == id).map(|it| it.0);
        uids.find(|it| stands.get(it).is_some_and(|it| it.rev > 0 && !it.gone)).ok_or_else(|| {
            Failure::input("这个人还不在办公室里。", "The office does not have this person yet.")
        })
    }
}

fn json(it: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(it).map_err(|_| Failure::bad_request())
}

fn not_a_code() -> Failure {
    Failure::input(
        "办公室码是 26 个字母和数字，请核对后再输。",
        "An office code has 26 letters and digits. Check it and type it again.",
    )
}

fn untouched(_: io::Error) -> Failure {
    Failure::system(
        "办公室的收发文件夹读写不了，请检查权限和磁盘。",
        "The office's trays cannot be read or written. Check their permissions and the disk.",
    )
}

//! A desk with a vault and trays of its own, as a window or `beishen` has them.

use std::{
    path::PathBuf,
    thread,
    time::{Duration, SystemTime},
};

use beishen_desk::{Desk, Library, OfficeView, PutOut, Request, TakenIn, Whose};
use beishen_document::Locale;
use beishen_office::{Came, Office, Result, Round};
use beishen_tray::Trays;
use chrono::NaiveDateTime;
use serde_json::{Value, json};
use tempfile::TempDir;

pub(crate) struct Seat {
    pub(crate) desk: Desk,
    pub(crate) folder: TempDir,
    /// What its clock shows; it goes on by a second with each deed.
    pub(crate) now: NaiveDateTime,
}

impl Seat {
    /// One that is on, under a code; without one it makes it.
    pub(crate) fn open(name: &str, code: &mut Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = "2026-11-22T09:00:00".parse().unwrap();
        let vault = folder.path().join("beishen.vault");
        let mut desk = Desk::open(&vault, Library::built_in().unwrap(), now).unwrap();
        let made = desk.office_on(name, code.as_deref()).unwrap();
        if let Some(groups) = made {
            *code = Some(groups.join("-"));
        }
        Self { desk, folder, now }
    }

    pub(crate) fn call(&mut self, command: &str, arguments: &Value) -> Value {
        self.now += chrono::Duration::seconds(1);
        let mut request = json!({ "locale": "zh", "command": command });
        request.as_object_mut().unwrap().extend(arguments.as_object().unwrap().clone());
        let reply = self.desk.call(serde_json::from_value::<Request>(request).unwrap(), self.now);
        serde_json::to_value(reply.unwrap_or_else(|it| panic!("{command}: {it}"))).unwrap()
    }

    /// Somebody new, with a draft.
    pub(crate) fn add(&mut self, name: &str) -> (i32, i64) {
        let added = self.call("add_applicant", &json!({ "name": name }));
        let begin = json!({ "applicant": added["applicant"], "procedure": "tdxl" });
        let draft = self.call("begin_draft", &begin)["draft"].as_i64().unwrap();
        let applicant = i32::try_from(added["applicant"].as_i64().unwrap()).unwrap();
        self.answer(draft, "person.name", name);
        (applicant, draft)
    }

    pub(crate) fn answer(&mut self, draft: i64, fact: &str, text: &str) {
        self.call("answer", &json!({ "draft": draft, "fact": fact, "text": text }));
    }

    /// Who is here, by name: applicant and draft.
    pub(crate) fn people(&mut self) -> Vec<(String, i32, i64)> {
        let desk = self.call("open_desk", &json!({}));
        let of = |it: &Value| {
            let draft = it["drafts"][0]["id"].as_i64()?;
            Some((it["name"].as_str()?.to_owned(), i32::try_from(it["id"].as_i64()?).ok()?, draft))
        };
        let mut all: Vec<_> =
            desk["applicants"].as_array().unwrap().iter().filter_map(of).collect();
        all.sort();
        all
    }

    /// What is answered to a fact.
    pub(crate) fn said(&mut self, draft: i64, fact: &str) -> String {
        let view = self.call("open_draft", &json!({ "draft": draft }));
        let steps = view["steps"].as_array().unwrap();
        let mut fields = steps.iter().flat_map(|it| it["fields"].as_array().unwrap());
        let field =
            fields.find(|it| it["fact"] == fact).unwrap_or_else(|| panic!("{fact} is not asked"));
        field["typed"].as_str().unwrap().to_owned()
    }

    pub(crate) fn share(&mut self, people: &[i32]) -> PutOut {
        self.now += chrono::Duration::seconds(1);
        self.desk.share(people, self.now).unwrap()
    }

    pub(crate) fn put_out(&mut self) -> PutOut {
        self.now += chrono::Duration::seconds(1);
        self.desk.office_outbox(self.now).unwrap()
    }

    pub(crate) fn take_in(&mut self) -> TakenIn {
        self.take_in_with(Whose::Later)
    }

    pub(crate) fn take_in_with(&mut self, whose: Whose) -> TakenIn {
        self.now += chrono::Duration::seconds(1);
        self.desk.office_inbox(whose, self.now, Locale::Zh).unwrap()
    }

    pub(crate) fn trays(&self) -> Trays {
        Trays::at(self.path("office"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn view(&self) -> OfficeView {
        #[expect(clippy::disallowed_methods, reason = "the trays are dated by the system")]
        self.desk.office(SystemTime::now()).unwrap().unwrap()
    }

    /// One round, as `beishen-office sync` does it.
    pub(crate) fn round(&self, office: &mut Office) -> Result<Round> {
        Round::go(office, &self.trays(), &mut Came::default(), None)
    }

    /// Out, round, in: what a desk does again and again.
    pub(crate) fn turn(&mut self, office: &mut Office) -> Result<Round> {
        self.put_out();
        let round = self.round(office)?;
        self.take_in();
        Ok(round)
    }
}

/// Turns of every desk until none of them has anything to say any more. What waits for another desk's lease is waited for.
pub(crate) fn settle(seats: &mut [Seat], office: &mut Office) {
    let mut turns = 0;
    while turns < 20 {
        let (mut quiet, mut waiting) = (true, false);
        for seat in &mut *seats {
            let put = seat.put_out().put;
            let round = seat.round(office).unwrap();
            let _ = seat.take_in();
            quiet &= put == 0 && round == Round::default();
            waiting |= round.waiting > 0;
        }
        if quiet {
            return;
        }
        if waiting {
            thread::sleep(Duration::from_millis(20));
        } else {
            turns += 1;
        }
    }
    panic!("the desks go on sending each other the same");
}

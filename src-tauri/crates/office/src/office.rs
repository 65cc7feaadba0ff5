//! The office as a desk sees it: what can be asked of the server, one transaction each.

use std::time::Duration;

use beishen_tray::{Holding, Uid};
use postgres::{Client, Statement};

use crate::{Access, Failure, Result, schema};

/// A connection to an office whose form is known.
pub struct Office {
    client: Client,
    push: Statement,
    fetch: Statement,
}

/// What became of a bundle that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pushed {
    /// It is written, as this revision.
    Done(u64),
    /// The newest revision is this one, not the one it was made from; 0: there is none.
    Conflict(u64),
    /// Another desk works on the person.
    Held(Holding),
}

/// What became of asking to work on somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// This desk does.
    Done,
    /// That one does, and it is another than was said.
    Held(String),
    /// The office has nobody of that name.
    Nobody,
}

/// The newest revision of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub uid: Uid,
    /// Which revision.
    pub rev: u64,
    /// Who works on them.
    pub held: Option<Holding>,
}

impl Office {
    /// Connects to an office that this program knows the form of.
    pub fn open(access: &Access) -> Result<Self> {
        let mut client = access.connect()?;
        schema::verify(&mut client)?;
        let push = client.prepare("SELECT * FROM beishen.push($1, $2, $3, $4)")?;
        let fetch = client.prepare("SELECT * FROM beishen.fetch($1)")?;
        Ok(Self { client, push, fetch })
    }

    /// Sets the office up in an empty database, or brings it to this program's form; `roles` may use it from now on. `restored`: it
    /// was put back from a backup.
    pub fn init(
        access: &Access,
        lease: Option<u32>,
        roles: &[String],
        restored: bool,
    ) -> Result<()> {
        let mut client = access.connect()?;
        schema::make(&mut client, lease)?;
        if restored {
            schema::put_back(&mut client)?;
        }
        roles.iter().try_for_each(|role| schema::allow(&mut client, role))
    }

    /// Sends a bundle that was made from revision `base`.
    pub fn push(&mut self, uid: Uid, base: u64, bundle: &[u8], desk: &str) -> Result<Pushed> {
        let row =
            self.client.query_one(&self.push, &[&&uid.0[..], &number(base)?, &bundle, &desk])?;
        let rev = revision(row.try_get("o_rev")?)?;
        Ok(match row.try_get("o_outcome")? {
            "done" => Pushed::Done(rev),
            "held" => {
                let holder: Option<String> = row.try_get("o_holder")?;
                let left = seconds(row.try_get("o_left")?);
                Pushed::Held(Holding { holder: holder.unwrap_or_default(), left })
            }
            _ => Pushed::Conflict(rev),
        })
    }

    /// The newest revision of somebody with its bundle; no bundle: forgotten.
    pub fn fetch(&mut self, uid: Uid) -> Result<Option<(u64, Option<Vec<u8>>)>> {
        let row = self.client.query_opt(&self.fetch, &[&&uid.0[..]])?;
        row.map(|it| Ok((revision(it.try_get(0)?)?, it.try_get(1)?))).transpose()
    }

    /// The newest revisions of these people, or of everybody.
    pub fn listing(&mut self, of: Option<&[Uid]>) -> Result<Vec<Listed>> {
        let of: Option<Vec<&[u8]>> = of.map(|it| it.iter().map(|it| &it.0[..]).collect());
        let rows = self.client.query("SELECT * FROM beishen.listing($1)", &[&of])?;
        let read = |row: postgres::Row| {
            let uid: &[u8] = row.try_get(0)?;
            let holder: Option<String> = row.try_get(2)?;
            let left = seconds(row.try_get(3)?);
            let holder = holder.filter(|_| !left.is_zero());
            Ok(Listed {
                uid: Uid(uid.try_into().map_err(|_| Failure::not_set_up())?),
                rev: revision(row.try_get(1)?)?,
                held: holder.map(|holder| Holding { holder, left }),
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// This desk works on somebody whom nobody has, or whom `from` has.
    pub fn take_over(&mut self, uid: Uid, desk: &str, from: &str) -> Result<Taken> {
        let sql = "SELECT * FROM beishen.take_over($1, $2, $3)";
        let row = self.client.query_opt(sql, &[&&uid.0[..], &desk, &from])?;
        let Some(row) = row else { return Ok(Taken::Nobody) };
        Ok(if row.try_get(0)? { Taken::Done } else { Taken::Held(row.try_get(1)?) })
    }

    /// This desk works on somebody no longer.
    pub fn let_go(&mut self, uid: Uid, desk: &str) -> Result<()> {
        self.client.execute("SELECT beishen.let_go($1, $2)", &[&&uid.0[..], &desk])?;
        Ok(())
    }

    /// The bundle of somebody goes for good; whether there was one.
    pub fn forget(&mut self, uid: Uid, desk: &str) -> Result<bool> {
        let row = self.client.query_one("SELECT beishen.forget($1, $2)", &[&&uid.0[..], &desk])?;
        Ok(row.try_get(0)?)
    }

    /// From now on the server says whom something happened to.
    pub fn listen(&mut self) -> Result<()> {
        Ok(self.client.batch_execute("LISTEN beishen")?)
    }

    /// Whom something has happened to; waits so long for the first.
    pub fn told(&mut self, wait: Duration) -> Result<Vec<Uid>> {
        use postgres::fallible_iterator::FallibleIterator as _;
        let mut told = Vec::new();
        {
            let mut notifications = self.client.notifications();
            let first = notifications.timeout_iter(wait).next()?;
            told.extend(first.and_then(|it| Uid::read(it.payload())));
            let mut rest = notifications.iter();
            while let Some(it) = rest.next()? {
                told.extend(Uid::read(it.payload()));
            }
        }
        if self.client.is_closed() {
            return Err(Failure::away());
        }
        told.sort_unstable();
        told.dedup();
        Ok(told)
    }
}

/// Numbers of revisions are positive on both sides.
fn number(rev: u64) -> Result<i64> {
    i64::try_from(rev).map_err(|_| Failure::not_set_up())
}

fn revision(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(|_| Failure::not_set_up())
}

fn seconds(left: f64) -> Duration {
    Duration::try_from_secs_f64(left).unwrap_or_default()
}

//! One round: what a desk asks for, what it sends, what is new for it, and who works on whom.
//!
//! It remembers nothing: what is to be done is read off the trays and off the server's listing each time, so that a round that was cut
//! off is simply done again.

use std::collections::{BTreeMap, BTreeSet};

use beishen_tray::{Holding, Incoming, Trays, Uid, Wish, all_of};

use crate::{Failure, Office, Pushed, Result, Taken};

/// What a round came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Round {
    /// How many bundles are revisions now.
    pub sent: usize,
    /// How many wait because another desk works on the person.
    pub waiting: usize,
    /// How many were made from another revision than the newest: the newest has come in, and the desk puts both together.
    pub met: usize,
    /// How many revisions have come in.
    pub came: usize,
    /// How many of what the desk asked for was done.
    pub granted: usize,
    /// Desks that have whom was asked for, and were not said to.
    pub refused: Vec<String>,
}

/// What the last listing said of the people of an office.
#[derive(Debug, Clone, Default)]
pub struct Came {
    revs: BTreeMap<Uid, u64>,
    held: BTreeMap<Uid, Holding>,
}

impl Came {
    /// How many people the office has.
    pub fn people(&self) -> usize {
        self.revs.len()
    }

    /// Who works on whom.
    pub fn held(&self) -> &BTreeMap<Uid, Holding> {
        &self.held
    }
}

impl Round {
    /// Does one. `known` is what was listed before; `of`: only these are listed anew; nothing: everybody.
    pub fn go(
        office: &mut Office,
        trays: &Trays,
        known: &mut Came,
        of: Option<&[Uid]>,
    ) -> Result<Self> {
        if !trays.are_there() {
            return Err(Failure::no_trays(trays.folder()));
        }
        let desk = trays.name()?.ok_or_else(|| {
            Failure::input(
                "收发文件夹里没有本窗口的名称，请在备申里重新开启办公室。",
                "The trays do not say what this desk is called. Turn the office on in Beishen again.",
            )
        })?;
        let mut round = Self::default();
        let mut touched = round.ask(office, trays, &desk)?;
        let mut incoming = trays.incoming()?;
        touched.extend(round.send(office, trays, &desk, &incoming)?);
        let of = of.map(|it| it.iter().copied().chain(touched).collect::<Vec<_>>());
        known.learn(office, of.as_deref())?;
        if round.sent > 0 {
            incoming = trays.incoming()?;
        }
        round.bring(office, trays, known, &incoming)?;
        trays.say_who_holds(known.held.iter().filter(|it| it.1.holder != desk))?;
        Ok(round)
    }

    /// Carries out what the desk asks for.
    fn ask(&mut self, office: &mut Office, trays: &Trays, desk: &str) -> Result<BTreeSet<Uid>> {
        let mut touched = BTreeSet::new();
        for (uid, wish, path) in trays.wishes()? {
            let taken = match wish {
                Wish::LetGo => office.let_go(uid, desk).map(|()| Taken::Done)?,
                Wish::Forget if office.forget(uid, desk)? => Taken::Done,
                Wish::Forget => Taken::Nobody,
                Wish::TakeOver { from } => office.take_over(uid, desk, &from)?,
            };
            match taken {
                Taken::Done => self.granted += 1,
                Taken::Held(by) => self.refused.push(by),
                Taken::Nobody => {}
            }
            trays.taken(&path)?;
            touched.insert(uid);
        }
        Ok(touched)
    }

    /// Sends what lies in the outbox.
    fn send(
        &mut self,
        office: &mut Office,
        trays: &Trays,
        desk: &str,
        incoming: &[Incoming],
    ) -> Result<BTreeSet<Uid>> {
        let mut touched = BTreeSet::new();
        for it in trays.outgoing()? {
            // What has come in since is put together with it first.
            if all_of(it.uid, incoming, |it| it.uid).last().is_some_and(|came| came.rev != it.base)
            {
                self.met += 1;
                continue;
            }
            let Some(bundle) = trays.bytes(&it.path)? else { continue };
            match office.push(it.uid, it.base, &bundle, desk)? {
                Pushed::Done(rev) => {
                    trays.sent(&it, rev, &bundle, incoming)?;
                    self.sent += 1;
                }
                Pushed::Held(_) => self.waiting += 1,
                Pushed::Conflict(_) => self.met += 1,
            }
            touched.insert(it.uid);
        }
        Ok(touched)
    }

    /// Fetches what the desk has in another revision than the newest.
    fn bring(
        &mut self,
        office: &mut Office,
        trays: &Trays,
        known: &Came,
        incoming: &[Incoming],
    ) -> Result<()> {
        let have = trays.have()?;
        for (uid, rev) in &known.revs {
            let here = all_of(*uid, incoming, |it| it.uid).last().map(|it| it.rev);
            if here.or_else(|| have.get(uid).copied()) == Some(*rev) {
                continue;
            }
            if let Some((rev, bundle)) = office.fetch(*uid)? {
                trays.put_in(*uid, rev, &bundle.unwrap_or_default(), incoming)?;
                self.came += 1;
            }
        }
        // The office was put back to a time before they came to it: the desk sends them again.
        for (uid, rev) in &have {
            let lies = all_of(*uid, incoming, |it| it.uid).is_empty();
            if *rev > 0 && lies && !known.revs.contains_key(uid) {
                trays.put_in(*uid, 0, &[], incoming)?;
                self.came += 1;
            }
        }
        Ok(())
    }
}

impl Came {
    fn learn(&mut self, office: &mut Office, of: Option<&[Uid]>) -> Result<()> {
        let listed = office.listing(of)?;
        match of {
            None => *self = Self::default(),
            Some(of) => {
                for uid in of {
                    self.revs.remove(uid);
                    self.held.remove(uid);
                }
            }
        }
        for it in listed {
            self.revs.insert(it.uid, it.rev);
            if let Some(held) = it.held {
                self.held.insert(it.uid, held);
            }
        }
        Ok(())
    }
}

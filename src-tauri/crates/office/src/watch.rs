//! Rounds without end: one at the start, and whenever the server says that something happened or the desk has put something out.

use std::{
    collections::BTreeSet,
    convert::Infallible,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use beishen_tray::Trays;

use crate::{Access, Came, Failure, Office, Result, Round};

/// How often the outbox is looked into.
const LOOK: Duration = Duration::from_secs(2);
/// How often what waits for another desk is tried again.
const AGAIN: Duration = Duration::from_secs(30);
/// How often everything is listed anew: what a notification may have missed.
const WHOLE: Duration = Duration::from_mins(10);
/// How long one waits before a server is tried that did not answer: at first, and at most.
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_mins(1)];

/// Goes on until something has to be put right by a person; a server that is away is waited for. `say` hears what each round came to,
/// and why there was none.
pub fn watch(
    access: &Access,
    trays: &Trays,
    mut say: impl FnMut(std::result::Result<&Round, &Failure>),
) -> Result<Infallible> {
    let [first, longest] = PAUSES;
    let mut pause = first;
    loop {
        let mut any = false;
        let done = connected(access, trays, |round| {
            any = true;
            say(Ok(round));
        });
        match done {
            Err(failure) if failure.passing => say(Err(&failure)),
            done => return done,
        }
        pause = if any { first } else { (pause * 2).min(longest) };
        thread::sleep(pause);
    }
}

/// As long as one connection holds.
fn connected(access: &Access, trays: &Trays, mut say: impl FnMut(&Round)) -> Result<Infallible> {
    let mut office = Office::open(access)?;
    // First, so that nothing that happens during the listing is missed.
    office.listen()?;
    let mut known = Came::default();
    say(&Round::go(&mut office, trays, &mut known, None)?);
    let (mut whole, mut again) = (Instant::now(), Instant::now());
    let mut tried = lies(trays)?;
    loop {
        let told = office.told(LOOK)?;
        let lie = lies(trays)?;
        let round = if whole.elapsed() > WHOLE {
            whole = Instant::now();
            Round::go(&mut office, trays, &mut known, None)?
        } else if !told.is_empty() || !lie.is_subset(&tried) || again.elapsed() > AGAIN {
            again = Instant::now();
            Round::go(&mut office, trays, &mut known, Some(&told))?
        } else {
            continue;
        };
        tried = lies(trays)?;
        say(&round);
    }
}

/// What lies in the outbox.
fn lies(trays: &Trays) -> Result<BTreeSet<PathBuf>> {
    let bundles = trays.outgoing()?.into_iter().map(|it| it.path);
    let wishes = trays.wishes()?.into_iter().map(|it| it.2);
    Ok(bundles.chain(wishes).collect())
}

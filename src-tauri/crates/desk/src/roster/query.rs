//! Picking rows out of the roster, counting what else could be picked, and putting them in order. Nothing is assessed here.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use chrono::{Days, NaiveDateTime, TimeDelta};
use memchr::memmem::Finder;

use super::{
    index::{Everybody, Known},
    line::DraftLine,
};
use crate::contract::{RosterQuery, RosterSort, RosterState, Status, TallyView};

/// A row: a draft, or an applicant without one.
pub(crate) type Spot<'a> = (&'a Known, Option<&'a DraftLine>);

/// What was found.
pub(crate) struct Found<'a> {
    /// The rows that were asked for, in order.
    pub(crate) spots: Vec<Spot<'a>>,
    /// How many there are in all.
    pub(crate) total: usize,
    pub(crate) people: usize,
    /// By kind of thing, how many rows each would show.
    pub(crate) counts: Counts<'a>,
    pub(crate) tally: TallyView,
    /// By class, how many rows were found.
    pub(crate) classes: BTreeMap<&'a str, u32>,
}

/// How many rows each thing would show together with all that is picked of other kinds.
#[derive(Default)]
pub(crate) struct Counts<'a> {
    pub(crate) states: [u32; RosterState::ALL.len()],
    pub(crate) procedures: HashMap<&'a str, u32>,
    pub(crate) classes: HashMap<&'a str, u32>,
    pub(crate) tags: HashMap<&'a str, u32>,
}

/// What was typed, made ready.
struct Words<'a>(Vec<(Finder<'a>, Option<Finder<'a>>)>);

impl Words<'_> {
    fn of(text: &str) -> Words<'static> {
        // They may come from an input method that makes them wide.
        let narrow = |it: char| match it {
            '！'..='～' => char::from_u32(u32::from(it) - 0xFEE0).unwrap_or(it),
            it => it,
        };
        let text: String = text.to_lowercase().chars().map(narrow).collect();
        let words = text.split_whitespace().map(|word| {
            let whole = Finder::new(word).into_owned();
            let digits = word.len() > 2 && word.chars().all(|it| it.is_ascii_digit() || it == 'x');
            // A whole number is found anywhere, a part of one at its end.
            let end = if word.len() < 11 { format!("{word}\n") } else { word.to_owned() };
            (whole, digits.then(|| Finder::new(&end).into_owned()))
        });
        Words(words.collect())
    }

    fn are_in(&self, known: &Known) -> bool {
        let is_in = |(words, numbers): &(Finder<'_>, Option<Finder<'_>>)| {
            words.find(known.words.as_bytes()).is_some()
                || numbers.as_ref().is_some_and(|it| it.find(known.numbers.as_bytes()).is_some())
        };
        self.0.iter().all(is_in)
    }
}

/// The rows of a query, those of `range` in order.
pub(crate) fn find<'a>(
    everybody: &'a Everybody,
    query: &RosterQuery,
    range: Range<usize>,
    now: NaiveDateTime,
) -> Found<'a> {
    let words = Words::of(&query.text);
    let picked = Picked::of(query);
    let moments = Moments::of(now);
    let (mut spots, mut counts) = (Vec::new(), Counts::default());
    let (mut tally, mut classes) = (TallyView::default(), BTreeMap::new());
    let mut people = 0;
    for known in everybody.people().filter(|it| words.are_in(it)) {
        let before = spots.len();
        let drafts = known.line.drafts.iter().map(Some);
        for draft in drafts.chain(known.line.drafts.is_empty().then_some(None)) {
            let states = moments.states(everybody, known, draft);
            if !picked.count((known, draft), states, &mut counts) {
                continue;
            }
            spots.push((known, draft));
            let is = |state: RosterState| u32::from(states & bit(state) != 0);
            tally.drafts += u32::from(draft.is_some());
            tally.completed += is(RosterState::Completed);
            tally.wrong += is(RosterState::Wrong);
            tally.not_started += is(RosterState::NotStarted);
            tally.fresh += is(RosterState::Fresh);
        }
        if spots.len() > before {
            people += 1;
            if query.by_class {
                let rows = u32::try_from(spots.len() - before).unwrap_or(u32::MAX);
                *classes.entry(known.class()).or_default() += rows;
            }
        }
    }
    let total = spots.len();
    Found { spots: part(spots, range, query), total, people, counts, tally, classes }
}

/// Those of the range, in order: only they are sorted.
fn part<'a>(mut spots: Vec<Spot<'a>>, range: Range<usize>, query: &RosterQuery) -> Vec<Spot<'a>> {
    let order = |a: &Spot<'a>, b: &Spot<'a>| order(query, *a, *b);
    if range.end < spots.len() {
        spots.select_nth_unstable_by(range.end, order);
        spots.truncate(range.end);
    }
    if range.start >= spots.len() {
        return Vec::new();
    }
    if range.start > 0 {
        spots.select_nth_unstable_by(range.start, order);
        spots.drain(..range.start);
    }
    spots.sort_unstable_by(order);
    spots
}

/// What is empty stands last, whichever way it is sorted; rows of one applicant stay together.
fn order(query: &RosterQuery, a: Spot<'_>, b: Spot<'_>) -> Ordering {
    let classes = || {
        last_if(a.0.class().is_empty(), b.0.class().is_empty(), a.0.class().cmp(b.0.class()), false)
    };
    let first = if query.by_class { classes() } else { Ordering::Equal };
    first.then_with(|| by(query, a, b)).then_with(|| {
        let (one, other) = (a.0, b.0);
        let drafts = |it: Spot<'_>| it.1.map(|it| it.id);
        other.changed.cmp(&one.changed).then(other.id.cmp(&one.id)).then(drafts(a).cmp(&drafts(b)))
    })
}

fn by(query: &RosterQuery, a: Spot<'_>, b: Spot<'_>) -> Ordering {
    let texts = |one: &str, other: &str| {
        last_if(one.is_empty(), other.is_empty(), one.cmp(other), query.down)
    };
    match query.sort {
        RosterSort::Changed => last_if(false, false, a.0.changed.cmp(&b.0.changed), query.down),
        RosterSort::Name => texts(&a.0.sort, &b.0.sort).then_with(|| texts(&a.0.name, &b.0.name)),
        RosterSort::Tail => texts(a.0.tail(), b.0.tail()),
        RosterSort::Class => texts(a.0.class(), b.0.class()),
        RosterSort::Procedure => {
            fn of(it: Spot<'_>) -> &str {
                it.1.map_or("", |it| &it.procedure)
            }
            texts(of(a), of(b))
        }
        RosterSort::Progress => drafts(a, b, query.down, |one, other| {
            (one.done * other.steps).cmp(&(other.done * one.steps))
        }),
        RosterSort::Status => drafts(a, b, query.down, |one, other| {
            (rank(one.status), one.wrong).cmp(&(rank(other.status), other.wrong))
        }),
        RosterSort::Deadline => {
            let at = |it: Spot<'_>| it.1.and_then(DraftLine::deadline).map(|it| it.at);
            let (one, other) = (at(a), at(b));
            last_if(one.is_none(), other.is_none(), one.cmp(&other), query.down)
        }
    }
}

fn drafts(
    a: Spot<'_>,
    b: Spot<'_>,
    down: bool,
    compare: impl Fn(&DraftLine, &DraftLine) -> Ordering,
) -> Ordering {
    match (a.1, b.1) {
        (Some(one), Some(other)) => last_if(false, false, compare(one, other), down),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}

fn last_if(one: bool, other: bool, order: Ordering, down: bool) -> Ordering {
    match (one, other) {
        (false, false) => {
            if down {
                order.reverse()
            } else {
                order
            }
        }
        _ => one.cmp(&other),
    }
}

/// As it is worked through: what is wrong comes before what goes on.
fn rank(status: Status) -> u8 {
    match status {
        Status::HasProblems => 0,
        Status::InProgress => 1,
        Status::NotStarted => 2,
        Status::Completed => 3,
        Status::NotNeeded => 4,
    }
}

/// What is picked out, by kind; nothing picked of a kind lets all through.
struct Picked<'a> {
    query: &'a RosterQuery,
    states: u16,
}

impl<'a> Picked<'a> {
    fn of(query: &'a RosterQuery) -> Self {
        let states = query.states.iter().fold(0, |all, it| all | bit(*it));
        Self { query, states }
    }

    /// Whether a row is let through. Counts it wherever it stands to be let through but for one kind.
    fn count<'k>(&self, (known, draft): Spot<'k>, states: u16, counts: &mut Counts<'k>) -> bool {
        let Self { query, .. } = self;
        let has = |all: &[String], it: &str| all.is_empty() || all.iter().any(|one| one == it);
        let procedure = draft.map_or("", |it| it.procedure.as_str());
        let (class, tags) = (known.class(), &known.about.tags);
        let lets = [
            self.states == 0 || self.states & states != 0,
            has(&query.procedures, procedure),
            has(&query.classes, class),
            query.tags.is_empty() || tags.iter().any(|it| query.tags.contains(it)),
        ];
        let stopped = lets.iter().filter(|it| !**it).count();
        if stopped > 1 {
            return false;
        }
        let [by_state, by_procedure, by_class, by_tag] = lets.map(|it| stopped == 0 || !it);
        if by_state {
            for (state, count) in counts.states.iter_mut().enumerate() {
                *count += u32::from(states >> state & 1);
            }
        }
        if by_procedure && draft.is_some() {
            *counts.procedures.entry(procedure).or_default() += 1;
        }
        if by_class && !class.is_empty() {
            *counts.classes.entry(class).or_default() += 1;
        }
        if by_tag {
            for tag in tags {
                *counts.tags.entry(tag).or_default() += 1;
            }
        }
        stopped == 0
    }
}

/// The moments that rows are held against.
struct Moments {
    now: NaiveDateTime,
    week: NaiveDateTime,
    yesterday: NaiveDateTime,
}

impl Moments {
    fn of(now: NaiveDateTime) -> Self {
        let week = now.checked_add_signed(TimeDelta::days(7)).unwrap_or(now);
        Self { now, week, yesterday: yesterday(now) }
    }

    fn states(&self, everybody: &Everybody, known: &Known, draft: Option<&DraftLine>) -> u16 {
        use RosterState as It;
        let due = draft.and_then(DraftLine::deadline).map(|it| it.at);
        let status = draft.filter(|_| known.made).map(|it| it.status);
        let of = |state, holds: bool| if holds { bit(state) } else { 0 };
        of(It::Wrong, draft.is_some_and(|it| it.wrong > 0))
            | of(It::NoPhoto, draft.is_some_and(|it| it.no_photo))
            | of(It::Due, due.is_some_and(|it| self.now <= it && it < self.week))
            | of(It::Over, due.is_some_and(|it| it < self.now))
            | of(It::NotStarted, status == Some(Status::NotStarted))
            | of(It::InProgress, matches!(status, Some(Status::InProgress | Status::HasProblems)))
            | of(It::Completed, status == Some(Status::Completed))
            | of(It::Nothing, draft.is_none() && known.made)
            | of(It::Twin, everybody.is_twin(known))
            | of(It::Fresh, known.changed >= self.yesterday)
            | of(It::Expired, everybody.is_over(known, self.now.date()))
    }
}

/// Midnight before yesterday.
pub(crate) fn yesterday(now: NaiveDateTime) -> NaiveDateTime {
    let day = now.date().checked_sub_days(Days::new(1)).unwrap_or(now.date());
    day.and_hms_opt(0, 0, 0).unwrap_or(now)
}

fn bit(state: RosterState) -> u16 {
    1 << (state as u16)
}

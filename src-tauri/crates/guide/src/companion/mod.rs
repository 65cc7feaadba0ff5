//! 填报助手: the walk over the portal's pages, box by box, and what belongs on the clipboard at each.
//!
//! **Invariant:** the item on the screen is the item on the clipboard. Every key that changes what is shown asks the
//! clipboard first, and changes nothing when the clipboard does not do its part: then the clipboard holds the text of the
//! item shown, or none of ours.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::{Answers, Assessment, Month, Procedure};
use beishen_document::{Item, ItemAction, Locale};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::items::{items, page_title};

/// A page of the portal with its items, in the portal's order.
#[derive(Clone, PartialEq, Eq)]
pub struct CompanionPage {
    /// The page's id.
    pub id: String,
    /// Its title, in the portal's words; in English with what they mean.
    pub title: String,
    /// At least one; their ids are unique in the whole procedure.
    pub items: Vec<Item>,
}

/// Everything there is to walk: the same items as on the checklist. Pages without items are left out.
pub fn companion_pages(
    procedure: &Procedure,
    answers: &Answers,
    assessment: &Assessment,
    now: NaiveDateTime,
    locale: Locale,
) -> Vec<CompanionPage> {
    let month = Month::of(now.date());
    let pages = procedure.pages().iter();
    pages
        .map(|page| CompanionPage {
            id: page.id.clone(),
            title: page_title(page, locale),
            items: items(procedure, page, answers, assessment, month, locale),
        })
        .filter(|it| !it.items.is_empty())
        .collect()
}

/// What outlasts the window: where one was on every page, and what is done. Ids only, nothing anybody has entered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The page looked at last.
    page: String,
    /// The item looked at last, by page.
    at: BTreeMap<String, String>,
    /// The items that are done.
    done: BTreeSet<String>,
}

/// Whether an item is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// No item is shown and nothing of ours is on the clipboard.
    #[default]
    Paused,
    /// An item is shown.
    Walking,
    /// The last item was left behind.
    Finished,
}

/// What a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// This item is done: the next one, copied. From a pause: the item one was at.
    Next,
    /// The same without copying, for where there is no clipboard: the item is typed by eye.
    Past,
    /// The item before, copied.
    Previous,
    /// This item, copied once more.
    Again,
    /// Off the clipboard; the item stays on the screen.
    Clear,
    /// Off the clipboard and off the screen.
    Pause,
    /// The portal forgot the page from this item on: neither it nor what follows on the page is done.
    RestartItem,
    /// The portal forgot the whole page: its first item again, nothing of it done.
    RestartPage,
    /// Another page, where one was on it.
    Page(String),
    /// A certain item.
    Item(String),
    /// An item is done, or is not.
    Tick {
        /// Which.
        item: String,
        /// Whether it is done.
        done: bool,
    },
}

/// What the clipboard is asked to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Clip<'a> {
    /// Hold this item's value.
    Copy(&'a Item),
    /// Hold none of ours.
    Clear,
}

/// What came of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// What was asked for.
    Done,
    /// Nothing: the clipboard cannot be reached.
    Stuck,
    /// Nothing: the point of no return that is shown is not ticked.
    Unchecked,
}

/// A walk. Whatever keys come, it keeps the invariant of this module.
#[derive(Clone, PartialEq, Eq)]
pub struct Companion {
    pages: Vec<CompanionPage>,
    memory: Memory,
    phase: Phase,
    /// Page and item; `(0, 0)` when there is none.
    place: (usize, usize),
}

impl Companion {
    /// Goes on from what is remembered; what is not there any more is forgotten.
    pub fn new(pages: Vec<CompanionPage>, memory: Memory, phase: Phase) -> Self {
        let mut it = Self { pages, memory, phase, place: (0, 0) };
        let page = it.pages.iter().position(|page| page.id == it.memory.page);
        it.place = it.remembered(page.unwrap_or(0));
        it
    }

    /// Carries out a key. `clipboard` does what it is asked, or says that it could not.
    pub fn press(&mut self, key: &Key, clipboard: &mut dyn FnMut(Clip<'_>) -> bool) -> Pressed {
        let (page, item) = self.place;
        let walking = self.phase == Phase::Walking;
        let mut done = self.memory.done.clone();
        let target = match key {
            Key::Tick { item, done } => {
                if *done {
                    self.memory.done.insert(item.clone());
                } else {
                    self.memory.done.remove(item);
                }
                return Pressed::Done;
            }
            Key::Clear => {
                return if clipboard(Clip::Clear) { Pressed::Done } else { Pressed::Stuck };
            }
            Key::Pause => None,
            Key::Next | Key::Past if walking => {
                let here = self.item();
                if here.is_some_and(|it| {
                    it.action == ItemAction::Irreversible && !done.contains(&it.id)
                }) {
                    return Pressed::Unchecked;
                }
                done.extend(here.map(|it| it.id.clone()));
                self.after(self.place)
            }
            Key::Next | Key::Past if self.phase == Phase::Finished => None,
            Key::Previous if walking => self.before(self.place).or(Some(self.place)),
            Key::Next | Key::Past | Key::Previous | Key::Again => Some(self.place),
            Key::RestartItem => {
                self.page()
                    .into_iter()
                    .flat_map(|it| it.items.iter().skip(item))
                    .for_each(|it| _ = done.remove(&it.id));
                Some(self.place)
            }
            Key::RestartPage => {
                self.page()
                    .into_iter()
                    .flat_map(|it| &it.items)
                    .for_each(|it| _ = done.remove(&it.id));
                Some((page, 0))
            }
            Key::Page(id) => {
                let page = self.pages.iter().position(|it| it.id == *id);
                Some(page.map_or(self.place, |it| self.remembered(it)))
            }
            Key::Item(id) => Some(self.find(id).unwrap_or(self.place)),
        };
        let target = target.filter(|it| self.at(*it).is_some());
        let clip = target
            .and_then(|it| self.at(it))
            .filter(|it| copies(it) && *key != Key::Past)
            .map_or(Clip::Clear, Clip::Copy);
        if !clipboard(clip) {
            return Pressed::Stuck;
        }
        self.memory.done = done;
        match target {
            Some(place) => self.go(place),
            None if *key == Key::Pause && self.phase != Phase::Finished => {
                self.phase = Phase::Paused;
            }
            None => self.phase = Phase::Finished,
        }
        Pressed::Done
    }

    /// The item on the screen.
    pub fn shown(&self) -> Option<&Item> {
        self.item().filter(|_| self.phase == Phase::Walking)
    }

    /// What stands on the clipboard while the item on the screen is copied.
    pub fn text(&self) -> Option<&str> {
        self.shown().filter(|it| copies(it)).map(|it| it.value.as_str())
    }

    /// The item that comes with the next key.
    pub fn next(&self) -> Option<&Item> {
        match self.phase {
            Phase::Paused => self.item(),
            Phase::Walking => self.after(self.place).and_then(|it| self.at(it)),
            Phase::Finished => None,
        }
    }

    /// The pages, with at least one item each.
    pub fn pages(&self) -> &[CompanionPage] {
        &self.pages
    }

    /// Which page one is on, and which of its items.
    pub fn place(&self) -> (usize, usize) {
        self.place
    }

    /// Whether an item is shown.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether an item is done.
    pub fn is_done(&self, item: &Item) -> bool {
        self.memory.done.contains(&item.id)
    }

    /// What outlasts the window.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    fn go(&mut self, place: (usize, usize)) {
        self.place = place;
        self.phase = Phase::Walking;
        if let (Some(page), Some(item)) = (self.pages.get(place.0), self.at(place)) {
            let (page, item) = (page.id.clone(), item.id.clone());
            self.memory.page.clone_from(&page);
            self.memory.at.insert(page, item);
        }
    }

    fn at(&self, (page, item): (usize, usize)) -> Option<&Item> {
        self.pages.get(page)?.items.get(item)
    }

    fn item(&self) -> Option<&Item> {
        self.at(self.place)
    }

    fn page(&self) -> Option<&CompanionPage> {
        self.pages.get(self.place.0)
    }

    /// Where one was on a page: the item remembered, else the first that is not done, else the first.
    fn remembered(&self, page: usize) -> (usize, usize) {
        let Some(it) = self.pages.get(page) else { return (0, 0) };
        let place = |holds: &dyn Fn(&Item) -> bool| it.items.iter().position(holds);
        let known = self.memory.at.get(&it.id).and_then(|id| place(&|it| it.id == *id));
        (page, known.or_else(|| place(&|it| !self.is_done(it))).unwrap_or(0))
    }

    fn find(&self, id: &str) -> Option<(usize, usize)> {
        self.places().find(|it| self.at(*it).is_some_and(|it| it.id == id))
    }

    fn after(&self, place: (usize, usize)) -> Option<(usize, usize)> {
        self.places().find(|it| *it > place)
    }

    fn before(&self, place: (usize, usize)) -> Option<(usize, usize)> {
        self.places().take_while(|it| *it < place).last()
    }

    fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        self.pages
            .iter()
            .enumerate()
            .flat_map(|(n, page)| (0..page.items.len()).map(move |it| (n, it)))
    }
}

/// Whether an item has something to paste.
pub fn copies(item: &Item) -> bool {
    matches!(item.action, ItemAction::Copy | ItemAction::Confirm) && !item.value.is_empty()
}

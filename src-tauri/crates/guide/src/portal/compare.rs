//! The portal's boxes against the pack's.

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::{
    Procedure,
    procedure::{Field, FieldKind, Page},
};
use beishen_document::Text;

use crate::readback::{
    Saved,
    labels::{Known, names},
    sheet::Sign,
};

use super::{
    drift::{BoxDrift, Drift, PageDrift, Says},
    fields::{Entry, Wanted, offered, options, wanted},
    form::{Form, FormBox, FormKind, FormOption, Unread},
    options::{changed, plain},
    order::moved,
    read::{known, of},
};

/// Holds a saved page of the portal against the pages of a procedure.
///
/// Which page it is, the labels tell. Where the file has several forms, each is held against its own page; what shows none of
/// the pack's labels is another form of the site and left out.
pub fn compare(procedure: &Procedure, page: impl Into<Saved>) -> Result<Drift, Unread> {
    against(procedure, &of(&known(procedure), &page.into())?)
}

/// The same of boxes that were read already.
pub fn against(procedure: &Procedure, form: &Form) -> Result<Drift, Unread> {
    let known = known(procedure);
    let labels: Vec<Option<Called>> =
        form.boxes.iter().map(|it| called(&known, &it.label)).collect();
    let mut sets: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (n, it) in form.boxes.iter().enumerate().filter(|it| it.1.kind != FormKind::Shown) {
        sets.entry(it.form).or_default().push(n);
    }
    let shown: Vec<usize> = (0..form.boxes.len())
        .filter(|it| form.boxes.get(*it).is_some_and(|it| it.kind == FormKind::Shown))
        .collect();
    if sets.is_empty() {
        sets.insert(None, Vec::new());
    }
    let mut found: Vec<Guess> =
        sets.into_values().filter_map(|set| Guess::of(procedure, &labels, set, &shown)).collect();
    let best = found.iter().map(|it| it.met).max().unwrap_or_default();
    if best == 0 {
        return Err(Unread::NoBoxes);
    }
    found.retain(|it| it.met == best || it.met * 2 >= it.set.len().max(it.of));
    let mut pages: BTreeMap<usize, (Vec<usize>, bool)> = BTreeMap::new();
    for guess in found {
        let page = pages.entry(guess.page).or_default();
        page.0.extend(guess.set);
        page.1 |= guess.unsure;
    }
    let pages = pages.into_iter().filter_map(|(n, (mut set, unsure))| {
        let page = procedure.pages().get(n)?;
        set.extend(&shown);
        set.sort_unstable();
        let boxes =
            set.iter().filter_map(|it| Some((form.boxes.get(*it)?, labels.get(*it)?.as_ref())));
        let mut drift = Match::new(procedure, page, boxes.collect()).drift();
        if unsure {
            drift.doubts.push(Text::new(
                "认不准是哪一页，请看一眼",
                "It is not clear which page it is; please have a look",
            ));
        }
        let forms: BTreeSet<Option<usize>> = set
            .iter()
            .filter_map(|it| form.boxes.get(*it))
            .filter(|it| it.kind != FormKind::Shown)
            .map(|it| it.form)
            .collect();
        let unnamed = form.unnamed.iter().filter(|it| forms.contains(it)).count();
        if unnamed > 0 {
            drift.doubts.push(Text::new(
                format!("有 {unnamed} 个框没有认出名称，请看一眼"),
                format!("{unnamed} boxes have no label that was found; please have a look"),
            ));
        }
        Some(drift)
    });
    Ok(Drift { pages: pages.collect() })
}

/// A label of the pack, and whether the page has exactly its words.
struct Called {
    name: String,
    exactly: bool,
}

fn called(known: &Known, label: &str) -> Option<Called> {
    let signs: Vec<Sign> = label.chars().map(Sign::Char).collect();
    let marks = known.marks(&signs);
    let mark = marks.first().filter(|it| it.start == 0 && it.value >= signs.len())?;
    let bare = |it: &str| plain(it).replace(['(', ')', '[', ']', '【', '】'], "");
    let exactly = bare(label).starts_with(&bare(mark.label));
    Some(Called { name: mark.label.to_owned(), exactly })
}

/// The page of the pack that a set of boxes is likely to be.
struct Guess {
    page: usize,
    set: Vec<usize>,
    /// Fields of the page that were met, and how many it has.
    met: usize,
    of: usize,
    unsure: bool,
}

impl Guess {
    fn of(
        procedure: &Procedure,
        labels: &[Option<Called>],
        set: Vec<usize>,
        shown: &[usize],
    ) -> Option<Self> {
        let is_called = |n: &usize, field: &Field| {
            labels
                .get(*n)
                .and_then(Option::as_ref)
                .is_some_and(|it| names(field).any(|name| name == it.name))
        };
        let mut guesses: Vec<(usize, usize, usize)> = Vec::new();
        for (n, page) in procedure.pages().iter().enumerate() {
            let fields = wanted(procedure, page);
            let met = fields.iter().filter(|it| {
                let system = it.field.kind == FieldKind::System;
                set.iter().chain(shown.iter().filter(|_| system)).any(|n| is_called(n, it.field))
            });
            guesses.push((met.count(), fields.len(), n));
        }
        guesses.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1 - it.0, it.2));
        let (met, of, page) = *guesses.first()?;
        let unsure = guesses.get(1).is_some_and(|it| (it.0, it.1) == (met, of));
        (met > 0).then_some(Self { page, set, met, of, unsure })
    }
}

/// A page's boxes and those of the pack, paired.
struct Match<'a> {
    procedure: &'a Procedure,
    page: &'a Page,
    boxes: Vec<(&'a FormBox, Option<&'a Called>)>,
    wanted: Vec<Wanted<'a>>,
    /// For each box the place of its field, and for each field that of its box.
    of_box: Vec<Option<usize>>,
    of_field: Vec<Option<usize>>,
    /// Pairs that were made by their place.
    guessed: BTreeMap<usize, bool>,
}

impl<'a> Match<'a> {
    fn new(
        procedure: &'a Procedure,
        page: &'a Page,
        boxes: Vec<(&'a FormBox, Option<&'a Called>)>,
    ) -> Self {
        let wanted = wanted(procedure, page);
        let (of_box, of_field) = (vec![None; boxes.len()], vec![None; wanted.len()]);
        let mut found =
            Self { procedure, page, boxes, wanted, of_box, of_field, guessed: BTreeMap::new() };
        let same = |name: &str, field: &Field, own: bool| {
            if own {
                plain(name) == plain(&field.portal_label)
            } else {
                names(field).any(|it| it == name)
            }
        };
        for (own, exactly) in [(true, true), (false, true), (true, false), (false, false)] {
            for at in 0..found.boxes.len() {
                let Some((it, Some(called))) = found.boxes.get(at).copied() else { continue };
                if found.of_box.get(at) != Some(&None) || called.exactly != exactly {
                    continue;
                }
                let field = found.wanted.iter().enumerate().position(|(n, wanted)| {
                    let fits = it.kind != FormKind::Shown || wanted.field.kind == FieldKind::System;
                    found.of_field.get(n) == Some(&None)
                        && fits
                        && same(&called.name, wanted.field, own)
                });
                if let Some(field) = field {
                    found.pair(at, field);
                }
            }
        }
        found.by_place();
        found
    }

    fn pair(&mut self, at: usize, field: usize) {
        self.of_box.get_mut(at).into_iter().for_each(|it| *it = Some(field));
        self.of_field.get_mut(field).into_iter().for_each(|it| *it = Some(at));
    }

    /// One box and one field that nothing is paired with, between the same two pairs: most likely the same under a new name.
    fn by_place(&mut self) {
        type Ends = [Option<usize>; 2];
        let mut places: BTreeMap<Ends, [Vec<usize>; 2]> = BTreeMap::new();
        let is_box = |at: usize| {
            let it = self.boxes.get(at).map(|it| it.0);
            it.is_some_and(|it| it.kind != FormKind::Shown && self.act(it).is_none())
        };
        let mut last = None;
        let ends_of_box = |at: usize, last: Option<usize>| -> Ends {
            [last, self.of_box.iter().skip(at).flatten().next().copied()]
        };
        for at in (0..self.boxes.len()).filter(|it| is_box(*it)) {
            match self.of_box.get(at).copied().flatten() {
                Some(field) => last = Some(field),
                None => places.entry(ends_of_box(at, last)).or_default()[0].push(at),
            }
        }
        let mut last = None;
        for field in 0..self.wanted.len() {
            if self.of_field.get(field).copied().flatten().is_some() {
                last = Some(field);
                continue;
            }
            let next = (field..self.wanted.len())
                .find(|it| self.of_field.get(*it).copied().flatten().is_some());
            places.entry([last, next]).or_default()[1].push(field);
        }
        let pairs: Vec<(usize, usize)> = places
            .into_values()
            .filter_map(|[boxes, fields]| match (boxes.as_slice(), fields.as_slice()) {
                ([at], [field]) => Some((*at, *field)),
                _ => None,
            })
            .collect();
        for (at, field) in pairs {
            let (Some((it, _)), Some(wanted)) = (self.boxes.get(at), self.wanted.get(field)) else {
                continue;
            };
            if fits(wanted.field, it.kind) {
                let alike = self.is_alike(it, wanted);
                self.guessed.insert(at, alike);
                self.pair(at, field);
            }
        }
    }

    /// Whether box and field are surely the same: most of their options are, or of the characters of their names.
    fn is_alike(&self, it: &FormBox, wanted: &Wanted<'_>) -> bool {
        let offered = offered(self.procedure, wanted.field);
        if it.options.len() > 1 && offered.len() > 1 {
            let names: BTreeSet<String> =
                offered.iter().flat_map(|it| &it.names).map(|it| plain(it)).collect();
            let met = it.options.iter().filter(|it| names.contains(&plain(&it.text))).count();
            return met * 5 >= it.options.len().max(offered.len()) * 3;
        }
        let (one, other) = (plain(&it.label), plain(&wanted.field.portal_label));
        let shared = one.chars().filter(|it| other.contains(*it)).count();
        shared * 2 > one.chars().count().max(other.chars().count())
    }

    fn drift(&self) -> PageDrift {
        let places: Vec<usize> = (0..self.boxes.len()).filter(|it| self.counts(*it)).collect();
        let fields: Vec<usize> =
            places.iter().filter_map(|it| self.of_box.get(*it).copied().flatten()).collect();
        let mut sorted = fields.clone();
        sorted.sort_unstable();
        let ranks: Vec<usize> =
            fields.iter().filter_map(|it| sorted.binary_search(it).ok()).collect();
        let moved: BTreeSet<usize> =
            moved(&ranks).into_iter().filter_map(|it| places.get(it).copied()).collect();
        let starred = self.boxes.iter().any(|it| it.0.required);
        let mut boxes = Vec::new();
        for (at, (it, _)) in self.boxes.iter().enumerate() {
            let field = self.of_box.get(at).copied().flatten();
            let Some(wanted) = field.and_then(|it| self.wanted.get(it)) else {
                if it.kind != FormKind::Shown {
                    boxes.push(self.act(it).unwrap_or_else(|| only_there(it)));
                }
                continue;
            };
            let mut says = self.names_apart(at, it);
            if moved.contains(&at) {
                let before = places.iter().rev().find(|it| **it < at);
                let label = before.and_then(|it| self.boxes.get(*it)).map(|it| it.0.label.clone());
                says.push(Says::Moved(label));
            }
            says.extend(self.apart(it, wanted, starred));
            boxes.push(BoxDrift {
                field: Some(wanted.id.clone()),
                label: wanted.field.portal_label.clone(),
                portal: Some((*it).clone()),
                says,
            });
        }
        let without =
            self.wanted.iter().enumerate().filter(|it| self.of_field.get(it.0) == Some(&None));
        boxes.extend(without.map(|it| self.only_here(it.1)));
        let mut doubts = Vec::new();
        if !starred && self.wanted.iter().any(|it| it.field.required) {
            doubts.push(Text::new(
                "网页上没有星号，哪些必填没有比较，请看一眼",
                "The page shows no star, so what is required was not compared; please have a look",
            ));
        }
        PageDrift { page: self.page.id.clone(), title: self.page.title.clone(), boxes, doubts }
    }

    /// A box that the pack has as an act, for it has no fact that goes in.
    fn act(&self, it: &FormBox) -> Option<BoxDrift> {
        let acts = self.page.fields.iter().filter(|it| it.kind == FieldKind::Do);
        let field = acts.into_iter().find(|act| plain(&act.portal_label) == plain(&it.label))?;
        Some(BoxDrift {
            field: Some(self.page.id_of(&field.id)),
            label: field.portal_label.clone(),
            portal: Some(it.clone()),
            says: Vec::new(),
        })
    }

    /// Whether its place among the others can be compared.
    fn counts(&self, at: usize) -> bool {
        let shown = self.boxes.get(at).is_some_and(|it| it.0.kind == FormKind::Shown);
        !shown && self.of_box.get(at).copied().flatten().is_some()
    }

    fn only_here(&self, wanted: &Wanted<'_>) -> BoxDrift {
        let is_shown = self.boxes.iter().any(|(it, called)| {
            it.kind == FormKind::Shown
                && called.is_some_and(|it| names(wanted.field).any(|name| name == it.name))
        });
        let says = match (is_shown, wanted.of_some) {
            (true, _) => look(
                "看到了名称，没有认出框，请看一眼",
                "Its label is there, but no box was found; please have a look",
            ),
            (_, true) => look(
                "有的人没有这一项，请看一眼",
                "Not every applicant is asked for it; please have a look",
            ),
            _ => Says::Gone,
        };
        BoxDrift {
            field: Some(wanted.id.clone()),
            label: wanted.field.portal_label.clone(),
            portal: None,
            says: vec![says],
        }
    }

    fn names_apart(&self, at: usize, it: &FormBox) -> Vec<Says> {
        let called = self.boxes.get(at).and_then(|it| it.1);
        match self.guessed.get(&at) {
            Some(true) => vec![Says::Renamed(it.label.clone())],
            Some(false) => vec![Says::Look(Text::new(
                format!("平台上可能改叫“{}”，请看一眼", it.label),
                format!("The portal may call it “{}” now; please have a look", it.label),
            ))],
            None if called.is_some_and(|it| !it.exactly) => vec![Says::Renamed(it.label.clone())],
            None => Vec::new(),
        }
    }

    /// What of a box differs, its name and place aside.
    fn apart(&self, it: &FormBox, wanted: &Wanted<'_>, starred: bool) -> Vec<Says> {
        let field = wanted.field;
        let mut says = Vec::new();
        if it.unsure {
            says.push(look(
                "这个框可能看不到，请看一眼",
                "This box may be hidden; please have a look",
            ));
        }
        let entered = !matches!(field.kind, FieldKind::System);
        if entered && starred && it.required != field.required {
            says.push(Says::Star(it.required));
        }
        if let (Some(there), Some(here)) = (it.most, wanted.most)
            && there != here
        {
            says.push(Says::Length(there, here));
        }
        match field.kind {
            FieldKind::Choose if it.kind.offers() => says.extend(self.options_apart(it, field)),
            FieldKind::Choose => says.push(look(
                "平台上没有看到列表，请看一眼",
                "No list was found on the portal; please have a look",
            )),
            FieldKind::Enter | FieldKind::Confirm => says.extend(self.entered_apart(it, field)),
            _ if !fits(field, it.kind) => {
                says.push(look(
                    "填法可能不同，请看一眼",
                    "It may be filled in otherwise; please have a look",
                ));
            }
            _ => {}
        }
        says
    }

    fn entered_apart(&self, it: &FormBox, field: &Field) -> Vec<Says> {
        if it.kind.offers() && options(self.procedure, field).is_some() {
            return self.options_apart(it, field);
        }
        if it.kind.offers() || it.kind == FormKind::ReadOnly || it.kind == FormKind::File {
            return vec![look(
                "平台上这里不是填写，请看一眼",
                "One does not type here on the portal; please have a look",
            )];
        }
        if field.hosts.is_empty() || it.options.is_empty() {
            return Vec::new();
        }
        let here: Vec<Vec<&str>> = field.hosts.iter().map(|it| vec![it.as_str()]).collect();
        let changed = changed(&here, &hosts(it));
        if changed.is_none() { Vec::new() } else { vec![Says::Options(changed)] }
    }

    fn options_apart(&self, it: &FormBox, field: &Field) -> Vec<Says> {
        let mut offered = offered(self.procedure, field);
        if it.options.is_empty() {
            return if offered.is_empty() {
                Vec::new()
            } else {
                vec![look(
                    "网页里没有这个列表的选项，请看一眼",
                    "The page does not have this list's options; please have a look",
                )]
            };
        }
        if options(self.procedure, field).is_some_and(|it| it.within.is_some()) {
            // The portal's list has what belongs to one answer; so must ours.
            let there: BTreeSet<String> = it.options.iter().map(|it| plain(&it.text)).collect();
            let met = |it: &Entry| it.names.iter().any(|it| there.contains(&plain(it)));
            let mut parents: BTreeSet<String> =
                offered.iter().filter(|it| met(it)).map(|it| it.parent.clone()).collect();
            parents.remove("");
            if !parents.is_empty() {
                // What belongs to nothing was added to the list.
                offered.retain(|it| {
                    if it.parent.is_empty() { met(it) } else { parents.contains(&it.parent) }
                });
            }
        }
        let here: Vec<Vec<&str>> =
            offered.iter().map(|it| it.names.iter().map(String::as_str).collect()).collect();
        let mut changed = changed(&here, &it.options);
        let mut says = Vec::new();
        if !it.whole {
            let renamed = std::mem::take(&mut changed.renamed);
            changed.added.extend(renamed.into_iter().map(|it| it.1));
            changed.gone.clear();
            says.push(look(
                "网页里只有一部分选项，请看一眼",
                "The page has some of the options only; please have a look",
            ));
        }
        if !changed.is_none() {
            says.push(Says::Options(changed));
        }
        says
    }
}

/// What is said of a box that only the portal has.
fn only_there(it: &FormBox) -> BoxDrift {
    let says = if it.unsure {
        look("这个框可能看不到，请看一眼", "This box may be hidden; please have a look")
    } else {
        Says::New
    };
    BoxDrift { field: None, label: it.label.clone(), portal: Some(it.clone()), says: vec![says] }
}

/// What the list beside a mail box offers, without its @; what has no dot is no host, such as 其它.
pub(super) fn hosts(it: &FormBox) -> Vec<FormOption> {
    let hosts = it.options.iter().filter(|it| it.text.contains('.'));
    let bare = |it: &FormOption| it.text.trim_start_matches('@').trim().to_owned();
    hosts.map(|it| FormOption { text: bare(it), value: it.value.clone() }).collect()
}

/// Whether a box of this kind can be the field.
pub(super) fn fits(field: &Field, kind: FormKind) -> bool {
    match field.kind {
        FieldKind::Upload => kind == FormKind::File,
        FieldKind::History => kind == FormKind::Rows,
        FieldKind::Secret | FieldKind::Code => matches!(kind, FormKind::Text | FormKind::Secret),
        FieldKind::System => true,
        FieldKind::Enter | FieldKind::Confirm | FieldKind::Choose | FieldKind::Do => {
            !matches!(kind, FormKind::File | FormKind::Rows)
        }
    }
}

fn look(zh: &str, en: &str) -> Says {
    Says::Look(Text::new(zh, en))
}

//! Rows of the personal history on the portal's page: found by their months and their places, in any order and layout.
//!
//! Two months that follow each other are a stretch; what belongs to it stands as far before and behind it as it does for every
//! other row.

use std::{collections::BTreeSet, ops::Range};

use beishen_core::{
    Answers, HistoryRow, Month, Subject, outcome::Verdict, portal_month, procedure::Field,
};
use beishen_document::Text;

use super::{
    compare::{Ignored, alike, bare},
    more::more,
    order::{Places, exchanged},
    pieces::{Stretch, Unit, find, line_of, stretches, units, words},
    read::{ReadField, more_id, more_label, row_label},
};

/// A row spans no more cells than these, before and behind its months.
const BEFORE: usize = 8;
const BEHIND: usize = 12;

/// The rows of the history as the page shows them; `id` is the field's, `page.field`.
pub(super) fn read(
    id: &str,
    field: &Field,
    answers: &Answers,
    this_month: Month,
    text: &str,
) -> Vec<ReadField> {
    let wanted: Vec<Wanted> =
        answers.history.iter().map(|it| Wanted::new(it, this_month)).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let units = units(text, this_month);
    let stretches = stretches(&units);
    let tried = (0..=BEFORE).map(|before| matched(&wanted, &units, &stretches, before));
    // The first of the best: as little before the months as there needs to be.
    let best = tried
        .reduce(|best, it| if (it.score, it.whole) > (best.score, best.whole) { it } else { best });
    let Reading { mut rows, around, taken, .. } = best.unwrap_or_default();
    tell_exchanged(&wanted, &mut rows, &units);
    // An employer may stand on other pages as well.
    let is_here = rows.iter().any(Option::is_some);
    let mut used: BTreeSet<usize> = rows.iter().flatten().filter_map(|it| it.places[0]).collect();
    let mut fields = Vec::new();
    for (at, row) in wanted.iter().enumerate() {
        let read = rows.get_mut(at).and_then(Option::take);
        let read = read.or_else(|| row.without_months(&units, &used, is_here));
        used.extend(read.as_ref().and_then(|it| it.places[0]));
        fields.push(row.field(format!("{id}.{}", at + 1), field, at + 1, &units, read));
    }
    for (n, it) in more(&units, &stretches, &taken).into_iter().enumerate() {
        let units = around.get(it.stretch).and_then(|it| units.get(it.clone()));
        fields.push(only_there(id, field, n + 1, it.sure, units.unwrap_or_default()));
    }
    fields
}

/// Marks rows whose parts stand in each other's columns, and all of them where one's place is found beside other months: then
/// each may be meant for the months above it or below.
fn tell_exchanged(wanted: &[Wanted], rows: &mut [Option<Shown>], units: &[Unit]) {
    let found = |it: &Option<Shown>| it.as_ref().map(|it| it.places).unwrap_or_default();
    let places: Vec<Places> = rows.iter().map(found).collect();
    let first = rows.iter().flatten().map(|it| it.units.clone()).next().unwrap_or_default();
    let used: BTreeSet<usize> = places.iter().filter_map(|it| it[0]).collect();
    let is_elsewhere = |(wanted, row): (&Wanted, &Option<Shown>)| {
        let place = bare(&wanted.parts[0]);
        let is_it = |it: &(usize, &Unit)| it.1.bare == place && !used.contains(&it.0);
        let apart = row.as_ref().is_some_and(|it| it.months && !it.parts[0]);
        apart && !place.is_empty() && units.iter().enumerate().any(|it| is_it(&it))
    };
    let shifted = wanted.iter().zip(rows.iter()).any(is_elsewhere);
    for (row, exchanged) in rows.iter_mut().zip(exchanged(&places, units, first)) {
        if let Some(row) = row {
            row.exchanged = exchanged || shifted;
        }
    }
}

/// A row that only the portal has; `n` counts those.
fn only_there(id: &str, field: &Field, n: usize, sure: bool, units: &[Unit]) -> ReadField {
    let (zh, en) = if sure {
        ("平台上多出一段，这里没有", "The portal has a row more than is given here")
    } else {
        (
            "平台上可能多出一段，请看一眼",
            "The portal may have a row more than is given here; please have a look",
        )
    };
    ReadField {
        id: more_id(id, n),
        subject: Subject::History,
        label: more_label(field, n),
        expected: String::new(),
        found: Some(words(units)),
        verdict: if sure { Verdict::Differs } else { Verdict::NotFound },
        ignored: Vec::new(),
        apart: Some(Text::new(zh, en)),
    }
}

/// A row of ours, as the portal is to show it.
struct Wanted {
    from: String,
    to: String,
    /// Place, role and witness; empty ones are not compared.
    parts: [String; 3],
}

/// What the page shows of a row.
#[derive(Clone)]
struct Shown {
    score: usize,
    months: bool,
    parts: [bool; 3],
    /// Which units hold place, role and witness.
    places: Places,
    /// They stand in each other's columns.
    exchanged: bool,
    ignored: Vec<Ignored>,
    /// All of it.
    units: Range<usize>,
}

impl Wanted {
    fn new(row: &HistoryRow, this_month: Month) -> Self {
        let month = |text: &str| portal_month(text, this_month);
        let parts = [&row.place, &row.role, &row.witness].map(|it| it.trim().to_owned());
        Self { from: month(&row.from), to: month(&row.to), parts }
    }

    /// What a stretch and what stands around it show of this row; nothing if neither months nor place agree.
    fn against(&self, units: &[Unit], stretch: &Stretch, around: Range<usize>) -> Option<Shown> {
        let mut ignored = Vec::new();
        let mut month = |wanted: &str, shown: &(Month, String)| {
            let same = shown.0.to_string() == wanted;
            if same && shown.1 != wanted {
                ignored.push(Ignored::DateForm);
            }
            same
        };
        let (from, to) = (month(&self.from, &stretch.from), month(&self.to, &stretch.to));
        let found = self.parts.each_ref().map(|it| find(units, around.clone(), it));
        if !(from && to) && found[0].is_none() {
            return None;
        }
        for (wanted, found) in self.parts.iter().zip(&found) {
            let text = found.as_ref().map(|it| it.1.as_str()).unwrap_or_default();
            ignored.extend(alike(wanted, text).unwrap_or_default());
        }
        ignored.sort_unstable();
        ignored.dedup();
        let weights = [3, 1, 1];
        let parts: usize =
            found.iter().zip(weights).filter(|it| it.0.is_some()).map(|it| it.1).sum();
        Some(Shown {
            score: 2 * usize::from(from) + 2 * usize::from(to) + parts,
            months: from && to,
            places: found.each_ref().map(|it| it.as_ref().map(|it| it.0)),
            exchanged: false,
            parts: found.map(|it| it.is_some()),
            ignored,
            units: around,
        })
    }

    /// Where the months are none that can be read, the place may still be there: with role or witness, or among other rows.
    fn without_months(
        &self,
        units: &[Unit],
        used: &BTreeSet<usize>,
        is_here: bool,
    ) -> Option<Shown> {
        let place = bare(&self.parts[0]);
        let near = |at: usize| at.saturating_sub(BEFORE)..(at + BEHIND).min(units.len());
        let has = |at, part| find(units, near(at), part).is_some();
        let is_it = |(at, unit): &(usize, &Unit)| {
            let [_, role, witness] = &self.parts;
            unit.bare == place
                && !used.contains(at)
                && (is_here || has(*at, role) || has(*at, witness))
        };
        let (at, unit) = units.iter().enumerate().find(is_it).filter(|_| !place.is_empty())?;
        let start = units.partition_point(|it| it.line < unit.line);
        let end = units.partition_point(|it| it.line <= unit.line);
        Some(Shown {
            score: 0,
            months: false,
            parts: [true; 3],
            places: [Some(at), None, None],
            exchanged: false,
            ignored: Vec::new(),
            units: start..end,
        })
    }

    fn field(
        &self,
        id: String,
        field: &Field,
        n: usize,
        units: &[Unit],
        shown: Option<Shown>,
    ) -> ReadField {
        let missing = |shown: &Shown| {
            let names = [("单位", "place"), ("专业、职务", "role"), ("证明人", "witness")];
            let parts = self.parts.iter().zip(shown.parts).zip(names);
            let parts = parts.filter(|it| !it.0.0.is_empty() && !it.0.1).map(|it| it.1);
            let months = (!shown.months).then_some(("起止年月", "months"));
            months.into_iter().chain(parts).collect::<Vec<_>>()
        };
        let apart = shown.as_ref().map(missing).filter(|it| !it.is_empty()).map(|it| {
            let (zh, en): (Vec<&str>, Vec<&str>) = it.into_iter().unzip();
            Text::new(format!("不同：{}", zh.join("；")), format!("Different: {}", en.join("; ")))
        });
        let [place, role, witness] = &self.parts;
        let expected = [&format!("{}–{}", self.from, self.to), place, role, witness];
        ReadField {
            id,
            subject: Subject::History,
            label: row_label(field, n),
            expected: expected.map(|it| it.trim()).join(" ").trim_end().to_owned(),
            verdict: match (&shown, &apart) {
                (None, _) => Verdict::NotFound,
                (Some(shown), None) if shown.exchanged => Verdict::NotFound,
                (_, Some(_)) => Verdict::Differs,
                _ => Verdict::Same,
            },
            ignored: shown.as_ref().map(|it| it.ignored.clone()).unwrap_or_default(),
            apart: apart.or_else(|| {
                let exchanged = shown.as_ref().is_some_and(|it| it.exchanged);
                exchanged.then(|| {
                    Text::new(
                        "单位、职务、证明人的先后不对，请看一眼是否填反了",
                        "Employer, role and witness stand in another order; please see whether they are exchanged",
                    )
                })
            }),
            found: shown.map(|it| words(units.get(it.units).unwrap_or_default())),
        }
    }
}

/// One way to read the page.
#[derive(Default)]
struct Reading {
    rows: Vec<Option<Shown>>,
    score: usize,
    /// How many rows begin with a line, and, counted again, behind an empty one.
    whole: usize,
    /// What belongs to each stretch.
    around: Vec<Range<usize>>,
    /// Stretches that are rows of ours.
    taken: BTreeSet<usize>,
}

/// Which stretch shows which row, the surest first, if every row begins as many units before its months.
fn matched(wanted: &[Wanted], units: &[Unit], stretches: &[Stretch], before: usize) -> Reading {
    let start = |it: &Stretch| {
        let line = line_of(units, it.units.start);
        // Where months share their line with more, the row begins with the line.
        if line.len() > it.units.len() { line.start } else { it.units.start.saturating_sub(before) }
    };
    let (mut pairs, mut arounds) = (Vec::new(), Vec::new());
    for (n, stretch) in stretches.iter().enumerate() {
        let above = n.checked_sub(1).and_then(|it| stretches.get(it)).map_or(0, |it| it.units.end);
        let next = stretches.get(n + 1).map_or(units.len(), start);
        let end = next.min(stretch.units.end + BEHIND).max(stretch.units.end);
        let around = start(stretch).max(above)..end;
        let shown = wanted
            .iter()
            .enumerate()
            .filter_map(|(at, it)| Some((at, n, it.against(units, stretch, around.clone())?)));
        pairs.extend(shown);
        arounds.push(around);
    }
    pairs.sort_by_key(|it| std::cmp::Reverse(it.2.score));
    let mut rows = vec![None; wanted.len()];
    let mut taken = BTreeSet::new();
    for (at, n, shown) in pairs {
        if let Some(row @ None) = rows.get_mut(at)
            && taken.insert(n)
        {
            *row = Some(shown);
        }
    }
    let begins = |it: &Stretch| {
        let line = |at: usize| units.get(at).map(|it| it.line);
        let above = start(it).checked_sub(1).and_then(line);
        line(start(it)).map_or(0, |it| it.saturating_sub(above.unwrap_or_default()).min(2))
    };
    Reading {
        score: rows.iter().flatten().map(|it| it.score).sum(),
        whole: stretches.iter().map(begins).sum(),
        rows,
        around: arounds,
        taken,
    }
}

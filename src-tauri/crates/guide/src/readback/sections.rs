//! The parts of a page, and whose data stand in each: by the head above it, by what names it, by the head of a row.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    columns::names_person,
    kinds::without_number,
    labels::is_colon,
    lines::Lines,
    remarks::is_said,
    sheet::{Looks, Node, Part, Sign, spelled},
    turns::Turn,
    whose::{Head, Heads, PART_OF_ROW, Place, Whose, whose_of},
};

/// What is known at a line of the page.
struct State<'a> {
    place: Place,
    /// The head of another's data counts until one that looks like it, or names the applicant and is no lower.
    sticky: Option<Sticky<'a>>,
    /// A head that nobody knows, above lower ones.
    above: Option<&'a Node>,
    /// Data have stood on the page.
    begun: bool,
    /// The parts of the source around the line.
    open: Vec<Opened<'a>>,
    /// Heads that stand on the page with several numbers: 学籍一, 学籍二.
    numbered: BTreeSet<String>,
}

#[derive(Clone, Copy)]
struct Sticky<'a> {
    look: Option<&'a Node>,
    former: bool,
}

/// A part that has begun: what was known before it, and whose all in it is, whatever the heads in it say.
struct Opened<'a> {
    end: usize,
    before: Place,
    sticky: Option<Sticky<'a>>,
    floor: Whose,
}

/// Of each line the place of what stands on it. `called` are lines with boxes that the source names.
pub(super) fn places(
    lines: &Lines<'_>,
    turns: &[Turn],
    heads: &Heads<'_>,
    looks: &Looks,
    called: &BTreeSet<usize>,
) -> Vec<Place> {
    let numbered = numbered(lines);
    let mut state = State {
        place: Place::default(),
        sticky: None,
        above: None,
        begun: false,
        open: Vec::new(),
        numbered,
    };
    let mut parts: Vec<&Part> = looks.parts.iter().collect();
    parts.sort_by_key(|it| (it.lines.start, std::cmp::Reverse(it.lines.end)));
    let mut parts = parts.into_iter().peekable();
    let mut places = Vec::new();
    // Lines that hold one text each, since the last that holds more.
    let mut loose: Vec<usize> = Vec::new();
    // A label stands alone among them; the next text is its value.
    let (mut by_turns, mut wants) = (false, false);
    // A row's head that stands beside rows below it as well: how many, and how many cells these have.
    let mut beside: Option<(Whose, usize, usize)> = None;
    for line in 0..lines.cells.len() {
        let origin = lines.origin(line);
        let above = line.checked_sub(1).map_or(0, |it| lines.origin(it));
        // What follows the table below 紧急联系人 may be the applicant's again.
        if state.place.whose == Whose::Another && looks.has_ended(above..origin) {
            state.part(Whose::Rest);
        }
        while let Some(part) = parts.next_if(|it| it.lines.start <= origin) {
            state.close(part.lines.start, &mut loose);
            if part.lines.end > origin {
                state.pass(lines, heads, looks, &loose, (by_turns, false));
                loose.clear();
                state.enter(part, heads);
            }
        }
        state.close(origin, &mut loose);
        let is_called = called.contains(&origin);
        match lines.lone(line) {
            Some(false) if wants && !is_of_others(lines, heads, line) => wants = false,
            _ if lines.text(line).is_some() && !is_called => {
                loose.push(line);
                wants = false;
            }
            lone => {
                // What stands above a label and belongs to it is no head.
                if turns.get(line) == Some(&Turn::Above) {
                    loose.retain(|it| is_of_others(lines, heads, *it));
                }
                state.pass(lines, heads, looks, &loose, (by_turns, lone == Some(true)));
                loose.clear();
                state.begun |= lines.has_marks(line);
                by_turns = lone == Some(true);
                wants = lines.ends_with_label(line);
            }
        }
        let length = lines.cells(line).len();
        let first = lines.starts_with_label(line, 0);
        beside = match beside {
            Some((whose, rows, cells)) if first && length == cells && rows > 0 => {
                Some((whose, rows - 1, cells))
            }
            _ => None,
        };
        let is_row = length > 2 && !first && lines.rows_below(line) == 0;
        let of_row = || {
            of_row(lines, heads, line, usize::MAX).or_else(|| {
                // 修改前 | 籍贯 | 北京: no label is known in its first row.
                let head = lines.cells(line).first().filter(|it| it.len() < LONGEST_NUMBERED)?;
                let head = (!lines.has_marks(line)).then(|| whose_of(heads, &spelled(head)));
                let spans =
                    |it: &Whose| looks.spans(origin).map_or(*it > Whose::Unknown, |it| it > 0);
                head.filter(spans)
            })
        };
        let row = if is_row { of_row() } else { None };
        if let Some(whose) = row.filter(|it| *it > Whose::Own) {
            // Of copied text the rows below tell by their length.
            let rows = looks.spans(origin).unwrap_or(usize::MAX);
            beside = Some((whose, rows, length - 1));
        }
        let floor = state.open.last().map_or(Whose::Own, |it| it.floor);
        let place = Place { whose: state.place.whose.max(floor), ..state.place };
        let row = beside.map(|it| it.0).filter(|it| *it > place.whose);
        places.push(row.map_or(place, |whose| Place { whose, part: PART_OF_ROW + line, ..place }));
        // 客户：张三，民族：汉族: what is below may be that one's too.
        if state.place.whose <= Whose::Unknown && is_behind_person(lines, heads, line) {
            state.part(Whose::Unknown);
        }
    }
    places
}

/// Whether words before the first label of a line name a person.
fn is_behind_person(lines: &Lines<'_>, heads: &Heads<'_>, line: usize) -> bool {
    let first = lines.cells(line).iter().position(|it| !it.is_empty()).unwrap_or(0);
    let mark = lines.marks(line, first).first();
    let cell = lines.cells(line).get(first);
    let before = mark.zip(cell).and_then(|(mark, cell)| cell.get(..mark.start));
    before.is_some_and(|it| names_person(heads, it))
}

/// Whether a line with one text stands among lines with labels, and no further from the one above it than that from its own; in a
/// source, in the same list or table.
fn is_in_midst(lines: &Lines<'_>, looks: &Looks, line: usize) -> bool {
    const MOST: usize = 20;
    let gap = lines.gap(line);
    let node = |line: usize| looks.of(lines.origin(line));
    let beside = |one: &Node, other: &Node| {
        let up = |it: &Node| it.parent.and_then(|it| looks.nodes.get(it)).and_then(|it| it.parent);
        let heads = one.name.starts_with('h') || one.name == "legend";
        !heads
            && one.depth == other.depth
            && (one.parent == other.parent || up(one).is_some() && up(one) == up(other))
    };
    let mut above = (0..line).rev().take(MOST).take_while(|above| {
        let near = lines.gap(above + 1) == gap;
        let alike = node(line).zip(node(*above)).is_none_or(|it| beside(it.0, it.1));
        near && alike && (*above == 0 || lines.has_marks(*above) || lines.text(*above).is_some())
    });
    let told = |it: usize| {
        lines.text(it).is_some_and(|it| it.iter().any(|it| it.char().is_some_and(is_colon)))
    };
    let data = above.find(|it| !told(*it));
    // The gap above the first line says nothing.
    data.is_some_and(|it| {
        lines.has_marks(it) && (gap == 1 || it > 0 && lines.gap(it) == gap || looks.is_source())
    })
}

/// Heads that stand on the page several times, each with another number.
fn numbered(lines: &Lines<'_>) -> BTreeSet<String> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in 0..lines.cells.len() {
        let Some(signs) = lines.text(line).filter(|it| it.len() <= LONGEST_NUMBERED) else {
            continue;
        };
        let text = spelled(signs);
        if let Some(plain) = without_number(&text) {
            found.entry(plain).or_default().insert(text);
        }
    }
    found.retain(|_, it| it.len() > 1);
    found.into_keys().collect()
}

/// Characters of a head with a number.
const LONGEST_NUMBERED: usize = 20;

/// Whether a text is two words in elements of their own.
fn is_in_parts(signs: &[Sign]) -> bool {
    let parts = signs.split(|it| *it == Sign::Seam);
    parts.filter(|it| it.iter().any(|it| it.char().is_some_and(char::is_alphabetic))).count() == 2
}

/// Whether a text that stands alone is a head of others, even where a value may stand.
fn is_of_others(lines: &Lines<'_>, heads: &Heads<'_>, line: usize) -> bool {
    let head = lines.text(line).and_then(|it| heads.judge(&spelled(it)));
    matches!(head, Some(Head::Of(Whose::Another | Whose::Former)))
}

/// Cells of a row that are looked at.
const MOST_CELLS: usize = 100;

impl<'a> State<'a> {
    fn part(&mut self, whose: Whose) {
        let headed = whose == Whose::Own;
        self.place = Place { whose, headed, part: self.place.part + 1, ..Place::default() };
    }

    /// Ends the parts of the source that end before a line.
    fn close(&mut self, line: usize, loose: &mut Vec<usize>) {
        while let Some(part) = self.open.pop_if(|it| it.end <= line) {
            // A head holds no longer than the part of the source that it stands in.
            self.part(part.before.whose);
            self.place.headed = part.before.headed;
            self.sticky = part.sticky;
            loose.clear();
        }
    }

    /// Begins a part of the source.
    fn enter(&mut self, part: &Part, heads: &Heads<'_>) {
        let around = self.open.last().map_or(Whose::Own, |it| it.floor);
        let (before, sticky) = (self.place, self.sticky);
        let mut floor = around;
        let head = part
            .name
            .as_deref()
            .map(|it| if it.is_empty() { Some(Head::Of(Whose::Unknown)) } else { heads.judge(it) });
        match head.flatten() {
            // Its first row stands outside.
            Some(Head::Own | Head::Neutral) | None if part.of_row => return,
            Some(Head::Own | Head::Neutral) if sticky.is_some() => self.part(Whose::Unknown),
            Some(Head::Own | Head::Neutral) => self.part(Whose::Own),
            Some(Head::Of(whose)) => {
                self.part(whose);
                floor = if whose > Whose::Unknown { floor.max(whose) } else { floor };
            }
            None => {}
        }
        self.open.push(Opened { end: part.lines.end, before, sticky, floor });
    }

    /// Passes the heads among lines that hold one text each.
    fn pass(
        &mut self,
        lines: &Lines<'_>,
        heads: &Heads<'_>,
        looks: &'a Looks,
        loose: &[usize],
        (by_turns, to_label): (bool, bool),
    ) {
        let (texts, persons) = loose_texts(lines, heads, looks, loose);
        let found = texts.iter().filter_map(|(line, text)| {
            // Who is named among the applicant's own is told by what follows.
            if heads.names_person(text) && is_in_midst(lines, looks, *line) {
                return None;
            }
            let (head, look) = (heads.judge(text)?, looks.of(lines.origin(*line)));
            let counted = without_number(text).is_some_and(|it| self.numbered.contains(&it));
            let head = if counted { head.max(Head::Of(Whose::Unknown)) } else { head };
            // <em>籍贯</em><span>北京</span> is a label with its value.
            let parts = lines.text(*line).is_some_and(is_in_parts) && !is_head(look);
            let (names, as_head) = (heads.names_applicant(text), is_like_head(look, text));
            let above = Above { head, look, line: *line, as_head, names };
            (head != Head::Of(Whose::Unknown) || !parts).then_some(above)
        });
        let found: Vec<Above<'_>> = found.collect();
        // 姓名, 张三, 籍贯, 北京, 性别, 男: a label that is not known and its value, unless the source says that it is a head.
        let lead = texts.iter().take_while(|it| heads.is_title(&it.1)).count();
        let behind = texts.get(lead..).unwrap_or_default();
        let values = || behind.iter().skip(1).step_by(2);
        let pairs = !persons
            && (by_turns || to_label)
            && behind.len().is_multiple_of(2)
            && !values().any(|it| heads.is_title(&it.1));
        let is_other = |it: Head| !by_turns && it > Head::Of(Whose::Unknown);
        let leads = |line: usize| texts.iter().take(lead).any(|it| it.0 == line);
        let found = found
            .iter()
            .filter(|it| !pairs || is_head(it.look) || is_other(it.head) || leads(it.line));
        let found: Vec<_> = found.collect();
        // A menu has many of them, of which the last may be a head.
        let found =
            if found.len() > 3 && !by_turns { found.get(found.len() - 1..) } else { Some(&*found) };
        let (mut others, mut unknown) = (false, false);
        for Above { head, look, as_head, names, .. } in found.unwrap_or_default() {
            match *head {
                Head::Own | Head::Neutral => {
                    let named = *head == Head::Own;
                    let ends = |it: Sticky<'_>| !others && it.is_ended_by(*look, named);
                    // 担保信息, and right below it 基本信息, in the middle of a page.
                    let lower = self.above.zip(*look).is_some_and(|it| is_lower(it.1, it.0));
                    let below = !names && (lower || unknown) && self.begun;
                    if others && named || below || !self.sticky.is_none_or(ends) {
                        self.part(Whose::Unknown);
                    } else {
                        let after = (look.is_none() && !names).then_some(self.place);
                        self.part(Whose::Own);
                        let after = after.filter(|it| it.whose == Whose::Unknown);
                        self.place.after = after.map(|it| it.part);
                        self.place.nested = !names && (unknown || lower);
                        (self.sticky, self.above) = (None, None);
                    }
                }
                Head::Of(whose) => {
                    self.part(whose);
                    (self.above, unknown) = (*look, *as_head);
                    if whose > Whose::Unknown {
                        let former = whose == Whose::Former;
                        self.sticky = Some(Sticky { look: *look, former });
                        others = true;
                    }
                }
            }
        }
    }
}

/// The texts of lines that hold one each, but for labels with their values; whether one of them names a person.
fn loose_texts(
    lines: &Lines<'_>,
    heads: &Heads<'_>,
    looks: &Looks,
    loose: &[usize],
) -> (Vec<(usize, String)>, bool) {
    let is_filled = |line: usize| {
        let signs = lines.text(line).unwrap_or_default();
        signs.iter().any(|it| matches!(it, Sign::Open | Sign::Choice(_)))
    };
    let texts = loose.iter().enumerate().filter_map(|(n, line)| {
        let text = spelled(lines.text(*line).filter(|_| !is_filled(*line))?);
        // What stands before a box is its label.
        let labels = loose.get(n + 1).is_some_and(|it| it - line == 1 && is_filled(*it));
        let labels = labels && !is_head(looks.of(lines.origin(*line)));
        let labels = labels && !is_of_others(lines, heads, *line);
        (!labels && !is_said(&text)).then_some((*line, text))
    });
    let mut texts: Vec<(usize, String)> = texts.collect();
    // 籍贯： and below it 北京.
    let (mut at, mut persons) = (0, false);
    while let Some([(line, label), _]) = texts.get(at..at + 2) {
        let pair = |it: &str| heads.names_person(&format!("{label}{it}"));
        let person = texts.get(at + 1).is_some_and(|it| pair(&it.1));
        let others = person || is_of_others(lines, heads, *line);
        let labels = label.ends_with(is_colon) && !others;
        // 客户： and below it 赵六.
        persons |= label.ends_with(is_colon) && person;
        if labels {
            texts.drain(at..at + 2);
        } else {
            at += 1;
        }
    }
    (texts, persons)
}

/// Whether the source says that a text is a head.
fn is_head(look: Option<&Node>) -> bool {
    look.is_some_and(|it| it.name.starts_with('h') || it.name == "legend")
}

/// What may be a head among lines that hold one text each.
struct Above<'a> {
    head: Head,
    look: Option<&'a Node>,
    line: usize,
    /// It looks like one.
    as_head: bool,
    /// It names the applicant.
    names: bool,
}

/// Whether a text looks like a head: by its element, or by having no digits where no element tells.
fn is_like_head(look: Option<&Node>, text: &str) -> bool {
    const CLASSES: [&str; 4] = ["tit", "head", "legend", "caption"];
    match look {
        None => !text.contains(|it: char| it.is_ascii_digit()),
        Some(it) => {
            let class = it.class.to_ascii_lowercase();
            it.name.starts_with('h')
                || matches!(it.name.as_str(), "legend" | "caption" | "summary")
                || CLASSES.iter().any(|it| class.contains(it))
        }
    }
}

/// Whether a head is one of a lower level.
fn is_lower(one: &Node, other: &Node) -> bool {
    let level = |it: &Node| it.name.strip_prefix('h').and_then(|it| it.parse::<u8>().ok());
    level(one).zip(level(other)).is_some_and(|(one, other)| one > other)
}

impl Sticky<'_> {
    /// Whether a good head ends what this one began: it looks like it, or names the applicant and stands no lower.
    fn is_ended_by(self, look: Option<&Node>, named: bool) -> bool {
        match (self.look, look) {
            (Some(old), Some(new)) if named => new.depth <= old.depth && !is_lower(new, old),
            (Some(old), Some(new)) => {
                (old.depth, &old.name, &old.class) == (new.depth, &new.name, &new.class)
            }
            _ => named && !self.former,
        }
    }
}

/// Whose data stand behind the head of a row, up to a cell: 担保人 | 姓名 | 李四. What is beside a label that is not known is no
/// head.
pub(super) fn of_row(
    lines: &Lines<'_>,
    heads: &Heads<'_>,
    line: usize,
    cell: usize,
) -> Option<Whose> {
    if (MOST_CELLS..usize::MAX).contains(&cell) {
        return Some(Whose::Unknown);
    }
    let mut loose: Vec<String> = Vec::new();
    let mut wants = false;
    let mut whose = None;
    for (at, signs) in lines.cells(line).iter().enumerate() {
        let marks = lines.marks(line, at);
        let label = marks.first().is_some_and(|it| it.start == 0);
        if label || at == cell {
            let odd = loose.len() % 2 == 1;
            let told = loose.iter().filter(|it| odd && !it.is_empty());
            whose = told.map(|it| whose_of(heads, it)).max().or(whose);
            loose.clear();
        }
        if at >= cell {
            break;
        }
        if label {
            wants = lines.is_bare_label(line, at);
            if at + 1 == lines.cells(line).len() || cell == usize::MAX {
                return whose;
            }
        } else if wants {
            wants = false;
        } else if signs.iter().any(|it| matches!(it, Sign::Open | Sign::Choice(_))) {
            // What stands before a box is its label.
            loose.pop();
        } else if signs.iter().filter(|it| **it == Sign::Break).count() < 2 {
            let text = spelled(signs.split(|it| *it == Sign::Break).next().unwrap_or_default());
            let number = text.len() < 4 && text.bytes().all(|it| it.is_ascii_digit());
            let told = text.trim_end_matches(is_colon).contains(is_colon) || is_in_parts(signs);
            let said = number || told || is_said(&text) || !text.contains(char::is_alphanumeric);
            if !said || text.is_empty() && !loose.is_empty() {
                loose.push(text);
            }
        }
    }
    whose
}

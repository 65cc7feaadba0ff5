//! The parts of a page, and whose data stand in each: by the head above it, by the head of a row, by the words above a label
//! in its cell.

use super::{
    labels::is_colon,
    lines::Lines,
    remarks::is_said,
    sheet::{Looks, Sign, spelled},
    turns::Turn,
    whose::{Head, Heads, PART_OF_ROW, Place, Whose, is_another, is_role},
};

/// What is known at a line of the page.
struct State<'a> {
    place: Place,
    /// The head of another's data counts until one that looks like it, or names the applicant.
    sticky: Option<&'a str>,
}

/// Of each line the place of what stands on it.
pub(super) fn places(
    lines: &Lines<'_>,
    turns: &[Turn],
    heads: &Heads<'_>,
    looks: &Looks,
) -> Vec<Place> {
    let mut state = State { place: Place::default(), sticky: None };
    let (mut places, mut whose) = (Vec::new(), Vec::new());
    // Lines that hold one text each, since the last that holds more.
    let mut loose: Vec<usize> = Vec::new();
    // A label stands alone among them; the next text is its value.
    let (mut by_turns, mut wants) = (false, false);
    // A row's head that stands beside rows below it as well: how many, and how many cells these have.
    let mut beside: Option<(Whose, usize, usize)> = None;
    for line in 0..lines.cells.len() {
        let above = line.checked_sub(1).map_or(0, |it| lines.origin(it));
        for start in looks.ended(above..lines.origin(line)) {
            match start {
                // What follows the table below 紧急联系人 may be the applicant's again.
                None if state.place.whose == Whose::Another => state.part(Whose::Rest),
                None => {}
                // A head holds no longer than the part of the source that it stands in.
                Some(start) => {
                    let before = lines.line_on(start).checked_sub(1);
                    state.part(before.and_then(|it| whose.get(it)).copied().unwrap_or_default());
                    state.sticky = state.sticky.filter(|_| state.place.whose > Whose::Unknown);
                    loose.clear();
                }
            }
        }
        match lines.lone(line) {
            Some(false) if wants && !is_of_others(lines, heads, line) => wants = false,
            _ if lines.text(line).is_some() => {
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
        let row = of_row(lines, heads, line, usize::MAX).filter(|_| is_row);
        if let Some(whose) = row.filter(|it| *it > Whose::Own) {
            // Of copied text the rows below tell by their length.
            let rows = looks.spans(lines.origin(line)).unwrap_or(usize::MAX);
            beside = Some((whose, rows, length - 1));
        }
        let place = state.place;
        whose.push(place.whose);
        let row = beside.map(|it| it.0).filter(|it| *it > place.whose);
        places.push(row.map_or(place, |whose| Place { whose, part: PART_OF_ROW + line, ..place }));
    }
    places
}

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
        self.place = Place { whose, part: self.place.part + 1, block: None };
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
        let is_plain = |it: &Sign| matches!(it, Sign::Open | Sign::Choice(_));
        let texts = loose.iter().filter_map(|line| {
            let signs = lines.text(*line).filter(|it| !it.iter().any(is_plain))?;
            Some((*line, spelled(signs))).filter(|it| !is_said(&it.1))
        });
        let texts: Vec<(usize, String)> = texts.collect();
        let is_head = |look: &str| look.contains("<h") || look.contains("<legend");
        let found = texts.iter().filter_map(|(line, text)| {
            let (head, look) = (heads.judge(text)?, looks.of(lines.origin(*line)));
            // <em>籍贯</em><span>北京</span> is a label with its value.
            let parts = lines.text(*line).is_some_and(is_in_parts) && !is_head(look);
            (head != Head::Of(Whose::Unknown) || !parts).then_some((head, look))
        });
        let found: Vec<(Head, &str)> = found.collect();
        // 姓名, 张三, 籍贯, 北京, 性别, 男: a label that is not known and its value, unless the source says that it is a head.
        let pairs = (by_turns || to_label) && texts.len().is_multiple_of(2);
        let is_other = |it: Head| !by_turns && it > Head::Of(Whose::Unknown);
        let found = found.iter().filter(|it| !pairs || is_head(it.1) || is_other(it.0));
        let found: Vec<_> = found.collect();
        // A menu has many of them, of which the last may be a head.
        let found =
            if found.len() > 3 && !by_turns { found.get(found.len() - 1..) } else { Some(&*found) };
        let mut others = false;
        for (head, look) in found.unwrap_or_default() {
            match head {
                Head::Own if others => self.part(Whose::Unknown),
                Head::Own => {
                    self.part(Whose::Own);
                    self.sticky = None;
                }
                Head::Neutral => match self.sticky {
                    Some(sticky) if sticky.is_empty() || sticky != *look || others => {
                        self.part(Whose::Unknown);
                    }
                    _ => {
                        self.part(Whose::Own);
                        self.sticky = None;
                    }
                },
                Head::Of(whose) => {
                    self.part(*whose);
                    if *whose > Whose::Unknown {
                        self.sticky = Some(look);
                        others = true;
                    }
                }
            }
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
            let worst =
                loose.iter().filter(|it| !it.is_empty()).map(|it| whose_of(heads, it)).max();
            whose = worst.filter(|_| odd).or(whose);
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
            let told = text.trim_end_matches(is_colon).contains(is_colon);
            let said = number || told || is_said(&text) || !text.contains(char::is_alphanumeric);
            if !said || text.is_empty() && !loose.is_empty() {
                loose.push(text);
            }
        }
    }
    whose
}

/// Whose data stand behind words in a row, or below them in a cell.
pub(super) fn whose_of(heads: &Heads<'_>, text: &str) -> Whose {
    match heads.judge(text) {
        Some(Head::Own | Head::Neutral) => Whose::Own,
        Some(Head::Of(whose)) => whose,
        None if is_another(text) => Whose::Another,
        None => Whose::Unknown,
    }
}

/// Whether the heads of a table's columns, or a row of it, say that its rows are of others: 称谓, 与本人关系; 父亲.
pub(super) fn is_row_of_others(lines: &Lines<'_>, head: usize, row: usize) -> bool {
    const RELATIONS: [&str; 3] = ["关系", "称谓", "成员"];
    let says = |it: &&[Sign]| {
        let text = spelled(it);
        RELATIONS.iter().any(|it| text.ends_with(it)) && text.chars().count() <= 8
    };
    lines.cells(head).iter().any(says) || lines.cells(row).iter().any(|it| is_role(&spelled(it)))
}

//! Which labels of a page stand together: in groups that are built alike, and in records that say of themselves whose they are.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    labels::is_colon,
    lines::Lines,
    sheet::{Looks, Node, Sign, spelled},
    whose::{Place, Whose, names_beside, of_relation},
};

/// Characters of a cell that may be a label, or labels with their values, and cells of a line that are looked at.
const LONGEST: usize = 100;
const MOST_CELLS: usize = 40;

/// Elements that hold many labels as a rule.
const WHOLE: [&str; 9] =
    ["table", "dl", "form", "fieldset", "section", "article", "ul", "ol", "details"];

/// Finds groups and records, and whose the records are. `called` are lines with boxes that the source names.
pub(super) fn settle(
    places: &mut [Place],
    lines: &Lines<'_>,
    looks: &Looks,
    called: &BTreeSet<usize>,
) -> Vec<Whose> {
    let all = 0..lines.cells.len();
    let is_data = |line: usize| lines.has_marks(line) || called.contains(&lines.origin(line));
    let data: Vec<usize> = all.clone().filter(|it| is_data(*it)).collect();
    if looks.is_source() {
        built_alike(places, lines, looks, &data);
    } else {
        // What more lines part than usual may be another's.
        let mut gaps: BTreeMap<usize, usize> = BTreeMap::new();
        for line in 1..places.len() {
            *gaps.entry(lines.gap(line)).or_default() += 1;
        }
        let usual = gaps.into_iter().max_by_key(|it| it.1).map_or(1, |it| it.0);
        let mut group = 0;
        for (line, place) in places.iter_mut().enumerate() {
            group += usize::from(line > 0 && lines.gap(line) > usual);
            (place.group, place.whole) = (group, true);
        }
    }
    let mut records = Vec::new();
    for line in all {
        // What is in one record already is told by that.
        if places.get(line).is_none_or(|it| it.record.is_some()) {
            continue;
        }
        let Some(whose) = relation(lines, line) else { continue };
        let mut record = around(places, lines, looks, &data, line);
        // 紧急联系人 above it: that one's relation, and what is above is not that one's.
        let named = line.checked_sub(1).is_some_and(|it| lines.cells(it).iter().any(names));
        if named && whose == Whose::Another {
            record.start = line;
        }
        for place in places.get_mut(record).unwrap_or_default() {
            place.record.get_or_insert(records.len());
        }
        records.push(whose);
    }
    records
}

fn names(cell: &&[Sign]) -> bool {
    cell.len() <= LONGEST && names_beside(&spelled(cell))
}

/// Whose the record is that a line belongs to, if one of its labels with its value says so.
fn relation(lines: &Lines<'_>, line: usize) -> Option<Whose> {
    let cells = lines.cells(line);
    let text = |cell: usize| {
        let signs = cells.get(cell).filter(|it| it.len() <= LONGEST);
        signs.filter(|_| lines.marks(line, cell).is_empty()).map(|it| spelled(it))
    };
    // What stands below a label that is known is its value.
    let is_value = line.checked_sub(1).is_some_and(|it| lines.ends_with_label(it));
    let below = || {
        let below = lines.text(line + 1).filter(|_| lines.text(line).is_some() && !is_value)?;
        let ends = below.last().and_then(|it| it.char()).is_some_and(is_colon);
        Some(spelled(below)).filter(|_| below.len() <= LONGEST && !ends)
    };
    let alone = cells.iter().filter(|it| !it.is_empty()).count() < 3;
    for cell in 0..cells.len().min(MOST_CELLS) {
        let signs = cells.get(cell).copied().unwrap_or_default();
        if signs.is_empty() || signs.len() > LONGEST {
            continue;
        }
        let whole = text(cell);
        let next = || text(cell + 1).filter(|it| !it.is_empty()).or_else(below);
        let beside = whole.as_deref().and_then(|it| of_relation(it, &next()?, alone));
        if let Some(whose) = beside.or_else(|| in_cell(signs)) {
            return Some(whose);
        }
    }
    None
}

/// The same of labels with their values in one cell: 关系：配偶 民族：汉族, <b>关系</b><span>配偶</span>.
fn in_cell(signs: &[Sign]) -> Option<Whose> {
    // Words, and whether a colon stands behind each.
    let mut words: Vec<(String, bool)> = Vec::new();
    let mut word = String::new();
    for sign in signs.iter().chain([&Sign::Break]) {
        let colon = sign.char().is_some_and(is_colon);
        match sign.char() {
            Some(c) if !colon && !c.is_whitespace() && !"；;，,".contains(c) => word.push(c),
            _ if !word.is_empty() => words.push((std::mem::take(&mut word), colon)),
            _ if colon => words.last_mut().into_iter().for_each(|it| it.1 = true),
            _ => {}
        }
    }
    words.windows(2).find_map(|it| {
        let (label, value) = (it.first()?, it.last()?);
        of_relation(&label.0, &value.0, label.1)
    })
}

/// The lines of the smallest part of the page that holds a line and others with labels.
fn around(
    places: &[Place],
    lines: &Lines<'_>,
    looks: &Looks,
    data: &[usize],
    line: usize,
) -> Range<usize> {
    let holds = |it: &Range<usize>| {
        let first = data.partition_point(|at| *at < it.start);
        data.get(first..)
            .unwrap_or_default()
            .iter()
            .take(2)
            .any(|at| it.contains(at) && *at != line)
    };
    let part = |line: usize| places.get(line).map(|it| (it.part, it.group));
    if let Some(node) = looks.of.get(&lines.origin(line)) {
        let nodes = looks.around(*node).filter_map(|it| looks.nodes.get(it));
        let mut ranges = nodes.map(|it| lines.line_on(it.start)..lines.line_on(it.end));
        return ranges.find(holds).unwrap_or(line..line + 1);
    }
    let same = |it: &usize, whole: bool| {
        let (one, other) = (part(*it), part(line));
        if whole { one.map(|it| it.0) == other.map(|it| it.0) } else { one == other }
    };
    let run = |whole: bool| {
        let above = (0..line).rev().take_while(|it| same(it, whole)).count();
        let below = (line..places.len()).take_while(|it| same(it, whole)).count();
        line - above..line + below
    };
    Some(run(false)).filter(holds).unwrap_or_else(|| run(true))
}

/// Groups of a source: the elements right below the one that all labels of a part have in common, and how each is built.
fn built_alike(places: &mut [Place], lines: &Lines<'_>, looks: &Looks, data: &[usize]) {
    let node = |line: usize| looks.of.get(&lines.origin(line)).copied();
    let mut common: BTreeMap<usize, usize> = BTreeMap::new();
    let of_part = |places: &[Place], line: usize| places.get(line).map(|it| it.part);
    for line in data {
        let (Some(node), Some(part)) = (node(*line), of_part(places, *line)) else { continue };
        let one = *common.get(&part).unwrap_or(&node);
        common.insert(part, lowest(looks, one, node).unwrap_or(usize::MAX));
    }
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    // How many labels each group of each part holds.
    let mut labels: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for line in data {
        let (Some(node), Some(place)) = (node(*line), places.get_mut(*line)) else { continue };
        let top = common.get(&place.part).copied().unwrap_or(usize::MAX);
        let path: Vec<usize> = looks.around(node).take_while(|it| *it != top).collect();
        let group = path.last().copied().unwrap_or(node);
        let built = build(looks, group, &path);
        let new = known.len() + 1;
        let name = looks.nodes.get(group).map_or("", |it| it.name.as_str());
        let names = path.iter().filter_map(|it| looks.nodes.get(*it)).map(|it| it.name.as_str());
        place.whole = names.chain([name]).any(|it| WHOLE.contains(&it));
        let is_table = |it: &usize| looks.nodes.get(*it).is_some_and(|it| it.name == "table");
        place.table = looks.around(node).find(is_table);
        place.group = group + 1;
        place.built = *known.entry(built).or_insert(new);
        let marks = lines.marks.get(*line).into_iter().flatten().map(Vec::len);
        *labels.entry((place.part, place.group)).or_default() += marks.sum::<usize>();
    }
    let several: BTreeSet<usize> = labels.iter().filter(|it| *it.1 > 1).map(|it| it.0.0).collect();
    for line in data {
        if let Some(place) = places.get_mut(*line) {
            place.single = !several.contains(&place.part);
            place.several =
                labels.get(&(place.part, place.group)).is_some_and(|labels| *labels > 1);
        }
    }
}

/// The lowest element that holds both.
fn lowest(looks: &Looks, one: usize, other: usize) -> Option<usize> {
    let depth = |it: usize| looks.nodes.get(it).map_or(0, |it| it.depth);
    let up = |it: usize| looks.nodes.get(it).and_then(|it| it.parent);
    let (mut one, mut other) = (one, other);
    looks.nodes.get(one)?;
    while one != other {
        if depth(one) >= depth(other) {
            one = up(one)?;
        } else {
            other = up(other)?;
        }
    }
    Some(one)
}

/// How an element is built that holds labels: what it is and is called, and what parts of a page are in it around them that
/// hold no form.
fn build(looks: &Looks, group: usize, path: &[usize]) -> String {
    const CELLS: [&str; 6] = ["table", "tr", "td", "th", "dt", "dd"];
    const APART: [&str; 8] =
        ["blockquote", "pre", "aside", "figure", "nav", "footer", "address", "dialog"];
    let Some(node) = looks.nodes.get(group) else { return String::new() };
    let mut built = if CELLS.contains(&&*node.name) { "row".to_owned() } else { own(node) };
    let nodes = path.iter().filter_map(|it| looks.nodes.get(*it));
    for node in nodes.filter(|it| APART.contains(&&*it.name)) {
        built.push(' ');
        built.push_str(&node.name);
    }
    built
}

/// An element's name and its classes, without those that only place or number it among others.
fn own(node: &Node) -> String {
    const PLACES: &str = "is- has- col row clearfix first last odd even left right half full mb mt ml mr my mx pb pt pl pr py px p- m- w- h- d- g- \
        flex grid required disabled readonly active even border bg- text- layui-col";
    let plain =
        |it: &str| it.trim_end_matches(|it: char| it.is_ascii_digit() || it == '-').to_owned();
    let mut classes: Vec<String> = node.class.split_ascii_whitespace().map(plain).collect();
    let first = classes.first().cloned().unwrap_or_default();
    classes.retain(|it| {
        let placed = PLACES.split_ascii_whitespace().any(|word| it.starts_with(word));
        !placed && (*it == first || !it.starts_with(&*first))
    });
    classes.sort_unstable();
    classes.dedup();
    format!("{} {}", node.name, classes.join(" "))
}

//! Heads of a table in two rows, of which some span both: they are set into one row, above the columns that they name.

use super::{
    seen::is_mute,
    tree::{DOCUMENT, Id, Step, Tree},
};

/// A cell of a row, and the first of its columns.
struct Head {
    cell: Id,
    column: usize,
    columns: usize,
    rows: usize,
}

/// Columns that a cell may span, and cells of a row.
const MOST: usize = 100;

/// Sets heads into one row wherever nothing but heads stands in both. `is_label` knows the portal's labels.
pub(super) fn settle(tree: &mut Tree, is_label: &dyn Fn(&str) -> bool) {
    let mut rows = Vec::new();
    tree.walk(DOCUMENT, &mut |step| {
        if let Step::Into(id) = step
            && tree.name(id) == "tr"
        {
            rows.push(id);
        }
        true
    });
    for row in rows {
        settle_row(tree, row, is_label);
    }
}

fn settle_row(tree: &mut Tree, row: Id, is_label: &dyn Fn(&str) -> bool) {
    let next = |it: &Id| tree.behind(*it);
    let mut behind = std::iter::successors(next(&row), next);
    let Some(below) = behind.find(|it| tree.name(*it) == "tr") else { return };
    let heads = heads(tree, row, &[]);
    let both = |it: &&Head| it.rows == 2;
    let is_grouped = heads.iter().any(|it| it.columns > 1 && it.rows < 2);
    let taken: Vec<usize> =
        heads.iter().filter(both).flat_map(|it| it.column..it.column + it.columns).collect();
    if !is_grouped || taken.is_empty() {
        return;
    }
    let mut all = self::heads(tree, below, &taken);
    let is_head = |it: &Head| tree.name(it.cell) == "th" || is_label(&words(tree, it.cell));
    let are_heads = !all.is_empty() && all.iter().all(is_head);
    if !are_heads || !heads.iter().filter(both).all(is_head) {
        return;
    }
    all.extend(heads.into_iter().filter(|it| it.rows == 2));
    all.sort_by_key(|it| it.column);
    let cells: Vec<Id> = all.iter().map(|it| it.cell).collect();
    // What names several columns has no value of its own.
    tree.set_children(row, &[]);
    tree.set_children(below, &cells);
}

/// The cells of a row, beside the columns that are taken by cells above.
fn heads(tree: &Tree, row: Id, taken: &[usize]) -> Vec<Head> {
    let cells = tree.children(row).filter(|it| matches!(tree.name(*it), "td" | "th")).take(MOST);
    let mut column = 0;
    let mut heads = Vec::new();
    for cell in cells.filter(|it| !is_mute(tree, *it)) {
        while taken.contains(&column) {
            column += 1;
        }
        let span = |name: &str| {
            let span = tree.attribute(cell, name).and_then(|it| it.trim().parse::<usize>().ok());
            span.unwrap_or(1).clamp(1, MOST)
        };
        let (columns, rows) = (span("colspan"), span("rowspan"));
        heads.push(Head { cell, column, columns, rows });
        column += columns;
    }
    heads
}

fn words(tree: &Tree, top: Id) -> String {
    let mut text = String::new();
    tree.walk(top, &mut |step| match step {
        Step::Into(id) => {
            text.push_str(tree.text(id).unwrap_or_default());
            !is_mute(tree, id)
        }
        Step::OutOf(_) => false,
    });
    text.trim().to_owned()
}

//! Pages in a page: which there are, and whether their frame is seen.

use super::{
    parse,
    saved::Saved,
    styles::{Part, Style, Styles},
    transform::length,
    tree::{DOCUMENT, Id, Step, Tree},
};

/// Pages in pages. No portal has more.
pub(super) const DEEPEST: usize = 4;

/// The words with which a source names the pages in it, and those in a page that it writes out itself.
pub(super) fn named(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    name(source, DEEPEST, &mut found);
    found
}

fn name(source: &str, deepest: usize, found: &mut Vec<String>) {
    let Some(tree) = parse::tree(source).filter(|_| deepest > 0) else { return };
    for id in all(&tree) {
        if let Some(source) = tree.attribute(id, "srcdoc") {
            name(source, deepest - 1, found);
        } else {
            let src = tree.attribute(id, "src").map(str::trim).filter(|it| !it.is_empty());
            found.extend(src.map(str::to_owned));
        }
    }
}

/// The frames of a tree, in its order.
pub(super) fn all(tree: &Tree) -> Vec<Id> {
    let mut found = Vec::new();
    tree.walk(DOCUMENT, &mut |step| {
        if let Step::Into(id) = step {
            found.extend(Some(id).filter(|it| is_frame(tree, *it)));
        }
        true
    });
    found
}

pub(super) fn is_frame(tree: &Tree, id: Id) -> bool {
    matches!(tree.name(id), "iframe" | "frame")
}

/// The source in a frame with the page that it belongs to, if it is at hand.
pub(super) fn page<'a>(tree: &'a Tree, id: Id, around: &'a Saved) -> Option<(&'a str, &'a Saved)> {
    if let Some(source) = tree.attribute(id, "srcdoc") {
        return Some((source, around));
    }
    let page = around.frames.get(tree.attribute(id, "src")?.trim())?;
    Some((&page.text, page))
}

/// How much is seen of what is in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Room {
    None,
    /// So little that nobody can tell.
    Little,
    Enough,
}

/// The room that a frame has by itself, whatever is around it.
pub(super) fn room(tree: &Tree, id: Id, styles: &Styles) -> Room {
    let (sure, other) = styles.judged(tree, id, Part::Whole, &|style| own_room(tree, id, style));
    let room = if other.is_some() { sure.min(Room::Little) } else { sure };
    room.min(share(tree, id))
}

fn own_room(tree: &Tree, id: Id, style: &Style<'_>) -> Room {
    let side = |name: &str| {
        let own = tree.attribute(id, name).unwrap_or_default().trim();
        ["max-", ""]
            .iter()
            .filter_map(|it| style.get(&format!("{it}{name}")))
            .map(of_length)
            .min()
            .unwrap_or_else(|| of_length(own))
    };
    side("width").min(side("height"))
}

fn of_length(text: &str) -> Room {
    /// Pixels: a line with its label.
    const LINE: f32 = 16.0;
    match length(text) {
        Some((size, _)) if size <= 0.0 => Room::None,
        Some((size, "" | "px" | "pt")) if size <= 1.0 => Room::None,
        Some((size, "" | "px" | "pt")) if size < LINE => Room::Little,
        _ => Room::Enough,
    }
}

/// What a frameset gives a frame: `rows="0,*"` hides the first.
fn share(tree: &Tree, id: Id) -> Room {
    let set = tree.parent(id).filter(|it| tree.name(*it) == "frameset");
    let Some(set) = set else { return Room::Enough };
    let shares = |name: &str| -> Vec<Room> {
        let list = tree.attribute(set, name).unwrap_or_default().split(',');
        list.map(|it| of_length(it.trim())).collect()
    };
    let (columns, rows) = (shares("cols"), shares("rows"));
    let elements = tree.children(set).filter(|it| matches!(tree.name(*it), "frame" | "frameset"));
    let at = elements.take_while(|it| *it != id).count();
    let column = columns.get(at % columns.len().max(1));
    let row = rows.get(at / columns.len().max(1));
    // What has no place is not drawn.
    let own = column.zip(row).map_or(Room::None, |it| *it.0.min(it.1));
    own.min(share(tree, set))
}

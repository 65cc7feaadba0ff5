//! What of a page is not to be seen.

use super::tree::{Id, Tree};

/// Elements whose content is no text of the page, or one that no longer counts.
const NO_TEXT: [&str; 26] = [
    "audio", "button", "canvas", "datalist", "del", "head", "iframe", "math", "meter", "noembed",
    "noframes", "noscript", "object", "progress", "rp", "rt", "s", "script", "select", "strike",
    "style", "svg", "template", "textarea", "title", "video",
];

/// Whether what is in it is no text of the page.
pub(super) fn is_mute(tree: &Tree, id: Id) -> bool {
    NO_TEXT.contains(&tree.name(id)) || is_hidden(tree, id)
}

/// Whether an element says of itself that it is hidden or struck through.
pub(super) fn is_hidden(tree: &Tree, id: Id) -> bool {
    tree.attribute(id, "hidden").is_some()
        || tree.name(id) == "dialog" && tree.attribute(id, "open").is_none()
        || tree.attribute(id, "style").is_some_and(hides)
}

fn hides(style: &str) -> bool {
    style.split(';').filter_map(|it| it.split_once(':')).any(|(name, value)| {
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end();
        match name.trim().to_ascii_lowercase().as_str() {
            "display" => value == "none",
            "visibility" => matches!(value, "hidden" | "collapse"),
            "text-decoration" | "text-decoration-line" => value.contains("line-through"),
            "opacity" | "font-size" => value.trim_end_matches("px").parse() == Ok(0.0),
            _ => false,
        }
    })
}

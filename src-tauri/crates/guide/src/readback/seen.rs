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

/// Whether an element says of itself that it is hidden or struck through, or lies folded up in another.
pub(super) fn is_hidden(tree: &Tree, id: Id) -> bool {
    tree.attribute(id, "hidden").is_some()
        || tree.name(id) == "dialog" && tree.attribute(id, "open").is_none()
        || is_folded(tree, id)
        || tree.attribute(id, "style").is_some_and(hides)
}

/// Whether it is in a `details` that is closed, and not its head.
pub(super) fn is_folded(tree: &Tree, id: Id) -> bool {
    let closed = |it: Id| tree.name(it) == "details" && tree.attribute(it, "open").is_none();
    tree.name(id) != "summary" && tree.parent(id).is_some_and(closed)
}

/// Whether the text in it is set from right to left, whatever it is: `110` stands there as 011.
pub(super) fn is_turned(tree: &Tree, id: Id) -> bool {
    let style = tree.attribute(id, "style").unwrap_or_default();
    let says = |name: &str, value: &str| declared(style).any(|it| it.0 == name && it.1 == value);
    let right = tree.attribute(id, "dir").is_some_and(|it| it.eq_ignore_ascii_case("rtl"));
    let over = ["bidi-override", "isolate-override"].iter().any(|it| says("unicode-bidi", it));
    (right || says("direction", "rtl")) && (tree.name(id) == "bdo" || over)
}

/// The declarations of a style, in small letters.
pub(super) fn declared(style: &str) -> impl Iterator<Item = (String, String)> {
    style.split(';').filter_map(|it| it.split_once(':')).map(|(name, value)| {
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim_end().to_owned();
        (name.trim().to_ascii_lowercase(), value)
    })
}

/// Whether declarations hide what they are for, strike it through, or move it out of the window.
pub(super) fn hides(style: &str) -> bool {
    /// Pixels: further than any window reaches.
    const OUTSIDE: f32 = -500.0;
    let number = |it: &str| -> Option<f32> {
        it.trim_end_matches(|it: char| it.is_ascii_alphabetic() || it == '%').parse().ok()
    };
    let (mut flat, mut cut) = (false, false);
    for (name, value) in declared(style) {
        let hidden = match &*name {
            "display" => value == "none",
            "visibility" => matches!(&*value, "hidden" | "collapse"),
            "content-visibility" => value == "hidden",
            "text-decoration" | "text-decoration-line" => value.contains("line-through"),
            "opacity" | "font-size" => number(&value) == Some(0.0),
            "left" | "right" | "top" | "bottom" | "text-indent" | "margin-left" | "margin-top" => {
                number(&value).is_some_and(|it| it <= OUTSIDE)
            }
            "clip" => value.starts_with("rect(0") || value.starts_with("rect(1px"),
            "clip-path" => matches!(&*value, "inset(50%)" | "inset(100%)"),
            "transform" => value == "scale(0)",
            "width" | "height" | "max-width" | "max-height" => {
                flat |= number(&value) == Some(0.0);
                false
            }
            "overflow" => {
                cut |= matches!(&*value, "hidden" | "clip");
                false
            }
            _ => false,
        };
        if hidden || flat && cut {
            return true;
        }
    }
    false
}

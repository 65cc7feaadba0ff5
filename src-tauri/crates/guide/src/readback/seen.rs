//! What of a page is to be seen.

use super::{
    color::is_pale,
    frames,
    styles::{Part, Style, Styles},
    transform::{self, FAR, is_turned_over, length},
    tree::{DOCUMENT, Id, Sight, Step, Tree},
};

/// Elements whose content is no text of the page, or one that no longer counts.
const NO_TEXT: [&str; 26] = [
    "audio", "button", "canvas", "datalist", "del", "head", "iframe", "math", "meter", "noembed",
    "noframes", "noscript", "object", "progress", "rp", "rt", "s", "script", "select", "strike",
    "style", "svg", "template", "textarea", "title", "video",
];

/// Whether what is in it is no text of the page.
pub(crate) fn is_mute(tree: &Tree, id: Id) -> bool {
    NO_TEXT.contains(&tree.name(id)) || tree.sight(id).gone
}

/// Whether an element, or a text, itself is not to be seen. Others in it may be.
pub(crate) fn is_hidden(tree: &Tree, id: Id) -> bool {
    let sight = tree.sight(id);
    sight.gone || sight.blank
}

/// All text in an element, seen or not: what is shut while a page is saved counts as well.
pub(crate) fn all_text(tree: &Tree, top: Id) -> String {
    let mut text = String::new();
    tree.walk(top, &mut |step| {
        if let Step::Into(id) = step {
            text.push_str(tree.text(id).unwrap_or_default());
        }
        true
    });
    text
}

/// The text in an element that is to be seen.
pub(crate) fn seen_text(tree: &Tree, top: Id) -> String {
    let mut text = String::new();
    tree.walk(top, &mut |step| match step {
        Step::Into(id) => {
            if !is_hidden(tree, id) {
                text.push_str(tree.text(id).unwrap_or_default());
            }
            !is_mute(tree, id)
        }
        Step::OutOf(_) => false,
    });
    text
}

/// Looks at every element and text, once. `has_label` knows the portal's labels: what holds one is not hidden from it, and a frame
/// holds them with their values.
pub(crate) fn look(tree: &mut Tree, styles: &Styles, has_label: &dyn Fn(&str) -> bool) {
    let mut sights = vec![Sight::default(); tree.0.len()];
    // What passes from each of the elements around to those in it.
    let mut around = vec![Passed::default()];
    // Those that may be hidden: whether a label is found in them, whether that shows them, and whether they are hidden without.
    let mut open: Vec<(Id, bool, bool, bool)> = Vec::new();
    tree.walk(DOCUMENT, &mut |step| {
        let id = match step {
            Step::Into(id) => id,
            Step::OutOf(id) => {
                around.pop();
                if let Some((_, label, shows, bare)) = open.pop_if(|it| it.0 == id)
                    && let Some(it) = sights.get_mut(id)
                {
                    (it.veiled, it.faint) = (if label { !shows } else { bare }, label && !shows);
                }
                return false;
            }
        };
        let outer = around.last().copied().unwrap_or_default();
        let folded = is_folded(tree, id);
        let (seen, passed) = if tree.name(id).is_empty() {
            (Seen { gone: folded, ..Seen::default() }, outer)
        } else {
            let (seen, other) =
                styles.judged(tree, id, Part::Whole, &|style| seen(tree, id, style));
            let faint = is_faint(tree, id) || seen.flat;
            // What is hidden from readers alone is an icon or a star.
            let bare = tree.attribute(id, "role") == Some("tooltip") || seen.flat;
            let hides = other.is_some() || seen.unsure || seen.moved || styles.may_hide(tree, id);
            if hides || faint {
                open.push((id, false, !faint, hides || bare));
            }
            let seen = Seen { gone: seen.gone && other.is_none() || folded, ..seen };
            (seen, outer.into(seen))
        };
        let has_label = || tree.text(id).is_some_and(has_label) || frames::is_frame(tree, id);
        if !open.is_empty() && has_label() {
            for it in &mut open {
                it.1 = true;
            }
        }
        let blank = passed.hidden || passed.tiny || passed.dotted;
        let sight = Sight { gone: seen.gone, blank, turned: seen.turned, ..Sight::default() };
        if let Some(it) = sights.get_mut(id) {
            *it = sight;
        }
        around.push(passed);
        true
    });
    for (node, sight) in tree.0.iter_mut().zip(sights) {
        node.sight = sight;
    }
}

/// Whether a part with this style, or its words, would be seen.
pub(super) fn is_drawn(tree: &Tree, id: Id, style: &Style<'_>) -> bool {
    let seen = seen(tree, id, style);
    let hidden = [seen.hidden, seen.tiny, seen.dotted].contains(&Some(true));
    !seen.gone && !hidden && !seen.unsure
}

/// What an element's style says of it.
#[derive(Default, Clone, Copy, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that was seen by itself")]
struct Seen {
    /// It and all in it are not shown, struck through, or out of the window.
    gone: bool,
    hidden: Option<bool>,
    tiny: Option<bool>,
    dotted: Option<bool>,
    /// A style that is not understood may hide it: letters without a colour, or as white as the page, a filter, a movement.
    unsure: bool,
    /// The text in it is set from right to left whatever it is: `110` stands there as 011.
    turned: bool,
    /// It stands elsewhere than its source: what it is beside cannot be told.
    moved: bool,
    /// Its lines have no height.
    flat: bool,
}

/// What an element passes on to those in it, unless they say otherwise.
#[derive(Default, Clone, Copy)]
struct Passed {
    hidden: bool,
    tiny: bool,
    dotted: bool,
}

impl Passed {
    fn into(self, seen: Seen) -> Self {
        Self {
            hidden: seen.hidden.unwrap_or(self.hidden),
            tiny: seen.tiny.unwrap_or(self.tiny),
            dotted: seen.dotted.unwrap_or(self.dotted),
        }
    }
}

/// Whether it is in a `details` that is closed, and not its head.
fn is_folded(tree: &Tree, id: Id) -> bool {
    let closed = |it: Id| tree.name(it) == "details" && tree.attribute(it, "open").is_none();
    tree.name(id) != "summary" && tree.parent(id).is_some_and(closed)
}

fn seen(tree: &Tree, id: Id, style: &Style<'_>) -> Seen {
    let is = |name: &str, values: &[&str]| style.get(name).is_some_and(|it| values.contains(&it));
    // A style that says how to show it counts more than these.
    let closed = tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "popover").is_some()
        || tree.name(id) == "dialog" && tree.attribute(id, "open").is_none();
    let gone = style.get("display").map_or(closed, |it| match it {
        "none" => true,
        "revert" | "revert-layer" => closed,
        _ => false,
    });
    // A shadow of its own is drawn in place of what is in it.
    let shadowed = tree
        .children(id)
        .any(|it| tree.name(it) == "template" && tree.attribute(it, "shadowrootmode").is_some());
    let pale = tree.name(id) == "font"
        && tree.attribute(id, "color").is_some_and(|it| is_pale(&it.to_ascii_lowercase()));
    let right = tree.attribute(id, "dir").is_some_and(|it| it.eq_ignore_ascii_case("rtl"));
    Seen {
        gone: gone || is_away(style),
        hidden: style.get("visibility").and_then(|it| match it {
            "hidden" | "collapse" => Some(true),
            "visible" => Some(false),
            _ => None,
        }),
        tiny: style.get("font-size").and_then(|it| match length(it)? {
            (size, "" | "px" | "pt") if size <= 1.0 => Some(true),
            (size, "em" | "rem") if size <= 0.1 => Some(true),
            (size, "%") if size <= 10.0 => Some(true),
            (0.0, _) => Some(true),
            (_, "em" | "%") => None,
            _ => Some(false),
        }),
        dotted: style.get("-webkit-text-security").map(|it| it != "none"),
        unsure: is_unsure(style) || shadowed || pale && style.get("color").is_none(),
        turned: style.get("direction").map_or(right, |it| it == "rtl")
            && (tree.name(id) == "bdo"
                || is("unicode-bidi", &["bidi-override", "isolate-override"])),
        moved: is_moved(style),
        flat: style.get("line-height").and_then(length).is_some_and(|it| it.0 < 0.1),
    }
}

/// Whether an element says that it is no part of what is read: a window that is shut, what is shown beside the pointer.
fn is_faint(tree: &Tree, id: Id) -> bool {
    tree.attribute(id, "aria-hidden") == Some("true")
        || tree.attribute(id, "role") == Some("tooltip")
}

/// Whether nobody can know from a style that what it is for is seen.
fn is_unsure(style: &Style<'_>) -> bool {
    const SHOW: [&str; 8] = [
        "display",
        "visibility",
        "opacity",
        "font-size",
        "color",
        "clip-path",
        "transform",
        "position",
    ];
    const FILTERS: [&str; 5] = ["opacity(", "brightness(", "contrast(", "blur(", "url("];
    let get = |name: &str| style.get(name).unwrap_or_default();
    let other = |name: &str| !matches!(get(name), "" | "none" | "auto" | "inset(0)" | "inset(0px)");
    // As the letters' colour is what they stand on.
    let same = |ground: &str| !get(ground).is_empty() && get(ground) == get("color");
    ["color", "-webkit-text-fill-color"].iter().any(|it| is_pale(get(it)))
        || ["background", "background-color"].iter().any(|it| same(it))
        || FILTERS.iter().any(|it| get("filter").contains(it))
        || ["mask", "clip-path", "animation", "animation-name"].iter().any(|it| other(it))
        || SHOW.iter().any(|it| get(it).contains("var(") || get(it).contains('\\'))
        || get("font-size").contains('(')
        || length(get("opacity")).is_some_and(|it| it.0 < if it.1 == "%" { 20.0 } else { 0.2 })
        || length(get("letter-spacing")).is_some_and(|(size, unit)| match unit {
            "em" | "rem" => size < -0.3,
            _ => size < -4.0,
        })
        || get("z-index").starts_with('-')
        || is_turned_over(style)
}

/// Whether a style sets an element elsewhere in the window.
fn is_moved(style: &Style<'_>) -> bool {
    let set = |it: &&str| style.get(it).filter(|it| *it != "auto");
    let mut sides = ["left", "right", "top", "bottom"].iter().filter_map(set);
    let placed = match style.get("position") {
        Some("absolute" | "fixed") => sides.next().is_some(),
        Some("relative") => sides.filter_map(length).any(|(size, unit)| {
            let size = if matches!(unit, "" | "px" | "pt") { size } else { size * FAR };
            size.abs() >= FAR
        }),
        _ => false,
    };
    placed || transform::is_moved(style)
}

/// Whether a style takes an element out of sight that is laid out all the same.
fn is_away(style: &Style<'_>) -> bool {
    let get = |name: &str| style.get(name).unwrap_or_default();
    let far = |it: &str| is_far(get(it));
    let flat = |it: &str| {
        length(get(it)).is_some_and(|(size, unit)| size == 0.0 || size <= 1.0 && unit == "px")
    };
    // What grows to its room is given no width of its own.
    let grows = ["flex", "flex-grow", "min-width", "min-height"]
        .iter()
        .any(|it| !matches!(get(it), "" | "0" | "none"));
    let placed = matches!(get("position"), "absolute" | "fixed" | "relative" | "sticky");
    let opacity = length(get("opacity"))
        .is_some_and(|(size, unit)| size < if unit == "%" { 5.0 } else { 0.05 });
    let transform = get("transform").replace(' ', "");
    let moved = ["translate(-", "translatex(-", "translatey(-", "translate3d(-"].iter().any(|it| {
        let behind = transform.split_once(it).map_or("", |it| it.1);
        let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
        digits.len() > 3 && behind.get(digits.len()..).is_some_and(|it| it.starts_with("px"))
    });
    get("content-visibility") == "hidden"
        || get("text-decoration-line").contains("line-through")
        || opacity
        || ["text-indent", "margin-left", "margin-top"].iter().any(|it| far(it))
        || length(get("text-indent")).is_some_and(|(size, unit)| match unit {
            "%" => size >= 100.0,
            "em" | "rem" => size >= 32.0,
            _ => size >= 500.0,
        })
        || placed && ["left", "right", "top", "bottom"].iter().any(|it| far(it))
        || placed && get("inset").split_ascii_whitespace().any(is_far)
        || get("translate").split_ascii_whitespace().any(is_far)
        || [get("scale"), get("zoom")].iter().any(|it| length(it).is_some_and(|it| it.0 == 0.0))
        || ["rect(0", "rect(1px"].iter().any(|it| get("clip").starts_with(it))
        || ["inset(50%", "inset(100%", "circle(0"].iter().any(|it| get("clip-path").starts_with(it))
        || ["scale(0)", "scale(0,", "scalex(0)", "scaley(0)"]
            .iter()
            .any(|it| transform.contains(it))
        || moved
        || matches!(get("overflow"), "hidden" | "clip")
            && (flat("max-width")
                || flat("max-height")
                || !grows && (flat("width") || flat("height")))
}

/// Whether it is further than any window reaches.
fn is_far(value: &str) -> bool {
    /// Pixels.
    const OUTSIDE: f32 = -500.0;
    length(value).is_some_and(|(size, unit)| match unit {
        "em" | "rem" => size * 16.0 <= OUTSIDE,
        "%" | "vw" | "vh" => size <= -100.0,
        _ => size <= OUTSIDE,
    })
}

//! What style sheets draw otherwise than the source of a page has it: words before and behind those of an element, and its
//! parts in another order.

use html5ever::local_name;

use super::{
    seen::is_drawn,
    styles::{Part, Style, Styles},
    tree::{BLOCKS, Content, DOCUMENT, Id, Node, Step, Tree},
};

/// What is drawn otherwise.
#[derive(Default)]
pub(super) struct Drawn {
    words: Vec<(Id, Part, String)>,
    /// Texts in capitals or small letters.
    letters: Vec<(Id, String)>,
    orders: Vec<(Id, Vec<Id>)>,
}

impl Drawn {
    /// Of everything that styles say, or may say.
    pub(super) fn of(tree: &Tree, styles: &Styles) -> Self {
        let mut places = vec![Place::default(); tree.0.len()];
        let (mut words, mut letters) = (Vec::new(), Vec::new());
        let mut around = vec![Place::default()];
        tree.walk(DOCUMENT, &mut |step| {
            let id = match step {
                Step::Into(id) => id,
                Step::OutOf(_) => {
                    around.pop();
                    return false;
                }
            };
            let outer = around.last().copied().unwrap_or_default();
            let mut place = Place::default();
            if let Some(text) = tree.text(id) {
                let drawn = outer.case.of(text);
                letters.extend(drawn.filter(|it| it != text).map(|it| (id, it)));
            }
            if !tree.name(id).is_empty() {
                let of = |style: &Style<'_>| Place::of(tree, id, style, &outer);
                let (sure, other) = styles.judged(tree, id, Part::Whole, &of);
                place = other.filter(Place::moves).unwrap_or(sure);
                for part in [Part::Before, Part::After] {
                    let said = |style: &Style<'_>| said(tree, id, style);
                    let (sure, other) = styles.judged(tree, id, part, &said);
                    words.extend(other.flatten().or(sure).map(|it| (id, part, it)));
                }
            }
            around.push(place);
            places.get_mut(id).into_iter().for_each(|it| *it = place);
            true
        });
        let mut orders = Vec::new();
        tree.walk(DOCUMENT, &mut |step| {
            if let Step::Into(id) = step {
                orders.extend(order(tree, id, &places).map(|it| (id, it)));
            }
            true
        });
        Self { words, letters, orders }
    }

    /// Makes the tree what is seen; whether that is anything else than before.
    pub(super) fn draw(self, tree: &mut Tree) -> bool {
        let any = !self.words.is_empty() || !self.letters.is_empty() || !self.orders.is_empty();
        for (id, parts) in self.orders {
            tree.set_children(id, &parts);
        }
        for (id, text) in self.letters {
            tree.0.get_mut(id).into_iter().for_each(|it| it.content = Content::Text(text.clone()));
        }
        for (id, part, words) in self.words {
            let mut parts: Vec<Id> = tree.children(id).collect();
            let span = tree.0.len();
            let element = Content::Element(local_name!("span"), Vec::new());
            tree.0.push(Node { content: element, ..Node::default() });
            tree.0.push(Node { content: Content::Text(words), ..Node::default() });
            tree.set_children(span, &[span + 1]);
            parts.insert(if part == Part::Before { 0 } else { parts.len() }, span);
            tree.set_children(id, &parts);
        }
        any
    }
}

/// How an element is set among others, and sets what is in it.
#[derive(Default, Clone, Copy, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that a style says by itself")]
struct Place {
    /// Begins a line of its own.
    block: bool,
    /// To the left (-1) or right (1) of its line.
    float: i32,
    /// Its place among others by number.
    order: (i32, i32),
    /// Sets what is in it by their numbers, and in the opposite order.
    numbers: bool,
    reversed: bool,
    /// Lines run from right to left.
    turned: bool,
    case: Case,
}

/// What letters are drawn as.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum Case {
    #[default]
    Plain,
    Upper,
    Lower,
    /// The first of each word in capitals.
    Title,
}

impl Case {
    /// A text as it is drawn; nothing where it is drawn as it stands.
    fn of(self, text: &str) -> Option<String> {
        match self {
            Self::Plain => None,
            Self::Upper => Some(text.to_uppercase()),
            Self::Lower => Some(text.to_lowercase()),
            Self::Title => {
                let (mut drawn, mut inside) = (String::new(), false);
                for c in text.chars() {
                    if inside {
                        drawn.push(c);
                    } else {
                        drawn.extend(c.to_uppercase());
                    }
                    inside = c.is_alphanumeric();
                }
                Some(drawn)
            }
        }
    }
}

impl Place {
    fn of(tree: &Tree, id: Id, style: &Style<'_>, around: &Self) -> Self {
        let get = |name: &str| style.get(name).unwrap_or_default();
        let number = |name: &str| {
            let first = get(name).split(['/', ' ']).next().unwrap_or_default();
            first.parse::<i32>().unwrap_or_default()
        };
        let (display, name) = (get("display"), tree.name(id));
        let numbers = display.contains("flex") || display.contains("grid");
        let side = tree.attribute(id, "dir").unwrap_or_default();
        let turned = match (get("direction"), &*side.to_ascii_lowercase()) {
            ("rtl", _) | ("", "rtl") => true,
            ("ltr", _) | ("", "ltr") => false,
            _ => around.turned,
        };
        let upright = get("flex-direction").contains("column");
        let reverse = ["flex-direction", "flex-wrap"].iter().any(|it| get(it).contains("reverse"));
        let rows = name == "tr" || numbers && !upright;
        // The first row and column are where things are anyway.
        let (row, column) = (number("grid-row"), number("grid-column"));
        let cell = (row - 1).max(0).saturating_mul(1000).saturating_add((column - 1).max(0));
        Self {
            block: match display {
                "" => BLOCKS.contains(&name) || matches!(name, "table" | "tr" | "dt" | "dd"),
                it => !it.starts_with("inline"),
            },
            float: match get("float") {
                "left" | "inline-start" => -1,
                "right" | "inline-end" => 1,
                _ => 0,
            },
            order: (number("order"), cell),
            numbers,
            reversed: (numbers && reverse) != (turned && rows),
            turned,
            case: match get("text-transform") {
                "uppercase" => Case::Upper,
                "lowercase" => Case::Lower,
                "capitalize" => Case::Title,
                "none" | "initial" => Case::Plain,
                _ => around.case,
            },
        }
    }

    fn moves(&self) -> bool {
        self.float > 0 || self.order != (0, 0) || self.reversed || self.case != Case::Plain
    }
}

/// The parts of an element as they are seen, if that is not their order in the source.
fn order(tree: &Tree, id: Id, places: &[Place]) -> Option<Vec<Id>> {
    let place = |it: Id| places.get(it).copied().unwrap_or_default();
    let parts: Vec<Id> = tree.children(id).collect();
    let own = place(id);
    let mut seen = parts.clone();
    if own.numbers {
        seen.sort_by_key(|it| place(*it).order);
    } else if parts.iter().any(|it| place(*it).float != 0) {
        seen = floated(tree, &parts, &place);
    }
    if own.reversed {
        seen.reverse();
    }
    (seen != parts).then_some(seen)
}

/// What floats stands at the ends of its line; the first to the right is the last there.
fn floated(tree: &Tree, parts: &[Id], place: &dyn Fn(Id) -> Place) -> Vec<Id> {
    let mut seen = Vec::new();
    let mut line: Vec<Id> = Vec::new();
    let flush = |line: &mut Vec<Id>, seen: &mut Vec<Id>| {
        let side = |wanted: i32| move |it: &Id| place(*it).float == wanted;
        seen.extend(line.iter().copied().filter(side(-1)));
        seen.extend(line.iter().copied().filter(side(0)));
        seen.extend(line.iter().rev().copied().filter(side(1)));
        line.clear();
    };
    for part in parts.iter().copied() {
        let ends = tree.name(part) == "br" || place(part).block && place(part).float == 0;
        // A block that follows what floats to the right stands before it.
        let beside = ends && tree.name(part) != "br" && line.iter().any(|it| place(*it).float > 0);
        if beside || !ends {
            line.push(part);
        }
        if ends {
            flush(&mut line, &mut seen);
        }
        if ends && !beside {
            seen.push(part);
        }
    }
    flush(&mut line, &mut seen);
    seen
}

/// The words that a style draws before or behind an element; signs and icons are none.
fn said(tree: &Tree, id: Id, style: &Style<'_>) -> Option<String> {
    let content = style.get("content").filter(|_| is_drawn(tree, id, style))?;
    let words = spelt(content, &|it| tree.attribute(id, it).unwrap_or_default());
    words.chars().any(char::is_alphanumeric).then_some(words)
}

/// What `"a" attr(b) "\674e" counter(c)` comes to.
fn spelt<'a>(content: &str, attribute: &dyn Fn(&str) -> &'a str) -> String {
    let mut words = String::new();
    let mut rest = content;
    while let Some(c) = rest.chars().next() {
        let behind = rest.get(c.len_utf8()..).unwrap_or_default();
        if matches!(c, '"' | '\'') {
            rest = quoted(behind, c, &mut words);
        } else if let Some(inside) = rest.strip_prefix("attr(") {
            let name = inside.split([')', ',', ' ']).next().unwrap_or_default();
            words.push_str(attribute(name));
            rest = inside.split_once(')').map_or("", |it| it.1);
        } else if let Some(inside) = rest.strip_prefix("counter") {
            words.push('1');
            rest = inside.split_once(')').map_or("", |it| it.1);
        } else if c == '/' {
            // What follows is read out, and not seen.
            break;
        } else {
            rest = behind;
        }
    }
    words
}

/// Reads a string up to its mark; what follows it.
fn quoted<'a>(text: &'a str, mark: char, words: &mut String) -> &'a str {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        if c == mark {
            break;
        }
        if c != '\\' {
            words.push(c);
            continue;
        }
        let digits = rest.chars().take(6).take_while(char::is_ascii_hexdigit).count();
        let (code, behind) = rest.split_at(digits);
        if digits > 0 {
            words.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
            rest = behind.strip_prefix(|it: char| it.is_ascii_whitespace()).unwrap_or(behind);
        } else if let Some(itself) = rest.chars().next() {
            words.push(itself);
            rest = rest.get(itself.len_utf8()..).unwrap_or_default();
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_content_says() {
        for (content, words) in [
            (r#""李四""#, "李四"),
            (r#"'a' " b""#, "a b"),
            (r#""\674e\56db ""#, "李四"),
            (r#""\201c x\"""#, "\u{201c}x\""),
            ("attr(data-v)", "李四"),
            (r#""(" attr(data-v, "x") ")""#, "(李四)"),
            (r#"counter(n) "." "#, "1."),
            (r#""\f007" / "user""#, "\u{f007}"),
            ("none", ""),
            ("url(a.png)", ""),
            (r#""open"#, "open"),
        ] {
            assert_eq!(spelt(content, &|_| "李四"), words, "{content}");
        }
    }
}

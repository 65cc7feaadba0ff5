//! A style sheet taken apart into rules, as CSS Syntax 3 has it: what may hide an element, and for whom.

use std::rc::Rc;

use super::selector::{Hit, Selector};

/// What is looked at of an element's style.
const READ: [&str; 53] = [
    "-webkit-text-fill-color",
    "-webkit-text-security",
    "animation",
    "animation-name",
    "background",
    "background-color",
    "bottom",
    "clip",
    "clip-path",
    "color",
    "content",
    "content-visibility",
    "direction",
    "display",
    "filter",
    "flex",
    "flex-direction",
    "flex-grow",
    "flex-wrap",
    "float",
    "font-size",
    "grid-column",
    "grid-row",
    "height",
    "inset",
    "left",
    "letter-spacing",
    "line-height",
    "margin-left",
    "margin-top",
    "mask",
    "max-height",
    "max-width",
    "min-height",
    "min-width",
    "opacity",
    "order",
    "overflow",
    "position",
    "right",
    "rotate",
    "scale",
    "text-decoration-line",
    "text-indent",
    "text-transform",
    "top",
    "transform",
    "translate",
    "unicode-bidi",
    "visibility",
    "width",
    "z-index",
    "zoom",
];

/// `name: value`, in small letters, and whether it is `!important`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Declaration {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) important: bool,
}

pub(super) struct Rule {
    pub(super) selector: Selector,
    pub(super) part: Part,
    pub(super) declarations: Rc<[Declaration]>,
    /// Whether it counts: not, if it is for paper; perhaps, if for windows of some width.
    pub(super) counts: Hit,
}

/// What of an element a rule is for: itself, or what is drawn before and behind what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Whole,
    Before,
    After,
}

impl Part {
    /// The selector of the element whose part it is.
    fn of(selector: &str) -> (Self, String) {
        let selector = selector.trim();
        let names = [(Self::Before, ":before"), (Self::Before, ":marker"), (Self::After, ":after")];
        let (part, rest) = names
            .into_iter()
            .find_map(|(part, name)| {
                let at = selector.len().checked_sub(name.len())?;
                let (rest, end) = selector.split_at_checked(at)?;
                end.eq_ignore_ascii_case(name).then_some((part, rest))
            })
            .unwrap_or((Self::Whole, selector));
        let rest = if part == Self::Whole { rest } else { rest.strip_suffix(':').unwrap_or(rest) };
        let any = part != Self::Whole && (rest.is_empty() || rest.ends_with([' ', '>', '+', '~']));
        (part, format!("{rest}{}", if any { "*" } else { "" }))
    }
}

/// Rules and imports of sheets.
#[derive(Default)]
pub(super) struct Read {
    pub(super) rules: Vec<Rule>,
    /// Other sheets it wants.
    pub(super) imports: Vec<String>,
    /// Something in it is not understood.
    pub(super) strange: bool,
}

/// Rules that are kept; a sheet with more is not understood.
const MOST: usize = 30_000;

/// Blocks in blocks.
const DEEPEST: usize = 8;

impl Read {
    pub(super) fn sheet(&mut self, css: &str, counts: Hit) {
        self.rules(&without_comments(css), counts, DEEPEST);
    }

    fn rules(&mut self, css: &str, counts: Hit, deepest: usize) {
        for (before, body) in parts(css) {
            let before = before.trim();
            let Some(at) = before.strip_prefix('@') else {
                if let Some(body) = body {
                    self.rule(before, body, counts);
                }
                continue;
            };
            let name: String =
                at.chars().take_while(|it| it.is_ascii_alphabetic() || *it == '-').collect();
            let rest = at.get(name.len()..).unwrap_or_default().trim();
            match (&*name.to_ascii_lowercase(), body) {
                ("import", None) => {
                    self.imports.extend(url(rest).filter(|_| media(behind_url(rest)) > Hit::No));
                }
                (_, Some(_)) if deepest == 0 => self.strange = true,
                ("media", Some(body)) => self.rules(body, counts.min(media(rest)), deepest - 1),
                ("supports", Some(body)) => {
                    self.rules(body, counts.min(supports(rest)), deepest - 1);
                }
                ("layer" | "container" | "scope", Some(body)) => {
                    self.rules(body, counts.min(Hit::Maybe), deepest - 1);
                }
                _ => {}
            }
        }
    }

    fn rule(&mut self, selectors: &str, body: &str, counts: Hit) {
        // A rule in a rule.
        self.strange |=
            body.contains('{') && !body.contains(['"', '\'']) || self.rules.len() >= MOST;
        let declarations: Rc<[Declaration]> = declarations(body).into();
        if declarations.is_empty() || counts == Hit::No || self.rules.len() >= MOST {
            return;
        }
        for (part, selector) in cut(selectors, ',').into_iter().map(Part::of) {
            if let Some(selector) = Selector::parse(&selector) {
                let declarations = Rc::clone(&declarations);
                self.rules.push(Rule { selector, part, declarations, counts });
            }
        }
    }
}

/// The declarations at an element itself.
pub(super) fn inline(style: &str) -> Vec<Declaration> {
    declarations(&without_comments(style))
}

/// The declarations that are looked at, in their order.
pub(super) fn declarations(style: &str) -> Vec<Declaration> {
    let read = |it: &str| {
        let (name, value) = it.split_once(':')?;
        // What is written in numbers may be anything; what only old browsers understood is nothing.
        let (name, value) = if name.contains('\\') { ("display", "\\") } else { (name, value) };
        let value = Some(value.trim()).filter(|it| !it.ends_with("\\9") && !it.ends_with("\\0"))?;
        let name = match &*name.trim().to_ascii_lowercase() {
            "text-decoration" => "text-decoration-line".to_owned(),
            "overflow-x" | "overflow-y" => "overflow".to_owned(),
            "flex-flow" | "-webkit-flex-direction" => "flex-direction".to_owned(),
            "grid-column-start" => "grid-column".to_owned(),
            "grid-row-start" => "grid-row".to_owned(),
            "font" => "font-size".to_owned(),
            "-webkit-mask" | "-webkit-mask-image" | "mask-image" => "mask".to_owned(),
            "-webkit-transform" | "-moz-transform" | "-ms-transform" => "transform".to_owned(),
            name => name.to_owned(),
        };
        let name = READ.iter().find(|it| **it == name)?;
        let value = value.to_ascii_lowercase();
        let plain =
            value.strip_suffix("important").map(str::trim_end).and_then(|it| it.strip_suffix('!'));
        let important = plain.is_some();
        let value = plain.map_or(&*value, str::trim_end);
        let value = if *name == "font-size" { size(value) } else { value }.to_owned();
        (!value.is_empty()).then_some(Declaration { name, value, important })
    };
    cut(style, ';').into_iter().filter_map(read).collect()
}

/// The size in `italic 400 12px/1.5 serif`, and in `12px`.
fn size(font: &str) -> &str {
    let words = font.split_ascii_whitespace().filter_map(|it| it.split('/').next());
    let digit = |it: char| it.is_ascii_digit() || it == '.';
    let mut sizes = words.filter(|it| {
        it.starts_with(digit)
            && (it.trim_start_matches(['0', '.']).is_empty() || !it.ends_with(digit))
    });
    sizes.next().unwrap_or(font)
}

/// Whether a sheet is for the screen one reads at.
pub(super) fn media(query: &str) -> Hit {
    let one = |it: &str| {
        let it = it.trim().to_ascii_lowercase();
        match &*it {
            "" | "all" | "screen" | "only screen" | "only all" | "not print" => Hit::Yes,
            it if it.starts_with("not ") => Hit::Maybe,
            it => {
                let paper = |it: &str| {
                    matches!(
                        it,
                        "print"
                            | "speech"
                            | "aural"
                            | "braille"
                            | "embossed"
                            | "tty"
                            | "tv"
                            | "handheld"
                    )
                };
                let mut words = it.split(|it: char| !it.is_ascii_alphabetic());
                if words.any(paper) { Hit::No } else { Hit::Maybe }
            }
        }
    };
    query.split(',').map(one).max().unwrap_or(Hit::Yes)
}

/// Whether browsers of today are meant: what asks for one maker's may be or not.
fn supports(condition: &str) -> Hit {
    let condition = condition.to_ascii_lowercase();
    let of_some = ["not", "selector(", "-webkit-", "-moz-", "-ms-", "font-"];
    if of_some.iter().any(|it| condition.contains(it)) { Hit::Maybe } else { Hit::Yes }
}

/// `url("a.css") screen`, `"a.css"`.
fn url(text: &str) -> Option<String> {
    let (inside, _) = in_url(text)?;
    Some(inside.trim().trim_matches(['"', '\'']).to_owned()).filter(|it| !it.is_empty())
}

fn behind_url(text: &str) -> &str {
    in_url(text).map_or("", |it| it.1)
}

fn in_url(text: &str) -> Option<(&str, &str)> {
    if let Some(rest) = text.strip_prefix("url(").or_else(|| text.strip_prefix("URL(")) {
        return rest.split_once(')');
    }
    let quote = text.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    text.get(1..)?.split_once(quote)
}

fn without_comments(css: &str) -> String {
    let mut text = String::with_capacity(css.len());
    let (mut rest, mut quote) = (css, None);
    while let Some(c) = rest.chars().next() {
        if quote.is_none()
            && let Some(comment) = rest.strip_prefix("/*")
        {
            rest = comment.split_once("*/").map_or("", |it| it.1);
            text.push(' ');
            continue;
        }
        match quote {
            Some(it) if it == c || c == '\n' => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        let length = match rest.get(c.len_utf8()..).and_then(|it| it.chars().next()) {
            Some(next) if c == '\\' => c.len_utf8() + next.len_utf8(),
            _ => c.len_utf8(),
        };
        let (now, later) = rest.split_at(length);
        text.push_str(now);
        rest = later;
    }
    text.replace("<!--", " ").replace("-->", " ")
}

/// Rules one after the other: what stands before a block, and the block.
fn parts(css: &str) -> Vec<(&str, Option<&str>)> {
    let (mut parts, mut start, mut open, mut depth) = (Vec::new(), 0, 0, 0_usize);
    let part = |from: usize, to: usize| css.get(from..to).unwrap_or_default();
    for (at, c) in outside(css) {
        match c {
            '{' => {
                open = if depth == 0 { at } else { open };
                depth += 1;
            }
            '}' if depth == 1 => {
                parts.push((part(start, open), Some(part(open + 1, at))));
                (start, depth) = (at + 1, 0);
            }
            '}' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                parts.push((part(start, at), None));
                start = at + 1;
            }
            _ => {}
        }
    }
    // What is not closed ends with the sheet.
    if depth > 0 {
        parts.push((part(start, open), Some(part(open + 1, css.len()))));
    }
    parts
}

/// The pieces between separators.
fn cut(text: &str, separator: char) -> Vec<&str> {
    let mut start = 0;
    let mut pieces = Vec::new();
    let mut depth = 0_usize;
    for (at, c) in outside(text) {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if c == separator && depth == 0 => {
                pieces.push(text.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(text.get(start..).unwrap_or_default());
    pieces
}

/// The signs of a sheet that stand in no quotation marks and no round or square brackets.
fn outside(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut quote, mut escaped, mut depth) = (None, false, 0_usize);
    text.char_indices().filter(move |(_, c)| {
        if std::mem::take(&mut escaped) {
            return false;
        }
        match (quote, c) {
            (_, '\\') => escaped = true,
            (Some(it), c) => quote = quote.filter(|_| it != *c && *c != '\n'),
            (None, '"' | '\'') => quote = Some(*c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, '{' | '}' | ';' | ',') => return depth == 0,
            _ => {}
        }
        false
    })
}

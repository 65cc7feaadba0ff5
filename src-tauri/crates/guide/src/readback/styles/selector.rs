//! Which elements a selector of a style sheet means. What is not understood may mean an element or not.

use std::cell::Cell;

use super::super::tree::{Id, Tree};

/// Whether a rule is for an element. The worse of two is the less, the better the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hit {
    No,
    Maybe,
    Yes,
}

/// A selector: the element's own part first, then what it stands in or behind.
pub(super) struct Selector {
    parts: Vec<(Link, Vec<Test>)>,
    /// Of two rules the one with more counts.
    pub(super) weight: u32,
}

/// How an element stands to the one before it in a selector.
#[derive(Clone, Copy, PartialEq)]
enum Link {
    Inside,
    Child,
    Next,
    Behind,
}

enum Test {
    Tag(String),
    Id(String),
    Class(String),
    Attribute {
        name: String,
        sign: char,
        value: String,
    },
    Not(Vec<Vec<Test>>),
    Any(Vec<Vec<Test>>),
    First,
    Last,
    /// `:nth-child(an+b)`.
    Nth(i32, i32),
    Unknown,
}

/// Elements beside each other that are counted; of those behind them no number is certain.
const MOST_COUNTED: usize = 50;

/// Steps that are made for all selectors of a page together; then nothing is certain.
pub(super) struct Patience(Cell<usize>);

impl Default for Patience {
    fn default() -> Self {
        Self(Cell::new(4_000_000))
    }
}

impl Patience {
    fn is_over(&self) -> bool {
        self.0.set(self.0.get().saturating_sub(1));
        self.0.get() == 0
    }
}

impl Selector {
    /// Nothing for what means no element of a page at rest: its first line, one under the pointer, a mistake.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut cursor = Cursor(text.trim());
        let mut parts = vec![(Link::Inside, compound(&mut cursor)?)];
        while let Some(link) = cursor.link() {
            parts.push((link, compound(&mut cursor)?));
        }
        if !cursor.0.is_empty() {
            return None;
        }
        let weight = parts.iter().map(|it| weight(&it.1)).sum();
        // `a > b`: the sign before `b` says how `a` stands to it.
        let links: Vec<Link> = parts.iter().skip(1).map(|it| it.0).collect();
        for (part, link) in parts.iter_mut().zip(links) {
            part.0 = link;
        }
        parts.reverse();
        Some(Self { parts, weight })
    }

    /// The id, class or name that an element must have to be meant: `#a`, `.b`, `td`; `*` for any.
    pub(super) fn key(&self) -> String {
        let own = self.parts.first().map(|it| it.1.as_slice()).unwrap_or_default();
        let mut keys = own.iter().filter_map(|it| match it {
            Test::Id(it) => Some(format!("#{}", it.to_lowercase())),
            Test::Class(it) => Some(format!(".{}", it.to_lowercase())),
            Test::Tag(it) => Some(it.clone()),
            _ => None,
        });
        keys.next().unwrap_or_else(|| "*".to_owned())
    }

    pub(super) fn hit(&self, tree: &Tree, id: Id, patience: &Patience) -> Hit {
        self.from(0, tree, id, patience)
    }

    fn from(&self, at: usize, tree: &Tree, id: Id, patience: &Patience) -> Hit {
        let Some((_, own)) = self.parts.get(at) else { return Hit::Yes };
        if patience.is_over() {
            return Hit::Maybe;
        }
        let own = all(own, tree, id);
        let Some((link, _)) = self.parts.get(at + 1).filter(|_| own > Hit::No) else { return own };
        let next = |it: &Id| match link {
            Link::Inside | Link::Child => tree.parent(*it).filter(|it| !tree.name(*it).is_empty()),
            Link::Next | Link::Behind => before(tree, *it),
        };
        let far = matches!(link, Link::Inside | Link::Behind);
        let steps = std::iter::successors(next(&id), next).take(if far { usize::MAX } else { 1 });
        let mut best = Hit::No;
        for id in steps {
            best = best.max(self.from(at + 1, tree, id, patience));
            if best == Hit::Yes {
                break;
            }
        }
        own.min(best)
    }
}

/// The element before another.
fn before(tree: &Tree, id: Id) -> Option<Id> {
    let step = |it: &Id| tree.before(*it);
    std::iter::successors(step(&id), step).find(|it| !tree.name(*it).is_empty())
}

fn behind(tree: &Tree, id: Id) -> Option<Id> {
    let step = |it: &Id| tree.behind(*it);
    std::iter::successors(step(&id), step).find(|it| !tree.name(*it).is_empty())
}

fn all(tests: &[Test], tree: &Tree, id: Id) -> Hit {
    tests.iter().map(|it| it.hit(tree, id)).min().unwrap_or(Hit::Yes)
}

fn any(of: &[Vec<Test>], tree: &Tree, id: Id) -> Hit {
    of.iter().map(|it| all(it, tree, id)).max().unwrap_or(Hit::No)
}

impl Test {
    fn hit(&self, tree: &Tree, id: Id) -> Hit {
        let exact = |is: bool| if is { Hit::Yes } else { Hit::No };
        // Pages of an older kind pass over capitals.
        let named = |here: &str, wanted: &str| match here {
            _ if here == wanted => Hit::Yes,
            _ if here.eq_ignore_ascii_case(wanted) => Hit::Maybe,
            _ => Hit::No,
        };
        match self {
            Self::Tag(name) => exact(tree.name(id) == name),
            Self::Id(wanted) => tree.attribute(id, "id").map_or(Hit::No, |it| named(it, wanted)),
            Self::Class(wanted) => {
                let classes = tree.attribute(id, "class").unwrap_or_default();
                let hits = classes.split_ascii_whitespace().map(|it| named(it, wanted));
                hits.max().unwrap_or(Hit::No)
            }
            Self::Attribute { name, sign, value } => {
                let Some(here) = tree.attribute(id, name) else { return Hit::No };
                let full = !value.is_empty();
                exact(match sign {
                    '=' => here == value,
                    '~' => here.split_ascii_whitespace().any(|it| it == value),
                    '|' => here
                        .strip_prefix(&**value)
                        .is_some_and(|it| it.is_empty() || it.starts_with('-')),
                    '^' => full && here.starts_with(&**value),
                    '$' => full && here.ends_with(&**value),
                    '*' => full && here.contains(&**value),
                    _ => true,
                })
            }
            Self::Not(of) => match any(of, tree, id) {
                Hit::No => Hit::Yes,
                Hit::Maybe => Hit::Maybe,
                Hit::Yes => Hit::No,
            },
            Self::Any(of) => any(of, tree, id),
            Self::Nth(a, b) => {
                let earlier = |it: &Id| before(tree, *it);
                let place = std::iter::successors(Some(id), earlier).take(MOST_COUNTED + 1).count();
                let from = i32::try_from(place).unwrap_or_default().saturating_sub(*b);
                match place {
                    place if place > MOST_COUNTED => Hit::Maybe,
                    _ if *a == 0 => exact(from == 0),
                    _ => exact(from % a == 0 && from / a >= 0),
                }
            }
            Self::First => exact(before(tree, id).is_none()),
            Self::Last => exact(behind(tree, id).is_none()),
            Self::Unknown => Hit::Maybe,
        }
    }
}

/// Ids count more than any classes, and these more than any names.
fn weight(tests: &[Test]) -> u32 {
    let most = |of: &[Vec<Test>]| of.iter().map(|it| weight(it)).max().unwrap_or_default();
    let of = |test: &Test| match test {
        Test::Id(_) => 1 << 20,
        Test::Tag(_) => 1,
        Test::Not(of) | Test::Any(of) => most(of),
        _ => 1 << 10,
    };
    tests.iter().map(of).fold(0, u32::saturating_add)
}

/// `td.a#b[c=d]:not(.e)`.
fn compound(cursor: &mut Cursor<'_>) -> Option<Vec<Test>> {
    let mut tests = Vec::new();
    let start = cursor.0.len();
    loop {
        match cursor.0.chars().next() {
            Some('*') => cursor.pass('*'),
            Some('#') => {
                cursor.pass('#');
                tests.push(Test::Id(cursor.name()?));
            }
            Some('.') => {
                cursor.pass('.');
                tests.push(Test::Class(cursor.name()?));
            }
            Some('[') => tests.push(attribute(cursor.bracket('[', ']')?)?),
            Some(':') => tests.push(pseudo(cursor)?),
            Some(it) if is_of_name(it) && cursor.0.len() == start => {
                tests.push(Test::Tag(cursor.name()?.to_ascii_lowercase()));
            }
            _ => break,
        }
    }
    (cursor.0.len() < start).then_some(tests)
}

/// Nothing for what no element of a page at rest is.
fn pseudo(cursor: &mut Cursor<'_>) -> Option<Test> {
    cursor.pass(':');
    let name = cursor.name()?.to_ascii_lowercase();
    let inside = if cursor.0.starts_with('(') { Some(cursor.bracket('(', ')')?) } else { None };
    let compounds = || -> Option<Vec<Vec<Test>>> {
        let compound = |it: &str| {
            let mut cursor = Cursor(it.trim());
            compound(&mut cursor).filter(|_| cursor.0.is_empty())
        };
        // Brackets in brackets are not gone into.
        inside.filter(|it| !it.contains('('))?.split(',').map(compound).collect()
    };
    Some(match &*name {
        "not" => compounds().map_or(Test::Unknown, Test::Not),
        "is" | "where" | "matches" | "-webkit-any" => compounds().map_or(Test::Unknown, Test::Any),
        "first-child" => Test::First,
        "nth-child" => inside.and_then(nth).map_or(Test::Unknown, |it| Test::Nth(it.0, it.1)),
        "last-child" => Test::Last,
        "root" => Test::Tag("html".to_owned()),
        "link" | "any-link" => Test::Tag("a".to_owned()),
        "before" | "after" | "first-line" | "first-letter" | "hover" | "active" | "focus"
        | "focus-visible" | "focus-within" | "visited" | "target" => return None,
        _ => Test::Unknown,
    })
}

/// What `odd`, `3` and `2n + 1` stand for.
fn nth(text: &str) -> Option<(i32, i32)> {
    let text: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    match &*text.to_ascii_lowercase() {
        "odd" => Some((2, 1)),
        "even" => Some((2, 0)),
        it => match it.split_once('n') {
            Some((a, b)) => {
                let a = match a {
                    "" | "+" => 1,
                    "-" => -1,
                    a => a.parse().ok()?,
                };
                Some((a, if b.is_empty() { 0 } else { b.parse().ok()? }))
            }
            None => Some((0, it.parse().ok()?)),
        },
    }
}

/// `name^="value" i`.
fn attribute(text: &str) -> Option<Test> {
    let (name, rest) = text.split_once('=').map_or((text, None), |it| (it.0, Some(it.1)));
    let name = name.trim();
    let (bare, sign) = match name.chars().last() {
        Some(sign) if rest.is_some() && "~|^$*".contains(sign) => {
            (name.trim_end_matches(sign), sign)
        }
        _ => (name, if rest.is_some() { '=' } else { ' ' }),
    };
    let value = rest.unwrap_or_default().trim();
    if value.ends_with([' ', 'i', 's'])
        && value.contains(['"', '\''])
        && !value.ends_with(['"', '\''])
    {
        return Some(Test::Unknown);
    }
    let value = value.trim_matches(['"', '\'']).to_owned();
    let bare = bare.trim().to_ascii_lowercase();
    (!bare.is_empty()).then_some(Test::Attribute { name: bare, sign, value })
}

/// What is left of a selector.
struct Cursor<'a>(&'a str);

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '\\') || !c.is_ascii()
}

impl<'a> Cursor<'a> {
    fn pass(&mut self, c: char) {
        self.0 = self.0.strip_prefix(c).unwrap_or(self.0);
    }

    /// A name; `\:` stands for a colon, `\3a ` as well.
    fn name(&mut self) -> Option<String> {
        let mut name = String::new();
        while let Some(c) = self.0.chars().next().filter(|it| is_of_name(*it)) {
            self.pass(c);
            if c != '\\' {
                name.push(c);
                continue;
            }
            let digits = self.0.chars().take(6).take_while(char::is_ascii_hexdigit).count();
            if digits == 0 {
                let c = self.0.chars().next()?;
                self.pass(c);
                name.push(c);
                continue;
            }
            let (code, rest) = self.0.split_at(digits);
            name.extend(u32::from_str_radix(code, 16).ok().and_then(char::from_u32));
            self.0 = rest.strip_prefix(|it: char| it.is_ascii_whitespace()).unwrap_or(rest);
        }
        (!name.is_empty()).then_some(name)
    }

    /// What stands in brackets.
    fn bracket(&mut self, open: char, close: char) -> Option<&'a str> {
        let rest = self.0.strip_prefix(open)?;
        let mut depth = 1_usize;
        let mut quote = None;
        for (at, c) in rest.char_indices() {
            match quote {
                Some(it) if it == c => quote = None,
                None if matches!(c, '"' | '\'') => quote = Some(c),
                None if c == open => depth += 1,
                None if c == close => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.0 = rest.get(at + 1..)?;
                return rest.get(..at);
            }
        }
        None
    }

    /// What stands between two elements: a space or a sign.
    fn link(&mut self) -> Option<Link> {
        let rest = self.0.trim_start();
        let space = rest.len() < self.0.len();
        let (link, rest) = match rest.chars().next()? {
            '>' => (Link::Child, rest.get(1..)?),
            '+' => (Link::Next, rest.get(1..)?),
            '~' => (Link::Behind, rest.get(1..)?),
            _ if space => (Link::Inside, rest),
            _ => return None,
        };
        self.0 = rest.trim_start();
        Some(link)
    }
}

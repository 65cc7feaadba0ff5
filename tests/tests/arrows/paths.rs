//! Which file of a crate names which: `use` lines and paths in the code, followed through re-exports to where a thing is defined.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, slice,
    sync::LazyLock,
};

use regex::Regex;

type Path = Vec<String>;

/// The sources of a crate.
pub(crate) struct Crate(BTreeMap<Path, Module>);

struct Module {
    file: String,
    named: Vec<Named>,
    /// What its `use` lines bring in, by the name it has here.
    brought: BTreeMap<String, Path>,
    /// Of what its `use` lines bring in everything.
    globs: Vec<Path>,
    defined: BTreeSet<String>,
}

/// A path that stands in a file.
struct Named {
    line: usize,
    path: Path,
    /// Of a `use` line that shows it to others: a face, which names nothing for itself.
    shown: bool,
}

/// That a file names another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrow {
    pub(crate) from: String,
    line: usize,
    pub(crate) to: String,
}

impl fmt::Display for Arrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} names {}", self.from, self.line, self.to)
    }
}

fn regex(pattern: &'static str) -> Regex {
    Regex::new(pattern).unwrap()
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| regex(r"//[^\n]*"));
static TESTS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\n#\[cfg\(test\)\]\n(?:pub(?:\([^)]*\))? )?mod \w+ \{"));
static USE: LazyLock<Regex> = LazyLock::new(|| regex(r"(?m)^\s*(pub(?:\([^)]*\))? )?use ([^;]+);"));
static PATH: LazyLock<Regex> = LazyLock::new(|| regex(r"\b[A-Za-z_]\w*(?:::[A-Za-z_]\w*)+"));
static DEFINED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?m)\b(?:fn|struct|enum|trait|type|const|static|union|macro_rules!)\s+(\w+)")
});

/// Whether a file holds tests alone.
pub(crate) fn is_test(file: &str) -> bool {
    file.split('/').any(|it| it == "tests" || it == "tests.rs")
}

fn segments(path: &str) -> Path {
    path.split("::").map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// `a::{b, c::{self, d}}` as `a::b`, `a::c` and `a::c::d`, each with the name it gets.
fn branches(tree: &str) -> Vec<(Path, String)> {
    let Some((before, inside)) = tree.split_once('{') else {
        let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
        let mut path = segments(path);
        if path.last().is_some_and(|it| it == "self") {
            path.pop();
        }
        let name = if alias.is_empty() { path.last().cloned() } else { Some(alias.trim().into()) };
        return name.map(|it| (path, it)).into_iter().collect();
    };
    let inside = inside.trim_end().strip_suffix('}').unwrap_or(inside);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inside.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else if let Some(it) = parts.last_mut() {
            it.push(c);
        }
    }
    let parts = parts.iter().filter(|it| !it.trim().is_empty());
    parts.flat_map(|it| branches(&format!("{}{}", before.trim(), it.trim()))).collect()
}

impl Module {
    fn read(file: &str, text: &str) -> Self {
        let text = COMMENT.replace_all(text, "");
        let text = TESTS.find(&text).map_or(&*text, |it| text.split_at(it.start()).0);
        let line = |at: usize| text.bytes().take(at).filter(|it| *it == b'\n').count() + 1;
        let is_face = file == "lib.rs" || file.ends_with("/mod.rs");
        let (mut named, mut brought, mut globs) = (Vec::new(), BTreeMap::new(), Vec::new());
        let mut taken = Vec::new();
        for it in USE.captures_iter(text) {
            let (Some(whole), Some(tree)) = (it.get(0), it.get(2)) else { continue };
            taken.push(whole.range());
            let shown = is_face && it.get(1).is_some();
            for (mut path, name) in branches(tree.as_str()) {
                let line = line(tree.start());
                named.push(Named { line, path: path.clone(), shown });
                if name == "*" {
                    path.pop();
                    globs.push(path);
                } else {
                    brought.insert(name, path);
                }
            }
        }
        for it in PATH.find_iter(text) {
            if !taken.iter().any(|range| range.contains(&it.start())) {
                let (line, path) = (line(it.start()), segments(it.as_str()));
                named.push(Named { line, path, shown: false });
            }
        }
        let defined = DEFINED.captures_iter(text).map(|it| it[1].to_owned()).collect();
        Self { file: file.to_owned(), named, brought, globs, defined }
    }
}

impl Crate {
    /// Of texts by their path below `src`.
    pub(crate) fn of(sources: BTreeMap<String, String>) -> Self {
        let module = |file: &str| {
            let mut path: Path =
                file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            if path.last().is_some_and(|it| it == "mod" || it == "lib" || it == "main") {
                path.pop();
            }
            path
        };
        let read = |(file, text): (String, String)| (module(&file), Module::read(&file, &text));
        Self(sources.into_iter().map(read).collect())
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|it| &*it.file)
    }

    /// The module in which what a module calls `path` is defined; `None` for what is not of this crate.
    fn place(&self, here: &[String], path: &[String], depth: usize) -> Option<Path> {
        let (first, mut rest) = path.split_first()?;
        let mut at = here.to_vec();
        match &**first {
            _ if depth > 8 => return None,
            "crate" => at.clear(),
            "self" => {}
            "super" => {
                at.pop()?;
                while let Some(("super", more)) = rest.split_first().map(|(it, more)| (&**it, more))
                {
                    at.pop()?;
                    rest = more;
                }
            }
            _ if self.0.contains_key(&[here, slice::from_ref(first)].concat()) => rest = path,
            _ => {
                let brought = self.0.get(here)?.brought.get(first).filter(|it| *it != path)?;
                return self.place(here, &[brought, rest].concat(), depth + 1);
            }
        }
        while let Some((name, more)) = rest.split_first() {
            at.push(name.clone());
            if !self.0.contains_key(&at) {
                at.pop();
                break;
            }
            rest = more;
        }
        let Some(name) = rest.first().filter(|it| *it != "*") else { return Some(at) };
        let module = self.0.get(&at)?;
        if module.defined.contains(name) {
            return Some(at);
        }
        if let Some(brought) = module.brought.get(name) {
            // A thing of another crate that this one shows is no place of this crate.
            return self.place(&at, brought, depth + 1);
        }
        let from =
            |glob: &Path| self.place(&at, &[&**glob, slice::from_ref(name)].concat(), depth + 1);
        let defines = |it: &Path| self.0.get(it).is_some_and(|it| it.defined.contains(name));
        Some(module.globs.iter().filter_map(from).find(defines).unwrap_or(at))
    }

    /// Every file that names another, by the first line on which it does.
    pub(crate) fn arrows(&self) -> Vec<Arrow> {
        let mut arrows: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (here, module) in &self.0 {
            for it in module.named.iter().filter(|it| !it.shown) {
                let to = self.place(here, &it.path, 0).and_then(|it| self.0.get(&it));
                if let Some(to) = to.filter(|it| it.file != module.file) {
                    let line = arrows.entry((&module.file, &to.file)).or_insert(it.line);
                    *line = it.line.min(*line);
                }
            }
        }
        let arrow = |((from, to), line): ((&str, &str), usize)| Arrow {
            from: from.to_owned(),
            line,
            to: to.to_owned(),
        };
        arrows.into_iter().map(arrow).collect()
    }

    /// The arrows of which another leads back to where they begin.
    pub(crate) fn circles(&self) -> Vec<String> {
        let arrows = self.arrows();
        let leads = |from: &str, to: &str| {
            let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
            while let Some(at) = next.pop() {
                if at == to {
                    return true;
                }
                if seen.insert(at) {
                    next.extend(arrows.iter().filter(|it| it.from == at).map(|it| &*it.to));
                }
            }
            false
        };
        let back = arrows.iter().filter(|it| leads(&it.to, &it.from));
        back.map(ToString::to_string).collect()
    }

    /// Every name that a file takes from `lib.rs`, which shows it to guests.
    pub(crate) fn through_the_hall(&self) -> Vec<String> {
        let inside = self.0.values().filter(|it| it.file != "lib.rs");
        let named = inside.flat_map(|module| module.named.iter().map(move |it| (module, it)));
        let mut all = Vec::new();
        for (module, it) in named {
            if let [first, name, ..] = &*it.path
                && first == "crate"
                && !self.0.contains_key(&vec![name.clone()])
            {
                all.push(format!(
                    "{}:{} names {name} of lib.rs, not of its room",
                    module.file, it.line
                ));
            }
        }
        all
    }
}

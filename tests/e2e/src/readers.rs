//! What a screen reader is told: the tree that the window shows on the bus of accessibility (AT-SPI).

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use zbus::{
    blocking::{Connection, connection::Builder},
    zvariant::{DynamicType, OwnedObjectPath, OwnedValue, Type},
};

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
/// What of the states is heard: their numbers on the bus, and our words.
const HEARD: [(u32, &str); 8] = [
    (4, "checked"),
    (5, "collapsed"),
    (10, "expanded"),
    (12, "here"),
    (20, "pressed"),
    (23, "selected"),
    (33, "required"),
    (36, "invalid"),
];
/// Hold others together, and say nothing themselves.
const HOLDS: [&str; 11] = [
    "",
    "generic",
    "paragraph",
    "section",
    "static",
    "strong",
    "emphasis",
    "text",
    "text block",
    "label",
    "panel",
];
/// Are written in.
const WRITTEN: [&str; 4] = ["textbox", "searchbox", "combobox", "entry"];
/// What is read, by its element: the bar of a window, its rail, its page, or a dialog before it.
const PARTS: [&str; 4] = ["header", "nav", "main", "dialog"];
/// Stand in lines of their own, and so does what is in them.
const LARGE: [&str; 8] =
    ["main", "form", "region", "table", "list", "navigation", "dialog", "complementary"];
/// Deeper than any page.
const DEEPEST: usize = 60;
/// What a line holds.
const WIDTH: usize = 140;

/// Who has it, and its place there.
type Place = (String, OwnedObjectPath);

/// A thing as it is told.
struct Told {
    role: String,
    words: String,
    children: Vec<Told>,
}

/// The bus that screen readers listen to.
pub struct Readers(Connection);

impl Readers {
    /// `None`: there is no such bus, as where it is not installed.
    pub fn connect() -> Option<Self> {
        let session = Connection::session().ok()?;
        let (name, path) = ("org.a11y.Bus", "/org/a11y/bus");
        let asked = session.call_method(Some(name), path, Some(name), "GetAddress", &()).ok()?;
        let address: String = asked.body().deserialize().ok()?;
        Some(Self(Builder::address(address.as_str()).ok()?.build().ok()?))
    }

    /// A part of the window with this title, with what is in it: its bar (`header`), its rail (`nav`), or its page (`main`), for
    /// which a dialog that stands before it is taken. A thing whose contents fit into its line stands in a line.
    pub fn told(&self, title: &str, part: &str) -> Option<String> {
        let root = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root");
        let root = (root.0.to_owned(), OwnedObjectPath::try_from(root.1).ok()?);
        let mut parts = Vec::new();
        self.find(&root, title, false, 0, &mut parts);
        let named = |name: &str| parts.iter().find(|it| it.0 == name);
        let dialog = if part == "main" { named("dialog") } else { None };
        let shown = dialog.or_else(|| named(part))?.1.clone();
        let mut lines = String::new();
        for told in self.read(&shown, "", 0) {
            told.write(0, &mut lines);
        }
        Some(lines)
    }

    fn call<T: DeserializeOwned + Type>(
        &self,
        (name, path): &Place,
        interface: &str,
        method: &str,
        body: &(impl serde::Serialize + DynamicType),
    ) -> Option<T> {
        let reply = self.0.call_method(Some(name.as_str()), path, Some(interface), method, body);
        reply.ok()?.body().deserialize().ok()
    }

    fn ask<T: DeserializeOwned + Type>(&self, of: &Place, method: &str) -> Option<T> {
        self.call(of, ACCESSIBLE, method, &())
    }

    fn property<T: TryFrom<OwnedValue> + Default>(&self, of: &Place, property: &str) -> T {
        let asked = (ACCESSIBLE, property);
        let value = self.call::<OwnedValue>(of, "org.freedesktop.DBus.Properties", "Get", &asked);
        value.and_then(|it| T::try_from(it).ok()).unwrap_or_default()
    }

    fn children(&self, of: &Place) -> Vec<Place> {
        let all: Vec<Place> = self.ask(of, "GetChildren").unwrap_or_default();
        if !all.is_empty() {
            return all;
        }
        // What another process shows in the window is told of one by one.
        let count: i32 = self.property(of, "ChildCount");
        (0..count).filter_map(|at| self.call(of, ACCESSIBLE, "GetChildAtIndex", &at)).collect()
    }

    fn attributes(&self, of: &Place) -> HashMap<String, String> {
        self.ask(of, "GetAttributes").unwrap_or_default()
    }

    /// What stands in it, with a blank where another thing does.
    fn text(&self, of: &Place) -> String {
        let text: Option<String> = self.call(of, "org.a11y.atspi.Text", "GetText", &(0, -1));
        squeezed(&text.unwrap_or_default().replace('\u{fffc}', " "))
    }

    /// The parts of the window with this title, by their element. `within`: this place is in it.
    fn find(
        &self,
        place: &Place,
        title: &str,
        within: bool,
        depth: usize,
        found: &mut Vec<(String, Place)>,
    ) {
        let within = within || self.property::<String>(place, "Name") == title;
        match self.attributes(place).remove("tag").filter(|_| within) {
            Some(part) if PARTS.contains(&part.as_str()) => found.push((part, place.clone())),
            _ if depth < DEEPEST => {
                for it in self.children(place) {
                    self.find(&it, title, within, depth + 1, found);
                }
            }
            _ => {}
        }
    }

    /// What is told here: a thing, or what it holds where it says nothing itself. `above` is what was said last of what this is
    /// part of.
    fn read(&self, place: &Place, above: &str, depth: usize) -> Vec<Told> {
        let attributes = self.attributes(place);
        let role = attributes.get("computed-role").cloned().filter(|it| !it.is_empty());
        let role = role.or_else(|| self.ask(place, "GetRoleName")).unwrap_or_default();
        let name = squeezed(&self.property::<String>(place, "Name"));
        // The text of a list is that of its items, and is told of it at some moments only.
        let text = if role == "list" { String::new() } else { self.text(place) };
        let holds = HOLDS.contains(&role.as_str()) || role == "group" && name.is_empty();
        let (said, value) = if name.is_empty() { (text, String::new()) } else { (name, text) };
        let children = if depth < DEEPEST { self.children(place) } else { Vec::new() };
        let above_them = if holds { above } else { &said };
        let mut children: Vec<Told> =
            children.iter().flat_map(|it| self.read(it, above_them, depth + 1)).collect();
        unrepeated(&mut children);
        // A live region that says nothing is not heard.
        let silent = ["status", "alert"].contains(&role.as_str()) && said.is_empty();
        if (holds || silent) && !children.is_empty() {
            return children;
        }
        if (holds || silent) && (said.is_empty() || above.contains(&said)) {
            return children;
        }
        let mut words = vec![String::new()];
        if !said.is_empty() {
            words.push(format!("“{said}”"));
        }
        if let Some(level) = attributes.get("level").filter(|_| role == "heading") {
            words.push(level.clone());
        }
        // What is written in it; of other things it is their contents, told of themselves.
        if WRITTEN.contains(&role.as_str()) && value != said {
            words.push(format!("= {value}"));
        }
        let about = squeezed(&self.property::<String>(place, "Description"));
        if !about.is_empty() {
            words.push(format!("({about})"));
        }
        let states: Vec<u32> = self.ask(place, "GetState").unwrap_or_default();
        let is = |bit: u32| {
            let word = usize::try_from(bit / 32).ok().and_then(|it| states.get(it));
            word.is_some_and(|it| it & (1 << (bit % 32)) != 0)
        };
        words.extend(HEARD.iter().filter(|it| is(it.0)).map(|it| format!("+{}", it.1)));
        if let Some(current) = attributes.get("current").filter(|it| *it != "false") {
            words.push(format!("+current {current}"));
        }
        // A list that unfolds is not told before it does.
        children.retain(|it| it.role != "option");
        let words = words.join(" ");
        vec![Told { role: if holds { String::new() } else { role }, words, children }]
    }
}

/// Leaves out words that are in the name of the next thing, or of the one before: its label.
fn unrepeated(things: &mut Vec<Told>) {
    let plain = |it: &Told| it.role.is_empty() && it.children.is_empty();
    let names: Vec<_> = things.iter().map(|it| (plain(it), it.words.clone())).collect();
    let mut at = 0;
    things.retain(|it| {
        at += 1;
        let before = names.iter().take(at - 1).rfind(|it| !it.0);
        let words = it.words.trim_matches([' ', '“', '”']);
        let says = |other: Option<&(bool, String)>| other.is_some_and(|it| it.1.contains(words));
        !(plain(it) && (says(before) || says(names.get(at))))
    });
}

impl Told {
    /// All of it in one line, unless it is too long for that.
    fn line(&self) -> Option<String> {
        if LARGE.contains(&self.role.as_str()) && !self.children.is_empty() {
            return None;
        }
        let children: Option<Vec<String>> = self.children.iter().map(Self::line).collect();
        let children = children?.join(" · ");
        let own = if self.role == "cell" { "" } else { &self.role };
        let own = format!("{own}{}", self.words).trim().to_owned();
        let between = if own.is_empty() || children.is_empty() { "" } else { ": " };
        let line = format!("{own}{between}{children}");
        let fits = self.children.is_empty() || line.chars().count() <= WIDTH;
        (fits || self.role == "row").then_some(if line.is_empty() {
            "–".to_owned()
        } else {
            line
        })
    }

    fn write(&self, depth: usize, lines: &mut String) {
        let indent = "  ".repeat(depth);
        let whole = self.line();
        let line = whole.clone().unwrap_or_else(|| format!("{}{}", self.role, self.words));
        lines.extend([&indent, line.trim(), "\n"]);
        if whole.is_none() {
            for it in &self.children {
                it.write(depth + 1, lines);
            }
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

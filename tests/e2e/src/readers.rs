//! What a screen reader is told: the tree that the window shows on the bus of accessibility (AT-SPI).

use std::{collections::HashMap, fmt::Write as _};

use zbus::{
    blocking::{Connection, connection::Builder},
    zvariant::{OwnedObjectPath, OwnedValue},
};

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
/// What of the states is heard: their numbers on the bus, and our words.
const HEARD: [(u32, &str); 5] =
    [(4, "checked"), (5, "collapsed"), (10, "expanded"), (33, "required"), (36, "invalid")];
/// Deeper than any page.
const DEEPEST: usize = 60;

/// Who has it, and its place there.
type Thing = (String, OwnedObjectPath);

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

    /// The page, with what stands before it, a line for each thing that is told. Numbers are `#`: they tell of the day.
    pub fn page(&self) -> Option<String> {
        let root = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root");
        let root = (root.0.to_owned(), OwnedObjectPath::try_from(root.1).ok()?);
        let shown = self.find(&root, "main", 0).or_else(|| self.find(&root, "dialog", 0))?;
        let mut text = String::new();
        self.tell(&shown, 0, &mut text);
        Some(text)
    }

    fn ask<T>(&self, (name, path): &Thing, method: &str) -> Option<T>
    where
        T: serde::de::DeserializeOwned + zbus::zvariant::Type,
    {
        let name = Some(name.as_str());
        let reply = self.0.call_method(name, path, Some(ACCESSIBLE), method, &()).ok()?;
        reply.body().deserialize().ok()
    }

    fn property<T>(&self, (name, path): &Thing, property: &str) -> T
    where
        T: TryFrom<OwnedValue> + Default,
    {
        let bus = Some("org.freedesktop.DBus.Properties");
        let asked =
            self.0.call_method(Some(name.as_str()), path, bus, "Get", &(ACCESSIBLE, property));
        let value = asked.ok().and_then(|it| it.body().deserialize::<OwnedValue>().ok());
        value.and_then(|it| T::try_from(it).ok()).unwrap_or_default()
    }

    fn children(&self, thing: &Thing) -> Vec<Thing> {
        let all: Vec<Thing> = self.ask(thing, "GetChildren").unwrap_or_default();
        if !all.is_empty() {
            return all;
        }
        // What another process shows in the window is told of one by one.
        let count: i32 = self.property(thing, "ChildCount");
        let child = |at: i32| {
            let (name, path) = thing;
            let name = Some(name.as_str());
            let (on, method) = (Some(ACCESSIBLE), "GetChildAtIndex");
            self.0.call_method(name, path, on, method, &at).ok()?.body().deserialize().ok()
        };
        (0..count).filter_map(child).collect()
    }

    fn attributes(&self, thing: &Thing) -> HashMap<String, String> {
        self.ask(thing, "GetAttributes").unwrap_or_default()
    }

    /// As the page's own rules call it; for what they do not know, as the bus does.
    fn role(&self, thing: &Thing) -> String {
        let computed = self.attributes(thing).remove("computed-role");
        computed.or_else(|| self.ask(thing, "GetRoleName")).unwrap_or_default()
    }

    /// The text of what has no name; what stands in it is told of itself.
    fn text(&self, (name, path): &Thing) -> String {
        let (name, on) = (Some(name.as_str()), Some("org.a11y.atspi.Text"));
        let asked = self.0.call_method(name, path, on, "GetText", &(0, -1));
        let text = asked.ok().and_then(|it| it.body().deserialize::<String>().ok());
        text.unwrap_or_default().replace('\u{fffc}', " ")
    }

    /// The first thing that is made of this element.
    fn find(&self, thing: &Thing, element: &str, depth: usize) -> Option<Thing> {
        if self.attributes(thing).get("tag").is_some_and(|it| it == element) {
            return Some(thing.clone());
        }
        let children = if depth < DEEPEST { self.children(thing) } else { Vec::new() };
        children.iter().find_map(|it| self.find(it, element, depth + 1))
    }

    fn tell(&self, thing: &Thing, depth: usize, text: &mut String) {
        let role = self.role(thing);
        let name: String = self.property(thing, "Name");
        let name = if name.is_empty() { self.text(thing) } else { name };
        let about: String = self.property(thing, "Description");
        let states: Vec<u32> = self.ask(thing, "GetState").unwrap_or_default();
        let is = |bit: u32| {
            let word = usize::try_from(bit / 32).ok().and_then(|it| states.get(it));
            word.is_some_and(|it| it & (1 << (bit % 32)) != 0)
        };
        let heard: Vec<&str> = HEARD.iter().filter(|it| is(it.0)).map(|it| it.1).collect();
        // What only holds others together is not told.
        let plain =
            ["", "generic", "paragraph", "section", "group", "text"].contains(&role.as_str());
        let told = !plain || !name.is_empty();
        if told {
            let about = if about.is_empty() { about } else { format!(" ({})", numberless(&about)) };
            let heard = [&[""], &heard[..]].concat().join(" +");
            let name = numberless(&name);
            let _ =
                writeln!(text, "{:indent$}{role} “{name}”{about}{heard}", "", indent = depth * 2);
        }
        if depth < DEEPEST {
            for it in self.children(thing) {
                self.tell(&it, depth + usize::from(told), text);
            }
        }
    }
}

/// The same in one line, with `#` for every number.
fn numberless(text: &str) -> String {
    let mut out = String::new();
    for it in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match it {
            '0'..='9' if out.ends_with('#') => {}
            '0'..='9' => out.push('#'),
            it => out.push(it),
        }
    }
    out
}

//! What of a page can be filled in: what stands in its boxes, and which circle or square has which label.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    compare::is_empty,
    seen::{all_text, is_hidden, is_mute, seen_text},
    sheet::Choice,
    tree::{BLOCKS, DOCUMENT, Id, Step, Tree},
};

/// The circles and squares of a page.
#[derive(Default)]
pub(super) struct Controls {
    choices: BTreeMap<Id, Choice>,
    /// Elements whose text is told with a circle or square.
    labels: BTreeSet<Id>,
    /// Boxes that the source gives a name to, wherever they stand.
    pub(super) called: Vec<(String, Id)>,
    /// Buttons that show what is chosen of a list.
    values: BTreeMap<Id, String>,
    /// What names parts of the page, and is not seen there.
    parts: BTreeMap<Id, String>,
}

/// What the portal has words for.
pub(super) struct Words<'a> {
    /// Whether a text is a label: `<label for=sex_1>性别</label>` names the field and not one of its circles.
    pub(super) is_label: &'a dyn Fn(&str) -> bool,
    /// Whether it is an entry of a list: a button with it is there to choose it.
    pub(super) is_entry: &'a dyn Fn(&str) -> bool,
}

/// What an element that can be filled in is to the reader.
pub(super) enum Control {
    Box(String),
    Choice(Choice),
    /// A button, a secret, a hidden one.
    None,
}

impl Controls {
    pub(super) fn of(tree: &Tree, words: &Words<'_>) -> Self {
        let mut found = Found::default();
        tree.walk(DOCUMENT, &mut |step| found.take(tree, step));
        let mut controls = Self { choices: found.choices(tree), ..Self::default() };
        for id in &found.boxes {
            let name = called(tree, *id, &found.ids).filter(|it| (words.is_label)(it));
            controls.called.extend(name.map(|it| (it, *id)));
        }
        for id in &found.parts {
            let name = named(tree, *id, &found.ids).filter(|it| !(words.is_label)(it));
            controls.parts.extend(name.map(|it| (*id, it)));
        }
        for id in &found.buttons {
            controls.button(tree, *id, words.is_entry);
        }
        for (holder, inside) in &found.holders {
            controls.name(tree, *holder, inside, &found.ids, words.is_label);
        }
        controls
    }

    /// A button that chooses an entry or shows the one that is chosen; any other is pressed to do something.
    fn button(&mut self, tree: &Tree, id: Id, is_entry: &dyn Fn(&str) -> bool) {
        let text = match tree.name(id) {
            "input" => tree.attribute(id, "value").unwrap_or_default().trim().to_owned(),
            _ => words_in(tree, id),
        };
        let attribute = |name: &str| tree.attribute(id, name).unwrap_or_default();
        let shows = attribute("role") == "combobox" || attribute("aria-haspopup") == "listbox";
        let state = aria(tree, id).or_else(|| pressed(tree, id).filter(|_| is_entry(&text)));
        if let Some(on) = state {
            let several = attribute("role") == "checkbox";
            let own = Some(text).filter(|it| !it.is_empty());
            self.choices.insert(id, Choice { group: None, on, several, own, drawn: false });
        } else if shows && (is_entry(&text) || is_empty(&text)) {
            self.values.insert(id, text);
        } else if is_entry(&text) {
            let (on, own) = (is_drawn(tree, id), Some(text));
            self.choices.insert(id, Choice { group: None, on, several: false, own, drawn: true });
        }
    }

    /// A label, or what says `role=radio`, and the circle it belongs to.
    fn name(
        &mut self,
        tree: &Tree,
        holder: Id,
        inside: &[Id],
        ids: &BTreeMap<&str, Id>,
        is_label: &dyn Fn(&str) -> bool,
    ) {
        let says = aria(tree, holder);
        if let (Some(on), [native]) = (says, inside) {
            // What a script has chosen is not written into the circle's own source.
            self.choices.get_mut(native).into_iter().for_each(|it| it.on = on);
        } else if let (Some(on), []) = (says, inside) {
            let own = Some(words(tree, holder)).filter(|it| !it.is_empty());
            let several = tree.attribute(holder, "role") == Some("checkbox");
            self.choices.insert(holder, Choice { group: None, on, several, own, drawn: false });
        }
        if let ([native], "label", true) = (inside, tree.name(holder), is_drawn(tree, holder)) {
            // So is what a script has drawn. Where the source has another one, both are, and nothing is said.
            self.choices.get_mut(native).into_iter().for_each(|it| it.on = true);
        }
        let named = tree.attribute(holder, "for");
        let target = match (named, inside) {
            _ if tree.name(holder) != "label" => None,
            (Some(named), [] | [_]) => ids.get(named).copied(),
            (None, [native]) => Some(*native),
            _ => None,
        };
        let text = words(tree, holder);
        if let Some(id) = target.filter(|it| is_box(tree, *it))
            && is_label(&text)
        {
            self.called.push((text.clone(), id));
        }
        let Some(choice) = target.and_then(|it| self.choices.get_mut(&it)) else { return };
        if text.is_empty() || is_label(&text) {
            return;
        }
        self.labels.insert(holder);
        choice.own = Some(match choice.own.take() {
            Some(already) if already != text => format!("{already} {text}"),
            _ => text,
        });
    }

    /// What names a part of the page; empty for one that is beside the form.
    pub(super) fn part(&self, id: Id) -> Option<&str> {
        self.parts.get(&id).map(String::as_str)
    }

    /// Whether its text is told with a circle or square.
    pub(super) fn is_label(&self, id: Id) -> bool {
        self.labels.contains(&id)
    }

    /// What an element shows that can be filled in; nothing for any other.
    pub(super) fn shown(&self, tree: &Tree, id: Id) -> Option<Control> {
        if let Some(choice) = self.choices.get(&id) {
            // Pages hide the circle itself and draw one of their own beside its label.
            let seen = !is_hidden(tree, id) || choice.own.is_some();
            return Some(if seen { Control::Choice(choice.clone()) } else { Control::None });
        }
        if let Some(text) = self.values.get(&id) {
            return Some(Control::Box(text.clone()));
        }
        let value = tree.attribute(id, "value").unwrap_or_default();
        let text = match (tree.name(id), kind(tree, id).as_str()) {
            ("select", _) => chosen(tree, id),
            ("textarea", _) => all_text(tree, id),
            (
                "input",
                "hidden" | "submit" | "button" | "reset" | "image" | "file" | "range" | "color",
            ) => return Some(Control::None),
            // What is typed into a list to search it, beside what was chosen of it.
            ("input", kind) if value.is_empty() && is_search(tree, id, kind) => {
                return Some(Control::None);
            }
            ("input", "password") => "●".repeat(value.chars().take(MOST_DOTS).count()),
            ("input", kind) => sanitized(kind, value),
            _ => return None,
        };
        Some(if is_hidden(tree, id) { Control::None } else { Control::Box(text) })
    }
}

/// What a walk over the page comes across.
#[derive(Default)]
struct Found<'a> {
    /// Circles and squares, each with the form around it.
    natives: Vec<(Id, Option<Id>)>,
    ids: BTreeMap<&'a str, Id>,
    boxes: Vec<Id>,
    /// What can be pressed.
    buttons: Vec<Id>,
    /// Labels, and what says `role=radio`, with the circles in them.
    holders: Vec<(Id, Vec<Id>)>,
    /// Those that are being read, by their place among the holders.
    open: Vec<usize>,
    forms: Vec<Id>,
    /// What may be a part of the page with a name.
    parts: Vec<Id>,
}

impl<'a> Found<'a> {
    fn take(&mut self, tree: &'a Tree, step: Step) -> bool {
        match step {
            Step::Into(id) => self.see(tree, id),
            Step::OutOf(id) => {
                self.open.pop_if(|it| self.holders.get(*it).is_some_and(|it| it.0 == id));
                self.forms.pop_if(|it| *it == id);
                false
            }
        }
    }

    /// Whether to go into it.
    fn see(&mut self, tree: &'a Tree, id: Id) -> bool {
        if let Some(name) = tree.attribute(id, "id") {
            self.ids.entry(name).or_insert(id);
        }
        if is_native(tree, id) {
            self.natives.push((id, self.forms.last().copied()));
            for holder in &self.open {
                self.holders.get_mut(*holder).into_iter().for_each(|it| it.1.push(id));
            }
        }
        if is_box(tree, id) {
            self.boxes.push(id);
        } else if may_be_part(tree, id) {
            self.parts.push(id);
        }
        if is_button(tree, id) && !is_hidden(tree, id) {
            self.buttons.push(id);
        }
        let goes_in = !is_mute(tree, id);
        if goes_in && (tree.name(id) == "label" || aria(tree, id).is_some()) {
            self.open.push(self.holders.len());
            self.holders.push((id, Vec::new()));
        }
        if goes_in && tree.name(id) == "form" {
            self.forms.push(id);
        }
        goes_in
    }

    /// Of radio buttons with one name in one form the last that is chosen counts, as the HTML standard has it.
    fn choices(&self, tree: &Tree) -> BTreeMap<Id, Choice> {
        let mut groups: BTreeMap<(Option<Id>, &str), usize> = BTreeMap::new();
        let mut last: BTreeMap<usize, Id> = BTreeMap::new();
        let mut choices = BTreeMap::new();
        for (id, form) in &self.natives {
            let name = tree.attribute(*id, "name").filter(|it| !it.is_empty());
            let several = kind(tree, *id) == "checkbox";
            let name = name.filter(|_| !several);
            let new = groups.len();
            let group = name.map(|it| *groups.entry((*form, it)).or_insert(new));
            let on = tree.attribute(*id, "checked").is_some();
            let own = own_name(tree, *id);
            choices.insert(*id, Choice { group, on, several, own, drawn: false });
            if let Some(group) = group.filter(|_| on)
                && let Some(earlier) = last.insert(group, *id)
            {
                choices.get_mut(&earlier).into_iter().for_each(|it| it.on = false);
            }
        }
        choices
    }
}

/// What a circle says itself that it is called; where a script draws another beside it, by its title (layui).
fn own_name(tree: &Tree, id: Id) -> Option<String> {
    let step = |it: &Id| tree.behind(*it);
    let mut behind = std::iter::successors(step(&id), step).filter(|it| !tree.name(*it).is_empty());
    let drawn = behind.next().and_then(|it| tree.attribute(it, "class"));
    let drawn = drawn.is_some_and(|it| it.contains("layui-form-"));
    let name = tree.attribute(id, "aria-label");
    let name = name.or_else(|| tree.attribute(id, "title").filter(|_| drawn));
    name.map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned)
}

fn kind(tree: &Tree, id: Id) -> String {
    tree.attribute(id, "type").unwrap_or_default().to_ascii_lowercase()
}

fn is_box(tree: &Tree, id: Id) -> bool {
    matches!(tree.name(id), "input" | "select" | "textarea") && !is_native(tree, id)
}

/// What a box is called by WAI-ARIA, or by what stands in it while it is empty.
fn called(tree: &Tree, id: Id, ids: &BTreeMap<&str, Id>) -> Option<String> {
    let own = tree.attribute(id, "aria-label").map(str::to_owned);
    let others = tree.attribute(id, "aria-labelledby").unwrap_or_default().split_ascii_whitespace();
    let others = others.filter_map(|it| ids.get(it)).map(|it| words(tree, *it)).next();
    let hint = tree.attribute(id, "placeholder").map(|it| {
        let it = it.trim_start_matches("请").trim_start_matches(['输', '填']);
        it.trim_start_matches(['入', '写']).trim_start().to_owned()
    });
    own.or(others).or(hint)
}

/// Whether an element may be a part of the page, and no control, label or picture.
fn may_be_part(tree: &Tree, id: Id) -> bool {
    const ROLES: [&str; 12] = [
        "",
        "group",
        "region",
        "form",
        "dialog",
        "alertdialog",
        "tabpanel",
        "note",
        "comment",
        "log",
        "tooltip",
        "complementary",
    ];
    let name = tree.name(id);
    let role = tree.attribute(id, "role").unwrap_or_default();
    let block = BLOCKS.contains(&name) && !matches!(name, "body" | "main" | "nav" | "p");
    (block || matches!(name, "table" | "tbody" | "tr" | "td") || !role.is_empty())
        && ROLES.contains(&role)
}

/// What names a part of the page without standing on a line of it; empty for what is beside the form.
fn named(tree: &Tree, id: Id, ids: &BTreeMap<&str, Id>) -> Option<String> {
    const BESIDE: [&str; 3] = ["aside", "blockquote", "figure"];
    const ROLES: [&str; 7] =
        ["note", "comment", "log", "feed", "tooltip", "complementary", "marquee"];
    const TITLED: [&str; 6] = ["section", "fieldset", "form", "article", "table", "dl"];
    let attribute = |name: &str| tree.attribute(id, name).filter(|it| !it.trim().is_empty());
    let role = attribute("role").unwrap_or_default();
    let others = attribute("aria-labelledby").unwrap_or_default().split_ascii_whitespace();
    let others =
        others.filter_map(|it| ids.get(it)).map(|it| one_line(&all_text(tree, *it))).next();
    let title = || attribute("title").filter(|_| TITLED.contains(&tree.name(id)));
    let own = attribute("aria-label").or_else(title).or(attribute("summary"));
    let beside = BESIDE.contains(&tree.name(id)) || ROLES.contains(&role);
    own.map(str::to_owned).or(others).or_else(|| beside.then(String::new))
}

/// What is not chosen of a list or a row of tabs.
pub(super) fn is_unchosen(tree: &Tree, id: Id) -> bool {
    const ENTRIES: [&str; 4] =
        ["dropdown__item", "select-item-option", "select-option", "dropdown-item"];
    let attribute = |name: &str| tree.attribute(id, name).unwrap_or_default();
    let classes = || attribute("class").split_ascii_whitespace();
    let chosen = attribute("aria-selected") == "true";
    let is_drawn =
        |it: &str| it == "is-active" || it.ends_with("selected") || it.ends_with("active");
    let is_entry = |it: &str| ENTRIES.iter().any(|end| it.ends_with(end));
    matches!(attribute("role"), "option" | "tab") && !chosen
        || classes().any(is_entry) && !chosen && !classes().any(is_drawn)
}

/// Whether an element is drawn in a box while that is empty.
pub(super) fn is_placeholder(tree: &Tree, id: Id) -> bool {
    let classes = tree.attribute(id, "class").unwrap_or_default();
    let classes = || classes.split_ascii_whitespace();
    // Element Plus shows what is chosen in the place of the hint, and says of a hint that it is pale.
    let shows = classes().any(|it| it == "el-select__selected-item")
        && classes().all(|it| it != "is-transparent");
    classes().any(|it| it.ends_with("placeholder")) && !shows
}

fn is_native(tree: &Tree, id: Id) -> bool {
    tree.name(id) == "input" && matches!(kind(tree, id).as_str(), "radio" | "checkbox")
}

fn is_button(tree: &Tree, id: Id) -> bool {
    match tree.name(id) {
        "button" => true,
        "input" => kind(tree, id) == "button",
        _ => tree.attribute(id, "role") == Some("button") && pressed(tree, id).is_some(),
    }
}

/// An element that says by WAI-ARIA that it is a circle or square, and whether it is chosen.
fn aria(tree: &Tree, id: Id) -> Option<bool> {
    let role = tree.attribute(id, "role")?;
    let on = tree.attribute(id, "aria-checked")?;
    matches!(role, "radio" | "menuitemradio" | "checkbox").then(|| on == "true")
}

/// A button that says so.
fn pressed(tree: &Tree, id: Id) -> Option<bool> {
    let attribute = |name: &str| tree.attribute(id, name);
    let on = attribute("aria-pressed").or(attribute("aria-checked"));
    on.or(attribute("aria-selected")).map(|it| it == "true")
}

/// Whether a label or button has a class by which scripts draw it as chosen: `ant-radio-wrapper-checked`, `is-active`, `btn on`.
fn is_drawn(tree: &Tree, id: Id) -> bool {
    const WORDS: [&str; 6] = ["active", "checked", "selected", "on", "current", "cur"];
    const ENDS: [&str; 3] = ["-active", "-checked", "-selected"];
    let drawn = |it: &str| WORDS.contains(&it) || ENDS.iter().any(|end| it.ends_with(end));
    let classes = tree.attribute(id, "class").unwrap_or_default();
    classes.split_ascii_whitespace().any(drawn)
}

/// Dots that a secret is shown by.
const MOST_DOTS: usize = 100;

/// What a browser makes of the value in the source: nothing of a day that is not written as days are (HTML standard, value
/// sanitization).
fn sanitized(kind: &str, value: &str) -> String {
    let value = value.replace(['\r', '\n'], "");
    let like = |pattern: &str| {
        let digit =
            |(c, sign): (char, char)| if sign == '0' { c.is_ascii_digit() } else { c == sign };
        value.len() == pattern.len() && value.chars().zip(pattern.chars()).all(digit)
    };
    let number = || {
        let sign = |it: char| it.is_ascii_digit() || matches!(it, '.' | '-' | 'e' | 'E' | '+');
        value.chars().all(sign) && !value.starts_with('+') && value.parse::<f64>().is_ok()
    };
    let shown = match kind {
        "date" => like("0000-00-00"),
        "month" => like("0000-00"),
        "number" => number(),
        _ => true,
    };
    if shown { value } else { String::new() }
}

fn is_search(tree: &Tree, id: Id, kind: &str) -> bool {
    kind == "search" || tree.attribute(id, "role") == Some("combobox")
}

/// What a list shows: the last entry that is chosen, or the first that can be. One that takes several shows them all.
fn chosen(tree: &Tree, list: Id) -> String {
    let (mut first, mut chosen) = (None, Vec::new());
    tree.walk(list, &mut |step| {
        if let Step::Into(id) = step
            && tree.name(id) == "option"
        {
            if tree.attribute(id, "selected").is_some() {
                chosen.push(id);
            }
            let disabled = |it: Id| tree.attribute(it, "disabled").is_some();
            let group = tree.parent(id).filter(|it| tree.name(*it) == "optgroup");
            if first.is_none() && !disabled(id) && !group.is_some_and(disabled) {
                first = Some(id);
            }
        }
        true
    });
    let entry = |id: &Id| match tree.attribute(*id, "label") {
        Some(label) if !label.is_empty() => label.to_owned(),
        _ => one_line(&all_text(tree, *id)),
    };
    if tree.attribute(list, "multiple").is_some() {
        return chosen.iter().map(entry).collect::<Vec<_>>().join("、");
    }
    // Only a list that shows one entry at a time chooses the first by itself (HTML standard, display size).
    let size = tree.attribute(list, "size").and_then(|it| it.trim().parse::<u32>().ok());
    let first = first.filter(|_| size.unwrap_or_default() <= 1);
    chosen.last().or(first.as_ref()).map(entry).unwrap_or_default()
}

/// The text in an element that is to be seen.
fn words(tree: &Tree, top: Id) -> String {
    one_line(&seen_text(tree, top))
}

/// The same of a button, which is no text of the page.
fn words_in(tree: &Tree, button: Id) -> String {
    let parts: Vec<String> = tree.children(button).map(|it| words(tree, it)).collect();
    one_line(&parts.join(" "))
}

fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

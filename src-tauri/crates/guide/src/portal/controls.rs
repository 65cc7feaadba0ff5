//! Which elements of a page are boxes, and what one does with each.

use crate::readback::tree::{Id, Tree};

use super::form::FormKind;

/// Elements around a box that are looked at for what libraries draw.
const AROUND: usize = 5;

/// What an element is to the person in front of it; nothing for what is no box.
pub(super) fn kind(tree: &Tree, id: Id) -> Option<FormKind> {
    let has = |name: &str| tree.attribute(id, name).is_some();
    let role = tree.attribute(id, "role").unwrap_or_default();
    match tree.name(id) {
        "select" => Some(FormKind::List),
        "textarea" => Some(FormKind::Text),
        "input" => match input_type(tree, id).as_str() {
            "hidden" | "submit" | "button" | "reset" | "image" => None,
            "file" => Some(FormKind::File),
            "radio" => Some(FormKind::Radio),
            "checkbox" => Some(FormKind::Checkbox),
            "password" => Some(FormKind::Secret),
            "date" | "month" | "datetime-local" => Some(FormKind::Date),
            _ if is_date(tree, id) => Some(FormKind::Date),
            _ if classes(tree, id).any(|it| it.contains("combobox")) => Some(FormKind::List),
            _ if role == "combobox" || has("list") || list_around(tree, id).is_some() => {
                Some(FormKind::List)
            }
            _ if has("readonly") || has("disabled") => Some(FormKind::ReadOnly),
            _ => Some(FormKind::Text),
        },
        "" | "option" | "button" | "label" => None,
        _ if is_drawn_by_role(tree, id) => match role {
            "radio" => Some(FormKind::Radio),
            "checkbox" => Some(FormKind::Checkbox),
            _ => Some(FormKind::List),
        },
        _ => None,
    }
}

/// Whether it only says by WAI-ARIA what it is, and has no element for it inside.
fn is_drawn_by_role(tree: &Tree, id: Id) -> bool {
    let says = match tree.attribute(id, "role") {
        Some("radio" | "checkbox") => tree.attribute(id, "aria-checked").is_some(),
        Some("combobox") => true,
        _ => false,
    };
    says && !holds(tree, id, "input") && !holds(tree, id, "select")
}

fn holds(tree: &Tree, top: Id, name: &str) -> bool {
    let mut found = false;
    tree.walk(top, &mut |step| {
        if let crate::readback::tree::Step::Into(id) = step {
            found |= tree.name(id) == name;
        }
        !found
    });
    found
}

pub(super) fn input_type(tree: &Tree, id: Id) -> String {
    tree.attribute(id, "type").unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether an element is a circle or a square.
pub(super) fn is_choice(kind: FormKind) -> bool {
    matches!(kind, FormKind::Radio | FormKind::Checkbox)
}

/// The words of an element's class.
pub(super) fn classes(tree: &Tree, id: Id) -> impl Iterator<Item = &str> {
    tree.attribute(id, "class").unwrap_or_default().split_ascii_whitespace()
}

/// What is around an element, up to the cell or form it is in.
pub(super) fn around(tree: &Tree, id: Id, most: usize) -> impl Iterator<Item = Id> {
    let up = std::iter::successors(tree.parent(id), |it| tree.parent(*it));
    up.take(most)
        .take_while(|it| !matches!(tree.name(*it), "" | "td" | "th" | "tr" | "form" | "body"))
}

/// The list that a library has drawn around a box: `el-select`, `ant-select`, `layui-form-select`.
pub(super) fn list_around(tree: &Tree, id: Id) -> Option<Id> {
    let is_list = |it: &Id| {
        classes(tree, *it).any(|it| {
            it == "select"
                || ["-select", "-cascader", "-container"].iter().any(|end| it.ends_with(end))
                    && (it.contains("select") || it.contains("cascader") || it.contains("chosen"))
        })
    };
    around(tree, id, AROUND).filter(is_list).last()
}

/// Whether a library draws it beside a list that has all itself.
pub(super) fn is_copy(tree: &Tree, id: Id) -> bool {
    if tree.name(id) == "select" {
        return false;
    }
    let drawn = list_around(tree, id).unwrap_or(id);
    element_before(tree, drawn).is_some_and(|it| tree.name(it) == "select")
        || drawn != id && holds(tree, drawn, "select")
}

/// Whether a list that is hidden itself has something drawn in its place.
pub(super) fn has_copy(tree: &Tree, id: Id) -> bool {
    let step = |it: &Id| tree.behind(*it);
    let mut behind = std::iter::successors(step(&id), step).filter(|it| !tree.name(*it).is_empty());
    let drawn = |it: Id| {
        tree.name(it) == "button"
            || classes(tree, it).any(|it| it.contains("select") || it.contains("chosen"))
    };
    behind.next().is_some_and(drawn) || list_around(tree, id).is_some()
}

fn element_before(tree: &Tree, id: Id) -> Option<Id> {
    let step = |it: &Id| tree.before(*it);
    std::iter::successors(step(&id), step).find(|it| !tree.name(*it).is_empty())
}

fn is_date(tree: &Tree, id: Id) -> bool {
    let named = |it: &str| {
        let it = it.to_ascii_lowercase();
        it == "wdate"
            || it == "ant-picker"
            || ["date-editor", "datepicker", "date-picker", "calendar-picker", "laydate"]
                .iter()
                .any(|word| it.contains(word))
    };
    let scripts = ["onclick", "onfocus"].iter().filter_map(|it| tree.attribute(id, it));
    let asks = tree.attribute(id, "placeholder").unwrap_or_default();
    classes(tree, id).any(named)
        || around(tree, id, AROUND).any(|it| classes(tree, it).any(named))
        || scripts.into_iter().any(|it| it.contains("WdatePicker") || it.contains("laydate"))
        || asks.contains("选择") && (asks.contains("日期") || asks.contains("年月"))
}

/// What holds the circles and squares of one question together, where they have no name.
pub(super) fn group_around(tree: &Tree, id: Id) -> Option<Id> {
    let groups = |it: &Id| {
        matches!(tree.attribute(*it, "role"), Some("group" | "radiogroup"))
            || tree.name(*it) == "fieldset"
            || classes(tree, *it).any(|it| it.ends_with("-group"))
    };
    let mut up = around(tree, id, AROUND);
    let cell = std::iter::successors(tree.parent(id), |it| tree.parent(*it))
        .take(AROUND)
        .find(|it| matches!(tree.name(*it), "td" | "dd"));
    up.find(groups).or(cell)
}

/// Whether a page marks a box, or the label of one, by a class or an attribute as one that must be filled in.
pub(super) fn is_marked(tree: &Tree, id: Id) -> bool {
    let says = |it: &str| {
        matches!(it, "required" | "is-required" | "must" | "form-item-required")
            || it.ends_with("-item-required")
            || it.ends_with("--required")
    };
    let own = tree.attribute(id, "required").is_some()
        || tree.attribute(id, "aria-required") == Some("true");
    own || std::iter::once(id).chain(around(tree, id, AROUND)).any(|it| classes(tree, it).any(says))
}

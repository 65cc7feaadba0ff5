//! The parts of a correction, each of which stands by itself.

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::{
    FactKey, Procedure,
    procedure::{Field, FieldKind, Page},
};

use crate::{practice::merged, readback::labels::names};

use super::{
    super::{
        compare::fits,
        drift::{BoxDrift, Drift, PageDrift, Says},
        fields::options,
        form::{FormBox, FormKind},
        options::plain,
    },
    lesson::{Context, Lesson, Part},
    list::{as_it_is, lists},
    order::Order,
    text::{quoted, words},
};

/// Everything that the pages teach. Of a page that was seen twice the first is heard.
pub(super) fn all(procedure: &Procedure, seen: &[Drift], lesson: &Lesson<'_>) -> Vec<Part> {
    let drifts = || seen.iter().flat_map(|it| &it.pages);
    let context =
        Context { procedure, lesson, seen: drifts().map(|it| it.page.as_str()).collect() };
    let mut heard = BTreeSet::new();
    let mut parts = Vec::new();
    for drift in drifts().filter(|it| heard.insert(&it.page)) {
        if let Some(page) = procedure.pages().iter().find(|it| it.id == drift.page) {
            context.page(page, drift, &mut parts);
        }
    }
    parts
}

impl Context<'_> {
    fn page(&self, page: &Page, drift: &PageDrift, parts: &mut Vec<Part>) {
        let fields: BTreeMap<String, Vec<String>> = merged(page)
            .into_iter()
            .filter_map(|(ids, _)| {
                let first = page.id_of(ids.first()?);
                Some((first, ids.into_iter().map(str::to_owned).collect()))
            })
            .collect();
        let ids = |it: &BoxDrift| {
            it.field.as_ref().and_then(|it| fields.get(it)).cloned().unwrap_or_default()
        };
        let takes = |it: &BoxDrift| (self.lesson.takes)(drift, it);
        let mut order = Order::new(
            page.fields.iter().map(|it| it.id.clone()).collect(),
            drift.boxes.iter().flat_map(ids).collect(),
        );
        let is_gone = |it: &BoxDrift| it.portal.is_none() && it.says.contains(&Says::Gone);
        for it in drift.boxes.iter().filter(|it| is_gone(it) && takes(it)) {
            for id in ids(it) {
                order.without(&id);
                parts.extend(self.handed_on(page, &id, parts));
                parts.push(self.part(page, &id, Vec::new(), &Says::Gone, &it.label));
            }
        }
        let mut names = Names::of(page);
        for it in &drift.boxes {
            let Some(there) = &it.portal else { continue };
            if it.says.contains(&Says::New) {
                if takes(it) {
                    let id = names.next();
                    let mut set = self.new_field(page, there);
                    set.extend(after(&order.next(std::slice::from_ref(&id), false, true)));
                    parts.push(self.part(page, &id, set, &Says::New, &it.label));
                }
                continue;
            }
            let ids = ids(it);
            if takes(it) {
                for id in &ids {
                    if let Some(field) = page.fields.iter().find(|it| it.id == *id) {
                        self.field(page, field, it, there, parts);
                    }
                }
            }
            if there.kind == FormKind::Shown {
                continue;
            }
            let moved = it.says.iter().find(|it| matches!(it, Says::Moved(_)));
            let goes = order.next(&ids, moved.is_some() && takes(it), false);
            for (id, behind) in goes {
                let set = after(&[(id.clone(), behind)]);
                let why = moved.unwrap_or(&Says::Moved(None));
                let mut part = self.part(page, &id, set, why, &it.label);
                if moved.is_none() {
                    part.remark.clear();
                }
                parts.push(part);
            }
        }
    }

    /// The list of a field that goes, for another that has none of its own.
    fn handed_on(&self, page: &Page, id: &str, parts: &[Part]) -> Option<Part> {
        let field = page.fields.iter().find(|it| it.id == id)?;
        let listed =
            options(self.procedure, field).filter(|it| field.options.as_ref() == Some(*it))?;
        let mut others = self.procedure.fields_of(field.fact.as_ref()?);
        let (page, other) = others.find(|(_, it)| it.options.is_none() && it.kind == field.kind)?;
        let has = |it: &Part| {
            it.page == page.id && it.field == other.id && it.set.iter().any(|it| it.0 == "options")
        };
        (!parts.iter().any(has)).then(|| Part {
            page: page.id.clone(),
            field: other.id.clone(),
            set: vec![("options", as_it_is(listed))],
            remark: String::new(),
            seen: false,
        })
    }

    /// What differs in a field, its place aside.
    fn field(
        &self,
        page: &Page,
        field: &Field,
        it: &BoxDrift,
        there: &FormBox,
        parts: &mut Vec<Part>,
    ) {
        for says in &it.says {
            let set = match says {
                Says::Renamed(label) => ("portal_label", quoted(label)),
                Says::Star(required) => ("required", required.to_string()),
                Says::Length(most, _) if field.kind == FieldKind::Secret => {
                    let password = field.password;
                    let min = password.map(|it| it.min).unwrap_or_default().min(*most);
                    let mixed = password.is_some_and(|it| it.letter_and_digit);
                    let password =
                        format!("{{ min = {min}, max = {most}, letter_and_digit = {mixed} }}");
                    ("password", password)
                }
                Says::Length(most, _) => ("max_length", most.to_string()),
                Says::New | Says::Gone | Says::Options(_) | Says::Moved(_) | Says::Look(_) => {
                    continue;
                }
            };
            parts.push(self.part(page, &field.id, vec![set], says, &it.label));
        }
        let changed = it.says.iter().find_map(|says| match says {
            Says::Options(changed) => Some(changed),
            _ => None,
        });
        parts.extend(lists(self, page, field, there, changed));
    }

    /// A box that the pack does not have: with the fact that another page of the portal has under this name, or as an act.
    fn new_field(&self, page: &Page, it: &FormBox) -> Vec<(&'static str, String)> {
        let mut set = vec![("portal_label", quoted(&it.label))];
        if it.required {
            set.push(("required", "true".to_owned()));
        }
        if it.kind == FormKind::Secret {
            set.push(("kind", quoted("secret")));
            return set;
        }
        if let Some(fact) = self.fact(page, it) {
            let kind = if it.kind == FormKind::Text { "enter" } else { "choose" };
            set.extend([("kind", quoted(kind)), ("fact", quoted(fact.as_str()))]);
            return set;
        }
        let note = words(
            "平台页面上有这个框，备申里没有对应的内容，请照平台填写。",
            "The portal's page has this box and Beishen has nothing for it: fill it in as the portal says.",
        );
        set.extend([("kind", quoted("do")), ("note", note)]);
        set
    }

    /// The fact that the portal has under this name elsewhere and not on this page.
    fn fact(&self, page: &Page, it: &FormBox) -> Option<&FactKey> {
        let is_called = |field: &Field| names(field).any(|name| plain(name) == plain(&it.label));
        let typed = it.kind == FormKind::Text && it.options.is_empty();
        let kind = |field: &Field| match field.kind {
            FieldKind::Enter => typed && field.portal_format.is_none() && field.hosts.is_empty(),
            FieldKind::Choose => it.kind.offers(),
            _ => false,
        };
        let mut found = self
            .procedure
            .fields()
            .filter(|(_, field)| is_called(field) && kind(field) && fits(field, it.kind));
        let fact = found.next()?.1.fact.as_ref()?;
        let only = found.all(|(_, it)| it.fact.as_ref() == Some(fact));
        let here = page.fields.iter().any(|it| it.fact.as_ref() == Some(fact));
        (only && !here).then_some(fact)
    }
}

/// The key that puts a field behind another.
fn after(goes: &[(String, Option<String>)]) -> Vec<(&'static str, String)> {
    let behind = goes.iter().filter_map(|it| it.1.as_ref());
    behind.map(|it| ("insert_after", quoted(it))).collect()
}

/// Names for fields that are new on a page.
struct Names {
    taken: BTreeSet<String>,
    n: usize,
}

impl Names {
    fn of(page: &Page) -> Self {
        Self { taken: page.fields.iter().map(|it| it.id.clone()).collect(), n: 0 }
    }

    fn next(&mut self) -> String {
        loop {
            self.n += 1;
            let id = format!("portal-{}", self.n);
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

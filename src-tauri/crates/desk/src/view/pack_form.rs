//! A pack's pages and boxes in the window's words, and an act on them in those of `work`.

use beishen_core::{Fact, FactKind};
use beishen_document::Text;
use beishen_work::{Act, BoxShape, FactShape, PageShape, Shape};
use serde::{
    Deserialize as _,
    de::{IntoDeserializer as _, value::Error},
};

use crate::{
    at::At,
    contract::{
        FieldKind, PackAct, PackBox, PackBoxKind, PackFact, PackFactKind, PackForm, PackNamed,
        PackOwnFact, PackPage, PackWords,
    },
};

/// What a kind of fact is in the window.
pub(super) fn kind(of: FactKind) -> FieldKind {
    match of {
        FactKind::Date => FieldKind::Date,
        FactKind::Month => FieldKind::Month,
        FactKind::Choice => FieldKind::Choice,
        FactKind::Text => FieldKind::Text,
    }
}

pub(crate) fn pack_form(shape: Shape, facts: &[Fact], at: At) -> PackForm {
    let fact = |it: &Fact| PackFact {
        key: it.key.as_str().to_owned(),
        label: it.label.get(at.locale).to_owned(),
        kind: kind(it.kind),
    };
    let material = |(id, title)| PackNamed { id, title };
    // Those of the pack's own stand first: they are what one has just made.
    let own: Vec<PackOwnFact> = shape.facts.into_iter().map(own_fact).collect();
    let first = own.iter().map(|it| PackFact {
        key: it.key.clone(),
        label: it.label.zh.clone(),
        kind: window_kind(it.kind),
    });
    PackForm {
        pages: shape.pages.into_iter().map(page).collect(),
        materials: shape.materials.into_iter().map(material).collect(),
        facts: first.chain(facts.iter().map(fact)).collect(),
        own,
    }
}

fn own_fact(it: FactShape) -> PackOwnFact {
    let kind: Result<_, Error> = PackFactKind::deserialize(it.kind.as_str().into_deserializer());
    let kind = kind.unwrap_or(PackFactKind::Text);
    PackOwnFact { key: it.key, label: words(it.label), kind, sensitive: it.sensitive }
}

fn window_kind(kind: PackFactKind) -> FieldKind {
    match kind {
        PackFactKind::Text => FieldKind::Text,
        PackFactKind::Date => FieldKind::Date,
        PackFactKind::Month => FieldKind::Month,
        PackFactKind::Choice => FieldKind::Choice,
    }
}

/// As a pack writes it.
fn kind_named(kind: PackFactKind) -> &'static str {
    match kind {
        PackFactKind::Text => "text",
        PackFactKind::Date => "date",
        PackFactKind::Month => "month",
        PackFactKind::Choice => "choice",
    }
}

fn page(it: PageShape) -> PackPage {
    let boxes = it.boxes.into_iter().map(of_box).collect();
    PackPage { id: it.id, title: words(it.title), boxes }
}

fn of_box(it: BoxShape) -> PackBox {
    let kind: Result<_, Error> = PackBoxKind::deserialize(it.kind.as_str().into_deserializer());
    PackBox {
        id: it.id,
        label: it.label,
        // A word that no box has is a fault; here one begins anew.
        kind: kind.unwrap_or(PackBoxKind::Do),
        fact: it.fact,
        material: it.material,
        required: it.required,
        most: it.most,
        options: it.options.into_iter().map(words).collect(),
        table: it.table,
        note: words(it.note),
    }
}

fn words((zh, en): (String, String)) -> PackWords {
    PackWords { zh, en }
}

pub(crate) fn pack_act(act: PackAct) -> Act {
    let pair = |it: PackWords| (it.zh.trim().to_owned(), it.en.trim().to_owned());
    match act {
        PackAct::AddPage { title } => Act::AddPage { title },
        PackAct::NamePage { page, title } => {
            let (zh, en) = pair(title);
            Act::NamePage { page, title: Text::new(zh, en) }
        }
        PackAct::RemovePage { page } => Act::RemovePage { page },
        PackAct::MovePage { page, up } => Act::MovePage { page, up },
        PackAct::AddBox { page, label } => Act::AddBox { page, label },
        PackAct::RemoveBox { page, field } => Act::RemoveBox { page, field },
        PackAct::MoveBox { page, field, up } => Act::MoveBox { page, field, up },
        PackAct::AddFact { label, kind } => {
            Act::AddFact { label, kind: kind_named(kind).to_owned() }
        }
        PackAct::SetFact { to } => Act::SetFact {
            to: FactShape {
                key: to.key,
                label: pair(to.label),
                kind: kind_named(to.kind).to_owned(),
                sensitive: to.sensitive,
            },
        },
        PackAct::RemoveFact { key } => Act::RemoveFact { key },
        PackAct::SetBox { page, to } => Act::SetBox {
            page,
            to: BoxShape {
                id: to.id,
                label: to.label.trim().to_owned(),
                kind: named(to.kind).to_owned(),
                fact: to.fact,
                material: to.material,
                required: to.required,
                most: to.most,
                options: to.options.into_iter().map(pair).filter(|it| !it.0.is_empty()).collect(),
                table: to.table,
                note: pair(to.note),
            },
        },
    }
}

/// As a pack writes it.
fn named(kind: PackBoxKind) -> &'static str {
    match kind {
        PackBoxKind::Enter => "enter",
        PackBoxKind::Confirm => "confirm",
        PackBoxKind::Choose => "choose",
        PackBoxKind::Secret => "secret",
        PackBoxKind::Code => "code",
        PackBoxKind::System => "system",
        PackBoxKind::Upload => "upload",
        PackBoxKind::History => "history",
        PackBoxKind::Do => "do",
    }
}

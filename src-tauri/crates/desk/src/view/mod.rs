//! From an assessment to what the window shows: words, places and numbers, nothing decided anew.

mod check;
mod companion;
mod comparison;
mod course;
mod draft;
mod field;
mod finding;
mod history;
mod material;
mod name;
mod options;

use beishen_core::{Locale, Procedure};
use beishen_store::{Kind, Provenance, ValueKey};

pub(crate) use companion::{file_of, is_secret};
pub(crate) use course::{deadlines, expected, left};
pub(crate) use draft::{draft, pack_changes, progress, review};
pub(crate) use finding::finding_id;
pub(crate) use material::files;
pub(crate) use name::name;
pub(crate) use options::search_options;

use crate::{
    Library,
    contract::{OwnPack, PacksView, ProcedureCard, ProvenanceView, RefusedPack, SideView},
    desk::Open,
    packs, record,
};

/// An id as the window has it; a vault never grows so far.
pub(crate) fn small(id: i64) -> i32 {
    i32::try_from(id).unwrap_or(i32::MAX)
}

/// A count as the window has it.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A procedure to choose.
pub(crate) fn card(procedure: &Procedure, locale: Locale) -> ProcedureCard {
    let source = procedure.pages().first().map(|it| procedure.cite(&it.source));
    let basis = source.map(|it| match locale {
        Locale::Zh => format!("{}（{}）", it.source.zh, it.year),
        Locale::En => format!("{} ({})", it.source.en, it.year),
    });
    let mut needs = vec![locale.pick("身份证件", "Identity document").to_owned()];
    // What only some people need is told when it turns out that they do.
    let always = procedure.materials().iter().filter(|it| it.relevant.is_none());
    needs.extend(always.map(|it| it.title.get(locale).to_owned()));
    if procedure.steps().iter().any(|it| it.history) {
        needs.push(
            locale.pick("学位证书和工作经历", "Degree certificate and work history").to_owned(),
        );
    }
    ProcedureCard {
        id: procedure.id().to_owned(),
        title: procedure.title().get(locale).to_owned(),
        summary: procedure.summary().get(locale).to_owned(),
        minutes: procedure.minutes(),
        steps: count(procedure.steps().len()),
        needs,
        irreversible: procedure
            .irreversible()
            .iter()
            .map(|it| it.text.get(locale).to_owned())
            .collect(),
        basis: basis.unwrap_or_default(),
        verified_on: procedure.verified_on().to_string(),
    }
}

/// The packs of one's own.
pub(crate) fn packs(library: &Library, locale: Locale) -> PacksView {
    let title = |id: &str| {
        library.procedure(id).map_or_else(|| id.to_owned(), |it| it.title().get(locale).to_owned())
    };
    let own = library.own().iter().map(|it| OwnPack {
        file: packs::file_of(it.id()),
        id: it.id().to_owned(),
        title: it.title().get(locale).to_owned(),
        verified_on: it.verified_on().to_string(),
        extends: it.extends().map(title),
    });
    let refused = library.refused().iter().map(|(file, failure)| RefusedPack {
        file: file.clone(),
        message: failure.message.get(locale).to_owned(),
    });
    PacksView { own: own.collect(), refused: refused.collect() }
}

/// What a value of the vault is called.
pub(crate) fn label_of(open: &Open<'_>, key: &ValueKey, locale: Locale) -> String {
    let material =
        |id: &str| open.procedure.materials().iter().find(|it| it.id == id).map(|it| &it.title);
    let tick = |id: &str| {
        let of_materials = open.procedure.materials().iter().flat_map(|it| &it.ticks);
        let found = of_materials.into_iter().find(|it| it.id == id).map(|it| &it.text);
        let points = open.procedure.irreversible().iter();
        found.or_else(|| points.into_iter().find(|it| it.tick() == id).map(|it| &it.text))
    };
    let act = |id: &str| open.procedure.acts().iter().find(|it| it.id == id).map(|it| &it.title);
    let label = match key.kind {
        Kind::Answer => open.procedure.fact(&key.key.as_str().into()).map(|it| &it.label),
        Kind::Attachment => match record::side_of(&key.key) {
            Some((id, side)) => {
                let (zh, en) = match side {
                    SideView::Front => ("正面", "front"),
                    SideView::Back => ("反面", "back"),
                };
                let title = material(id).map_or(id, |it| it.get(locale));
                return format!("{title} · {}", locale.pick(zh, en));
            }
            None => material(&key.key),
        },
        Kind::Tick => tick(&key.key),
        Kind::Act => act(record::act_of(&key.key)),
        Kind::Comparison => open.procedure.compared_item(&key.key).map(|it| &it.label),
        Kind::History => return locale.pick("个人经历", "Personal history").to_owned(),
        Kind::Signature => return locale.pick("签名", "Signature").to_owned(),
        Kind::ReadBack => return locale.pick("回读核对", "Read-back").to_owned(),
        Kind::Acknowledgement => return locale.pick("保留提醒", "A kept warning").to_owned(),
    };
    label.map_or_else(|| key.key.clone(), |it| it.get(locale).to_owned())
}

pub(crate) fn provenance(provenance: Provenance) -> ProvenanceView {
    match provenance {
        Provenance::Typed => ProvenanceView::Typed,
        Provenance::DerivedAccepted => ProvenanceView::Derived,
        Provenance::Imported => ProvenanceView::Imported,
        Provenance::CarriedOver => ProvenanceView::CarriedOver,
    }
}

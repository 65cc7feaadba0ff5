//! From an assessment to what the window shows: words, places and numbers, nothing decided anew.

mod check;
mod companion;
mod comparison;
mod correction;
mod course;
pub(crate) mod cropper;
mod draft;
mod field;
mod finding;
mod history;
mod import;
mod material;
mod name;
mod options;
mod pack_form;
mod packs;
mod portal;
mod readback;
mod signing;

use beishen_core::{Derive, FactKey, Procedure, procedure::Requirement};
use beishen_document::Locale;
use beishen_store::{Kind, Provenance, ValueKey};
use beishen_work::Library;

use crate::{
    contract::{
        MaterialName, OwnPack, PacksView, ProcedureCard, ProvenanceView, RefusedPack, SideView,
    },
    open::Open,
    record,
};

pub(crate) use crate::contract::{count, small};
pub(crate) use companion::{companion, file_of, is_secret};
pub(crate) use correction::{changes, sources};
pub(crate) use course::{deadline, deadlines, expected, help};
pub(crate) use draft::{applicant, draft, pack_changes, review};
pub(crate) use finding::finding_id;
pub(crate) use import::{import, import_row};
pub(crate) use material::shown;
pub(crate) use name::name;
pub(crate) use options::{search_options, takes};
pub(crate) use pack_form::{pack_act, pack_form};
pub(crate) use packs::{preview, procedures};
pub(crate) use portal::{drifted, portal, portal_key, portal_packs, surely_differs};
pub(crate) use readback::field as read_field;

/// A procedure to choose.
pub(crate) fn card(procedure: &Procedure, locale: Locale) -> ProcedureCard {
    let source = procedure.pages().first().map(|it| procedure.cite(&it.source));
    let basis = source.map(|it| match locale {
        Locale::Zh => format!("{}（{}）", it.source.zh, it.year),
        Locale::En => format!("{} ({})", it.source.en, it.year),
    });
    let mut needs = vec![locale.pick("身份证件", "Identity document").to_owned()];
    // What only some people need is told when it turns out that they do.
    let usual = |fact: &FactKey| match &procedure.fact(fact)?.derive {
        Some(Derive::Usual { value }) => Some(value.as_str()),
        _ => None,
    };
    let asked = |it: &Requirement| it.relevant.as_ref().is_none_or(|it| it.holds(&usual));
    let always = procedure.materials().iter().filter(|it| it.required && asked(it));
    needs.extend(always.map(|it| need(procedure, it, locale)));
    let asks = |fact: &str| {
        let mut asks = procedure.steps().iter().flat_map(|it| &it.asks);
        asks.any(|it| it.fact().as_str() == fact)
    };
    for (fact, zh, en) in [
        ("contact.email", "收得到邮件的常用邮箱", "A mail address that receives mail"),
        ("contact.mobile", "收得到短信的手机", "A mobile telephone that receives messages"),
        ("study.student_number", "学号", "Student number"),
    ] {
        if asks(fact) {
            needs.push(locale.pick(zh, en).to_owned());
        }
    }
    if procedure.steps().iter().any(|it| it.history) {
        needs.push(
            locale
                .pick(
                    "学位证书；学习和工作经历的单位、职务、起止年月",
                    "Degree certificate; places, roles and months of studies and work",
                )
                .to_owned(),
        );
    }
    ProcedureCard {
        materials: procedure
            .materials()
            .iter()
            .map(|it| MaterialName { id: it.id.clone(), title: it.title.get(locale).to_owned() })
            .collect(),
        id: procedure.id().to_owned(),
        title: procedure.title().get(locale).to_owned(),
        summary: procedure.summary().get(locale).to_owned(),
        minutes: procedure.minutes(),
        steps: count(procedure.steps().len()),
        needs,
        irreversible: procedure
            .irreversible()
            .iter()
            .map(|it| {
                let guarded = course::guarded(procedure, it);
                let (text, colon) = (it.text.get(locale), locale.pick("：", ": "));
                match guarded.map(|it| course::about(procedure, it, locale)) {
                    Some(about) if !text.starts_with(&about) => about + colon + text,
                    _ => text.to_owned(),
                }
            })
            .collect(),
        basis: basis.unwrap_or_default(),
        verified_on: procedure.verified_on().to_string(),
    }
}

/// A material to have ready; of a photo what it must be like.
fn need(procedure: &Procedure, material: &Requirement, locale: Locale) -> String {
    let title = material.title.get(locale);
    let Some(photo) = procedure.profile(&material.id) else { return title.to_owned() };
    let (words, colon) = (photo.words(), locale.pick("：", ": "));
    let taken = match (photo.months, locale) {
        (None, _) => String::new(),
        (Some(it), Locale::Zh) => format!("，{it} 个月以内拍的"),
        (Some(it), Locale::En) => format!(", taken within the last {it} months"),
    };
    format!("{title}{colon}{}{taken}", words.get(locale))
}

/// The packs of one's own.
pub(crate) fn packs(library: &Library, locale: Locale) -> PacksView {
    let title = |id: &str| {
        library.procedure(id).map_or_else(|| id.to_owned(), |it| it.title().get(locale).to_owned())
    };
    let own = library.own().iter().map(|it| OwnPack {
        file: beishen_work::file_of(it.id()),
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
    let material = |id: &str| open.procedure.material(id).map(|it| &it.title);
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
        Provenance::CarriedOver => ProvenanceView::CarriedOver,
        Provenance::Class => ProvenanceView::Class,
    }
}

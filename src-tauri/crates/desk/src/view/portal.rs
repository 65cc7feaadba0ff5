//! A form page of the portal beside the pack, in the window's words.

use std::collections::BTreeMap;

use beishen_core::{Procedure, procedure::Options};
use beishen_document::Locale;
use beishen_guide::portal::{BoxDrift, Drift, PageDrift, Says, teaches};
use beishen_work::Library;

use super::count;
use crate::{
    contract::{
        PortalBox, PortalPack, PortalPage, PortalRenamed, PortalSays, PortalSeen, PortalState,
        PortalTaken, PortalView,
    },
    own::taught::Taught,
};

/// Options of a list that are shown.
const SHOWN: usize = 60;

/// What commands call a box: the pack's field, or the portal's label on its page.
pub(crate) fn portal_key(page: &PageDrift, it: &BoxDrift) -> String {
    it.field.clone().unwrap_or_else(|| format!("{} {}", page.page, it.label))
}

/// Whether something of it is certain to differ.
pub(crate) fn surely_differs(it: &BoxDrift) -> bool {
    it.says.iter().any(|it| !matches!(it, Says::Look(_)))
}

pub(crate) fn portal(
    procedure: Option<&Procedure>,
    drift: Option<&Drift>,
    practice: bool,
    taken: Option<PortalTaken>,
    packs: Vec<PortalPack>,
    locale: Locale,
) -> PortalView {
    let read = procedure.zip(drift);
    let pages: Vec<PortalPage> = read
        .into_iter()
        .flat_map(|(pack, drift)| drift.pages.iter().map(move |it| (pack, it)))
        .map(|(pack, it)| page(pack, it, practice, locale))
        .collect();
    let states = || pages.iter().flat_map(|it| &it.boxes).map(|it| it.state);
    let how_many = |state| count(states().filter(|it| *it == state).count());
    let (same, differs, look) =
        (how_many(PortalState::Same), how_many(PortalState::Differs), how_many(PortalState::Look));
    let procedure = procedure.map(|it| it.id().to_owned()).unwrap_or_default();
    PortalView { procedure, practice, pages, same, differs, look, taken, packs }
}

fn page(procedure: &Procedure, page: &PageDrift, practice: bool, locale: Locale) -> PortalPage {
    let boxes = page.boxes.iter().map(|it| {
        let offered = it.portal.iter().flat_map(|it| &it.options).take(SHOWN);
        let renamed = it.says.iter().filter_map(|it| match it {
            Says::Options(changed) => Some(changed.renamed.iter()),
            _ => None,
        });
        let field = procedure
            .fields()
            .find(|(on, field)| it.field.as_ref().is_some_and(|id| *id == on.id_of(&field.id)));
        let options = field.and_then(|(_, it)| {
            it.options.as_ref().or_else(|| procedure.options_of(it.fact.as_ref()?))
        });
        PortalBox {
            key: portal_key(page, it),
            label: it.label.clone(),
            state: match it {
                it if it.is_same() => PortalState::Same,
                it if surely_differs(it) => PortalState::Differs,
                _ => PortalState::Look,
            },
            says: it
                .says
                .iter()
                .map(|it| PortalSays {
                    title: it.title().get(locale).to_owned(),
                    text: it.text().get(locale).to_owned(),
                })
                .collect(),
            options: offered.map(|it| it.text.clone()).collect(),
            renamed: renamed
                .flatten()
                .map(|it| PortalRenamed { here: it.0.clone(), there: it.1.clone() })
                .collect(),
            takes: !practice && teaches(procedure, page, it),
            there: it.portal.is_some(),
            guessed: options.is_some_and(Options::is_guessed),
        }
    });
    PortalPage {
        id: page.page.clone(),
        title: page.title.get(locale).to_owned(),
        doubts: page.doubts.iter().map(|it| it.get(locale).to_owned()).collect(),
        boxes: boxes.collect(),
    }
}

/// What is known of the pages of each procedure.
pub(crate) fn portal_packs(
    installed: &Library,
    corrected: &Library,
    taught: &BTreeMap<String, Taught>,
    locale: Locale,
) -> Vec<PortalPack> {
    let of = |it: &Procedure| {
        let known = taught.get(it.id());
        let texts = known.map_or(0, |it| it.texts.len());
        PortalPack {
            id: it.id().to_owned(),
            title: it.title().get(locale).to_owned(),
            taught: count(texts),
            lost: texts > 0 && corrected.procedure(it.id()) == Some(it),
            seen: known.map(|known| seen(it, known, locale)).unwrap_or_default(),
        }
    };
    installed.procedures().iter().map(of).collect()
}

fn seen(procedure: &Procedure, known: &Taught, locale: Locale) -> Vec<PortalSeen> {
    let pages = procedure.pages().iter();
    pages
        .filter_map(|page| {
            let seen = known.seen.get(&page.id)?;
            Some(PortalSeen {
                title: page.title.get(locale).to_owned(),
                on: seen.on.to_string(),
                differs: seen.differs,
            })
        })
        .collect()
}

/// The pages that were seen otherwise than the pack has them, a sentence for each.
pub(crate) fn drifted(procedure: &Procedure, known: &Taught, locale: Locale) -> Vec<String> {
    let seen = seen(procedure, known, locale).into_iter().filter(|it| it.differs);
    seen.map(|it| match locale {
        Locale::Zh => format!("“{}”在 {} 看时与这里不同。", it.title, it.on),
        Locale::En => {
            format!("“{}” was otherwise than here when it was seen on {}.", it.title, it.on)
        }
    })
    .collect()
}

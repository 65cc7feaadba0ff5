//! 认识平台页面: the portal's own pages against the packs, in every layout that portals have, with planted changes.
#![expect(clippy::unwrap_used, reason = "tests")]

mod hostile;
mod learn;
mod markup;
mod plants;
mod styles;

use beishen_core::{
    Procedure,
    procedure::{FieldKind, Page},
};
use beishen_document::Locale;
use beishen_guide::{
    portal::{Drift, FormBox, FormKind, compare},
    practice,
};
use beishen_tests::{PACKS, pack};

/// What differs: the box and the kind of difference, in the order in which it is said.
fn said(drift: &Drift) -> Vec<(String, &'static str)> {
    let mut said = Vec::new();
    for page in &drift.pages {
        for it in &page.boxes {
            said.extend(it.says.iter().map(|says| (it.label.clone(), says.name())));
        }
        said.extend(page.doubts.iter().map(|it| (it.zh.clone(), "doubt")));
    }
    said
}

/// A page of the practice portal, as a browser saves it alone.
fn practised(procedure: &Procedure, page: &Page) -> String {
    let html = practice(procedure, Locale::Zh);
    let (head, rest) = html.split_once("<form ").unwrap();
    let start = format!("data-page=\"{}\"", page.id);
    let form = format!(" {rest}")
        .split("<form ")
        .find(|it| it.trim_start().starts_with(&start))
        .unwrap()
        .to_owned();
    let (form, _) = form.split_once("</form>").unwrap();
    format!("{head}<form {form}</form></main></div></body></html>")
}

/// The boxes of each page of a pack that has any, read off the practice portal.
fn pages(procedure: &Procedure) -> Vec<(&Page, Vec<FormBox>)> {
    let has_box = |it: &&Page| it.fields.iter().any(|it| it.kind != FieldKind::Do);
    let pages = procedure.pages().iter().filter(has_box);
    pages
        .map(|page| {
            let drift = compare(procedure, practised(procedure, page)).unwrap();
            let boxes = drift.pages.into_iter().flat_map(|it| it.boxes);
            (page, boxes.filter_map(|it| it.portal).collect())
        })
        .collect()
}

#[test]
fn the_practice_portal_teaches_what_the_pack_has() {
    for id in PACKS {
        let procedure = pack(id).procedure;
        let whole = compare(&procedure, practice(&procedure, Locale::Zh)).unwrap();
        assert_eq!(said(&whole), [], "{id}");
        assert!(whole.is_same());
        let pages = pages(&procedure);
        let found: Vec<&str> = whole.pages.iter().map(|it| it.page.as_str()).collect();
        let expected: Vec<&str> = pages.iter().map(|it| it.0.id.as_str()).collect();
        assert_eq!(found, expected, "{id}");
        for (page, boxes) in pages {
            let drift = compare(&procedure, practised(&procedure, page)).unwrap();
            let [only] = drift.pages.as_slice() else { panic!("{id} {}", page.id) };
            assert_eq!((only.page.as_str(), said(&drift).len()), (page.id.as_str(), 0));
            assert_eq!(only.boxes.len(), boxes.len());
            for field in page.fields.iter().filter(|it| it.kind != FieldKind::Do) {
                let found = boxes.iter().find(|it| it.label == field.portal_label);
                let found = found.unwrap_or_else(|| panic!("{id}: {}", field.portal_label));
                let kind = match field.kind {
                    FieldKind::Choose => FormKind::List,
                    FieldKind::Upload => FormKind::File,
                    FieldKind::History => FormKind::Rows,
                    FieldKind::Secret => FormKind::Secret,
                    FieldKind::System if field.fact.is_none() => FormKind::ReadOnly,
                    _ => FormKind::Text,
                };
                assert_eq!(found.kind, kind, "{id}: {}", field.portal_label);
            }
        }
    }
}

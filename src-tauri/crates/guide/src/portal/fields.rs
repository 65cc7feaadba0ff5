//! What a pack says of the boxes of a page.

use beishen_core::{
    FactKey, Procedure,
    procedure::{Field, FieldKind, Options, Page},
};

use crate::practice::{entries, insists, longest, merged};

/// A box that the pack has, with what it says of it.
pub(super) struct Wanted<'a> {
    /// `page.field` of the first of those that are this box.
    pub(super) id: String,
    pub(super) field: &'a Field,
    /// Not everybody meets it.
    pub(super) of_some: bool,
    pub(super) most: Option<usize>,
}

/// An entry of a list in all its names, the portal's own first, and what it belongs to.
pub(super) struct Entry {
    pub(super) names: Vec<String>,
    pub(super) parent: String,
}

/// The boxes of a page; acts are none.
pub(super) fn wanted<'a>(procedure: &'a Procedure, page: &'a Page) -> Vec<Wanted<'a>> {
    let insists = insists(page);
    let boxes = merged(page).into_iter().filter(|it| it.1.kind != FieldKind::Do);
    boxes
        .map(|(ids, field)| {
            let of = page.fields.iter().filter(|it| ids.contains(&&*it.id));
            let facts: Vec<&FactKey> = of.filter_map(|it| it.fact.as_ref()).collect();
            let most = match field.kind {
                FieldKind::Enter | FieldKind::Confirm => longest(procedure, field, &facts),
                FieldKind::Secret => field.password.and_then(|it| it.max),
                _ => None,
            };
            let id = ids.first().map(|it| page.id_of(it)).unwrap_or_default();
            Wanted { id, field, of_some: !insists(field), most }
        })
        .collect()
}

/// The options of a field; none where the pack has no list.
pub(super) fn options<'a>(procedure: &'a Procedure, field: &'a Field) -> Option<&'a Options> {
    field.options.as_ref().or_else(|| procedure.options_of(field.fact.as_ref()?))
}

/// What the pack's list offers.
pub(super) fn offered(procedure: &Procedure, field: &Field) -> Vec<Entry> {
    let Some(options) = options(procedure, field) else { return Vec::new() };
    let also = options.list.iter().map(|it| it.also.as_slice());
    let also = also.chain(std::iter::repeat(&[][..]));
    let all = entries(procedure, field, options).into_iter().zip(also);
    all.map(|(it, also)| Entry {
        names: std::iter::once(it.value).chain(also.iter().cloned()).collect(),
        parent: it.parent,
    })
    .collect()
}

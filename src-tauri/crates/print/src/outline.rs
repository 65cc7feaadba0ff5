//! Bookmarks: where each document of several begins, and each section of a long one (ISO 32000-1, 12.3.3).

use lopdf::{Document, Object, ObjectId, dictionary};

use crate::finish::text;

/// Writes the bookmarks, each a title and the page it leads to, and gives their root's id.
pub(crate) fn write(
    file: &mut Document,
    marks: &[(String, usize)],
    pages: &[ObjectId],
) -> ObjectId {
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = marks.iter().map(|_| file.new_object_id()).collect();
    for (at, (title, page)) in marks.iter().enumerate() {
        let mut item = dictionary! { "Title" => text(title), "Parent" => root };
        if let Some(&page) = pages.get(*page) {
            let (null, top) = (Object::Null, Object::Name(b"XYZ".to_vec()));
            item.set("Dest", vec![page.into(), top, null.clone(), null.clone(), null]);
        }
        if let Some(&before) = at.checked_sub(1).and_then(|it| ids.get(it)) {
            item.set("Prev", before);
        }
        if let Some(&after) = ids.get(at + 1) {
            item.set("Next", after);
        }
        if let Some(&id) = ids.get(at) {
            file.set_object(id, item);
        }
    }
    let count = i64::try_from(ids.len()).unwrap_or(0);
    let mut outlines = dictionary! { "Type" => "Outlines", "Count" => count };
    if let (Some(&first), Some(&last)) = (ids.first(), ids.last()) {
        outlines.set("First", first);
        outlines.set("Last", last);
    }
    file.set_object(root, outlines);
    root
}

//! What a receipt's file keeps of what it says, for [`Seal::changes`]: page-piece data of its first page (ISO 32000-1, 14.5).

use beishen_core::document::Seal;
use chrono::NaiveDateTime;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream, dictionary};

use crate::PrintError;

/// Our name in the file.
const NAME: &str = "Beishen";
/// No seal is longer, packed or unpacked.
const MOST_BYTES: usize = 1 << 20;
/// What the file's own tables may unpack to.
const MOST_UNPACKED: usize = 32 << 20;
/// Pages that are looked at.
const MOST_PAGES: usize = 10_000;

/// The seals of the receipts in a PDF that [`print`](crate::print) or a [`Book`](crate::Book) has made, in the order of its
/// pages; none for any other file.
pub fn read_seals(pdf: &[u8]) -> Vec<Seal> {
    let options =
        LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let Ok(file) = Document::load_mem_with_options(pdf, options) else { return Vec::new() };
    file.page_iter().take(MOST_PAGES).filter_map(|page| on_page(&file, page)).collect()
}

fn on_page(file: &Document, page: ObjectId) -> Option<Seal> {
    let dictionary = |it: &Object| file.dereference(it).ok()?.1.as_dict().ok().cloned();
    let pieces = dictionary(file.get_dictionary(page).ok()?.get(b"PieceInfo").ok()?)?;
    let piece = dictionary(pieces.get(NAME.as_bytes()).ok()?)?;
    let private = file.dereference(piece.get(b"Private").ok()?).ok()?.1.as_stream().ok()?;
    Seal::from_json(&private.get_plain_content_with_limit(MOST_BYTES).ok()?)
}

/// Hangs the seal on the page. A page with pieces says when it was changed last.
pub(crate) fn write(
    file: &mut Document,
    page: ObjectId,
    seal: &Seal,
    made_at: NaiveDateTime,
) -> Result<(), PrintError> {
    let private = file.add_object(Stream::new(Dictionary::new(), seal.to_json().into_bytes()));
    let date = Object::string_literal(made_at.format("D:%Y%m%d%H%M%S").to_string());
    let pieces = dictionary! {
        NAME => dictionary! { "LastModified" => date.clone(), "Private" => private },
    };
    let page = file.get_object_mut(page).and_then(Object::as_dict_mut);
    let page = page.map_err(|_| PrintError::Internal)?;
    page.set("LastModified", date);
    page.set("PieceInfo", pieces);
    Ok(())
}

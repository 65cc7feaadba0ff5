//! What a receipt's file keeps of what it says, for [`Seal::changes`]: page-piece data of the catalog (ISO 32000-1, 14.5).

use beishen_core::document::Seal;
use chrono::NaiveDateTime;
use lopdf::{Dictionary, Document, LoadOptions, Object, Stream, dictionary};

/// Our name in the file.
const NAME: &str = "Beishen";
/// No seal is longer, packed or unpacked.
const MOST_BYTES: usize = 1 << 20;
/// What the file's own tables may unpack to.
const MOST_UNPACKED: usize = 32 << 20;

/// The seal of a PDF that [`print`](crate::print) has made; `None` for any other file.
pub fn read_seal(pdf: &[u8]) -> Option<Seal> {
    let options =
        LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let file = Document::load_mem_with_options(pdf, options).ok()?;
    let dictionary = |it: &Object| file.dereference(it).ok()?.1.as_dict().ok().cloned();
    let pieces = dictionary(file.catalog().ok()?.get(b"PieceInfo").ok()?)?;
    let piece = dictionary(pieces.get(NAME.as_bytes()).ok()?)?;
    let private = file.dereference(piece.get(b"Private").ok()?).ok()?.1.as_stream().ok()?;
    Seal::from_json(&private.get_plain_content_with_limit(MOST_BYTES).ok()?)
}

/// The seal as an entry of the catalog.
pub(crate) fn pieces(file: &mut Document, seal: &Seal, made_at: NaiveDateTime) -> Dictionary {
    let private = file.add_object(Stream::new(Dictionary::new(), seal.to_json().into_bytes()));
    let date = Object::string_literal(made_at.format("D:%Y%m%d%H%M%S").to_string());
    dictionary! { NAME => dictionary! { "LastModified" => date, "Private" => private } }
}

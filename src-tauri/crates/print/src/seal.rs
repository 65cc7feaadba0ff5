//! What a receipt's file keeps of what it says, for [`Seal::changes`]: page-piece data of its first page (ISO 32000-1, 14.5);
//! and whether its pages still say it.

use beishen_document::Seal;
use chrono::NaiveDateTime;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream, dictionary};

use crate::{PrintError, Printed};

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
    load(pdf).map(|file| sealed(&file).into_iter().map(|it| it.1).collect()).unwrap_or_default()
}

/// The pages, counted from 1, on which the `nth` receipt of a PDF (from 0, in the order of [`read_seals`]) reads otherwise than
/// `made`, which is the same receipt made anew. White space and looks do not count; a page that cannot be read, or that only one
/// of them has, does.
pub fn altered_pages(pdf: &[u8], nth: usize, made: &Printed) -> Vec<usize> {
    let (found, expected) = (texts(pdf, nth, made.pages + 1), texts(&made.pdf, 0, made.pages + 1));
    let reads_the_same = |at: &usize| {
        let (found, expected) = (found.get(*at), expected.get(*at));
        found == expected && found.is_some_and(Option::is_some)
    };
    let pages = 0..found.len().max(expected.len());
    pages.filter(|it| !reads_the_same(it)).map(|it| it + 1).collect()
}

fn load(pdf: &[u8]) -> Option<Document> {
    let options =
        LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    Document::load_mem_with_options(pdf, options).ok()
}

/// The seals, each with the number of its page, from 0.
fn sealed(file: &Document) -> Vec<(usize, Seal)> {
    let pages = file.page_iter().take(MOST_PAGES).enumerate();
    pages.filter_map(|(at, page)| Some((at, on_page(file, page)?))).collect()
}

/// What can be read on the pages of a receipt, `most` of them.
fn texts(pdf: &[u8], nth: usize, most: usize) -> Vec<Option<String>> {
    let Some(file) = load(pdf) else { return Vec::new() };
    let seals = sealed(&file);
    let Some((first, _)) = seals.get(nth) else { return Vec::new() };
    let end =
        seals.get(nth + 1).map_or_else(|| file.page_iter().take(MOST_PAGES).count(), |it| it.0);
    let text = |at: usize| {
        let number = u32::try_from(at + 1).ok()?;
        let text = file.extract_text_with_limit(&[number], MOST_UNPACKED).ok()?;
        Some(text.split_whitespace().collect())
    };
    (*first..end).take(most).map(text).collect()
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

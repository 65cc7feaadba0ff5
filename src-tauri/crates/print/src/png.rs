//! A PNG as a picture of the PDF: its palette, and its rows as they stand in the file.

use std::collections::BTreeMap;

use beishen_document::Png;
use printpdf::{DictItem, ExternalStream, ExternalXObject, Px, XObject};

use crate::PrintError;

/// The picture (ISO 32000-1, 8.9.5 and 8.6.6.3). The rows need no decoding: the filter `FlateDecode` knows the predictors of
/// PNG (7.4.4.4).
///
/// # Errors
/// [`PrintError::Photo`] when a side is longer than any picture of ours.
pub(crate) fn picture(png: &Png) -> Result<XObject, PrintError> {
    let side = |it: u32| u16::try_from(it).map_err(|_| PrintError::Photo);
    let (width, height) = (side(png.width)?, side(png.height)?);
    let name = |it: &str| DictItem::Name(it.as_bytes().to_vec());
    let int = |it: usize| DictItem::Int(i64::try_from(it).unwrap_or_default());
    let colours = vec![
        name("Indexed"),
        name("DeviceRGB"),
        int((png.palette.len() / 3).saturating_sub(1)),
        DictItem::String { data: png.palette.clone(), literal: false },
    ];
    let rows = [("Predictor", 15), ("Colors", 1), ("BitsPerComponent", 8), ("Columns", width)];
    let rows = rows.map(|(key, value)| (key.to_owned(), DictItem::Int(value.into())));
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(width.into())),
        ("Height", DictItem::Int(height.into())),
        ("ColorSpace", DictItem::Array(colours)),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name("FlateDecode")),
        ("DecodeParms", DictItem::Dict { map: BTreeMap::from(rows) }),
    ];
    let dict = dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let stream = ExternalStream { dict, content: png.rows.clone(), compress: false };
    let (width, height) = (Some(Px(width.into())), Some(Px(height.into())));
    Ok(XObject::External(ExternalXObject { stream, width, height, dpi: None }))
}

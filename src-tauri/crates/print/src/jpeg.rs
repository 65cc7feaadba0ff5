//! A JPEG file as a picture of the PDF: the file's own bytes, not one changed.

use beishen_document::Jpeg;
use printpdf::{DictItem, ExternalStream, ExternalXObject, Px, XObject};

use crate::PrintError;

/// The picture (ISO 32000-1, 8.9.5, with the filter `DCTDecode`).
///
/// # Errors
/// [`PrintError::Photo`] when the sizes or colours are none a JPEG has.
pub(crate) fn picture(jpeg: &Jpeg) -> Result<XObject, PrintError> {
    let colours = match jpeg.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        4 => "DeviceCMYK",
        _ => return Err(PrintError::Photo),
    };
    // A JPEG's sides are 16 bits (ITU-T T.81, B.2.2).
    let side = |it: u32| u16::try_from(it).ok().filter(|&it| it > 0).ok_or(PrintError::Photo);
    let (width, height) = (side(jpeg.width)?, side(jpeg.height)?);
    if !jpeg.bytes.starts_with(&[0xFF, 0xD8]) {
        return Err(PrintError::Photo);
    }
    let name = |it: &str| DictItem::Name(it.as_bytes().to_vec());
    let mut dict = vec![
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(width.into())),
        ("Height", DictItem::Int(height.into())),
        ("ColorSpace", name(colours)),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name("DCTDecode")),
    ];
    if jpeg.components == 4 && is_adobe(&jpeg.bytes) {
        let inverted = [1, 0].map(DictItem::Int);
        dict.push(("Decode", DictItem::Array(inverted.iter().cycle().take(8).cloned().collect())));
    }
    let dict = dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let stream = ExternalStream { dict, content: jpeg.bytes.clone(), compress: false };
    let (width, height) = (Some(Px(width.into())), Some(Px(height.into())));
    Ok(XObject::External(ExternalXObject { stream, width, height, dpi: None }))
}

/// Whether the file has Adobe's mark (APP14). Such files hold the inks inverted (Adobe Technical Note 5116, 18).
fn is_adobe(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xFF, marker, high, low, after @ ..] = rest {
        if *marker == 0xEE && after.starts_with(b"Adobe") {
            return true;
        }
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        rest = match length.checked_sub(2) {
            Some(skip) if *marker != 0xDA => after.get(skip..).unwrap_or_default(),
            _ => return false,
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jpeg(components: u8, width: u32, middle: &[u8]) -> Jpeg {
        let bytes = [&[0xFF, 0xD8][..], middle, &[0xFF, 0xDA, 0, 2]].concat();
        Jpeg { bytes, width, height: 20, components }
    }

    fn decode(picture: &XObject) -> Option<&DictItem> {
        let XObject::External(it) = picture else { panic!("not an external object") };
        it.stream.dict.get("Decode")
    }

    #[test]
    fn adobe_ink_files_are_inverted() {
        let adobe = b"\xFF\xE0\x00\x04ab\xFF\xEE\x00\x0EAdobe\x00\x64\x00\x00\x00\x00\x02";
        assert!(decode(&picture(&jpeg(4, 10, adobe)).unwrap()).is_some());
        assert!(decode(&picture(&jpeg(4, 10, b"\xFF\xE0\x00\x04ab")).unwrap()).is_none());
        assert!(decode(&picture(&jpeg(3, 10, adobe)).unwrap()).is_none());
    }

    #[test]
    fn what_is_no_jpeg_is_refused() {
        for (components, width) in [(2, 10), (3, 0), (3, 70_000)] {
            assert_eq!(picture(&jpeg(components, width, b"")).unwrap_err(), PrintError::Photo);
        }
        let png = Jpeg { bytes: b"\x89PNG".to_vec(), width: 1, height: 1, components: 3 };
        assert_eq!(picture(&png).unwrap_err(), PrintError::Photo);
    }

    #[test]
    fn a_broken_file_is_read_to_its_end_at_most() {
        for end in 0..8 {
            let bytes = b"\xFF\xD8\xFF\xE0\xFF\xFFab";
            is_adobe(bytes.get(..end).unwrap_or_default());
        }
        assert!(!is_adobe(b"\xFF\xD8\xFF\xE0\x00\x00\xFF\xEE"));
    }
}

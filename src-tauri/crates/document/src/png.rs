//! A picture of the program itself: a PNG of at most 256 colours, read as far as paper needs it.

/// A PNG file with a palette, eight bits a pixel, not interlaced (ISO/IEC 15948, colour type 3).
///
/// Its compressed rows are what a PDF keeps of it, so nothing is decoded and no byte is changed.
#[derive(Clone, PartialEq, Eq)]
pub struct Png {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Width in pixels; not 0.
    pub width: u32,
    /// Height in pixels; not 0.
    pub height: u32,
    /// Red, green and blue of each colour: 3 to 768 bytes.
    pub palette: Vec<u8>,
    /// The rows, filtered and compressed (zlib), as they stand in the file.
    pub rows: Vec<u8>,
}

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Eight bits, with a palette, deflated, its rows filtered, not interlaced.
const FORM: [u8; 5] = [8, 3, 0, 0, 0];

impl Png {
    /// Reads a file; `None` when it is another kind of PNG, or none at all.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(SIGNATURE)?;
        let (mut size, mut palette, mut rows) = (None, Vec::new(), Vec::new());
        loop {
            let (length, after) = rest.split_first_chunk::<4>()?;
            let (kind, after) = after.split_first_chunk::<4>()?;
            let (data, after) =
                after.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
            match kind {
                b"IHDR" => size = Some(header(data)?),
                b"PLTE" => palette.extend_from_slice(data),
                b"IDAT" => rows.extend_from_slice(data),
                b"IEND" => break,
                _ => {}
            }
            rest = after.get(4..)?; // the checksum
        }
        let (width, height) = size?;
        let sound = matches!(palette.len(), 3..=768) && palette.len().is_multiple_of(3);
        let bytes = bytes.to_vec();
        (sound && !rows.is_empty()).then_some(Self { bytes, width, height, palette, rows })
    }
}

fn header(data: &[u8]) -> Option<(u32, u32)> {
    let (width, rest) = data.split_first_chunk::<4>()?;
    let (height, form) = rest.split_first_chunk::<4>()?;
    let (width, height) = (u32::from_be_bytes(*width), u32::from_be_bytes(*height));
    (form == FORM && width > 0 && height > 0).then_some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], kind, data, &[0; 4]].concat()
    }

    fn file(form: [u8; 5], palette: &[u8]) -> Vec<u8> {
        let header = [&[0, 0, 0, 2, 0, 0, 0, 1][..], &form].concat();
        let chunks = [
            chunk(b"IHDR", &header),
            chunk(b"PLTE", palette),
            chunk(b"IDAT", b"ab"),
            chunk(b"IDAT", b"c"),
            chunk(b"IEND", b""),
        ];
        [SIGNATURE.to_vec(), chunks.concat()].concat()
    }

    #[test]
    fn size_colours_and_rows_are_read() {
        let png = Png::read(&file(FORM, &[1, 2, 3])).unwrap();
        assert_eq!((png.width, png.height), (2, 1));
        assert_eq!((&*png.palette, &*png.rows), (&[1, 2, 3][..], &b"abc"[..]));
    }

    #[test]
    fn another_kind_is_none_and_a_broken_one_is_read_to_its_end_at_most() {
        let sound = file(FORM, &[1, 2, 3]);
        for end in 0..sound.len() - 4 {
            assert!(Png::read(sound.get(..end).unwrap()).is_none(), "{end}");
        }
        assert!(Png::read(&file([8, 2, 0, 0, 0], &[1, 2, 3])).is_none(), "no palette");
        assert!(Png::read(&file([8, 3, 0, 0, 1], &[1, 2, 3])).is_none(), "interlaced");
        assert!(Png::read(&file(FORM, &[1, 2])).is_none(), "half a colour");
    }
}

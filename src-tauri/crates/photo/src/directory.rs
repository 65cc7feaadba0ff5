//! The directories of TIFF 6.0, in which EXIF stands as well.

use crate::bytes::{be16, be32, le16, le32};

/// A file in either byte order.
#[derive(Clone, Copy)]
pub(crate) struct Tiff<'a> {
    bytes: &'a [u8],
    is_big: bool,
}

impl<'a> Tiff<'a> {
    /// The file, when it begins as one.
    pub(crate) fn new(bytes: &'a [u8]) -> Option<Self> {
        match bytes {
            [b'I', b'I', 42, 0, ..] => Some(Self { bytes, is_big: false }),
            [b'M', b'M', 0, 42, ..] => Some(Self { bytes, is_big: true }),
            _ => None,
        }
    }

    /// The directory of the first picture.
    pub(crate) fn main(self) -> Option<Directory<'a>> {
        self.directory(self.u32(self.bytes, 4)?)
    }

    /// The directory at an offset. Its entries end with the file at the latest.
    pub(crate) fn directory(self, at: u32) -> Option<Directory<'a>> {
        let bytes = self.bytes.get(usize::try_from(at).ok()?..)?;
        let count = usize::from(self.u16(bytes, 0)?);
        let entries = bytes.get(2..)?;
        Some(Directory { tiff: self, entries: entries.get(..count * 12).unwrap_or(entries) })
    }

    /// How many pictures there are: each directory says where the next one is.
    pub(crate) fn pictures(self) -> usize {
        let first = self.u32(self.bytes, 4);
        let next = |at: &u32| {
            let from = usize::try_from(*at).ok()?;
            let count = usize::from(self.u16(self.bytes.get(from..)?, 0)?);
            self.u32(self.bytes, from.checked_add(2 + count * 12)?)
        };
        std::iter::successors(first, next).take_while(|it| *it > 0).take(MOST_PICTURES).count()
    }

    fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        if self.is_big { be16(bytes, at) } else { le16(bytes, at) }
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        if self.is_big { be32(bytes, at) } else { le32(bytes, at) }
    }
}

/// More pictures than any scanner puts into a file; their chain may also lead back to itself.
const MOST_PICTURES: usize = 10_000;

/// Entries of tag, type, count and value, 12 bytes each.
pub(crate) struct Directory<'a> {
    /// The file it is of.
    pub(crate) tiff: Tiff<'a>,
    entries: &'a [u8],
}

impl<'a> Directory<'a> {
    /// The first number of a tag.
    pub(crate) fn number(&self, tag: u16) -> Option<u32> {
        self.numbers(tag).next()
    }

    /// The numbers of a tag that has SHORT or LONG ones.
    pub(crate) fn numbers(&self, tag: u16) -> impl Iterator<Item = u32> {
        let tiff = self.tiff;
        let (kind, value) = self.value(tag).unwrap_or_default();
        let width = if kind == LONG { 4 } else { 2 };
        value.chunks_exact(width).filter(move |_| matches!(kind, SHORT | LONG)).filter_map(
            move |it| {
                if kind == LONG { tiff.u32(it, 0) } else { tiff.u16(it, 0).map(u32::from) }
            },
        )
    }

    /// Numerator and denominator of a tag that is a RATIONAL.
    pub(crate) fn ratio(&self, tag: u16) -> Option<(u32, u32)> {
        let (kind, value) = self.value(tag)?;
        if kind == RATIONAL { self.tiff.u32(value, 0).zip(self.tiff.u32(value, 4)) } else { None }
    }

    /// The bytes of a tag that has bytes of any kind.
    pub(crate) fn bytes(&self, tag: u16) -> Option<&'a [u8]> {
        let (kind, value) = self.value(tag)?;
        matches!(kind, BYTE | ASCII | UNDEFINED).then_some(value)
    }

    /// How many bytes it takes.
    pub(crate) fn length(&self) -> usize {
        2 + self.entries.len()
    }

    /// Where each value lies in the file that has no room in its entry: from and how long.
    pub(crate) fn far_values(&self) -> impl Iterator<Item = (usize, usize)> {
        let far = |entry: &[u8]| {
            let length = self.length_of(entry)?;
            let at = usize::try_from(self.tiff.u32(entry, 8)?).ok()?;
            (length > 4).then_some((at, length))
        };
        self.entries.chunks_exact(12).filter_map(far)
    }

    /// The bytes of a tag that is ASCII, up to the NUL.
    pub(crate) fn text(&self, tag: u16) -> Option<&'a [u8]> {
        let (kind, value) = self.value(tag)?;
        if kind == ASCII { value.split(|it| *it == 0).next() } else { None }
    }

    /// Type and bytes of a tag's value: in the entry itself when it has room for them, elsewhere otherwise.
    fn value(&self, tag: u16) -> Option<(u16, &'a [u8])> {
        let tiff = self.tiff;
        let entry = self.entries.chunks_exact(12).find(|it| tiff.u16(it, 0) == Some(tag))?;
        let kind = tiff.u16(entry, 2)?;
        let length = self.length_of(entry)?;
        let from = if length <= 4 {
            entry.get(8..)?
        } else {
            tiff.bytes.get(usize::try_from(tiff.u32(entry, 8)?).ok()?..)?
        };
        Some((kind, from.get(..length)?))
    }

    /// How many bytes an entry's value has.
    fn length_of(&self, entry: &[u8]) -> Option<usize> {
        let width = match self.tiff.u16(entry, 2)? {
            BYTE | ASCII | UNDEFINED => 1,
            SHORT => 2,
            LONG => 4,
            RATIONAL => 8,
            _ => return None,
        };
        usize::try_from(self.tiff.u32(entry, 4)?).ok()?.checked_mul(width)
    }
}

const BYTE: u16 = 1;
const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;
const UNDEFINED: u16 = 7;

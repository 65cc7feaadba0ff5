//! `FlatBuffers`, the little that TensorFlow Lite's schema needs: tables, vectors and numbers, every read checked.

use crate::bytes::{le16, le32};

/// A table: fields are found through the table of offsets that it points at.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Table<'a> {
    /// The table that the file is.
    pub(super) fn root(bytes: &'a [u8]) -> Option<Self> {
        Some(Self { bytes, at: offset(bytes, 0)? })
    }

    /// Where a field lies; `None` when it has its default.
    fn field(&self, id: usize) -> Option<usize> {
        let back = i32::from_le_bytes(le32(self.bytes, self.at)?.to_le_bytes());
        let offsets = usize::try_from(i64::try_from(self.at).ok()? - i64::from(back)).ok()?;
        let place = 4 + 2 * id;
        if place + 2 > usize::from(le16(self.bytes, offsets)?) {
            return None;
        }
        match usize::from(le16(self.bytes, offsets.checked_add(place)?)?) {
            0 => None,
            relative => self.at.checked_add(relative),
        }
    }

    /// A number of 8 bits; 0 by default.
    pub(super) fn byte(&self, id: usize) -> u8 {
        self.field(id).and_then(|at| self.bytes.get(at)).copied().unwrap_or(0)
    }

    /// A number of 32 bits that is not negative.
    pub(super) fn number(&self, id: usize, default: usize) -> Option<usize> {
        match self.field(id) {
            Some(at) => usize::try_from(le32(self.bytes, at)?).ok(),
            None => Some(default),
        }
    }

    pub(super) fn table(&self, id: usize) -> Option<Self> {
        let at = self.field(id)?;
        Some(Self { bytes: self.bytes, at: at.checked_add(offset(self.bytes, at)?)? })
    }

    /// Numbers of 32 bits; -1, which means “none”, is left out.
    pub(super) fn numbers(&self, id: usize) -> Option<Vec<usize>> {
        let (at, length) = self.vector(id)?;
        let numbers = self.bytes.get(at..)?.get(..length.checked_mul(4)?)?.chunks_exact(4);
        let numbers = numbers.filter_map(|it| le32(it, 0)).filter(|it| *it != u32::MAX);
        numbers.map(|it| usize::try_from(it).ok()).collect()
    }

    pub(super) fn bytes(&self, id: usize) -> Option<&'a [u8]> {
        let (at, length) = self.vector(id)?;
        self.bytes.get(at..)?.get(..length)
    }

    pub(super) fn tables(&self, id: usize) -> Option<Vec<Self>> {
        let (at, length) = self.vector(id)?;
        let places = (0..length).map(|it| it.checked_mul(4).and_then(|it| at.checked_add(it)));
        places
            .map(|place| {
                let place = place?;
                Some(Self { bytes: self.bytes, at: place.checked_add(offset(self.bytes, place)?)? })
            })
            .collect()
    }

    /// Start and length of a vector; empty by default.
    fn vector(&self, id: usize) -> Option<(usize, usize)> {
        let Some(at) = self.field(id) else { return Some((0, 0)) };
        let start = at.checked_add(offset(self.bytes, at)?)?;
        Some((start.checked_add(4)?, offset(self.bytes, start)?))
    }
}

fn offset(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(le32(bytes, at)?).ok()
}

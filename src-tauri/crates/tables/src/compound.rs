//! The container of an .xls: files in sectors, chained like a disk's ([MS-CFB]). No chain is longer than the file, whatever it says.

use crate::refusal::Refusal;

/// Numbers from here on are no sectors.
const LAST: u32 = 0xffff_fffa;
/// Files below this many bytes lie in a file of small sectors.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;

/// A container.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    small: Vec<u8>,
    small_next: Vec<u32>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    length: usize,
}

impl<'a> Compound<'a> {
    /// Reads what lies where.
    pub(crate) fn of(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut it = Self {
            bytes,
            sector,
            next: Vec::new(),
            small: Vec::new(),
            small_next: Vec::new(),
            entries: Vec::new(),
        };
        let mut lists = numbers(bytes.get(76..512)?);
        let mut more = u32_at(bytes, 68)?;
        for _ in 0..it.most() {
            if more >= LAST {
                break;
            }
            lists.extend(numbers(it.at(more)?));
            more = lists.pop()?;
        }
        for list in lists.into_iter().filter(|it| *it < LAST).take(it.most()) {
            it.next.extend(numbers(it.at(list)?));
        }
        let whole = usize::MAX;
        let folder = it.chain(u32_at(bytes, 48)?, whole)?;
        it.entries = folder.chunks_exact(128).filter_map(Entry::of).collect();
        let root = it.entries.first().map(|it| (it.start, it.length))?;
        if u32_at(bytes, 64)? > 0 {
            it.small = it.chain(root.0, root.1)?;
            it.small_next = numbers(&it.chain(u32_at(bytes, 60)?, whole)?);
        }
        Some(it)
    }

    /// A file by its name.
    pub(crate) fn file(&self, name: &str) -> Option<Result<Vec<u8>, Refusal>> {
        let Entry { start, length, .. } =
            self.entries.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
        let read = if *length < SMALL {
            self.small_chain(*start, *length)
        } else {
            self.chain(*start, *length)
        };
        Some(read.filter(|it| it.len() == *length).ok_or(Refusal::Damaged))
    }

    fn most(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    /// A sector; the last may be cut short.
    fn at(&self, number: u32) -> Option<&'a [u8]> {
        let from = (number as usize + 1).checked_mul(self.sector)?;
        let to = (from + self.sector).min(self.bytes.len());
        self.bytes.get(from..to).filter(|it| !it.is_empty())
    }

    fn chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let (mut all, mut sector) = (Vec::new(), start);
        for _ in 0..self.most() {
            if sector >= LAST || all.len() >= length {
                break;
            }
            all.extend_from_slice(self.at(sector)?);
            sector = *self.next.get(sector as usize)?;
        }
        all.truncate(length);
        Some(all)
    }

    fn small_chain(&self, start: u32, length: usize) -> Option<Vec<u8>> {
        let (mut all, mut sector) = (Vec::new(), start);
        for _ in 0..SMALL / SMALL_SECTOR {
            if sector >= LAST || all.len() >= length {
                break;
            }
            let from = (sector as usize).checked_mul(SMALL_SECTOR)?;
            let to = (from + SMALL_SECTOR).min(self.small.len());
            all.extend_from_slice(self.small.get(from..to)?);
            sector = *self.small_next.get(sector as usize)?;
        }
        all.truncate(length);
        Some(all)
    }
}

impl Entry {
    fn of(bytes: &[u8]) -> Option<Self> {
        let letters = bytes.get(..64)?.chunks_exact(2).filter_map(|it| u16_at(it, 0));
        let letters: Vec<u16> = letters.take_while(|it| *it != 0).collect();
        let length = usize::try_from(u32_at(bytes, 120)?).ok()?;
        Some(Self { name: String::from_utf16_lossy(&letters), start: u32_at(bytes, 116)?, length })
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|it| u32_at(it, 0)).collect()
}

/// A number of two bytes.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|it| u16::from_le_bytes(*it))
}

/// A number of four bytes.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|it| u32::from_le_bytes(*it))
}

/// A number with a point.
pub(crate) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes.get(at..)?.first_chunk().map(|it| f64::from_le_bytes(*it))
}

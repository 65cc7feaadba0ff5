//! Administrative regions by their six-digit code (GB/T 2260, all editions), as identity numbers
//! carry them.

use crate::tables::{ID_PROVINCES, LAST_DIGITS, REGIONS, STARTS};

/// A place that has or had a six-digit code. The sources do not know every early code: an unknown
/// one may still be real.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Region {
    /// Six digits.
    pub code: &'static str,
    /// The name now, or the last one of a code no longer in use: 朝阳区. Some are headings of the
    /// standard: 市辖区.
    pub name: &'static str,
    /// The name of the province, never empty.
    pub province: &'static str,
    /// The year the code came into use; 1981 means 1981 or earlier; `None` where no source dates
    /// it.
    pub first_year: Option<u16>,
    /// The last year the code was in use; `None` while it is in use, or where no source dates it.
    pub last_year: Option<u16>,
    /// Whether the code is in use in 2026.
    pub in_use: bool,
    /// Earlier names, and names that only some of the sources have for this code.
    pub also: &'static [&'static str],
    pub(crate) full_name: &'static str,
}

impl Region {
    /// Province, prefecture where there is one, and name: 湖北省武汉市武昌区, 北京市朝阳区. No part stands there
    /// twice.
    pub fn full_name(&self) -> String {
        self.full_name.to_owned()
    }
}

/// The region of exactly six ASCII digits, also one that is no longer in use.
pub fn region(code: &str) -> Option<&'static Region> {
    let digits: &[u8; 6] = code.as_bytes().try_into().ok()?;
    let number = |part: &[u8]| {
        part.iter().try_fold(0_u16, |n, byte| {
            byte.is_ascii_digit().then(|| n * 10 + u16::from(byte - b'0'))
        })
    };
    let (prefecture, last) = digits.split_at(4);
    let (prefecture, last) = (usize::from(number(prefecture)?), u8::try_from(number(last)?).ok()?);
    let start = usize::from(*STARTS.get(prefecture)?);
    let end = usize::from(*STARTS.get(prefecture + 1)?);
    let at = LAST_DIGITS.get(start..end)?.binary_search(&last).ok()?;
    REGIONS.get(start + at)
}

/// The province that an identity number's first two digits stand for; 71 and 83 are 台湾省, 81 and 82
/// 香港 and 澳门.
pub fn id_province(two_digits: &str) -> Option<&'static str> {
    ID_PROVINCES.iter().find(|(prefix, _)| *prefix == two_digits).map(|(_, name)| *name)
}

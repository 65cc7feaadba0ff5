//! Whose a telephone number is, by the digits it begins with.

use crate::tables::{AREA_CODES, MOBILE_PREFIXES};

/// A range of mobile numbers as 工业和信息化部 assigned it (table as of March 2023; later ranges are
/// unknown here).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct MobilePrefix {
    /// Three or four digits.
    pub prefix: &'static str,
    /// 中国电信, 中国移动, 中国联通, 中国广电 …
    pub operator: &'static str,
    /// 公众移动, 移动转售 (virtual operators) or 卫星移动.
    pub kind: &'static str,
    /// What else is known, such as 多为数据卡或物联网卡; often empty.
    pub note: &'static str,
}

/// The area code of landlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AreaCode {
    /// Three or four digits, the leading 0 included.
    pub code: &'static str,
    /// The cities it serves, between them a 、.
    pub cities: &'static str,
    /// The name of the province.
    pub province: &'static str,
    /// Empty while in use, else the codes it went into.
    pub now: &'static [&'static str],
    /// How many digits follow it, where all numbers of the area are known to have as many.
    pub digits: Option<usize>,
}

/// The longest known prefix of a mobile number; the rest of the number is not looked at.
pub fn mobile_prefix(number: &str) -> Option<&'static MobilePrefix> {
    longest(MOBILE_PREFIXES, number, |known| known.prefix)
}

/// The longest known area code that a landline number begins with; the rest of the number is not
/// looked at.
pub fn area_code(number: &str) -> Option<&'static AreaCode> {
    longest(AREA_CODES, number, |known| known.code)
}

/// Of rows in text order of their key, of four digits or three.
fn longest<T>(
    rows: &'static [T],
    number: &str,
    key: impl Fn(&T) -> &'static str,
) -> Option<&'static T> {
    [4, 3].into_iter().find_map(|length| {
        let digits = number.get(..length)?;
        rows.get(rows.binary_search_by(|row| key(row).cmp(digits)).ok()?)
    })
}

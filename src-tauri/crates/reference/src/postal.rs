//! Which province a postcode belongs to.

use crate::tables::POSTAL_PREFIXES;

/// The provinces that share a postcode's first two digits; none where no province has them. A few
/// prefixes cross a border.
pub fn postal_provinces(postcode: &str) -> &'static [&'static str] {
    let found = postcode
        .get(..2)
        .and_then(|two| POSTAL_PREFIXES.binary_search_by(|row| row.0.cmp(two)).ok());
    found.and_then(|at| POSTAL_PREFIXES.get(at)).map_or(&[], |row| row.1)
}

//! The static data that the build script made of `assets/reference/*.tsv`.

use crate::phone::{AreaCode, MobilePrefix};
use crate::pinyin::Surname;
use crate::region::Region;
use crate::search::Glyph;
use crate::table::Entry;

/// One table: entries in file order, and every name and code in text order with the number of its
/// entry.
pub(crate) struct Data {
    pub(crate) entries: &'static [Entry],
    pub(crate) finder: &'static [(&'static str, u16)],
}

const NONE: &[&str] = &[];

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

//! The code tables of 备申: look-up and search. Pure: no IO, no clock; the tables are compiled in
//! from `assets/reference`, so that a look-up neither parses nor allocates, and nothing from
//! outside can make one panic.

mod phone;
pub mod pinyin;
mod postal;
mod region;
mod search;
mod table;
mod tables;

pub use phone::{AreaCode, MobilePrefix, area_code, mobile_prefix};
pub use postal::postal_provinces;
pub use region::{Region, id_province, region};
pub use table::{Entry, Table};

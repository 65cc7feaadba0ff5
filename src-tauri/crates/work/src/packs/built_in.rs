//! What comes with the program: the dictionary and the packs.

use beishen_core::{Dictionary, Fact, PackError};

use crate::failure::Failure;

macro_rules! packs {
    ($($id:literal),+) => {
        /// The ids of the built-in procedures, in the order they are offered.
        pub const PROCEDURES: &[&str] = &[$($id),+];
        pub(super) const PACKS: &[&str] = &[$(include_str!(concat!("../../../../../assets/procedures/", $id, ".toml"))),+];
    };
}
packs!("tdxl", "chsi-account", "hunnu-bachelor", "image-check");

/// The photo profiles of the built-in procedures.
pub const PROFILES: &[&str] = &["tdxl", "qingcongpai", "xueli"];

const FACTS: &str = include_str!("../../../../../assets/facts.toml");

/// The text of a built-in pack.
pub(super) fn built_in(id: &str) -> Option<&'static str> {
    PROCEDURES.iter().zip(PACKS).find(|(it, _)| **it == id).map(|(_, text)| *text)
}

pub(super) fn dictionary() -> Result<Dictionary, Failure> {
    Dictionary::parse("facts.toml", FACTS).map_err(|error| damaged(&error))
}

/// Every fact there is, in the dictionary's order.
pub fn facts() -> Result<Vec<Fact>, Failure> {
    Ok(dictionary()?.facts().to_vec())
}

/// The words for a build that was never tested.
pub(super) fn damaged(error: &PackError) -> Failure {
    Failure::system(
        format!("程序自带的“{}”有问题，请重新安装本程序。", error.file),
        format!("The program's own “{}” is damaged. Install this program again.", error.file),
    )
}

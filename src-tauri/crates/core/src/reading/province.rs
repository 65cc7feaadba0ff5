//! The province with which every resident number begins (GB/T 2260).

use std::sync::LazyLock;

use beishen_reference::id_province;

use super::{Problem, Reason};

pub(super) const PROVINCE: Reason = Reason::error("province", &["p"]);

/// That the two digits are a province's.
pub(super) fn province([tens, ones]: [u8; 2]) -> Result<(), Problem> {
    /// Whether 00 to 99 are provinces': a number is looked up for every line of a roster.
    static PROVINCES: LazyLock<[bool; 100]> =
        LazyLock::new(|| std::array::from_fn(|it| id_province(&format!("{it:02}")).is_some()));
    let code = usize::from(tens - b'0') * 10 + usize::from(ones - b'0');
    let problem = || Problem::new(&PROVINCE, vec![("p", format!("{code:02}"))]);
    PROVINCES[code].then_some(()).ok_or_else(problem)
}

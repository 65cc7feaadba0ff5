//! 居民身份证 numbers of the first generation: region, YYMMDD, order. Out of use since 2013-01-01 (居民身份证法), so they
//! are refused, with the number that the rule of GB 11643-1999 makes of them.

use chrono::NaiveDate;

use super::{
    Problem, Reason,
    mod11_2::{self, Number},
    province::province,
};

pub(super) const LEGACY: Reason = Reason::error("legacy_15", &["new"]);
pub(super) const LEGACY_BEFORE_1900: Reason = Reason::error("legacy_15_before_1900", &[]);

/// Orders kept for those who were over a hundred years old: born in 18YY, and no rule tells their new number.
const BEFORE_1900: &[u8] = b"996";

/// What is to be said of a number of fifteen digits, and the eighteen to offer instead; `None` for any other text.
pub(super) fn judge(number: &str, today: NaiveDate) -> Option<(Problem, Option<String>)> {
    let legacy = number.as_bytes();
    if legacy.len() != 15 || !legacy.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let (place, rest) = legacy.split_at(6);
    let digits: [u8; 17] = [place, b"19", rest].concat().try_into().ok()?;
    let mut upgraded: Number = [mod11_2::check_character(&digits); 18];
    upgraded[..17].copy_from_slice(&digits);
    let province = province([digits[0], digits[1]]);
    Some(match province.and_then(|()| mod11_2::birth(&upgraded, today)) {
        Err(problem) => (problem, None),
        Ok(_) if &legacy[12..] >= BEFORE_1900 => {
            (Problem::new(&LEGACY_BEFORE_1900, Vec::new()), None)
        }
        Ok(_) => {
            let new: String = upgraded.map(char::from).iter().collect();
            (Problem::new(&LEGACY, vec![("new", new.clone())]), Some(new))
        }
    })
}

//! 外国人永久居留身份证 numbers of either card: the portals' lists do not tell the two apart, the first character does.
//!
//! What a number tells besides: the nationality when the card was first given out, in letters or digits of ISO 3166-1; the day of birth,
//! on the older card without its century; and on the newer one, by every published specimen, the sex as in GB 11643 (国家移民管理局's
//! 911124198108030024 is a woman, 932682198501010017 a man). No rule for the sex is published, and a nationality may change: both are
//! asked about, and nothing but the whole day of birth is filled in from them.

use beishen_reference::{Entry, Table};
use chrono::{Datelike, NaiveDate};

use super::{Reading, Sex, foreign_pr15, foreign_pr18, normalise};

pub(super) fn read(text: &str, today: NaiveDate) -> Reading<'_> {
    let is_old =
        normalise::document_number(text).chars().next().is_some_and(|it| it.is_ascii_uppercase());
    if is_old { foreign_pr15::read(text) } else { foreign_pr18::read(text, today) }
}

/// What a sound number most probably tells of its bearer.
pub(crate) struct PermanentResident {
    pub(crate) nation: Option<&'static Entry>,
    pub(crate) sex: Option<Sex>,
    /// The last two digits of the year, the month, the day.
    pub(crate) birth: Option<(i32, u32, u32)>,
}

impl PermanentResident {
    /// Whether somebody who was born that day may have the number.
    pub(crate) fn may_be_born(&self, day: NaiveDate) -> bool {
        self.birth.is_none_or(|it| it == (day.year() % 100, day.month(), day.day()))
    }
}

/// Of a number that was read without an error; of any other nothing is told.
pub(crate) fn told(number: &str) -> Option<PermanentResident> {
    let part = |from, to| number.get(from..to);
    let digits = |from, to| part(from, to).and_then(|it| it.parse::<u32>().ok());
    let is_old = number.starts_with(|it: char| it.is_ascii_uppercase());
    let (nation, from) = match (is_old, number.len()) {
        (true, 15) => (part(0, 3), 7),
        (false, 18) => (part(3, 6), 8),
        _ => return None,
    };
    let birth = (digits(from, from + 2), digits(from + 2, from + 4), digits(from + 4, from + 6));
    let birth = match birth {
        (Some(year), Some(month @ 1..=12), Some(day @ 1..=31)) => {
            Some((year.cast_signed(), month, day))
        }
        _ => None,
    };
    let sex = digits(16, 17).map(|it| if it % 2 == 1 { Sex::Male } else { Sex::Female });
    Some(PermanentResident { nation: Table::Countries.find(nation?), sex, birth })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_card_is_read_by_its_own_rules() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (number, reason) in [
            ("932682198501010017", None),
            ("USA110085010112", None),
            ("usa110085010112", None),
            ("932682198501010018", Some("check_digit")),
            ("USA11008501011", Some("length")),
            ("93268219850101001", Some("length")),
        ] {
            assert_eq!(read(number, today).problem.map(|it| it.reason.name), reason, "{number}");
        }
    }

    /// The specimens of 国家移民管理局 and of those who sell readers for the cards.
    #[test]
    fn specimens_tell_of_their_bearers() {
        for (number, nation, sex, birth) in [
            ("932682198501010017", Some("SA"), Some("男"), Some((85, 1, 1))),
            ("911124198108030024", Some("CA"), Some("女"), Some((81, 8, 3))),
            ("931586198001010028", Some("PK"), Some("女"), Some((80, 1, 1))),
            ("PAK310080010103", Some("PK"), None, Some((80, 1, 1))),
            ("QQQ310090123456", None, None, None),
            ("QQQ310090121256", None, None, Some((90, 12, 12))),
            ("USA11008501011", None, None, None),
            ("", None, None, None),
        ] {
            let told = told(number);
            let told = told.as_ref();
            assert_eq!(told.and_then(|it| it.nation).map(|it| it.code), nation, "{number}");
            assert_eq!(told.and_then(|it| it.sex).map(Sex::name), sex, "{number}");
            assert_eq!(told.and_then(|it| it.birth), birth, "{number}");
        }
    }
}

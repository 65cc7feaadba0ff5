//! A passport of the People's Republic: its number has one of the forms of its books.

use beishen_reference::Table;

use super::{found::Found, view::View};
use crate::{
    fact::FactKey,
    reading::{Reason, is_chinese_passport},
};

pub(super) const OTHER_FORM: Reason = Reason::warning("other_form", &["country"]);

pub(super) fn check(view: &View<'_>, number: &FactKey, country: &FactKey) -> Option<Found> {
    let value = view.value(number).filter(|it| it.problem.is_none())?;
    let nation = view.text(country)?;
    let is_of_china = Table::Countries.find(nation)?.code == "CN";
    (is_of_china && !is_chinese_passport(&value.text))
        .then(|| Found::new(number, &OTHER_FORM, vec![("country", nation.to_owned())]))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn a_passport_of_china_has_the_form_of_its_books() {
        let check = r#"{ kind = "chinese_passport", number = "passport", country = "country" }"#;
        for (number, country, expected) in [
            ("E12345678", "中国", ""),
            ("EA1234567", "中华人民共和国", ""),
            ("E1234567", "中华人民共和国", "passport: other_form country=中华人民共和国"),
            ("K12345678", "中国香港", ""),
            ("C01X00T47", "美国", ""),
            ("A123", "中国", ""),
            ("ABCDEFGH", "中国", ""),
            ("E1234567", "火星", ""),
        ] {
            let facts = [("passport", number), ("country", country)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }
}

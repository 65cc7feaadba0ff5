//! A country against the kind of document: a resident identity card belongs to a Chinese citizen, and so on.

use beishen_reference::Table;

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

pub(super) const UNLIKELY: Reason = Reason::warning("unlikely", &["country", "document"]);

pub(super) fn check(view: &View<'_>, country: &FactKey, document: &FactKey) -> Option<Found> {
    let (country, name) = (view.text(country)?, view.text(document)?);
    let nation = Table::Countries.find(country)?.code;
    let likely = match Table::IdDocumentTypes.find(name)?.code {
        "cn_id" => nation == "CN",
        "hkmo_permit" => matches!(nation, "CN" | "HK" | "MO"),
        "tw_permit" => matches!(nation, "CN" | "TW"),
        "hkmotw_residence" => matches!(nation, "CN" | "HK" | "MO" | "TW"),
        "foreign_pr" => !matches!(nation, "CN" | "HK" | "MO" | "TW"),
        _ => true,
    };
    let params = || vec![("country", country.to_owned()), ("document", name.to_owned())];
    (!likely).then(|| Found::new(document, &UNLIKELY, params()))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn a_card_of_another_country_is_doubtful() {
        let check = r#"{ kind = "country_document", country = "country", document = "document" }"#;
        for (country, document, expected) in [
            ("中国", "居民身份证", ""),
            ("美国", "居民身份证", "document: unlikely country=美国 document=居民身份证"),
            ("美国", "护照", ""),
            ("火星", "居民身份证", ""),
        ] {
            let facts = [("country", country), ("document", document)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }
}

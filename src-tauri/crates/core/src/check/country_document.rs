//! A country against the kind of document: a resident identity card belongs to a Chinese citizen, and so on. Whoever has a
//! permit of Hong Kong, Macao or Taiwan gives that region as the country or region (学位授予信息年报数据结构及代码手册,
//! 国家或地区码), and the number says which (公安部, 2010-03-10; 国办发〔2018〕81 号).

use beishen_reference::Table;

use super::{found::Found, view::View};
use crate::{
    fact::FactKey,
    reading::{Reason, told_by_permit},
};

pub(super) const UNLIKELY: Reason = Reason::warning("unlikely", &["country", "document"]);
const OTHER_REGION: Reason = Reason::warning("other_region", &["country", "document", "region"]);
const OTHER_NATION: Reason = Reason::warning("other_nation", &["nation"]);
/// With the number.
pub(super) const REASONS: &[Reason] = &[UNLIKELY, OTHER_REGION, OTHER_NATION];

/// The regions, in the order of the code table, whose people are Chinese citizens.
const CHINA: [&str; 4] = ["CN", "HK", "MO", "TW"];

/// Without `number`, only what no document of that kind can have.
pub(super) fn check(
    view: &View<'_>,
    country: &FactKey,
    document: &FactKey,
    number: Option<&FactKey>,
) -> Option<Found> {
    let (chosen, name) = (view.text(country)?, view.text(document)?);
    let nation = Table::Countries.find(chosen)?.code;
    let kind = Table::IdDocumentTypes.find(name)?.code;
    let params = || vec![("country", chosen.to_owned()), ("document", name.to_owned())];
    if let Some(number) = number
        && CHINA.contains(&nation)
    {
        let regions = regions(kind, view.sound(number).unwrap_or_default());
        if regions.is_empty() || regions.contains(&nation) {
            return kind_is_unlikely(kind, nation)
                .then(|| Found::new(document, &UNLIKELY, params()));
        }
        let names: Vec<&str> =
            regions.iter().filter_map(|it| Some(Table::Countries.find(it)?.name)).collect();
        let mut found = Found::new(country, &OTHER_REGION, params());
        // No repair: country, document or number may be what is wrong, and only the person knows.
        found.params.push(("region", names.join("、")));
        return Some(found);
    }
    // A foreigner who lives in Hong Kong or Macao has a permit too.
    let is_of_foreigner = || {
        let number = number.and_then(|it| view.sound(it)).unwrap_or_default();
        kind == "hkmo_permit" && !CHINA.contains(&nation) && number.chars().nth(1) == Some('A')
    };
    if kind_is_unlikely(kind, nation) && !is_of_foreigner() {
        return Some(Found::new(document, &UNLIKELY, params()));
    }
    // The nationality of the day on which the card was first given out: it may have changed since.
    let number = number.filter(|_| kind == "foreign_pr").and_then(|it| view.sound(it))?;
    let told = told_by_permit(number)?.nation.filter(|it| it.code != nation)?;
    Some(Found::new(country, &OTHER_NATION, vec![("nation", told.name.to_owned())]))
}

fn kind_is_unlikely(kind: &str, nation: &str) -> bool {
    match kind {
        "cn_id" => nation != "CN",
        "hkmo_permit" => !matches!(nation, "CN" | "HK" | "MO"),
        "tw_permit" => !matches!(nation, "CN" | "TW"),
        "hkmotw_residence" => !CHINA.contains(&nation),
        "foreign_pr" => CHINA.contains(&nation),
        _ => false,
    }
}

/// Where a permit of that number is from; nothing of a document that is no permit.
fn regions(kind: &str, number: &str) -> &'static [&'static str] {
    match (kind, number.get(..1), number.get(..2)) {
        ("hkmo_permit", Some("H"), _) | ("hkmotw_residence", _, Some("81")) => &["HK"],
        ("hkmo_permit", Some("M"), _) | ("hkmotw_residence", _, Some("82")) => &["MO"],
        ("tw_permit", ..) | ("hkmotw_residence", _, Some("83")) => &["TW"],
        ("hkmo_permit", ..) => &["HK", "MO"],
        ("hkmotw_residence", ..) => &["HK", "MO", "TW"],
        _ => &[],
    }
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
            ("中国香港", "居民身份证", "document: unlikely country=中国香港 document=居民身份证"),
            ("中国", "台胞证", ""),
            ("美国", "护照", ""),
            ("火星", "居民身份证", ""),
        ] {
            let facts = [("country", country), ("document", document)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }

    #[test]
    fn a_permit_says_the_region() {
        let check = r#"{ kind = "country_document", country = "country", document = "document", number = "number" }"#;
        let other = |country: &str, document: &str, region: &str| {
            format!("country: other_region country={country} document={document} region={region}")
        };
        for (country, document, number, expected) in [
            ("中国香港", "回乡证", "H12345678", String::new()),
            ("中国澳门", "回乡证", "M12345678", String::new()),
            ("中国澳门", "回乡证", "H12345678", other("中国澳门", "回乡证", "中国香港")),
            ("中国香港", "回乡证", "M12345678", other("中国香港", "回乡证", "中国澳门")),
            (
                "中华人民共和国",
                "回乡证",
                "H12345678",
                other("中华人民共和国", "回乡证", "中国香港"),
            ),
            ("中国", "回乡证", "", other("中国", "回乡证", "中国香港、中国澳门")),
            ("中国台湾", "回乡证", "H12345678", other("中国台湾", "回乡证", "中国香港")),
            ("中国", "台胞证", "12345678", other("中国", "台胞证", "中国台湾")),
            ("中国台湾", "台胞证", "12345678", String::new()),
            (
                "中国香港",
                "港澳台居民居住证",
                "830000199001010011",
                other("中国香港", "港澳台居民居住证", "中国台湾"),
            ),
            ("中国澳门", "港澳台居民居住证", "820000199001010011", String::new()),
            ("美国", "回乡证", "HA1234567", String::new()),
            ("中国香港", "回乡证", "HA1234567", String::new()),
            ("中国澳门", "回乡证", "HA1234567", other("中国澳门", "回乡证", "中国香港")),
            (
                "美国",
                "回乡证",
                "H12345678",
                "document: unlikely country=美国 document=回乡证".to_owned(),
            ),
            ("中国", "居民身份证", "11010519491231002X", String::new()),
            (
                "中国香港",
                "居民身份证",
                "11010519491231002X",
                "document: unlikely country=中国香港 document=居民身份证".to_owned(),
            ),
            ("中国", "护照", "E12345678", String::new()),
            ("加拿大", "外国人永久居留身份证", "911124198108030024", String::new()),
            ("巴基斯坦", "外国人永久居留身份证", "PAK310080010103", String::new()),
            (
                "美国",
                "外国人永久居留身份证",
                "911124198108030024",
                "country: other_nation nation=加拿大".to_owned(),
            ),
            (
                "美国",
                "外国人永久居留身份证",
                "PAK310080010103",
                "country: other_nation nation=巴基斯坦".to_owned(),
            ),
            ("美国", "外国人永久居留身份证", "QQQ310080010103", String::new()),
            (
                "中国",
                "外国人永久居留身份证",
                "PAK310080010103",
                "document: unlikely country=中国 document=外国人永久居留身份证".to_owned(),
            ),
        ] {
            let facts: Vec<_> = [("country", country), ("document", document), ("number", number)]
                .into_iter()
                .filter(|it| !it.1.is_empty())
                .collect();
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }
}

//! A postcode against the province it should belong to.
//!
//! The province is the one that the address names; the employer's where it names none, for many live in another one. A
//! spreadsheet drops the 0 that postcodes of Inner Mongolia, Shanxi and Hebei begin with. It is given back only where the
//! province says so: five digits may as well lack another one, or be of Taiwan. Taiwan's own codes, of three, five or six digits
//! (中华邮政 3+3), begin with any digit; Hong Kong and Macao have none, but 999077 and 999078 of 中国邮政.

use beishen_reference::Table;

use super::{found::Found, view::View};
use crate::{
    fact::FactKey,
    finding::Fix,
    reading::{
        Reason,
        place::{TAIWAN, beyond_the_mainland, is_road, without_country},
    },
};

pub(super) const LEADING_ZERO: Reason = Reason::warning("leading_zero", &["x", "province"]);
pub(super) const DIFFERS: Reason = Reason::warning("differs", &["postcode_province", "province"]);
pub(super) const OTHER_ADDRESS: Reason =
    Reason::warning("other_address", &["postcode_province", "province"]);

pub(super) fn check(
    view: &View<'_>,
    postcode: &FactKey,
    province: &FactKey,
    address: Option<&FactKey>,
) -> Option<Found> {
    let typed = view.sound(postcode)?;
    let of_address = address.and_then(|it| named(view.text(it)?));
    let reason = if of_address.is_some() { &OTHER_ADDRESS } else { &DIFFERS };
    // 北京 is 北京市; that it is written otherwise is said of itself.
    let of_employer = || {
        let province = view.text(province)?;
        Some(Table::Provinces.find(province).map_or(province, |it| it.name))
    };
    let province = of_address.or_else(of_employer)?;
    let is_digits = typed.bytes().all(|it| it.is_ascii_digit());
    let whole = format!("0{typed}");
    if is_digits
        && typed.len() == 5
        && beishen_reference::postal_provinces(&whole).contains(&province)
    {
        let params = vec![("x", whole.clone()), ("province", province.to_owned())];
        let mut found = Found::new(postcode, &LEADING_ZERO, params);
        found.fixes.push(Fix::set(whole));
        return Some(found);
    }
    if province == TAIWAN {
        return None;
    }
    let possible = beishen_reference::postal_provinces(typed);
    if typed.len() != 6 || possible.is_empty() || possible.contains(&province) {
        return None;
    }
    let params =
        vec![("postcode_province", possible.join("、")), ("province", province.to_owned())];
    Some(Found::new(postcode, reason, params))
}

/// The province that an address begins with, or that of its city: 湖南省长沙市…, 湖南长沙…, 长沙市…. 北京路 is a road.
fn named(address: &str) -> Option<&'static str> {
    if let Some(region) = beyond_the_mainland(address) {
        return Some(region);
    }
    let address = without_country(address);
    let in_short = |it: &str| address.strip_prefix(it).is_some_and(|rest| !is_road(rest));
    let found = Table::Provinces
        .entries()
        .iter()
        .find(|it| address.starts_with(it.name) || it.also.iter().any(|it| in_short(it)));
    let city = || Table::Cities.entries().iter().find(|it| address.starts_with(it.name));
    found.map(|it| it.name).or_else(|| city().map(|it| it.parent_name))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn a_postcode_of_another_province_is_doubtful() {
        let check =
            r#"{ kind = "postcode_province", postcode = "postcode", province = "province" }"#;
        for (postcode, province, expected) in [
            ("410081", "湖南省", ""),
            ("410081", "湖北省", "postcode: differs postcode_province=湖南省 province=湖北省"),
            ("4100", "湖北省", ""),
            ("100020", "北京", ""),
            ("430070", "湖北", ""),
            ("010010", "内蒙古", ""),
            ("10010", "内蒙古", "postcode: leading_zero x=010010 province=内蒙古自治区 → 010010"),
            (
                "10010",
                "内蒙古自治区",
                "postcode: leading_zero x=010010 province=内蒙古自治区 → 010010",
            ),
            ("30001", "山西省", "postcode: leading_zero x=030001 province=山西省 → 030001"),
            ("43007", "湖北省", ""),
            ("10008", "北京市", ""),
            ("10048", "台湾省", ""),
            ("SW1A1AA", "北京市", ""),
        ] {
            let facts = [("postcode", postcode), ("province", province)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }

    #[test]
    fn the_address_says_more_than_the_employer() {
        let check = r#"{ kind = "postcode_province", postcode = "postcode", province = "province", address = "address" }"#;
        for (postcode, address, expected) in [
            ("065000", "河北省廊坊市示例路1号", ""),
            ("065000", "河北廊坊示例路1号", ""),
            ("410081", "湖南省长沙市示例路1号", ""),
            ("410081", "长沙市岳麓区示例路1号", ""),
            (
                "410081",
                "河北省廊坊市示例路1号",
                "postcode: other_address postcode_province=湖南省 province=河北省",
            ),
            ("410081", "北京路1号", "postcode: differs postcode_province=湖南省 province=北京市"),
            ("410081", "示例路1号", "postcode: differs postcode_province=湖南省 province=北京市"),
            ("30001", "山西省太原市", "postcode: leading_zero x=030001 province=山西省 → 030001"),
            ("30001", "湖北省武汉市", ""),
            ("850000", "西藏自治区拉萨市", ""),
            ("100020", "", ""),
            ("999077", "香港九龙示例道1号", ""),
            ("999077", "香港中环示例道1号", ""),
            ("999077", "九龍尖沙咀示例道1號", ""),
            ("999077", "Flat A, 1 Example Road, Kowloon, Hong Kong", ""),
            ("999078", "1 Rua Exemplo, Taipa, Macau", ""),
            ("100053", "臺北市中正區示例路1號", ""),
            ("410081", "湖南大学", ""),
            ("100084", "北京大学", ""),
            ("100010", "北京东城区示例胡同1号", ""),
            ("410081", "北京中路1号", "postcode: differs postcode_province=湖南省 province=北京市"),
            ("999078", "澳门示例街1号", ""),
            (
                "830000",
                "香港九龙示例道1号",
                "postcode: other_address postcode_province=新疆维吾尔自治区 province=香港特别行政区",
            ),
            (
                "999077",
                "湖南省长沙市示例路1号",
                "postcode: other_address postcode_province=香港特别行政区、澳门特别行政区 province=湖南省",
            ),
            ("830001", "台湾省高雄市凤山区示例路1号", ""),
            ("830", "台湾高雄市凤山区示例路1号", ""),
            ("830000", "新疆乌鲁木齐市示例路1号", ""),
        ] {
            let facts = [("postcode", postcode), ("province", "北京市"), ("address", address)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }
}

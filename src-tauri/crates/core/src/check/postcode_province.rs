//! A postcode against the province it should belong to.
//!
//! A spreadsheet drops the 0 that postcodes of Inner Mongolia, Shanxi and Hebei begin with. It is given back only where the
//! province says so: five digits may as well lack another one, or be of Taiwan.

use beishen_reference::Table;

use super::{found::Found, view::View};
use crate::{fact::FactKey, finding::Fix, reading::Reason};

pub(super) const LEADING_ZERO: Reason = Reason::warning("leading_zero", &["x", "province"]);
pub(super) const DIFFERS: Reason = Reason::warning("differs", &["postcode_province", "province"]);

pub(super) fn check(view: &View<'_>, postcode: &FactKey, province: &FactKey) -> Option<Found> {
    let (province, typed) = (view.text(province)?, view.sound(postcode)?);
    // 北京 is 北京市; that it is written otherwise is said of itself.
    let province = Table::Provinces.find(province).map_or(province, |it| it.name);
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
    let possible = beishen_reference::postal_provinces(typed);
    if typed.len() != 6 || possible.is_empty() || possible.contains(&province) {
        return None;
    }
    let params =
        vec![("postcode_province", possible.join("、")), ("province", province.to_owned())];
    Some(Found::new(postcode, &DIFFERS, params))
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
}

//! An address whose places do not belong together: 海南省武汉市, 北京市浦东新区, 武汉市鼓楼区. Asked about.
//!
//! Only places that the tables know are held against each other: a new district, an estate or a street called like a town says nothing. A
//! county is of every city and province that it was of since 1981 (GB/T 2260), for people write as they always have.

use beishen_reference::{Entry, Table};

use super::{found::Found, view::View};
use crate::{
    fact::FactKey,
    reading::{
        Reason,
        place::{is_road, without_country},
    },
};

pub(super) const APART: Reason = Reason::warning("apart", &["place", "home", "within"]);

pub(super) fn check(view: &View<'_>, address: &FactKey) -> Option<Found> {
    let Apart { place, home, within } = apart(view.text(address)?)?;
    let params = vec![("place", place), ("home", home), ("within", within.to_owned())];
    Some(Found::new(address, &APART, params))
}

/// A place, where it is, and where the address has it.
struct Apart {
    place: String,
    home: String,
    within: &'static str,
}

fn apart(address: &str) -> Option<Apart> {
    let address = without_country(address);
    let (province, rest) = match province(address) {
        Some((province, rest)) => (Some(province), rest),
        None => (None, address),
    };
    let city = city(rest, province);
    if let (Some(province), Some((city, _))) = (province, &city)
        && city.parent != province.code
    {
        let home = city.parent_name.to_owned();
        return Some(Apart { place: city.name.to_owned(), home, within: province.name });
    }
    let (within, rest) = match (city, province) {
        (Some((city, rest)), _) => (city, rest),
        (None, Some(province)) => (province, rest),
        (None, None) => return None,
    };
    district(rest, within)
}

/// The province that the address begins with: its full name, or the short one with a city behind it.
fn province(address: &str) -> Option<(&'static Entry, &str)> {
    let provinces = Table::Provinces.entries().iter();
    let full = |it: &'static Entry| Some((it, address.strip_prefix(it.name)?.trim_start()));
    let short = |it: &'static Entry| {
        let rest = it.also.iter().find_map(|short| address.strip_prefix(short))?;
        Table::Cities.entries().iter().any(|it| rest.starts_with(it.name)).then_some((it, rest))
    };
    provinces.clone().find_map(full).or_else(|| provinces.clone().find_map(short))
}

/// The city that the text begins with; behind a province also by its short name, unless that may be something else. Behind 上海市 it is a
/// street: 中山东一路.
fn city<'a>(text: &'a str, province: Option<&Entry>) -> Option<(&'static Entry, &'a str)> {
    const OTHERS: [&str; 10] = ["市", "州", "盟", "县", "区", "镇", "乡", "村", "新村", "社区"];
    let cities = Table::Cities.entries().iter();
    let full = |it: &'static Entry| Some((it, text.strip_prefix(it.name)?.trim_start()));
    let short = |it: &'static Entry| {
        let rest = it.also.iter().find_map(|short| text.strip_prefix(short))?;
        let is_other = is_road(rest) || OTHERS.iter().any(|it| rest.starts_with(it));
        (!is_other && !rest.is_empty()).then_some((it, rest))
    };
    let has_cities = |it: &&Entry| !matches!(it.code.get(..2), Some("11" | "12" | "31" | "50"));
    let by_short = || province.filter(has_cities).and_then(|_| cities.clone().find_map(short));
    cities.clone().find_map(full).or_else(by_short)
}

/// A district or county at the beginning of the text that never was in that city or province, and is in another.
fn district(text: &str, within: &'static Entry) -> Option<Apart> {
    const LONGEST: usize = 15;
    let prefix = prefix(within);
    let has = |it: &&Entry| it.code.starts_with(prefix);
    let districts = || Table::Districts.entries().iter();
    // 东莞市 has none; what is called so there is a street.
    if !districts().any(|it| has(&it)) {
        return None;
    }
    let ends = text.char_indices().take(LONGEST).skip(1);
    let ends = ends.filter(|it| "区县市旗".contains(it.1)).map(|(at, c)| at + c.len_utf8());
    let names = ends.filter_map(|it| text.get(..it));
    let mut known = names.filter(|name| districts().any(|it| it.name == *name));
    let name = known.next()?;
    let mut homes = districts().filter(|it| it.name == name).peekable();
    let was = || {
        let mut regions = Table::Regions.entries().iter();
        regions.any(|it| has(&it) && (it.name == name || it.also.contains(&name)))
    };
    let home = homes.peek()?.parent_name.to_owned();
    if homes.any(|it| has(&it)) || was() {
        return None;
    }
    Some(Apart { place: name.to_owned(), home, within: within.name })
}

/// The digits with which the codes of what lies in it begin.
fn prefix(place: &Entry) -> &'static str {
    let length = if place.code.ends_with("0000") { 2 } else { 4 };
    place.code.get(..length).unwrap_or(place.code)
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    const CHECK: &str = r#"{ kind = "address_place", address = "address" }"#;

    #[test]
    fn places_that_do_not_belong_together_are_asked_about() {
        for (address, place, home, within) in [
            ("海南省武汉市示例路1号", "武汉市", "湖北省", "海南省"),
            ("中国海南省武汉市示例路1号", "武汉市", "湖北省", "海南省"),
            ("海南武汉市示例路1号", "武汉市", "湖北省", "海南省"),
            ("海南省 武汉市", "武汉市", "湖北省", "海南省"),
            ("海南省武汉洪山区示例路1号", "武汉市", "湖北省", "海南省"),
            ("广西壮族自治区长沙市", "长沙市", "湖南省", "广西壮族自治区"),
            ("广西长沙市示例路", "长沙市", "湖南省", "广西壮族自治区"),
            ("北京市武汉市示例路", "武汉市", "湖北省", "北京市"),
            ("新疆维吾尔自治区拉萨市", "拉萨市", "西藏自治区", "新疆维吾尔自治区"),
            ("广东省海口市龙华区", "海口市", "海南省", "广东省"),
            ("北京市浦东新区示例路1号", "浦东新区", "上海市", "北京市"),
            ("武汉市鼓楼区示例路1号", "鼓楼区", "南京市", "武汉市"),
            ("湖南省长沙市武昌区", "武昌区", "武汉市", "长沙市"),
            ("湖南省武昌区示例路", "武昌区", "武汉市", "湖南省"),
        ] {
            let said = said(CHECK, &[("address", address)]);
            let expected = format!("address: apart place={place} home={home} within={within}");
            assert_eq!(said, [expected], "{address}");
        }
    }

    #[test]
    fn of_others_nothing_is_said() {
        for address in [
            "北京市朝阳区示例路1号",
            "北京朝阳区示例路1号",
            "北京市市辖区海淀区示例路",
            "重庆市万州区示例路",
            "重庆市彭水苗族土家族自治县",
            "湖北省武汉市洪山区示例路1号",
            "湖北武汉洪山区示例路1号",
            "湖北省武汉市武汉大学",
            "湖北省仙桃市示例路",
            "湖北省武汉市东湖新技术开发区示例路",
            "武汉市洪山区珞喻路1号",
            "湖南省衡阳县示例镇",
            "湖南省衡阳市衡阳县示例镇",
            "吉林省吉林市船营区",
            "吉林市船营区",
            "吉林省延边州延吉市",
            "吉林省延边朝鲜族自治州延吉市",
            "青海省海南藏族自治州共和县",
            "海南藏族自治州共和县",
            "海南省海口市龙华区",
            "广东省深圳市龙华区",
            "广东省东莞市东城区示例路",
            "广东省中山市东区示例路",
            "广东省吉林路1号",
            "江苏省南京市鼓楼区",
            "福建省福州市鼓楼区",
            // Moved, called otherwise, or gone.
            "四川省资阳市简阳市",
            "四川省成都市简阳市",
            "四川省资阳市简阳县",
            "天津市塘沽区示例路",
            "湖北省襄樊市襄阳区",
            "安徽省巢湖市庐江县",
            "新疆维吾尔自治区乌鲁木齐市新市区",
            "新疆石河子市示例路",
            "内蒙古呼和浩特市新城区",
            "湖南师范大学岳麓校区",
            "上海市中山东一路1号",
            "上海市延安高架路1号",
            "上海市南京西路1号",
            "广东省广州中山大道1号",
            "北京路1号",
            "香港九龙示例道1号",
            "台湾省台北市",
            "",
        ] {
            assert_eq!(said(CHECK, &[("address", address)]), [""; 0], "{address}");
        }
    }
}

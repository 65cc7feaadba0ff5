//! Whether an address lies in Hong Kong, Macao or Taiwan: in Chinese it begins with the place, in English it ends with it.

/// A region with the names its addresses begin with, and the English ones that stand in them.
const REGIONS: [(&str, &[&str], &[&str]); 3] = [
    (
        "香港特别行政区",
        &["香港", "九龙", "九龍", "新界", "港岛", "港島"],
        &["hong kong", "hongkong", "kowloon", "new territories"],
    ),
    (
        "澳门特别行政区",
        &["澳门", "澳門", "氹仔", "路环", "路環"],
        &["macao", "macau", "taipa", "coloane"],
    ),
    (
        TAIWAN,
        &[
            "台湾",
            "台灣",
            "臺灣",
            "台北",
            "臺北",
            "新北市",
            "桃园市",
            "桃園市",
            "台中市",
            "臺中市",
            "台南市",
            "臺南市",
            "高雄",
            "基隆",
            "新竹",
            "嘉义市",
            "嘉義市",
        ],
        &["taiwan", "taipei", "taoyuan", "taichung", "tainan", "kaohsiung", "hsinchu", "keelung"],
    ),
];

/// As the table of provinces has it.
pub(crate) const TAIWAN: &str = "台湾省";

/// The region, by its name in the table of provinces.
pub(crate) fn beyond_the_mainland(address: &str) -> Option<&'static str> {
    let address = without_country(address);
    let in_chinese = |names: &[&str]| {
        names.iter().any(|it| address.strip_prefix(it).is_some_and(|rest| !is_road(rest)))
    };
    let letters = address.to_ascii_lowercase();
    let in_english = |names: &[&str]| names.iter().any(|it| ends_in(&letters, it));
    let mut regions = REGIONS.iter();
    let is_han = address.starts_with(|it| ('\u{4E00}'..='\u{9FFF}').contains(&it));
    regions
        .find(|(_, han, latin)| if is_han { in_chinese(han) } else { in_english(latin) })
        .map(|it| it.0)
}

/// An address without the country in front.
pub(crate) fn without_country(address: &str) -> &str {
    let rest = address.trim_start();
    let rest = rest.strip_prefix("中华人民共和国").unwrap_or(rest);
    rest.strip_prefix("中国").unwrap_or(rest).trim_start()
}

/// What stands behind the name of a place where a road is called by it: 北京路, 香港中路, 河北大街.
pub(crate) fn is_road(rest: &str) -> bool {
    const SIDES: [char; 5] = ['东', '西', '南', '北', '中'];
    const ROADS: [&str; 6] = ["路", "街", "大街", "大道", "道", "里"];
    let rest = rest.strip_prefix(SIDES).unwrap_or(rest);
    ROADS.iter().any(|it| rest.starts_with(it))
}

/// Whether one of the last two parts between commas has the name as words of its own, and is no road.
fn ends_in(address: &str, name: &str) -> bool {
    const ROADS: [&str; 6] = [" road", " rd", " street", " st.", " avenue", " ave"];
    address.rsplit([',', ';', '，']).take(2).any(|part| {
        part.match_indices(name).any(|(at, _)| {
            let (before, rest) = (part.get(..at), part.get(at + name.len()..));
            let (Some(before), Some(rest)) = (before, rest) else { return false };
            let apart = !before.ends_with(|it: char| it.is_alphanumeric())
                && !rest.starts_with(|it: char| it.is_alphanumeric());
            apart && !ROADS.iter().any(|it| rest.starts_with(it))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_it_lies() {
        const HONG_KONG: Option<&str> = Some("香港特别行政区");
        const MACAO: Option<&str> = Some("澳门特别行政区");
        for (address, region) in [
            ("香港九龙示例道1号", HONG_KONG),
            ("香港中环示例道 1 号", HONG_KONG),
            ("中国香港特别行政区中西区示例街 1 号", HONG_KONG),
            ("九龍尖沙咀示例道 1 號", HONG_KONG),
            ("新界沙田示例道1号", HONG_KONG),
            ("Flat A, 1 Example Road, Kowloon, Hong Kong", HONG_KONG),
            ("1 Example Road, Sha Tin, New Territories", HONG_KONG),
            ("1 Example Road Central Hong Kong", HONG_KONG),
            ("1 EXAMPLE ROAD, WAN CHAI, HONG KONG SAR, CHINA", HONG_KONG),
            ("澳门示例街1号", MACAO),
            ("中国澳门氹仔示例街1号", MACAO),
            ("1 Rua Exemplo, Macau", MACAO),
            ("台湾省台北市示例路1号", Some(TAIWAN)),
            ("臺北市中正區示例路1號", Some(TAIWAN)),
            ("No. 1, Example Rd., Taipei City 100, Taiwan (R.O.C.)", Some(TAIWAN)),
            ("香港路1号", None),
            ("香港中路1号", None),
            ("台湾街1号", None),
            ("1 Hong Kong Road, Qingdao", None),
            ("Hong Kong Middle Road 1, Qingdao, Shandong, China", None),
            ("北京市朝阳区香港花园1号", None),
            ("10 Downing Street, London", None),
            ("", None),
        ] {
            assert_eq!(beyond_the_mainland(address), region, "{address}");
        }
    }
}

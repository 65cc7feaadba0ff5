//! Telephone numbers of Hong Kong, Macao and Taiwan that are written as they are dialled there. They are asked about, with the
//! code of the region in front as the repair (ITU-T E.164; numbering plans of OFCA, CTT and NCC).

use beishen_reference::Table;

use super::{Problem, Reading, Reason, name_custom::Bearer, normalise};

pub(super) const WITHOUT_CODE: Reason = Reason::warning("without_code", &["x"]);

/// What is read as such a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Mobile,
    /// A landline or a mobile.
    Any,
}

struct Region {
    country: &'static str,
    code: &'static str,
}

const REGIONS: [Region; 3] = [
    Region { country: "HK", code: "852" },
    Region { country: "MO", code: "853" },
    Region { country: "TW", code: "886" },
];

/// A reading that was refused, as one of a person who may have such a number; others as they are. Behind the code of its
/// region without + it is one of anybody.
pub(super) fn told_of<'a>(
    reading: Reading<'a>,
    text: &str,
    line: Line,
    bearer: Bearer<'_>,
) -> Reading<'a> {
    if !reading.problem.as_ref().is_some_and(Problem::is_error) {
        return reading;
    }
    let number = normalise::phone(text);
    let mut fixes = REGIONS.iter().filter_map(|region| {
        let with_code = number.strip_prefix(region.code).and_then(|it| region.own(it, line));
        let own = || region.own(&number, line).filter(|_| region.may_have(bearer));
        Some(format!("+{}{}", region.code, with_code.or_else(own)?))
    });
    let Some(fix) = fixes.next() else { return reading };
    let other_fix = fixes.next();
    let told = Reading::valid(number.into_owned())
        .with_problem(&WITHOUT_CODE, vec![("x", fix.clone())])
        .with_fix(fix);
    Reading { other_fix, ..told }
}

impl Region {
    /// Whether somebody of that document or country may have a number from here. The country says more.
    fn may_have(&self, bearer: Bearer<'_>) -> bool {
        let code = |table: Table, of: Option<&str>| Some(table.find(of?)?.code);
        let permit = code(Table::IdDocumentTypes, bearer.document);
        let permits: &[&str] = match permit {
            Some("hkmo_permit") => &["HK", "MO"],
            Some("tw_permit") => &["TW"],
            Some("hkmotw_residence" | "hkmo_tw_id_local") => &["HK", "MO", "TW"],
            _ => &[],
        };
        match code(Table::Countries, bearer.country) {
            Some(country @ ("HK" | "MO" | "TW")) => country == self.country,
            _ => permits.contains(&self.country),
        }
    }

    /// The digits behind the code, if it is a number of this region.
    fn own<'a>(&self, number: &'a str, line: Line) -> Option<&'a str> {
        if !number.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let any = line == Line::Any;
        let (rest, fits) = match self.country {
            "HK" => {
                let first = number.bytes().next()?;
                (
                    number,
                    number.len() == 8 && (matches!(first, b'4'..=b'9') || any && first >= b'2'),
                )
            }
            "MO" => {
                let first = number.bytes().next()?;
                (
                    number,
                    number.len() == 8 && (first == b'6' || any && matches!(first, b'2' | b'8')),
                )
            }
            _ => {
                let rest = number.strip_prefix('0').unwrap_or(number);
                let is_landline = any
                    && rest.len() < number.len()
                    && matches!(rest.as_bytes(), [b'2'..=b'8', ..])
                    && (8..=9).contains(&rest.len());
                (rest, rest.len() == 9 && rest.starts_with('9') || is_landline)
            }
        };
        fits.then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::reading::ValueKind;

    #[test]
    fn a_number_of_elsewhere_is_asked_about_with_its_code() {
        use ValueKind::{Mobile, WorkPhone};
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let (hkmo, tw, residence) = ("回乡证", "台胞证", "港澳台居民居住证");
        for (kind, document, country, typed, reason, fixes) in [
            (Mobile, hkmo, "", "9123 4567", "without_code", vec!["+85291234567"]),
            (Mobile, hkmo, "", "6612 3456", "without_code", vec!["+85266123456", "+85366123456"]),
            (Mobile, hkmo, "中国澳门", "66123456", "without_code", vec!["+85366123456"]),
            (Mobile, hkmo, "中国澳门", "91234567", "length", vec![]),
            (Mobile, tw, "", "0912-345-678", "without_code", vec!["+886912345678"]),
            (Mobile, tw, "", "912345678", "without_code", vec!["+886912345678"]),
            (Mobile, residence, "", "0912345678", "without_code", vec!["+886912345678"]),
            (Mobile, residence, "中国台湾", "66123456", "length", vec![]),
            (Mobile, "其他", "中国香港", "91234567", "without_code", vec!["+85291234567"]),
            (Mobile, "居民身份证", "中国", "91234567", "length", vec![]),
            (Mobile, "", "", "91234567", "length", vec![]),
            (Mobile, "", "", "85291234567", "without_code", vec!["+85291234567"]),
            (Mobile, "", "", "85366123456", "without_code", vec!["+85366123456"]),
            (Mobile, "", "", "886912345678", "without_code", vec!["+886912345678"]),
            (Mobile, "", "", "8860912345678", "without_code", vec!["+886912345678"]),
            (Mobile, hkmo, "", "+852 9123 4567", "abroad", vec![]),
            (Mobile, hkmo, "", "13800138000", "", vec![]),
            (Mobile, hkmo, "", "1380013800", "length", vec![]),
            (Mobile, hkmo, "", "21234567", "length", vec![]),
            (
                WorkPhone,
                hkmo,
                "",
                "2345 6789",
                "without_code",
                vec!["+85223456789", "+85323456789"],
            ),
            (WorkPhone, hkmo, "中国香港", "2345 6789", "without_code", vec!["+85223456789"]),
            (WorkPhone, hkmo, "中国澳门", "28123456", "without_code", vec!["+85328123456"]),
            (WorkPhone, tw, "", "(02) 2345-6789", "without_code", vec!["+886223456789"]),
            (WorkPhone, tw, "", "0912345678", "without_code", vec!["+886912345678"]),
            (WorkPhone, "居民身份证", "", "23456789", "area_code_missing", vec![]),
            (WorkPhone, tw, "", "010-62961234", "", vec![]),
            (WorkPhone, "", "", "85223456789", "without_code", vec!["+85223456789"]),
        ] {
            let known = |it| Some(it).filter(|it: &&str| !it.is_empty());
            let bearer =
                Bearer { ethnic_group: None, document: known(document), country: known(country) };
            let reading = kind.read_of(typed, today, bearer);
            let said = reading.problem.as_ref().map_or("", |it| it.reason.name);
            let offered = reading.fix.as_deref().into_iter().chain(reading.other_fix.as_deref());
            let offered: Vec<&str> = offered.collect();
            assert_eq!((said, offered), (reason, fixes), "{typed} {document} {country}");
        }
    }
}

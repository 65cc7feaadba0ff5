//! What follows from the structure of an administrative code (GB/T 2260): two digits province, two
//! prefecture, two county.

use std::collections::HashMap;
use std::fmt::Write;

use crate::tsv::Tsv;

/// Every region name by its code.
pub(crate) struct Regions<'a> {
    names: HashMap<&'a str, &'a str>,
}

impl<'a> Regions<'a> {
    pub(crate) fn new(tsv: &'a Tsv) -> Result<Self, String> {
        let mut names = HashMap::new();
        for row in tsv.rows() {
            names.insert(row.digits("code", 6..=6)?, row.filled("name")?);
        }
        Ok(Self { names })
    }

    fn get(&self, code: &str) -> Option<(&'a str, &'a str)> {
        self.names.get_key_value(code).map(|(code, name)| (*code, *name))
    }

    fn province(&self, code: &str) -> (&'a str, &'a str) {
        code.get(..2).and_then(|two| self.get(&format!("{two}0000"))).unwrap_or_default()
    }

    /// The prefecture the code lies in, unless that is but a heading of the standard such as 市辖区.
    fn prefecture(&self, code: &str) -> Option<(&'a str, &'a str)> {
        let (prefecture, name) = code.get(..4).and_then(|four| self.get(&format!("{four}00")))?;
        let real = !prefecture.ends_with("0000") && !heading(name);
        (real && prefecture != code).then_some((prefecture, name))
    }

    /// Code and name of what the region lies in; both empty for a province.
    pub(crate) fn parent(&self, code: &str) -> (&'a str, &'a str) {
        if code.ends_with("0000") {
            return ("", "");
        }
        self.prefecture(code).unwrap_or_else(|| self.province(code))
    }

    /// Province, prefecture and name, no part doubled: 湖北省武汉市武昌区, 北京市朝阳区.
    pub(crate) fn full_name(&self, code: &str, name: &str) -> String {
        let mut full = self.province(code).1.to_owned();
        if let Some((_, prefecture)) = self.prefecture(code)
            && prefecture != name
        {
            full += prefecture;
        }
        match name {
            _ if name.starts_with(&full) => name.to_owned(),
            "县" => full + "辖县",
            // 石家庄市 + 市辖区, 山西省 + 省直辖县级行政单位: the kind stands there once.
            _ if heading(name) => {
                ["自治区", "省", "市"].iter().fold(full, |full, kind| {
                    if name.starts_with(kind) {
                        full.trim_end_matches(kind).to_owned()
                    } else {
                        full
                    }
                }) + name
            }
            _ => full + name,
        }
    }

    /// The regions in code order, their last two digits, and where each first four digits begin.
    pub(crate) fn source(&self, tsv: &Tsv) -> Result<String, String> {
        let (mut regions, mut last_digits) = (String::new(), Vec::new());
        let mut starts = vec![0_usize; 10_001];
        let mut before = "";
        for row in tsv.rows() {
            let (code, name) = (row.digits("code", 6..=6)?, row.filled("name")?);
            if code <= before {
                return Err(row.wrong(&format!("code {code} does not stand in order")));
            }
            before = code;
            let province = self.province(code).1;
            if province.is_empty() {
                return Err(row.wrong(&format!("no province for {code}")));
            }
            let (first, last) = (row.year("first_year")?, row.year("last_year")?);
            if last.is_some() && last < first {
                return Err(row.wrong("ends before it begins"));
            }
            let number: usize = code.parse().map_err(|_| row.wrong("code is not a number"))?;
            last_digits.push(number % 100);
            starts[number / 100 + 1] += 1;
            let _ = writeln!(
                regions,
                "Region {{ code: {code:?}, name: {name:?}, province: {province:?}, \
                 first_year: {first:?}, last_year: {last:?}, in_use: {}, also: {}, \
                 full_name: {:?} }},",
                row.flag("in_use")?,
                crate::list(&row.list("also")?),
                self.full_name(code, name),
            );
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let count = tsv.len();
        Ok(format!(
            "pub(crate) static REGIONS: [Region; {count}] = [\n{regions}];\n\
             pub(crate) static LAST_DIGITS: [u8; {count}] = {last_digits:?};\n\
             pub(crate) static STARTS: [u16; {}] = {starts:?};\n",
            starts.len(),
        ))
    }
}

/// Rows of the standard that group others and are no place.
fn heading(name: &str) -> bool {
    matches!(name, "市辖区" | "县" | "林区")
        || name.starts_with("省直辖")
        || name.starts_with("自治区直辖")
}

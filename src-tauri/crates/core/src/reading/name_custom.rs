//! Whose rules the spelling of a name follows: those of Chinese names, of the person's own language, or the document's.

use beishen_reference::{Table, pinyin::surname};

use super::{
    han_name::HanName,
    name_characters::{DOT, is_han},
    transcribed::{is_name, is_single, is_transcribed},
};

/// What else is known of somebody whose name is spelt; the answers as lists have them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bearer<'a> {
    /// 民族.
    pub ethnic_group: Option<&'a str>,
    /// 证件类型.
    pub document: Option<&'a str>,
    /// 国家或地区.
    pub country: Option<&'a str>,
}

/// Whose rules a spelling follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Custom {
    /// Surname and given name in Mandarin, GB/T 28039-2011 §5.1; with the people (GB/T 3304), where it is known.
    Han(Option<&'static str>),
    /// A name of another language, written in Chinese characters (§5.2): its parts are written apart or not as that
    /// people does it, and a single name without surname is not divided.
    Own(Surname),
    /// Letters that stand on the document already: Hong Kong, Macao, Taiwan, passports.
    Document,
}

/// Whether a name of another language begins with a surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surname {
    /// It does not.
    Never,
    /// It may, if the first character is a known one.
    Listed,
    /// Nothing is known of the people.
    Perhaps,
}

/// Documents that give the name in letters (`id_document_types.tsv`). Whoever is of elsewhere has his spelling from there, whatever
/// document is chosen: 港澳台 by its own card, foreigners by the passport (学位授予信息年报数据结构及代码手册, 姓名拼音).
const WITH_LETTERS: [&str; 6] =
    ["hkmo_permit", "tw_permit", "hkmotw_residence", "passport", "foreign_pr", "hkmo_tw_id_local"];

/// 维吾尔, 哈萨克, 柯尔克孜, 塔吉克, 乌孜别克, 塔塔尔: a name, or one's own and the father's (the peoples that 民委发〔2016〕33 号
/// was made for).
const WITHOUT_SURNAMES: [&str; 6] = ["05", "17", "29", "41", "43", "50"];

/// Peoples of whom many have a name of their own language without a surname, and many a Chinese one.
const WITH_EITHER: [&str; 29] = [
    "02", "04", "07", "16", "18", "20", "21", "23", "24", "26", "28", "30", "31", "34", "35", "38",
    "39", "40", "42", "44", "45", "46", "47", "48", "51", "52", "54", "55", "56",
];

const HAN: &str = "01";

impl Bearer<'_> {
    /// Whether the name surely has no middle dot, or perhaps has one; nothing where the people is not known.
    pub(super) fn has_no_dot(self) -> Option<bool> {
        let people = Table::EthnicGroups.find(self.ethnic_group?)?.code;
        Some(!WITHOUT_SURNAMES.contains(&people) && !WITH_EITHER.contains(&people))
    }

    /// Whether the name stands on a document of the mainland; nothing where neither document nor country tells.
    pub(super) fn is_of_mainland(self) -> Option<bool> {
        let code =
            |table: Table, of: Option<&str>| of.and_then(|it| table.find(it)).map(|it| it.code);
        let country = code(Table::Countries, self.country);
        match code(Table::IdDocumentTypes, self.document) {
            _ if country.is_some_and(|it| it != "CN") => Some(false),
            Some("passport" | "other") => country.map(|_| true),
            Some(it) => Some(!WITH_LETTERS.contains(&it)),
            None => None,
        }
    }

    /// Whose rules the spelling of `name` follows.
    pub(super) fn custom(self, name: &str) -> Custom {
        let code =
            |table: Table, of: Option<&str>| of.and_then(|it| table.find(it)).map(|it| it.code);
        let document = code(Table::IdDocumentTypes, self.document);
        let is_of_elsewhere = code(Table::Countries, self.country).is_some_and(|it| it != "CN");
        if document.is_some_and(|it| WITH_LETTERS.contains(&it))
            || is_of_elsewhere
            || !name.contains(is_han)
        {
            return Custom::Document;
        }
        let people = code(Table::EthnicGroups, self.ethnic_group);
        match people {
            Some(it) if WITHOUT_SURNAMES.contains(&it) => {
                // A child of two peoples may have a Chinese name; 麦尔旦 and 艾力 are none.
                let like_han = is_like_han(name) && !is_single(name) && !is_transcribed(name);
                Custom::Own(if like_han { Surname::Listed } else { Surname::Never })
            }
            Some(it) if WITH_EITHER.contains(&it) => Custom::Own(Surname::Listed),
            _ if name.contains(DOT) => Custom::Own(Surname::Perhaps),
            Some(HAN) => Custom::Han(people),
            // 乌兰图雅 has no two surnames 乌 and 兰.
            None if is_single(name) || is_like_han(name) && is_name(name) => {
                Custom::Own(Surname::Listed)
            }
            _ if is_like_han(name) => Custom::Han(people),
            _ => Custom::Own(Surname::Perhaps),
        }
    }
}

/// A known surname and a given name of at most two characters; no two surnames in one.
pub(super) fn is_like_han(name: &str) -> bool {
    !name.contains(DOT)
        && surname(name).is_some()
        && HanName::new(name).likely_given().is_some_and(|it| it <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_rules() {
        use Custom::{Document, Han, Own};
        use Surname::{Listed, Never, Perhaps};
        for (name, ethnic_group, document, expected) in [
            ("张三", "", "", Han(None)),
            ("张三", "汉族", "居民身份证", Han(Some("01"))),
            ("张三", "回族", "居民身份证", Han(Some("03"))),
            ("翾堃", "汉族", "", Han(Some("01"))),
            ("翾堃", "", "", Own(Perhaps)),
            ("郑李淑芳", "", "", Han(None)),
            ("欧阳娜娜", "满族", "", Han(Some("11"))),
            ("王一二三", "", "", Own(Perhaps)),
            ("王一二三", "汉族", "", Han(Some("01"))),
            ("阿依古丽", "", "", Own(Perhaps)),
            ("迪丽娜尔", "", "", Own(Perhaps)),
            ("阿依古丽", "维吾尔族", "", Own(Never)),
            ("买买提·艾力", "维吾尔族", "", Own(Never)),
            ("马木提", "维吾尔族", "", Own(Never)),
            ("麦尔旦", "维吾尔族", "", Own(Never)),
            ("于苏甫江", "维吾尔族", "", Own(Never)),
            ("艾力", "维吾尔族", "", Own(Never)),
            ("艾山", "哈萨克族", "", Own(Never)),
            ("白克力", "柯尔克孜族", "", Own(Never)),
            ("米吉提", "塔吉克族", "", Own(Never)),
            ("王建国", "维吾尔族", "", Own(Listed)),
            ("李晓红", "哈萨克族", "", Own(Listed)),
            ("麦尔旦", "", "", Own(Listed)),
            ("乌兰图雅", "", "", Own(Listed)),
            ("乌兰图雅", "汉族", "", Han(Some("01"))),
            ("于苏甫江", "", "", Own(Listed)),
            ("麦尔旦", "汉族", "", Han(Some("01"))),
            ("阿依古丽·买买提", "", "", Own(Perhaps)),
            ("爱新觉罗·示例", "满族", "", Own(Perhaps)),
            ("卓玛", "藏族", "居民身份证", Own(Listed)),
            ("王建国", "蒙古族", "", Own(Listed)),
            ("陈大文", "汉族", "港澳居民来往内地通行证", Document),
            ("陈大文", "", "港澳台居民居住证", Document),
            ("林志豪", "高山族", "台湾居民来往大陆通行证", Document),
            ("张三", "汉族", "护照", Document),
            ("张三", "汉族", "军官证", Han(Some("01"))),
            ("巴图", "", "", Own(Listed)),
            ("巴图", "汉族", "", Han(Some("01"))),
            ("卓玛吉", "", "", Own(Listed)),
            ("白晓明", "", "", Han(None)),
            ("JOHN SMITH", "", "", Document),
        ] {
            let known = |it| Some(it).filter(|it: &&str| !it.is_empty());
            let (ethnic_group, document) = (known(ethnic_group), known(document));
            let bearer = Bearer { ethnic_group, document, country: None };
            assert_eq!(bearer.custom(name), expected, "{name} {ethnic_group:?} {document:?}");
        }
    }

    #[test]
    fn whoever_is_of_elsewhere_is_spelt_as_there() {
        for (country, document, is_document) in [
            ("中国香港", "其他", true),
            ("中国香港", "居民身份证", true),
            ("香港", "", true),
            ("中国澳门", "军官证", true),
            ("中国台湾", "其他", true),
            ("加拿大", "其他", true),
            ("新加坡", "中华人民共和国居民身份证", true),
            ("马来西亚", "", true),
            ("中华人民共和国", "其他", false),
            ("中国", "", false),
            ("", "其他", false),
            ("火星", "其他", false),
        ] {
            let known = |it| Some(it).filter(|it: &&str| !it.is_empty());
            let (document, country) = (known(document), known(country));
            let bearer = Bearer { ethnic_group: Some("汉族"), document, country };
            let custom = bearer.custom("陈大文");
            assert_eq!(custom == Custom::Document, is_document, "{country:?} {document:?}");
        }
    }
}

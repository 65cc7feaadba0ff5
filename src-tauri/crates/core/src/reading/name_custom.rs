//! Whose rules the spelling of a name follows: those of Chinese names, of the person's own language, or the document's.

use beishen_reference::{Table, pinyin::surname};

use super::{
    han_name::HanName,
    name_characters::{DOT, is_han},
};

/// What else is known of somebody whose name is spelt; the answers as lists have them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bearer<'a> {
    /// 民族.
    pub ethnic_group: Option<&'a str>,
    /// 证件类型.
    pub document: Option<&'a str>,
}

/// Whose rules a spelling follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Custom {
    /// Surname and given name in Mandarin, GB/T 28039-2011 §5.1.
    Han,
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

/// Documents that give the name in letters (`id_document_types.tsv`).
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
    pub(crate) fn has_no_dot(self) -> Option<bool> {
        let people = Table::EthnicGroups.find(self.ethnic_group?)?.code;
        Some(!WITHOUT_SURNAMES.contains(&people) && !WITH_EITHER.contains(&people))
    }

    /// Whose rules the spelling of `name` follows.
    pub(super) fn custom(self, name: &str) -> Custom {
        let code =
            |table: Table, of: Option<&str>| of.and_then(|it| table.find(it)).map(|it| it.code);
        let document = code(Table::IdDocumentTypes, self.document);
        if document.is_some_and(|it| WITH_LETTERS.contains(&it)) || !name.contains(is_han) {
            return Custom::Document;
        }
        match code(Table::EthnicGroups, self.ethnic_group) {
            Some(it) if WITHOUT_SURNAMES.contains(&it) => {
                // A child of two peoples may have a Chinese name; 马木提 may be one, 阿依古丽 is none.
                let like_han = !name.contains(DOT) && is_like_han(name);
                Custom::Own(if like_han { Surname::Listed } else { Surname::Never })
            }
            Some(it) if WITH_EITHER.contains(&it) => Custom::Own(Surname::Listed),
            _ if name.contains(DOT) => Custom::Own(Surname::Perhaps),
            Some(HAN) => Custom::Han,
            None if is_single(name) => Custom::Own(Surname::Listed),
            _ if is_like_han(name) => Custom::Han,
            _ => Custom::Own(Surname::Perhaps),
        }
    }
}

/// Whether it may be a name of another language without a surname that looks like a Chinese one: 巴图 is a Mongol's, or
/// somebody's of the surname 巴. Asked only while the people is not known.
fn is_single(name: &str) -> bool {
    /// Words that common Tibetan, Mongol, Uyghur, Kazakh and Yi names are made of, and that begin with the character of a
    /// surname.
    const WORDS: &str = "巴图 巴特 巴雅 巴桑 巴哈 巴合 白玛 白音 白乙 班觉 包力 宝音 宝力 边巴 毕力 布和 布仁 才让 才旦 才仁 朝鲁 \
        朝克 次仁 次旦 次旺 达瓦 达娃 达来 达赖 丹增 丹巴 丹珠 旦增 旦巴 道尔 德吉 德庆 德德 东智 东珠 多吉 多杰 顿珠 敖登 敖日 \
        嘎玛 嘎日 尕藏 格桑 格日 格列 贡嘎 贡布 贡秋 高娃 哈斯 哈森 呼和 呼日 吉日 吉姆 加措 加央 嘉措 江措 江白 降央 金巴 晋美 \
        久美 拉姆 拉巴 洛桑 洛追 罗布 罗桑 满都 梅朵 孟和 孟克 米玛 米久 莫日 牧仁 那顺 那仁 那日 娜仁 南木 尼玛 尼珍 诺布 平措 \
        普布 强巴 强白 青格 曲珍 曲扎 群培 群宗 仁青 仁增 仁钦 萨仁 桑吉 桑布 桑杰 斯琴 苏日 索朗 索南 塔娜 塔拉 特木 \
        铁木 图雅 土登 旺堆 旺姆 旺杰 乌云 乌兰 乌日 乌力 西绕 阳金 央金 央宗 益西 永青 扎西 扎巴 卓玛 卓嘎 宗吉 \
        艾力 艾山 艾尼 艾则 古丽 古力 库尔 马木 马合 买买 麦麦 米娜 木拉 努尔 帕提 热合 沙吾 苏来 铁力 吾买 牙生 叶尔 叶斯 玉素 \
        赛力 别克 阿木 阿依 阿里 吉克 吉木 沙马 曲木";
    let length = name.chars().count();
    (2..=3).contains(&length) && WORDS.split_whitespace().any(|it| name.starts_with(it))
}

/// A known surname and a given name of at most two characters.
fn is_like_han(name: &str) -> bool {
    surname(name).is_some() && HanName::new(name).likely_given().is_some_and(|it| it <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_rules() {
        use Custom::{Document, Han, Own};
        use Surname::{Listed, Never, Perhaps};
        for (name, ethnic_group, document, expected) in [
            ("张三", "", "", Han),
            ("张三", "汉族", "居民身份证", Han),
            ("张三", "回族", "居民身份证", Han),
            ("翾堃", "汉族", "", Han),
            ("翾堃", "", "", Own(Perhaps)),
            ("郑李淑芳", "", "", Han),
            ("欧阳娜娜", "满族", "", Han),
            ("王一二三", "", "", Own(Perhaps)),
            ("王一二三", "汉族", "", Han),
            ("阿依古丽", "", "", Own(Perhaps)),
            ("迪丽娜尔", "", "", Own(Perhaps)),
            ("阿依古丽", "维吾尔族", "", Own(Never)),
            ("买买提·艾力", "维吾尔族", "", Own(Never)),
            ("马木提", "维吾尔族", "", Own(Listed)),
            ("阿依古丽·买买提", "", "", Own(Perhaps)),
            ("爱新觉罗·示例", "满族", "", Own(Perhaps)),
            ("卓玛", "藏族", "居民身份证", Own(Listed)),
            ("王建国", "蒙古族", "", Own(Listed)),
            ("陈大文", "汉族", "港澳居民来往内地通行证", Document),
            ("陈大文", "", "港澳台居民居住证", Document),
            ("林志豪", "高山族", "台湾居民来往大陆通行证", Document),
            ("张三", "汉族", "护照", Document),
            ("张三", "汉族", "军官证", Han),
            ("巴图", "", "", Own(Listed)),
            ("巴图", "汉族", "", Han),
            ("卓玛吉", "", "", Own(Listed)),
            ("白晓明", "", "", Han),
            ("JOHN SMITH", "", "", Document),
        ] {
            let known = |it| Some(it).filter(|it: &&str| !it.is_empty());
            let bearer = Bearer { ethnic_group: known(ethnic_group), document: known(document) };
            assert_eq!(bearer.custom(name), expected, "{name} {ethnic_group} {document}");
        }
    }
}

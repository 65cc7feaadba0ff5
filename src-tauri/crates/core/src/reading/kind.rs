//! The kinds of single value, and the way to read one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Reading, Reason,
    beyond::{self, Line},
    date, email, foreign_pr, foreign_pr15, foreign_pr18, hk_id, hkmo_permit, hkmotw_residence,
    id18, local_id, mobile, name,
    name_custom::Bearer,
    name_pinyin, normalise,
    other_document::{self, OTHER_DOCUMENT},
    passport, postcode, sex, student_number, study_years, tw_id, tw_permit, work_phone, yyyymm,
};

/// What a text is read as. The set is closed: packs choose among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// 居民身份证, GB 11643-1999.
    Id18,
    /// 港澳台居民居住证.
    HkmotwResidence,
    /// 外国人永久居留身份证 of 2023.
    ForeignPr18,
    /// 外国人永久居留身份证 of 2017.
    ForeignPr15,
    /// 外国人永久居留身份证, whichever card.
    ForeignPr,
    /// 港澳居民来往内地通行证.
    HkmoPermit,
    /// 台湾居民来往大陆通行证.
    TwPermit,
    /// 护照, any country's.
    Passport,
    /// 香港身份证.
    HkId,
    /// 台湾身份证.
    TwId,
    /// 香港、澳门或台湾的身份证, whichever card.
    LocalId,
    /// 手机号.
    Mobile,
    /// 工作时间联系电话: a landline or a mobile number.
    WorkPhone,
    /// 邮政编码.
    Postcode,
    /// 电子邮箱.
    Email,
    /// 年月, `200606`.
    Yyyymm,
    /// 日期, kept as `1985-02-03`.
    Date,
    /// A day to come, such as a deadline; likewise.
    DueDate,
    /// 姓名.
    Name,
    /// 姓名拼音; the text is `姓名|拼音`.
    NamePinyin,
    /// 性别.
    Sex,
    /// 学号, 准考证号.
    StudentNumber,
    /// 学制, in years.
    StudyYears,
}

impl ValueKind {
    /// Every kind.
    pub const ALL: [Self; 23] = [
        Self::Id18,
        Self::HkmotwResidence,
        Self::ForeignPr18,
        Self::ForeignPr15,
        Self::ForeignPr,
        Self::HkmoPermit,
        Self::TwPermit,
        Self::Passport,
        Self::HkId,
        Self::TwId,
        Self::LocalId,
        Self::Mobile,
        Self::WorkPhone,
        Self::Postcode,
        Self::Email,
        Self::Yyyymm,
        Self::Date,
        Self::DueDate,
        Self::Name,
        Self::NamePinyin,
        Self::Sex,
        Self::StudentNumber,
        Self::StudyYears,
    ];

    /// What packs and the command line call it: `id18`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id18 => "id18",
            Self::HkmotwResidence => "hkmotw_residence",
            Self::ForeignPr18 => "foreign_pr18",
            Self::ForeignPr15 => "foreign_pr15",
            Self::ForeignPr => "foreign_pr",
            Self::HkmoPermit => "hkmo_permit",
            Self::TwPermit => "tw_permit",
            Self::Passport => "passport",
            Self::HkId => "hk_id",
            Self::TwId => "tw_id",
            Self::LocalId => "local_id",
            Self::Mobile => "mobile",
            Self::WorkPhone => "work_phone",
            Self::Postcode => "postcode",
            Self::Email => "email",
            Self::Yyyymm => "yyyymm",
            Self::Date => "date",
            Self::DueDate => "due_date",
            Self::Name => "name",
            Self::NamePinyin => "name_pinyin",
            Self::Sex => "sex",
            Self::StudentNumber => "student_number",
            Self::StudyYears => "study_years",
        }
    }

    /// The kind of that [`name`](Self::name).
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Every reason a reading of this kind can give, hints included.
    pub fn reasons(self) -> Vec<&'static Reason> {
        let reasons = match self {
            Self::Id18 => id18::REASONS,
            Self::HkmotwResidence => hkmotw_residence::REASONS,
            Self::ForeignPr18 => foreign_pr18::REASONS,
            Self::ForeignPr15 => foreign_pr15::REASONS,
            Self::ForeignPr => {
                let both = foreign_pr18::REASONS.iter().chain(foreign_pr15::REASONS);
                return both.chain([&OTHER_DOCUMENT]).collect();
            }
            Self::HkmoPermit => hkmo_permit::REASONS,
            Self::TwPermit => tw_permit::REASONS,
            Self::Passport => passport::REASONS,
            Self::HkId => hk_id::REASONS,
            Self::TwId => tw_id::REASONS,
            Self::LocalId => local_id::REASONS,
            Self::Mobile => mobile::REASONS,
            Self::WorkPhone => work_phone::REASONS,
            Self::Postcode => postcode::REASONS,
            Self::Email => email::REASONS,
            Self::Yyyymm => yyyymm::REASONS,
            Self::Date => date::REASONS,
            Self::DueDate => date::DUE_REASONS,
            Self::Name => name::REASONS,
            Self::NamePinyin => name_pinyin::REASONS,
            Self::Sex => sex::REASONS,
            Self::StudentNumber => student_number::REASONS,
            Self::StudyYears => study_years::REASONS,
        };
        reasons.iter().chain(self.is_chosen().then_some(&OTHER_DOCUMENT)).collect()
    }

    /// Whether it is the number of a document that is chosen from a list, where another may have been meant.
    fn is_chosen(self) -> bool {
        matches!(
            self,
            Self::Id18
                | Self::HkmotwResidence
                | Self::ForeignPr
                | Self::HkmoPermit
                | Self::TwPermit
                | Self::Passport
        )
    }

    /// Reads a text of this kind, the cell of a spreadsheet too. Nothing in it is trusted, and nothing of
    /// it is refused without a reason.
    ///
    /// An offered fix never reads worse than the text itself, and an answer that was accepted reads the same again.
    pub fn read(self, text: &str, today: NaiveDate) -> Reading<'_> {
        self.read_of(text, today, Bearer::default())
    }

    /// The same of somebody of whom people, document and country are known: a telephone number of Hong Kong, Macao or Taiwan is
    /// not refused then, nor is a name in traditional characters.
    pub fn read_of<'a>(self, text: &'a str, today: NaiveDate, of: Bearer<'_>) -> Reading<'a> {
        let text = match self {
            Self::Name | Self::NamePinyin => text,
            _ => normalise::unguarded(text),
        };
        let reading = match self {
            Self::Id18 => id18::read(text, today),
            Self::HkmotwResidence => hkmotw_residence::read(text, today),
            Self::ForeignPr18 => foreign_pr18::read(text, today),
            Self::ForeignPr15 => foreign_pr15::read(text),
            Self::ForeignPr => foreign_pr::read(text, today),
            Self::HkmoPermit => hkmo_permit::read(text),
            Self::TwPermit => tw_permit::read(text),
            Self::Passport => passport::read(text),
            Self::HkId => hk_id::read(text),
            Self::TwId => tw_id::read(text),
            Self::LocalId => local_id::read(text),
            Self::Mobile => beyond::told_of(mobile::read(text), text, Line::Mobile, of),
            Self::WorkPhone => beyond::told_of(work_phone::read(text), text, Line::Any, of),
            Self::Postcode => postcode::read(text),
            Self::Email => email::read(text),
            Self::Yyyymm => yyyymm::read(text, today),
            Self::Date => date::read(text, today),
            Self::DueDate => date::read_due(text, today),
            Self::Name => name::read(text, of),
            Self::NamePinyin => name_pinyin::read_pair(text),
            Self::Sex => sex::read(text),
            Self::StudentNumber => student_number::read(text, today),
            Self::StudyYears => study_years::read(text),
        };
        if self.is_chosen() {
            other_document::told_of(reading, text, self.name(), today)
        } else {
            reading
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    #[test]
    fn names_are_what_packs_say() {
        for kind in ValueKind::ALL {
            assert_eq!(ValueKind::by_name(kind.name()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        assert_eq!(ValueKind::by_name("Id18"), None);
    }

    #[test]
    fn each_kind_reads_its_own() {
        for (name, typed, kept) in [
            ("id18", "11010519491231002x", "11010519491231002X"),
            ("hkmotw_residence", "810000 19940823 0021", "810000199408230021"),
            ("foreign_pr18", "932682198501010017", "932682198501010017"),
            ("foreign_pr15", "usa110085010112", "USA110085010112"),
            ("foreign_pr", "usa110085010112", "USA110085010112"),
            ("hkmo_permit", "h12345678", "H12345678"),
            ("tw_permit", "1234567890（b）", "1234567890(B)"),
            ("passport", "e12345678", "E12345678"),
            ("hk_id", "a1234563", "A123456(3)"),
            ("tw_id", "a123456789", "A123456789"),
            ("local_id", "a1234563", "A123456(3)"),
            ("mobile", "138 0013 8000", "13800138000"),
            ("work_phone", "010-62961234", "01062961234"),
            ("postcode", "４１００８１", "410081"),
            ("email", "San@EXAMPLE.cn", "San@example.cn"),
            ("yyyymm", "２０２３０２", "202302"),
            ("date", "19850203", "1985-02-03"),
            ("due_date", "20270317", "2027-03-17"),
            ("name", " 张三 ", "张三"),
            ("name_pinyin", "张三|zhang san", "ZHANG SAN"),
            ("sex", "女性", "女"),
            ("student_number", "2022 0101 0123", "202201010123"),
            ("study_years", "四年", "4"),
        ] {
            let kind = ValueKind::by_name(name).unwrap();
            let reading = kind.read(typed, today());
            assert_eq!((reading.verdict(), &*reading.normalised), ("valid", kept), "{name}");
        }
    }

    #[test]
    fn a_name_stands_for_one_reason() {
        for kind in ValueKind::ALL {
            let reasons = kind.reasons();
            for reason in &reasons {
                let same = reasons.iter().find(|it| it.name == reason.name);
                assert_eq!(same, Some(reason), "{}", kind.name());
            }
        }
    }

    /// Pieces that values are made of, and what gets between them.
    fn text() -> impl Strategy<Value = String> {
        let pieces = [
            "11010519491231002X",
            "110105491231002",
            "810000199408230021",
            "932682198501010017",
            "USA110085010112",
            "H12345678",
            "1234567890(B)",
            "E12345678",
            "A123456(3)",
            "A123456789",
            "13800138000",
            "010",
            "0731",
            "62961234",
            "8887654",
            "转808",
            "+86",
            "400",
            "410081",
            "10010",
            "san",
            "@",
            "qq.com",
            "gmial.con",
            "hotmail.com",
            "2023",
            "02",
            "-",
            "/",
            ".",
            "年",
            "月",
            "二〇二三",
            "十二",
            "至今",
            "23.2",
            "1985-02-03",
            "张三",
            "欧阳",
            "吕",
            "单",
            "·",
            "•",
            "ZHANG",
            "SAN",
            "LV",
            "lü",
            "|",
            "'",
            " ",
            "\u{3000}",
            "\u{200B}",
            "\u{202E}",
            "０",
            "Ｘ",
            "Х",
            "O",
            "l",
            "x",
            "\u{F92E}",
            "\u{2F00}",
            "=\"",
            "\"",
            ".0",
            "+852",
            "00853",
            "SW1A",
            "\u{E000}",
            "𠮷",
            "0",
            "1",
        ];
        let piece = prop_oneof![4 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => ".{0,3}", 1 => "[0-9]{1,8}"];
        prop_oneof![
            4 => proptest::collection::vec(piece, 0..6).prop_map(|it| it.concat()),
            1 => ".{0,60}",
            1 => "[0-9０-９Xx]{15,19}",
            1 => "[一-龥]{1,4}\\|[A-Za-z]{1,7} [A-Za-z' -]{1,12}",
        ]
    }

    /// Reading anew what a reading gave: for a spelling, with its name.
    fn again(kind: ValueKind, text: &str, given: &str) -> String {
        match text.split_once(['|', '｜']).filter(|_| kind == ValueKind::NamePinyin) {
            Some((name, _)) => format!("{name}|{given}"),
            None => given.to_owned(),
        }
    }

    fn severity(reading: &Reading<'_>) -> u8 {
        ["valid", "warning", "invalid"]
            .iter()
            .position(|it| *it == reading.verdict())
            .unwrap()
            .try_into()
            .unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.max(2000)))]

        #[test]
        fn every_reading_keeps_its_promises(text in text()) {
            for kind in ValueKind::ALL {
                let reading = kind.read(&text, today());
                for said in reading.problem.iter().chain(&reading.hints) {
                    prop_assert!(kind.reasons().contains(&said.reason), "{}: {} is not listed", kind.name(), said.reason.name);
                    let given: BTreeSet<&str> = said.params.iter().map(|it| it.0).collect();
                    let listed: BTreeSet<&str> = said.reason.params.iter().copied().collect();
                    prop_assert_eq!(given, listed, "{}: {}", kind.name(), said.reason.name);
                }
                let normalised = again(kind, &text, &reading.normalised);
                let second = kind.read(&normalised, today());
                if reading.verdict() != "invalid" {
                    prop_assert_eq!(second.verdict(), reading.verdict(), "{} {:?}", kind.name(), text);
                    prop_assert_eq!(&second.normalised, &reading.normalised, "{} {:?}", kind.name(), text);
                }
                prop_assert!(reading.fix.is_some() || reading.other_fix.is_none());
                for fix in reading.fix.iter().chain(&reading.other_fix) {
                    prop_assert!(reading.problem.is_some(), "{}: nothing to repair in {:?}", kind.name(), text);
                    let fixed = again(kind, &text, fix);
                    let fixed = kind.read(&fixed, today());
                    prop_assert!(severity(&fixed) <= 1 && severity(&fixed) <= severity(&reading), "{} {:?} {:?}", kind.name(), text, fix);
                    prop_assert_ne!(fixed.fix.as_ref(), Some(fix), "{} {:?}", kind.name(), text);
                }
            }
        }
    }
}

//! Invented people: names as documents have them, and numbers that keep the rules of their document.

use beishen_reference::Table;
use chrono::{Days, NaiveDate};

use crate::Dice;

/// Who a draft is about.
#[derive(Debug, Clone)]
pub struct Person {
    /// As on the document.
    pub name: String,
    /// The document.
    pub card: Card,
    /// Its number.
    pub number: String,
    /// The day of birth, which some numbers tell.
    pub birth: NaiveDate,
    /// 男 or 女, which some numbers tell.
    pub sex: &'static str,
    /// A country that fits the document.
    pub country: &'static str,
}

/// The documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "`name` says what each is")]
pub enum Card {
    Resident,
    HongKongMacaoPermit,
    TaiwanPermit,
    ResidencePermit,
    Passport,
    ForeignResident,
    Officer,
    Other,
}

impl Card {
    /// As lists have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Resident => "中华人民共和国居民身份证",
            Self::HongKongMacaoPermit => "港澳居民来往内地通行证",
            Self::TaiwanPermit => "台湾居民来往大陆通行证",
            Self::ResidencePermit => "港澳台居民居住证",
            Self::Passport => "护照",
            Self::ForeignResident => "外国人永久居留身份证",
            Self::Officer => "军官证",
            Self::Other => "其他",
        }
    }

    /// Whether its number tells birth and sex.
    pub(crate) fn tells(self) -> bool {
        matches!(self, Self::Resident | Self::ResidencePermit)
    }

    /// Half of all drafts are of residents.
    fn of(number: u64) -> Self {
        use Card::{
            ForeignResident, HongKongMacaoPermit, Officer, Other, Passport, ResidencePermit,
            Resident, TaiwanPermit,
        };
        let others = [
            HongKongMacaoPermit,
            TaiwanPermit,
            ResidencePermit,
            Passport,
            ForeignResident,
            Officer,
            Other,
        ];
        let at = usize::try_from(number / 2).unwrap_or_default() % others.len();
        if number.is_multiple_of(2) { Resident } else { others[at] }
    }
}

const SURNAMES: [&str; 24] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "单", "曾", "仇", "解",
    "查", "任", "区", "盖", "华", "乐", "吕", "朴",
];
const DOUBLE: [&str; 8] = ["欧阳", "司马", "上官", "诸葛", "皇甫", "东方", "令狐", "慕容"];
const GIVEN: [&str; 16] = [
    "明", "芳", "伟", "丽", "静", "强", "磊", "洋", "艳", "勇", "军", "杰", "娟", "涛", "超", "婷",
];
const MINORITY: [&str; 8] = [
    "买买提·艾力",
    "阿依古丽·买买提",
    "迪丽拜尔·吐尔逊",
    "古丽娜尔·阿不都热依木",
    "扎西顿珠",
    "索朗次仁",
    "巴特尔",
    "其其格",
];
const LEAP_DAYS: [i32; 4] = [1984, 1988, 1992, 1996];

impl Person {
    pub(crate) fn of(procedure: &str, number: u64, dice: &mut Dice) -> Self {
        let card = Card::of(number);
        let student = matches!(procedure, "chsi-account" | "image-check");
        let birth = birth(student, number, dice);
        let male = dice.below(2) == 0;
        let sex = if male { "男" } else { "女" };
        let name = name(card, number, dice);
        let born = birth.format("%Y%m%d");
        let order = 2 * dice.below(499) + if male { 1 } else { 2 };
        let number = match card {
            Card::Resident => {
                // 81, 82 and 83 are those of residence permits.
                let regions = Table::Regions.entries().iter();
                let regions: Vec<_> = regions.filter(|it| !it.code.starts_with('8')).collect();
                let region = dice.pick(&regions).code;
                checked(&format!("{region}{born}{order:03}"))
            }
            Card::ResidencePermit => {
                let place = dice.pick(&["810000", "820000", "830000"]);
                checked(&format!("{place}{born}{order:03}"))
            }
            Card::HongKongMacaoPermit => {
                format!("{}{}", dice.pick(&["H", "M"]), dice.digits(8))
            }
            Card::TaiwanPermit => dice.digits(8),
            Card::Passport => match dice.below(3) {
                0 => format!("E{}", dice.digits(8)),
                1 => format!("E{}{}", dice.pick(&["A", "B", "H"]), dice.digits(7)),
                _ => format!("X{}Y{}", dice.digits(3), dice.digits(3)),
            },
            Card::ForeignResident => match dice.below(3) {
                0 => format!("USA1100{}{}", birth.format("%y%m%d"), dice.digits(2)),
                _ => checked(&format!("911{}{born}{order:03}", dice.pick(&["840", "392", "276"]))),
            },
            Card::Officer => format!("军字第{}号", dice.digits(7)),
            Card::Other => format!("证{}", dice.digits(10)),
        };
        let country = country(card, &number, dice);
        Self { name, card, number, birth, sex, country }
    }
}

/// Seventeen digits with their check character, by the sum itself: 2 to the power of the place, modulo 11.
pub fn checked(digits: &str) -> String {
    let sum =
        digits.chars().fold(0, |sum, it| (sum + it.to_digit(10).unwrap_or_default()) * 2 % 11);
    let check = (12 - sum) % 11;
    let check = if check == 10 { 'X' } else { char::from_digit(check, 10).unwrap_or_default() };
    format!("{digits}{check}")
}

/// Old enough for what is applied for; every fifth on a leap day, and first and last days of months among the rest.
fn birth(student: bool, number: u64, dice: &mut Dice) -> NaiveDate {
    let year = if student { 2000 + dice.below(7) } else { 1962 + dice.below(38) };
    let leap = if student { 2004 } else { *dice.pick(&LEAP_DAYS) };
    if number.is_multiple_of(5) {
        return NaiveDate::from_ymd_opt(leap, 2, 29).unwrap_or_default();
    }
    let first = NaiveDate::from_yo_opt(year, 1).unwrap_or_default();
    let days = if first.leap_year() { 366 } else { 365 };
    let day = *dice.pick(&[0, 30, 58, 59, 180, 272, days - 1]);
    first.checked_add_days(Days::new(day)).unwrap_or(first)
}

fn name(card: Card, number: u64, dice: &mut Dice) -> String {
    if matches!(card, Card::Passport | Card::ForeignResident) && dice.below(2) == 0 {
        return (*dice.pick(&["Anna Maria Example", "O'Neil Sam", "Li-Wang Sanna"])).to_owned();
    }
    let given = |dice: &mut Dice| *dice.pick(&GIVEN);
    match number % 7 {
        0 => (*dice.pick(&MINORITY)).to_owned(),
        1 => format!("{}{}{}", dice.pick(&DOUBLE), given(dice), given(dice)),
        2 => format!("{}{}", dice.pick(&DOUBLE), given(dice)),
        3 => format!("{}{}", dice.pick(&SURNAMES), given(dice)),
        _ => format!("{}{}{}", dice.pick(&SURNAMES), given(dice), given(dice)),
    }
}

/// The number of a permit says which region it is of.
fn country(card: Card, number: &str, dice: &mut Dice) -> &'static str {
    let fitting: &[&str] = match card {
        Card::TaiwanPermit => &["中国台湾"],
        Card::HongKongMacaoPermit if number.starts_with('M') => &["中国澳门"],
        Card::ResidencePermit if number.starts_with("82") => &["中国澳门"],
        Card::ResidencePermit if number.starts_with("83") => &["中国台湾"],
        Card::HongKongMacaoPermit | Card::ResidencePermit => &["中国香港"],
        Card::ForeignResident if number.starts_with("911392") => &["日本"],
        Card::ForeignResident if number.starts_with("911276") => &["德国"],
        Card::ForeignResident => &["美国"],
        Card::Passport => &["美国", "日本", "德国"],
        Card::Resident | Card::Officer | Card::Other => &["中华人民共和国"],
    };
    dice.pick::<&str>(fitting)
}

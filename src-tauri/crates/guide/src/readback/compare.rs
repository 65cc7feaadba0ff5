//! Whether what the portal shows is what was to be entered, and what the two differ in that means nothing.

use beishen_core::{
    Apart, FactKey, FactKind, Month, Procedure, Values,
    outcome::Verdict,
    procedure::Field,
    reading::{ValueKind, fold, is_dash, same_letters},
};
use beishen_document::Text;
use beishen_reference::Table;
use chrono::{Datelike, NaiveDate};

use super::{
    sheet::{PICTURE, takes_no_room},
    status::without_status,
};
use crate::items::portal_value;

/// A difference that means nothing. It is told, never passed over in silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ignored {
    /// A letter and its mark as one character or as two: é.
    Form,
    /// `１２` and `12`.
    Width,
    /// Spaces, and characters that take no room.
    Spaces,
    /// A name in two boxes.
    Boxes,
    /// Hyphens and brackets in a number.
    Dashes,
    /// `x` and `X`.
    Case,
    /// `1985-02-03`, `19850203` and `1985年2月3日`.
    DateForm,
    /// `+86` before a mobile number.
    Country,
    /// Another of the portal's words for the same entry.
    Word,
    /// A code before or behind the entry's name.
    Code,
    /// A unit behind the number.
    Unit,
    /// A remark of the portal's behind the value.
    Remark,
}

impl Ignored {
    /// In words.
    pub fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Form => ("同样的字母，编码写法不同", "the same letters in another form"),
            Self::Width => ("全角与半角", "full-width forms"),
            Self::Spaces => ("空格和看不见的字符", "spaces and characters that cannot be seen"),
            Self::Boxes => ("分在两个框里", "that it is in two boxes"),
            Self::Dashes => ("连字符和括号", "hyphens and brackets"),
            Self::Case => ("大小写", "capitals"),
            Self::DateForm => ("日期写法", "how the date is written"),
            Self::Country => ("国家代码 +86", "the country code +86"),
            Self::Word => ("平台的另一种叫法", "another of the portal's words"),
            Self::Code => ("代码", "the code"),
            Self::Unit => ("单位", "the unit"),
            Self::Remark => ("平台的说明文字", "the portal's remark"),
        };
        Text::new(zh, en)
    }
}

/// What a field should show.
pub(super) struct Wanted {
    /// As the field's page has it; empty when nothing is given.
    pub(super) text: String,
    /// As other pages have it, and as it was given.
    others: Vec<String>,
    /// What else the portal offers.
    pub(super) options: Vec<String>,
    /// The table its entries come from.
    pub(super) table: Option<Table>,
    pub(super) kind: FactKind,
    /// Names are compared letter by letter: a dot of another kind is another name.
    pub(super) name: bool,
}

impl Wanted {
    pub(super) fn new(
        procedure: &Procedure,
        field: &Field,
        fact: &FactKey,
        values: &Values,
    ) -> Self {
        let text = portal_value(procedure, field, values);
        let kind = procedure.fact(fact).map_or(FactKind::Text, |it| it.kind);
        let value = values.get(fact);
        let mut others = Vec::new();
        if kind == FactKind::Choice {
            let words = procedure.fields_of(fact).map(|it| portal_value(procedure, it.1, values));
            others.extend(words.chain(value.map(|it| it.text.clone())));
            others.retain(|it| *it != text && !it.is_empty());
        }
        // In the words of every page that asks for it.
        let offers = procedure.options_of(fact).into_iter().flat_map(|it| &it.list);
        others.extend(offers.clone().filter(|it| it.value == text).flat_map(|it| it.also.clone()));
        let pages = || procedure.fields_of(fact).map(|it| it.1);
        let options = offers
            .flat_map(|it| pages().map(|page| page.words.get(&it.value).unwrap_or(&it.value)))
            .filter(|it| **it != text && !others.contains(it))
            .cloned()
            .collect();
        let table = procedure.options_of(fact).and_then(|it| it.table.as_deref());
        let table = table.and_then(Table::by_name);
        let name = value.is_some_and(|it| it.read_as == Some(ValueKind::Name));
        Self { text, others, options, table, kind, name }
    }

    pub(super) fn apart(&self, found: &str) -> Text {
        let agrees = || self.against(found).0 == Verdict::NotFound;
        match Apart::of(&self.text, found) {
            _ if found.is_empty() => Text::new("平台上是空的", "The portal has nothing"),
            _ if self.text.is_empty() => Text::new("这里没有填", "Nothing is given here"),
            _ if found.contains(PICTURE) => Text::new(
                "里面有一张图片，请看一眼",
                "There is a picture in it; please have a look",
            ),
            _ if self.hides(found) && agrees() => Text::new(
                "平台遮住了一部分，看得到的一致；遮住的请看一眼",
                "The portal hides a part of it; what it shows agrees. Please have a look at the rest",
            ),
            _ if self.has_status(found) => Text::new(
                "只多了状态或操作的字样，请看一眼",
                "Only a word about its status was added; please have a look",
            ),
            _ if self.is_within(found) => Text::new(
                "平台写到了日，年月一致；请看一眼",
                "The portal has a day of this month; please have a look",
            ),
            Some(apart) => apart.said(&Text::new("平台", "the portal")),
            None => Text::default(),
        }
    }

    /// Whether all that is offered stands there: text that is copied tells no more which circle is chosen.
    pub(super) fn is_choice(&self, found: &str) -> bool {
        // ● 男 ○ 女
        let sign =
            |it: char| matches!(it, '/' | '／' | '|' | '(' | ')' | '（' | '）' | '[' | ']' | 'x');
        let apart = |it: char| it.is_whitespace() || sign(it) || is_circle(it);
        let mut rest = found.trim_start_matches(apart);
        let (mut words, mut own) = (0, false);
        while !rest.is_empty() {
            let offered = [&self.text].into_iter().chain(&self.options);
            let found = offered.filter(|it| !it.is_empty() && rest.starts_with(it.as_str()));
            let Some(word) = found.max_by_key(|it| it.len()) else { return false };
            own |= *word == self.text;
            words += 1;
            rest = rest.get(word.len()..).unwrap_or_default().trim_start_matches(apart);
        }
        words > 1 && own
    }

    /// The verdict on what the portal shows, and what was passed over to come to it.
    pub(super) fn against(&self, found: &str) -> (Verdict, Vec<Ignored>) {
        if self.text == found || self.text.is_empty() && is_empty(found) {
            return (Verdict::Same, Vec::new());
        }
        // What was left open here and stands there is no difference between two values.
        if self.text.is_empty() {
            return (Verdict::NotFound, Vec::new());
        }
        // A picture among characters may be one of them, or none.
        if found.contains(PICTURE) {
            let masked = may_be(&bare(&self.text), &bare(&found.replace(PICTURE, "*")));
            let agrees = masked || self.against(&found.replace(PICTURE, "")).0 == Verdict::Same;
            return (if agrees { Verdict::NotFound } else { Verdict::Differs }, Vec::new());
        }
        if same_letters(&self.text, found) {
            return (Verdict::Same, vec![Ignored::Form]);
        }
        if self.has_status(found) {
            return (Verdict::NotFound, Vec::new());
        }
        // What is hidden may be wrong, however well the rest agrees.
        if self.hides(found) {
            let agrees = may_be(&bare(&self.text), &bare(found));
            return (if agrees { Verdict::NotFound } else { Verdict::Differs }, Vec::new());
        }
        if self.name {
            return (Verdict::Differs, Vec::new());
        }
        // How letters are divided into words is part of a name: ZHENG LISHUFANG is not ZHENGLI SHUFANG.
        if self.kind == FactKind::Text && is_latin(&self.text) && words(&self.text) != words(found)
        {
            return (Verdict::Differs, Vec::new());
        }
        if self.has_another_code(found) || self.is_within(found) {
            return (Verdict::NotFound, Vec::new());
        }
        let alike = match self.kind {
            FactKind::Date | FactKind::Month => self.same_day(found),
            FactKind::Choice => alike(&self.text, found)
                .or_else(|| self.same_entry(found))
                .or_else(|| self.with_unit(found)),
            FactKind::Text => alike(&self.text, found)
                .or_else(|| self.with_unit(found))
                .or_else(|| self.with_country(found)),
        };
        alike.map_or((Verdict::Differs, Vec::new()), |it| (Verdict::Same, it))
    }

    /// Whether only a word was added that says how far the portal is with the value.
    fn has_status(&self, found: &str) -> bool {
        without_status(found).any(|it| self.against(it).0 == Verdict::Same)
    }

    /// Whether the portal hides characters behind stars. In a name with a dot a bullet is a dot of another kind.
    fn hides(&self, found: &str) -> bool {
        let dot = self.name && self.text.contains('·');
        found.chars().any(|it| is_mask(it) && !(dot && matches!(it, '●' | '•')))
    }

    /// A month that a database keeps as its first day, 2012-08-01, is that month.
    fn same_day(&self, found: &str) -> Option<Vec<Ignored>> {
        let first = |it: &(i32, u32, Option<u32>)| {
            self.kind == FactKind::Month && it.2.is_none_or(|it| it == 1)
        };
        let same = day(&self.text).zip(day(found)).is_some_and(|(here, there)| {
            here == there || (here.0, here.1) == (there.0, there.1) && first(&here) && first(&there)
        });
        if same { Some(vec![Ignored::DateForm]) } else { alike(&self.text, found) }
    }

    /// Whether it is a day of the month that is wanted, and not its first: that may mean the month or tell more than is known here.
    fn is_within(&self, found: &str) -> bool {
        let days = day(&self.text).zip(day(found)).filter(|_| self.kind == FactKind::Month);
        days.is_some_and(|(here, there)| {
            (here.0, here.1) == (there.0, there.1)
                && here.2.is_none()
                && there.2.is_some_and(|it| it > 1)
        })
    }

    /// An entry of a list under another of its names, or with its code.
    fn same_entry(&self, found: &str) -> Option<Vec<Ignored>> {
        let also = |ignored| {
            move |mut all: Vec<Ignored>| {
                all.push(ignored);
                all
            }
        };
        let word = self.others.iter().find_map(|it| alike(it, found));
        let word = word.or_else(|| self.is_synonym(found).then(Vec::new));
        let word = word.or_else(|| is_in_brief(&self.text, found).then(Vec::new));
        let code = || alike(&self.text, without_code(found)).map(also(Ignored::Code));
        word.map(also(Ignored::Word)).or_else(code)
    }

    /// Whether it is another name of the same entry, in a table whose other names are neither older nor parts of a name.
    fn is_synonym(&self, found: &str) -> bool {
        const OF_TODAY: [Table; 5] = [
            Table::PoliticalStatus,
            Table::IdDocumentTypes,
            Table::EthnicGroups,
            Table::Provinces,
            Table::Countries,
        ];
        let code = |it: &str| Some(self.table.filter(|it| OF_TODAY.contains(it))?.find(it)?.code);
        code(&self.text).is_some_and(|it| code(found) == Some(it))
    }

    /// Whether the entry stands there with the code of another: 土木工程 is 0814 among academic disciplines, 085901 among professional ones.
    fn has_another_code(&self, found: &str) -> bool {
        const LONG: usize = 4;
        let entry = self.table.as_ref().and_then(|it| it.find(&self.text));
        let digits: String = found.chars().map(fold).filter(char::is_ascii_digit).collect();
        let code = |it: &str| it.len() >= LONG && it.bytes().all(|it| it.is_ascii_digit());
        digits.len() >= LONG
            && without_code(found) != found
            && entry.is_some_and(|it| code(it.code) && !digits.starts_with(it.code))
    }

    /// 学制 `4` is shown as 4年, 四年制 or 4.0.
    fn with_unit(&self, found: &str) -> Option<Vec<Ignored>> {
        const NUMBERS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let is_number = self.text.len() < 4 && self.text.parse::<f32>().is_ok();
        let years = found.strip_suffix('制').unwrap_or(found).strip_suffix('年');
        let number = years.map(str::trim_end).or_else(|| found.strip_suffix(".0"))?;
        let plain = number.strip_suffix(".0").unwrap_or(number);
        let in_words = NUMBERS.iter().position(|it| *it == number).map(|it| it.to_string());
        let same = plain == self.text || in_words.is_some_and(|it| it == self.text);
        (is_number && same).then(|| vec![Ignored::Unit])
    }

    /// A number is shown with the country's code before it; that of a town then has no 0.
    fn with_country(&self, found: &str) -> Option<Vec<Ignored>> {
        let wanted = without_dashes(&self.text);
        let wanted = wanted.strip_prefix('0').unwrap_or(&wanted);
        let long = wanted.len() > 8 && is_number(&self.text);
        let plain = bare(found);
        let rest = plain.strip_prefix("+86").or_else(|| plain.strip_prefix("0086"));
        let rest = without_dashes(rest.filter(|it| long && is_number(it))?);
        (rest.strip_prefix('0').unwrap_or(&rest) == wanted).then(|| vec![Ignored::Country])
    }
}

/// Whether one is the usual short name of the other: 女 and 女性, 中华人民共和国居民身份证 and 身份证.
fn is_in_brief(here: &str, there: &str) -> bool {
    const NAMES: [&[&str]; 3] =
        [&["男", "男性"], &["女", "女性"], &["中华人民共和国居民身份证", "居民身份证", "身份证"]];
    NAMES.iter().any(|it| it.contains(&here) && it.contains(&there))
}

/// Whether the portal shows nothing: a blank, or a list in which nothing is chosen.
pub(super) fn is_empty(found: &str) -> bool {
    let words = found.trim_matches(|it: char| is_dash(it) || it.is_whitespace());
    words.is_empty() || matches!(words, "请选择" | "无数据" | "未填写")
}

/// What two texts differ in, if it is only width, spaces, hyphens of a number or capitals beside digits.
pub(super) fn alike(here: &str, there: &str) -> Option<Vec<Ignored>> {
    type Step = (Ignored, fn(&str) -> String);
    const STEPS: [Step; 4] = [
        (Ignored::Width, |it| it.chars().map(fold).collect()),
        (Ignored::Spaces, bare),
        (Ignored::Dashes, |it| if is_number(it) { without_dashes(it) } else { it.to_owned() }),
        (Ignored::Case, |it| if is_code(it) { it.to_ascii_uppercase() } else { it.to_owned() }),
    ];
    let (mut a, mut b) = (here.to_owned(), there.to_owned());
    let mut ignored = Vec::new();
    for (what, step) in STEPS {
        if a == b {
            break;
        }
        let (before_a, before_b) = (a.clone(), b.clone());
        (a, b) = (step(&a), step(&b));
        if a != before_a || b != before_b {
            ignored.push(what);
        }
    }
    (a == b && !a.is_empty()).then_some(ignored)
}

/// Full-width forms folded, without spaces and what takes no room.
pub(super) fn bare(text: &str) -> String {
    text.chars().map(fold).filter(|it| !it.is_whitespace() && !takes_no_room(*it)).collect()
}

pub(super) fn is_number(text: &str) -> bool {
    let number = |it: char| it.is_ascii_digit() || is_dash(it) || matches!(it, '(' | ')');
    text.chars().all(number) && text.chars().filter(char::is_ascii_digit).count() > 3
}

pub(super) fn without_dashes(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A number of a document or an address: capitals mean nothing in them.
fn is_code(text: &str) -> bool {
    text.is_ascii() && text.bytes().any(|it| it.is_ascii_digit() || it == b'@')
}

/// `(0814)土木工程` and `土木工程 0814` without the code.
fn without_code(text: &str) -> &str {
    text.trim_matches(|it: char| {
        it.is_ascii_digit()
            || it.is_whitespace()
            || matches!(it, '(' | ')' | '（' | '）' | '[' | ']' | '-')
    })
}

/// A day, or a month without one.
pub(super) fn day(text: &str) -> Option<(i32, u32, Option<u32>)> {
    let text = bare(without_midnight(text));
    let parts: Vec<&str> = text
        .split(|it: char| is_dash(it) || matches!(it, '/' | '.' | '年' | '月' | '日'))
        .filter(|it| !it.is_empty())
        .collect();
    let number =
        |it: &str| it.parse::<u32>().ok().filter(|_| it.bytes().all(|it| it.is_ascii_digit()));
    match parts.as_slice() {
        [one] if one.len() == 8 => {
            let day = NaiveDate::parse_from_str(one, "%Y%m%d").ok()?;
            Some((day.year(), day.month(), Some(day.day())))
        }
        [one] if one.len() == 6 => {
            let day = Month::parse(one)?.first_day()?;
            Some((day.year(), day.month(), None))
        }
        [year, month] if year.len() == 4 => {
            let (year, month) = (number(year)?, number(month)?);
            let day = NaiveDate::from_ymd_opt(year.try_into().ok()?, month, 1)?;
            Some((day.year(), day.month(), None))
        }
        [year, month, day] if year.len() == 4 => {
            let (year, month, day) = (number(year)?, number(month)?, number(day)?);
            let day = NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)?;
            Some((day.year(), day.month(), Some(day.day())))
        }
        _ => None,
    }
}

/// A day without the hour that a database gives it: `1995-03-14 00:00:00.0`, `1995/3/14 0:00:00`.
fn without_midnight(text: &str) -> &str {
    let ours = |it: &'static str| text.trim_end().strip_suffix(it);
    let local = ours("+08:00").or_else(|| ours("+0800")).unwrap_or(text);
    let day = [
        "00:00:00.000000",
        "00:00:00.000",
        "00:00:00.0",
        "00:00:00",
        "00:00",
        "0:00:00",
        "0:00",
        "12:00:00 AM",
        "00时00分00秒",
        "00时00分",
        "0时0分0秒",
        "0时0分",
    ]
    .iter()
    .find_map(|it| {
        let rest = local.trim_end().strip_suffix(it)?;
        let apart = rest.strip_suffix(['T', ' ', '\u{a0}']);
        apart.or_else(|| rest.ends_with('日').then_some(rest))
    });
    day.map_or(text, str::trim_end)
}

/// Letters of a name or of pinyin, and nothing else.
pub(super) fn is_latin(text: &str) -> bool {
    let letter = |it: char| it.is_ascii_alphabetic() || matches!(it, ' ' | '-' | '\'' | '.');
    !text.is_empty() && text.chars().all(letter)
}

fn words(text: &str) -> Vec<String> {
    let text: String = text.chars().map(fold).filter(|it| !takes_no_room(*it)).collect();
    text.split_whitespace().map(str::to_owned).collect()
}

pub(super) fn is_mask(c: char) -> bool {
    matches!(c, '*' | '＊' | '●' | '•')
}

/// Circles and squares that were copied with their names.
fn is_circle(c: char) -> bool {
    matches!(c, '○' | '◯' | '●' | '◉' | '□' | '■' | '☐' | '☑' | '☒' | '√' | '✓')
}

/// Whether a text may be behind what is shown of it: as many characters, or a few stars for any number of them.
fn may_be(here: &str, shown: &str) -> bool {
    let here: Vec<char> = here.to_uppercase().chars().collect();
    let shown: Vec<char> = shown.to_uppercase().chars().collect();
    if here.len() == shown.len() {
        return here.iter().zip(&shown).all(|(a, b)| is_mask(*b) || a == b);
    }
    let head: Vec<char> = shown.iter().copied().take_while(|it| !is_mask(*it)).collect();
    let tail: Vec<char> = shown.iter().rev().copied().take_while(|it| !is_mask(*it)).collect();
    let stars = shown.iter().filter(|it| is_mask(**it)).count();
    let whole = stars == shown.len();
    let few = stars + head.len() + tail.len() == shown.len() && stars <= MOST_STARS;
    let ends = here.starts_with(&head) && here.iter().rev().take(tail.len()).eq(tail.iter());
    whole || few && ends && shown.len() < here.len()
}

/// Stars that stand for any number of characters.
const MOST_STARS: usize = 4;

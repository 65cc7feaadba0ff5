//! Several answers looked at together: the kinds of check, one file each.
//!
//! The set is closed: a pack chooses among them and gives the words. A check over an unanswered fact passes; asking
//! for the answer is the field's `required`, not the rule's business.

mod address_place;
mod age;
mod agrees_with_id;
mod chinese_passport;
mod country_document;
mod date_order;
mod degree_kind;
mod found;
mod history;
mod history_age;
mod history_months;
mod history_words;
mod known_words;
mod latin_name;
mod month_order;
mod must_be;
mod not_phone;
mod not_same;
mod only_when;
mod placeholder;
mod postcode_province;
mod rare_name;
mod study_ends;
mod study_level;
#[cfg(test)]
mod tests;
mod text;
mod this_year;
mod time_left;
mod view;
mod years_since_birth;

use serde::Deserialize;

pub(crate) use found::Found;
pub(crate) use view::View;

use crate::{
    fact::FactKey,
    finding::Fix,
    raw::one_or_more,
    reading::{
        Problem, Reason, ValueKind,
        name_pinyin::{self, Bearer},
    },
    value::Provenance,
};

/// What a rule looks at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "the fields are the pack's own words")]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Check {
    /// Single values by their own rules, of numbers by those of the document, the country and the address too, where they are
    /// known; the reading also normalises the answer.
    Value {
        facts: Vec<FactKey>,
        of: ValueKind,
        document: Option<FactKey>,
        country: Option<FactKey>,
        address: Option<FactKey>,
    },
    /// A name and its spelling, by the rules of the people, the document and the country where they are known.
    NamePinyin {
        name: FactKey,
        pinyin: FactKey,
        ethnic_group: Option<FactKey>,
        document: Option<FactKey>,
        country: Option<FactKey>,
    },
    /// A name in letters (with `when`: on a document that has Chinese characters).
    LatinName { name: FactKey },
    /// Free text: its length in characters, no control characters, and no pictographs unasked.
    Text { facts: Vec<FactKey>, min: usize, max: usize },
    /// The birth date agrees with the one inside the identity number.
    BirthAgrees { birth_date: FactKey, id_number: FactKey },
    /// The sex agrees with the one inside the identity number.
    SexAgrees { sex: FactKey, id_number: FactKey },
    /// The age today lies within these years.
    Age { birth_date: FactKey, min: i32, max: i32 },
    /// A month at least so many years after the birth: before it or fewer than `certain` is wrong, fewer than `likely`
    /// doubtful.
    YearsSinceBirth { month: FactKey, birth_date: FactKey, certain: i32, likely: i32 },
    /// A month that is at least so many months after another.
    MonthOrder { earlier: FactKey, later: FactKey, months: i32, not_before: Option<FactKey> },
    /// A day that is not before another.
    DateOrder { earlier: FactKey, later: FactKey },
    /// Studies that end, by the day of entry and the years they take, about that day.
    StudyEnds { entry: FactKey, years: FactKey, day: FactKey },
    /// A length of the programme that its level has.
    StudyLevel { level: FactKey, years: FactKey },
    /// A month of the current year, or a text that names it; in autumn, the next.
    ThisYear { month: FactKey },
    /// An answer that must be this one (with `when`). Without `repair`, the other may be true, and none is offered.
    MustBe {
        fact: FactKey,
        is: String,
        #[serde(default = "yes")]
        repair: bool,
    },
    /// A number that is not a mobile telephone's: not the person's own, nor any that does not begin with the year of entry.
    NotPhone { fact: FactKey, mobile: FactKey, entry: Option<FactKey> },
    /// Answers that stand for nothing, but for those that mean it; where they are words (`digits = false`), a number too.
    Placeholder {
        facts: Vec<FactKey>,
        #[serde(default)]
        except: Vec<String>,
        #[serde(default = "yes")]
        digits: bool,
    },
    /// An answer in which one of these words stands.
    KnownWords { fact: FactKey, words: Vec<String> },
    /// An address whose places belong together.
    AddressPlace { address: FactKey },
    /// An answer that must not be the same as another.
    NotSame { fact: FactKey, other: FactKey },
    /// Answers that should not be given (with `when`).
    OnlyWhen { facts: Vec<FactKey> },
    /// A passport of the People's Republic that has the form of its books.
    ChinesePassport { number: FactKey, country: FactKey },
    /// A postcode of the province that the address names; of `province` where it names none.
    PostcodeProvince { postcode: FactKey, province: FactKey, address: Option<FactKey> },
    /// A kind of document that people of that country have, and a number of a permit that people of that region have.
    CountryDocument { country: FactKey, document: FactKey, number: Option<FactKey> },
    /// A degree of the kind, academic or professional, that the discipline confers.
    DegreeKind { degree_type: FactKey, discipline: FactKey },
    /// A name that common portals cannot take.
    RareName { name: FactKey },
    /// 个人经历: its rows, without a break, up to this month; nobody is his own witness.
    History { name: Option<FactKey> },
    /// 个人经历: no row begins before the birth, or at an age below `likely` unasked.
    HistoryAge { birth_date: FactKey, likely: i32 },
    /// 个人经历 against the months answered elsewhere.
    HistoryMonths { degree_month: FactKey, work_month: FactKey },
    /// Enough days before a day the person has given, while none of these acts is done.
    TimeLeft {
        date: FactKey,
        days: u32,
        #[serde(deserialize_with = "one_or_more")]
        until: Vec<String>,
    },
}

impl Check {
    /// What is wrong, in the order a person would fix it.
    pub(crate) fn find(&self, view: &View<'_>) -> Vec<Found> {
        match self {
            Self::Value { facts, of, .. } => {
                facts.iter().flat_map(|it| value_of_fact(view, it, *of)).collect()
            }
            Self::NamePinyin { name, pinyin, ethnic_group, document, country } => {
                let known = |it: &Option<FactKey>| it.as_ref().and_then(|it| view.text(it));
                let [ethnic_group, document, country] =
                    [ethnic_group, document, country].map(known);
                spelling(view, name, pinyin, Bearer { ethnic_group, document, country })
            }
            Self::LatinName { name } => latin_name::check(view, name).into_iter().collect(),
            Self::Text { facts, min, max } => {
                facts.iter().filter_map(|it| text::check(view, it, *min, *max)).collect()
            }
            Self::BirthAgrees { birth_date, id_number } => {
                agrees_with_id::birth(view, birth_date, id_number).into_iter().collect()
            }
            Self::SexAgrees { sex, id_number } => {
                agrees_with_id::sex(view, sex, id_number).into_iter().collect()
            }
            Self::Age { birth_date, min, max } => {
                age::check(view, birth_date, *min, *max).into_iter().collect()
            }
            Self::YearsSinceBirth { month, birth_date, certain, likely } => {
                years_since_birth::check(view, month, birth_date, *certain, *likely)
                    .into_iter()
                    .collect()
            }
            Self::MonthOrder { earlier, later, months, not_before } => {
                month_order::check(view, earlier, later, *months, not_before.as_ref())
                    .into_iter()
                    .collect()
            }
            Self::DateOrder { earlier, later } => {
                date_order::check(view, earlier, later).into_iter().collect()
            }
            Self::StudyEnds { entry, years, day } => {
                study_ends::check(view, entry, years, day).into_iter().collect()
            }
            Self::StudyLevel { level, years } => {
                study_level::check(view, level, years).into_iter().collect()
            }
            Self::KnownWords { fact, words } => {
                known_words::check(view, fact, words).into_iter().collect()
            }
            Self::AddressPlace { address } => {
                address_place::check(view, address).into_iter().collect()
            }
            Self::ThisYear { month } => this_year::check(view, month).into_iter().collect(),
            Self::MustBe { fact, is, repair } => {
                must_be::check(view, fact, is, *repair).into_iter().collect()
            }
            Self::NotSame { fact, other } => {
                not_same::check(view, fact, other).into_iter().collect()
            }
            Self::NotPhone { fact, mobile, entry } => {
                not_phone::check(view, fact, mobile, entry.as_ref()).into_iter().collect()
            }
            Self::Placeholder { facts, except, digits } => facts
                .iter()
                .filter_map(|it| placeholder::check(view, it, except, *digits))
                .collect(),
            Self::OnlyWhen { facts } => {
                facts.iter().filter_map(|it| only_when::check(view, it)).collect()
            }
            Self::PostcodeProvince { postcode, province, address } => {
                postcode_province::check(view, postcode, province, address.as_ref())
                    .into_iter()
                    .collect()
            }
            Self::ChinesePassport { number, country } => {
                chinese_passport::check(view, number, country).into_iter().collect()
            }
            Self::CountryDocument { country, document, number } => {
                country_document::check(view, country, document, number.as_ref())
                    .into_iter()
                    .collect()
            }
            Self::DegreeKind { degree_type, discipline } => {
                degree_kind::check(view, degree_type, discipline).into_iter().collect()
            }
            Self::RareName { name } => rare_name::check(view, name),
            Self::History { name } => history::check(view, name.as_ref()),
            Self::HistoryAge { birth_date, likely } => {
                history_age::check(view, birth_date, *likely)
            }
            Self::HistoryMonths { degree_month, work_month } => {
                history_months::check(view, degree_month, work_month)
            }
            Self::TimeLeft { date, days, until } => {
                time_left::check(view, date, *days, until).into_iter().collect()
            }
        }
    }

    /// The ways it can fail. A rule has words for each.
    pub fn reasons(&self) -> Vec<&'static Reason> {
        match self {
            Self::Value { of, .. } => of.reasons(),
            Self::NamePinyin { .. } => ValueKind::NamePinyin.reasons(),
            Self::LatinName { .. } => vec![&latin_name::LATIN],
            // Nothing is shorter than one character: an empty text is no answer.
            Self::Text { min: 0 | 1, .. } => vec![&text::LONG, &text::HIDDEN, &text::SYMBOL],
            Self::Text { .. } => vec![&text::SHORT, &text::LONG, &text::HIDDEN, &text::SYMBOL],
            Self::BirthAgrees { .. } | Self::SexAgrees { .. } => {
                agrees_with_id::REASONS.iter().collect()
            }
            Self::Age { .. } => age::REASONS.iter().collect(),
            Self::YearsSinceBirth { .. } => years_since_birth::REASONS.iter().collect(),
            Self::MonthOrder { months: 0, .. } => vec![&month_order::REVERSED],
            Self::MonthOrder { .. } => vec![&month_order::REVERSED, &month_order::TOO_SOON],
            Self::DateOrder { .. } => vec![&date_order::REVERSED],
            Self::StudyEnds { .. } => vec![&study_ends::APART],
            Self::StudyLevel { .. } => vec![&study_level::UNUSUAL],
            Self::KnownWords { .. } => vec![&known_words::UNKNOWN],
            Self::AddressPlace { .. } => vec![&address_place::APART],
            Self::ThisYear { .. } => vec![&this_year::OTHER_YEAR],
            Self::MustBe { .. } => vec![&must_be::OTHER],
            Self::NotSame { .. } => vec![&not_same::SAME],
            Self::OnlyWhen { .. } => vec![&only_when::GIVEN],
            Self::NotPhone { .. } => vec![&not_phone::PHONE],
            Self::Placeholder { .. } => vec![&placeholder::PLACEHOLDER],
            Self::ChinesePassport { .. } => vec![&chinese_passport::OTHER_FORM],
            Self::PostcodeProvince { address, .. } => {
                let mut reasons =
                    vec![&postcode_province::LEADING_ZERO, &postcode_province::DIFFERS];
                reasons.extend(address.as_ref().map(|_| &postcode_province::OTHER_ADDRESS));
                reasons
            }
            Self::CountryDocument { number: None, .. } => vec![&country_document::UNLIKELY],
            Self::CountryDocument { .. } => country_document::REASONS.iter().collect(),
            Self::DegreeKind { .. } => degree_kind::REASONS.iter().collect(),
            Self::RareName { .. } => vec![&rare_name::RARE],
            Self::History { .. } => history::REASONS.iter().collect(),
            Self::HistoryAge { .. } => history_age::REASONS.iter().collect(),
            Self::HistoryMonths { .. } => history_months::REASONS.iter().collect(),
            Self::TimeLeft { .. } => vec![&time_left::SHORT, &time_left::LAST_DAY],
        }
    }

    /// The facts it reads; the first is the one its findings are mostly about.
    pub fn reads(&self) -> Vec<&FactKey> {
        match self {
            Self::Value { facts, .. }
            | Self::Text { facts, .. }
            | Self::Placeholder { facts, .. }
            | Self::OnlyWhen { facts } => facts.iter().collect(),
            Self::MustBe { fact, .. }
            | Self::ThisYear { month: fact }
            | Self::KnownWords { fact, .. }
            | Self::AddressPlace { address: fact }
            | Self::RareName { name: fact }
            | Self::LatinName { name: fact }
            | Self::Age { birth_date: fact, .. }
            | Self::HistoryAge { birth_date: fact, .. } => vec![fact],
            Self::NamePinyin { name, pinyin, .. } => vec![pinyin, name],
            Self::NotSame { fact, other } => vec![fact, other],
            Self::NotPhone { fact, mobile, .. } => vec![fact, mobile],
            Self::BirthAgrees { birth_date, id_number } => vec![birth_date, id_number],
            Self::SexAgrees { sex, id_number } => vec![sex, id_number],
            Self::YearsSinceBirth { month, birth_date, .. } => vec![month, birth_date],
            Self::MonthOrder { earlier, later, not_before, .. } => {
                [later, earlier].into_iter().chain(not_before).collect()
            }
            Self::DateOrder { earlier, later } => vec![later, earlier],
            Self::StudyEnds { entry, years, day } => vec![entry, years, day],
            Self::StudyLevel { level, years } => vec![years, level],
            Self::ChinesePassport { number, country } => vec![number, country],
            Self::PostcodeProvince { postcode, province, address } => {
                let mut facts = vec![postcode, province];
                facts.extend(address);
                facts
            }
            Self::CountryDocument { country, document, number } => {
                [document, country].into_iter().chain(number).collect()
            }
            Self::DegreeKind { degree_type, discipline } => vec![degree_type, discipline],
            Self::HistoryMonths { degree_month, work_month } => vec![degree_month, work_month],
            Self::TimeLeft { date, .. } => vec![date],
            Self::History { .. } => Vec::new(),
        }
    }
    /// The facts it looks at besides, where they are asked for.
    pub fn heeds(&self) -> impl Iterator<Item = &FactKey> {
        let besides = match self {
            Self::NamePinyin { ethnic_group, document, country, .. } => {
                [ethnic_group, document, country]
            }
            Self::Value { document, country, address, .. } => [document, country, address],
            Self::NotPhone { entry, .. } => [entry, &None, &None],
            Self::History { name } => [name, &None, &None],
            _ => [&None; 3],
        };
        besides.into_iter().flatten()
    }
}

fn yes() -> bool {
    true
}

/// A single value has been read already, when the answers were normalised.
fn value_of_fact(view: &View<'_>, fact: &FactKey, of: ValueKind) -> Vec<Found> {
    let Some(value) = view.value(fact).filter(|it| it.read_as == Some(of)) else {
        return Vec::new();
    };
    let fixes = value.fix.iter().chain(&value.other_fix);
    said_of(fact, value.problem.as_ref(), &value.hints, fixes)
}

fn spelling(view: &View<'_>, name: &FactKey, pinyin: &FactKey, bearer: Bearer<'_>) -> Vec<Found> {
    let (Some(name), Some(spelled)) = (view.sound(name), view.text(pinyin)) else {
        return Vec::new();
    };
    let mut reading = name_pinyin::read(name, spelled, bearer);
    // Whoever wrote one reading need not be told of the other.
    if view.value(pinyin).is_some_and(|it| it.provenance == Provenance::Typed) {
        reading.hints.retain(|it| it.reason.name != name_pinyin::POLYPHONE.name);
    }
    let fixes = reading.fix.iter().chain(&reading.other_fix);
    said_of(pinyin, reading.problem.as_ref(), &reading.hints, fixes)
}

fn said_of<'a>(
    fact: &FactKey,
    problem: Option<&Problem>,
    hints: &[Problem],
    fixes: impl Iterator<Item = &'a String>,
) -> Vec<Found> {
    let found = |it: &Problem| Found::new(fact, it.reason, it.params.clone());
    let mut all: Vec<Found> = problem.into_iter().map(found).collect();
    if let Some(first) = all.first_mut() {
        first.fixes.extend(fixes.map(Fix::set));
    }
    all.extend(hints.iter().map(found));
    all
}

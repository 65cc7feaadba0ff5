//! The kinds of check, one file each.
//!
//! The set is closed: a pack chooses among them and gives the words. A check over an unanswered fact passes; asking
//! for the answer is the field's `required`, not the rule's business.

mod reading;

mod date;
mod email;
mod foreign_pr;
mod foreign_pr15;
mod foreign_pr18;
mod glyph_words;
mod han_name;
mod hk_id;
mod hkmo_permit;
mod hkmotw_residence;
mod id15;
mod id18;
mod inspect_name;
mod mobile;
mod mod11_2;
mod name;
pub mod name_pinyin;
mod normalise;
mod passport;
mod postcode;
mod syllables;
mod tw_id;
mod tw_permit;
mod value;
mod value_json;
mod work_phone;
mod yyyymm;

mod age;
mod agrees_with_id;
mod country_document;
mod date_order;
mod file;
mod history;
mod history_months;
mod month_order;
mod must_be;
mod not_same;
mod only_when;
mod photo;
mod postcode_province;
mod rare_name;
mod text;
mod this_year;
mod time_left;
mod years_since_birth;

use serde::Deserialize;

pub use history::is_until_now;
pub use inspect_name::{Glyph, GlyphKind, GlyphVerdict, inspect_name};
pub(crate) use normalise::{fold, is_dash, is_hidden};
pub use reading::{Derived, Problem, Reading, Reason, Severity, Sex};

pub use value::ValueKind;
pub use value_json::write_json;

use crate::{FactKey, FileFormat, Fix, assess::View, procedure::one_or_more};

/// What a rule looks at.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[expect(missing_docs, reason = "the fields are the pack's own words")]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Check {
    /// Single values by their own rules; the reading also normalises the answer.
    Value { facts: Vec<FactKey>, of: ValueKind },
    /// A name and its spelling.
    NamePinyin { name: FactKey, pinyin: FactKey },
    /// Free text: its length in characters, and no control characters.
    Text { facts: Vec<FactKey>, min: usize, max: usize },
    /// The birth date agrees with the one inside the identity number.
    BirthAgrees { birth_date: FactKey, id_number: FactKey },
    /// The sex agrees with the one inside the identity number.
    SexAgrees { sex: FactKey, id_number: FactKey },
    /// The age today lies within these years.
    Age { birth_date: FactKey, min: i32, max: i32 },
    /// A month at least so many years after the birth: fewer than `certain` is wrong, fewer than `likely` doubtful.
    YearsSinceBirth { month: FactKey, birth_date: FactKey, certain: i32, likely: i32 },
    /// A month that is at least so many months after another.
    MonthOrder { earlier: FactKey, later: FactKey, months: i32 },
    /// A day that is not before another.
    DateOrder { earlier: FactKey, later: FactKey },
    /// A month of the current year, or a text that names it.
    ThisYear { month: FactKey },
    /// An answer that must be this one (with `when`).
    MustBe { fact: FactKey, is: String },
    /// An answer that must not be the same as another.
    NotSame { fact: FactKey, other: FactKey },
    /// Answers that should not be given (with `when`).
    OnlyWhen { facts: Vec<FactKey> },
    /// A postcode of that province.
    PostcodeProvince { postcode: FactKey, province: FactKey },
    /// A kind of document that people of that country have.
    CountryDocument { country: FactKey, document: FactKey },
    /// A name that common portals cannot take.
    RareName { name: FactKey },
    /// 个人经历: its rows, without a break, up to this month.
    History,
    /// 个人经历 against the months answered elsewhere.
    HistoryMonths { degree_month: FactKey, work_month: FactKey },
    /// The picture handed in for a material, against its profile.
    Photo { material: String },
    /// The file handed in for a material: what it is, and how large (bytes).
    File {
        material: String,
        formats: Vec<FileFormat>,
        #[serde(default)]
        min_bytes: u64,
        max_bytes: Option<u64>,
    },
    /// Enough days before a day the person has given, while none of these acts is done.
    TimeLeft {
        date: FactKey,
        days: u32,
        #[serde(deserialize_with = "one_or_more")]
        until: Vec<String>,
    },
}

/// Something a check has found; the rule gives it words.
pub(crate) struct Found {
    /// What is to change.
    pub(crate) fact: FactKey,
    /// The history row, when it is about one.
    pub(crate) row: Option<usize>,
    /// Which of the check's reasons.
    pub(crate) reason: &'static Reason,
    /// The parameters of its words.
    pub(crate) params: Vec<(&'static str, String)>,
    /// Repairs on offer. A label left empty takes the rule's words or `改为 …`.
    pub(crate) fixes: Vec<Fix>,
}

impl Found {
    pub(crate) fn new(
        fact: &FactKey,
        reason: &'static Reason,
        params: Vec<(&'static str, String)>,
    ) -> Self {
        Self { fact: fact.clone(), row: None, reason, params, fixes: Vec::new() }
    }
}

/// The key of findings about the history.
pub(crate) const HISTORY: &str = "history";

impl Check {
    /// What is wrong, in the order a person would fix it.
    pub(crate) fn find(&self, view: &View<'_>) -> Vec<Found> {
        match self {
            Self::Value { facts, of } => {
                facts.iter().flat_map(|it| value_of_fact(view, it, *of)).collect()
            }
            Self::NamePinyin { name, pinyin } => spelling(view, name, pinyin),
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
            Self::MonthOrder { earlier, later, months } => {
                month_order::check(view, earlier, later, *months).into_iter().collect()
            }
            Self::DateOrder { earlier, later } => {
                date_order::check(view, earlier, later).into_iter().collect()
            }
            Self::ThisYear { month } => this_year::check(view, month).into_iter().collect(),
            Self::MustBe { fact, is } => must_be::check(view, fact, is).into_iter().collect(),
            Self::NotSame { fact, other } => {
                not_same::check(view, fact, other).into_iter().collect()
            }
            Self::OnlyWhen { facts } => {
                facts.iter().filter_map(|it| only_when::check(view, it)).collect()
            }
            Self::PostcodeProvince { postcode, province } => {
                postcode_province::check(view, postcode, province).into_iter().collect()
            }
            Self::CountryDocument { country, document } => {
                country_document::check(view, country, document).into_iter().collect()
            }
            Self::RareName { name } => rare_name::check(view, name),
            Self::History => history::check(view),
            Self::HistoryMonths { degree_month, work_month } => {
                history_months::check(view, degree_month, work_month)
            }
            Self::Photo { material } => photo::check(view, material),
            Self::File { material, formats, min_bytes, max_bytes } => {
                file::check(view, material, formats, *min_bytes, *max_bytes)
            }
            Self::TimeLeft { date, days, until } => {
                time_left::check(view, date, *days, until).into_iter().collect()
            }
        }
    }

    /// The ways it can fail. A rule has words for each.
    pub fn reasons(&self) -> Vec<&'static Reason> {
        match self {
            Self::Value { of, .. } => of.reasons().iter().collect(),
            Self::NamePinyin { .. } => ValueKind::NamePinyin.reasons().iter().collect(),
            // Nothing is shorter than one character: an empty text is no answer.
            Self::Text { min: 0 | 1, .. } => vec![&text::LONG, &text::HIDDEN],
            Self::Text { .. } => vec![&text::SHORT, &text::LONG, &text::HIDDEN],
            Self::BirthAgrees { .. } | Self::SexAgrees { .. } => vec![&agrees_with_id::DIFFERS],
            Self::Age { .. } => age::REASONS.iter().collect(),
            Self::YearsSinceBirth { .. } => years_since_birth::REASONS.iter().collect(),
            Self::MonthOrder { months: 0, .. } => vec![&month_order::REVERSED],
            Self::MonthOrder { .. } => vec![&month_order::REVERSED, &month_order::TOO_SOON],
            Self::DateOrder { .. } => vec![&date_order::REVERSED],
            Self::ThisYear { .. } => vec![&this_year::OTHER_YEAR],
            Self::MustBe { .. } => vec![&must_be::OTHER],
            Self::NotSame { .. } => vec![&not_same::SAME],
            Self::OnlyWhen { .. } => vec![&only_when::GIVEN],
            Self::PostcodeProvince { .. } => vec![&postcode_province::DIFFERS],
            Self::CountryDocument { .. } => vec![&country_document::UNLIKELY],
            Self::RareName { .. } => vec![&rare_name::RARE],
            Self::History => history::REASONS.iter().collect(),
            Self::HistoryMonths { .. } => history_months::REASONS.iter().collect(),
            Self::Photo { .. } => photo::REASONS.iter().collect(),
            Self::File { min_bytes, max_bytes, .. } => {
                let mut all = vec![&file::FORMAT, &file::DAMAGED];
                all.extend((*min_bytes > 0).then_some(&file::TOO_SMALL));
                all.extend(max_bytes.map(|_| &file::TOO_LARGE));
                all
            }
            Self::TimeLeft { .. } => vec![&time_left::SHORT],
        }
    }

    /// The facts it reads; the first is the one its findings are mostly about.
    pub fn reads(&self) -> Vec<&FactKey> {
        match self {
            Self::Value { facts, .. } | Self::Text { facts, .. } | Self::OnlyWhen { facts } => {
                facts.iter().collect()
            }
            Self::MustBe { fact, .. }
            | Self::ThisYear { month: fact }
            | Self::RareName { name: fact }
            | Self::Age { birth_date: fact, .. } => vec![fact],
            Self::NamePinyin { name, pinyin } => vec![pinyin, name],
            Self::NotSame { fact, other } => vec![fact, other],
            Self::BirthAgrees { birth_date, id_number } => vec![birth_date, id_number],
            Self::SexAgrees { sex, id_number } => vec![sex, id_number],
            Self::YearsSinceBirth { month, birth_date, .. } => vec![month, birth_date],
            Self::MonthOrder { earlier, later, .. } | Self::DateOrder { earlier, later } => {
                vec![later, earlier]
            }
            Self::PostcodeProvince { postcode, province } => vec![postcode, province],
            Self::CountryDocument { country, document } => vec![document, country],
            Self::HistoryMonths { degree_month, work_month } => vec![degree_month, work_month],
            Self::TimeLeft { date, .. } => vec![date],
            Self::History | Self::Photo { .. } | Self::File { .. } => Vec::new(),
        }
    }
}

/// A single value has been read already, when the answers were normalised.
fn value_of_fact(view: &View<'_>, fact: &FactKey, of: ValueKind) -> Vec<Found> {
    let Some(value) = view.value(fact).filter(|it| it.read_as == Some(of)) else {
        return Vec::new();
    };
    said_of(fact, value.problem.as_ref(), &value.hints, value.fix.as_deref())
}

fn spelling(view: &View<'_>, name: &FactKey, pinyin: &FactKey) -> Vec<Found> {
    let (Some(name), Some(spelled)) = (view.sound(name), view.text(pinyin)) else {
        return Vec::new();
    };
    let reading = name_pinyin::read(name, spelled);
    said_of(pinyin, reading.problem.as_ref(), &reading.hints, reading.fix.as_deref())
}

fn said_of(
    fact: &FactKey,
    problem: Option<&Problem>,
    hints: &[Problem],
    fix: Option<&str>,
) -> Vec<Found> {
    let found = |it: &Problem| Found::new(fact, it.reason, it.params.clone());
    let mut all: Vec<Found> = problem.into_iter().map(found).collect();
    if let (Some(first), Some(fix)) = (all.first_mut(), fix) {
        first.fixes.push(Fix::set(fix));
    }
    all.extend(hints.iter().map(found));
    all
}

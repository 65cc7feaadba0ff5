//! The tables that fields offer as their options.

use crate::search;
use crate::tables::{Data, TABLES};

/// One option of a table: a code and the name portals show.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Unique in its table; empty only for institutions whose code is unknown.
    pub code: &'static str,
    /// As portals show it: 中华人民共和国, 汉族, 土木工程.
    pub name: &'static str,
    /// The code of the province, city or category it belongs to, else empty.
    pub parent: &'static str,
    /// The name of that.
    pub parent_name: &'static str,
    /// Its name in English, else empty.
    pub english: &'static str,
    /// 学术学位 or 专业学位 of a discipline, 高校 … of an institution, 地级 … of a city, how the number of a
    /// document is built, the full name of a district or region; else empty.
    pub detail: &'static str,
    /// Other names it is found by: a short form, an older or newer name.
    pub also: &'static [&'static str],
    /// Other codes it is found by: ISO 3166 alpha-3 and numeric of a country, the letters of an
    /// ethnic group.
    pub other_codes: &'static [&'static str],
    /// A remark for the person who chooses, in Chinese; often empty.
    pub note: &'static str,
    /// Characters of the name.
    pub(crate) length: u8,
    /// Name, other names and English as glyph numbers, a 0 behind each, for search.
    pub(crate) keys: &'static [u16],
}

/// A code table. `assets/reference/SOURCES.md` says where its facts come from.
#[derive(Copy, Clone, Eq, PartialEq, Debug, Hash)]
pub enum Table {
    /// 34 provinces (GB/T 2260).
    Provinces,
    /// Prefectures, municipalities and counties directly under a province, 2026.
    Cities,
    /// Counties and districts, 2026.
    Districts,
    /// Every six-digit region code there has been.
    Regions,
    /// 56 ethnic groups (GB/T 3304-1991) and two entries of practice.
    EthnicGroups,
    /// GB/T 4762-1984.
    PoliticalStatus,
    /// ISO 3166-1; found by alpha-2, alpha-3 and numeric code.
    Countries,
    /// Kinds of identity documents; the codes are our own.
    IdDocumentTypes,
    /// 学科门类.
    DegreeCategories,
    /// GB/T 6864-2003, codes 1–4.
    DegreeTypes,
    /// 研究生教育学科专业目录（2022 年）.
    Disciplines2022,
    /// 学位授予和人才培养学科目录（2011 年，2018 年修订）.
    Disciplines2018,
    /// Institutions that train masters, about 2023; not the official list of those that confer
    /// degrees.
    Institutions,
}

impl Table {
    /// Every table.
    pub const ALL: &[Table] = &[
        Table::Provinces,
        Table::Cities,
        Table::Districts,
        Table::Regions,
        Table::EthnicGroups,
        Table::PoliticalStatus,
        Table::Countries,
        Table::IdDocumentTypes,
        Table::DegreeCategories,
        Table::DegreeTypes,
        Table::Disciplines2022,
        Table::Disciplines2018,
        Table::Institutions,
    ];

    /// What packs call it, and its file: `disciplines_2022`.
    pub fn name(self) -> &'static str {
        match self {
            Table::Provinces => "provinces",
            Table::Cities => "cities",
            Table::Districts => "districts",
            Table::Regions => "regions",
            Table::EthnicGroups => "ethnic_groups",
            Table::PoliticalStatus => "political_status",
            Table::Countries => "countries",
            Table::IdDocumentTypes => "id_document_types",
            Table::DegreeCategories => "degree_categories",
            Table::DegreeTypes => "degree_types",
            Table::Disciplines2022 => "disciplines_2022",
            Table::Disciplines2018 => "disciplines_2018",
            Table::Institutions => "institutions",
        }
    }

    /// The table of that [`name`](Table::name).
    pub fn by_name(name: &str) -> Option<Table> {
        Table::ALL.iter().copied().find(|table| table.name() == name)
    }

    /// All entries, in the order of the table.
    pub fn entries(self) -> &'static [Entry] {
        self.data().entries
    }

    /// The entry of exactly that code, name or other name, in this order; the first of several.
    /// Brackets in either width.
    pub fn find(self, name_or_code: &str) -> Option<&'static Entry> {
        let Data { entries, finder } = self.data();
        let at = finder.binary_search_by(|(text, _)| (*text).cmp(name_or_code)).ok()?;
        entries.get(usize::from(finder.get(at)?.1))
    }

    /// Every entry that goes by exactly this other name: two institutions that became one share the new one.
    pub fn known_as(self, other_name: &str) -> impl Iterator<Item = &'static Entry> {
        self.entries().iter().filter(move |it| it.also.contains(&other_name))
    }

    /// At most `limit` entries for what somebody is typing: 汉字, full pinyin, initials (of every
    /// reading), the beginning of a code, English, or these mixed. Case, blanks and punctuation do
    /// not matter, ü is typed ü, v or u. Exact ones first, then those that begin with it, then
    /// those with it inside; the shorter name first. All for an empty query.
    ///
    /// `parent` keeps to what lies in a province, city or category, given by code or name.
    pub fn search(self, query: &str, parent: Option<&str>, limit: usize) -> Vec<&'static Entry> {
        search::search(self, query, parent, limit)
    }

    fn data(self) -> &'static Data {
        &TABLES[self as usize]
    }
}

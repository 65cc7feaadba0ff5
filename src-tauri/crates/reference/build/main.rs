//! Turns `assets/reference/*.tsv` into static data, pinyin keys included. A row that is wrong stops
//! the build.

mod glyphs;
mod regions;
mod tsv;

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use glyphs::Glyphs;
use tsv::{Row, Tsv};

/// The tables of the public `Table`, in its order: how many digits a code has (0 where it has
/// letters), and the table its parents are looked up in.
const TABLES: [(&str, usize, Option<&str>); 13] = [
    ("provinces", 6, None),
    ("cities", 6, Some("provinces")),
    ("districts", 6, Some("cities")),
    ("regions", 6, None),
    ("ethnic_groups", 2, None),
    ("political_status", 2, None),
    ("countries", 0, None),
    ("id_document_types", 0, None),
    ("degree_categories", 2, None),
    ("degree_types", 1, None),
    ("disciplines_2022", 4, Some("degree_categories")),
    ("disciplines_2018", 4, Some("degree_categories")),
    ("institutions", 5, Some("provinces")),
];

#[expect(clippy::print_stdout, reason = "how a build script talks to cargo")]
fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/reference");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={}", folder.display());
    let written = generate(&folder).and_then(|source| {
        let out = std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
        std::fs::write(PathBuf::from(out).join("tables.rs"), source).map_err(|e| e.to_string())
    });
    if let Err(message) = written {
        println!("cargo::error={message}");
    }
}

fn generate(folder: &Path) -> Result<String, String> {
    let read = |name: &str| Tsv::read(folder, &format!("{name}.tsv"));
    let mut glyphs = Glyphs::default();
    let mut tables = HashMap::new();
    for (name, ..) in TABLES {
        tables.insert(name, read(name)?);
    }
    let regions = regions::Regions::new(&tables["regions"])?;
    let mut source = regions.source(&tables["regions"])?;
    let _ = writeln!(source, "pub(crate) static TABLES: [Data; {}] = [", TABLES.len());
    for (name, digits, parents) in TABLES {
        let tsv = &tables[name];
        tsv.check_unique("code")?;
        for row in tsv.rows() {
            // Of some institutions the code is not known.
            if digits > 0 && !(name == "institutions" && row.cell("code").is_empty()) {
                row.digits("code", digits..=digits)?;
            }
        }
        let parents = parents.map(|parents| &tables[parents]);
        source += &entries(name, tsv, parents, &regions, &mut glyphs)?;
    }
    source += "];\n";
    source += &glyphs.source();
    source += &id_provinces(&tables["provinces"])?;
    source += &mobile_prefixes(&read("mobile_prefixes")?)?;
    source += &area_codes(&read("area_codes")?)?;
    source += &postal_prefixes(&read("postal_prefixes")?, &tables["provinces"])?;
    source += &surnames(&read("surnames")?)?;
    source += &name_readings(&read("name_readings")?)?;
    Ok(source)
}

/// One table: its entries in file order, and every name and code in text order with the entry it
/// stands for.
fn entries(
    table: &str,
    tsv: &Tsv,
    parents: Option<&Tsv>,
    regions: &regions::Regions,
    glyphs: &mut Glyphs,
) -> Result<String, String> {
    let mut source = String::new();
    let mut finder: BTreeMap<String, (u8, usize)> = BTreeMap::new();
    for (index, row) in tsv.rows().enumerate() {
        let (code, name) = (row.cell("code"), row.filled("name")?);
        if code.is_empty() && table != "institutions" {
            return Err(row.wrong("no code"));
        }
        let (also, other_codes) = (row.list("also")?, row.list("other_codes")?);
        let (parent, parent_name) = match (table, parents) {
            ("regions", _) => regions.parent(code),
            (_, Some(parents)) => (row.filled("parent")?, parent_name(row, parents)?),
            _ => ("", ""),
        };
        let detail = match table {
            "regions" | "districts" => regions.full_name(code, name),
            _ => row.cell("detail").to_owned(),
        };
        let english = row.cell("english");
        let names = || std::iter::once(name).chain(also.iter().copied());
        let keys = glyphs.keys(names().chain((!english.is_empty()).then_some(english)));
        let _ = writeln!(
            source,
            "Entry {{ code: {code:?}, name: {name:?}, parent: {parent:?}, \
             parent_name: {parent_name:?}, english: {english:?}, detail: {detail:?}, \
             also: {}, other_codes: {}, note: {:?}, length: {}, keys: &{keys:?} }},",
            list(&also),
            list(&other_codes),
            row.cell("note"),
            name.chars().count(),
        );
        let codes = std::iter::once(code)
            .chain(other_codes.iter().copied())
            .filter(|code| !code.is_empty());
        let ranked = codes
            .map(|c| (0, c))
            .chain(names().enumerate().map(|(at, n)| (if at == 0 { 1 } else { 2 }, n)));
        for (rank, text) in ranked {
            // Portals write the brackets of a name in either width.
            for text in [text.to_owned(), text.replace('（', "(").replace('）', ")")] {
                let best = finder.entry(text).or_insert((rank, index));
                *best = (*best).min((rank, index));
            }
        }
    }
    let finder: Vec<_> = finder.iter().map(|(text, (_, index))| (text, index)).collect();
    Ok(format!("Data {{ entries: &[\n{source}], finder: &{finder:?} }},\n"))
}

fn parent_name<'a>(row: Row<'_>, parents: &'a Tsv) -> Result<&'a str, String> {
    let code = row.cell("parent");
    let parent = parents.rows().find(|parent| parent.cell("code") == code);
    parent
        .map(|parent| parent.cell("name"))
        .ok_or_else(|| row.wrong(&format!("no such parent as {code:?}")))
}

fn id_provinces(tsv: &Tsv) -> Result<String, String> {
    let mut cells = Vec::new();
    for row in tsv.rows() {
        for prefix in row.list("id_prefixes")? {
            cells.push((prefix, row.filled("name")?));
        }
    }
    Ok(format!("pub(crate) static ID_PROVINCES: &[(&str, &str)] = &{cells:?};\n"))
}

fn mobile_prefixes(tsv: &Tsv) -> Result<String, String> {
    let mut cells = String::new();
    for row in sorted(tsv, "prefix")? {
        let _ = writeln!(
            cells,
            "MobilePrefix {{ prefix: {:?}, operator: {:?}, kind: {:?}, note: {:?} }},",
            row.digits("prefix", 3..=4)?,
            row.filled("operator")?,
            row.filled("kind")?,
            row.cell("note"),
        );
    }
    Ok(format!("pub(crate) static MOBILE_PREFIXES: &[MobilePrefix] = &[\n{cells}];\n"))
}

fn area_codes(tsv: &Tsv) -> Result<String, String> {
    let mut cells = String::new();
    for row in sorted(tsv, "code")? {
        let now = row.list("now")?;
        if let Some(code) =
            now.iter().find(|code| !tsv.rows().any(|known| known.cell("code") == **code))
        {
            return Err(row.wrong(&format!("no such area code as {code:?}")));
        }
        let digits = match row.cell("digits") {
            "" => None,
            "8" => Some(8),
            cell => return Err(row.wrong(&format!("digits {cell:?} is not 8"))),
        };
        let _ = writeln!(
            cells,
            "AreaCode {{ code: {:?}, cities: {:?}, province: {:?}, now: &{now:?}, \
             digits: {digits:?} }},",
            row.digits("code", 3..=4)?,
            row.filled("cities")?,
            row.filled("province")?,
        );
    }
    Ok(format!("pub(crate) static AREA_CODES: &[AreaCode] = &[\n{cells}];\n"))
}

fn postal_prefixes(tsv: &Tsv, provinces: &Tsv) -> Result<String, String> {
    let mut cells = String::new();
    for row in sorted(tsv, "prefix")? {
        let names = row.list("provinces")?;
        if let Some(name) =
            names.iter().find(|name| !provinces.rows().any(|known| known.cell("name") == **name))
        {
            return Err(row.wrong(&format!("no such province as {name:?}")));
        }
        let _ = writeln!(cells, "({:?}, &{names:?}),", row.digits("prefix", 2..=2)?);
    }
    Ok(format!("pub(crate) static POSTAL_PREFIXES: &[(&str, &[&str])] = &[\n{cells}];\n"))
}

fn surnames(tsv: &Tsv) -> Result<String, String> {
    let mut cells = String::new();
    for row in sorted(tsv, "han")? {
        let mistake = row.cell("common_mistake").replace('|', ",");
        let _ = writeln!(
            cells,
            "Surname {{ han: {:?}, pinyin: {:?}, also: {}, common_mistake: {:?}, either: {}, people: {:?} }},",
            row.cell("han"),
            row.filled("pinyin")?,
            list(&row.list("also")?),
            (!mistake.is_empty()).then_some(mistake),
            row.flag("either")?,
            row.cell("people"),
        );
    }
    Ok(format!("pub(crate) static SURNAMES: &[Surname] = &[\n{cells}];\n"))
}

fn name_readings(tsv: &Tsv) -> Result<String, String> {
    let mut cells = Vec::new();
    for row in sorted(tsv, "han")? {
        let mut han = row.cell("han").chars();
        let (Some(han), None) = (han.next(), han.next()) else {
            return Err(row.wrong("han is not one character"));
        };
        cells.push((han, [vec![row.filled("pinyin")?], row.list("also")?].concat()));
    }
    let cells: Vec<_> =
        cells.iter().map(|(han, spellings)| format!("({han:?}, &{spellings:?})")).collect();
    Ok(format!("pub(crate) static NAME_READINGS: &[(char, &[&str])] = &[{}];\n", cells.join(", ")))
}

/// Source text of a `&[&str]`. The empty one has a name, as rustc is slow at thousands of anonymous
/// ones.
fn list(items: &[&str]) -> String {
    if items.is_empty() { "NONE".to_owned() } else { format!("&{items:?}") }
}

/// The rows in text order of a column that all of them fill, each differently.
fn sorted<'a>(tsv: &'a Tsv, column: &str) -> Result<Vec<Row<'a>>, String> {
    tsv.check_unique(column)?;
    let mut rows: Vec<_> = tsv.rows().collect();
    for row in &rows {
        row.filled(column)?;
    }
    rows.sort_by_key(|row| row.cell(column));
    Ok(rows)
}

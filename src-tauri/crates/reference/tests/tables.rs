//! The tables themselves: every file parses, nothing is missing, nothing stands there twice; and a
//! wrong row is told by file and line.

use std::path::Path;

use beishen_reference::{Region, Table, region};

#[path = "../build/tsv.rs"]
mod tsv;

use tsv::Tsv;

#[test]
fn every_table_has_all_its_rows() {
    let counts = [34, 373, 2847, 7276, 58, 13, 249, 9, 14, 4, 184, 158, 883];
    assert_eq!(Table::ALL.len(), counts.len());
    for (table, count) in Table::ALL.iter().zip(counts) {
        assert_eq!(table.entries().len(), count, "{}", table.name());
    }
}

#[test]
fn every_file_is_well_formed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/reference");
    let keyed = [
        ("mobile_prefixes", "prefix", 69),
        ("area_codes", "code", 342),
        ("postal_prefixes", "prefix", 62),
        ("surnames", "han", 1078),
        ("name_readings", "han", 109),
    ];
    let tables = Table::ALL.iter().map(|table| (table.name(), "code", table.entries().len()));
    for (name, key, rows) in tables.chain(keyed) {
        let tsv = Tsv::read(&folder, &format!("{name}.tsv")).unwrap();
        assert_eq!(tsv.len(), rows, "{name}");
        tsv.check_unique(key).unwrap();
    }
}

#[test]
fn codes_are_unique_and_lead_back_to_their_entry() {
    for table in Table::ALL {
        assert_eq!(Table::by_name(table.name()), Some(*table));
        for entry in table.entries() {
            assert!(!entry.name.is_empty());
            if entry.code.is_empty() {
                assert_eq!(*table, Table::Institutions, "{}", entry.name);
            } else {
                assert_eq!(table.find(entry.code), Some(entry), "{}", entry.code);
            }
        }
    }
    assert_eq!(Table::by_name("Regions"), None);
    assert_eq!(Table::by_name(""), None);
}

#[test]
fn every_name_and_other_name_finds_an_entry_of_that_name() {
    for table in Table::ALL {
        for entry in table.entries() {
            for name in [entry.name].iter().chain(entry.also) {
                let found =
                    table.find(name).unwrap_or_else(|| panic!("{name} in {}", table.name()));
                assert!(
                    found.name == *name || found.also.contains(name),
                    "{name} found {}",
                    found.name
                );
            }
        }
    }
}

#[test]
fn parents_exist() {
    let parents = [
        (Table::Cities, Table::Provinces),
        (Table::Districts, Table::Cities),
        (Table::Regions, Table::Regions),
        (Table::Disciplines2022, Table::DegreeCategories),
        (Table::Disciplines2018, Table::DegreeCategories),
        (Table::Institutions, Table::Provinces),
    ];
    for (table, of) in parents {
        for entry in table.entries() {
            if table == Table::Regions && entry.code.ends_with("0000") {
                assert_eq!(entry.parent, "");
                continue;
            }
            let parent =
                of.find(entry.parent).unwrap_or_else(|| panic!("parent of {}", entry.name));
            assert_eq!((parent.code, parent.name), (entry.parent, entry.parent_name));
        }
    }
}

#[test]
fn regions_and_the_lists_of_today_agree() {
    for table in [Table::Provinces, Table::Cities, Table::Districts] {
        for entry in table.entries() {
            let Region { name, in_use, .. } = region(entry.code).unwrap();
            assert_eq!((*name, *in_use), (entry.name, true), "{}", entry.code);
        }
    }
    for entry in Table::Regions.entries() {
        let found = region(entry.code).unwrap();
        assert_eq!((found.code, found.name), (entry.code, entry.name));
        assert!(found.last_year.is_none() || found.first_year <= found.last_year, "{}", entry.code);
        assert!(!(found.in_use && found.last_year.is_some()), "{}", entry.code);
    }
}

#[test]
fn a_wrong_row_is_told_by_file_and_line() {
    let parse = |text: &str| Tsv::parse("t.tsv", text);
    let malformed = [
        ("", "t.tsv:1: no header"),
        ("code\tnaem\n1\tone\n", "t.tsv:1: no column is called \"naem\""),
        ("code\tname\n1\tone\n2\n", "t.tsv:3: 1 cells, the header has 2"),
        ("code\tname\n1\tone\n\n", "t.tsv:3: 1 cells, the header has 2"),
        ("code\tname\n1\tone \n", "t.tsv:2: blanks around \"one \""),
        ("code\tname\n1\tone\tmore\n", "t.tsv:2: 3 cells, the header has 2"),
    ];
    for (text, message) in malformed {
        assert_eq!(parse(text).err().unwrap(), message);
    }

    let tsv = parse(
        "code\tname\tfirst_year\tin_use\n12\ta|b\t1981\t1\n1x\t\tsoon\tyes\n12\ta||b\t1066\t\n",
    )
    .unwrap();
    assert_eq!(tsv.check_unique("code").unwrap_err(), "t.tsv:4: code \"12\" stands there twice");
    let rows: Vec<_> = tsv.rows().collect();
    assert_eq!(rows[0].digits("code", 2..=2).unwrap(), "12");
    assert_eq!(rows[0].list("name").unwrap(), ["a", "b"]);
    assert_eq!(rows[0].year("first_year").unwrap(), Some(1981));
    assert!(rows[0].flag("in_use").unwrap());
    assert_eq!(rows[0].cell("no such column"), "");
    assert_eq!(
        rows[1].digits("code", 2..=2).unwrap_err(),
        "t.tsv:3: code \"1x\" is not 2–2 digits"
    );
    assert_eq!(rows[1].filled("name").unwrap_err(), "t.tsv:3: no name");
    assert_eq!(
        rows[1].year("first_year").unwrap_err(),
        "t.tsv:3: first_year \"soon\" is not a year"
    );
    assert_eq!(rows[1].flag("in_use").unwrap_err(), "t.tsv:3: in_use \"yes\" is neither 0 nor 1");
    assert_eq!(rows[2].list("name").unwrap_err(), "t.tsv:4: name \"a||b\" has an empty part");
    assert_eq!(
        rows[2].year("first_year").unwrap_err(),
        "t.tsv:4: first_year \"1066\" is not a year"
    );
}

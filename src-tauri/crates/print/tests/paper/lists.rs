//! The papers of packs and desks on paper: what each document says, both readers read, whoever the applicants are.

use std::path::Path;

use beishen_core::{Answers, Dictionary, FactKey, Procedure, assess};
use beishen_document::{Document, Locale};
use beishen_guide::papers::{self, DeskLine};
use beishen_print::print;
use chrono::{NaiveDate, NaiveDateTime};

use crate::{
    readers::{File, assert_says_all},
    samples::fonts,
};

const PACKS: [&str; 4] = ["tdxl", "chsi-account", "hunnu-bachelor", "image-check"];
const NUMBER: &str = "11010519491231002X";

/// Names that people have, and names that nobody has.
const NAMES: [&str; 12] = [
    "张三",
    "王䶮㛃",
    "𫖯𬱖婷",
    "阿卜杜热合曼·买买提图尔荪·吾守尔",
    "Wolfeschlegelsteinhausenbergerdorff",
    "=HYPERLINK(\"https://example.cn\")",
    "<script>alert(1)</script>",
    "□□□□",
    "一\n二\r\n三",
    "\u{202e}倒过来",
    "😀",
    NUMBER,
];

fn procedure(id: &str) -> Procedure {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
    let read = |file: String| std::fs::read_to_string(assets.join(file)).unwrap();
    let dictionary = Dictionary::parse("facts.toml", &read("facts.toml".into())).unwrap();
    let pack = read(format!("procedures/{id}.toml"));
    Procedure::parse(&format!("{id}.toml"), &pack, &dictionary).unwrap()
}

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

fn answers(name: &str) -> Answers {
    let facts = [
        ("person.name", name),
        ("person.id_type", "中华人民共和国居民身份证"),
        ("person.id_number", NUMBER),
        ("contact.mobile", "13800138000"),
        ("person.name_on_papers", "是曾用名"),
    ];
    Answers {
        facts: facts.map(|(key, text)| (FactKey::from(key), text.to_owned())).into(),
        ..Answers::default()
    }
}

/// Every paper of a procedure, for one applicant and for a desk of them.
fn papers(procedure: &Procedure, names: &[&str], locale: Locale) -> Vec<Document> {
    let mut papers = vec![papers::questionnaire(procedure, now(), locale)];
    let profiles = procedure.profiles().iter();
    papers.extend(profiles.map(|it| papers::photo_guide(procedure, it, now(), locale)));
    let mut lines = Vec::new();
    for name in names {
        let answers = answers(name);
        let assessment = assess(procedure, &answers, now());
        lines.push(DeskLine::of(procedure, &answers, &assessment, locale));
        papers.push(papers::materials(procedure, &answers, &assessment, now(), locale));
        papers.extend(papers::on_site(procedure, &assessment, now(), locale));
    }
    papers.push(papers::summary(lines.clone(), now(), locale));
    papers.push(papers::envelopes(lines, now(), locale));
    papers
}

#[test]
fn every_paper_of_every_procedure_is_read_back() {
    for id in PACKS {
        let procedure = procedure(id);
        for locale in [Locale::Zh, Locale::En] {
            for document in papers(&procedure, &["阿卜杜热合曼·买买提图尔荪"], locale)
            {
                let printed = print(&document, fonts()).unwrap();
                assert!(printed.missing.is_empty(), "{id}: {:?}", printed.missing);
                assert_says_all(&document, &printed);
            }
        }
    }
}

#[test]
fn the_photo_guide_is_one_page_for_every_profile() {
    for id in PACKS {
        let procedure = procedure(id);
        for (profile, locale) in
            procedure.profiles().iter().flat_map(|it| [Locale::Zh, Locale::En].map(|l| (it, l)))
        {
            let guide = papers::photo_guide(&procedure, profile, now(), locale);
            let file = File::new(&print(&guide, fonts()).unwrap().pdf);
            let info = file.run("pdfinfo", &["@"]);
            let pages = info.lines().find_map(|it| it.strip_prefix("Pages:"));
            assert_eq!(pages.map(str::trim), Some("1"), "{} {locale:?}", profile.id);
        }
    }
}

#[test]
fn whoever_is_in_a_list_the_list_says_so_and_no_number_is_whole() {
    let procedure = procedure("tdxl");
    for document in papers(&procedure, &NAMES, Locale::Zh) {
        for text in document.texts() {
            assert!(!text.contains(NUMBER), "{}: a number is whole", document.title);
        }
        // The owner of one paper may be called like a number; a list of many shows nobody's.
        let hides = document.landscape || document.name != NUMBER;
        let written = [document.to_text(), document.to_csv(), document.to_html()];
        assert!(!hides || written.iter().all(|it| !it.contains(NUMBER)), "{}", document.title);
        if document.landscape {
            assert_says_all(&document, &print(&document, fonts()).unwrap());
        }
    }
}

#[test]
fn a_list_of_many_columns_lies_on_its_side_and_repeats_its_header() {
    let procedure = procedure("tdxl");
    let names: Vec<&str> = NAMES.iter().cycle().copied().take(60).collect();
    for document in papers(&procedure, &names, Locale::Zh) {
        let printed = print(&document, fonts()).unwrap();
        let file = File::new(&printed.pdf);
        let size = if document.landscape { "841.89 x 595.276" } else { "595.276 x 841.89" };
        let info = file.run("pdfinfo", &["@"]);
        assert!(info.contains(&format!("{size} pts (A4)")), "{}: {info}", document.title);
        file.run("qpdf", &["--check", "@"]);
        if document.landscape {
            let [(_, pages), _] = file.pages();
            assert!(pages.len() > 2, "{} has {} pages", document.title, pages.len());
            let rows = pages.iter().filter(|it| it.contains("同等学力申硕"));
            for page in rows.skip(1) {
                assert!(page.starts_with("序号姓名"), "no header on {page}");
            }
            assert!(pages.last().unwrap().contains("合计：12人，"), "{:?}", pages.last());
            break;
        }
    }
}

#[test]
fn nobody_and_nothing_are_papers_too() {
    let procedure = procedure("chsi-account");
    let answers = Answers::default();
    let assessment = assess(&procedure, &answers, now());
    for (document, words) in [
        (papers::summary(Vec::new(), now(), Locale::Zh), "还没有办理中的申请人。"),
        (papers::envelopes(Vec::new(), now(), Locale::En), "No applicant has begun anything."),
        (
            papers::materials(&procedure, &answers, &assessment, now(), Locale::Zh),
            "现在没有要上传的材料。",
        ),
    ] {
        assert!(document.texts().contains(&words), "{:?}", document.texts());
        let printed = print(&document, fonts()).unwrap();
        assert_eq!(printed.pages, 1);
        assert_says_all(&document, &printed);
    }
    assert!(papers::on_site(&procedure, &assessment, now(), Locale::Zh).is_none());
    let nobody = DeskLine::of(&procedure, &answers, &assessment, Locale::Zh);
    let document = papers::summary(vec![nobody], now(), Locale::Zh);
    assert!(document.texts().contains(&"（未填姓名）"));
    assert_says_all(&document, &print(&document, fonts()).unwrap());
}

#[test]
fn a_character_a_box_is_large_enough_to_write_in() {
    let document = papers::questionnaire(&procedure("tdxl"), now(), Locale::Zh);
    let file = File::new(&print(&document, fonts()).unwrap().pdf);
    let boxes = file.run("pdftotext", &["-bbox", "-enc", "UTF-8", "@", "-"]);
    let row = "□".repeat(18);
    let line = boxes.lines().find(|it| it.contains(&row)).unwrap_or_else(|| panic!("{boxes}"));
    let edge = |name: &str| -> f32 {
        let (_, after) = line.split_once(&format!("{name}=\"")).unwrap();
        after.split('"').next().unwrap().parse().unwrap()
    };
    let width = (edge("xMax") - edge("xMin")) / 18.0;
    assert!(width > 16.0, "a box is {width} points wide");
}

//! Whatever is typed, the assessment comes out, and the same one every time.

use beishen_core::{Answers, HistoryRow, Measurement, PixelSize};
use beishen_tests::{Pack, apply, assess, now, pack};
use chrono::{Duration, NaiveDateTime};
use proptest::{collection::vec, prelude::*, sample::select};

/// Texts that are nearly right, wrong in known ways, or anything at all.
fn text() -> impl Strategy<Value = String> {
    let met = vec![
        "",
        " ",
        "至今",
        "201709",
        "202613",
        "999912",
        "000000",
        "2017-07",
        "２０１７０７",
        "11010519491231002X",
        "110105199503140034",
        "932840199503140036",
        "1.10105E+17",
        "13800138000",
        "+8613800138000",
        "zhangsan@example.cn",
        "a@b",
        "张三",
        "张\u{200B}三",
        "𠮷",
        "ZHANG SAN",
        "{n}",
        "{",
        "}",
        "是",
        "医学",
        "外国人永久居留身份证",
        "护照",
        "\u{0}",
        "\u{202E}",
        "|",
        "0001-01-01",
        "99999999",
        "-1",
        "🀄",
    ];
    prop_oneof![
        4 => select(met).prop_map(str::to_owned),
        2 => "[0-9]{0,20}",
        2 => r"\PC{0,40}",
        1 => "(?s).{0,400}",
    ]
}

fn row() -> impl Strategy<Value = HistoryRow> {
    let month = || prop_oneof![3 => "20[0-2][0-9](0[1-9]|1[0-2])", 1 => text()];
    (month(), month(), text(), text(), text())
        .prop_map(|(from, to, place, role, witness)| HistoryRow { from, to, place, role, witness })
}

fn photo() -> impl Strategy<Value = Option<Measurement>> {
    let measured = |(bytes, width, height, software, truncated)| Measurement {
        bytes,
        size: Some(PixelSize { width, height }),
        software: Some(software),
        truncated,
        ..Measurement::default()
    };
    proptest::option::of(
        (any::<u64>(), any::<u32>(), any::<u32>(), text(), any::<bool>()).prop_map(measured),
    )
}

/// The perfect draft with some facts, perhaps the history and perhaps the photo changed.
fn answers(pack: &Pack) -> impl Strategy<Value = Answers> {
    let keys: Vec<_> = pack.procedure.facts().iter().map(|it| it.key.clone()).collect();
    let perfect = pack.perfect.clone();
    (vec((select(keys), text()), 0..8), proptest::option::of(vec(row(), 0..12)), photo()).prop_map(
        move |(facts, history, photo)| {
            let mut answers = perfect.clone();
            answers.facts.extend(facts);
            answers.history = history.unwrap_or(answers.history);
            answers.materials.extend(photo.map(|it| ("photo".to_owned(), it)));
            answers
        },
    )
}

fn time() -> impl Strategy<Value = NaiveDateTime> {
    prop_oneof![
        3 => Just(now()),
        2 => (-40_000_i64..40_000).prop_map(|it| now() + Duration::days(it)),
        1 => Just(NaiveDateTime::MIN),
        1 => Just(NaiveDateTime::MAX),
    ]
}

#[test]
fn any_answers_are_assessed_and_the_same_twice() {
    let pack = pack("tdxl");
    proptest!(|(answers in answers(&pack), now in time())| {
        let assessment = assess(&pack.procedure, &answers, now);
        prop_assert!(assessment == assess(&pack.procedure, &answers, now), "two different assessments");
        prop_assert_eq!(assessment.steps.len(), pack.procedure.steps().len());
        for finding in &assessment.findings {
            prop_assert!(!finding.message.zh.is_empty() && !finding.message.en.is_empty(), "{} is silent", finding.rule);
            prop_assert!(finding.row.is_none_or(|it| it < answers.history.len()), "{}: no such row", finding.rule);
        }
    });
}

/// A repair of a random history never makes a new error, and repairing on and on comes to an end.
#[test]
fn repairs_come_to_an_end() {
    let pack = pack("tdxl");
    proptest!(ProptestConfig::with_cases(beishen_tests::tries(64)), |(history in vec(row(), 1..8))| {
        let mut answers = Answers { history, ..pack.perfect.clone() };
        for _ in 0..60 {
            let findings = assess(&pack.procedure, &answers, now()).findings;
            let Some((subject, fix)) =
                findings.iter().find_map(|it| it.fixes.first().map(|fix| (&it.subject, fix))) else { return Ok(()) };
            apply(&mut answers, subject, &fix.change);
        }
        prop_assert!(false, "sixty repairs, and there are more");
    });
}

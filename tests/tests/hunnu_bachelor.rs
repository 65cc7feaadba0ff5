//! 学士学位申请 as it goes on: the photo's loop, the school's review, the closing date.

use std::collections::BTreeMap;

use beishen_core::{Assessment, LogEntry, StageStatus};
use beishen_tests::{Pack, assess, now, pack};
use chrono::{Duration, NaiveDate};

/// What the person logs, day after day.
struct Course {
    pack: Pack,
    day: i64,
}

impl Course {
    fn new() -> Self {
        Self { pack: pack("hunnu-bachelor"), day: 0 }
    }

    fn answer(&mut self, fact: &str, value: &str) {
        self.pack.perfect.facts.insert(fact.into(), value.to_owned());
    }

    fn on(&mut self, day: i64, acts: &[&str]) -> Assessment {
        self.day = day;
        let at = now() + Duration::days(day);
        for act in acts {
            let note = String::new();
            self.pack.perfect.log.push(LogEntry { act: (*act).to_owned(), at, note });
        }
        assess(&self.pack.procedure, &self.pack.perfect, at)
    }
}

fn stage(assessment: &Assessment, id: &str) -> StageStatus {
    let all: BTreeMap<_, _> =
        assessment.stages.iter().map(|it| (it.id.as_str(), it.status)).collect();
    all[id]
}

fn says(assessment: &Assessment, rule: &str) -> Option<String> {
    assessment.findings.iter().find(|it| it.rule == rule).map(|it| it.message.zh.clone())
}

#[test]
fn photo_and_form_begin_side_by_side() {
    let start = Course::new().on(0, &[]);
    for (id, status) in [
        ("bind", StageStatus::Current),
        ("apply", StageStatus::Current),
        ("photo", StageStatus::NotStarted),
        ("photo-review", StageStatus::NotStarted),
        ("school-review", StageStatus::NotStarted),
        ("confirm", StageStatus::NotStarted),
        ("sign", StageStatus::NotStarted),
        ("print", StageStatus::NotStarted),
    ] {
        assert_eq!(stage(&start, id), status, "{id}");
    }
}

#[test]
fn a_refused_photo_is_uploaded_again_until_it_is_approved() {
    let mut course = Course::new();
    let waiting = course.on(0, &["photo_bound", "photo_uploaded"]);
    assert_eq!(stage(&waiting, "photo"), StageStatus::Done);
    assert_eq!(stage(&waiting, "photo-review"), StageStatus::Waiting);
    let expected = |it: &Assessment| {
        it.stages.iter().find(|it| it.id == "photo-review").and_then(|it| it.expected)
    };
    let days = |from, to| {
        Some((NaiveDate::from_ymd_opt(2026, 11, from)?, NaiveDate::from_ymd_opt(2026, 12, to)?))
    };
    assert_eq!(expected(&waiting), days(29, 2));

    let refused = course.on(5, &["photo_rejected"]);
    assert_eq!(stage(&refused, "bind"), StageStatus::Done, "the binding stays");
    assert_eq!(stage(&refused, "photo"), StageStatus::Current);
    assert_eq!(stage(&refused, "photo-review"), StageStatus::NotStarted);
    assert_eq!(expected(&refused), None);

    let again = course.on(6, &["photo_uploaded"]);
    assert!(!again.acts.contains_key("photo_rejected"), "the refusal is history");
    let begin = NaiveDate::from_ymd_opt(2026, 12, 5);
    assert_eq!(expected(&again).map(|it| it.0), begin, "counted anew");

    let approved = course.on(14, &["photo_approved"]);
    assert_eq!(stage(&approved, "photo-review"), StageStatus::Done);
}

#[test]
fn the_school_s_review_may_send_it_back_and_ends_with_the_portal_s_receipt() {
    let mut course = Course::new();
    let waiting = course.on(0, &["applied"]);
    assert_eq!(stage(&waiting, "school-review"), StageStatus::Waiting);
    assert!(waiting.stages.iter().all(|it| it.expected.is_none()), "nobody says how long");

    let back = course.on(3, &["school_refused"]);
    assert_eq!(stage(&back, "apply"), StageStatus::Current);
    assert_eq!(stage(&back, "school-review"), StageStatus::NotStarted);

    let passed = course.on(9, &["applied", "school_passed"]);
    assert_eq!(stage(&passed, "confirm"), StageStatus::Current);
    let confirmed = course.on(10, &["confirmed"]);
    assert_eq!(stage(&confirmed, "sign"), StageStatus::Current);
    assert_eq!(confirmed.deadlines.len(), 1, "confirming is not submitting");
    let signed = course.on(10, &["signed"]);
    assert_eq!(stage(&signed, "print"), StageStatus::Current);
    assert!(signed.deadlines.is_empty(), "the clock stands");
    assert_eq!(stage(&course.on(11, &["printed"]), "print"), StageStatus::Done);
}

#[test]
fn the_closing_date_is_the_person_s_and_the_photo_needs_ten_days() {
    let mut course = Course::new();
    course.answer("bachelor.deadline", "2026-12-05");
    let start = course.on(0, &[]);
    let due = start.deadlines[0].due.date();
    assert_eq!(Some(due), NaiveDate::from_ymd_opt(2026, 12, 5));
    assert!(!start.deadlines[0].over);
    assert_eq!(says(&start, "photo-time"), None, "13 days are left");

    let late = course.on(4, &["photo_bound", "photo_uploaded"]);
    let short = says(&late, "photo-time").unwrap();
    assert!(short.contains("只剩 9 天"), "{short}");
    assert!(late.ready(), "it warns and does not block");

    let approved = course.on(12, &["photo_approved"]);
    assert_eq!(says(&approved, "photo-time"), None, "nothing to wait for any more");
    assert!(!approved.deadlines[0].over, "the last day counts");
    assert!(course.on(14, &[]).deadlines[0].over);
}

//! 学信网账号: the course from registering to a corrected record, as the person logs what happens.

use std::collections::BTreeMap;

use beishen_core::{Agreement, Answers, Compared, LogEntry, Procedure, StageStatus, StepStatus};
use beishen_document::{Block, Locale};
use beishen_guide::papers::{checklist, receipt};
use beishen_tests::{assess, now, pack};
use chrono::Duration;

use StageStatus::{Current, Done, NotNeeded, NotStarted, Waiting};

/// An act a day, and where the stages stand after each.
fn course(facts: &[(&str, &str)], acts: &[&str]) -> Vec<BTreeMap<String, StageStatus>> {
    let (procedure, mut answers) = draft(facts);
    let mut at = now();
    let mut all = vec![stages(&procedure, &answers)];
    for act in acts {
        at += Duration::days(1);
        answers.log.push(LogEntry { act: (*act).to_owned(), at, note: String::new() });
        all.push(stages(&procedure, &answers));
    }
    all
}

fn draft(facts: &[(&str, &str)]) -> (Procedure, Answers) {
    let pack = pack("chsi-account");
    let mut answers = pack.perfect;
    for (fact, value) in facts {
        answers.facts.insert((*fact).into(), (*value).to_owned());
    }
    (pack.procedure, answers)
}

fn stages(procedure: &Procedure, answers: &Answers) -> BTreeMap<String, StageStatus> {
    let stages = assess(procedure, answers, now()).stages;
    stages.into_iter().map(|it| (it.id, it.status)).collect()
}

/// `stage` after each act, the beginning first.
fn follow(stage: &str, course: &[BTreeMap<String, StageStatus>]) -> Vec<StageStatus> {
    course.iter().map(|it| it[stage]).collect()
}

#[test]
fn a_new_account_is_registered_logged_in_and_compared() {
    let course = course(&[], &["registered", "logged_in", "checked"]);
    assert_eq!(follow("register", &course), [Current, Done, Done, Done]);
    assert_eq!(follow("hand_photo", &course), [NotNeeded; 4]);
    assert_eq!(follow("review", &course), [NotNeeded; 4]);
    assert_eq!(follow("login", &course), [NotStarted, Current, Done, Done]);
    assert_eq!(follow("check", &course), [NotStarted, NotStarted, Current, Done]);
    assert_eq!(follow("feedback", &course), [NotStarted; 4]);
}

#[test]
fn who_has_an_account_begins_with_logging_in() {
    let course = course(&[("account.exists", "是")], &["logged_in"]);
    assert_eq!(follow("register", &course), [NotNeeded; 2]);
    assert_eq!(follow("login", &course), [Current, Done]);
    assert_eq!(follow("check", &course), [NotStarted, Current]);
}

#[test]
fn as_long_as_the_account_is_not_asked_about_nobody_is_sent_to_log_in() {
    let open = course(&[("account.exists", "")], &[]);
    assert_eq!(follow("register", &open), [NotStarted]);
    assert_eq!(follow("hand_photo", &open), [NotStarted]);
    assert_eq!(follow("login", &open), [NotStarted]);
}

#[test]
fn a_step_without_a_question_is_not_needed_once_that_is_known() {
    let step = |exists: &str| {
        let (procedure, answers) = draft(&[("account.exists", exists)]);
        let steps = assess(&procedure, &answers, now()).steps;
        let taken = steps.into_iter().find(|it| it.id == "taken").unwrap();
        (taken.status, taken.hangs_on.first().map(|it| it.as_str().to_owned()))
    };
    let account = Some("account.exists".to_owned());
    assert_eq!(step(""), (StepStatus::NotStarted, account.clone()));
    assert_eq!(step("是"), (StepStatus::NotNeeded, account));
    assert_eq!(step("否"), (StepStatus::Completed, None));
    let steps = assess(&pack("chsi-account").procedure, &Answers::default(), now()).steps;
    let question = steps.into_iter().find(|it| it.id == "question").unwrap();
    assert_eq!(question.status, StepStatus::NotNeeded, "who has no question is done without it");
}

#[test]
fn a_taken_number_waits_for_the_service_and_may_be_sent_back() {
    let acts = ["registered", "photo_uploaded", "rejected", "photo_uploaded", "approved"];
    let course = course(&[("account.number_taken", "是")], &acts);
    let photo = [NotStarted, Current, Done, Current, Done, Done];
    assert_eq!(follow("hand_photo", &course), photo);
    let review = [NotStarted, NotStarted, Waiting, NotStarted, Waiting, Done];
    assert_eq!(follow("review", &course), review);
    let login = [NotStarted, NotStarted, NotStarted, NotStarted, NotStarted, Current];
    assert_eq!(follow("login", &course), login, "not before the service has approved it");
}

#[test]
fn what_differs_goes_to_the_school_and_back_to_comparing() {
    let acts = [
        "registered",
        "logged_in",
        "checked",
        "differs",
        "reported",
        "more_wanted",
        "reported",
        "corrected",
        "checked",
    ];
    let course = course(&[], &acts);
    let from = |stage| follow(stage, &course).split_off(3);
    assert_eq!(from("check"), [Done, Done, Done, Done, Done, Current, Done]);
    assert_eq!(
        from("feedback"),
        [NotStarted, Current, Done, Current, Done, NotStarted, NotStarted]
    );
    assert_eq!(
        from("correction")[..5],
        [NotStarted, NotStarted, Waiting, NotStarted, Waiting],
        "while more is wanted, it is the person's turn"
    );
}

#[test]
fn a_second_difference_is_waited_for_like_the_first() {
    let once = ["checked", "differs", "reported", "corrected"];
    let course =
        course(&[("account.exists", "是")], &[&["logged_in"], &once[..], &once[..]].concat());
    assert_eq!(course[8]["correction"], Waiting, "the first answer does not count for the second");
    assert_eq!(course[9]["check"], Current);
    assert_eq!(course[9]["feedback"], NotStarted);
}

#[test]
fn the_checklist_leads_only_through_the_pages_that_concern_the_person() {
    let titles = |facts: &[(&str, &str)]| {
        let (procedure, answers) = draft(facts);
        let assessment = assess(&procedure, &answers, now());
        checklist(&procedure, &answers, &assessment, now(), Locale::Zh).to_text()
    };
    let (new, taken, old) = (
        titles(&[]),
        titles(&[("account.number_taken", "是")]),
        titles(&[("account.exists", "是")]),
    );
    for (what, text, register, again) in
        [("new", &new, true, false), ("taken", &taken, true, true), ("old", &old, false, false)]
    {
        assert_eq!(text.contains("立即注册"), register, "{what}");
        assert_eq!(text.contains("我要重新注册"), again, "{what}");
        assert!(text.contains("认证成功点击下面“学籍信息”"), "{what}");
    }
    assert!(new.contains("居民身份证") && !new.contains("中华人民共和国居民身份证"));
}

#[test]
fn the_receipt_says_what_was_compared_and_tells_no_number() {
    let (procedure, mut answers) = draft(&[]);
    let mut found = |item: &str, verdict, shown: &str| {
        let (shown, evidence) = (shown.to_owned(), String::new());
        answers.comparisons.insert(item.to_owned(), Compared { verdict, shown, evidence });
    };
    found("record.id_number", Agreement::Differs, "110105200503140021");
    found("record.major", Agreement::Differs, "土木工程管理");
    found("record.image", Agreement::Unseen, "");
    answers.comparisons.remove("record.form");
    let assessment = assess(&procedure, &answers, now());
    let table = |locale, mask| {
        let blocks = receipt(&procedure, &answers, &assessment, None, now(), locale, mask).blocks;
        let rows = blocks.into_iter().find_map(|it| match it {
            Block::Table { rows, .. } => Some(rows),
            _ => None,
        });
        rows.unwrap().into_iter().map(|it| (it[0].clone(), it[1..].join("|"))).collect()
    };
    let (masked, plain): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (table(Locale::Zh, true), table(Locale::Zh, false));
    for (item, row) in [
        ("学籍信息", "|一致|"),
        ("姓名", "张三|一致|"),
        ("身份证号", "110105********003X|不一致|110105********0021"),
        ("专业名称", "土木工程|不一致|土木工程管理"),
        ("学习形式", "普通全日制|（未核对）|"),
        ("入学日期", "2023-09-01|一致|"),
        ("照片", "|看不到|"),
    ] {
        assert_eq!(masked[item], row);
    }
    assert_eq!(plain["身份证号"], "11010520050314003X|不一致|110105200503140021");
    assert_eq!(table(Locale::En, true)["Photo"], "|not seen|");
}

//! 图像校对: the course from logging in to “正确”, and the way around by a correction.

use std::collections::BTreeMap;

use beishen_core::{
    Agreement, Answers, Assessment, Compared, Dictionary, LogEntry, Procedure, Severity,
    StageStatus, StepStatus,
};
use beishen_document::Locale;
use beishen_guide::papers::{checklist, questionnaire};
use beishen_tests::{Pack, assess, asset, now, pack};
use chrono::{Duration, NaiveDateTime};

use StageStatus::{Current, Done, NotNeeded, NotStarted, Waiting};

fn draft(facts: &[(&str, &str)], compared: &[(&str, Agreement)]) -> (Procedure, Answers) {
    let Pack { procedure, perfect: mut answers, .. } = pack("image-check");
    for (fact, value) in facts {
        answers.facts.insert((*fact).into(), (*value).to_owned());
    }
    for (item, verdict) in compared {
        let compared =
            Compared { verdict: *verdict, shown: String::new(), evidence: String::new() };
        answers.comparisons.insert((*item).to_owned(), compared);
    }
    (procedure, answers)
}

/// After each act, an hour apart: the beginning first.
fn course(procedure: &Procedure, answers: &Answers, acts: &[&str]) -> Vec<Assessment> {
    let mut answers = answers.clone();
    let mut all = vec![assess(procedure, &answers, now())];
    let mut at = now();
    for act in acts {
        at += Duration::hours(1);
        answers.log.push(LogEntry { act: (*act).to_owned(), at, note: String::new() });
        all.push(assess(procedure, &answers, at));
    }
    all
}

fn follow(stage: &str, course: &[Assessment]) -> Vec<StageStatus> {
    let stages = course.iter().flat_map(|it| &it.stages);
    stages.filter(|it| it.id == stage).map(|it| it.status).collect()
}

fn clocks(assessment: &Assessment) -> BTreeMap<&str, NaiveDateTime> {
    assessment.deadlines.iter().map(|it| (it.id.as_str(), it.due)).collect()
}

#[test]
fn who_is_new_registers_logs_in_compares_and_confirms() {
    let (procedure, answers) = draft(&[], &[]);
    let course =
        course(&procedure, &answers, &["registered", "activated", "logged_in", "confirmed"]);
    assert_eq!(follow("register", &course), [Current, Done, Done, Done, Done]);
    assert_eq!(follow("activate", &course), [NotStarted, Current, Done, Done, Done]);
    assert_eq!(follow("login", &course), [NotStarted, NotStarted, Current, Done, Done]);
    assert_eq!(follow("check", &course), [NotStarted, NotStarted, NotStarted, Current, Done]);
    for stage in ["number", "number_reply", "correct", "wait", "again"] {
        let needed = follow(stage, &course).iter().any(|it| ![NotNeeded, Done].contains(it));
        assert!(!needed, "{stage}");
    }
    let due: Vec<String> = clocks(&course[3]).values().map(ToString::to_string).collect();
    assert_eq!(due, ["2026-12-19 23:59:59", "2026-12-11 23:59:59"]);
    assert!(clocks(&course[4]).is_empty(), "confirmed: no clock runs");
}

#[test]
fn who_has_an_account_begins_with_logging_in() {
    let (procedure, answers) = draft(&[("account.exists", "是")], &[]);
    let course = course(&procedure, &answers, &["logged_in"]);
    for stage in ["register", "activate"] {
        assert_eq!(follow(stage, &course)[0], NotNeeded, "{stage}");
    }
    assert_eq!(follow("login", &course), [Current, Done]);
    let text = checklist(&procedure, &answers, &course[0], now(), Locale::Zh).to_text();
    assert!(!text.contains("密码确认") && !text.contains("实名注册 › 邮箱"), "{text}");
    assert!(text.contains("点击“正确”"), "{text}");
}

#[test]
fn what_is_wrong_goes_to_the_school_and_is_compared_again_until_it_is_right() {
    let (procedure, mut answers) =
        draft(&[("account.exists", "是")], &[("record.image", Agreement::Unseen)]);
    let acts = ["logged_in", "correction_given", "corrected", "still_wrong", "correction_given"];
    let once = course(&procedure, &answers, &acts);
    assert_eq!(follow("check", &once), [NotNeeded; 6]);
    assert_eq!(follow("correct", &once), [NotStarted, Current, Done, Done, Current, Done]);
    assert_eq!(follow("wait", &once), [NotStarted, NotStarted, Waiting, Done, NotStarted, Waiting]);
    let again = [NotStarted, NotStarted, NotStarted, Current, NotStarted, NotStarted];
    assert_eq!(follow("again", &once), again);
    let first = |it: &Assessment| clocks(it).contains_key("check");
    let runs: Vec<bool> = once.iter().map(first).collect();
    assert_eq!(runs, [true, true, false, false, true, false], "until the form is handed in");
    assert!(once.iter().all(|it| clocks(it).contains_key("again")), "until it is confirmed");

    // The second time everything agrees; what was done stays done.
    let same = Compared { verdict: Agreement::Same, shown: String::new(), evidence: String::new() };
    answers.comparisons.insert("record.image".to_owned(), same);
    let right = course(&procedure, &answers, &[&acts[..], &["corrected", "confirmed"]].concat());
    let (before, after) = (&right[6], &right[7]);
    assert_eq!(follow("correct", &right[6..]), [Done, Done]);
    assert_eq!(follow("check", &right[6..]), [Current, Done]);
    assert_eq!(clocks(before).keys().collect::<Vec<_>>(), [&"again"]);
    assert!(clocks(after).is_empty());
}

/// A person in a hurry answers that nothing is wrong, whatever the comparison says.
#[test]
fn no_answer_leads_past_a_difference_to_the_point_of_no_return() {
    let items = |procedure: &Procedure| {
        let record = procedure.comparison("record").unwrap();
        record.items.iter().map(|it| (record.key(it), it.optional)).collect::<Vec<_>>()
    };
    let (procedure, _) = draft(&[], &[]);
    for (item, optional) in items(&procedure) {
        for verdict in [Agreement::Differs, Agreement::Unseen] {
            for typed in ["否", ""] {
                let what = format!("{item} {} “{typed}”", verdict.name());
                let (procedure, answers) = draft(&[("check.wrong", typed)], &[(&item, verdict)]);
                let assessment = assess(&procedure, &answers, now());
                let away = assessment.findings.iter().any(|it| it.reason == "answered_away");
                let text =
                    checklist(&procedure, &answers, &assessment, now(), Locale::Zh).to_text();
                if optional && verdict == Agreement::Unseen {
                    assert!(!away && text.contains(" 点击“正确”"), "{what}: nothing to correct");
                    continue;
                }
                assert_eq!(away, typed == "否", "{what}");
                assert!(!assessment.ready(), "{what}");
                assert!(!text.contains(" 点击“正确”"), "{what}:\n{text}");
                let place =
                    |part: &str| text.find(part).unwrap_or_else(|| panic!("{what}: {part}"));
                let again = if away {
                    // A contradiction is put right first.
                    assert!(!text.contains("再次上网核对，如无误"), "{what}:\n{text}");
                    "还有错误，先不要做这一步。"
                } else {
                    "再次上网核对，如无误，点击“正确”"
                };
                assert!(place("数据检查勘误表") < place(again), "{what}");
            }
        }
    }
}

#[test]
fn below_a_stop_nothing_invites_to_go_on_while_something_is_wrong() {
    let text = |facts: &[(&str, &str)]| {
        let (procedure, answers) = draft(facts, &[]);
        let assessment = assess(&procedure, &answers, now());
        checklist(&procedure, &answers, &assessment, now(), Locale::Zh).to_text()
    };
    let sound = text(&[]);
    let wrong = text(&[("person.birth_date", "2004-03-15")]);
    for part in [" 点击“正确”", " 提交校对结论"] {
        assert!(sound.contains(part), "{part}:\n{sound}");
        assert!(!wrong.contains(part), "{part}:\n{wrong}");
    }
    assert!(wrong.contains("还有错误，先不要做这一步。点“正确”就视为核对完毕"), "{wrong}");
    // A box that is fixed for ever holds the act behind it for what is wrong on its page, and for nothing else.
    for (fact, value, invited) in [
        ("check.wrong", "否", true),
        ("person.id_number", "110105200403140033", false),
        ("person.name", "张 三", false),
        ("contact.email", "zhangsan@", true),
    ] {
        let said = text(&[("account.exists", "否"), (fact, value)]);
        assert_eq!(said.contains(" 核对后提交，完成实名注册"), invited, "{fact}:\n{said}");
    }
}

#[test]
fn the_paper_photo_is_spoken_of_as_a_paper() {
    let (procedure, answers) = draft(&[], &[("record.image", Agreement::Unseen)]);
    let assessment = assess(&procedure, &answers, now());
    let paper = assessment.findings.iter().filter(|it| it.subject.to_string().contains(".paper."));
    let said: Vec<&str> = paper.map(|it| it.message.get(Locale::Zh)).collect();
    assert_eq!(said.len(), 4);
    assert!(said.contains(&"还没有核对纸质照片上的学校。"), "{said:?}");
    assert!(said.iter().all(|it| !it.contains("平台")), "{said:?}");
    let asked = questionnaire(&procedure, now(), Locale::Zh).to_text();
    let (_, paper) = asked.split_once("手里没有纸质照片的").unwrap();
    assert!(paper.contains("纸质照片显示（不一致时写）"), "{paper}");
    assert!(!paper.contains("平台显示"), "{paper}");
}

#[test]
fn a_wrong_number_waits_for_the_service() {
    let facts = [("check.number_wrong", "是"), ("check.wrong_number", "110105200403140059")];
    let (procedure, answers) = draft(&facts, &[]);
    let course = course(&procedure, &answers, &["mail_sent", "number_fixed"]);
    assert_eq!(follow("number", &course), [Current, Done, Done]);
    assert_eq!(follow("number_reply", &course), [NotStarted, Waiting, Done]);
}

#[test]
fn the_checklist_speaks_as_the_portal_does() {
    let (procedure, answers) =
        draft(&[("person.home_province", "北京市"), ("person.home_city", "北京市")], &[]);
    let assessment = assess(&procedure, &answers, now());
    let text = checklist(&procedure, &answers, &assessment, now(), Locale::Zh).to_text();
    for line in [
        "证件类型*：身份证",
        "出生日期*：2004-03-14",
        "所在地区（省）*：北京",
        "性别*：男",
        "所在地区（市）*：北京",
        "入学日期：2023-09-01",
    ] {
        assert!(text.lines().any(|it| it.ends_with(line)), "{line} is not in\n{text}");
    }
    let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in\n{text}"));
    assert!(place("注册后不可更改，请与证件和学籍逐位核对") < place("证件类型*"));
    assert!(place("点“正确”就视为核对完毕") < place("点击“正确”"));
    assert!(!text.contains("勘误表”"), "nobody is sent to the office for nothing:\n{text}");
}

/// The guide was one school's of 2014: its days and telephone are nobody else's.
#[test]
fn no_day_of_2014_is_shown() {
    let text = asset("procedures/image-check.toml");
    for historic in ["3月", "3 月", "24-25", "24–25", "03-17", "0411", "84107635", "2014-"] {
        assert!(!text.contains(historic), "{historic}");
    }
}

#[test]
fn a_pack_that_speaks_of_what_there_is_not_is_refused() {
    let dictionary = Dictionary::parse("facts.toml", &asset("facts.toml")).unwrap();
    let pack = asset("procedures/image-check.toml");
    for (from, to, key) in [
        (
            r#"until = ["confirmed", "correction_given"]"#,
            r#"until = ["confirmed", "born"]"#,
            "deadlines[0].until",
        ),
        (
            r#"relevant = { fact = "check.wrong", is = "是" }
lead"#,
            r#"relevant = { fact = "work.province", is = "是" }
lead"#,
            "comparisons[1].relevant",
        ),
        (
            r#"days = 5, until = ["confirmed", "correction_given"]"#,
            r#"days = 5, until = ["confirmed", "born"]"#,
            "rules[1].check.until",
        ),
    ] {
        assert!(pack.contains(from), "{key}");
        let error =
            Procedure::parse("p.toml", &pack.replacen(from, to, 1), &dictionary).unwrap_err();
        let message = error.message(Locale::En);
        assert!(message.starts_with(&format!("p.toml: {key}: ")), "{message}");
    }
}

#[test]
fn whether_there_is_something_to_correct_is_known_when_all_is_compared() {
    let (procedure, mut answers) = draft(&[], &[]);
    let correction = |answers: &Answers| {
        let assessment = assess(&procedure, answers, now());
        let wrong = assessment.values.get("check.wrong").map(|it| it.text.clone());
        let step = assessment.steps.into_iter().find(|it| it.id == "correction").unwrap();
        (step.status, step.missing, wrong)
    };
    assert_eq!(correction(&answers), (StepStatus::Completed, 0, Some("否".to_owned())));
    let looked_at = std::mem::take(&mut answers.comparisons);
    assert_eq!(correction(&answers), (StepStatus::NotStarted, 1, None));
    let last = looked_at.len() - 1;
    answers.comparisons = looked_at.into_iter().take(last).collect();
    assert_eq!(correction(&answers), (StepStatus::NotStarted, 1, None));
}

#[test]
fn what_is_said_to_agree_and_was_copied_as_something_else_stands_in_the_way() {
    let (procedure, answers) = draft(&[], &[]);
    let said = |item: &str, shown: &str| {
        let shown = shown.to_owned();
        let compared = Compared { verdict: Agreement::Same, shown, evidence: String::new() };
        let mut answers = answers.clone();
        answers.comparisons.insert(item.to_owned(), compared);
        let found = assess(&procedure, &answers, now()).findings;
        found.into_iter().find(|it| it.reason == "copied_otherwise").map(|it| it.severity)
    };
    let items = ["institution", "sex", "birth_date", "major", "level", "form"];
    for item in items {
        let item = format!("record.{item}");
        assert_eq!(said(&item, "别的"), Some(Severity::Error), "{item}");
        assert_eq!(said(&item, ""), None, "{item}");
    }
    // A short name may mean the same: that is asked.
    let institution = &answers.facts["study.institution"];
    let short: String = institution.chars().step_by(2).collect();
    assert_eq!(said("record.institution", &short), Some(Severity::Warning), "{short}");
}

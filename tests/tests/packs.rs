//! The perfect draft is clean, every planted mistake is found and nothing else is, and every repair repairs.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use beishen_core::{
    Answers, Change, Finding, HistoryRow, LogEntry, StageStatus, StepState, StepStatus,
    procedure::{Ask, Certainty, Field, FieldKind},
};
use beishen_document::Locale;
use beishen_guide::portal_value;
use beishen_tests::{Case, PACKS, Pack, apply, assess, cases, now, pack, severity_name};

/// Reasons with words that no answer can bring about, and why.
const NEVER: [(&str, &str, &str); 1] =
    [("name", "rare_character", "rare-name says it more seriously")];

/// What is said without a rule.
const BUILT_IN: [(&str, &str); 24] = [
    ("required", "missing"),
    ("deadline", "over"),
    ("identity", "elsewhere"),
    ("tick", "stale"),
    ("file", "format"),
    ("file", "complete"),
    ("file", "pixels"),
    ("file", "bytes"),
    ("file", "color"),
    ("file", "taken"),
    ("file", "edited"),
    ("option", "other_name"),
    ("option", "not_listed"),
    ("option", "not_an_option"),
    ("option", "other_parent"),
    ("comparison", "differs"),
    ("comparison", "unseen"),
    ("comparison", "characters"),
    ("comparison", "same_after_all"),
    ("comparison", "copied_otherwise"),
    ("comparison", "seen_after_all"),
    ("derived", "otherwise"),
    ("comparison", "answered_away"),
    ("comparison", "nothing_wrong"),
];

#[test]
fn the_perfect_draft_is_ready() {
    for pack in packs() {
        let assessment = assess(&pack.procedure, &pack.perfect, now());
        let id = pack.procedure.id();
        let found: Vec<String> = assessment.findings.iter().map(line).collect();
        assert_eq!(found, Vec::<String>::new(), "{id}");
        assert!(assessment.ready(), "{id}");
        let fine = [StepStatus::Completed, StepStatus::NotNeeded];
        let done = |it: &StepState| fine.contains(&it.status) && it.warnings == 0;
        assert!(assessment.steps.iter().all(done), "{id}");
    }
}

#[test]
fn every_case_finds_what_it_says_and_nothing_else() {
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (pack, case) in all_cases() {
        count += 1;
        let assessment = assess(&pack.procedure, &case.answers, case.now);
        let mut expected = case.expected.clone();
        expected.sort();
        let mut found: Vec<String> = assessment.findings.iter().map(line).collect();
        found.sort();
        if found != expected {
            wrong.push(format!("{}\n  expected {expected:#?}\n  found {found:#?}", case.title));
        }
        let open = case.expected.iter().any(|it| it.contains(" error "));
        assert_eq!(assessment.ready(), !open, "{}: {found:#?}", case.title);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 240, "only {count} cases");
}

/// A pack's own rules by its own cases, the dictionary's and the built-in ones by those of any pack.
#[test]
fn every_reason_of_every_rule_is_found_by_a_case() {
    let mut expected = BTreeSet::new();
    for (pack, case) in all_cases() {
        for reason in case.expected.iter().filter_map(|it| it.split_once(' ').map(|it| it.0)) {
            expected.insert(format!("{}:{reason}", pack.procedure.id()));
            expected.insert(reason.to_owned());
        }
    }
    let mut wanted: BTreeSet<(String, &str)> =
        BUILT_IN.iter().map(|(rule, reason)| ((*rule).to_owned(), *reason)).collect();
    for pack in packs() {
        for rule in pack.procedure.rules() {
            let own = !pack.dictionary.rules().iter().any(|it| it.id == rule.id);
            let id =
                if own { format!("{}:{}", pack.procedure.id(), rule.id) } else { rule.id.clone() };
            wanted.extend(rule.check.reasons().into_iter().map(|it| (id.clone(), it.name)));
        }
    }
    let never = |rule: &str, reason: &str| NEVER.iter().any(|it| (it.0, it.1) == (rule, reason));
    let missed: Vec<String> = wanted
        .into_iter()
        .filter(|(rule, reason)| !never(rule, reason))
        .map(|(rule, reason)| format!("{rule}/{reason}"))
        .filter(|it| !expected.contains(it))
        .collect();
    assert_eq!(missed, Vec::<String>::new(), "no case finds these");
}

#[test]
fn every_required_fact_is_missed_when_it_is_not_there() {
    let mut asked = 0;
    for pack in packs() {
        let complete = assess(&pack.procedure, &pack.perfect, now());
        for field in pack.procedure.fields().map(|(_, it)| it).filter(|it| it.required) {
            let Some(fact) = field.fact.as_ref().filter(|it| complete.relevant.contains(*it))
            else {
                continue;
            };
            asked += 1;
            let mut answers = pack.perfect.clone();
            answers.facts.insert(fact.clone(), "  ".to_owned());
            let assessment = assess(&pack.procedure, &answers, now());
            let missing = assessment
                .about(&fact.into())
                .any(|it| (it.rule.as_str(), it.reason) == ("required", "missing"));
            let derived = pack.procedure.fact(fact).is_some_and(|it| it.derive.is_some());
            assert_eq!(missing, !derived, "{}: {fact:?}", pack.procedure.id());
        }
    }
    assert!(asked >= 30, "only {asked} boxes");
}

#[test]
fn an_empty_draft_is_not_started_and_asks_for_everything() {
    for pack in packs() {
        let assessment = assess(&pack.procedure, &Answers::default(), now());
        let id = pack.procedure.id();
        assert!(
            assessment.findings.iter().all(|it| it.rule == "required" && it.is_error()),
            "{id}"
        );
        for step in &assessment.steps {
            let of_step = pack.procedure.steps().iter().find(|it| it.id == step.id).unwrap();
            let mut asked = of_step.asks.iter().map(Ask::fact);
            // What nearly everyone answers is there already.
            let untouched = if asked.any(|it| assessment.values.contains_key(it)) {
                [StepStatus::NotStarted, StepStatus::Completed]
            } else {
                [StepStatus::NotStarted, StepStatus::NotNeeded]
            };
            assert!(untouched.contains(&step.status), "{id}: {} is {:?}", step.id, step.status);
            assert_eq!(step.errors, step.missing, "{id}: {}", step.id);
        }
        let subjects: BTreeSet<_> = assessment.findings.iter().map(|it| &it.subject).collect();
        assert_eq!(subjects.len(), assessment.findings.len(), "{id}: each is asked for once");
    }
}

/// What a portal asks for twice is given here once: the second box holds the very value of the first.
#[test]
fn a_box_to_confirm_holds_what_the_first_one_holds() {
    let mut confirmed = 0;
    for pack in packs() {
        let values = assess(&pack.procedure, &pack.perfect, now()).values;
        for (page, again) in pack.procedure.fields().filter(|it| it.1.kind == FieldKind::Confirm) {
            confirmed += 1;
            let asked = |it: &&Field| it.fact == again.fact && it.kind == FieldKind::Enter;
            let what = format!("{}: {}.{}", pack.procedure.id(), page.id, again.id);
            let first =
                page.fields.iter().find(asked).unwrap_or_else(|| panic!("{what}: of what?"));
            let value = portal_value(&pack.procedure, first, &values);
            assert_eq!(portal_value(&pack.procedure, again, &values), value, "{what}");
            assert!(!value.is_empty(), "{what}");
        }
    }
    assert!(confirmed >= 3, "only {confirmed} boxes");
}

/// What we only suggest, or have from public pages, is not the portal's list: whoever knows better types it. A question
/// of our own that no page shows decides what is asked next, and has its answers.
#[test]
fn a_list_that_is_not_official_takes_other_answers() {
    for pack in packs() {
        for fact in pack.procedure.facts() {
            let Some(options) = pack.procedure.options_of(&fact.key) else { continue };
            if pack.procedure.fields_of(&fact.key).next().is_none() {
                continue;
            }
            let of_table = options.table.as_ref().map(|_| options.certainty);
            let mut certainties = options.list.iter().map(|it| it.certainty).chain(of_table);
            let official = |it| matches!(it, Certainty::Manual | Certainty::Standard);
            let what = format!("{}: {}", pack.procedure.id(), fact.key.as_str());
            assert!(options.open || certainties.all(official), "{what} is not open");
        }
    }
}

fn words(row: &HistoryRow) -> [&str; 3] {
    [&row.place, &row.role, &row.witness]
}

#[test]
fn every_repair_takes_its_finding_away() {
    let mut tried = BTreeMap::new();
    for (pack, case) in all_cases() {
        for finding in assess(&pack.procedure, &case.answers, case.now).findings {
            for fix in &finding.fixes {
                let mut answers = case.answers.clone();
                apply(&mut answers, &finding.subject, &fix.change);
                let after = assess(&pack.procedure, &answers, case.now).findings;
                let same = |it: &&Finding| {
                    (&it.rule, it.reason, &it.subject, it.row)
                        == (&finding.rule, finding.reason, &finding.subject, finding.row)
                };
                let label = fix.label.get(Locale::Zh);
                if let Change::History(rows) = &fix.change {
                    // A repair states nothing that the person has not.
                    let known: BTreeSet<_> = case.answers.history.iter().flat_map(words).collect();
                    let mut said = rows.iter().flat_map(words);
                    assert!(said.all(|it| it.is_empty() || known.contains(it)), "{label}");
                }
                assert!(
                    !after.iter().any(|it| same(&it)),
                    "{}: “{label}” leaves {}",
                    case.title,
                    line(&finding)
                );
                assert!(
                    !label.is_empty() && !fix.label.get(Locale::En).is_empty(),
                    "{}: no label",
                    line(&finding)
                );
                *tried.entry(matches!(fix.change, Change::Set(_))).or_insert(0) += 1;
            }
        }
    }
    assert!(
        tried[&true] >= 20 && tried[&false] >= 8,
        "repairs of facts, of the history: {tried:?}"
    );
}

#[test]
fn every_finding_has_words_without_holes_and_a_source() {
    for (pack, case) in all_cases() {
        for finding in assess(&pack.procedure, &case.answers, case.now).findings {
            let what = format!("{}: {}", case.title, line(&finding));
            for locale in [Locale::Zh, Locale::En] {
                let message = finding.message.get(locale);
                assert!(!message.is_empty() && !message.contains(['{', '}']), "{what}: {message}");
            }
            assert!(
                finding.source.year >= 1990 && !finding.source.section.is_empty(),
                "{what}: no source"
            );
        }
    }
}

#[test]
fn the_portal_s_side_goes_on_as_the_person_tells() {
    let pack = pack("tdxl");
    let stages = |case: &Case| {
        let stages = assess(&pack.procedure, &case.answers, case.now).stages;
        stages.into_iter().map(|it| (it.id, it.status)).collect::<BTreeMap<_, _>>()
    };
    let mut case = Case {
        title: String::new(),
        answers: pack.perfect.clone(),
        now: now(),
        expected: Vec::new(),
    };
    assert_eq!(stages(&case)["register"], StageStatus::Current);
    assert_eq!(stages(&case)["activate"], StageStatus::NotStarted);
    assert_eq!(stages(&case)["doctor"], StageStatus::NotNeeded);

    let done = |act: &str, at| LogEntry { act: act.to_owned(), at, note: String::new() };
    case.answers.log.push(done("registered", now()));
    case.now = now() + chrono::Duration::hours(20);
    let clock = assess(&pack.procedure, &case.answers, case.now).deadlines;
    assert_eq!(
        (clock[0].id.as_str(), clock[0].minutes_left, clock[0].over),
        ("activation", 240, false)
    );
    assert_eq!(stages(&case)["activate"], StageStatus::Current);

    case.now = now() + chrono::Duration::hours(24) + chrono::Duration::minutes(1);
    assert!(assess(&pack.procedure, &case.answers, case.now).deadlines[0].over);

    for act in ["activated", "photo_uploaded", "basic_saved", "applied", "confirmed"] {
        case.answers.log.push(done(act, case.now));
    }
    assert!(
        assess(&pack.procedure, &case.answers, case.now).deadlines.is_empty(),
        "activated: the clock stands"
    );
    assert_eq!(stages(&case)["apply"], StageStatus::Done);
    assert_eq!(stages(&case)["review"], StageStatus::Waiting);
    assert_eq!(stages(&case)["exam"], StageStatus::Current);
}

fn packs() -> Vec<Pack> {
    PACKS.iter().map(|it| pack(it)).collect()
}

/// Every case with its pack.
fn all_cases() -> Vec<(Rc<Pack>, Case)> {
    let packs = packs().into_iter().map(Rc::new);
    packs
        .flat_map(|pack| {
            let of = |case| (Rc::clone(&pack), case);
            cases(pack.procedure.id(), &pack).into_iter().map(of).collect::<Vec<_>>()
        })
        .collect()
}

/// A finding as cases write it.
fn line(finding: &Finding) -> String {
    let Finding { rule, reason, subject, .. } = finding;
    let severity = if finding.kept { "kept" } else { severity_name(finding.severity) };
    let row = finding.row.map(|it| format!("[{it}]")).unwrap_or_default();
    format!("{rule}/{reason} {severity} {subject}{row}")
}

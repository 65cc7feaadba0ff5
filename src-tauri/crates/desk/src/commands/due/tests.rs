//! Several applicants on one desk, at several times; the calendar file in a reader that is not ours.
#![expect(clippy::needless_pass_by_value, reason = "tests")]

use std::{path::Path, process::Command};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use beishen_work::{Library, check_pack};

use crate::Request;

struct Test {
    desk: Desk,
    folder: TempDir,
}

fn time(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

impl Test {
    /// A desk whose only procedure lets the person wait a known number of days.
    fn open() -> Self {
        let pack = include_str!("../../../../../../assets/procedures/tdxl.toml");
        let pack = pack.replacen("waiting = true", "waiting = true\ndays = [7, 10]", 1);
        let library = Library::of(vec![check_pack("tdxl.toml", &pack, &[]).unwrap().procedure]);
        let folder = tempfile::tempdir().unwrap();
        let vault = folder.path().join("beishen.vault");
        Self { desk: Desk::open(&vault, library, time("2026-11-20T08:00:00")).unwrap(), folder }
    }

    fn call(&mut self, at: &str, command: Value) -> Value {
        let mut request = json!({ "locale": "zh" });
        request.as_object_mut().unwrap().extend(command.as_object().unwrap().clone());
        let request = serde_json::from_value::<Request>(request).unwrap();
        serde_json::to_value(self.desk.call(request, time(at)).unwrap()).unwrap()
    }

    /// A draft of a new applicant, on whose list each of the acts was done at its time.
    fn draft(&mut self, name: &str, acts: &[(&str, &str)]) -> Value {
        let at = "2026-11-20T08:00:00";
        let added = self.call(at, json!({ "command": "add_applicant", "name": name }));
        let begin = json!({ "command": "begin_draft", "applicant": added["applicant"], "procedure": "tdxl" });
        let draft = self.call(at, begin)["draft"].clone();
        for (act, at) in acts {
            let log =
                json!({ "command": "log", "draft": draft, "act": act, "at": null, "note": "" });
            self.call(at, log);
        }
        draft
    }

    fn reminders(&self, since: &str, now: &str) -> Vec<String> {
        let reminders = self.desk.due_reminders(time(since), time(now)).unwrap();
        reminders.into_iter().map(|it| it.text.zh).collect()
    }
}

#[test]
fn everything_due_is_listed_the_nearest_first() {
    let mut test = Test::open();
    test.draft("李四", &[("registered", "2026-11-21T22:30:00")]);
    let first = test.draft("张三", &[("registered", "2026-11-21T10:30:00")]);
    test.draft("王五", &[("applied", "2026-11-21T09:00:00"), ("confirmed", "2026-11-22T09:00:00")]);
    test.draft(
        "赵六",
        &[("registered", "2026-11-21T10:30:00"), ("activated", "2026-11-21T11:00:00")],
    );
    let binned = test.draft("周八", &[("registered", "2026-11-21T10:30:00")]);
    let view =
        test.call("2026-11-22T09:00:00", json!({ "command": "open_draft", "draft": binned }));
    let bin = json!({ "command": "bin_applicant", "applicant": view["applicant"]["id"] });
    test.call("2026-11-22T09:00:00", bin);

    let view = test.call("2026-11-22T12:00:00", json!({ "command": "deadlines" }));
    assert_eq!(view["today"], "2026-11-22");
    let items: Vec<String> = view["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let word = |key: &str| it[key].as_str().unwrap().to_owned();
            let words = ["applicant", "title", "from", "to", "due", "left"].map(word);
            format!("{}{}", words.join("|"), if it["over"] == true { "!" } else { "" })
        })
        .collect();
    assert_eq!(
        items,
        [
            "张三|激活账号|2026-11-22|2026-11-22|11-22 10:30|已过 1 小时!",
            "李四|激活账号|2026-11-22|2026-11-22|11-22 22:30|还剩 10 小时",
            "王五|查看申请状态|2026-11-29|2026-12-02|预计 11-29 至 12-02|",
        ]
    );
    assert_eq!(view["items"][0]["draft"], first);
    assert!(view["items"][0]["source"].as_str().unwrap().contains("四、激活账号"));
    assert_eq!(view["items"][2]["waiting"], true);
}

#[test]
fn a_stage_that_is_waited_for_says_when_an_answer_is_expected() {
    let mut test = Test::open();
    let acts = [("applied", "2026-11-21T09:00:00"), ("confirmed", "2026-11-22T09:00:00")];
    let draft = test.draft("张三", &acts);
    let view = test.call("2026-11-22T12:00:00", json!({ "command": "open_draft", "draft": draft }));
    let expected: Vec<&str> = view["stages"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["expected"].as_str().filter(|it| !it.is_empty()))
        .collect();
    assert_eq!(expected, ["预计 11-29 至 12-02"]);
}

#[test]
fn a_reminder_is_told_when_its_time_has_come_and_not_again() {
    let mut test = Test::open();
    let draft = test.draft("张三", &[("registered", "2026-11-21T10:30:00")]);
    let told = ["同等学力申硕：激活账号，还剩 8 小时"];
    for (since, now, expected) in [
        ("2026-11-21T10:30:00", "2026-11-22T02:29:59", &[] as &[&str]),
        ("2026-11-22T02:29:00", "2026-11-22T02:30:00", &told),
        ("2026-11-22T02:30:00", "2026-11-22T02:31:00", &[]),
        // The program was closed meanwhile.
        ("2026-11-21T20:00:00", "2026-11-22T09:00:00", &["同等学力申硕：激活账号，还剩 1 小时"]),
        ("2026-11-21T20:00:00", "2026-11-23T09:00:00", &["同等学力申硕：激活账号，已过 22 小时"]),
    ] {
        assert_eq!(test.reminders(since, now), expected, "{since} {now}");
    }
    test.call(
        "2026-11-22T02:00:00",
        json!({ "command": "log", "draft": draft, "act": "activated", "at": null, "note": "" }),
    );
    assert!(test.reminders("2026-11-22T02:29:00", "2026-11-22T02:30:00").is_empty());
}

#[test]
fn several_reminders_are_told_as_one_and_none_names_a_person() {
    let mut test = Test::open();
    let draft = test.draft("张三", &[("registered", "2026-11-21T10:30:00")]);
    let told = |test: &Test| {
        let since = time("2026-11-22T02:00:00");
        notice(&test.desk.due_reminders(since, time("2026-11-22T03:00:00")).unwrap())
    };
    let one = told(&test).unwrap();
    assert_eq!(
        one.text,
        Text::new(
            "同等学力申硕：激活账号，还剩 7 小时",
            "Master's degree by equivalent study: Activate the account, 7 h left"
        )
    );
    assert_eq!(one.draft, draft.as_i64().map(|it| i32::try_from(it).unwrap()));
    test.draft("李四", &[("registered", "2026-11-21T10:45:00")]);
    let two = told(&test).unwrap();
    assert_eq!((two.text.zh.as_str(), two.draft), ("有 2 件事快要到期，请打开“期限”查看。", None));
    assert_eq!(notice(&[]), None);
}

/// Debian's python3-icalendar, whichever Python comes first on the path. Every error it swallows is shown.
fn read_by_icalendar(file: &Path) -> Value {
    let script = "
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())
events = calendar.walk('VEVENT')
print(json.dumps([{
    'uid': str(it['UID']), 'summary': str(it['SUMMARY']), 'start': it['DTSTART'].dt.isoformat(), 'stamp': it['DTSTAMP'].dt.isoformat(),
    'alarms': [str(it['DTSTART'].dt + alarm['TRIGGER'].dt) for alarm in it.walk('VALARM')],
    'errors': [str(error) for part in it.walk() for error in part.errors],
} for it in events]))";
    let pythons = ["/usr/bin/python3", "python3"];
    let output = pythons.iter().find_map(|python| {
        let output = Command::new(python).args(["-c", script]).arg(file).output().ok()?;
        output.status.success().then_some(output.stdout)
    });
    let output = output.expect("python3-icalendar does not read it, or is not installed");
    serde_json::from_slice(&output).unwrap()
}

#[test]
fn a_calendar_program_reads_what_is_due_and_learns_no_name() {
    let mut test = Test::open();
    test.draft("王五", &[("applied", "2026-11-21T09:00:00"), ("confirmed", "2026-11-22T09:00:00")]);
    test.draft("李四", &[]);
    let draft = test.draft("张三", &[("registered", "2026-11-22T10:30:00")]);
    let file = test.folder.path().join("all.ics");
    let mut save = |draft: Value, now: &str| {
        test.call(now, json!({ "command": "save_calendar", "draft": draft, "path": file }));
        let saved = std::fs::read_to_string(&file).unwrap();
        assert!(!["张三", "李四", "王五"].iter().any(|name| saved.contains(name)), "{saved}");
        read_by_icalendar(&file)
    };
    let all = save(Value::Null, "2026-11-22T12:00:00");
    let uid = all[0]["uid"].clone();
    // Applicants have the letters of the list, which begins with the one that was changed last.
    assert_eq!(
        all,
        json!([
            { "uid": uid, "summary": "申请人 A：激活账号", "start": "2026-11-23T02:30:00+00:00",
              "stamp": "2026-11-22T04:00:00+00:00", "alarms": ["2026-11-22 18:30:00+00:00"], "errors": [] },
            { "uid": all[1]["uid"], "summary": "申请人 B：查看申请状态（平台预计最晚这天答复）", "start": "2026-12-02",
              "stamp": "2026-11-22T04:00:00+00:00", "alarms": [], "errors": [] },
        ])
    );
    let one = save(draft, "2026-11-23T09:00:00");
    assert_eq!(one[0]["summary"], "激活账号");
    assert_eq!(one[0]["uid"], uid, "the same thing keeps its name");
    assert_eq!(one[0]["alarms"], json!([]), "what has rung does not ring again");
    assert_eq!(one.as_array().unwrap().len(), 1);
    assert_ne!(all[1]["uid"], uid);
}

//! What is due as a calendar file: iCalendar, RFC 5545, for any calendar program.
//!
//! Times are written in UTC, counted from the offset of the computer they were entered on. A time without a zone would be
//! another instant on a telephone in another zone, and so would China's zone on a computer that is abroad; UTC is the
//! same instant everywhere and needs no `VTIMEZONE`, which readers treat differently. Expected days of a portal are days
//! without an hour. Alarms count back from the event, as every reader understands them.
//!
//! A calendar is synchronised and read over the shoulder: nothing in the file tells who the applicant is.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, TimeDelta};

use crate::digest::{sha256, short};

/// One entry of a calendar. **Invariant:** made of a procedure's words and of times, never of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    uid: String,
    summary: String,
    detail: String,
    when: When,
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A moment, and the moments at which to be told of it; local time.
    At(NaiveDateTime, Vec<NaiveDateTime>),
    /// A whole day.
    On(NaiveDate),
}

/// The calendar file. `now` is when it is made, local time like every other; `offset` is how far that is from UTC.
pub fn calendar(events: &[Event], now: NaiveDateTime, offset: FixedOffset) -> String {
    let mut out = Lines::default();
    out.add("BEGIN", "VCALENDAR");
    out.add("VERSION", "2.0");
    out.add("PRODID", "-//Beishen//Beishen//ZH");
    out.add("CALSCALE", "GREGORIAN");
    for event in events {
        event.write(&mut out, now, offset);
    }
    out.add("END", "VCALENDAR");
    out.text
}

impl Event {
    /// An entry with a line and the text below it. The same `of` makes the same entry, so that a second import changes it
    /// instead of adding one.
    pub fn new(of: &[&str], summary: String, detail: String, when: When) -> Self {
        Self { uid: short(&sha256(of.join("\u{1f}"))), summary, detail, when }
    }

    fn write(&self, out: &mut Lines, now: NaiveDateTime, offset: FixedOffset) {
        out.add("BEGIN", "VEVENT");
        out.add("UID", &self.uid);
        out.add("DTSTAMP", &utc(now, offset));
        let alarms = match &self.when {
            When::At(at, reminders) => {
                out.add("DTSTART", &utc(*at, offset));
                // A reader may ring an alarm of the past as soon as it reads it.
                let ahead = reminders.iter().filter(|it| **it > now);
                ahead.map(|it| at.signed_duration_since(*it)).collect()
            }
            When::On(day) => {
                out.add("DTSTART;VALUE=DATE", &day.format("%Y%m%d").to_string());
                Vec::new()
            }
        };
        out.add("SUMMARY", &escaped(&self.summary));
        out.add("DESCRIPTION", &escaped(&self.detail));
        // Whoever looks for a free hour finds one: a deadline takes no time.
        out.add("TRANSP", "TRANSPARENT");
        for alarm in alarms {
            out.add("BEGIN", "VALARM");
            out.add("ACTION", "DISPLAY");
            out.add("TRIGGER", &format!("-PT{}S", TimeDelta::num_seconds(&alarm)));
            out.add("DESCRIPTION", &escaped(&self.summary));
            out.add("END", "VALARM");
        }
        out.add("END", "VEVENT");
    }
}

fn utc(local: NaiveDateTime, offset: FixedOffset) -> String {
    let time = local.checked_sub_offset(offset).unwrap_or(local);
    time.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value (3.3.11): marks escaped, line breaks as `\n`, no control characters.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
        match it {
            '\\' | ';' | ',' => out.extend(['\\', it]),
            '\n' => out.push_str("\\n"),
            it if it.is_control() && it != '\t' => {}
            it => out.push(it),
        }
    }
    out
}

/// Content lines (3.1).
#[derive(Default)]
struct Lines {
    text: String,
}

/// Octets of a line without its break.
const LONGEST: usize = 75;

impl Lines {
    /// A line, folded between characters where it is too long.
    fn add(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for it in name.chars().chain([':']).chain(value.chars()) {
            if length + it.len_utf8() > LONGEST {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(it);
            length += it.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event(summary: &str, when: When) -> Event {
        Event::new(&["1"], summary.to_owned(), "同等学力申硕\n依据：说明书".to_owned(), when)
    }

    fn time(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn made(events: &[Event]) -> String {
        calendar(events, time("2026-11-22T09:00:00"), FixedOffset::east_opt(8 * 3600).unwrap())
    }

    /// The value of a text, as a reader takes it back.
    fn read_back(calendar: &str, name: &str) -> String {
        let unfolded = calendar.replace("\r\n ", "");
        let line = unfolded.split("\r\n").find_map(|it| it.strip_prefix(name)).unwrap();
        let (mut text, mut chars) = (String::new(), line.chars());
        while let Some(it) = chars.next() {
            match it {
                '\\' => match chars.next() {
                    Some('n') => text.push('\n'),
                    Some(it @ ('\\' | ';' | ',')) => text.push(it),
                    it => panic!("\\{it:?}"),
                },
                ';' | ',' => panic!("{it} is not escaped: {line}"),
                it => text.push(it),
            }
        }
        text
    }

    #[test]
    fn a_deadline_is_a_moment_in_utc_with_the_alarms_that_are_still_to_come() {
        let reminders = vec![time("2026-11-22T08:59:59"), time("2026-11-22T18:30:00")];
        let due = time("2026-11-23T02:30:00");
        let calendar = made(&[event("激活账号", When::At(due, reminders))]);
        expect_test::expect![[r"
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Beishen//Beishen//ZH
            CALSCALE:GREGORIAN
            BEGIN:VEVENT
            UID:6b86b273ff34fce19d6b804eff5a3f57
            DTSTAMP:20261122T010000Z
            DTSTART:20261122T183000Z
            SUMMARY:激活账号
            DESCRIPTION:同等学力申硕\n依据：说明书
            TRANSP:TRANSPARENT
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:-PT28800S
            DESCRIPTION:激活账号
            END:VALARM
            END:VEVENT
            END:VCALENDAR
        "]]
        .assert_eq(&calendar.replace("\r\n", "\n"));
    }

    #[test]
    fn an_expected_day_has_no_hour() {
        let calendar = made(&[event("审核", When::On(time("2026-12-02T00:00:00").date()))]);
        assert!(calendar.contains("\r\nDTSTART;VALUE=DATE:20261202\r\n"), "{calendar}");
        assert!(!calendar.contains("VALARM"), "{calendar}");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_whole_and_no_line_is_too_long(
            text in "[\\PC\n\t;,\\\\:\u{0}\u{7f}\u{85}]{0,200}|[字𬱖é,]{0,120}"
        ) {
            let calendar = made(&[event(&text, When::On(NaiveDate::MIN))]);
            for line in calendar.split("\r\n") {
                prop_assert!(line.len() <= LONGEST, "{} octets: {line}", line.len());
                prop_assert!(!line.contains(['\r', '\n']), "{line:?}");
            }
            let kept: String = text.chars().filter(|it| !it.is_control() || "\n\t".contains(*it)).collect();
            prop_assert_eq!(read_back(&calendar, "SUMMARY:"), kept);
        }
    }
}

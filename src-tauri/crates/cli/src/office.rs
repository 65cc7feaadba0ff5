//! `beishen office`: people of a vault shared with other desks, through the trays that `beishen-office` empties and fills.

use std::time::SystemTime;

use beishen_desk::{OfficeView, PutOut, Whose};
use beishen_document::Locale;
use beishen_work::Failure;
use chrono::Local;

use crate::{
    Done,
    applicants::Called,
    args::{Offices, Whom},
    many::nobody,
    unlock::office_code,
};

impl Called {
    /// Carries it out.
    pub(crate) fn office(&mut self, command: Offices) -> Result<Done, Failure> {
        let locale = self.locale;
        match command {
            Offices::On { name, join } => {
                let code = if join { Some(office_code(locale)?) } else { None };
                let made = self.desk.office_on(&name, code.as_deref())?;
                let folder = self.office_view()?.folder;
                // The code is the line that is copied.
                let code = made.map(|it| it.join("-") + "\n").unwrap_or_default();
                Ok(Done::says(format!("{folder}\n{code}")))
            }
            Offices::Off => {
                self.desk.office_off()?;
                Ok(Done::says(locale.pick("办公室已关闭。\n", "The office is off.\n")))
            }
            Offices::Share { whom, json } => {
                let mut people: Vec<i32> =
                    self.marks(&whom)?.iter().map(|it| it.applicant).collect();
                people.sort_unstable();
                people.dedup();
                if people.is_empty() {
                    return Err(nobody());
                }
                let done = self.desk.share(&people, self.now)?;
                Ok(put_out(&done, json, locale))
            }
            Offices::Outbox { json } => {
                let done = self.desk.office_outbox(self.now)?;
                Ok(put_out(&done, json, locale))
            }
            Offices::Inbox { differing, json } => self.office_inbox(&differing, json),
            Offices::Status { json } => {
                let view = self.desk.office(now())?;
                if json {
                    return Ok(Done::says(crate::json(&view)));
                }
                Ok(Done::says(view.map_or_else(
                    || locale.pick("办公室没有开启。\n", "The office is off.\n").to_owned(),
                    |it| told(&it, locale),
                )))
            }
            Offices::TakeOver { whom } => {
                let applicant = self.the_one(&whom)?;
                let from = self.desk.office_take_over(applicant, now())?;
                Ok(Done::says(match (from, locale) {
                    (Some(it), Locale::Zh) => format!("现在由“{it}”办理；下次收发时接手。\n"),
                    (Some(it), Locale::En) => {
                        format!("“{it}” works on them now; taken over with the next round.\n")
                    }
                    (None, Locale::Zh) => "没有别的窗口在办理；下次收发时接手。\n".to_owned(),
                    (None, Locale::En) => {
                        "No other desk works on them; taken over with the next round.\n".to_owned()
                    }
                }))
            }
            Offices::Forget => {
                let n = self.desk.office_forget_erased()?;
                Ok(Done::says(match locale {
                    Locale::Zh => format!("这里已清除的 {n} 人，下次收发时从办公室删除。\n"),
                    Locale::En => {
                        format!("{n} erased here; the office forgets them with the next round.\n")
                    }
                }))
            }
            Offices::LetGo { whom } => {
                let applicant = self.the_one(&whom)?;
                self.desk.office_let_go(applicant)?;
                Ok(Done::says(locale.pick("下次收发时放开。\n", "Let go with the next round.\n")))
            }
        }
    }

    fn office_inbox(&mut self, differing: &str, json: bool) -> Result<Done, Failure> {
        let whose = match differing {
            "ours" => Whose::Ours,
            "theirs" => Whose::Theirs,
            _ => Whose::Later,
        };
        let done = self.desk.office_inbox(whose, self.now, self.locale)?;
        let errors = done.unread > 0;
        if json {
            return Ok(Done { text: crate::json(&done), errors });
        }
        let mut text = self.differing_told(&done.differing);
        let figures = [
            (done.added, "新增", "added"),
            (done.changed, "更新", "changed"),
            (
                count(done.in_bin),
                "在这里的回收站里，等取回",
                "wait: they are in the recycle bin here",
            ),
            (
                count(done.unread),
                "打不开：办公室码不同或已损坏",
                "cannot be opened: another office code, or damaged",
            ),
        ];
        text +=
            &sentence(&figures, "没有改动这里的内容。", "Nothing here was changed.", self.locale);
        Ok(Done { text, errors })
    }

    fn office_view(&self) -> Result<OfficeView, Failure> {
        self.desk.office(now())?.ok_or_else(Failure::bad_request)
    }

    /// The one person who is meant.
    fn the_one(&mut self, whom: &Whom) -> Result<i32, Failure> {
        let mut people: Vec<i32> = self.marks(whom)?.iter().map(|it| it.applicant).collect();
        people.sort_unstable();
        people.dedup();
        match *people {
            [] => Err(nobody()),
            [one] => Ok(one),
            _ => Err(Failure::input(
                "符合的不止一人，请用 --search 写得更细，如姓名加尾号。",
                "More than one person fits. Say more with --search, such as name and end of the number.",
            )),
        }
    }
}

fn put_out(done: &PutOut, json: bool, locale: Locale) -> Done {
    let errors = !done.too_large.is_empty();
    if json {
        return Done { text: crate::json(done), errors };
    }
    let figures = [
        (count(done.put), "放进待发", "put out"),
        (count(done.too_large.len()), "文件太大，没有放", "not put out: too many files"),
    ];
    let names: String = done.too_large.iter().map(|it| crate::printable(it) + "\n").collect();
    let said = sentence(&figures, "没有新的内容要发。", "Nothing new to send.", locale);
    Done { text: names + &said, errors }
}

fn told(view: &OfficeView, locale: Locale) -> String {
    let OfficeView { name, folder, shared, out, come, erased, forgotten, held, .. } = view;
    let zh = locale == Locale::Zh;
    let mut lines = vec![if zh {
        format!(
            "本窗口：{name}\n收发文件夹：{folder}\n共享 {shared} 人，待发 {out}，待收 {come}。\n"
        )
    } else {
        format!(
            "This desk: {name}\nTrays: {folder}\n{shared} people shared, {out} to go out, {come} to be taken in.\n"
        )
    }];
    if !view.there {
        lines.push(
            locale
                .pick(
                    "收发文件夹不见了，请用同一个办公室码重新开启。\n",
                    "The trays are gone. Turn the office on again with the same code.\n",
                )
                .to_owned(),
        );
    }
    for (n, here, there) in [
        (*erased, "这里已清除、办公室还有", "Erased here, and at the office still"),
        (*forgotten, "办公室已删除、这里还有", "Deleted at the office, and here still"),
    ] {
        if n > 0 {
            lines.push(if zh {
                format!("{here}：{n} 人。\n")
            } else {
                format!("{there}: {n}.\n")
            });
        }
    }
    lines.extend(held.iter().map(|it| {
        let (who, by, minutes) = (crate::printable(&it.name), &it.by, it.minutes);
        if zh {
            format!("{who}：“{by}”正在办理（{minutes} 分钟）\n")
        } else {
            format!("{who}: “{by}” works on them ({minutes} min)\n")
        }
    }));
    lines.concat()
}

/// What is not nothing, in a sentence.
fn sentence(figures: &[(u32, &str, &str)], zh: &str, en: &str, locale: Locale) -> String {
    let some: Vec<_> = figures.iter().filter(|it| it.0 > 0).collect();
    if some.is_empty() {
        return format!("{}\n", locale.pick(zh, en));
    }
    match locale {
        Locale::Zh => {
            let parts: Vec<_> = some.iter().map(|(n, it, _)| format!("{it} {n} 人")).collect();
            format!("{}。\n", parts.join("，"))
        }
        Locale::En => {
            let parts: Vec<_> = some.iter().map(|(n, _, it)| format!("{n} {it}")).collect();
            format!("{}.\n", parts.join(", "))
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn now() -> SystemTime {
    Local::now().into()
}

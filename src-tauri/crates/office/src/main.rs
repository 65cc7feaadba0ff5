//! `beishen-office`: a desk's trays and the office's server, from the command line.
//!
//! Exit codes as `beishen`'s: 0 done · 1 done, and something is to be seen to · 2 wrong usage · 3 the input is bad · 4 the system could
//! not. What a command has to say goes to standard output, one sentence about what it could not do to standard error.

mod args;

use std::{
    collections::BTreeMap,
    env,
    io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _},
    process::{Command, ExitCode, Stdio},
};

use beishen_document::{Locale, Text, visible};
use beishen_office::{Access, Came, Office, Result, Round, Source, examine, watch};
use beishen_tray::Trays;

use args::{Deed, Line};

fn main() -> ExitCode {
    let words: Vec<_> = env::args_os().collect();
    let locale = args::locale(&words);
    let line = match args::parse(words, locale) {
        Ok(line) => line,
        Err(error) if error.use_stderr() => {
            complain(&args::sentence(&error, locale));
            return ExitCode::from(2);
        }
        Err(help_or_version) => {
            say(&help_or_version.to_string());
            return ExitCode::SUCCESS;
        }
    };
    match carry_out(line, locale) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => {
            complain(failure.message.get(locale));
            ExitCode::from(if failure.input { 3 } else { 4 })
        }
    }
}

/// Does it; whether nothing is left to be seen to.
fn carry_out(line: Line, locale: Locale) -> Result<bool> {
    let trays = Trays::at(&line.trays);
    let access = || Access::find(trays.folder(), line.file.as_deref(), line.roots.clone());
    match line.deed {
        Deed::Init { roles, lease, restored } => {
            Office::init(&access()?, lease, &roles, restored)?;
            say(locale.pick("办公室已建好。", "The office is set up."));
            Ok(true)
        }
        Deed::Connect { forget: true } => {
            beishen_office::forget(trays.folder())?;
            say(locale
                .pick("连接串已从钥匙串里删除。", "The connection string is out of the keychain."));
            Ok(true)
        }
        Deed::Connect { forget: false } => {
            let text = told(locale)?;
            Access::read(&text, Source::Keychain, None)?;
            beishen_office::keep(trays.folder(), text.trim())?;
            say(locale.pick(
                "连接串已存进系统的钥匙串。",
                "The connection string is in the system's keychain.",
            ));
            Ok(true)
        }
        Deed::Status => status(&access()?, &trays, locale),
        Deed::Sync => {
            let mut office = Office::open(&access()?)?;
            let round = Round::go(&mut office, &trays, &mut Came::default(), None)?;
            say(words(&round).get(locale));
            Ok(round.waiting + round.met + round.refused.len() == 0)
        }
        Deed::Watch => {
            let mut last = None;
            let never = watch(&access()?, &trays, |it| {
                let said = match it {
                    Ok(round) if *round == Round::default() => return,
                    Ok(round) => words(round),
                    Err(failure) => failure.message.clone(),
                };
                // The same is said once.
                if last.as_ref() != Some(&said) || it.is_ok() {
                    say(said.get(locale));
                }
                last = Some(said);
            })?;
            match never {}
        }
        Deed::Doctor => {
            let now = now();
            let found = examine(&trays, access(), now);
            for it in &found {
                let mark = if it.good { "✓" } else { "✗" };
                say(&format!("{mark} {}", it.message.get(locale)));
            }
            Ok(found.iter().all(|it| it.good))
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a shell reads the clock")]
fn now() -> std::time::SystemTime {
    std::time::SystemTime::now()
}

fn status(access: &Access, trays: &Trays, locale: Locale) -> Result<bool> {
    let listed = Office::open(access)?.listing(None)?;
    let mut held = BTreeMap::<&str, usize>::new();
    for it in listed.iter().filter_map(|it| it.held.as_ref()) {
        *held.entry(&it.holder).or_default() += 1;
    }
    let there = trays.are_there();
    let out = if there { trays.outgoing()?.len() } else { 0 };
    let come = if there { trays.incoming()?.len() } else { 0 };
    let all = listed.len();
    say(&match locale {
        Locale::Zh => format!("办公室有 {all} 人；这里待发 {out}，待收 {come}。"),
        Locale::En => format!(
            "The office has {all} people; {out} wait to go out here, {come} to be taken in."
        ),
    });
    for (desk, n) in held {
        say(&match locale {
            Locale::Zh => format!("“{desk}”正在办理 {n} 人。"),
            Locale::En => format!("“{desk}” works on {n}."),
        });
    }
    Ok(true)
}

/// What a round came to, in a sentence.
fn words(round: &Round) -> Text {
    let figures = [
        (round.sent, "发出", "sent"),
        (round.came, "收到", "came in"),
        (round.met, "要先合并", "to be put together first"),
        (round.waiting, "别的窗口在办理，等候", "wait for another desk"),
        (round.granted, "已接手、放开或删除", "taken over, let go or forgotten"),
    ];
    let some: Vec<_> = figures.into_iter().filter(|it| it.0 > 0).collect();
    let mut zh: Vec<_> = some.iter().map(|(n, it, _)| format!("{it} {n}")).collect();
    let mut en: Vec<_> = some.iter().map(|(n, _, it)| format!("{n} {it}")).collect();
    for by in &round.refused {
        zh.push(format!("没有接手：现在是“{by}”在办理"));
        en.push(format!("not taken over: “{by}” works on them now"));
    }
    if zh.is_empty() {
        return Text::new("没有要收发的。", "Nothing to send or to fetch.");
    }
    Text::new(format!("{}。", zh.join("，")), format!("{}.", en.join(", ")))
}

/// A line from standard input; hidden where a person types it.
fn told(locale: Locale) -> Result<String> {
    let mut text = String::new();
    let terminal = io::stdin().is_terminal();
    let echo = |word: &str| {
        let told =
            Command::new("stty").arg(word).stdin(Stdio::inherit()).stderr(Stdio::null()).status();
        told.is_ok_and(|it| it.success())
    };
    let hidden = terminal && {
        let _ = write!(io::stderr(), "{}", locale.pick("连接串：", "Connection string: "));
        echo("-echo")
    };
    let read = io::stdin().lock().take(4096).read_line(&mut text);
    if hidden {
        echo("echo");
        let _ = writeln!(io::stderr());
    }
    read?;
    Ok(text)
}

/// A reader that has gone away has read enough.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{}", visible(line.trim_end())).and_then(|()| out.flush());
}

fn complain(sentence: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(sentence));
}

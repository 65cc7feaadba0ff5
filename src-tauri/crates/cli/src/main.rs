//! `beishen`: the use cases without a window.
//!
//! Exit codes: 0 done (assess: ready) · 1 assessed, errors present · 2 wrong usage · 3 the input is bad · 4 the system could
//! not. What a command has to say goes to standard output, one sentence about what it could not do to standard error.

#[cfg(feature = "vault")]
mod applicants;
mod args;
mod assess;
#[cfg(feature = "vault")]
mod bundles;
#[cfg(feature = "vault")]
mod everything;
mod help;
mod lists;
#[cfg(feature = "vault")]
mod many;
mod materials;
mod name;
mod papers;
mod patterns;
mod photos;
mod portal;
mod procedures;
mod readback;
mod receipts;
mod scans;
mod shell;
#[cfg(feature = "vault")]
mod unlock;
mod usage;
mod value;

use std::{
    env,
    ffi::OsString,
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

use beishen_document::{Locale, Text, visible};
use beishen_work::{Failure, FailureCode, Library, batch::Order, hush_panics};

use args::{Command, Pack, Photo, Portal, Scan};

/// What a command says on standard output, and whether answers have errors.
struct Done {
    text: String,
    errors: bool,
}

impl Done {
    fn says(text: impl Into<String>) -> Self {
        Self { text: text.into(), errors: false }
    }
}

fn main() -> ExitCode {
    hush_panics();
    let words = patterns::expanded(env::args_os());
    let locale = args::locale(&words);
    let done = Failure::caught(|| Ok(answer(words, locale)));
    done.unwrap_or_else(|failure| stop(&failure, locale))
}

fn answer(words: Vec<OsString>, locale: Locale) -> ExitCode {
    let packs = args::packs(&words);
    let library = match packs.as_deref().map(procedures::library).transpose() {
        Ok(library) => library,
        Err(failure) => return stop(&failure, locale),
    };
    let cli = match args::parse(words, library.as_ref(), locale) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            if let Some(failure) = library.as_ref().and_then(|it| usage::refused(&error, it)) {
                return stop(failure, locale);
            }
            complain(&usage::sentence(&error, locale));
            return ExitCode::from(2);
        }
        Err(help_or_version) => {
            return print(&help::page(&help_or_version.to_string(), locale), locale, 0);
        }
    };
    #[cfg(feature = "vault")]
    let done = match (cli.vault, cli.command) {
        (Some(folder), Command::Applicants { command }) => {
            let library = library.map_or_else(Library::built_in, Ok);
            let now = command.now();
            library.and_then(|it| applicants::run(&folder, it, command, now, locale))
        }
        (Some(folder), Command::Bundle { command }) => {
            let library = library.map_or_else(Library::built_in, Ok);
            let now = chrono::Local::now().naive_local();
            let desk = library.and_then(|it| applicants::Called::at(&folder, it, now, locale));
            desk.and_then(|mut it| it.bundle(command))
        }
        (None, command)
            if !matches!(command, Command::Applicants { .. } | Command::Bundle { .. }) =>
        {
            run(command, library, locale)
        }
        _ => {
            complain(locale.pick(
                "--vault 要和 applicants 或 bundle 一起用；可用 --help 查看。",
                "--vault goes together with applicants or bundle. See --help.",
            ));
            return ExitCode::from(2);
        }
    };
    #[cfg(not(feature = "vault"))]
    let done = run(cli.command, library, locale);
    match done {
        Ok(done) => print(&done.text, locale, u8::from(done.errors)),
        Err(failure) => stop(&failure, locale),
    }
}

/// `own` is the library with packs of one's own, if there are any.
fn run(command: Command, own: Option<Library>, locale: Locale) -> Result<Done, Failure> {
    let packs = own.as_ref().and_then(|it| it.folder().map(ToOwned::to_owned));
    let library = || own.map_or_else(Library::built_in, Ok);
    match command {
        Command::Procedures { json } => Ok(procedures::list(&library()?, json, locale)),
        Command::Assess { of, json } => assess::assess(&library()?, &of, json, locale),
        Command::Receipt { of, pdf, show_id } => {
            papers::receipt(&library()?, &of, pdf, show_id, locale)
        }
        Command::Questionnaire { procedure, to, now } => {
            papers::questionnaire(&library()?, &procedure, &to, now, locale)
        }
        Command::Receipts {
            procedure,
            many: from,
            to: folder,
            one_file,
            named,
            show_id,
            json,
            now,
        } => {
            let order = Order { folder, one_file, named, locale };
            let wanted = receipts::Wanted { procedure, from, order, show_id, now };
            receipts::print(&library()?, &wanted, json, locale)
        }
        Command::Verify { receipt, procedure, facts } => {
            papers::verify(&library()?, &receipt, &procedure, &facts, locale)
        }
        Command::Checklist { of, to } => papers::checklist(&library()?, &of, &to, locale),
        Command::Paper { command } => lists::paper(&library()?, &command, locale),
        Command::Practice { procedure, out } => {
            papers::practice(&library()?, &procedure, &out, locale)
        }
        Command::Correction { of, pdf } => papers::correction(&library()?, &of, pdf, locale),
        Command::Readback { of, page } => readback::read(&library()?, &of, &page, locale),
        Command::Portal { command: Portal::Compare { procedure, page, json } } => {
            portal::compare(&library()?, &procedure, &page, json, locale)
        }
        Command::Portal { command: Portal::Learn { procedure, pages, out, day, replace } } => {
            let to = portal::To { out: &out, replace };
            portal::learn(&library()?, &procedure, &pages, to, day, locale)
        }
        Command::Mail { of } => papers::mail(&library()?, &of, locale),
        Command::Calendar { of, out } => papers::calendar(&library()?, &of, out.as_deref(), locale),
        Command::Guide { to, now } => papers::guide(&to, now, locale),
        Command::Demo { folder, now } => papers::demo(&folder, now, locale),
        Command::Value { kind, today } => value::values(kind, today),
        Command::Completions { shell } => Ok(shell::completions(shell, locale)),
        Command::Manual => Ok(shell::manual(locale)),
        Command::Name { text } => Ok(name::inspect(&text, locale)),
        Command::Pack { command: Pack::Check { pack } } => {
            procedures::check_pack(&pack, packs.as_deref(), locale)
        }
        Command::Pack { command: Pack::New { id, extends, today } } => {
            beishen_work::template(&id, extends.as_deref(), &library()?, today).map(Done::says)
        }
        Command::Photo { command: Photo::Check { from, photos } } => {
            photos::check(&library()?, &from, &photos, locale)
        }
        Command::Photo { command: Photo::Prepare { from, photos, ready, crop } } => {
            photos::prepare(&library()?, &from, &photos, ready, crop, locale)
        }
        Command::Scan { command: Scan::Check { scan, size } } => scans::check(&scan, &size, locale),
        Command::Scan { command: Scan::Compress { scan, made, size } } => {
            scans::compress(&scan, &made, &size, locale)
        }
        Command::Scan { command: Scan::Card { front, back, made, layout, size } } => {
            scans::card([&front, &back], &made, layout, &size, locale)
        }
        // Carried out where the vault is known.
        #[cfg(feature = "vault")]
        Command::Applicants { .. } | Command::Bundle { .. } => Err(Failure::bad_request()),
        Command::Materials { of, to, replace, json } => {
            materials::hand_in(&library()?, &of, &to, replace, json, locale)
        }
    }
}

/// Says why it could not be done, and gives the exit code.
fn stop(failure: &Failure, locale: Locale) -> ExitCode {
    complain(failure.message.get(locale));
    ExitCode::from(match failure.code {
        FailureCode::Input => 3,
        FailureCode::System | FailureCode::Gone | FailureCode::Busy => 4,
    })
}

/// Prints, and gives the exit code. A reader that has gone away has read enough.
fn print(text: &str, locale: Locale, code: u8) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain(unprinted().message.get(locale));
            ExitCode::from(4)
        }
        _ => ExitCode::from(code),
    }
}

/// The words for an output that takes no more.
fn unprinted() -> Failure {
    let message = Text::new(
        "结果没有全部输出，请检查磁盘空间。",
        "The output is not complete. Check the free space on the disk.",
    );
    Failure { code: FailureCode::System, message }
}

/// The words for an input that breaks off.
fn unread() -> Failure {
    let message = Text::new(
        "标准输入读不出来，请检查来源后再试。",
        "Standard input cannot be read. Check where it comes from.",
    );
    Failure { code: FailureCode::System, message }
}

/// The words for an id that clap has let through and the library does not know.
fn no_procedure() -> Failure {
    let message = Text::new(
        "没有这个办理事项，可用 procedures 查看。",
        "There is no such procedure. See `procedures`.",
    );
    Failure { code: FailureCode::Input, message }
}

/// The same of a photo profile.
fn no_profile() -> Failure {
    let message = Text::new(
        "没有这种照片规格，可用 photo check --help 查看。",
        "There is no such photo profile. See `photo check --help`.",
    );
    Failure { code: FailureCode::Input, message }
}

/// Says one thing on standard error. When even that is impossible, the exit code still tells.
fn complain(sentence: &str) {
    let line: String = printable(sentence).chars().take(1000).collect();
    let _ = writeln!(io::stderr(), "{}", line.trim_end());
}

/// Indented JSON. What we print has no map whose keys are not text, so it cannot fail.
fn json(value: &impl serde::Serialize) -> String {
    let mut json = serde_json::to_string_pretty(value).unwrap_or_default();
    json.push('\n');
    json
}

/// Text from outside without the characters that would steer the terminal.
fn printable(text: &str) -> String {
    visible(text).replace('\t', " ")
}

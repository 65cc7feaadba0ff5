//! `beishen photo`: one photo or a folder of them, judged or made ready.

use std::{
    fmt::Write,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use beishen_core::{Judgement, Procedure, Verdict, Verdicts};
use beishen_document::Locale;
use beishen_work::{
    Crop, Failure, Library, Originals, Prepared, Record, Stopped, Studio, in_parallel, photos_in,
};
use serde::Serialize;

use crate::{Done, args::Photos};

/// What came of one photo or scan.
pub(crate) struct Outcome {
    pub(crate) file: String,
    pub(crate) verdicts: Option<Verdicts>,
    pub(crate) made: Option<(PathBuf, Record)>,
    /// Why nothing was made of it, or why it could not be read.
    pub(crate) stopped: Option<beishen_document::Text>,
}

/// Judges photos.
pub(crate) fn check(
    library: &Library,
    from: &[PathBuf],
    photos: &Photos,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, profile) = library.profile(&photos.profile).ok_or_else(crate::no_profile)?;
    let studio = Studio::default();
    let check = |file: &Path| {
        let verdicts = studio.check(file, profile, photos.today)?;
        Ok(Outcome { verdicts: Some(verdicts), ..Outcome::of_file(file) })
    };
    let (outcomes, others) = outcomes(from, check)?;
    Ok(report(&outcomes, &others, photos, procedure, locale))
}

/// Makes photos ready.
pub(crate) fn prepare(
    library: &Library,
    from: &Path,
    photos: &Photos,
    ready: Option<PathBuf>,
    crop: Option<Crop>,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, profile) = library.profile(&photos.profile).ok_or_else(crate::no_profile)?;
    let studio = Studio::default();
    let is_folder = from.is_dir();
    let out = ready.unwrap_or_else(|| beside(from, &profile.id, is_folder));
    if is_folder {
        std::fs::create_dir_all(&out).map_err(|_| unmade(&out))?;
    }
    let originals =
        if is_folder { Originals::of(photos_in(from)?.photos) } else { Originals::of([from]) };
    let prepare = |file: &Path| {
        let to = if is_folder { in_folder(&out, file) } else { out.clone() };
        let outcome = Outcome::of_file(file);
        Ok(match studio.prepare(file, &to, &originals, profile, crop)? {
            Ok(Prepared { verdicts, record, .. }) => {
                Outcome { verdicts: Some(verdicts), made: Some((to, record)), ..outcome }
            }
            // What is no picture is bad input; a picture that does not fit has been judged.
            Err(stopped @ Stopped::Unreadable(_)) if !is_folder => return Err(bad(stopped)),
            Err(stopped) => Outcome { stopped: Some(stopped.message()), ..outcome },
        })
    };
    let (outcomes, others) = outcomes(&[from.to_owned()], prepare)?;
    Ok(report(&outcomes, &others, photos, procedure, locale))
}

/// One photo, whose failure is the command's; or several and those of folders, each with its own, and what else lies there.
fn outcomes(
    from: &[PathBuf],
    work: impl Fn(&Path) -> Result<Outcome, Failure> + Sync,
) -> Result<(Vec<Outcome>, Vec<String>), Failure> {
    if let [one] = from
        && !one.is_dir()
    {
        return Ok((vec![work(one)?], Vec::new()));
    }
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for it in from {
        if it.is_dir() {
            let folder = photos_in(it)?;
            files.extend(folder.photos);
            others.extend(folder.others);
        } else {
            files.push(it.clone());
        }
    }
    if files.is_empty() {
        return Err(no_photos());
    }
    let name = |it: PathBuf| it.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let others = others.into_iter().map(name).collect();
    let count = files.len();
    let all = in_parallel(
        &files,
        |file| {
            work(file).unwrap_or_else(|failure| Outcome {
                stopped: Some(failure.message),
                ..Outcome::of_file(file)
            })
        },
        // Nobody may be looking; then nothing is lost.
        |done| _ = writeln!(io::stderr(), "{done}/{count}"),
    );
    Ok((all, others))
}

fn report(
    outcomes: &[Outcome],
    others: &[String],
    photos: &Photos,
    procedure: &Procedure,
    locale: Locale,
) -> Done {
    let errors = outcomes.iter().any(Outcome::is_wrong);
    let text = if photos.json {
        let photos_json: Vec<_> =
            outcomes.iter().map(|it| it.json(Some(procedure), locale)).collect();
        crate::json(&Report { profile: &photos.profile, photos: photos_json, others })
    } else {
        let mut text: String = outcomes.iter().map(|it| it.told(Some(procedure), locale)).collect();
        if outcomes.len() > 1 {
            text.push_str(&summary(outcomes, locale));
        }
        if !others.is_empty() {
            text.push_str(&left(others, locale));
        }
        text.push_str(locale.pick(
            "本机预检，不代表平台审核通过。\n",
            "A check on this computer; the portal decides.\n",
        ));
        crate::printable(&text)
    };
    Done { text, errors }
}

impl Outcome {
    /// Nothing came of it yet.
    pub(crate) fn of(file: String) -> Self {
        Self { file, verdicts: None, made: None, stopped: None }
    }

    fn of_file(file: &Path) -> Self {
        Self::of(file.display().to_string())
    }

    /// Whether it will not do.
    pub(crate) fn is_wrong(&self) -> bool {
        self.verdict() == Verdict::Fail
    }

    fn verdict(&self) -> Verdict {
        match (&self.stopped, &self.verdicts) {
            (None, Some(verdicts)) => verdicts.overall(),
            _ => Verdict::Fail,
        }
    }

    /// The file, what was done, and every check; `procedure` has the sources of its limits, if anybody has set them.
    pub(crate) fn told(&self, procedure: Option<&Procedure>, locale: Locale) -> String {
        let word = self.verdict().word();
        let mut text = format!("{}  [{}]\n", self.file, word.get(locale));
        let mut line = |words: &str| {
            // Writing to a text does not fail.
            let _ = writeln!(text, "  {words}");
        };
        if let Some(stopped) = &self.stopped {
            line(stopped.get(locale));
        }
        if let Some((to, record)) = &self.made {
            line(&format!("→ {}", to.display()));
            record.operations.iter().for_each(|it| line(it.message().get(locale)));
        }
        for check in self.verdicts.iter().flat_map(|it| &it.checks) {
            let word = check.verdict.word();
            line(&format!("[{}] {}", word.get(locale), check.message.get(locale)));
            if let Some(source) = cited(check, procedure, locale).filter(|_| !check.passes()) {
                line(&format!("    {}{source}", locale.pick("依据：", "Source: ")));
            }
        }
        text
    }

    pub(crate) fn json(&self, procedure: Option<&Procedure>, locale: Locale) -> OutcomeJson<'_> {
        let checks = self.verdicts.iter().flat_map(|it| &it.checks);
        OutcomeJson {
            file: &self.file,
            verdict: self.verdict(),
            checks: checks
                .map(|it| CheckJson::of(it, cited(it, procedure, locale), locale))
                .collect(),
            stopped: self.stopped.as_ref().map(|it| it.get(locale)),
            output: self.made.as_ref().map(|it| it.0.display().to_string()),
            record: self.made.as_ref().map(|it| &it.1),
        }
    }
}

fn summary(outcomes: &[Outcome], locale: Locale) -> String {
    let count = |verdict| outcomes.iter().filter(|it| it.verdict() == verdict).count();
    let words = [Verdict::Pass, Verdict::Ask, Verdict::Unknown, Verdict::Fail]
        .map(|it| format!("{} {}", it.word().get(locale), count(it)));
    match locale {
        Locale::Zh => format!("共 {} 张：{}。\n", outcomes.len(), words.join("，")),
        Locale::En => format!("{} photos: {}.\n", outcomes.len(), words.join(", ")),
    }
}

/// What in the folder was not looked at.
fn left(others: &[String], locale: Locale) -> String {
    match locale {
        Locale::Zh => {
            format!("另有 {} 个文件不是图片，没有检查：{}。\n", others.len(), others.join("、"))
        }
        Locale::En => format!("No pictures, not checked: {}.\n", others.join(", ")),
    }
}

#[derive(Serialize)]
struct Report<'a> {
    profile: &'a str,
    photos: Vec<OutcomeJson<'a>>,
    /// Files of the folder that are no pictures.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    others: &'a [String],
}

#[derive(Serialize)]
pub(crate) struct OutcomeJson<'a> {
    file: &'a str,
    verdict: Verdict,
    checks: Vec<CheckJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a Record>,
}

#[derive(Serialize)]
struct CheckJson<'a> {
    id: &'a str,
    verdict: Verdict,
    measured: Option<f32>,
    limits: Option<[Option<f32>; 2]>,
    unit: &'a str,
    message: &'a str,
    source: Option<String>,
}

/// Who sets the limit of a judgement, where that is known.
fn cited(check: &Judgement, procedure: Option<&Procedure>, locale: Locale) -> Option<String> {
    Some(procedure?.cite_limit(check).line(locale))
}

impl<'a> CheckJson<'a> {
    fn of(check: &'a Judgement, source: Option<String>, locale: Locale) -> Self {
        let Judgement { id, title: _, verdict, measured, limits, unit, message, source: _ } = check;
        Self {
            id,
            verdict: *verdict,
            measured: *measured,
            limits: *limits,
            unit,
            message: message.get(locale),
            source,
        }
    }
}

/// `photo.tdxl.jpg` beside `photo.png`; `photos-tdxl` beside the folder `photos`.
fn beside(from: &Path, profile: &str, is_folder: bool) -> PathBuf {
    if is_folder {
        let mut name = from.file_name().unwrap_or_default().to_owned();
        name.push(format!("-{profile}"));
        return from.with_file_name(name);
    }
    from.with_extension(format!("{profile}.jpg"))
}

/// The photo's name with its ending behind it, for `a.png` and `a.jpg` are two photos.
fn in_folder(folder: &Path, file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    let is_jpg = file.extension().is_some_and(|it| it.eq_ignore_ascii_case("jpg"));
    if !is_jpg {
        name.push(".jpg");
    }
    folder.join(name)
}

pub(crate) fn bad(stopped: Stopped) -> Failure {
    Failure { code: beishen_work::FailureCode::Input, message: stopped.message() }
}

fn no_photos() -> Failure {
    let message = beishen_document::Text::new(
        "这个文件夹里没有照片，请换一个文件夹。",
        "There are no photos in this folder. Choose another one.",
    );
    Failure { code: beishen_work::FailureCode::Input, message }
}

fn unmade(folder: &Path) -> Failure {
    let name = folder.display();
    let message = beishen_document::Text::new(
        format!("文件夹“{name}”没有建成，请检查路径和权限。"),
        format!("The folder “{name}” was not made. Check its path and permissions."),
    );
    Failure { code: beishen_work::FailureCode::System, message }
}

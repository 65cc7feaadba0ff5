//! Measurements against a profile.
//!
//! **Invariant:** only what is exact (bytes, pixels, format, colours stored, how many faces there are) and what is
//! more than 15 % beyond a limit fails. Everything else that is not right asks the person, for the limits of faces
//! rest on few people. What no program can see is said to be unknown.

mod face;
mod file;
mod file_words;
mod lengths;
mod person;
mod person_words;
mod scan;
mod scan_words;
mod words;

use beishen_core::{
    FileFormat, Judgement, Measurement, PixelSize, Profile, UNSEEN, Verdict, Verdicts, Wanted,
};
use beishen_document::Text;
pub use lengths::Length;
pub use scan::Print;
pub(crate) use scan::{LEGIBLE, card_found};
use serde::{Deserialize, Serialize};

use crate::{PICTURES, Portrait, Stopped, Unreadable, prepare::propose};

/// What was seen in a file: all that judging needs besides its measurement. The same bytes and models show the same, so
/// it can be kept beside the file's digest and judged by whatever is wanted later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "there is one of each file, and it is kept as text")]
pub enum Seen {
    /// The file gives no picture.
    Unreadable(Unreadable),
    /// A photo: the size of the upright picture, the person (`None` without models), and how much of [`blocks`](crate) of
    /// compression is seen.
    Person(PixelSize, Option<Portrait>, f32),
    /// A scan, in which nobody was looked for.
    Document(Print),
}

/// Judges a file by what it is, what was seen in it and what is wanted.
pub fn judge(found: &Measurement, seen: Option<&Seen>, wanted: Wanted<'_>) -> Verdicts {
    let mut checks = match wanted {
        Wanted::Photo(it) => photo(found, seen, it),
        Wanted::Scan(it) => scan::checks(found, seen, it),
    };
    for check in &mut checks {
        check.source = wanted.source_of(check.id).cloned();
    }
    Verdicts { checks }
}

fn photo(found: &Measurement, seen: Option<&Seen>, profile: &Profile) -> Vec<Judgement> {
    let mut checks = file::checks(found, profile);
    let unknown = |message| plain("faces", Verdict::Unknown, message);
    match seen {
        Some(Seen::Person(size, Some(portrait), _)) => {
            checks.extend(face::checks(portrait, *size, profile));
            checks.extend(crop(found, portrait, *size, profile));
        }
        Some(Seen::Unreadable(reason)) => checks.push(unknown(reason.message())),
        Some(Seen::Person(_, None, _)) => checks.push(unknown(words::no_models())),
        Some(Seen::Document(_)) | None => checks.push(unknown(words::not_yet())),
    }
    if let Some(Seen::Person(_, _, blocks)) = seen {
        let compression = file::compression(*blocks);
        // The edges of blocks are sharp, whatever they show.
        checks.retain(|it| compression.passes() || it.id != "sharpness" || !it.passes());
        checks.push(compression);
    }
    checks.push(plain(UNSEEN, Verdict::Unknown, words::unseen(profile.ears)));
    checks
}

/// Whether it can be cropped, when its size is not the one wanted.
fn crop(
    found: &Measurement,
    portrait: &Portrait,
    size: PixelSize,
    profile: &Profile,
) -> Option<Judgement> {
    if found.size.is_some_and(|it| (it.width, it.height) == (profile.width, profile.height)) {
        return None;
    }
    match propose(Some(portrait), None, size, profile) {
        Ok(crop) => Some(plain("crop", Verdict::Pass, words::can_crop(crop))),
        Err(Stopped::NoCrop(reason)) => {
            let off = [(size.width, profile.width), (size.height, profile.height)]
                .map(|(it, wanted)| it.abs_diff(wanted));
            let message = if off.iter().all(|it| *it <= SLIP) {
                words::slipped(off.into_iter().max().unwrap_or(0))
            } else {
                reason.message()
            };
            Some(plain("crop", Verdict::Fail, message))
        }
        // Said by another check.
        Err(_) => None,
    }
}

/// What is to be said of a file's name: it promises another content than there is. Portals and file choosers go by it.
pub fn judge_name(name: &str, found: &Measurement) -> Option<Judgement> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let named = |format: &FileFormat| format.endings().contains(&&*ending);
    let promises = PICTURES.iter().chain([&FileFormat::Pdf]).find(|it| named(it))?;
    let message = || file_words::name(&ending, found.format);
    (*promises != found.format && found.format != FileFormat::Unknown)
        .then(|| plain("name", Verdict::Ask, message()))
}

/// So many pixels are no room that is missing: somebody rounded when the photo was cropped.
const SLIP: u32 = 4;

/// How far beyond a limit a measurement is wrong for certain.
const FAR: f32 = 0.15;

/// A judgement without a number.
pub(crate) fn plain(id: &'static str, verdict: Verdict, message: Text) -> Judgement {
    let title = words::title(id);
    Judgement { id, title, verdict, measured: None, limits: None, unit: "", message, source: None }
}

/// A number against limits: beyond them it asks, far beyond it fails.
fn number(
    id: &'static str,
    value: f32,
    unit: &'static str,
    [low, high]: [Option<f32>; 2],
    message: impl FnOnce(Beyond) -> Text,
) -> Judgement {
    let beyond = if low.is_some_and(|it| value < it) {
        Beyond::Below
    } else if high.is_some_and(|it| value > it) {
        Beyond::Above
    } else {
        Beyond::Neither
    };
    let far = low.is_some_and(|it| value < it * (1.0 - FAR))
        || high.is_some_and(|it| value > it * (1.0 + FAR));
    let verdict = match beyond {
        Beyond::Neither => Verdict::Pass,
        _ if far => Verdict::Fail,
        _ => Verdict::Ask,
    };
    Judgement {
        measured: Some(value),
        limits: Some([low, high]),
        unit,
        ..plain(id, verdict, message(beyond))
    }
}

/// The same judgement, which never fails: its limits are too uncertain.
fn at_most_asks(it: Judgement) -> Judgement {
    Judgement { verdict: it.verdict.min(Verdict::Ask), ..it }
}

/// On which side of its limits a number is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beyond {
    Below,
    Neither,
    Above,
}

//! What the vault notes beside an attachment: what the file is, and how it was made if it was made here.

use beishen_core::Measurement;
use beishen_document::Text;
use beishen_photo::{Crop, Photo, Record, Unreadable};
use beishen_store::Digest;
use beishen_work::Failure;
use serde::{Deserialize, Serialize};

use crate::contract::LineAt;

/// What is noted beside an attachment.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Note {
    /// It is as the person chose it.
    Chosen(Measurement),
    /// It was made ready here.
    Made(Made),
}

impl Note {
    /// As the vault keeps it.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What is noted of a file that was chosen. One of no pixels, which can never be anything, is refused.
    pub(crate) fn chosen(bytes: &[u8]) -> Result<Self, Failure> {
        let photo = Photo::look(bytes, None);
        if let Err(reason @ Unreadable::Empty) = photo.picture {
            let Text { zh, en } = reason.message();
            return Err(Failure::input(zh, en));
        }
        Ok(Self::Chosen(photo.found))
    }

    /// What is noted of a file that comes with a note of another vault: what it is is seen in itself, and how it was made is
    /// believed where that fits.
    pub(crate) fn again(text: &str, bytes: &[u8]) -> Result<Self, Failure> {
        let seen = Self::chosen(bytes)?;
        Ok(match (Self::read(text), &seen) {
            (Some(Self::Made(made)), Self::Chosen(found)) if made.measured == *found => {
                Self::Made(made)
            }
            _ => seen,
        })
    }

    fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().or_else(|| Self::without_kind(text))
    }

    /// Notes did not always say what they are.
    fn without_kind(text: &str) -> Option<Self> {
        let made = serde_json::from_str(text).map(Self::Made);
        made.or_else(|_| serde_json::from_str(text).map(Self::Chosen)).ok()
    }
}

/// What an attachment is by its content.
pub(crate) fn measured(note: &str) -> Option<Measurement> {
    match Note::read(note)? {
        Note::Chosen(measured) => Some(measured),
        Note::Made(made) => Some(made.measured),
    }
}

/// How an attachment was made ready, if it was.
pub(crate) fn made(note: &str) -> Option<Made> {
    match Note::read(note)? {
        Note::Chosen(_) => None,
        Note::Made(made) => Some(made),
    }
}

/// How a file was made here.
#[derive(Serialize, Deserialize)]
pub(crate) struct Made {
    /// What came of it.
    pub(crate) measured: Measurement,
    /// The name of the file it was made of, or of both.
    pub(crate) original: String,
    /// What was done.
    pub(crate) record: Record,
    /// What the person said of the crop, when it was not the machine's alone.
    #[serde(default)]
    pub(crate) by_hand: Option<ByHand>,
}

impl Made {
    /// Where the file it was made of lies.
    pub(crate) fn source(&self) -> Option<Digest> {
        let hex = self.record.inputs.first()?.sha256.as_str();
        let mut digest = [0; 32];
        for (at, byte) in digest.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(Digest(digest))
    }
}

/// What the person said of a crop.
#[derive(Serialize, Deserialize)]
pub(crate) struct ByHand {
    pub(crate) crop: Crop,
    /// The lines that were moved.
    pub(crate) lines: Vec<LineAt>,
}

#[cfg(test)]
mod tests {
    use beishen_core::FileFormat;

    use super::*;

    #[test]
    fn a_note_says_what_it_is_and_older_ones_are_still_read() {
        let measured_as = |note: &str| measured(note).map(|it| (it.format, it.bytes));
        let photo = Measurement { format: FileFormat::Png, bytes: 9, ..Measurement::default() };
        let chosen = Note::Chosen(photo).text();
        assert!(chosen.contains(r#""kind":"chosen""#), "{chosen}");

        let file = r#"{"sha256":"00ff","format":"jpeg","bytes":7,"size":null}"#;
        let made_here = format!(
            r#"{{"measured":{{"format":"jpeg","bytes":7}},"original":"a.png","record":{{"profile":"tdxl","inputs":[{file}],"output":{file},"operations":[]}}}}"#
        );
        let tagged = format!(r#"{{"kind":"made",{}"#, made_here.trim_start_matches('{'));
        let before = (r#"{"format":"png","bytes":9}"#, &*made_here);
        for (note, expected) in [
            (&*chosen, (FileFormat::Png, 9)),
            (before.0, (FileFormat::Png, 9)),
            (&*tagged, (FileFormat::Jpeg, 7)),
            (before.1, (FileFormat::Jpeg, 7)),
        ] {
            assert_eq!(measured_as(note), Some(expected), "{note}");
            let original = made(note).map(|it| it.original);
            assert_eq!(original.is_some(), expected.0 == FileFormat::Jpeg, "{note}");
        }
        assert_eq!(measured_as(r#"{"kind":"unheard_of"}"#), None);
        assert_eq!(measured_as(""), None);
    }
}

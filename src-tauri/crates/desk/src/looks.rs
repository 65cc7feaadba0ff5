//! The photos and scans of drafts: looked at once each; and photos made ready.

use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeMap, VecDeque},
    path::Path,
    sync::Arc,
};

use beishen_core::{Locale, Measurement, PixelSize, Text, procedure::Requirement};
use beishen_photo::{
    Photo, Portrait, Profile, Record, Unreadable, Verdicts,
    scan::{self, ScanLimits},
};
use beishen_store::{Change, Digest, DraftId, Level, NewFile, Provenance};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    Failure, Studio,
    contract::DraftView,
    cropping::{ByHand, Original},
    desk::{Desk, Open},
    pictures::profile_of,
};

/// What was seen of photos, by their bytes, for as long as the desk is open. The same bytes are looked at once for
/// each profile: a view is made after every answer, and a look takes longer than that may.
#[derive(Default)]
pub(crate) struct Looks {
    studio: OnceCell<Studio>,
    photos: RefCell<Seen<Profile>>,
    scans: RefCell<Seen<ScanLimits>>,
    sights: RefCell<VecDeque<(Digest, Arc<Sight>)>>,
}

/// How a file looks, and who is in it.
pub(crate) struct Sight {
    /// For the screen, as a `data:` URI, and the size of the upright picture; or why there is none.
    pub(crate) picture: Result<(String, PixelSize), Unreadable>,
    /// `None` when nobody was looked for, or the models are missing.
    pub(crate) portrait: Option<Portrait>,
    /// Whether somebody was looked for.
    person: bool,
}

/// So many pictures are kept for the screen: those of some drafts.
const SIGHTS: usize = 32;

/// Of each file: what it was judged by, and what came of it.
type Seen<T> = BTreeMap<[u8; 32], Vec<(T, Arc<Verdicts>)>>;

impl Looks {
    pub(crate) fn studio(&self) -> &Studio {
        self.studio.get_or_init(Studio::open)
    }

    /// The verdicts on a file, whose bytes are asked for when they were not seen before.
    pub(crate) fn verdicts(
        &self,
        digest: &Digest,
        profile: &Profile,
        bytes: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<Arc<Verdicts>> {
        once(&mut self.photos.borrow_mut(), digest, profile, || {
            let photo = Photo::look(&bytes()?, self.studio().models());
            let verdicts = photo.verdicts(profile);
            self.keep(digest, photo, true);
            Some(verdicts)
        })
    }

    /// The same of a scan, in which nobody is looked for.
    pub(crate) fn scan_verdicts(
        &self,
        digest: &Digest,
        limits: &ScanLimits,
        bytes: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<Arc<Verdicts>> {
        once(&mut self.scans.borrow_mut(), digest, limits, || {
            let photo = Photo::look(&bytes()?, None);
            let verdicts = scan::check(&photo, limits);
            self.keep(digest, photo, false);
            Some(verdicts)
        })
    }

    /// How a file looks; `person`: who is in it is asked for, too.
    pub(crate) fn sight(
        &self,
        digest: &Digest,
        person: bool,
        bytes: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<Arc<Sight>> {
        let is_it = |it: &&(Digest, Arc<Sight>)| it.0 == *digest && (it.1.person || !person);
        let known = self.sights.borrow().iter().find(is_it).map(|it| Arc::clone(&it.1));
        known.or_else(|| {
            let models = if person { self.studio().models() } else { None };
            Some(self.keep(digest, Photo::look(&bytes()?, models), person))
        })
    }

    fn keep(&self, digest: &Digest, photo: Photo, person: bool) -> Arc<Sight> {
        let picture = photo.picture.and_then(|it| {
            let (width, height) = it.pixels.dimensions();
            let jpeg = beishen_photo::preview(&it).ok_or(Unreadable::Damaged)?;
            let shown = beishen_core::document::data_uri("image/jpeg", &jpeg);
            Ok((shown, PixelSize { width, height }))
        });
        let sight = Arc::new(Sight { picture, portrait: photo.portrait, person });
        let mut sights = self.sights.borrow_mut();
        sights.retain(|it| it.0 != *digest);
        sights.push_front((*digest, Arc::clone(&sight)));
        sights.truncate(SIGHTS);
        sight
    }
}

fn once<T: Clone + PartialEq>(
    all: &mut Seen<T>,
    digest: &Digest,
    by: &T,
    look: impl FnOnce() -> Option<Verdicts>,
) -> Option<Arc<Verdicts>> {
    let seen = all.entry(digest.0).or_default();
    if let Some((_, verdicts)) = seen.iter().find(|it| it.0 == *by) {
        return Some(Arc::clone(verdicts));
    }
    let verdicts = Arc::new(look()?);
    seen.push((by.clone(), Arc::clone(&verdicts)));
    Some(verdicts)
}

/// What is noted of a file that was made here.
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

/// What is wanted of a material's photo, in the studio's words.
pub(crate) fn profile(open: &Open<'_>, material: &Requirement) -> Option<Profile> {
    let pack = open.procedure.profile(&material.id)?;
    let cited = open.procedure.cite(&material.source);
    let source = Text::new(cited.line(Locale::Zh), cited.line(Locale::En));
    Some(profile_of(pack, material.title.clone(), source))
}

impl Desk {
    /// Makes the photo of a material ready, always from the file the person chose, and puts it in that file's place in
    /// one step. When that cannot be done the draft stays as it is and the view says why.
    pub(crate) fn prepare_photo(
        &mut self,
        draft: DraftId,
        material: &str,
        by_hand: Option<ByHand>,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<DraftView, Failure> {
        let Original { profile, name, digest, .. } =
            self.original(&self.open_draft(draft, now)?, material)?;
        let bytes = self.vault.bytes(&digest)?;
        let models = self.looks.studio().models();
        match Photo::look(&bytes, models).prepare(
            &profile,
            by_hand.as_ref().map(|it| it.crop),
            models,
        ) {
            Ok(prepared) => {
                let ready = ready_name(&name, &profile.id);
                let measured = beishen_photo::inspect(&prepared.jpeg);
                let made = Made { measured, original: name, record: prepared.record, by_hand };
                let note = serde_json::to_string(&made).unwrap_or_default();
                let file = NewFile { name: ready, note, bytes: prepared.jpeg };
                let change = Change::attach(Level::Draft, material, Some(file), Provenance::Typed);
                self.step(draft, &[change], now)?;
                self.draft_view(draft, now, locale)
            }
            Err(stopped) => {
                let mut view = self.draft_view(draft, now, locale)?;
                if let Some(it) = view.materials.iter_mut().find(|it| it.id == material) {
                    stopped.message().get(locale).clone_into(&mut it.stopped);
                }
                Ok(view)
            }
        }
    }
}

/// `photo.tdxl.jpg` for `photo.png`, as on the command line.
fn ready_name(name: &str, profile: &str) -> String {
    Path::new(name).with_extension(format!("{profile}.jpg")).display().to_string()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn the_same_bytes_are_looked_at_once_for_each_profile() {
        let (looks, reads) = (Looks::default(), Cell::new(0));
        let look = |profile: &str| {
            let bytes = || {
                reads.set(reads.get() + 1);
                Some(b"no picture".to_vec())
            };
            let profile = Profile::by_name(profile).unwrap();
            looks.verdicts(&Digest([7; 32]), &profile, bytes).unwrap()
        };
        let (first, again, other) = (look("tdxl"), look("tdxl"), look("xueli"));
        assert!(Arc::ptr_eq(&first, &again));
        assert_eq!(reads.get(), 2);
        assert_ne!(first, other);
    }
}

//! A photo → the JPEG that a portal takes, by honest means only.
//!
//! **Invariant:** what is done to a picture is in [`Operation`], and the record names every one. Nothing enlarges a
//! picture, turns it by degrees, mirrors it, touches its background or skin, or adds to its canvas. The same file,
//! profile and crop give the same bytes.

use beishen_core::{FileFormat, Measurement, PixelSize, Profile, Verdicts, Wanted};
use beishen_document::{
    Text,
    digest::{hex, sha256},
};
use image::{RgbImage, imageops};
use serde::{Deserialize, Serialize};

use crate::{
    Head, Models, NoCrop, Picture, Portrait, Print, Seen, Unreadable,
    blocks::blocks,
    crop::Crop,
    decodes,
    fit::{Fitted, fit},
    guarded, in_pixels, judge,
    operation::Operation,
    read_headers,
    scale::scaled,
};

/// A photo that has been looked at.
#[derive(Debug)]
pub struct Photo {
    /// What the file is.
    pub found: Measurement,
    /// The picture in it, or why there is none.
    pub picture: Result<Picture, Unreadable>,
    /// The person in it; `None` without picture or models.
    pub portrait: Option<Portrait>,
    sha256: String,
}

/// A photo made ready.
#[derive(Debug)]
pub struct Prepared {
    /// The file to hand in.
    pub jpeg: Vec<u8>,
    /// The file to hand in, looked at anew and judged.
    pub verdicts: Verdicts,
    /// What was done.
    pub record: Record,
}

/// What was done to a photo, for the person and for whoever asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The profile it was made ready for; `scan` for a document.
    pub profile: String,
    /// The file that was given; two for the sides of a card.
    pub inputs: Vec<File>,
    /// Everything that was done, in order.
    pub operations: Vec<Operation>,
    /// The file that came of it.
    pub output: File,
}

/// A file, recognisable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// Hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
    /// What it is by its content.
    pub format: FileFormat,
    /// Pixels as they are stored.
    pub size: Option<PixelSize>,
}

/// Why a photo was not made ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// There is no picture.
    Unreadable(Unreadable),
    /// No part of it fits.
    NoCrop(NoCrop),
    /// No face, or several.
    Faces(usize),
    /// The person lies on a side.
    Lies,
    /// Even at the least quality the file is too large.
    TooManyBytes,
    /// A scan that fits cannot be read any more.
    Illegible,
    /// A PDF, of which no picture is made.
    Pdf,
    /// A photo without colours, which cannot be made to have any.
    Grey,
    /// A photo that can be seen through: whoever cut it out has to say what is behind.
    Transparent,
}

impl Photo {
    /// Looks at a file, whatever it is. Without models the person in it is not measured.
    pub fn look(bytes: &[u8], models: Option<&Models>) -> Self {
        let found = read_headers(bytes);
        let picture = crate::read(bytes, &found);
        // Decoding takes most of the time: what has been decoded is not decoded again to know that it can be.
        let decodes = match picture {
            Ok(_) => matches!(found.format, FileFormat::Jpeg | FileFormat::Png).then_some(true),
            Err(_) => decodes(bytes, &found),
        };
        let found = Measurement { decodes, ..found };
        let measured = |it: &Picture| guarded(|| Portrait::measure(models?, &it.pixels));
        let (picture, portrait) = match picture {
            // What cannot be looked at without a panic cannot be used either.
            Ok(picture) => match measured(&picture) {
                Some(portrait) => (Ok(picture), portrait),
                None => (Err(Unreadable::Damaged), None),
            },
            Err(reason) => (Err(reason), None),
        };
        Self { found, picture, portrait, sha256: hex(&sha256(bytes)) }
    }

    /// Judges it as it is, and says whether it can be cropped when its size is not the one wanted.
    pub fn verdicts(&self, profile: &Profile) -> Verdicts {
        self.judged(Wanted::Photo(profile))
    }

    pub(crate) fn judged(&self, wanted: Wanted<'_>) -> Verdicts {
        judge(&self.found, Some(&self.seen(wanted)), wanted)
    }

    /// What was seen in it, as far as it matters for what is wanted.
    pub fn seen(&self, wanted: Wanted<'_>) -> Seen {
        match (&self.picture, wanted) {
            (Err(reason), _) => Seen::Unreadable(*reason),
            (Ok(it), Wanted::Photo(_)) => {
                Seen::Person(size(&it.pixels), self.portrait.clone(), blocks(&it.pixels))
            }
            (Ok(it), Wanted::Scan(_)) => Seen::Document(Print::measure(&it.pixels)),
        }
    }

    /// Where it would be cropped by itself.
    pub fn proposal(&self, profile: &Profile) -> Result<Crop, Stopped> {
        let picture = self.picture.as_ref().map_err(|it| Stopped::Unreadable(*it))?;
        propose(self.portrait.as_ref(), None, size(&picture.pixels), profile)
    }

    /// Makes it ready: upright, sRGB, cropped (where the head says, unless the person says otherwise), scaled down, in
    /// as many bytes as are wanted.
    pub fn prepare(
        &self,
        profile: &Profile,
        crop: Option<Crop>,
        models: Option<&Models>,
    ) -> Result<Prepared, Stopped> {
        let picture = self.picture.as_ref().map_err(|it| Stopped::Unreadable(*it))?;
        if picture.grey {
            return Err(Stopped::Grey);
        }
        if picture.transparent {
            return Err(Stopped::Transparent);
        }
        let crop = match crop {
            Some(crop) => crop,
            None => self.proposal(profile)?,
        };
        crop.fits(size(&picture.pixels), profile).map_err(Stopped::NoCrop)?;
        let (pixels, mut operations) = apply(picture, crop, profile);
        let Fitted { jpeg, quality, padding, .. } =
            fit(&pixels, profile.bytes_wanted(), Some(DPI)).ok_or(Stopped::TooManyBytes)?;
        operations.push(Operation::Encode { quality });
        if padding > 0 {
            operations.push(Operation::Pad { bytes: padding });
        }
        let made = Self::look(&jpeg, models);
        let record = made_record(&profile.id, vec![self.file()], operations, &made);
        Ok(Prepared { verdicts: made.verdicts(profile), jpeg, record })
    }

    pub(crate) fn file(&self) -> File {
        File {
            sha256: self.sha256.clone(),
            bytes: self.found.bytes,
            format: self.found.format,
            size: self.found.size,
        }
    }
}

/// Where a picture would be cropped: where its head is, or where the person says it is.
pub fn propose(
    portrait: Option<&Portrait>,
    by_hand: Option<&Head>,
    size: PixelSize,
    profile: &Profile,
) -> Result<Crop, Stopped> {
    match portrait {
        Some(it) if it.lies => return Err(Stopped::Lies),
        Some(it) if it.faces > 1 => return Err(Stopped::Faces(it.faces)),
        Some(it) if it.face.is_none() && by_hand.is_none() => return Err(Stopped::Faces(it.faces)),
        _ => {}
    }
    let whole = Crop::whole(size);
    if (size.width, size.height) == (profile.width, profile.height) {
        return Ok(whole);
    }
    let measured = || Some(&portrait?.face.as_ref()?.head);
    let crop = match by_hand.or_else(measured) {
        Some(head) => Crop::propose(head, size, profile),
        None => whole.fits(size, profile).map(|()| whole).map_err(|it| match it {
            NoCrop::TooSmall(_) => it,
            _ => NoCrop::NoHead,
        }),
    };
    crop.map_err(Stopped::NoCrop)
}

/// Crops and scales down, and says what was done until then.
fn apply(picture: &Picture, crop: Crop, profile: &Profile) -> (RgbImage, Vec<Operation>) {
    let mut operations = read(picture);
    if crop != Crop::whole(size(&picture.pixels)) {
        operations.push(Operation::Crop(crop));
    }
    let (width, height) = (profile.width, profile.height);
    if (crop.width, crop.height) == (width, height) {
        let Crop { x, y, .. } = crop;
        let cut = imageops::crop_imm(&picture.pixels, x, y, width, height).to_image();
        return (cut, operations);
    }
    operations.push(Operation::ScaleDown { factor: in_pixels(width) / in_pixels(crop.width) });
    (scaled(&picture.pixels, crop, width, height), operations)
}

/// What was done to a picture while it was read.
pub(crate) fn read(picture: &Picture) -> Vec<Operation> {
    let mut done = Vec::new();
    done.extend(picture.turned.map(|orientation| Operation::Orient { orientation }));
    done.extend(picture.deepened.then_some(Operation::ReduceTo8Bits));
    done.extend(picture.grey.then_some(Operation::GreyToRgb));
    done.extend(picture.transparent.then_some(Operation::OntoWhite));
    done.extend(picture.converted.map(|most| Operation::ConvertToSrgb { most }));
    done
}

fn made_record(
    profile: &str,
    inputs: Vec<File>,
    operations: Vec<Operation>,
    made: &Photo,
) -> Record {
    Record { profile: profile.to_owned(), inputs, operations, output: made.file() }
}

pub(crate) fn size(pixels: &RgbImage) -> PixelSize {
    PixelSize { width: pixels.width(), height: pixels.height() }
}

/// Dots per inch, as a tag: 390 pixels on 33 mm, and what the rules for graduates' pictures say.
const DPI: u16 = 300;

/// What a record of a scan has for a profile.
const SCAN: &str = "scan";

impl Record {
    /// Whether it is that of a document, and not of a photo.
    pub fn is_of_scan(&self) -> bool {
        self.profile == SCAN
    }

    /// Of a document.
    pub(crate) fn of_scan(inputs: Vec<File>, operations: Vec<Operation>, made: &Photo) -> Self {
        made_record(SCAN, inputs, operations, made)
    }
}

impl Stopped {
    /// What is wrong and what to do.
    pub fn message(self) -> Text {
        match self {
            Self::Unreadable(reason) => reason.message(),
            Self::NoCrop(reason) => reason.message(),
            Self::Faces(0) => Text::new(
                "没有找到人脸，请换一张正面照。",
                "No face was found. Choose a photo from the front.",
            ),
            Self::Faces(faces) => Text::new(
                format!("找到 {faces} 张人脸，只能有一张，请重拍。"),
                format!("There are {faces} faces; only yours may be there. Take the photo again."),
            ),
            Self::Lies => Text::new(
                "人像横着或倒着，请在相册里摆正后再选。",
                "The person is lying sideways or upside down. Turn the photo upright in your album, then choose it again.",
            ),
            Self::TooManyBytes => Text::new(
                "压到最低品质仍超过大小上限，请换背景干净的照片。",
                "Even at the lowest quality the file is too large. Choose a photo with a plain background.",
            ),
            Self::Illegible => Text::new(
                "再压小字就看不清了，请裁掉空白、用黑白扫描后再试。",
                "Any smaller and the print would be illegible. Cut off the margins or scan it in black and white, then try again.",
            ),
            Self::Grey => Text::new(
                "照片是黑白的，不能变成彩色，请用彩色原图。",
                "The photo is black and white and cannot be given colours. Use the original in colour.",
            ),
            Self::Transparent => Text::new(
                "照片有透明的地方，程序不填背景，请用没抠过图的原图。",
                "Parts of the photo are transparent, and Beishen paints in no background. Use the original that was not cut out.",
            ),
            Self::Pdf => Text::new(
                "PDF 不能在这里转成图片，请用阅读器另存为 JPG，或重新扫描。",
                "A PDF cannot be turned into a picture here. Save it as JPEG in a PDF reader, or scan it again.",
            ),
        }
    }
}

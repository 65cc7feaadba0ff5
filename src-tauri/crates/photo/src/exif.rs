//! EXIF (CIPA DC-008): the few tags that say something of a photo to hand in.

use beishen_core::Measurement;
use chrono::NaiveDate;

use crate::bytes::{CENTIMETRE, INCH, dpi};
use crate::directory::{Directory, Tiff};
use crate::xmp::{self, clean};

/// The directory of the place, and the tags in it that tell it: latitude and longitude.
pub(crate) const PLACE: u16 = 0x8825;
const COORDINATES: [u16; 2] = [2, 4];

/// Reads orientation, software, resolution, the day of taking, whether the place is told and whether a machine has made
/// it. What cannot be read is left as it was.
pub(crate) fn read(tiff: &[u8], found: &mut Measurement) {
    if let Some(main) = Tiff::new(tiff).and_then(Tiff::main) {
        read_main(&main, found);
    }
}

/// The same of a directory that is already open.
pub(crate) fn read_main(main: &Directory<'_>, found: &mut Measurement) {
    let orientation = main.number(0x0112).and_then(|it| u8::try_from(it).ok());
    found.orientation = orientation.filter(|it| (1..=8).contains(it));
    found.software = main.text(0x0131).and_then(clean);
    found.dpi = resolution(main);
    let details = main.number(0x8769).and_then(|at| main.tiff.directory(at));
    found.taken_on = details.as_ref().and_then(|it| day(it.text(0x9003)?));
    found.located |= place(main).is_some();
    let comments = [main.bytes(0x010E), details.and_then(|it| it.bytes(0x9286))];
    found.generated |= comments.into_iter().flatten().any(xmp::is_generated);
    if let Some(packet) = main.bytes(0x02BC) {
        xmp::read(packet, found);
    }
}

/// The directory of the place, when it tells one.
pub(crate) fn place<'a>(main: &Directory<'a>) -> Option<Directory<'a>> {
    let place = main.tiff.directory(main.number(PLACE)?)?;
    COORDINATES.iter().any(|it| place.ratio(*it).is_some()).then_some(place)
}

/// `XResolution` over its unit; the unit is the inch unless it is said to be the centimetre.
fn resolution(main: &Directory<'_>) -> Option<u32> {
    let length = match main.number(0x0128) {
        None | Some(2) => INCH,
        Some(3) => CENTIMETRE,
        Some(_) => return None,
    };
    let (dots, divisor) = main.ratio(0x011A)?;
    dpi(dots, length * u64::from(divisor))
}

/// The day of `2026:11:22 09:30:00`.
fn day(text: &[u8]) -> Option<NaiveDate> {
    let text = std::str::from_utf8(text.get(..10)?).ok()?;
    NaiveDate::parse_from_str(text, "%Y:%m:%d").ok()
}
